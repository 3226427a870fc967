/** Name and version of the tool, as they go into keys, manifests and PDFs; and which build of it this is. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const inFolder = (file: string): URL => new URL(`../../${file}`, import.meta.url);
const manifest = readFileSync(inFolder('package.json'), 'utf8');

export const VERSION = (JSON.parse(manifest) as { version: string }).version;
export const TOOL = `kyr ${VERSION}`;

/**
 * The program as it is installed: what was kept by another one is not taken for this one's. A checkout has the same
 * version from day to day, so that the compiler's list of what it compiled is in it too.
 */
export const PROGRAM = createHash('sha256').update(manifest).update(buildInfo()).digest('hex');

function buildInfo(): Uint8Array {
  try {
    return readFileSync(inFolder('dist/.tsbuildinfo'));
  } catch {
    // Run from its sources, by its tests.
    return new Uint8Array();
  }
}
