/**
 * How much ink lies where on a page: a grid of cells, each with what every plate carries, in tiles that forms and
 * pages share until one of them paints on. So 60,000 pages that use one design paint it once.
 *
 * A cell is painted if its middle is: shapes thinner than a cell (STEP, about 0.7 mm) are not counted, since the limit
 * is about areas. Clips count with their bounding box. Transparent paint is added to what lies beneath, never less
 * than what it becomes. Text counts as boxes of half its height, and takes nothing away. RGB counts as no ink.
 */
import { PLATES as ALL_PLATES, type Coat, UNTOUCHED as NOTHING } from './inks.js';

// Of this module's own: in loops over millions of cells, a constant from another module costs tests dearly.
const PLATES = ALL_PLATES;
const UNTOUCHED = NOTHING;

/** Points. */
const STEP = 2;
/** Cells along a tile. */
const SIDE = 16;
const TILE_BYTES = SIDE * SIDE * PLATES;
/** More cells than this, and they grow. */
const MAX_CELLS = 1 << 20;

export interface Bounds {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** `over`: paint as the coat says. `add`: transparent. `most`: keep whichever of the two is more. */
export type Lay = 'over' | 'add' | 'most';

interface Tile {
  readonly cells: Uint8Array;
  /** The map that may paint on it; to all others it is as it is. */
  readonly owner: InkMap;
  /** The most ink in a cell, and which; counted when asked for. */
  most: number | undefined;
  at: number;
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

  /** Bytes. */
  get size(): number {
    return this.#owned * TILE_BYTES;
  }

  /** Lays a coat over the inside of polygons, as far as it lies in `clip`. */
  fill(polygons: readonly Polygon[], evenOdd: boolean, clip: Bounds, coat: Coat, lay: Lay): void {
    if (coat.every((n) => n === UNTOUCHED)) return;
    const box = this.#cellsIn(clip);
    if (box.c1 < box.c0 || box.r1 < box.r0) return;
    const upright = polygons.length === 1 ? uprightBox(polygons[0]!) : undefined;
    if (upright) {
      const { c0, r0, c1, r1 } = this.#cellsIn(intersect(upright, clip));
      for (let row = r0; row <= r1; row++) this.#span(row, c0, c1, coat, lay);
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
        this.#span(row, from, to, coat, lay);
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
      const { cells } = this.#tileToPaint(index);
      for (let i = 0; i < TILE_BYTES; i++) if (tile.cells[i] !== UNTOUCHED) cells[i] = tile.cells[i]!;
      this.#effort.cells += SIDE * SIDE;
    }
  }

  /** Paints every cell of a quadrilateral with what `coatAt` says for its middle. */
  sample(polygon: Polygon, clip: Bounds, coatAt: (x: number, y: number) => Coat | undefined): void {
    const { left, bottom, step } = this.geometry;
    const { c0, r0, c1, r1 } = this.#cellsIn(intersect(boundsOf([polygon]), clip));
    for (let row = r0; row <= r1; row++)
      for (let column = c0; column <= c1; column++) {
        const coat = coatAt(left + (column + 0.5) * step, bottom + (row + 0.5) * step);
        if (coat) this.#span(row, column, column, coat, 'over');
      }
  }

  /** Where most ink lies inside `inside`, and how much of it is over a limit. */
  most(inside: Bounds, limit: number): Most | undefined {
    const { left, bottom, step, across } = this.geometry;
    const { c0, r0, c1, r1 } = this.#cellsIn(inside);
    let percent = 0;
    let best = -1;
    let cells = 0;
    const edge: number[] = [];
    for (const index of this.#used) {
      const tile = this.#tiles[index]!;
      if (tile.most === undefined) findMost(tile);
      const [column, row] = [(index % across) * SIDE, Math.floor(index / across) * SIDE];
      const whole = column >= c0 && row >= r0 && column + SIDE - 1 <= c1 && row + SIDE - 1 <= r1;
      if (!whole || tile.most! > limit) edge.push(index);
      else if (tile.most! > percent) {
        percent = tile.most!;
        best = index * SIDE * SIDE + tile.at;
      }
    }
    // Tiles that the box cuts, or with too much ink, are looked at cell by cell.
    for (const index of edge) {
      const tile = this.#tiles[index]!;
      if (tile.most! <= percent && tile.most! <= limit) continue;
      const [column, row] = [(index % across) * SIDE, Math.floor(index / across) * SIDE];
      for (let i = 0; i < SIDE * SIDE; i++) {
        const [c, r] = [column + (i % SIDE), row + Math.floor(i / SIDE)];
        if (c < c0 || c > c1 || r < r0 || r > r1) continue;
        const ink = inkAt(tile.cells, i);
        if (ink > limit) cells++;
        if (ink > percent) {
          percent = ink;
          best = index * SIDE * SIDE + i;
        }
      }
    }
    if (best === -1) return undefined;
    const [index, i] = [Math.floor(best / (SIDE * SIDE)), best % (SIDE * SIDE)];
    const [c, r] = [
      (index % across) * SIDE + (i % SIDE),
      Math.floor(index / across) * SIDE + Math.floor(i / SIDE),
    ];
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

  #span(row: number, from: number, to: number, coat: Coat, lay: Lay): void {
    if (to < from || this.#effort.cells > this.#effort.limit) return;
    this.#effort.cells += to - from + 1;
    this.added ||= lay === 'add';
    const { across } = this.geometry;
    for (let column = from; column <= to; ) {
      const index = Math.floor(row / SIDE) * across + Math.floor(column / SIDE);
      const { cells } = this.#tileToPaint(index);
      const end = Math.min(to, (Math.floor(column / SIDE) + 1) * SIDE - 1);
      let at = ((row % SIDE) * SIDE + (column % SIDE)) * PLATES;
      for (; column <= end; column++, at += PLATES) layCell(cells, at, coat, lay);
    }
  }

  #tileToPaint(index: number): Tile {
    const tile = this.#tiles[index];
    if (tile?.owner === this) {
      tile.most = undefined;
      return tile;
    }
    const cells = tile ? tile.cells.slice() : new Uint8Array(TILE_BYTES).fill(UNTOUCHED);
    const own: Tile = { cells, owner: this, most: undefined, at: 0 };
    if (!tile) this.#used.push(index);
    this.#tiles[index] = own;
    this.#owned++;
    return own;
  }
}

function layCell(cells: Uint8Array, at: number, coat: Coat, lay: Lay): void {
  if (lay === 'most') {
    let [here, there] = [0, 0];
    for (let i = 0; i < PLATES; i++) {
      here += cells[at + i] === UNTOUCHED ? 0 : cells[at + i]!;
      there += coat[i] === UNTOUCHED ? 0 : coat[i]!;
    }
    if (there <= here) return;
  }
  for (let i = 0; i < PLATES; i++) {
    const ink = coat[i]!;
    if (ink === UNTOUCHED) continue;
    const below = cells[at + i]!;
    cells[at + i] = lay === 'add' && below !== UNTOUCHED ? Math.min(100, below + ink) : ink;
  }
}

function inkAt(cells: Uint8Array, cell: number): number {
  let sum = 0;
  for (let i = cell * PLATES; i < (cell + 1) * PLATES; i++) if (cells[i] !== UNTOUCHED) sum += cells[i]!;
  return sum;
}

function findMost(tile: Tile): void {
  let most = 0;
  let at = 0;
  for (let cell = 0; cell < SIDE * SIDE; cell++) {
    const ink = inkAt(tile.cells, cell);
    if (ink <= most) continue;
    most = ink;
    at = cell;
  }
  tile.most = most;
  tile.at = at;
}

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
