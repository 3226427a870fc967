/**
 * Short documents (a preview, the proof of a translation) with pdfkit as the container: its pages, objects and cross-reference
 * table are used; its text, fonts, colours and metadata are not. Everything drawn comes from content.ts and
 * compile.ts, as in run.ts, and the same input gives the same bytes.
 */

import PDFDocument from 'pdfkit';
import { translate } from '../core/geometry.js';
import type { Frame } from '../frame/frame.js';
import { walk } from '../frame/walk.js';
import type { FontBook } from '../text/types.js';
import { compileFrames } from './compile.js';
import type { CompiledSet } from './compiled-set.js';
import { collect, reference, Verbatim, verbatimDict, verbatimEntries } from './container.js';
import { fileId } from './metadata.js';
import { formatMatrix } from './operators.js';
import { drawPage, type PageSpec, type PlacedForm, pageBoxes, pageResources } from './page.js';
import { dict, formatObjectHead, formatValue, type PdfObject, ref } from './value.js';
import {
  catalogEntries,
  infoDict,
  intentDict,
  type OutputIntent,
  type PdfMeta,
  profileObject,
  xmpObject,
} from './x4.js';

export interface DocumentInput {
  readonly pages: readonly PageSpec[];
  /** Compiled already. */
  readonly sets?: readonly CompiledSet[];
  /** For Frames that no set holds; without it such a Frame with text is an Error. */
  readonly book?: FontBook;
  readonly meta: PdfMeta;
  readonly intent: OutputIntent;
  readonly digest: (bytes: Uint8Array | string) => string;
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
}

/**
 * Writes a whole document. Compiles the Frames that are not in `sets` where that is needed. Throws KYR701 for
 * boxes that do not nest and KYR702 for a profile that cannot be an output intent.
 */
export async function writeDocument(input: DocumentInput): Promise<Uint8Array> {
  const { pages, meta, intent, digest, deflate } = input;
  if (pages.length === 0) throw new Error('a PDF needs at least one page');
  const doc = new PDFDocument({
    pdfVersion: '1.6',
    autoFirstPage: false,
    compress: false, // streams come compressed
    font: '', // no Helvetica
    info: { CreationDate: meta.date },
  });
  const finished = collect(doc);

  const put = (object: PdfObject, numberOf: (index: number) => number = (index) => index): number => {
    const made = doc.ref(new Verbatim(formatObjectHead(object, (index) => reference(numberOf(index)))));
    made.end(object.stream);
    return made.id;
  };

  const forms = new Map<string, PlacedForm>();
  const written = new Map<string, number>();
  /** Numbers of a set's objects; writes those that the file does not hold. */
  const copy = (set: CompiledSet): number[] => {
    const numbers: number[] = [];
    for (const object of set.objects) {
      const number = written.get(object.digest) ?? put(object, (index) => numbers[index]!);
      written.set(object.digest, number);
      numbers.push(number);
    }
    return numbers;
  };
  for (const set of [...(input.sets ?? []), ...compileMissing(input)]) {
    const numbers = copy(set);
    for (const [id, form] of set.forms) forms.set(id, { ...form, number: numbers[form.object]! });
  }

  for (const spec of pages) {
    const boxes = pageBoxes(spec);
    doc.addPage({ size: [spec.media.width, spec.media.height], margin: 0 });
    Object.assign(doc.page.dictionary.data, verbatimEntries(boxes));
    const content = drawPage(spec, (id) => forms.get(id));
    Object.assign(doc.page.resources.data, verbatimDict(pageResources(content)));
    // pdfkit has turned the page over already: what is left of pageFlip is the shift to the trim corner.
    if (spec.media.x !== 0 || spec.media.y !== 0)
      doc.addContent(`${formatMatrix(translate(-spec.media.x, -spec.media.y))} cm`);
    doc.addContent(content.operators);
  }

  const profile = put(profileObject(intent, deflate));
  const intentObject = put({ value: dict(intentDict(intent, profile)) });
  const metadata = put(xmpObject(meta, digest));
  Object.assign(doc._root.data, verbatimEntries(catalogEntries(meta, ref(intentObject), ref(metadata))));
  Object.assign(doc, {
    info: verbatimEntries(infoDict(meta)),
    _id: new Verbatim(formatValue(fileId(meta, digest), reference)),
    // pdfkit's own packet leaves markup in titles as it is, and knows no PDF/X.
    endMetadata: () => undefined,
  });
  doc.end();
  return finished;
}

/** Compiles the Frames of pages, and those they use, as far as no set holds them and text or pictures need it. */
function compileMissing(input: DocumentInput): CompiledSet[] {
  const held = (frame: Frame): boolean => (input.sets ?? []).some((set) => set.forms.has(frame.id));
  const missing = new Map<string, Frame>();
  for (const { frame } of input.pages) {
    if (held(frame)) continue;
    let own = false;
    for (const { item } of walk(frame, () => false)) {
      own ||= item.kind === 'glyphs' || item.kind === 'image';
      if (item.kind === 'use' && !held(item.frame)) missing.set(item.frame.id, item.frame);
    }
    if (own) missing.set(frame.id, frame);
  }
  if (missing.size === 0 || !input.book) return [];
  return [compileFrames([...missing.values()], { ...input, book: input.book })];
}
