/**
 * The PDF objects of a font (ISO 32000-1, 9.7): a Type 0 font over a CIDFontType2, cut to the glyphs that have codes,
 * with CIDToGIDMap and ToUnicode.
 */
import { keepRecent, type Recent } from '../core/recent.js';
import type { Font } from '../text/types.js';
import { type CompiledObject, withDigest } from './compiled-set.js';
import { hexCode } from './text-operators.js';
import { dict, name, type PdfObject, type PdfValue, ref, text, utf16Hex } from './value.js';

/** A code stands for one pair of glyph and source text. Widths in thousandths of an em. */
export interface Code {
  readonly cid: number;
  readonly glyph: number;
  readonly text: string;
  readonly width: number;
}

/** A font cut to some glyphs: its length, its bytes deflated, and the digest of the bytes as they were. */
interface Cut {
  readonly length: number;
  readonly deflated: Uint8Array;
  readonly digest: string;
}

/**
 * What was made of a font. A congregation's flyer mostly has the letters of the one before, and gives them the same codes:
 * then nothing is made again. Where a name brings letters in another order the codes are others, but mostly the glyphs
 * are not: then the cut is not made again, which takes ten times as long as the rest. Both were a fifth of the compile
 * of a run for 300 congregations.
 */
interface Kept {
  readonly objects: Recent<readonly CompiledObject[]>;
  readonly cuts: Recent<Cut>;
}
const kept = new WeakMap<Font, Kept>();

/** Of one font. A cut of Latin letters has 20 KB deflated, one of Chinese 100. */
const MOST_CUTS = 32;

function keptOf(font: Font): Kept {
  const before = kept.get(font) ?? { objects: keepRecent(MOST_CUTS), cuts: keepRecent(MOST_CUTS) };
  kept.set(font, before);
  return before;
}

/** References count from 0 within the list; the last object is the Type 0 font. */
export function fontObjects(
  font: Font,
  codes: readonly Code[],
  deflate: (bytes: Uint8Array) => Uint8Array,
  digest: (bytes: Uint8Array | string) => string,
): readonly CompiledObject[] {
  const { objects } = keptOf(font);
  const key = codes.map(({ cid, glyph, text: says }) => `${cid} ${glyph} ${says}`).join('\n');
  const before = objects.get(key);
  if (before) return before;
  const made: CompiledObject[] = [];
  for (const object of makeObjects(font, codes, deflate, digest)) made.push(withDigest(object, made, digest));
  objects.set(key, made);
  return made;
}

function cutOf(
  font: Font,
  glyphs: readonly number[],
  deflate: (bytes: Uint8Array) => Uint8Array,
  digest: (bytes: Uint8Array | string) => string,
): Cut {
  const { cuts } = keptOf(font);
  const key = [...new Set(glyphs)].sort((a, b) => a - b).join(' ');
  const before = cuts.get(key);
  if (before) return before;
  const file = font.subset(glyphs);
  const cut = { length: file.length, deflated: deflate(file), digest: digest(file) };
  cuts.set(key, cut);
  return cut;
}

function makeObjects(
  font: Font,
  codes: readonly Code[],
  deflate: (bytes: Uint8Array) => Uint8Array,
  digest: (bytes: Uint8Array | string) => string,
): readonly PdfObject[] {
  const { metrics } = font;
  const perMille = (units: number): number => Math.round((units * 1000) / metrics.upem);
  const cut = cutOf(
    font,
    codes.map((c) => c.glyph),
    deflate,
    digest,
  );
  const inOrder = [...codes].sort((a, b) => a.cid - b.cid);
  const map = new Uint8Array((inOrder[inOrder.length - 1]!.cid + 1) * 2);
  for (const { cid, glyph } of inOrder) {
    map[cid * 2] = glyph >> 8;
    map[cid * 2 + 1] = glyph & 0xff;
  }
  const toUnicode = new TextEncoder().encode(toUnicodeMap(inOrder));
  const baseFont = `${subsetTag(digest(cut.digest + digest(toUnicode)))}+${metrics.postscriptName}`;
  const flate = (stream: Uint8Array, more: { [key: string]: PdfValue } = {}): PdfObject => ({
    value: dict({ ...more, Filter: name('FlateDecode') }),
    stream,
  });
  return [
    flate(cut.deflated, { Length1: cut.length }),
    flate(deflate(map)),
    flate(deflate(toUnicode)),
    {
      value: dict({
        Type: name('FontDescriptor'),
        FontName: name(baseFont),
        Flags: 4, // symbolic: codes are ours, not Adobe's Latin set (9.8.2)
        FontBBox: metrics.bbox.map(perMille),
        ItalicAngle: metrics.italicAngle,
        Ascent: perMille(metrics.ascender),
        Descent: perMille(metrics.descender),
        CapHeight: perMille(metrics.capHeight),
        StemV: Math.round(50 + (metrics.weight / 65) ** 2),
        FontFile2: ref(0),
      }),
    },
    {
      value: dict({
        Type: name('Font'),
        Subtype: name('CIDFontType2'),
        BaseFont: name(baseFont),
        CIDSystemInfo: dict({ Registry: text('Adobe'), Ordering: text('Identity'), Supplement: 0 }),
        FontDescriptor: ref(3),
        DW: 0,
        W: widthArray(inOrder),
        CIDToGIDMap: ref(1),
      }),
    },
    {
      value: dict({
        Type: name('Font'),
        Subtype: name('Type0'),
        BaseFont: name(baseFont),
        Encoding: name('Identity-H'),
        DescendantFonts: [ref(4)],
        ToUnicode: ref(2),
      }),
    },
  ];
}

/** `c [w w …]` for each stretch of codes without a gap (9.7.4.3). */
function widthArray(inOrder: readonly Code[]): PdfValue[] {
  const out: PdfValue[] = [];
  let stretch: number[] = [];
  let next = -1;
  for (const { cid, width } of inOrder) {
    if (cid !== next) {
      stretch = [];
      out.push(cid, stretch);
    }
    stretch.push(width);
    next = cid + 1;
  }
  return out;
}

/** Six capital letters that differ when the cut differs (9.6.4). */
function subsetTag(seed: string): string {
  let tag = '';
  for (let i = 0; i < 6; i++)
    tag += String.fromCharCode(65 + (Number.parseInt(seed.slice(i * 3, i * 3 + 3), 16) % 26));
  return tag;
}

/** A ToUnicode CMap (9.10.3): at most 100 pairs a block; codes that say nothing have no pair. */
function toUnicodeMap(codes: readonly Code[]): string {
  const pairs = codes.flatMap(({ cid, text: says }) =>
    says === '' ? [] : [`<${hexCode(cid)}> <${utf16Hex(says)}>`],
  );
  const blocks: string[] = [];
  for (let i = 0; i < pairs.length; i += 100) {
    const block = pairs.slice(i, i + 100);
    blocks.push(`${block.length} beginbfchar`, ...block, 'endbfchar');
  }
  return `${[
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange',
    '<0000> <FFFF>',
    'endcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end',
    'end',
  ].join('\n')}\n`;
}
