/**
 * One reference picture a script at 100 dpi: the language's name in bold, its sample text, and a phone number, an
 * address, a form number and Latin in running text. A picture that differs fails, and writes a page with was, is and
 * difference: out/pictures/index.html.
 *
 * Drawn by our own SVG and the librsvg inside sharp, whose version the lock file pins: the pictures need Node only and
 * are the same wherever npm ci was run, which a Debian's poppler is not. Edges of letters may differ by a few levels
 * between processors. `UPDATE_PICTURES=1 npx vitest run test/text/pictures.test.ts` draws them anew: look at them.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import { NO_INSETS, size, translate } from '../../src/core/geometry.js';
import type { Frame, Item } from '../../src/frame/frame.js';
import { frameToSvg } from '../../src/preview/svg.js';
import { setParagraph } from '../../src/text/paragraph.js';
import { book } from './book.js';
import { SAMPLES, type Sample, sampleParagraph } from './samples.js';

const DPI = 100;
const WIDTH = 260;
const MARGIN = 10;
/** Of 255: what the edge of a letter may be lighter or darker. */
const TOLERATED = 40;

const folder = fileURLToPath(new URL('pictures/', import.meta.url));
const report = fileURLToPath(new URL('../../out/pictures/', import.meta.url));
const renew = process.env.UPDATE_PICTURES === '1';

/** The first language of each script, and S'gaw Karen, which shares its script with Burmese and little else. */
const SHOWN = SAMPLES.filter(
  (s, i) => SAMPLES.findIndex((other) => other.script === s.script) === i || s.tag === 'ksw',
);

function frameOf(sample: Sample): Frame {
  const items: Item[] = [];
  let y = 6;
  const mixed = `${sample.name} (212) 555-0100, nyc.gov/immigrants, I-205, “ICE” 24/7`;
  for (const how of [
    { text: sample.name, size: 20, weight: 700, leading: 1.8 },
    { text: sample.text, size: 11.5, leading: 1.55 },
    { text: mixed, size: 11.5, leading: 1.55 },
  ]) {
    const paragraph = setParagraph(book, sampleParagraph(sample, { ...how, width: WIDTH }));
    expect(paragraph.diagnostics).toEqual([]);
    expect(paragraph.overfull).toBe(false);
    const lines = paragraph.lines.flatMap((line) => line.items);
    items.push({ kind: 'group', matrix: translate(MARGIN, y), items: lines });
    y += paragraph.height + 2;
  }
  return { id: sample.tag, size: size(WIDTH + 2 * MARGIN, Math.ceil(y) + 6), bleed: NO_INSETS, items };
}

const draw = (frame: Frame): Promise<Buffer> =>
  sharp(Buffer.from(frameToSvg(frame, { book })), { density: DPI })
    .greyscale()
    .png()
    .toBuffer();

interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

async function pixelsOf(png: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The pixels that differ by more than is tolerated, black on white; undefined if none does. */
async function differenceOf(was: Pixels, is: Pixels): Promise<Buffer | undefined> {
  const [width, height] = [Math.max(was.width, is.width), Math.max(was.height, is.height)];
  const level = (from: Pixels, x: number, y: number): number =>
    x < from.width && y < from.height ? from.data[y * from.width + x]! : 255;
  const shown = Buffer.alloc(width * height, 255);
  let differing = was.width === is.width && was.height === is.height ? 0 : 1;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (Math.abs(level(was, x, y) - level(is, x, y)) > TOLERATED) {
        shown[y * width + x] = 0;
        differing++;
      }
  if (differing === 0) return undefined;
  return sharp(shown, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

const rows: string[] = [];
const shown = (png: Buffer): string =>
  `<td><img src="data:image/png;base64,${png.toString('base64')}" alt=""></td>`;

it.each(SHOWN)('$script ($tag) looks as it did', async (sample) => {
  const file = `${folder}${sample.tag}.png`;
  const is = await draw(frameOf(sample));
  if (renew) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, await sharp(is).png({ palette: true, colours: 16, compressionLevel: 9 }).toBuffer());
    return;
  }
  expect(existsSync(file), `${file} is missing; UPDATE_PICTURES=1 draws it`).toBe(true);
  const was = readFileSync(file);
  const difference = await differenceOf(await pixelsOf(was), await pixelsOf(is));
  if (difference) rows.push(`<tr><th>${sample.tag}</th>${shown(was)}${shown(is)}${shown(difference)}</tr>`);
  expect(difference === undefined, `${sample.tag} differs: see ${report}index.html`).toBe(true);
});

afterAll(() => {
  if (rows.length === 0) return;
  mkdirSync(report, { recursive: true });
  writeFileSync(
    `${report}index.html`,
    `<!doctype html><meta charset="utf-8"><title>Pictures that differ</title>
<style>body{font:14px sans-serif}td{border:1px solid #999}td img{display:block}</style>
<table><tr><th></th><th>was</th><th>is</th><th>difference</th></tr>
${rows.join('\n')}
</table>
`,
  );
});
