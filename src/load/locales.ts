/**
 * locales/TAG/ → meta, sentences by namespace, the review record, and the English that was translated. English has no
 * sentences of its own here.
 */

import type { z } from 'zod';
import { type FilePlace, fail, placed } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { canonicalTag, type LanguageTag } from '../core/language.js';
import type { World } from '../core/world.js';
import { LocaleMeta, Namespace, Review, SourceMemory } from '../schema/locale.js';
import { type Checked, checkText, readChecked } from './checked-file.js';

export interface Locale {
  readonly meta: LocaleMeta;
  /** The place of a line of `_meta.yaml`. */
  readonly placeInMeta: Checked<LocaleMeta>['place'];
  /** By namespace, such as `us-federal`; only those whose file exists. */
  readonly namespaces: ReadonlyMap<string, Checked<Namespace>>;
  /**
   * Read when it is asked for, as `memory` is: a draft is made without them, and they are two thirds of a locale's YAML.
   * @throws KyrError
   */
  readonly review: Checked<Review>;
  /** What each sentence was translated from. @throws KyrError */
  readonly memory: Checked<SourceMemory>;
  /** Whether a sentence is the locale's own; of a variant those of its base are not, and are kept in no file of its. */
  writes(namespace: string, key: string): boolean;
}

/** Tags of all locale folders, sorted. */
export const listLocales = (world: World): LanguageTag[] =>
  world.list('locales').filter((name) => world.read(`locales/${name}/_meta.yaml`) !== undefined);

/** @throws KyrError KYR108 for a tag that is none, KYR110 for a language there is no folder for */
export function loadLocale(world: World, tag: LanguageTag): Locale {
  const canonical = canonicalTag(tag);
  if (canonical === undefined)
    fail({
      code: CODE.badTag,
      message: `“${tag}” is not a BCP 47 language tag`,
      hint: 'write one such as es or zh-Hans; `kyr languages` lists them',
    });
  if (world.read(`locales/${canonical}/_meta.yaml`) === undefined) {
    const known = listLocales(world);
    fail({
      code: CODE.unknownName,
      message: `there is no locale “${canonical}”`,
      // All of them: the tag nearest in letters (fr → ar) is rarely the language that was meant.
      hint: `there are: ${known.join(', ')}`,
    });
  }
  const folder = `locales/${canonical}`;
  const meta = readChecked(world, `${folder}/_meta.yaml`, LocaleMeta);
  if (meta.value.tag !== canonical)
    fail({
      code: CODE.badTag,
      message: `the folder is ${canonical}, but the file says tag: ${meta.value.tag}`,
      at: meta.place('tag'),
    });
  const namespaces = new Map(
    world
      .list(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name.slice(0, -'.json'.length), readChecked(world, `${folder}/${name}`, Namespace)]),
  );
  let review: Checked<Review> | undefined;
  let memory: Checked<SourceMemory> | undefined;
  const own: Locale = {
    meta: meta.value,
    placeInMeta: meta.place,
    namespaces,
    get review() {
      review ??= readOr(world, `${folder}/_review.yaml`, Review, 'review: {}\n');
      return review;
    },
    get memory() {
      memory ??= readOr(world, `${folder}/_source.yaml`, SourceMemory, 'source: {}\n');
      return memory;
    },
    writes: () => true,
  };
  const { over } = meta.value;
  if (over === undefined) return own;
  const base = placed(meta.place('over'), () => loadLocale(world, over));
  if (base.meta.over !== undefined || base.meta.tag === 'en' || base.meta.tag === canonical)
    fail({
      code: CODE.badValue,
      message: `${canonical} cannot be a variant of ${over}`,
      hint: 'over: names the language that has the sentences, which is no variant itself, nor English',
      at: meta.place('over'),
    });
  return layOver(base, own);
}

/** Nested i18next JSON → dotted keys. */
export function flatten(file: Pick<Checked<Namespace>, 'value'>): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(file.value)) {
    if (typeof value === 'string') flat.set(key, value);
    else for (const [inner, text] of Object.entries(value)) flat.set(`${key}.${inner}`, text);
  }
  return flat;
}

/** Where a sentence of a locale stands, or where it should: in its group, in its file, in a file to be made. */
export function placeInLocale(
  { meta, namespaces }: Pick<Locale, 'meta' | 'namespaces'>,
  namespace: string,
  key: string,
): FilePlace {
  const file = namespaces.get(namespace);
  return file ? placeOfKey(file, key) : { file: `locales/${meta.tag}/${namespace}.json`, line: 1, column: 1 };
}

/** Where a dotted key stands in a namespace's file. */
export const placeOfKey = (file: Checked<Namespace>, key: string): FilePlace =>
  file.place(...(key in file.value ? [key] : key.split('.')));

/** A file that the tool writes, or what stands for it until it does. */
function readOr<S extends z.ZodType>(
  world: World,
  file: string,
  schema: S,
  none: string,
): Checked<z.infer<S>> {
  return world.read(file) === undefined ? checkText(none, schema, file) : readChecked(world, file, schema);
}

/**
 * A variant over its base: what the variant writes is its own, all else is the base's, with the English that it was
 * translated from, and with its words for "no". Nobody has answered for any of it in the variant: the base's review
 * record is of other readers.
 */
function layOver(base: Locale, own: Locale): Locale {
  const namespaces = new Map(base.namespaces);
  for (const [namespace, file] of own.namespaces) {
    const under = base.namespaces.get(namespace);
    namespaces.set(namespace, under ? layOverFile(under, file) : file);
  }
  const writes = (namespace: string, key: string): boolean =>
    isWritten(own.namespaces.get(namespace)?.value ?? {}, key);
  const sourceOf = (): SourceMemory['source'] => {
    const source = structuredClone(own.memory.value.source);
    for (const [namespace, keys] of Object.entries(base.memory.value.source)) {
      for (const [key, english] of Object.entries(keys))
        if (!writes(namespace, key)) source[namespace] = { ...source[namespace], [key]: english };
    }
    return source;
  };
  const { negations, harmless, denials, date } = base.meta;
  const sounds = base.meta['not-sounds'];
  const meta = {
    ...(negations ? { negations } : {}),
    ...(harmless ? { harmless } : {}),
    ...(denials ? { denials } : {}),
    ...(date ? { date } : {}),
    ...(sounds !== undefined ? { 'not-sounds': sounds } : {}),
    ...own.meta,
  };
  let memory: Checked<SourceMemory> | undefined;
  return {
    meta,
    placeInMeta: own.placeInMeta,
    namespaces,
    get review() {
      return own.review;
    },
    get memory() {
      memory ??= { ...own.memory, value: { source: sourceOf() } };
      return memory;
    },
    writes,
  };
}

function layOverFile(base: Checked<Namespace>, own: Checked<Namespace>): Checked<Namespace> {
  const value: Namespace = structuredClone(base.value);
  for (const [key, text] of Object.entries(own.value)) {
    const under = value[key];
    if (typeof text === 'string') {
      if (isWritten(own.value, key) || under === undefined) value[key] = text;
      continue;
    }
    const inner = Object.entries(text).filter(
      ([k]) => isWritten(own.value, `${key}.${k}`) || typeof under !== 'object' || !(k in under),
    );
    value[key] = { ...(typeof under === 'object' ? under : {}), ...Object.fromEntries(inner) };
  }
  return {
    value,
    file: own.file,
    place: (...path) => (isWritten(own.value, path.map(String).join('.')) ? own : base).place(...path),
  };
}

/** Whether a namespace has text at a dotted key; an empty one is still to be written. */
function isWritten(namespace: Namespace, key: string): boolean {
  const [id = '', ...rest] = key.split('.');
  const value = namespace[key] ?? namespace[id];
  const text = typeof value === 'string' ? value : value?.[rest.join('.')];
  return text !== undefined && text.trim() !== '';
}
