/** The files of a locale that kyr writes: where they go, and each whole or not at all. */
import { isAbsolute, join, relative } from 'node:path';
import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LanguageTag } from '../core/language.js';
import { removeFile } from '../job/disk.js';
import type { DiskWorld } from '../load/disk-world.js';
import { writeOne } from './write.js';

/**
 * The user's project has its own locales; in the folder of kyr itself, those that ship are worked on. From anywhere else
 * nothing is written: an installed kyr is replaced by the next one, and whatever was translated in it is gone.
 * @throws KyrError KYR110 (exit 3)
 */
function projectFolder(world: DiskWorld): string {
  if (world.project !== undefined) return world.project;
  const way = relative(world.shipped, process.cwd());
  if (!way.startsWith('..') && !isAbsolute(way)) return world.shipped;
  return fail({
    code: CODE.unknownName,
    message: 'this folder is no project of kyr: there is nowhere to keep a translation',
    hint: 'put an empty file kyr.yaml here, or go into the folder of kyr itself',
  });
}

/** @throws KyrError as projectFolder */
export const localeFolder = (world: DiskWorld, tag: LanguageTag): string =>
  join(projectFolder(world), 'locales', tag);

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
  const path = join(projectFolder(world), ...name.split('/'));
  await writeOne(path, new TextEncoder().encode(text));
  return path;
}

/** Takes one away if it is there. @throws KyrError KYR801 */
export const removeLocaleFile = (world: DiskWorld, tag: LanguageTag, name: string): void =>
  removeFile(join(localeFolder(world, tag), name));
