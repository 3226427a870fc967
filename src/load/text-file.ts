/** Bytes → text: UTF-8 or nothing. A file in another encoding would print as rubbish that nobody can read. */

import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { World } from '../core/world.js';

/**
 * Reads a UTF-8 text file, without its byte order mark and with LF line ends.
 * @throws KyrError KYR101 if there is no such file, KYR112 if it is not UTF-8
 */
export const readTextFile = (world: World, path: string, shown = path): string =>
  decodeText(readFileBytes(world, path, shown), shown);

/** The bytes of a file that has to be there. @throws KyrError KYR101 */
export function readFileBytes(world: Pick<World, 'read'>, path: string, shown = path): Uint8Array {
  const bytes = world.read(path);
  if (bytes === undefined)
    fail({
      code: CODE.fileMissing,
      message: `there is no file ${shown}`,
      hint: 'check the name and the folder',
      at: { file: shown },
    });
  return bytes;
}

/** The text of bytes that should be UTF-8. @throws KyrError KYR112 */
export function decodeText(bytes: Uint8Array, shown: string): string {
  const text = utf8(bytes);
  // UTF-16 with no byte order mark is valid UTF-8 full of NULs.
  if (text === undefined || text.includes('\0'))
    fail({
      code: CODE.fileEncoding,
      message: 'the file is not UTF-8 text',
      hint: 'save it again as UTF-8 (in a spreadsheet: “CSV UTF-8”)',
      at: { file: shown },
    });
  return text.replace(/\r\n?/g, '\n');
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
