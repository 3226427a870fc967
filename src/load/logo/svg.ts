/**
 * An SVG logo → a Drawing in inks: it stays vector, and what is black stays on the black plate.
 *
 * Read: paths, basic shapes, groups, transforms, solid fills and strokes, viewBox; titles, descriptions and the notes
 * of drawing programs are passed over. Everything else is refused by the name of its element, with file and line, all
 * of it together: a logo that lost its gradient or its lettering without a word would be worse than none.
 * Nothing is fetched, and no entity is resolved (svg-tree.ts).
 */
import { type Color, PAPER, totalInk } from '../../core/color.js';
import {
  type Diagnostic,
  type DiagnosticCode,
  type FilePlace,
  failOnErrors,
  KyrError,
} from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { concat, type Matrix } from '../../core/geometry.js';
import { pt } from '../../core/units.js';
import type { World } from '../../core/world.js';
import type { Drawing, Item, PathItem, Segment } from '../../frame/frame.js';
import type { Rgb } from '../screen-color.js';
import { inksOf, type Separation } from '../separation.js';
import {
  INITIAL_PAINT,
  type Paint,
  paintOf,
  readStyleSheet,
  type StyleSheet,
  type Tell,
  toUnits,
} from './svg-paint.js';
import { outlineOf, readTransform, SHAPES, transformPath } from './svg-shapes.js';
import { type Element, isFault, readSvgTree, SVG_LIMITS } from './svg-tree.js';

/** Units along the longer side of a Drawing: writers round to thousandths of a unit. */
const SIDE = 1000;
/** More findings than this help nobody. */
const MOST_FINDINGS = 12;

/** What to do about an element that is refused. */
const HINTS: Readonly<Record<string, string>> = {
  text: 'convert the letters to outlines (paths): no font is loaded for a logo',
  image: 'a picture inside: trace it, or save the whole logo as PNG',
  use: 'expand symbols and clones before saving',
  symbol: 'expand symbols and clones before saving',
  linearGradient: 'give it a solid colour: gradients are not read',
  radialGradient: 'give it a solid colour: gradients are not read',
  pattern: 'give it a solid colour: patterns are not read',
  script: 'take it out: a logo runs nothing',
  foreignObject: 'take it out: only shapes are read',
};
const HINT = 'save the logo as plain SVG with paths and solid colours, or as PNG';

/** Elements that paint nothing: passed over with all they hold. */
const SILENT: ReadonlySet<string> = new Set(['title', 'desc', 'metadata']);

/** A shape in the coordinates of the Drawing, its colours still those of a screen. */
interface Shape {
  readonly path: readonly Segment[];
  readonly paint: Paint;
  readonly strokeWidth: number;
  readonly dash: readonly number[];
}

/**
 * @param shown the file's name in messages
 * @throws KyrError KYR340 for what is not read, KYR341 for what is no SVG, KYR342 for what is too large
 */
export async function readSvgLogo(
  bytes: Uint8Array,
  shown: string,
  separation: Separation,
  digest: World['digest'],
): Promise<Drawing> {
  const root = readSvgTree(bytes, shown);
  if (isFault(root)) {
    const code = root.kind === 'limit' ? CODE.svgLimit : CODE.svgSyntax;
    throw new KyrError([finding(code, `the logo ${root.message}`, HINT, root.at)]);
  }
  const found: Diagnostic[] = [];
  const view = viewOf(root, found);
  const shapes = collectShapes(root, view.matrix, found);
  failOnErrors(found.slice(0, MOST_FINDINGS));
  if (shapes.length === 0)
    throw new KyrError([finding(CODE.svgSyntax, 'the logo paints nothing', HINT, { file: shown })]);
  const items = await toItems(shapes, separation);
  const { width, height } = view;
  return { digest: digest(JSON.stringify([width, height, items])), width, height, items };
}

const finding = (code: DiagnosticCode, message: string, hint: string, at: FilePlace): Diagnostic => ({
  code,
  level: 'error',
  message,
  hint,
  at,
});

interface View {
  readonly width: number;
  readonly height: number;
  readonly matrix: Matrix;
}

/** From viewBox, else from width and height, to a Drawing of SIDE units. */
function viewOf(root: Element, found: Diagnostic[]): View {
  const own = root.attributes
    .get('viewBox')
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const size = ['width', 'height'].map((name) => toUnits(root.attributes.get(name) ?? '') ?? Number.NaN);
  const [x, y, width, height] = own ?? [0, 0, ...size];
  const usable =
    [x, y, width, height].every((n) => n !== undefined && Number.isFinite(n)) &&
    width! > 0 &&
    height! > 0 &&
    Math.max(width! / height!, height! / width!) <= 100;
  if (!usable) {
    found.push(
      finding(
        CODE.svgSyntax,
        'the logo has neither a viewBox nor a width and a height that can be read',
        HINT,
        root.at,
      ),
    );
    return { width: SIDE, height: SIDE, matrix: [1, 0, 0, 1, 0, 0] };
  }
  const scale = SIDE / Math.max(width!, height!);
  const round = (length: number): number => Math.round(length * scale * 1000) / 1000;
  return {
    width: round(width!),
    height: round(height!),
    matrix: [scale, 0, 0, scale, -x! * scale, -y! * scale],
  };
}

function collectShapes(root: Element, view: Matrix, found: Diagnostic[]): Shape[] {
  const shapes: Shape[] = [];
  let segments = 0;
  const tellOf =
    (element: Element): Tell =>
    (what, hint) => {
      const message = `<${element.name}> ${what}`;
      // Two shapes of one element may ask for the same attribute.
      if (!found.some((d) => d.message === message && d.at === element.at))
        found.push(finding(CODE.svgRefused, message, hint, element.at));
    };
  const refuse = (element: Element): void => {
    found.push(
      finding(
        CODE.svgRefused,
        `<${element.name}> is not read from a logo`,
        HINTS[element.name] ?? HINT,
        element.at,
      ),
    );
  };
  const sheet = collectStyles(root, tellOf);

  const visit = (element: Element, outer: Paint, matrix: Matrix): void => {
    if (SILENT.has(element.name) || element.name === 'style') return;
    const tell = tellOf(element);
    if (element.name === 'defs') {
      // Paints nothing by itself; what it holds is there to be referred to.
      for (const child of element.children)
        if (!SILENT.has(child.name) && child.name !== 'style') refuse(child);
      return;
    }
    const isGroup = element.name === 'g' || element === root;
    if (!isGroup && !SHAPES.has(element.name)) {
      refuse(element);
      return;
    }
    const paint = paintOf(element, outer, sheet, tell);
    if (!paint) return;
    const inside =
      element === root ? matrix : concat(readTransform(element.attributes.get('transform'), tell), matrix);
    if (isGroup) {
      for (const child of element.children) visit(child, paint, inside);
      return;
    }
    if (!paint.visible || (!paint.fill && !paint.stroke)) return;
    const path = transformPath(outlineOf(element, tell), inside);
    segments += path.length;
    if (segments > SVG_LIMITS.segments) return;
    if (path.some((s) => s.some((v) => typeof v === 'number' && !(Math.abs(v) < 1e6))))
      tell('reaches farther than a logo can', 'draw it at a size near that of its viewBox');
    const scale = strokeScale(inside);
    const stroked = paint.stroke !== undefined && paint.strokeWidth > 0;
    if (stroked && scale === undefined)
      tell(
        'has a stroke that is stretched more one way than the other',
        'convert strokes to outlines (paths)',
      );
    if (path.length > 0)
      shapes.push({
        path,
        paint: stroked ? paint : { ...paint, stroke: undefined },
        strokeWidth: paint.strokeWidth * (scale ?? 1),
        dash: paint.dash.map((n) => n * (scale ?? 1)),
      });
  };
  visit(root, INITIAL_PAINT, view);
  if (segments > SVG_LIMITS.segments)
    found.push(
      finding(
        CODE.svgLimit,
        `the logo has ${segments} path segments, more than ${SVG_LIMITS.segments}`,
        'simplify its paths, or save it as PNG',
        root.at,
      ),
    );
  return shapes;
}

/** All style sheets of the file hold for all of it, wherever they stand. */
function collectStyles(root: Element, tellOf: (element: Element) => Tell): StyleSheet {
  const sheet = new Map<string, ReadonlyMap<string, string>>();
  const visit = (element: Element): void => {
    if (element.name === 'style')
      for (const [name, rule] of readStyleSheet(element.text, tellOf(element)))
        sheet.set(name, new Map([...(sheet.get(name) ?? []), ...rule]));
    for (const child of element.children) visit(child);
  };
  visit(root);
  return sheet;
}

/** How much wider a pen becomes; undefined where it would become an ellipse. */
function strokeScale([a, b, c, d]: Matrix): number | undefined {
  const [across, down] = [Math.hypot(a, b), Math.hypot(c, d)];
  const square = Math.abs(a * c + b * d) <= 0.01 * across * down;
  return square && Math.abs(across - down) <= 0.01 * Math.max(across, down) ? (across + down) / 2 : undefined;
}

/** Colours to inks, each once, and shapes to items. */
async function toItems(shapes: readonly Shape[], separation: Separation): Promise<Item[]> {
  const colors = new Map<string, Rgb>();
  for (const { paint } of shapes)
    for (const color of [paint.fill, paint.stroke]) if (color) colors.set(color.join(), color);
  const made = await inksOf([...colors.values()], separation);
  const inks = new Map([...colors.keys()].map((key, i) => [key, made[i]!]));
  const inkOf = (color: Rgb): Color => inks.get(color.join())!;
  const limit = separation.kind === 'process' ? separation.limit : Number.POSITIVE_INFINITY;

  /** The most of the other inks that lies anywhere so far: black overprints, and adds to it. */
  let beneath = 0;
  return shapes.flatMap(({ path, paint, strokeWidth, dash }): Item[] => {
    const fill = paint.fill && inkOf(paint.fill);
    const stroke = paint.stroke && {
      color: inkOf(paint.stroke),
      width: pt(strokeWidth),
      cap: paint.cap,
      join: paint.join,
      ...(dash.length > 0 ? { dash } : {}),
    };
    const item: PathItem = {
      kind: 'path',
      path,
      ...(fill ? { fill } : {}),
      ...(paint.rule === 'evenodd' ? { rule: 'evenodd' } : {}),
      ...(stroke ? { stroke } : {}),
    };
    const isBlack = fill?.kind === 'k' || stroke?.color.kind === 'k';
    const below: Item[] = isBlack && beneath + 100 > limit ? [knockedOut(item)] : [];
    for (const color of [fill, stroke?.color])
      if (color?.kind === 'cmyk') beneath = Math.max(beneath, totalInk(color) - color.k);
    return [...below, item];
  });
}

/** The same shape in paper, so that what lies on it adds to nothing. */
const knockedOut = ({ fill, stroke, ...rest }: PathItem): PathItem => ({
  ...rest,
  ...(fill ? { fill: PAPER } : {}),
  ...(stroke ? { stroke: { ...stroke, color: PAPER } } : {}),
});
