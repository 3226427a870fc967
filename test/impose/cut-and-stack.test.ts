import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cutAndStack,
  pieceAt,
  placeOf,
  sliceStretches,
  stretchIndex,
} from '../../src/impose/cut-and-stack.js';

const runs = fc.tuple(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 1, max: 24 }));

describe('cut and stack', () => {
  test('ten pieces, four up', () => {
    expect([...cutAndStack(10, 4)]).toEqual([
      [0, 3, 6, 9],
      [1, 4, 7, undefined],
      [2, 5, 8, undefined],
    ]);
  });

  test('each piece is on exactly one place', () => {
    fc.assert(
      fc.property(runs, ([pieces, up]) => {
        const found = [...cutAndStack(pieces, up)].flat().filter((p) => p !== undefined);
        expect(found.sort((a, b) => a - b)).toEqual(Array.from({ length: pieces }, (_, i) => i));
      }),
    );
  });

  test('cut piles stacked in position order stand in delivery order', () => {
    fc.assert(
      fc.property(runs, ([pieces, up]) => {
        const sheets = [...cutAndStack(pieces, up)];
        const stacked = Array.from({ length: up }, (_, position) => sheets.map((s) => s[position])).flat();
        expect(stacked.filter((p) => p !== undefined)).toEqual(Array.from({ length: pieces }, (_, i) => i));
      }),
    );
  });

  test('placeOf is the inverse of pieceAt', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 5000 }), (piece, stride) => {
        const { position, sheet } = placeOf(piece, stride);
        expect(pieceAt(position, sheet, stride)).toBe(piece);
      }),
    );
  });
});

describe('stretches', () => {
  const stretches = fc.array(fc.record({ of: fc.string(), count: fc.integer({ min: 1, max: 40 }) }), {
    minLength: 1,
    maxLength: 12,
  });
  const spelled = (list: readonly { of: string; count: number }[]): string[] =>
    list.flatMap((s) => Array.from({ length: s.count }, () => s.of));

  test('looking up and slicing agree with the list written out', () => {
    fc.assert(
      fc.property(stretches, fc.nat(300), fc.nat(300), (list, a, b) => {
        const all = spelled(list);
        const find = stretchIndex(list);
        expect(all.map((_, i) => find(i))).toEqual(all);
        expect(() => find(all.length)).toThrow(RangeError);
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(spelled(sliceStretches(list, from, to))).toEqual(all.slice(from, to));
      }),
    );
  });
});
