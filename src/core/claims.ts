/** Work shared by threads: each takes what nobody has, in memory that all of them see. */

/** The first thread's number; the others count on. */
export const FIRST = 1;

/** By piece of work: the number of the thread that has it, 0 where nobody has. */
export const openClaims = (count: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * count));

/** The next that nobody has, from a place on and round, which is then this thread's; undefined where none is left. */
export function claim(owners: Int32Array, thread: number, from = 0): number | undefined {
  for (let i = 0; i < owners.length; i++) {
    const at = (from + i) % owners.length;
    if (Atomics.compareExchange(owners, at, 0, thread) === 0) return at;
  }
  return undefined;
}
