/**
 * Step 3: embedding levels by the Unicode Bidirectional Algorithm (UAX #9, through bidi-js), and later the
 * order of a line's runs (rules L1 and L2). The paragraph's direction is given, never guessed (P2, P3 are not
 * used). It promises one level per UTF-16 unit of the clean text; the isolates that steer it leave no trace.
 * Mirroring (L4) is HarfBuzz's work: a run of odd level is shaped right to left.
 */
import bidiModule, { type Bidi } from 'bidi-js';
import type { Direction } from '../core/language.js';
import { bidiClass } from './character-classes.js';
import type { Isolate } from './isolate.js';
import type { CleanText } from './normalise.js';

// The package's types describe its ES module, but Node loads its UMD build, whose export is the factory itself.
const makeBidi = bidiModule as unknown as (() => Bidi) | { default: () => Bidi };
const bidi = typeof makeBidi === 'function' ? makeBidi() : makeBidi.default();

const OPEN: Readonly<Record<Direction, string>> = { ltr: '\u2066', rtl: '\u2067' };
const CLOSE = '\u2069';

/** The level of each UTF-16 unit of the clean text; odd is right to left. */
export function findLevels(
  clean: CleanText,
  isolates: readonly Isolate[],
  direction: Direction,
): readonly number[] {
  const { text } = clean;
  const inToken = new Uint8Array(text.length);
  for (const i of isolates) if (i.token) inToken.fill(1, i.start, i.end);

  // The text as the algorithm sees it: controls put in, and stand-ins for what it would misjudge. `placeOf` says
  // where each unit of the clean text has gone.
  let seen = '';
  const placeOf: number[] = [];
  const open: Isolate[] = [];
  let next = 0;
  const steer = (at: number): void => {
    while (open.length > 0 && open.at(-1)!.end <= at) {
      open.pop();
      seen += CLOSE;
    }
    for (const mark of clean.marks) if (mark.at === at) seen += mark.char;
    for (let i = isolates[next]; i && i.start === at; i = isolates[++next]) {
      open.push(i);
      seen += OPEN[i.direction];
    }
  };
  let at = 0;
  for (const char of text) {
    steer(at);
    const stand = steered(char, inToken[at] === 1);
    for (let i = 0; i < char.length; i++) placeOf.push(seen.length + i);
    seen += stand;
    at += char.length;
  }
  steer(at);

  const levels = resolveLevels(seen, direction);
  return placeOf.map((place) => levels[place]!);
}

/**
 * A line end inside an isolate must not close it (class B would, by rule X8): it goes as U+2028, class WS. Inside
 * a token all digits are European: AN would turn the groups of a phone number round even in a left-to-right
 * isolate (rule N1).
 */
function steered(char: string, inToken: boolean): string {
  if (char === '\n') return '\u2028';
  if (inToken && /\p{Nd}/u.test(char)) return '0'.repeat(char.length);
  return char;
}

/**
 * Rules X1 to I2 and L1 of UAX #9: the level of each UTF-16 unit of a text, whatever is in it. `auto` takes the
 * direction from the first strong character of each paragraph (P2, P3): for the Consortium's tests.
 */
export function resolveLevels(text: string, direction: Direction | 'auto'): Uint8Array {
  let shown = '';
  for (const char of text) shown += standIn(char);
  return bidi.getEmbeddingLevels(shown, direction).levels;
}

/**
 * What bidi-js is shown for a character: itself, or where bidi-js has another class for it, as many units of the
 * right class. It looks at UTF-16 units, so that Adlam and all else beyond the BMP would be left to right, and its
 * tables are those of Unicode 13. No bracket is among them, so that pairs (BD16) stay pairs.
 */
function standIn(char: string): string {
  const known = standIns.get(char);
  if (known !== undefined) return known;
  const wanted = bidiClass(char.codePointAt(0)!);
  const right = char.length === 1 && bidi.getBidiCharTypeName(char) === wanted;
  const stand = right ? char : STAND_IN[wanted]!.repeat(char.length);
  standIns.set(char, stand);
  return stand;
}

const standIns = new Map<string, string>();

/** A character of the BMP for each class that anything beyond it, or younger than Unicode 13, has. */
const STAND_IN: Readonly<Record<string, string>> = {
  L: 'a',
  R: '\u05d0',
  AL: '\u0627',
  AN: '\u0661',
  EN: '0',
  ES: '+',
  ET: '#',
  CS: ',',
  NSM: '\u0300',
  ON: '\u2022',
  BN: '\u200d',
  WS: ' ',
  S: '\t',
  B: '\u2029',
};

/**
 * The order in which runs with these levels are seen, from left to right (rule L2). White space at the end of
 * a line (L1) is not drawn at all, so no level needs resetting.
 */
export function visualOrder(levels: readonly number[]): number[] {
  const order = levels.map((_, i) => i);
  const highest = Math.max(0, ...levels);
  const lowestOdd = Math.min(...levels.map((l) => l | 1), highest + 1);
  for (let level = highest; level >= lowestOdd; level--) {
    for (let i = 0; i < order.length; i++) {
      if (levels[order[i]!]! < level) continue;
      let end = i + 1;
      while (end < order.length && levels[order[end]!]! >= level) end++;
      const turned = order.slice(i, end).reverse();
      order.splice(i, turned.length, ...turned);
      i = end;
    }
  }
  return order;
}
