/**
 * Where files are made. Each file is a unit: its id is the digest of all that it depends on. A unit whose journal
 * line says the same id, and whose file lies on disk with the size and digest of that line, is kept; every other one
 * is made: aside, flushed, preflighted (a PDF), renamed, journalled. So a run that was killed at any moment goes on
 * where it stopped, and a finished run makes nothing again.
 */

import { setImmediate } from 'node:timers/promises';
import { DAMAGED, digestCauses, findChanged, MISSING, sameCauses } from '../causes.js';
import {
  digestOf,
  inFolder,
  readBytes,
  readDigest,
  removeFile,
  type Sink,
  sizeOf,
  writeAside,
} from '../disk.js';
import type { Journal } from '../journal.js';
import { type ManifestFile, SUMS } from '../manifest.js';
import { countPages } from '../pdf-pages.js';
import type { Plan } from '../plan/plan.js';
import type { Shop } from '../shop.js';

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

  return {
    shop,
    files,
    made,
    kept,
    remade,
    async make(unit) {
      // Ctrl-C is heard only when the event loop turns, and nothing else here waits for anything.
      await setImmediate();
      if (signal?.aborted) throw new Stopped();
      start ??= clock();
      const path = inFolder(folder, unit.file);
      const { version } = shop.tool;
      const id = digestOf(JSON.stringify([version, unit.kind, unit.name ?? unit.file, ...unit.from]));
      const causes = digestCauses({ tool: version, ...unit.causes });
      const known = journal.entries.get(unit.file);
      const size = known && sizeOf(path);
      let written = known?.unit === id && size === known.bytes ? await readDigest(path) : undefined;
      const keep = written !== undefined && written.sha256 === known?.sha256;
      let why = known?.remade;
      if (keep && written) {
        // Another cause may leave the same bytes, and an older journal has none: the next reason starts from here.
        if (!sameCauses(known?.causes, causes)) journal.append({ ...known!, causes });
      } else {
        // The sums are the seal of a finished run: broken before the first file changes, set again at the end.
        if (made.length === 0) removeFile(inFolder(folder, SUMS));
        const check = (part: string): void | Promise<void> =>
          unit.file.endsWith('.pdf') ? shop.preflight(part, unit.file, unit.kind) : undefined;
        written = await writeAside(path, (sink) => unit.make(sink, id), check);
        if (known) {
          why =
            known.unit !== id ? findChanged(known.causes, causes) : [size === undefined ? MISSING : DAMAGED];
          remade.push({ file: unit.file, causes: why });
        }
        journal.append({ unit: id, file: unit.file, ...written, causes, ...(why ? { remade: why } : {}) });
      }
      (keep ? kept : made).push(unit.file);
      report(unit, !keep);
      const pages = unit.flows ? { pages: countPages(readBytes(path)!) } : {};
      const record: ManifestFile = {
        file: unit.file,
        kind: unit.kind,
        ...written,
        ...pages,
        ...unit.about,
        ...(why ? { remade: why } : {}),
      };
      files.push(record);
      return record;
    },
  };
}
