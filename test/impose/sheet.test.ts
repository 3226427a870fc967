import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KyrError } from '../../src/core/diagnostic.js';
import { apply, applyToBox, box, contains, overlaps, point, size } from '../../src/core/geometry.js';
import { inch, mm } from '../../src/core/units.js';
import { bleedBox, cellMatrix, planSheet, SHEETS, type SheetName } from '../../src/impose/sheet.js';

const halfLetter = size(inch(5.5), inch(8.5));
const eighth = inch(0.125);

describe('planSheet', () => {
  test('four half letters lie on 13×19', () => {
    const plan = planSheet({ trim: halfLetter, bleed: eighth });
    expect(plan).toMatchObject({ name: '13x19', up: 4, rows: 2, columns: 2, rotated: false, markLength: 18 });
    expect(plan.cells.map((c) => c.front)).toEqual([
      box(63, 63, 396, 612),
      box(477, 63, 396, 612),
      box(63, 693, 396, 612),
      box(477, 693, 396, 612),
    ]);
  });

  test('four half letters with bleed do not lie on 12×18, and the hint says where they do', () => {
    const attempt = (): unknown => planSheet({ sheet: '12x18', trim: halfLetter, bleed: eighth, up: 4 });
    expect(attempt).toThrow(KyrError);
    try {
      attempt();
    } catch (error) {
      const [d] = (error as KyrError).diagnostics;
      expect(d?.code).toBe('KYR503');
      expect(d?.message).toContain('4 pieces of 5.5 in × 8.5 in with 0.125 in bleed do not fit on a 12x18');
      expect(d?.hint).toContain('12x18 holds 2');
      expect(d?.hint).toContain('13x19 holds 4');
    }
  });

  test('a piece larger than every sheet is refused', () => {
    expect(() => planSheet({ trim: size(inch(20), inch(30)), bleed: eighth })).toThrow('KYR503');
  });

  test('two rotated half letters go on 12×18', () => {
    expect(planSheet({ sheet: '12x18', trim: halfLetter, bleed: eighth })).toMatchObject({
      up: 2,
      rotated: true,
    });
  });

  const requests = fc.record({
    sheet: fc.constantFrom<SheetName>('13x19', '12x18', 'SRA3'),
    width: fc.integer({ min: 90, max: 700 }),
    height: fc.integer({ min: 90, max: 900 }),
    bleed: fc.constantFrom<number>(0, mm(3), eighth),
  });

  test('bleeds abut and never overlap, and nothing lies in the gripper, on any sheet', () => {
    fc.assert(
      fc.property(requests, ({ sheet, width, height, bleed }) => {
        let plan: ReturnType<typeof planSheet>;
        try {
          plan = planSheet({ sheet, trim: size(width, height), bleed });
        } catch (error) {
          expect(error).toBeInstanceOf(KyrError);
          return;
        }
        const paper = SHEETS[sheet];
        const printable = box(
          plan.edge,
          plan.edge,
          paper.width - 2 * plan.edge,
          paper.height - plan.edge - plan.gripper,
        );
        for (const side of ['front', 'back'] as const)
          for (const cell of plan.cells) {
            expect(contains(printable, bleedBox(plan, cell[side]))).toBe(true);
            for (const other of plan.cells) {
              if (other === cell) continue;
              const a = bleedBox(plan, cell[side]);
              const b = bleedBox(plan, other[side]);
              const shrunk = box(a.x + 0.01, a.y + 0.01, a.width - 0.02, a.height - 0.02);
              expect(overlaps(shrunk, b)).toBe(false);
            }
          }
      }),
      { numRuns: 200 },
    );
  });

  test('a back lies behind its front, head to head', () => {
    fc.assert(
      fc.property(requests, ({ sheet, width, height, bleed }) => {
        let plan: ReturnType<typeof planSheet>;
        try {
          plan = planSheet({ sheet, trim: size(width, height), bleed });
        } catch {
          return;
        }
        const paper = SHEETS[sheet];
        for (const cell of plan.cells) {
          const piece = box(0, 0, width, height);
          const front = cellMatrix(plan, cell, 'front');
          const back = cellMatrix(plan, cell, 'back');
          const f = applyToBox(front, piece);
          const b = applyToBox(back, piece);
          for (const [found, wanted] of [
            [f, cell.front],
            [b, cell.back],
          ] as const) {
            expect(found.x).toBeCloseTo(wanted.x, 6);
            expect(found.y).toBeCloseTo(wanted.y, 6);
            expect(found.width).toBeCloseTo(wanted.width, 6);
          }
          // Turn the sheet over its upright edge: x becomes width - x. A piece turns like the page of a book,
          // so what is printed at (u, v) of its front has (width - u, v) of its back behind it.
          for (const [u, v] of [
            [0, 0],
            [width, 0],
            [width / 3, height / 5],
          ] as const) {
            const seen = apply(front, point(u, v));
            const behind = apply(back, point(width - u, v));
            expect(paper.width - behind.x).toBeCloseTo(seen.x, 6);
            expect(behind.y).toBeCloseTo(seen.y, 6);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
