/**
 * What a stock weighs. Promises: a grammage only where the words leave no doubt; `70 lb uncoated` says no
 * weight, since 70 lb of text and 70 lb of cover differ by nearly twice. Does not: guess.
 */
import type { Size } from '../core/geometry.js';
import { trimNumber } from '../core/units.js';

/**
 * Grams a square metre for one pound of basis weight: 500 sheets of the basic size, by which the paper's kind is
 * weighed (453.592 g / 500 / area): text 25 × 38 in, cover 20 × 26, bond 17 × 22, index 25.5 × 30.5, tag 24 × 36.
 */
const perPound = (width: number, height: number): number => 453.592_37 / 500 / (width * height * 0.0254 ** 2);
const BASIS: readonly (readonly [kind: RegExp, grams: number])[] = [
  [/\b(text|book|offset)\b/i, perPound(25, 38)],
  [/\bcover\b/i, perPound(20, 26)],
  [/\b(bond|writing|ledger)\b/i, perPound(17, 22)],
  [/\bindex\b/i, perPound(25.5, 30.5)],
  [/\btag\b/i, perPound(24, 36)],
];

/** What stock might weigh: tissue to board. A number beyond is a slip. */
const LEAST = 20;
const MOST = 600;

/**
 * Grams a square metre, read from a stock's name: `105 g/m²`, `105 gsm`, or pounds with the kind of paper, such
 * as `70 lb text` or `80# gloss cover`. Undefined where it says none, two that differ, or pounds of two kinds.
 */
export function readGrammage(stock: string): number | undefined {
  const metric = numbers(stock, /(\d+(?:\.\d+)?)\s*(?:g\s*\/\s*m(?:²|2|\^2)|gsm\b)/gi);
  const grammage = metric.length > 0 ? single(metric) : inPounds(stock);
  return grammage !== undefined && grammage >= LEAST && grammage <= MOST ? grammage : undefined;
}

function inPounds(stock: string): number | undefined {
  const basis = single(numbers(stock, /(\d+(?:\.\d+)?)\s*(?:lbs?\b|#)/gi));
  const kinds = BASIS.filter(([kind]) => kind.test(stock));
  if (basis === undefined || kinds.length !== 1) return undefined;
  return Math.round(basis * kinds[0]![1] * 10) / 10;
}

const numbers = (text: string, pattern: RegExp): number[] =>
  [...text.matchAll(pattern)].map((match) => Number(match[1]));

const single = (values: readonly number[]): number | undefined =>
  new Set(values).size === 1 ? values[0] : undefined;

/** Grams of one piece, trimmed: its area (points) by the grammage; ink weighs next to nothing. */
export const pieceGrams = (trim: Size, grammage: number): number =>
  trim.width * trim.height * (0.0254 / 72) ** 2 * grammage;

export const pounds = (grams: number): string => `${rounded(grams / 453.592_37)} lb`;
export const kilograms = (grams: number): string => `${rounded(grams / 1000)} kg`;
/** `209.5 lb (95 kg)` */
export const formatWeight = (grams: number): string => `${pounds(grams)} (${kilograms(grams)})`;

/** A tenth is as good as stock and moisture allow; below one, a hundredth, so that nothing weighs 0. */
const rounded = (n: number): string =>
  n < 1 ? trimNumber(Math.max(n, 0.01), 2) : trimNumber(n, n < 1000 ? 1 : 0);
