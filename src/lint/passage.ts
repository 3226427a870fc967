/**
 * A passage: a sentence with all that a reader needs to judge it. How it was read back, what must not be lost from it,
 * which words the glossary wants, what `{{…}}` stands for, where it stands on the flyer, who has answered for it. What
 * goes on a proof, what a reviewer is walked through, and what may be handed on to a translator's own tool.
 */
import { sentenceId } from '../compose/source-text.js';
import type { World } from '../core/world.js';
import type { ReadBack } from '../load/readback.js';
import type { WordLists } from '../load/word-lists.js';
import type { LocaleMeta, Review } from '../schema/locale.js';
import { mustSurviveIn } from './never-lose.js';
import { type Sentence, type Standing, standingOf } from './standing.js';
import { type TermWords, termFinder } from './terms.js';

export interface Passage extends Sentence {
  /** `us-federal:door.title` */
  readonly id: string;
  /** The English put back, and whether it was held against an English that is no longer there. */
  readonly back?: { readonly text: string; readonly outdated: boolean };
  /** In English, for whoever translates or reads. */
  readonly notes: readonly string[];
  /** What the glossary calls a term of the sentence in this language, without the glossary's hyphens. */
  readonly terms: readonly TermWords[];
  readonly standing: Standing;
}

export interface PassageRequest {
  readonly meta: Pick<LocaleMeta, 'tag' | 'script'>;
  readonly sentences: readonly Sentence[];
  readonly lists: WordLists;
  readonly review: Review;
  readonly readBack: ReadonlyMap<string, ReadBack>;
  readonly digest: World['digest'];
}

export function passagesOf(request: PassageRequest): Passage[] {
  const { meta, lists, review, readBack, digest } = request;
  const mustSurvive = mustSurviveIn(lists);
  const terms = termFinder(lists.glossary, meta, undefined);
  return request.sentences.map((sentence) => {
    const id = sentenceId(sentence);
    const read = readBack.get(id);
    return {
      ...sentence,
      id,
      ...(read
        ? {
            back: {
              text: read.back,
              outdated: read.source.normalize('NFC') !== sentence.source.normalize('NFC'),
            },
          }
        : {}),
      notes: notesOf(sentence, mustSurvive(sentence.source)),
      terms: meta.tag === 'en' || isSound(sentence) ? [] : terms.words(sentence.source).map(bareWords),
      standing: standingOf(sentence, review, digest, meta.tag === 'en'),
    };
  });
}

const isSound = ({ key }: Pick<Sentence, 'key'>): boolean => key.endsWith('say-sound');

/** `-محام-` → `محام`: the hyphens are for finding a word, not for reading it. */
const bareWords = ({ term, words }: TermWords): TermWords => ({
  term,
  words: [...new Set(words.map((word) => word.replace(/(^|\s)-|-(?=\s|$)/g, '$1')))],
});

function notesOf(sentence: Sentence, survive: readonly string[]): string[] {
  const { key, source } = sentence;
  const notes: string[] = [];
  if (isSound(sentence))
    notes.push(
      'Spells the English sound by sound, so that somebody with no English can say it aloud. No translation.',
    );
  else {
    if (/(^|\.)say$/.test(key))
      notes.push('The reader says it to an officer, in English; here is what it means, in the first person.');
    if (survive.length > 0) notes.push(`Must not be lost: ${survive.join(', ')}.`);
  }
  const filled = [...new Set(source.match(/\{\{[^}]*\}\}/g) ?? [])];
  if (filled.length > 0) notes.push(`${filled.join(', ')} stays as it is; it is filled in on the flyer.`);
  return notes;
}
