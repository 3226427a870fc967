/** Each rule of the preflight: what it lets through and what it refuses. */
import { describe, expect, test } from 'vitest';
import { BLACK, type Color, PAPER, REGISTRATION } from '../../src/core/color.js';
import { allSides, box, NO_INSETS, scale, size, translate } from '../../src/core/geometry.js';
import { pt } from '../../src/core/units.js';
import type { Frame, ImageItem, Item } from '../../src/frame/frame.js';
import { circlePath, linePath, rectPath } from '../../src/frame/path.js';
import { checkFrame, type FrameRules, pathBox } from '../../src/preflight/frame.js';
import { book, PETROL, SAMPLES, side, textItems } from '../pdf/sample.js';

const frame = (items: Item[], bleed = 9): Frame => ({
  id: 'es',
  size: size(396, 612),
  bleed: allSides(bleed),
  items,
});
const words = (fontSize: number, color: Color = BLACK, x = 100, y = 100): Item[] =>
  textItems(
    { lang: 'en', script: 'Latn', family: 'Noto Sans', text: 'Hhx' },
    { x, y, width: 200, size: fontSize, color },
  );
const rect = (x: number, y: number, width: number, height: number, fill: Color = PETROL): Item => ({
  kind: 'path',
  path: rectPath(box(x, y, width, height)),
  fill,
});
const line = (width: number): Item => ({
  kind: 'path',
  path: linePath(50, 50, 100, 50),
  stroke: { color: BLACK, width: pt(width) },
});

/** `error …message` lines. */
const check = (items: Item[], rules: Partial<FrameRules> = {}, bleed = 9): string[] =>
  checkFrame(frame(items, bleed), { book, rules }).map((d) => `${d.level} ${d.message}`);

describe('text', () => {
  test('below 14 pt is solid black or paper', () => {
    expect(check(words(13.9, PETROL))).toEqual(['error text "Hhx" is 13.9 pt and not solid black']);
    expect(check(words(9, { kind: 'k', k: 60 }))).toEqual(['error text "Hhx" is 9 pt and not solid black']);
    expect(check(words(14, PETROL))).toEqual([]);
    expect(check(words(9))).toEqual([]);
    expect(check(words(9, { kind: 'cmyk', c: 0, m: 0, y: 0, k: 100 }))).toEqual([]);
  });

  test('is measured as printed, through scales', () => {
    const half: Item = { kind: 'group', matrix: scale(0.5), items: words(20, PETROL, 200, 200) };
    expect(check([half])).toEqual(['error text "Hhx" is 10 pt and not solid black']);
  });

  test('reversed out is at least 8 pt, better 12', () => {
    expect(check(words(7.5, PAPER))).toEqual(['error text "Hhx" is 7.5 pt and reversed out of ink']);
    expect(check(words(8, PAPER))).toEqual(['warning text "Hhx" is 8 pt and reversed out of ink']);
    expect(check(words(12, PAPER))).toEqual([]);
  });

  test('in black is at least 6 pt', () => {
    expect(check(words(5.9))).toEqual(['error text "Hhx" is 5.9 pt']);
    expect(check(words(6))).toEqual([]);
  });

  test('stays in the safe area by its ink', () => {
    expect(check(words(20, BLACK, 4, 100))).toEqual([
      'error text "Hhx" comes nearer to the trim than 0.125 in (left)',
    ]);
    // H starts 1.9 pt right of its origin at 20 pt: ink at 9.9 pt is inside.
    expect(check(words(20, BLACK, 8, 100))).toEqual([]);
    expect(check(words(20, BLACK, 4, 100), { safety: pt(3) })).toEqual([]);
    expect(check(words(20, BLACK, 100, 590))).toContain(
      'error text "Hhx" comes nearer to the trim than 0.125 in (bottom)',
    );
  });

  test('of spaces alone is no ink', () => {
    const space: Item = {
      kind: 'glyphs',
      at: { x: pt(-100), y: pt(0) },
      run: {
        font: 'NotoSans-Regular',
        size: pt(2),
        color: BLACK,
        text: ' ',
        lang: 'en',
        rtl: false,
        upem: 1000,
        glyphs: [{ id: book.font('NotoSans-Regular').glyphId(32), cluster: 0, advance: 260, dx: 0, dy: 0 }],
      },
    };
    expect(check([space])).toEqual([]);
  });
});

describe('shapes', () => {
  test('have no hairlines', () => {
    expect(check([line(0.2)])).toEqual(['error a line at 50,50 is 0.2 pt thin']);
    expect(check([line(0.25)])).toEqual([]);
    expect(check([{ kind: 'group', matrix: scale(0.5), items: [line(0.4)] }])).toEqual([
      'error a line at 25,25 is 0.2 pt thin',
    ]);
  });

  test('carry at most 300 % ink, registration aside', () => {
    const rich: Color = { kind: 'cmyk', c: 80, m: 80, y: 80, k: 80 };
    expect(check([rect(50, 50, 10, 10, rich)])).toEqual([
      'error a shape at 50,50 (10 × 10 pt) carries 320 % ink, more than 300 %',
    ]);
    expect(check([rect(50, 50, 10, 10, rich)], { ink: 320 })).toEqual([]);
    expect(check([rect(50, 50, 10, 10, REGISTRATION)])).toEqual([]);
  });

  test('that cross the trim, or end on it, reach the bleed', () => {
    expect(check([rect(-9, -9, 414, 99)])).toEqual([]);
    expect(check([rect(-4, 50, 20, 20)])).toEqual([
      'error a shape at -4,50 (20 × 20 pt) ends 5 pt short of the bleed (left)',
    ]);
    expect(check([rect(380, 600, 16, 21)])).toEqual([
      'error a shape at 380,600 (16 × 21 pt) ends 9 pt short of the bleed (right)',
    ]);
    expect(check([rect(2, 50, 20, 20)])).toEqual([]);
    expect(check([rect(-4, 50, 20, 20, PAPER)])).toEqual([]);
  });

  test('keep clear of the trim where there is no bleed: a knife is off by a hair, on this piece and its neighbour', () => {
    expect(check([rect(9, 9, 378, 90)], {}, 0)).toEqual([]);
    expect(check([rect(0, 0, 396, 90, PAPER)], {}, 0)).toEqual([]);
    expect(check([rect(9, 0, 378, 90)], {}, 0)).toEqual([
      'error a shape at 9,0 (378 × 90 pt) reaches the trim (top), and there is no bleed',
    ]);
  });

  test('stay inside the bleed, as far as clips let them show', () => {
    const far = rect(-20, 50, 40, 20);
    expect(check([far])).toEqual(['error a shape at -20,50 (40 × 20 pt) reaches past the bleed (left)']);
    const clip = rectPath(box(-9, 0, 396, 612));
    expect(check([{ kind: 'group', matrix: translate(0, 0), clip, items: [far] }])).toEqual([]);
    const used: Frame = { id: 'logo', size: size(20, 20), bleed: NO_INSETS, items: [rect(-90, 0, 200, 20)] };
    expect(check([{ kind: 'use', frame: used, matrix: translate(100, 100) }])).toEqual([]);
    expect(check([{ kind: 'use', frame: used, matrix: translate(50, 100), clip: 'none' }])).toEqual([
      'error a shape at -40,100 (200 × 20 pt) reaches past the bleed (left)',
    ]);
  });

  test('are measured by their curves, not by control points', () => {
    const circle = pathBox(circlePath(10, 10, 5), [1, 0, 0, 1, 0, 0])!;
    expect(circle.x).toBeCloseTo(5, 2);
    expect(circle.width).toBeCloseTo(10, 2);
    const arch = pathBox(
      [
        ['M', 0, 0],
        ['C', 0, 12, 30, 12, 30, 0],
      ],
      [1, 0, 0, 1, 0, 0],
    )!;
    expect(arch.height).toBeCloseTo(9, 9);
    const lean = pathBox(
      [
        ['M', 0, 0],
        ['C', 0, 1, 0, 2, 0, 3],
      ],
      [1, 0, 0, 1, 0, 0],
    )!;
    expect([lean.width, lean.height]).toEqual([0, 3]);
  });
});

describe('pictures', () => {
  const picture = (inches: number): ImageItem => ({
    kind: 'image',
    image: { digest: 'abc', bytes: new Uint8Array(), pixelWidth: 300, pixelHeight: 300, channels: 4 },
    matrix: [72 * inches, 0, 0, 72 * inches, 100, 100],
  });
  test('have 225 pixels an inch, at least 150', () => {
    expect(check([picture(1.3)])).toEqual([]);
    expect(check([picture(1.5)])).toEqual(['warning picture abc has 200 pixels an inch']);
    expect(check([picture(2.5)])).toEqual(['error picture abc has 120 pixels an inch']);
  });

  test('carry no more ink than the press takes, nor together with black that overprints them', () => {
    const inked = (ink: number): ImageItem => ({ ...picture(1), image: { ...picture(1).image, ink } });
    expect(check([inked(300)])).toEqual([]);
    expect(check([inked(301)])).toEqual(['error picture abc carries 301 % ink, more than 300 %']);
    const over = words(20, BLACK, 110, 110);
    expect(check([inked(200), ...over])).toEqual([]);
    expect(check([inked(240), ...over])).toEqual([
      'error text "Hhx" overprints a picture of 240 % ink: together more than 300 %',
    ]);
    // Beneath the picture, beside it, or in paper it adds nothing.
    for (const items of [
      [...over, inked(240)],
      [inked(240), ...words(20, BLACK, 200, 200)],
      [inked(240), ...words(20, PAPER, 110, 110)],
    ])
      expect(check(items)).toEqual([]);
    expect(check([inked(240)], { ink: 220 })).toEqual([
      'error picture abc carries 240 % ink, more than 220 %',
    ]);
  });
});

test('a finding in a Frame that is used often is told once, with code, place and hint', () => {
  const used: Frame = { id: 'logo', size: size(20, 20), bleed: NO_INSETS, items: words(5, BLACK, 0, 0) };
  const twice = [0, 50].map((y): Item => ({ kind: 'use', frame: used, matrix: translate(100, 100 + y) }));
  expect(checkFrame(frame(twice), { book })).toEqual([
    {
      code: 'KYR701',
      level: 'error',
      message: 'text "Hhx" is 5 pt',
      hint: 'no text below 6 pt',
      at: { design: 'es' },
    },
  ]);
});

test('a sound side passes, its small pictures aside', async () => {
  const flyer = await side('es', SAMPLES.latin!);
  expect(checkFrame(flyer, { book }).map((d) => d.message.replace(/[0-9a-f]{12}/, '…'))).toEqual([
    'picture … has 77 pixels an inch',
    'picture … has 77 pixels an inch',
  ]);
});
