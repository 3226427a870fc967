/** One-line texts: a headline's candidate sizes, labels, numerals, a phone number. No line breaking. */
import type { Diagnostic } from '../core/diagnostic.js';
import { type Pt, pt } from '../core/units.js';
import { setParagraph } from './paragraph.js';
import type { FontBook, Line, ParagraphInput } from './types.js';

export type LineInput = Pick<ParagraphInput, 'spans' | 'lang' | 'script' | 'direction' | 'where'>;

export interface OneLine {
  /** Undefined if there is no text. Its baseline is y 0, its advance starts at x 0. */
  readonly line: Line | undefined;
  readonly width: Pt;
  readonly diagnostics: readonly Diagnostic[];
}

/** Sets text on one line, as wide as it is; line ends in it count as spaces. Throws what setParagraph throws. */
export function setLine(book: FontBook, input: LineInput): OneLine {
  const spans = input.spans.map((s) => ({
    ...s,
    text: s.text.replace(/[\r\n\v\f\u0085\u2028\u2029]+/g, ' '),
  }));
  const { lines, width, diagnostics } = setParagraph(book, {
    ...input,
    spans,
    width: pt(Number.POSITIVE_INFINITY),
    leading: pt(0),
  });
  const [line] = lines;
  return { line: line && onBaseline(line), width, diagnostics };
}

/** Advance width of text on one line, in points, without spaces at its end. */
export const measureText = (book: FontBook, input: LineInput): Pt => setLine(book, input).width;

function onBaseline(line: Line): Line {
  return {
    ...line,
    baseline: pt(0),
    items: line.items.map((item) => ({ ...item, at: { x: item.at.x, y: pt(0) } })),
  };
}
