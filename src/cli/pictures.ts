/**
 * A PNG of each side of a design, made on threads of their own while the next designs are compiled, and kept in the
 * cache beside the design. A run without proofs makes none.
 *
 * Measured on the city's run (141 designs): of 170 s the main thread waited 123 for pictures made one by one.
 */
import type { Frame } from '../frame/frame.js';
import type { DesignCache } from './cache.js';

export interface Pictures {
  /** Waits for all that were begun. */
  idle(): Promise<void>;
  /** Begins the pictures of a design; waits only where too many have been begun. */
  start(key: string, pages: readonly Frame[]): Promise<void>;
  /** The pictures of a design, front first: begun, from the cache, or made now from what `pages` lays out again. */
  of(key: string, pages: () => Promise<readonly Frame[]>): Promise<readonly Uint8Array[]>;
}

/** Designs begun and not done: each holds its SVG and its pixels. */
const MOST = 8;

/** @param draw one side as PNG */
export function openPictures(cache: DesignCache, draw: (page: Frame) => Promise<Uint8Array>): Pictures {
  const begun = new Map<string, Promise<readonly Uint8Array[]>>();
  const entryOf = (key: string): string => `${key}-pictures`;

  const make = async (key: string, pages: readonly Frame[]): Promise<readonly Uint8Array[]> => {
    const parts = await Promise.all(pages.map(draw));
    cache.put(entryOf(key), { info: {}, parts });
    return parts;
  };
  return {
    async idle() {
      await Promise.allSettled(begun.values());
    },
    async start(key, pages) {
      if (begun.size >= MOST) await Promise.race([...begun.values()].map((one) => one.catch(() => [])));
      const pictures = make(key, pages);
      begun.set(key, pictures);
      const done = (): unknown => begun.delete(key);
      // Whoever asks for them is told what went wrong: a failed picture is made again.
      pictures.then(done, done);
    },
    async of(key, pages) {
      const waiting = await begun.get(key)?.catch(() => undefined);
      return waiting ?? cache.get(entryOf(key))?.parts ?? make(key, await pages());
    },
  };
}
