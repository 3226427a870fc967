/**
 * What may lie in a run's folder at any moment, whatever stopped the build: under a final name only whole files, each
 * as an undisturbed run makes it. Looked at after kills, Ctrl-C and full disks.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listing } from './project.js';

/** The files of a run with their digests; without the journal, the lock and parts, which no shop looks at. */
export const finalFiles = (folder: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(existsSync(folder) ? listing(folder) : {}).filter(
      ([name, digest]) =>
        digest !== 'a folder' &&
        name !== 'journal.ndjson' &&
        !name.startsWith('.kyr-lock') &&
        !name.endsWith('.part'),
    ),
  );

/** What is wrong with a folder in the middle of a run; `wanted` are the final files of an undisturbed one. */
export function findHalves(folder: string, wanted: Readonly<Record<string, string>>): string[] {
  const found = finalFiles(folder);
  const wrong = Object.entries(found)
    .filter(([name, digest]) => wanted[name] !== digest)
    .map(([name]) => `${name} is not as it should be`);
  const parts = existsSync(folder) ? Object.keys(listing(folder)).filter((n) => n.endsWith('.part')) : [];
  if (parts.length > 1) wrong.push(`more than one part: ${parts.join(', ')}`);
  if (found.SHA256SUMS !== undefined)
    for (const name of Object.keys(wanted))
      if (found[name] === undefined) wrong.push(`sealed without ${name}`);
  for (const line of journalLines(folder))
    if (typeof line.file === 'string' && found[line.file] !== line.sha256)
      wrong.push(`the journal says ${line.file} is finished`);
  return wrong;
}

/** Every whole line of a folder's journal. */
export function journalLines(folder: string): Record<string, unknown>[] {
  const path = join(folder, 'journal.ndjson');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Record<string, unknown>];
      } catch {
        return [];
      }
    });
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function openDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
