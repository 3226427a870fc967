/**
 * Step 7: which stretches of the text become lines: the running widths of the unbroken text go to fit-lines.ts, and
 * what turns out wider at its own edges goes again. It promises ranges that cover the text in order; spaces and the
 * line end at a line's end hang outside it.
 */
import { fitLines } from './fit-lines.js';
import type { Prepared } from './prepare.js';
import { findSentences } from './sentences.js';
import { fittedWidth, gapBefore, hangingWidths, type LineRange, shapeItem, shapeLine } from './shape-line.js';
import { type ParagraphInput, TOLERANCE } from './types.js';

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

/** Lines where the text says so, and nowhere else. */
export function unbrokenLines(text: Prepared): LineRange[] {
  return stretches(text).map(({ start, end }) => ({
    start,
    end: trimEnd(text.clean.text, start, end),
    next: end,
    hyphen: false,
  }));
}

/** Lines that fit the measure of the input, which is finite. */
export function breakLines(prepared: Prepared, input: ParagraphInput): LineRange[] {
  const { clean, breaks } = prepared;
  const { text } = clean;
  const estimate = estimateWidths(prepared);
  const exact = new Map<string, number>();
  const width = (start: number, end: number): number => {
    const known = exact.get(`${start} ${end}`);
    if (known !== undefined) return known;
    const visible = trimEnd(text, start, end);
    const hanging = hangingWidths(prepared, start, visible, (at) => estimate(at + 1) - estimate(at));
    const whole = estimate(visible) - estimate(start) - gapBefore(prepared, visible) - hanging.start;
    return fittedWidth(whole, hanging.end, input.width);
  };
  const openings = findSentences(text, input.lang);
  const sentences = input.sentenceLines ? openings : [];
  const byPlace = new Map(breaks.map((b) => [b.at, b]));
  // A phone number is one word, spaces or not: what is read as one piece.
  const isOneWord = (start: number, end: number): boolean =>
    !breaks.some((b) => b.at > start && b.at < end && b.cost < 0.3);

  return stretches(prepared).flatMap(({ start, end }) => {
    const inside = breaks.filter((b) => b.at > start && b.at < end);
    let ranges: LineRange[] = [];
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
        openings: openings.filter((s) => s > start && s < end),
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
        const real = shapeLine(prepared, range, input.width).width;
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
function estimateWidths(prepared: Prepared): (at: number) => number {
  const { clean, items } = prepared;
  const sums = new Float64Array(clean.text.length + 1);
  for (const item of items) {
    sums[item.start]! += gapBefore(prepared, item.start);
    const scale = item.style.size / item.font.metrics.upem;
    for (const glyph of shapeItem(clean.text, item, item.start, item.end))
      sums[glyph.cluster + 1]! += glyph.advance * scale;
  }
  for (let i = 1; i < sums.length; i++) sums[i]! += sums[i - 1]!;
  return (at) => sums[at]!;
}
