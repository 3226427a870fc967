/**
 * How a language quotes: CLDR's delimiters (UTS #35 part 2), for a tag or the nearest shorter one that CLDR lists, and
 * the root's where it lists none. In the order in which they are read: Arabic opens with ”.
 */
import { hasFrenchSpaces, type LanguageTag } from './language.js';
import { QUOTATION_MARKS } from './quotation-marks-data.js';

export interface QuotationMarks {
  readonly open: string;
  readonly close: string;
  /** Of a quotation inside a quotation. */
  readonly innerOpen: string;
  readonly innerClose: string;
}

const byTag = new Map(
  Object.entries(QUOTATION_MARKS).flatMap(([marks, tags]) => tags.split(' ').map((tag) => [tag, marks])),
);

export function quotationMarks(tag: LanguageTag): QuotationMarks {
  const subtags = tag.split('-');
  let marks: string | undefined;
  for (let length = subtags.length; length > 0 && marks === undefined; length--)
    marks = byTag.get(subtags.slice(0, length).join('-'));
  const [open, close, innerOpen, innerClose] = marks ?? (byTag.get('und') as string);
  return { open, close, innerOpen, innerClose } as QuotationMarks;
}

/** What stands before and after quoted words: the marks, in French with the narrow spaces inside them. */
export function quotesAround(tag: LanguageTag): { readonly before: string; readonly after: string } {
  const { open, close } = quotationMarks(tag);
  const space = hasFrenchSpaces(tag) && open === '«' ? '\u202f' : '';
  return { before: `${open}${space}`, after: `${space}${close}` };
}
