/** The preview, rasterised: colours, geometry, text as outlines, clips. */
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { BLACK, PAPER } from '../../src/core/color.js';
import { allSides, box, NO_INSETS, size, translate } from '../../src/core/geometry.js';
import { pt } from '../../src/core/units.js';
import type { Frame, Item } from '../../src/frame/frame.js';
import { linePath, rectPath } from '../../src/frame/path.js';
import { inkToHex } from '../../src/preview/ink.js';
import { frameToSvg, type SvgOptions } from '../../src/preview/svg.js';
import { book, PETROL, SAMPLES, side, textItems } from '../pdf/sample.js';

const frame = (items: Item[], bleed = 0): Frame => ({
  id: 'f',
  size: size(100, 60),
  bleed: bleed ? allSides(bleed) : NO_INSETS,
  items,
});

/** A reader of pixels at one pixel a point. */
async function rasterise(of: Frame, options: Partial<SvgOptions> = {}) {
  const svg = frameToSvg(of, { book, ...options });
  const { data, info } = await sharp(Buffer.from(svg), { density: 72 })
    .flatten({ background: '#ff00ff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): string => {
    const start = (y * info.width + x) * info.channels;
    return `#${data.subarray(start, start + 3).toString('hex')}`;
  };
  const darkest = (b: { x: number; y: number; width: number; height: number }): number => {
    let least = 255;
    for (let y = b.y; y < b.y + b.height; y++)
      for (let x = b.x; x < b.x + b.width; x++)
        least = Math.min(least, data[(y * info.width + x) * info.channels] ?? 255);
    return least;
  };
  return { at, darkest, width: info.width, height: info.height };
}

/** Largest difference of a channel. */
const distance = (a: string, b: string): number =>
  Math.max(
    ...[1, 3, 5].map((i) =>
      Math.abs(Number.parseInt(a.slice(i, i + 2), 16) - Number.parseInt(b.slice(i, i + 2), 16)),
    ),
  );

describe('ink on screen', () => {
  // Right-hand values: Little CMS, relative colorimetric with black point compensation, GRACoL 2006 to sRGB.
  test.each([
    [PAPER, '#ffffff', 0],
    [PETROL, '#005968', 4],
    [BLACK, '#1c1b1a', 0],
    [{ kind: 'k', k: 50 }, '#969898', 5],
    [{ kind: 'cmyk', c: 100, m: 50, y: 0, k: 0 }, '#0068b2', 5],
    [{ kind: 'cmyk', c: 0, m: 20, y: 60, k: 0 }, '#ffcf77', 9],
    [{ kind: 'spot', name: 'P', tint: 100, alt: PETROL }, '#005968', 4],
  ] as const)('%j is about %s', (color, hex, slack) => {
    expect(distance(inkToHex(color), hex)).toBeLessThanOrEqual(slack);
  });

  test('registration is black, and tints grow lighter', () => {
    expect(inkToHex({ kind: 'all', tint: 100 })).toBe('#000000');
    const tints = [100, 75, 50, 25, 0].map((k) =>
      Number.parseInt(inkToHex({ kind: 'k', k }).slice(1, 3), 16),
    );
    expect(tints).toEqual([...tints].sort((a, b) => a - b));
  });
});

describe('a Frame as SVG', () => {
  test('cuts at the trim, or shows the bleed', async () => {
    const of = frame([{ kind: 'path', path: rectPath(box(-9, -9, 59, 78)), fill: PETROL }], 9);
    const trimmed = await rasterise(of);
    expect([trimmed.width, trimmed.height]).toEqual([100, 60]);
    expect(trimmed.at(48, 30)).toBe(inkToHex(PETROL));
    expect(trimmed.at(52, 30)).toBe('#ffffff');
    const whole = await rasterise(of, { bleed: true });
    expect([whole.width, whole.height]).toEqual([118, 78]);
    expect(whole.at(1, 1)).toBe(inkToHex(PETROL));
    expect(whole.at(60, 40)).toBe('#ffffff');
  });

  test('has the background asked for', async () => {
    expect((await rasterise(frame([]), { background: null })).at(5, 5)).toBe('#ff00ff');
    expect((await rasterise(frame([]), { background: BLACK })).at(5, 5)).toBe('#1c1b1a');
  });

  test('draws text as outlines at its place, with no font', async () => {
    const of = frame(
      textItems(
        { lang: 'en', script: 'Latn', family: 'Noto Sans', text: 'HHHH' },
        { x: 10, y: 10, width: 90, size: 20 },
      ),
    );
    const svg = frameToSvg(of, { book });
    expect(svg).not.toContain('<text');
    expect(svg).not.toContain('font');
    expect(svg.match(/<path id=/g)).toHaveLength(1);
    expect(svg.match(/<use /g)).toHaveLength(4);
    const image = await rasterise(of);
    // 20 pt on 30 pt leading: capitals stand between y = 17 and 32; nothing right of four advances.
    expect(image.darkest({ x: 10, y: 18, width: 50, height: 12 })).toBeLessThan(60);
    expect(image.darkest({ x: 10, y: 35, width: 80, height: 20 })).toBe(255);
    expect(image.darkest({ x: 0, y: 0, width: 10, height: 60 })).toBe(255);
  });

  test('clips groups and used Frames, and turns them', async () => {
    const inner: Frame = {
      id: 'inner',
      size: size(20, 10),
      bleed: NO_INSETS,
      items: [{ kind: 'path', path: rectPath(box(-50, -50, 200, 200)), fill: BLACK }],
    };
    const clipped = await rasterise(frame([{ kind: 'use', frame: inner, matrix: [0, 1, -1, 0, 50, 20] }]));
    // A quarter turn clockwise: 20 × 10 becomes x 40–50, y 20–40.
    expect(clipped.at(45, 30)).toBe('#1c1b1a');
    expect(clipped.at(38, 30)).toBe('#ffffff');
    expect(clipped.at(45, 42)).toBe('#ffffff');
    const free = await rasterise(
      frame([{ kind: 'use', frame: inner, matrix: translate(0, 0), clip: 'none' }]),
    );
    expect(free.at(90, 50)).toBe('#1c1b1a');
    const group = await rasterise(
      frame([
        { kind: 'group', matrix: translate(10, 0), clip: rectPath(box(0, 0, 10, 10)), items: inner.items },
      ]),
    );
    expect([group.at(5, 5), group.at(15, 5), group.at(25, 5)]).toEqual(['#ffffff', '#1c1b1a', '#ffffff']);
  });

  test('strokes with caps, joins and dashes', () => {
    const svg = frameToSvg(
      frame([
        {
          kind: 'path',
          path: linePath(0, 30, 100, 30),
          stroke: { color: BLACK, width: pt(2), cap: 'round', join: 'bevel', dash: [4, 2] },
        },
      ]),
      { book },
    );
    expect(svg).toContain(
      'stroke="#1c1b1a" stroke-width="2" stroke-miterlimit="10" stroke-linecap="round" stroke-linejoin="bevel" stroke-dasharray="4 2"',
    );
  });

  test('puts pictures the right way up', async () => {
    const flyer = await side('s', SAMPLES.latin!);
    const image = await rasterise(flyer);
    // The grey picture is black on its left half.
    expect(distance(image.at(110, 430), '#000000')).toBeLessThan(8);
    expect(distance(image.at(158, 430), '#ffffff')).toBeLessThan(8);
  });

  test('is the same every time', async () => {
    const flyer = await side('s', SAMPLES.arabic!);
    expect(frameToSvg(flyer, { book })).toBe(frameToSvg(flyer, { book }));
  });
});
