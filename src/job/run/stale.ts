/** Files that an earlier plan left in the folder, and parts that a killed build left. */

import { inFolder, listFiles, readDigest, removeFile } from '../disk.js';
import { JOURNAL, type Journal } from '../journal.js';

/** Takes away what an earlier plan left here, if it lies as that run left it, and parts that a killed build left. */
export async function removeStale(
  folder: string,
  journal: Journal,
  current: ReadonlySet<string>,
): Promise<string[]> {
  const removed: string[] = [];
  for (const entry of [...journal.entries.values()]) {
    if (current.has(entry.file) || entry.file === JOURNAL) continue;
    const path = inFolder(folder, entry.file);
    if (isInside(entry.file) && (await readDigest(path))?.sha256 === entry.sha256) {
      removeFile(path);
      removed.push(entry.file);
    }
    journal.forget(entry.file);
  }
  for (const file of listFiles(folder)) if (OWN_PART.test(file)) removeFile(inFolder(folder, file));
  return removed;
}

/** A part of a file such as runs make, where they make it; other people's parts stay. */
const OWN_PART =
  /^(((press|sheets|proofs)\/)?[^/]+\.(pdf|png|csv)|manifest\.json|approvals\.json|SHA256SUMS)\.part$/;

/** A journal is a file that anyone can edit: a name that leads out of the folder is not followed. */
const isInside = (file: string): boolean =>
  !file.startsWith('/') && !/^[a-z]:/i.test(file) && !file.split(/[\\/]/).includes('..');
