/**
 * Step 2: what keeps its own order. The spans' isolates, spans in a language of the other direction, words of the
 * other direction, and around every recognised token (phone number, address, form number …) an isolate of its own,
 * if the text has anything that runs from right to left.
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

const RTL_SCRIPTS =
  '\\p{sc=Arab}\\p{sc=Hebr}\\p{sc=Syrc}\\p{sc=Thaa}\\p{sc=Nkoo}\\p{sc=Mand}\\p{sc=Samr}\\p{sc=Adlm}\\p{sc=Rohg}\\p{sc=Mend}\\p{sc=Yezi}';
/** Any character that runs from right to left, or a mark that says so: enough to know that isolation is needed. */
const RIGHT_TO_LEFT = new RegExp(`[${RTL_SCRIPTS}\\u200f\\u061c]`, 'u');

/**
 * Isolates of the spans (outer), of foreign words, and of the tokens (inner), by start, outer first. Neighbouring
 * spans that are isolated in the same direction are one isolate: an English sentence with one bold word is still one
 * sentence.
 */
export function findIsolates(
  clean: CleanText,
  spans: readonly Span[],
  tokens: readonly Token[],
  direction: Direction,
): Isolate[] {
  const outer = spanIsolates(clean, spans, direction);
  const needed = direction === 'rtl' || outer.length > 0 || RIGHT_TO_LEFT.test(clean.text);
  if (!needed) return outer;
  const isolates = [...outer];
  // One that sticks out of another cannot be nested; what was found first is the stronger wish.
  const add = (found: Isolate): void => {
    const crosses = isolates.some(
      (o) => found.start < o.end && o.start < found.end && (found.start < o.start || found.end > o.end),
    );
    if (!crosses) isolates.push(found);
  };
  for (const { start, end } of tokens) add({ start, end, direction: 'ltr', token: true });
  for (const { start, end, own } of wordsOfBothDirections(clean)) {
    const around = outer.findLast((o) => start >= o.start && end <= o.end)?.direction ?? direction;
    if (own === around || isTokensOnly(clean.text, start, end, tokens)) continue;
    // A token inside the words is nested in them; words inside a token, or that only touch one, add nothing.
    const touching = isolates.filter((o) => start < o.end && o.start < end && !outer.includes(o));
    const crossing = outer.some((o) => start < o.end && o.start < end && (start < o.start || end > o.end));
    if (!crossing && touching.every((o) => o.start >= start && o.end <= end))
      isolates.push({ start, end, direction: own, token: false });
  }
  return isolates.sort((a, b) => a.start - b.start || b.end - a.end || Number(a.token) - Number(b.token));
}

/** A list of numbers and addresses runs the way of the sentence; each of them is an isolate already. */
function isTokensOnly(text: string, start: number, end: number, tokens: readonly Token[]): boolean {
  let at = start;
  let rest = '';
  for (const token of tokens) {
    if (token.end <= start || token.start >= end) continue;
    rest += text.slice(at, Math.max(at, token.start));
    at = token.end;
  }
  return !/\p{L}/u.test(rest + text.slice(at, Math.max(at, end)));
}

const LETTER = `(?![${RTL_SCRIPTS}])\\p{L}`;
const WORD = `(?:${LETTER})(?:(?:${LETTER})|\\p{M}|\\p{Nd}|['’\u2010-](?=(?:${LETTER})|\\p{Nd}))*`;
const ABBREVIATION = `(?:(?:${LETTER})\\.){2,}`;
const JOINED = '(?:[.,] ?| ?[&/+\u2013-] ?| )';
/** A name or an address: `Kilmer v. Noem`, `26 Federal Plaza, New York, NY 10278`, `U.S.` with its full stop. */
const LEFT_TO_RIGHT_WORDS = new RegExp(
  `(?:(?<!\\p{Nd})\\p{Nd}+ (?=${WORD}${JOINED}(?:${LETTER})))?(?:${ABBREVIATION}|${WORD})(?:${JOINED}(?:${ABBREVIATION}|${WORD}|\\p{Nd}+))*`,
  'gu',
);
const RTL_LETTER = `[${RTL_SCRIPTS}]`;
const RIGHT_TO_LEFT_WORDS = new RegExp(
  `${RTL_LETTER}(?:${RTL_LETTER}|\\p{M}|\\u200c|\\u200d)*(?: ${RTL_LETTER}(?:${RTL_LETTER}|\\p{M}|\\u200c|\\u200d)*)*`,
  'gu',
);

/**
 * Words of the other direction, which UAX #9 alone would join with the brackets, quotes and numbers beside them
 * (rules N1, W7): in `“ICE” (Kilmer v. Noem)` one quote would stand on either side of all of it. Where a translator
 * has set directional marks, the order is the translator's and nothing is added.
 */
function wordsOfBothDirections({ text, marks }: CleanText): { start: number; end: number; own: Direction }[] {
  if (marks.length > 0) return [];
  const found = (pattern: RegExp, own: Direction) =>
    [...text.matchAll(pattern)].map((m) => ({ start: m.index, end: m.index + m[0].length, own }));
  return [...found(LEFT_TO_RIGHT_WORDS, 'ltr'), ...found(RIGHT_TO_LEFT_WORDS, 'rtl')];
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
