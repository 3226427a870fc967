/**
 * What other people's programs say of every PDF of the run: whole, boxes, fonts, PDF/X-4, black text overprinting,
 * nothing that a press refuses (press.md, sections 1 and 2).
 */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Dict, drawings, namesIn, type Objects, readObjects } from './objects.js';
import { each, hear, inScratch } from './programs.js';
import { inRun, PDFS, PRESS, SHEETS } from './the-run.js';

const FOR_PRESS = [...PRESS, ...SHEETS];

test('the run has press files, sheets, proofs, a ticket and labels', () => {
  // Thirteen languages, and 136 designs of 68 congregations.
  expect(PRESS.length).toBe(149);
  expect(SHEETS.length).toBe(23);
  expect(PDFS.filter((file) => file.startsWith('proofs/')).length).toBe(149);
  expect(PDFS.filter((file) => !file.includes('/'))).toEqual(['DRAFT-START-HERE.pdf', 'DRAFT-labels.pdf']);
});

test('qpdf finds nothing to complain about', async () => {
  for (const { out } of await each(PDFS, (file) => hear('qpdf', ['--check', inRun(file)]))) {
    expect(out).toContain('No syntax or stream encoding errors found');
    expect(out).not.toMatch(/warning/i);
  }
});

test('mupdf draws every page without a word', async () => {
  const draw = (file: string): Promise<unknown> =>
    hear('mutool', ['draw', '-q', '-N', '-r', '9', '-F', 'pnm', '-o', '/dev/null', inRun(file)]);
  await each(PDFS, draw);
});

test('mupdf rewrites every file without a word', async () => {
  // Not to /dev/null: mutool reads what it wrote, and would read for ever.
  await inScratch((folder) =>
    each([...PDFS.entries()], ([index, file]) =>
      hear('mutool', ['clean', inRun(file), join(folder, `${index}.pdf`)]),
    ),
  );
});

test('boxes: press files have 9 pt of bleed around half a letter page, sheets are 13 × 19 in', async () => {
  const boxes = async (file: string): Promise<string[]> => {
    const { out } = await hear('pdfinfo', ['-box', '-f', '1', '-l', '-1', inRun(file)]);
    expect(out, file).toMatch(/^PDF version: +1\.6$/m);
    expect(out, file).toMatch(/^PDF subtype: +PDF\/X-4$/m);
    expect(out, file).toMatch(/^Encrypted: +no$/m);
    const pages = Number(/^Pages: +(\d+)$/m.exec(out)?.[1]);
    const lines = [...out.matchAll(/^Page +\d+ ((?:Media|Crop|Bleed|Trim)Box): +(.*)$/gm)];
    expect(lines.length, file).toBe(4 * pages);
    return [...new Set(lines.map(([, name, box]) => `${name} ${box!.trim().replace(/ +/g, ' ')}`))];
  };
  for (const found of await each(PRESS, boxes))
    expect(found).toEqual([
      'MediaBox 0.00 0.00 414.00 630.00',
      'CropBox 0.00 0.00 414.00 630.00',
      'BleedBox 0.00 0.00 414.00 630.00',
      'TrimBox 9.00 9.00 405.00 621.00',
    ]);
  for (const found of await each(SHEETS, boxes))
    expect(found).toEqual(
      ['MediaBox', 'CropBox', 'BleedBox', 'TrimBox'].map((name) => `${name} 0.00 0.00 936.00 1368.00`),
    );
});

test('every font is a subset, embedded, with ToUnicode', async () => {
  const fonts = async (file: string): Promise<string[]> => {
    const { out } = await hear('pdffonts', [inRun(file)]);
    return out.trim().split('\n').slice(2);
  };
  const found = await each(PDFS, fonts);
  for (const [index, lines] of found.entries()) {
    const file = PDFS[index]!;
    expect(lines.length, file).toBeGreaterThan(0);
    for (const line of lines)
      expect(line, file).toMatch(/^[A-Z]{6}\+Noto\S+ +CID TrueType +Identity-H +yes yes yes /);
    // Regular and Bold of the reader's family, of the Latin one, and of a name in a third script.
    if (PRESS.includes(file)) expect(lines.length, file).toBeLessThanOrEqual(6);
  }
});

/** Names that have no place in a press file: other colour, actions, layers, halftones, what is not there. */
const FORBIDDEN = new Set(
  (
    '/DeviceRGB /CalRGB /CalGray /Lab /DeviceGray /ICCBased /Encrypt /JavaScript /JS /OpenAction /AA /Launch ' +
    '/OCProperties /OCGs /EmbeddedFile /EmbeddedFiles /FileAttachment /AcroForm /XFA /Annots /ArtBox ' +
    '/TR /TR2 /HTP /OPI /PS /Ref /Author /LZWDecode'
  ).split(' '),
);

test('press files and sheets hold no RGB, no actions, no layers, one output intent, and say PDF/X-4', async () => {
  await each(FOR_PRESS, async (file) => {
    const objects = await readObjects(inRun(file));
    const { header, catalog, follow, trailer } = objects;
    expect(header, file).toBe('1.6');
    const ids = trailer['/ID'] as string[];
    expect(ids, file).toHaveLength(2);

    const names = new Set([...objects.values.values()].flatMap((value) => [...namesIn(value)]));
    expect(
      [...names].filter((name) => FORBIDDEN.has(name)),
      file,
    ).toEqual([]);
    for (const { text } of drawings(objects))
      expect(text, file).not.toMatch(/(?:^|[\s\]])-?[\d.]+ (?:rg|RG|g|G|sh|ri)(?=\s|$)/);

    const intents = catalog['/OutputIntents'] as string[];
    expect(intents, file).toHaveLength(1);
    const intent = follow(intents[0]) as Dict;
    expect(intent, file).toMatchObject({
      '/S': '/GTS_PDFX',
      '/OutputConditionIdentifier': 'u:CGATS TR 006',
      '/RegistryName': 'u:http://www.color.org',
    });
    const profile = objects.streams.get(intent['/DestOutputProfile'] as string)!;
    expect(profile.dict['/N'], file).toBe(4);
    expect(profile.data.toString('latin1', 12, 20), file).toBe('prtrCMYK');
    expect(profile.data.readUInt32BE(0), file).toBe(profile.data.length);

    compareInfoAndXmp(objects, file);
    for (const page of objects.pages) {
      expect(page['/TrimBox'], file).toBeDefined();
      expect((follow(page['/Group']) as Dict | undefined)?.['/CS'] ?? '/DeviceCMYK', file).toBe(
        '/DeviceCMYK',
      );
    }
  });
});

function compareInfoAndXmp({ streams, catalog, trailer, follow }: Objects, file: string): void {
  const xmp = streams.get(catalog['/Metadata'] as string)!.data.toString('utf8');
  const info = follow(trailer['/Info']) as Dict;
  const says = (tag: string): string | undefined => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xmp)?.[1];
  expect(says('pdfxid:GTS_PDFXVersion'), file).toBe('PDF/X-4');
  expect(info['/GTS_PDFXVersion'], file).toBe('u:PDF/X-4');
  expect(info['/Trapped'], file).toBe('/False');
  expect(says('pdf:Trapped'), file).toBe('False');
  const title = /<rdf:li xml:lang="x-default">([^<]*)</.exec(xmp)?.[1];
  expect(`u:${title}`, file).toBe(info['/Title']);
  const day = (says('xmp:CreateDate') ?? '').replace(/[-:T]/g, '');
  expect(`u:D:${day}`, file).toBe(info['/CreationDate']);
  expect(info['/ModDate'], file).toBe(info['/CreationDate']);
  expect(says('xmp:ModifyDate'), file).toBe(says('xmp:CreateDate'));
  expect(says('xmp:MetadataDate'), file).toBe(says('xmp:CreateDate'));
  for (const tag of ['xmpMM:DocumentID', 'xmpMM:VersionID', 'xmpMM:RenditionClass'])
    expect(says(tag), `${file} ${tag}`).toBeTruthy();
}

test('black text overprints, paper-white text never does, and text is black, white or accent', async () => {
  const counts = await each(FOR_PRESS, async (file) => {
    const objects = await readObjects(inRun(file));
    let black = 0;
    let white = 0;
    for (const { text, resources } of drawings(objects))
      for (const shown of textIn(text)) {
        const states = objects.follow(resources['/ExtGState']) as Dict | undefined;
        const state = objects.follow(states?.[shown.state ?? '']) as Dict | undefined;
        expect(state, `${file}: text in the state ${shown.state}`).toBeDefined();
        const overprints = [state!['/OP'], state!['/op'], state!['/OPM']];
        if (shown.color === '0 0 0 1 k') {
          black++;
          expect(overprints, file).toEqual([true, true, 1]);
        } else {
          expect(overprints.slice(0, 2), `${file} ${shown.color}`).toEqual([false, false]);
          if (shown.color === '0 0 0 0 k') white++;
        }
      }
    return { black, white };
  });
  for (const [index, { black, white }] of counts.entries()) {
    expect(black, FOR_PRESS[index]).toBeGreaterThan(50);
    expect(white, FOR_PRESS[index]).toBeGreaterThan(0);
  }
});

/** Every text object with the fill colour and the graphics state in force; a form starts with neither. */
function textIn(content: string): { color: string | undefined; state: string | undefined }[] {
  const found: { color: string | undefined; state: string | undefined }[] = [];
  const stack: { color: string | undefined; state: string | undefined }[] = [];
  let now: { color: string | undefined; state: string | undefined } = { color: undefined, state: undefined };
  for (const line of content.split('\n')) {
    if (line === 'q') stack.push(now);
    else if (line === 'Q') now = stack.pop()!;
    else if (/^\/\S+ gs$/.test(line)) now = { ...now, state: line.slice(0, -3) };
    else if (/ k$| scn$/.test(line)) now = { ...now, color: line };
    else if (line === 'BT') found.push(now);
  }
  return found;
}
