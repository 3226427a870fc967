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
import { isSound, openNotes } from './notes.js';
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
  const notes = openNotes(lists);
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
      notes: notes(sentence.key, sentence.source),
      terms: meta.tag === 'en' || isSound(sentence.key) ? [] : terms.words(sentence.source).map(bareWords),
      standing: standingOf(sentence, review, digest, meta.tag === 'en'),
    };
  });
}

/** `-محام-` → `محام`: the hyphens are for finding a word, not for reading it. */
const bareWords = ({ term, words }: TermWords): TermWords => ({
  term,
  words: [...new Set(words.map((word) => word.replace(/(^|\s)-|-(?=\s|$)/g, '$1')))],
});
