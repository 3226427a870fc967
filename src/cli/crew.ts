/**
 * Threads that make press files beside the first (job/run/crew.ts): what they know is the order, as plain data, and the
 * cache on disk. They load what a run needs and no more: neither text nor font.
 *
 * Measured on two cores, 30,000 flyers of five designs, compiled: `kyr build` 5.1 s alone and 3.6 s with one,
 * nearly all of it preflight. Without preflight another thread does not pay.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { FIRST } from '../core/claims.js';
import type { WrittenFile } from '../job/disk.js';
import { countPressPages } from '../job/plan/plan.js';
import { type Crew, type CrewTask, LEAST_PAGES } from '../job/run/crew.js';
import { type KnownOrder, type Order, withoutLogos } from './order.js';

/** Threads beside the first, at most: each takes some 20 MB, and the disk is one. */
const MOST = 3;

/** What a thread is told: an order, and then a task. */
export interface CrewWork {
  readonly order: KnownOrder;
  readonly task: CrewTask;
  /** Its number, for claims. */
  readonly thread: number;
}

/** What a thread says: of a unit it claimed, what was written, or nothing where it could not be. */
export interface CrewWord {
  readonly unit: number;
  readonly written?: WrittenFile;
}

/**
 * Calls threads for an order, which load while the first goes on; nobody where there is one core, or little to do.
 * @returns undefined where nobody comes
 */
export function callCrew({ plan, known }: Order): Crew | undefined {
  const files = plan.batches.length + plan.designs.filter((d) => d.pressFile !== undefined).length;
  const count = Math.min(MOST, availableParallelism() - 1, files - 1);
  if (count < 1 || countPressPages(plan) < LEAST_PAGES) return undefined;
  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(new URL('./crew-thread.js', import.meta.url), {
      // Little is alive at any time; a larger young generation would only wait to be collected.
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    worker.on('error', () => {});
    worker.unref();
    return worker;
  });
  return {
    begin(task, arrive) {
      for (const [i, worker] of workers.entries()) {
        const thread = FIRST + 1 + i;
        const told = new Set<number>();
        worker.on('message', ({ unit, written }: CrewWord) => {
          told.add(unit);
          arrive(unit, written);
        });
        worker.on('exit', () => {
          for (const [unit, owner] of task.owners.entries())
            if (owner === thread && !told.has(unit)) arrive(unit, undefined);
        });
        worker.ref();
        // By now all of its designs are known.
        worker.postMessage({
          order: { ...known, plan: withoutLogos(known.plan) },
          task,
          thread,
        } satisfies CrewWork);
      }
    },
    async end() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
