/** approvals.json, in the folder of a run: what was approved, in which role and when. Written by `kyr approve`. */
import { z } from 'zod';
import { Day } from './parts.js';

export const APPROVALS_FORMAT = 'kyr-approvals-1';

/** One design, approved in one role. Holds no name: who signed stands on the paper. */
export const Approval = z.strictObject({
  /** As in the plan: `es`, `es-sample-st-brigid`. */
  design: z.string(),
  tag: z.string(),
  /** On both sides of the piece: `ICE-ES-7K2F`. */
  designCode: z.string(),
  /** On the proof: `K7W-4M2-RFH`. */
  code: z.string(),
  /** Of all that decides what is printed, and the same by the names that an operator uses. */
  digest: z.string(),
  causes: z.record(z.string(), z.string()),
  /** The file that the proof names, where the run has it. */
  file: z.strictObject({ name: z.string(), sha256: z.string() }).optional(),
  role: z.string(),
  on: Day,
});
export type Approval = z.infer<typeof Approval>;

export const ApprovalsFile = z.strictObject({
  approvals: z.literal(APPROVALS_FORMAT),
  job: z.string(),
  approved: z.array(Approval),
  /** Approvals that hold no longer and why, oldest first: the paper that was signed is still out there. */
  discarded: z.array(z.strictObject({ ...Approval.shape, why: z.array(z.string()) })),
});
export type ApprovalsFile = z.infer<typeof ApprovalsFile>;
