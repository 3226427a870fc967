/**
 * The slug: what an operator reads off a sheet, outside every trim. Job, batch, language by its own and its
 * English name, design code, version, date, purpose, and the sheet's number or the copies to print.
 *
 * Sheets are numbered over the whole run, not batch by batch: the number is what an operator types to have a
 * spoiled sheet again, and must mean one sheet. The copies of a static sheet cannot each have a number; they show
 * the range that is theirs, and any number in it means the same sheet.
 *
 * The press writer has no fonts at run time. So the text of a batch is set once, as one Frame a side, and the
 * running sheet number is put together from ten digit Frames by matrix.
 */
import { BLACK, type Color } from '../core/color.js';
import { NO_INSETS, type Point, point, size, translate } from '../core/geometry.js';
import type { Direction, LanguageTag } from '../core/language.js';
import { type Pt, pt } from '../core/units.js';
import type { Frame, GlyphsItem, UseItem } from '../frame/frame.js';
import type { Paragraph, ParagraphInput, Span, TextStyle } from '../text/types.js';
import { marksFrame } from './marks.js';
import type { OwnUses } from './one-up.js';
import type { SheetPlan } from './sheet.js';
import type { SheetFurniture } from './sheet-frames.js';

/** text/'s setParagraph with its fonts already chosen. */
export type SetText = (input: ParagraphInput) => Paragraph;

/** How a language is named on slugs and tickets. */
export interface NamedLanguage {
  readonly tag: LanguageTag;
  readonly name: string;
  readonly english: string;
  readonly script: string;
  readonly direction: Direction;
}

export interface SlugText {
  readonly job: string;
  readonly purpose: 'draft' | 'press';
  /** From 1. */
  readonly batch: number;
  readonly batches: number;
  /** How often a static batch prints its one sheet. */
  readonly copies: number;
  /** A static batch shows its range of sheets; a mixed batch numbers its sheets. */
  readonly numbered: boolean;
  readonly count: SheetCount;
  /** On a reprint, what was asked for: `sheets 412–431`. */
  readonly reprint?: string;
  readonly languages: readonly NamedLanguage[];
  /** Of a static batch: its design code; of a mixed one: what it holds, such as `6 congregations`. */
  readonly content: string;
  readonly version: string;
  readonly date: string;
  /** Inks of the marks, drawn one above the other; Separation /All unless said. */
  readonly marks?: readonly Color[];
}

/** The batch's sheets among all of them. */
export interface SheetCount {
  /** `reprint sheet` where the numbers are not the run's, so that nobody asks for them as if they were. */
  readonly word: 'sheet' | 'reprint sheet';
  readonly first: number;
  readonly last: number;
  readonly of: number;
}

export interface SlugStyle {
  readonly setText: SetText;
  /** In order of preference; must reach the scripts of every language's own name. */
  readonly families: readonly string[];
}

/** The slug of one batch, as plain data: what it uses is drawn by the compiled Frames, whose items are left out here. */
export interface Slug extends SheetFurniture {
  /** Of numbered sheets: `0` to `9`, where the first stands, and how many a number has. */
  readonly number?: { readonly digits: readonly Frame[]; readonly at: Point; readonly width: number };
}

const TEXT_SIZE = 6;
const TEXT_SIZE_LEAST = 4;
const NUMBER_SIZE = 9;
const RANGE_SIZE = 6;
/** Width kept at the right end for the sheet number or the copies. */
const NUMBER_WIDTH = 130;

/** Sets the slug of a batch: the Frames to compile, and what the sheets use of them. */
export function batchSlug(
  plan: SheetPlan,
  text: SlugText,
  style: SlugStyle,
): { readonly frames: readonly Frame[]; readonly value: Slug } {
  const marks = marksFrame(plan, text.marks);
  const digits = text.numbered ? digitFrames(style) : [];
  const number = numberLine(plan, text, style);
  const front = slugFrame(plan, text, style, 'front', number.items);
  const back = slugFrame(plan, text, style, 'back', number.items);
  return {
    frames: [marks, front, back, ...digits],
    value: {
      front: [useAt(bare(marks)), useAt(bare(front))],
      back: [useAt(bare(marks)), useAt(bare(back))],
      ...(text.numbered
        ? {
            number: {
              digits: digits.map(bare),
              at: number.digitsAt,
              width: String(text.count.of).length,
            },
          }
        : {}),
    },
  };
}

/** The number of a sheet, digit by digit; undefined where sheets show none. */
export function numberOn(slug: Slug, sheet: number): OwnUses | undefined {
  if (!slug.number) return undefined;
  const { digits, at, width } = slug.number;
  const shown: UseItem[] = [];
  let x: number = at.x;
  for (const digit of String(sheet).padStart(width, '0')) {
    const frame = digits[Number(digit)]!;
    shown.push(digitAt(frame, x, at.y));
    x += frame.size.width;
  }
  return { uses: shown, among: digits };
}

/** Digits by where they begin: the same use on every sheet that shows them there. A slug has its own Frames. */
const digitUses = new WeakMap<Frame, Map<number, UseItem>>();

function digitAt(frame: Frame, x: number, y: number): UseItem {
  const known = digitUses.get(frame) ?? new Map<number, UseItem>();
  digitUses.set(frame, known);
  const use = known.get(x) ?? useAt(frame, x, y);
  known.set(x, use);
  return use;
}

const useAt = (frame: Frame, x = 0, y = 0): UseItem => ({
  kind: 'use',
  frame,
  matrix: translate(x, y),
  clip: 'none',
});

const bare = (frame: Frame): Frame => ({ ...frame, items: [] });

/** `0` to `9`, each a Frame as wide as its advance, its baseline at the Frame's bottom edge. */
function digitFrames(style: SlugStyle): Frame[] {
  return Array.from({ length: 10 }, (_, digit) => {
    const line = setLine(style, [{ text: String(digit), style: numberStyle(style) }], 100, NUMBER_SIZE);
    return {
      id: `slug-digit-${digit}`,
      size: size(line.width, NUMBER_SIZE),
      bleed: NO_INSETS,
      items: line.items.map((item) => moved(item, 0, NUMBER_SIZE - line.baseline)),
    };
  });
}

const numberStyle = (style: SlugStyle): TextStyle => ({
  families: style.families,
  weight: 700,
  size: pt(NUMBER_SIZE),
  color: BLACK,
});

/**
 * `sheet 0000 of 7657` with a gap where the digits go; or `print 500 copies`, and below it, smaller, `sheets 1–500
 * of 7657, all the same`. Ends at the slug's right edge. No thousands separators: so it can be typed.
 */
function numberLine(
  plan: SheetPlan,
  text: SlugText,
  style: SlugStyle,
): { items: GlyphsItem[]; digitsAt: Point } {
  const look = numberStyle(style);
  const right = plan.slug.x + plan.slug.width;
  const { count } = text;
  const baseline = plan.slug.y + NUMBER_SIZE + (text.numbered ? 1 : -2);
  const set = (words: string, as = look): Paragraph['lines'][number] =>
    setLine(style, [{ text: words, style: as }], NUMBER_WIDTH * 2, as.size);
  const place = (line: Paragraph['lines'][number], x: number, y = baseline): GlyphsItem[] =>
    line.items.map((item) => moved(item, x, y - line.baseline));

  if (!text.numbered) {
    const copies = set(`print ${text.copies} ${text.copies === 1 ? 'copy' : 'copies'}`);
    const range = set(
      count.first === count.last
        ? `${count.word} ${count.first} of ${count.of}`
        : `${count.word}s ${count.first}–${count.last} of ${count.of}, all the same`,
      { ...look, weight: 400, size: pt(RANGE_SIZE) },
    );
    const below = plan.slug.y + plan.slug.height - range.inkDescent;
    return {
      items: [...place(copies, right - copies.width), ...place(range, right - range.width, below)],
      digitsAt: point(right, baseline),
    };
  }
  const space = NUMBER_SIZE * 0.3;
  const digitWidth = set('0').width * String(count.of).length;
  const of = set(`of ${count.of}`);
  const sheet = set(count.word);
  const ofAt = right - of.width;
  const digitsAt = ofAt - space - digitWidth;
  return {
    items: [...place(sheet, digitsAt - space - sheet.width), ...place(of, ofAt)],
    digitsAt: point(digitsAt, baseline - NUMBER_SIZE),
  };
}

function slugFrame(
  plan: SheetPlan,
  text: SlugText,
  style: SlugStyle,
  side: 'front' | 'back',
  number: readonly GlyphsItem[],
): Frame {
  const width = plan.slug.width - NUMBER_WIDTH;
  let paragraph: Paragraph | undefined;
  for (let type = TEXT_SIZE; type >= TEXT_SIZE_LEAST; type -= 0.5) {
    paragraph = style.setText({
      spans: slugSpans(text, side, {
        families: style.families,
        weight: 400,
        size: pt(type),
        color: BLACK,
      }),
      lang: 'en',
      script: 'Latn',
      direction: 'ltr',
      width: pt(width),
      leading: pt(type * 1.25),
      align: 'start',
      balance: false,
    });
    if (paragraph.height <= plan.slug.height && !paragraph.overfull) break;
  }
  // A slug that is still too long loses its last lines rather than reach into a mark.
  const lines = paragraph!.lines.filter((l) => l.baseline + l.inkDescent <= plan.slug.height);
  return {
    id: `slug-${side}`,
    size: plan.sheet,
    bleed: NO_INSETS,
    lang: 'en',
    items: [
      {
        kind: 'mark',
        role: 'Artifact',
        items: [
          ...lines.flatMap((line) => line.items.map((item) => moved(item, plan.slug.x, plan.slug.y))),
          ...number,
        ],
      },
    ],
  };
}

function slugSpans(text: SlugText, side: string, style: TextStyle): Span[] {
  const plain = (words: string): Span => ({ text: words, style });
  const bold = (words: string): Span => ({ text: words, style: { ...style, weight: 700 } });
  const languages = text.languages.flatMap((language, i) => [
    plain(i === 0 ? '' : ', '),
    ...languageSpans(language, style),
  ]);
  return [
    ...(text.purpose === 'draft' ? [bold('DRAFT, not for press'), plain(' · ')] : []),
    ...(text.reprint === undefined ? [] : [bold(`REPRINT of ${text.reprint}`), plain(' · ')]),
    bold(text.job),
    plain(` · batch ${text.batch} of ${text.batches} · ${side} · `),
    ...languages,
    plain(` · ${text.content} · version ${text.version} · ${text.date}`),
  ].filter((span) => span.text !== '');
}

/** `Español (Spanish)`, the own name in its own direction; `English` alone where both are the same. */
function languageSpans(language: NamedLanguage, style: TextStyle): Span[] {
  const own: Span = { text: language.name, style, lang: language.tag, isolate: language.direction };
  return language.name === language.english ? [own] : [own, { text: ` (${language.english})`, style }];
}

function setLine(
  style: SlugStyle,
  spans: readonly Span[],
  width: number,
  leading: number,
): Paragraph['lines'][number] {
  const paragraph = style.setText({
    spans,
    lang: 'en',
    script: 'Latn',
    direction: 'ltr',
    width: pt(width),
    leading: pt(leading),
    balance: false,
  });
  return paragraph.lines[0]!;
}

const moved = (item: GlyphsItem, x: number, y: number): GlyphsItem => ({
  ...item,
  at: { x: pt(item.at.x + x) as Pt, y: pt(item.at.y + y) },
});
