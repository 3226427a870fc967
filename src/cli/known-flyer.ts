/**
 * A flyer for one use: made (make-flyer.ts), or, where it is for the press and nothing of what it was made from has
 * changed since (memory.ts), written from its compiled design.
 *
 * The digest of the file that passed preflight is kept with the design. The next file is read back from disk as well,
 * and where its bytes are those, the same preflight would say the same of them: it is not done again.
 *
 * Measured, a cold process to one Spanish flyer: 1.95 CPU seconds before, 0.21 from its compiled design, and 0.11 without
 * that second preflight.
 */
import { readFileSync } from 'node:fs';
import { deserialize, serialize, setFlagsFromString } from 'node:v8';
import type { DiskWorld } from '../load/disk-world.js';
import { decodeSet } from '../pdf/compiled-set.js';
import { openRunWriter } from '../pdf/run.js';
import type { DesignCache } from './cache.js';
import { deflateKnowing } from './deflate.js';
import type { CompiledFlyer, FlyerOptions, MadeFiles, MadeFlyer } from './make-flyer.js';
import { openCacheOf, openMemory } from './memory.js';

/**
 * How much of one function HarfBuzz carries out before V8 makes faster code of it, from 1,800,000 on. A flyer is done
 * before that pays, and then the process waits for it: 0.3 CPU seconds, of 1.8 for one flyer with its compile.
 */
const BYTES_BEFORE_OPTIMISING = 100_000_000;

/** @param world of `openLasting`  @throws KyrError for all that keeps it from being made */
export async function flyerFor(world: DiskWorld, options: FlyerOptions): Promise<MadeFlyer> {
  // Nobody wants a cache in every folder from which a flyer was asked for.
  const isKept = options.for === 'press' && world.project !== undefined;
  const cache = isKept ? openCacheOf(world) : undefined;
  // In whatever order the flags were typed.
  const memory = cache && openMemory('flyer', Object.entries(options).sort(), world, cache);
  const known = memory?.recall();
  if (known) {
    const [compiled, passed] = known;
    return { ...write(world, cache, deserialize(compiled!) as CompiledFlyer), check: checkAs(passed!) };
  }
  setFlagsFromString(`--wasm-tiering-budget=${BYTES_BEFORE_OPTIMISING}`);
  const { makeFlyer } = await import('./make-flyer.js');
  const made = await makeFlyer(memory?.world ?? world, options);
  if (made.kind !== 'compiled') return made;
  const check = async (part: string | Uint8Array, shown: string): Promise<void> => {
    const passed = await preflight(bytesOf(part), shown);
    memory?.keep([serialize(made), passed]);
  };
  return { ...write(world, cache, made), check };

  function checkAs(passed: Uint8Array): MadeFiles['check'] {
    return async (part, shown) => {
      const bytes = bytesOf(part);
      if (!digestOf(bytes).equals(passed)) await preflight(bytes, shown);
    };
  }

  /** @returns what is kept of a file that passed */
  async function preflight(bytes: Uint8Array, shown: string): Promise<Uint8Array> {
    const { refuseFaulty } = await import('../job/preflight.js');
    refuseFaulty(bytes, shown, 'press');
    return digestOf(bytes);
  }

  function digestOf(bytes: Uint8Array): Buffer {
    return Buffer.from(world.digest(bytes));
  }
}

const bytesOf = (part: string | Uint8Array): Uint8Array =>
  typeof part === 'string' ? readFileSync(part) : part;

function write(
  world: DiskWorld,
  cache: DesignCache | undefined,
  { name, meta, intent: { file, ...intent }, pages, set, ...about }: CompiledFlyer,
): MadeFiles {
  const chunks: Uint8Array[] = [];
  const profile = world.read(file)!;
  const writer = openRunWriter({
    write: (bytes) => chunks.push(bytes.slice()),
    meta,
    intent: { ...intent, profile },
    digest: world.digest,
    deflate: deflateKnowing(profile, world.digest, cache),
  });
  writer.add(decodeSet(set));
  for (const page of pages) writer.page(page);
  writer.end();
  return { ...about, kind: 'press', name, files: [{ name, bytes: Buffer.concat(chunks) }] };
}
