/** One file, whole or not at all. Where the disk refuses, nothing can be resumed: exit 3, not 5. */
import { EXIT, KyrError } from '../core/diagnostic.js';
import { writeAside } from '../job/disk.js';

/** @throws KyrError KYR801 with the path and the cause */
export async function writeOne(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeAside(path, (sink) => sink(bytes));
  } catch (error) {
    throw error instanceof KyrError ? new KyrError(error.diagnostics, EXIT.invalid) : error;
  }
}
