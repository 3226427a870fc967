/** Tiles of an ink map: SIDE × SIDE cells, how paint gets on them, and where most of it lies. */
import { HALVES as ALL_HALVES, addInto, type Layer, layerOf, BARE as NOTHING, totalIn } from './ink-cell.js';
import type { Coat } from './inks.js';

// Of this module's own: in loops over millions of cells, a constant from another module costs tests dearly.
const HALVES = ALL_HALVES;
const BARE = NOTHING;

/** Cells along a tile. */
export const SIDE = 16;
export const CELLS = SIDE * SIDE;
/** Numbers of a tile: the first halves of all its cells, then the second. */
export const TILE = CELLS * HALVES;

/** `over`: paint as the coat says. `add`: transparent. `most`: keep whichever of the two is more. */
export type Lay = 'over' | 'add' | 'most';

export interface Tile {
  /** With other tiles of its map; this one's begin at `from`. */
  readonly cells: Int32Array;
  readonly from: number;
  /** Of its first cell. */
  readonly column: number;
  readonly row: number;
  /** The map that may paint on it; to all others it is as it is. */
  readonly owner: object;
  /** The most ink in a cell, and which; counted when asked for. */
  most: number | undefined;
  at: number;
}

export const layersOf = (coat: Coat): readonly Layer[] => [layerOf(coat, 0), layerOf(coat, 1)];

/** Lays paint on cells whose first halves stand from `from` to before `to`. */
export function paintCells(
  cells: Int32Array,
  from: number,
  to: number,
  paint: readonly Layer[],
  lay: Lay,
): void {
  const most = lay === 'most' ? totalOf(paint) : 0;
  for (let half = 0; half < HALVES; half++) {
    const layer = paint[half]!;
    const { inks, keep } = layer;
    if (keep === BARE) continue;
    const shift = half * CELLS;
    if (lay === 'add') for (let i = from + shift; i < to + shift; i++) cells[i] = addInto(cells[i]!, layer);
    else if (lay === 'over')
      for (let i = from + shift; i < to + shift; i++) cells[i] = (cells[i]! & keep) | inks;
  }
  if (lay === 'most')
    for (let i = from; i < to; i++)
      if (most > totalIn(cells[i]!) + totalIn(cells[i + CELLS]!))
        for (let half = 0; half < HALVES; half++) {
          const { inks, keep } = paint[half]!;
          cells[i + half * CELLS] = (cells[i + half * CELLS]! & keep) | inks;
        }
}

const totalOf = (paint: readonly Layer[]): number => paint.reduce((sum, { inks }) => sum + totalIn(inks), 0);

export const inkAt = ({ cells, from }: Tile, cell: number): number =>
  totalIn(cells[from + cell]!) + totalIn(cells[from + cell + CELLS]!);

export function findMost(tile: Tile): void {
  const { cells, from } = tile;
  let most = 0;
  let at = 0;
  // Cells beside each other mostly carry the same.
  let [first, second] = [BARE, BARE];
  for (let cell = 0; cell < CELLS; cell++) {
    if (cells[from + cell] === first && cells[from + cell + CELLS] === second) continue;
    first = cells[from + cell]!;
    second = cells[from + cell + CELLS]!;
    const ink = totalIn(first) + totalIn(second);
    if (ink <= most) continue;
    most = ink;
    at = cell;
  }
  tile.most = most;
  tile.at = at;
}
