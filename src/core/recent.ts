/**
 * What was made lately, so that it need not be made again: of many flyers one after the other most is as it was. At most
 * so many values are held. Those that nobody has asked for give way first: what comes again with every flyer stays, what
 * one flyer alone had goes.
 *
 * Two generations: what is new or asked for goes into the younger; when that is full it becomes the older, and what was
 * in the older and has not been asked for since is given up.
 */
export interface Recent<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
}

/** @param most values that are held at any time; at least 2 */
export function keepRecent<V>(most: number): Recent<V> {
  const full = Math.floor(most / 2);
  let younger = new Map<string, V>();
  let older = new Map<string, V>();
  const set = (key: string, value: V): void => {
    if (younger.size >= full && !younger.has(key)) {
      older = younger;
      younger = new Map();
    }
    younger.set(key, value);
  };
  return {
    get(key) {
      const young = younger.get(key);
      if (young !== undefined) return young;
      const old = older.get(key);
      if (old !== undefined) set(key, old);
      return old;
    },
    set,
  };
}
