/**
 * What a job orders: its runs, each a list of quantities of one design, in delivery order.
 *
 * Promises: one design id means one imprint, and the runs add up to the total that the job names; else a finding.
 * Does not: count overs or sheets.
 */

import type { Diagnostic, FilePlace } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { LanguageTag } from '../../core/language.js';
import type { LoadedOrganisation } from '../../load/organisation.js';
import type { Job } from '../../schema/job.js';
import type { PlannedBatch } from './plan.js';
import type { PlanInput } from './plan-job.js';
import { grouped } from './words.js';

export interface Order {
  readonly lang: LanguageTag;
  readonly quantity: number;
  readonly design: string;
  readonly organisation?: LoadedOrganisation;
  readonly delivery?: { readonly number: number; readonly label: string };
}

export interface Run {
  /** Middle of its batches' file names: `es`, `es-sample-st-brigid`, `congregations`. */
  readonly name: string;
  readonly kind: PlannedBatch['kind'];
  readonly orders: readonly Order[];
}

export function readRuns(input: PlanInput, found: Diagnostic[]): Run[] {
  const { job } = input;
  const rowCount = job.runs.reduce(
    (n, run) => n + ('congregations' in run ? (input.congregations.get(run.congregations)?.length ?? 0) : 0),
    0,
  );
  const checkLanguage = (lang: LanguageTag): void => {
    if (!input.languages.has(lang) && !found.some((d) => d.message.startsWith(`the language ${lang} `)))
      found.push({
        code: CODE.unknownName,
        level: 'error',
        message: `the language ${lang} is ordered but has no locale`,
        hint: `there are: ${[...input.languages.keys()].join(', ')}; kyr locale new ${lang} starts one`,
      });
  };
  const missing = (what: string): void => {
    found.push({
      code: CODE.unknownName,
      level: 'error',
      message: `${what} is named in the job but was not loaded`,
    });
  };

  let delivery = 0;
  return job.runs.map((run, index): Run => {
    if (!('congregations' in run)) {
      checkLanguage(run.language);
      const organisation =
        run.organisation === undefined ? undefined : input.organisations.get(run.organisation);
      if (run.organisation !== undefined && !organisation) missing(`the organisation ${run.organisation}`);
      const id = organisation
        ? `${run.language}-${organisation.withhold ? `run-${String(index + 1).padStart(2, '0')}` : organisation.id}`
        : run.language;
      return {
        name: id,
        kind: 'static',
        orders: [
          {
            lang: run.language,
            quantity: run.quantity,
            design: id,
            ...(organisation && !organisation.withhold ? { organisation } : {}),
          },
        ],
      };
    }
    const rows = input.congregations.get(run.congregations);
    if (!rows) missing(`the list ${run.congregations}`);
    const orders = (rows ?? []).flatMap((row): Order[] => {
      delivery += 1;
      const label = deliveryLabel(delivery, rowCount);
      const { organisation } = row;
      const place = { number: delivery, label };
      return row.orders.map(({ lang, quantity }) => {
        checkLanguage(lang);
        return {
          lang,
          quantity,
          design: `${lang}-${organisation.withhold ? label : organisation.id}`,
          delivery: place,
          ...(organisation.withhold ? {} : { organisation }),
        };
      });
    });
    return { name: 'congregations', kind: 'cut-and-stack', orders };
  });
}

/** The label under which a delivery is known where its name is withheld, and in sorting. */
const deliveryLabel = (delivery: number, of: number): string =>
  `delivery-${String(delivery).padStart(Math.max(2, String(of).length), '0')}`;

export function checkTotal(job: Job, runs: readonly Run[], at: FilePlace): Diagnostic[] {
  const summed = runs.flatMap((r) => r.orders).reduce((n, o) => n + o.quantity, 0);
  if (summed === job.total) return [];
  const difference = Math.abs(summed - job.total);
  return [
    {
      code: CODE.wrongTotal,
      level: 'error',
      message: `the runs add up to ${grouped(summed)} pieces, but total says ${grouped(job.total)}: ${grouped(difference)} too ${summed > job.total ? 'many' : 'few'}`,
      hint: 'correct a quantity, or write the sum as total',
      at,
    },
  ];
}

/**
 * One design id must mean one imprint: two rows that share an id and say different things, or a congregation
 * called like a withheld one's delivery number, would put one congregation's name on another's flyers.
 */
export function checkNames(runs: readonly Run[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  const seen = new Map<string, Order>();
  for (const order of runs.flatMap((r) => r.orders)) {
    const id = order.organisation?.id;
    if (id !== undefined && /^(delivery|run)-\d+$/.test(id)) {
      if (!found.some((d) => d.message.includes(`“${id}”`)))
        found.push({
          code: CODE.badValue,
          level: 'error',
          message: `an organisation cannot have the id “${id}”: withheld ones are called so`,
          hint: 'give it another id, such as its street or saint',
        });
      continue;
    }
    const known = seen.get(order.design);
    if (known && JSON.stringify(known.organisation) !== JSON.stringify(order.organisation))
      found.push({
        code: CODE.duplicateId,
        level: 'error',
        message: `“${id ?? order.design}” is ordered twice in ${order.lang} with different imprints`,
        hint: 'give the two different ids, or make their name, address and phone the same',
      });
    seen.set(order.design, order);
  }
  return found;
}
