/**
 * What lies on the plates of one cell of an ink map, in two whole numbers: four plates each, a byte a plate, percent or
 * UNTOUCHED. The process inks are one number, so that most of what happens to a cell happens to four plates at once.
 *
 * Measured, preflight of 60,000 pages of which half have a code of their own: 8.7 CPU seconds, and 5.0 with this, with
 * pages that take their memory from the page before (InkMap.clear) and with operators that are not made anew.
 */
import { type Coat, UNTOUCHED as NOTHING, PLATES } from './inks.js';

// Of this module's own: in loops over millions of cells, a constant from another module costs tests dearly.
const UNTOUCHED = NOTHING;

/** Numbers that a cell has. */
export const HALVES = PLATES / 4;
/** Four plates that nothing was laid on. */
export const BARE = -1;

/** A coat for four plates: `(cell & keep) | inks` is a cell with that coat over it. */
export interface Layer {
  /** 0 on the plates that the coat leaves as they are. */
  readonly inks: number;
  /** All bits of those plates. */
  readonly keep: number;
}

export const layerOf = (coat: Coat, half: number): Layer => {
  let inks = 0;
  let keep = 0;
  for (let i = 3; i >= 0; i--) {
    const ink = coat[half * 4 + i]!;
    inks = (inks << 8) | (ink === UNTOUCHED ? 0 : ink);
    keep = (keep << 8) | (ink === UNTOUCHED ? 0xff : 0);
  }
  return { inks, keep };
};

/** Percent on four plates together. */
export function totalIn(cell: number): number {
  if (cell === BARE) return 0;
  let total = 0;
  for (let shift = 0; shift < 32; shift += 8) {
    const ink = (cell >>> shift) & 0xff;
    if (ink !== UNTOUCHED) total += ink;
  }
  return total;
}

/** A cell with another over it: where that one is bare, the first shows. */
export function mergeInto(below: number, above: number): number {
  let keep = 0;
  for (let shift = 0; shift < 32; shift += 8)
    if (((above >>> shift) & 0xff) === UNTOUCHED) keep |= 0xff << shift;
  return (below & keep) | (above & ~keep);
}

/** A cell with transparent ink on it: more on each plate than there was, 100 at most. */
export function addInto(below: number, { inks, keep }: Layer): number {
  let cell = below;
  for (let shift = 0; shift < 32; shift += 8) {
    if (((keep >>> shift) & 0xff) !== 0) continue;
    const before = (below >>> shift) & 0xff;
    const ink = (inks >>> shift) & 0xff;
    const sum = before === UNTOUCHED ? ink : Math.min(100, before + ink);
    cell = (cell & ~(0xff << shift)) | (sum << shift);
  }
  return cell;
}
