/** Pictures as logos in process inks: colour by the profile, grey on black alone, and never too much ink. */
import { resolve } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import type { PressImage } from '../../../src/frame/frame.js';
import { loadLogo, mostInk } from '../../../src/load/logo/logo.js';
import type { Separation } from '../../../src/load/separation.js';
import { imageObject } from '../../../src/pdf/images.js';
import { memoryWorld } from '../kit.js';

const inks = (profile: string): Separation => ({ kind: 'process', profile: resolve(profile), limit: 300 });
const GRACOL = inks('icc/GRACoL2006-TR006.icc');
const FOGRA = inks('icc/FOGRA39L_coated.icc');

const AT = { file: 'st.yaml' };
async function load(picture: Sharp, separation: Separation): Promise<PressImage> {
  const bytes = new Uint8Array(await picture.toBuffer());
  const logo = await loadLogo(memoryWorld({ 'mark.png': bytes }), 'mark.png', 'mark.png', AT, separation);
  if ('items' in logo) throw new Error('the logo is no picture');
  return logo;
}
const flat = (color: string): Sharp =>
  sharp({ create: { width: 320, height: 160, channels: 3, background: color } }).png();
/** Every colour there is, coarsely, its darkest corner among them. */
const allColors = (): Sharp => {
  const pixels = Uint8Array.from({ length: 512 * 512 * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % 512, Math.floor(i / 3 / 512)];
    const cell = Math.floor(x / 64) + 8 * Math.floor(y / 64);
    return [(cell % 4) * 85, (Math.floor(cell / 4) % 4) * 85, Math.floor(cell / 16) * 85][i % 3]!;
  });
  return sharp(pixels, { raw: { width: 512, height: 512, channels: 3 } }).png();
};
const inkAt = async (logo: PressImage, x: number, y: number): Promise<number[]> => {
  const { data, info } = await sharp(logo.bytes)
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * 4;
  return [...data.subarray(at, at + 4)].map((v) => Math.round(v / 2.55));
};

describe('in process inks', () => {
  test('a coloured picture has the inks of the profile, once converted', async () => {
    const logo = await load(flat('#ff0000'), GRACOL);
    expect(logo).toMatchObject({ channels: 4, pixelWidth: 320, pixelHeight: 160 });
    expect(await inkAt(logo, 100, 80)).toEqual([0, 91, 95, 1]);
    expect(await inkAt(await load(flat('#ff0000'), FOGRA), 100, 80)).toEqual([0, 95, 100, 0]);
  });

  test('a picture without colour stays on the black plate', async () => {
    for (const color of ['#000', '#fff', '#808080', '#231f20'])
      expect(await load(flat(color), GRACOL)).toMatchObject({ channels: 1 });
  });

  test('a little colour is colour: a red dot on black letters', async () => {
    const dot = { create: { width: 20, height: 20, channels: 3 as const, background: '#d00' } };
    const logo = await load(flat('#000').composite([{ input: dot, left: 10, top: 10 }]), GRACOL);
    expect(logo.channels).toBe(4);
  });

  test.each([
    ['GRACoL', GRACOL],
    ['FOGRA39, whose profile goes beyond it', FOGRA],
  ])('no area has more than 300 %% with %s', async (_, separation) => {
    const logo = await load(allColors(), separation);
    expect(logo.channels).toBe(4);
    expect(await mostInk(logo.bytes)).toBe(logo.ink);
    expect(logo.ink).toBeGreaterThan(200);
    expect(logo.ink).toBeLessThanOrEqual(300);
  });

  test('a limit that cannot be kept is told, and what to do', async () => {
    await expect(load(allColors(), { ...GRACOL, limit: 120 } as Separation)).rejects.toThrow(
      /KYR401 .*120 %/,
    );
  });

  test('the JPEG goes into a PDF as DeviceCMYK', async () => {
    const { value } = imageObject(await load(flat('#ff0000'), GRACOL));
    expect(JSON.stringify(value)).toContain('DeviceCMYK');
  });

  test('on a screen it looks as it will print, not brighter', async () => {
    const { screen } = await load(flat('#2060c0'), GRACOL);
    const { data, info } = await sharp(screen).raw().toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(3);
    const [red, green, blue] = data.subarray((80 * 320 + 100) * 3);
    for (const [found, wanted] of [
      [red, 0x20],
      [green, 0x60],
      [blue, 0xc0],
    ] as const)
      expect(Math.abs(found! - wanted), `${red} ${green} ${blue}`).toBeLessThan(35);
    expect((await load(flat('#000'), GRACOL)).screen).toBeUndefined();
  });

  test('the same picture gives the same bytes', async () => {
    expect(await load(flat('#a03'), GRACOL)).toEqual(await load(flat('#a03'), GRACOL));
  });
});

test('in black alone colour becomes grey', async () => {
  expect(await load(flat('#ff0000'), { kind: 'black' })).toMatchObject({ channels: 1 });
});

test('an SVG is known by what it holds, not by its name', async () => {
  const svg = '\uFEFF<?xml version="1.0"?><svg viewBox="0 0 9 9"><path d="M0 0H9V9Z"/></svg>';
  const logo = await loadLogo(memoryWorld({ 'mark.png': svg }), 'mark.png', 'mark.png', AT);
  expect(logo).toHaveProperty('items');
});
