/**
 * Fonts of a compiled set: each font key becomes one Type 0 font over a CIDFontType2 (ISO 32000-1, 9.7), cut to
 * the glyphs used, ids kept. A code (CID) stands for one pair of glyph and source text, so that ToUnicode can
 * tell two uses of a glyph apart; CIDToGIDMap leads it back to the glyph. Nothing is shaped here.
 */
import { keepRecent, type Recent } from '../core/recent.js';
import type { GlyphRun } from '../frame/frame.js';
import type { Font, FontBook } from '../text/types.js';
import { type CompiledObject, withDigest } from './compiled-set.js';
import type { RunCode } from './text-operators.js';
import { dict, name, type PdfObject, type PdfValue, ref, text, utf16Hex } from './value.js';

export interface CollectedFont {
  /** The resource name in every stream of the set. */
  readonly name: string;
  /**
   * Builds the font's objects from what has been coded so far. References count from 0 within the list; the
   * last object is the Type 0 font.
   */
  objects(
    deflate: (bytes: Uint8Array) => Uint8Array,
    digest: (bytes: Uint8Array | string) => string,
  ): readonly CompiledObject[];
}

export interface FontCollection {
  code(run: GlyphRun): RunCode;
  /** In order of first use. */
  fonts(): readonly CollectedFont[];
}

interface Code {
  readonly cid: number;
  readonly hex: string;
  readonly glyph: number;
  readonly text: string;
  readonly width: number;
}

/**
 * Codes for glyphs that say nothing. A reader that knows no text for a code may show the code itself as a
 * character (pdf.js does): these are invisible ones, variation selectors and format characters.
 */
const INVISIBLE = [
  ...range(0xfe00, 0xfe0f),
  ...range(0x2060, 0x206f),
  ...range(0x200b, 0x200f),
  ...range(0xfff0, 0xfff8),
];

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Gives out codes: 1, 2, 3 … without the invisible ones; those go to silent glyphs as long as they last. */
function openCodes(): (silent: boolean) => number {
  const invisible = [...INVISIBLE].reverse();
  const reserved = new Set(INVISIBLE);
  let next = 1;
  return (silent) => {
    const special = silent ? invisible.pop() : undefined;
    if (special !== undefined) return special;
    while (reserved.has(next)) next++;
    return next++;
  };
}

interface Entry {
  readonly name: string;
  readonly font: Font;
  readonly codes: Code[];
  /** By glyph id and text. */
  readonly index: Map<string, Code>;
  readonly nextCode: (silent: boolean) => number;
}

/**
 * Starts empty; coding a run adds what it needs. Throws what `book.font` throws for an unknown key.
 * @param silent what a glyph says that says nothing: no entry in ToUnicode, or for PDF/A-2u, which wants one for every
 * glyph (ISO 19005-2, 6.2.11.7), an invisible WORD JOINER
 */
export function collectFonts(book: FontBook, silent: '' | typeof SILENT = ''): FontCollection {
  const byKey = new Map<string, Entry>();
  const entryFor = (key: string) => {
    const known = byKey.get(key);
    if (known) return known;
    // Code 0 is .notdef, as every reader expects.
    const entry: Entry = {
      name: `F${byKey.size}`,
      font: book.font(key),
      codes: [{ cid: 0, hex: hexCode(0), glyph: 0, text: '', width: 0 }],
      index: new Map(),
      nextCode: openCodes(),
    };
    byKey.set(key, entry);
    return entry;
  };
  return {
    code(run) {
      const entry = entryFor(run.font);
      let codes = '';
      const widths: number[] = [];
      const { says: spelled, pairs } = spellOnce(run);
      for (const [i, glyph] of run.glyphs.entries()) {
        const says = spelled[i]! || silent;
        const pair = says === spelled[i] ? pairs[i]! : `${glyph.id}:${says}`;
        let code = entry.index.get(pair);
        if (code === undefined) {
          const cid = entry.nextCode(spelled[i] === '');
          if (cid > 0xffff) throw new Error(`font ${run.font} needs more than 65,000 codes in one set`);
          const width = (entry.font.advance(glyph.id) * 1000) / entry.font.metrics.upem;
          code = {
            cid,
            hex: hexCode(cid),
            glyph: glyph.id,
            text: says,
            width: Math.round(width * 100) / 100,
          };
          entry.codes.push(code);
          entry.index.set(pair, code);
        }
        codes += code.hex;
        widths.push(code.width);
      }
      const mute = silent !== '' && spelled.includes('') ? spelled.map((says) => says === '') : undefined;
      return { font: entry.name, codes, widths, ...(mute ? { silent: mute } : {}) };
    },
    fonts: () =>
      [...byKey.values()].map((entry) => ({
        name: entry.name,
        objects: (deflate, digest) => fontObjects(entry.font, entry.codes, deflate, digest),
      })),
  };
}

/** Invisible, and no word breaks at it. */
export const SILENT = '\u2060';

/**
 * What each glyph of a run says, so that reading the glyphs in reading order gives the text back exactly.
 *
 * Left to right, the characters of a cluster are spread over its glyphs; those beyond the glyphs go to the last.
 * A glyph beyond the characters (half of a Thai sara am) says WORD JOINER, since pdf.js shows the bare code of a
 * glyph that says nothing; content.ts covers such words with ActualText.
 *
 * Right to left there is no ActualText (poppler reverses it), and readers take words apart at marks that are
 * moved. So the widest glyph says the whole cluster; marks and dots say nothing, under codes that are invisible
 * characters. (poppler keeps the word whole but swaps a letter and its mark; other readers do not.)
 */
export function spellGlyphs(run: GlyphRun): string[] {
  const { glyphs, rtl } = run;
  const starts = [...new Set(glyphs.map((g) => g.cluster))].sort((a, b) => a - b);
  const endOf = new Map(starts.map((start, i) => [start, starts[i + 1] ?? run.text.length]));
  const members = new Map<number, number[]>();
  for (const [i, glyph] of glyphs.entries()) {
    const list = members.get(glyph.cluster);
    if (list) list.push(i);
    else members.set(glyph.cluster, [i]);
  }
  const says = glyphs.map(() => '');
  for (const [cluster, indices] of members) {
    const said = run.text.slice(cluster, endOf.get(cluster));
    if (rtl) {
      says[indices.reduce((best, i) => (glyphs[i]!.advance > glyphs[best]!.advance ? i : best))] = said;
      continue;
    }
    const characters = [...said];
    for (const [i, index] of indices.entries())
      says[index] = (i === indices.length - 1 ? characters.slice(i).join('') : characters[i]) || SILENT;
  }
  return says;
}

const spelledRuns = new WeakMap<GlyphRun, { says: readonly string[]; pairs: readonly string[] }>();

/** What the glyphs of a run say, and the names of those pairs in `Entry.index`; of a run that comes again as it was. */
function spellOnce(run: GlyphRun): { says: readonly string[]; pairs: readonly string[] } {
  const before = spelledRuns.get(run);
  if (before) return before;
  const says = spellGlyphs(run);
  const spelled = { says, pairs: run.glyphs.map((glyph, i) => `${glyph.id}:${says[i]}`) };
  spelledRuns.set(run, spelled);
  return spelled;
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

function fontObjects(
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

const hexCode = (cid: number): string => cid.toString(16).toUpperCase().padStart(4, '0');

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
