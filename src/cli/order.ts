/** A job → its plan, what is missing for press, and the shop: read (read-order.ts), or remembered (memory.ts). */
import { deserialize, serialize } from 'node:v8';
import type { Diagnostic } from '../core/diagnostic.js';
import type { Clearance } from '../job/gate.js';
import type { PieceCodes, Plan } from '../job/plan/plan.js';
import type { Shop } from '../job/shop.js';
import type { DiskWorld } from '../load/disk-world.js';
import type { DesignCache } from './cache.js';
import { openCacheOf, openLasting, openMemory } from './memory.js';
import type { ReadOrder } from './read-order.js';
import { type KnownDesign, nameOf, openShop, type ShopFacts, type ShopInput } from './run-shop.js';

export interface Order {
  readonly world: DiskWorld;
  readonly plan: Plan;
  readonly clearance: Clearance;
  /** Opens the shop; `warn` hears of layout and preflight warnings. */
  shop(warn: (diagnostics: readonly Diagnostic[]) => void): Shop;
  /** Where the run's folder goes unless --out says otherwise. */
  readonly folder: string;
  /** All of it as plain data; of designs, those that are known by now. */
  readonly known: KnownOrder;
}

export interface OrderOptions {
  /** Plan what is ready for the press, and hold the languages that are not. */
  readonly holdUnready?: boolean;
  /** Take a job whose pieces have codes of their own, and draw those so. */
  readonly traceable?: PieceCodes['draw'] | undefined;
}

/** What reading an order came to, as plain data. */
export interface KnownOrder {
  readonly plan: Plan;
  readonly clearance: Clearance;
  readonly folder: string;
  readonly facts: ShopFacts;
  readonly intent: { readonly file: string; readonly condition: string; readonly info: string };
  readonly designs: Map<string, KnownDesign>;
}

/**
 * Reads and plans a job, or remembers it.
 * @throws KyrError as `readOrder`
 */
export async function openOrder(jobPath: string, options: OrderOptions = {}): Promise<Order> {
  const world = openLasting();
  const cache = openCacheOf(world);
  const memory = openMemory('order', [jobPath, options], world, cache);
  const known = memory.recall();
  if (known) {
    const workshop = onceOpened(async () => (await readAnew(world, jobPath, options)).workshop);
    return orderOf(world, cache, deserialize(known[0]!) as KnownOrder, { workshop });
  }

  const read = await readAnew(memory.world, jobPath, options);
  const { workshop, plan, clearance, folder, facts, condition } = read;
  const { profile: _, ...intent } = condition.intent;
  const designs = new Map<string, KnownDesign>();
  const order = { plan, clearance, folder, facts, intent: { ...intent, file: condition.file }, designs };
  const names = new Set(plan.designs.map(nameOf));
  const learned = (): void => {
    // Only of the last design is known what all of them read.
    if (designs.size === names.size)
      memory.keep([serialize({ ...order, plan: withoutLogos(plan) } satisfies KnownOrder)]);
  };
  const together: ShopInput['together'] = async (requests, make, turn, told) => {
    const { composeTogether } = await import('./compositors.js');
    return composeTogether({
      job: jobPath,
      options,
      world: memory.world,
      pictures: plan.proofs,
      requests,
      make,
      turn,
      told,
    });
  };
  return orderOf(world, cache, order, { workshop: async () => workshop, learned, together });
}

/** An order that was opened on another thread, and whose designs all lie in the cache. */
export function knownOrder(order: KnownOrder): Order {
  const world = openLasting();
  return orderOf(world, openCacheOf(world), order, {
    async workshop() {
      throw new Error('a design is not in the cache');
    },
  });
}

const readAnew = async (world: DiskWorld, jobPath: string, options: OrderOptions): Promise<ReadOrder> =>
  (await import('./read-order.js')).readOrder(world, jobPath, options);

function onceOpened<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return () => {
    opened ??= open();
    return opened;
  };
}

function orderOf(
  world: DiskWorld,
  cache: DesignCache,
  known: KnownOrder,
  {
    workshop,
    learned = () => {},
    together = async () => new Map(),
  }: Pick<ShopInput, 'workshop'> & Partial<Pick<ShopInput, 'together'>> & { readonly learned?: () => void },
): Order {
  const { plan, clearance, folder, facts, designs } = known;
  const { file, ...intent } = known.intent;
  return {
    world,
    plan,
    clearance,
    folder,
    known,
    shop: (warn) =>
      openShop({
        facts,
        intent: { ...intent, profile: world.read(file)! },
        digest: world.digest,
        cache,
        pictures: plan.proofs,
        known: designs,
        learned(name, design) {
          designs.set(name, design);
          learned();
        },
        warn,
        workshop,
        together,
      }),
  };
}

/** A logo is needed to set a design alone, and the workshop reads it itself. */
export const withoutLogos = (plan: Plan): Plan => ({
  ...plan,
  designs: plan.designs.map((design) => {
    if (!design.organisation?.logo) return design;
    const { logo: _, ...organisation } = design.organisation;
    return { ...design, organisation };
  }),
});
