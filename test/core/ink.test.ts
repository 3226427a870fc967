/** Ink modes: what the accent becomes, which inks marks are in, and which names a spot ink may have. */
import { describe, expect, test } from 'vitest';
import { BLACK, type Color, PAPER, REGISTRATION, totalInk } from '../../src/core/color.js';
import {
  accentIn,
  contrastWithWhite,
  describeInk,
  greyOf,
  type InkMode,
  inkCount,
  inkTag,
  markColors,
  spotNameFault,
  touchesColour,
} from '../../src/core/ink.js';

const PETROL = { c: 95, m: 35, y: 40, k: 35 };
const SPOT: InkMode = { kind: 'spot', name: 'PANTONE 321 C' };
const MODES: readonly InkMode[] = [{ kind: '4c' }, { kind: 'k' }, SPOT, { kind: 'shell' }];

describe('the accent', () => {
  test('is itself in process inks', () => {
    const inks = accentIn({ kind: '4c' }, PETROL);
    expect(inks.accent).toEqual({ kind: 'cmyk', ...PETROL });
    expect([inks.numeral, inks.fixed, inks.band]).toEqual([inks.accent, inks.accent, false]);
  });

  test('is solid where edges are fine and a grey in numerals, in black alone', () => {
    const { accent, numeral, fixed } = accentIn({ kind: 'k' }, PETROL);
    expect([accent, fixed]).toEqual([BLACK, BLACK]);
    expect(numeral).toEqual({ kind: 'k', k: greyOf(PETROL) });
    // A light accent gives no grey that a copier would lose.
    expect(accentIn({ kind: 'k' }, { c: 10, m: 0, y: 30, k: 0 }).numeral).toEqual({ kind: 'k', k: 60 });
  });

  test('is the spot ink, with itself as alternate unless another is named', () => {
    expect(accentIn(SPOT, PETROL).accent).toEqual({
      kind: 'spot',
      name: 'PANTONE 321 C',
      tint: 100,
      alt: { kind: 'cmyk', ...PETROL },
    });
    const alternate = { c: 0, m: 90, y: 70, k: 10 };
    expect(accentIn({ ...SPOT, alternate }, PETROL).accent).toMatchObject({
      alt: { kind: 'cmyk', ...alternate },
    });
  });

  test('of a shell has no black in it, is about as dark, and stays within 300 %', () => {
    const { accent, fixed, band } = accentIn({ kind: 'shell' }, PETROL);
    expect([accent, band]).toEqual([BLACK, true]);
    expect(fixed).toMatchObject({ kind: 'cmyk', k: 0 });
    expect(totalInk(fixed)).toBeLessThanOrEqual(300);
    expect(Math.abs(contrastWithWhite(fixed) - contrastWithWhite({ kind: 'cmyk', ...PETROL }))).toBeLessThan(
      1,
    );
  });

  test('carries white letters in every mode', () => {
    for (const mode of MODES) expect(contrastWithWhite(accentIn(mode, PETROL).accent)).toBeGreaterThan(4.5);
  });
});

test('marks are in every ink on press, and in no other', () => {
  const plates = (color: Color): string =>
    color.kind === 'all' ? 'CMYK' : color.kind === 'spot' ? color.name : 'K';
  const inks = (mode: InkMode): string[] => markColors(mode, accentIn(mode, PETROL).accent).map(plates);
  expect(MODES.map(inks)).toEqual([['CMYK'], ['K'], ['PANTONE 321 C', 'K'], ['CMYK']]);
  expect(markColors({ kind: '4c' }, BLACK)).toEqual([REGISTRATION]);
});

test.each(['All', 'none', 'BLACK', ' cyan', '', 'Tinte Ä', 'a'.repeat(61), 'PANTONE 321 C ', '/x'])(
  '“%s” is no name for a spot ink',
  (name) => {
    expect(spotNameFault(name)).toBeDefined();
  },
);
test.each(['PANTONE 321 C', 'HKS 43 K', 'Reflex Blue', 'DIC 123s (1)'])('“%s” is one', (name) => {
  expect(spotNameFault(name)).toBeUndefined();
});

test('only what has ink on cyan, magenta or yellow touches a shell', () => {
  const grey: Color = { kind: 'cmyk', c: 0, m: 0, y: 0, k: 40 };
  expect([BLACK, PAPER, grey].map(touchesColour)).toEqual([false, false, false]);
  expect([REGISTRATION, { kind: 'cmyk', ...PETROL } as const].map(touchesColour)).toEqual([true, true]);
});

test('inks in words', () => {
  expect(MODES.map((mode) => [inkTag(mode), inkCount(mode, 2), inkCount(mode, 1)])).toEqual([
    ['4c', '4/4', '4/0'],
    ['1c', '1/1', '1/0'],
    ['2c', '2/2', '2/0'],
    ['shell', '4/4', '4/0'],
  ]);
  expect(describeInk(SPOT, 1)).toBe('black and PANTONE 321 C on the front (2/0); small text in black only');
});
