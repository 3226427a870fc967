/**
 * Lengths. Inside kyr there is one unit, the point (1/72 inch), and one origin, the corner of the trim;
 * y grows downwards until pdf/ flips it once. A branded number keeps millimetres and font units out.
 */

/** A length in points, 1/72 inch. */
export type Pt = number & { readonly pt: unique symbol };

/** Takes a plain number as points. Rounding is left to the writers. */
export const pt = (n: number): Pt => n as Pt;
export const inch = (n: number): Pt => (n * 72) as Pt;
export const mm = (n: number): Pt => ((n * 72) / 25.4) as Pt;

const UNIT: Record<string, number> = { pt: 1, in: 72, mm: 72 / 25.4, cm: 720 / 25.4 };

/**
 * Reads a length such as `0.125in`, `3 mm` or `9pt`. A number with no unit is refused (undefined), since a
 * bare `3` has meant millimetres to one shop and eighths of an inch to another.
 */
export function parseLength(text: string): Pt | undefined {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*(pt|in|mm|cm)\s*$/.exec(text);
  if (!match) return undefined;
  return pt(Number(match[1]) * (UNIT[match[2] as string] as number));
}

/** Writes a length for people: `5.5 in`, with at most three decimals. */
export function formatInches(length: number): string {
  return `${trimNumber(length / 72, 3)} in`;
}

/** A number with at most `digits` decimals, no trailing zeros, and never `-0` or an exponent. */
export function trimNumber(n: number, digits: number): string {
  const fixed = n.toFixed(digits);
  const short = fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed;
  return short === '-0' ? '0' : short;
}
