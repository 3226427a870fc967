/** Matrices and boxes: the laws that writers, impose/ and preflight/ rest on. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  allSides,
  apply,
  applyToBox,
  type Box,
  box,
  concat,
  contains,
  IDENTITY,
  type Matrix,
  outset,
  overlaps,
  type Point,
  point,
  scale,
  translate,
} from '../../src/core/geometry.js';
import { pt } from '../../src/core/units.js';

const number = fc.integer({ min: -500, max: 500 }).map((n) => n / 8);
const aPoint = fc.tuple(number, number).map(([x, y]) => point(x, y));
const aMatrix = fc.tuple(number, number, number, number, number, number).map((m): Matrix => m);
const length = fc.integer({ min: 1, max: 800 }).map((n) => n / 8);
const aBox = fc.tuple(number, number, length, length).map((b) => box(...b));

const expectSame = (a: Point, b: Point): void => {
  expect(a.x).toBeCloseTo(b.x, 6);
  expect(a.y).toBeCloseTo(b.y, 6);
};

describe('matrices', () => {
  test('move right by 10 and down by 5, y growing downwards', () => {
    expect(apply(translate(10, 5), point(1, 2))).toEqual(point(11, 7));
  });

  test('a quarter turn in PDF order takes the x axis to the y axis', () => {
    expect(apply([0, 1, -1, 0, 0, 0], point(3, 4))).toEqual(point(-4, 3));
  });

  test('concat applies the first, then the second', () => {
    const first = scale(2);
    const second = translate(10, 0);
    expect(apply(concat(first, second), point(1, 1))).toEqual(point(12, 2));
    expect(apply(concat(second, first), point(1, 1))).toEqual(point(22, 2));
  });

  test('concat is one step for what apply does in two', () => {
    fc.assert(
      fc.property(aMatrix, aMatrix, aPoint, (first, second, p) => {
        expectSame(apply(concat(first, second), p), apply(second, apply(first, p)));
      }),
    );
  });

  test('the identity changes nothing, on either side', () => {
    fc.assert(
      fc.property(aMatrix, (m) => {
        expect(concat(m, IDENTITY)).toEqual(m.map((n) => n + 0));
        expect(concat(IDENTITY, m)).toEqual(m.map((n) => n + 0));
      }),
    );
  });

  test('brackets do not matter', () => {
    fc.assert(
      fc.property(aMatrix, aMatrix, aMatrix, (a, b, c) => {
        const [left, right] = [concat(concat(a, b), c), concat(a, concat(b, c))];
        left.forEach((n, i) => {
          expect(n).toBeCloseTo(right[i]!, 3);
        });
      }),
    );
  });
});

describe('boxes', () => {
  test('the box around a turned box holds all its corners and touches each of its own edges', () => {
    fc.assert(
      fc.property(aMatrix, aBox, (m, b) => {
        const around = applyToBox(m, b);
        const corners = [
          [0, 0],
          [1, 0],
          [0, 1],
          [1, 1],
        ].map(([i, j]) => apply(m, point(b.x + i! * b.width, b.y + j! * b.height)));
        for (const { x, y } of corners) expect(contains(around, box(x, y, 0, 0))).toBe(true);
        expect(Math.min(...corners.map((c) => c.x))).toBeCloseTo(around.x, 6);
        expect(Math.max(...corners.map((c) => c.y))).toBeCloseTo(around.y + around.height, 6);
      }),
    );
  });

  test('a mirrored box still has a positive width', () => {
    expect(applyToBox([-1, 0, 0, 1, 100, 0], box(10, 0, 30, 5))).toEqual(box(60, 0, 30, 5));
  });

  test('two boxes that share an edge do not overlap; by a hair more they do', () => {
    expect(overlaps(box(0, 0, 10, 10), box(10, 0, 10, 10))).toBe(false);
    expect(overlaps(box(0, 0, 10, 10), box(9.9, 0, 10, 10))).toBe(true);
    expect(overlaps(box(0, 0, 10, 10), box(0, 10, 10, 10))).toBe(false);
  });

  test('overlapping is mutual, and what holds a box overlaps it', () => {
    const relation = (a: Box, b: Box): void => {
      expect(overlaps(a, b)).toBe(overlaps(b, a));
      if (contains(a, b)) expect(overlaps(a, b)).toBe(true);
    };
    fc.assert(fc.property(aBox, aBox, relation));
  });

  test('grown by a bleed, a box holds itself and is not held', () => {
    fc.assert(
      fc.property(aBox, length, (b, by) => {
        const grown = outset(b, allSides(by));
        expect(contains(grown, b)).toBe(true);
        expect(contains(b, grown)).toBe(false);
        expect(grown.width).toBeCloseTo(b.width + 2 * by, 6);
      }),
    );
  });

  test('insets of different sides move their own edges', () => {
    const by = { top: pt(1), right: pt(2), bottom: pt(3), left: pt(4) };
    expect(outset(box(0, 0, 100, 50), by)).toEqual(box(-4, -1, 106, 54));
  });

  test('contains forgives a hundredth of a point, and no more', () => {
    expect(contains(box(0, 0, 10, 10), box(-0.009, 0, 10, 10))).toBe(true);
    expect(contains(box(0, 0, 10, 10), box(-0.02, 0, 10, 10))).toBe(false);
  });
});
