import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { size } from '../../src/core/geometry.js';
import { inch } from '../../src/core/units.js';
import { LIFT_SHEETS, liftsOf, planCuts } from '../../src/impose/cuts.js';
import { planSheet } from '../../src/impose/sheet.js';

const halfLetter = size(inch(5.5), inch(8.5));

describe('planCuts', () => {
  test('four half letters with bleed on 13×19: eight cuts, on the lines of the crop marks', () => {
    const cuts = planCuts(planSheet({ trim: halfLetter, bleed: 9 }));
    expect(cuts).toEqual({ upright: [63, 459, 477, 873], level: [63, 675, 693, 1305], count: 8 });
  });

  test('without bleed neighbours share an edge: six cuts', () => {
    const cuts = planCuts(planSheet({ trim: halfLetter, bleed: 0 }));
    expect(cuts).toMatchObject({ upright: { length: 3 }, level: { length: 3 }, count: 6 });
  });

  test('two on their side on 12×18: one column, two rows', () => {
    const plan = planSheet({ sheet: '12x18', trim: halfLetter, bleed: 9 });
    expect(plan).toMatchObject({ rotated: true, columns: 1, rows: 2 });
    expect(planCuts(plan)).toMatchObject({ upright: { length: 2 }, level: { length: 4 }, count: 6 });
  });

  test('any sheet: the cuts part every piece from every other, and none runs through a piece', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 90, max: 450 }),
        fc.integer({ min: 90, max: 650 }),
        fc.constantFrom(0, 9),
        (width, height, bleed) => {
          const plan = planSheet({ trim: size(width, height), bleed });
          const { upright, level, count } = planCuts(plan);
          expect(count).toBe((bleed === 0 ? 1 : 2) * (plan.columns + plan.rows) + (bleed === 0 ? 2 : 0));
          for (const { front } of plan.cells) {
            const inside = (at: number, from: number, length: number): boolean =>
              at > from + 0.01 && at < from + length - 0.01;
            expect(upright.some((x) => inside(x, front.x, front.width))).toBe(false);
            expect(level.some((y) => inside(y, front.y, front.height))).toBe(false);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

test('a lift holds so many sheets, and a last one holds the rest', () => {
  expect([0, 1, LIFT_SHEETS, LIFT_SHEETS + 1].map(liftsOf)).toEqual([0, 1, 1, 2]);
});
