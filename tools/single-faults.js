/**
 * Makes PDFs with one fault each from a good one of ours, a file for every clause of preflight and more:
 *
 *     npm run build && node tools/single-faults.js GOOD.pdf FOLDER
 *
 * writes FOLDER/CLAUSE.pdf. The good file is taken apart into its objects (our writers' plain layout: classic
 * cross-reference, no object streams), one thing is changed, and the file is put together again, so that nothing
 * but the fault is wrong with it. test/preflight/faults.test.ts has each caught for the right reason.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync, inflateSync } from 'node:zlib';

/** A PDF as text to change: objects by number, streams inflated, everything as Latin-1. */
class Parts {
  constructor(bytes) {
    const text = Buffer.from(bytes).toString('latin1');
    this.version = text.slice(5, 8);
    this.objects = new Map();
    this.trailer = /trailer\s*(<<[\s\S]*>>)\s*startxref/.exec(text)[1];
    const table = text.slice(text.lastIndexOf('\nxref'));
    const offsets = [...table.matchAll(/(\d{10}) 00000 n/g)].map((m) => Number(m[1]));
    for (const offset of offsets) {
      const [, number] = /^(\d+) 0 obj/.exec(text.slice(offset, offset + 20));
      const body = text.indexOf('obj', offset) + 4;
      const end = text.indexOf('endobj', body);
      const start = text.indexOf('stream\n', body);
      if (start === -1 || start > end) {
        this.objects.set(Number(number), { head: text.slice(body, end).trim() });
        continue;
      }
      const head = text.slice(body, start).trim();
      const length = Number(/\/Length (\d+)/.exec(head)[1]);
      const raw = Buffer.from(text.slice(start + 7, start + 7 + length), 'latin1');
      const flate = /\/Filter ?\/FlateDecode/.test(head);
      this.objects.set(Number(number), {
        head: head.replace(/\/Length \d+/, '').replace(/\/Filter ?\/FlateDecode/, ''),
        stream: (flate ? inflateSync(raw) : raw).toString('latin1'),
      });
    }
  }

  /** The number of the first object that looks so. */
  find(pattern) {
    for (const [number, { head }] of this.objects) if (pattern.test(head)) return number;
    throw new Error(`the good file has no object like ${pattern}`);
  }

  /** Changes an object's dictionary; a change that changes nothing is a fault of this script. */
  edit(number, from, to) {
    const object = this.objects.get(number);
    const head = object.head.replace(from, to);
    if (head === object.head) throw new Error(`object ${number} has nothing like ${from}`);
    object.head = head;
    return number;
  }

  add(head, stream) {
    const number = Math.max(...this.objects.keys()) + 1;
    this.objects.set(number, stream === undefined ? { head } : { head, stream });
    return number;
  }

  get page() {
    return this.find(/\/Type ?\/Page\b(?!s)/);
  }
  get catalog() {
    return this.find(/\/Type ?\/Catalog/);
  }
  get info() {
    return Number(/\/Info (\d+)/.exec(this.trailer)[1]);
  }
  get metadata() {
    return Number(/\/Metadata (\d+)/.exec(this.objects.get(this.catalog).head)[1]);
  }
  get intent() {
    return this.find(/\/S ?\/GTS_PDFX/);
  }
  get profile() {
    return Number(/\/DestOutputProfile (\d+)/.exec(this.objects.get(this.intent).head)[1]);
  }

  /** Draws operators on the first page, in a form of their own. The form's number. */
  draw(operators, resources = '', more = '') {
    const form = this.add(
      `<</Type/XObject/Subtype/Form/BBox[0 0 400 400]/Resources<<${resources}>>${more}>>`,
      operators,
    );
    const page = this.objects.get(this.page).head;
    const content = Number(/\/Contents (\d+)/.exec(page)[1]);
    const own = Number(/\/Resources (\d+)/.exec(page)[1]);
    this.edit(own, /\/XObject ?<</, `/XObject<</Fault ${form} 0 R `);
    this.objects.get(content).stream += '\nq 1 0 0 1 100 100 cm /Fault Do Q\n';
    return form;
  }

  /** Put together, with a cross-reference that is right. */
  bytes({ offset = (at) => at } = {}) {
    const out = [Buffer.from(`%PDF-${this.version}\n%\xe2\xe3\xcf\xd3\n`, 'latin1')];
    let at = out[0].length;
    const offsets = new Map();
    for (const [number, { head, stream, raw }] of this.objects) {
      offsets.set(number, at);
      let body = `${number} 0 obj\n${head}\nendobj\n`;
      if (raw ?? stream !== undefined) {
        const data = raw ?? deflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
        const dict = head.replace(/>>$/, `/Filter/FlateDecode/Length ${data.length}>>`);
        body = `${number} 0 obj\n${dict}\nstream\n${data}\nendstream\nendobj\n`;
      }
      const piece = Buffer.from(body, 'latin1');
      out.push(piece);
      at += piece.length;
    }
    const size = Math.max(...this.objects.keys()) + 1;
    let table = `xref\n0 ${size}\n0000000000 65535 f \n`;
    for (let n = 1; n < size; n++)
      table += offsets.has(n)
        ? `${String(offset(offsets.get(n))).padStart(10, '0')} 00000 n \n`
        : '0000000000 00000 f \n';
    const trailer = this.trailer.replace(/\/Size \d+/, `/Size ${size}`);
    out.push(Buffer.from(`${table}trailer\n${trailer}\nstartxref\n${at}\n%%EOF\n`, 'latin1'));
    return new Uint8Array(Buffer.concat(out));
  }
}

/** `change` gets the parts, and hands back the place where the fault must be found. */
const fault = (clause, name, change) => ({
  name,
  clause,
  make(good) {
    const parts = new Parts(good);
    const { bytes, ...place } = change(parts) ?? {};
    return { bytes: bytes ?? parts.bytes(), place };
  },
});

/** A fault that is drawn. */
const drawn = (clause, name, operators, resources, more) =>
  fault(clause, name, (pdf) => ({ page: 1, object: pdf.draw(operators, resources, more) }));

const OVERPRINT = '/ExtGState<</Over<</OP true/op true/OPM 1>>/Knock<</OP false/op false>>>>';
const BLACK = '0 0 0 1 k /Over gs';

/** Text in the good file's own font, some points large. */
const text = (clause, name, paint, size) =>
  fault(clause, name, (pdf) => {
    const font = pdf.find(/\/Subtype ?\/Type0/);
    return {
      page: 1,
      object: pdf.draw(
        `${paint} BT /F ${size} Tf 20 20 Td <0001> Tj ET`,
        `/Font<</F ${font} 0 R>>${OVERPRINT}`,
      ),
    };
  });

/** A picture of grey or RGB pixels, so many across, on a square of so many points. */
const picture = (
  clause,
  name,
  { pixels, points, space = '/DeviceGray', channels = 1, bits = 8, more = '' },
) =>
  fault(clause, name, (pdf) => {
    const bytes = Math.ceil((pixels * channels * bits) / 8) * pixels;
    const image = pdf.add(
      `<</Type/XObject/Subtype/Image/Width ${pixels}/Height ${pixels}/ColorSpace${space}/BitsPerComponent ${bits}${more}>>`,
      '\x80'.repeat(bytes),
    );
    pdf.draw(`${points} 0 0 ${points} 0 0 cm /I Do`, `/XObject<</I ${image} 0 R>>`);
    return { page: 1, object: image };
  });

export const SINGLE_FAULTS = [
  fault('readable', 'readable', (pdf) => {
    const bytes = pdf.bytes();
    bytes.set([0x25, 0x4e, 0x4f, 0x54], 0);
    return { bytes };
  }),
  fault('xref', 'xref', (pdf) => ({ bytes: pdf.bytes({ offset: (at) => at + 3 }) })),
  fault('stream-damaged', 'stream-damaged', (pdf) => {
    const form = pdf.draw('0 0 0 1 k 0 0 9 9 re f');
    const object = pdf.objects.get(form);
    const data = deflateSync(Buffer.from('0 0 0 1 k 0 0 9 9 re f '.repeat(50))).toString('latin1');
    object.raw = `${data.slice(0, 12)}\xff\xff\xff${data.slice(15)}`;
    return { object: form };
  }),
  fault('limit', 'limit', (pdf) => {
    const form = pdf.draw('');
    pdf.objects.get(form).raw = deflateSync(Buffer.alloc(80 << 20, 32)).toString('latin1');
    return { object: form };
  }),
  fault(
    'page-tree',
    'page-tree',
    (pdf) => void pdf.edit(pdf.find(/\/Type ?\/Pages/), /\/Count \d+/, '/Count 7'),
  ),
  fault('page-tree', 'page-tree-loop', (pdf) => {
    const root = pdf.find(/\/Type ?\/Pages/);
    pdf.edit(root, /\/Kids ?\[/, `/Kids[${root} 0 R `);
    return { object: root };
  }),
  drawn('content', 'content', 'nonsense'),
  drawn('resources', 'resources', '/Nowhere Do'),
  fault('form-loop', 'form-loop', (pdf) => {
    const form = pdf.draw('/Self Do', '/XObject<</Self SELF>>');
    pdf.edit(form, 'SELF', `${form} 0 R`);
    return { page: 1, object: form };
  }),

  fault('version', 'version', (pdf) => {
    pdf.version = '1.7';
  }),
  fault('file-id', 'file-id', (pdf) => {
    pdf.trailer = pdf.trailer.replace(/\/ID ?\[[^\]]*\]/, '');
  }),
  fault('encryption', 'encryption', (pdf) => {
    pdf.trailer = pdf.trailer.replace(/^<</, '<</Encrypt<</Filter/Standard/V 4/R 4>>');
  }),
  fault('intent-one', 'intent-none', (pdf) => void pdf.edit(pdf.catalog, /\/OutputIntents ?\[[^\]]*\]/, '')),
  fault('intent-one', 'intent-two', (pdf) => {
    pdf.edit(pdf.catalog, /\/OutputIntents ?\[/, `/OutputIntents[${pdf.intent} 0 R `);
    return { object: pdf.intent };
  }),
  fault('intent-condition', 'intent-condition', (pdf) => ({
    object: pdf.edit(pdf.intent, /\/OutputConditionIdentifier ?\([^)]*\)/, ''),
  })),
  fault('intent-condition', 'intent-info', (pdf) => ({
    object: pdf.edit(pdf.intent, /\/Info ?\([^)]*\)/, ''),
  })),
  fault('intent-registry', 'intent-registry', (pdf) => ({
    object: pdf.edit(pdf.intent, /\(http:[^)]*\)/, '(http://example.org)'),
  })),
  fault('intent-profile', 'intent-profile', (pdf) => ({
    object: pdf.edit(pdf.intent, /\/DestOutputProfile \d+ 0 R/, ''),
  })),
  fault('intent-profile', 'profile-display', (pdf) => {
    const profile = pdf.objects.get(pdf.profile);
    profile.stream = profile.stream.replace('prtr', 'mntr');
    return { object: pdf.profile };
  }),
  fault('intent-profile', 'profile-cut', (pdf) => {
    const profile = pdf.objects.get(pdf.profile);
    profile.stream = profile.stream.slice(0, -100);
    return { object: pdf.profile };
  }),
  fault('intent-profile', 'profile-channels', (pdf) => ({ object: pdf.edit(pdf.profile, '/N 4', '/N 3') })),
  fault('info-title', 'info-title', (pdf) => ({
    object: pdf.edit(pdf.info, /\/Title ?(?:\([^)]*\)|<[^>]*>)/, ''),
  })),
  fault('info-dates', 'info-dates', (pdf) => ({ object: pdf.edit(pdf.info, /\/ModDate ?\([^)]*\)/, '') })),
  fault('trapped', 'trapped-unknown', (pdf) => ({
    object: pdf.edit(pdf.info, /\/Trapped ?\/False/, '/Trapped/Unknown'),
  })),
  fault('trapped', 'trapped-string', (pdf) => ({
    object: pdf.edit(pdf.info, /\/Trapped ?\/False/, '/Trapped(False)'),
  })),
  fault('info-version', 'info-version', (pdf) => ({
    object: pdf.edit(pdf.info, /\/GTS_PDFXVersion ?\([^)]*\)/, ''),
  })),
  fault('xmp-packet', 'xmp-none', (pdf) => void pdf.edit(pdf.catalog, /\/Metadata \d+ 0 R/, '')),
  fault('xmp-packet', 'xmp-broken', (pdf) => {
    const packet = pdf.objects.get(pdf.metadata);
    packet.stream = packet.stream.replace('</rdf:Description>', '');
    return { object: pdf.metadata };
  }),
  ...[
    ['xmp-version', 'xmp-version', 'PDF/X-4<', 'PDF/X-3<'],
    ['xmp-fields', 'xmp-fields', /<xmpMM:VersionID>.*<\/xmpMM:VersionID>/, ''],
    ['xmp-info', 'xmp-title', /(x-default">)[^<]*/, '$1Another title'],
    ['xmp-info', 'xmp-date', /(<xmp:ModifyDate>)[^<]*/, '$12020-01-01T00:00:00Z'],
  ].map(([clause, name, from, to]) =>
    fault(clause, name, (pdf) => {
      const packet = pdf.objects.get(pdf.metadata);
      const changed = packet.stream.replace(from, to);
      if (changed === packet.stream) throw new Error(`the XMP packet has nothing like ${from}`);
      packet.stream = changed;
      return { object: pdf.metadata };
    }),
  ),

  fault('trim-box', 'trim-box', (pdf) => ({
    page: 1,
    object: pdf.edit(pdf.page, /\/TrimBox ?\[[^\]]*\]/, ''),
  })),
  fault('art-box', 'art-box', (pdf) => ({
    page: 1,
    object: pdf.edit(pdf.page, '/TrimBox', '/ArtBox[9 9 100 100]/TrimBox'),
  })),
  fault('boxes-nest', 'bleed-outside', (pdf) => ({
    page: 1,
    object: pdf.edit(pdf.page, /\/BleedBox ?\[[^\]]*\]/, '/BleedBox[-9 -9 900 900]'),
  })),
  fault('boxes-nest', 'trim-outside', (pdf) => ({
    page: 1,
    object: pdf.edit(pdf.page, /\/BleedBox ?\[[^\]]*\]/, '/BleedBox[20 20 300 300]'),
  })),
  fault('boxes-nest', 'crop-inside', (pdf) => ({
    page: 1,
    object: pdf.edit(pdf.page, '/TrimBox', '/CropBox[50 50 200 200]/TrimBox'),
  })),

  fault('font-embedded', 'font-embedded', (pdf) => {
    pdf.edit(pdf.find(/\/Type ?\/FontDescriptor/), /\/FontFile2 \d+ 0 R/, '');
    return { page: 1, object: pdf.find(/\/Subtype ?\/Type0/) };
  }),
  fault('font-unicode', 'font-unicode', (pdf) => ({
    page: 1,
    object: pdf.edit(pdf.find(/\/Subtype ?\/Type0/), /\/ToUnicode \d+ 0 R/, ''),
  })),
  fault('actions', 'open-action', (pdf) => ({
    object: pdf.edit(pdf.catalog, '<<', '<</OpenAction<</S/JavaScript/JS(app.beep\\(\\))>>'),
  })),
  fault('actions', 'javascript', (pdf) => ({
    object: pdf.edit(pdf.catalog, '<<', '<</Names<</JavaScript<</Names[]>>>>'),
  })),
  fault('actions', 'page-action', (pdf) => ({
    page: 1,
    object: pdf.edit(pdf.page, '<<', '<</AA<</O<</S/Named/N/NextPage>>>>'),
  })),
  fault('forms', 'form-field', (pdf) => {
    const form = pdf.add('<</Fields[<</FT/Tx/T(name)>>]>>');
    pdf.edit(pdf.catalog, '<<', `<</AcroForm ${form} 0 R`);
    return { object: form };
  }),
  fault('postscript', 'postscript', (pdf) => {
    const ps = pdf.add('<</Type/XObject/Subtype/PS>>', 'showpage');
    return { page: 1, object: pdf.draw('/P Do', `/XObject<</P ${ps} 0 R>>`) };
  }),
  drawn(
    'transfer-curve',
    'transfer-curve',
    '/G gs',
    '/ExtGState<</G<</TR<</FunctionType 2/Domain[0 1]/N 2>>>>>>',
  ),
  drawn('halftone', 'halftone', '/G gs', '/ExtGState<</G<</HTP[0 0]>>>>'),
  drawn('opi', 'opi', '', '', '/OPI<</2.0<</Type/OPI>>>>'),
  drawn('external', 'external', '', '', '/Ref<</F(other.pdf)/Page 0>>'),
  fault('annotations', 'annotation', (pdf) => {
    const note = pdf.add('<</Type/Annot/Subtype/Text/Rect[50 50 80 80]>>');
    pdf.edit(pdf.page, '<<', `<</Annots[${note} 0 R]`);
    return { page: 1, object: note };
  }),
  fault('layers', 'layers', (pdf) => ({
    object: pdf.edit(pdf.catalog, '<<', '<</OCProperties<</OCGs[<</Type/OCG/Name(layer)>>]/D<<>>>>'),
  })),

  drawn('rgb-device', 'rgb-path', '1 0 0 rg 0 0 50 50 re f'),
  picture('rgb-device', 'rgb-picture', { pixels: 100, points: 20, space: '/DeviceRGB', channels: 3 }),
  drawn('rgb-device', 'rgb-inline', 'q 9 0 0 9 0 0 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q'),
  drawn(
    'rgb-device',
    'rgb-shading',
    '/S sh',
    '/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 9 9]>>>>',
  ),
  fault('rgb-device', 'rgb-pattern', (pdf) => {
    const pattern = pdf.add(
      '<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9/Resources<<>>>>',
      '0 0 1 rg 0 0 5 5 re f',
    );
    pdf.draw('/Pattern cs /P scn 0 0 50 50 re f', `/Pattern<</P ${pattern} 0 R>>`);
    return { page: 1, object: pattern };
  }),
  fault('rgb-device', 'rgb-glyph', (pdf) => {
    const glyph = pdf.add('<<>>', '600 0 d0 0 1 0 rg 0 0 500 500 re f');
    const font = pdf.add(
      `<</Type/Font/Subtype/Type3/FontBBox[0 0 600 600]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 97/LastChar 97/Widths[600]/CharProcs<</a ${glyph} 0 R>>/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[97/a]>>/Resources<<>>>>`,
    );
    pdf.draw(`${BLACK} BT /T 20 Tf (a) Tj ET`, `/Font<</T ${font} 0 R>>${OVERPRINT}`);
    return { page: 1, object: glyph };
  }),
  fault('rgb-device', 'rgb-soft-mask', (pdf) => {
    const mask = pdf.add(
      '<</Type/XObject/Subtype/Form/BBox[0 0 50 50]/Group<</S/Transparency/CS/DeviceGray>>/Resources<<>>>>',
      '1 1 1 rg 0 0 50 50 re f',
    );
    pdf.draw('/M gs', `/ExtGState<</M<</SMask<</S/Luminosity/G ${mask} 0 R>>>>>>`);
    return { page: 1, object: mask };
  }),
  drawn(
    'rgb-profiled',
    'rgb-profiled',
    '/C cs .5 .5 .5 scn 0 0 9 9 re f',
    '/ColorSpace<</C[/CalRGB<</WhitePoint[1 1 1]>>]>>',
  ),
  drawn(
    'default-space',
    'default-space',
    '0 0 0 .5 k 0 0 9 9 re f',
    '/ColorSpace<</DefaultCMYK[/DeviceN[/Cyan/Magenta/Yellow/Black]/DeviceCMYK<<>>]>>',
  ),
  drawn('color-space', 'color-space', '/C cs 0 0 9 9 re f', '/ColorSpace<</C[/Unheard]>>'),
  drawn('group-space', 'group-form', '', '', '/Group<</S/Transparency/CS/DeviceRGB>>'),
  fault('group-space', 'group-page', (pdf) => ({
    page: 1,
    object: pdf.edit(pdf.page, '<<', '<</Group<</S/Transparency/CS/DeviceRGB>>'),
  })),

  text('black-size', 'black-size', BLACK, 5),
  text('colored-size', 'colored-size', '.9 .3 0 0 k /Knock gs', 7),
  text('reversed-size', 'reversed-size', '0 0 0 0 k /Knock gs', 7),
  text('rich-black', 'rich-black', '.6 .4 .4 1 k /Knock gs', 12),
  text('white-overprint', 'white-overprint', '0 0 0 0 k /Over gs', 12),
  text('black-overprint', 'black-overprint', '0 0 0 1 k /Knock gs', 12),
  drawn('hairline', 'hairline', `${BLACK} 0 0 0 1 K .1 w 0 0 m 90 0 l S`, OVERPRINT),
  drawn('hairline', 'hairline-filled', `${BLACK} 0 0 90 .1 re f`, OVERPRINT),
  drawn('hairline', 'hairline-scaled', `${BLACK} 0 0 0 1 K .1 0 0 .1 0 0 cm 1 w 0 0 m 900 0 l S`, OVERPRINT),
  drawn('line-overprint', 'line-overprint', '/Knock gs 0 0 0 1 K .5 w 0 0 m 90 0 l S', OVERPRINT),
  fault('ink-limit', 'ink-limit', (pdf) => {
    pdf.draw('.9 .9 .9 .9 k 0 0 50 50 re f');
    return { page: 1, object: pdf.page };
  }),
  fault('ink-limit', 'ink-overprint', (pdf) => {
    pdf.draw(`.9 .8 .8 0 k 0 0 50 50 re f ${BLACK} 10 10 30 30 re f`, OVERPRINT);
    return { page: 1, object: pdf.page };
  }),
  picture('picture-low', 'picture-low', { pixels: 200, points: 72 }),
  picture('picture-coarse', 'picture-coarse', { pixels: 100, points: 72 }),
  picture('bitmap-coarse', 'bitmap-coarse', { pixels: 304, points: 72, bits: 1 }),
];

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [good, folder] = process.argv.slice(2);
  if (!good || !folder) {
    console.error('usage: node tools/single-faults.js GOOD.pdf FOLDER');
    process.exit(2);
  }
  mkdirSync(folder, { recursive: true });
  const bytes = readFileSync(good);
  for (const { name, make } of SINGLE_FAULTS) writeFileSync(join(folder, `${name}.pdf`), make(bytes).bytes);
  console.log(`${SINGLE_FAULTS.length} files with one fault each: ${folder}`);
}
