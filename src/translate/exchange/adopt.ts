/**
 * Records that come with a locale which was handed over: who translated and who read it elsewhere. One is taken where
 * it is of the very sentence that stands here now and says more than the record here; of a second reader only where
 * another person is on record as the translator, here or there.
 */
import type { Diagnostic, FilePlace } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { World } from '../../core/world.js';
import { rank, type Sentence, standingOf, textDigest } from '../../lint/standing.js';
import type { Review, ReviewEntry } from '../../schema/locale.js';
import { translatorOf } from '../sign.js';
import { isSamePerson } from '../two-people.js';

export interface Adopted {
  readonly review: Review;
  readonly translated: number;
  readonly reviewed: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * @param sentences as they stand here now, with the English of today
 * @param names role → legal name, where the private file has it
 */
export function adoptRecords(
  own: Review,
  theirs: Review,
  sentences: readonly Sentence[],
  place: (sentence: Sentence) => FilePlace | undefined,
  digest: World['digest'],
  names: Readonly<Record<string, string>> = {},
): Adopted {
  const review: Record<string, Record<string, ReviewEntry>> = structuredClone(own.review);
  const diagnostics: Diagnostic[] = [];
  let translated = 0;
  let reviewed = 0;
  for (const sentence of sentences) {
    const { namespace, key, text } = sentence;
    const record = theirs.review[namespace]?.[key];
    if (record === undefined || record.text !== textDigest(text, digest)) continue;
    const here = standingOf(sentence, own, digest, false);
    const there = standingOf(sentence, theirs, digest, false);
    // A record of older English is of use where there is none at all: it says that the sentence is stale.
    const isNew = own.review[namespace]?.[key] === undefined || here.stale !== undefined;
    if (rank(there.state) <= rank(here.state) && !isNew) continue;
    if (rank(record.state) > rank('translated')) {
      const translator =
        translatorOf(own.review[namespace]?.[key], text, digest) ?? translatorOf(record, text, digest);
      if (translator === undefined || isSamePerson(translator, record.by, names)) {
        const at = place(sentence);
        diagnostics.push({
          code: translator === undefined ? CODE.noTranslator : CODE.samePerson,
          level: 'error',
          message:
            translator === undefined
              ? `“${namespace}:${key}” is signed as reviewed by “${record.by}”, and nobody as its translator`
              : `“${namespace}:${key}” was translated and read by the same person, “${record.by}”`,
          hint: 'the sentence is taken, not the record; have a second person who reads the language sign it',
          ...(at ? { at } : {}),
        });
        continue;
      }
      reviewed++;
      // A translation is never final: that word is a lawyer's, for English.
      review[namespace] = { ...review[namespace], [key]: { ...record, translator, state: 'reviewed' } };
    } else {
      if (record.state === 'translated') translated++;
      review[namespace] = { ...review[namespace], [key]: record };
    }
  }
  return { review: translated + reviewed === 0 ? own : { review }, translated, reviewed, diagnostics };
}
