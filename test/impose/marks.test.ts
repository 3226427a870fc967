import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { size } from '../../src/core/geometry.js';
import { inch, mm } from '../../src/core/units.js';
import { dumpFrame } from '../../src/frame/dump.js';
import type { Frame } from '../../src/frame/frame.js';
import { linePath } from '../../src/frame/path.js';
import { walk } from '../../src/frame/walk.js';
import { findMarkFaults, marksFrame } from '../../src/impose/marks.js';
import { planSheet, type SheetName } from '../../src/impose/sheet.js';

const halfLetter = size(inch(5.5), inch(8.5));
const plan = planSheet({ trim: halfLetter, bleed: inch(0.125) });

describe('marks', () => {
  test('the marks of four half letters on 13×19', () => {
    expect(dumpFrame(marksFrame(plan))).toMatchSnapshot();
  });

  test('no mark inks a trim, a bleed, the gripper or the air, on any sheet that can be planned', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<SheetName>('13x19', '12x18', 'SRA3'),
        fc.integer({ min: 90, max: 700 }),
        fc.integer({ min: 90, max: 900 }),
        fc.constantFrom<number>(0, mm(3), inch(0.125)),
        (sheet, width, height, bleed) => {
          let planned: typeof plan;
          try {
            planned = planSheet({ sheet, trim: size(width, height), bleed });
          } catch {
            return;
          }
          expect(findMarkFaults(planned, marksFrame(planned))).toEqual([]);
          expect(planned.markLength).toBeGreaterThanOrEqual(9 - 0.01);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('crop and registration marks are in every ink, 0.25 pt', () => {
    for (const { item } of walk(marksFrame(plan)))
      if (item.kind === 'path' && item.stroke)
        expect(item.stroke).toMatchObject({ color: { kind: 'all', tint: 100 }, width: 0.25 });
  });

  test('findMarkFaults finds a mark in a gutter and one in the gripper', () => {
    const wrong = (x: number, y: number): Frame => ({
      ...marksFrame(plan),
      items: [
        {
          kind: 'path',
          path: linePath(x, y, x, y + 5),
          stroke: { color: { kind: 'all', tint: 100 }, width: plan.markLength },
        },
      ],
    });
    expect(findMarkFaults(plan, wrong(468, 100)).join()).toContain('inks the bleed');
    expect(findMarkFaults(plan, wrong(468, 1360)).join()).toContain('gripper');
  });
});
