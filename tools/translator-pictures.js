/**
 * Makes the two pictures of TRANSLATING.md in docs/: the worksheet beside the file to write in, and the two sides of a draft.
 *
 *   npm run build && node tools/translator-pictures.js
 *
 * Everything on them is what the commands write and print; nothing is drawn by hand.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const root = fileURLToPath(new URL('..', import.meta.url));
const docs = join(root, 'docs');
const work = mkdtempSync(join(tmpdir(), 'kyr-pictures-'));
writeFileSync(join(work, 'kyr.yaml'), '');
/** @param {string[]} args */
const kyr = (...args) =>
  execFileSync(process.execPath, [join(root, 'bin', 'kyr.js'), ...args], { cwd: work, stdio: 'pipe' });

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
/** @param {string[]} lines @param {number} x */
const panel = (lines, x) =>
  lines
    .map((line, n) => `<text xml:space="preserve" x="${x}" y="${26 + n * 17}">${escaped(line)}</text>`)
    .join('');

mkdirSync(docs, { recursive: true });
kyr('locale', 'new', 'uz-Cyrl', '--like', 'ru');
const folder = join(work, 'locales', 'uz-Cyrl');
const sheet = readFileSync(join(folder, '_worksheet.txt'), 'utf8').split('\n');
const first = sheet.findIndex((line) => line.startsWith('FIRST'));
const left = sheet
  .slice(first, first + 25)
  .map((line) => (line.length > 78 ? `${line.slice(0, 77)}…` : line));
const right = readFileSync(join(folder, 'us-federal.json'), 'utf8')
  .split('\n')
  .slice(0, 25)
  .map((line, n) => `${String(n + 1).padStart(3)}  ${line}`);
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="450" font-family="DejaVu Sans Mono, monospace" font-size="12">
<rect width="960" height="450" fill="#fff"/><rect x="640" width="320" height="450" fill="#f1f1f1"/>${panel(left, 14)}${panel(right, 654)}</svg>`;
await sharp(Buffer.from(svg)).png({ palette: true, colours: 16 }).toFile(join(docs, 'worksheet.png'));

kyr('flyer', '--lang', 'es', '--for', 'png');
const sides = await Promise.all(
  readdirSync(work)
    .filter((name) => name.endsWith('.png'))
    .sort()
    .reverse()
    .map((name) =>
      sharp(join(work, name))
        .flatten({ background: '#fff' })
        .resize({ height: 620 })
        .png()
        .toBuffer({ resolveWithObject: true }),
    ),
);
const width = sides.reduce((sum, { info }) => sum + info.width + 16, -16);
await sharp({ create: { width, height: 620, channels: 3, background: '#bbb' } })
  .composite(
    sides.map(({ data }, n) => ({
      input: data,
      top: 0,
      left: sides.slice(0, n).reduce((sum, { info }) => sum + info.width + 16, 0),
    })),
  )
  .png({ palette: true, colours: 64 })
  .toFile(join(docs, 'flyer.png'));
rmSync(work, { recursive: true });
