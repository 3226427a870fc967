/**
 * Step 3: embedding levels by the Unicode Bidirectional Algorithm (UAX #9, through bidi-js), and later the
 * order of a line's runs (rules L1 and L2). The paragraph's direction is given, never guessed (P2, P3 are not
 * used). It promises one level per UTF-16 unit of the clean text; the isolates that steer it leave no trace.
 * Mirroring (L4) is HarfBuzz's work: a run of odd level is shaped right to left.
 */
import bidiModule, { type Bidi } from 'bidi-js';
import type { Direction } from '../core/language.js';
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

  // The text as bidi-js sees it: controls put in, and stand-ins for what it would misjudge. `placeOf` says
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
    const stand = standIn(char, inToken[at] === 1);
    for (let i = 0; i < char.length; i++) {
      placeOf.push(seen.length);
      seen += stand;
    }
    at += char.length;
  }
  steer(at);

  const { levels } = bidi.getEmbeddingLevels(seen, direction);
  return placeOf.map((place) => levels[place]!);
}

/**
 * One BMP character of the same bidi class for each UTF-16 unit. bidi-js looks at units, so that everything
 * beyond the BMP would be left-to-right. A line end inside an isolate must not close it (class B would, by
 * rule X8): it goes as U+2028, class WS. Inside a token all digits are European: AN would turn the groups
 * of a phone number round even in a left-to-right isolate (rule N1).
 */
function standIn(char: string, inToken: boolean): string {
  if (char === '\n') return '\u2028';
  if (inToken && /\p{Nd}/u.test(char)) return '0';
  const codePoint = char.codePointAt(0)!;
  return codePoint > 0xffff ? STAND_IN[supplementaryClass(char, codePoint)] : char;
}

const STAND_IN = {
  L: 'a',
  R: '\u05d0',
  AL: '\u0627',
  AN: '\u0661',
  EN: '0',
  NSM: '\u0300',
  ON: '\u2022',
  BN: '\u200d',
};

/** Bidi class of a character beyond the BMP (DerivedBidiClass-17.0.0, with its defaults for unassigned). */
function supplementaryClass(char: string, cp: number): keyof typeof STAND_IN {
  const within = (first: number, last: number): boolean => cp >= first && cp <= last;
  if (within(0xe0000, 0xe007f) || within(0x1d173, 0x1d17a) || within(0x1bca0, 0x1bca3)) return 'BN';
  if (/[\p{Mn}\p{Me}]/u.test(char)) return 'NSM';
  if (within(0x10d30, 0x10d39) || within(0x10d40, 0x10d49) || within(0x10e60, 0x10e7e)) return 'AN';
  if (
    within(0x10d00, 0x10d3f) ||
    within(0x10ec0, 0x10eff) ||
    within(0x10f30, 0x10f6f) ||
    within(0x1ec70, 0x1ecbf) ||
    within(0x1ed00, 0x1ed4f) ||
    within(0x1ee00, 0x1eeff)
  )
    return within(0x1eef0, 0x1eef1) ? 'ON' : 'AL';
  if (cp === 0x1091f || within(0x10b39, 0x10b3f) || cp === 0x10d6e) return 'ON';
  if (within(0x10800, 0x10fff) || within(0x1e800, 0x1efff)) return 'R';
  if (
    within(0x1d7ce, 0x1d7ff) ||
    within(0x1f100, 0x1f10a) ||
    within(0x1fbf0, 0x1fbf9) ||
    within(0x102e1, 0x102fb)
  )
    return 'EN';
  if (within(0x1f110, 0x1f12e) || within(0x1f130, 0x1f169) || within(0x1f170, 0x1f1ac)) return 'L';
  if (within(0x1f1e6, 0x1f1ff) || within(0x1f200, 0x1f25f)) return 'L';
  if (within(0x1f000, 0x1fbff) || /\p{Extended_Pictographic}/u.test(char)) return 'ON';
  if (within(0x1d200, 0x1d245) || within(0x1d300, 0x1d356) || within(0x10140, 0x101a0)) return 'ON';
  return 'L';
}

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
