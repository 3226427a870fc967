/**
 * Nobody is given away: no file of the run, and nothing the build said, holds a path, a user, a machine, or the
 * name that a congregation withholds. PDFs are searched opened up by qpdf, and as the text that readers see.
 */
import { readFileSync } from 'node:fs';
import { homedir, hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { each, hear, inScratch } from './programs.js';
import { ROOT } from './setup.js';
import { FILES, inRun, PDFS, readRun } from './the-run.js';

const WITHHELD = ['Withheld Fellowship', 'withheld fellowship', 'sample-withheld'];

/** Short names would be found by chance, or in a word; the tell-tales of setup.ts stand in for them. */
const distinct = (name: string): boolean => name.length > 5 && /[^a-z]/.test(name);

const ours = [
  ...inject('telltales'),
  '/root/',
  '/home/',
  '/Users/',
  '/tmp/',
  // Where the tool itself lies.
  ROOT,
  `${tmpdir()}/`,
  `${homedir()}/`,
  ...[hostname(), userInfo().username].filter(distinct),
];

/** A folder may be the root of the file system, or a name as short as `/`: then it says nothing. */
const NEEDLES = [...new Set([...WITHHELD, ...ours])].filter((needle) => needle.length > 4);

function search(name: string, bytes: Buffer): string[] {
  const utf16 = (needle: string): Buffer => Buffer.from(needle, 'utf16le').swap16();
  return NEEDLES.filter((needle) => bytes.includes(needle) || bytes.includes(utf16(needle))).map(
    (needle) => `${name}: ${needle}`,
  );
}

test('the needles are the ones meant', () => {
  expect(NEEDLES).toContain('telltale-user');
  expect(NEEDLES).toContain('Withheld Fellowship');
  expect(search('', Buffer.from('x Withheld Fellowship x'))).toHaveLength(1);
  expect(search('', Buffer.from('/home/someone', 'utf16le').swap16())).toHaveLength(1);
  // The list of the job does hold the name: it is there to be withheld.
  const list = readFileSync(new URL('../../jobs/sample-congregations.csv', import.meta.url), 'utf8');
  expect(list).toContain('Withheld Fellowship');
  expect(list).toContain('sample-withheld');
});

test('no file is named after them', () => {
  expect(FILES.flatMap((file) => search(file, Buffer.from(file)))).toEqual([]);
});

test('no file holds any of them as it lies on disk', () => {
  expect(FILES.flatMap((file) => search(file, readRun(file)))).toEqual([]);
});

test('no PDF holds any of them, opened up or read as text', async () => {
  const found = await each(PDFS, (file) =>
    inScratch(async (folder) => {
      const open = join(folder, 'open.pdf');
      await hear('qpdf', ['--qdf', '--object-streams=disable', inRun(file), open]);
      const { bytes } = await hear('pdftotext', ['-enc', 'UTF-8', inRun(file), '-']);
      const flat = Buffer.from(bytes.toString('utf8').replace(/\s+/g, ' '));
      return [...search(file, readFileSync(open)), ...search(`${file} (text)`, flat)];
    }),
  );
  expect(found.flat()).toEqual([]);
});

test('pictures hold nothing but the picture', () => {
  const pictures = FILES.filter((file) => file.endsWith('.png'));
  expect(pictures.length).toBe(298);
  for (const file of pictures) {
    const bytes = readRun(file);
    const chunks = new Set<string>();
    for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
      chunks.add(bytes.toString('latin1', at + 4, at + 8));
    for (const chunk of chunks)
      expect(['IHDR', 'pHYs', 'PLTE', 'tRNS', 'IDAT', 'IEND'], file).toContain(chunk);
  }
});

test('the build names no withheld congregation on the screen', () => {
  const said = inject('said');
  for (const name of WITHHELD) expect(said).not.toContain(name);
});
