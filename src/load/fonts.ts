/** fonts/fonts.yaml → font entries: the project's own first, so that a user's font can stand in for a shipped one. */

import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { World } from '../core/world.js';
import { type FontEntry, FontsFile } from '../schema/fonts.js';
import { readChecked } from './checked-file.js';

/** @throws KyrError */
export function loadFontEntries(world: World): FontEntry[] {
  return readChecked(world, 'fonts/fonts.yaml', FontsFile).value.fonts.map((font) => ({
    key: font.key,
    family: font.family,
    weight: font.weight,
    file: `fonts/${font.file}`,
    sha256: font.sha256,
    scripts: font.scripts,
  }));
}

/** The bytes of a font file. @throws KyrError KYR302 */
export function readFont(world: World, file: string): Uint8Array {
  const bytes = world.read(file);
  if (bytes === undefined)
    fail({
      code: CODE.fontMissing,
      message: `the font file ${file} is missing`,
      hint: 'run `npm run fonts`, or take the line out of fonts.yaml',
    });
  return bytes;
}
