/** `kyr build`: prints the plan, makes what is missing of the run, and says what is missing for press. */
import { join, resolve } from 'node:path';
import type { Diagnostic } from '../../core/diagnostic.js';
import { EXIT, fail, KyrError } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { tellRemade } from '../../job/causes.js';
import { formatPlan } from '../../job/plan/format-plan.js';
import type { Plan } from '../../job/plan/plan.js';
import type { Approval } from '../../schema/approvals.js';
import { callCrew } from '../crew.js';
import { lastLine, missingSentences } from '../missing.js';
import { type OrderOptions, openOrder } from '../order.js';
import type { Outcome } from '../output.js';
import { type ProgressStyle, watch } from '../progress.js';
import { planData } from './plan.js';

export interface BuildOptions {
  readonly out?: string;
  readonly json: boolean;
  readonly holdUnready?: boolean;
  readonly discardApproval?: boolean;
  readonly traceable?: boolean;
  readonly qr?: 'font' | 'path';
  readonly progress: ProgressStyle;
}

export async function build(job: string, options: BuildOptions): Promise<Outcome> {
  const order = await openOrder(job, {
    holdUnready: options.holdUnready ?? false,
    ...readTraceable(options),
  });
  // First: threads load while this one does.
  const crew = callCrew(order);
  const { runPlan } = await import('../../job/run/run.js');
  const folder = resolve(options.out ?? order.folder);
  if (!options.json) process.stdout.write(`${formatPlan(order.plan)}\n`);

  const diagnostics: Diagnostic[] = [...order.plan.diagnostics];
  const shown = order.world.shown(folder);
  const result = await resumable(shown, `kyr build ${job}`, () =>
    watch(options, (told) =>
      runPlan({
        plan: order.plan,
        shop: order.shop((warnings) => diagnostics.push(...warnings)),
        crew,
        folder,
        discardApproval: options.discardApproval ?? false,
        missing: missingSentences(order.clearance),
        clock: () => performance.now(),
        ...told,
      }),
    ),
  );
  if (result.status === 'stopped') return stopped(shown, `kyr build ${job}`, diagnostics);
  const kept = result.kept.length === 0 ? '' : `, ${result.kept.length} were there already`;
  const taken = result.removed.length === 0 ? '' : `, ${result.removed.length} of an earlier plan taken away`;
  const text = [
    `${result.made.length} files made${kept}${taken}: ${shown}`,
    ...(result.remade.length === 0 ? [] : [tellRemade(result.remade)]),
    `Start with ${join(shown, order.plan.purpose === 'draft' ? 'DRAFT-START-HERE.pdf' : 'START-HERE.pdf')}`,
    ...notApproved(order.plan, result.approved, shown),
    lastLine(order.clearance, order.plan),
  ].join('\n');
  return {
    exitCode: EXIT.done,
    data: {
      folder: shown,
      status: result.status,
      plan: planData(order.plan),
      made: result.made,
      kept: result.kept,
      remade: result.remade,
      removed: result.removed,
      approved: result.approved.map(({ design, code, role, on }) => ({ design, code, role, on })),
      missing: order.clearance.missing,
    },
    text,
    diagnostics,
  };
}

/** Where there are proofs for the press to sign: which of them nobody has, and what to do then. */
function notApproved(plan: Plan, approved: readonly Approval[], folder: string): string[] {
  const open = plan.designs.filter((d) => approved.every((a) => a.design !== d.id)).map((d) => d.id);
  if (plan.purpose === 'draft' || !plan.proofs || open.length === 0) return [];
  const which = open.length === plan.designs.length ? 'No proof' : `No proof of ${open.join(', ')}`;
  return [`${which} is on record as approved. Once signed: kyr approve ${folder} --role ROLE --code CODE`];
}

/** Throws KYR504 (exit 2) for --qr without --traceable. */
export function readTraceable({
  traceable,
  qr,
}: Pick<BuildOptions, 'traceable' | 'qr'>): Pick<OrderOptions, 'traceable'> {
  if (traceable) return { traceable: qr ?? 'font' };
  if (qr !== undefined)
    fail(
      {
        code: CODE.usage,
        message: '--qr says how the codes of single pieces are drawn, and goes with --traceable',
        hint: 'leave it out: the one code of a design is always a path',
      },
      EXIT.usage,
    );
  return {};
}

const stoppedNote = (folder: string, command: string): Diagnostic => ({
  code: CODE.stopped,
  level: 'info',
  message: `stopped; what is finished is in ${folder}`,
  hint: `the same command goes on from there: ${command}`,
});

/** What a build says that was stopped by Ctrl-C. */
export const stopped = (folder: string, command: string, diagnostics: readonly Diagnostic[]): Outcome => ({
  exitCode: EXIT.interrupted,
  data: { folder, status: 'stopped' },
  text: '',
  diagnostics: [...diagnostics, stoppedNote(folder, command)],
});

/** Does the work; where it fails in the middle, the error says how to go on. */
export async function resumable<T>(folder: string, command: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Where the disk refused, the message says already how to go on.
    const diskRefused = (d: Diagnostic): boolean => d.code === CODE.cannotWrite;
    if (
      error instanceof KyrError &&
      error.exitCode === EXIT.resumable &&
      !error.diagnostics.some(diskRefused)
    )
      throw new KyrError([...error.diagnostics, stoppedNote(folder, command)], EXIT.resumable);
    throw error;
  }
}
