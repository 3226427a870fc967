/**
 * Files of a run made on several threads.
 *
 * The trick: the threads claim files in the order of the plan, in shared memory, and each writes its file aside, flushes
 * and preflights it. The first thread alone gives files their names and keeps the journal. So a crash leaves what one
 * thread would leave, and no byte tells who made it. What another thread cannot make, because of an error or since it is
 * gone, the first makes itself, and meets the error where errors are told.
 */
import type { WrittenFile } from '../disk.js';

export interface CrewTask {
  /** The run's folder. */
  readonly folder: string;
  /** In the order in which they are wanted. */
  readonly units: readonly { readonly file: string; readonly id: string }[];
  /** By unit: the number of the thread that has it, counted from 1 (the first); 0 where nobody has. Shared memory. */
  readonly owners: Int32Array;
}

/** Threads beside the first. */
export interface Crew {
  /**
   * Begins on a task. `arrive` is told of each unit that one of them had claimed: what was written aside, or nothing
   * where it could not be.
   */
  begin(task: CrewTask, arrive: (unit: number, written: WrittenFile | undefined) => void): void;
  /** Stops them where they are; parts of files may be left. */
  end(): Promise<void>;
}

/** Pages below which another thread starts for nothing: it needs as long as writing these. */
export const LEAST_PAGES = 3000;

export const openTask = (folder: string, units: CrewTask['units']): CrewTask => ({
  folder,
  units,
  owners: new Int32Array(new SharedArrayBuffer(4 * units.length)),
});

export const FIRST = 1;

/** The next unit that nobody has, which is then this thread's; undefined where none is left. */
export function claim({ units, owners }: CrewTask, thread: number): number | undefined {
  for (let unit = 0; unit < units.length; unit++)
    if (Atomics.compareExchange(owners, unit, 0, thread) === 0) return unit;
  return undefined;
}
