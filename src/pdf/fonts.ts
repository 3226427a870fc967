/**
 * Fonts of a compiled set: each font key becomes one Type 0 font over a CIDFontType2 (font-objects.ts), cut to
 * the glyphs used, ids kept. A code (CID) stands for one pair of glyph and source text, so that ToUnicode can
 * tell two uses of a glyph apart; CIDToGIDMap leads it back to the glyph. Nothing is shaped here.
 */
import type { GlyphRun } from '../frame/frame.js';
import type { Font, FontBook } from '../text/types.js';
import type { CompiledObject } from './compiled-set.js';
import { type Code, fontObjects } from './font-objects.js';
import { type Pairs, pairsOf, type SILENT } from './spell.js';
import type { RunCode } from './text-operators.js';

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
  readonly pairs: Pairs;
  /** By the pair's number. */
  readonly index: Map<number, Code>;
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
    const font = book.font(key);
    const entry: Entry = {
      name: `F${byKey.size}`,
      font,
      codes: [{ cid: 0, glyph: 0, text: '', width: 0 }],
      pairs: pairsOf(font),
      index: new Map(),
      nextCode: openCodes(),
    };
    byKey.set(key, entry);
    return entry;
  };
  return {
    code(run) {
      const { name, font, codes: all, pairs: numbers, index, nextCode } = entryFor(run.font);
      const codes: number[] = [];
      const widths: number[] = [];
      const { says: spelled, pairs } = numbers.spell(run);
      for (const [i, glyph] of run.glyphs.entries()) {
        const mute = spelled[i] === '';
        const pair = mute && silent !== '' ? numbers.number(glyph.id, silent) : pairs[i]!;
        let code = index.get(pair);
        if (code === undefined) {
          const cid = nextCode(mute);
          if (cid > 0xffff) throw new Error(`font ${run.font} needs more than 65,000 codes in one set`);
          const width = (font.advance(glyph.id) * 1000) / font.metrics.upem;
          code = {
            cid,
            glyph: glyph.id,
            text: spelled[i] || silent,
            width: Math.round(width * 100) / 100,
          };
          all.push(code);
          index.set(pair, code);
        }
        codes.push(code.cid);
        widths.push(code.width);
      }
      const mute = silent !== '' && spelled.includes('') ? spelled.map((says) => says === '') : undefined;
      return { font: name, codes, widths, ...(mute ? { silent: mute } : {}) };
    },
    fonts: () =>
      [...byKey.values()].map((entry) => ({
        name: entry.name,
        objects: (deflate, digest) => fontObjects(entry.font, entry.codes, deflate, digest),
      })),
  };
}
