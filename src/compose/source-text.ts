/** The English sentences of content/ by namespace and key: what translators translate, and what English prints. */
import type { Common, Layer, Publication } from '../schema/content.js';
import { namespaceOf } from './law.js';

export interface SourceText {
  /** Namespace → key (`door.title`, `headline`) → the sentence to translate. */
  readonly text: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Sentences that are printed in English only, or that the English flyer says otherwise. */
  readonly english: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The key under a right's id that spells the English aloud, e.g. `door.say-sound`: asked of translators, not in the source. */
  readonly sounds: ReadonlySet<string>;
}

/** Rights whose sentence is spoken alone and may be spelt by sound: those with a `say` that some publication prints as a claim. */
export function collectSource(
  layers: readonly Layer[],
  publication: Publication,
  common: Common,
): SourceText {
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
  const claims = new Set(publication.back.statements.map((s) => s.claim));
  for (const layer of layers) {
    const ns = namespaceOf(layer.layer);
    for (const item of [...(layer.rights ?? []), ...(layer.hotlines ?? [])]) {
      put(text, ns, `${item.id}.`, item.text);
      if ('english' in item && item.english) put(english, ns, `${item.id}.`, item.english);
      if (claims.has(`${item.id}.say`)) sounds.add(`${ns}:${item.id}.say-sound`);
    }
    if (layer.disclaimer) put(text, ns, 'disclaimer.', layer.disclaimer.text);
  }
  put(text, publication.publication, '', publication.text);
  put(english, publication.publication, '', publication.english ?? {});
  put(text, 'common', '', common.text);
  put(english, 'common', '', common.english ?? {});
  return { text, english, sounds };
}
