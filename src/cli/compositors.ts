/**
 * Designs set and compiled on several threads, for runs with many that the cache lacks.
 *
 * The trick: a thread reads the order for itself, sets designs and puts them into the cache, and says what is known of
 * them. Designs stand in the order of their languages and each thread begins at a place of its own, so that it opens the
 * fonts of few languages. What a thread has made counts only where it read what this one reads: every file is asked for
 * again here, and so stands in the memory of the order too (memory.ts). What it could not make is left to `compile`, which
 * tells why.
 *
 * Measured on two cores, 1,500 designs in five languages: 14.1 s on one thread, 10.0 s on two, and 50 MB more.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { claim, FIRST, openClaims } from '../core/claims.js';
import type { DesignRequest } from '../job/shop.js';
import type { DiskWorld } from '../load/disk-world.js';
import { answersAsBefore, type Reads } from '../load/reads.js';
import type { OrderOptions } from './order.js';
import { type KnownDesign, nameOf } from './run-shop.js';

/** Designs below which another thread takes as long to begin as this one to make them. */
const LEAST_DESIGNS = 40;
/** Threads beside the first, at most: each has fonts open, some 200 MB of them. */
const MOST = 3;

/** What a thread is told. */
export interface CompositorWork {
  readonly job: string;
  readonly options: OrderOptions;
  /** By `nameOf`, in the order of their languages. */
  readonly names: readonly string[];
  /** By name, see core/claims.ts. */
  readonly owners: Int32Array;
  readonly thread: number;
  /** Where in the list it begins. */
  readonly from: number;
}

/** What a thread says: of a design, and at the end what it has read for all of them. */
export type CompositorWord =
  | { readonly name: string; readonly known: KnownDesign }
  | { readonly reads: Reads };

export interface Composing {
  readonly job: string;
  readonly options: OrderOptions;
  /** The one that keeps what it is asked. */
  readonly world: DiskWorld;
  /** Whether pictures are made beside, which take a core already. */
  readonly pictures: boolean;
  /** Those that are not known. */
  readonly requests: readonly DesignRequest[];
  /** Sets one here; throws what it throws. */
  make(request: DesignRequest): Promise<KnownDesign>;
  /** Called before each that is made here; throws where the run is to stop. */
  turn(): void;
  /** Told of each, in whatever order. */
  told(request: DesignRequest): void;
}

/** Makes designs with the help of other threads, where it pays: what is known of those that could be made, by `nameOf`. */
export async function composeTogether({
  job,
  options,
  world,
  pictures,
  requests: unsorted,
  make,
  turn,
  told,
}: Composing): Promise<Map<string, KnownDesign>> {
  const cores = availableParallelism() - (pictures ? 2 : 1);
  const count = Math.min(MOST, cores, Math.floor(unsorted.length / LEAST_DESIGNS));
  const made = new Map<string, KnownDesign>();
  if (count < 1) return made;
  const requests = unsorted.toSorted((a, b) => (a.lang < b.lang ? -1 : a.lang > b.lang ? 1 : 0));
  const names = requests.map(nameOf);
  const owners = openClaims(names.length);
  const threads = Array.from({ length: count }, (_, i) => {
    const from = Math.floor(((i + 1) * names.length) / (count + 1));
    return openThread({ job, options, names, owners, thread: FIRST + 1 + i, from }, (name) =>
      told(requests[names.indexOf(name)]!),
    );
  });
  try {
    for (let at = claim(owners, FIRST); at !== undefined; at = claim(owners, FIRST)) {
      // So that what the others say is heard, and Ctrl-C.
      await new Promise((resolve) => setImmediate(resolve));
      turn();
      const known = await make(requests[at]!).catch(() => undefined);
      if (!known) continue;
      made.set(names[at]!, known);
      told(requests[at]!);
    }
    for (const { result } of threads) {
      const theirs = await result;
      turn();
      if (theirs && answersAsBefore(world, theirs.reads))
        for (const [name, known] of theirs.made) made.set(name, known);
    }
  } finally {
    await Promise.all(threads.map(({ end }) => end()));
  }
  return made;
}

interface Thread {
  /** What it made and read; undefined where it did not come to its end. */
  readonly result: Promise<
    { readonly made: ReadonlyMap<string, KnownDesign>; readonly reads: Reads } | undefined
  >;
  end(): Promise<unknown>;
}

function openThread(work: CompositorWork, told: (name: string) => void): Thread {
  const worker = new Worker(new URL('./compositor-thread.js', import.meta.url));
  const made = new Map<string, KnownDesign>();
  const result = new Promise<Awaited<Thread['result']>>((resolve) => {
    worker.on('message', (word: CompositorWord) => {
      if ('reads' in word) resolve({ made, reads: word.reads });
      else {
        made.set(word.name, word.known);
        told(word.name);
      }
    });
    worker.on('error', () => {});
    worker.on('exit', () => resolve(undefined));
  });
  worker.postMessage(work);
  return { result, end: () => worker.terminate() };
}
