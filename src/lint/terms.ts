/**
 * The glossary held against sentences: a term of the English must be there in the translation's own word for it, and
 * no word may stand that says something else (a traductor for an interpreter).
 */

import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LocaleMeta } from '../schema/locale.js';
import type { Glossary, Term } from '../schema/word-lists.js';
import type { DenialFinder } from './denials.js';
import type { Pair } from './pair.js';
import { byTag, type Span, type WordFinder, wordFinder } from './word-forms.js';

/** For every language, beside a language's own list. */
const EVERY = 'mul';

interface TermFound {
  readonly term: Term;
  /** As the sentence writes it. */
  readonly said: string;
}

export interface TermFinder {
  lint(pair: Pair): Diagnostic[];
  /** `judge: juez, jueza` for each term of an English sentence that the glossary knows a word for; may be empty. */
  hint(english: string): string;
  /** The same, for whoever sets them apart: each term of an English sentence with the words to use. */
  words(english: string): readonly TermWords[];
}

export interface TermWords {
  readonly term: string;
  /** As the glossary writes them, with hyphens for the rest of a word. */
  readonly words: readonly string[];
}

/** @param denials of the locale: a word may be kept for where it is denied */
export function termFinder(
  glossary: Glossary,
  meta: Pick<LocaleMeta, 'tag' | 'script'>,
  denials: DenialFinder | undefined,
): TermFinder {
  const english = glossary.terms.map((term) => ({ term, find: wordFinder(term.english, 'en', 'Latn') }));
  const finder = (words: readonly string[]): WordFinder => wordFinder(words, meta.tag, meta.script);
  const uses = new Map(
    glossary.terms.flatMap((term) => {
      const words = byTag(term.use, meta.tag);
      return words ? [[term, { words, find: finder(words) }] as const] : [];
    }),
  );
  const avoided = glossary.terms.flatMap((term) =>
    [...(term.avoid?.[EVERY] ?? []), ...(byTag(term.avoid, meta.tag) ?? [])].map((avoid) => ({
      term,
      avoid,
      find: finder(avoid.words),
    })),
  );

  const inEnglish = (sentence: string): TermFound[] => {
    const nfc = sentence.normalize('NFC');
    return english.flatMap(({ term, find }) =>
      find(nfc)
        .slice(0, 1)
        .map(({ start, end }) => ({ term, said: nfc.slice(start, end) })),
    );
  };

  const words = (sentence: string): TermWords[] =>
    inEnglish(sentence).flatMap(({ term }) => {
      const use = uses.get(term);
      return use ? [{ term: term.term, words: use.words }] : [];
    });

  return {
    lint({ key, english: source, text, at }) {
      const nfc = text.normalize('NFC');
      const lost = inEnglish(source).flatMap(({ term, said }): Diagnostic[] => {
        const use = uses.get(term);
        if (!use || use.find(nfc).length > 0) return [];
        return [
          {
            code: term['never-lose'] ? CODE.neverLose : CODE.glossary,
            level: term['never-lose'] ? 'error' : 'warning',
            message: `“${key}” says “${said}” in English, and the translation has no word for it`,
            hint: `the glossary says: ${use.words.join(', ')} (${firstSentence(term.meaning)}) — another right word belongs in content/glossary.yaml`,
            at,
          },
        ];
      });
      const wrong = avoided.flatMap(({ term, avoid, find }): Diagnostic[] => {
        const said = find(nfc).filter((span) => !(avoid['where-denied'] && isDenied(nfc, span, denials)));
        const [first] = said;
        if (!first) return [];
        const instead = uses.get(term)?.words ?? term.english;
        return [
          {
            code: CODE.glossary,
            level: 'error',
            message: `“${key}” says “${nfc.slice(first.start, first.end)}”: ${avoid.why}`,
            hint: avoid['where-denied']
              ? 'it may stand in quotation marks, where the sentence says what it is not'
              : `write: ${instead.join(', ')}`,
            at,
          },
        ];
      });
      return [...lost, ...wrong];
    },
    hint: (sentence) =>
      words(sentence)
        .map(({ term, words }) => `${term}: ${words.join(', ')}`)
        .join('; '),
    words,
  };
}

/** In quotation marks, in a sentence that says no: En este país un “notario” no es abogado. */
function isDenied(text: string, { start, end }: Span, denials: DenialFinder | undefined): boolean {
  const quoted = /[“„«‹"「『]\s*$/u.test(text.slice(0, start)) && /^\s*[”“»›"」』]/u.test(text.slice(end));
  const from = Math.max(0, ...[...text.slice(0, start).matchAll(/[.!?。！？।۔؟]/gu)].map((m) => m.index + 1));
  const to = /[.!?。！？।۔؟]/u.exec(text.slice(end))?.index;
  const sentence = text.slice(from, to === undefined ? undefined : end + to);
  return quoted && (denials?.find(sentence).length ?? 0) > 0;
}

const firstSentence = (text: string): string => `${text.trim().split(/\.(?=\s|$)/)[0]}.`;
