/**
 * Carries a plan out into a folder, file by file. What is made although the journal knew it is made for a reason,
 * which the journal, the manifest and the result name.
 *
 * Promises: the same plan and shop leave the same bytes, whatever was interrupted on the way. Files of an
 * earlier plan that the journal knows, and that nobody has touched since, are taken away (stale.ts), so that no old
 * batch is printed by mistake; nothing else in the folder is removed.
 * Does not: decide about draft or press (the gate did), print anything on a terminal, or look at the clock.
 */

import { setFlagsFromString } from 'node:v8';
import { EXIT, KyrError } from '../../core/diagnostic.js';
import type { Approval } from '../../schema/approvals.js';
import { keepApprovals } from '../approval/hold.js';
import { type Subject, subjectsOf } from '../approval/subject.js';
import { digestOf, inFolder, lockFolder, makeFolder, readDigest, sizeOf, writeAside } from '../disk.js';
import { hasJournal, type Journal, openJournal } from '../journal.js';
import {
  buildManifest,
  formatManifest,
  formatRunCsv,
  formatSums,
  MANIFEST,
  type Manifest,
  readManifest,
  SUMS,
} from '../manifest.js';
import type { Plan } from '../plan/plan.js';
import type { CompiledDesign, DesignRequest, Shop } from '../shop.js';
import { type Bench, openBench, type Remade, type RunInput, Stopped } from './bench.js';
import { checkShell } from './check-shell.js';
import { makeLabels, makeProofs, makeText, makeTicket, topFiles } from './papers.js';
import { pressUnits } from './press-files.js';
import { removeStale } from './stale.js';

export interface RunResult {
  /** `stopped`: the signal came; run again to go on (exit 130). */
  readonly status: 'done' | 'stopped';
  readonly folder: string;
  /** Files made now, and found as they should be. */
  readonly made: readonly string[];
  readonly kept: readonly string[];
  /** Of those made now: files that the journal knew, and why they were made again. */
  readonly remade: readonly Remade[];
  /** Files of an earlier plan that were taken away. */
  readonly removed: readonly string[];
  /** Of a finished run: what holds of what was approved. */
  readonly approved: readonly Approval[];
  readonly manifest?: Manifest;
}

/**
 * Makes what is missing of a run. Throws KYR801 (exit 3 where the folder cannot be begun, 5 once the run can be gone
 * on with), KYR802 if another build is at work in the folder, KYR804 if the folder is another job's; and what the
 * shop throws, with exit 5 where it does so in the middle of the files; exit 4 for a PDF that fails preflight; KYR640
 * (exit 6) where a design that was approved in this folder would come out otherwise.
 */
export const runPlan = (input: RunInput): Promise<RunResult> =>
  runFiles(input, (bench, designs, subjects) => makeRun(input, bench, designs, subjects));

/** Makes the files of a folder in their order, from the designs of the plan; says which approvals hold for them. */
export type MakeFiles = (
  bench: Bench,
  designs: ReadonlyMap<string, CompiledDesign>,
  subjects: ReadonlyMap<string, Subject>,
) => Promise<readonly Approval[]>;

/** A folder of files as `runPlan` leaves one: what belongs in it, `makeFiles` says. */
export async function runFiles(input: RunInput, makeFiles: MakeFiles): Promise<RunResult> {
  const { folder, plan } = input;
  const takeAway = makeFolder(folder);
  const unlock = lockFolder(folder, hasJournal(folder) ? EXIT.resumable : EXIT.invalid);
  try {
    const journal = openJournal(folder, plan.job);
    try {
      return await carryOut(input, journal, makeFiles);
    } finally {
      journal.close();
    }
  } finally {
    unlock();
    // A run that failed before its first file leaves nothing.
    takeAway();
  }
}

async function carryOut(input: RunInput, journal: Journal, makeFiles: MakeFiles): Promise<RunResult> {
  const { plan, shop, folder } = input;
  const bench = openBench(input, journal);
  const { made, kept, remade } = bench;
  try {
    const designs = await compileDesigns(
      plan,
      shop,
      () => {
        if (input.signal?.aborted) throw new Stopped();
      },
      (id) => input.onProgress?.({ done: 0, total: plan.total.printed, rate: 0, file: `design ${id}` }),
    );
    if (plan.ink.kind === 'shell') checkShell(designs);
    keepYoungSmall();
    const subjects = subjectsOf(shop, plan, designs);
    const approved = await makeFiles(bench, designs, subjects);

    const removed = await removeStale(folder, journal, new Set(bench.files.map((f) => f.file)));
    const before = readManifest(folder);
    const approvals = { subjects, approved };
    const manifest = buildManifest(plan, shop, designs, bench.files, input.missing, approvals, before);
    await writeIfOther(inFolder(folder, MANIFEST), formatManifest(manifest));
    // Last: whoever finds the sums finds all that belongs to them.
    await writeIfOther(inFolder(folder, SUMS), formatSums(bench.files));
    return { status: 'done', folder, made, kept, remade, removed, approved, manifest };
  } catch (error) {
    if (error instanceof Stopped)
      return { status: 'stopped', folder, made, kept, remade, removed: [], approved: [] };
    // An input that goes away while the files are made, such as a font, stops a run that can be gone on with.
    if (error instanceof KyrError && error.exitCode === EXIT.invalid && bench.files.length > 0)
      throw new KyrError(error.diagnostics, EXIT.resumable);
    throw error;
  }
}

async function makeRun(
  { plan, missing, folder, discardApproval }: RunInput,
  bench: Bench,
  designs: ReadonlyMap<string, CompiledDesign>,
  subjects: ReadonlyMap<string, Subject>,
): Promise<readonly Approval[]> {
  const approved = await keepApprovals(folder, subjects, discardApproval ?? false);
  const names = topFiles(plan);
  const records = await bench.makeAll(pressUnits(bench.shop, plan, designs));
  const pressFiles = new Map(records.map((record) => [record.file, record]));
  if (plan.proofs)
    for (const design of plan.designs)
      await makeProofs(
        bench,
        plan,
        design,
        designs.get(design.id)!,
        subjects.get(design.id)!.code,
        design.pressFile === undefined ? undefined : pressFiles.get(design.pressFile),
      );
  await makeText(bench, plan, designs, 'csv', names.runCsv, formatRunCsv(plan, designs));
  await makeLabels(bench, plan, names.labels);
  await makeTicket(bench, plan, names, designs, missing, approved);
  return approved;
}

/**
 * Keeps the young generation as large as it is now. Pages leave nothing behind, so that a larger one only waits to be
 * collected: for 300,000 flyers it was 124 MB with this and 167 without, and no slower.
 */
const keepYoungSmall = (): void => setFlagsFromString('--semi-space-growth-factor=1');

/** All designs of a plan, by PlannedDesign.id. `turn` is called before each, `told` once of each. */
export async function compileDesigns(
  { designs: planned }: Plan,
  shop: Shop,
  turn = (): void => {},
  told = (_id: string): void => {},
): Promise<Map<string, CompiledDesign>> {
  const requests = new Map(
    planned.map(({ id, lang, organisation }): [DesignRequest, string] => [
      { lang, ...(organisation ? { organisation } : {}) },
      id,
    ]),
  );
  const done = new Set<DesignRequest>();
  const tell = (request: DesignRequest): void => {
    if (done.has(request)) return;
    done.add(request);
    told(requests.get(request)!);
  };
  await shop.prepare?.([...requests.keys()], turn, tell);
  const designs = new Map<string, CompiledDesign>();
  for (const [request, id] of requests) {
    turn();
    designs.set(id, await shop.compile(request));
    tell(request);
  }
  return designs;
}

async function writeIfOther(path: string, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  if (sizeOf(path) === bytes.length && (await readDigest(path))?.sha256 === digestOf(text)) return;
  await writeAside(path, (sink) => sink(bytes));
}
