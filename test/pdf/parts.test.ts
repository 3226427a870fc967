/** The parts that both writers stand on: values, fonts, pictures, compiled sets, profiles, boxes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLACK } from '../../src/core/color.js';
import { box, NO_INSETS, size } from '../../src/core/geometry.js';
import { pt } from '../../src/core/units.js';
import type { Frame, GlyphRun } from '../../src/frame/frame.js';
import { rectPath } from '../../src/frame/path.js';
import { compileFrames } from '../../src/pdf/compile.js';
import { decodeSet, encodeSet } from '../../src/pdf/compiled-set.js';
import { imageObject } from '../../src/pdf/images.js';
import { pageBoxes } from '../../src/pdf/page.js';
import { SILENT, spellGlyphs } from '../../src/pdf/spell.js';
import { dict, formatNumber, formatValue, hex, name, ref, text } from '../../src/pdf/value.js';
import { profileObject } from '../../src/pdf/x4.js';
import { BADGE, book, deflate, digest, intent, picture, SAMPLES, side } from './sample.js';

const tools = { book, deflate, digest };
const write = (value: Parameters<typeof formatValue>[0]): string =>
  formatValue(value, (i) => `${i + 10} 0 R`);

describe('values', () => {
  test('are written as a reader of PDF expects', () => {
    expect(
      write(
        dict({
          Type: name('Font'),
          'A B': name('P 320#'),
          Size: [1, 0.5, -0.00001, 1e-7, 123.456789],
          Title: text('a (b) \\'),
          Long: text('né'),
          Id: hex('00FF'),
          On: true,
          Next: ref(2),
        }),
      ),
    ).toBe(
      '<</Type/Font/A#20B/P#20320#23/Size[1 0.5 0 0 123.4568]/Title(a \\(b\\) \\\\)/Long<FEFF006E00E9>/Id<00FF>/On true/Next 12 0 R>>',
    );
  });

  test('numbers never have an exponent, and are within 0.00005', () => {
    fc.assert(
      fc.property(fc.double({ min: -20_000, max: 20_000, noNaN: true }), (value) => {
        const written = formatNumber(value);
        expect(written).toMatch(/^-?\d+(\.\d{1,4})?$/);
        expect(Math.abs(Number(written) - value)).toBeLessThanOrEqual(0.000051);
      }),
    );
    expect(formatNumber(-0)).toBe('0');
    expect(() => formatNumber(Number.NaN)).toThrow('not a number');
  });
});

describe('what glyphs say', () => {
  test('gives the text back in reading order, whatever the clusters', () => {
    const cluster = fc.record({
      text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
      glyphs: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(cluster, { minLength: 1, maxLength: 8 }), fc.boolean(), (clusters, rtl) => {
        const glyphs: { id: number; cluster: number; advance: number; dx: number; dy: number }[] = [];
        let said = '';
        for (const each of clusters) {
          for (let i = 0; i < each.glyphs; i++)
            glyphs.push({ id: 1, cluster: said.length, advance: 500, dx: 0, dy: 0 });
          said += each.text;
        }
        if (rtl) glyphs.reverse();
        const run: GlyphRun = {
          font: 'A',
          size: pt(10),
          color: BLACK,
          text: said,
          lang: 'en',
          rtl,
          upem: 1000,
          glyphs,
        };
        const says = spellGlyphs(run);
        const order = rtl ? [...says].reverse() : says;
        expect(order.join('').replaceAll(SILENT, '')).toBe(said.replaceAll(SILENT, ''));
      }),
    );
  });
});

describe('pictures', () => {
  test('are DeviceCMYK, turned over where Adobe inverted them, or a tint of black', async () => {
    const four = imageObject(await picture(4));
    expect(write(four.value)).toContain('/ColorSpace/DeviceCMYK/BitsPerComponent 8/Decode[1 0 1 0 1 0 1 0]');
    const one = imageObject(await picture(1));
    expect(write(one.value)).toContain('/ColorSpace[/Separation /Black /DeviceCMYK <<');
    expect(write(one.value)).toContain('/Decode[1 0]/Filter/DCTDecode');
  });

  test('in RGB, or not JPEG at all, are refused', async () => {
    const { default: sharp } = await import('sharp');
    const rgb = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    const cmyk = await picture(4);
    expect(() => imageObject({ ...cmyk, bytes: new Uint8Array(rgb) })).toThrow(
      /KYR701 .* is a JPEG of 3 channels, not a JPEG of 4/,
    );
    expect(() => imageObject({ ...cmyk, bytes: new Uint8Array([1, 2]) })).toThrow(/is not a JPEG/);
  });
});

describe('compiled sets', () => {
  test('come back from bytes as they were', async () => {
    const set = compileFrames([await side('s', SAMPLES.bengali!)], tools);
    const back = decodeSet(encodeSet(set));
    expect([...back.forms]).toEqual([...set.forms]);
    expect(back.objects.map((o) => o.digest)).toEqual(set.objects.map((o) => o.digest));
    expect(back.objects.map((o) => o.value)).toEqual(set.objects.map((o) => o.value));
    for (const [i, object] of set.objects.entries())
      expect(
        Buffer.compare(back.objects[i]!.stream ?? new Uint8Array(), object.stream ?? new Uint8Array()),
      ).toBe(0);
  });

  test('are refused when damaged', () => {
    const bytes = encodeSet(compileFrames([BADGE], tools));
    expect(() => decodeSet(bytes.subarray(0, bytes.length - 1))).toThrow(/KYR803/);
    expect(() => decodeSet(bytes.subarray(3))).toThrow(/KYR803/);
    expect(() => decodeSet(new TextEncoder().encode('kyr-set-1 2\n{}'))).toThrow(/KYR803/);
    expect(() => decodeSet(new TextEncoder().encode('kyr-set-1 2\n{x'))).toThrow(/KYR803/);
    expect(() => decodeSet(new Uint8Array())).toThrow(/KYR803/);
  });

  test('hold used Frames before their users, and refer backwards only', async () => {
    const set = compileFrames([await side('s', SAMPLES.latin!)], tools);
    expect([...set.forms.keys()]).toEqual(['badge', 's']);
    for (const [i, object] of set.objects.entries())
      formatValue(object.value, (index) => {
        expect(index).toBeLessThan(i);
        return '';
      });
  });

  test('know which Frames draw past their bleed', () => {
    const frame = (id: string, x: number): Frame => ({
      id,
      size: size(20, 20),
      bleed: NO_INSETS,
      items: [{ kind: 'path', path: rectPath(box(x, 0, 10, 10)), fill: BLACK }],
    });
    const set = compileFrames([frame('in', 5), frame('out', 15)], tools);
    expect(set.forms.get('in')?.overhang).toBe(false);
    expect(set.forms.get('out')?.overhang).toBe(true);
    expect(write(set.objects[set.forms.get('out')!.object]!.value)).toContain('/BBox[0 0 25 20]');
  });

  test('refuse two Frames of one name', () => {
    expect(() => compileFrames([BADGE, { ...BADGE, size: size(1, 1) }], tools)).toThrow(
      'two different frames',
    );
    expect(compileFrames([BADGE, { ...BADGE }], tools).forms.size).toBe(1);
  });
});

describe('output profiles', () => {
  const changed = (at: number, signature: string): Uint8Array => {
    const bytes = intent.profile.slice();
    bytes.set(new TextEncoder().encode(signature), at);
    return bytes;
  };
  test.each([
    ['is not an ICC profile', new Uint8Array(200)],
    ['is not an ICC profile', new Uint8Array()],
    ['is of class "scnr", not "prtr"', changed(12, 'scnr')],
    ['has the colour space "RGB", not CMYK', changed(16, 'RGB ')],
    ['says it has 155288 bytes but has 155287', intent.profile.slice(0, -1)],
  ])('are refused: %s', (why, profile) => {
    expect(() => profileObject({ ...intent, profile }, deflate)).toThrow(
      `KYR702 the output profile for CGATS TR 006 ${why}`,
    );
  });
});

test('boxes are turned over, their lower left corner at 0,0 of the media', () => {
  const frame: Frame = { id: 'f', size: size(100, 50), bleed: NO_INSETS, items: [] };
  const page = {
    frame,
    media: box(-20, -30, 150, 120),
    bleed: box(-9, -9, 118, 68),
    trim: box(0, 0, 100, 50),
  };
  expect(pageBoxes(page)).toEqual({
    MediaBox: [0, 0, 150, 120],
    BleedBox: [11, 31, 129, 99],
    TrimBox: [20, 40, 120, 90],
  });
  for (const bad of [{ bleed: box(1, 0, 90, 50) }, { trim: box(0, 0, 0, 0) }, { media: box(0, 0, 150, 120) }])
    expect(() => pageBoxes({ ...page, ...bad })).toThrow('KYR701');
});
