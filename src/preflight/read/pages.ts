/**
 * The pages of a PDF in order, each with what it inherits (ISO 32000-1, 7.7.3). Walks without recursion: a tree may be
 * 100,000 nodes deep. A node that comes twice is told and not entered again, so loops end. Never throws.
 */
import type { PdfFile } from './file.js';
import { isDict, isRef, nameOf, numberOf, type PdfDict, type PdfValue } from './value.js';

export interface PdfPage {
  /** From 1. */
  readonly number: number;
  /** Its object, where it has a number. */
  readonly object: number | undefined;
  readonly dict: PdfDict;
  /** Its own entry or an inherited one: Resources, MediaBox, CropBox, Rotate. */
  inherited(key: string): PdfValue | undefined;
}

const INHERITABLE = ['Resources', 'MediaBox', 'CropBox', 'Rotate'];
const MAX_PAGES = 2_000_000;

/** Every page once. `blame` hears what is wrong with the tree. */
export function* readPages(
  file: PdfFile,
  blame: (message: string, object?: number) => void,
): Generator<PdfPage> {
  const root = file.dict(file.trailer.entries.get('Root')).entries.get('Pages');
  const seen = new Set<number>();
  const stack: { value: PdfValue; inherited: ReadonlyMap<string, PdfValue> }[] = [];
  if (root !== undefined) stack.push({ value: root, inherited: new Map() });
  let number = 0;
  while (stack.length > 0) {
    const { value, inherited } = stack.pop()!;
    const object = isRef(value) ? value.number : undefined;
    if (object !== undefined) {
      if (seen.has(object)) {
        blame('the page tree comes back to a node it has been at', object);
        continue;
      }
      seen.add(object);
    }
    const dict = file.get(value);
    if (!isDict(dict)) {
      blame('the page tree names a page that is not there', object);
      continue;
    }
    const { entries } = dict;
    const kids = entries.get('Kids');
    if (kids !== undefined && nameOf(file.get(entries.get('Type'))) !== 'Page') {
      const own = INHERITABLE.flatMap((key) => (entries.has(key) ? [[key, entries.get(key)!] as const] : []));
      const handed = own.length === 0 ? inherited : new Map([...inherited, ...own]);
      const list = file.list(kids);
      for (let i = list.length - 1; i >= 0; i--) stack.push({ value: list[i]!, inherited: handed });
      continue;
    }
    if (++number > MAX_PAGES) {
      blame(`there are more than ${MAX_PAGES} pages; the rest was not looked at`);
      return;
    }
    yield { number, object, dict, inherited: (key) => entries.get(key) ?? inherited.get(key) };
  }
  if (number === 0) blame('there are no pages');
  const said = numberOf(file.entry(root, 'Count'));
  if (number > 0 && said !== number)
    blame(`the page tree says ${said ?? 'nothing'} as its count and has ${number} pages`);
}
