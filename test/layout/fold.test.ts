/** Sheets that are folded: each face stands upright for who sees it, and what marks the folds lies where it does no harm. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apply, type Matrix, type Point, point, size } from '../../src/core/geometry.js';
import type { Frame, PathItem } from '../../src/frame/frame.js';
import { readStructure } from '../../src/frame/structure.js';
import { walk } from '../../src/frame/walk.js';
import {
  type Fold,
  faceBleed,
  facePlace,
  foldOf,
  foldTogether,
  withFoldLines,
} from '../../src/layout/fold.js';

const LETTER = size(612, 792);
const CARD = size(504, 144);
const TENT = foldOf(LETTER, { way: 'tent', face: '4.6 in', glue: '0.4 in' });
const BOOK = foldOf(CARD, { way: 'book' });

/** The second face as somebody sees it who stands behind the folded sheet: paper is turned, never mirrored. */
const fromBehind: Readonly<Record<Fold['way'], (fold: Fold, at: Point) => Point>> = {
  // Behind the ridge the paper runs down again, and left and right are exchanged.
  tent: ({ face }, { x, y }) => point(face.width - x, face.height - y),
  // Turned over its fold like a page: the fold is now at the left.
  book: ({ face }, { x, y }) => point(x - face.width, y),
};

test('the folds of a tent part two faces alike, a foot and a strip to glue; of a book they halve it', () => {
  expect(TENT.across.map((y) => Number((y / 72).toFixed(6)))).toEqual([4.6, 9.2, 10.6]);
  expect([TENT.down, TENT.face]).toEqual([[], size(612, 331.2)]);
  expect([BOOK.down, BOOK.across, BOOK.face]).toEqual([[252], [], size(252, 144)]);
});

describe.each([
  ['tent', TENT, LETTER],
  ['book', BOOK, CARD],
] as const)('a %s', (way, fold, flat) => {
  test('has both faces upright: a point of a face is seen where the face has it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: fold.face.width, noNaN: true }),
        fc.double({ min: 0, max: fold.face.height, noNaN: true }),
        (x, y) => {
          const seen = fromBehind[way](fold, apply(facePlace(fold, 1), point(x, y)));
          expect(seen.x).toBeCloseTo(x, 6);
          expect(seen.y).toBeCloseTo(y, 6);
          const front = apply(facePlace(fold, 0), point(x, y));
          expect(front.x).toBeCloseTo(x, 6);
          expect(front.y).toBeCloseTo(way === 'tent' ? y + fold.face.height : y, 6);
        },
      ),
    );
  });

  const face = (n: number): Frame => ({
    id: `face-${n}`,
    size: fold.face,
    bleed: faceBleed(fold, n, 9),
    items: [
      {
        kind: 'mark',
        role: 'Figure',
        part: 'qr',
        alt: `code of face ${n}`,
        items: [{ kind: 'path', path: [['M', 9, 9], ['L', 20, 9], ['L', 20, 20], ['Z']] }],
      },
    ],
  });
  const together = (bleed: number): Frame =>
    foldTogether([face(0), face(1)], fold, { id: 'flat', size: flat, bleed, lang: 'ur' });
  const lines = (frame: Frame) =>
    [...walk(frame)].flatMap(({ item }) =>
      item.kind === 'path' && item.stroke ? [(item as PathItem).path as ['M' | 'L', number, number][]] : [],
    );

  test('lets no ink of a face over a fold', () => {
    const inner = way === 'tent' ? (['top', 'bottom'] as const) : (['right', 'left'] as const);
    expect(faceBleed(fold, 0, 9)[inner[0]]).toBe(0);
    expect(faceBleed(fold, 1, 9)[inner[way === 'tent' ? 0 : 1]]).toBe(0);
  });

  test('is read face by face, and what is a part of one face is none of the other', () => {
    const { elements } = readStructure(together(9));
    expect(elements.map(({ alt }) => alt)).toEqual(['code of face 0', 'code of face 1']);
  });

  test('has two ticks a fold, in the bleed, or where there is none within the first five points', () => {
    const folds = fold.down.length + fold.across.length;
    for (const [bleed, from, to] of [
      [9, -9, -2],
      [0, 0, 5],
    ] as const) {
      const ticks = lines(together(bleed));
      expect(ticks).toHaveLength(2 * folds);
      for (const [[, x1, y1], [, x2, y2]] of ticks as [['M', number, number], ['L', number, number]][]) {
        const across = y1 === y2;
        const [at, end, most] = across ? [x1, x2, flat.width] : [y1, y2, flat.height];
        expect(across ? fold.across : fold.down).toContain(across ? y1 : x1);
        const near = Math.min(at, end) < most / 2 ? [at, end] : [most - at, most - end];
        for (const n of near) {
          expect(n).toBeGreaterThanOrEqual(from);
          expect(n).toBeLessThanOrEqual(to);
        }
      }
    }
  });

  test('has a dotted line a fold, from edge to edge, for who folds by hand', () => {
    const [page] = withFoldLines([{ ...together(9), items: [] }], fold);
    expect(lines(page!)).toEqual([
      ...fold.down.map((x) => [
        ['M', x, 0],
        ['L', x, flat.height],
      ]),
      ...fold.across.map((y) => [
        ['M', 0, y],
        ['L', flat.width, y],
      ]),
    ]);
  });
});

test('the matrices of faces turn and move, and do no more', () => {
  for (const fold of [TENT, BOOK])
    for (const n of [0, 1]) {
      const [a, b, c, d] = facePlace(fold, n) as Matrix;
      expect([Math.abs(a), b, c, a * d - b * c]).toEqual([1, 0, 0, 1]);
    }
});
