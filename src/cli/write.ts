/** One file, or several of a folder, whole or not at all. Where the disk refuses, nothing can be resumed: exit 3, not 5. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EXIT, fail, KyrError } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { writeAside } from '../job/disk.js';

/**
 * `check` may read the file back before it gets its name. @throws KyrError KYR801 with the path and the cause, and
 * what the check throws
 */
export async function writeOne(
  path: string,
  bytes: Uint8Array,
  check?: (part: string) => void | Promise<void>,
): Promise<void> {
  try {
    await writeAside(path, (sink) => sink(bytes), check);
  } catch (error) {
    const refused = error instanceof KyrError && error.exitCode === EXIT.resumable;
    throw refused ? new KyrError(error.diagnostics, EXIT.invalid) : error;
  }
}

/** A folder, there already or written with a slash at its end, keeps the tool's own name for the file. */
export function outPath(out: string | undefined, name: string): string {
  if (out === undefined) return name;
  const isFolder = /[\\/]$/.test(out) || (existsSync(out) && statSync(out).isDirectory());
  return isFolder ? join(out, name) : out;
}

/** The ending of a file that waits for those beside it, and the list that says they are all there. */
const WAITING = '.kyr-new';
const LIST = '.kyr-list';

/**
 * Several files of one folder, all or none, whenever it is cut short: each is written beside its name, then the list of
 * them, and only then do they take their names. What was cut short after the list is finished by the next call.
 * @param files name → text  @throws KyrError KYR801; nothing has changed then
 */
export async function writeTogether(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  finishTogether(folder);
  const encoder = new TextEncoder();
  try {
    for (const [name, text] of files) await writeOne(join(folder, `${name}${WAITING}`), encoder.encode(text));
    await writeOne(join(folder, LIST), encoder.encode([...files.keys()].join('\n')));
  } catch (error) {
    for (const name of files.keys()) rmSync(join(folder, `${name}${WAITING}`), { force: true });
    throw error;
  }
  finishTogether(folder);
}

/** Finishes what `writeTogether` was kept from finishing in a folder, or takes it away. @throws KyrError KYR801 */
export function finishTogether(folder: string): void {
  if (!existsSync(folder)) return;
  try {
    const list = join(folder, LIST);
    if (existsSync(list)) {
      for (const name of readFileSync(list, 'utf8')
        .split('\n')
        .map((line) => basename(line)))
        if (existsSync(join(folder, `${name}${WAITING}`)))
          renameSync(join(folder, `${name}${WAITING}`), join(folder, name));
      rmSync(list);
    }
    for (const name of readdirSync(folder))
      if (name.endsWith(WAITING)) rmSync(join(folder, name), { force: true });
  } catch (error) {
    fail({
      code: CODE.cannotWrite,
      message: `cannot write in ${folder}: ${error instanceof Error ? error.message : String(error)}`,
      hint: 'see that the folder may be written to, and run the command again: it goes on where it stopped',
    });
  }
}
