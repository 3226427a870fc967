/**
 * The journal: what this folder's runs have finished, one JSON line each, appended after the file has its final
 * name. The next run reads it and makes only what is not there. A line cut short by a crash is no line.
 *
 * Holds unit ids, what they were made from as short digests, file names, sizes and digests, and why a file was
 * made again; no time, no person, no path outside the folder.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT, fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Causes } from './causes.js';
import { isMissing, refuse, writeAll } from './disk.js';

export const JOURNAL = 'journal.ndjson';
const FORMAT = 'kyr-journal-1';

export interface JournalEntry {
  /** Digest of everything the file depends on. */
  readonly unit: string;
  /** Relative to the run's folder, with `/`. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** What it was made from; lines of older versions have none. */
  readonly causes?: Causes;
  /** Why it was made again the last time, if it ever was. */
  readonly remade?: readonly string[];
}

export interface Journal {
  /** The latest line of each file. */
  readonly entries: ReadonlyMap<string, JournalEntry>;
  append(entry: JournalEntry): void;
  /** Notes that a file of an earlier run is no longer part of it. */
  forget(file: string): void;
  close(): void;
}

/** Whether a run has finished files in a folder: then it can be gone on with. */
export const hasJournal = (folder: string): boolean => existsSync(join(folder, JOURNAL));

/**
 * Opens the journal of a folder, or starts one. Throws KYR804 (exit 3) if the folder belongs to another job; what
 * it is told later throws KYR801 (exit 5) if it cannot be written.
 */
export function openJournal(folder: string, job: string): Journal {
  const path = join(folder, JOURNAL);
  const { owner, entries, torn } = readJournal(path);
  if (owner !== undefined && owner !== job)
    fail({
      code: CODE.otherRun,
      message: `${folder} holds the run of another job, ${owner}`,
      hint: 'build into another folder with --out',
    });
  let open: number | undefined;
  /** Opened with the first line: a run that fails before leaves no journal. */
  const begin = (): number => {
    const fd = openSync(path, 'a');
    // A torn line would swallow the next one.
    if (torn) writeAll(fd, Buffer.from('\n'));
    if (owner === undefined) writeAll(fd, asLine({ journal: FORMAT, job }));
    return fd;
  };
  const write = (line: object): void =>
    refuse(path, EXIT.resumable, () => {
      open ??= begin();
      writeAll(open, asLine(line));
      fsyncSync(open);
    });
  return {
    entries,
    append(entry) {
      write(entry);
      entries.set(entry.file, entry);
    },
    forget(file) {
      write({ gone: file });
      entries.delete(file);
    },
    close() {
      if (open !== undefined) closeSync(open);
    },
  };
}

const asLine = (value: object): Uint8Array => Buffer.from(`${JSON.stringify(value)}\n`);

function readJournal(path: string): {
  owner: string | undefined;
  entries: Map<string, JournalEntry>;
  torn: boolean;
} {
  const entries = new Map<string, JournalEntry>();
  let owner: string | undefined;
  let text = '';
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (!isMissing(error))
      refuse(path, EXIT.invalid, () => {
        throw error;
      });
  }
  for (const line of text.split('\n')) {
    const value = parseLine(line);
    if (!value) continue;
    if (typeof value.job === 'string') owner ??= value.job;
    else if (typeof value.gone === 'string') entries.delete(value.gone);
    else if (isEntry(value)) entries.set(value.file, readEntry(value));
  }
  return { owner, entries, torn: text !== '' && !text.endsWith('\n') };
}

function parseLine(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

interface Line extends Record<string, unknown> {
  readonly unit: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

function isEntry(value: Record<string, unknown>): value is Line {
  return (
    typeof value.unit === 'string' &&
    typeof value.file === 'string' &&
    typeof value.bytes === 'number' &&
    typeof value.sha256 === 'string'
  );
}

/** Causes and reasons only explain: where they are damaged, the line still says what file there is. */
function readEntry({ unit, file, bytes, sha256, causes, remade }: Line): JournalEntry {
  return {
    unit,
    file,
    bytes,
    sha256,
    ...(isCauses(causes) ? { causes } : {}),
    ...(Array.isArray(remade) && remade.every((r) => typeof r === 'string') ? { remade } : {}),
  };
}

const isCauses = (value: unknown): value is Causes =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((digest) => typeof digest === 'string');
