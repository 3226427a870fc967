/**
 * The edition for a screen, read back as a screen reader gets it: every word in reading order, languages, headings,
 * lists, links, pictures, bookmarks. (veraPDF, poppler and mupdf judge it in test/witness/screen.test.ts.)
 */
import { PDFArray, PDFDict, PDFName } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { screenPdf } from '../../src/cli/screen.js';
import { type Composed, design } from '../../src/cli/set-flyer.js';
import { plainText } from '../../src/compose/plain-text.js';
import { qrFrame } from '../../src/compose/qr.js';
import type { Frame, Item } from '../../src/frame/frame.js';
import { fillSlots } from '../../src/layout/design.js';
import { compileFrames } from '../../src/pdf/compile.js';
import { encodeSet } from '../../src/pdf/compiled-set.js';
import { composeEdition, EDITIONS, editionNamed, type OfferedEdition } from '../compose/editions.js';
import { decoded, decodedText } from '../pdf/read-back.js';
import { type ReadTags, readTags, textOf } from '../pdf/read-tags.js';
import { deflate, digest, picture } from '../pdf/sample.js';

const CORE = 'ice-encounter/core';
const key = PDFName.of;

async function write(of: OfferedEdition, composed: Composed): Promise<Uint8Array> {
  const made = design(of.room, composed);
  const pages = fillSlots(made.design, { qr: composed.address }, (slot, value) =>
    qrFrame(value, slot.box.width),
  );
  return screenPdf(of.room, composed, pages);
}

async function make(name: string, lang: string): Promise<ReadTags & { composed: Composed }> {
  const of = editionNamed(name);
  const composed = composeEdition(of, lang);
  return { ...(await readTags(await write(of, composed))), composed };
}

/** What two texts say alike: without spaces, and without what plain text has in place of bullets and lines. */
const words = (text: string): string =>
  text.normalize('NFC').replace(/[\s.:()（）_—\u2010\u2011\u200b\u2060-]/gu, '');

/** Every language of the flyer that is printed most, and every edition in three languages. */
const ALL = EDITIONS.flatMap(({ name, langs }) =>
  langs
    .filter((lang) => name === CORE || ['en', 'ar', 'zh-Hant'].includes(lang))
    .map((lang) => [name, lang] as const),
);

describe.each(ALL)('%s in %s', async (name, lang) => {
  const { document, all, composed } = await make(name, lang);

  test('says its plain text, in that order, side by side', () => {
    // What is folded has both faces on one page.
    const pages = composed.style.fold ? 1 : composed.flyer.sides.length;
    expect(document.tags.map(({ role }) => role)).toEqual(Array(pages).fill('Part'));
    expect(words(document.text)).toBe(words(plainText(composed.flyer)));
  });

  test('has headings that begin with H1 and leave none out, lists of items alone, and no empty tag', () => {
    const levels = all.flatMap(({ role }) => (/^H\d$/.test(role) ? [Number(role[1])] : []));
    expect(levels.length).toBeGreaterThan(0);
    levels.forEach((level, i) => {
      expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1);
    });
    for (const tag of all) {
      if (tag.role === 'L') expect(new Set(tag.tags.map((t) => t.role))).toEqual(new Set(['LI']));
      if (tag.role === 'LI')
        expect(tag.tags.map((t) => t.role).filter((r) => r !== 'Lbl')).toEqual(['LBody']);
      expect(tag.pieces + tag.tags.length).toBeGreaterThan(0);
    }
  });
});

describe('the core in Arabic', async () => {
  const { all, pdf, composed } = await make(CORE, 'ar');
  const { catalog } = pdf.document;

  test('is Arabic, its English English, each passage in its own language', () => {
    expect(textOf(catalog.get(key('Lang')))).toBe('ar');
    for (const tag of all) {
      if (tag.tags.length > 0 || tag.role === 'Figure' || !/\p{L}/u.test(tag.text)) continue;
      expect(tag.lang, tag.text).toBe(/\p{Script=Arabic}/u.test(tag.text) ? 'ar' : 'en');
    }
    expect(all.find((tag) => tag.text.includes('I do not consent to entry.'))).toBeDefined();
    expect(all.find((t) => t.role === 'Span' && t.text.includes('I do not consent to entry.'))?.lang).toBe(
      'en',
    );
    expect(all.find((tag) => tag.role === 'BlockQuote')?.lang).toBe('en');
  });

  test('says the three rights as a numbered list, each with its heading', () => {
    const list = all.find((tag) => tag.role === 'L')!;
    expect(list.tags.map((item) => item.tags[0]?.text.trim())).toEqual(['1', '2', '3']);
    for (const item of list.tags) expect(item.tags[1]?.tags.map((tag) => tag.role)).toEqual(['H2', 'P']);
  });

  test('dials the hotline and 311, and opens the newest version from the code and from the address', () => {
    const links = all.filter((tag) => tag.href !== undefined);
    const newest = 'https://rights.example.org/ar';
    expect(links.map(({ href, contents }) => [href, contents])).toEqual([
      ['tel:+18003540365', '800-354-0365'],
      ['tel:311', '311'],
      [newest, expect.stringContaining('rights.example.org/ar')],
      [newest, newest],
    ]);
    expect(links.map((link) => link.text.trim())).toEqual([
      '800-354-0365',
      '311',
      '',
      'rights.example.org/ar',
    ]);
  });

  test('has alternative text for its one picture, in the language of the reader', () => {
    const [code, ...others] = all.filter((tag) => tag.role === 'Figure');
    expect(others).toEqual([]);
    expect(code?.alt).toMatch(/^QR: \p{Script=Arabic}.*rights\.example\.org\/ar/u);
    expect(code?.lang).toBe('ar');
  });

  test('shows its title, goes by its tags with the tab key, and has a bookmark for each heading', () => {
    const { lookup } = pdf;
    const wanted = lookup(catalog.get(key('ViewerPreferences'))) as PDFDict;
    expect(String(wanted.get(key('DisplayDocTitle')))).toBe('true');
    expect(pdf.document.getTitle()).toContain('لديك حقوق');
    for (const page of pdf.document.getPages()) expect(page.node.get(key('Tabs'))).toBe(key('S'));
    const titles: string[] = [];
    const follow = (item: PDFDict | undefined): void => {
      for (let at = item; at; at = lookup(at.get(key('Next'))) as PDFDict | undefined) {
        titles.push(textOf(at.get(key('Title'))) ?? '');
        follow(lookup(at.get(key('First'))) as PDFDict | undefined);
      }
    };
    follow((lookup(catalog.get(key('Outlines'))) as PDFDict).lookup(key('First'), PDFDict));
    const headings = all.filter((tag) => /^H\d$/.test(tag.role)).map((tag) => tag.text.trim());
    expect(titles).toEqual(headings);
  });

  test('is in sRGB alone, with nothing of a press: no ink, no overprint', () => {
    const streams = pdf.streams().filter((s) => s.dict.get(key('Filter')) === undefined);
    const content = streams.map(decodedText).find((text) => text.includes(' rg'))!;
    expect(content).not.toMatch(/ [kK]\n| gs\n/);
    expect(content).toContain('0 0 0 rg');
    expect(pdf.raw).not.toMatch(/DeviceCMYK|GTS_PDFX/);
  });

  test('every code of a font that is used has a character', () => {
    const used = new Map<string, Set<string>>();
    for (const stream of pdf.streams().filter((s) => s.dict.get(key('Filter')) === undefined))
      for (const [, font, shown] of decodedText(stream).matchAll(/\/(F\d+) [\d.]+ Tf\n([\s\S]*?)ET\n/g))
        for (const [, codes] of shown!.matchAll(/<([0-9A-F]+)>(?! ?>>)/g))
          for (const code of codes!.match(/.{4}/g) ?? [])
            if (!shown!.includes(`ActualText<${codes}>`))
              (used.get(font!) ?? used.set(font!, new Set()).get(font!)!).add(code);
    expect(used.size).toBeGreaterThan(3);
    const fonts = new Map<string, PDFDict>();
    for (const page of pdf.document.getPages())
      for (const [name, font] of page.node.Resources()!.lookup(key('Font'), PDFDict).entries())
        fonts.set(name.decodeText(), pdf.lookup(font) as PDFDict);
    for (const [font, codes] of used) {
      const map = pdf.lookup(fonts.get(font)!.get(key('ToUnicode')));
      const known = new Set(
        [
          ...Buffer.from(decoded(map as never))
            .toString('latin1')
            .matchAll(/^<(....)> </gm),
        ].map((m) => m[1]),
      );
      expect(
        [...codes].filter((code) => !known.has(code)),
        font,
      ).toEqual([]);
    }
  });

  test('the same flyer gives the same bytes', async () => {
    const of = editionNamed(CORE);
    expect(Buffer.from(await write(of, composed)).equals(Buffer.from(await write(of, composed)))).toBe(true);
  });
});

test('a congregation is heard with its logo, and its phone and web address lead there', async () => {
  const of = editionNamed(CORE);
  const logo = await picture(4);
  const composed = composeEdition(of, 'es', {
    organisation: {
      id: 'sample',
      name: 'Sample congregation',
      address: '1 Sample Street, New York',
      phone: '(212) 555-0100',
      web: 'https://congregation.example/es',
      logo,
      withhold: false,
    } as never,
  });
  const { all, pdf } = await readTags(await write(of, composed));
  const links = all.filter((tag) => tag.href !== undefined).map((tag) => [tag.text.trim(), tag.href]);
  expect(links).toContainEqual(['(212) 555-0100', 'tel:+12125550100']);
  expect(links).toContainEqual(['congregation.example/es', 'https://congregation.example/es']);
  expect(all.filter((tag) => tag.role === 'Figure').map((tag) => tag.alt)).toContainEqual(
    'Sample congregation',
  );
  const [image, ...more] = pdf.streams('Image');
  expect(more).toEqual([]);
  expect(image?.dict.get(key('ColorSpace'))).toBe(key('DeviceRGB'));
  expect(pdf.lookup(pdf.document.catalog.get(key('OutputIntents')))).toBeInstanceOf(PDFArray);
});

/** A Frame without any mark: what is in them stands where they stood. */
function unmarked(frame: Frame): Frame {
  const plain = (items: readonly Item[]): Item[] =>
    items.flatMap((item): Item[] => {
      if (item.kind === 'mark') return plain(item.items);
      if (item.kind === 'group') return [{ ...item, items: plain(item.items) }];
      return [item.kind === 'use' ? { ...item, frame: unmarked(item.frame) } : item];
    });
  return { ...frame, items: plain(frame.items) };
}

test.each(EDITIONS.map((of) => [of.name, of] as const))(
  '%s: a press file is the same without marks, to the byte',
  (name, of) => {
    const composed = composeEdition(of, 'ar');
    const pages = fillSlots(design(of.room, composed).design, { qr: composed.address }, (slot, value) =>
      qrFrame(value, slot.box.width),
    );
    const compiled = (frames: readonly Frame[]): Buffer =>
      Buffer.from(encodeSet(compileFrames(frames, { book: of.room.book(), deflate, digest })));
    expect(compiled(pages).equals(compiled(pages.map(unmarked))), name).toBe(true);
  },
);
