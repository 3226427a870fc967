/**
 * Step 6: one line's items as glyphs: shaped again at the line's own edges, with the paragraph as context; the space
 * where Chinese or Japanese meets Latin; what hangs outside the measure; the hyphen of a broken word.
 * It promises runs in logical order that say the line's text exactly once.
 */
import type { Glyph, GlyphRun } from '../frame/frame.js';
import { hangingShare, spaceBetween } from './cjk-spacing.js';
import type { Item } from './itemise.js';
import { type Prepared, prepare } from './prepare.js';
import { fromStart, type ShapeInput, shape } from './shape.js';
import { type Font, type FontBook, type ParagraphInput, TOLERANCE } from './types.js';

/** A line before it is shaped: UTF-16 indices; the text from `end` to `next` hangs. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
  readonly next: number;
  readonly hyphen: boolean;
}

const requestOf = (text: string, item: Item, start: number, end: number): ShapeInput => ({
  font: item.font,
  text,
  start,
  end,
  rtl: item.level % 2 === 1,
  script: item.script,
  lang: item.lang,
});

/** The glyphs of a stretch of one item. */
export const shapeItem = (text: string, item: Item, start: number, end: number): readonly Glyph[] =>
  shape(requestOf(text, item, start, end));

export interface ShapedRun {
  readonly run: GlyphRun;
  readonly font: Font;
  readonly level: number;
  /** Of its glyphs, in points. */
  readonly width: number;
  /** The space in front of it, in points. */
  readonly gap: number;
}

export interface ShapedLine {
  readonly text: string;
  /** In logical order. */
  readonly runs: readonly ShapedRun[];
  /** Without what hangs outside the measure at either end. */
  readonly width: number;
  readonly hangsBefore: number;
}

/** The glyphs of a line in a measure, in points. */
export function shapeLine(prepared: Prepared, range: LineRange, measure: number): ShapedLine {
  const { clean, items } = prepared;
  const runs: ShapedRun[] = [];
  for (const item of items) {
    const start = Math.max(item.start, range.start);
    const end = Math.min(item.end, range.end);
    if (start >= end) continue;
    const hyphen = range.hyphen && end === range.end;
    const run = hyphen
      ? shapeHyphenated(clean.text, item, start, end)
      : shapeRun(clean.text, item, start, end);
    if (run.run.glyphs.length > 0)
      runs.push({ ...run, gap: start > range.start ? gapBefore(prepared, start) : 0 });
  }
  const hanging = hangingWidths(prepared, range.start, range.end, (at) =>
    at === range.start ? edgeAdvance(runs[0], 'start') : edgeAdvance(runs.at(-1), 'end'),
  );
  const whole = runs.reduce((sum, r) => sum + r.gap + r.width, 0);
  return {
    text: clean.text.slice(range.start, range.end),
    runs,
    width: fittedWidth(whole - hanging.start, hanging.end, measure),
    hangsBefore: hanging.start,
  };
}

/** Stops hang only where the line would not fit otherwise (JLREQ 3.8.2): an even line counts them in. */
export const fittedWidth = (whole: number, hangs: number, measure: number): number =>
  whole > measure + TOLERANCE ? whole - hangs : whole;

/** How wide the first or the last glyph of a run is, in points. */
function edgeAdvance(shaped: ShapedRun | undefined, edge: 'start' | 'end'): number {
  const glyph = shaped?.run.glyphs.at(edge === 'start' ? 0 : -1);
  return shaped && glyph ? (glyph.advance * shaped.run.size) / shaped.run.upem : 0;
}

function shapeRun(text: string, item: Item, start: number, end: number): ShapedRun {
  return makeRun(item, text.slice(start, end), shapeItem(text, item, start, end), start);
}

/** A word broken at U+00AD shows a hyphen; the text keeps U+00AD, which readers of PDF take for what it is. */
function shapeHyphenated(text: string, item: Item, start: number, end: number): ShapedRun {
  const hyphen = item.font.has(0x2010) ? '\u2010' : '-';
  const shown = text.slice(0, end) + hyphen;
  return makeRun(item, `${text.slice(start, end)}\u00ad`, shapeItem(shown, item, start, shown.length), start);
}

function makeRun(item: Item, text: string, shaped: readonly Glyph[], start: number): ShapedRun {
  const { font, style, level, lang } = item;
  const { upem } = font.metrics;
  const glyphs = fromStart(shaped, start);
  const units = glyphs.reduce((sum, g) => sum + g.advance, 0);
  return {
    font,
    level,
    width: (units * style.size) / upem,
    gap: 0,
    run: {
      font: font.key,
      size: style.size,
      color: style.color,
      text,
      lang,
      rtl: level % 2 === 1,
      upem,
      glyphs,
    },
  };
}

/** The space in front of an item where Chinese or Japanese meets Latin and neither turns the order; in points. */
export function gapBefore({ clean: { text }, items, itemAt }: Prepared, at: number): number {
  const index = itemAt.get(at);
  const item = items[index ?? -1];
  const before = items[(index ?? 0) - 1];
  if (!item || before?.end !== at || item.level % 2 === 1 || before.level % 2 === 1) return 0;
  const last = [...text.slice(Math.max(before.start, at - 2), at)].at(-1) ?? '';
  const first = String.fromCodePoint(text.codePointAt(at)!);
  return spaceBetween(last, first) * Math.min(item.style.size, before.style.size);
}

/** What of the marks at a line's edges stands outside the measure, in points; a mark set half wide has no blank. */
export function hangingWidths(
  { clean: { text }, items }: Prepared,
  start: number,
  end: number,
  advance: (at: number) => number,
): { start: number; end: number } {
  const hang = (at: number, edge: 'start' | 'end'): number => {
    const char = text[at];
    if (at < start || at >= end || char === undefined || char < '\u2018') return 0;
    const item = items.find((i) => at >= i.start && at < i.end);
    if (!item || item.level % 2 === 1) return 0;
    const share = hangingShare(char, edge, item.lang);
    return share > 0 && advance(at) > 0.95 * item.style.size ? share * item.style.size : 0;
  };
  return { start: hang(start, 'start'), end: end - 1 > start ? hang(end - 1, 'end') : 0 };
}

/** What HarfBuzz was asked for one item of the unbroken text, and what it gave: for tests against another build. */
export interface ShapedItem {
  readonly request: ShapeInput;
  readonly glyphs: readonly Glyph[];
}

/** Every item of the paragraph's clean text in logical order, shaped as one endless line. */
export function shapeItems(book: FontBook, input: ParagraphInput): ShapedItem[] {
  const { clean, items } = prepare(book, input);
  return items.map((item) => {
    const request = requestOf(clean.text, item, item.start, item.end);
    return { request, glyphs: shape(request) };
  });
}
