/**
 * Who gets what: every congregation and every run by language, with its boxes, for ticket and labels.
 * A congregation that withholds itself has a number and nothing else.
 */
import type { LoadedOrganisation } from '../load/organisation.js';
import { type PackedBox, packBoxes } from './packing.js';
import type { Plan, PlannedLine } from './plan/plan.js';
import { grouped } from './plan/words.js';

export interface Recipient {
  /** `04`: of a delivery; absent for a run by language. */
  readonly number?: string;
  /** Absent where it is withheld, and where nobody in particular is meant. */
  readonly organisation?: LoadedOrganisation;
  /** A run by language whose organisation is withheld: `run-02`. */
  readonly run?: string;
  readonly lines: readonly PlannedLine[];
  readonly boxes: readonly PackedBox[];
  /** What a delivery ordered and does not get yet: `60 Urdu`. */
  readonly later: readonly string[];
}

/** What recipients and their boxes are read from. */
export type RecipientPlan = Pick<Plan, 'lines' | 'congregations' | 'designs' | 'held' | 'band' | 'carton'>;

/** Congregations in delivery order. */
export function deliveriesOf(plan: RecipientPlan): Recipient[] {
  return plan.congregations.map((c) => ({
    number: c.label.slice('delivery-'.length),
    ...organisationOf(plan, c.lines[0]),
    lines: c.lines,
    boxes: packBoxes(c.lines, plan),
    later: plan.held.flatMap(({ english, deliveries }) =>
      deliveries
        .filter((d) => d.delivery === c.delivery)
        .map(({ ordered }) => `${grouped(ordered)} ${english}`),
    ),
  }));
}

/** Runs by language in the order of the job. */
export function runsOf(plan: RecipientPlan): Recipient[] {
  return plan.lines
    .filter((line) => line.delivery === undefined)
    .map((line) => {
      const known = organisationOf(plan, line);
      const who = line.design.slice(line.lang.length + 1);
      return {
        ...known,
        ...(known.organisation || who === '' ? {} : { run: who }),
        lines: [line],
        boxes: packBoxes([line], plan),
        later: [],
      };
    });
}

function organisationOf(plan: RecipientPlan, line: PlannedLine | undefined): Pick<Recipient, 'organisation'> {
  const organisation = plan.designs.find((d) => d.id === line?.design)?.organisation;
  return organisation ? { organisation } : {};
}
