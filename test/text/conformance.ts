/**
 * The Unicode Consortium's own tests, read from their files and run against this engine: whole by the witnesses, a
 * sample of each by the unit tests. Each function lists the cases that fail, and counts all of them.
 */
import { resolveLevels, visualOrder } from '../../src/text/bidi.js';
import { standardBreaks } from '../../src/text/break-rules.js';
import { findBreaks } from '../../src/text/breaks.js';
import { type Found, TAILORINGS } from '../../src/text/tailorings.js';
import { findTokens } from '../../src/text/tokens.js';

export interface Outcome {
  readonly cases: number;
  /** The first few cases that failed, as text. */
  readonly failed: readonly string[];
}

const DIRECTIONS = ['auto', 'ltr', 'rtl'] as const;

/** A character of each Bidi_Class, as BidiTest.txt wants them chosen: none of them a bracket. */
const OF_CLASS: Readonly<Record<string, string>> = {
  L: 'a',
  R: '\u05d0',
  AL: '\u0627',
  EN: '0',
  ES: '+',
  ET: '#',
  AN: '\u0661',
  CS: ',',
  NSM: '\u0300',
  BN: '\u200b',
  B: '\u2029',
  S: '\t',
  WS: ' ',
  ON: '!',
  LRE: '\u202a',
  LRO: '\u202d',
  RLE: '\u202b',
  RLO: '\u202e',
  PDF: '\u202c',
  LRI: '\u2066',
  RLI: '\u2067',
  FSI: '\u2068',
  PDI: '\u2069',
};
/** The same classes beyond the BMP, where there are any: Adlam, Indic Siyaq digits, Adlam marks … */
export const BEYOND_BMP: Readonly<Record<string, string>> = {
  ...OF_CLASS,
  L: '\u{20bb7}',
  R: '\u{1e900}',
  AL: '\u{1ec71}',
  EN: '\u{1d7ce}',
  AN: '\u{10e60}',
  NSM: '\u{1e944}',
  BN: '\u{e0020}',
  ON: '\u{1f600}',
};

/** BidiTest.txt: sequences of classes, and levels and order in up to three directions each. */
export function runBidiTest(file: string, characters = OF_CLASS): Outcome {
  let levels: string[] = [];
  let order = '';
  let cases = 0;
  const failed: string[] = [];
  for (const line of file.split('\n')) {
    if (line.startsWith('@Levels:')) levels = wordsOf(line.slice(8));
    else if (line.startsWith('@Reorder:')) order = wordsOf(line.slice(9)).join(' ');
    if (line === '' || line.startsWith('#') || line.startsWith('@')) continue;
    const [classes = '', bits = ''] = line.split(';');
    const characterOf = wordsOf(classes).map((name) => characters[name]!);
    for (const [bit, direction] of DIRECTIONS.entries()) {
      if ((Number.parseInt(bits, 16) & (1 << bit)) === 0) continue;
      cases++;
      const found = compareLevels(characterOf, direction, levels, order);
      if (found) note(failed, `${classes.trim()} ${direction}: ${found}`);
    }
  }
  return { cases, failed };
}

/** BidiCharacterTest.txt: real characters, brackets among them. */
export function runBidiCharacterTest(file: string): Outcome {
  let cases = 0;
  const failed: string[] = [];
  for (const line of file.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [codes = '', direction = '', , levels = '', order = ''] = line.split(';');
    cases++;
    const characters = wordsOf(codes).map((code) => String.fromCodePoint(Number.parseInt(code, 16)));
    const wanted = direction === '0' ? 'ltr' : direction === '1' ? 'rtl' : 'auto';
    const found = compareLevels(characters, wanted, wordsOf(levels), wordsOf(order).join(' '));
    if (found) note(failed, `${codes} ${wanted}: ${found}`);
  }
  return { cases, failed };
}

const wordsOf = (text: string): string[] => text.trim().split(/\s+/).filter(Boolean);

const note = (failed: string[], what: string): void => {
  if (failed.length < 20) failed.push(what);
};

/** What is wrong, or undefined. Characters that rule X9 removes have the level `x` and stand in no order. */
function compareLevels(
  characters: readonly string[],
  direction: 'auto' | 'ltr' | 'rtl',
  wanted: readonly string[],
  order: string,
): string | undefined {
  const resolved = resolveLevels(characters.join(''), direction);
  let unit = 0;
  const levels = characters.map((char) => {
    const level = resolved[unit]!;
    unit += char.length;
    return level;
  });
  const kept = levels.flatMap((_, i) => (wanted[i] === 'x' ? [] : [i]));
  const wrong = kept.some((i) => levels[i] !== Number(wanted[i]));
  if (wrong) return `levels ${levels.join(' ')}, not ${wanted.join(' ')}`;
  const seen = visualOrder(kept.map((i) => levels[i]!)).map((place) => kept[place]!);
  return seen.join(' ') === order ? undefined : `order ${seen.join(' ')}, not ${order}`;
}

/** LineBreakTest.txt: `÷` where a line may end and `×` where it may not, between code points. */
export function* lineBreakCases(file: string): Generator<{ text: string; breaks: number[] }> {
  for (const line of file.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    let text = '';
    const breaks: number[] = [];
    for (const sign of wordsOf(line.replace(/#.*$/, ''))) {
      if (sign === '÷') breaks.push(text.length);
      else if (sign !== '×') text += String.fromCodePoint(Number.parseInt(sign, 16));
    }
    yield { text, breaks: breaks.filter((at) => at < text.length) };
  }
}

/** LineBreakTest.txt against the rules as they stand, without any tailoring. */
export function runLineBreakTest(file: string): Outcome {
  let cases = 0;
  const failed: string[] = [];
  for (const { text, breaks } of lineBreakCases(file)) {
    cases++;
    const found = [...standardBreaks(text).keys()].join(' ');
    if (found !== breaks.join(' ')) note(failed, `${showCodes(text)}: ${found}, not ${breaks.join(' ')}`);
  }
  return { cases, failed };
}

const showCodes = (text: string): string =>
  [...text].map((char) => char.codePointAt(0)!.toString(16).padStart(4, '0')).join(' ');

/**
 * LineBreakTest.txt through the tailorings: for each of them the number of places that it changed, and the places
 * of the finished breaks that differ from the file although no tailoring touched them (none, if all is right).
 */
export function countTailored(file: string): {
  counts: Record<string, number>;
  unexplained: readonly string[];
} {
  const counts: Record<string, number> = {};
  const unexplained: string[] = [];
  for (const { text, breaks } of lineBreakCases(file)) {
    const clean = { text, spanOf: new Array<number>(text.length).fill(0), pins: [], marks: [], strays: [] };
    const input = { clean, spans: [], tokens: findTokens(text), lang: 'en', script: 'Latn' };
    const found: Found = new Map(
      [...standardBreaks(text)].map(([at, required]) => [at, { ...PLAIN, required }]),
    );
    const explained = new Set<number>();
    for (const { name, tailor } of TAILORINGS) {
      const before = new Set(found.keys());
      tailor(input, found);
      for (const at of differing(before, found)) {
        explained.add(at);
        counts[name] = (counts[name] ?? 0) + 1;
      }
    }
    const finished = new Set(findBreaks(input).map((b) => b.at));
    for (const at of differing(finished, new Set(breaks)))
      if (!explained.has(at)) note(unexplained, `${showCodes(text)} at ${at}`);
  }
  return { counts, unexplained };
}

const PLAIN = { required: false, cost: 0, hyphen: false };

interface Places {
  has(at: number): boolean;
  keys(): Iterable<number>;
}
const differing = (a: Places, b: Places): number[] => [
  ...[...a.keys()].filter((at) => !b.has(at)),
  ...[...b.keys()].filter((at) => !a.has(at)),
];
