/**
 * Step 8: a shaped line becomes runs at places: its runs in visual order (UAX #9 L2), aligned in the measure, on its
 * baseline, with the box of its ink. Lines are lowered where ink would touch by paragraph.ts, with ink.ts.
 */
import { point } from '../core/geometry.js';
import { type Pt, pt } from '../core/units.js';
import type { GlyphsItem } from '../frame/frame.js';
import { visualOrder } from './bidi.js';
import type { ShapedLine, ShapedRun } from './shape-line.js';
import type { FontBook, Line, ParagraphInput, Span, TextStyle } from './types.js';

/** Items stay in logical order, for readers of the structure; their x says where they stand. */
export function placeLine(line: ShapedLine, input: ParagraphInput, measure: number, baseline: Pt): Line {
  const { runs, width, text } = line;
  const start = lineStart(input, measure, width) - line.hangsBefore;
  const xs: number[] = [];
  let x = start;
  for (const index of visualOrder(runs.map((r) => r.level))) {
    x += runs[index]!.gap;
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
