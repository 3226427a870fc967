/** `kyr approve`: puts on record, in the folder of a run, that somebody approved its designs as they lie there. */
import { join, resolve } from 'node:path';
import { EXIT, fail } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { approveRun } from '../../job/approval/approve.js';
import { APPROVALS } from '../../job/approval/record.js';
import type { Manifest } from '../../job/manifest.js';
import { withdrawnIn } from '../../job/withdrawn.js';
import { loadWithdrawn } from '../../load/withdrawn.js';
import type { Approval } from '../../schema/approvals.js';
import { today } from '../day.js';
import { inColumns, type Outcome } from '../output.js';
import { checkDay, openWorld } from '../world.js';

export interface ApproveOptions {
  readonly role: string;
  readonly on?: string;
  readonly code?: readonly string[];
  readonly design?: readonly string[];
  readonly undo?: boolean;
  readonly dryRun?: boolean;
}

export async function approve(folder: string, options: ApproveOptions): Promise<Outcome> {
  const world = openWorld();
  const on = options.on ?? today(world);
  checkDay(on);
  if (on > today(world))
    fail(
      {
        code: CODE.badValue,
        message: `${on} is after today (${today(world)})`,
        hint: 'write the day on which it was signed',
      },
      EXIT.usage,
    );
  const { role, undo = false, dryRun = false } = options;
  const shown = world.shown(resolve(folder));
  const { manifest, changed, approved } = await approveRun({
    folder: resolve(folder),
    shown,
    role,
    on,
    codes: options.code ?? [],
    designs: options.design ?? [],
    undo,
    dryRun,
    refuse: (run) => withdrawnIn(run, loadWithdrawn(world)),
  });
  const open = manifest.designs.filter((d) => approved.every((a) => a.design !== d.id));
  const ids = open.map((d) => d.id);
  const head = undo
    ? `${dryRun ? 'Would be taken' : 'Taken'} back, as approved by ${role}:`
    : `${dryRun ? 'Would be approved' : 'Approved'} by ${role} on ${on}:`;
  return {
    exitCode: EXIT.done,
    data: {
      folder: shown,
      job: manifest.job,
      dryRun,
      undone: undo,
      changed: changed.map(toData),
      approved: approved.map(toData),
      open: ids,
    },
    text: [
      `${manifest.title} (${manifest.job}), ${shown}`,
      head,
      ...inColumns(changed.map((approval) => describe(approval, manifest))).map((line) => `  ${line}`),
      ...(ids.length === 0 ? [] : [`Nothing on record for ${ids.join(', ')}.`]),
      dryRun
        ? 'Nothing was written.'
        : `On record in ${join(shown, APPROVALS)}. The next kyr build of the job says it on START-HERE.pdf.`,
    ].join('\n'),
    diagnostics: [],
  };
}

const toData = ({ design, tag, designCode, code, file, role, on }: Approval): unknown => ({
  design,
  tag,
  designCode,
  code,
  ...(file ? { file } : {}),
  role,
  on,
});

function describe({ design, tag, code, designCode, file }: Approval, { languages }: Manifest): string[] {
  const english = languages.find((l) => l.tag === tag)?.english ?? tag;
  return [design, english, code, designCode, file?.name ?? 'on sheets'];
}
