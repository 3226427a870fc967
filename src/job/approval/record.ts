/**
 * approvals.json in the folder of a run. Written aside and renamed, so that a crash leaves the record that was or the
 * one that is. It stands beside the seal, not under it: an approval comes after SHA256SUMS and changes no file of the
 * run, so the sums do not name it.
 */
import { EXIT, KyrError } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { Approval, ApprovalsFile } from '../../schema/approvals.js';
import { inFolder, readBytes, writeAside } from '../disk.js';

export const APPROVALS = 'approvals.json';

export type ApprovalRecord = Pick<ApprovalsFile, 'job' | 'approved' | 'discarded'>;

/**
 * The approvals of a run's folder, or undefined if there are none. Throws KYR643 (exit 6) where the record is there and
 * cannot be read: then nobody can tell what was approved.
 */
export async function readApprovals(folder: string): Promise<ApprovalRecord | undefined> {
  const bytes = readBytes(inFolder(folder, APPROVALS));
  if (!bytes) return undefined;
  const record = await parseRecord(new TextDecoder().decode(bytes));
  if (record) return record;
  throw new KyrError(
    [
      {
        code: CODE.approvalsUnreadable,
        level: 'error',
        message: `${APPROVALS} cannot be read: nobody can tell what was approved`,
        hint: 'bring back the file as it was, or take it out of the folder and approve again',
        at: { file: APPROVALS },
      },
    ],
    EXIT.notCleared,
  );
}

/** Most runs have no record, and need no zod to know it. */
const openSchema = () => import('../../schema/approvals.js');

async function parseRecord(text: string): Promise<ApprovalRecord | undefined> {
  const { ApprovalsFile } = await openSchema();
  try {
    const parsed = ApprovalsFile.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export async function writeApprovals(folder: string, record: ApprovalRecord): Promise<void> {
  const { APPROVALS_FORMAT } = await openSchema();
  const { job, approved, discarded } = record;
  const file: ApprovalsFile = { approvals: APPROVALS_FORMAT, job, approved, discarded };
  const bytes = new TextEncoder().encode(`${JSON.stringify(file, undefined, 2)}\n`);
  await writeAside(inFolder(folder, APPROVALS), (sink) => sink(bytes));
}

/** The record without the approvals that `drop` gives a reason for; these are kept as discarded. */
export function discard(
  record: ApprovalRecord,
  drop: (approval: Approval) => readonly string[] | undefined,
): ApprovalRecord {
  const dropped = record.approved.flatMap((approval) => {
    const why = drop(approval);
    return why ? [{ ...approval, why: [...why] }] : [];
  });
  return {
    ...record,
    approved: record.approved.filter((approval) => !drop(approval)),
    discarded: [...record.discarded, ...dropped],
  };
}
