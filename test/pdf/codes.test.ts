/** Pages with codes of their own: what is drawn is what the codes hold, as glyphs of a font and as paths. */
import jsqr from 'jsqr';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { openCodeSeries } from '../../src/compose/code-series.js';
import { makeCodeTables } from '../../src/compose/code-tables.js';
import type { PlacedCode } from '../../src/compose/strip-code.js';
import { BLACK } from '../../src/core/color.js';
import { box, NO_INSETS, size, translate } from '../../src/core/geometry.js';
import type { Frame, Item } from '../../src/frame/frame.js';
import { rectPath } from '../../src/frame/path.js';
import { inflate } from '../../src/job/inflate.js';
import { compileFrames } from '../../src/pdf/compile.js';
import { type CodeStyle, drawCodes, rowFontObjects } from '../../src/pdf/row-font.js';
import { openRunWriter } from '../../src/pdf/run.js';
import { preflightPdf } from '../../src/preflight/pdf.js';
import { readBack } from './read-back.js';
import { book, deflate, digest, intent, meta, onePage } from './sample.js';

// The package says it is an ES module, and is none.
const decode = jsqr as unknown as typeof jsqr.default;
const ADDRESS = 'https://example.org/f/{serial}';
const series = openCodeSeries(ADDRESS, makeCodeTables(ADDRESS));
const place = (serial: number): PlacedCode => ({
  code: series.code(serial),
  matrix: [60, 0, 0, 60, 300, 500],
});

const MARK: Item = { kind: 'path', path: rectPath(box(40, 40, 100, 9)), fill: BLACK };

async function write(style: CodeStyle, serials: readonly number[]): Promise<Uint8Array> {
  const frame: Frame = { id: 'coded', size: size(396, 612), bleed: NO_INSETS, items: [MARK] };
  const set = compileFrames([frame], { book, deflate, digest });
  const chunks: Uint8Array[] = [];
  const writer = openRunWriter({
    write: (bytes) => chunks.push(bytes.slice()),
    meta,
    intent,
    digest,
    deflate,
    codes: style,
  });
  writer.add(set);
  const page = onePage(frame);
  for (const serial of serials) {
    writer.page(page);
    writer.page({ ...page, codes: [place(serial)] });
  }
  writer.end();
  return new Uint8Array(Buffer.concat(chunks));
}

/** What a code's operators draw, as modules, by a reader of the few operators there are. */
function modulesIn(operators: string, style: CodeStyle, size: number): boolean[][] {
  const black = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  const fill = (x: number, row: number, width: number): void => {
    for (let column = x; column < x + width; column++) black[row]![column] = true;
  };
  if (style === 'path') {
    for (const [, x, y, w] of operators.matchAll(/^(\d+) (\d+) (\d+) 1 re$/gm))
      fill(Number(x), Number(y), Number(w));
    return black;
  }
  const font = rowFontObjects();
  const { value } = font.at(-1)!;
  if (typeof value !== 'object' || !('dict' in value)) throw new Error('the font is no dictionary');
  const { Encoding, CharProcs } = value.dict as Record<string, { dict: Record<string, unknown> }>;
  const names = new Map<number, string>();
  let next = 0;
  for (const item of Encoding!.dict.Differences as (number | { name: string })[]) {
    if (typeof item === 'number') next = item;
    else names.set(next++, item.name);
  }
  const rows = [...operators.matchAll(/\(([^()]*)\)'/g)].map((match) => match[1]!);
  for (const [row, letters] of rows.entries())
    [...letters].forEach((letter, at) => {
      const { ref } = CharProcs!.dict[names.get(letter.charCodeAt(0))!] as { ref: number };
      const glyph = new TextDecoder().decode(font[ref]!.stream);
      for (const [, x, width] of glyph.matchAll(/(\d+) 0 (\d+) 1 re/g))
        fill(at * 6 + Number(x), row, Number(width));
    });
  return black;
}

describe.each(['font', 'path'] as const)('codes as a %s', (style) => {
  test('draw every module and no other', () => {
    for (const serial of [0, 7, 98_765_432]) {
      const { code, matrix } = place(serial);
      const black = modulesIn(drawCodes([{ code, matrix }], style, 'F1'), style, code.size);
      for (let row = 0; row < code.size; row++)
        for (let column = 0; column < code.size; column++)
          expect(black[row]![column], `${serial}: ${row}, ${column}`).toBe(
            ((code.strips[row * code.across + Math.floor(column / 6)]! >> (5 - (column % 6))) & 1) === 1,
          );
    }
  });

  test('decode to their address', async () => {
    const { code, matrix } = place(4711);
    const black = modulesIn(drawCodes([{ code, matrix }], style, 'F1'), style, code.size);
    const quiet = 4;
    const side = code.size + 2 * quiet;
    const pixels = Buffer.alloc(side * side, 255);
    for (const [y, row] of black.entries())
      for (const [x, on] of row.entries()) if (on) pixels[(y + quiet) * side + x + quiet] = 0;
    const { data, info } = await sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
      .resize(side * 6, side * 6, { kernel: 'nearest' })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(decode(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(
      'https://example.org/f/00004711',
    );
  });

  test('stand in a file that passes preflight, and the same pages give the same bytes', async () => {
    const bytes = await write(style, [1, 2, 3]);
    const { diagnostics, report } = preflightPdf(bytes, 'codes.pdf', { inflate });
    expect(diagnostics.filter((d) => d.level === 'error')).toEqual([]);
    expect(report.pages).toBe(6);
    expect(Buffer.compare(bytes, await write(style, [1, 2, 3]))).toBe(0);
  });

  test('a page without codes of its own is written once and used again', async () => {
    const { raw } = await readBack(await write(style, [1, 2, 3]));
    const contents = [...raw.matchAll(/\/Type\/Page\/.*?\/Contents (\d+) 0 R/g)].map((match) => match[1]);
    expect(new Set(contents).size).toBe(4);
  });
});

test('codes as a font say their address to whoever copies text', async () => {
  const { raw } = await readBack(await write('font', [41]));
  expect(raw).toContain('/Span<</ActualText(https://example.org/f/00000041)>>BDC');
  expect(raw.match(/\/Subtype ?\/Type3/g)).toHaveLength(1);
});

test('a code is placed by its matrix, right side up', () => {
  const code = series.code(1);
  const text = drawCodes([{ code, matrix: [29, 0, 0, 29, 10, 20] }], 'font', 'F1');
  expect(text).toContain('1 0 0 -1 10 20 Tm');
  expect(drawCodes([{ code, matrix: translate(3, 4) }], 'path', '')).toContain(' 3 4 cm');
});
