/** Builders for the paths that flyers and sheets are drawn with. */
import type { Box } from '../core/geometry.js';
import type { Segment } from './frame.js';

export const rectPath = (b: Box): Segment[] => [
  ['M', b.x, b.y],
  ['L', b.x + b.width, b.y],
  ['L', b.x + b.width, b.y + b.height],
  ['L', b.x, b.y + b.height],
  ['Z'],
];

export const linePath = (x1: number, y1: number, x2: number, y2: number): Segment[] => [
  ['M', x1, y1],
  ['L', x2, y2],
];

/** The four-curve circle; the constant puts its error below 0.03 % of the radius. */
const KAPPA = 0.5522847498;

export function circlePath(cx: number, cy: number, r: number): Segment[] {
  const k = KAPPA * r;
  return [
    ['M', cx + r, cy],
    ['C', cx + r, cy + k, cx + k, cy + r, cx, cy + r],
    ['C', cx - k, cy + r, cx - r, cy + k, cx - r, cy],
    ['C', cx - r, cy - k, cx - k, cy - r, cx, cy - r],
    ['C', cx + k, cy - r, cx + r, cy - k, cx + r, cy],
    ['Z'],
  ];
}
