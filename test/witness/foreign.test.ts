/**
 * Preflight of what a browser and an office program write, beside what other people's programs say of the same file:
 * poppler of pages, fonts and pictures, qpdf of version, trailer and page entries. Both are made here, by the programs
 * themselves.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { preflightFile } from '../../src/job/preflight.js';
import { ask, hear, inScratch } from './programs.js';

/** Ten by ten grey pixels. */
const PIXELS =
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC';

const HTML = `<!doctype html><title>t</title><style>@page { size: 300pt 300pt; margin: 20pt }</style>
<p>Text <small style="font-size: 4pt">small</small> <a href="https://example.org">link</a></p>
<img width="72" height="72" src="data:image/png;base64,${PIXELS}">`;

const NAMESPACES = ['office', 'style', 'text']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');
const COMPATIBLE = [
  'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
  'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
].join(' ');
const LINE = '<draw:line text:anchor-type="paragraph" draw:style-name="l" svg:x1="0pt" svg:y1="60pt"';
const WRITER = `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${NAMESPACES} ${COMPATIBLE} office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:page-layout style:name="p"><style:page-layout-properties fo:page-width="300pt" fo:page-height="300pt"
 fo:margin="20pt"/></style:page-layout>
<style:style style:name="s" style:family="text"><style:text-properties fo:font-size="4pt"/></style:style>
<style:style style:name="l" style:family="graphic"><style:graphic-properties draw:stroke="solid"
 svg:stroke-width="0.1pt" svg:stroke-color="#000000"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="p"/></office:master-styles>
<office:body><office:text>
<text:p>Text <text:span text:style-name="s">small</text:span> <text:a xlink:href="https://example.org">link</text:a>
${LINE} svg:x2="100pt" svg:y2="60pt"/></text:p>
<text:p><draw:frame text:anchor-type="as-char" svg:width="72pt" svg:height="72pt"><draw:image><office:binary-data>
${PIXELS}</office:binary-data></draw:image></draw:frame></text:p>
</office:text></office:body></office:document>`;

interface Truth {
  readonly pages: number;
  readonly fonts: number;
  readonly smallestPpi: number;
  /** Clauses that other programs can tell of, and whether they find them broken. */
  readonly broken: Readonly<Record<string, boolean>>;
}

/** A file as poppler and qpdf see it. */
async function truthOf(path: string): Promise<Truth> {
  const info = (await hear('pdfinfo', [path])).out;
  const rows = async (program: 'pdffonts' | 'pdfimages', ...args: string[]): Promise<string[]> =>
    (await hear(program, [...args, path])).out.trim().split('\n').slice(2);
  const fonts = await rows('pdffonts');
  const images = (await rows('pdfimages', '-list')).map((row) => row.trim().split(/ +/));
  const { qpdf } = JSON.parse((await hear('qpdf', ['--json', path])).out) as {
    qpdf: [{ pdfversion: string }, Record<string, { value?: Record<string, unknown> }>];
  };
  const [{ pdfversion }, objects] = qpdf;
  const trailer = objects.trailer!.value!;
  const dicts = Object.values(objects).flatMap(({ value }) =>
    value !== null && typeof value === 'object' ? [value] : [],
  );
  const pages = dicts.filter((dict) => dict['/Type'] === '/Page');
  const catalog = dicts.find((dict) => dict['/Type'] === '/Catalog')!;
  return {
    pages: Number(/^Pages: +(\d+)$/m.exec(info)![1]),
    fonts: fonts.length,
    smallestPpi: Math.min(...images.map((row) => Number(row[12]))),
    broken: {
      version: pdfversion !== '1.6',
      'file-id': trailer['/ID'] === undefined,
      'info-title': !/^Title: +\S/m.test(info),
      'intent-one': catalog['/OutputIntents'] === undefined,
      'xmp-packet': /^Metadata Stream: +no$/m.test(info),
      'trim-box': pages.some((page) => page['/TrimBox'] === undefined),
      annotations: pages.some((page) => page['/Annots'] !== undefined),
      actions: dicts.some((dict) => dict['/Type'] === '/Annot' && dict['/A'] !== undefined),
      // Names may have spaces: the columns are read from their right end.
      'font-embedded': fonts.some((row) => row.trim().split(/ +/).at(-5) === 'no'),
      'picture-coarse': images.some((row) => Number(row[12]) < 150),
      'rgb-profiled': images.some((row) => row[5] === 'icc' && row[6] === '3'),
      // Of others than pictures only the findings of preflight tell: the text of both is in RGB.
      'rgb-device': true,
      'black-size': true,
      'form-loop': false,
      xref: false,
      content: false,
      resources: false,
      'stream-damaged': false,
    },
  };
}

/** Holds preflight against the others, and hands back what it found. */
async function hold(path: string): Promise<ReturnType<typeof preflightFile>> {
  const found = preflightFile(path, 'x', 'press');
  const truth = await truthOf(path);
  const clauses = new Set(found.diagnostics.map((d) => d.clause!));
  expect(Object.fromEntries(Object.keys(truth.broken).map((c) => [c, clauses.has(c)]))).toEqual(truth.broken);
  expect(found.ok).toBe(false);
  expect(found.report.pages).toBe(truth.pages);
  expect(found.report.fonts.length).toBe(truth.fonts);
  expect(truth.fonts).toBeGreaterThan(0);
  expect(Math.round(found.report.lowestPicture!.value)).toBe(truth.smallestPpi);
  expect(found.report.smallestText!.value).toBeCloseTo(4, 1);
  return found;
}

test('Chromium', async () => {
  await inScratch(async (folder) => {
    writeFileSync(join(folder, 'x.html'), HTML);
    const to = join(folder, 'x.pdf');
    const quiet = ['--headless=new', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer'];
    const own = [`--user-data-dir=${join(folder, 'profile')}`, `--print-to-pdf=${to}`];
    // It complains of a desktop that is not there; what counts is the file.
    const { code, err } = await ask('chromium', [...quiet, ...own, `file://${join(folder, 'x.html')}`]);
    expect([code, existsSync(to)], err).toEqual([0, true]);
    const { report } = await hold(to);
    expect(report.fonts.every((font) => font.embedded)).toBe(true);
  });
});

test('LibreOffice', async () => {
  await inScratch(async (folder) => {
    writeFileSync(join(folder, 'x.fodt'), WRITER);
    const own = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    const { code, err } = await ask('soffice', [
      '--headless',
      own,
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
      join(folder, 'x.fodt'),
    ]);
    const to = join(folder, 'x.pdf');
    expect([code, existsSync(to)], err).toEqual([0, true]);
    const { report, diagnostics } = await hold(to);
    // Its line, as thin as it was drawn.
    expect(report.thinnestLine!.value).toBeCloseTo(0.1, 2);
    expect(diagnostics.map((d) => d.clause)).toContain('hairline');
  });
});
