/**
 * Steps 1 to 5 for one paragraph: everything that does not depend on the measure, so that a narrower measure costs
 * only fitting. It promises items and breaks over one clean text, and every fault of the text as a diagnostic.
 */
import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { keepRecent } from '../core/recent.js';
import { findLevels } from './bidi.js';
import { type Break, findBreaks } from './breaks.js';
import { setFrenchSpaces } from './french-spaces.js';
import { findIsolates } from './isolate.js';
import { codePointName, excerpt, type Item, type ItemiseInput, itemise } from './itemise.js';
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
  const read = rememberRead(input);
  const { clean, breaks } = read;
  const { items, diagnostics } = itemiseOnce(book, input, read);
  const itemAt = new Map(items.map((item, index) => [item.start, index]));
  return { clean, items, itemAt, breaks, diagnostics: [...strayDiagnostics(clean), ...diagnostics] };
}

/** What follows from the text, its languages and its directions alone, whatever it is set in. */
interface ReadText extends Pick<ItemiseInput, 'clean' | 'spans' | 'levels' | 'isolates' | 'tokens'> {
  readonly breaks: readonly Break[];
  /** By book, and by what of the styles decides on fonts and on where an item ends. */
  readonly itemised: WeakMap<FontBook, Map<string, ReturnType<typeof itemise>>>;
}

/**
 * The fitting ladder sets a text in a dozen sizes, and what a congregation says of itself is new with every flyer: that
 * is read once, not once a size. Of a run for 300 congregations this was a tenth.
 */
const read = keepRecent<ReadText>(512);

function rememberRead({ spans, lang, script, direction }: ParagraphInput): ReadText {
  const key = JSON.stringify([
    lang,
    script,
    direction,
    ...spans.map((s) => [s.text, s.lang, s.isolate, s.nobreak]),
  ]);
  const known = read.get(key) ?? readText({ spans, lang, script, direction });
  read.set(key, known);
  return known;
}

function readText(input: Pick<ParagraphInput, 'spans' | 'lang' | 'script' | 'direction'>): ReadText {
  const { lang, script, direction } = input;
  const spans = setFrenchSpaces(input.spans, lang);
  const clean = normalise(spans);
  const tokens = findTokens(clean.text);
  const isolates = findIsolates(clean, spans, tokens, direction);
  const levels = findLevels(clean, isolates, direction);
  const breaks = findBreaks({ clean, spans, tokens, lang, script }).map((b) =>
    isolates.some((i) => i.direction !== direction && b.at > i.start && b.at < i.end)
      ? { ...b, cost: Math.max(b.cost, AGAINST_THE_FLOW) }
      : b,
  );
  return { clean, spans, levels, isolates, tokens, breaks, itemised: new WeakMap() };
}

/** As `itemise`: of styles that differ in size and colour alone the items are the same but for those. */
function itemiseOnce(
  book: FontBook,
  { spans, lang, script }: ParagraphInput,
  read: ReadText,
): ReturnType<typeof itemise> {
  const sizes = spans.map(({ style }) => style.size);
  const colors = spans.map(({ style }) => JSON.stringify(style.color));
  const key = JSON.stringify(
    spans.map(({ style: { families, weight, size } }, i) => [
      families,
      weight,
      sizes.indexOf(size),
      colors.indexOf(colors[i]!),
    ]),
  );
  const itemised = read.itemised.get(book) ?? new Map<string, ReturnType<typeof itemise>>();
  read.itemised.set(book, itemised);
  const known =
    itemised.get(key) ??
    itemise(book, {
      ...read,
      spans: spans.map((span, i) => ({ ...span, text: read.spans[i]!.text })),
      lang,
      script,
    });
  itemised.set(key, known);
  return {
    items: known.items.map((item) => ({ ...item, style: spans[item.span]!.style })),
    diagnostics: known.diagnostics,
  };
}

function strayDiagnostics({ strays, text }: CleanText): Diagnostic[] {
  return [...new Set(strays)].map((codePoint) => ({
    code: CODE.strayCharacter,
    level: 'warning',
    message: `the control character ${codePointName(String.fromCodePoint(codePoint))} in "${excerpt(text, '')}" was left out`,
    hint: 'delete it from the text; order is kept by isolated spans, and by U+200E and U+200F where nothing else helps',
  }));
}
