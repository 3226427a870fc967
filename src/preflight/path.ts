/** Paths while they are built, flattened, in the page's own space. */
import type { Matrix } from '../core/geometry.js';
import { type Bounds, boundsOf, type Polygon } from './ink-map.js';

/** Pieces of a curve: at 2 pt a cell, no more are seen. */
const PIECES = 8;
/** Coordinates of one path; noise could make any number. */
const MAX_COORDINATES = 4_000_000;

export class Path {
  #subpaths: number[][] = [];
  #current: number[] | undefined;
  #count = 0;
  #x = 0;
  #y = 0;

  get polygons(): readonly Polygon[] {
    return this.#subpaths;
  }
  get bounds(): Bounds {
    return boundsOf(this.#subpaths);
  }
  clear(): void {
    if (this.#subpaths.length > 0) this.#subpaths = [];
    this.#current = undefined;
    this.#count = 0;
  }

  /** Carries out an operator that builds a path; `n` gives its numbers. False for any other. */
  build(word: string, m: Matrix, n: (i: number) => number): boolean {
    switch (word) {
      case 'm':
        this.move(m, n(0), n(1));
        return true;
      case 'l':
        this.line(m, n(0), n(1));
        return true;
      case 'c':
        this.curve(m, n(0), n(1), n(2), n(3), n(4), n(5));
        return true;
      case 'v':
        // The first control point is where the pen stands.
        this.curve(m, this.#x, this.#y, n(0), n(1), n(2), n(3));
        return true;
      case 'y':
        this.curve(m, n(0), n(1), n(2), n(3), n(2), n(3));
        return true;
      case 're':
        this.rectangle(m, n(0), n(1), n(2), n(3));
        return true;
      case 'h':
        this.close();
        return true;
      default:
        return false;
    }
  }

  move(m: Matrix, x: number, y: number): void {
    this.#current = undefined;
    this.#start(m, x, y);
  }
  line(m: Matrix, x: number, y: number): void {
    this.#current ??= this.#start(m, this.#x, this.#y);
    this.#push(m, x, y);
  }
  curve(m: Matrix, x1: number, y1: number, x2: number, y2: number, x3: number, y3: number): void {
    const [x0, y0] = [this.#x, this.#y];
    for (let i = 1; i <= PIECES; i++) {
      const t = i / PIECES;
      const u = 1 - t;
      this.line(
        m,
        u * u * u * x0 + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t * t * t * x3,
        u * u * u * y0 + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t * t * t * y3,
      );
    }
  }
  rectangle(m: Matrix, x: number, y: number, width: number, height: number): void {
    this.move(m, x, y);
    this.line(m, x + width, y);
    this.line(m, x + width, y + height);
    this.line(m, x, y + height);
    this.close();
  }
  close(): void {
    this.#current = undefined;
  }

  #start(m: Matrix, x: number, y: number): number[] {
    const made: number[] = [];
    this.#current = made;
    this.#subpaths.push(made);
    this.#push(m, x, y);
    return made;
  }

  #push([a, b, c, d, e, f]: Matrix, x: number, y: number): void {
    this.#x = x;
    this.#y = y;
    this.#count += 2;
    if (this.#count > MAX_COORDINATES) return;
    this.#current!.push(a * x + c * y + e, b * x + d * y + f);
  }
}

/** The outline of a line of some width along each piece of polygons. */
export function strokePolygons(polygons: readonly Polygon[], width: number, closed: boolean): Polygon[] {
  const out: Polygon[] = [];
  for (const p of polygons)
    for (let i = 0; i + (closed ? 0 : 2) < p.length; i += 2) {
      const j = (i + 2) % p.length;
      const [dx, dy] = [p[j]! - p[i]!, p[j + 1]! - p[i + 1]!];
      const length = Math.hypot(dx, dy);
      if (length === 0) continue;
      const [nx, ny] = [(-dy / length) * (width / 2), (dx / length) * (width / 2)];
      const [x0, y0, x1, y1] = [p[i]!, p[i + 1]!, p[j]!, p[j + 1]!];
      out.push([x0 + nx, y0 + ny, x1 + nx, y1 + ny, x1 - nx, y1 - ny, x0 - nx, y0 - ny]);
    }
  return out;
}
