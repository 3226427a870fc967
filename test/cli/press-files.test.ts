/**
 * Finished press files, read back by libraries that had no part in writing them: pdf-lib for objects, pdf.js for
 * text, jsQR for codes. What the writers promise frame by frame is held in test/pdf/contract.test.ts; here it is
 * the files that a shop gets.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFArray, PDFDict, PDFName, type PDFPage, PDFRawStream } from '@cantoo/pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { SILENT } from '../../src/pdf/spell.js';
import { room0 } from '../compose/room.js';
import { decodedText, extractText, type ReadBack, readBack } from '../pdf/read-back.js';
import { decodeCode } from './codes.js';
import { ensureBuilt, kyr, kyrHere } from './command.js';
import { edit, fixture, openProject, shipped } from './project.js';

const TAGS = ['es', 'zh-Hans', 'ar'] as const;
const job = edit(
  fixture('small.yaml').replace('  - { language: en, quantity: 40 }\n', ''),
  '  - { language: es, quantity: 40 }\n',
  TAGS.map((tag) => `  - { language: ${tag}, quantity: 20 }\n`).join(''),
).replace('total: 80', 'total: 60');

let project: string;
beforeAll(async () => {
  await ensureBuilt();
  project = openProject({
    'job.yaml': job,
    'deliveries.yaml': fixture('deliveries.yaml'),
    'deliveries.csv': fixture('deliveries.csv'),
  });
  for (const name of ['job', 'deliveries']) {
    const ran = await kyr(['build', `${name}.yaml`, '--progress=none'], { cwd: project });
    expect(ran.code, ran.stderr).toBe(0);
  }
});

const names = (run: string, folder: string): string[] =>
  readdirSync(join(project, 'out', run, folder))
    .filter((name) => name.endsWith('.pdf'))
    .sort();
const bytesOf = (...path: string[]): Uint8Array =>
  new Uint8Array(readFileSync(join(project, 'out', ...path)));
const oneUp = (tag: string): Uint8Array => bytesOf('small', 'press', `DRAFT-${tag}-20-5.5x8.5-4c.pdf`);
const key = PDFName.of;

const HALF_LETTER = { width: 396, height: 612 };
const BLEED = 9;

/** The operators of a page, all its content streams in a row. */
function contentOf(pdf: ReadBack, page: PDFPage): string {
  const contents = pdf.lookup(page.node.get(key('Contents')));
  const streams = contents instanceof PDFArray ? contents.asArray().map((s) => pdf.lookup(s)) : [contents];
  return streams.map((s) => decodedText(s as PDFRawStream)).join('\n');
}

function sizeOf(form: PDFRawStream): { width: number; height: number } {
  const box = form.dict.lookup(key('BBox'), PDFArray).asArray();
  const [x0, y0, x1, y1] = box.map((n) => Number(String(n))) as [number, number, number, number];
  return { width: x1 - x0, height: y1 - y0 };
}

/** The forms a page draws, by their object number, once for each time it draws them. */
function drawnForms(pdf: ReadBack, page: PDFPage): { number: string; width: number; height: number }[] {
  const resources = pdf.lookup(page.node.get(key('Resources'))) as PDFDict;
  const forms = pdf.lookup(resources.get(key('XObject'))) as PDFDict;
  return [...contentOf(pdf, page).matchAll(/\/(\w+) Do\b/g)].map(([, name]) => {
    const reference = forms.get(key(name!));
    const form = pdf.lookup(reference) as PDFRawStream;
    const { width, height } = sizeOf(form);
    return { number: String(reference), width, height };
  });
}

/** True for a form of a flyer's side, with its bleed. */
const isSide = (form: { width: number; height: number }): boolean =>
  Math.abs(form.width - HALF_LETTER.width - 2 * BLEED) < 0.01 &&
  Math.abs(form.height - HALF_LETTER.height - 2 * BLEED) < 0.01;

/** How many forms of a side's size have text: a page's form only puts its side and its code together. */
const textForms = (pdf: ReadBack): number =>
  pdf.streams('Form').filter((form) => isSide(sizeOf(form)) && /\bBT\b/.test(decodedText(form))).length;

describe.each(TAGS)('the 1-up file in %s', (tag) => {
  let bytes: Uint8Array;
  let pdf: ReadBack;
  beforeAll(async () => {
    bytes = oneUp(tag);
    pdf = await readBack(bytes);
  });

  test('has a front and a back, with bleed all round', () => {
    expect(pdf.document.getPageCount()).toBe(2);
    for (const page of pdf.document.getPages()) {
      const [media, bleed, trim] = [page.getMediaBox(), page.getBleedBox(), page.getTrimBox()];
      expect({ width: trim.width, height: trim.height }).toEqual(HALF_LETTER);
      expect(bleed).toEqual({ x: trim.x - BLEED, y: trim.y - BLEED, width: 414, height: 630 });
      expect(media.width).toBeGreaterThanOrEqual(bleed.width);
      expect(media.height).toBeGreaterThanOrEqual(bleed.height);
    }
  });

  test('draws each side once and uses it', () => {
    const used = pdf.document.getPages().map((page) => drawnForms(pdf, page).filter(isSide));
    expect(used.map((forms) => forms.length)).toEqual([1, 1]);
    expect(used[0]![0]!.number).not.toBe(used[1]![0]!.number);
    expect(textForms(pdf)).toBe(2);
    // No text stands on the pages themselves.
    for (const page of pdf.document.getPages()) expect(contentOf(pdf, page)).not.toMatch(/\bBT\b/);
  });

  test('embeds every font, cut down, with a way back to Unicode', () => {
    const fonts = pdf.dicts().filter((d) => d.get(key('Type')) === key('Font'));
    const composite = fonts.filter((f) => f.get(key('Subtype')) === key('Type0'));
    expect(composite.length).toBeGreaterThanOrEqual(2);
    for (const font of composite) {
      expect(String(font.get(key('BaseFont')))).toMatch(/^\/[A-Z]{6}\+/);
      expect(font.lookup(key('ToUnicode'))).toBeInstanceOf(PDFRawStream);
      const cid = font.lookup(key('DescendantFonts'), PDFArray).lookup(0, PDFDict);
      const descriptor = cid.lookup(key('FontDescriptor'), PDFDict);
      const file = descriptor.lookup(key('FontFile2')) ?? descriptor.lookup(key('FontFile3'));
      expect(file).toBeInstanceOf(PDFRawStream);
    }
    const others = fonts.filter(
      (f) => !['Type0', 'CIDFontType2', 'CIDFontType0'].some((s) => f.get(key('Subtype')) === key(s)),
    );
    expect(others.map((f) => String(f.get(key('Subtype'))))).toEqual([]);
  });

  test('says that it is PDF/X-4 for a CMYK press', () => {
    expect(pdf.raw.startsWith('%PDF-1.6\n')).toBe(true);
    const intents = pdf.lookup(pdf.document.catalog.get(key('OutputIntents'))) as PDFArray;
    expect(intents.size()).toBe(1);
    const intent = intents.lookup(0, PDFDict);
    expect(intent.get(key('S'))).toBe(key('GTS_PDFX'));
    expect(String(intent.lookup(key('OutputConditionIdentifier')))).toBe('(CGATS TR 006)');
    const profile = intent.lookup(key('DestOutputProfile')) as PDFRawStream;
    expect(String(profile.dict.get(key('N')))).toBe('4');
    const xmp = Buffer.from(pdf.streams('XML')[0]!.contents).toString('utf8');
    expect(xmp).toContain('<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>');
    expect(xmp).toContain('DRAFT A small job');
    expect(pdf.raw).not.toMatch(/\/DeviceRGB|\/Encrypt/);
  });
});

/** Letters only: lines break, and a line's last space is not printed. */
const bare = (text: string): string =>
  text.replaceAll(SILENT, '').replace(/[\s\u200b\u2060\u2066-\u2069]/g, '');

/** What the core edition has of the sentences of a locale, which holds those of all editions. */
const ASKED = new Set([
  ...[...room0.source.text].flatMap(([ns, keys]) => [...keys.keys()].map((key) => `${ns}:${key}`)),
  ...room0.source.sounds,
]);

/** A locale's sentences by `namespace:key`, in pieces between their placeholders. */
function sentencesOf(tag: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const namespace of ['us-federal', 'us-ny-nyc', 'ice-encounter', 'common']) {
    const json = JSON.parse(shipped(`locales/${tag}/${namespace}.json`)) as Record<
      string,
      string | Record<string, string>
    >;
    for (const [outer, value] of Object.entries(json))
      for (const [inner, text] of typeof value === 'string' ? [['', value]] : Object.entries(value)) {
        const id = `${namespace}:${outer}${inner === '' ? '' : `.${inner}`}`;
        const pieces = text!.split(/\{\{[^}]*\}\}/).filter((piece) => /\p{L}/u.test(piece));
        if (ASKED.has(id)) found.set(id, pieces);
      }
  }
  return found;
}

/** Sentences of the locale that a draft flyer without an organisation does not print in the reader's language. */
const NOT_PRINTED = [
  'common:from',
  'common:not-reviewed',
  'common:released',
  'common:reviewed',
  'common:version',
  'ice-encounter:back-headline',
  'ice-encounter:back-under',
  'us-federal:door.say-sound',
  'us-federal:free-to-go.say-sound',
  'us-federal:interpreter.say-sound',
  'us-federal:search.say-sound',
];

/** What `kyr flyer --for text` says, by the sides of the sheet: what stands at the head of both it says once. */
async function wordsOf(tag: string): Promise<[front: string, back: string]> {
  const { stdout } = await kyrHere(['flyer', '--lang', tag, '--for', 'text'], { cwd: project });
  const [front = '', back = '', ...more] = stdout.replaceAll('https://', '').split('\n\n———\n\n');
  expect(more).toEqual([]);
  const [tab, notice] = front.split('\n\n');
  return [front, [tab, notice, back].join('\n\n')];
}

describe('the text of a press file', () => {
  test.each(['es', 'zh-Hans'])('is the locale’s, sentence by sentence, in %s', async (tag) => {
    const text = bare((await extractText(oneUp(tag))).join('\n'));
    const lost = [...sentencesOf(tag)].filter(([, pieces]) => !pieces.every((p) => text.includes(bare(p))));
    expect(lost.map(([id]) => id).sort()).toEqual(NOT_PRINTED);
  });

  test('is the locale’s, word by word and letter for letter, in ar', async () => {
    const pages = await extractText(oneUp('ar'));
    // pdf.js takes a word apart at its vowel marks: of words that have some, only the letters are counted.
    const silent = /[\p{Default_Ignorable_Code_Point}\ufff0-\ufff8]/gu;
    const text = bare(pages.join('\n')).replace(silent, '');
    const words = [...sentencesOf('ar')]
      .filter(([id]) => !NOT_PRINTED.includes(id))
      .flatMap(([id, pieces]) =>
        (pieces.join(' ').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map((word) => ({ id, word })),
      )
      .filter(({ word }) => !/\p{M}/u.test(word));
    expect(words.length).toBeGreaterThan(150);
    expect(words.filter(({ word }) => !text.includes(word))).toEqual([]);

    const sides = await wordsOf('ar');
    const arabic = (side: string): string =>
      (side.match(/\p{Script_Extensions=Arabic}/gu) ?? []).sort().join('');
    expect(pages.map((page) => arabic(page.replace(silent, '')))).toEqual(sides.map(arabic));
  });

  test.each(['es', 'zh-Hans'])('is what `kyr flyer --for text` says, line by line, in %s', async (tag) => {
    const sides = await wordsOf(tag);
    const { sounds, means } = JSON.parse(shipped(`locales/${tag}/common.json`)) as Record<string, string>;
    const [front, back] = (await extractText(oneUp(tag))).map(bare);
    for (const [i, side] of sides.entries()) {
      // A right's number, a row's label and the language's English name have places of their own on the sheet.
      const parts = side.split('\n').flatMap((line) => {
        const label = [sounds, means].find((word) => line.startsWith(`${word}: `));
        if (label !== undefined) return [label, line.slice(label.length + 2)];
        const tab = /^(.+) \((.+)\)$/.exec(line);
        if (tab && line === side.trimStart().split('\n')[0]) return [tab[1]!, tab[2]!];
        return [line.replace(/^\d\. /, '').replace(/ _+$/, '')];
      });
      expect(parts.filter((part) => !(i === 0 ? front! : back!).includes(bare(part)))).toEqual([]);
    }
  });

  test('carries the draft mark and the design code on both sides of every language', async () => {
    const codes = new Set<string>();
    for (const tag of TAGS) {
      const [front, back] = await extractText(oneUp(tag));
      const code = new RegExp(`ICE-${tag.toUpperCase()}-[2-9B-Z]{4}`);
      const found = [front, back].map((text) => code.exec(text!.replace(/\s/g, ''))?.[0]);
      expect(found[0]).toBeDefined();
      expect(found[1]).toBe(found[0]);
      codes.add(found[0]!);
      for (const side of [front, back]) expect(bare(side!)).toContain('DRAFT');
    }
    expect(codes.size).toBe(TAGS.length);
  });
});

describe('the code on a proof', () => {
  test.each(TAGS)('leads to the page in %s, and stands on the back alone', async (tag) => {
    const png = (side: string): Uint8Array => bytesOf('small', 'proofs', `DRAFT-${tag}-${side}.png`);
    expect(await decodeCode(png('back'))).toBe(`https://rights.example.org/${tag}`);
    expect(await decodeCode(png('front'))).toBeUndefined();
  });
});

describe('sheets of one language', () => {
  test('are one sheet, front and back, with four times the same side', async () => {
    const files = names('small', 'sheets');
    // 20 pieces and 2 % of spoilage are 6 sheets of 4; at most 5 a file.
    expect(files).toHaveLength(6);
    for (const file of files) {
      const pdf = await readBack(bytesOf('small', 'sheets', file));
      expect(pdf.document.getPageCount(), file).toBe(2);
      const sides = pdf.document.getPages().map((page) => {
        expect(page.getSize()).toEqual({ width: 13 * 72, height: 19 * 72 });
        const drawn = drawnForms(pdf, page).filter(isSide);
        expect(drawn, file).toHaveLength(4);
        return [...new Set(drawn.map((form) => form.number))];
      });
      expect(sides.map((s) => s.length)).toEqual([1, 1]);
      expect(sides[0]).not.toEqual(sides[1]);
    }
  });

  test('say on both sides how many copies to print', async () => {
    for (const file of names('small', 'sheets')) {
      const [, sheets] = /-(\d+)sheets\.pdf$/.exec(file)!;
      for (const text of await extractText(bytesOf('small', 'sheets', file)))
        expect(text, file).toContain(sheets === '1' ? 'print 1 copy' : `print ${sheets} copies`);
    }
  });
});

/** The words of a page's line that starts with `word`, from left to right: digits are forms of their own. */
async function lineWith(bytes: Uint8Array, word: string): Promise<string[]> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const found: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const texts = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []));
    const head = texts.find((item) => item.str.trim() === word);
    if (!head) continue;
    found.push(
      texts
        .filter(
          (item) =>
            Math.abs(item.transform[5] - head.transform[5]) < 0.5 && item.transform[4] >= head.transform[4],
        )
        .sort((a, b) => a.transform[4] - b.transform[4])
        .map((item) => item.str.trim())
        .join(' '),
    );
  }
  await task.destroy();
  return found;
}

describe('sheets for congregations', () => {
  // 15 + 5, 10, and 10, with 2 % of spoilage each: 4 + 2 + 3 + 3 sheets of 4, cut into files of 6.
  const FILES = ['DRAFT-0001-congregations-6sheets.pdf', 'DRAFT-0002-congregations-6sheets.pdf'];

  test('say which sheet of the whole run each one is, on both sides', async () => {
    expect(names('deliveries', 'sheets')).toEqual(FILES);
    for (const [i, file] of FILES.entries()) {
      const lines = await lineWith(bytesOf('deliveries', 'sheets', file), 'sheet');
      expect(lines.map((line) => line.replace(/\s/g, ''))).toEqual(
        [1, 2, 3, 4, 5, 6].flatMap((n) => {
          const said = `sheet${String(6 * i + n).padStart(2, '0')}of12`;
          return [said, said];
        }),
      );
    }
  });

  test('hold four sides a page, and their stacks fall in delivery order', async () => {
    for (const file of FILES) {
      const pdf = await readBack(bytesOf('deliveries', 'sheets', file));
      const pages = pdf.document.getPages();
      expect(pages).toHaveLength(12);
      const drawn = pages.map((page) =>
        drawnForms(pdf, page)
          .filter(isSide)
          .map((form) => form.number),
      );
      for (const sides of drawn) expect(sides).toHaveLength(4);
      // Each side of each design is one object, however many sheets use it.
      const forms = new Set(drawn.flat());
      expect(textForms(pdf)).toBe(forms.size);
      // Stack after stack, from the first sheet to the last: a design that was left does not come again.
      const fronts = drawn.filter((_, i) => i % 2 === 0);
      const order = [0, 1, 2, 3].flatMap((stack) => fronts.map((sides) => sides[stack]!));
      const runs = order.filter((form, i) => form !== order[i - 1]);
      expect(runs).toHaveLength(new Set(runs).size);
    }
  });

  test('name no congregation that withholds itself, and every one that does not', async () => {
    const files = FILES.map((file) => bytesOf('deliveries', 'sheets', file));
    for (const file of files) expect(Buffer.from(file).toString('latin1')).not.toMatch(/hidden/i);
    const texts = (await Promise.all(files.map(extractText))).flat().map(bare).join('\n');
    expect(texts).not.toMatch(/Hidden/i);
    for (const name of ['SampleChapel', 'CapilladeEjemplo', 'SampleHall']) expect(texts).toContain(name);
    expect(readFileSync(join(project, 'out', 'deliveries', 'manifest.json'), 'utf8')).not.toMatch(/hidden/i);
  });
});
