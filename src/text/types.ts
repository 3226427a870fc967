/**
 * What text/ takes and gives. The folder turns strings into positioned glyphs in named steps:
 * normalise → isolate → bidi levels → itemise → break opportunities → shape → choose lines → place → check glyphs.
 * It knows fonts and Unicode; it knows no flyer, no page and no PDF.
 */
import type { Color } from '../core/color.js';
import type { Diagnostic } from '../core/diagnostic.js';
import type { Direction, LanguageTag } from '../core/language.js';
import type { Pt } from '../core/units.js';
import type { FontKey, GlyphsItem, Segment } from '../frame/frame.js';
import type { FontEntry } from '../schema/fonts.js';

export type { FontEntry };

/** Metrics in font units, y up, from OS/2, hhea and head. */
export interface FontMetrics {
  readonly upem: number;
  readonly ascender: number;
  readonly descender: number;
  readonly capHeight: number;
  readonly xHeight: number;
  readonly bbox: readonly [xMin: number, yMin: number, xMax: number, yMax: number];
  readonly italicAngle: number;
  readonly weight: number;
  readonly postscriptName: string;
}

/** Ink box of a glyph in font units, y up. */
export interface GlyphExtents {
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
}

/** One opened font. */
export interface Font {
  readonly key: FontKey;
  readonly entry: FontEntry;
  readonly metrics: FontMetrics;
  /** Whether the font has a glyph for the code point. */
  has(codePoint: number): boolean;
  /** Glyph id of a single code point, unshaped; 0 if missing. */
  glyphId(codePoint: number): number;
  advance(glyphId: number): number;
  extents(glyphId: number): GlyphExtents | undefined;
  /** Outline in font units, y *up*, as drawn by the font (quadratics raised to cubics). */
  outline(glyphId: number): readonly Segment[];
  /**
   * The font cut to these glyphs, ids kept (RETAIN_GIDS), layout tables dropped: ready for FontFile2.
   * Glyph 0 is always in. The same ids give the same bytes.
   */
  subset(glyphIds: Iterable<number>): Uint8Array;
}

/** Opens fonts on first use and keeps them. Unknown family or weight: undefined. */
export interface FontBook {
  font(key: FontKey): Font;
  find(family: string, weight: number): Font | undefined;
}

/**
 * A stretch of text in one style. `isolate` marks what must keep its own order inside other text (a phone
 * number, a URL, a form number, an English sentence in Arabic): it is wrapped in bidi isolates for ordering,
 * and never leaves a trace in the output text. `nobreak` forbids line breaks inside it.
 */
export interface Span {
  readonly text: string;
  readonly style: TextStyle;
  /** Language of the span where it is not the paragraph's. Reaches the shaper. */
  readonly lang?: LanguageTag;
  readonly isolate?: Direction;
  readonly nobreak?: boolean;
}

export interface TextStyle {
  /** In order of preference; each character cluster takes the first that has it. */
  readonly families: readonly string[];
  readonly weight: number;
  readonly size: Pt;
  readonly color: Color;
}

export interface ParagraphInput {
  readonly spans: readonly Span[];
  readonly lang: LanguageTag;
  /** ISO 15924 of the locale, e.g. `Arab`, `Aran`, `Hans`: decides line-breaking tailorings. */
  readonly script: string;
  readonly direction: Direction;
  readonly width: Pt;
  /** Baseline to baseline. */
  readonly leading: Pt;
  readonly align?: 'start' | 'center' | 'end';
  /** Even out ragged lines without adding a line: for headlines and short texts. Default true. */
  readonly balance?: boolean;
  /** Start each sentence on a new line where that costs no extra line. Default false. */
  readonly sentenceLines?: boolean;
  /** Where the paragraph is, for messages: becomes Diagnostic.at. */
  readonly where?: Diagnostic['at'];
}

export interface Line {
  /** Placed runs; x from the left edge of the measure, y from the top of the paragraph. */
  readonly items: readonly GlyphsItem[];
  /** The baseline, from the top of the paragraph. */
  readonly baseline: Pt;
  /** Advance width without trailing space, and without what hangs outside the measure. */
  readonly width: Pt;
  /** Left end of the line's ink box and right end, and how far ink reaches above and below the baseline. */
  readonly left: Pt;
  readonly right: Pt;
  readonly inkAscent: Pt;
  readonly inkDescent: Pt;
  /** What the line says, in logical order. */
  readonly text: string;
}

export interface Paragraph {
  readonly lines: readonly Line[];
  /** Number of lines × leading; the first baseline is placed by the leading, see `firstBaseline`. */
  readonly height: Pt;
  /** Widest line. */
  readonly width: Pt;
  /** True if a line is wider than the measure (one unbreakable piece is too long). */
  readonly overfull: boolean;
  /** Missing glyphs (KYR301) and the like. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Widths are compared within a hundredth of a point. */
export const TOLERANCE = 0.01;
