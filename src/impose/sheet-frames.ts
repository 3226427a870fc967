/**
 * A press sheet as two Frames, front and back, that use the pieces' pages, the marks and the slug. Nothing is
 * drawn here: a sheet is a list of uses, which is why a run of thousands needs no font and little memory.
 */
import { NO_INSETS } from '../core/geometry.js';
import type { Frame, UseItem } from '../frame/frame.js';
import { cellMatrix, type SheetPlan } from './sheet.js';

/** The two pages of one printed piece. */
export type PiecePages = readonly [front: Frame, back: Frame];

/** What every sheet of a batch carries beside its pieces: marks, slug, sheet number; in sheet coordinates. */
export interface SheetFurniture {
  readonly front: readonly UseItem[];
  readonly back: readonly UseItem[];
}

/**
 * One sheet. `pieces[p]` lies at position p; its back lies behind it. Fewer pieces than positions leave the
 * others white.
 */
export function sheetFrames(
  plan: SheetPlan,
  id: string,
  pieces: readonly (PiecePages | undefined)[],
  furniture: SheetFurniture,
): readonly [front: Frame, back: Frame] {
  const side = (which: 'front' | 'back'): Frame => ({
    id: `${id}-${which}`,
    size: plan.sheet,
    bleed: NO_INSETS,
    items: [
      ...plan.cells.flatMap((cell): UseItem[] => {
        const piece = pieces[cell.position];
        if (!piece) return [];
        const frame = piece[which === 'front' ? 0 : 1];
        return [{ kind: 'use', frame, matrix: cellMatrix(plan, cell, which), clip: 'bleed' }];
      }),
      ...furniture[which],
    ],
  });
  return [side('front'), side('back')];
}
