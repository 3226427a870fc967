/**
 * Step 5, beside the breaks: where sentences begin, by Intl.Segmenter (UAX #29 section 5), with the full stops of
 * abbreviations put right. A sentence that begins a line is easier to find again; it never costs a line.
 */
import type { LanguageTag } from '../core/language.js';
import { segmenter } from './segmenter.js';

/** Abbreviations end no sentence: initials (U.S.), titles, clock times. */
const ABBREVIATION =
  /(?:^|[\s(“"«])(?:\p{Lu}\.)*(?:\p{Lu}|St|Mr|Mrs|Ms|Dr|No|Art|Sec|Inc|vs|etc|[ap]\.m)\.\s*$/u;

/** Where a sentence begins inside the text, as UTF-16 indices; never 0. */
export function findSentences(text: string, lang: LanguageTag): number[] {
  const starts: number[] = [];
  for (const { index } of segmenter(lang, 'sentence').segment(text)) {
    if (index > 0 && !ABBREVIATION.test(text.slice(0, index))) starts.push(index);
  }
  return starts;
}
