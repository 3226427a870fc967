/**
 * Files of a run on disk, crash-only: written aside, flushed, renamed; under a final name there is never half a
 * file. Also the lock that keeps two builds out of one folder.
 *
 * Every failure is KYR801 with the path and the cause. Does not: keep a journal (journal.ts) or know what is in
 * the files.
 */
import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { EXIT, type ExitCode, fail, KyrError } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';

/** What is known of a finished file. */
export interface WrittenFile {
  readonly bytes: number;
  /** SHA-256, lower-case hex. */
  readonly sha256: string;
}

/** Takes the next bytes before it returns. */
export type Sink = (chunk: Uint8Array) => void;

/** The ending of what is not whole yet. A build that was killed leaves at most one such file a thread. */
const PART = '.part';

/**
 * Writes a file through `PATH.part`: the final name appears only when every byte is on disk, and `check`, which may
 * read the part back, has let it pass. If `make` or `check` throws, nothing appears, and the part and the folders
 * made for it are removed. Throws KYR801 (exit 5: what is finished stays) if the disk refuses.
 */
export async function writeAside(...[path, make, check]: Parameters<typeof writePart>): Promise<WrittenFile> {
  const written = await writePart(path, make, check);
  placePart(path);
  return written;
}

/** Gives a part that was written its final name. Throws as `writeAside`, and the part is then removed. */
export function placePart(path: string): void {
  try {
    refuse(path, EXIT.resumable, () => {
      renameSync(`${path}${PART}`, path);
      flushFolder(dirname(path));
    });
  } catch (error) {
    removePart(path);
    throw error;
  }
}

/** Takes away what was written of a file that is not to be. */
export const removePart = (path: string): void => removeQuietly(`${path}${PART}`);

/** The first half of `writeAside`: all of it but the final name. */
export async function writePart(
  path: string,
  make: (sink: Sink) => void | Promise<void>,
  check?: (part: string) => void | Promise<void>,
): Promise<WrittenFile> {
  const part = `${path}${PART}`;
  const hash = createHash('sha256');
  let bytes = 0;
  const takeAway = makeFolder(dirname(path), EXIT.resumable);
  let fd: number | undefined;
  try {
    const opened = refuse(path, EXIT.resumable, () => openSync(part, 'w'));
    fd = opened;
    await make((chunk) =>
      refuse(path, EXIT.resumable, () => {
        writeAll(opened, chunk);
        hash.update(chunk);
        bytes += chunk.length;
      }),
    );
    refuse(path, EXIT.resumable, () => {
      fsyncSync(opened);
      closeSync(opened);
      fd = undefined;
    });
    await check?.(part);
  } catch (error) {
    if (fd !== undefined) closeQuietly(fd);
    // Where even this is refused, the first failure is the one to report; the next build takes the part away.
    removeQuietly(part);
    takeAway();
    throw error;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/**
 * Size and digest of a file as it lies on disk; undefined if there is none. Reads it in pieces. Throws KYR801
 * (exit 5) if it cannot be read.
 */
export async function readDigest(path: string): Promise<WrittenFile | undefined> {
  let bytes = 0;
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      hash.update(chunk as Uint8Array);
      bytes += (chunk as Uint8Array).length;
    }
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw cannot('read', path, EXIT.resumable, error);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** SHA-256 in lower-case hex. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A file of the run, by its name with `/`. */
export const inFolder = (folder: string, file: string): string => join(folder, ...file.split('/'));

/**
 * Makes a folder and those above it, and hands back what takes away again those it made, as long as they are
 * empty. Throws KYR801, with exit 3 unless said otherwise: nothing has been done yet.
 */
export function makeFolder(path: string, exitCode: ExitCode = EXIT.invalid): () => void {
  return removerOf(refuse(path, exitCode, () => makeFolders(path)));
}

const removerOf = (made: readonly string[]) => (): void => {
  try {
    for (const folder of made) rmdirSync(folder);
  } catch {
    // not empty: something is kept there
  }
};

/**
 * Hands back the folders it made, the deepest first. Not `mkdir` with `recursive`: where the system allows no
 * folder below one that is there, as in /proc, that one tries for ever (Node 20.20).
 */
function makeFolders(path: string): string[] {
  try {
    mkdirSync(path);
    return [path];
  } catch (error) {
    if (errorCode(error) === 'EEXIST' && statSync(path).isDirectory()) return [];
    const above = dirname(path);
    if (errorCode(error) !== 'ENOENT' || above === path || existsSync(above)) throw error;
    const made = makeFolders(above);
    return [...makeFolders(path), ...made];
  }
}

/** Removes a file if it is there. Throws KYR801 (exit 5). */
export const removeFile = (path: string): void =>
  refuse(path, EXIT.resumable, () => rmSync(path, { force: true }));

/** The bytes of a file, or undefined if there is none. Throws KYR801 (exit 3) if it cannot be read. */
export function readBytes(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw cannot('read', path, EXIT.invalid, error);
  }
}

/** Every file below a folder by its name with `/`, sorted; empty if there is no folder. */
export function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort();
  } catch {
    return [];
  }
}

/** Size of a file, or undefined if there is none. Throws KYR801 (exit 5) if that cannot be told. */
export function sizeOf(path: string): number | undefined {
  try {
    return statSync(path).size;
  } catch (error) {
    if (isMissing(error) || errorCode(error) === 'ENOTDIR') return undefined;
    throw cannot('read', path, EXIT.resumable, error);
  }
}

/** Writes every byte: a disk that is nearly full takes some of them and says so by the count alone. */
export function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}

/** Runs a file operation; what the disk refuses becomes KYR801 with this exit code. */
export function refuse<T>(path: string, exitCode: ExitCode, operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    throw error instanceof KyrError ? error : cannot('write', path, exitCode, error);
  }
}

/** Makes a folder's new names last. Some systems cannot flush a folder; the rename itself is still whole. */
function flushFolder(path: string): void {
  let fd: number | undefined;
  try {
    fd = openSync(path, 'r');
    fsyncSync(fd);
  } catch {
    // EISDIR or EPERM on Windows
  } finally {
    if (fd !== undefined) closeQuietly(fd);
  }
}

function closeQuietly(fd: number): void {
  try {
    closeSync(fd);
  } catch {
    // the first failure is the one to report
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // as above
  }
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than the system allows',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'a file stands where a folder should be',
  EEXIST: 'a file stands where a folder should be',
  EISDIR: 'a folder stands where a file should be',
  EIO: 'the disk reports an error',
};

function hintFor(verb: 'read' | 'write', exitCode: ExitCode): string {
  if (verb === 'read') return 'look whether the path is right, and whether you may read it';
  return exitCode === EXIT.resumable
    ? 'make room or allow writing, then run the same command again: what is finished is kept'
    : 'choose another folder with --out, or allow writing there';
}

function cannot(verb: 'read' | 'write', path: string, exitCode: ExitCode, error: unknown): KyrError {
  const code = errorCode(error);
  const cause = (code && CAUSES[code]) ?? (error instanceof Error ? error.message : String(error));
  return new KyrError(
    [
      {
        code: CODE.cannotWrite,
        level: 'error',
        message: `cannot ${verb} ${path}: ${cause}${code ? ` (${code})` : ''}`,
        hint: hintFor(verb, exitCode),
      },
    ],
    exitCode,
  );
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

export const isMissing = (error: unknown): boolean => errorCode(error) === 'ENOENT';

/**
 * The lock's name in the run's folder. It holds the process id and is gone when the run is over. Names that begin
 * so and go on with a dot are tickets to its door.
 */
export const LOCK = '.kyr-lock';

/** Folders this very process holds: its own pid in a lock file tells nothing (containers use pid 1 again). */
const held = new Set<string>();

/**
 * Takes the folder for this process; the lock of a process that no longer lives, or one that names no process, is
 * taken over. Hands back what gives it free. Throws KYR802 (exit 3) naming the process that holds it, and KYR801
 * with the given exit code where the disk refuses.
 */
export function lockFolder(folder: string, exitCode: ExitCode = EXIT.invalid): () => void {
  const path = join(folder, LOCK);
  const leave = enterDoor(folder, exitCode);
  try {
    const holder = readHolder(path);
    if (holder !== undefined && (holder === process.pid ? held.has(path) : isAlive(holder)))
      fail({
        code: CODE.locked,
        message: `process ${holder} is building in ${folder}`,
        hint: `wait until it is done, or build into another folder with --out; if process ${holder} is something else, remove ${LOCK} there`,
      });
    writeLock(path, exitCode);
  } finally {
    leave();
  }
  held.add(path);
  return () => {
    held.delete(path);
    // Somebody may have removed the lock by hand, and another build have taken the folder since.
    if (readHolder(path) === process.pid) removeQuietly(path);
  };
}

/** Aside and renamed, so that a lock never lies there without its process; replaces a dead one. */
function writeLock(path: string, exitCode: ExitCode): void {
  const part = `${path}${PART}`;
  refuse(path, exitCode, () => {
    try {
      const fd = openSync(part, 'w');
      try {
        writeAll(fd, Buffer.from(`${process.pid}\n`));
      } finally {
        closeQuietly(fd);
      }
      renameSync(part, path);
    } catch (error) {
      removeQuietly(part);
      throw error;
    }
  });
}

const PATIENCE_MS = 5000;

/**
 * The door before the lock, for one process at a time; the lock is looked at and written behind it alone.
 *
 * Why it is needed: two processes that find the same dead lock both want to replace it. Whatever the slower one
 * removes or renames by the lock's name may by then be the fresh lock of the faster one, and both would build.
 * No check made beforehand helps, since it can be out of date when the file goes.
 *
 * The trick: a ticket's name is used once in the world. Each puts down its own ticket and *then* looks for tickets
 * of others. Of any two, the one that put its ticket down later sees the other's; so two are never behind the
 * door together. Who sees another's takes its own back, waits a moment and tries again. The ticket of a dead process
 * can be removed by anyone at any time: that name will never be somebody else's.
 */
function enterDoor(folder: string, exitCode: ExitCode): () => void {
  const mine = `${LOCK}.${process.pid}.${randomUUID()}`;
  const path = join(folder, mine);
  const takeBack = (): void => removeQuietly(path);
  for (const start = performance.now(); ; ) {
    refuse(join(folder, LOCK), exitCode, () => closeSync(openSync(path, 'wx')));
    let others: number[];
    try {
      others = refuse(folder, exitCode, () => readdirSync(folder))
        .filter((name) => name !== mine && TICKET.test(name))
        .flatMap((name) => {
          const pid = Number(TICKET.exec(name)?.[1]);
          // One with the number of this process is of an earlier one: nothing here is done between two tickets.
          if (pid !== process.pid && isAlive(pid)) return [pid];
          removeQuietly(join(folder, name));
          return [];
        });
    } catch (error) {
      takeBack();
      throw error;
    }
    if (others.length === 0) return takeBack;
    takeBack();
    if (performance.now() - start > PATIENCE_MS)
      fail({
        code: CODE.locked,
        message: `process ${others[0]} is about to build in ${folder}`,
        hint: 'wait until it is done, or build into another folder with --out',
      });
    // Of unequal length, so that two do not meet again and again.
    pause(1 + Math.random() * 20);
  }
}

const TICKET = /^\.kyr-lock\.(\d+)\.[0-9a-f-]{36}$/;

/** Whether a file belongs to the lock: gone when the build is over, or taken away by the next one. */
export const isLock = (file: string): boolean =>
  file === LOCK || file === `${LOCK}${PART}` || TICKET.test(file);

/** Blocks: a lock is taken before there is anything else to do. */
const pause = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
};

function readHolder(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, 'utf8').trim());
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Not for a number that no process can have: such a lock or ticket is dead. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
