/** A flyer set with some of its sentences said otherwise: how `length.ts` and `limits.ts` find out what fits. */
import { openWording } from '../compose/wording.js';
import { type Diagnostic, KyrError } from '../core/diagnostic.js';
import type { LanguageTag } from '../core/language.js';
import { type PressRoom, sentencesOf } from './press-room.js';
import { composeDraft, design } from './set-flyer.js';

/** `namespace:key` → what it says in the trial. */
export type Changes = ReadonlyMap<string, string>;

export interface Trial {
  /** `namespace:key` of what is printed in the reader's language; undefined where the flyer cannot be set. */
  readonly printed?: readonly string[];
  /** Why it cannot be set; empty where it can. */
  readonly faults: readonly Diagnostic[];
}

/** Sets the draft in one size. */
export function tryDraft(room: PressRoom, lang: LanguageTag, size: string, changes: Changes): Trial {
  const sentences = sentencesOf(room, lang);
  for (const [id, text] of changes) {
    const [namespace, key] = splitId(id);
    sentences.get(namespace)?.set(key, text);
  }
  const changed: PressRoom = {
    ...room,
    wording: (tag) =>
      tag === lang ? openWording(lang, sentences, (ns) => `locales/${lang}/${ns}.json`) : room.wording(tag),
  };
  try {
    const composed = composeDraft(changed, lang, size);
    design(changed, composed);
    return { printed: [...new Set(composed.printed.reader)], faults: [] };
  } catch (error) {
    if (error instanceof KyrError) return { faults: error.diagnostics };
    throw error;
  }
}

/** What a sentence of the language says. @param id `namespace:key` */
export function saidAs(room: PressRoom, lang: LanguageTag, id: string): string | undefined {
  const [namespace, key] = splitId(id);
  return sentencesOf(room, lang).get(namespace)?.get(key);
}

/** `us-federal:door.title` → its two parts. */
export const splitId = (id: string): readonly [namespace: string, key: string] => [
  id.slice(0, id.indexOf(':')),
  id.slice(id.indexOf(':') + 1),
];
