/**
 * What was asked of a World and what it answered, in short, so that a later process can ask the same again instead of
 * doing again what was made of the answers. That a file was not there, and what a folder held, are answers too: a file
 * that appears is noticed like one that changes.
 */
import type { DiskWorld } from './disk-world.js';

type Question = 'read' | 'readAll' | 'list' | 'find';

/** In the order of asking; of files the digest of their bytes, or nothing where there was no such file. */
export type Reads = readonly (readonly [question: Question, path: string, answer: string])[];

/** Of bytes that stay (readOnce): the flyers of thirty languages ask for the same output profile. */
const digests = new WeakMap<Uint8Array, string>();

function digestOf(world: DiskWorld, bytes: Uint8Array): string {
  const digest = digests.get(bytes) ?? world.digest(bytes);
  digests.set(bytes, digest);
  return digest;
}

/** The answer of a World now. */
function ask(world: DiskWorld, question: Question, path: string): string {
  if (question === 'find') return world.find(path) ?? '';
  if (question === 'list') return world.digest(world.list(path).join('\n'));
  if (question === 'readAll')
    return world
      .readAll(path)
      .flatMap(({ shown, bytes }) => [shown, digestOf(world, bytes)])
      .join('\n');
  const bytes = world.read(path);
  return bytes === undefined ? '' : digestOf(world, bytes);
}

/**
 * The same World, which keeps what it is asked. It must answer the same question the same way each time (readOnce).
 * @param aside paths whose bytes somebody else answers for
 */
export function recordReads(
  world: DiskWorld,
  aside: (path: string) => boolean,
): { readonly world: DiskWorld; readonly reads: () => Reads } {
  const asked = new Map<string, readonly [Question, string]>();
  const keep =
    <T>(question: Question, answer: (path: string) => T) =>
    (path: string): T => {
      if (!aside(path)) asked.set(`${question} ${path}`, [question, path]);
      return answer(path);
    };
  return {
    world: {
      ...world,
      read: keep('read', world.read),
      readAll: keep('readAll', world.readAll),
      list: keep('list', world.list),
      find: keep('find', world.find),
    },
    reads: () => [...asked.values()].map(([question, path]) => [question, path, ask(world, question, path)]),
  };
}

/** Whether the World answers as it did. */
export const answersAsBefore = (world: DiskWorld, reads: Reads): boolean =>
  reads.every(([question, path, answer]) => ask(world, question, path) === answer);
