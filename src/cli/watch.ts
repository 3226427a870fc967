/**
 * Waits for saves. Editors save in many ways: over the file, in pieces, by renaming another file over it, twice. All of
 * a save is one change: it is over when nothing has happened for a moment.
 *
 * Promises: work never runs twice at once, and runs again for whatever happens meanwhile. After `stop` nothing runs.
 */
import { type FSWatcher, watch } from 'chokidar';

/** A save that goes on is waited for this long; long enough for two writes in a row, too short to be noticed. */
const SETTLE_MS = 20;
/** What cannot be read may be half a save: it is told when nothing has come for this long. */
const PATIENCE_MS = 250;

export interface Watching {
  /** Resolves when `stop` was called, and the work in hand is done. */
  readonly stopped: Promise<void>;
  stop(): void;
}

/** Hands back what is to be told later, if no further save comes; undefined where all is well. */
export type Work = () => Promise<(() => void) | undefined>;

/**
 * Starts the work once, and again whenever a file under the roots changes that `wanted` agrees to, folders included.
 * @param wanted is given paths as the roots begin them
 */
export async function watchSaves(
  roots: readonly string[],
  wanted: (path: string) => boolean,
  work: Work,
): Promise<Watching> {
  const watcher: FSWatcher = watch([...roots], {
    ignoreInitial: true,
    // A file that is gone for a moment is handled here, as a save that is not over.
    atomic: false,
    ignored: (path) => !wanted(path),
  });
  let settle: NodeJS.Timeout | undefined;
  let patience: NodeJS.Timeout | undefined;
  let busy = false;
  let again = false;
  let stopping = false;
  let resolve: () => void = () => {};
  const stopped = new Promise<void>((done) => {
    resolve = done;
  });

  const run = async (): Promise<void> => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      do {
        again = false;
        const tell = await work();
        clearTimeout(patience);
        if (tell && !again && !stopping) patience = setTimeout(tell, PATIENCE_MS);
      } while (again && !stopping);
    } finally {
      busy = false;
      if (stopping) await leave();
    }
  };
  const leave = async (): Promise<void> => {
    await watcher.close();
    resolve();
  };

  await new Promise<void>((ready) => {
    watcher.on('ready', ready);
  });
  watcher.on('all', () => {
    clearTimeout(settle);
    clearTimeout(patience);
    if (!stopping) settle = setTimeout(() => void run(), SETTLE_MS);
  });
  // For what was saved before the watcher stood.
  void run();
  return {
    stopped,
    stop() {
      if (stopping) return;
      stopping = true;
      clearTimeout(settle);
      clearTimeout(patience);
      if (!busy) void leave();
    },
  };
}
