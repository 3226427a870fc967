/** Damaged and hostile files: findings, never a crash, and never more work than preflight is given. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../src/job/inflate.js';
import { preflightPdf } from '../../src/preflight/pdf.js';
import { found, goodFile, preflight } from './good.js';

const good = goodFile(2);
const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** Objects put together into a file; the first is the catalog. */
function fileOf(objects: readonly string[]): Uint8Array {
  let text = '%PDF-1.6\n';
  const offsets = objects.map((object, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  return latin1(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
  );
}

const CATALOG = '<</Type/Catalog/Pages 2 0 R>>';
const PAGES = '<</Type/Pages/Count 1/Kids[3 0 R]>>';
const pageOf = (more: string): string =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/TrimBox[0 0 100 100]${more}>>`;
const streamOf = (content: Uint8Array | string, dict = ''): string => {
  const data = Buffer.from(deflateSync(typeof content === 'string' ? latin1(content) : content)).toString(
    'latin1',
  );
  return `<</Length ${data.length}/Filter/FlateDecode${dict}>>\nstream\n${data}\nendstream`;
};
const clausesOf = (bytes: Uint8Array): Set<string> =>
  new Set(found(preflight(bytes)).map((f) => f.split(' ')[0]!));

describe('damaged files', () => {
  it('a file cut off anywhere is told', () => {
    for (const share of [0.01, 0.2, 0.5, 0.8, 0.99]) {
      const result = preflight(good.slice(0, good.length * share));
      expect(result.ok, `${share}`).toBe(false);
      expect(clausesOf(good.slice(0, good.length * share))).toContain('xref');
    }
  });

  it('noise and nothing are no PDF', () => {
    expect(clausesOf(new Uint8Array(0))).toContain('readable');
    expect(clausesOf(Uint8Array.from({ length: 100_000 }, (_, i) => (i * 2654435761) >>> 24))).toContain(
      'readable',
    );
  });

  it('what a broken cross-reference hides is searched for, and checked', () => {
    const text = Buffer.from(good).toString('latin1');
    const result = preflight(latin1(text.replace(/\d{10} 00000 n/g, '0000000007 00000 n')));
    expect(found(result)).toEqual(['xref']);
    expect(result.report.pages).toBe(2);
  });

  it('updates that lead in a circle end', () => {
    const text = Buffer.from(good).toString('latin1');
    const start = text.lastIndexOf('xref\n0 ');
    const looped = text.replace(/trailer\n<</, `trailer\n<</Prev ${start} `);
    expect(found(preflight(latin1(looped)))).toEqual(['xref']);
  });

  it('loops in the page tree and in references end', () => {
    expect(clausesOf(fileOf([CATALOG, '<</Type/Pages/Count 2/Kids[3 0 R 2 0 R]>>', pageOf('')]))).toContain(
      'page-tree',
    );
    expect(clausesOf(fileOf([CATALOG, '3 0 R', '2 0 R']))).toContain('page-tree');
  });

  it('a tree of 100,000 nodes, one below the other, is walked to its page', () => {
    const depth = 100_000;
    const nodes = Array.from({ length: depth }, (_, i) => `<</Type/Pages/Count 1/Kids[${i + 3} 0 R]>>`);
    const { report } = preflight(fileOf([CATALOG, ...nodes, pageOf('')]));
    expect(report.pages).toBe(1);
  });

  it('100,000 pages under one node are walked', () => {
    const kids = Array.from({ length: 100_000 }, (_, i) => `${i + 3} 0 R`).join(' ');
    const pages = Array.from({ length: 100_000 }, () => pageOf(''));
    expect(
      preflight(fileOf([CATALOG, `<</Type/Pages/Count 100000/Kids[${kids}]>>`, ...pages])).report.pages,
    ).toBe(100_000);
  });

  it('an object nested 100,000 deep is told', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(clausesOf(fileOf([CATALOG, PAGES, pageOf(`/Deep ${deep}`)]))).toContain('readable');
  });

  it('a stream that would inflate past the limit is not read', () => {
    const bomb = streamOf(new Uint8Array(70_000_000).fill(32));
    const asked: number[] = [];
    const result = preflightPdf(fileOf([CATALOG, PAGES, pageOf('/Contents 4 0 R'), bomb]), 'x.pdf', {
      inflate: (bytes, limit) => {
        asked.push(limit);
        return inflate(bytes, limit);
      },
    });
    expect(found(result)).toContain('limit object 4');
    expect(Math.max(...asked)).toBeLessThanOrEqual(1 << 26);
  });

  it('bombs beside each other have one budget together', () => {
    const bomb = streamOf(new Uint8Array(60_000_000).fill(32));
    const parts = Array.from({ length: 8 }, (_, i) => `${i + 4} 0 R`).join(' ');
    let made = 0;
    preflightPdf(fileOf([CATALOG, PAGES, pageOf(`/Contents[${parts}]`), ...Array(8).fill(bomb)]), 'x.pdf', {
      inflate: (bytes, limit) => {
        const decoded = inflate(bytes, limit);
        made += decoded.bytes.length;
        return decoded;
      },
    });
    expect(made).toBeLessThan(100_000_000);
  });

  it('forms that multiply are stopped', () => {
    // Each form draws the next one ten times, and no two in the same place: 10^9 in all.
    const next = (i: number): string =>
      streamOf(
        Array.from({ length: 10 }, (_, k) => `q 1 0 0 1 ${k * 10 ** (i - 3)} 0 cm /X Do Q`).join('\n'),
        `/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</XObject<</X ${i + 6} 0 R>>>>`,
      );
    const forms = Array.from({ length: 9 }, (_, i) => next(i));
    const last = streamOf('0 0 9 9 re f', '/Type/XObject/Subtype/Form/BBox[0 0 99 99]');
    const page = pageOf('/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>');
    expect(clausesOf(fileOf([CATALOG, PAGES, page, streamOf('/X Do'), ...forms, last]))).toContain('limit');
  });

  it('forms in a circle end', () => {
    const form = (to: number): string =>
      streamOf('/X Do', `/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X ${to} 0 R>>>>`);
    const page = pageOf('/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>');
    expect(clausesOf(fileOf([CATALOG, PAGES, page, streamOf('/X Do'), form(6), form(5)]))).toContain(
      'form-loop',
    );
  });

  it('random damage to bytes never throws, and pages are never made up', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 })), {
          minLength: 1,
          maxLength: 40,
        }),
        (changes) => {
          const bytes = good.slice();
          for (const [at, byte] of changes) bytes[at] = byte;
          expect(preflight(bytes).report.pages).toBeLessThanOrEqual(2);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('random pieces cut out, doubled or moved never throw', () => {
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(5000), fc.nat(good.length), (from, length, to) => {
        const piece = good.subarray(from, from + length);
        preflight(new Uint8Array(Buffer.concat([good.subarray(0, from), good.subarray(from + length)])));
        preflight(new Uint8Array(Buffer.concat([good.subarray(0, to), piece, good.subarray(to)])));
      }),
      { numRuns: 60 },
    );
  });

  it('random operators never throw', () => {
    const words =
      'q Q cm w gs m l c v y h re S s f f* B b n W W* CS cs SC scn G g RG rg K k sh Do BT ET Tf Td Tm Tj TJ \' " BI ID EI d0 /X /F (a) <00> [1 (b)] << >> 0 1 -3 9e9 1000000 .5'.split(
        ' ',
      );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 200 }), (operators) => {
        const page = pageOf(
          '/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>/Font<</F<</Type/Font/Subtype/Type1>>>>>>',
        );
        const form = streamOf('0 0 9 9 re f', '/Subtype/Form/BBox[0 0 99 99]');
        preflight(fileOf([CATALOG, PAGES, page, streamOf(operators.join(' ')), form]));
      }),
      { numRuns: 200 },
    );
  });
});
