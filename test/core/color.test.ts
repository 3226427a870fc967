/** Ink: how much of it, and what counts as black and as paper. */
import { describe, expect, test } from 'vitest';
import {
  BLACK,
  type Color,
  isPaper,
  isSolidBlack,
  PAPER,
  REGISTRATION,
  totalInk,
} from '../../src/core/color.js';

const petrol: Color = { kind: 'cmyk', c: 95, m: 35, y: 40, k: 35 };
const cmykBlack: Color = { kind: 'cmyk', c: 0, m: 0, y: 0, k: 100 };
const richBlack: Color = { kind: 'cmyk', c: 60, m: 0, y: 0, k: 100 };

describe('ink', () => {
  test.each([
    [BLACK, 100],
    [PAPER, 0],
    [petrol, 205],
    [richBlack, 160],
    [{ kind: 'spot', name: 'P 3155', tint: 40, alt: petrol }, 40],
    [REGISTRATION, 400],
  ] as [Color, number][])('%j is %i %% of ink', (color, ink) => {
    expect(totalInk(color)).toBe(ink);
  });

  test('black is black on the black plate alone, however it is written', () => {
    expect([BLACK, cmykBlack].map(isSolidBlack)).toEqual([true, true]);
    expect([richBlack, petrol, PAPER, REGISTRATION, { kind: 'k', k: 99 } as const].map(isSolidBlack)).toEqual(
      Array(5).fill(false),
    );
  });

  test('paper is no ink; registration never is, since it prints on every plate', () => {
    expect(isPaper(PAPER)).toBe(true);
    expect(isPaper({ kind: 'cmyk', c: 0, m: 0, y: 0, k: 0 })).toBe(true);
    expect(isPaper({ kind: 'all', tint: 0 })).toBe(false);
    expect(isPaper(petrol)).toBe(false);
  });
});
