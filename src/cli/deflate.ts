/**
 * The output profile stands in every file and takes 20 ms to deflate: done once for all files of a process, and kept for
 * the next. Of a single flyer from its compiled design it was a fifth of the time.
 */
import { deflateSync } from 'node:zlib';
import type { World } from '../core/world.js';
import type { DesignCache } from './cache.js';

export const deflate = (bytes: Uint8Array): Uint8Array => deflateSync(bytes);

const deflated = new WeakMap<Uint8Array, Uint8Array>();

/** `deflate`, which knows the profile. @param cache where there is one to keep it in */
export function deflateKnowing(
  profile: Uint8Array,
  digest: World['digest'],
  cache: DesignCache | undefined,
): typeof deflate {
  return (bytes) => {
    if (bytes !== profile) return deflate(bytes);
    const before = deflated.get(profile);
    if (before) return before;
    const key = `${digest(digest(profile) + process.versions.zlib)}-profile`;
    const kept = cache?.get(key)?.parts[0];
    const made = kept ?? deflate(profile);
    if (!kept) cache?.put(key, { info: {}, parts: [made] });
    deflated.set(profile, made);
    return made;
  };
}
