/**
 * What somebody who writes or reads a translation is told of a sentence, in plain English: on the worksheet, in a
 * translator's own tool, on a proof, in the terminal. The words that the glossary wants are beside it (terms.ts).
 */
import { placeholdersOf } from '../compose/wording.js';
import type { WordLists } from '../load/word-lists.js';
import { mustSurviveIn } from './never-lose.js';

/** @returns the notes of an English sentence under its key, a sentence each */
export function openNotes(lists: WordLists): (key: string, english: string) => string[] {
  const mustSurvive = mustSurviveIn(lists);
  return (key, english) => {
    const lost = isSound(key) ? [] : [...new Set(mustSurvive(english))];
    const filled = [...new Set(placeholdersOf(english))].map((name) => `{{${name}}}`);
    return [
      ...(isSound(key)
        ? [
            'No translation: spells the English as it sounds, so that somebody who reads none can say it aloud.',
          ]
        : /(^|\.)say$/.test(key)
          ? ['The reader says it to an officer, in English; here is what it means, in the first person.']
          : []),
      ...(lost.length > 0 ? [`Must not be lost: ${lost.join(', ')}.`] : []),
      ...(filled.length > 0
        ? [
            `${filled.join(', ')} ${filled.length === 1 ? 'stays as it is' : 'stay as they are'}: something is filled in there.`,
          ]
        : []),
    ];
  };
}

/** Whether a key is that of a sentence spelt aloud: `door.say-sound`. */
export const isSound = (key: string): boolean => key.endsWith('-sound');

/** The sentence that is spelt: `door.say` of `door.say-sound`; any other key is its own. */
export const spokenKey = (key: string): string => key.replace(/-sound$/, '');
