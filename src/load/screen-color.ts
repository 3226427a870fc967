/**
 * Colours of a screen, as people choose them for logos and accents: sRGB, 0 to 255. How light one is, how well white
 * stands on it, and one that is like it but darker.
 */
import colorString from 'color-string';

export type Rgb = readonly [red: number, green: number, blue: number];

/** A colour as CSS writes it: `#0a5c7a`, `teal`, `rgb(10, 92, 122)`; undefined for anything else, and for glass. */
export function parseColor(text: string): Rgb | undefined {
  const [red, green, blue, alpha] = colorString.get.rgb(text.trim()) ?? [];
  if (red === undefined || green === undefined || blue === undefined || alpha !== 1) return undefined;
  return [Math.round(red), Math.round(green), Math.round(blue)];
}

export const toHex = (rgb: Rgb): string => `#${rgb.map((v) => v.toString(16).padStart(2, '0')).join('')}`;

/** Light of a channel, 0 to 1 (IEC 61966-2-1). */
const toLight = (v: number): number => (v <= 10.31 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
/** The channel of a light. */
const fromLight = (light: number): number =>
  255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055);

/** Relative luminance, 0 to 1. */
const luminanceOf = ([red, green, blue]: Rgb): number =>
  0.2126 * toLight(red) + 0.7152 * toLight(green) + 0.0722 * toLight(blue);

/** Contrast with white, 1 to 21 (WCAG 2.2, “contrast ratio”). */
export const contrastOnWhite = (rgb: Rgb): number => 1.05 / (luminanceOf(rgb) + 0.05);

/** Grey by light, as sharp makes it of a picture: black ink in percent for a colour. */
export const blackOf = (rgb: Rgb): number => Math.round(100 * (1 - fromLight(luminanceOf(rgb)) / 255));

/** Lightness and chroma of 0 to 1, hue in radians (OKLCH: CSS Color 4, 9.3; B. Ottosson, 2020). */
export interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

export function toOklch([red, green, blue]: Rgb): Oklch {
  const [r, g, b] = [toLight(red), toLight(green), toLight(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const [across, along] = [
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(across, along),
    hue: Math.atan2(along, across),
  };
}

/** Channels of a colour, before they are cut to what a screen has. */
function toChannels({ lightness, chroma, hue }: Oklch): Rgb {
  const [across, along] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (lightness + 0.3963377774 * across + 0.2158037573 * along) ** 3;
  const m = (lightness - 0.1055613458 * across - 0.0638541728 * along) ** 3;
  const s = (lightness - 0.0894841775 * across - 1.291485548 * along) ** 3;
  return [
    fromLight(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    fromLight(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    fromLight(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** The colour on a screen; one that no screen has loses as much chroma as it must, and keeps its lightness and hue. */
export function fromOklch(color: Oklch): Rgb {
  const isShown = (rgb: Rgb): boolean => rgb.every((v) => v >= -0.5 && v <= 255.5);
  let [least, most] = [0, color.chroma];
  let rgb = toChannels(color);
  if (!isShown(rgb)) {
    for (let step = 0; step < 12; step++) {
      const chroma = (least + most) / 2;
      if (isShown(toChannels({ ...color, chroma }))) least = chroma;
      else most = chroma;
    }
    rgb = toChannels({ ...color, chroma: least });
  }
  return rgb.map((v) => Math.min(255, Math.max(0, Math.round(v)))) as unknown as Rgb;
}

/** Steps of lightness between white and black: finer than the 256 of a channel would show none that is new. */
const STEPS = 512;

/** The colour, then darker ones of its hue down to black: chroma stays as long as a screen can show it. Each once. */
export function darker(rgb: Rgb): Rgb[] {
  const { lightness, ...rest } = toOklch(rgb);
  const path = [rgb];
  for (let step = 1; lightness - step / STEPS > 0; step++) {
    const next = fromOklch({ ...rest, lightness: lightness - step / STEPS });
    if (next.some((v, i) => v !== path.at(-1)![i])) path.push(next);
  }
  return path.at(-1)!.every((v) => v === 0) ? path : [...path, [0, 0, 0]];
}
