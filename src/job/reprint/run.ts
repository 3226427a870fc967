/**
 * Carries a reprint out into a folder of its own inside the run's: `reprints/sheets-412-431`. Made the way a run is,
 * file by file, and so it goes on where it was stopped; the files of the run itself are read, never touched.
 *
 * Promises: before a byte is written, the job and its designs are held against the run's manifest. A reprint that
 * would number or print anything else than the run did is refused, unless the caller takes it as it is now.
 */
import { type Diagnostic, EXIT, fail, KyrError } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { inheritApprovals } from '../approval/hold.js';
import { inFolder } from '../disk.js';
import { formatRunCsv, MANIFEST, type Manifest, numberingOf, readManifest } from '../manifest.js';
import type { Plan } from '../plan/plan.js';
import type { RunInput } from '../run/bench.js';
import { makeText } from '../run/papers.js';
import { pressUnits } from '../run/press-files.js';
import { type RunResult, runFiles } from '../run/run.js';
import { formatNote } from './note.js';
import { REPRINTS, type ReprintPlan } from './plan.js';

export interface ReprintInput extends Omit<RunInput, 'plan' | 'folder'> {
  /** Of the whole run, as the job says now. */
  readonly run: Plan;
  readonly plan: ReprintPlan;
  /** The run's folder. */
  readonly folder: string;
  /** Print it as it is now, whatever the run printed. */
  readonly changed: boolean;
}

/** How the reprint stands to the run. `unknown`: there is no manifest to hold it against. */
export type Sameness = 'same' | 'changed' | 'unknown';

export interface ReprintResult extends RunResult {
  readonly sameness: Sameness;
  /** KYR506, a warning each: what is not as it was, or could not be compared. */
  readonly warnings: readonly Diagnostic[];
}

/** The names of the files at the top of a reprint's folder. */
export function reprintFiles(plan: Plan): { note: string; runCsv: string } {
  const prefix = plan.purpose === 'draft' ? 'DRAFT-' : '';
  return { note: `${prefix}REPRINT-START-HERE.txt`, runCsv: `${prefix}REPRINT-run.csv` };
}

/**
 * Makes what is missing of a reprint. Throws KYR506 (exit 3) where the run was made from something else, KYR804 where
 * the folder is another job's; and what `runPlan` throws.
 */
export async function runReprint(input: ReprintInput): Promise<ReprintResult> {
  const { run, plan, shop } = input;
  const manifest = readManifest(input.folder);
  if (manifest && manifest.job !== run.job)
    fail({
      code: CODE.otherRun,
      message: `${input.folder} holds the run of another job, ${manifest.job}`,
      hint: 'name the folder of the run with --out',
    });
  const changes: Diagnostic[] = manifest ? findJobChanges(manifest, run, shop.press) : [];
  const refuse = (): void => {
    if (changes.length > 0 && !input.changed) throw new KyrError(changes, EXIT.invalid);
  };
  const sameness = (): Sameness => (!manifest ? 'unknown' : changes.length > 0 ? 'changed' : 'same');

  const folder = inFolder(input.folder, `${REPRINTS}/${plan.reprint.name}`);
  const result = await runFiles({ ...input, folder }, async (bench, designs, subjects) => {
    if (manifest) changes.push(...findDesignChanges(manifest, plan, designs));
    refuse();
    const approved = await inheritApprovals(input.folder, subjects, input.discardApproval ?? false);
    const names = reprintFiles(plan);
    await bench.makeAll(pressUnits(bench.shop, plan, designs));
    await makeText(bench, plan, designs, 'csv', names.runCsv, formatRunCsv(plan, designs));
    await makeText(
      bench,
      plan,
      designs,
      'note',
      names.note,
      formatNote(plan, {
        designs,
        sameness: sameness(),
        missing: input.missing,
        runCsv: names.runCsv,
        approved,
      }),
    );
    return approved;
  });
  return {
    ...result,
    sameness: sameness(),
    warnings: manifest
      ? changes.map((d) => ({ ...d, level: 'warning' as const, hint: 'printed as it is now: --changed' }))
      : [
          {
            code: CODE.changedSince,
            level: 'warning',
            message: `could not compare with the run: there is no ${MANIFEST} in its folder`,
            hint: 'hold a printed piece against the proof: the design codes on both must be the same',
          },
        ],
  };
}

const BRING_BACK =
  'bring back the files that the run was made from, or add --changed to print it as it is now';

/** What numbers mean, and what every design shares without knowing it. */
function findJobChanges(manifest: Manifest, run: Plan, press: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  const add = (message: string): void => {
    found.push({ code: CODE.changedSince, level: 'error', message, hint: BRING_BACK });
  };
  if (manifest.purpose !== run.purpose)
    add(`the run was made for ${manifest.purpose}, and the job now says ${run.purpose}`);
  if (numberingOf(manifest) !== numberingOf(run))
    add(
      'the job has other quantities, orders or sheets than the run was made with: its numbers mean other pieces now',
    );
  if (manifest.press !== press) add('the output profile is not the one that the run was made with');
  return found;
}

/** Designs that would not come out as they were printed. */
function findDesignChanges(
  manifest: Manifest,
  plan: ReprintPlan,
  designs: ReadonlyMap<string, { readonly key: string; readonly code: string }>,
): Diagnostic[] {
  const before = new Map(manifest.designs.map((d) => [d.id, d]));
  return plan.designs.flatMap(({ id }): Diagnostic[] => {
    const then = before.get(id);
    const now = designs.get(id)!;
    if (then?.key === now.key) return [];
    const how = !then
      ? 'is not in it'
      : then.code === now.code
        ? `says the same (${now.code}), but is set with another style, font or version of kyr`
        : `was ${then.code} and is ${now.code} now: its text was changed`;
    return [
      {
        code: CODE.changedSince,
        level: 'error',
        message: `not as in the run: ${id} ${how}`,
        hint: BRING_BACK,
      },
    ];
  });
}
