/**
 * Step 2: what keeps its own order. The spans' isolates, spans in a language of the other direction, and around
 * every recognised token (phone number, address, form number …) an isolate of its own, if the text has anything
 * that runs from right to left.
 * It promises properly nested ranges; bidi.ts makes LRI/RLI … PDI of them (UAX #9 2.4.2), for ordering only.
 */
import { canonicalTag, type Direction, likelyScript, scriptDirection } from '../core/language.js';
import type { CleanText } from './normalise.js';
import type { Token } from './tokens.js';
import type { Span } from './types.js';

export interface Isolate {
  /** UTF-16 indices into the clean text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly direction: Direction;
  /** A token is read strictly from left to right, Arabic-Indic digits too. */
  readonly token: boolean;
}

/** Any character of bidi class R, AL or AN, roughly: enough to know that isolation is needed. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Isolates of the spans (outer) and of the tokens (inner), by start, outer first. Neighbouring spans that are
 * isolated in the same direction are one isolate: an English sentence with one bold word is still one sentence.
 */
export function findIsolates(
  clean: CleanText,
  spans: readonly Span[],
  tokens: readonly Token[],
  direction: Direction,
): Isolate[] {
  const outer = spanIsolates(clean, spans, direction);
  const needed = direction === 'rtl' || outer.length > 0 || RIGHT_TO_LEFT.test(clean.text);
  const inner = needed ? tokens : [];
  const isolates = [...outer];
  for (const { start, end } of inner) {
    // A token that sticks out of a span's isolate cannot be nested; the span's own order is the author's wish.
    const crosses = outer.some((o) => start < o.end && o.start < end && (start < o.start || end > o.end));
    if (!crosses) isolates.push({ start, end, direction: 'ltr', token: true });
  }
  return isolates.sort((a, b) => a.start - b.start || b.end - a.end || Number(a.token) - Number(b.token));
}

/** The spans' isolates, neighbours of one direction joined. */
function spanIsolates(clean: CleanText, spans: readonly Span[], direction: Direction): Isolate[] {
  const own = spans.map((s) => s.isolate ?? foreignDirection(s, direction));
  const isolateAt = (at: number): Direction | undefined => own[clean.spanOf[at] ?? -1];
  const isolates: Isolate[] = [];
  let start = 0;
  for (let at = 1; at <= clean.text.length; at++) {
    const before = isolateAt(start);
    if (at < clean.text.length && isolateAt(at) === before) continue;
    if (before) isolates.push({ start, end: at, direction: before, token: false });
    start = at;
  }
  return isolates;
}

/** English said to be English needs no `isolate` in Arabic to come out right; nor Arabic in English. */
function foreignDirection({ lang }: Span, direction: Direction): Direction | undefined {
  const tag = lang === undefined ? undefined : canonicalTag(lang);
  if (tag === undefined) return undefined;
  const own = scriptDirection(likelyScript(tag));
  return own === direction ? undefined : own;
}
