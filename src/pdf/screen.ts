/**
 * The edition for a screen: a flyer's sides as a tagged PDF for screen readers and for keeping, PDF/UA-1 and
 * PDF/A-2u. pdfkit is the container, as in document.ts. Colours are sRGB; a press must not get this file.
 */
import PDFDocument from 'pdfkit';
import type { Color } from '../core/color.js';
import type { Frame, ImageItem } from '../frame/frame.js';
import type { FontBook } from '../text/types.js';
import { SCREEN_VERSION, type ScreenMeta, screenCatalog, screenIntent, screenXmp } from './a2u.js';
import { collect, reference, Verbatim, verbatimDict, verbatimEntries } from './container.js';
import { type Rgb, resourceDict } from './content.js';
import { collectFonts } from './fonts.js';
import { fileId, infoEntries } from './metadata.js';
import { writeOutlines } from './outlines.js';
import { SILENT } from './spell.js';
import { linksOf, type Reserved, type TaggedSide, writeStructure } from './structure-tree.js';
import { corners, type LinkAnnotation, tagPage } from './tagged-page.js';
import { dict, formatObjectHead, formatValue, name, type PdfObject, ref, text } from './value.js';

/** A picture in light instead of ink: a JPEG of one channel or of three. */
export interface ScreenPicture {
  readonly bytes: Uint8Array;
  readonly channels: 1 | 3;
}

/** ISO 32000-1, table 150. */
export type Duplex = 'Simplex' | 'DuplexFlipShortEdge' | 'DuplexFlipLongEdge';

export interface ScreenInput {
  /** The sides, front first; what reaches past the trim is cut off. */
  readonly pages: readonly Frame[];
  readonly book: FontBook;
  readonly meta: ScreenMeta;
  readonly rgb: (color: Color) => Rgb;
  readonly picture: (image: ImageItem['image']) => ScreenPicture;
  /** How a printer is to turn the sheets, where that is for the file to say. */
  readonly duplex?: Duplex;
  /** An ICC profile of sRGB. */
  readonly profile: Uint8Array;
  readonly digest: (bytes: Uint8Array | string) => string;
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
}

/** Writes the document; the same input gives the same bytes. */
export async function writeScreenDocument(input: ScreenInput): Promise<Uint8Array> {
  const { book, meta, digest, deflate } = input;
  const doc = new PDFDocument({
    pdfVersion: SCREEN_VERSION,
    autoFirstPage: false,
    compress: false, // streams come compressed
    font: '', // no Helvetica
    displayTitle: true,
    info: { CreationDate: meta.date },
  });
  const finished = collect(doc);
  const reserve = (): Reserved => {
    const made = doc.ref({});
    return {
      number: made.id,
      write(object, numberOf = (index) => index) {
        const head = formatObjectHead(object, (index) => reference(numberOf(index)));
        Object.assign(made, { data: new Verbatim(head) });
        made.end(object.stream);
      },
    };
  };
  const put = (object: PdfObject, numberOf?: (index: number) => number): number => {
    const made = reserve();
    made.write(object, numberOf);
    return made.number;
  };

  const fonts = collectFonts(book, SILENT);
  const images = new Map<string, { name: string; object: number }>();
  const image = (wanted: ImageItem['image']): string => {
    const known = images.get(wanted.digest);
    if (known) return known.name;
    const made = { name: `I${images.size}`, object: put(pictureObject(wanted, input.picture(wanted))) };
    images.set(wanted.digest, made);
    return made.name;
  };
  const tagged = input.pages.map((frame) => ({
    frame,
    ...tagPage(frame, { book, fonts, rgb: input.rgb, image }),
  }));

  const objectOf = new Map([...images.values()].map((each) => [each.name, each.object]));
  for (const font of fonts.fonts()) {
    const numbers: number[] = [];
    for (const object of font.objects(deflate, digest))
      numbers.push(put(object, (index) => numbers[index] as number));
    objectOf.set(font.name, numbers.at(-1) as number);
  }

  const pages: TaggedSide[] = [];
  const notes = new Map<LinkAnnotation, { annotation: Reserved; parent: number }>();
  for (const { frame, content, tags } of tagged) {
    const { width, height } = frame.size;
    doc.addPage({ size: [width, height], margin: 0 });
    const links = tags.flatMap(linksOf);
    for (const link of links)
      notes.set(link, { annotation: reserve(), parent: input.pages.length + notes.size });
    Object.assign(doc.page.resources.data, verbatimDict(resourceDict(content, (key) => objectOf.get(key)!)));
    const own = links.map((link) => ref(notes.get(link)!.annotation.number));
    Object.assign(
      doc.page.dictionary.data,
      verbatimEntries({
        Tabs: name('S'),
        StructParents: pages.length,
        ...(own.length > 0 ? { Annots: own } : {}),
      }),
    );
    doc.addContent(content.operators);
    pages.push({ number: doc.page.dictionary.id, height, lang: frame.lang ?? meta.language, tags });
  }

  for (const page of pages)
    for (const link of page.tags.flatMap(linksOf)) {
      const { annotation, parent } = notes.get(link)!;
      annotation.write({ value: dict(linkEntries(link, page, parent)) });
    }
  const structure = writeStructure(pages, meta.language, reserve, (link) => notes.get(link)!);
  const outlines = writeOutlines(
    tagged.flatMap(({ headings }, i) => headings.map((heading) => ({ heading, page: pages[i]! }))),
    reserve,
  );
  const profile = put({
    value: dict({ N: 3, Alternate: name('DeviceRGB'), Filter: name('FlateDecode') }),
    stream: deflate(input.profile),
  });
  const intent = put({ value: dict(screenIntent(profile)) });
  const metadata = put(screenXmp(meta, digest));
  // Where pdfkit keeps what displayTitle asks for.
  if (input.duplex !== undefined)
    Object.assign(preferencesOf(doc), verbatimEntries({ Duplex: name(input.duplex) }));
  const catalog = screenCatalog(meta, {
    intent,
    metadata,
    structure,
    ...(outlines === undefined ? {} : { outlines }),
  });
  Object.assign(doc._root.data, verbatimEntries(catalog));
  Object.assign(doc, {
    info: verbatimEntries(infoEntries(meta)),
    _id: new Verbatim(formatValue(fileId(meta, digest), reference)),
    endMetadata: () => undefined,
    // pdfkit would end a tree of its own.
    endMarkings: () => undefined,
  });
  doc.end();
  return finished;
}

function preferencesOf(doc: InstanceType<typeof PDFDocument>): object {
  const { data } =
    (doc._root.data as { readonly ViewerPreferences?: PDFKit.PDFKitReference }).ViewerPreferences ?? {};
  if (!data) throw new Error('pdfkit keeps no viewer preferences');
  return data;
}

/** No border: the words say that they lead somewhere. Printed with the page, as PDF/A wants it (6.3.2). */
function linkEntries(link: LinkAnnotation, page: TaggedSide, structParent: number) {
  const boxes = link.boxes.map((each) => corners(each, page.height));
  const side = (at: number, choose: (...values: number[]) => number): number =>
    choose(...boxes.map((each) => each[at] as number));
  return {
    Type: name('Annot'),
    Subtype: name('Link'),
    Rect: [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)],
    QuadPoints: boxes.flatMap(([left, bottom, right, top]) =>
      [left, top, right, top, left, bottom, right, bottom].map(Number),
    ),
    Border: [0, 0, 0],
    F: 4,
    Contents: text(link.contents),
    A: dict({ Type: name('Action'), S: name('URI'), URI: text(asciiAddress(link.href)) }),
    StructParent: structParent,
    P: ref(page.number),
  };
}

/** A URI is ASCII (12.6.4.7). */
const asciiAddress = (href: string): string => (href.startsWith('tel:') ? href : new URL(href).href);

const pictureObject = (of: ImageItem['image'], { bytes, channels }: ScreenPicture): PdfObject => ({
  value: dict({
    Type: name('XObject'),
    Subtype: name('Image'),
    Width: of.pixelWidth,
    Height: of.pixelHeight,
    ColorSpace: name(channels === 1 ? 'DeviceGray' : 'DeviceRGB'),
    BitsPerComponent: 8,
    Filter: name('DCTDecode'),
  }),
  stream: bytes,
});
