/**
 * fonts/fonts.yaml → font entries: what ships, with a project's own laid over it entry by entry, so that a user's
 * font can stand beside the shipped ones, or in for one of them.
 */

import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { World } from '../core/world.js';
import { type FontEntry, FontsFile } from '../schema/fonts.js';
import { checkText } from './checked-file.js';
import { decodeText } from './text-file.js';

const LIST = 'fonts/fonts.yaml';

/**
 * Shipped entries, then the project's; an entry with the key, or the family and weight, of an earlier one takes its
 * place.
 * @throws KyrError
 */
export function loadFontEntries(world: World): FontEntry[] {
  const lists = world.readAll(LIST);
  if (lists.length === 0)
    fail({
      code: CODE.fileMissing,
      message: `there is no file ${LIST}`,
      hint: 'check the name and the folder',
      at: { file: LIST },
    });
  const entries = lists
    .toReversed()
    .flatMap(({ shown, bytes }) => checkText(decodeText(bytes, shown), FontsFile, shown).value.fonts)
    .map(
      (font): FontEntry => ({
        key: font.key,
        family: font.family,
        weight: font.weight,
        file: `fonts/${font.file}`,
        sha256: font.sha256,
        scripts: font.scripts,
      }),
    );
  const replaces = (later: FontEntry, entry: FontEntry): boolean =>
    later.key === entry.key || (later.family === entry.family && later.weight === entry.weight);
  return entries.filter((entry, at) => !entries.slice(at + 1).some((later) => replaces(later, entry)));
}

/**
 * The bytes of a font file. They must be the ones that fonts.yaml names: compiled designs are kept by that digest, so
 * a font that was exchanged behind its back would be printed in some designs and not in others.
 * @param file as the entries name it
 * @throws KyrError KYR302
 */
export function readFont(world: World, entries: readonly FontEntry[], file: string): Uint8Array {
  const bytes = world.read(file);
  if (bytes === undefined)
    fail({
      code: CODE.fontMissing,
      message: `the font file ${file} is missing`,
      hint: 'run `npm run fonts`, or take the line out of fonts.yaml',
    });
  const found = world.digest(bytes);
  if (entries.some((entry) => entry.file === file && entry.sha256 !== found))
    fail({
      code: CODE.fontMissing,
      message: `${file} is not the font that ${LIST} names`,
      hint: `put the right file back, or write sha256: ${found} at its entry`,
    });
  return bytes;
}
