/** Total fit against every way there is to break a few words: the fewest lines, no lonely word, the evenest lines. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLines } from '../../src/text/fit-lines.js';

const MEASURE = 100;

/** Words by their widths, a space of 4 between them; a place is the index of the word that begins there. */
function endsOf(words: readonly number[], balance: boolean, openings: readonly number[] = []): number[] {
  return fitLines({
    start: 0,
    end: words.length,
    breaks: words.slice(1).map((_, i) => ({ at: i + 1, required: false, cost: 0, hyphen: false })),
    width: (start, end) => widthOf(words.slice(start, end)),
    measure: MEASURE,
    balance,
    sentences: [],
    openings,
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

  it('leaves no first word of a sentence at the end of a line where the next line has room for it', () => {
    // Even would be 60 and 52: the third word begins a sentence.
    expect(endsOf([24, 20, 8, 24, 24], false)).toEqual([3, 5]);
    expect(endsOf([24, 20, 8, 24, 24], false, [2])).toEqual([2, 5]);
    // Without room there the lines stay as few as they were.
    expect(endsOf([24, 20, 8, 50, 42], false, [2])).toEqual([3, 5]);
  });

  it('cuts no word to save a line, but where whole words would need two lines more', () => {
    /** Words that may be cut into halves, at a cost. */
    const cut = (words: readonly number[]): number[] =>
      fitLines({
        start: 0,
        end: 2 * words.length,
        breaks: words.flatMap((_, i) => [
          ...(i > 0 ? [{ at: 2 * i, required: false, cost: 0, hyphen: false }] : []),
          { at: 2 * i + 1, required: false, cost: 0.35, hyphen: false },
        ]),
        width: (start, end) =>
          words.reduce(
            (sum, w, i) => sum + (w / 2) * Math.max(0, Math.min(end, 2 * i + 2) - Math.max(start, 2 * i)),
            0,
          ),
        measure: MEASURE,
        balance: true,
        sentences: [],
        openings: [],
        isOneWord: (start, end) => end - start <= 2,
      });
    expect(cut([60, 60, 60])).toEqual([2, 4, 6]);
    expect(cut([60, 60, 60, 60, 60, 60, 60])).toHaveLength(5);
    expect(cut([150])).toEqual([1, 2]);
  });

  it('gives a word that is too wide a line of its own', () => {
    expect(endsOf([20, 130, 20], true)).toEqual([1, 2, 3]);
  });
});
