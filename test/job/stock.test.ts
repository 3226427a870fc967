import { describe, expect, test } from 'vitest';
import { size } from '../../src/core/geometry.js';
import { inch } from '../../src/core/units.js';
import { formatWeight, pieceGrams, readGrammage } from '../../src/job/stock.js';

describe('readGrammage', () => {
  test.each<[string, number | undefined]>([
    ['105 g/m² uncoated', 105],
    ['70 lb (105 g/m²) uncoated text, white', 105],
    ['90gsm recycled', 90],
    ['118 g/m2', 118],
    // Text 25 × 38 in: 1 lb = 1.480 g/m²; cover 20 × 26: 2.704; bond 17 × 22: 3.760.
    ['70 lb text', 103.6],
    ['60# offset, natural', 88.8],
    ['80 lb gloss cover', 216.3],
    ['20 lbs bond', 75.2],
    ['110 lb index', 198.9],
    ['70 lb uncoated', undefined],
    ['80 lb text or 80 lb cover', undefined],
    ['60 lb or 70 lb text', undefined],
    ['90 g/m² or 105 g/m²', undefined],
    ['7000 g/m²', undefined],
    ['0 lb text', undefined],
    ['white, uncoated', undefined],
    ['', undefined],
  ])('%s → %s', (stock, grammage) => {
    expect(readGrammage(stock)).toBe(grammage);
  });
});

test('a half letter of 105 g/m² weighs 3.17 g; a thousand of Letter at 80 g/m² 4.83 kg', () => {
  expect(pieceGrams(size(inch(5.5), inch(8.5)), 105)).toBeCloseTo(3.167, 3);
  expect(1000 * pieceGrams(size(inch(8.5), inch(11)), 80)).toBeCloseTo(4825.8, 1);
});

test('weights in pounds and kilograms, never 0', () => {
  expect([95_000, 1_250_000, 300, 3.2].map(formatWeight)).toEqual([
    '209.4 lb (95 kg)',
    '2756 lb (1250 kg)',
    '0.66 lb (0.3 kg)',
    '0.01 lb (0.01 kg)',
  ]);
});
