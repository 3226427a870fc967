/**
 * Two writers, one contract: the same Frames through pdf/document and pdf/run, read back with pdf-lib and pdf.js.
 * The clauses are those of src/pdf/PDFX4.md.
 */
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFRawStream, PDFString } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { BLACK } from '../../src/core/color.js';
import { box, IDENTITY, NO_INSETS, size } from '../../src/core/geometry.js';
import type { Frame } from '../../src/frame/frame.js';
import { rectPath } from '../../src/frame/path.js';
import { compileFrames } from '../../src/pdf/compile.js';
import { type CompiledSet, decodeSet, encodeSet } from '../../src/pdf/compiled-set.js';
import { writeDocument } from '../../src/pdf/document.js';
import type { PageSpec } from '../../src/pdf/page.js';
import { openRunWriter } from '../../src/pdf/run.js';
import { SILENT } from '../../src/pdf/spell.js';
import type { PdfMeta } from '../../src/pdf/x4.js';
import { decoded, decodedText, extractText, type ReadBack, readBack } from './read-back.js';
import { book, deflate, digest, intent, meta, onePage, SAMPLES, side } from './sample.js';

interface Order {
  readonly sets: readonly CompiledSet[];
  readonly pages: readonly PageSpec[];
  readonly meta?: PdfMeta;
}

const WRITERS: Record<string, (order: Order) => Promise<Uint8Array>> = {
  document: (order) => writeDocument({ meta, intent, digest, deflate, ...order }),
  async run(order) {
    const chunks: Uint8Array[] = [];
    const writer = openRunWriter({
      write: (bytes) => chunks.push(bytes.slice()),
      meta: order.meta ?? meta,
      intent,
      digest,
      deflate,
    });
    for (const set of order.sets) writer.add(set);
    for (const page of order.pages) writer.page(page);
    const { bytes, pages } = writer.end();
    const file = Buffer.concat(chunks);
    expect([bytes, pages]).toEqual([file.length, order.pages.length]);
    return new Uint8Array(file);
  },
};

const names = Object.keys(SAMPLES);
let set: CompiledSet;
let pages: PageSpec[];
beforeAll(async () => {
  const sides = await Promise.all(names.map((id) => side(id, SAMPLES[id]!)));
  set = compileFrames(sides, { book, deflate, digest });
  pages = sides.map((each) => onePage(each));
});

const key = PDFName.of;
const textOf = (value: unknown): string | undefined =>
  value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined;

describe.each(Object.keys(WRITERS))('the %s writer', (writer) => {
  const write = WRITERS[writer]!;
  let bytes: Uint8Array;
  let pdf: ReadBack;
  beforeAll(async () => {
    bytes = await write({ sets: [set], pages });
    pdf = await readBack(bytes);
  });

  test('writes PDF 1.6 with an /ID and no /Encrypt', () => {
    expect(pdf.raw.startsWith('%PDF-1.6\n%')).toBe(true);
    expect(pdf.raw).toMatch(/\/ID ?\[<([0-9A-Fa-f]{32})> ?<\1>\]/);
    expect(pdf.raw).not.toContain('/Encrypt');
  });

  test('gives every page its three boxes, and no ArtBox or RGB group', () => {
    expect(pdf.document.getPageCount()).toBe(names.length);
    for (const page of pdf.document.getPages()) {
      expect(page.getMediaBox()).toEqual({ x: 0, y: 0, width: 468, height: 684 });
      expect(page.getBleedBox()).toEqual({ x: 27, y: 27, width: 414, height: 630 });
      expect(page.getTrimBox()).toEqual({ x: 36, y: 36, width: 396, height: 612 });
      expect(page.node.get(key('ArtBox'))).toBeUndefined();
      expect(page.node.get(key('Group'))).toBeUndefined();
    }
  });

  test('says in Info what it says in XMP', () => {
    const info = pdf.lookup(pdf.document.context.trailerInfo.Info);
    if (!(info instanceof PDFDict)) throw new Error('no Info');
    const entry = (name: string) => pdf.lookup(info.get(key(name)));
    expect(textOf(entry('Title'))).toBe(meta.title);
    expect(textOf(entry('Creator'))).toBe('kyr 0.1.0');
    expect(textOf(entry('CreationDate'))).toBe('D:20261101120000Z');
    expect(textOf(entry('ModDate'))).toBe('D:20261101120000Z');
    expect(textOf(entry('GTS_PDFXVersion'))).toBe('PDF/X-4');
    expect(entry('Trapped')).toBe(key('False'));

    const metadata = pdf.streams('XML');
    expect(metadata).toHaveLength(1);
    expect(pdf.lookup(pdf.document.catalog.get(key('Metadata')))).toBe(metadata[0]);
    const xmp = Buffer.from(metadata[0]!.contents).toString('utf8');
    expect(xmp).toContain('>Rights &amp; &lt;doors&gt;: ¿Qué decir?</rdf:li>');
    expect(xmp).toContain('<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>');
    expect(xmp).toContain('<pdf:Trapped>False</pdf:Trapped>');
    for (const date of ['CreateDate', 'ModifyDate', 'MetadataDate'])
      expect(xmp).toContain(`<xmp:${date}>2026-11-01T12:00:00Z</xmp:${date}>`);
    expect(xmp).toMatch(/<xmpMM:DocumentID>uuid:[0-9a-f-]{36}<\/xmpMM:DocumentID>/);
    expect(xmp).toContain('<xmpMM:VersionID>1<');
    expect(xmp).toContain('<xmpMM:RenditionClass>default<');
  });

  test('has one output intent with the whole profile', () => {
    const intents = pdf.lookup(pdf.document.catalog.get(key('OutputIntents')));
    if (!(intents instanceof PDFArray)) throw new Error('no OutputIntents');
    expect(intents.size()).toBe(1);
    const only = intents.lookup(0, PDFDict);
    expect(only.get(key('S'))).toBe(key('GTS_PDFX'));
    expect(textOf(only.get(key('OutputConditionIdentifier')))).toBe('CGATS TR 006');
    expect(textOf(only.get(key('RegistryName')))).toBe('http://www.color.org');
    expect(textOf(only.get(key('Info')))).toBe(intent.info);
    const profile = only.lookup(key('DestOutputProfile'));
    if (!(profile instanceof PDFRawStream)) throw new Error('no profile');
    expect(String(profile.dict.get(key('N')))).toBe('4');
    expect(Buffer.compare(decoded(profile), intent.profile)).toBe(0);
  });

  test('embeds every font, cut and with ToUnicode', () => {
    const fonts = pdf.dicts().filter((d) => d.get(key('Type')) === key('Font'));
    const composite = fonts.filter((f) => f.get(key('Subtype')) === key('Type0'));
    expect(composite).toHaveLength(18);
    for (const font of composite) {
      expect(String(font.get(key('BaseFont')))).toMatch(/^\/[A-Z]{6}\+Noto/);
      expect(font.lookup(key('ToUnicode'))).toBeInstanceOf(PDFRawStream);
      const cid = font.lookup(key('DescendantFonts'), PDFArray).lookup(0, PDFDict);
      expect(cid.get(key('Subtype'))).toBe(key('CIDFontType2'));
      expect(cid.lookup(key('CIDToGIDMap'))).toBeInstanceOf(PDFRawStream);
      expect(cid.lookup(key('FontDescriptor'), PDFDict).lookup(key('FontFile2'))).toBeInstanceOf(
        PDFRawStream,
      );
    }
    expect(fonts).toHaveLength(18 * 2);
  });

  test('prints in inks alone, and black overprints on its own plate', () => {
    expect(pdf.raw).not.toMatch(/\/(DeviceRGB|CalRGB|DeviceGray|CalGray|Lab|ICCBased)\b/);
    const streams = [...pdf.streams('Form'), ...pageStreams(pdf)].map(decodedText);
    const operators = new Set(
      streams
        .join('\n')
        .replace(/\([^)]*\)|<[^>]*>/g, '')
        .match(/(?<![/\w.-])[A-Za-z'*]+\*?/g),
    );
    for (const foreign of ['g', 'G', 'rg', 'RG', 'sh', 'ri', 'd0', 'BI', 'Tr'])
      expect(operators).not.toContain(foreign);
    const latin = streams.find((s) => s.includes('/F1 14 Tf'))!;
    expect(latin).toMatch(/\/GSover gs\n0 0 0 1 k\nBT\n\/F1 14 Tf/);
    expect(latin).toMatch(/0 0 0 0 k\nBT\n\/F0 20 Tf/);
    const over = pdf
      .dicts()
      .find((d) => d.get(key('GSover')))!
      .lookup(key('GSover'), PDFDict);
    expect(['OP', 'op', 'OPM'].map((k) => String(over.get(key(k))))).toEqual(['true', 'true', '1']);
    const knock = pdf
      .dicts()
      .find((d) => d.get(key('GSknock')))!
      .lookup(key('GSknock'), PDFDict);
    expect(['OP', 'op'].map((k) => String(knock.get(key(k))))).toEqual(['false', 'false']);
  });

  test('draws a used Frame once and uses it often', () => {
    const forms = pdf.streams('Form');
    expect(forms).toHaveLength(names.length + 1);
    const badge = pdf.objects.find(
      ([, o]) => o instanceof PDFRawStream && String(o.dict.get(key('BBox'))) === '[ 0 0 40 40 ]',
    )!;
    const users = forms.filter((form) => form.dict.toString().includes(`${badge[0].objectNumber} 0 R`));
    expect(users).toHaveLength(names.length);
    for (const user of users) expect(decodedText(user).match(/\/X0 Do/g)).toHaveLength(2);
  });

  test('has no actions, scripts, annotations, transfer curves, PostScript or outside streams', () => {
    const forbidden = [
      'AA',
      'OpenAction',
      'JavaScript',
      'JS',
      'Annots',
      'TR',
      'TR2',
      'HTP',
      'BG',
      'UCR',
      'OPI',
      'Ref',
      'F',
      'SMask',
      'AcroForm',
      'EmbeddedFiles',
      'Alternates',
      'LZWDecode',
    ];
    for (const found of pdf.dicts())
      for (const name of forbidden) expect(found.get(key(name)), name).toBeUndefined();
    expect(pdf.raw).not.toMatch(/\/Subtype ?\/PS\b/);
  });

  test('gives the text back', async () => {
    const texts = await extractText(bytes);
    const bare = (text: string) => text.replace(/\s/g, '');
    for (const [i, id] of names.entries()) {
      const { text, direction } = SAMPLES[id]!;
      if (direction === 'rtl') {
        // By word. pdf.js shows the code of a glyph that says nothing (a letter's dots), an invisible character,
        // and takes Nastaliq's slanted words apart: there only the letters are compared.
        const got = texts[i]!.replace(/\p{Default_Ignorable_Code_Point}|[\ufff0-\ufff8]/gu, '');
        const letters = (s: string) => [...bare(s)].sort().join('');
        if (id === 'urdu') expect(letters(got)).toBe(letters(text + text));
        else for (const word of text.replace(/\./g, '').split(/\s+/)) expect(bare(got), id).toContain(word);
      } else {
        // Headline and body; a line's last space is not printed.
        expect(bare(texts[i]!.replaceAll(SILENT, '')), id).toBe(bare(text + text));
      }
    }
  });

  test('gives the same bytes for the same input, cached or not', async () => {
    const again = await write({ sets: [decodeSet(encodeSet(set))], pages });
    expect(Buffer.compare(bytes, again)).toBe(0);
    const other = await write({ sets: [set], pages, meta: { ...meta, documentId: 'other' } });
    expect(Buffer.compare(bytes, other)).not.toBe(0);
  });

  test('holds no name of a user, a machine or a path', () => {
    expect(pdf.raw).not.toMatch(/\/(home|root|work|Users|tmp)\//);
    expect(pdf.raw).not.toContain('PDFKit');
  });

  test('writes objects that two sets share once', async () => {
    const sides = await Promise.all(['latin', 'thai'].map((id) => side(id, SAMPLES[id]!)));
    const sets = sides.map((each) => compileFrames([each], { book, deflate, digest }));
    const both = await readBack(await write({ sets, pages: sides.map((each) => onePage(each)) }));
    expect(both.streams('Form')).toHaveLength(3);
    expect(both.streams('Image')).toHaveLength(2);
  });

  test('refuses boxes that do not nest', async () => {
    const page = { ...pages[0]!, bleed: box(-40, -9, 414, 630) };
    await expect(write({ sets: [set], pages: [page] })).rejects.toThrow(/KYR701 page page-latin/);
  });

  test('refuses a Frame that nobody compiled, text on the page itself, and a file of no pages', async () => {
    await expect(write({ sets: [], pages })).rejects.toThrow(
      'page page-latin uses frame latin, which no compiled set holds',
    );
    const own = onePage(await side('own', SAMPLES.latin!));
    const text = { ...own, frame: await side('own', SAMPLES.latin!) };
    await expect(write({ sets: [], pages: [text] })).rejects.toThrow(
      'page own has text ("Usted tiene derecho") of its own',
    );
    await expect(write({ sets: [], pages: [] })).rejects.toThrow('at least one page');
  });

  test('draws paths on a page without any set', async () => {
    const frame: Frame = {
      id: 'plain',
      size: size(100, 50),
      bleed: NO_INSETS,
      items: [{ kind: 'path', path: rectPath(box(10, 10, 20, 20)), fill: BLACK }],
    };
    const sheet = box(0, 0, 100, 50);
    const plain = await readBack(
      await write({ sets: [], pages: [{ frame, media: sheet, bleed: sheet, trim: sheet }] }),
    );
    const [stream] = pageStreams(plain);
    expect(decodedText(stream!).trim().split('\n')).toEqual([
      '1 0 0 -1 0 50 cm',
      '/GSover gs',
      '0 0 0 1 k',
      '10 10 20 20 re f',
    ]);
  });

  test('uses a page Frame that was compiled as it stands', async () => {
    const whole = await side('latin', SAMPLES.latin!);
    const trim = box(0, 0, 396, 612);
    const bleed = box(-9, -9, 414, 630);
    const page: PageSpec = { frame: whole, media: bleed, bleed, trim };
    const file = await readBack(await write({ sets: [set], pages: [page] }));
    const [stream] = pageStreams(file);
    expect(decodedText(stream!)).toMatch(/\/X\d+ Do\s*$/);
  });
});

const pageStreams = (pdf: ReadBack): PDFRawStream[] =>
  pdf.document.getPages().flatMap((page) => {
    const contents = page.node.lookup(key('Contents'));
    return contents instanceof PDFRawStream ? [contents] : [];
  });

test('the document writer compiles what no set holds', async () => {
  const own = await side('own', SAMPLES.bengali!);
  const sheet = box(-9, -9, 414, 630);
  const page: PageSpec = { frame: own, media: sheet, bleed: sheet, trim: box(0, 0, 396, 612) };
  const bytes = await writeDocument({ pages: [page, onePage(own)], book, meta, intent, digest, deflate });
  const texts = await extractText(bytes);
  expect(texts).toHaveLength(2);
  expect(texts[0]).toBe(texts[1]);
  expect((await readBack(bytes)).streams('Form')).toHaveLength(2);
});

test('the run writer keeps a page tree of at most 64 kids a node, and repeats no equal page stream', async () => {
  const frame: Frame = { id: 'used', size: size(10, 10), bleed: NO_INSETS, items: [] };
  const forms = compileFrames([frame], { book, deflate, digest });
  const sheet = box(0, 0, 10, 10);
  const page: PageSpec = {
    frame: { ...frame, id: 'page', items: [{ kind: 'use', frame, matrix: IDENTITY }] },
    media: sheet,
    bleed: sheet,
    trim: sheet,
  };
  for (const count of [1, 64, 65, 4096, 4097]) {
    const bytes = await WRITERS.run!({ sets: [forms], pages: Array.from({ length: count }, () => page) });
    const pdf = await readBack(bytes);
    expect(pdf.document.getPageCount()).toBe(count);
    const nodes = pdf.dicts().filter((d) => d.get(key('Type')) === key('Pages'));
    for (const node of nodes) {
      const kids = node.lookup(key('Kids'), PDFArray);
      expect(kids.size()).toBeLessThanOrEqual(64);
      for (let i = 0; i < kids.size(); i++) {
        const kid = kids.lookup(i, PDFDict);
        expect(pdf.lookup(kid.get(key('Parent')))).toBe(node);
      }
    }
    expect(nodes.filter((n) => n.get(key('Parent')) === undefined)).toHaveLength(1);
    expect(pdf.streams().filter((s) => decodedText(s).includes(' cm\n'))).toHaveLength(1);
  }
});
