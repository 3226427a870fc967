/**
 * What the lengths, shares and weights of checked files come to. Apart from the schemas, so that a run whose order is
 * known loads no zod: that was 70 ms at each start.
 */
import { type Pt, parseLength } from '../core/units.js';

/** The points of a length that the schema has already accepted. */
export function lengthOf(text: string): Pt {
  const length = parseLength(text);
  if (length === undefined) throw new Error(`lengthOf: unchecked length ${text}`);
  return length;
}

/** 0.03 of `3 %`. */
export const percentOf = (text: string): number => Number.parseFloat(text) / 100;

const GRAMS = { lb: 453.592_37, kg: 1000 } as const;

/** The grams of a weight that the schema has already accepted. */
export function gramsOf(text: string): number {
  const unit = text.endsWith('kg') ? 'kg' : 'lb';
  return Number.parseFloat(text) * GRAMS[unit];
}
