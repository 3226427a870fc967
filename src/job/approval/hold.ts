/**
 * Holds what would be printed, or what lies in a folder, against what was approved. A build may go on only where every
 * approved design comes out as it was approved, or where the approvals of what changed are given up.
 */
import { type Diagnostic, EXIT, KyrError } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { Approval } from '../../schema/approvals.js';
import type { Manifest } from '../manifest.js';
import { discard, readApprovals, writeApprovals } from './record.js';
import { changesOf, type Subject, seenChangesOf } from './subject.js';

/**
 * The approvals that hold for a run about to be made; asked before its first file changes. With `giveUp`, those of
 * designs that changed are moved to the discarded ones on disk.
 * @throws KyrError KYR640 (exit 6), an error for each design that changed
 */
export async function keepApprovals(
  folder: string,
  subjects: ReadonlyMap<string, Subject>,
  giveUp: boolean,
): Promise<readonly Approval[]> {
  const record = await readApprovals(folder);
  if (!record) return [];
  const changed = (approval: Approval): string[] => {
    const now = subjects.get(approval.design);
    return now ? changesOf(approval, now) : [];
  };
  const broken = record.approved.filter((approval) => changed(approval).length > 0);
  if (broken.length > 0 && !giveUp) throw refusal(broken, changed, GIVE_UP);
  if (broken.length > 0)
    await writeApprovals(
      folder,
      discard(record, (a) => (broken.includes(a) ? changed(a) : undefined)),
    );
  return record.approved.filter((a) => subjects.has(a.design) && !broken.includes(a));
}

/**
 * The approvals that a reprint inherits from its run, for what it prints. The record of the run is not touched.
 * @throws KyrError KYR640 (exit 6) where an approved design would come out otherwise, unless `giveUp`
 */
export async function inheritApprovals(
  folder: string,
  subjects: ReadonlyMap<string, Subject>,
  giveUp: boolean,
): Promise<readonly Approval[]> {
  const own = ((await readApprovals(folder))?.approved ?? []).filter((a) => subjects.has(a.design));
  const changed = (a: Approval): string[] => seenChangesOf(a, subjects.get(a.design)!);
  const broken = own.filter((a) => changed(a).length > 0);
  if (broken.length > 0 && !giveUp) throw refusal(broken, changed, GIVE_UP_REPRINT);
  return own.filter((a) => !broken.includes(a));
}

/** What of the designs that lie in a folder is not what was approved there. `sums`: file → SHA-256, as sealed. */
export function findUnapproved(
  approved: readonly Approval[],
  manifest: Manifest,
  sums: ReadonlyMap<string, string>,
): Diagnostic[] {
  const designs = new Map(manifest.designs.map((d) => [d.id, d]));
  const digests = new Set(sums.values());
  const changed = (approval: Approval): string[] => {
    const { file } = approval;
    const design = designs.get(approval.design);
    // What is not printed any more cannot be printed wrongly.
    if (!design) return [];
    if (!design.approval) return ['unknown'];
    const changes = changesOf(approval, design.approval);
    if (changes.length > 0) return changes;
    // Its name has the quantity in it, and may be another one now; its bytes may not.
    const isThere = !file || design.pressFile === undefined || digests.has(file.sha256);
    return isThere ? [] : [file.name];
  };
  const broken = approved.filter((a) => changed(a).length > 0);
  return tell(broken, changed, 'is not what was approved', APPROVE_AGAIN);
}

const GIVE_UP =
  'bring back what was approved, or add --discard-approval: it is made as it is now, and its new proof is to be approved again';
const GIVE_UP_REPRINT =
  'bring back what was approved, or add --discard-approval: it is printed again as it is now, unapproved';
const APPROVE_AGAIN =
  '`kyr approve` again, if what lies here was looked at; else `kyr build` from what was approved';

const refusal = (
  broken: readonly Approval[],
  changed: (approval: Approval) => string[],
  hint: string,
): KyrError =>
  new KyrError(tell(broken, changed, 'would not be printed as it was approved', hint), EXIT.notCleared);

/** One a design, however many have approved it. */
function tell(
  broken: readonly Approval[],
  changed: (approval: Approval) => string[],
  what: string,
  hint: string,
): Diagnostic[] {
  const ids = [...new Set(broken.map((a) => a.design))];
  return ids.map((id) => {
    const own = broken.filter((a) => a.design === id);
    const causes = [...new Set(own.flatMap(changed))];
    const why =
      causes.length === 1 && causes[0] === 'unknown'
        ? 'made from something else, nothing on record says what'
        : `${causes.join(', ')} changed`;
    return {
      code: CODE.approvalChanged,
      level: 'error',
      message: `${id} ${what} (${[...new Set(own.map((a) => a.code))].join(', ')}, ${own.map(approvedBy).join('; ')}): ${why}`,
      hint,
    };
  });
}

/** `by the parish council on 2026-11-25` */
export const approvedBy = ({ role, on }: Pick<Approval, 'role' | 'on'>): string => `by ${role} on ${on}`;
