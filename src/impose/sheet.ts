/**
 * Press sheets, and where the pieces lie on them.
 *
 * A sheet stands upright. Its bottom edge is the leading edge: the gripper takes it there, on both sides, because
 * the sheet is turned over its long (upright) edge between the sides. So fronts and backs share gripper and
 * grid, and a back's column is the mirror of its front's.
 *
 * Promises: bleeds of neighbours abut and never overlap (gutter = 2 × bleed); the grid stands in the middle from
 * left to right, so that backs register; crop marks, the slug line and the gripper keep clear of every bleed.
 * Does not: gang different sizes on one sheet, fold, or turn the sheet over its short edge.
 */

import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { type Box, box, concat, type Matrix, outset, type Size, size, translate } from '../core/geometry.js';
import { formatInches, inch, mm, type Pt, pt } from '../core/units.js';

export type SheetName = '13x19' | '12x18' | 'SRA3';

/** Upright: the short edge first. */
export const SHEETS: Readonly<Record<SheetName, Size>> = {
  '13x19': size(inch(13), inch(19)),
  '12x18': size(inch(12), inch(18)),
  SRA3: size(mm(320), mm(450)),
};
export const DEFAULT_SHEET: SheetName = '13x19';
/** What the press holds the sheet by, along its bottom edge. */
export const DEFAULT_GRIPPER: Pt = inch(0.375);
/** What a digital press cannot print along the other three edges. */
export const DEFAULT_EDGE: Pt = inch(0.125);

/** Between a bleed and its crop mark: a mark on the very edge of the bleed would touch it. */
export const MARK_GAP: Pt = pt(3);
const MARK_LENGTH = 18;
const MARK_LENGTH_LEAST = 9;
/** Two lines of slug text. */
const SLUG_HEIGHT = 16;

export interface SheetRequest {
  readonly sheet?: SheetName;
  /** Trim size of a piece. */
  readonly trim: Size;
  readonly bleed: number;
  readonly gripper?: number;
  readonly edge?: number;
  /** Ask for exactly so many on a sheet; otherwise as many as fit. */
  readonly up?: number;
}

/** A piece's place. Positions count in reading order on the front: left to right, then down. */
export interface Cell {
  readonly position: number;
  readonly row: number;
  readonly column: number;
  /** Trim boxes in sheet coordinates, each as seen on its own side of the sheet. */
  readonly front: Box;
  readonly back: Box;
}

export interface SheetPlan {
  readonly name: SheetName;
  readonly sheet: Size;
  readonly trim: Size;
  readonly bleed: Pt;
  readonly gripper: Pt;
  readonly edge: Pt;
  readonly up: number;
  readonly rows: number;
  readonly columns: number;
  /** Pieces lie on their side: the front's head to the right, the back's head to the left. */
  readonly rotated: boolean;
  readonly cells: readonly Cell[];
  /** All cells with their bleeds. */
  readonly grid: Box;
  /** Length of crop marks; they start MARK_GAP outside the bleed. */
  readonly markLength: Pt;
  /** Where the slug text stands: above the marks, outside every trim. */
  readonly slug: Box;
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly rotated: boolean;
}

interface Room {
  readonly sheet: Size;
  readonly gripper: number;
  readonly edge: number;
  readonly bleed: number;
}

/**
 * The best grid for the sheet: most pieces, then upright before rotated.
 * Throws KYR503 (exit 3) if none fits, or not as many as asked for; the hint names what would.
 */
export function planSheet(request: SheetRequest): SheetPlan {
  const name = request.sheet ?? DEFAULT_SHEET;
  const room: Room = {
    sheet: SHEETS[name],
    gripper: request.gripper ?? DEFAULT_GRIPPER,
    edge: request.edge ?? DEFAULT_EDGE,
    bleed: request.bleed,
  };
  const grid = findGrid(room, request.trim, request.up);
  if (!grid) return failTooSmall(request, name, room);
  return layOut(name, room, request.trim, grid);
}

/** How many would fit on each press sheet with the same margins; for hints and for `kyr plan`. */
export function fitsOn(request: Omit<SheetRequest, 'sheet' | 'up'>): { name: SheetName; up: number }[] {
  return (Object.keys(SHEETS) as SheetName[]).map((name) => {
    const room: Room = {
      sheet: SHEETS[name],
      gripper: request.gripper ?? DEFAULT_GRIPPER,
      edge: request.edge ?? DEFAULT_EDGE,
      bleed: request.bleed,
    };
    const grid = findGrid(room, request.trim, undefined);
    return { name, up: grid ? grid.columns * grid.rows : 0 };
  });
}

/** Takes a piece's page (origin at its trim corner) to its place on one side of the sheet. */
export function cellMatrix(plan: SheetPlan, cell: Cell, side: 'front' | 'back'): Matrix {
  const at = side === 'front' ? cell.front : cell.back;
  if (!plan.rotated) return translate(at.x, at.y);
  // A head that points right on the front points left when the sheet is turned over its upright edge.
  return side === 'front'
    ? concat([0, 1, -1, 0, 0, 0], translate(at.x + at.width, at.y))
    : concat([0, -1, 1, 0, 0, 0], translate(at.x, at.y + at.height));
}

/** A cell with its bleed. */
export const bleedBox = (plan: SheetPlan, trim: Box): Box =>
  outset(trim, { top: plan.bleed, right: plan.bleed, bottom: plan.bleed, left: plan.bleed });

/** Room for a mark: its gap, its length, and half the width of its line on either end. */
const band = (length: number): number => MARK_GAP + length + 0.25;
const least = {
  across: (room: Room): number => 2 * (room.edge + band(MARK_LENGTH_LEAST)),
  down: (room: Room): number => room.edge + SLUG_HEIGHT + 2 * band(MARK_LENGTH_LEAST) + room.gripper,
};

function findGrid(room: Room, trim: Size, up: number | undefined): Grid | undefined {
  const grids = [false, true].flatMap((rotated): Grid[] => {
    const width = (rotated ? trim.height : trim.width) + 2 * room.bleed;
    const height = (rotated ? trim.width : trim.height) + 2 * room.bleed;
    const slack = 0.001; // millimetres turned into points
    const columns = Math.floor((room.sheet.width - least.across(room) + slack) / width);
    const rows = Math.floor((room.sheet.height - least.down(room) + slack) / height);
    if (columns < 1 || rows < 1) return [];
    if (up === undefined) return [{ columns, rows, rotated }];
    const exact: Grid[] = [];
    for (let c = columns; c >= 1; c--)
      if (up % c === 0 && up / c <= rows) exact.push({ columns: c, rows: up / c, rotated });
    return exact.slice(0, 1);
  });
  return grids.sort(
    (a, b) => b.columns * b.rows - a.columns * a.rows || Number(a.rotated) - Number(b.rotated),
  )[0];
}

function layOut(name: SheetName, room: Room, trim: Size, grid: Grid): SheetPlan {
  const { sheet, bleed } = room;
  const cellWidth = grid.rotated ? trim.height : trim.width;
  const cellHeight = grid.rotated ? trim.width : trim.height;
  const width = grid.columns * (cellWidth + 2 * bleed);
  const height = grid.rows * (cellHeight + 2 * bleed);

  const left = (sheet.width - width) / 2;
  // In the middle from top to bottom too, unless the gripper or the slug pushes it away.
  const leastTop = room.edge + SLUG_HEIGHT + band(MARK_LENGTH_LEAST);
  const mostTop = sheet.height - room.gripper - band(MARK_LENGTH_LEAST) - height;
  const top = Math.min(Math.max((sheet.height - height) / 2, leastTop), mostTop);

  const bands = [left - room.edge, top - room.edge - SLUG_HEIGHT, sheet.height - room.gripper - top - height];
  const markLength = Math.min(MARK_LENGTH, ...bands.map((b) => b - band(0)));

  const cells: Cell[] = [];
  for (let row = 0; row < grid.rows; row++)
    for (let column = 0; column < grid.columns; column++) {
      const x = left + column * (cellWidth + 2 * bleed) + bleed;
      const y = top + row * (cellHeight + 2 * bleed) + bleed;
      cells.push({
        position: cells.length,
        row,
        column,
        front: box(x, y, cellWidth, cellHeight),
        back: box(sheet.width - x - cellWidth, y, cellWidth, cellHeight),
      });
    }

  return {
    name,
    sheet,
    trim,
    bleed: pt(bleed),
    gripper: pt(room.gripper),
    edge: pt(room.edge),
    up: cells.length,
    rows: grid.rows,
    columns: grid.columns,
    rotated: grid.rotated,
    cells,
    grid: box(left, top, width, height),
    markLength: pt(markLength),
    slug: box(left, room.edge, width, SLUG_HEIGHT),
  };
}

function failTooSmall(request: SheetRequest, name: SheetName, room: Room): never {
  const { trim, up } = request;
  const piece = `${formatInches(trim.width)} × ${formatInches(trim.height)} with ${formatInches(room.bleed)} bleed`;
  const best = fitsOn(request);
  const here = best.find((b) => b.name === name)?.up ?? 0;
  const others = best.filter((b) => b.up >= (up ?? 1) && b.name !== name);
  const hints = [
    here > 0 ? `${name} holds ${here}` : '',
    ...others.map((b) => `${b.name} holds ${up !== undefined && b.up > up ? `${up} and more` : b.up}`),
  ].filter((h) => h !== '');
  return fail({
    code: CODE.sheetTooSmall,
    message: `${up === undefined ? 'a piece' : `${up} pieces`} of ${piece} ${up === undefined ? 'does' : 'do'} not fit on a ${name} sheet beside the gripper (${formatInches(room.gripper)}), crop marks and slug`,
    hint:
      hints.length > 0
        ? `${hints.join('; ')}; or leave the imposition to the shop (no output.sheets)`
        : 'choose a smaller size, or leave the imposition to the shop (no output.sheets)',
  });
}
