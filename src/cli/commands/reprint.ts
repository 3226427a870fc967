/** `kyr build --sheets …`: prints the plan of a reprint, makes it inside the run's folder, and says what it is. */
import { join, resolve } from 'node:path';
import { type Diagnostic, EXIT, fail } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { type Asked, readSelection } from '../../job/reprint/asked.js';
import { formatReprint } from '../../job/reprint/note.js';
import { planReprint } from '../../job/reprint/plan.js';
import { reprintFiles, runReprint, type Sameness } from '../../job/reprint/run.js';
import { lastLine, missingSentences } from '../missing.js';
import { openOrder } from '../order.js';
import type { Outcome } from '../output.js';
import { watch } from '../progress.js';
import { type BuildOptions, resumable, stopped } from './build.js';

export interface ReprintOptions extends BuildOptions, Asked {
  readonly changed?: boolean;
}

/** Whether a build was asked for a part of the run. Throws KYR504 (exit 2) for options that only a part can have. */
export function isReprint(options: ReprintOptions): boolean {
  const { sheets, pieces, lang, organisation, overs, changed } = options;
  if ([sheets, pieces, lang, organisation].some((value) => value !== undefined)) return true;
  if (overs || changed)
    fail(
      {
        code: CODE.usage,
        message: `${overs ? '--overs' : '--changed'} is for reprints`,
        hint: 'say what to print again: --sheets, --pieces, --lang or --organisation',
      },
      EXIT.usage,
    );
  return false;
}

const SAME: Record<Sameness, string> = {
  same: 'Its designs are those of the run.',
  changed: 'It is NOT as the run was: see the warnings.',
  unknown: 'Whether its designs are those of the run is not known.',
};

export async function reprint(job: string, options: ReprintOptions): Promise<Outcome> {
  if (options.traceable)
    fail(
      {
        code: CODE.usage,
        message: 'no part of a traceable run is printed again: it is there to measure the machine',
        hint: 'build the whole job with --traceable',
      },
      EXIT.usage,
    );
  const order = await openOrder(job, { holdUnready: options.holdUnready ?? false });
  const selection = readSelection(order.plan, options);
  const plan = planReprint(order.plan, selection, order.world.digest);
  const folder = resolve(options.out ?? order.folder);
  if (!options.json) process.stdout.write(`${formatReprint(plan)}\n\n`);

  const diagnostics: Diagnostic[] = [...order.plan.diagnostics];
  const again = `kyr build ${job}, with the same selection`;
  const result = await resumable(order.world.shown(folder), again, () =>
    watch(options, (told) =>
      runReprint({
        run: order.plan,
        plan,
        shop: order.shop((warnings) => diagnostics.push(...warnings)),
        folder,
        changed: options.changed ?? false,
        discardApproval: options.discardApproval ?? false,
        missing: missingSentences(order.clearance),
        clock: () => performance.now(),
        ...told,
      }),
    ),
  );
  diagnostics.push(...result.warnings);
  const shown = order.world.shown(result.folder);
  if (result.status === 'stopped') return stopped(shown, again, diagnostics);

  const kept = result.kept.length === 0 ? '' : `, ${result.kept.length} were there already`;
  const { reprint: what, total } = plan;
  return {
    exitCode: EXIT.done,
    data: {
      folder: shown,
      status: result.status,
      reprint: {
        of: what.words,
        pieces: what.pieces,
        sheets: what.sheets,
        total,
        blank: what.blank,
        sameness: result.sameness,
      },
      made: result.made,
      kept: result.kept,
      removed: result.removed,
      approved: result.approved.map(({ design, code, role, on }) => ({ design, code, role, on })),
      missing: order.clearance.missing,
    },
    text: [
      `${result.made.length} files made${kept}: ${shown}`,
      `Start with ${join(shown, reprintFiles(plan).note)}`,
      SAME[result.sameness],
      lastLine(order.clearance, order.plan),
    ].join('\n'),
    diagnostics,
  };
}
