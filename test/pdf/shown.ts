/** What a page shows, told without the numbers that objects have in one file: equal where two pages print alike. */
import { createHash } from 'node:crypto';
import { PDFArray, PDFDict, PDFName, type PDFObject, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import { decodedText, type ReadBack, readBack } from './read-back.js';

export interface ShownForm {
  /** What stands before it inside its own q and Q: matrix and clip. The page's own flip for what needs none. */
  readonly at: string;
  /** Of all bytes of the form and of everything it refers to. */
  readonly digest: string;
}

export interface ShownPage {
  /** Boxes and rotation as they are written. */
  readonly boxes: string;
  readonly forms: readonly ShownForm[];
}

/** Every page of a press file: which forms it draws, and where. */
export async function readShown(bytes: Uint8Array): Promise<ShownPage[]> {
  const file = await readBack(bytes);
  return file.document.getPages().map(({ node }) => {
    const boxes = ['MediaBox', 'BleedBox', 'TrimBox', 'Rotate']
      .map((key) => `${key} ${node.get(PDFName.of(key)) ?? ''}`)
      .join(' ');
    const content = file.lookup(node.get(PDFName.of('Contents')));
    if (!(content instanceof PDFRawStream)) throw new Error('a page without content');
    const resources = file.lookup(node.get(PDFName.of('Resources'))) as PDFDict;
    const xobjects = file.lookup(resources.get(PDFName.of('XObject'))) as PDFDict;
    const forms: ShownForm[] = [];
    let at: string[] = [];
    for (const line of decodedText(content).split('\n')) {
      const name = /^\/(\w+) Do$/.exec(line)?.[1];
      if (name !== undefined)
        forms.push({ at: at.join(' '), digest: digestOf(file, xobjects.get(PDFName.of(name))) });
      else if (line === 'q' || line === 'Q') at = [];
      else at.push(line);
    }
    return { boxes, forms };
  });
}

function digestOf(file: ReadBack, value: PDFObject | undefined): string {
  const hash = createHash('sha256');
  const visit = (object: PDFObject | undefined): void => {
    if (object instanceof PDFRef) {
      visit(file.lookup(object));
      return;
    }
    if (object instanceof PDFRawStream) {
      visit(object.dict);
      hash.update('stream').update(object.contents);
    } else if (object instanceof PDFDict)
      for (const [key, inner] of object.entries()) {
        hash.update(key.toString());
        visit(inner);
      }
    else if (object instanceof PDFArray) {
      hash.update('[');
      object.asArray().forEach(visit);
      hash.update(']');
    } else hash.update(` ${object}`);
  };
  visit(value);
  return hash.digest('hex');
}
