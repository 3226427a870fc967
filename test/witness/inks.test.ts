/**
 * Runs in other inks, by ghostscript's plates: in black alone nothing is on cyan, magenta or yellow; a spot ink has its
 * plate beside black and there is no third; a shell's colour plates are the same in every language, pixel by pixel.
 * And logos: by the shop's own profile, within its ink, an SVG as vectors.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt, kyr } from '../cli/command.js';
import { openProject } from '../cli/project.js';
import { INKS, inked, mostInkOver, near, type Plate, separateAll } from './plates.js';
import { ask, each, hear, inScratch } from './programs.js';
import { ROOT } from './setup.js';

const PPI = 150;
const SPOT = 'PANTONE 3155 C';
const job = (name: string, ink: string): string => `job: ${name}
title: In other inks
purpose: draft
publication: ice-encounter
layer: us/ny/nyc
size: half-letter
runs:
  - { language: es, quantity: 40 }
  - { language: ar, quantity: 40, organisation: parish.yaml }
  - { language: ur, quantity: 40, organisation: mosque.yaml }
  - { language: zh-Hans, quantity: 40 }
total: 160
press: { ink: ${ink}, icc: shop.icc, condition: FOGRA39 }
output: { sheets: { sheet: 13x19, batch: 500 }, proofs: false }
`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30">
  <rect width="30" height="30" fill="#0b2a6b"/><circle cx="15" cy="15" r="9" fill="#d8a118"/>
  <g fill="#231f20"><rect x="36" width="54" height="10"/><rect x="36" y="16" width="40" height="10"/></g>
</svg>
`;

let project: string;
beforeAll(async () => {
  await ensureBuilt();
  // The darkest colours there are, beside white.
  const pixels = Uint8Array.from({ length: 600 * 200 * 3 }, (_, i) => {
    const x = Math.floor(i / 3) % 600;
    return x < 300 ? [0, 0, 0][i % 3]! : [20, 0, 40][i % 3]!;
  });
  const dark = await sharp(pixels, { raw: { width: 600, height: 200, channels: 3 } })
    .composite([
      { input: { create: { width: 90, height: 90, channels: 3, background: '#d00020' } }, left: 40, top: 40 },
    ])
    .png()
    .toBuffer();
  project = openProject({
    'k.yaml': job('k', 'k'),
    'spot.yaml': job('spot', `{ spot: ${SPOT}, alternate: { c: 100, m: 20, y: 30, k: 55 } }`),
    'shell.yaml': job('shell', 'shell'),
    'process.yaml': job('process', '4c'),
    'parish.yaml': 'organisation: parish\nname: Parish (sample)\nlogo: emblem.svg\n',
    'mosque.yaml': 'organisation: mosque\nname: Mosque (sample)\nlogo: dark.png\n',
    'emblem.svg': SVG,
    'dark.png': dark,
    'shop.icc': await readShipped('icc/FOGRA39L_coated.icc'),
  });
  for (const name of ['k', 'spot', 'shell', 'process']) {
    const ran = await kyr(['build', `${name}.yaml`, '--progress=none'], { cwd: project });
    expect(ran.code, ran.stderr).toBe(0);
  }
});

async function readShipped(path: string): Promise<Uint8Array> {
  const { readFile } = await import('node:fs/promises');
  return readFile(join(ROOT, path));
}

const filesOf = (run: string, folder: string): string[] =>
  readdirSync(join(project, 'out', run, folder))
    .filter((file) => file.endsWith('.pdf'))
    .map((file) => join(project, 'out', run, folder, file));
const all = (run: string): string[] => [...filesOf(run, 'press'), ...filesOf(run, 'sheets')];
const total = (plate: Plate | undefined): number => (plate ? inked(plate) : 0);

test('in black alone nothing is on cyan, magenta and yellow, marks included', async () => {
  const files = all('k');
  expect(files).toHaveLength(8);
  await each(files, async (file) => {
    for (const page of await separateAll(file, 72)) {
      expect([...page.keys()].sort(), file).toEqual([...INKS].sort());
      for (const ink of ['Cyan', 'Magenta', 'Yellow']) expect(total(page.get(ink)), `${file} ${ink}`).toBe(0);
      expect(total(page.get('Black')), file).toBeGreaterThan(5000);
    }
  });
});

test('a spot ink and black have a plate each, and there is no other ink', async () => {
  await each(all('spot'), async (file) => {
    for (const page of await separateAll(file, 72)) {
      expect([...page.keys()].sort(), file).toEqual([...INKS, SPOT].sort());
      for (const ink of ['Cyan', 'Magenta', 'Yellow']) expect(total(page.get(ink)), `${file} ${ink}`).toBe(0);
      for (const ink of ['Black', SPOT]) expect(total(page.get(ink)), `${file} ${ink}`).toBeGreaterThan(1000);
    }
  });
});

test('marks of a sheet are on both plates of a spot run, and text on black alone', async () => {
  const [sheet] = filesOf('spot', 'sheets');
  const scale = 2;
  for (const page of await separateAll(sheet!, 72 * scale)) {
    // The first upright crop mark, above the grid: 3 pt outside the bleed, in the middle of its length.
    for (const ink of ['Black', SPOT]) expect(near(page.get(ink)!, 63 * scale, 44 * scale), ink).toBe(255);
    // The slug's letters stand between the first and the last crop mark.
    const strip = (plate: Plate): number => {
      let n = 0;
      for (let y = 9 * scale; y < 25 * scale; y++)
        for (let x = 110; x < plate.width - 110; x++) n += plate.ink[y * plate.width + x]! > 0 ? 1 : 0;
      return n;
    };
    expect(strip(page.get('Black')!)).toBeGreaterThan(500);
    expect(strip(page.get(SPOT)!)).toBe(0);
  }
});

test.each(['press', 'sheets'])(
  'the colour plates of a shell are the same in all languages: %s',
  async (folder) => {
    const files = filesOf('shell', folder);
    expect(files).toHaveLength(4);
    const [first, ...rest] = await each(files, (file) => separateAll(file, PPI));
    for (const [side, page] of first!.entries()) {
      expect(total(page.get('Cyan'))).toBeGreaterThan(2000);
      for (const [i, other] of rest.entries()) {
        for (const ink of ['Cyan', 'Magenta', 'Yellow'])
          expect(
            Buffer.compare(page.get(ink)!.ink, other[side]!.get(ink)!.ink),
            `${files[i + 1]} ${side} ${ink}`,
          ).toBe(0);
        expect(Buffer.compare(page.get('Black')!.ink, other[side]!.get('Black')!.ink), files[i + 1]).not.toBe(
          0,
        );
      }
    }
  },
);

test('logos are separated by the shop’s profile and stay within 300 %, the darkest too', async () => {
  const [ar] = filesOf('process', 'press').filter((file) => file.includes('-ar-'));
  const [ur] = filesOf('process', 'press').filter((file) => file.includes('-ur-'));
  const { out: pictures } = await hear('pdfimages', ['-list', ur!]);
  expect(pictures).toMatch(/ image +600 +200 +cmyk +4 +8 +jpeg /);
  // An SVG is vectors: no picture at all.
  expect((await hear('pdfimages', ['-list', ar!])).out.trim().split('\n')).toHaveLength(2);
  for (const file of [ar!, ur!]) {
    const [, back] = await separateAll(file, PPI);
    const most = mostInkOver(back!.values(), 4);
    expect(most, file).toBeGreaterThan(205);
    expect(most, file).toBeLessThanOrEqual(301);
  }
});

test('the shop’s profile is the output intent, byte for byte', async () => {
  const [file] = filesOf('process', 'press');
  const own = await readShipped('icc/FOGRA39L_coated.icc');
  await inScratch(async () => {
    const { out } = await hear('qpdf', [
      '--json=2',
      '--json-key=qpdf',
      '--decode-level=all',
      '--json-stream-data=inline',
      file!,
    ]);
    expect(out).toContain(Buffer.from(own).toString('base64'));
    expect(out).toContain('u:FOGRA39');
  });
});

test('every file of every run is clean to qpdf, and passes our own preflight', async () => {
  for (const run of ['k', 'spot', 'shell', 'process']) {
    for (const file of all(run)) expect((await ask('qpdf', ['--check', file])).code, file).toBe(0);
    const ran = await kyr(['verify', `out/${run}`], { cwd: project });
    expect(ran.code, ran.stdout + ran.stderr).toBe(0);
  }
});
