/**
 * The font book: opens font files on first use, keeps them, and answers what shaping, drawing and embedding
 * ask of a font. It promises that a font it hands out is whole (OpenType 1.9: head, hhea, maxp, cmap, glyf) and
 * has TrueType outlines; CFF is refused, because CID-keyed CFF loses ideographs in three PDF readers.
 * It reads no file itself: `read` and `subsetWasm` are given.
 */
import * as hb from 'harfbuzzjs';
import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { FontKey, Segment } from '../frame/frame.js';
import { openSubsetter, type Subsetter } from './subset.js';
import type { Font, FontBook, FontEntry, FontMetrics, GlyphExtents } from './types.js';

export interface FontBookInput {
  /** As fonts.yaml lists them; a later entry of the same key, or family and weight, replaces an earlier one. */
  readonly entries: readonly FontEntry[];
  /** The bytes of a font by its entry's `file`. May throw a KyrError of its own. */
  readonly read: (file: string) => Uint8Array;
  /** The bytes of harfbuzz-subset.wasm; asked for once, at the first `subset`. */
  readonly subsetWasm?: () => Uint8Array;
}

/** HarfBuzz's own font behind a Font, for shape.ts alone. */
const shapers = new WeakMap<Font, hb.Font>();

/** The HarfBuzz font behind a Font of a font book. Throws if the Font was made elsewhere. */
export function shaperOf(font: Font): hb.Font {
  const shaper = shapers.get(font);
  if (!shaper) throw new Error(`font ${font.key} does not come from openFontBook`);
  return shaper;
}

/**
 * A font book over these entries. Opens nothing yet. Asking for a font throws KYR302 if no entry has the key
 * and KYR303 if its file is broken, is not TrueType, or cannot be read as a font.
 */
export function openFontBook(input: FontBookInput): FontBook {
  const byKey = new Map<FontKey, FontEntry>();
  const byStyle = new Map<string, FontEntry>();
  for (const entry of input.entries) {
    byKey.set(entry.key, entry);
    byStyle.set(`${entry.family}\n${entry.weight}`, entry);
  }
  const opened = new Map<FontKey, Font>();
  let subsetter: Subsetter | undefined;
  const cut: Subsetter = (bytes, ids) => {
    if (!subsetter) {
      if (!input.subsetWasm) throw new Error('openFontBook was given no subsetWasm, so it cannot cut fonts');
      subsetter = openSubsetter(input.subsetWasm());
    }
    return subsetter(bytes, ids);
  };

  const open = (entry: FontEntry): Font => {
    const known = opened.get(entry.key);
    if (known) return known;
    const font = openFont(entry, input.read, cut);
    opened.set(entry.key, font);
    return font;
  };
  return {
    font(key) {
      const entry = byKey.get(key);
      if (!entry) {
        fail({
          code: CODE.fontMissing,
          message: `there is no font "${key}"`,
          hint: `fonts.yaml lists ${[...byKey.keys()].sort().join(', ') || 'no font at all'}`,
        });
      }
      return open(entry);
    },
    find(family, weight) {
      const entry = byStyle.get(`${family}\n${weight}`);
      return entry && open(entry);
    },
  };
}

function openFont(entry: FontEntry, read: (file: string) => Uint8Array, cut: Subsetter): Font {
  const bytes = read(entry.file);
  const face = new hb.Face(new hb.Blob(bytes));
  const metrics = checkFont(entry, face);
  const shaper = new hb.Font(face);
  const glyphIds = new Map<number, number>();
  const inks = new Map<number, GlyphExtents | undefined>();
  /**
   * The widest cut so far. The flyers of a run need nearly the same letters: cut from it, the next takes a third to a
   * half of the time, and nothing of ten megabytes of Chinese is copied. The bytes are the same (a test holds it).
   */
  let widest: { readonly ids: ReadonlySet<number>; readonly bytes: Uint8Array } | undefined;

  const font: Font = {
    key: entry.key,
    entry,
    metrics,
    has: (codePoint) => font.glyphId(codePoint) !== 0,
    glyphId(codePoint) {
      let id = glyphIds.get(codePoint);
      if (id === undefined) {
        id = shaper.nominalGlyph(codePoint) ?? 0;
        glyphIds.set(codePoint, id);
      }
      return id;
    },
    advance: (glyphId) => shaper.glyphHAdvance(glyphId),
    extents(glyphId) {
      if (inks.has(glyphId)) return inks.get(glyphId);
      const e = shaper.glyphExtents(glyphId);
      // HarfBuzz gives the top left corner and a height that is negative downwards.
      const ink =
        e && (e.width !== 0 || e.height !== 0)
          ? { xMin: e.xBearing, xMax: e.xBearing + e.width, yMin: e.yBearing + e.height, yMax: e.yBearing }
          : undefined;
      inks.set(glyphId, ink);
      return ink;
    },
    outline: (glyphId) => cubicOutline(shaper.glyphToJson(glyphId)),
    subset(ids) {
      // Sorted and unique, so that the order of asking leaves no trace in the bytes.
      const sorted = [...new Set(ids)].sort((a, b) => a - b);
      const cutOrFail = (from: Uint8Array, to: readonly number[]): Uint8Array =>
        cut(from, to) ?? broken(entry, 'HarfBuzz cannot cut it to the glyphs in use');
      if (!widest || !sorted.every((id) => widest!.ids.has(id))) {
        const all = new Set([...(widest?.ids ?? []), ...sorted]);
        widest = {
          ids: all,
          bytes: cutOrFail(
            bytes,
            [...all].sort((a, b) => a - b),
          ),
        };
      }
      return widest.ids.size === sorted.length ? widest.bytes : cutOrFail(widest.bytes, sorted);
    },
  };
  shapers.set(font, shaper);
  return font;
}

/** HarfBuzz takes anything for a font and says nothing: the tables are looked at here. */
function checkFont(entry: FontEntry, face: hb.Face): FontMetrics {
  if (table(face, 'CFF ') || table(face, 'CFF2'))
    broken(entry, 'it has CFF (PostScript) outlines; kyr embeds TrueType outlines only');
  const head = table(face, 'head');
  const hhea = table(face, 'hhea');
  const os2 = table(face, 'OS/2');
  const maxp = table(face, 'maxp');
  if (!head || head.byteLength < 54 || !hhea || hhea.byteLength < 36 || !maxp || maxp.byteLength < 6)
    broken(entry, 'it is no font, or it is cut short');
  if (!table(face, 'glyf') || !table(face, 'loca') || !table(face, 'hmtx') || maxp.getUint16(4) === 0)
    broken(entry, 'it has no TrueType outlines');
  if (face.collectUnicodes().length === 0) broken(entry, 'it has no characters (empty cmap)');

  const upem = head.getUint16(18);
  const ascender = hhea.getInt16(4);
  const descender = hhea.getInt16(6);
  const hasHeights = os2 !== undefined && os2.byteLength >= 90 && os2.getUint16(0) >= 2;
  const post = table(face, 'post');
  return {
    upem,
    ascender,
    descender,
    // A font made for another script may leave these 0; the usual proportions of a sans stand in.
    capHeight: (hasHeights && os2.getInt16(88)) || Math.round(upem * 0.714),
    xHeight: (hasHeights && os2.getInt16(86)) || Math.round(upem * 0.536),
    bbox: [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)],
    italicAngle: post && post.byteLength >= 8 ? post.getInt32(4) / 65536 : 0,
    weight: os2 && os2.byteLength >= 6 ? os2.getUint16(4) : entry.weight,
    postscriptName: face.getName(6, 'en') || entry.key,
  };
}

/** A copy of a table (HarfBuzz hands out a view of its heap, which moves), or undefined. */
function table(face: hb.Face, tag: string): DataView | undefined {
  const live = face.referenceTable(tag);
  if (!live || live.length === 0) return undefined;
  // Only the heads of tables are read; glyf of a Chinese font would be 10 MB to copy.
  const copy = live.slice(0, 128);
  return new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
}

function broken(entry: FontEntry, why: string): never {
  return fail({
    code: CODE.fontBroken,
    message: `the font file ${entry.file} (${entry.key}) cannot be used: ${why}`,
    hint: 'put back the file that fonts.yaml names, and compare its sha256',
    at: { file: entry.file },
  });
}

/** Quadratics raised to cubics: the control points lie two thirds of the way to the quadratic's. */
function cubicOutline(commands: readonly hb.SvgPathCommand[]): Segment[] {
  const out: Segment[] = [];
  let x = 0;
  let y = 0;
  for (const { type, values } of commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = values;
    if (type === 'M' || type === 'L') {
      out.push([type, a, b]);
      [x, y] = [a, b];
    } else if (type === 'Q') {
      out.push([
        'C',
        x + (2 * (a - x)) / 3,
        y + (2 * (b - y)) / 3,
        c + (2 * (a - c)) / 3,
        d + (2 * (b - d)) / 3,
        c,
        d,
      ]);
      [x, y] = [c, d];
    } else if (type === 'C') {
      out.push(['C', a, b, c, d, e, f]);
      [x, y] = [e, f];
    } else if (type === 'Z') out.push(['Z']);
  }
  return out;
}
