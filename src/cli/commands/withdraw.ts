/**
 * `kyr withdraw`: puts on record that a version of a layer is not printed any more, finds the runs that printed it, and
 * writes a notice for each congregation that got pieces of them. The record is written first: what blocks the next run
 * must not wait for the papers of the last one. Called again it finds and writes again, and leaves the record as it is.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { namespaceOf } from '../../compose/law.js';
import { type LayerVersion, versionName } from '../../compose/trace-law.js';
import { type Diagnostic, EXIT, fail, failOnErrors } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { findRecall, type Recall } from '../../job/recall.js';
import { describeRun, FIRST_PAGE, recallNotices } from '../../job/recall-notice.js';
import { formatWithdrawn, isOf, signedBy, withEntry } from '../../job/withdrawn.js';
import { loadLayer } from '../../load/content.js';
import type { DiskWorld } from '../../load/disk-world.js';
import { loadWithdrawn, type PlacedWithdrawal, readWithdrawn, WITHDRAWN_FILE } from '../../load/withdrawn.js';
import type { Layer } from '../../schema/content.js';
import { Day, LayerId, Version } from '../../schema/parts.js';
import type { Withdrawal } from '../../schema/withdrawn.js';
import { today } from '../day.js';
import type { Outcome } from '../output.js';
import { openWorld } from '../world.js';
import { writeOne } from '../write.js';

export interface WithdrawOptions {
  readonly why?: string;
  readonly role?: string;
  readonly on?: string;
  /** Beside out/, where runs lie too. */
  readonly runs?: readonly string[];
  /** Where the notices go. */
  readonly out?: string;
  readonly undo?: boolean;
  readonly dryRun?: boolean;
}

export async function withdraw(version: string, options: WithdrawOptions): Promise<Outcome> {
  const world = openWorld();
  const asked = readVersion(version);
  const layer = loadLayer(world, asked.layer).value;
  refuseMissing(options.runs ?? []);
  const known = loadWithdrawn(world).find((w) => isOf(w, asked));
  if (options.undo) return takeBack(world, asked, known, options.dryRun ?? false);

  const withdrawal = known ?? readWithdrawal(world, asked, options);
  refuseOtherWords(known, options);
  const folders = ['out', ...(options.runs ?? [])].map((folder) => resolve(folder));
  const recall = findRecall(folders, asked);
  if (!known) refuseUnknownVersion(asked, layer, recall);

  const target = resolve(
    options.out ?? join('out', 'recall', `${namespaceOf(asked.layer)}-${asked.version}`),
  );
  const shown = world.shown;
  const notices = recallNotices({ withdrawal, place: layer.name, recall, shown });
  const record = recordPath(world);
  if (!options.dryRun) {
    if (!known) await writeRecord(world, (list) => withEntry(list, withdrawal));
    for (const { file, text } of notices)
      await writeOne(join(target, ...file.split('/')), new TextEncoder().encode(text));
  }

  const total = recall.runs.reduce((n, run) => n + run.printed, 0);
  return {
    exitCode: EXIT.done,
    data: {
      ...asked,
      why: withdrawal.why,
      role: withdrawal.role ?? null,
      on: withdrawal.on,
      already: known !== undefined,
      dryRun: options.dryRun ?? false,
      record: known?.at.file ?? shown(record),
      printed: total,
      runs: recall.runs.map((run) => ({ ...run, folder: shown(run.folder) })),
      untouched: recall.untouched.map(shown),
      unsure: recall.unsure.map((u) => ({ ...u, folder: shown(u.folder) })),
      notices: notices.map(({ file }) => shown(join(target, ...file.split('/')))),
    },
    text: [
      ...blocked(withdrawal, known, shown(record), options.dryRun ?? false),
      '',
      ...(recall.runs.length === 0
        ? [`No run in ${folders.map(shown).join(', ')} printed it. For runs elsewhere: --runs FOLDER`]
        : [
            `${recall.runs.length === 1 ? '1 run' : `${recall.runs.length} runs`} printed it, ${total.toLocaleString('en-US')} pieces:`,
            ...recall.runs.map((run) => `  ${describeRun(run, shown)}`),
          ]),
      ...recall.untouched.map((folder) => `  ${shown(folder)}: read it, and prints no sentence of it`),
      ...(notices.length === 0
        ? []
        : [
            '',
            `${notices.length - 1} ${notices.length === 2 ? 'notice' : 'notices'} ${options.dryRun ? 'would go' : 'written'} to ${shown(target)}`,
            ...(options.dryRun ? [] : [`Start with ${shown(join(target, FIRST_PAGE))}`]),
          ]),
      ...(options.dryRun ? [] : ['', `To take it back: kyr withdraw ${versionName(asked)} --undo`]),
    ].join('\n'),
    diagnostics: recall.unsure.map(
      ({ folder, why }): Diagnostic => ({
        code: CODE.withdrawn,
        level: 'warning',
        message: `nobody can tell whether ${shown(folder)} printed it: ${why}`,
        hint: 'look at the version in the small print of its proofs',
      }),
    ),
  };
}

function blocked(
  withdrawal: Withdrawal,
  known: PlacedWithdrawal | undefined,
  record: string,
  dryRun: boolean,
): string[] {
  const name = versionName(withdrawal);
  const why = `  ${withdrawal.why} (${signedBy(withdrawal)})`;
  if (known) return [`${name} is withdrawn already, on record in ${known.at.file}:`, why];
  if (dryRun) return [`${name} would be withdrawn; nothing was written:`, why];
  return [
    `${name} is withdrawn:`,
    why,
    `  On record in ${record}. Nothing is printed from it any more, not even a draft.`,
    `  To print again: correct content/${withdrawal.layer}.yaml, give it a newer version, have a lawyer read it.`,
  ];
}

/** `us/ny/nyc@2026.11`. @throws KyrError KYR504 (exit 2) */
function readVersion(text: string): LayerVersion {
  const [layer = '', version = '', ...rest] = text.split('@');
  if (rest.length === 0 && LayerId.safeParse(layer).success && Version.safeParse(version).success)
    return { layer, version };
  return fail(
    {
      code: CODE.usage,
      message: `“${text}” is no version of a layer`,
      hint: 'write LAYER@VERSION, such as us/ny/nyc@2026.11; `kyr content show ice-encounter` names them',
    },
    EXIT.usage,
  );
}

/** A slip in the name of a folder would find no run, and nobody would be told. @throws KyrError KYR101 */
function refuseMissing(folders: readonly string[]): void {
  failOnErrors(
    folders
      .filter((folder) => !existsSync(resolve(folder)))
      .map((folder) => ({
        code: CODE.fileMissing,
        level: 'error',
        message: `there is no folder ${folder}`,
        hint: 'name the folder in which runs lie with --runs',
      })),
  );
}

/** A slip in the number would block nothing, and nobody would notice. @throws KyrError KYR110 */
function refuseUnknownVersion(asked: LayerVersion, layer: Layer, { versions }: Recall): void {
  if (layer.version === asked.version || versions.includes(asked.version)) return;
  const known = [...new Set([layer.version, ...versions])];
  fail({
    code: CODE.unknownName,
    message: `${versionName(asked)} is neither what content/${asked.layer}.yaml says now, nor what any run found here printed`,
    hint: `known: ${known.map((version) => versionName({ ...asked, version })).join(', ')}. If it was printed elsewhere, name the folder of its run with --runs`,
  });
}

/** @throws KyrError KYR504 (exit 2) where no reason is given, or the day is none */
function readWithdrawal(world: DiskWorld, asked: LayerVersion, options: WithdrawOptions): Withdrawal {
  // What a withdrawal would hit may be asked before anybody has put the reason into words.
  const none = options.dryRun ? 'no reason given yet' : '';
  const why = options.why === undefined ? none : oneLine(options.why);
  if (why === '')
    fail(
      {
        code: CODE.usage,
        message: `why is ${versionName(asked)} withdrawn?`,
        hint: 'add --why "…", in a sentence: everybody who handed it out will read it',
      },
      EXIT.usage,
    );
  const on = options.on ?? today(world);
  if (!Day.safeParse(on).success || on > today(world))
    fail(
      {
        code: CODE.badValue,
        message: `“${on}” is ${Day.safeParse(on).success ? `after today (${today(world)})` : 'not a date'}`,
        hint: 'write the day on which it was decided as YYYY-MM-DD',
      },
      EXIT.usage,
    );
  return { ...asked, why, ...(options.role === undefined ? {} : { role: options.role }), on };
}

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** The record holds; who wants it to say something else takes it back first. @throws KyrError KYR504 (exit 2) */
function refuseOtherWords(known: PlacedWithdrawal | undefined, { why, role, on }: WithdrawOptions): void {
  if (!known) return;
  const other =
    (why !== undefined && oneLine(why) !== known.why) ||
    (role !== undefined && role !== known.role) ||
    (on !== undefined && on !== known.on);
  if (!other) return;
  fail(
    {
      code: CODE.usage,
      message: `${versionName(known)} is withdrawn already (${signedBy(known)}): ${known.why}`,
      hint: `without --why, --role and --on it finds its runs again; to put it otherwise, first: kyr withdraw ${versionName(known)} --undo`,
      at: known.at,
    },
    EXIT.usage,
  );
}

/** Notices that went out cannot be called back: that is said. */
async function takeBack(
  world: DiskWorld,
  asked: LayerVersion,
  known: PlacedWithdrawal | undefined,
  dryRun: boolean,
): Promise<Outcome> {
  const name = versionName(asked);
  if (!known)
    fail({ code: CODE.unknownName, message: `${name} is not withdrawn`, hint: 'there is nothing to undo' });
  const record = recordPath(world);
  if (!readRecord(world).some((w) => isOf(w, asked)))
    fail({
      code: CODE.withdrawn,
      message: `${name} was withdrawn by those who ship kyr, not in this project: ${known.why}`,
      hint: `write a newer version of content/${asked.layer}.yaml`,
      at: known.at,
    });
  if (!dryRun) await writeRecord(world, (list) => list.filter((w) => !isOf(w, asked)));
  return {
    exitCode: EXIT.done,
    data: { ...asked, undone: !dryRun, dryRun, record: world.shown(record) },
    text: dryRun
      ? `${name} would be taken out of ${world.shown(record)}; nothing was written`
      : `${name} may be printed again; it was taken out of ${world.shown(record)}.\nWhoever was sent a recall notice does not know that: tell them.`,
    diagnostics: [],
  };
}

/** The project's own list; the tool's where there is no project. */
const recordPath = (world: DiskWorld): string => join(world.project ?? world.shipped, WITHDRAWN_FILE);

function readRecord(world: DiskWorld): Withdrawal[] {
  const path = recordPath(world);
  const bytes = world.read(path);
  return bytes === undefined
    ? []
    : readWithdrawn(bytes, world.shown(path)).map(({ at: _, ...withdrawal }) => withdrawal);
}

const writeRecord = (
  world: DiskWorld,
  change: (list: readonly Withdrawal[]) => readonly Withdrawal[],
): Promise<void> =>
  writeOne(recordPath(world), new TextEncoder().encode(formatWithdrawn(change(readRecord(world)))));
