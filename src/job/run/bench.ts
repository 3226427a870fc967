/**
 * Where files are made. Each file is a unit: its id is the digest of all that it depends on. A unit whose journal
 * line says the same id, and whose file lies on disk with the size and digest of that line, is kept; every other one
 * is made: aside, flushed, preflighted (a PDF), renamed, journalled. So a run that was killed at any moment goes on
 * where it stopped, and a finished run makes nothing again.
 */

import { setImmediate } from 'node:timers/promises';
import { type Causes, DAMAGED, digestCauses, findChanged, MISSING, sameCauses } from '../causes.js';
import {
  digestOf,
  inFolder,
  readBytes,
  readDigest,
  removeFile,
  type Sink,
  sizeOf,
  type WrittenFile,
  writeAside,
} from '../disk.js';
import type { Journal, JournalEntry } from '../journal.js';
import { type ManifestFile, SUMS } from '../manifest.js';
import { countPages } from '../pdf-pages.js';
import type { Plan } from '../plan/plan.js';
import type { Shop } from '../shop.js';
import { type Crew, LEAST_PAGES, makeTogether } from './crew.js';

export interface Progress {
  /** Pieces in finished files, kept ones included. */
  readonly done: number;
  readonly total: number;
  /** Pieces a second since the first file was begun, of those made now; 0 until something was made. */
  readonly rate: number;
  /** Undefined until the rate is known. */
  readonly secondsLeft?: number;
  /** The file just finished; while designs are compiled, `design es`. */
  readonly file: string;
}

export interface RunInput {
  readonly plan: Plan;
  readonly shop: Shop;
  /** The run's own folder; made if it is not there. */
  readonly folder: string;
  /** What keeps the run from the press, a sentence each; empty for a run that is cleared. */
  readonly missing: readonly string[];
  /** Give up the approvals of designs that changed since, instead of refusing to make them. */
  readonly discardApproval?: boolean;
  /** Milliseconds from anywhere; for rate and time left alone, never for output. */
  readonly clock: () => number;
  readonly onProgress?: (progress: Progress) => void;
  /** Aborted on Ctrl-C: the run stops after the file it is making. */
  readonly signal?: AbortSignal;
  /** Threads that may help with large files; they need designs that lie in the cache. */
  readonly crew?: Crew | undefined;
}

export interface Remade {
  readonly file: string;
  /** As in `ManifestFile.remade`. */
  readonly causes: readonly string[];
}

export interface Unit {
  readonly file: string;
  /** What its id knows it by, where the file name says more than its bytes depend on. */
  readonly name?: string;
  readonly kind: ManifestFile['kind'];
  /** Everything the bytes depend on beside the tool's version, as plain values: decides whether it is made. */
  readonly from: readonly unknown[];
  /** The same by the names an operator uses: says why it is made again. */
  readonly causes: Readonly<Record<string, unknown>>;
  readonly about?: Pick<ManifestFile, 'pages' | 'copies' | 'sheets' | 'printed' | 'firstSheet'>;
  /** A document whose number of pages only the making tells. */
  readonly flows?: boolean;
  /** Pieces for the progress bar: of batches, or of 1-up files where there are no batches. */
  readonly pieces?: number;
  /** Sets what needs fonts and is kept in the cache, before other threads make the file. */
  readonly prepare?: () => Promise<unknown>;
  readonly make: (sink: Sink, id: string) => void | Promise<void>;
}

export interface Bench {
  readonly shop: Shop;
  readonly files: readonly ManifestFile[];
  readonly made: readonly string[];
  readonly kept: readonly string[];
  readonly remade: readonly Remade[];
  /** Keeps the file of a unit or makes it, and says what it is. */
  make(unit: Unit): Promise<ManifestFile>;
  /** The same of several, in their order; on several threads where there are some and it pays. */
  makeAll(units: readonly Unit[]): Promise<ManifestFile[]>;
}

/** Thrown inside this file alone, when the signal has come. */
export class Stopped extends Error {}

export function openBench(input: RunInput, journal: Journal): Bench {
  const { plan, shop, folder, clock, signal, onProgress } = input;
  const files: ManifestFile[] = [];
  const made: string[] = [];
  const kept: string[] = [];
  const remade: Remade[] = [];
  const total = plan.total.printed;
  let start: number | undefined;
  let done = 0;
  let doneNow = 0;

  const report = (unit: Unit, isNew: boolean): void => {
    done += unit.pieces ?? 0;
    if (isNew) doneNow += unit.pieces ?? 0;
    const seconds = (clock() - (start ?? 0)) / 1000;
    const rate = seconds > 0 ? doneNow / seconds : 0;
    onProgress?.({
      done,
      total,
      rate,
      file: unit.file,
      ...(rate > 0 ? { secondsLeft: (total - done) / rate } : {}),
    });
  };

  /** Ctrl-C is heard only when the event loop turns, and nothing else here waits for anything. */
  const turn = async (): Promise<void> => {
    await setImmediate();
    if (signal?.aborted) throw new Stopped();
  };

  const lookAt = async (unit: Unit): Promise<Look> => {
    await turn();
    start ??= clock();
    const path = inFolder(folder, unit.file);
    const id = idOf(shop, unit);
    const causes = digestCauses({ tool: shop.tool.version, ...unit.causes });
    const known = journal.entries.get(unit.file);
    const size = known && sizeOf(path);
    const there = known?.unit === id && size === known.bytes ? await readDigest(path) : undefined;
    const kept = there !== undefined && there.sha256 === known?.sha256 ? there : undefined;
    return { unit, path, id, causes, known, size, kept };
  };

  /** Writes down what a unit has come to: one that was kept, or one that was made now. */
  const settle = (
    { unit, path, id, causes, known, size, kept: keep }: Look,
    now: WrittenFile | undefined,
  ) => {
    let why = known?.remade;
    if (!now) {
      // Another cause may leave the same bytes, and an older journal has none: the next reason starts from here.
      if (!sameCauses(known?.causes, causes)) journal.append({ ...known!, causes });
    } else {
      if (known) {
        why =
          known.unit !== id ? findChanged(known.causes, causes) : [size === undefined ? MISSING : DAMAGED];
        remade.push({ file: unit.file, causes: why });
      }
      journal.append({ unit: id, file: unit.file, ...now, causes, ...(why ? { remade: why } : {}) });
    }
    (now ? made : kept).push(unit.file);
    report(unit, now !== undefined);
    const pages = unit.flows ? { pages: countPages(readBytes(path)!) } : {};
    return {
      file: unit.file,
      kind: unit.kind,
      ...(now ?? keep!),
      ...pages,
      ...unit.about,
      ...(why ? { remade: why } : {}),
    };
  };

  const makeHere = ({ unit, path, id }: Look): Promise<WrittenFile> =>
    writeAside(path, (sink) => unit.make(sink, id), checkOf(shop, unit));

  async function makeAll(units: readonly Unit[]): Promise<ManifestFile[]> {
    const records = new Map<Unit, ManifestFile>();
    const missing: Look[] = [];
    for (const unit of units) {
      const look = await lookAt(unit);
      if (look.kept) records.set(unit, settle(look, undefined));
      else missing.push(look);
    }
    // The sums are the seal of a finished run: broken before the first file changes, set again at the end.
    if (missing.length > 0 && made.length === 0) removeFile(inFolder(folder, SUMS));
    const settleNew = (look: Look, now: WrittenFile): void => {
      records.set(look.unit, settle(look, now));
    };
    try {
      const crew = await gather(input, missing);
      if (crew) await makeTogether(missing, crew, { folder, turn, make: makeHere, settle: settleNew });
      else
        for (const look of missing) {
          await turn();
          settleNew(look, await makeHere(look));
        }
    } finally {
      files.push(...inOrder(units, records));
    }
    return inOrder(units, records);
  }

  return {
    shop,
    files,
    made,
    kept,
    remade,
    makeAll,
    async make(unit) {
      const [record] = await makeAll([unit]);
      return record!;
    },
  };
}

/** How a unit is found before it is made. */
interface Look {
  readonly unit: Unit;
  readonly path: string;
  readonly id: string;
  readonly causes: Causes;
  readonly known: JournalEntry | undefined;
  readonly size: number | undefined;
  /** The file as it lies there, where that is the one that is wanted. */
  readonly kept: WrittenFile | undefined;
}

const inOrder = (units: readonly Unit[], records: ReadonlyMap<Unit, ManifestFile>): ManifestFile[] =>
  units.flatMap((unit) => records.get(unit) ?? []);

/** Digest of all that the bytes of a unit depend on. */
export const idOf = ({ tool }: Shop, { kind, name, file, from }: Unit): string =>
  digestOf(JSON.stringify([tool.version, kind, name ?? file, ...from]));

/** A PDF is read back before it gets its name. */
export const checkOf =
  (shop: Shop, { file, kind }: Unit) =>
  (part: string): void | Promise<void> =>
    file.endsWith('.pdf') ? shop.preflight(part, file, kind) : undefined;

/** The threads that help to make some files; nobody where it would take longer to call them. */
async function gather({ crew }: RunInput, missing: readonly Look[]): Promise<Crew | undefined> {
  const pages = missing.reduce((n, { unit }) => n + (unit.about?.pages ?? 0), 0);
  if (!crew || missing.length < 2 || pages < LEAST_PAGES) return undefined;
  // What needs fonts is set here, where they are opened once; the others find it in the cache.
  for (const { unit } of missing) await unit.prepare?.();
  return crew;
}
