/** The reader of PDFs: tables, streams of them, object streams, updates; held against pdf-lib, which wrote the files. */
import { PDFDict, PDFDocument, PDFRawStream, StandardFonts } from '@cantoo/pdf-lib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../../src/job/inflate.js';
import { openFile } from '../../../src/preflight/read/file.js';
import { Lexer } from '../../../src/preflight/read/lexer.js';
import { readPages } from '../../../src/preflight/read/pages.js';
import { isDict, isStream, type PdfValue, textOf } from '../../../src/preflight/read/value.js';
import { goodFile } from '../good.js';

/** A value as plain JSON: names as `/Name`, references as `12 R`. */
function plain(value: PdfValue): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(plain);
  if (!('kind' in value)) return value;
  switch (value.kind) {
    case 'name':
      return `/${value.name}`;
    case 'string':
      return `(${textOf(value)})`;
    case 'ref':
      return `${value.number} R`;
    case 'stream':
      return 'a stream';
    case 'dict':
      return Object.fromEntries([...value.entries].map(([key, v]) => [key, plain(v)]));
  }
}
const parse = (text: string): unknown => plain(new Lexer(new TextEncoder().encode(text)).value());

async function written(useObjectStreams: boolean): Promise<Uint8Array> {
  const made = await PDFDocument.create();
  made.setTitle('Türen & Rechte');
  const font = await made.embedFont(StandardFonts.Helvetica);
  for (let i = 0; i < 40; i++) made.addPage([200, 300 + i]).drawText(`page ${i}`, { font, size: 12 });
  return made.save({ useObjectStreams, addDefaultPage: false });
}

const heights = (bytes: Uint8Array): { pages: (number | undefined)[]; file: ReturnType<typeof openFile> } => {
  const file = openFile(bytes, inflate);
  const pages = [...readPages(file, (message) => expect.fail(message))].map((page) => {
    const box = file.list(page.inherited('MediaBox'));
    return typeof box[3] === 'number' ? box[3] : undefined;
  });
  return { pages, file };
};

describe('values', () => {
  it('reads each kind', () => {
    expect(parse('<</A 1/B[-.5 +2 3. true null(a\\(b\\)\\101\\n)]/C#20D<4 1>/E 12 0 R/F<</G/H>>>>')).toEqual({
      A: 1,
      B: [-0.5, 2, 3, true, null, '(a(b)A\n)'],
      'C D': '(A)',
      E: '12 R',
      F: { G: '/H' },
    });
  });

  it('reads what can be read of what is malformed', () => {
    expect(parse('[1.2.3 --4 5-6 (open')).toEqual([1.2, -4, 5, '(open)']);
    expect(parse('<</A /B /C >>')).toEqual({ A: '/B' });
    expect(parse('[1 0 R 1 0 Rx 7]')).toEqual(['1 R', 1, 0, 7]);
  });

  it('reads back every number that is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(4), (n, digits) => {
        const text = (n / 10 ** digits).toFixed(digits);
        expect(parse(`[${text}]`)).toEqual([expect.closeTo(Number(text), 6)]);
      }),
    );
  });
});

describe('files', () => {
  it.each([
    ['classic tables', false],
    ['cross-reference and object streams', true],
  ])('%s', async (_, streams) => {
    const { pages, file } = heights(await written(streams));
    expect(pages).toEqual(Array.from({ length: 40 }, (_, i) => 300 + i));
    expect(file.faults).toEqual([]);
    const info = file.dict(file.trailer.entries.get('Info'));
    expect(textOf(file.entry(info, 'Title'))).toBe('Türen & Rechte');
  });

  it('finds object streams when the cross-reference is gone', async () => {
    const bytes = await written(true);
    const text = Buffer.from(bytes)
      .toString('latin1')
      .replace(/startxref\s+\d+/, 'startxref 1');
    const { pages, file } = heights(new Uint8Array(Buffer.from(text, 'latin1')));
    expect(pages.length).toBe(40);
    expect(file.faults.map((f) => f.clause)).toEqual(['xref']);
  });

  it('takes the newest of an object that was updated', async () => {
    const bytes = await written(false);
    const text = Buffer.from(bytes).toString('latin1');
    const root = /\/Root (\d+) 0 R/.exec(text)![1]!;
    const info = /\/Info (\d+) 0 R/.exec(text)![1]!;
    const before = /startxref\s+(\d+)/.exec(text)![1]!;
    const object = `${info} 0 obj\n<</Title(Newer)>>\nendobj\n`;
    const row = `${String(text.length).padStart(10, '0')} 00000 n \n`;
    const start = text.length + object.length;
    const update = `${object}xref\n${info} 1\n${row}trailer\n<</Size 99/Root ${root} 0 R/Info ${info} 0 R/Prev ${before}>>\nstartxref\n${start}\n%%EOF\n`;
    const { pages, file } = heights(new Uint8Array(Buffer.from(text + update, 'latin1')));
    expect(pages.length).toBe(40);
    expect(textOf(file.entry(file.trailer.entries.get('Info'), 'Title'))).toBe('Newer');
    expect(file.faults).toEqual([]);
  });

  it('reads the same objects as pdf-lib', async () => {
    const bytes = goodFile(3);
    const file = openFile(bytes, inflate);
    const { context } = await PDFDocument.load(bytes, { updateMetadata: false });
    for (const [ref, theirs] of context.enumerateIndirectObjects()) {
      const ours = file.get({ kind: 'ref', number: ref.objectNumber });
      const dict = theirs instanceof PDFRawStream ? theirs.dict : theirs;
      if (!(dict instanceof PDFDict)) continue;
      expect(isDict(ours) || isStream(ours), ref.toString()).toBe(true);
      const names = dict.keys().map((key) => key.decodeText());
      expect([...file.dict(ours).entries.keys()].sort(), ref.toString()).toEqual(names.sort());
    }
  });
});
