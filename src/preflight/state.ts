/** The graphics state of a content stream (ISO 32000-1, 8.4), as far as preflight asks for it. */
import { concat, IDENTITY, type Matrix } from '../core/geometry.js';
import { type ColorSpace, DEVICE_GRAY } from './color-space.js';
import type { PdfFont } from './font.js';
import type { Bounds } from './ink-map.js';
import { BLACK_INKS, type Inks } from './inks.js';
import type { PdfValue } from './read/value.js';

export interface Paint {
  readonly space: ColorSpace;
  readonly inks: Inks;
  /** A pattern, as the resources name it. */
  readonly pattern?: PdfValue;
  /** For cache keys. */
  readonly key: string;
}

export interface State {
  /** To the page's own space. */
  ctm: Matrix;
  /** The box of the clip, in the page's own space. */
  clip: Bounds;
  fill: Paint;
  stroke: Paint;
  overprintFill: boolean;
  overprintStroke: boolean;
  overprintMode: number;
  alphaFill: number;
  alphaStroke: number;
  /** A blend mode other than Normal, or a soft mask. */
  blended: boolean;
  lineWidth: number;
  font: PdfFont | undefined;
  fontKey: string;
  fontSize: number;
  characterSpace: number;
  wordSpace: number;
  /** 1 is 100 %. */
  stretch: number;
  leading: number;
  rise: number;
  renderMode: number;
}

export const BLACK_PAINT: Paint = { space: DEVICE_GRAY, inks: BLACK_INKS, key: 'g0' };

export function firstState(ctm: Matrix, clip: Bounds): State {
  return {
    ctm,
    clip,
    fill: BLACK_PAINT,
    stroke: BLACK_PAINT,
    overprintFill: false,
    overprintStroke: false,
    overprintMode: 0,
    alphaFill: 1,
    alphaStroke: 1,
    blended: false,
    lineWidth: 1,
    font: undefined,
    fontKey: '',
    fontSize: 0,
    characterSpace: 0,
    wordSpace: 0,
    stretch: 1,
    leading: 0,
    rise: 0,
    renderMode: 0,
  };
}

const n = (value: number): number => Math.round(value * 1000) / 1000;

/** Equal for states under which a form draws the same. `placed`: at the same place too. */
export function stateKey(s: State, placed: boolean): string {
  const [a, b, c, d, e, f] = s.ctm;
  const flags =
    (s.overprintFill ? 1 : 0) +
    (s.overprintStroke ? 2 : 0) +
    (s.blended ? 4 : 0) +
    s.overprintMode * 8 +
    s.renderMode * 16;
  const { clip } = s;
  const place = placed
    ? `${n(e)} ${n(f)} ${n(clip.left)} ${n(clip.bottom)} ${n(clip.right)} ${n(clip.top)}`
    : '';
  return `${n(a)} ${n(b)} ${n(c)} ${n(d)} ${place} ${s.fill.key} ${s.stroke.key} ${flags} ${s.alphaFill} ${s.alphaStroke} ${n(s.lineWidth)} ${s.fontKey} ${s.fontSize} ${s.characterSpace} ${s.wordSpace} ${s.stretch} ${s.rise}`;
}

/** Whether all that `stateKey` asks for, place aside, is the same in a state and in another one drawn in a matrix. */
export const drawsAlike = (a: State, b: State, ctm: Matrix): boolean =>
  a.ctm[0] === ctm[0] &&
  a.ctm[1] === ctm[1] &&
  a.ctm[2] === ctm[2] &&
  a.ctm[3] === ctm[3] &&
  a.fill === b.fill &&
  a.stroke === b.stroke &&
  a.overprintFill === b.overprintFill &&
  a.overprintStroke === b.overprintStroke &&
  a.overprintMode === b.overprintMode &&
  a.alphaFill === b.alphaFill &&
  a.alphaStroke === b.alphaStroke &&
  a.blended === b.blended &&
  a.lineWidth === b.lineWidth &&
  a.font === b.font &&
  a.fontKey === b.fontKey &&
  a.fontSize === b.fontSize &&
  a.characterSpace === b.characterSpace &&
  a.wordSpace === b.wordSpace &&
  a.stretch === b.stretch &&
  a.rise === b.rise &&
  a.renderMode === b.renderMode;

/** How much a length grows: the square root of what an area does. */
export const lengthScale = ([a, b, c, d]: Matrix): number => Math.sqrt(Math.abs(a * d - b * c));

/** A matrix from numbers; undefined unless there are six. */
export const matrixOf = (v: readonly (number | undefined)[]): Matrix | undefined =>
  v.length === 6 && v.every((x) => x !== undefined && Number.isFinite(x))
    ? (v as unknown as Matrix)
    : undefined;

export const onto = (inner: Matrix | undefined, outer: Matrix): Matrix => concat(inner ?? IDENTITY, outer);
