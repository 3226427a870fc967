/**
 * What a signature on a proof is for: one design as it would be printed. Its digest is over all that decides the bytes
 * of the design's press file, so that it is known before a file is made, and the same whether the shop gets 1-up files
 * or sheets; its causes are the same by the names that an operator uses (job/causes.ts).
 *
 * Does not: hold how many are printed or on which sheets. A client approves what is on the piece.
 */

import { spokenCode } from '../../core/spoken-code.js';
import { oneUpPage } from '../../impose/one-up.js';
import { type Causes, digestCauses, findChanged, ofDesigns } from '../causes.js';
import { digestOf } from '../disk.js';
import type { Plan, PlannedDesign } from '../plan/plan.js';
import { boxesOf } from '../run/units.js';
import type { CompiledDesign, Shop } from '../shop.js';

export interface Subject {
  /** Printed on the proof. */
  readonly code: string;
  readonly digest: string;
  readonly causes: Causes;
}

function subjectOf(
  shop: Pick<Shop, 'tool' | 'press' | 'date'>,
  plan: Pick<Plan, 'title' | 'purpose'>,
  design: PlannedDesign,
  compiled: CompiledDesign,
): Subject {
  const boxes = boxesOf(compiled.pages.map(oneUpPage));
  const { tool, press: profile, date } = shop;
  const title = [plan.title, plan.purpose];
  const digest = digestOf(
    JSON.stringify([tool.version, profile, date, title, compiled.code, compiled.key, boxes]),
  );
  return {
    code: spokenCode(digest),
    digest,
    causes: digestCauses({
      tool: tool.version,
      profile,
      date,
      title,
      boxes,
      ...ofDesigns([{ ...design, causes: compiled.causes }]),
    }),
  };
}

/** Of every design of a plan, by PlannedDesign.id. */
export const subjectsOf = (
  shop: Pick<Shop, 'tool' | 'press' | 'date'>,
  plan: Plan,
  designs: ReadonlyMap<string, CompiledDesign>,
): Map<string, Subject> =>
  new Map(plan.designs.map((design) => [design.id, subjectOf(shop, plan, design, designs.get(design.id)!)]));

/** What a press file says of itself and nobody sees on paper: a reprint says REPRINT there, and may be of another day. */
const UNSEEN: readonly string[] = ['title', 'date'];

/** Why a subject is no longer the one that was approved, in words such as `text of es`; empty where it still is. */
export function changesOf(before: Pick<Subject, 'digest' | 'causes'>, now: Subject): string[] {
  return before.digest === now.digest ? [] : findChanged(before.causes, now.causes);
}

/** The same for what is seen on paper alone. */
export const seenChangesOf = (before: Pick<Subject, 'digest' | 'causes'>, now: Subject): string[] =>
  changesOf(before, now).filter((cause) => !UNSEEN.includes(cause));
