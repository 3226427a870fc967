/**
 * The World on disk. A name such as `locales/es/_meta.yaml` is looked for first in the user's own project (the
 * nearest folder with a kyr.yaml), then in what the tool ships. Absolute paths are read as they are: the command
 * line makes the user's own paths absolute. Nothing here writes.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { World } from '../core/world.js';

export interface DiskWorld extends World {
  /** The user's project folder, if one was found above the working folder. */
  readonly project: string | undefined;
  /** The folder of the tool itself. */
  readonly shipped: string;
  /** Where a file lies: from the working folder, else in the project, else in what ships; undefined if nowhere. */
  find(path: string): string | undefined;
  /** A path as messages show it: relative to the working folder where that is shorter. */
  shown(path: string): string;
}

/** The folder that holds content/, locales/, fonts/ … of the tool: two above this file's folder, built or not. */
export const shippedFolder = (): string => resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param cwd the working folder  @param epochSeconds SOURCE_DATE_EPOCH as text, if set */
export function openDiskWorld(cwd: string, epochSeconds?: string): DiskWorld {
  const shipped = shippedFolder();
  const project = findProject(cwd);
  const roots = project !== undefined && project !== shipped ? [project, shipped] : [shipped];
  const shown = (path: string): string => {
    if (!isAbsolute(path)) return path;
    const rel = relative(cwd, path);
    return rel !== '' && !rel.startsWith('..') ? rel : path;
  };
  const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
  const candidates = (path: string): string[] =>
    isAbsolute(path) ? [path] : roots.map((root) => join(root, path));

  return {
    project,
    shipped,
    read(path) {
      const found = candidates(path).find(isFile);
      return found === undefined ? undefined : readFileSync(found);
    },
    readAll: (path) =>
      candidates(path)
        .filter(isFile)
        .map((file) => ({ shown: shown(file), bytes: readFileSync(file) })),
    look(path) {
      const found = candidates(path).find((file) => existsSync(file));
      return found === undefined ? undefined : { real: realpathSync(found), bytes: statSync(found).size };
    },
    find: (path) => [resolve(cwd, path), ...candidates(path)].find(isFile),
    list(path) {
      const names = new Set<string>();
      for (const folder of candidates(path))
        if (existsSync(folder) && statSync(folder).isDirectory())
          for (const name of readdirSync(folder)) names.add(name);
      return [...names].sort();
    },
    digest: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    epoch:
      epochSeconds !== undefined && /^\d+$/.test(epochSeconds)
        ? new Date(Number(epochSeconds) * 1000)
        : undefined,
    shown,
  };
}

/**
 * The same World, where every answer stays as it was given: a file that was read stays as it was read, and one that
 * was not there stays away. What was planned from some texts and templates is then made from just those, whatever
 * becomes of the files meanwhile.
 */
export const readOnce = (world: DiskWorld): DiskWorld => ({
  ...world,
  read: onceEach(world.read),
  readAll: onceEach(world.readAll),
  find: onceEach(world.find),
  list: onceEach(world.list),
});

function onceEach<T>(ask: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    if (known.has(path)) return known.get(path) as T;
    const answer = ask(path);
    known.set(path, answer);
    return answer;
  };
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

function findProject(from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (isFile(join(folder, 'kyr.yaml'))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
