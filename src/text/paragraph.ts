/**
 * The whole way from spans to placed lines:
 * normalise → isolate → bidi levels → itemise → break opportunities → shape → fit lines → reorder → place.
 * It promises that the runs of all lines, in their order, say the paragraph's clean text exactly once; only
 * spaces at line ends (they hang, without width), line ends, break pins and bidi controls are left out.
 * Every line is shaped again at its own edges, with the paragraph as context.
 *
 * Baselines. Line i stands at i × leading + first, or lower where its ink would touch that of the line above
 * (Nastaliq and Khmer stacks touch nothing). `first` is the same for every line and every script:
 * the ascent and descent of the leading font (the first family of the largest style) are centred in the
 * leading, as CSS does with half-leading (CSS 2.2 10.8.1). Text of one style therefore sits alike in every
 * paragraph of the page, whatever characters happen to be in it. Ink may reach past the box (Nastaliq does):
 * `inkAscent` and `inkDescent` tell.
 */
import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { point } from '../core/geometry.js';
import { type Pt, pt } from '../core/units.js';
import type { Glyph, GlyphRun, GlyphsItem } from '../frame/frame.js';
import { findLevels, visualOrder } from './bidi.js';
import { type Break, findBreaks } from './breaks.js';
import { fitLines } from './fit-lines.js';
import { overlap } from './ink.js';
import { findIsolates } from './isolate.js';
import { codePointName, excerpt, type Item, itemise } from './itemise.js';
import { type CleanText, normalise } from './normalise.js';
import { findSentences } from './sentences.js';
import { type ShapeInput, shape } from './shape.js';
import { findTokens } from './tokens.js';
import type { Font, FontBook, Line, Paragraph, ParagraphInput, Span, TextStyle } from './types.js';

/**
 * Sets a paragraph. Lengths in points; x from the left edge of the measure, y from the top. An infinite `width`
 * sets each line as wide as it is. Never throws for the text's sake: missing glyphs (KYR301), families that are
 * not in the book (KYR302), stray controls (KYR207) and lines that do not fit (`overfull`) are reported.
 * A broken font file throws KYR303.
 */
export function setParagraph(book: FontBook, input: ParagraphInput): Paragraph {
  const text = prepare(book, input);
  const ranges = Number.isFinite(input.width) ? breakLines(text, input) : unbrokenLines(text);
  const shapedLines = ranges.map((range) => shapeLine(text, range));
  const widest = Math.max(0, ...shapedLines.map((l) => l.width));
  const measure = Number.isFinite(input.width) ? input.width : widest;
  const first = firstBaseline(book, input.spans, input.leading);
  const lines: Line[] = [];
  let lowered = 0;
  shapedLines.forEach((line, index) => {
    const baseline = first + index * input.leading + lowered;
    const placed = placeLine(line, input, measure, pt(baseline));
    const above = lines.at(-1);
    const lower = above ? overlap(book, above, placed) : 0;
    lowered += lower;
    lines.push(lower > 0 ? placeLine(line, input, measure, pt(baseline + lower)) : placed);
  });
  return {
    lines,
    height: pt(lines.length * input.leading + lowered),
    width: pt(widest),
    overfull: widest > measure + TOLERANCE,
    diagnostics: [...text.diagnostics, ...checkGlyphs(shapedLines, text.diagnostics)].map((d) =>
      input.where ? { ...d, at: input.where } : d,
    ),
  };
}

/** Widths are compared within a hundredth of a point. */
const TOLERANCE = 0.01;

/** An English sentence broken over two lines of Arabic reads from the left end of one to the right of the next. */
const AGAINST_THE_FLOW = 0.1;

/** Everything that does not depend on the measure. */
interface Prepared {
  readonly clean: CleanText;
  readonly items: readonly Item[];
  readonly breaks: readonly Break[];
  readonly diagnostics: readonly Diagnostic[];
}

function prepare(book: FontBook, input: ParagraphInput): Prepared {
  const { spans, lang, script, direction } = input;
  const clean = normalise(spans);
  const tokens = findTokens(clean.text);
  const isolates = findIsolates(clean, spans, tokens, direction);
  const levels = findLevels(clean, isolates, direction);
  const { items, diagnostics } = itemise(book, { clean, spans, levels, isolates, tokens, lang, script });
  const breaks = findBreaks({ clean, spans, tokens, lang, script }).map((b) =>
    isolates.some((i) => i.direction !== direction && b.at > i.start && b.at < i.end)
      ? { ...b, cost: Math.max(b.cost, AGAINST_THE_FLOW) }
      : b,
  );
  return { clean, items, breaks, diagnostics: [...strayDiagnostics(clean), ...diagnostics] };
}

function strayDiagnostics({ strays, text }: CleanText): Diagnostic[] {
  return [...new Set(strays)].map((codePoint) => ({
    code: CODE.strayCharacter,
    level: 'warning',
    message: `the control character ${codePointName(String.fromCodePoint(codePoint))} in "${excerpt(text, '')}" was left out`,
    hint: 'delete it from the text; order is kept by isolated spans, and by U+200E and U+200F where nothing else helps',
  }));
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

/** A line before it is shaped: UTF-16 indices; the text from `end` to `next` hangs. */
interface Range {
  readonly start: number;
  readonly end: number;
  readonly next: number;
  readonly hyphen: boolean;
}

const HANGS = /[ \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000\n]/;

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && HANGS.test(text[at - 1]!)) at--;
  return at;
}

/** The stretches between required breaks. A line end at the very end of the text ends the last line only. */
function stretches({ clean, breaks }: Prepared): { start: number; end: number }[] {
  const edges = [0, ...breaks.filter((b) => b.required).map((b) => b.at), clean.text.length];
  return edges.slice(1).flatMap((end, i) => (end > edges[i]! ? [{ start: edges[i]!, end }] : []));
}

function unbrokenLines(text: Prepared): Range[] {
  return stretches(text).map(({ start, end }) => ({
    start,
    end: trimEnd(text.clean.text, start, end),
    next: end,
    hyphen: false,
  }));
}

function breakLines(prepared: Prepared, input: ParagraphInput): Range[] {
  const { clean, breaks } = prepared;
  const { text } = clean;
  const estimate = estimateWidths(prepared);
  const exact = new Map<string, number>();
  const width = (start: number, end: number): number => {
    const visible = trimEnd(text, start, end);
    return exact.get(`${start} ${end}`) ?? estimate(visible) - estimate(start);
  };
  const sentences = input.sentenceLines ? findSentences(text, input.lang) : [];
  const byPlace = new Map(breaks.map((b) => [b.at, b]));
  const isOneWord = (start: number, end: number): boolean =>
    !/\s/u.test(text.slice(start, trimEnd(text, start, end)).trimStart()) &&
    !breaks.some((b) => b.at > start && b.at < end && b.cost < 0.3);

  return stretches(prepared).flatMap(({ start, end }) => {
    const inside = breaks.filter((b) => b.at > start && b.at < end);
    let ranges: Range[] = [];
    // The widths above come from the unbroken text; a line's real one can differ where letters join or kern
    // at its edge. What turned out too wide is remembered, and the fit done again.
    for (let round = 0; round < 6; round++) {
      const ends = fitLines({
        start,
        end,
        breaks: inside,
        width,
        measure: input.width,
        balance: input.balance ?? true,
        sentences: sentences.filter((s) => s > start && s < end),
        isOneWord,
      });
      ranges = ends.map((next, i) => ({
        start: i === 0 ? start : ends[i - 1]!,
        end: trimEnd(text, i === 0 ? start : ends[i - 1]!, next),
        next,
        hyphen: byPlace.get(next)?.hyphen === true && i < ends.length - 1,
      }));
      let fits = true;
      for (const range of ranges) {
        const real = shapeLine(prepared, range).width;
        if (real > input.width + TOLERANCE && width(range.start, range.next) <= input.width + TOLERANCE)
          fits = false;
        exact.set(`${range.start} ${range.next}`, real);
      }
      if (fits) break;
    }
    return ranges;
  });
}

/** The running width of the unbroken text up to an index, in points. */
function estimateWidths({ clean, items }: Prepared): (at: number) => number {
  const sums = new Float64Array(clean.text.length + 1);
  for (const item of items) {
    const scale = item.style.size / item.font.metrics.upem;
    for (const glyph of shapeItem(clean.text, item, item.start, item.end))
      sums[glyph.cluster + 1]! += glyph.advance * scale;
  }
  for (let i = 1; i < sums.length; i++) sums[i]! += sums[i - 1]!;
  return (at) => sums[at]!;
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

const shapeItem = (text: string, item: Item, start: number, end: number): readonly Glyph[] =>
  shape(requestOf(text, item, start, end));

interface ShapedRun {
  readonly run: GlyphRun;
  readonly font: Font;
  readonly level: number;
  readonly width: number;
}

interface ShapedLine {
  readonly text: string;
  /** In logical order. */
  readonly runs: readonly ShapedRun[];
  readonly width: number;
}

function shapeLine({ clean, items }: Prepared, range: Range): ShapedLine {
  const runs: ShapedRun[] = [];
  for (const item of items) {
    const start = Math.max(item.start, range.start);
    const end = Math.min(item.end, range.end);
    if (start >= end) continue;
    const hyphen = range.hyphen && end === range.end;
    runs.push(
      hyphen ? shapeHyphenated(clean.text, item, start, end) : shapeRun(clean.text, item, start, end),
    );
  }
  return {
    text: clean.text.slice(range.start, range.end),
    runs: runs.filter((r) => r.run.glyphs.length > 0),
    width: runs.reduce((sum, r) => sum + r.width, 0),
  };
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
  const glyphs = shaped.map((g) => ({ ...g, cluster: g.cluster - start }));
  const units = glyphs.reduce((sum, g) => sum + g.advance, 0);
  return {
    font,
    level,
    width: (units * style.size) / upem,
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

/** Items stay in logical order, for readers of the structure; their x says where they stand. */
function placeLine(line: ShapedLine, input: ParagraphInput, measure: number, baseline: Pt): Line {
  const { runs, width, text } = line;
  const start = lineStart(input, measure, width);
  const xs: number[] = [];
  let x = start;
  for (const index of visualOrder(runs.map((r) => r.level))) {
    xs[index] = x;
    x += runs[index]!.width;
  }
  const items: GlyphsItem[] = runs.map(({ run }, i) => ({
    kind: 'glyphs',
    at: point(xs[i]!, baseline),
    run,
  }));
  return { items, baseline, width: pt(width), text, ...inkOf(runs, xs, start) };
}

function lineStart({ align = 'start', direction }: ParagraphInput, measure: number, width: number): number {
  if (align === 'center') return (measure - width) / 2;
  return (align === 'start') === (direction === 'ltr') ? 0 : measure - width;
}

function inkOf(
  runs: readonly ShapedRun[],
  xs: readonly number[],
  start: number,
): { left: Pt; right: Pt; inkAscent: Pt; inkDescent: Pt } {
  let left = Infinity;
  let right = -Infinity;
  let top = 0;
  let bottom = 0;
  runs.forEach(({ run, font }, index) => {
    const scale = run.size / run.upem;
    let pen = 0;
    for (const glyph of run.glyphs) {
      const ink = font.extents(glyph.id);
      if (ink) {
        left = Math.min(left, xs[index]! + (pen + glyph.dx + ink.xMin) * scale);
        right = Math.max(right, xs[index]! + (pen + glyph.dx + ink.xMax) * scale);
        top = Math.max(top, (glyph.dy + ink.yMax) * scale);
        bottom = Math.min(bottom, (glyph.dy + ink.yMin) * scale);
      }
      pen += glyph.advance;
    }
  });
  if (left > right) left = right = start;
  return { left: pt(left), right: pt(right), inkAscent: pt(top), inkDescent: pt(-bottom) };
}

/** The style that leads: the first of the largest. */
function leadingStyle(spans: readonly Span[]): TextStyle | undefined {
  return spans.reduce<TextStyle | undefined>(
    (found, { style }) => (!found || style.size > found.size ? style : found),
    undefined,
  );
}

/**
 * From the top of a paragraph to its first baseline, in points: ascent and descent of the leading font centred
 * in the leading. Without any font, three quarters of the leading.
 */
export function firstBaseline(book: FontBook, spans: readonly Span[], leading: Pt): Pt {
  const style = leadingStyle(spans);
  for (const family of style?.families ?? []) {
    for (const weight of [style!.weight, 400, 700]) {
      const font = book.find(family, weight);
      if (!font) continue;
      const { ascender, descender, upem } = font.metrics;
      return pt((leading + ((ascender + descender) * style!.size) / upem) / 2);
    }
  }
  return pt(leading * 0.75);
}

/** What only shows after shaping: a glyph 0 nobody reported, and a dotted circle that nobody wrote. */
function checkGlyphs(lines: readonly ShapedLine[], known: readonly Diagnostic[]): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  const missingKnown = known.some((d) => d.code === CODE.missingGlyph);
  for (const { runs, text } of lines) {
    for (const { run, font } of runs) {
      const circle = font.glyphId(0x25cc);
      for (const glyph of run.glyphs) {
        if (glyph.id !== 0 && (glyph.id !== circle || circle === 0)) continue;
        const cluster = clusterText(run, glyph.cluster);
        const names = [...cluster].map(codePointName).join(' ');
        if (glyph.id === 0 && !missingKnown) {
          found.set(`0 ${cluster}`, {
            code: CODE.missingGlyph,
            level: 'error',
            message: `${font.key} has no glyph for "${cluster}" (${names}), in "${excerpt(text, cluster)}"`,
            hint: 'write it differently, or add a family that has it to the template',
          });
        } else if (glyph.id === circle && circle !== 0 && !cluster.includes('\u25cc')) {
          found.set(`circle ${cluster}`, {
            code: CODE.strayCharacter,
            level: 'error',
            message: `"${cluster}" (${names}) in "${excerpt(text, cluster)}" has a mark with no letter to stand on; it would print a dotted circle`,
            hint: 'the marks are in a wrong order, or a letter is missing: type the word again',
          });
        }
      }
    }
  }
  return [...found.values()];
}

/** The characters of one cluster: up to where the next cluster begins. */
function clusterText(run: GlyphRun, cluster: number): string {
  const next = Math.min(...run.glyphs.map((g) => g.cluster).filter((c) => c > cluster), run.text.length);
  return run.text.slice(cluster, next);
}
