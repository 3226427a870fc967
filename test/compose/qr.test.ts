/** QR codes as Frames, drawn and read back. */
import fc from 'fast-check';
import jsqr from 'jsqr';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { moduleSide, QUIET_ZONE, qrFrame } from '../../src/compose/qr.js';
import { allSides, box, contains, size } from '../../src/core/geometry.js';
import type { Frame, PathItem } from '../../src/frame/frame.js';
import { walk } from '../../src/frame/walk.js';
import { frameToSvg } from '../../src/preview/svg.js';
import { room0 } from './room.js';

const decode = jsqr as unknown as typeof jsqr.default;

/** What a camera would read of a code with its quiet zone around it. */
async function scan(code: Frame, blur = 0): Promise<string | undefined> {
  const quiet = 14;
  const page: Frame = {
    ...code,
    id: 'page',
    size: size(code.size.width + 2 * quiet, code.size.height + 2 * quiet),
    items: [{ kind: 'use', frame: code, matrix: [1, 0, 0, 1, quiet, quiet] }],
    bleed: allSides(0),
  };
  const image = sharp(Buffer.from(frameToSvg(page, { book: room0.book() })), { density: 200 });
  const copied = blur > 0 ? image.blur(blur).greyscale().threshold(140) : image;
  const { data, info } = await sharp(await copied.png().toBuffer())
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return decode(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

const ADDRESS = 'https://rights.example.org/zh-Hans';

describe('a code', () => {
  test('is read back from a picture of it', async () => {
    expect(await scan(qrFrame(ADDRESS, 84))).toBe(ADDRESS);
  });

  test('is read after a copier has blurred it and made it black and white', async () => {
    expect(await scan(qrFrame(ADDRESS, 84), 2)).toBe(ADDRESS);
  });

  test('of any plain address is read back', async () => {
    const path = fc.stringMatching(/^[a-z0-9/-]{0,30}$/);
    await fc.assert(
      fc.asyncProperty(path, async (p) => {
        const address = `https://a.org/${p}`;
        expect(await scan(qrFrame(address, 84))).toBe(address);
      }),
      { numRuns: 10 },
    );
  });

  test('fills its square and stays in it', () => {
    const code = qrFrame(ADDRESS, 84);
    const paths = [...walk(code)].map((v) => v.item).filter((i): i is PathItem => i.kind === 'path');
    const points = paths.flatMap((p) => p.path).filter((s) => s[0] === 'M' || s[0] === 'L');
    for (const [, x, y] of points as ['M' | 'L', number, number][])
      expect(contains(box(0, 0, 84, 84), box(x, y, 0, 0))).toBe(true);
    const xs = (points as ['M', number, number][]).map((p) => p[1]);
    expect([Math.min(...xs), Math.max(...xs)]).toEqual([0, expect.closeTo(84, 6)]);
  });

  test('is black ink alone, and says its address to those who cannot scan', () => {
    const code = qrFrame(ADDRESS, 84);
    expect(code.items).toMatchObject([{ kind: 'mark', role: 'Figure', alt: ADDRESS }]);
    for (const { item } of walk(code))
      if (item.kind === 'path') expect(item.fill).toEqual({ kind: 'k', k: 100 });
  });

  test('of another address has another id, since a Frame is drawn once by its id', () => {
    expect(qrFrame(ADDRESS, 84).id).not.toBe(qrFrame(`${ADDRESS}/`, 84).id);
    expect(qrFrame(ADDRESS, 84).id).not.toBe(qrFrame(ADDRESS, 72).id);
  });

  test('at the size of the flyer has modules that a copier keeps: 0.4 mm and more', () => {
    expect(moduleSide(ADDRESS, 84) * (25.4 / 72)).toBeGreaterThan(0.4);
    expect(moduleSide(`https://a.org/${'x'.repeat(200)}`, 84)).toBeLessThan(moduleSide(ADDRESS, 84));
    expect(QUIET_ZONE).toBe(4);
  });
});
