import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KyrError } from '../../src/core/diagnostic.js';
import { openFontBook } from '../../src/text/font-book.js';
import { openSubsetter } from '../../src/text/subset.js';
import type { FontEntry } from '../../src/text/types.js';
import { book, entries, readFont, subsetWasm } from './book.js';

const entry = (file: string): FontEntry => ({
  key: 'Broken',
  family: 'Broken',
  weight: 400,
  file,
  sha256: '',
  scripts: [],
});
const thrown = (act: () => unknown): KyrError => {
  try {
    act();
  } catch (error) {
    if (error instanceof KyrError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

/** Table directory of a TrueType file: tag → [offset, length]. */
function tables(font: Uint8Array): Map<string, [number, number]> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const found = new Map<string, [number, number]>();
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + i * 16;
    const tag = String.fromCharCode(...font.slice(at, at + 4));
    found.set(tag, [view.getUint32(at + 8), view.getUint32(at + 12)]);
  }
  return found;
}

describe('font book', () => {
  it('opens a file once, and only when it is asked for', () => {
    const read: string[] = [];
    const own = openFontBook({
      entries,
      read: (file) => {
        read.push(file);
        return readFont(file);
      },
    });
    expect(read).toEqual([]);
    const font = own.font('NotoSans-Regular');
    expect(own.find('Noto Sans', 400)).toBe(font);
    expect(read).toHaveLength(1);
    expect(own.find('Noto Sans', 250)).toBeUndefined();
    expect(own.find('No Such Family', 400)).toBeUndefined();
  });

  it('gives every shipped font sane metrics', () => {
    for (const { key } of entries) {
      const { metrics } = book.font(key);
      expect(metrics.upem, key).toBeGreaterThanOrEqual(1000);
      expect(metrics.ascender, key).toBeGreaterThan(metrics.capHeight);
      expect(metrics.descender, key).toBeLessThan(0);
      expect(metrics.bbox[2], key).toBeGreaterThan(metrics.bbox[0]);
      expect(metrics.postscriptName, key).toMatch(/^[!-~]+$/);
    }
    expect(book.font('NotoSans-Regular').metrics).toMatchObject({
      upem: 1000,
      ascender: 1069,
      descender: -293,
      capHeight: 714,
      xHeight: 536,
      weight: 400,
      italicAngle: 0,
    });
  });

  it('draws an outline inside the extents, in cubics', () => {
    const font = book.font('NotoSans-Regular');
    const id = font.glyphId(0x42);
    const outline = font.outline(id);
    const ink = font.extents(id)!;
    expect(new Set(outline.map((s) => s[0]))).toEqual(new Set(['M', 'L', 'C', 'Z']));
    const ends = outline.flatMap((s) => (s.length > 1 ? [s.slice(-2) as [number, number]] : []));
    expect(Math.min(...ends.map((p) => p[0]))).toBeCloseTo(ink.xMin, 0);
    expect(Math.max(...ends.map((p) => p[0]))).toBeCloseTo(ink.xMax, 0);
    expect(Math.max(...ends.map((p) => p[1]))).toBeCloseTo(ink.yMax, 0);
    expect(font.extents(font.glyphId(0x20))).toBeUndefined();
    expect(font.has(0x4e00)).toBe(false);
    expect(font.glyphId(0x4e00)).toBe(0);
  });

  it.each(
    ['NotoSans-Regular', 'NotoSansArabic-Bold', 'NotoNastaliqUrdu-Regular', 'NotoSansBengali-Regular'].concat(
      ['NotoSansSC-Bold', 'NotoSansKR-Regular', 'NotoSansKhmer-Regular', 'NotoSerifTibetan-Regular'],
    ),
  )('cuts %s to the same bytes, whatever it was cut to before', (key) => {
    const { file } = entries.find((e) => e.key === key)!;
    const bytes = readFont(file);
    const direct = openSubsetter(subsetWasm());
    const font = openFontBook({ entries, read: readFont, subsetWasm }).font(key);
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(ids, (some) => {
        const sorted = [...some].sort((a, b) => a - b);
        expect(Buffer.compare(font.subset(some), direct(bytes, sorted)!)).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  it('cuts a font: ids kept, layout tables gone, the same bytes every time', () => {
    const font = book.font('NotoSansArabic-Regular');
    const ids = [font.glyphId(0x628), font.glyphId(0x41), 300];
    const cut = font.subset(ids);
    expect(font.subset([...ids].reverse().concat(ids))).toEqual(cut);
    const found = tables(cut);
    for (const table of ['glyf', 'loca', 'head', 'hhea', 'hmtx', 'maxp'])
      expect(found.has(table), table).toBe(true);
    for (const table of ['GSUB', 'GPOS', 'GDEF', 'kern']) expect(found.has(table), table).toBe(false);
    expect(cut.length).toBeLessThan(20_000);

    const again = openFontBook({ entries: [entry('cut.ttf')], read: () => cut }).font('Broken');
    for (const id of ids) {
      expect(again.outline(id)).toEqual(font.outline(id));
      expect(again.advance(id)).toBe(font.advance(id));
    }
    expect(again.outline(font.glyphId(0x42))).toEqual([]);
    // The glyph keeps its place: loca still has room for the highest id asked for.
    const loca = found.get('loca')!;
    expect(loca[1]).toBeGreaterThanOrEqual(2 * Math.max(...ids));
  });

  it('names the file of a font that is broken, cut short, CFF, or not there', () => {
    const whole = readFont(book.font('NotoSans-Regular').entry.file);
    const broken = [
      new Uint8Array(0),
      new Uint8Array(5000),
      whole.slice(0, 3000),
      new TextEncoder().encode('<html>'),
    ];
    for (const bytes of broken) {
      const error = thrown(() =>
        openFontBook({ entries: [entry('x/bad.ttf')], read: () => bytes }).font('Broken'),
      );
      expect(error.diagnostics[0]).toMatchObject({
        code: 'KYR303',
        level: 'error',
        at: { file: 'x/bad.ttf' },
      });
      expect(error.message).toContain('x/bad.ttf');
    }
    const cff = Uint8Array.from(whole);
    cff.set(new TextEncoder().encode('CFF '), 12 + 16 * [...tables(whole).keys()].indexOf('glyf'));
    const error = thrown(() => openFontBook({ entries: [entry('cff.otf')], read: () => cff }).font('Broken'));
    expect(error.message).toMatch(/CFF/);
    expect(thrown(() => book.font('NotoSans-Black')).diagnostics[0]!.code).toBe('KYR302');
  });
});
