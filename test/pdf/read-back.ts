/** Reads a PDF back with two libraries that had no part in writing it: pdf-lib for objects, pdf.js for text. */
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
} from '@cantoo/pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadBack {
  readonly document: PDFDocument;
  readonly objects: readonly (readonly [PDFRef, PDFObject])[];
  /** All bytes as Latin-1. */
  readonly raw: string;
  lookup(value: PDFObject | undefined): PDFObject | undefined;
  /** Dictionaries and stream dictionaries, inner ones too. */
  dicts(): readonly PDFDict[];
  /** Streams of that Subtype, or of none. */
  streams(subtype?: string): readonly PDFRawStream[];
}

export async function readBack(bytes: Uint8Array): Promise<ReadBack> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const objects = document.context.enumerateIndirectObjects();
  const lookup = (value: PDFObject | undefined): PDFObject | undefined =>
    value instanceof PDFRef ? document.context.lookup(value) : value;
  return {
    document,
    objects,
    raw: Buffer.from(bytes).toString('latin1'),
    lookup,
    dicts() {
      const found: PDFDict[] = [];
      const visit = (value: PDFObject): void => {
        if (value instanceof PDFRawStream) visit(value.dict);
        else if (value instanceof PDFArray) value.asArray().forEach(visit);
        else if (value instanceof PDFDict) {
          found.push(value);
          for (const inner of value.values()) visit(inner);
        }
      };
      for (const [, object] of objects) visit(object);
      return found;
    },
    streams(subtype) {
      return objects
        .map(([, object]) => object)
        .filter((object): object is PDFRawStream => object instanceof PDFRawStream)
        .filter((object) => object.dict.get(PDFName.of('Subtype')) === (subtype && PDFName.of(subtype)));
    },
  };
}

export const decoded = (stream: PDFRawStream): Uint8Array => decodePDFRawStream(stream).decode();
export const decodedText = (stream: PDFRawStream): string => Buffer.from(decoded(stream)).toString('latin1');

/** The text of each page, the items in the order of the stream, joined as they stand. */
export async function extractText(bytes: Uint8Array): Promise<string[]> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  await task.destroy();
  return pages;
}
