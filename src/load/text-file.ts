/** Bytes → text: UTF-8 or nothing. A file in another encoding would print as rubbish that nobody can read. */

import { type FilePlace, fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { World } from '../core/world.js';

/** Bytes. Far above what people and translation tools write; parsers take some hundred times as much memory. */
const MOST_TABLE = 1024 * 1024;
export const MOST_TREE = 512 * 1024;

/**
 * Reads a UTF-8 text file, without its byte order mark and with LF line ends.
 * @throws KyrError KYR101 if there is no such file, KYR112 if it is not UTF-8, KYR423 if it is too large
 */
export function readTextFile(world: World, path: string, shown = path, most = MOST_TABLE): string {
  refuseLarge(world, path, shown, most);
  return decodeText(readFileBytes(world, path, shown), shown);
}

/** Asked before a byte is read: a file of holes takes no room on the disk, and all of it in memory. @throws KyrError KYR423 */
export function refuseLarge(
  world: Pick<World, 'look'>,
  path: string,
  shown: string,
  most: number,
  at: FilePlace = { file: shown },
): void {
  const { bytes = 0 } = world.look(path) ?? {};
  if (bytes <= most) return;
  const megabytes = (n: number): string => (n / 1024 / 1024).toFixed(1);
  fail({
    code: CODE.fileTooLarge,
    message: `${shown} has ${megabytes(bytes)} MB, and at most ${megabytes(most)} MB are read`,
    hint: 'look whether it is the file that was meant',
    at,
  });
}

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
