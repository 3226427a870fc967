/** A Frame as text: what reviewers read must show what is printed, and nothing that changes by itself. */
import { describe, expect, test } from 'vitest';
import { BLACK, PAPER } from '../../src/core/color.js';
import { allSides, box, NO_INSETS, point, size, translate } from '../../src/core/geometry.js';
import { pt } from '../../src/core/units.js';
import { dumpFrame } from '../../src/frame/dump.js';
import { type Frame, type GlyphRun, type Item, runWidth } from '../../src/frame/frame.js';
import { circlePath, linePath, rectPath } from '../../src/frame/path.js';

const run = (text: string, more: Partial<GlyphRun> = {}): GlyphRun => ({
  font: 'NotoSans-Bold',
  size: pt(12),
  color: BLACK,
  text,
  lang: 'es',
  rtl: false,
  upem: 1000,
  glyphs: [
    { id: 41, cluster: 0, advance: 600, dx: 0, dy: 0 },
    { id: 82, cluster: 1, advance: 500, dx: 0, dy: 0 },
  ],
  ...more,
});

const logo: Item = {
  kind: 'image',
  image: {
    digest: '0123456789abcdef0123456789abcdef',
    bytes: new Uint8Array(1),
    pixelWidth: 300,
    pixelHeight: 200,
    channels: 1,
  },
  matrix: [30, 0, 0, 20, 10, 40.000_04],
};
const stamp: Frame = {
  id: 'stamp',
  size: size(10, 10),
  bleed: NO_INSETS,
  items: [
    { kind: 'path', path: circlePath(5, 5, 5), fill: { kind: 'spot', name: 'P', tint: 50, alt: BLACK } },
  ],
};
const side: Frame = {
  id: 'side',
  size: size(396, 612),
  bleed: allSides(9),
  lang: 'ar',
  items: [
    {
      kind: 'path',
      path: rectPath(box(-9, -9, 100.456, 40)),
      fill: { kind: 'cmyk', c: 95, m: 35, y: 40, k: 35 },
    },
    {
      kind: 'mark',
      role: 'H1',
      lang: 'es',
      items: [{ kind: 'glyphs', at: point(24, 50.123), run: run('No') }],
    },
    {
      kind: 'group',
      matrix: translate(0, 100),
      clip: rectPath(box(0, 0, 10, 10)),
      items: [
        {
          kind: 'glyphs',
          at: point(0, 0),
          run: run('لا "٣"', { rtl: true, lang: 'ar', font: 'NotoSansArabic-Regular', color: PAPER }),
        },
      ],
    },
    { kind: 'mark', role: 'Figure', alt: 'a logo', items: [logo] },
    {
      kind: 'path',
      path: linePath(0, 0, 5, 5),
      stroke: { color: { kind: 'all', tint: 100 }, width: pt(0.25) },
    },
    { kind: 'path', path: linePath(0, 0, 5, 5), fill: BLACK, rule: 'evenodd' },
    { kind: 'use', frame: stamp, matrix: translate(1, 2) },
  ],
};

test('a side with one of everything', () => {
  expect(dumpFrame(side)).toMatchInlineSnapshot(`
    "frame side 396x612 bleed=9,9,9,9 lang=ar
      path fill=cmyk(95 35 40 35) M -9 -9 L 91.46 -9 L 91.46 31 L -9 31 Z
      mark H1 lang=es
        glyphs 24,50.12 NotoSans-Bold 12 k100 w=13.2 es "No"
      group [1 0 0 1 0 100] clip=M 0 0 L 10 0 L 10 10 L 0 10 Z
        glyphs 0,0 NotoSansArabic-Regular 12 k0 w=13.2 ar rtl "لا \\"٣\\""
      mark Figure alt="a logo"
        image 0123456789ab 300x200px [30 0 0 20 10 40]
      path stroke=all100/0.25 M 0 0 L 5 5
      path fill=k100 evenodd M 0 0 L 5 5
      use stamp [1 0 0 1 1 2]
    "
  `);
});

describe('the dump', () => {
  test('does not change with a font’s glyph ids', () => {
    const renumbered = run('No');
    const other: GlyphRun = {
      ...renumbered,
      glyphs: renumbered.glyphs.map((g) => ({ ...g, id: g.id + 900 })),
    };
    const frame = (of: GlyphRun): Frame => ({
      ...stamp,
      items: [{ kind: 'glyphs', at: point(0, 0), run: of }],
    });
    expect(dumpFrame(frame(other))).toBe(dumpFrame(frame(renumbered)));
  });

  test('of a long path is short, and still changes when one of its last points does', () => {
    const many = Array.from({ length: 100 }, (_, i) => ['L', i, i] as const);
    const frame = (last: number): Frame => ({
      ...stamp,
      items: [{ kind: 'path', path: [...many, ['L', 0, last]], fill: BLACK }],
    });
    expect(dumpFrame(frame(1)).length).toBeLessThan(150);
    expect(dumpFrame(frame(1))).not.toBe(dumpFrame(frame(2)));
  });
});

test('a run is as wide as its advances at its size', () => {
  expect(runWidth(run('No'))).toBeCloseTo(13.2, 6);
  expect(runWidth(run('No', { upem: 2048, size: pt(20.48) }))).toBeCloseTo(11, 6);
  expect(runWidth(run('', { glyphs: [] }))).toBe(0);
});
