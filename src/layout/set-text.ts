/** Rich text + role → a paragraph, and its items where they stand on the side. The seam between layout and text. */

import { type RichText, richToString } from '../compose/rich-text.js';
import { BLACK, type Color } from '../core/color.js';
import type { Diagnostic } from '../core/diagnostic.js';
import { point, translate } from '../core/geometry.js';
import type { Direction, LanguageTag } from '../core/language.js';
import { type Pt, pt } from '../core/units.js';
import type { GlyphsItem, Item, Link, MarkItem, Role } from '../frame/frame.js';
import type { RoleName } from '../schema/template.js';
import { overlap } from '../text/ink.js';
import { rememberParagraph } from '../text/remember.js';
import type { FontBook, Paragraph, Span } from '../text/types.js';
import type { Style } from './style.js';

/** What every text of a flyer shares. */
export interface TextContext {
  readonly book: FontBook;
  readonly style: Style;
  readonly lang: LanguageTag;
  readonly script: string;
  readonly dir: Direction;
  /** Design and block, for messages. */
  readonly design: string;
  readonly diagnostics: Diagnostic[];
}

export interface SetOptions {
  readonly width: number;
  readonly align?: 'start' | 'center' | 'end';
  readonly color?: Color;
  readonly sentenceLines?: boolean;
  readonly balance?: boolean;
  /** Text that is English whatever the flyer's language: the back, labels of piles. */
  readonly english?: boolean;
  /** Multiplies the role's size and leading: a headline that must stay on one line. */
  readonly scale?: number;
  readonly block: string;
}

export interface SetText {
  readonly paragraph: Paragraph;
  readonly height: number;
  readonly lineCount: number;
  /** First baseline from the top, and how far the first line's ink reaches above it. */
  readonly firstBaseline: number;
  readonly firstAscent: number;
  /** Of the role's size. */
  readonly scale: number;
  readonly overfull: boolean;
  /** What it says, and which words of it lead somewhere. */
  readonly text: string;
  readonly links: readonly Link[];
  /** By how many characters the widest line is too long for its measure, about; 0 where it is not. */
  readonly surplus: number;
}

/** Sets a text in a role of the style. Missing glyphs go to the context's diagnostics. */
export function setText(context: TextContext, text: RichText, role: RoleName, options: SetOptions): SetText {
  const { style, book } = context;
  const type = style.roles[role];
  const scale = options.scale ?? 1;
  const spans: Span[] = text.map((span) => {
    const latin =
      options.english || (span.lang !== undefined && span.lang !== context.lang && span.lang === 'en');
    return {
      text: span.text,
      style: {
        families: latin
          ? [...new Set([...style.englishFamilies, ...style.families])]
          : [...new Set([...style.families, ...style.englishFamilies])],
        weight: span.bold ? 700 : type.weight,
        size: pt(type.size * scale),
        color: options.color ?? BLACK,
      },
      ...(span.lang !== undefined ? { lang: span.lang } : {}),
      ...(span.isolate !== undefined ? { isolate: span.isolate } : {}),
      ...(span.nobreak !== undefined ? { nobreak: span.nobreak } : {}),
    };
  });
  const paragraph = rememberParagraph(book, {
    spans,
    lang: options.english ? 'en' : context.lang,
    script: options.english ? 'Latn' : context.script,
    direction: options.english ? 'ltr' : context.dir,
    width: pt(options.width),
    leading: pt(type.leading * scale),
    align: options.align ?? 'start',
    ...(options.balance !== undefined ? { balance: options.balance } : {}),
    ...(options.sentenceLines !== undefined ? { sentenceLines: options.sentenceLines } : {}),
    where: { design: context.design, block: options.block },
  });
  addDiagnostics(context.diagnostics, paragraph.diagnostics);
  const first = paragraph.lines[0];
  return {
    paragraph,
    height: paragraph.height,
    lineCount: paragraph.lines.length,
    firstBaseline: first?.baseline ?? 0,
    firstAscent: first?.inkAscent ?? 0,
    scale,
    overfull: paragraph.overfull,
    text: richToString(text),
    links: text.flatMap(({ text: words, href }) => (href === undefined ? [] : [{ text: words, href }])),
    surplus: surplusOf(paragraph, options.width),
  };
}

/** Each message once. */
export function addDiagnostics(all: Diagnostic[], found: readonly Diagnostic[]): void {
  for (const diagnostic of found)
    if (!all.some((d) => d.code === diagnostic.code && d.message === diagnostic.message))
      all.push(diagnostic);
}

function surplusOf({ lines, overfull }: Paragraph, measure: number): number {
  if (!overfull) return 0;
  const widest = lines.reduce((wide, line) => (line.width > wide.width ? line : wide));
  return Math.ceil([...widest.text].length * (1 - measure / widest.width));
}

/**
 * The largest scale, from that of the options (1 unless said) down in steps of 2 %, at which the text stays on one line and `fits` agrees; the
 * smallest if none does.
 */
export function setOneLine(
  context: TextContext,
  text: RichText,
  role: RoleName,
  options: SetOptions,
  smallest: number,
  fits: (set: SetText) => boolean = () => true,
): SetText {
  for (let scale = options.scale ?? 1; scale > smallest; scale -= 0.02) {
    const set = setText(context, text, role, { ...options, scale });
    if (set.lineCount <= 1 && !set.overfull && fits(set)) return set;
  }
  return setText(context, text, role, { ...options, scale: smallest });
}

/** A text and where its top left corner stands. */
export interface Standing {
  readonly set: SetText;
  readonly x: number;
  readonly y: number;
}

/** How much lower a text must stand for its first line to touch nothing of the text above it; 0 if it does not. */
export function touching(context: TextContext, above: Standing, below: Standing): number {
  const last = above.set.paragraph.lines.at(-1);
  const first = below.set.paragraph.lines[0];
  return last && first ? overlap(context.book, last, first, below.x - above.x, below.y - above.y) : 0;
}

/** The paragraph's glyphs with its top left corner at x, y, as one structure element. */
export function placeText(set: SetText, x: number, y: number, role: Role, lang?: LanguageTag): Item {
  const items: GlyphsItem[] = set.paragraph.lines.flatMap((line) =>
    line.items.map((item) => ({ ...item, at: point(item.at.x + x, item.at.y + y) })),
  );
  const { text, links } = set;
  return {
    kind: 'mark',
    role,
    ...(lang ? { lang } : {}),
    text,
    ...(links.length > 0 ? { links } : {}),
    items,
  };
}

/** What items are together: a list, an item of it, a section. `part` joins what is drawn in several places. */
export const marked = (
  role: Role,
  items: readonly Item[],
  more: Pick<MarkItem, 'lang' | 'part'> = {},
): Item => ({
  kind: 'mark',
  role,
  ...more,
  items,
});

/** Moves finished items. */
export const moved = (items: readonly Item[], x: number, y: number): Item => ({
  kind: 'group',
  matrix: translate(x, y),
  items,
});

export const lineRight = (set: SetText): Pt => set.paragraph.lines.at(-1)?.right ?? pt(0);
