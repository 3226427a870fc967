import { describe, expect, test } from 'vitest';
import { formatBands, packBoxes, planCarton } from '../../src/job/packing.js';

const carton = (pieces: number) => ({ pieces });
const line = (lang: string, ordered: number, overs = 0) => ({ lang, ordered, overs });
const boxes = (...args: Parameters<typeof packBoxes>): string[] =>
  packBoxes(...args).map(
    (b) =>
      `${b.number}/${b.of} ${b.contents.map((c) => `${c.lang} ${c.pieces} (${formatBands(c.bands)})`).join(', ')}; ${b.pieces} in ${b.bands}, overs ${b.overs}`,
  );

describe('packBoxes', () => {
  test('two languages share a box as long as there is room', () => {
    expect(boxes([line('es', 450, 10), line('en', 200, 4)], { band: 100, carton: carton(1000) })).toEqual([
      '1/1 es 450 (4 × 100 + 50), en 200 (2 × 100); 650 in 7, overs 14',
    ]);
  });

  test('what goes on in the next box goes on after a full band; overs come last', () => {
    expect(boxes([line('es', 450, 10), line('en', 700, 16)], { band: 100, carton: carton(1000) })).toEqual([
      '1/2 es 450 (4 × 100 + 50), en 500 (5 × 100); 950 in 10, overs 0',
      '2/2 en 200 (2 × 100); 200 in 2, overs 26',
    ]);
    expect(boxes([line('es', 950), line('en', 100)], { band: 100, carton: carton(1000) })).toEqual([
      '1/2 es 950 (9 × 100 + 50); 950 in 10, overs 0',
      '2/2 en 100 (100); 100 in 1, overs 0',
    ]);
  });

  test('a box that holds less than a band is filled all the same', () => {
    expect(boxes([line('es', 130, 2)], { band: 100, carton: carton(60) })).toEqual([
      '1/3 es 60 (60); 60 in 1, overs 0',
      '2/3 es 60 (60); 60 in 1, overs 0',
      '3/3 es 10 (10); 10 in 1, overs 2',
    ]);
  });

  test('no more than twelve languages in a box: its label names them all', () => {
    const many = Array.from({ length: 14 }, (_, i) => line(`l${i}`, 10));
    expect(packBoxes(many, { band: 100, carton: carton(1000) }).map((b) => b.contents.length)).toEqual([
      12, 2,
    ]);
  });
});

test('the carton: 30 lb where the weight is known, 1000 pieces where it is not, whole bands', () => {
  expect(planCarton({}, 3.167, 100)).toEqual({ pieces: 4200, grams: 30 * 453.592_37 });
  expect(planCarton({}, undefined, 100)).toEqual({ pieces: 1000 });
  expect(planCarton({ pieces: 80 }, 3.167, 100)).toEqual({ pieces: 80 });
  expect(planCarton({ grams: 1000 }, undefined, 100)).toBeUndefined();
  expect(planCarton({ grams: 3 }, 3.167, 100)).toBeUndefined();
});
