/** What the tests of the lint share: one language's sentences against their English, and the lists that ship. */

import type { SourceText } from '../../src/compose/source-text.js';
import type { Diagnostic } from '../../src/core/diagnostic.js';
import { type DenialFinder, denialFinder, denialOf } from '../../src/lint/denials.js';
import { lintLocale } from '../../src/lint/locale.js';
import type { LocaleMeta } from '../../src/schema/locale.js';
import { LOCALES, room0 } from '../compose/room.js';

export const LISTS = room0.wordLists();
export const TRANSLATIONS = LOCALES.filter((lang) => lang !== 'en');
export const metaOf = (lang: string): LocaleMeta => room0.locale(lang).meta;

/** How a language says no, with its own additions if it ships. */
export function denialsOf(tag: string, script: string): DenialFinder {
  const meta = LOCALES.includes(tag) ? metaOf(tag) : { tag };
  const denial = denialOf(LISTS.negations, meta);
  if (!denial) throw new Error(`no negations for ${tag}`);
  return denialFinder(denial, tag, script);
}

export interface Line {
  readonly lang: string;
  readonly namespace: string;
  readonly key: string;
  readonly english: string;
  /** NFC, as places in it are counted. */
  readonly text: string;
}

/** Every sentence that a language has, without what spells English aloud. */
export function linesOf(lang: string): Line[] {
  const { namespaces } = room0.locale(lang);
  return [...room0.source.text].flatMap(([namespace, keys]) =>
    [...keys].map(([key, english]) => {
      const file = namespaces.get(namespace)?.value ?? {};
      const [id, inner] = key.split('.') as [string, string?];
      const found =
        inner === undefined ? file[id] : (file[id] as Record<string, string> | undefined)?.[inner];
      if (typeof found !== 'string') throw new Error(`${lang} has no ${namespace}:${key}`);
      return { lang, namespace, key, english, text: found.normalize('NFC') };
    }),
  );
}

/** What is said against one sentence where it says this instead, at its own place in its own file. */
export function against(line: Line, text: string): Diagnostic[] {
  const file = room0.locale(line.lang).namespaces.get(line.namespace);
  const texts = (of: string): Map<string, Map<string, string>> =>
    new Map([[line.namespace, new Map([[line.key, of]])]]);
  const source: SourceText = {
    text: texts(line.english),
    english: new Map(),
    sounds: new Set(),
    known: new Set([`${line.namespace}:${line.key}`]),
  };
  // The exceptions of other sentences have no business here.
  const { denials, ...meta } = metaOf(line.lang);
  const agreed = denials?.[line.namespace]?.[line.key];
  return lintLocale(
    {
      meta: agreed === undefined ? meta : { ...meta, denials: { [line.namespace]: { [line.key]: agreed } } },
      sentences: texts(text),
      placeInMeta: () => ({ file: '_meta.yaml' }),
      place: (namespace, key) => file?.place(...key.split('.')) ?? { file: namespace },
    },
    source,
    LISTS,
  );
}

export const cut = (text: string, start: number, end: number): string =>
  text.slice(0, start) + text.slice(end);
