/**
 * From screen colours to inks: what a logo's colours become in the printing condition of a run. Little CMS (through
 * sharp) converts by the profile's perceptual table. Nothing but logos passes through here: text, QR codes and the
 * design's own colours are inks from the start.
 */
import type { Cmyk } from '../core/ink.js';
import { loadSharp } from './pixels.js';

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

export type Rgb = readonly [red: number, green: number, blue: number];

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

/** Grey by light, as sharp makes it of a picture: black ink in percent for a colour. */
export function blackOf([red, green, blue]: Rgb): number {
  const linear = (v: number): number => (v <= 10.31 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const grey = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(100 * (1 - grey));
}
