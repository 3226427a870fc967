/** Screen colours to inks, by the profiles that ship. */
import { resolve } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { PROFILES } from '../../src/cli/profiles.js';
import { blackOf } from '../../src/load/screen-color.js';
import { measureInkLimit, separateColors } from '../../src/load/separation.js';

const gracol = resolve(PROFILES.GRACoL2006.file);
const fogra = resolve(PROFILES.FOGRA39.file);

test('the most ink of each profile that ships is what the command line says', async () => {
  expect(await measureInkLimit(gracol)).toBe(PROFILES.GRACoL2006.ink);
  expect(await measureInkLimit(fogra)).toBe(PROFILES.FOGRA39.ink);
});

test('colours are converted once, by the profile named: black is four inks, which is why text never comes here', async () => {
  const [black, white, red] = await separateColors(
    [
      [0, 0, 0],
      [255, 255, 255],
      [255, 0, 0],
    ],
    gracol,
  );
  // Values of Little CMS for this profile; libvips' own CMYK profile in between gives 68/58/55/92.
  expect(black).toEqual({ c: 79, m: 65, y: 56, k: 100 });
  expect(white).toEqual({ c: 0, m: 0, y: 0, k: 0 });
  expect(red).toMatchObject({ c: 0, k: 1 });
  expect((await separateColors([[255, 0, 0]], fogra))[0]).not.toEqual(red);
  expect(await separateColors([], gracol)).toEqual([]);
});

test('a profile that is none throws', async () => {
  await expect(separateColors([[1, 2, 3]], resolve('package.json'))).rejects.toThrow();
});

test('grey by light is what sharp makes of it', async () => {
  for (const rgb of [
    [0, 0, 0],
    [255, 255, 255],
    [200, 30, 40],
    [10, 120, 200],
    [128, 128, 128],
  ] as const) {
    const pixel = await sharp(Uint8Array.from(rgb), { raw: { width: 1, height: 1, channels: 3 } })
      .greyscale()
      .toColourspace('b-w')
      .raw()
      .toBuffer();
    expect(Math.abs(blackOf(rgb) - 100 * (1 - pixel[0]! / 255)), rgb.join()).toBeLessThanOrEqual(1);
  }
});
