/**
 * Compiled designs on disk, by the digest of everything they depend on: `.kyr/cache/KEY.kyrd`. A hit opens no
 * font. A file is written aside and renamed, so that two builds can share a cache and a crash leaves no half of
 * one; an entry whose digest does not match its bytes is made again. Where the folder cannot be written, every
 * design is simply compiled each time.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';
import type { World } from '../core/world.js';
import { PROGRAM } from './tool.js';

/** What is kept under one key: of a design its encoded CompiledSet, or a PNG of each side. */
export interface CacheEntry {
  /** Plain data: names, sizes, warnings. */
  readonly info: unknown;
  readonly parts: readonly Uint8Array[];
}

export interface DesignCache {
  get(key: string): CacheEntry | undefined;
  /** Whether it is there now. */
  put(key: string, entry: CacheEntry): boolean;
}

/** What another build of kyr kept is not read: its version may be the same, what it makes of a text need not be. */
const FORMAT = `kyr-design-4 ${PROGRAM}`;

/** @param folder is made when the first entry is put */
export function openCache(folder: string, digest: World['digest']): DesignCache {
  const fileOf = (key: string): string => join(folder, `${key}.kyrd`);
  return {
    get(key) {
      const file = fileOf(key);
      if (!existsSync(file)) return undefined;
      try {
        return decode(readFileSync(file), digest);
      } catch {
        return undefined;
      }
    },
    put(key, entry) {
      const file = fileOf(key);
      const aside = `${file}.${process.pid}-${threadId}.part`;
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(aside, encode(entry, digest));
        renameSync(aside, file);
        return true;
      } catch {
        // A cache that cannot be written costs time, not correctness.
        rmSync(aside, { force: true });
        return false;
      }
    },
  };
}

/** One line of JSON (format, lengths, digest of the rest, info), then the parts one after another. */
function encode(entry: CacheEntry, digest: World['digest']): Uint8Array {
  const body = Buffer.concat(entry.parts);
  const lengths = entry.parts.map((part) => part.length);
  const head = JSON.stringify({ format: FORMAT, lengths, sha256: digest(body), info: entry.info });
  return Buffer.concat([Buffer.from(`${head}\n`), body]);
}

function decode(bytes: Buffer, digest: World['digest']): CacheEntry | undefined {
  const end = bytes.indexOf(10);
  const head = JSON.parse(bytes.toString('utf8', 0, end)) as {
    format: string;
    lengths: readonly number[];
    sha256: string;
    info: unknown;
  };
  const body = bytes.subarray(end + 1);
  if (head.format !== FORMAT || digest(body) !== head.sha256) return undefined;
  const parts: Uint8Array[] = [];
  let start = 0;
  for (const length of head.lengths) {
    parts.push(body.subarray(start, start + length));
    start += length;
  }
  return { info: head.info, parts };
}
