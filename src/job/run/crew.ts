/**
 * Files of a run made on several threads.
 *
 * The trick: the threads claim files in the order of the plan, in shared memory, and each writes its file aside, flushes
 * and preflights it. The first thread alone gives files their names and keeps the journal. So a crash leaves what one
 * thread would leave, and no byte tells who made it. What another thread cannot make, because of an error or since it is
 * gone, the first makes itself, and meets the error where errors are told.
 */
import { dirname } from 'node:path';
import { claim, FIRST, openClaims } from '../../core/claims.js';
import { EXIT } from '../../core/diagnostic.js';
import { makeFolder, placePart, removePart, type WrittenFile } from '../disk.js';

export interface CrewTask {
  /** The run's folder. */
  readonly folder: string;
  /** In the order in which they are wanted. */
  readonly units: readonly { readonly file: string; readonly id: string }[];
  /** By unit, see core/claims.ts. */
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

/** Pages below which another thread starts for nothing: at 6,000 it took as long, at 10,000 a tenth less. */
export const LEAST_PAGES = 10_000;

/** A file that is not there yet, as bench.ts found it. */
interface Missing {
  readonly unit: { readonly file: string };
  readonly path: string;
  readonly id: string;
}

/** What the first thread does: `turn` hears Ctrl-C, `make` makes a file whole, `settle` writes down what was made. */
interface Books<T extends Missing> {
  readonly folder: string;
  turn(): Promise<void>;
  make(missing: T): Promise<WrittenFile>;
  settle(missing: T, written: WrittenFile): void;
}

/**
 * Makes files with the help of a crew, which is sent home at the end. Throws what `turn` and `make` throw, and KYR801
 * (exit 5) where a file cannot get its name; then no part of another is left.
 */
export async function makeTogether<T extends Missing>(
  missing: readonly T[],
  crew: Crew,
  { folder, turn, make, settle }: Books<T>,
): Promise<void> {
  const task: CrewTask = {
    folder,
    units: missing.map(({ unit, id }) => ({ file: unit.file, id })),
    owners: openClaims(missing.length),
  };
  // Made here first: of several threads, one that fails would take a folder from under another.
  const takeAway = missing.map(({ path }) => makeFolder(dirname(path), EXIT.resumable));
  const claimOwn = (): number | undefined => claim(task.owners, FIRST);
  const open = new Set(missing.keys());
  const arrived: (readonly [number, WrittenFile | undefined])[] = [];
  let wake = (): void => {};

  const settleArrived = async (): Promise<void> => {
    for (let next = arrived.shift(); next; next = arrived.shift()) {
      const [index, written] = next;
      const one = missing[index]!;
      if (written) placePart(one.path);
      settle(one, written ?? (await make(one)));
      open.delete(index);
    }
  };
  try {
    crew.begin(task, (index, written) => {
      arrived.push([index, written]);
      wake();
    });
    for (let index = claimOwn(); index !== undefined; index = claimOwn()) {
      settle(missing[index]!, await make(missing[index]!));
      open.delete(index);
      await turn();
      await settleArrived();
    }
    while (open.size > 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (arrived.length > 0) resolve();
      });
      await turn();
      await settleArrived();
    }
  } finally {
    await crew.end();
    for (const index of open) removePart(missing[index]!.path);
    for (const take of takeAway) take();
  }
}
