/** The delivery list as spreadsheets save it. A column that shifts would send boxes in the wrong language. */
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CongregationRow, loadCongregations } from '../../src/load/congregations.js';
import { separateColors } from '../../src/load/separation.js';
import { strayIn } from '../../src/schema/parts.js';
import { bytesOf, memoryWorld, refused, short, theRefusal } from './kit.js';

const load = (text: string | Uint8Array): Promise<CongregationRow[]> =>
  loadCongregations(memoryWorld({ 'c.csv': text }), 'c.csv');
const brief = (rows: readonly CongregationRow[]): unknown[] =>
  rows.map((r) => [r.organisation.id, Object.fromEntries(r.orders.map((o) => [o.lang, o.quantity]))]);
const GOOD = 'id,name,es,ar\nst-brigid,St. Brigid,100,\nan-nur,Masjid An-Nur,50,200\n';
const rows = [
  ['st-brigid', { es: 100 }],
  ['an-nur', { es: 50, ar: 200 }],
];

describe('a list is read', () => {
  test.each([
    ['with commas', GOOD],
    ['with semicolons', GOOD.replaceAll(',', ';')],
    ['with tabs', GOOD.replaceAll(',', '\t')],
    ['with a byte order mark', `\uFEFF${GOOD}`],
    ['with Windows line ends', GOOD.replaceAll('\n', '\r\n')],
    ['with old Macintosh line ends', GOOD.replaceAll('\n', '\r')],
    ['with no line end at its end', GOOD.trimEnd()],
    ['with blank lines', GOOD.replaceAll('\n', '\n\n')],
    ['with spaces around its fields', GOOD.replaceAll(',', ' , ')],
    ['with all fields in quotes', GOOD.replace(/[^,\n]+/g, '"$&"')],
    ['with its columns in another order', 'ar,es,id\n,100,st-brigid\n200,50,an-nur\n'],
  ])('%s', async (_, text) => {
    expect(brief(await load(text))).toEqual(rows);
  });

  test('in the order of its rows, which is the order of delivery, the first row not lost', async () => {
    const ids = Array.from({ length: 300 }, (_, i) => `c-${(i * 7) % 300}`);
    const list = await load(`id,es\n${ids.map((id, i) => `${id},${i + 1}\n`).join('')}`);
    expect(list.map((r) => r.organisation.id)).toEqual(ids);
    expect(list.map((r) => r.orders[0]?.quantity)).toEqual(ids.map((_, i) => i + 1));
    expect(list.map((r) => r.at.line)).toEqual(ids.map((_, i) => i + 2));
  });

  test('with a comma, a quote and a line break inside quoted fields', async () => {
    const [row] = await load('id,name,address,es\na,"St. Brigid, ""Sample""","1 Street,\nBrooklyn",5\n');
    expect(row?.organisation).toMatchObject({
      name: { en: 'St. Brigid, "Sample"' },
      address: '1 Street,\nBrooklyn',
    });
    expect(row?.orders).toEqual([{ lang: 'es', quantity: 5 }]);
  });

  test('with names per language; the plain column is the English one', async () => {
    const [row] = await load('id,name,name:es,name:zh-hans,es\na,Grace,Gracia,恩典堂,5\n');
    expect(row?.organisation.name).toEqual({ en: 'Grace', es: 'Gracia', 'zh-Hans': '恩典堂' });
  });

  test('a congregation that withholds its name is marked, in any case of letters', async () => {
    const list = await load('id,name,withhold,es\na,A,yes,5\nb,B,Yes,5\nc,C,no,5\nd,D,,5\n');
    expect(list.map((r) => r.organisation.withhold)).toEqual([true, true, false, false]);
  });

  test('a quantity of 0 orders nothing in that language', async () => {
    expect((await load('id,es,ar\na,0,7\n'))[0]?.orders).toEqual([{ lang: 'ar', quantity: 7 }]);
  });

  test('language columns may be written in any case and are read canonically', async () => {
    expect((await load('id,ZH-hans\na,7\n'))[0]?.orders).toEqual([{ lang: 'zh-Hans', quantity: 7 }]);
  });
});

test('accents are in the inks of the run; that of a congregation which withholds its name is not kept', async () => {
  const text = 'id,accent,withhold,es\na,teal,,5\nb,,,5\nc,#800000,yes,5\nd,#800000,,5\n';
  const profile = resolve('icc/GRACoL2006-TR006.icc');
  const list = await loadCongregations(memoryWorld({ 'c.csv': text }), 'c.csv', 'c.csv', {
    kind: 'process',
    profile,
    limit: 300,
  });
  const [a, b, c, d] = list.map(({ organisation }) => organisation.accent);
  const [teal, maroon] = await separateColors(
    [
      [0, 128, 128],
      [128, 0, 0],
    ],
    profile,
  );
  expect([a, b, c, d]).toEqual([teal, undefined, undefined, maroon]);
});

describe('a list is refused, with line and code', () => {
  test.each([
    ['a short row', 'id,name,es,ar\na,A,5,\nb,B,5\n', 'c.csv:3 KYR111'],
    ['a long row: a comma too many', 'id,name,es,ar\na,A,5,\nb,B,,5,6\n', 'c.csv:3 KYR111'],
    ['a name with a comma and no quotes', 'id,name,es,ar\na,Grace, Brooklyn,5,\n', 'c.csv:2 KYR111'],
    ['a short row after a blank line', 'id,name,es\n\na,A,5\n\nb,B\n', 'c.csv:5 KYR111'],
    ['an id that stands twice', 'id,es\na,5\nb,5\na,7\n', 'c.csv:4 KYR109'],
    ['a quantity that is a word', 'id,es\na,five\n', 'c.csv:2 KYR502'],
    ['a quantity with a thousands comma', 'id,es\na,"1,000"\n', 'c.csv:2 KYR502'],
    ['a quantity below zero', 'id,es\na,-5\n', 'c.csv:2 KYR502'],
    ['half a piece', 'id,es\na,2.5\n', 'c.csv:2 KYR502'],
    ['a row that orders nothing', 'id,es,ar\na,,\n', 'c.csv:2 KYR502'],
    ['a row without id', 'id,es\n,5\n', 'c.csv:2 KYR106'],
    ['an id with spaces', 'id,es\nSt Brigid,5\n', 'c.csv:2 KYR106'],
    ['an id that climbs out of a folder', 'id,es\n../etc,5\n', 'c.csv:2 KYR106'],
    ['“maybe” for withhold', 'id,withhold,es\na,maybe,5\n', 'c.csv:2 KYR106'],
    ['an accent that is no colour', 'id,accent,es\na,teal,5\nb,tael,5\n', 'c.csv:3 KYR420'],
    ['an accent that is too light', 'id,accent,es\na,#ffd700,5\n', 'c.csv:2 KYR421'],
    ['an unknown column', 'id,nmae,es\na,A,5\n', 'c.csv:1 KYR103'],
    ['a column that is no language', 'id,es,qty\na,5,6\n', 'c.csv:1 KYR103'],
    ['a name in no language', 'id,name:xx-,es\na,A,5\n', 'c.csv:1 KYR103'],
    ['a column that stands twice', 'id,es,es\na,5,6\n', 'c.csv:1 KYR109'],
    ['a language that stands twice in two spellings', 'id,es,ES\na,5,6\n', 'c.csv:1 KYR109'],
    ['no language column', 'id,name\na,A\n', 'c.csv:1 KYR105'],
    ['no id column', 'name,es\nA,5\n', 'c.csv:1 KYR105'],
    ['an unclosed quote', 'id,name,es\na,A,5\nb,"B,5\nc,C,5\n', undefined],
    ['a quote inside a word', 'id,name,es\na,A "B" C,5\n', 'c.csv:2 KYR111'],
    ['a header alone', 'id,es\n', 'c.csv:1 KYR111'],
    ['nothing', '', 'c.csv:1 KYR111'],
    ['commas alone', ',,\n,,\n', 'c.csv:1 KYR103'],
  ])('%s', async (_, text, where) => {
    const found = (await refused(() => load(text))).map(short);
    if (where !== undefined) expect(found).toContain(where);
    else expect(found[0]).toMatch(/^c\.csv(:[34])? KYR111$/);
  });

  test('a short row never becomes a shifted order: nothing of the list is used', async () => {
    const refusal = await theRefusal(() => load('id,name,es,ar\na,A,5,\nb,5,6\nc,C,5,6\n'));
    expect(refusal.message).toBe('this row has 3 fields, the header has 4');
  });

  test('every fault of every row is told at once', async () => {
    const found = await refused(() => load('id,withhold,es\nA B,,5\nb,perhaps,5\nc,,x\nd,,\n'));
    expect(found.map(short)).toEqual([
      'c.csv:2 KYR106',
      'c.csv:3 KYR106',
      'c.csv:4 KYR502',
      'c.csv:4 KYR502',
      'c.csv:5 KYR502',
    ]);
  });

  test('a misspelt column is named with what was meant', async () => {
    expect((await theRefusal(() => load('id,adress,es\na,A,5\n'))).hint).toBe('did you mean “address”?');
  });

  test('a second row of the same id says where the first is', async () => {
    expect((await theRefusal(() => load('id,es\na,5\nb,5\na,7\n'))).message).toContain('in line 2');
  });

  test('a row keeps its own line after a field that runs over two', async () => {
    const text = 'id,address,es\na,"1 Street\nBrooklyn",5\nb,B,five\n';
    expect((await refused(() => load(text))).map(short)).toContain('c.csv:4 KYR502');
  });

  test('a list saved as UTF-16 or in a Windows code page', async () => {
    const latin1 = new Uint8Array([...bytesOf('id,name,es\na,Mar'), 0xed, ...bytesOf('a,5\n')]);
    expect(short(await theRefusal(() => load(latin1)))).toBe('c.csv KYR112');
  });
});

test('what a spreadsheet writes is what we read, whatever stands in the names', async () => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .map((s) => s.replace(/[\r\n\0]/g, ' ').trim())
    // What cannot be printed is refused; test/witness/hostile has it.
    .filter((s) => s === '' || strayIn(s) === undefined);
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, fc.integer({ min: 1, max: 9999 })), { minLength: 1 }),
      async (list) => {
        const text = `id,name,es\n${list.map(([name, n], i) => `c${i},${quote(name)},${n}\n`).join('')}`;
        const read = await load(text);
        expect(read.map((r) => (r.organisation.name as { en?: string } | undefined)?.en ?? '')).toEqual(
          list.map(([name]) => name),
        );
        expect(read.map((r) => r.orders)).toEqual(list.map(([, quantity]) => [{ lang: 'es', quantity }]));
      },
    ),
  );
});
