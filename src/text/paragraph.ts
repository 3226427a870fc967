/**
 * The whole way from spans to placed lines:
 * normalise → isolate → bidi levels → itemise → break opportunities → shape → choose lines → place → check glyphs.
 * (README.md lists the steps with their files and standards.)
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
import { pt } from '../core/units.js';
import { checkGlyphs } from './check-glyphs.js';
import { breakLines, unbrokenLines } from './choose-lines.js';
import { overlap } from './ink.js';
import { firstBaseline, placeLine } from './place.js';
import { prepare } from './prepare.js';
import { shapeLine } from './shape-line.js';
import { type FontBook, type Line, type Paragraph, type ParagraphInput, TOLERANCE } from './types.js';

/**
 * Sets a paragraph. Lengths in points; x from the left edge of the measure, y from the top. An infinite `width`
 * sets each line as wide as it is. Never throws for the text's sake: missing glyphs (KYR301), families that are
 * not in the book (KYR302), stray controls (KYR207) and lines that do not fit (`overfull`) are reported.
 * A broken font file throws KYR303.
 */
export function setParagraph(book: FontBook, input: ParagraphInput): Paragraph {
  const text = prepare(book, input);
  const ranges = Number.isFinite(input.width) ? breakLines(text, input) : unbrokenLines(text);
  const shapedLines = ranges.map((range) => shapeLine(text, range, input.width));
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
