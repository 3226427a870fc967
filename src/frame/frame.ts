/**
 * The display list. Everything printed is a Frame: a flyer side, a crop mark, a press sheet, a ticket. A press
 * sheet is a Frame whose items use other Frames. The writers (PDF, SVG, dump) and the preflight read nothing
 * else. Lengths are points, y grows downwards, the origin is the top left corner of the trim.
 */
import type { Color } from '../core/color.js';
import type { Insets, Matrix, Point, Size } from '../core/geometry.js';
import type { LanguageTag } from '../core/language.js';
import type { Pt } from '../core/units.js';

export interface Frame {
  /** Unique among the Frames written together; a Frame is drawn once and used wherever its id is used. */
  readonly id: string;
  /** The trim size. */
  readonly size: Size;
  /** How far items may reach past the trim on each side. */
  readonly bleed: Insets;
  readonly items: readonly Item[];
  readonly lang?: LanguageTag;
}

export type Item = GlyphsItem | PathItem | ImageItem | MarkItem | GroupItem | UseItem;

/** A shaped run. `at` is the left end of its baseline, also for right-to-left runs (glyphs are in visual order). */
export interface GlyphsItem {
  readonly kind: 'glyphs';
  readonly at: Point;
  readonly run: GlyphRun;
}

export interface PathItem {
  readonly kind: 'path';
  readonly path: readonly Segment[];
  readonly fill?: Color;
  /** Nonzero winding unless said. */
  readonly rule?: 'nonzero' | 'evenodd';
  readonly stroke?: Stroke;
}

/** A picture already in press form: JPEG with one (grey, meaning black ink inverted) or four (CMYK) channels. */
export interface PressImage {
  readonly digest: string;
  readonly bytes: Uint8Array;
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  readonly channels: 1 | 4;
  /** The most ink over areas in percent, where it was measured. */
  readonly ink?: number;
  /** Of a picture in process inks: a JPEG in sRGB that shows how it will look, for screens alone. */
  readonly screen?: Uint8Array;
}

/** A vector picture in press form: its own coordinates reach from 0 to width and height, in any unit. */
export interface Drawing {
  readonly digest: string;
  readonly width: number;
  readonly height: number;
  readonly items: readonly Item[];
}

export interface ImageItem {
  readonly kind: 'image';
  readonly image: PressImage;
  /** From the unit square (top left at 0,0) to its place. */
  readonly matrix: Matrix;
}

/** Structure: what a group of items *is*, for tagged output, text extraction and people reading a dump. */
export interface MarkItem {
  readonly kind: 'mark';
  readonly role: Role;
  readonly lang?: LanguageTag;
  /** What to say instead of a picture. */
  readonly alt?: string;
  /** Marks of one side with the same part are one element drawn in pieces; it is read where its first piece stands. */
  readonly part?: string;
  /** All that it says, in logical order, with the spaces at which its lines were broken. */
  readonly text?: string;
  /** Words of `text` that lead somewhere; of a picture, the one place to which all of it leads. */
  readonly links?: readonly Link[];
  readonly items: readonly Item[];
}

export interface Link {
  readonly text: string;
  /** `https:…`, `tel:…` */
  readonly href: string;
}

export interface GroupItem {
  readonly kind: 'group';
  readonly matrix: Matrix;
  /** In the group's own coordinates. */
  readonly clip?: readonly Segment[];
  readonly items: readonly Item[];
}

export interface UseItem {
  readonly kind: 'use';
  readonly frame: Frame;
  readonly matrix: Matrix;
  /** Clip to the used frame's bleed box (default) or do not clip. */
  readonly clip?: 'bleed' | 'none';
}

export type Role =
  | 'H1'
  | 'H2'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Figure'
  | 'Quote'
  | 'Note'
  | 'Artifact'
  | 'Sect'
  | 'Code';

export type Segment =
  | readonly ['M', number, number]
  | readonly ['L', number, number]
  | readonly ['C', number, number, number, number, number, number]
  | readonly ['Z'];

export interface Stroke {
  readonly color: Color;
  readonly width: Pt;
  readonly cap?: 'butt' | 'round' | 'square';
  readonly join?: 'miter' | 'round' | 'bevel';
  readonly dash?: readonly number[];
}

/** A font by its key in the font book, such as `NotoSans-Bold`. */
export type FontKey = string;

/**
 * One run of glyphs of one font, size, colour and direction, in visual order; never shaped again.
 * `text` is what the run says, in logical order and NFC, without the bidi controls that steered it.
 * Advances and offsets are in the font's units; dy grows *upwards* as in the font.
 */
export interface GlyphRun {
  readonly font: FontKey;
  readonly size: Pt;
  readonly color: Color;
  readonly text: string;
  readonly lang: LanguageTag;
  readonly rtl: boolean;
  /** Units per em of the font, so that a writer can turn advances into points without the font. */
  readonly upem: number;
  readonly glyphs: readonly Glyph[];
}

export interface Glyph {
  readonly id: number;
  /** UTF-16 index into `text` of the first character of the cluster this glyph belongs to. */
  readonly cluster: number;
  readonly advance: number;
  readonly dx: number;
  readonly dy: number;
}

/** Width of a run in points. */
export function runWidth(run: GlyphRun): Pt {
  let units = 0;
  for (const glyph of run.glyphs) units += glyph.advance;
  return ((units * run.size) / run.upem) as Pt;
}
