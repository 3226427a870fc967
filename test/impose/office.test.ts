import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLACK } from '../../src/core/color.js';
import { applyToBox, type Box, box, concat, NO_INSETS, size } from '../../src/core/geometry.js';
import { inch, mm } from '../../src/core/units.js';
import type { Frame, Item } from '../../src/frame/frame.js';
import { rectPath } from '../../src/frame/path.js';
import {
  describeOffice,
  EDGE,
  OFFICE_PAPERS,
  officeCuts,
  officePages,
  planOfficeSheet,
} from '../../src/impose/office.js';

const HALF_LETTER = size(396, 612);
const CARD = size(252, 144);
const SAFE = 18;
const papers = Object.keys(OFFICE_PAPERS) as (keyof typeof OFFICE_PAPERS)[];

const side = (id: string, trim = HALF_LETTER): Frame => ({
  id,
  size: trim,
  bleed: NO_INSETS,
  items: [{ kind: 'path', path: rectPath(box(0, 0, 10, 10)), fill: BLACK }],
});

/** Where the copies lie: the trims of the pieces, in sheet coordinates. */
const copies = (items: readonly Item[]): Box[] =>
  items.flatMap((item) =>
    item.kind === 'mark'
      ? copies(item.items)
      : item.kind === 'group'
        ? item.items.flatMap((used) =>
            used.kind === 'use'
              ? [
                  applyToBox(
                    concat(used.matrix, item.matrix),
                    box(0, 0, used.frame.size.width, used.frame.size.height),
                  ),
                ]
              : [],
          )
        : [],
  );

describe('on the paper of an office', () => {
  test.each([
    ['half a Letter, twice', 'letter', HALF_LETTER, undefined, '2 on Letter, at 94 %', [[396], []]],
    ['half a Letter on A4', 'a4', HALF_LETTER, undefined, '2 on A4, at 91 %', [[mm(148.5)], []]],
    [
      'half a Letter, once',
      'letter',
      HALF_LETTER,
      1,
      '1 on Letter',
      [
        [108, 504],
        [90, 702],
      ],
    ],
    ['a whole Letter', 'letter', size(612, 792), undefined, '1 on Letter, at 95 %', [[], []]],
    ['cards, as large as they are', 'letter', CARD, undefined, '12 on Letter', undefined],
    ['cards on A4', 'a4', CARD, undefined, '10 on A4', undefined],
    ['two cards', 'letter', CARD, 2, '2 on Letter', undefined],
  ] as const)('%s', (_, paper, trim, up, says, cuts) => {
    const plan = planOfficeSheet(paper, trim, SAFE, up);
    expect(plan && describeOffice(paper, plan)).toBe(says);
    if (plan && cuts) {
      const { down, across } = officeCuts(plan);
      expect(down.map(Math.round)).toEqual(cuts[0].map(Math.round));
      expect(across.map(Math.round)).toEqual(cuts[1].map(Math.round));
    }
  });

  test('not so many that nobody could read them', () => {
    expect(planOfficeSheet('letter', HALF_LETTER, SAFE, 4)).toBeUndefined();
    expect(planOfficeSheet('a4', size(inch(11), inch(17)), SAFE)).toBeUndefined();
  });

  test('whatever the piece: inside the edge, no cut through a piece, every back behind its front', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...papers),
        fc.double({ min: 72, max: 800, noNaN: true }),
        fc.double({ min: 72, max: 800, noNaN: true }),
        fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
        (paper, width, height, up) => {
          const trim = size(width, height);
          const plan = planOfficeSheet(paper, trim, SAFE, up);
          if (!plan) return;
          expect(plan.scale).toBeGreaterThanOrEqual(0.9);
          expect(plan.scale).toBeLessThanOrEqual(1);
          const [front, back] = officePages(plan, [side('f', trim), side('b', trim)]);
          const at = copies(front!.items);
          expect(at.length).toBe(plan.columns * plan.rows);
          if (up !== undefined) expect(at.length).toBeGreaterThanOrEqual(up);
          const { down, across } = officeCuts(plan);
          const inset = SAFE * plan.scale + 0.01;
          for (const copy of at) {
            // Its text keeps `safe` from the trim at the sides; above and below it is printed up to the trim.
            expect(copy.x + inset).toBeGreaterThanOrEqual(EDGE);
            expect(copy.x + copy.width - inset).toBeLessThanOrEqual(plan.sheet.width - EDGE);
            expect(copy.y + 0.01).toBeGreaterThanOrEqual(EDGE);
            expect(copy.y + copy.height - 0.01).toBeLessThanOrEqual(plan.sheet.height - EDGE);
            for (const x of down) expect(x <= copy.x + 0.01 || x >= copy.x + copy.width - 0.01).toBe(true);
            for (const y of across) expect(y <= copy.y + 0.01 || y >= copy.y + copy.height - 0.01).toBe(true);
          }
          // Turned over either edge, the sheet shows its backs where the fronts were.
          const mirrored = copies(back!.items);
          // A hair below zero is zero, not -0.00.
          const key = (b: { x: number; y: number }): string =>
            [b.x, b.y].map((v) => (Math.round(v * 100) / 100 + 0).toFixed(2)).join(' ');
          const places = new Set(mirrored.map(key));
          for (const copy of at) {
            expect(places).toContain(key({ x: plan.sheet.width - copy.x - copy.width, y: copy.y }));
            expect(places).toContain(key({ x: copy.x, y: plan.sheet.height - copy.y - copy.height }));
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
