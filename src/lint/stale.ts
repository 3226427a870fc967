/**
 * Translations of an English that is no longer there. `_source.yaml` of a locale keeps, sentence by sentence, the
 * English that was translated, signed or not; here it is held against the English of today. A sentence that nothing
 * is kept of is `unknown`: it may be of any English. Whether the new English means the same is for people to say.
 */
import type { SourceMemory } from '../schema/locale.js';
import type { Sentence } from './standing.js';

export interface StaleSentence {
  readonly namespace: string;
  readonly key: string;
  /** The English that was translated, and the English of today. */
  readonly before: string;
  readonly after: string;
  readonly text: string;
}

/** In the order of the sentences. An empty translation is of no English. */
export function staleSentences(sentences: readonly Sentence[], memory: SourceMemory): StaleSentence[] {
  return sentences.flatMap(({ namespace, key, source, text }) => {
    const before = memory.source[namespace]?.[key];
    if (before === undefined || isEmpty(text) || isSame(before, source)) return [];
    return [{ namespace, key, before, after: source, text }];
  });
}

/** Translated sentences of which nobody knows from which English. */
export const unknownSources = (sentences: readonly Sentence[], memory: SourceMemory): Sentence[] =>
  sentences.filter(
    ({ namespace, key, text }) => !isEmpty(text) && memory.source[namespace]?.[key] === undefined,
  );

const isSame = (a: string, b: string): boolean => a.normalize('NFC') === b.normalize('NFC');
const isEmpty = (text: string): boolean => text.trim() === '';
