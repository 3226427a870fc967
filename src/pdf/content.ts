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
import { type Color, isSolidBlack } from '../core/color.js';
import { type Box, concat, type Insets, outset, type Size } from '../core/geometry.js';
import { pt } from '../core/units.js';
import type { Frame, GlyphRun, ImageItem, Item, PathItem, UseItem } from '../frame/frame.js';
import {
  colorOperator,
  formatMatrix,
  isIdentity,
  pathOperators,
  penOperators,
  rectangle,
} from './operators.js';
import { type RunCode, textOperators } from './text-operators.js';
import { dict, formatName, formatNumber as n, name, type PdfDict, type PdfValue, ref } from './value.js';

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
  /** Uses that were drawn among the same forms; more are added. */
  readonly uses?: DrawnUses;
  /** For a screen: red, green and blue from 0 to 1 of an ink. Then nothing is in ink, and nothing overprints. */
  rgb?(color: Color): Rgb;
}

/** The operators of a use, which come again wherever it does, and the form that they draw. */
export type DrawnUses = WeakMap<UseItem, { readonly form: string; readonly operators: string }>;

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
        lines.push(textOperators(item, code));
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
        const before = around.uses?.get(item);
        if (before) {
          forms.add(before.form);
          lines.push(before.operators);
          return;
        }
        const form = around.form(item.frame);
        forms.add(form.name);
        const from = lines.length;
        const clip = form.overhang && item.clip !== 'none';
        const place = (): void => {
          if (!isIdentity(item.matrix)) lines.push(`${formatMatrix(item.matrix)} cm`);
          if (clip) lines.push(`${rectangle(bleedBox(form))} W n`);
          lines.push(`${formatName(form.name)} Do`);
        };
        if (clip || !isIdentity(item.matrix)) nested(place);
        else place();
        around.uses?.set(item, { form: form.name, operators: lines.slice(from).join('\n') });
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
