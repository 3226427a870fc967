/**
 * From screen colours to inks: what a logo's colours become in the printing condition of a run. Little CMS (through
 * sharp) converts by the profile's perceptual table. Nothing but logos passes through here: text, QR codes and the
 * design's own colours are inks from the start.
 */
import { readFileSync } from 'node:fs';
import type { Color } from '../core/color.js';
import type { Cmyk } from '../core/ink.js';
import { loadSharp } from './pixels.js';
import { blackOf, type Rgb } from './screen-color.js';

/** How logos are printed. */
export type Separation =
  /** In black ink alone: one-colour presses, spot inks, shells. */
  | { readonly kind: 'black' }
  | {
      readonly kind: 'process';
      /** Path of a CMYK profile on disk, where Little CMS reads it. */
      readonly profile: string;
      /** Most ink in percent. */
      readonly limit: number;
    };

export const BLACK_ALONE: Separation = { kind: 'black' };

/** Colours (0 to 255) → inks in whole percent, in the same order. @throws Error for a profile that cannot be used */
export async function separateColors(colors: readonly Rgb[], profile: string): Promise<Cmyk[]> {
  if (colors.length === 0) return [];
  const inks = await separatePixels(Uint8Array.from(colors.flat()), colors.length, 1, profile);
  const percent = (at: number): number => Math.round(inks[at]! / 2.55);
  return colors.map((_, i) => ({
    c: percent(4 * i),
    m: percent(4 * i + 1),
    y: percent(4 * i + 2),
    k: percent(4 * i + 3),
  }));
}

/** Of a channel: what drawing programs make of 100 K on a screen (#231F20) is meant to be black. */
const NEAR_BLACK = 42;
const NEUTRAL = 10;

/**
 * Colours as they are printed flat, in the same order: black and greys in black ink alone, the others in the process
 * inks, within the limit.
 * @throws Error for a profile that cannot be used
 */
export async function inksOf(colors: readonly Rgb[], separation: Separation): Promise<Color[]> {
  const inBlack = colors.map((color): Color | undefined => {
    const [most, least] = [Math.max(...color), Math.min(...color)];
    if (most <= NEAR_BLACK && most - least <= NEUTRAL) return { kind: 'k', k: 100 };
    return most === least || separation.kind === 'black' ? { kind: 'k', k: blackOf(color) } : undefined;
  });
  if (separation.kind === 'black') return inBlack as Color[];
  const { profile, limit } = separation;
  const process = await separateColors(
    colors.filter((_, i) => !inBlack[i]),
    profile,
  );
  const next = process.values();
  return inBlack.map((black) => black ?? { kind: 'cmyk', ...within(next.next().value as Cmyk, limit) });
}

/** Rounding may leave a percent or two above the limit: the coloured inks give way. */
function within(ink: Cmyk, limit: number): Cmyk {
  const colored = ink.c + ink.m + ink.y;
  if (colored + ink.k <= limit || colored === 0) return ink;
  const part = (limit - ink.k) / colored;
  return { c: Math.floor(ink.c * part), m: Math.floor(ink.m * part), y: Math.floor(ink.y * part), k: ink.k };
}

/**
 * What inks in percent look like on the profile's paper, taken for white; in the same order.
 * @throws Error for a profile that cannot be used
 */
export async function screenOf(inks: readonly Cmyk[], profile: string): Promise<Rgb[]> {
  if (inks.length === 0) return [];
  const bytes = inks.flatMap(({ c, m, y, k }) => [c, m, y, k].map((v) => Math.round(v * 2.55)));
  const sharp = await loadSharp();
  const data = await sharp(inkRow(bytes, readFileSync(profile)))
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  return inks.map((_, i) => [data[3 * i]!, data[3 * i + 1]!, data[3 * i + 2]!]);
}

/** A row of pixels in process inks with their profile, as a TIFF (TIFF 6.0, 16): sharp takes raw pixels for RGB. */
function inkRow(bytes: readonly number[], profile: Uint8Array): Uint8Array {
  const [SHORT, LONG, UNDEFINED] = [3, 4, 7];
  const entries = 10;
  const bits = 8 + 2 + 12 * entries + 4;
  const pixels = bits + 8;
  const icc = pixels + bytes.length;
  const file = Buffer.alloc(icc + profile.length);
  file.write('II*\0', 'latin1');
  file.writeUInt32LE(8, 4);
  file.writeUInt16LE(entries, 8);
  const rows = [
    ['ImageWidth', 256, LONG, 1, bytes.length / 4],
    ['ImageLength', 257, LONG, 1, 1],
    ['BitsPerSample', 258, SHORT, 4, bits],
    ['Compression', 259, SHORT, 1, 1],
    ['PhotometricInterpretation: separated', 262, SHORT, 1, 5],
    ['StripOffsets', 273, LONG, 1, pixels],
    ['SamplesPerPixel', 277, SHORT, 1, 4],
    ['RowsPerStrip', 278, LONG, 1, 1],
    ['StripByteCounts', 279, LONG, 1, bytes.length],
    ['ICC profile', 34675, UNDEFINED, profile.length, icc],
  ] as const;
  for (const [i, [, tag, type, count, value]] of rows.entries()) {
    const at = 10 + 12 * i;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(type, at + 2);
    file.writeUInt32LE(count, at + 4);
    file.writeUInt32LE(value, at + 8);
  }
  for (let channel = 0; channel < 4; channel++) file.writeUInt16LE(8, bits + 2 * channel);
  file.set(bytes, pixels);
  file.set(profile, icc);
  return file;
}

/**
 * The most ink in percent that a profile makes of any colour: a lattice of 17 steps a channel, which has its corners
 * and its darkest greys.
 */
export async function measureInkLimit(profile: string): Promise<number> {
  const steps = 17;
  const level = (i: number): number => Math.round((i * 255) / (steps - 1));
  const pixels = Uint8Array.from({ length: steps ** 3 * 3 }, (_, at) => {
    const [cell, channel] = [Math.floor(at / 3), at % 3];
    return level(Math.floor(cell / steps ** (2 - channel)) % steps);
  });
  const inks = await separatePixels(pixels, steps * steps, steps, profile);
  let most = 0;
  for (let at = 0; at < inks.length; at += 4)
    most = Math.max(most, inks[at]! + inks[at + 1]! + inks[at + 2]! + inks[at + 3]!);
  return Math.ceil(most / 2.55);
}

async function separatePixels(
  pixels: Uint8Array,
  width: number,
  height: number,
  profile: string,
): Promise<Uint8Array> {
  const sharp = await loadSharp();
  const { data, info } = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .withIccProfile(profile, { attach: false })
    .raw()
    .toBuffer({ resolveWithObject: true });
  // Where Little CMS cannot use a profile, sharp hands the colours back as they were.
  if (info.channels !== 4) throw new Error('the profile cannot be used to separate colours');
  return data;
}
