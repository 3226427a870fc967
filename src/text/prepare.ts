/**
 * Steps 1 to 5 for one paragraph: everything that does not depend on the measure, so that a narrower measure costs
 * only fitting. It promises items and breaks over one clean text, and every fault of the text as a diagnostic.
 */
import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { findLevels } from './bidi.js';
import { type Break, findBreaks } from './breaks.js';
import { setFrenchSpaces } from './french-spaces.js';
import { findIsolates } from './isolate.js';
import { codePointName, excerpt, type Item, itemise } from './itemise.js';
import { type CleanText, normalise } from './normalise.js';
import { findTokens } from './tokens.js';
import type { FontBook, ParagraphInput } from './types.js';

/** An English sentence broken over two lines of Arabic reads from the left end of one to the right of the next. */
const AGAINST_THE_FLOW = 0.1;

/** Everything that does not depend on the measure. */
export interface Prepared {
  readonly clean: CleanText;
  readonly items: readonly Item[];
  /** The index of the item that starts at a place. */
  readonly itemAt: ReadonlyMap<number, number>;
  readonly breaks: readonly Break[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Never throws for the text's sake; a broken font file throws KYR303. */
export function prepare(book: FontBook, input: ParagraphInput): Prepared {
  const { lang, script, direction } = input;
  const spans = setFrenchSpaces(input.spans, lang);
  const clean = normalise(spans);
  const tokens = findTokens(clean.text);
  const isolates = findIsolates(clean, spans, tokens, direction);
  const levels = findLevels(clean, isolates, direction);
  const { items, diagnostics } = itemise(book, { clean, spans, levels, isolates, tokens, lang, script });
  const breaks = findBreaks({ clean, spans, tokens, lang, script }).map((b) =>
    isolates.some((i) => i.direction !== direction && b.at > i.start && b.at < i.end)
      ? { ...b, cost: Math.max(b.cost, AGAINST_THE_FLOW) }
      : b,
  );
  const itemAt = new Map(items.map((item, index) => [item.start, index]));
  return { clean, items, itemAt, breaks, diagnostics: [...strayDiagnostics(clean), ...diagnostics] };
}

function strayDiagnostics({ strays, text }: CleanText): Diagnostic[] {
  return [...new Set(strays)].map((codePoint) => ({
    code: CODE.strayCharacter,
    level: 'warning',
    message: `the control character ${codePointName(String.fromCodePoint(codePoint))} in "${excerpt(text, '')}" was left out`,
    hint: 'delete it from the text; order is kept by isolated spans, and by U+200E and U+200F where nothing else helps',
  }));
}
