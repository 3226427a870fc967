/**
 * Puts on record that designs of a run were approved as they lie in its folder, or takes that back. The folder must be
 * a finished run for the press, whole by its digests: what was looked at is what is approved. No build works there
 * meanwhile.
 *
 * Promises: the record is written first, whole or not at all; then the manifest says the same. The ticket follows with
 * the next `kyr build`, which knows the job. No file that the seal names is touched.
 */
import { type Diagnostic, EXIT, fail, KyrError, nearest } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { readSpokenCode } from '../../core/spoken-code.js';
import type { Approval } from '../../schema/approvals.js';
import { inFolder, lockFolder, writeAside } from '../disk.js';
import { formatManifest, MANIFEST, type Manifest, withApproved } from '../manifest.js';
import { openWholeRun, type WholeRun } from '../verify.js';
import { type ApprovalRecord, discard, readApprovals, writeApprovals } from './record.js';
import type { Subject } from './subject.js';

export interface ApproveInput {
  readonly folder: string;
  /** As people call the folder. */
  readonly shown: string;
  readonly role: string;
  readonly on: string;
  /** Codes read off proofs; if empty, what lies there is taken as it is. */
  readonly codes: readonly string[];
  /** Design ids, or tags for all designs in a language; all designs if empty. */
  readonly designs: readonly string[];
  /** Take the approvals of this role back instead. */
  readonly undo: boolean;
  /** Say what would be done, and write nothing. */
  readonly dryRun: boolean;
  /** What forbids to approve it whatever its state: a version of the law that was withdrawn. */
  readonly refuse: (manifest: Manifest) => readonly Diagnostic[];
}

export interface ApproveResult {
  readonly manifest: Manifest;
  /** What was approved now, or taken back. */
  readonly changed: readonly Approval[];
  /** All that stands on record now for designs of the run. */
  readonly approved: readonly Approval[];
}

type ManifestDesign = Manifest['designs'][number] & { readonly approval: Subject };

/**
 * Throws KYR803 (exit 4) for a folder that is no whole run, KYR642 (exit 6) for one that cannot be approved and for a
 * code of another version, KYR641 (exit 2) for a code that was mistyped, KYR110 (exit 2) for a design it does not have,
 * KYR802 while a build works there.
 */
export async function approveRun(input: ApproveInput): Promise<ApproveResult> {
  const { folder } = input;
  const unlock = lockFolder(folder);
  try {
    const run = await openWholeRun(folder);
    const designs = approvable(run.manifest, input);
    const asked = chooseDesigns(designs, input.designs);
    const record: ApprovalRecord = (await readApprovals(folder)) ?? {
      job: run.manifest.job,
      approved: [],
      discarded: [],
    };
    const chosen = chooseByCode(asked, record, input);
    const isOurs = ({ design, role }: Approval): boolean =>
      role === input.role && chosen.some((d) => d.id === design);
    const fresh = chosen.map((design) => toApproval(design, run, input));
    const changed = input.undo ? record.approved.filter(isOurs) : fresh;
    if (changed.length === 0) refuseNothing(input);
    const next: ApprovalRecord = input.undo
      ? discard(record, (a) => (isOurs(a) ? ['taken back'] : undefined))
      : { ...record, approved: [...record.approved.filter((a) => !isOurs(a)), ...fresh].sort(byDesign) };
    const approved = next.approved.filter((a) => designs.some((d) => holds(a, d)));
    if (!input.dryRun) {
      await writeApprovals(folder, next);
      const manifest = new TextEncoder().encode(formatManifest(withApproved(run.manifest, approved)));
      await writeAside(inFolder(folder, MANIFEST), (sink) => sink(manifest));
    }
    return { manifest: run.manifest, changed, approved };
  } finally {
    unlock();
  }
}

const holds = (approval: Approval, design: ManifestDesign): boolean =>
  approval.design === design.id && approval.digest === design.approval.digest;

/** Designs, then roles, by code unit: the same on every machine. */
function byDesign(a: Approval, b: Approval): number {
  const [left, right] = [`${a.design}\n${a.role}`, `${b.design}\n${b.role}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

function toApproval(design: ManifestDesign, run: WholeRun, { role, on }: ApproveInput): Approval {
  const { code, digest, causes } = design.approval;
  const file = design.pressFile;
  return {
    design: design.id,
    tag: design.tag,
    designCode: design.code,
    code,
    digest,
    causes,
    ...(file === undefined ? {} : { file: { name: file, sha256: run.sums.get(file) ?? '' } }),
    role,
    on,
  };
}

/** The designs of a run that can be approved. @throws KyrError KYR642 (exit 6) */
function approvable(manifest: Manifest, { shown, refuse }: ApproveInput): readonly ManifestDesign[] {
  const no = (message: string, hint: string): never =>
    fail({ code: CODE.approvalRefused, message, hint, at: { file: shown } }, EXIT.notCleared);
  if (manifest.reprint)
    no('this is a reprint, which inherits the approvals of its run', 'approve the run, in the folder above');
  if (manifest.purpose === 'draft')
    no(
      'this is a draft: it is read and corrected, and nothing of it is approved',
      'once the job says `purpose: press` and is built, its proofs can be signed',
    );
  const known = manifest.designs.filter((d): d is ManifestDesign => d.approval !== undefined);
  if (known.length < manifest.designs.length)
    no('this run was made by a kyr that could not approve yet', '`kyr build` once more, then approve it');
  const found = refuse(manifest);
  if (found.length > 0) throw new KyrError(found, EXIT.notCleared);
  return known;
}

/** @throws KyrError KYR110 (exit 2) for names that the run does not have */
function chooseDesigns(
  designs: readonly ManifestDesign[],
  wanted: readonly string[],
): readonly ManifestDesign[] {
  if (wanted.length === 0) return designs;
  const isNamed = (design: ManifestDesign, name: string): boolean =>
    design.id === name || design.tag === name;
  const names = [...new Set(designs.flatMap((d) => [d.id, d.tag]))];
  const unknown = wanted.filter((name) => !designs.some((d) => isNamed(d, name)));
  if (unknown.length > 0)
    throw new KyrError(
      unknown.map((name) => {
        const near = nearest(name, names);
        return {
          code: CODE.unknownName,
          level: 'error',
          message: `the run has no design ${name}`,
          hint: near === undefined ? `it has ${names.join(', ')}` : `did you mean ${near}?`,
        };
      }),
      EXIT.usage,
    );
  return designs.filter((d) => wanted.some((name) => isNamed(d, name)));
}

/** The designs whose codes were typed; all of them where none was. */
function chooseByCode(
  designs: readonly ManifestDesign[],
  record: ApprovalRecord,
  { codes }: ApproveInput,
): readonly ManifestDesign[] {
  if (codes.length === 0) return designs;
  const read = codes.map(readSpokenCode);
  const faults = read.flatMap((r): Diagnostic[] =>
    'fault' in r
      ? [
          {
            code: CODE.approvalCode,
            level: 'error',
            message: r.fault,
            hint: 'read it off the proof again, letter by letter',
          },
        ]
      : [],
  );
  if (faults.length > 0) throw new KyrError(faults, EXIT.usage);
  const typed = read.flatMap((r) => ('code' in r ? [r.code] : []));
  const now = designs.map((d) => `${d.id} ${d.approval.code}`).join(', ');
  const strangers = typed.filter((code) => !designs.some((d) => d.approval.code === code));
  if (strangers.length > 0)
    throw new KyrError(
      strangers.map((code) => {
        const earlier = [...record.discarded, ...record.approved].find((a) => a.code === code);
        return {
          code: CODE.approvalRefused,
          level: 'error',
          message: earlier
            ? `${code} stands on a proof of ${earlier.design} as it was before, and not as it lies here now`
            : `${code} is not on the proof of anything asked for here: that proof was of another version, or of another run`,
          hint: `look at the proofs in this folder; their codes now: ${now}`,
        };
      }),
      EXIT.notCleared,
    );
  return designs.filter((d) => typed.includes(d.approval.code));
}

function refuseNothing({ role, shown }: ApproveInput): never {
  return fail(
    {
      code: CODE.approvalRefused,
      message: `nothing that was asked for is approved by ${role}`,
      hint: `who approved what: approvals.json in ${shown}`,
    },
    EXIT.usage,
  );
}
