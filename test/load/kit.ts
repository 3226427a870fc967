/** What the tests of loading share: a World in memory, and the diagnostics of what was refused. */
import { createHash } from 'node:crypto';
import { type Diagnostic, formatPlace, KyrError } from '../../src/core/diagnostic.js';
import type { World } from '../../src/core/world.js';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content;

/** A World that holds these files, laid over another World if one is given. */
export function memoryWorld(files: Files, under?: World): World {
  return {
    read: (path) => (files[path] === undefined ? under?.read(path) : bytesOf(files[path])),
    readAll: (path) => [
      ...(files[path] === undefined ? [] : [{ shown: path, bytes: bytesOf(files[path]) }]),
      ...(under?.readAll(path) ?? []),
    ],
    look: (path) =>
      files[path] === undefined ? under?.look(path) : { real: path, bytes: bytesOf(files[path]).length },
    list(path) {
      const inside = Object.keys(files)
        .filter((file) => file.startsWith(`${path}/`))
        .map((file) => file.slice(path.length + 1).split('/')[0] as string);
      return [...new Set([...inside, ...(under?.list(path) ?? [])])].sort();
    },
    digest: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    epoch: undefined,
  };
}

/** The diagnostics of what `work` refuses. Throws if it refuses nothing, or fails otherwise. */
export async function refused(work: () => unknown): Promise<readonly Diagnostic[]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof KyrError) return error.diagnostics;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** `a.yaml:3:1 KYR103`, as a table of expectations writes it. */
export const short = (d: Diagnostic): string => `${d.at ? `${formatPlace(d.at)} ` : ''}${d.code}`;

/** The one diagnostic of what `work` refuses. */
export async function theRefusal(work: () => unknown): Promise<Diagnostic> {
  const [first, ...more] = await refused(work);
  if (!first || more.length > 0) throw new Error(`not one diagnostic but ${more.length + (first ? 1 : 0)}`);
  return first;
}
