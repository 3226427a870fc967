/**
 * Marks that each language sets in its own way: quotation marks as CLDR has them, the spaces of French, and phone
 * numbers in Western digits, which are what is on the keys. A finding names the repair.
 *
 * Straight quotes count as quotation marks, an apostrophe does not: ’ and ' inside a word, or after its last letter
 * where nothing was opened, are letters of many languages.
 */
import type { Diagnostic, FilePlace } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { hasFrenchSpaces } from '../core/language.js';
import { quotationMarks } from '../core/quotation-marks.js';
import { findTokens } from '../text/tokens.js';

export interface MarkedSentence {
  readonly key: string;
  readonly text: string;
  readonly at: FilePlace;
}

export const lintPunctuation = (sentence: MarkedSentence, tag: string): Diagnostic[] => [
  ...lintQuotes(sentence, tag),
  ...(hasFrenchSpaces(tag) ? lintFrenchSpaces(sentence) : []),
  ...lintPhoneDigits(sentence),
];

const MARK = /["“”„‟«»‹›「」『』〝〞〟＂]|(?<!\p{L}\p{M}*)['‘’‚‛]|['‘’‚‛](?!\p{L})/gu;
/** What may also be an apostrophe: a mark only if it closes what such a one has opened. */
const APOSTROPHE = /['’‘‛]/;

function lintQuotes({ key, text, at }: MarkedSentence, tag: string): Diagnostic[] {
  const { open, close, innerOpen, innerClose } = quotationMarks(tag);
  const pairs = [
    { open, close },
    { open: innerOpen, close: innerClose },
  ];
  const marks = quoteMarksOf(text);
  const opened: string[] = [];
  let right = true;
  for (const mark of marks) {
    if (opened.length > 0 && mark === opened.at(-1)) opened.pop();
    else {
      const pair = pairs[opened.length];
      if (pair === undefined || mark !== pair.open) right = false;
      else opened.push(pair.close);
    }
    if (!right) break;
  }
  if (right && opened.length === 0) return [];
  return [
    {
      code: CODE.quotationMarks,
      level: 'warning',
      message: `“${key}” quotes with ${marks.join(' ')}, which is not how ${tag} quotes`,
      hint: `write ${open}…${close}, and ${innerOpen}…${innerClose} for a quotation inside one`,
      at,
    },
  ];
}

/** The quotation marks of a text in order, apostrophes left out. */
function quoteMarksOf(text: string): string[] {
  const marks: string[] = [];
  let single = false;
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    if (APOSTROPHE.test(mark)) {
      const opens = /(?:^|[^\p{L}\p{M}\p{N}])$/u.test(text.slice(0, index));
      const closesLater = new RegExp(`[${mark === "'" ? "'" : '’‘'}](?!\\p{L})`, 'u').test(
        text.slice(index + 1),
      );
      if (single ? opens : !opens || !closesLater) continue;
      single = !single;
    }
    marks.push(mark);
  }
  return marks;
}

/** French alone: Haitian Creole, which quotes alike, sets its marks close. */
function lintFrenchSpaces({ key, text, at }: MarkedSentence): Diagnostic[] {
  const bare = findTokens(text).reduce(
    (rest, { start, end }) => rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end),
    text,
  );
  const tight = [...bare.matchAll(/[\p{L}\p{N}}»)](?=[;:!?]+(?:[\s»)]|$))|[^\s«](?=»)|«(?=\S)/gu)].map(
    ({ 0: found, index }) => (found === '«' ? '«' : (text[index + found.length] as string)),
  );
  if (tight.length === 0) return [];
  const [after, before] = [tight.includes('«'), [...new Set(tight.filter((mark) => mark !== '«'))]];
  const places = [
    ...(before.length > 0 ? [`before ${before.join(' ')}`] : []),
    ...(after ? ['after «'] : []),
  ];
  return [
    {
      code: CODE.frenchSpace,
      level: 'warning',
      message: `“${key}” has no space ${places.join(' and ')}`,
      hint: 'type a space there, of any kind: it is printed narrow, and no line breaks at it',
      at,
    },
  ];
}

function lintPhoneDigits({ key, text, at }: MarkedSentence): Diagnostic[] {
  return findTokens(text)
    .filter(({ kind, start, end }) => kind === 'phone' && /[^\P{Nd}0-9]/u.test(text.slice(start, end)))
    .map(({ start, end }) => ({
      code: CODE.phoneDigits,
      level: 'error',
      message: `“${key}” has the phone number ${text.slice(start, end)} in digits that are on no phone’s keys`,
      hint: 'write it in Western digits, 0 to 9',
      at,
    }));
}
