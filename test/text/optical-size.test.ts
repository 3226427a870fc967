/** Mixed scripts share a baseline and an optical size: the letters of each stand as tall as the Latin beside them. */
import { describe, expect, it } from 'vitest';
import { setParagraph } from '../../src/text/paragraph.js';
import { book } from './book.js';
import { SAMPLES, sampleParagraph } from './samples.js';

const MAIN = SAMPLES.filter((s, i) => SAMPLES.findIndex((other) => other.script === s.script) === i);

/** The middle of the heights to which the glyphs of the sample's own letters reach, in ems. */
function letterHeight(tag: string): number {
  const sample = SAMPLES.find((s) => s.tag === tag)!;
  const heights = setParagraph(book, sampleParagraph(sample, { width: 5000 })).lines.flatMap((line) =>
    line.items.flatMap(({ run }) => {
      const font = book.font(run.font);
      return run.glyphs
        .filter((g) => g.advance > 0 && /\p{L}/u.test(run.text[g.cluster]! + (run.text[g.cluster + 1] ?? '')))
        .flatMap((g) => font.extents(g.id) ?? [])
        .map((ink) => ink.yMax / font.metrics.upem);
    }),
  );
  return heights.sort((a, b) => a - b)[heights.length >> 1]!;
}

describe('beside Latin', () => {
  const latin = book.font('NotoSans-Regular').metrics;
  const [xHeight, capHeight] = [latin.xHeight / latin.upem, latin.capHeight / latin.upem];

  // Arabic is measured by its bowls and Tibetan hangs from its head line: a middle height says nothing there.
  it.each(MAIN.filter((s) => !['Arab', 'Aran', 'Tibt'].includes(s.script)))(
    'letters of $script reach between a little below the x-height and a little above the capitals',
    ({ tag }) => {
      expect(letterHeight(tag)).toBeGreaterThan(xHeight * 0.8);
      expect(letterHeight(tag)).toBeLessThan(capHeight * 1.25);
    },
  );

  it.each(MAIN)('$script and a number in one line stand on one baseline, in one size', (sample) => {
    const { lines } = setParagraph(
      book,
      sampleParagraph(sample, { text: `${sample.name} (212) 555-0100`, width: 5000 }),
    );
    expect(new Set(lines[0]!.items.map((i) => i.at.y))).toEqual(new Set([lines[0]!.baseline]));
    expect(new Set(lines[0]!.items.map((i) => i.run.size)).size).toBe(1);
    expect(lines[0]!.items.some((i) => i.run.font.startsWith('NotoSans-'))).toBe(true);
  });
});
