/**
 * A side for a screen: what is drawn, in reading order, each piece in marked content that its tag claims (ISO 32000-1,
 * 14.7 and 14.8), the tags as a tree, the links as annotations, and the headings for bookmarks. First comes all that
 * is not read, as artifacts: boxes and rules lie under the words that stand on them.
 */
import type { Color } from '../core/color.js';
import { applyToBox, type Box, box } from '../core/geometry.js';
import type { LanguageTag } from '../core/language.js';
import {
  type Frame,
  type GlyphsItem,
  type ImageItem,
  type Item,
  type Role,
  runWidth,
} from '../frame/frame.js';
import { type Stretch, stretchesOf, type Words } from '../frame/stretches.js';
import { asItems, type Element, isLeaf, type Leaf, matrixOf, readStructure } from '../frame/structure.js';
import type { FontBook } from '../text/types.js';
import { itemBounds } from './compile.js';
import { type Content, drawItems, type Rgb } from './content.js';
import type { FontCollection } from './fonts.js';
import { dict, name, type PdfDict, text } from './value.js';

/** An element of the structure tree, all of it on one page. */
export interface Tag {
  readonly role: string;
  readonly entries: PdfDict;
  readonly kids: readonly (Tag | MarkedContent | LinkAnnotation)[];
}

/** A piece of the page's content by its number there. */
export interface MarkedContent {
  readonly mcid: number;
}

export interface LinkAnnotation {
  readonly href: string;
  readonly contents: string;
  /** One for each line, in the Frame's coordinates. */
  readonly boxes: readonly Box[];
}

export interface Heading {
  readonly level: 1 | 2;
  readonly text: string;
  /** Its top, in the Frame's coordinates. */
  readonly top: number;
}

export interface TaggedPage {
  readonly content: Content;
  readonly tags: readonly Tag[];
  readonly headings: readonly Heading[];
}

export interface ScreenTools {
  readonly book: FontBook;
  readonly fonts: FontCollection;
  readonly rgb: (color: Color) => Rgb;
  /** The resource name of a picture. */
  readonly image: (image: ImageItem['image']) => string;
}

/** What a role becomes among the standard structure types (14.8.4): PDF has notes and code inside a paragraph only. */
const TYPES: Readonly<Record<Exclude<Role, 'Artifact'>, string>> = {
  H1: 'H1',
  H2: 'H2',
  P: 'P',
  L: 'L',
  LI: 'LI',
  Lbl: 'Lbl',
  LBody: 'LBody',
  Figure: 'Figure',
  Quote: 'BlockQuote',
  Note: 'P',
  Code: 'P',
  Sect: 'Sect',
};

/** Draws a side and tags it. */
export function tagPage(frame: Frame, tools: ScreenTools): TaggedPage {
  const { artifacts, elements } = readStructure(frame);
  const drawn: Content[] = [];
  const headings: Heading[] = [];
  let count = 0;

  const draw = (items: readonly Item[], open: string): void => {
    const content = drawItems(items, {
      code: (run) => tools.fonts.code(run),
      image: tools.image,
      form(used) {
        throw new Error(`frame ${used.id} is drawn as part of its page`);
      },
      rgb: tools.rgb,
    });
    drawn.push({ ...content, operators: `${open}\nq\n${content.operators}Q\nEMC\n` });
  };
  const drawMarked = (items: readonly Item[], type: string): MarkedContent => {
    const mcid = count++;
    draw(items, `/${type} <</MCID ${mcid}>> BDC`);
    return { mcid };
  };

  const tagFigure = (element: Element): Tag[] => {
    const items = asItems(element.kids.filter(isLeaf));
    const bounds = itemBounds(items, tools.book);
    if (!element.alt || !bounds) {
      draw(items, '/Artifact BMC');
      return [];
    }
    const figure: Tag = {
      role: 'Figure',
      entries: {
        Alt: text(element.alt),
        ...(element.lang === undefined ? {} : { Lang: text(element.lang) }),
        A: dict({ O: name('Layout'), Placement: name('Block'), BBox: corners(bounds, frame.size.height) }),
      },
      kids: [drawMarked(items, 'Figure')],
    };
    const href = element.links?.[0]?.href;
    if (href === undefined) return [figure];
    return [{ role: 'Link', entries: {}, kids: [figure, { href, contents: element.alt, boxes: [bounds] }] }];
  };

  const tagStretch = (stretch: Stretch, type: string, lang: LanguageTag): Tag['kids'][number] => {
    const items = asItems(stretch.words.map((words) => withSpace(words, tools.book)));
    const { href, words } = stretch;
    const rtl = words.some(({ item }) => item.run.rtl);
    const entries = {
      ...(stretch.lang === lang ? {} : { Lang: text(stretch.lang) }),
      // What right-to-left glyphs say in order is not for a reader of glyphs to find out. It is said on the tag, not
      // in the content, where poppler would turn it around.
      ...(rtl ? { ActualText: text(stretch.text) } : {}),
    };
    if (href !== undefined) {
      const link = {
        href,
        contents: contentsOf(stretch, href),
        boxes: words.map((w) => boxOf(w, tools.book)),
      };
      return { role: 'Link', entries, kids: [drawMarked(items, 'Link'), link] };
    }
    if (Object.keys(entries).length === 0) return drawMarked(items, type);
    return { role: 'Span', entries, kids: [drawMarked(items, 'Span')] };
  };

  const tagElement = (element: Element, outer: LanguageTag): Tag[] => {
    if (element.role === 'Figure') return tagFigure(element);
    const type = TYPES[element.role as keyof typeof TYPES];
    const lang = element.lang ?? outer;
    const stretches = stretchesOf(element);
    if (element.role === 'H1' || element.role === 'H2')
      headings.push({
        level: element.role === 'H1' ? 1 : 2,
        text: element.text ?? stretches.map((stretch) => stretch.text).join(' '),
        top: Math.min(...stretches.flatMap(({ words }) => words.map((w) => boxOf(w, tools.book).y))),
      });
    const kids = element.kids.flatMap((kid) => (isLeaf(kid) ? [] : tagElement(kid, lang)));
    const said = stretches.map((stretch) => tagStretch(stretch, type, lang));
    if (kids.length === 0 && said.length === 0) return [];
    const numbered = element.role === 'L' && element.kids.some((kid) => !isLeaf(kid) && hasLabel(kid));
    return [
      {
        role: type,
        entries: {
          ...(lang === outer ? {} : { Lang: text(lang) }),
          ...(numbered ? { A: dict({ O: name('List'), ListNumbering: name('Decimal') }) } : {}),
        },
        kids: [...said, ...kids],
      },
    ];
  };

  if (artifacts.length > 0) draw(asItems(artifacts), '/Artifact BMC');
  const lang = frame.lang ?? 'en';
  const tags = elements.flatMap((element) => tagElement(element, lang));
  if (headings.length === 0) headings.push(...firstWords(elements));
  return { content: together(drawn), tags, headings };
}

const hasLabel = (item: Element): boolean => item.kids.some((kid) => !isLeaf(kid) && kid.role === 'Lbl');

/** A side without a heading is found by its first words, below the tab and what stands on every side. */
function firstWords(elements: readonly Element[]): Heading[] {
  const first = elements.find(({ role, text: says }) => role !== 'Sect' && role !== 'Note' && says);
  return first?.text ? [{ level: 1, text: first.text, top: 0 }] : [];
}

/** The words of a link, and of an address all of it, with its scheme. */
const contentsOf = (stretch: Stretch, href: string): string =>
  href.startsWith('tel:') ? stretch.text : href;

/** A run with the space after it at which its line was broken: readers need it between two words. */
function withSpace(words: Words, book: FontBook): Leaf {
  const { item, groups, spaceAfter } = words;
  const { run, at } = item;
  const font = spaceAfter ? book.font(run.font) : undefined;
  const id = font?.glyphId(0x20) ?? 0;
  if (!font || id === 0) return words;
  const space = { id, cluster: run.text.length, advance: font.advance(id), dx: 0, dy: 0 };
  const text = `${run.text} `;
  const spaced: GlyphsItem = run.rtl
    ? {
        ...item,
        at: { ...at, x: (at.x - (space.advance * run.size) / run.upem) as typeof at.x },
        run: { ...run, text, glyphs: [space, ...run.glyphs] },
      }
    : { ...item, run: { ...run, text, glyphs: [...run.glyphs, space] } };
  return { item: spaced, groups };
}

/** A run's line box in the Frame: from ascender to descender. */
function boxOf(words: Words, book: FontBook): Box {
  const { run, at } = words.item;
  const { ascender, descender } = book.font(run.font).metrics;
  const em = run.size / run.upem;
  return applyToBox(
    matrixOf(words),
    box(at.x, at.y - ascender * em, runWidth(run), (ascender - descender) * em),
  );
}

/** A box as PDF wants it on a page of this height: lower left and upper right corner, y upwards. */
export const corners = (b: Box, height: number): number[] => [
  b.x,
  height - b.y - b.height,
  b.x + b.width,
  height - b.y,
];

function together(parts: readonly Content[]): Content {
  const all = (key: 'fonts' | 'images' | 'forms'): string[] => [
    ...new Set(parts.flatMap((part) => part[key])),
  ];
  return {
    operators: parts.map((part) => part.operators).join(''),
    fonts: all('fonts'),
    images: all('images'),
    forms: all('forms'),
    states: {},
    spaces: {},
  };
}
