/**
 * Inks on a screen: CMYK → sRGB for previews and phones, never for a press file. A Neugebauer mix of the sixteen
 * overprints of solid inks, in powers of the sRGB values (Yule and Nielsen's correction).
 *
 * Provenance: the primaries are icc/GRACoL2006-TR006.icc → sRGB by Little CMS 2.14, relative colorimetric with
 * black point compensation, so that paper is white. Cyan and green on paper lie outside sRGB; their red is set
 * below zero (and cut off after mixing), which mixtures need. Exponent and the two negative values were fitted
 * to Little CMS's own answers for 448 mixtures of at most 300 % ink: root mean square error 5 of 255. Petrol (95 35 40 35) comes
 * out as #005a6a (Little CMS: #005968), solid black as #1c1b1a.
 */
import { type Color, isPaper } from '../core/color.js';

type Rgb = readonly [red: number, green: number, blue: number];

const EXPONENT = 1.25;

/** Index: 1 cyan + 2 magenta + 4 yellow + 8 black. */
const PRIMARIES: readonly Rgb[] = [
  [255, 255, 255],
  [-97, 159, 227],
  [230, 0, 126],
  [32, 45, 132],
  [255, 237, 0],
  [-70, 152, 70],
  [229, 11, 20],
  [51, 51, 50],
  [28, 27, 26],
  [0, 11, 30],
  [36, 0, 0],
  [6, 0, 5],
  [25, 28, 0],
  [0, 18, 0],
  [31, 0, 0],
  [0, 0, 0],
];

const power = (value: number, exponent: number): number => Math.sign(value) * Math.abs(value) ** exponent;
const RAISED: readonly Rgb[] = PRIMARIES.map(([r, g, b]) => [
  power(r / 255, EXPONENT),
  power(g / 255, EXPONENT),
  power(b / 255, EXPONENT),
]);

/** `#rrggbb` of inks in percent. */
export function inkToHex(color: Color): string {
  const inks = toProcess(color).map((v) => Math.min(1, Math.max(0, v / 100)));
  const sum = [0, 0, 0];
  for (const [index, primary] of RAISED.entries()) {
    let weight = 1;
    for (const [bit, ink] of inks.entries()) weight *= index & (1 << bit) ? ink : 1 - ink;
    for (const [channel, value] of primary.entries()) sum[channel]! += weight * value;
  }
  const bytes = sum.map((value) => Math.round(255 * Math.min(1, Math.max(0, value) ** (1 / EXPONENT))));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Cyan, magenta, yellow, black in percent; a spot ink by its alternate. */
function toProcess(color: Color): readonly [number, number, number, number] {
  if (isPaper(color)) return [0, 0, 0, 0];
  switch (color.kind) {
    case 'k':
      return [0, 0, 0, color.k];
    case 'cmyk':
      return [color.c, color.m, color.y, color.k];
    case 'all':
      return [color.tint, color.tint, color.tint, color.tint];
    case 'spot': {
      const [c, m, y, k] = toProcess(color.alt);
      const part = color.tint / 100;
      return [c * part, m * part, y * part, k * part];
    }
  }
}
