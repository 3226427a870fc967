/**
 * locales/TAG/ → meta, sentences by namespace, the review record, and the English that was translated. English has no
 * sentences of its own here.
 */

import type { z } from 'zod';
import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { canonicalTag, type LanguageTag } from '../core/language.js';
import type { World } from '../core/world.js';
import { LocaleMeta, Namespace, Review, SourceMemory } from '../schema/locale.js';
import { type Checked, checkText, readChecked } from './checked-file.js';

export interface Locale {
  readonly meta: LocaleMeta;
  /** By namespace, such as `us-federal`; only those whose file exists. */
  readonly namespaces: ReadonlyMap<string, Checked<Namespace>>;
  readonly review: Checked<Review>;
  /** What each sentence was translated from. */
  readonly memory: Checked<SourceMemory>;
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
  return {
    meta: meta.value,
    namespaces,
    review: readOr(world, `${folder}/_review.yaml`, Review, 'review: {}\n'),
    memory: readOr(world, `${folder}/_source.yaml`, SourceMemory, 'source: {}\n'),
  };
}

/** A file that the tool writes, or what stands for it until it does. */
function readOr<S extends z.ZodType>(
  world: World,
  file: string,
  schema: S,
  none: string,
): Checked<z.infer<S>> {
  return world.read(file) === undefined ? checkText(none, schema, file) : readChecked(world, file, schema);
}
