/**
 * The outlines of SVG's shapes (SVG 1.1, 8 and 9) as our segments, and its transforms (7.6) as matrices. Path data is
 * read by svgpath, which makes lines and cubics of all that there is.
 */
import svgpath from 'svgpath';
import { apply, concat, IDENTITY, type Matrix, point } from '../../core/geometry.js';
import type { Segment } from '../../frame/frame.js';
import type { Tell } from './svg-paint.js';
import { toUnits } from './svg-paint.js';
import type { Element } from './svg-tree.js';

export const SHAPES: ReadonlySet<string> = new Set([
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
]);

const REDRAW = 'open it in a drawing program, convert the object to a path and save it again';

/** The outline in the element's own coordinates; empty where there is nothing to paint. */
export function outlineOf(element: Element, tell: Tell): Segment[] {
  const number = (name: string, otherwise = 0): number => {
    const value = element.attributes.get(name);
    if (value === undefined || value === 'auto') return otherwise;
    const units = toUnits(value);
    if (units === undefined) tell(`has the ${name} “${value.slice(0, 40)}”`, 'write it as a plain number');
    return units ?? otherwise;
  };
  switch (element.name) {
    case 'path':
      return readPath(element.attributes.get('d') ?? '', tell);
    case 'rect': {
      const [x, y, width, height] = [number('x'), number('y'), number('width'), number('height')];
      if (width <= 0 || height <= 0) return [];
      const [rx, ry] = [number('rx', number('ry')), number('ry', number('rx'))];
      return readPath(
        rectangle(x, y, width, height, Math.min(rx, width / 2), Math.min(ry, height / 2)),
        tell,
      );
    }
    case 'circle':
      return ellipse(number('cx'), number('cy'), number('r'), number('r'), tell);
    case 'ellipse':
      return ellipse(number('cx'), number('cy'), number('rx'), number('ry'), tell);
    case 'line':
      return [
        ['M', number('x1'), number('y1')],
        ['L', number('x2'), number('y2')],
      ];
    default:
      return polygon(element, tell);
  }
}

function rectangle(x: number, y: number, width: number, height: number, rx: number, ry: number): string {
  if (rx <= 0 || ry <= 0) return `M${x} ${y}H${x + width}V${y + height}H${x}Z`;
  const corner = (toX: number, toY: number): string => `A${rx} ${ry} 0 0 1 ${toX} ${toY}`;
  return [
    `M${x + rx} ${y}H${x + width - rx}${corner(x + width, y + ry)}`,
    `V${y + height - ry}${corner(x + width - rx, y + height)}`,
    `H${x + rx}${corner(x, y + height - ry)}V${y + ry}${corner(x + rx, y)}Z`,
  ].join('');
}

function ellipse(cx: number, cy: number, rx: number, ry: number, tell: Tell): Segment[] {
  if (rx <= 0 || ry <= 0) return [];
  const half = (toX: number): string => `A${rx} ${ry} 0 1 1 ${toX} ${cy}`;
  return readPath(`M${cx - rx} ${cy}${half(cx + rx)}${half(cx - rx)}Z`, tell);
}

function polygon(element: Element, tell: Tell): Segment[] {
  const numbers = (element.attributes.get('points') ?? '')
    .trim()
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);
  if (numbers.length % 2 !== 0 || numbers.some((n) => !Number.isFinite(n))) {
    tell('has points that cannot be read', REDRAW);
    return [];
  }
  const path: Segment[] = [];
  for (let i = 0; i < numbers.length; i += 2) path.push([i === 0 ? 'M' : 'L', numbers[i]!, numbers[i + 1]!]);
  return path.length > 0 && element.name === 'polygon' ? [...path, ['Z']] : path;
}

/** Path data → absolute moves, lines and cubics. What cannot be read is told, and nothing of it is painted. */
function readPath(data: string, tell: Tell): Segment[] {
  if (data.trim() === '' || data.trim() === 'none') return [];
  const read = svgpath(data);
  // Its types leave out where it says what was wrong.
  const fault = (read as { readonly err?: string }).err;
  if (fault) {
    tell(`has path data that cannot be read (${fault.replace(/^SvgPath: /, '').slice(0, 80)})`, REDRAW);
    return [];
  }
  const path: Segment[] = [];
  read
    .abs()
    .unshort()
    .unarc()
    .iterate((segment, _, x, y) => {
      switch (segment[0]) {
        case 'M':
        case 'L':
          path.push([segment[0], segment[1], segment[2]]);
          break;
        case 'H':
          path.push(['L', segment[1], y]);
          break;
        case 'V':
          path.push(['L', x, segment[1]]);
          break;
        case 'C':
          path.push([...segment]);
          break;
        case 'Q': {
          // A quadratic's one control point, two thirds of the way from either end.
          const [, cx, cy, toX, toY] = segment;
          const third = (from: number, control: number): number => from + ((control - from) * 2) / 3;
          path.push(['C', third(x, cx), third(y, cy), third(toX, cx), third(toY, cy), toX, toY]);
          break;
        }
        case 'Z':
        case 'z':
          path.push(['Z']);
      }
    });
  return path;
}

/** Characters: what looks for a bracket is asked of short texts alone. */
const LONGEST_TRANSFORM = 1000;

/** A transform list, its last entry applied first. */
export function readTransform(value: string | undefined, tell: Tell): Matrix {
  if (value === undefined || value.trim() === '' || value.trim() === 'none') return IDENTITY;
  const misread = (): Matrix => {
    tell(`has the transform “${value.slice(0, 60)}”`, 'write it as matrix(a b c d e f)');
    return IDENTITY;
  };
  if (value.length > LONGEST_TRANSFORM) return misread();
  let matrix: Matrix = IDENTITY;
  for (const [, name = '', list = ''] of value.matchAll(/([a-zA-Z]+)\s*\(([^()]*)\)/g)) {
    const numbers = list
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    const one = numbers.every(Number.isFinite) ? transformOf(name, numbers) : undefined;
    if (!one) return misread();
    matrix = concat(one, matrix);
  }
  return /^[\s,]*$/.test(value.replace(/[a-zA-Z]+\s*\([^()]*\)/g, '')) ? matrix : misread();
}

function transformOf(name: string, numbers: readonly number[]): Matrix | undefined {
  const [a = 0, b, c, d, e, f] = numbers;
  const turn = (a * Math.PI) / 180;
  switch (`${name} ${numbers.length}`) {
    case 'matrix 6':
      return [a, b!, c!, d!, e!, f!];
    case 'translate 1':
    case 'translate 2':
      return [1, 0, 0, 1, a, b ?? 0];
    case 'scale 1':
    case 'scale 2':
      return [a, 0, 0, b ?? a, 0, 0];
    case 'rotate 1':
    case 'rotate 3': {
      const [cos, sin, x, y] = [Math.cos(turn), Math.sin(turn), b ?? 0, c ?? 0];
      return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
    }
    case 'skewX 1':
      return [1, 0, Math.tan(turn), 1, 0, 0];
    case 'skewY 1':
      return [1, Math.tan(turn), 0, 1, 0, 0];
    default:
      return undefined;
  }
}

/** A path after a matrix. */
export function transformPath(path: readonly Segment[], matrix: Matrix): Segment[] {
  const at = (x: number, y: number): [number, number] => {
    const placed = apply(matrix, point(x, y));
    return [placed.x, placed.y];
  };
  return path.map((s): Segment => {
    if (s[0] === 'Z') return s;
    if (s[0] === 'C') return ['C', ...at(s[1], s[2]), ...at(s[3], s[4]), ...at(s[5], s[6])];
    return [s[0], ...at(s[1], s[2])];
  });
}
