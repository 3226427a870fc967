/** Text with the little that a flyer needs beside letters: weight, language, and what keeps its own order. */
import type { Direction, LanguageTag } from '../core/language.js';
import { quotesAround } from '../core/quotation-marks.js';

export interface RichSpan {
  readonly text: string;
  readonly bold?: boolean;
  /** Where it is not the block's language. */
  readonly lang?: LanguageTag;
  /** Keeps its own order inside other text: a phone number, an English sentence in Arabic. */
  readonly isolate?: Direction;
  readonly nobreak?: boolean;
  /** Where it leads on a screen: `tel:…`, `https:…`. Nothing of it is printed. */
  readonly href?: string;
}

export type RichText = readonly RichSpan[];

export const plain = (text: string): RichText => [{ text }];
/** Marks as English what is not marked as another language. */
export const asEnglish = (text: RichText): RichText =>
  text.map((span) => ({ ...span, lang: span.lang ?? 'en' }));
export const bold = (text: RichText): RichText => text.map((span) => ({ ...span, bold: true }));
/** What a text says, without the pins that steer its line breaks. */
export const richToString = (text: RichText): string =>
  text
    .map((span) => span.text)
    .join('')
    .replace(/[\u200B\u2060]/g, '');

/** English inside any language: its own language and order. */
export const english = (text: string, weight?: 'bold'): RichSpan => ({
  text,
  lang: 'en',
  isolate: 'ltr',
  ...(weight ? { bold: true } : {}),
});

/** A number to dial: never broken, never reversed. */
export const phoneNumber = (text: string): RichSpan => ({
  text,
  isolate: 'ltr',
  nobreak: true,
  bold: true,
  ...dials(text),
});

/** English that leads somewhere on a screen: an address in letters. */
export const leading = (text: string, href: string, weight?: 'bold'): RichSpan => ({
  ...english(text, weight),
  href,
});

/** A number as it stands on paper, in its own order, which a phone can dial. */
export const dialled = (number: string): RichSpan => ({ ...english(number), ...dials(number) });

/**
 * The `tel:` link (RFC 3966) of a number as people write it in the United States: global for ten digits and for a
 * number with its `+`, local for a short one such as 311. Anything else, such as two numbers, is no link.
 */
function dials(number: string): { readonly href?: string } {
  if (!/^\+?[\d\s().\u2010-\u2013-]+$/.test(number)) return {};
  const digits = number.replace(/\D/g, '');
  if (number.startsWith('+'))
    return digits.length >= 7 && digits.length <= 15 ? { href: `tel:+${digits}` } : {};
  if (digits.length === 10) return { href: `tel:+1${digits}` };
  if (digits.length === 11 && digits.startsWith('1')) return { href: `tel:+${digits}` };
  return digits.length === 3 ? { href: `tel:${digits}` } : {};
}

/**
 * Words of English in the quotation marks of the language around them, on one line: « I do not consent to entry. » in
 * French. The marks belong to that language: they stand outside the words' own order and weight.
 */
export function inQuotes(words: RichSpan, lang: LanguageTag): RichText {
  const { before, after } = quotesAround(lang);
  if (words.lang === lang) return [{ ...words, text: `${before}${words.text}${after}` }];
  return [{ text: before }, words, { text: after }];
}

/** Scripts that set no space between sentences. */
const NO_SPACE = new Set(['Hans', 'Hant', 'Hani', 'Jpan', 'Thai', 'Laoo', 'Khmr', 'Mymr', 'Tibt']);

/** Sentences after one another, with the space that the script wants between them. */
export function joinSentences(sentences: readonly RichText[], script: string): RichText {
  const gap = NO_SPACE.has(script) ? '' : ' ';
  return sentences.flatMap((sentence, i) =>
    i === 0 || gap === '' ? sentence : [{ text: gap }, ...sentence],
  );
}

/** Longer than this, a bracket may be broken over two lines; counted in letters, which Han has wider ones of. */
const SHORT = { han: 14, other: 45 };

/** Text in the brackets of the script, with the space before them that it wants; a short one stays on one line. */
export function inBrackets(text: RichText, script: string): RichText {
  const han = /^(Han|Jpan)/.test(script);
  const [open, close] = han ? ['（', '）'] : ['(', ')'];
  const words = `${open}${richToString(text)}${close}`;
  const short = words.length <= (han ? SHORT.han : SHORT.other);
  return [
    // UAX #14 (LB15, LB19) allows no break between a closing quote and a bracket, space or not: the pin does.
    { text: han ? '\u200B' : ' \u200B' },
    { text: words, ...(short ? { nobreak: true } : {}) },
  ];
}
