/**
 * A Frame as SVG, for screens: text as glyph outlines, so that no font is needed to show it, inks as sRGB. Used
 * Frames are written out in place. The same Frame gives the same bytes. It does not show overprinting, and it is
 * no proof of colour.
 */
import type { Color } from '../core/color.js';
import { type Box, box, concat, type Matrix, outset } from '../core/geometry.js';
import { trimNumber } from '../core/units.js';
import type { Frame, GlyphsItem, ImageItem, Item, PathItem, Segment } from '../frame/frame.js';
import { rectPath } from '../frame/path.js';
import type { Font, FontBook } from '../text/types.js';
import { inkToHex } from './ink.js';

export interface SvgOptions {
  /** Outlines come from here. */
  readonly book: FontBook;
  /** Show the bleed too; default: cut at the trim. */
  readonly bleed?: boolean;
  /** What lies behind: paper (white) by default; null for none. */
  readonly background?: Color | null;
  /** Starts every id, for a page that holds several SVGs. */
  readonly idPrefix?: string;
}

/** An SVG document of the Frame's size in points. Throws what the font book throws for an unknown font. */
export function frameToSvg(frame: Frame, options: SvgOptions): string {
  const trim = box(0, 0, frame.size.width, frame.size.height);
  const view = options.bleed ? outset(trim, frame.bleed) : trim;
  const draw = openDrawing(options.book, options.idPrefix ?? '');
  const body = frame.items.flatMap((item) => draw.item(item));
  const background =
    options.background === undefined ? '#ffffff' : options.background && inkToHex(options.background);
  const paper = background ? [`<path d="${pathData(rectPath(view))}" fill="${background}"/>`] : [];
  const defs = draw.defs();
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(view.width)}pt" height="${n(view.height)}pt" viewBox="${[view.x, view.y, view.width, view.height].map(n).join(' ')}">`,
    ...(defs.length > 0 ? ['<defs>', ...defs, '</defs>'] : []),
    ...paper,
    ...body,
    '</svg>',
  ].join('\n')}\n`;
}

const n = (value: number): string => trimNumber(value, 3);
const transform = (m: Matrix): string => `matrix(${m.map((v) => trimNumber(v, 5)).join(' ')})`;

interface Drawing {
  item(item: Item): string[];
  /** Glyphs and clips that the items drawn so far refer to. */
  defs(): string[];
}

function openDrawing(book: FontBook, prefix: string): Drawing {
  const defs: string[] = [];
  const glyphIds = new Map<string, string>();
  let clips = 0;

  /** The id of a glyph's outline; undefined for a glyph without one, such as a space. */
  const glyphId = (font: string, glyph: number): string | undefined => {
    const key = `${font}:${glyph}`;
    const known = glyphIds.get(key);
    if (known !== undefined) return known === '' ? undefined : known;
    const outline = glyphData(book.font(font), glyph);
    const id = outline === '' ? '' : `${prefix}g${glyphIds.size}`;
    glyphIds.set(key, id);
    if (id) defs.push(`<path id="${id}" d="${outline}"/>`);
    return id === '' ? undefined : id;
  };

  const clipTo = (path: readonly Segment[]): string => {
    const id = `${prefix}c${clips++}`;
    defs.push(`<clipPath id="${id}"><path d="${pathData(path)}"/></clipPath>`);
    return ` clip-path="url(#${id})"`;
  };

  const glyphs = ({ run, at }: GlyphsItem): string[] => {
    const em = run.size / run.upem;
    const uses: string[] = [];
    let pen = 0;
    for (const glyph of run.glyphs) {
      const id = glyphId(run.font, glyph.id);
      const x = pen + glyph.dx;
      if (id)
        uses.push(`<use href="#${id}"${x ? ` x="${n(x)}"` : ''}${glyph.dy ? ` y="${n(glyph.dy)}"` : ''}/>`);
      pen += glyph.advance;
    }
    if (uses.length === 0) return [];
    // Outlines are in font units with y upwards.
    const place: Matrix = [em, 0, 0, -em, at.x, at.y];
    return [`<g transform="${transform(place)}" fill="${inkToHex(run.color)}">${uses.join('')}</g>`];
  };

  const inGroup = (attributes: string, items: readonly Item[]): string[] => [
    `<g${attributes}>`,
    ...items.flatMap(item),
    '</g>',
  ];

  function item(each: Item): string[] {
    switch (each.kind) {
      case 'glyphs':
        return glyphs(each);
      case 'path':
        return [pathElement(each)];
      case 'image':
        return [imageElement(each)];
      case 'mark':
        return each.items.flatMap(item);
      case 'group': {
        const clip = each.clip ? clipTo(each.clip) : '';
        return inGroup(` transform="${transform(each.matrix)}"${clip}`, each.items);
      }
      case 'use': {
        const { size, bleed } = each.frame;
        const edge: Box = outset(box(0, 0, size.width, size.height), bleed);
        const clip = each.clip === 'none' ? '' : clipTo(rectPath(edge));
        return inGroup(` transform="${transform(each.matrix)}"${clip}`, each.frame.items);
      }
    }
  }

  return { item, defs: () => defs };
}

const outlines = new WeakMap<Font, Map<number, string>>();

/** Kept as long as the font is open: a preview draws the same letters at every save. */
function glyphData(font: Font, glyph: number): string {
  const glyphs = outlines.get(font) ?? new Map<number, string>();
  outlines.set(font, glyphs);
  const known = glyphs.get(glyph) ?? pathData(font.outline(glyph));
  glyphs.set(glyph, known);
  return known;
}

const pathData = (path: readonly Segment[]): string =>
  path.map(([letter, ...numbers]) => `${letter}${numbers.map(n).join(' ')}`).join('');

function pathElement({ path, fill, rule, stroke }: PathItem): string {
  const parts = [`<path d="${pathData(path)}"`, `fill="${fill ? inkToHex(fill) : 'none'}"`];
  if (fill && rule === 'evenodd') parts.push('fill-rule="evenodd"');
  if (stroke) {
    parts.push(
      `stroke="${inkToHex(stroke.color)}"`,
      `stroke-width="${n(stroke.width)}"`,
      'stroke-miterlimit="10"',
    );
    if (stroke.cap) parts.push(`stroke-linecap="${stroke.cap}"`);
    if (stroke.join) parts.push(`stroke-linejoin="${stroke.join}"`);
    if (stroke.dash?.length) parts.push(`stroke-dasharray="${stroke.dash.map(n).join(' ')}"`);
  }
  return `${parts.join(' ')}/>`;
}

/** The JPEG itself, or what stands for it on a screen, laid into its unit square. */
function imageElement({ image, matrix }: ImageItem): string {
  const unit = concat([1 / image.pixelWidth, 0, 0, 1 / image.pixelHeight, 0, 0], matrix);
  return `<image width="${image.pixelWidth}" height="${image.pixelHeight}" preserveAspectRatio="none" transform="${transform(unit)}" href="data:image/jpeg;base64,${base64(image.screen ?? image.bytes)}"/>`;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}
