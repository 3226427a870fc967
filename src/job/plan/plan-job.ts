/**
 * A job → a plan. Pure: the same job gives the same plan, and nothing is made yet. `kyr plan` shows it, `kyr build`
 * shows it and then makes it.
 *
 * Promises: the sums of plan.ts hold, or there is no plan but every reason why not.
 * Does not: read files, open fonts, or decide whether a job may go to press (that is the gate's).
 */

import { type Color, REGISTRATION } from '../../core/color.js';
import { type Diagnostic, type FilePlace, failOnErrors, placed } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { Size } from '../../core/geometry.js';
import { FOUR_COLOURS, type InkMode } from '../../core/ink.js';
import type { LanguageTag } from '../../core/language.js';
import { DEFAULT_SHEET, fitsOn, planSheet, type SheetPlan } from '../../impose/sheet.js';
import type { NamedLanguage } from '../../impose/slug.js';
import type { CongregationRow } from '../../load/congregations.js';
import type { LoadedOrganisation } from '../../load/organisation.js';
import type { Job } from '../../schema/job.js';
import { gramsOf, lengthOf } from '../../schema/quantities.js';
import { sheetsOfPieces } from '../numbers.js';
import { DEFAULT_BAND, planCarton } from '../packing.js';
import { formatWeight, pieceGrams, readGrammage } from '../stock.js';
import { numberLines, planBatches } from './batches.js';
import { countWithOvers, leastOvers, readOvers, sum } from './counts.js';
import { pressFileName } from './file-names.js';
import { checkNames, checkTotal, type Order, type Run, readRuns } from './orders.js';
import {
  type Counts,
  type Folds,
  type HeldLanguage,
  joinNumbers,
  type PieceCodes,
  type Plan,
  type PlannedCongregation,
  type PlannedDesign,
  type PlannedLine,
} from './plan.js';
import { nameOf } from './words.js';

export interface PlanInput {
  readonly job: Job;
  /** By the name under which the job's runs ask for them. */
  readonly congregations: ReadonlyMap<string, readonly CongregationRow[]>;
  readonly organisations: ReadonlyMap<string, LoadedOrganisation>;
  /** Names of every language of the job. */
  readonly languages: ReadonlyMap<LanguageTag, NamedLanguage>;
  /** Of the publication. */
  readonly edition: string;
  readonly sides: 1 | 2;
  /** From the template; the job's own bleed wins. */
  readonly trim: Size;
  readonly folds?: Folds;
  readonly bleed: number;
  /** In which inks, and those of the marks; process inks unless said. */
  readonly ink?: { readonly mode: InkMode; readonly marks: readonly Color[] };
  /** The printing condition, for people. */
  readonly profile?: string;
  /** Languages that are not ready for the press, and why: planned, but not printed. */
  readonly held?: ReadonlyMap<LanguageTag, readonly string[]>;
  /** Of a traceable run. */
  readonly codes?: PieceCodes;
  /** Where in the job file a value stands. */
  readonly place: (...path: PropertyKey[]) => FilePlace;
}

const DEFAULT_BATCH = 500;

const DEFAULT_STOCK = "the shop's choice, uncoated text 60 lb (90 g/m²) or heavier";

/**
 * Plans a job. Throws KyrError (exit 3): KYR501 for a total that is not the sum, KYR503 for a sheet that is too
 * small, KYR110 for a language, organisation or list that is not in the input.
 */
export function planJob(input: PlanInput): Plan {
  const { job } = input;
  const bleed = job.press?.bleed === undefined ? input.bleed : lengthOf(job.press.bleed);
  const { share: oversShare, minimum: oversMinimum } = readOvers(job);
  const { mode, marks } = input.ink ?? { mode: FOUR_COLOURS, marks: [REGISTRATION] };
  const found: Diagnostic[] = [];

  const wanted = job.output?.sheets;
  const gripper = wanted?.gripper === undefined ? {} : { gripper: lengthOf(wanted.gripper) };
  const sheet =
    wanted &&
    placed(job.press?.bleed === undefined ? input.place('size') : input.place('press', 'bleed'), () =>
      planSheet({ sheet: wanted.sheet ?? DEFAULT_SHEET, trim: input.trim, bleed, ...gripper }),
    );
  if (sheet) found.push(...betterSheet(sheet, fitsOn({ trim: input.trim, bleed, ...gripper })));
  const up = sheet?.up ?? 1;
  const batchSheets = wanted?.batch ?? DEFAULT_BATCH;

  const stock = readStock(input, found);
  const runs = readRuns(input, found).map((run) =>
    input.codes ? { ...run, kind: 'cut-and-stack' as const } : run,
  );
  found.push(...checkTotal(job, runs, input.place('total')), ...checkNames(runs));
  failOnErrors(found);

  const count = (ordered: number, least = 0): Counts => countWithOvers(ordered, oversShare, up, least);
  const prefix = job.purpose === 'draft' ? 'DRAFT-' : '';

  const isHeld = (order: Order): boolean => input.held?.has(order.lang) ?? false;
  const least = leastOvers(runs, oversMinimum, (ordered) => count(ordered).overs);
  // A run by language keeps its place when it is held, so that batches, sheets and pieces after it keep their
  // numbers; a mixed run closes up over the pieces that are held.
  const counted = runs.map((run) => {
    const orders = run.kind === 'static' ? run.orders : run.orders.filter((o) => !isHeld(o));
    return { ...run, orders, lines: orders.map((o) => toLine(o, count(o.quantity, least.get(o)))) };
  });
  const places = sheet ? planBatches(counted, up, input.sides, batchSheets, prefix) : [];
  const numbered = numberLines(
    counted.flatMap((run) => run.lines),
    (pieces) => sheetsOfPieces(places, up, pieces),
  );
  const ready = counted.filter((run) => !run.orders.some(isHeld));
  const printed = new Set(ready.flatMap((run) => run.lines.map((line) => line.design)));
  const lines = numbered.filter((line) => printed.has(line.design));
  const batches = places.filter((batch) => batch.designs.every((id) => printed.has(id)));
  const designs = collectDesigns(ready, lines, {
    prefix,
    wanted: job.output?.['press-files'] ?? true,
    trim: input.trim,
    ink: mode,
  });
  const tags = [...new Set(lines.map((l) => l.lang))];
  return {
    job: job.job,
    title: job.title,
    purpose: job.purpose,
    sample: job.sample ?? false,
    publication: job.publication,
    edition: input.edition,
    layer: job.layer,
    sides: input.sides,
    size: { name: job.size, trim: input.trim, ...(input.folds ? { folds: input.folds } : {}) },
    bleed,
    ...stock,
    ink: mode,
    marks,
    profile: input.profile ?? 'GRACoL 2006',
    ...(job.contact
      ? {
          contact: {
            name: job.contact.name,
            ...(job.contact.phone === undefined ? {} : { phone: job.contact.phone }),
          },
        }
      : {}),
    oversShare,
    oversMinimum,
    up,
    ...(sheet ? { sheet } : {}),
    batchSheets,
    proofs: job.output?.proofs ?? true,
    ...(input.codes ? { codes: input.codes } : {}),
    languages: tags.map((tag) => input.languages.get(tag)!),
    lines,
    designs,
    batches,
    congregations: collectCongregations(ready, lines),
    byLanguage: new Map(tags.map((tag) => [tag, sum(lines.filter((l) => l.lang === tag))])),
    total: sum(lines),
    released:
      job.purpose === 'draft'
        ? []
        : (job.release ?? [])
            .filter((r) => tags.includes(r.lang))
            .map(({ lang, role, on }) => ({ lang, role, on })),
    held: collectHeld(input, runs),
    diagnostics: found,
  };
}

/** Stock, its weight as far as it is known, and how it is packed. */
function readStock(
  input: PlanInput,
  found: Diagnostic[],
): Pick<Plan, 'stock' | 'grammage' | 'pieceGrams' | 'band' | 'carton'> {
  const press = input.job.press ?? {};
  const grammage = press.grammage ?? (press.stock === undefined ? undefined : readGrammage(press.stock));
  const grams = grammage === undefined ? undefined : pieceGrams(input.trim, grammage);
  const band = press.band ?? DEFAULT_BAND;
  const { pieces, weight } = press.carton ?? {};
  const carton = planCarton(
    { pieces, grams: weight === undefined ? undefined : gramsOf(weight) },
    grams,
    band,
  );
  if (!carton)
    found.push({
      code: CODE.badValue,
      level: 'error',
      message: `a carton is to weigh at most ${weight}, but ${grams === undefined ? 'what the stock weighs is not known' : `one piece weighs ${formatWeight(grams)}`}`,
      hint:
        grams === undefined
          ? 'add press.grammage, in grams a square metre, or write press.carton as { pieces: 1000 }'
          : 'write a weight that a person can lift, such as 30 lb',
      at: input.place('press', 'carton', 'weight'),
    });
  return {
    stock: press.stock ?? DEFAULT_STOCK,
    ...(grammage === undefined ? {} : { grammage }),
    ...(grams === undefined ? {} : { pieceGrams: grams }),
    band,
    carton: carton ?? { pieces: band },
  };
}

function betterSheet(sheet: SheetPlan, fits: ReturnType<typeof fitsOn>): Diagnostic[] {
  const better = fits.filter((f) => f.up > sheet.up).sort((a, b) => b.up - a.up)[0];
  if (!better) return [];
  return [
    {
      code: CODE.sheetTooSmall,
      level: 'warning',
      message: `a ${sheet.name} sheet holds ${sheet.up} beside gripper, marks and slug; ${better.name} would hold ${better.up}`,
      hint: `write output.sheets.sheet: ${better.name} if the shop has it`,
    },
  ];
}

const toLine = (order: Order, counts: Counts): Omit<PlannedLine, 'numbers'> => ({
  lang: order.lang,
  design: order.design,
  ...(order.delivery ? { delivery: order.delivery.number } : {}),
  ...counts,
});

function collectDesigns(
  runs: readonly Run[],
  lines: readonly PlannedLine[],
  files: { prefix: string; wanted: boolean; trim: Size; ink: InkMode },
): PlannedDesign[] {
  const orders = new Map(runs.flatMap((r) => r.orders).map((o) => [o.design, o]));
  return [...orders].map(([id, order]) => {
    const own = lines.filter((l) => l.design === id);
    const counts = sum(own);
    return {
      id,
      lang: order.lang,
      ...(order.organisation ? { organisation: order.organisation } : {}),
      ...(files.wanted ? { pressFile: pressFileName({ id, lang: order.lang }, counts.ordered, files) } : {}),
      ...counts,
      numbers: joinNumbers(own.map((l) => l.numbers)),
    };
  });
}

function collectCongregations(runs: readonly Run[], lines: readonly PlannedLine[]): PlannedCongregation[] {
  const found = new Map<number, Order>();
  for (const order of runs.flatMap((r) => r.orders))
    if (order.delivery && !found.has(order.delivery.number)) found.set(order.delivery.number, order);
  return [...found].map(([number, order]) => {
    const own = lines.filter((l) => l.delivery === number);
    return {
      delivery: number,
      label: order.delivery!.label,
      ...(order.organisation ? { id: order.organisation.id, name: nameOf(order.organisation) } : {}),
      lines: own,
      ...sum(own),
    };
  });
}

function collectHeld(input: PlanInput, runs: readonly Run[]): HeldLanguage[] {
  const orders = runs.flatMap((r) => r.orders);
  return [...(input.held ?? [])].map(([lang, why]) => {
    const own = orders.filter((o) => o.lang === lang);
    return {
      ...input.languages.get(lang)!,
      ordered: own.reduce((n, o) => n + o.quantity, 0),
      why,
      deliveries: own.flatMap((o) =>
        o.delivery ? [{ delivery: o.delivery.number, label: o.delivery.label, ordered: o.quantity }] : [],
      ),
    };
  });
}
