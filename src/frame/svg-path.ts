/**
 * SVG path data → segments: how icons are written down. Understands M L H V C A Z, absolute and relative.
 * Arcs become cubics of at most a quarter turn (SVG 1.1, appendix F.6).
 */
import type { Segment } from './frame.js';

/** @throws Error on any other command: icons are ours, so this is a bug, not a user's fault */
export function parsePath(data: string): Segment[] {
  const tokens = data.match(/[a-zA-Z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g) ?? [];
  const out: Segment[] = [];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  let command = '';
  let i = 0;
  const number = (): number => Number(tokens[i++]);
  while (i < tokens.length) {
    if (/[a-zA-Z]/.test(tokens[i] as string)) command = tokens[i++] as string;
    const relative = command === command.toLowerCase();
    const [ox, oy] = relative ? [x, y] : [0, 0];
    switch (command.toUpperCase()) {
      case 'M':
        [x, y] = [ox + number(), oy + number()];
        [startX, startY] = [x, y];
        out.push(['M', x, y]);
        command = relative ? 'l' : 'L';
        break;
      case 'L':
        [x, y] = [ox + number(), oy + number()];
        out.push(['L', x, y]);
        break;
      case 'H':
        x = ox + number();
        out.push(['L', x, y]);
        break;
      case 'V':
        y = oy + number();
        out.push(['L', x, y]);
        break;
      case 'C': {
        const c = [
          ox + number(),
          oy + number(),
          ox + number(),
          oy + number(),
          ox + number(),
          oy + number(),
        ] as const;
        out.push(['C', ...c]);
        [x, y] = [c[4], c[5]];
        break;
      }
      case 'A': {
        const [rx, ry, turn, large, sweep] = [number(), number(), number(), number(), number()];
        const [toX, toY] = [ox + number(), oy + number()];
        out.push(...arc(x, y, rx, ry, turn, large !== 0, sweep !== 0, toX, toY));
        [x, y] = [toX, toY];
        break;
      }
      case 'Z':
        out.push(['Z']);
        [x, y] = [startX, startY];
        break;
      default:
        throw new Error(`parsePath: “${command}” is not understood in ${data}`);
    }
  }
  return out;
}

function arc(
  x1: number,
  y1: number,
  rx0: number,
  ry0: number,
  turn: number,
  large: boolean,
  sweep: boolean,
  x2: number,
  y2: number,
): Segment[] {
  const phi = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(phi), Math.sin(phi)];
  const [dx, dy] = [(x1 - x2) / 2, (y1 - y2) / 2];
  const [px, py] = [cos * dx + sin * dy, -sin * dx + cos * dy];
  const grow = Math.max(1, Math.sqrt((px * px) / (rx0 * rx0) + (py * py) / (ry0 * ry0)));
  const [rx, ry] = [rx0 * grow, ry0 * grow];
  const root = Math.sqrt(
    Math.max(
      0,
      (rx * rx * ry * ry - rx * rx * py * py - ry * ry * px * px) / (rx * rx * py * py + ry * ry * px * px),
    ),
  );
  const sign = large === sweep ? -1 : 1;
  const [cpx, cpy] = [(sign * root * rx * py) / ry, (-sign * root * ry * px) / rx];
  const [cx, cy] = [cos * cpx - sin * cpy + (x1 + x2) / 2, sin * cpx + cos * cpy + (y1 + y2) / 2];
  const from = Math.atan2((py - cpy) / ry, (px - cpx) / rx);
  let sweepAngle = Math.atan2((-py - cpy) / ry, (-px - cpx) / rx) - from;
  if (sweep && sweepAngle < 0) sweepAngle += 2 * Math.PI;
  if (!sweep && sweepAngle > 0) sweepAngle -= 2 * Math.PI;

  const pieces = Math.ceil(Math.abs(sweepAngle) / (Math.PI / 2) - 1e-9);
  const step = sweepAngle / pieces;
  const k = (4 / 3) * Math.tan(step / 4);
  const at = (ux: number, uy: number): [number, number] => [
    cx + cos * rx * ux - sin * ry * uy,
    cy + sin * rx * ux + cos * ry * uy,
  ];
  return Array.from({ length: pieces }, (_, n): Segment => {
    const [a, b] = [from + n * step, from + (n + 1) * step];
    const [ca, sa, cb, sb] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)];
    return ['C', ...at(ca - k * sa, sa + k * ca), ...at(cb + k * sb, sb - k * cb), ...at(cb, sb)];
  });
}
