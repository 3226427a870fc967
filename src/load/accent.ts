/**
 * The accent of a congregation: a colour as a screen has it → inks of the run, if white letters can be read on it.
 * Judged as it is printed, through the profile of the run and back, and as it was asked for; what is too light is
 * answered with the nearest darker colour of the same hue that passes both.
 */
import { type Diagnostic, type FilePlace, KyrError } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Cmyk } from '../core/ink.js';
import { contrastOnWhite, darker, parseColor, type Rgb, toHex } from './screen-color.js';
import { inksOf, type Separation, screenOf } from './separation.js';

/** WCAG 2.2, 1.4.3: letters of any size. */
export const LEAST_CONTRAST = 4.5;

export type AccentVerdict =
  | { readonly kind: 'good'; readonly ink: Cmyk }
  /** `nearest`: as `#rrggbb`. */
  | { readonly kind: 'too-light'; readonly contrast: number; readonly nearest: string }
  | { readonly kind: 'no-color' };

/** What of each colour, as CSS writes it, can be printed. @throws Error for a profile that cannot be used */
export async function judgeAccents(
  texts: readonly string[],
  separation: Separation,
): Promise<AccentVerdict[]> {
  const colors = texts.map(parseColor);
  const printed = (
    await print(
      colors.filter((color) => color !== undefined),
      separation,
    )
  ).values();
  const verdicts: AccentVerdict[] = [];
  for (const color of colors) {
    const seen = color && (printed.next().value as Printed);
    if (!seen) verdicts.push({ kind: 'no-color' });
    else if (seen.contrast >= LEAST_CONTRAST) verdicts.push({ kind: 'good', ink: seen.ink });
    else
      verdicts.push({
        kind: 'too-light',
        contrast: seen.contrast,
        nearest: toHex(await nearestLegible(color, separation)),
      });
  }
  return verdicts;
}

interface Printed {
  readonly ink: Cmyk;
  readonly contrast: number;
}

async function print(colors: readonly Rgb[], separation: Separation): Promise<Printed[]> {
  const inks = (await inksOf(colors, separation)).map((ink): Cmyk => {
    if (ink.kind === 'cmyk') return { c: ink.c, m: ink.m, y: ink.y, k: ink.k };
    return { c: 0, m: 0, y: 0, k: ink.kind === 'k' ? ink.k : 0 };
  });
  const onPaper = separation.kind === 'process' ? await screenOf(inks, separation.profile) : colors;
  return inks.map((ink, i) => ({
    ink,
    contrast: Math.min(contrastOnWhite(colors[i]!), contrastOnWhite(onPaper[i]!)),
  }));
}

/** The first on the way from the colour to black; black itself passes in every printing condition that there is. */
async function nearestLegible(color: Rgb, separation: Separation): Promise<Rgb> {
  const path = darker(color);
  const printed = await print(path, separation);
  return path[printed.findIndex(({ contrast }) => contrast >= LEAST_CONTRAST)] ?? [0, 0, 0];
}

export interface AskedAccent {
  readonly text: string;
  readonly at?: FilePlace;
}

/** Inks of each accent, in the same order. @throws KyrError KYR420 for each that is none, KYR421 for each too light */
export async function loadAccents(asked: readonly AskedAccent[], separation: Separation): Promise<Cmyk[]> {
  const verdicts = await judgeAccents(
    asked.map(({ text }) => text),
    separation,
  );
  const found = verdicts.flatMap((verdict, i) => accentFault(asked[i]!, verdict) ?? []);
  if (found.length > 0) throw new KyrError(found);
  return verdicts.flatMap((verdict) => (verdict.kind === 'good' ? [verdict.ink] : []));
}

/** What is wrong with an accent, for whoever wrote it; undefined for a good one. */
export function accentFault({ text, at }: AskedAccent, verdict: AccentVerdict): Diagnostic | undefined {
  const place = at ? { at } : {};
  switch (verdict.kind) {
    case 'good':
      return undefined;
    case 'no-color':
      return {
        code: CODE.accentUnknown,
        level: 'error',
        message: `“${text}” is no colour`,
        hint: `write one such as '#0a5c7a', in quotes, or an English name that web pages use, such as teal`,
        ...place,
      };
    case 'too-light':
      return {
        code: CODE.accentTooLight,
        level: 'error',
        message: `the accent ${text} is too light: its contrast with white is ${ratio(verdict.contrast)} to 1, and letters need ${LEAST_CONTRAST}`,
        hint: `write '${verdict.nearest}', the nearest that passes: the same hue, darker`,
        ...place,
      };
  }
}

/** Rounded down, so that what does not pass never looks as if it did. */
const ratio = (contrast: number): string => (Math.floor(contrast * 100) / 100).toFixed(2);
