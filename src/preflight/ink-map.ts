/**
 * How much ink lies where on a page: a grid of cells, each with what every plate carries, in tiles that forms and
 * pages share until one of them paints on. So 60,000 pages that use one design paint it once.
 *
 * A cell is painted if its middle is: shapes thinner than a cell (STEP, about 0.7 mm) are not counted, since the limit
 * is about areas. Clips count with their bounding box. Transparent paint is added to what lies beneath, never less
 * than what it becomes. Text counts as boxes of half its height, and takes nothing away. RGB counts as no ink.
 */
import { BARE, type Layer, mergeInto } from './ink-cell.js';
import {
  CELLS as CELLS_IN_TILE,
  findMost,
  inkAt,
  type Lay,
  layersOf,
  paintCells,
  TILE,
  SIDE as TILE_SIDE,
  type Tile,
} from './ink-tile.js';
import type { Coat } from './inks.js';

// Of this module's own: in loops over millions of cells, a constant from another module costs tests dearly.
const SIDE = TILE_SIDE;
const CELLS = CELLS_IN_TILE;

/** Points. */
const STEP = 2;
/** Tiles that get their memory together: as many as a map has, within these. */
const [FEWEST, MOST] = [4, 64];
/** More cells than this, and they grow. */
const MAX_CELLS = 1 << 20;

export interface Bounds {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** Corners one after another, `x, y, x, y`; closed by itself. */
export type Polygon = readonly number[];

export interface Geometry extends Bounds {
  readonly step: number;
  readonly columns: number;
  readonly rows: number;
  readonly across: number;
  /** The same for grids that may exchange tiles. */
  readonly key: string;
}

export function geometryOf({ left, bottom, right, top }: Bounds): Geometry {
  const width = Math.max(1, right - left);
  const height = Math.max(1, top - bottom);
  const step = Math.max(STEP, Math.sqrt((width * height) / MAX_CELLS), width / 8192, height / 8192);
  const columns = Math.ceil(width / step);
  const rows = Math.ceil(height / step);
  const across = Math.ceil(columns / SIDE);
  return { left, bottom, right, top, step, columns, rows, across, key: [left, bottom, right, top].join() };
}

export interface Most {
  readonly percent: number;
  readonly x: number;
  readonly y: number;
  /** Square points with more than the limit. */
  readonly area: number;
}

/** Work done, shared by all maps of a file. */
export interface Effort {
  cells: number;
  readonly limit: number;
}

export class InkMap {
  readonly geometry: Geometry;
  readonly #tiles: (Tile | undefined)[];
  /** Which of them there are. */
  readonly #used: number[] = [];
  #owned = 0;
  /** Memory for tiles, and how much of it is taken. */
  #room = NO_ROOM;
  #taken = 0;
  #bytes = 0;
  readonly #effort: Effort;
  /** Whether transparent paint was added: then the map is true on paper alone and cannot be laid over another. */
  added = false;

  constructor(geometry: Geometry, effort: Effort) {
    this.geometry = geometry;
    this.#effort = effort;
    this.#tiles = new Array<Tile | undefined>(geometry.across * Math.ceil(geometry.rows / SIDE)).fill(
      undefined,
    );
  }

  /** Takes everything off, and keeps the memory for the next page: no other map may have tiles of this one. */
  clear(): void {
    for (const index of this.#used) this.#tiles[index] = undefined;
    this.#used.length = 0;
    if (this.#owned * TILE > this.#room.length) this.#room = roomFor(this.#owned);
    else this.#room.fill(BARE, 0, this.#taken);
    this.#bytes = this.#room.byteLength;
    this.#taken = 0;
    this.#owned = 0;
    this.added = false;
  }

  /** Bytes. */
  get size(): number {
    return this.#bytes;
  }

  /** Lays a coat over the inside of polygons, as far as it lies in `clip`. */
  fill(polygons: readonly Polygon[], evenOdd: boolean, clip: Bounds, coat: Coat, lay: Lay): void {
    const paint = layersOf(coat);
    if (paint.every(({ keep }) => keep === BARE)) return;
    const box = this.#cellsIn(clip);
    if (box.c1 < box.c0 || box.r1 < box.r0) return;
    const upright = polygons.length === 1 ? uprightBox(polygons[0]!) : undefined;
    if (upright) {
      const { c0, r0, c1, r1 } = this.#cellsIn(intersect(upright, clip));
      for (let row = r0; row <= r1; row++) this.#span(row, c0, c1, paint, lay);
      return;
    }
    for (const [row, crossings] of this.#crossings(polygons, box.r0, box.r1)) {
      crossings.sort((a, b) => a.x - b.x);
      let winding = 0;
      for (let i = 0; i + 1 < crossings.length; i++) {
        winding += evenOdd ? 1 : crossings[i]!.up;
        if (evenOdd ? winding % 2 === 0 : winding === 0) continue;
        const from = Math.max(box.c0, this.#columnFrom(crossings[i]!.x));
        const to = Math.min(box.c1, this.#columnTo(crossings[i + 1]!.x));
        this.#span(row, from, to, paint, lay);
      }
    }
  }

  /** Lays what another map of the same geometry holds over this one. */
  lay(layer: InkMap): void {
    for (const index of layer.#used) {
      const tile = layer.#tiles[index]!;
      if (!this.#tiles[index]) {
        this.#tiles[index] = tile;
        this.#used.push(index);
        continue;
      }
      const { cells, from } = this.#tileToPaint(index);
      for (let i = 0; i < TILE; i++) {
        const above = tile.cells[tile.from + i]!;
        if (above !== BARE) cells[from + i] = mergeInto(cells[from + i]!, above);
      }
      this.#effort.cells += CELLS;
    }
  }

  /** Paints every cell of a quadrilateral with what `coatAt` says for its middle. */
  sample(polygon: Polygon, clip: Bounds, coatAt: (x: number, y: number) => Coat | undefined): void {
    const { left, bottom, step } = this.geometry;
    const { c0, r0, c1, r1 } = this.#cellsIn(intersect(boundsOf([polygon]), clip));
    for (let row = r0; row <= r1; row++)
      for (let column = c0; column <= c1; column++) {
        const coat = coatAt(left + (column + 0.5) * step, bottom + (row + 0.5) * step);
        if (coat) this.#span(row, column, column, layersOf(coat), 'over');
      }
  }

  /** Where most ink lies inside `inside`, and how much of it is over a limit. */
  most(inside: Bounds, limit: number): Most | undefined {
    const { left, bottom, step } = this.geometry;
    const { c0, r0, c1, r1 } = this.#cellsIn(inside);
    let percent = 0;
    let best: Tile | undefined;
    let at = 0;
    let cells = 0;
    const edge: Tile[] = [];
    for (const index of this.#used) {
      const tile = this.#tiles[index]!;
      if (tile.most === undefined) findMost(tile);
      const { column, row, most } = tile;
      const whole = column >= c0 && row >= r0 && column + SIDE - 1 <= c1 && row + SIDE - 1 <= r1;
      if (!whole || most! > limit) edge.push(tile);
      else if (most! > percent) {
        percent = most!;
        best = tile;
        at = tile.at;
      }
    }
    // Tiles that the box cuts, or with too much ink, are looked at cell by cell.
    for (const tile of edge) {
      if (tile.most! <= percent && tile.most! <= limit) continue;
      for (let i = 0; i < CELLS; i++) {
        const [c, r] = [tile.column + (i % SIDE), tile.row + Math.floor(i / SIDE)];
        if (c < c0 || c > c1 || r < r0 || r > r1) continue;
        const ink = inkAt(tile, i);
        if (ink > limit) cells++;
        if (ink > percent) {
          percent = ink;
          best = tile;
          at = i;
        }
      }
    }
    if (best === undefined) return undefined;
    const [c, r] = [best.column + (at % SIDE), best.row + Math.floor(at / SIDE)];
    return { percent, x: left + (c + 0.5) * step, y: bottom + (r + 0.5) * step, area: cells * step * step };
  }

  #columnFrom(x: number): number {
    return Math.ceil((x - this.geometry.left) / this.geometry.step - 0.5);
  }
  #columnTo(x: number): number {
    return Math.ceil((x - this.geometry.left) / this.geometry.step - 0.5) - 1;
  }

  /** The cells whose middle lies in a box. */
  #cellsIn(b: Bounds): { c0: number; r0: number; c1: number; r1: number } {
    const { bottom, step, columns, rows } = this.geometry;
    return {
      c0: Math.max(0, this.#columnFrom(b.left)),
      c1: Math.min(columns - 1, this.#columnTo(b.right)),
      r0: Math.max(0, Math.ceil((b.bottom - bottom) / step - 0.5)),
      r1: Math.min(rows - 1, Math.ceil((b.top - bottom) / step - 0.5) - 1),
    };
  }

  /** Where edges cross the middle of each row. */
  #crossings(
    polygons: readonly Polygon[],
    first: number,
    last: number,
  ): Map<number, { x: number; up: number }[]> {
    const { bottom, step } = this.geometry;
    const found = new Map<number, { x: number; up: number }[]>();
    for (const polygon of polygons)
      for (let i = 0; i < polygon.length; i += 2) {
        const j = (i + 2) % polygon.length;
        const [x0, y0, x1, y1] = [polygon[i]!, polygon[i + 1]!, polygon[j]!, polygon[j + 1]!];
        if (y0 === y1) continue;
        const up = y1 > y0 ? 1 : -1;
        const low = Math.max(first, Math.ceil((Math.min(y0, y1) - bottom) / step - 0.5));
        const high = Math.min(last, Math.ceil((Math.max(y0, y1) - bottom) / step - 0.5) - 1);
        this.#effort.cells += Math.max(0, high - low);
        if (this.#effort.cells > this.#effort.limit) return found;
        for (let row = low; row <= high; row++) {
          const y = bottom + (row + 0.5) * step;
          const crossing = { x: x0 + ((y - y0) / (y1 - y0)) * (x1 - x0), up };
          const others = found.get(row);
          if (others) others.push(crossing);
          else found.set(row, [crossing]);
        }
      }
    return found;
  }

  #span(row: number, from: number, to: number, paint: readonly Layer[], lay: Lay): void {
    if (to < from || this.#effort.cells > this.#effort.limit) return;
    this.#effort.cells += to - from + 1;
    this.added ||= lay === 'add';
    const { across } = this.geometry;
    for (let column = from; column <= to; ) {
      const tile = this.#tileToPaint(Math.floor(row / SIDE) * across + Math.floor(column / SIDE));
      const next = Math.min(to + 1, tile.column + SIDE);
      const at = tile.from + (row - tile.row) * SIDE - tile.column;
      paintCells(tile.cells, at + column, at + next, paint, lay);
      column = next;
    }
  }

  #tileToPaint(index: number): Tile {
    const tile = this.#tiles[index];
    if (tile?.owner === this) {
      tile.most = undefined;
      return tile;
    }
    const { across } = this.geometry;
    const [column, row] = [(index % across) * SIDE, Math.floor(index / across) * SIDE];
    const from = this.#place();
    const cells = this.#room;
    if (tile) cells.set(tile.cells.subarray(tile.from, tile.from + TILE), from);
    else this.#used.push(index);
    const own: Tile = { cells, from, column, row, owner: this, most: undefined, at: 0 };
    this.#tiles[index] = own;
    this.#owned++;
    return own;
  }

  /** Where a new tile's cells begin; all are bare. */
  #place(): number {
    if (this.#taken === this.#room.length) {
      this.#room = roomFor(this.#owned);
      this.#bytes += this.#room.byteLength;
      this.#taken = 0;
    }
    this.#taken += TILE;
    return this.#taken - TILE;
  }
}

const NO_ROOM = new Int32Array(0);
const roomFor = (tiles: number): Int32Array<ArrayBuffer> =>
  new Int32Array(Math.min(MOST, Math.max(FEWEST, tiles)) * TILE).fill(BARE);

export const intersect = (a: Bounds, b: Bounds): Bounds => ({
  left: Math.max(a.left, b.left),
  bottom: Math.max(a.bottom, b.bottom),
  right: Math.min(a.right, b.right),
  top: Math.min(a.top, b.top),
});

/** The box around polygons; an empty one, inside out, for none. */
export function boundsOf(polygons: readonly Polygon[]): Bounds {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of polygons)
    for (let i = 0; i < polygon.length; i += 2) {
      left = Math.min(left, polygon[i]!);
      right = Math.max(right, polygon[i]!);
      bottom = Math.min(bottom, polygon[i + 1]!);
      top = Math.max(top, polygon[i + 1]!);
    }
  return { left, bottom, right, top };
}

/** The box that a polygon is, if it is one. */
function uprightBox(p: Polygon): Bounds | undefined {
  // A closing corner on the first one is as good as none.
  const length = p.length === 10 && p[8] === p[0] && p[9] === p[1] ? 8 : p.length;
  if (length !== 8) return undefined;
  const standing = p[0] === p[2] && p[3] === p[5] && p[4] === p[6] && p[7] === p[1];
  const lying = p[1] === p[3] && p[2] === p[4] && p[5] === p[7] && p[6] === p[0];
  return standing || lying ? boundsOf([p.slice(0, 8)]) : undefined;
}
