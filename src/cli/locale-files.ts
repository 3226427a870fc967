/** The files of a locale that kyr writes: where they go, and each whole or not at all. */
import { join } from 'node:path';
import type { LanguageTag } from '../core/language.js';
import { removeFile } from '../job/disk.js';
import type { DiskWorld } from '../load/disk-world.js';
import { writeOne } from './write.js';

/** The user's project has its own locales; without one, those that ship are worked on. */
export const localeFolder = (world: DiskWorld, tag: LanguageTag): string =>
  join(world.project ?? world.shipped, 'locales', tag);

/** @returns the path written  @throws KyrError KYR801 with the path and the cause */
export async function writeLocaleFile(
  world: DiskWorld,
  tag: LanguageTag,
  name: string,
  text: string,
): Promise<string> {
  return writeProjectFile(world, `locales/${tag}/${name}`, text);
}

/** The same for any file of the project. @param name from its folder, with `/` */
export async function writeProjectFile(world: DiskWorld, name: string, text: string): Promise<string> {
  const path = join(world.project ?? world.shipped, ...name.split('/'));
  await writeOne(path, new TextEncoder().encode(text));
  return path;
}

/** Takes one away if it is there. @throws KyrError KYR801 */
export const removeLocaleFile = (world: DiskWorld, tag: LanguageTag, name: string): void =>
  removeFile(join(localeFolder(world, tag), name));
