/**
 * How an imposed sheet is cut apart on a guillotine: where the knife comes down, and how often.
 *
 * Promises: one line for every edge of a trim that no other trim shares, on the very places where the crop marks
 * stand. Does not: choose the order of the cuts, or a clamp's opening; that is the cutter's own trade.
 */
import { type Pt, pt } from '../core/units.js';
import type { SheetPlan } from './sheet.js';

/** Sheets under the knife at once; of text stock that is a pile of some 2 to 3 in (trade practice, no source). */
export const LIFT_SHEETS = 500;

export interface Cuts {
  /** Upright lines, by their distance from the left edge of the front. */
  readonly upright: readonly Pt[];
  /** Level lines, by their distance from the top edge; the gripper is the bottom edge. */
  readonly level: readonly Pt[];
  /** Cuts that one lift takes. */
  readonly count: number;
}

/**
 * The cuts of one lift, in points. A column of pieces has two upright edges and a row two level ones; where
 * pieces abut without bleed the two edges of neighbours are one line and take one cut, otherwise the strip
 * between them (2 × bleed) falls out. The whole lift is cut along all lines of one direction, turned, and cut
 * along the others, the strips lying side by side: so four half letters with bleed, two by two, take 4 + 4 cuts.
 */
export function planCuts(plan: Pick<SheetPlan, 'cells'>): Cuts {
  const upright = distinct(plan.cells.flatMap((c) => [c.front.x, c.front.x + c.front.width]));
  const level = distinct(plan.cells.flatMap((c) => [c.front.y, c.front.y + c.front.height]));
  return { upright, level, count: upright.length + level.length };
}

/** Lifts that so many sheets make, at most LIFT_SHEETS in each. */
export const liftsOf = (sheets: number): number => Math.ceil(sheets / LIFT_SHEETS);

/** Sorted, and equal within a thousandth of a point counted once. */
function distinct(values: readonly number[]): Pt[] {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.filter((v, i) => i === 0 || v - sorted[i - 1]! > 0.001).map(pt);
}
