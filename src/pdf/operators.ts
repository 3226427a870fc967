/** Matrices, paths, pens and inks → operators (ISO 32000-1, 8). Colours are inks: DeviceCMYK and Separation, never DeviceGray. */
import { type Color, isPaper, totalInk } from '../core/color.js';
import type { Box, Matrix } from '../core/geometry.js';
import type { PathItem, Segment } from '../frame/frame.js';
import { dict, formatName, formatNumber as n, name, type PdfValue } from './value.js';

export const formatMatrix = (m: Matrix): string => m.map(n).join(' ');
export const isIdentity = (m: Matrix): boolean => m.every((v, i) => v === (i === 0 || i === 3 ? 1 : 0));
export const rectangle = (b: Box): string => `${n(b.x)} ${n(b.y)} ${n(b.width)} ${n(b.height)} re`;

/** Of signs and codes, which come again with every flyer. */
const written = new WeakMap<readonly Segment[], string>();

/** Path construction; an upright rectangle drawn as rectPath draws it becomes `re`, the same subpath. */
export function pathOperators(path: readonly Segment[]): string {
  const operators = written.get(path) ?? writePath(path);
  written.set(path, operators);
  return operators;
}

function writePath(path: readonly Segment[]): string {
  const out: string[] = [];
  for (let i = 0; i < path.length; i++) {
    const box = rectangleAt(path, i);
    if (box) {
      out.push(box);
      i += 4;
      continue;
    }
    const s = path[i]!;
    switch (s[0]) {
      case 'M':
        out.push(`${n(s[1])} ${n(s[2])} m`);
        break;
      case 'L':
        out.push(`${n(s[1])} ${n(s[2])} l`);
        break;
      case 'C':
        out.push(`${n(s[1])} ${n(s[2])} ${n(s[3])} ${n(s[4])} ${n(s[5])} ${n(s[6])} c`);
        break;
      case 'Z':
        out.push('h');
    }
  }
  return out.join(' ');
}

function rectangleAt(path: readonly Segment[], i: number): string | undefined {
  const [a, b, c, d, end] = [path[i], path[i + 1], path[i + 2], path[i + 3], path[i + 4]];
  if (a?.[0] !== 'M' || b?.[0] !== 'L' || c?.[0] !== 'L' || d?.[0] !== 'L' || end?.[0] !== 'Z')
    return undefined;
  if (a[2] !== b[2] || b[1] !== c[1] || c[2] !== d[2] || d[1] !== a[1]) return undefined;
  return `${n(a[1])} ${n(a[2])} ${n(b[1] - a[1])} ${n(c[2] - b[2])} re`;
}

const CAPS = { butt: 0, round: 1, square: 2 };
const JOINS = { miter: 0, round: 1, bevel: 2 };

/** All five parameters, every time: a form starts with whatever its user had set. */
export function penOperators(stroke: NonNullable<PathItem['stroke']>): string {
  const dash = (stroke.dash ?? []).map(n).join(' ');
  return `${n(stroke.width)} w ${CAPS[stroke.cap ?? 'butt']} J ${JOINS[stroke.join ?? 'miter']} j 10 M [${dash}] 0 d`;
}

export function colorOperator(
  color: Color,
  use: 'fill' | 'stroke',
  spaces: Record<string, PdfValue>,
): string {
  const fill = use === 'fill';
  if (color.kind === 'k' || color.kind === 'cmyk') {
    return `${processInks(color)
      .map((v) => n(v / 100))
      .join(' ')} ${fill ? 'k' : 'K'}`;
  }
  const ink = color.kind === 'all' ? 'All' : color.name;
  const alternate: Color =
    color.kind === 'all' ? { kind: 'cmyk', c: 100, m: 100, y: 100, k: 100 } : color.alt;
  const space = separation(ink, alternate);
  // One ink name has one alternate in a file; a second alternate would get a second name here.
  let key = `CS${ink}`;
  while (spaces[key] !== undefined && JSON.stringify(spaces[key]) !== JSON.stringify(space)) key += '+';
  spaces[key] = space;
  return `${formatName(key)} ${fill ? 'cs' : 'CS'} ${n(color.tint / 100)} ${fill ? 'scn' : 'SCN'}`;
}

/** A Separation space over DeviceCMYK, its tint linear (8.6.6.4). */
export function separation(ink: string, alternate: Color): PdfValue {
  const full = processInks(alternate).map((v) => v / 100);
  return [
    name('Separation'),
    name(ink),
    name('DeviceCMYK'),
    dict({ FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: full, N: 1 }),
  ];
}

/** Cyan, magenta, yellow and black in percent. */
function processInks(color: Color): [number, number, number, number] {
  if (isPaper(color)) return [0, 0, 0, 0];
  switch (color.kind) {
    case 'k':
      return [0, 0, 0, color.k];
    case 'cmyk':
      return [color.c, color.m, color.y, color.k];
    case 'spot': {
      const [c, m, y, k] = processInks(color.alt);
      const part = color.tint / 100;
      return [c * part, m * part, y * part, k * part];
    }
    case 'all': {
      const each = totalInk(color) / 4;
      return [each, each, each, each];
    }
  }
}
