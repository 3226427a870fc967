/** What second readers left behind in a locale (schema/second-reading.ts); empty where there is no such file yet. */
import type { z } from 'zod';
import type { LanguageTag } from '../core/language.js';
import type { World } from '../core/world.js';
import { Comments, PrivateNames, Proofs } from '../schema/second-reading.js';
import { readChecked } from './checked-file.js';

/** @throws KyrError with all that is wrong in the file */
export const loadComments = (world: World, tag: LanguageTag): Comments =>
  readIfThere(world, `locales/${tag}/_comments.yaml`, Comments, { comments: {} });

/** @throws KyrError with all that is wrong in the file */
export const loadProofs = (world: World, tag: LanguageTag): Proofs =>
  readIfThere(world, `locales/${tag}/_proofs.yaml`, Proofs, { proofs: {} });

export const PRIVATE_NAMES = 'locales/_private/names.yaml';

/** @throws KyrError with all that is wrong in the file */
export const loadPrivateNames = (world: World): PrivateNames =>
  readIfThere(world, PRIVATE_NAMES, PrivateNames, { names: {} });

function readIfThere<S extends z.ZodType>(
  world: World,
  file: string,
  schema: S,
  none: z.infer<S>,
): z.infer<S> {
  return world.read(file) === undefined ? none : readChecked(world, file, schema).value;
}
