/** `kyr plan`: what a build would make, and what is missing for press. Writes nothing. */
import { EXIT } from '../../core/diagnostic.js';
import { formatPlan } from '../../job/plan/format-plan.js';
import type { Plan } from '../../job/plan/plan.js';
import { countPlates } from '../../job/plan/plates.js';
import { lastLine } from '../missing.js';
import { type OrderOptions, openOrder } from '../order.js';
import type { Outcome } from '../output.js';

export interface PlanOptions extends Pick<OrderOptions, 'holdUnready'> {
  readonly traceable?: boolean;
}

export async function plan(job: string, { holdUnready, traceable }: PlanOptions = {}): Promise<Outcome> {
  const order = await openOrder(job, {
    holdUnready: holdUnready ?? false,
    ...(traceable ? { traceable: 'font' } : {}),
  });
  return {
    exitCode: EXIT.done,
    data: { plan: planData(order.plan), missing: order.clearance.missing },
    text: `${formatPlan(order.plan)}\n${lastLine(order.clearance, order.plan)}`,
    diagnostics: order.plan.diagnostics,
  };
}

/** A plan as JSON: maps as objects, and no picture of an organisation. */
export function planData(plan: Plan): unknown {
  return {
    job: plan.job,
    purpose: plan.purpose,
    publication: plan.publication,
    edition: plan.edition,
    layer: plan.layer,
    size: plan.size.name,
    sides: plan.sides,
    ink: plan.ink,
    profile: plan.profile,
    ...(plan.ink.kind === 'shell' ? { plates: countPlates(plan) } : {}),
    up: plan.up,
    total: plan.total,
    languages: Object.fromEntries(plan.byLanguage),
    congregations: plan.congregations.map(({ lines: _, ...rest }) => rest),
    designs: plan.designs.map(({ organisation: _, ...rest }) => rest),
    batches: plan.batches.map(({ pieces: _, designs: __, ...rest }) => rest),
    held: plan.held,
    released: plan.released,
  };
}
