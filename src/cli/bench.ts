/**
 * What a translator has before them: every sentence that a locale may hold, those of the core first and in the order in
 * which they are printed; and the worksheet of what is still to write.
 */

import { idOf, ownKeysOf, referencesOf } from '../compose/references.js';
import type { Sentences } from '../compose/source-text.js';
import { sentenceId } from '../compose/source-text.js';
import type { LanguageTag } from '../core/language.js';
import type { World } from '../core/world.js';
import { isSound, openNotes } from '../lint/notes.js';
import { staleSentences } from '../lint/stale.js';
import type { Sentence } from '../lint/standing.js';
import { termFinder } from '../lint/terms.js';
import { flatten, type Locale, loadLocale, placeOfKey } from '../load/locales.js';
import { loadWordLists } from '../load/word-lists.js';
import { formatWorksheet, type Part, type ToWrite } from '../translate/worksheet.js';
import { allToTranslate, editionId, openEditions } from './editions.js';

/** The edition that must be right first is called so in every publication that has one. */
const CORE = 'core';

export interface Bench {
  /** Namespace → key → English; core keys come first. */
  readonly sentences: Sentences;
  /** `namespace:key` of what the core editions print. */
  readonly core: ReadonlySet<string>;
  /** `ice-encounter/core` */
  readonly coreEditions: readonly string[];
}

/** @throws KyrError with all that is wrong in content/ */
export function openBench(world: World): Bench {
  const rooms = openEditions(world, {}).filter(
    ({ room, last }) => last && room.content.edition.name === CORE,
  );
  const printed = rooms.flatMap(({ room: { content, source } }) => {
    const { edition } = content;
    const order = [...ownKeysOf(edition), ...referencesOf(edition)];
    const rank = (key: string): number => {
      const at = order.findIndex((ref) => ref === key || ref === idOf(key));
      return at < 0 ? order.length : at;
    };
    const ids = [...source.text].flatMap(([namespace, keys]) =>
      [...keys.keys()].sort((a, b) => rank(a) - rank(b)).map((key) => `${namespace}:${key}`),
    );
    return ids.flatMap((id) => (source.sounds.has(`${id}-sound`) ? [id, `${id}-sound`] : [id]));
  });
  const core = new Set(printed);
  const all = allToTranslate(world, 'asked');
  const coreFirst = (namespace: string, keys: ReadonlyMap<string, string>): Map<string, string> => {
    const own = printed
      .filter((id) => id.startsWith(`${namespace}:`))
      .map((id) => id.slice(namespace.length + 1));
    const ordered = [...new Set([...own, ...keys.keys()])];
    return new Map(ordered.flatMap((key) => (keys.has(key) ? [[key, keys.get(key) as string]] : [])));
  };
  const isCore = (namespace: string): boolean => printed.some((id) => id.startsWith(`${namespace}:`));
  const namespaces = [...all].sort(([a], [b]) => Number(isCore(b)) - Number(isCore(a)));
  return {
    sentences: new Map(namespaces.map(([namespace, keys]) => [namespace, coreFirst(namespace, keys)])),
    core,
    coreEditions: rooms.map(({ room }) => editionId(room.content)),
  };
}

/** Every sentence of the bench as a locale has it; `''` where it has none. */
export const sentencesIn = (locale: Locale, sentences: Sentences): Sentence[] =>
  [...sentences].flatMap(([namespace, keys]) => {
    const file = locale.namespaces.get(namespace);
    const own = file ? flatten(file) : new Map<string, string>();
    return [...keys].map(([key, source]) => ({ namespace, key, source, text: own.get(key) ?? '' }));
  });

/** The text of `_worksheet.txt`; undefined where nothing is left to write. @param like a language that helps */
export function worksheetOf(world: World, tag: LanguageTag, bench: Bench, like?: string): string | undefined {
  const locale = loadLocale(world, tag);
  const lists = loadWordLists(world);
  const terms = termFinder(lists.glossary, locale.meta, undefined);
  const notes = openNotes(lists);
  const all = sentencesIn(locale, bench.sentences);
  const stale = new Map(staleSentences(all, locale.memory.value).map((s) => [sentenceId(s), s.before]));
  const helper = like === undefined ? undefined : loadLocale(world, like);
  const helping = new Map(helper && sentencesIn(helper, bench.sentences).map((s) => [sentenceId(s), s.text]));
  const entry = ({ namespace, key, source, text }: Sentence): ToWrite => {
    const id = `${namespace}:${key}`;
    const file = locale.namespaces.get(namespace);
    const isThere = file !== undefined && flatten(file).has(key);
    const words = terms.hint(source);
    const before = stale.get(id);
    const help = helping.get(id) ?? '';
    return {
      namespace,
      key,
      line: isThere ? placeOfKey(file, key).line : undefined,
      english: source,
      ...(before === undefined ? {} : { before }),
      ...(helper && help !== '' ? { beside: { name: helper.meta.english, text: help } } : {}),
      notes: [
        ...(before === undefined ? [] : [`Now it says: ${text}`]),
        ...notes(key, source),
        ...(words === '' || isSound(key) ? [] : [`Words to use: ${words}.`]),
      ],
    };
  };
  const open = all.filter((s) => s.text.trim() === '' || stale.has(sentenceId(s)));
  if (open.length === 0) return undefined;
  const isCore = (s: Sentence): boolean => bench.core.has(sentenceId(s));
  const inFile = (sentences: readonly Sentence[]): ToWrite[] =>
    sentences
      .map(entry)
      .sort((a, b) => (a.namespace === b.namespace ? (a.line ?? 1e6) - (b.line ?? 1e6) : 0));
  const parts: Part[] = [
    { title: 'FIRST, the flyer for the door', sentences: inFile(open.filter(isCore)) },
    { title: 'THEN, all other flyers', sentences: inFile(open.filter((s) => !isCore(s))) },
  ];
  return formatWorksheet(locale.meta.tag, locale.meta.english, parts);
}
