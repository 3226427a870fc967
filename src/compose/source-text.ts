/** The English sentences of content/ by namespace and key: what translators translate, and what English prints. */
import type { Common, Edition, Layer, Publication } from '../schema/content.js';
import { namespaceOf } from './law.js';
import { idOf, ownKeysOf, referencesOf, spokenBy } from './references.js';
import { placeholdersOf } from './wording.js';

/** The one name of a sentence: `us-federal:door.title`. */
export const sentenceId = ({
  namespace,
  key,
}: {
  readonly namespace: string;
  readonly key: string;
}): string => `${namespace}:${key}`;

/** Namespace → key (`door.title`, `headline`) → sentence. */
export type Sentences = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface SourceText {
  /** The sentences to translate that an edition prints. */
  readonly text: Sentences;
  /** Sentences that are printed in English only, or that the English flyer says otherwise. */
  readonly english: Sentences;
  /** The key under a right's id that spells the English aloud, e.g. `door.say-sound`: asked of translators, not in the source. */
  readonly sounds: ReadonlySet<string>;
  /** `namespace:key` of every sentence there is, whether this edition prints it or another does. */
  readonly known: ReadonlySet<string>;
}

/** What one edition prints: of the layers and the publication what it refers to, of the common words all. */
export function collectSource(
  layers: readonly Layer[],
  publication: Publication,
  edition: Edition,
  common: Common,
): SourceText {
  const all = collectAll(layers, publication, common);
  const own = new Set(ownKeysOf(edition));
  const references = new Set(referencesOf(edition));
  const printed = (namespace: string, key: string): boolean =>
    namespace === 'common' ||
    (namespace === publication.publication
      ? own.has(key)
      : references.has(key) || references.has(idOf(key)) || idOf(key) === 'disclaimer');
  // A sentence that quotes its right's own words needs these too.
  for (const [, keys] of all.text)
    for (const [key, sentence] of keys)
      if (references.has(key) && placeholdersOf(sentence).includes('say')) references.add(`${idOf(key)}.say`);

  const pick = (sentences: Sentences): Sentences =>
    new Map([...sentences].map(([ns, keys]) => [ns, new Map([...keys].filter(([key]) => printed(ns, key)))]));
  const spoken = new Set(spokenBy(edition));
  return {
    text: pick(all.text),
    english: pick(all.english),
    sounds: new Set([...all.sounds].filter((id) => spoken.has(idOf(id.slice(id.indexOf(':') + 1))))),
    known: new Set([
      ...[...all.text].flatMap(([ns, keys]) => [...keys.keys()].map((key) => `${ns}:${key}`)),
      ...all.sounds,
    ]),
  };
}

/** Every sentence of the layers, a publication and the common words, printed by this edition or by another. */
export function collectAll(
  layers: readonly Layer[],
  publication: Publication,
  common: Common,
): Pick<SourceText, 'text' | 'english' | 'sounds'> {
  const text = new Map<string, Map<string, string>>();
  const english = new Map<string, Map<string, string>>();
  const sounds = new Set<string>();
  const put = (
    into: Map<string, Map<string, string>>,
    ns: string,
    prefix: string,
    texts: Readonly<Record<string, string>>,
  ): void => {
    const keys = into.get(ns) ?? new Map<string, string>();
    for (const [key, sentence] of Object.entries(texts)) keys.set(prefix + key, sentence);
    into.set(ns, keys);
  };
  for (const layer of layers) {
    const ns = namespaceOf(layer.layer);
    for (const item of [...(layer.rights ?? []), ...(layer.hotlines ?? [])]) {
      put(text, ns, `${item.id}.`, item.text);
      if ('english' in item && item.english) put(english, ns, `${item.id}.`, item.english);
      if ('say' in item.text) sounds.add(`${ns}:${item.id}.say-sound`);
    }
    if (layer.disclaimer) put(text, ns, 'disclaimer.', layer.disclaimer.text);
  }
  put(text, publication.publication, '', publication.text);
  put(english, publication.publication, '', publication.english ?? {});
  put(text, 'common', '', common.text);
  put(english, 'common', '', common.english ?? {});
  return { text, english, sounds };
}
