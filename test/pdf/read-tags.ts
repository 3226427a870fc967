/** Reads the tags of a PDF back: pdf-lib for the tree, pdf.js for what the marked content says. */
import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFString,
} from '@cantoo/pdf-lib';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type ReadBack, readBack } from './read-back.js';

export interface ReadTag {
  readonly role: string;
  /** Its own, or of the nearest tag around it that has one. */
  readonly lang: string;
  readonly alt?: string;
  /** What is heard: ActualText, else what its content says, else what its tags say. */
  readonly text: string;
  readonly tags: readonly ReadTag[];
  /** Of a link: where its annotation leads, and what it says. */
  readonly href?: string;
  readonly contents?: string;
  /** How many pieces of content are its own. */
  readonly pieces: number;
}

export interface ReadTags {
  readonly pdf: ReadBack;
  readonly document: ReadTag;
  /** All tags, in reading order. */
  readonly all: readonly ReadTag[];
}

const key = PDFName.of;
export const textOf = (value: PDFObject | undefined): string | undefined =>
  value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined;

export async function readTags(bytes: Uint8Array): Promise<ReadTags> {
  const pdf = await readBack(bytes);
  const said = await markedText(bytes);
  const pages = pdf.document.getPages().map((page) => page.ref.toString());
  const { lookup } = pdf;

  const read = (dict: PDFDict, outer: string): ReadTag => {
    const lang = textOf(lookup(dict.get(key('Lang')))) ?? outer;
    const page = pages.indexOf(String(dict.get(key('Pg'))));
    const k = lookup(dict.get(key('K')));
    const tags: ReadTag[] = [];
    const heard: string[] = [];
    let pieces = 0;
    let annotation: PDFDict | undefined;
    for (const kid of k instanceof PDFArray ? k.asArray().map(lookup) : [k]) {
      if (kid instanceof PDFNumber) {
        pieces++;
        heard.push(said[page]?.get(kid.asNumber()) ?? '');
      } else if (kid instanceof PDFDict && kid.get(key('Type')) === key('OBJR'))
        annotation = lookup(kid.get(key('Obj'))) as PDFDict;
      else if (kid instanceof PDFDict) {
        const tag = read(kid, lang);
        tags.push(tag);
        heard.push(tag.text);
      }
    }
    const alt = textOf(lookup(dict.get(key('Alt'))));
    const action = annotation && (lookup(annotation.get(key('A'))) as PDFDict);
    const role = (dict.get(key('S')) as PDFName).decodeText();
    const block = ['Document', 'Part', 'Sect', 'L', 'LI', 'LBody'].includes(role);
    return {
      role,
      lang,
      ...(alt === undefined ? {} : { alt }),
      text: textOf(lookup(dict.get(key('ActualText')))) ?? heard.join(block ? '\n' : ''),
      tags,
      ...(annotation
        ? {
            href: textOf(lookup(action?.get(key('URI')))) ?? '',
            contents: textOf(lookup(annotation.get(key('Contents')))) ?? '',
          }
        : {}),
      pieces,
    };
  };

  const root = lookup(pdf.document.catalog.get(key('StructTreeRoot'))) as PDFDict;
  const kids = lookup(root.get(key('K'))) as PDFArray;
  const document = read(lookup(kids.get(0)) as PDFDict, textOf(pdf.document.catalog.get(key('Lang'))) ?? '');
  const flat = (tag: ReadTag): ReadTag[] => [tag, ...tag.tags.flatMap(flat)];
  return { pdf, document, all: flat(document) };
}

/** For each page what each piece of marked content says, by its number. */
async function markedText(bytes: Uint8Array): Promise<Map<number, string>[]> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const pages: Map<number, string>[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const content = await (await document.getPage(number)).getTextContent({ includeMarkedContent: true });
    const page = new Map<number, string>();
    const stack: (number | undefined)[] = [];
    for (const item of content.items) {
      const inside = stack.at(-1);
      if ('str' in item) {
        if (inside !== undefined) page.set(inside, (page.get(inside) ?? '') + item.str);
      } else if (item.type === 'endMarkedContent') stack.pop();
      else {
        const mcid = /_mc(\d+)$/.exec(item.id ?? '')?.[1];
        stack.push(mcid === undefined ? inside : Number(mcid));
      }
    }
    pages.push(page);
  }
  await task.destroy();
  return pages;
}
