/**
 * Office paper: pages on which a ticket, a label or a proof is set, from top to bottom, with a new page where one
 * is full. Made of Frames like everything printed. What has text is one Frame a page (`own`), compiled with the
 * document; pictures are uses of compiled designs beside it on the page, so that no design is set again.
 */
import { BLACK, type Color } from '../core/color.js';
import { type Box, box, type Matrix, NO_INSETS, type Size, size, translate } from '../core/geometry.js';
import type { Direction, LanguageTag } from '../core/language.js';
import { inch, pt } from '../core/units.js';
import type { Frame, Item } from '../frame/frame.js';
import { linePath, rectPath } from '../frame/path.js';
import type { BoxedPage } from '../impose/one-up.js';
import type { SetText } from '../impose/slug.js';
import { graphemeEdges } from '../text/segmenter.js';
import type { Paragraph, Span } from '../text/types.js';

export const LETTER: Size = size(inch(8.5), inch(11));
export const LETTER_WIDE: Size = size(inch(11), inch(8.5));

export interface PaperStyle {
  readonly setText: SetText;
  readonly families: readonly string[];
}

export interface PaperPage {
  /** To compile. */
  readonly own: Frame;
  /** To write; uses `own` and compiled designs. */
  readonly page: BoxedPage;
}

export interface TextLook {
  readonly size?: number;
  readonly weight?: 400 | 700;
  readonly color?: Color;
  /** A share of the size; 1.3 unless said. */
  readonly leading?: number;
  readonly align?: 'start' | 'center' | 'end';
  /** A whole paragraph in another language than the paper's English. */
  readonly reading?: Reading;
}

/** How a language is set: for a translator's paper, which has paragraphs in two of them. */
export interface Reading {
  readonly lang: LanguageTag;
  /** ISO 15924; decides where lines may break. */
  readonly script: string;
  readonly direction: Direction;
  /** In place of the paper's. */
  readonly families: readonly string[];
}

/** Words in one look, or spans made with `Paper.span`. */
export type Words = string | readonly Span[];

export interface Paper {
  readonly left: number;
  readonly width: number;
  /** Top of what comes next. */
  readonly y: () => number;
  /** A span for `Words`, so that a line can change its look or language. */
  span(text: string, look?: TextLook, more?: Pick<Span, 'lang' | 'isolate'>): Span;
  /** Sets a paragraph at a place and hands back its height; the cursor stays. */
  put(words: Words, x: number, y: number, width: number, look?: TextLook): number;
  /** As `put`, but only measures. */
  measure(words: Words, width: number, look?: TextLook): Paragraph;
  /** Whether every character has a glyph in the paper's families: names come from spreadsheets. */
  canSet(words: Words): boolean;
  /** Sets a paragraph over the whole width and goes on below it. */
  text(words: Words, look?: TextLook): void;
  skip(height: number): void;
  /** The text, or as much of its beginning as stands on so many lines, with an ellipsis. */
  shorten(
    text: string,
    width: number,
    lines: number,
    look?: TextLook,
    more?: Pick<Span, 'lang' | 'isolate'>,
  ): readonly Span[];
  /** Whether so much room is left on the page. */
  fits(height: number): boolean;
  /** Starts a new page unless so much room is left. */
  need(height: number): void;
  newPage(): void;
  line(x1: number, y1: number, x2: number, y2: number, width?: number): void;
  frame(b: Box, width: number): void;
  fill(b: Box, color: Color): void;
  /** A design's side, scaled to a width and cut to its trim, with a thin border. Hands back its height. */
  picture(side: Frame, x: number, y: number, width: number): number;
  finish(): PaperPage[];
}

/** `head` is set at the top of every page but the first; paper with a head has its pages numbered. */
export function openPaper(id: string, paper: Size, margin: number, style: PaperStyle, head?: Words): Paper {
  const left = margin;
  const width = paper.width - 2 * margin;
  const bottom = paper.height - margin;
  const pages: { own: Item[]; pictures: Item[] }[] = [];
  let y = margin;

  const current = (): { own: Item[]; pictures: Item[] } => pages.at(-1)!;
  const span: Paper['span'] = (text, look = {}, more = {}) => ({
    text,
    style: {
      families: look.reading?.families ?? style.families,
      weight: look.weight ?? 400,
      size: pt(look.size ?? 10),
      color: look.color ?? BLACK,
    },
    ...more,
  });
  const measure: Paper['measure'] = (words, measureWidth, look = {}) => {
    const spans = typeof words === 'string' ? [span(words, look)] : words;
    const largest = Math.max(...spans.map((s) => s.style.size));
    return style.setText({
      spans,
      lang: look.reading?.lang ?? 'en',
      script: look.reading?.script ?? 'Latn',
      direction: look.reading?.direction ?? 'ltr',
      width: pt(measureWidth),
      leading: pt(largest * (look.leading ?? 1.3)),
      align: look.align ?? 'start',
      balance: false,
    });
  };
  const place = (paragraph: Paragraph, x: number, top: number, lang: LanguageTag = 'en'): void => {
    current().own.push({ kind: 'mark', role: 'P', lang, items: moved(paragraph, x, top) });
  };
  const put: Paper['put'] = (words, x, top, putWidth, look) => {
    const paragraph = measure(words, putWidth, look);
    place(paragraph, x, top, look?.reading?.lang);
    return paragraph.height;
  };
  const newPage = (): void => {
    pages.push({ own: [], pictures: [] });
    y = margin;
    if (head !== undefined && pages.length > 1) y += put(head, left, y, width, { size: 8 }) + 8;
  };
  const fits = (height: number): boolean => y + height <= bottom;
  const need = (height: number): void => {
    if (!fits(height) && y > margin) newPage();
  };
  const shorten: Paper['shorten'] = (text, most, lines, look = {}, more = {}) => {
    const words = (part: string): readonly Span[] => [span(part, look, more)];
    const holds = (part: string): boolean => {
      const set = measure(words(part), most, look);
      return set.lines.length <= lines && !set.overfull;
    };
    if (holds(text)) return words(text);
    const edges = graphemeEdges(text);
    const cut = (characters: number): string => `${text.slice(0, edges[characters]).trimEnd()}…`;
    let [low, high] = [0, edges.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (holds(cut(middle))) low = middle;
      else high = middle - 1;
    }
    return words(cut(low));
  };
  const number = (): void => {
    if (head === undefined || pages.length === 1) return;
    pages.forEach(({ own }, i) => {
      const set = measure(`${i + 1} of ${pages.length}`, width, { size: 8, align: 'end' });
      own.push({ kind: 'mark', role: 'P', lang: 'en', items: moved(set, left, bottom + 10) });
    });
  };
  newPage();

  return {
    left,
    width,
    y: () => y,
    span,
    measure,
    put,
    canSet: (words) => measure(words, Number.POSITIVE_INFINITY).diagnostics.length === 0,
    text(words, look) {
      const paragraph = measure(words, width, look);
      need(paragraph.height);
      place(paragraph, left, y);
      y += paragraph.height;
    },
    skip(height) {
      y += height;
    },
    shorten,
    fits,
    need,
    newPage,
    line(x1, y1, x2, y2, lineWidth = 0.5) {
      current().own.push({
        kind: 'path',
        path: linePath(x1, y1, x2, y2),
        stroke: { color: BLACK, width: pt(lineWidth) },
      });
    },
    frame(b, lineWidth) {
      current().own.push({
        kind: 'path',
        path: rectPath(b),
        stroke: { color: BLACK, width: pt(lineWidth) },
      });
    },
    fill(b, color) {
      current().own.push({ kind: 'path', path: rectPath(b), fill: color });
    },
    picture(side, x, top, pictureWidth) {
      const by = pictureWidth / side.size.width;
      const height = side.size.height * by;
      const matrix: Matrix = [by, 0, 0, by, x, top];
      current().pictures.push({
        kind: 'group',
        matrix,
        clip: rectPath(box(0, 0, side.size.width, side.size.height)),
        items: [{ kind: 'use', frame: side, matrix: translate(0, 0) }],
      });
      current().own.push({
        kind: 'path',
        path: rectPath(box(x, top, pictureWidth, height)),
        stroke: { color: { kind: 'k', k: 50 }, width: pt(0.35) },
      });
      return height;
    },
    finish() {
      number();
      const whole = box(0, 0, paper.width, paper.height);
      return pages.map(({ own: items, pictures }, index) => {
        const number = `${id}-${index + 1}`;
        const own: Frame = { id: number, size: paper, bleed: NO_INSETS, lang: 'en', items };
        const frame: Frame = {
          id: `${number}-page`,
          size: paper,
          bleed: NO_INSETS,
          lang: 'en',
          items: [...pictures, { kind: 'use', frame: own, matrix: translate(0, 0), clip: 'none' }],
        };
        return { own, page: { frame, media: whole, bleed: whole, trim: whole } };
      });
    },
  };
}

/** The glyphs of a paragraph at its place on the page. */
const moved = (paragraph: Paragraph, x: number, y: number): Item[] =>
  paragraph.lines.flatMap((line) =>
    line.items.map((item) => ({ ...item, at: { x: pt(item.at.x + x), y: pt(item.at.y + y) } })),
  );

/** A section begins with a rule and its title, and not at the very foot of a page. */
export function setHeading(paper: Paper, text: string, room: number): void {
  paper.need(room + 34);
  paper.skip(9);
  paper.line(paper.left, paper.y(), paper.left + paper.width, paper.y(), 1);
  paper.skip(4);
  paper.text(text, { size: 13.5, weight: 700, leading: 1.25 });
  paper.skip(3);
}
