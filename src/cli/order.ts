/**
 * A job → its plan, what is missing for press, and the shop.
 *
 * The trick: what reading an order came to is kept in the cache, with every file that it read, looked for or listed, by
 * its digest. Where all of that is as it was, and so are the day, the options, kyr and Node, the same would come of it
 * again: then neither yaml nor zod nor i18next nor HarfBuzz is loaded, and the run starts at once. Anything else than
 * it was, a file that is new included, and the order is read as if nothing had been kept (read-order.ts).
 *
 * Measured on 30,000 flyers of five designs: 0.86 s until the run started, 0.1 s now.
 *
 * Fonts alone are not asked for: a compiled design is kept by the digests in fonts.yaml, holds what it needs of them,
 * and whoever opens one compares (readFont).
 */
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Diagnostic } from '../core/diagnostic.js';
import type { Clearance } from '../job/gate.js';
import type { PieceCodes, Plan } from '../job/plan/plan.js';
import type { Shop } from '../job/shop.js';
import { type DiskWorld, openDiskWorld, readOnce } from '../load/disk-world.js';
import { answersAsBefore, type Reads, recordReads } from '../load/reads.js';
import { type DesignCache, openCache } from './cache.js';
import { today } from './day.js';
import type { ReadOrder } from './read-order.js';
import { type KnownDesign, nameOf, openShop, type ShopFacts } from './run-shop.js';
import { PROGRAM } from './tool.js';
import type { Workshop } from './workshop.js';

export interface Order {
  readonly world: DiskWorld;
  readonly plan: Plan;
  readonly clearance: Clearance;
  /** Opens the shop; `warn` hears of layout and preflight warnings. */
  shop(warn: (diagnostics: readonly Diagnostic[]) => void): Shop;
  /** Where the run's folder goes unless --out says otherwise. */
  readonly folder: string;
}

export interface OrderOptions {
  /** Plan what is ready for the press, and hold the languages that are not. */
  readonly holdUnready?: boolean;
  /** Take a job whose pieces have codes of their own, and draw those so. */
  readonly traceable?: PieceCodes['draw'] | undefined;
}

/** What reading an order came to, as plain data. */
interface KnownOrder {
  readonly plan: Plan;
  readonly clearance: Clearance;
  readonly folder: string;
  readonly facts: ShopFacts;
  readonly intent: { readonly file: string; readonly condition: string; readonly info: string };
  readonly designs: ReadonlyMap<string, KnownDesign>;
}

/** What it depends on beside the files. */
const surroundings = (world: DiskWorld): string =>
  JSON.stringify([PROGRAM, process.versions, today(world), world.epoch, world.project, world.shipped]);

/**
 * Reads and plans a job, or remembers it.
 * @throws KyrError as `readOrder`
 */
export async function openOrder(jobPath: string, options: OrderOptions = {}): Promise<Order> {
  const world = readOnce(openDiskWorld(process.cwd(), process.env.SOURCE_DATE_EPOCH));
  const cache = openCache(join(world.project ?? process.cwd(), '.kyr', 'cache'), world.digest);
  const key = `${world.digest(JSON.stringify(['order', process.cwd(), jobPath, options]))}-order`;
  const known = recall(cache, key, world);
  if (known) {
    const workshop = onceOpened(async () => (await readAnew(world, jobPath, options)).workshop);
    return orderOf(world, cache, known, workshop, () => {});
  }

  const { world: recorded, reads } = recordReads(world, isFont);
  const { workshop, plan, clearance, folder, facts, condition } = await readAnew(recorded, jobPath, options);
  const { profile: _, ...intent } = condition.intent;
  const order = { plan, clearance, folder, facts, intent: { ...intent, file: condition.file } };
  const designs = new Map<string, KnownDesign>();
  const learned = (name: string, design: KnownDesign): void => {
    designs.set(name, design);
    // Only of the last design is known what all of them read.
    if (plan.designs.every((planned) => designs.has(nameOf(planned))))
      keep(cache, key, world, reads(), { ...order, designs });
  };
  return orderOf(world, cache, { ...order, designs: new Map() }, async () => workshop, learned);
}

const readAnew = async (world: DiskWorld, jobPath: string, options: OrderOptions): Promise<ReadOrder> =>
  (await import('./read-order.js')).readOrder(world, jobPath, options);

const isFont = (path: string): boolean => path.startsWith('fonts/') && path !== 'fonts/fonts.yaml';

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
  workshop: () => Promise<Workshop>,
  learned: (name: string, design: KnownDesign) => void,
): Order {
  const { plan, clearance, folder, facts, designs } = known;
  const { file, ...intent } = known.intent;
  return {
    world,
    plan,
    clearance,
    folder,
    shop: (warn) =>
      openShop({
        facts,
        intent: { ...intent, profile: world.read(file)! },
        digest: world.digest,
        cache,
        pictures: plan.proofs,
        known: designs,
        learned,
        warn,
        workshop,
      }),
  };
}

/** The order as it was kept, if all that it was made of is as it was. */
function recall(cache: DesignCache, key: string, world: DiskWorld): KnownOrder | undefined {
  const entry = cache.get(key);
  if (!entry) return undefined;
  const { surroundings: before, reads } = entry.info as { surroundings: string; reads: Reads };
  if (before !== surroundings(world) || !answersAsBefore(world, reads)) return undefined;
  return deserialize(entry.parts[0]!) as KnownOrder;
}

function keep(cache: DesignCache, key: string, world: DiskWorld, reads: Reads, order: KnownOrder): void {
  const plan = { ...order.plan, designs: order.plan.designs.map(withoutLogo) };
  cache.put(key, {
    info: { surroundings: surroundings(world), reads },
    parts: [serialize({ ...order, plan })],
  });
}

/** A logo is needed to set a design alone, and the workshop reads it itself. */
function withoutLogo<T extends Plan['designs'][number]>(design: T): T {
  if (!design.organisation?.logo) return design;
  const { logo: _, ...organisation } = design.organisation;
  return { ...design, organisation };
}
