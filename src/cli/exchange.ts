/**
 * The sentences of a language as translation tools get them, and the rules by which what came back is judged: content,
 * locale and word lists put together for `locale export`, `import` and `pack`.
 */

import { sentenceId } from '../compose/source-text.js';
import type { Diagnostic, FilePlace } from '../core/diagnostic.js';
import type { LanguageTag } from '../core/language.js';
import type { World } from '../core/world.js';
import { lintLocale } from '../lint/locale.js';
import { isSound, openNotes, spokenKey } from '../lint/notes.js';
import { standingOf, textDigest } from '../lint/standing.js';
import { termFinder } from '../lint/terms.js';
import type { Content } from '../load/content.js';
import { flatten, type Locale, loadLocale } from '../load/locales.js';
import { loadWordLists } from '../load/word-lists.js';
import type { LocaleMeta } from '../schema/locale.js';
import type { Pairing, Wanted } from '../translate/exchange/take.js';
import type { OutUnit } from '../translate/exchange/unit.js';
import { allToTranslate, editionId, offers, openEditions } from './editions.js';

/** What of a language: all that it offers, unless a publication is named. */
export interface Choice {
  readonly publication?: string;
  readonly edition?: string;
  readonly layer?: string;
}

/** Every sentence that a locale may hold. */
export const allWanted = (world: World): Wanted[] =>
  [...allToTranslate(world)].flatMap(([namespace, keys]) =>
    [...keys].map(([key, english]) => ({ namespace, key, english, sound: isSound(key) })),
  );

/** Namespace → dotted key → sentence, as the locale stands. */
export const sentencesIn = (locale: Locale): Map<string, Map<string, string>> =>
  new Map([...locale.namespaces].map(([namespace, file]) => [namespace, flatten(file)]));

/**
 * The sentences that a language's offers print, in the order of the English.
 * @throws KyrError for a language, a publication or an edition that there is not
 */
export function unitsOf(world: World, tag: LanguageTag, only: Choice): OutUnit[] {
  const locale = loadLocale(world, tag);
  const uses = new Map<string, Set<string>>();
  const places = new Map<string, FilePlace>();
  for (const { room } of openEditions(world, only)) {
    if (only.publication === undefined && !offers(locale.meta, room.content)) continue;
    const use = editionId(room.content);
    const add = (id: string): void => {
      uses.set(id, (uses.get(id) ?? new Set()).add(use));
    };
    for (const [namespace, keys] of room.source.text)
      for (const key of keys.keys()) add(`${namespace}:${key}`);
    for (const id of room.source.sounds) add(id);
    for (const [id, at] of placesIn(room.content)) places.set(id, at);
  }
  const own = sentencesIn(locale);
  const lists = loadWordLists(world);
  const notes = openNotes(lists);
  const terms = termFinder(lists.glossary, locale.meta, undefined);
  return allWanted(world).flatMap((wanted): OutUnit[] => {
    const id = sentenceId(wanted);
    const printed = uses.get(id);
    if (!printed) return [];
    const { namespace, key, english } = wanted;
    const found = own.get(namespace)?.get(key);
    // A new locale has every key, and nothing beside it.
    const text = found === undefined || found.trim() === '' ? undefined : found;
    const sentence = { namespace, key, source: english, text: text ?? '' };
    const standing = standingOf(sentence, locale.review.value, world.digest, false);
    const before = locale.memory.value.source[namespace]?.[key];
    const stale =
      text !== undefined && (standing.stale === 'source' || (before !== undefined && before !== english));
    return [
      {
        namespace,
        key,
        english,
        text,
        state: standing.state,
        stale,
        ...(stale && before !== undefined && before !== english ? { before } : {}),
        notes: [
          ...notes(key, english),
          ...(isSound(key) || terms.hint(english) === '' ? [] : [`Words to use: ${terms.hint(english)}.`]),
          `Printed in ${[...printed].join(', ')}.`,
        ],
        at: places.get(id) ?? places.get(spokenKey(id)) ?? { file: `locales/en/${namespace}.json` },
        base: textDigest(text ?? '', world.digest),
      },
    ];
  });
}

/** Where each English sentence is written in content/. */
function placesIn({ layers, publication, common }: Content): Map<string, FilePlace> {
  const places = new Map<string, FilePlace>();
  for (const layer of layers) {
    const namespace = layer.value.layer.replaceAll('/', '-');
    for (const list of ['rights', 'hotlines'] as const)
      (layer.value[list] ?? []).forEach((item, i) => {
        for (const key of Object.keys(item.text))
          places.set(`${namespace}:${item.id}.${key}`, layer.place(list, i, 'text', key));
      });
    for (const key of Object.keys(layer.value.disclaimer?.text ?? {}))
      places.set(`${namespace}:disclaimer.${key}`, layer.place('disclaimer', 'text', key));
  }
  for (const key of Object.keys(publication.value.text))
    places.set(`${publication.value.publication}:${key}`, publication.place('text', key));
  for (const key of Object.keys(common.value.text)) places.set(`common:${key}`, common.place('text', key));
  return places;
}

/**
 * What `kyr check` would say of just these sentences, at the places where they stand in the file that came back. A
 * sentence that repeats a placeholder is at fault too.
 */
export function lintPairs(world: World, meta: LocaleMeta, pairs: readonly Pairing[]): Diagnostic[] {
  const lists = loadWordLists(world);
  const places = new Set(pairs.map(({ at }) => at));
  // Two translations of one English never stand in one list; but an older English may differ from the sound's.
  return pairs
    .flatMap((pair) => {
      const base = spokenKey(pair.key);
      return lintLocale(
        {
          meta,
          sentences: new Map([[pair.namespace, new Map([[pair.key, pair.text]])]]),
          placeInMeta: () => ({ file: '' }),
          place: (_, key) => (key === pair.key ? pair.at : { file: '' }),
        },
        {
          text: new Map([[pair.namespace, new Map([[base, pair.english]])]]),
          english: new Map(),
          sounds: new Set(pair.sound ? [sentenceId(pair)] : []),
          known: new Set([sentenceId(pair), `${pair.namespace}:${base}`]),
        },
        lists,
      );
    })
    .filter(({ at }) => at !== undefined && places.has(at as FilePlace));
}
