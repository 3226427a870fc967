/** Lengths: what people write, and how numbers are written back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatInches, inch, mm, parseLength, trimNumber } from '../../src/core/units.js';

describe('parseLength', () => {
  test.each([
    ['0.125in', 9],
    ['5.5 in', 396],
    ['9pt', 9],
    ['25.4 mm', 72],
    ['2.54cm', 72],
    ['  3 mm  ', 8.503937],
    ['-1 pt', -1],
    ['0 in', 0],
  ])('reads “%s” as %f points', (text, points) => {
    expect(parseLength(text)).toBeCloseTo(points, 5);
  });

  test.each([
    ['3', 'a bare number: one shop’s millimetres are another’s eighths'],
    ['', 'nothing'],
    ['in', 'a unit alone'],
    ['3 px', 'a unit of screens'],
    ['3"', 'an inch mark'],
    ['3 IN', 'a unit in capitals'],
    ['3,5 mm', 'a decimal comma'],
    ['.5 in', 'no digit before the point'],
    ['5. in', 'no digit after the point'],
    ['1/8 in', 'a fraction'],
    ['1e2 pt', 'an exponent'],
    ['3 mm 4', 'something after the unit'],
    ['Infinity pt', 'no number'],
    ['٣ mm', 'digits of another script'],
  ])('refuses “%s”: %s', (text) => {
    expect(parseLength(text)).toBeUndefined();
  });

  test('an inch is an inch in every unit', () => {
    expect(inch(1)).toBe(72);
    expect(mm(25.4)).toBeCloseTo(72, 10);
    expect(parseLength('1 in')).toBeCloseTo(parseLength('25.4 mm')!, 10);
    expect(parseLength('1 cm')).toBeCloseTo(parseLength('10 mm')!, 10);
  });
});

describe('trimNumber', () => {
  test.each([
    [1, 2, '1'],
    [1.5, 2, '1.5'],
    [1.005, 1, '1'],
    [100, 0, '100'],
    [100, 2, '100'],
    [-0.001, 2, '0'],
    [-0, 0, '0'],
    [-2.5, 2, '-2.5'],
    [0.000_000_1, 3, '0'],
    [1200.1, 3, '1200.1'],
  ])('%f with at most %i decimals is “%s”', (n, digits, text) => {
    expect(trimNumber(n, digits)).toBe(text);
  });

  test('a PDF or SVG reader gets the number back, with no exponent, no “-0” and no idle zeros', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (n, digits) => {
          const text = trimNumber(n, digits);
          expect(text).toMatch(/^(0|-?(?!0\d)\d+(\.\d*[1-9])?)$/);
          expect(Math.abs(Number(text) - n)).toBeLessThanOrEqual(0.5 * 10 ** -digits + 1e-9);
        },
      ),
    );
  });
});

test('inches are written for people, with at most three decimals', () => {
  expect([396, 9, 24, 0].map(formatInches)).toEqual(['5.5 in', '0.125 in', '0.333 in', '0 in']);
});
