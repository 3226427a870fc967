/** SVG path data: commands, and arcs against points of the circles and ellipses they are part of. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Segment } from '../../src/frame/frame.js';
import { circlePath } from '../../src/frame/path.js';
import { parsePath } from '../../src/frame/svg-path.js';

/** Points on the cubics of a path, eight a curve. */
function sample(path: readonly Segment[]): [number, number][] {
  const points: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const s of path) {
    if (s[0] === 'C') {
      const [, x1, y1, x2, y2, x3, y3] = s;
      for (let i = 1; i <= 8; i++) {
        const [t, u] = [i / 8, 1 - i / 8];
        points.push([
          u ** 3 * x + 3 * u * u * t * x1 + 3 * u * t * t * x2 + t ** 3 * x3,
          u ** 3 * y + 3 * u * u * t * y1 + 3 * u * t * t * y2 + t ** 3 * y3,
        ]);
      }
      [x, y] = [x3, y3];
    } else if (s[0] !== 'Z') [x, y] = [s[1], s[2]];
  }
  return points;
}
const end = (path: readonly Segment[]): number[] => path.at(-1)!.slice(-2) as number[];

describe('commands', () => {
  test('absolute and relative say the same', () => {
    const absolute = parsePath('M10 20 L30 20 H50 V60 C50 70 40 80 30 80 Z');
    expect(parsePath('m10 20 l20 0 h20 v40 c0 10 -10 20 -20 20 z')).toEqual(absolute);
    expect(absolute).toEqual([
      ['M', 10, 20],
      ['L', 30, 20],
      ['L', 50, 20],
      ['L', 50, 60],
      ['C', 50, 70, 40, 80, 30, 80],
      ['Z'],
    ]);
  });

  test('numbers after a move are lines, and a repeated command may be left out', () => {
    expect(parsePath('M0 0 1 1 2 0')).toEqual(parsePath('M0 0 L1 1 L2 0'));
    expect(parsePath('m1 1 1 1')).toEqual(parsePath('M1 1 L2 2'));
    expect(parsePath('M0 0 l1 0 0 1')).toEqual(parsePath('M0 0 L1 0 L1 1'));
  });

  test('after closing, relative commands go on from the start of the figure', () => {
    expect(parsePath('M5 5 h10 v10 z l1 1')).toEqual([
      ['M', 5, 5],
      ['L', 15, 5],
      ['L', 15, 15],
      ['Z'],
      ['L', 6, 6],
    ]);
  });

  test('numbers need no spaces where a sign or a second point parts them', () => {
    expect(parsePath('M.5-.5L1.5.5')).toEqual([
      ['M', 0.5, -0.5],
      ['L', 1.5, 0.5],
    ]);
  });

  test('a command that is not understood is an error, not a hole in an icon', () => {
    expect(() => parsePath('M0 0 Q 1 1 2 2')).toThrow(/“Q” is not understood/);
    expect(() => parsePath('M0 0 S 1 1 2 2')).toThrow(/not understood/);
  });
});

describe('arcs', () => {
  test.each([
    ['a quarter', 'M10 0 A10 10 0 0 1 0 10', [0, 10], 1],
    ['a half', 'M10 0 A10 10 0 0 1 -10 0', [-10, 0], 2],
    ['three quarters, the large way', 'M10 0 A10 10 0 1 0 0 10', [0, 10], 3],
    ['a quarter, relative', 'M10 0 a10 10 0 0 1 -10 10', [0, 10], 1],
  ])('%s of a circle ends where it should and stays on it', (_, data, [x, y], curves) => {
    const path = parsePath(data);
    expect(end(path)[0]).toBeCloseTo(x!, 9);
    expect(end(path)[1]).toBeCloseTo(y!, 9);
    expect(path.filter((s) => s[0] === 'C')).toHaveLength(curves);
    for (const [px, py] of sample(path)) expect(Math.hypot(px, py)).toBeCloseTo(10, 2);
  });

  test('the sweep flag chooses the side: 1 turns with the clock, y growing downwards', () => {
    const middle = (data: string): [number, number] => sample(parsePath(data))[3]!;
    expect(middle('M10 0 A10 10 0 0 1 0 10').map(Math.round)).toEqual([7, 7]);
    // The other small arc bulges towards the origin: its circle is around (10, 10).
    expect(middle('M10 0 A10 10 0 0 0 0 10').map(Math.round)).toEqual([3, 3]);
  });

  test('radii that are too small grow until they reach (SVG 1.1, F.6.6)', () => {
    const path = parsePath('M-10 0 A1 1 0 0 1 10 0');
    expect(end(path)[0]).toBeCloseTo(10, 9);
    for (const [x, y] of sample(path)) expect(Math.hypot(x, y)).toBeCloseTo(10, 2);
  });

  test('any arc of any turned ellipse ends at its end, and every point of it lies on one ellipse of its shape', () => {
    const angle = fc.double({ min: 0.1, max: 2 * Math.PI - 0.1, noNaN: true });
    const radius = fc.integer({ min: 5, max: 40 });
    fc.assert(
      fc.property(
        radius,
        radius,
        fc.integer({ min: 0, max: 180 }),
        angle,
        angle,
        fc.boolean(),
        (rx, ry, turn, from, by, sweep) => {
          fc.pre(Math.abs(by - Math.PI) > 0.05);
          const phi = (turn * Math.PI) / 180;
          const at = (t: number): [number, number] => [
            50 + rx * Math.cos(t) * Math.cos(phi) - ry * Math.sin(t) * Math.sin(phi),
            50 + rx * Math.cos(t) * Math.sin(phi) + ry * Math.sin(t) * Math.cos(phi),
          ];
          const to = sweep ? from + by : from - by;
          const [[x1, y1], [x2, y2]] = [at(from), at(to)];
          const path = parsePath(
            `M${x1.toFixed(6)} ${y1.toFixed(6)} A${rx} ${ry} ${turn} ${by > Math.PI ? 1 : 0} ${sweep ? 1 : 0} ${x2.toFixed(6)} ${y2.toFixed(6)}`,
          );
          expect(end(path)[0]).toBeCloseTo(x2, 4);
          expect(end(path)[1]).toBeCloseTo(y2, 4);
          for (const [px, py] of sample(path)) {
            const [dx, dy] = [px - 50, py - 50];
            const u = (dx * Math.cos(phi) + dy * Math.sin(phi)) / rx;
            const v = (-dx * Math.sin(phi) + dy * Math.cos(phi)) / ry;
            expect(Math.abs(Math.hypot(u, v) - 1)).toBeLessThan(0.002);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

test('the four-curve circle is round to 0.03 % of its radius', () => {
  for (const [x, y] of sample(circlePath(24, 21.5, 19)))
    expect(Math.abs(Math.hypot(x - 24, y - 21.5) - 19) / 19).toBeLessThan(0.0003);
});
