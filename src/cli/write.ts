/** One file, whole or not at all. Where the disk refuses, nothing can be resumed: exit 3, not 5. */
import { EXIT, KyrError } from '../core/diagnostic.js';
import { writeAside } from '../job/disk.js';

/**
 * `check` may read the file back before it gets its name. @throws KyrError KYR801 with the path and the cause, and
 * what the check throws
 */
export async function writeOne(
  path: string,
  bytes: Uint8Array,
  check?: (part: string) => void,
): Promise<void> {
  try {
    await writeAside(path, (sink) => sink(bytes), check);
  } catch (error) {
    const refused = error instanceof KyrError && error.exitCode === EXIT.resumable;
    throw refused ? new KyrError(error.diagnostics, EXIT.invalid) : error;
  }
}
