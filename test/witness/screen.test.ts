/**
 * The edition for screens before its judges: veraPDF finds nothing against PDF/UA-1 and PDF/A-2u in any language and
 * any edition; poppler and mupdf read it in the order of its plain text, and its QR code is read off the screen.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { screenPdf } from '../../src/cli/screen.js';
import { type Composed, design } from '../../src/cli/set-flyer.js';
import { findBlock } from '../../src/compose/flyer.js';
import { plainText } from '../../src/compose/plain-text.js';
import { qrFrame } from '../../src/compose/qr.js';
import { fillSlots } from '../../src/layout/design.js';
import { composeEdition, EDITIONS, OFFERED } from '../compose/editions.js';
import { picture } from '../pdf/sample.js';
import { ask, each, hear } from './programs.js';
import { validate } from './verapdf.js';

interface Written {
  readonly name: string;
  readonly path: string;
  readonly composed: Composed;
}

const folder = mkdtempSync(join(tmpdir(), 'kyr-screen-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every edition in every language that it is offered in, and one with all that a congregation can print. */
const written: Written[] = [];
beforeAll(async () => {
  const sample = {
    id: 'sample',
    name: { en: 'Sample congregation', ar: 'جماعة نموذجية' },
    address: '1 Sample Street, New York',
    phone: '(212) 555-0100',
    web: 'https://congregation.example/',
    logo: await picture(4),
    withhold: false,
  };
  const of = EDITIONS.find(({ name }) => name === 'ice-encounter/core')!;
  const orders = [
    ...OFFERED.map(([name, lang, edition]) => ({ name, edition, composed: composeEdition(edition, lang) })),
    ...['ar', 'ko'].map((lang) => ({
      name: 'congregation',
      edition: of,
      composed: composeEdition(of, lang, { organisation: sample as never }),
    })),
  ];
  for (const { name, edition, composed } of orders) {
    const made = design(edition.room, composed);
    const pages = fillSlots(made.design, { qr: composed.address }, (slot, value) =>
      qrFrame(value, slot.box.width),
    );
    const path = join(folder, `${name.replace('/', '-')}-${composed.flyer.lang}.pdf`);
    writeFileSync(path, await screenPdf(edition.room, composed, pages));
    written.push({ name, path, composed });
  }
});

test.each(['ua1', '2u'] as const)('veraPDF finds nothing against %s', async (flavour) => {
  const { verdicts, said } = await validate(
    flavour,
    written.map(({ path }) => path),
  );
  expect(verdicts.length).toBe(OFFERED.length + 2);
  expect(
    verdicts.filter(({ passed }) => !passed).map(({ file }) => file),
    said,
  ).toEqual([]);
});

test('veraPDF would find it: no alternative text, another part of the norm, a tab key that goes by rows', async () => {
  const { path } = written.find(({ name }) => name === 'ice-encounter/core')!;
  const whole = readFileSync(path, 'latin1');
  const spoil = ([what, by]: readonly [RegExp, string], index: number): string => {
    const spoiled = whole.replace(what, (found) => by.padEnd(found.length));
    expect(spoiled).not.toBe(whole);
    const file = join(folder, `spoiled-${index}.pdf`);
    writeFileSync(file, spoiled, 'latin1');
    return file;
  };
  const files = [
    [/\/Alt ?<[^>]*>/, ''],
    [/<pdfuaid:part>1/, '<pdfuaid:part>3'],
    [/\/Tabs ?\/S/g, '/Tabs/R'],
  ] as const;
  const { verdicts } = await validate('ua1', files.map(spoil));
  expect(verdicts.map(({ passed }) => passed)).toEqual([false, false, false]);
});

/** Letters and digits alone: what plain text has for bullets, brackets and lines is drawn or nothing on paper. */
const words = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** Slips are read once; the others are drawn first and passed over, but not by who looks at glyphs alone. */
function copiesOf({ flyer, style }: Composed): string {
  const slips = findBlock(flyer, 'slips');
  if (!slips) return '';
  const [side] = flyer.sides;
  return words(plainText({ ...flyer, sides: [{ ...side!, blocks: [slips] }] })).repeat(style.grid.slips - 1);
}

test('poppler and mupdf read every left-to-right flyer in the order of its plain text', async () => {
  const leftToRight = written.filter(({ composed }) => composed.flyer.dir === 'ltr');
  expect(leftToRight.length).toBeGreaterThan(40);
  await each(leftToRight, async ({ path, composed }) => {
    const wanted = copiesOf(composed) + words(plainText(composed.flyer));
    const poppler = await hear('pdftotext', ['-raw', '-enc', 'UTF-8', path, '-']);
    expect(words(poppler.out), path).toBe(wanted);
    const mupdf = await hear('mutool', ['draw', '-q', '-N', '-F', 'txt', path]);
    expect(words(mupdf.out), path).toBe(wanted);
  });
});

const ARABIC_WORD = /\p{Script=Arabic}+/gu;
const bare = (text: string): string =>
  text.normalize('NFC').replace(/[\p{M}\u2060-\u2069\u200b-\u200f\u202a-\u202e]/gu, '');

test('poppler finds every Arabic word whole', async () => {
  const arabic = written.filter(({ composed }) => composed.flyer.script === 'Arab');
  expect(arabic.length).toBeGreaterThan(8);
  await each(arabic, async ({ path, composed }) => {
    const { out } = await hear('pdftotext', ['-enc', 'UTF-8', path, '-']);
    const letters = bare(out).replace(/\s/gu, '');
    const wanted = bare(plainText(composed.flyer)).match(ARABIC_WORD) ?? [];
    expect(wanted.length).toBeGreaterThan(5);
    expect(
      wanted.filter((word) => !letters.includes(word)),
      path,
    ).toEqual([]);
  });
});

test('poppler sees the tags and the title; qpdf and mupdf have nothing to say', async () => {
  await each(written, async ({ path }) => {
    const { out } = await hear('pdfinfo', [path]);
    expect(out, path).toMatch(/^Tagged: +yes$/m);
    expect(out, path).toMatch(/^Title: +\S/m);
    expect((await hear('qpdf', ['--check', path])).out, path).not.toMatch(/warning/i);
    await hear('mutool', ['draw', '-q', '-N', '-r', '9', '-F', 'pnm', '-o', '/dev/null', path]);
    const structure = await hear('pdfinfo', ['-struct-text', path]);
    expect(structure.out, path).toMatch(/H1/);
  });
});

test.each([
  ['ice-encounter/core', 2, 1],
  ['ice-encounter/tear-off', 1, 1],
  // One upside down.
  ['ice-encounter/table-tent', 1, 2],
])('a camera reads the QR code of %s off the screen', async (edition, page, codes) => {
  const { path } = written.find(({ name, composed }) => name === edition && composed.flyer.lang === 'ur')!;
  const png = join(folder, edition.replace('/', '-'));
  await hear('pdftoppm', ['-r', '110', '-png', '-f', `${page}`, '-singlefile', path, png]);
  // It complains where there is no D-Bus.
  const { out } = await ask('zbarimg', ['--quiet', '--raw', `${png}.png`]);
  expect(out.trim().split('\n')).toEqual(Array(codes).fill('https://rights.example.org/ur'));
});
