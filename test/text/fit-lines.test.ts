/** Total fit against every way there is to break a few words: the fewest lines, no lonely word, the evenest lines. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLines } from '../../src/text/fit-lines.js';

const MEASURE = 100;

/** Words by their widths, a space of 4 between them; a place is the index of the word that begins there. */
function endsOf(words: readonly number[], balance: boolean): number[] {
  return fitLines({
    start: 0,
    end: words.length,
    breaks: words.slice(1).map((_, i) => ({ at: i + 1, required: false, cost: 0, hyphen: false })),
    width: (start, end) => widthOf(words.slice(start, end)),
    measure: MEASURE,
    balance,
    sentences: [],
    isOneWord: (start, end) => end - start === 1,
  });
}

const widthOf = (words: readonly number[]): number =>
  words.reduce((sum, w) => sum + w, 0) + 4 * Math.max(0, words.length - 1);

/** The lines of every way to break the words in which each line fits. */
function everyWay(words: readonly number[]): number[][][] {
  const ways: number[][][] = [];
  for (let bits = 0; bits < 1 << (words.length - 1); bits++) {
    const lines: number[][] = [[words[0]!]];
    for (let i = 1; i < words.length; i++) {
      if (bits & (1 << (i - 1))) lines.push([]);
      lines.at(-1)!.push(words[i]!);
    }
    if (lines.every((line) => widthOf(line) <= MEASURE)) ways.push(lines);
  }
  return ways;
}

const linesOf = (words: readonly number[], ends: readonly number[]): number[][] =>
  ends.map((end, i) => words.slice(i === 0 ? 0 : ends[i - 1]!, end));

const words = fc.array(fc.integer({ min: 5, max: 70 }), { minLength: 1, maxLength: 9 });

describe('total fit', () => {
  it('takes the fewest lines that any way takes, and no line is too wide', () => {
    fc.assert(
      fc.property(words, fc.boolean(), (given, balance) => {
        const lines = linesOf(given, endsOf(given, balance));
        expect(lines.flat()).toEqual(given);
        expect(lines.length).toBe(Math.min(...everyWay(given).map((way) => way.length)));
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(MEASURE);
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('leaves no word alone at the end of a headline where another way of as many lines does not', () => {
    fc.assert(
      fc.property(words, (given) => {
        const lines = linesOf(given, endsOf(given, true));
        const last = lines.at(-1)!;
        if (lines.length === 1 || last.length > 1 || last[0]! >= 0.75 * MEASURE) return;
        const others = everyWay(given).filter((way) => way.length === lines.length);
        expect(others.every((way) => way.at(-1)!.length === 1)).toBe(true);
      }),
      { numRuns: 500, seed: 6 },
    );
  });

  it('is as even as any way of as many lines without a lonely word', () => {
    const unevenness = (lines: readonly number[][]): number =>
      lines.reduce((sum, line) => sum + ((MEASURE - widthOf(line)) / MEASURE) ** 2, 0);
    fc.assert(
      fc.property(words, (given) => {
        const lines = linesOf(given, endsOf(given, true));
        const kin = everyWay(given).filter(
          (way) => way.length === lines.length && way.at(-1)!.length > 1 === lines.at(-1)!.length > 1,
        );
        expect(unevenness(lines)).toBeCloseTo(Math.min(...kin.map(unevenness)), 9);
      }),
      { numRuns: 300, seed: 8 },
    );
  });

  it('gives a word that is too wide a line of its own', () => {
    expect(endsOf([20, 130, 20], true)).toEqual([1, 2, 3]);
  });
});
