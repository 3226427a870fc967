/** Sizes, boxes, insets and affine matrices, in points with y growing downwards. Pure values, no state. */
import { type Pt, pt } from './units.js';

export interface Size {
  readonly width: Pt;
  readonly height: Pt;
}

export interface Point {
  readonly x: Pt;
  readonly y: Pt;
}

/** A rectangle by its top left corner. */
export interface Box {
  readonly x: Pt;
  readonly y: Pt;
  readonly width: Pt;
  readonly height: Pt;
}

/** Distances outwards (a bleed) or inwards (a margin) from the four edges. */
export interface Insets {
  readonly top: Pt;
  readonly right: Pt;
  readonly bottom: Pt;
  readonly left: Pt;
}

/** PDF order: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
export const NO_INSETS: Insets = { top: pt(0), right: pt(0), bottom: pt(0), left: pt(0) };

export const size = (width: number, height: number): Size => ({ width: pt(width), height: pt(height) });
export const point = (x: number, y: number): Point => ({ x: pt(x), y: pt(y) });
export const box = (x: number, y: number, width: number, height: number): Box => ({
  x: pt(x),
  y: pt(y),
  width: pt(width),
  height: pt(height),
});
export const allSides = (n: number): Insets => ({ top: pt(n), right: pt(n), bottom: pt(n), left: pt(n) });

/** Grows a box outwards by insets. */
export function outset(inner: Box, by: Insets): Box {
  return box(
    inner.x - by.left,
    inner.y - by.top,
    inner.width + by.left + by.right,
    inner.height + by.top + by.bottom,
  );
}

export const translate = (x: number, y: number): Matrix => [1, 0, 0, 1, x, y];
export const scale = (x: number, y: number = x): Matrix => [x, 0, 0, y, 0, 0];

/** The matrix that applies `first`, then `second`. */
export function concat(first: Matrix, second: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [A, B, C, D, E, F] = second;
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
}

export function apply(matrix: Matrix, p: Point): Point {
  const [a, b, c, d, e, f] = matrix;
  return point(a * p.x + c * p.y + e, b * p.x + d * p.y + f);
}

/** The smallest upright box around a transformed box. Asked for every glyph run and shape of every page. */
export function applyToBox([a, b, c, d, e, f]: Matrix, { x, y, width, height }: Box): Box {
  const [right, bottom] = [x + width, y + height];
  const [ax, ar, cy, cb] = [a * x, a * right, c * y, c * bottom];
  const [bx, br, dy, db] = [b * x, b * right, d * y, d * bottom];
  const [x1, x2, x3, x4] = [ax + cy + e, ar + cy + e, ax + cb + e, ar + cb + e];
  const [y1, y2, y3, y4] = [bx + dy + f, br + dy + f, bx + db + f, br + db + f];
  const left = Math.min(x1, x2, x3, x4);
  const top = Math.min(y1, y2, y3, y4);
  return box(left, top, Math.max(x1, x2, x3, x4) - left, Math.max(y1, y2, y3, y4) - top);
}

/** Whether two boxes share more than an edge. */
export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Whether `outer` holds all of `inner`, within a hundredth of a point. */
export function contains(outer: Box, inner: Box): boolean {
  const slack = 0.01;
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}
