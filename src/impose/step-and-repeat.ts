/**
 * Static designs: one sheet with the same piece in every position, printed as many times as the ticket says,
 * rather than thousands of equal pages.
 */
import type { Frame } from '../frame/frame.js';
import type { SheetPlan } from './sheet.js';
import { type PiecePages, type SheetFurniture, sheetFrames } from './sheet-frames.js';

/** The one sheet. With `places` fewer than the sheet has, the last ones stay white. */
export function stepAndRepeat(
  plan: SheetPlan,
  piece: PiecePages,
  furniture: SheetFurniture,
  sides: 1 | 2,
  places = plan.up,
): readonly Frame[] {
  return sheetFrames(
    plan,
    'sheet',
    plan.cells.map((cell) => (cell.position < places ? piece : undefined)),
    furniture,
    sides,
  );
}
