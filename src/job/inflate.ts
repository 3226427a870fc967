/** zlib for preflight, which runs in a browser too and has none of its own. */
import { constants, inflateSync } from 'node:zlib';
import type { Decoded } from '../preflight/read/filters.js';

const NONE = new Uint8Array(0);

/** RFC 1950, up to a limit; what is damaged gives what could be read before the damage. Never throws. */
export function inflate(bytes: Uint8Array, limit: number): Decoded {
  const maxOutputLength = Math.max(1, limit);
  try {
    return { bytes: inflateSync(bytes, { maxOutputLength }) };
  } catch (error) {
    if (isTooLarge(error)) return { bytes: NONE, fault: 'large' };
  }
  try {
    // A stream that is cut off, or has lost its checksum, still gives what came before.
    return {
      bytes: inflateSync(bytes, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH }),
      fault: 'damaged',
    };
  } catch (error) {
    return { bytes: NONE, fault: isTooLarge(error) ? 'large' : 'damaged' };
  }
}

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
