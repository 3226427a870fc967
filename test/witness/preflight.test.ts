/**
 * Preflight beside other people's programs: every file of the run passes, rewritten by qpdf and mupdf it reads the
 * same, what ghostscript, cairo and WeasyPrint write gets true findings, and hostile files cost neither time nor
 * memory.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { preflightFile } from '../../src/job/preflight.js';
import type { PdfPreflight } from '../../src/preflight/pdf.js';
import { ask, each, hear, inScratch } from './programs.js';
import { ROOT } from './setup.js';
import { inRun, PDFS, PRESS, SHEETS } from './the-run.js';

const FOR_PRESS = new Set([...PRESS, ...SHEETS]);
const clauses = ({ diagnostics }: PdfPreflight): string[] =>
  [...new Set(diagnostics.map((d) => d.clause!))].sort();

test('every PDF of the run passes, and has the pages and fonts that poppler finds', async () => {
  await each(PDFS, async (file) => {
    const { diagnostics, report } = preflightFile(
      inRun(file),
      file,
      FOR_PRESS.has(file) ? 'press' : 'office',
    );
    expect(diagnostics, file).toEqual([]);
    const info = await hear('pdfinfo', [inRun(file)]);
    expect(report.pages, file).toBe(Number(/^Pages: +(\d+)$/m.exec(info.out)?.[1]));
    if (!PRESS.includes(file)) return;
    const fonts = await hear('pdffonts', [inRun(file)]);
    expect(report.fonts.length, file).toBe(fonts.out.trim().split('\n').length - 2);
    expect(report.mostInk!.value, file).toBeLessThanOrEqual(300);
  });
});

describe('a press file rewritten', () => {
  const file = PRESS[0]!;
  const before = preflightFile(inRun(file), 'x', 'press').report;
  // Object numbers change with the writer.
  const plain = (report: unknown): unknown =>
    JSON.parse(JSON.stringify(report, (key, value) => (key === 'object' ? undefined : value)));
  test.each([
    ['with object streams', 'qpdf', (to: string) => ['--object-streams=generate', inRun(file), to]],
    ['for the web', 'qpdf', (to: string) => ['--linearize', inRun(file), to]],
    ['with filters of its own', 'qpdf', (to: string) => ['--stream-data=uncompress', inRun(file), to]],
    ['by mupdf', 'mutool', (to: string) => ['clean', '-ggg', '-z', inRun(file), to]],
  ] as const)('%s reads the same', async (_, program, args) => {
    await inScratch(async (folder) => {
      const to = join(folder, 'x.pdf');
      await hear(program, args(to));
      const after = preflightFile(to, 'x', 'press');
      expect(after.diagnostics).toEqual([]);
      expect(plain(after.report)).toEqual(plain(before));
    });
  });

  test('with a password is refused', async () => {
    await inScratch(async (folder) => {
      const to = join(folder, 'x.pdf');
      await hear('qpdf', ['--encrypt', '', 'owner', '256', '--', inRun(file), to]);
      expect(clauses(preflightFile(to, 'x', 'press'))).toContain('encryption');
    });
  });
});

const POSTSCRIPT = `%!PS
<< /PageSize [300 300] >> setpagedevice
/Helvetica findfont 5 scalefont setfont 0 0 0 setrgbcolor 20 250 moveto (five points) show
0.1 setlinewidth 20 80 moveto 200 80 lineto stroke
gsave 150 100 translate 72 72 scale 20 20 8 [20 0 0 -20 0 20] { 20 string } image grestore
showpage`;

describe('what others write gets true findings', () => {
  /** What a file lacks that is not made for PDF/X. */
  const BARE = ['intent-one', 'trapped', 'trim-box', 'version'];

  test('ghostscript, from RGB', async () => {
    await inScratch(async (folder) => {
      writeFileSync(join(folder, 'x.ps'), POSTSCRIPT);
      await hear('gs', ['-q', '-dBATCH', '-dNOPAUSE', '-sDEVICE=pdfwrite', '-o', 'x.pdf', 'x.ps'], folder);
      const found = preflightFile(join(folder, 'x.pdf'), 'x', 'press');
      expect(clauses(found)).toEqual(
        expect.arrayContaining([
          ...BARE,
          'black-size',
          'hairline',
          'picture-coarse',
          'rgb-device',
          'xmp-version',
        ]),
      );
      expect(found.report.smallestText!.value).toBeCloseTo(5, 2);
      expect(found.report.thinnestLine!.value).toBeCloseTo(0.1, 3);
      // As poppler sees them.
      const images = await hear('pdfimages', ['-list', join(folder, 'x.pdf')]);
      const ppi = Number(images.out.trim().split('\n').at(-1)!.trim().split(/ +/)[12]);
      expect(Math.round(found.report.lowestPicture!.value)).toBe(ppi);
      const fonts = await hear('pdffonts', [join(folder, 'x.pdf')]);
      const embedded = /^\S+ +Type 1C? +\S+ +(yes|no)/m.exec(fonts.out)?.[1];
      expect(clauses(found).includes('font-embedded')).toBe(embedded === 'no');
    });
  });

  test('ghostscript, converted to CMYK: black text is four inks', async () => {
    await inScratch(async (folder) => {
      writeFileSync(join(folder, 'x.ps'), POSTSCRIPT);
      const cmyk = ['-sProcessColorModel=DeviceCMYK', '-sColorConversionStrategy=CMYK'];
      await hear(
        'gs',
        ['-q', '-dBATCH', '-dNOPAUSE', '-sDEVICE=pdfwrite', ...cmyk, '-o', 'x.pdf', 'x.ps'],
        folder,
      );
      const found = preflightFile(join(folder, 'x.pdf'), 'x', 'press');
      expect(clauses(found)).toEqual(
        expect.arrayContaining([...BARE, 'colored-size', 'rich-black', 'hairline']),
      );
      expect(clauses(found)).not.toContain('rgb-device');
    });
  });

  test('cairo, from a press file of ours: everything is RGB, and the boxes are gone', async () => {
    await inScratch(async (folder) => {
      const to = join(folder, 'x.pdf');
      await hear('pdftocairo', ['-pdf', inRun(PRESS[0]!), to]);
      const found = preflightFile(to, 'x', 'press');
      expect(clauses(found)).toEqual(
        expect.arrayContaining([...BARE, 'rgb-device', 'group-space', 'file-id', 'xmp-packet']),
      );
      expect(clauses(found)).not.toContain('font-embedded');
      expect(found.report.pages).toBe(2);
      const ours = preflightFile(inRun(PRESS[0]!), 'x', 'press').report;
      expect(found.report.smallestText!.value).toBeCloseTo(ours.smallestText!.value, 1);
    });
  });

  test('WeasyPrint: RGB, a link, small text', async () => {
    await inScratch(async (folder) => {
      const html =
        '<title>t</title><style>@page { size: 300pt 300pt }</style><p>Text <small style="font-size:4pt">small</small> <a href="https://example.org">link</a>';
      writeFileSync(join(folder, 'x.html'), html);
      await hear('weasyprint', ['x.html', 'x.pdf'], folder);
      const found = preflightFile(join(folder, 'x.pdf'), 'x', 'press');
      expect(clauses(found)).toEqual(
        expect.arrayContaining([
          'actions',
          'annotations',
          'black-size',
          'file-id',
          'intent-one',
          'rgb-device',
          'trapped',
          'xmp-packet',
        ]),
      );
      expect(clauses(found)).not.toContain('font-embedded');
      expect(found.report.smallestText!.value).toBeCloseTo(4, 1);
    });
  });
});

describe('hostile files cost at most 10 s of a processor and 512 MB', () => {
  /** `kyr preflight` under a limit on processor time, and the most memory that it held, in MB. */
  async function measured(path: string): Promise<{ code: number | null; out: string; megabytes: number }> {
    const told = 'process.on("exit",()=>process.stderr.write("maxrss "+process.resourceUsage().maxRSS))';
    const node = [process.execPath, '--import', `data:text/javascript,${told}`];
    const { code, out, err } = await ask('prlimit', [
      '--cpu=10',
      '--',
      ...node,
      join(ROOT, 'bin/kyr.js'),
      'preflight',
      path,
      '--json',
    ]);
    return { code, out, megabytes: Number(/maxrss (\d+)/.exec(err)?.[1]) / 1024 };
  }

  const fileOf = (objects: readonly (string | Buffer)[]): Buffer => {
    const parts: Buffer[] = [Buffer.from('%PDF-1.6\n')];
    for (const [i, object] of objects.entries())
      parts.push(Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'));
    // No table: the objects must be searched for too.
    parts.push(Buffer.from('trailer\n<</Root 1 0 R>>\n%%EOF\n'));
    return Buffer.concat(parts);
  };
  const CATALOG = '<</Type/Catalog/Pages 2 0 R>>';

  /** Zeros that inflate to a few GB: one piece of deflated data again and again. */
  function bomb(): Buffer {
    const piece = deflateRawSync(Buffer.alloc(1 << 26), { finishFlush: constants.Z_FULL_FLUSH });
    const data = Buffer.concat([Buffer.from([0x78, 0x9c]), ...Array<Buffer>(48).fill(piece)]);
    const head = `<</Length ${data.length}/Filter/FlateDecode>>\nstream\n`;
    return Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream')]);
  }

  const good = (): Buffer => readFileSync(inRun(PRESS[0]!));
  test.each<[string, () => Buffer]>([
    ['cut off', () => good().subarray(0, good().length * 0.6)],
    ['noise', () => Buffer.concat([Buffer.from('%PDF-1.6\n'), Buffer.alloc(20_000_000, 'obj 1 0 (<<[ ')])],
    [
      'a tree of 100,000 nodes',
      () =>
        fileOf([
          CATALOG,
          ...Array.from({ length: 100_000 }, (_, i) => `<</Type/Pages/Count 1/Kids[${i + 3} 0 R]>>`),
          '<</Type/Page/MediaBox[0 0 9 9]>>',
        ]),
    ],
    [
      'a stream of three gigabytes',
      () =>
        fileOf([
          CATALOG,
          '<</Type/Pages/Count 1/Kids[3 0 R]>>',
          '<</Type/Page/MediaBox[0 0 9 9]/Contents[4 0 R 5 0 R 6 0 R]>>',
          bomb(),
          bomb(),
          bomb(),
        ]),
    ],
    ['a large page, filled and filled again', () => fillings()],
  ])('%s', async (_, make) => {
    await inScratch(async (folder) => {
      const path = join(folder, 'x.pdf');
      writeFileSync(path, make());
      const { code, out, megabytes } = await measured(path);
      expect(code).toBe(4);
      expect(JSON.parse(out)).toMatchObject({ ok: false });
      expect(megabytes).toBeLessThan(512);
    });
  });

  function fillings(): Buffer {
    const content = '0 0 0 1 k 1 2 14000 13999 re f 1 1 m 14000 3 l 9 14000 l f '.repeat(200_000);
    const data = deflateRawSync(content);
    const zlib = Buffer.concat([Buffer.from([0x78, 0x9c]), data]);
    return fileOf([
      CATALOG,
      '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      '<</Type/Page/MediaBox[0 0 14400 14400]/Contents 4 0 R>>',
      Buffer.concat([
        Buffer.from(`<</Length ${zlib.length}/Filter/FlateDecode>>\nstream\n`),
        zlib,
        Buffer.from('\nendstream'),
      ]),
    ]);
  }
});
