/**
 * What reading texts came to, kept for the next process.
 *
 * The trick: beside it stands every file that was read, looked for or listed on the way, by its digest. Where all of
 * that is as it was, and so are the day, kyr and Node, the same would come of it again: then neither yaml nor zod nor
 * i18next nor HarfBuzz is loaded. Where anything is another, a new file included, it is done as if nothing were kept.
 *
 * Measured, 30,000 flyers of five designs: 2.4 CPU seconds, and 1.2 with it; the asking is 10 ms of them, for 91 questions.
 *
 * Fonts alone are not asked for: a compiled design is kept by the digests in fonts.yaml, holds what it needs of them,
 * and whoever opens one compares (readFont).
 */
import { join } from 'node:path';
import { type DiskWorld, openDiskWorld, readOnce } from '../load/disk-world.js';
import { answersAsBefore, type Reads, recordReads } from '../load/reads.js';
import { type DesignCache, openCache } from './cache.js';
import { today } from './day.js';
import { PROGRAM } from './tool.js';

export interface Memory {
  /** What was kept, if all that it was made of is as it was. */
  recall(): readonly Uint8Array[] | undefined;
  /** The World that keeps what it is asked; to make it with, where there is nothing to recall. */
  readonly world: DiskWorld;
  /** Keeps what was made by that World. */
  keep(parts: readonly Uint8Array[]): void;
}

/** The World of a command that may remember: the project's kyr.yaml is not checked yet, and every answer stays. */
export const openLasting = (): DiskWorld =>
  readOnce(openDiskWorld(process.cwd(), process.env.SOURCE_DATE_EPOCH));

export const openCacheOf = (world: DiskWorld): DesignCache =>
  openCache(join(world.project ?? process.cwd(), '.kyr', 'cache'), world.digest);

/** @param what names it among all that is kept: what was typed  @param world of `openLasting` */
export function openMemory(
  what: string,
  typed: readonly unknown[],
  world: DiskWorld,
  cache: DesignCache,
): Memory {
  const key = `${world.digest(JSON.stringify([what, process.cwd(), typed]))}-${what}`;
  const around = JSON.stringify([
    PROGRAM,
    process.versions,
    today(world),
    world.epoch,
    world.project,
    world.shipped,
  ]);
  const recorded = recordReads(world, isFont);
  return {
    recall() {
      const entry = cache.get(key);
      if (!entry) return undefined;
      const before = entry.info as { readonly around: string; readonly reads: Reads };
      return before.around === around && answersAsBefore(world, before.reads) ? entry.parts : undefined;
    },
    world: recorded.world,
    keep(parts) {
      cache.put(key, { info: { around, reads: recorded.reads() }, parts });
    },
  };
}

/** Fonts have digests of their own. */
export const isFont = (path: string): boolean => path.startsWith('fonts/') && path !== 'fonts/fonts.yaml';
