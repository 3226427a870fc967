/**
 * Who has answered for a sentence. A record in _review.yaml holds only while the English and the translation are
 * the very ones that were answered for: if the English changed it falls back to `initial`, if the translation
 * changed to `translated`. A set of sentences has the state of its lowest.
 */
import type { World } from '../core/world.js';
import { type Review, STATES, type State } from '../schema/locale.js';

/** Sixteen hex digits of SHA-256 over the NFC text: enough to tell two sentences apart, short enough to read. */
export const textDigest = (text: string, digest: World['digest']): string =>
  digest(text.normalize('NFC')).slice(0, 16);

export const rank = (state: State): number => STATES.indexOf(state);
export const lowest = (states: readonly State[]): State =>
  states.reduce<State>((low, state) => (rank(state) < rank(low) ? state : low), 'final');

export interface Sentence {
  readonly namespace: string;
  readonly key: string;
  readonly source: string;
  readonly text: string;
}

export interface Standing {
  readonly state: State;
  /** Why it is lower than the record says. */
  readonly stale?: 'source' | 'text';
  readonly on?: string;
}

/** @param inEnglish English has a legal standing only: `final`, or else `initial` */
export function standingOf(
  sentence: Sentence,
  review: Review,
  digest: World['digest'],
  inEnglish: boolean,
): Standing {
  const record = review.review[sentence.namespace]?.[sentence.key];
  if (!record) return { state: 'initial' };
  if (record.source !== textDigest(sentence.source, digest)) return { state: 'initial', stale: 'source' };
  if (inEnglish && record.text !== textDigest(sentence.text, digest))
    return { state: 'initial', stale: 'text' };
  if (inEnglish) return record.state === 'final' ? { state: 'final', on: record.on } : { state: 'initial' };
  if (record.text !== textDigest(sentence.text, digest))
    return { state: rank(record.state) > rank('translated') ? 'translated' : record.state, stale: 'text' };
  return { state: record.state, on: record.on };
}
