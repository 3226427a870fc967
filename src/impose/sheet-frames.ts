/**
 * A press sheet as Frames, front and back or the front alone, that use the pieces' pages, the marks and the slug. Nothing is
 * drawn here: a sheet is a list of uses, which is why a run of thousands needs no font and little memory.
 */
import type { PlacedCode } from '../compose/strip-code.js';
import { concat, type Matrix, NO_INSETS } from '../core/geometry.js';
import type { Frame, UseItem } from '../frame/frame.js';
import { type Cell, cellMatrix, type SheetPlan } from './sheet.js';

/** The pages of one printed piece: the front, and the back of what is printed on both sides. */
export type PiecePages = readonly Frame[];

/** What every sheet of a batch carries beside its pieces: marks and slug, in sheet coordinates. */
export interface SheetFurniture {
  readonly front: readonly UseItem[];
  readonly back: readonly UseItem[];
}

/**
 * One sheet. `pieces[p]` lies at position p; its back lies behind it. Fewer pieces than positions leave the
 * others white. What is printed on one side has no back page.
 */
export function sheetFrames(
  plan: SheetPlan,
  id: string,
  pieces: readonly (PiecePages | undefined)[],
  furniture: SheetFurniture,
  sides: 1 | 2,
): readonly Frame[] {
  const side = (which: 'front' | 'back'): Frame => ({
    id: `${id}-${which}`,
    size: plan.sheet,
    bleed: NO_INSETS,
    items: [
      ...plan.cells.flatMap((cell): UseItem[] => {
        const piece = pieces[cell.position];
        const frame = piece?.[which === 'front' ? 0 : 1];
        return frame ? [placedIn(plan, cell, which, frame)] : [];
      }),
      ...furniture[which],
    ],
  });
  return sides === 1 ? [side('front')] : [side('front'), side('back')];
}

/**
 * The uses of a Frame in a plan, by side and position. Thousands of sheets hold the same few, and a writer that meets a
 * use again has its operators (pdf/run.ts).
 */
const uses = new WeakMap<SheetPlan, WeakMap<Frame, Map<string, UseItem>>>();

function placedIn(plan: SheetPlan, cell: Cell, which: 'front' | 'back', frame: Frame): UseItem {
  const ofPlan = uses.get(plan) ?? new WeakMap<Frame, Map<string, UseItem>>();
  uses.set(plan, ofPlan);
  const ofFrame = ofPlan.get(frame) ?? new Map<string, UseItem>();
  ofPlan.set(frame, ofFrame);
  const place = `${which} ${cell.position}`;
  const known = ofFrame.get(place);
  if (known) return known;
  const use: UseItem = { kind: 'use', frame, matrix: cellMatrix(plan, cell, which), clip: 'bleed' };
  ofFrame.set(place, use);
  return use;
}

/** Codes of single pieces where they lie on one side of the sheet; `pieces[p][side]` are those of position p. */
export function codesOnSheet(
  plan: SheetPlan,
  pieces: readonly (readonly (readonly PlacedCode[] | undefined)[])[],
  which: 'front' | 'back',
): PlacedCode[] {
  const placed: PlacedCode[] = [];
  for (const cell of plan.cells)
    for (const { code, matrix } of pieces[cell.position]?.[which === 'front' ? 0 : 1] ?? [])
      placed.push({ code, matrix: placedOn(plan, cell, which, matrix) });
  return placed;
}

/** Where a code of a piece stands on the sheet: the same matrix on every sheet, which a writer then formats once. */
const codePlaces = new WeakMap<Matrix, WeakMap<Cell, Partial<Record<'front' | 'back', Matrix>>>>();

function placedOn(plan: SheetPlan, cell: Cell, which: 'front' | 'back', inPiece: Matrix): Matrix {
  const ofCode = codePlaces.get(inPiece) ?? new WeakMap<Cell, Partial<Record<'front' | 'back', Matrix>>>();
  codePlaces.set(inPiece, ofCode);
  const ofCell = ofCode.get(cell) ?? {};
  ofCode.set(cell, ofCell);
  ofCell[which] ??= concat(inPiece, cellMatrix(plan, cell, which));
  return ofCell[which];
}
