/** Content streams as lists of operators, which a reviewer can read. */
import { describe, expect, test } from 'vitest';
import { BLACK, type Color, PAPER, REGISTRATION } from '../../src/core/color.js';
import { box, NO_INSETS, size, translate } from '../../src/core/geometry.js';
import { pt } from '../../src/core/units.js';
import type { Frame, Glyph, GlyphRun, Item } from '../../src/frame/frame.js';
import { circlePath, linePath, rectPath } from '../../src/frame/path.js';
import { drawItems, type Surroundings } from '../../src/pdf/content.js';
import { PETROL } from './sample.js';

/** A font whose codes are the glyph ids and whose glyphs are all 500 wide. */
const around: Surroundings = {
  code: (run) => ({
    font: 'F0',
    codes: run.glyphs.map((g) => g.id),
    widths: run.glyphs.map(() => 500),
  }),
  image: () => 'I0',
  form: (frame) => ({ name: 'X0', size: frame.size, bleed: frame.bleed, overhang: frame.id === 'wide' }),
};
const draw = (...items: Item[]): string[] => drawItems(items, around).operators.trimEnd().split('\n');

const glyph = (id: number, more: Partial<Glyph> = {}): Glyph => ({
  id,
  cluster: id - 1,
  advance: 500,
  dx: 0,
  dy: 0,
  ...more,
});
const text = (glyphs: Glyph[], more: Partial<GlyphRun> = {}): Item => ({
  kind: 'glyphs',
  at: { x: pt(10), y: pt(20) },
  run: {
    font: 'A',
    size: pt(10),
    color: BLACK,
    text: 'abc'.slice(0, glyphs.length),
    lang: 'en',
    rtl: false,
    upem: 1000,
    glyphs,
    ...more,
  },
});
const fill = (color: Color): Item => ({ kind: 'path', path: rectPath(box(1, 2, 30, 40)), fill: color });

describe('text', () => {
  test('is one TJ, in black that overprints', () => {
    expect(draw(text([glyph(1), glyph(2), glyph(3)]))).toEqual([
      '/GSover gs',
      '0 0 0 1 k',
      'BT',
      '/F0 10 Tf',
      '1 0 0 -1 10 20 Tm',
      '[<000100020003>] TJ',
      'ET',
    ]);
  });

  test('kerns by numbers in TJ, and moves raised glyphs by a matrix of their own', () => {
    const lines = draw(text([glyph(1, { advance: 450 }), glyph(2, { dx: -20, dy: 100 }), glyph(3)]));
    expect(lines.slice(4)).toEqual([
      '1 0 0 -1 10 20 Tm',
      '[<0001>] TJ',
      '1 0 0 -1 14.3 19 Tm',
      '[<0002>] TJ',
      '1 0 0 -1 19.5 20 Tm',
      '[<0003>] TJ',
      'ET',
    ]);
    expect(draw(text([glyph(1, { advance: 450 }), glyph(2, { dx: -20 }), glyph(3)]))[5]).toBe(
      '[<0001>70<0002>-20<0003>] TJ',
    );
  });

  test('does not let rounding add up over a long run', () => {
    const long = Array.from({ length: 300 }, (_, i) => glyph(i + 1, { cluster: i, advance: 500.33 }));
    const [array] = draw(text(long, { text: 'x'.repeat(300) })).slice(5);
    const shifts = [...array!.matchAll(/>(-?[\d.]+)</g)].map((m) => Number(m[1]));
    // 299 advances before the last glyph, each a third of a thousandth too wide.
    expect(shifts.reduce((a, b) => a + b, 0)).toBeCloseTo(-299 * 0.33, 0);
  });

  test('carries ActualText where glyphs cannot spell a word, left to right only', () => {
    const sara = [glyph(1, { cluster: 0 }), glyph(2, { cluster: 0 }), glyph(3, { cluster: 0 })];
    expect(draw(text(sara, { text: 'นำ' })).slice(4)).toEqual([
      '/Span <</ActualText<FEFF0E190E33>>> BDC',
      '1 0 0 -1 10 20 Tm',
      '[<000100020003>] TJ',
      'EMC',
      'ET',
    ]);
    expect(draw(text(sara, { text: 'لا', rtl: true })).join()).not.toContain('ActualText');
    expect(draw(text([glyph(1), glyph(2)], { text: 'กา' })).join()).not.toContain('ActualText');
  });

  test('in paper knocks out', () => {
    expect(draw(text([glyph(1)], { color: PAPER })).slice(0, 2)).toEqual(['/GSknock gs', '0 0 0 0 k']);
  });

  test('of no glyphs draws nothing', () => {
    expect(draw(text([]))).toEqual(['']);
  });
});

describe('ink', () => {
  test.each<[Color, string[]]>([
    [BLACK, ['/GSover gs', '0 0 0 1 k']],
    [{ kind: 'k', k: 30 }, ['/GSknock gs', '0 0 0 0.3 k']],
    [PETROL, ['/GSknock gs', '0.95 0.35 0.4 0.35 k']],
    [{ kind: 'cmyk', c: 0, m: 0, y: 0, k: 100 }, ['/GSover gs', '0 0 0 1 k']],
    [REGISTRATION, ['/GSknock gs', '/CSAll cs 1 scn']],
    [{ kind: 'spot', name: 'P 320', tint: 50, alt: PETROL }, ['/GSknock gs', '/CSP#20320 cs 0.5 scn']],
  ])('%j', (color, lines) => {
    expect(draw(fill(color))).toEqual([...lines, '1 2 30 40 re f']);
  });

  test('has a Separation space for marks and spots', () => {
    const { spaces } = drawItems([fill({ kind: 'spot', name: 'Gold', tint: 50, alt: PETROL })], around);
    expect(spaces.CSGold).toEqual([
      { name: 'Separation' },
      { name: 'Gold' },
      { name: 'DeviceCMYK' },
      { dict: { FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: [0.95, 0.35, 0.4, 0.35], N: 1 } },
    ]);
  });

  test('is set only where it changes, and again after a group', () => {
    const group: Item = { kind: 'group', matrix: translate(5, 5), items: [fill(PETROL)] };
    expect(draw(fill(BLACK), fill(BLACK), group, fill(BLACK))).toEqual([
      '/GSover gs',
      '0 0 0 1 k',
      '1 2 30 40 re f',
      '1 2 30 40 re f',
      'q',
      '1 0 0 1 5 5 cm',
      '/GSknock gs',
      '0.95 0.35 0.4 0.35 k',
      '1 2 30 40 re f',
      'Q',
      '1 2 30 40 re f',
    ]);
  });
});

describe('paths', () => {
  test('stroke with every parameter said', () => {
    const stroke = { color: BLACK, width: pt(0.5), cap: 'round', join: 'bevel', dash: [2, 1] } as const;
    expect(draw({ kind: 'path', path: linePath(0, 0, 9, 9), stroke })).toEqual([
      '0.5 w 1 J 2 j 10 M [2 1] 0 d',
      '/GSover gs',
      '0 0 0 1 K',
      '0 0 m 9 9 l S',
    ]);
  });

  test('fill and stroke at once, unless only one of them overprints', () => {
    const path = rectPath(box(0, 0, 5, 5));
    const both = (color: Color): string[] =>
      draw({ kind: 'path', path, fill: color, rule: 'evenodd', stroke: { color: BLACK, width: pt(1) } });
    expect(both(BLACK).at(-1)).toBe('0 0 5 5 re B*');
    expect(both(PETROL).slice(1)).toEqual([
      '/GSknock gs',
      '0.95 0.35 0.4 0.35 k',
      '0 0 5 5 re f*',
      '/GSover gs',
      '0 0 0 1 K',
      '0 0 5 5 re S',
    ]);
  });

  test('keep curves, and four decimals', () => {
    const [, , circle] = draw({ kind: 'path', path: circlePath(1 / 3, 0, 1), fill: BLACK });
    expect(circle).toMatch(/^1\.3333 0 m 1\.3333 0\.5523 0\.8856 1 0\.3333 1 c .* h f$/);
  });
});

describe('frames and pictures', () => {
  const used: Frame = { id: 'narrow', size: size(40, 30), bleed: NO_INSETS, items: [] };
  test('are used by a matrix; the form clips itself', () => {
    expect(draw({ kind: 'use', frame: used, matrix: translate(7, 8) })).toEqual([
      'q',
      '1 0 0 1 7 8 cm',
      '/X0 Do',
      'Q',
    ]);
    expect(draw({ kind: 'use', frame: used, matrix: translate(0, 0) })).toEqual(['/X0 Do']);
  });

  test('clip to the bleed where a form draws beyond it, unless told not to', () => {
    const wide = { ...used, id: 'wide' };
    expect(draw({ kind: 'use', frame: wide, matrix: translate(0, 0) })).toEqual([
      'q',
      '0 0 40 30 re W n',
      '/X0 Do',
      'Q',
    ]);
    expect(draw({ kind: 'use', frame: wide, matrix: translate(0, 0), clip: 'none' })).toEqual(['/X0 Do']);
  });

  test('stand upright', () => {
    const image = {
      digest: 'd',
      bytes: new Uint8Array(),
      pixelWidth: 1,
      pixelHeight: 1,
      channels: 4,
    } as const;
    expect(draw({ kind: 'image', image, matrix: [60, 0, 0, 50, 10, 20] })).toEqual([
      'q',
      '/GSknock gs',
      '60 0 0 -50 10 70 cm',
      '/I0 Do',
      'Q',
    ]);
  });

  test('are clipped by groups; marks leave nothing behind', () => {
    const inner: Item = { kind: 'mark', role: 'Figure', alt: 'a door', items: [fill(PETROL)] };
    expect(
      draw({ kind: 'group', matrix: translate(0, 0), clip: rectPath(box(0, 0, 9, 9)), items: [inner] }),
    ).toEqual(['q', '0 0 9 9 re W n', '/GSknock gs', '0.95 0.35 0.4 0.35 k', '1 2 30 40 re f', 'Q']);
  });
});
