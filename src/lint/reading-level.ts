/**
 * The reading level of the English, by the Flesch–Kincaid grade (Kincaid et al. 1975): 0.39 × words a sentence +
 * 11.8 × syllables a word − 15.59. It is measured over all sentences of a publication, since single short sentences
 * say nothing; titles and labels without a full stop are left out, as they would make any text look easy. Legal
 * terms that the glossary names (interpreter, immigration) count as one syllable a word: they cannot be said
 * otherwise, and hide whether the rest is plain. It measures length, not sense.
 */

import type { Diagnostic, FilePlace } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Glossary } from '../schema/word-lists.js';
import { wordFinder } from './word-forms.js';

/** Guidance for legal aid aims at grade 5 to 6 (content fact G7). */
export const HIGHEST_GRADE = 6;

export interface ReadingLevel {
  /** U.S. school grade; undefined where there is no sentence. */
  readonly grade: number | undefined;
  readonly sentences: number;
  readonly words: number;
  /** The sentences that are hardest by themselves, hardest first. */
  readonly hardest: readonly string[];
}

/** @param texts of one publication, with their placeholders */
export async function measureReading(texts: readonly string[], glossary: Glossary): Promise<ReadingLevel> {
  // On demand: nothing but `kyr check en` counts syllables.
  const [{ fleschKincaid }, { syllable }] = await Promise.all([import('flesch-kincaid'), import('syllable')]);
  const legal = wordFinder(
    glossary.terms.filter((term) => term['legal-term']).flatMap((term) => term.english),
    'en',
    'Latn',
  );
  const sentences = texts
    .flatMap((text) => sentencesOf(text))
    .map((sentence) => ({ sentence, words: wordsOf(withStandIns(sentence, legal)) }))
    .filter(({ words }) => words.length > 0);
  const gradeOf = (of: typeof sentences): number =>
    fleschKincaid({
      sentence: of.length,
      word: of.reduce((sum, { words }) => sum + words.length, 0),
      syllable: of.reduce((sum, { words }) => sum + words.reduce((n, word) => n + syllable(word), 0), 0),
    });
  return {
    grade: sentences.length === 0 ? undefined : gradeOf(sentences),
    sentences: sentences.length,
    words: sentences.reduce((sum, { words }) => sum + words.length, 0),
    hardest: [...sentences]
      .sort((a, b) => gradeOf([b]) - gradeOf([a]))
      .slice(0, 3)
      .map(({ sentence }) => sentence),
  };
}

/** @param at the publication */
export function lintReading(level: ReadingLevel, publication: string, at: FilePlace): Diagnostic[] {
  if (level.grade === undefined || level.grade <= HIGHEST_GRADE) return [];
  return [
    {
      code: CODE.readingLevel,
      level: 'error',
      message: `the English of “${publication}” reads at grade ${level.grade.toFixed(1)}; it must be ${HIGHEST_GRADE} or below`,
      hint: `shorten the hardest sentences: ${level.hardest.map((s) => `“${s}”`).join(', ')}`,
      at,
    },
  ];
}

/** Whole sentences: what ends in a full stop, a question mark, an exclamation mark, or a colon before speech. */
const sentencesOf = (text: string): string[] =>
  text
    .replace(/\{\{[^}]*\}\}/g, 'it')
    // U.S. and p.m. end no sentence.
    .replace(/\b(?:[A-Za-z]\.){2,}/g, (short) => short.replaceAll('.', ''))
    .match(/[^.!?:]+[.!?:]+(?=\s|$|[”"’])/g)
    ?.map((sentence) => sentence.trim()) ?? [];

const wordsOf = (sentence: string): string[] => sentence.match(/[A-Za-z’']+/g) ?? [];

/** Each legal term as one word of one syllable. */
function withStandIns(sentence: string, legal: ReturnType<typeof wordFinder>): string {
  let plain = sentence.normalize('NFC');
  for (const { start, end } of legal(plain).reverse())
    plain = `${plain.slice(0, start)}law${plain.slice(end)}`;
  return plain;
}
