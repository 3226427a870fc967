/**
 * Frame items → content stream operators (ISO 32000-1, 8 and 9) and the resources that they name.
 *
 * The stream stays in the Frame's own coordinates, y downwards: the *page* flips once (see x4.ts, pageFlip), so
 * that the numbers here are those of the Frame and of its dump. Text and images, whose own y grows upwards, are
 * turned over by their own matrix.
 *
 * Ink: black is DeviceCMYK `0 0 0 k`, never DeviceGray, which a profile could turn into four inks. Solid black
 * overprints (OP, op, OPM 1); everything else, paper above all, knocks out. Nothing is assumed of the graphics
 * state that a form starts with, since a form inherits its user's. Marks leave no tags: press files are not
 * tagged; what they hold is written in reading order.
 */
import { type Color, isPaper, isSolidBlack, totalInk } from '../core/color.js';
import { type Box, concat, type Insets, type Matrix, outset, type Size } from '../core/geometry.js';
import { pt } from '../core/units.js';
import type { Frame, GlyphRun, GlyphsItem, ImageItem, Item, PathItem, Segment } from '../frame/frame.js';
import {
  dict,
  formatName,
  formatNumber as n,
  name,
  type PdfDict,
  type PdfValue,
  ref,
  utf16Hex,
} from './value.js';

/** How one run's glyphs are coded in a font of the file. */
export interface RunCode {
  /** The font's resource name. */
  readonly font: string;
  /** One code a glyph, in the run's order: four hex digits. */
  readonly codes: readonly string[];
  /** The width that the font declares for each code, in thousandths of an em. */
  readonly widths: readonly number[];
  /** Glyphs that say nothing by themselves although ToUnicode has a character for them; none unless said. */
  readonly silent?: readonly boolean[];
}

/** A form XObject that a stream may use. */
export interface UsableForm {
  readonly name: string;
  readonly size: Size;
  readonly bleed: Insets;
  /** Whether it draws outside its bleed box, so that a use must clip for itself. */
  readonly overhang: boolean;
}

/** What a stream may draw with. A function that throws says that this kind of item has no place here. */
export interface Surroundings {
  code(run: GlyphRun): RunCode;
  image(image: ImageItem['image']): string;
  form(frame: Frame): UsableForm;
  /** For a screen: red, green and blue from 0 to 1 of an ink. Then nothing is in ink, and nothing overprints. */
  rgb?(color: Color): Rgb;
}

export type Rgb = readonly [red: number, green: number, blue: number];

export interface Content {
  /** ASCII. */
  readonly operators: string;
  readonly fonts: readonly string[];
  readonly images: readonly string[];
  readonly forms: readonly string[];
  readonly states: PdfDict;
  readonly spaces: PdfDict;
}

/** The two overprint states (8.6.7). OPM 1: a zero in DeviceCMYK leaves what lies beneath on that plate. */
export const OVERPRINT: PdfDict = {
  GSover: dict({ Type: name('ExtGState'), OP: true, op: true, OPM: 1 }),
};
const KNOCKOUT: PdfDict = {
  GSknock: dict({ Type: name('ExtGState'), OP: false, op: false, OPM: 1 }),
};

interface GraphicsState {
  fill?: string;
  stroke?: string;
  overprint?: boolean;
  pen?: string;
}

/** Draws items in order. Throws what `around` throws. */
export function drawItems(items: readonly Item[], around: Surroundings): Content {
  const lines: string[] = [];
  const fonts = new Set<string>();
  const images = new Set<string>();
  const forms = new Set<string>();
  const states: Record<string, PdfValue> = {};
  const spaces: Record<string, PdfValue> = {};
  let state: GraphicsState = {};

  const setOverprint = (wanted: boolean): void => {
    if (around.rgb) return;
    if (state.overprint === wanted) return;
    state.overprint = wanted;
    Object.assign(states, wanted ? OVERPRINT : KNOCKOUT);
    lines.push(wanted ? '/GSover gs' : '/GSknock gs');
  };

  const setColor = (color: Color, use: 'fill' | 'stroke'): void => {
    const operator = around.rgb
      ? `${around.rgb(color).map(n).join(' ')} ${use === 'fill' ? 'rg' : 'RG'}`
      : colorOperator(color, use, spaces);
    if (state[use] === operator) return;
    state[use] = operator;
    lines.push(operator);
  };

  const nested = (draw: () => void): void => {
    const outer = state;
    state = { ...outer };
    lines.push('q');
    draw();
    lines.push('Q');
    state = outer;
  };

  const drawPath = (item: PathItem): void => {
    if (item.path.length === 0) return;
    const shape = pathOperators(item.path);
    const fillRule = item.rule === 'evenodd' ? '*' : '';
    const { fill, stroke } = item;
    // One operator paints both only if both overprint alike: OP and op are set together.
    const together = fill && stroke && isSolidBlack(fill) === isSolidBlack(stroke.color);
    if (stroke) {
      const pen = penOperators(stroke);
      if (state.pen !== pen) {
        state.pen = pen;
        lines.push(pen);
      }
    }
    if (fill && stroke && together) {
      setOverprint(isSolidBlack(fill));
      setColor(fill, 'fill');
      setColor(stroke.color, 'stroke');
      lines.push(`${shape} B${fillRule}`);
      return;
    }
    if (fill) {
      setOverprint(isSolidBlack(fill));
      setColor(fill, 'fill');
      lines.push(`${shape} f${fillRule}`);
    }
    if (stroke) {
      setOverprint(isSolidBlack(stroke.color));
      setColor(stroke.color, 'stroke');
      lines.push(`${shape} S`);
    }
  };

  const draw = (item: Item): void => {
    switch (item.kind) {
      case 'glyphs': {
        if (item.run.glyphs.length === 0) return;
        const code = around.code(item.run);
        fonts.add(code.font);
        setOverprint(isSolidBlack(item.run.color));
        setColor(item.run.color, 'fill');
        lines.push(...textOperators(item, code));
        return;
      }
      case 'path':
        drawPath(item);
        return;
      case 'image': {
        const image = around.image(item.image);
        images.add(image);
        nested(() => {
          setOverprint(false);
          // PDF's unit square has its top at y = 1, the Frame's at y = 0.
          lines.push(
            `${formatMatrix(concat([1, 0, 0, -1, 0, 1], item.matrix))} cm`,
            `${formatName(image)} Do`,
          );
        });
        return;
      }
      case 'mark':
        for (const inner of item.items) draw(inner);
        return;
      case 'group':
        nested(() => {
          if (!isIdentity(item.matrix)) lines.push(`${formatMatrix(item.matrix)} cm`);
          if (item.clip) lines.push(`${pathOperators(item.clip)} W n`);
          for (const inner of item.items) draw(inner);
        });
        return;
      case 'use': {
        const form = around.form(item.frame);
        forms.add(form.name);
        const clip = form.overhang && item.clip !== 'none';
        const place = (): void => {
          if (!isIdentity(item.matrix)) lines.push(`${formatMatrix(item.matrix)} cm`);
          if (clip) lines.push(`${rectangle(bleedBox(form))} W n`);
          lines.push(`${formatName(form.name)} Do`);
        };
        if (clip || !isIdentity(item.matrix)) nested(place);
        else place();
      }
    }
  };

  for (const item of items) draw(item);
  return {
    operators: lines.length === 0 ? '' : `${lines.join('\n')}\n`,
    fonts: [...fonts],
    images: [...images],
    forms: [...forms],
    states,
    spaces,
  };
}

/** The resource dictionary of a stream; `indexOf` says which object stands behind a name. */
export function resourceDict(content: Content, indexOf: (name: string) => number): PdfValue {
  const refs = (names: readonly string[]): PdfValue =>
    dict(Object.fromEntries(names.map((key) => [key, ref(indexOf(key))])));
  const drawn = [...content.images, ...content.forms];
  return dict({
    ...(Object.keys(content.states).length > 0 ? { ExtGState: dict(content.states) } : {}),
    ...(Object.keys(content.spaces).length > 0 ? { ColorSpace: dict(content.spaces) } : {}),
    ...(content.fonts.length > 0 ? { Font: refs(content.fonts) } : {}),
    ...(drawn.length > 0 ? { XObject: refs(drawn) } : {}),
  });
}

/** The bleed box in the Frame's coordinates. */
export function bleedBox(of: { readonly size: Size; readonly bleed: Insets }): Box {
  return outset({ x: pt(0), y: pt(0), width: of.size.width, height: of.size.height }, of.bleed);
}

export const formatMatrix = (m: Matrix): string => m.map(n).join(' ');
const isIdentity = (m: Matrix): boolean => m.every((v, i) => v === (i === 0 || i === 3 ? 1 : 0));
const rectangle = (b: Box): string => `${n(b.x)} ${n(b.y)} ${n(b.width)} ${n(b.height)} re`;

/** Path construction; an upright rectangle drawn as rectPath draws it becomes `re`, the same subpath. */
function pathOperators(path: readonly Segment[]): string {
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
function penOperators(stroke: NonNullable<PathItem['stroke']>): string {
  const dash = (stroke.dash ?? []).map(n).join(' ');
  return `${n(stroke.width)} w ${CAPS[stroke.cap ?? 'butt']} J ${JOINS[stroke.join ?? 'miter']} j 10 M [${dash}] 0 d`;
}

function colorOperator(color: Color, use: 'fill' | 'stroke', spaces: Record<string, PdfValue>): string {
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

/**
 * Scripts whose clusters break up into glyphs that no per-glyph ToUnicode can spell in order for every reader:
 * Indic, Khmer, Burmese, Tibetan, and the split am vowels of Thai and Lao.
 */
const SPLIT_CLUSTERS =
  /[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\u0E33\u0EB3]/u;

/**
 * `BT … ET` for a run. A glyph raised by dy gets a text matrix of its own; shifts along the baseline are numbers
 * in TJ. Words that ToUnicode cannot spell carry ActualText; right-to-left runs never do, since poppler reverses it.
 */
function textOperators(item: GlyphsItem, code: RunCode): string[] {
  const { run, at } = item;
  const perMille = 1000 / run.upem;
  const lines = ['BT', `${formatName(code.font)} ${n(run.size)} Tf`];
  let array = '';
  let pending = '';
  /** Where the reader's pen is and where the run's is, in thousandths of an em from the run's left end. */
  let reader = 0;
  let pen = 0;
  let raised: number | undefined;
  const flushCodes = (): void => {
    if (pending) array += `<${pending}>`;
    pending = '';
  };
  const flush = (): void => {
    flushCodes();
    if (array) lines.push(`[${array}] TJ`);
    array = '';
  };
  const words = run.rtl ? [] : actualWords(run);
  let word = 0;
  let hushed = false;
  for (const [i, glyph] of run.glyphs.entries()) {
    const silent = code.silent?.[i] ?? false;
    if (silent !== hushed) {
      flush();
      // Readers pass over it: the character that stands for it would take the word apart.
      lines.push(silent ? '/Span <</ActualText<FEFF>>> BDC' : 'EMC');
      hushed = silent;
    }
    const spelled = words[word];
    if (spelled?.from === i) {
      flush();
      lines.push(`/Span <</ActualText<FEFF${utf16Hex(spelled.text)}>>> BDC`);
    }
    const wanted = pen + glyph.dx * perMille;
    if (glyph.dy !== raised) {
      flush();
      raised = glyph.dy;
      reader = wanted;
      const x = at.x + (wanted * run.size) / 1000;
      const y = at.y - (glyph.dy * run.size) / run.upem;
      lines.push(`1 0 0 -1 ${n(x)} ${n(y)} Tm`);
    } else if (Math.abs(reader - wanted) > 0.05) {
      flushCodes();
      const shift = Math.round((reader - wanted) * 10) / 10;
      array += n(shift);
      reader -= shift;
    }
    pending += code.codes[i]!;
    reader += code.widths[i]!;
    pen += glyph.advance * perMille;
    if (spelled?.to === i + 1) {
      flush();
      lines.push('EMC');
      word++;
    }
  }
  flush();
  if (hushed) lines.push('EMC');
  lines.push('ET');
  return lines;
}

/**
 * Words that need ActualText, as ranges of glyphs: those where a cluster has more glyphs than characters or a
 * moved mark, and in split-cluster scripts those that are not one glyph a character. The run is left to right: clusters never fall.
 */
function actualWords(run: GlyphRun): { from: number; to: number; text: string }[] {
  const words: { from: number; to: number; text: string }[] = [];
  const { glyphs } = run;
  let from = 0;
  for (const match of run.text.matchAll(/\S+/gu)) {
    const [word, start] = [match[0], match.index];
    while (from < glyphs.length && glyphs[from]!.cluster < start) from++;
    let to = from;
    const clusters = new Map<number, number>();
    for (; to < glyphs.length && glyphs[to]!.cluster < start + word.length; to++)
      clusters.set(glyphs[to]!.cluster, (clusters.get(glyphs[to]!.cluster) ?? 0) + 1);
    const starts = [...clusters.keys(), start + word.length];
    const crowded = [...clusters.values()].some(
      (count, i) => count > [...run.text.slice(starts[i], starts[i + 1])].length,
    );
    const split =
      SPLIT_CLUSTERS.test(word) && (clusters.size < to - from || clusters.size < [...word].length);
    // poppler takes a word apart at a mark that is moved.
    const moved = glyphs
      .slice(from, to)
      .some((g) => (g.dx !== 0 || g.dy !== 0) && (g.advance === 0 || (clusters.get(g.cluster) ?? 0) > 1));
    // A cluster that began before the word (a space and its mark) belongs to no word.
    if (starts[0] === start && (crowded || split || moved)) words.push({ from, to, text: word });
    from = to;
  }
  return words;
}
