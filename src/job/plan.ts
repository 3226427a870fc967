/**
 * A job → a plan: what is printed, how much of it, on which sheets, in which files. Pure: the same job gives the
 * same plan, and nothing is made yet. `kyr plan` shows it, `kyr build` shows it and then makes it.
 *
 * Promises: everything adds up. For every line, language and congregation, and in sum:
 * printed = ordered + overs = sheets × up. Overs are the spoilage asked for, rounded up so that each line fills
 * whole sheets' worth of places; a congregation's `sheets` is its share of the sheets it is printed on. A least
 * number of overs holds for a language over the whole run: what the shares leave short of it is added to the
 * language's largest run, or to its largest delivery where congregations alone order it.
 * A congregation that withholds itself appears by its delivery number alone; its name and id do not enter here.
 * Does not: read files, open fonts, or decide whether a job may go to press (that is the gate's).
 */

import { type Diagnostic, type FilePlace, failOnErrors, placed } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Size } from '../core/geometry.js';
import type { LanguageTag } from '../core/language.js';
import { formatInches, trimNumber } from '../core/units.js';
import { type Stretch, sliceStretches } from '../impose/cut-and-stack.js';
import { DEFAULT_SHEET, fitsOn, planSheet, type SheetPlan } from '../impose/sheet.js';
import type { NamedLanguage } from '../impose/slug.js';
import type { CongregationRow } from '../load/congregations.js';
import type { LoadedOrganisation } from '../load/organisation.js';
import type { Job } from '../schema/job.js';
import { gramsOf, lengthOf, percentOf } from '../schema/parts.js';
import { mergeRanges, type NumberRange, type Numbers, sheetsOfPieces } from './numbers.js';
import { type Carton, DEFAULT_BAND, planCarton } from './packing.js';
import { formatWeight, pieceGrams, readGrammage } from './stock.js';

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
  readonly bleed: number;
  /** Languages that are not ready for the press, and why: planned, but not printed. */
  readonly held?: ReadonlyMap<LanguageTag, readonly string[]>;
  /** Where in the job file a value stands. */
  readonly place: (...path: PropertyKey[]) => FilePlace;
}

/** printed = ordered + overs = sheets × up, always. */
export interface Counts {
  readonly ordered: number;
  readonly overs: number;
  readonly printed: number;
  readonly sheets: number;
}

/** One quantity of one design: a run by language, or one congregation's share in one language. */
export interface PlannedLine extends Counts {
  readonly lang: LanguageTag;
  /** PlannedDesign.id */
  readonly design: string;
  /** Delivery number of the congregation, from 1; absent for a run by language. */
  readonly delivery?: number;
  readonly numbers: Numbers;
}

export interface PlannedDesign extends Counts {
  /** Unique in the plan and fit for file names: `es`, `es-sample-st-brigid`, `es-delivery-04`. */
  readonly id: string;
  readonly lang: LanguageTag;
  /** Whose imprint it carries; absent where there is none or it is withheld. */
  readonly organisation?: LoadedOrganisation;
  /** 1-up press file in press/, if the job wants those. */
  readonly pressFile?: string;
  readonly numbers: Numbers;
}

export interface PlannedCongregation extends Counts {
  readonly delivery: number;
  /** `delivery-04` */
  readonly label: string;
  /** Absent where it is withheld. */
  readonly id?: string;
  readonly name?: string;
  readonly lines: readonly PlannedLine[];
}

/** What was ordered in a language that is not ready, and is not in any other part of the plan. */
export interface HeldLanguage extends NamedLanguage {
  readonly ordered: number;
  /** A sentence each. */
  readonly why: readonly string[];
  /** Congregations that wait for it. */
  readonly deliveries: readonly {
    readonly delivery: number;
    readonly label: string;
    readonly ordered: number;
  }[];
}

export interface PlannedBatch {
  /** From 1, in the order of printing. */
  readonly number: number;
  /** `static`: one sheet, `copies` times. `cut-and-stack`: `sheets` different sheets, once each. */
  readonly kind: 'static' | 'cut-and-stack';
  readonly file: string;
  readonly sheets: number;
  readonly copies: number;
  /** PDF pages: one a printed side of a sheet. */
  readonly pages: number;
  readonly printed: number;
  /** Design ids in delivery order. */
  readonly pieces: readonly Stretch<string>[];
  /** Ids of the designs that it prints. */
  readonly designs: readonly string[];
  /** Running number of its first sheet, over all batches. */
  readonly firstSheet: number;
  readonly numbers: Numbers;
}

/** What is printed again, out of a run. */
export interface Reprint {
  /** Fit for a folder: `sheets-412-431`, `pieces-1201-1450_lang-es`. */
  readonly name: string;
  /** For people: `sheets 412–431`, `pieces 1201–1450 in Spanish`. */
  readonly words: string;
  /** Whole sheets as they were, or loose pieces on sheets of their own. */
  readonly whole: boolean;
  /** Numbers in the run, overs not among them. */
  readonly pieces: readonly NumberRange[];
  /** Of whole sheets. */
  readonly sheets: readonly NumberRange[];
  /** Places that stay white, since no more pieces were asked for. */
  readonly blank: number;
  /** How many there are in the whole run, for the slug. */
  readonly run: { readonly batches: number; readonly sheets: number };
}

export interface Plan {
  readonly job: string;
  readonly title: string;
  readonly purpose: 'draft' | 'press';
  readonly sample: boolean;
  readonly publication: string;
  readonly edition: string;
  readonly layer: string;
  /** On how many sides a piece is printed. */
  readonly sides: 1 | 2;
  readonly size: { readonly name: string; readonly trim: Size };
  readonly bleed: number;
  readonly stock: string;
  /** Grams a square metre; absent where neither job nor stock says it. */
  readonly grammage?: number;
  /** Of one piece, trimmed, in grams; absent with the grammage. */
  readonly pieceGrams?: number;
  /** Pieces in a band. */
  readonly band: number;
  readonly carton: Carton;
  readonly ink: string;
  readonly contact?: { readonly name: string; readonly phone?: string };
  /** Share of the order, such as 0.02. */
  readonly oversShare: number;
  /** Overs that a language has at least, over the whole run; 0 unless the job says more. */
  readonly oversMinimum: number;
  /** Pieces on a sheet; 1 where the shop imposes. */
  readonly up: number;
  readonly sheet?: SheetPlan;
  readonly batchSheets: number;
  readonly proofs: boolean;
  readonly languages: readonly NamedLanguage[];
  readonly lines: readonly PlannedLine[];
  readonly designs: readonly PlannedDesign[];
  readonly batches: readonly PlannedBatch[];
  readonly congregations: readonly PlannedCongregation[];
  readonly byLanguage: ReadonlyMap<LanguageTag, Counts>;
  readonly total: Counts;
  /** Of the languages printed, those that somebody released without a second reader. The name stays in the job. */
  readonly released: readonly { readonly lang: LanguageTag; readonly role: string; readonly on: string }[];
  /** Empty unless the run goes on without languages that are not ready. */
  readonly held: readonly HeldLanguage[];
  /** Of a reprint alone (reprint.ts): then the rest of this plan is what is printed again. */
  readonly reprint?: Reprint;
  /** Warnings; a plan with errors is not handed out. */
  readonly diagnostics: readonly Diagnostic[];
}

const DEFAULT_OVERS = 0.02;
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
  const runs = readRuns(input, found);
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
    size: { name: job.size, trim: input.trim },
    bleed,
    ...stock,
    ink: '4c',
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

/** So many, and the spoilage on top: a share of them, at least so many, rounded up to full sheets. */
export function countWithOvers(ordered: number, share: number, up: number, least = 0): Counts {
  const spoilage = Math.max(Math.ceil(Number((ordered * share).toFixed(6))), least);
  const sheets = Math.ceil((ordered + spoilage) / up);
  return { ordered, overs: sheets * up - ordered, printed: sheets * up, sheets };
}

function readOvers({ press }: Job): { share: number; minimum: number } {
  const overs = press?.overs;
  if (overs === undefined) return { share: DEFAULT_OVERS, minimum: 0 };
  if (typeof overs === 'string') return { share: percentOf(overs), minimum: 0 };
  return { share: percentOf(overs.percent), minimum: overs.minimum };
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

/**
 * Overs that single orders must have, so that each language has so many over the whole run: its largest run by
 * language makes up what the shares leave short, or its largest delivery where it has no run of its own.
 */
function leastOvers(
  runs: readonly Run[],
  minimum: number,
  oversOf: (ordered: number) => number,
): Map<Order, number> {
  const least = new Map<Order, number>();
  const byLanguage = new Map<LanguageTag, Order[]>();
  for (const order of runs.flatMap((run) => run.orders))
    byLanguage.set(order.lang, [...(byLanguage.get(order.lang) ?? []), order]);
  for (const orders of byLanguage.values()) {
    const short = minimum - orders.reduce((n, order) => n + oversOf(order.quantity), 0);
    if (short <= 0) continue;
    const own = orders.filter((order) => !order.delivery);
    const [first, ...rest] = own.length > 0 ? own : orders;
    const largest = rest.reduce((a, b) => (b.quantity > a.quantity ? b : a), first!);
    least.set(largest, oversOf(largest.quantity) + short);
  }
  return least;
}

/** Adds counts up. */
export function sum(counts: Iterable<Counts>): Counts {
  const total = { ordered: 0, overs: 0, printed: 0, sheets: 0 };
  for (const c of counts) {
    total.ordered += c.ordered;
    total.overs += c.overs;
    total.printed += c.printed;
    total.sheets += c.sheets;
  }
  return total;
}

/** The label under which a delivery is known where its name is withheld, and in sorting. */
const deliveryLabel = (delivery: number, of: number): string =>
  `delivery-${String(delivery).padStart(Math.max(2, String(of).length), '0')}`;

interface Order {
  readonly lang: LanguageTag;
  readonly quantity: number;
  readonly design: string;
  readonly organisation?: LoadedOrganisation;
  readonly delivery?: { readonly number: number; readonly label: string };
}

interface Run {
  /** Middle of its batches' file names: `es`, `es-sample-st-brigid`, `congregations`. */
  readonly name: string;
  readonly kind: PlannedBatch['kind'];
  readonly orders: readonly Order[];
}

function readRuns(input: PlanInput, found: Diagnostic[]): Run[] {
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

function checkTotal(job: Job, runs: readonly Run[], at: FilePlace): Diagnostic[] {
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
function checkNames(runs: readonly Run[]): Diagnostic[] {
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

/** Pieces are numbered line after line: the order of the batches, and of the piles after the cut. */
function numberLines(
  lines: readonly Omit<PlannedLine, 'numbers'>[],
  sheetsOf: (pieces: NumberRange) => NumberRange[],
): PlannedLine[] {
  let before = 0;
  return lines.map((line) => {
    const pieces = { first: before + 1, last: before + line.printed };
    before += line.printed;
    return { ...line, numbers: { pieces: [pieces], sheets: sheetsOf(pieces) } };
  });
}

/** The highest numbers of a run, which are not its counts where something before them is held; 0 where there are none. */
export function lastNumbers(plan: Pick<Plan, 'batches' | 'lines'>): {
  readonly batch: number;
  readonly sheet: number;
  readonly piece: number;
} {
  const last = plan.batches.at(-1);
  return {
    batch: last?.number ?? 0,
    sheet: last ? last.firstSheet + last.sheets - 1 : 0,
    piece: Math.max(0, ...plan.lines.flatMap((line) => line.numbers.pieces.map((range) => range.last))),
  };
}

/** Several places of the run as one. */
export const joinNumbers = (all: readonly Numbers[]): Numbers => ({
  pieces: mergeRanges(all.flatMap((n) => n.pieces)),
  sheets: mergeRanges(all.flatMap((n) => n.sheets)),
});

function collectDesigns(
  runs: readonly Run[],
  lines: readonly PlannedLine[],
  files: { prefix: string; wanted: boolean; trim: Size },
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

/** `press/DRAFT-es-12000-sample-st-brigid-5.5x8.5-4c.pdf` */
export function pressFileName(
  design: Pick<PlannedDesign, 'id' | 'lang'>,
  quantity: number,
  { prefix, trim }: { readonly prefix: string; readonly trim: Size },
): string {
  const who = design.id.slice(design.lang.length);
  return `press/${prefix}${design.lang}-${quantity}${who}-${inches(trim.width)}x${inches(trim.height)}-4c.pdf`;
}

/** `sheets/DRAFT-0001-es-500sheets.pdf` */
export const batchFileName = (prefix: string, number: number, name: string, sheets: number): string =>
  `sheets/${prefix}${String(number).padStart(4, '0')}-${name}-${sheets}sheets.pdf`;

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

/** What the shop calls it: its English name, else any name, else its id. */
export function nameOf(organisation: LoadedOrganisation): string {
  const { name, id } = organisation;
  if (name === undefined) return id;
  if (typeof name === 'string') return name;
  return name.en ?? Object.values(name)[0] ?? id;
}

function planBatches(
  runs: readonly (Run & { readonly lines: readonly Omit<PlannedLine, 'numbers'>[] })[],
  up: number,
  sides: Plan['sides'],
  most: number,
  prefix: string,
): PlannedBatch[] {
  const batches: PlannedBatch[] = [];
  let firstSheet = 1;
  for (const run of runs) {
    const pieces = run.lines.map((line): Stretch<string> => ({ of: line.design, count: line.printed }));
    const { sheets } = sum(run.lines);
    for (let from = 0; from < sheets; from += most) {
      const here = Math.min(most, sheets - from);
      const number = batches.length + 1;
      const own = sliceStretches(pieces, from * up, (from + here) * up);
      batches.push({
        number,
        kind: run.kind,
        file: batchFileName(prefix, number, run.name, here),
        sheets: here,
        copies: run.kind === 'static' ? here : 1,
        pages: run.kind === 'static' ? sides : sides * here,
        printed: here * up,
        pieces: own,
        designs: [...new Set(own.map((p) => p.of))],
        firstSheet,
        numbers: {
          pieces: [{ first: (firstSheet - 1) * up + 1, last: (firstSheet - 1 + here) * up }],
          sheets: [{ first: firstSheet, last: firstSheet + here - 1 }],
        },
      });
      firstSheet += here;
    }
  }
  return batches;
}

const inches = (points: number): string => trimNumber(points / 72, 3);

/** `2 %, at least 50 a language, rounded up to full sheets` */
export const oversRule = (plan: Pick<Plan, 'oversShare' | 'oversMinimum'>): string =>
  `${trimNumber(plan.oversShare * 100, 2)} %${plan.oversMinimum > 0 ? `, at least ${grouped(plan.oversMinimum)} a language` : ''}, rounded up to full sheets`;

/** `at most 4,200 pieces and 30 lb (13.6 kg) in a box` */
export const boxRule = ({ carton }: Pick<Plan, 'carton'>): string =>
  `at most ${grouped(carton.pieces)} pieces${carton.grams === undefined ? '' : ` and ${formatWeight(carton.grams)}`} in a box`;

/** 12,240 */
export const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/**
 * The plan as a shop operator reads it on a terminal. The own name of a language stands last in its row, so
 * that scripts of other widths or directions do not shift a column.
 */
export function formatPlan(plan: Plan): string {
  const head = [
    `${plan.title} (${plan.job})${plan.purpose === 'draft' ? ' · DRAFT, not for press' : ''}`,
    `  what    ${plan.publication} (${plan.edition}), ${plan.layer}, ${formatInches(plan.size.trim.width)} × ${formatInches(plan.size.trim.height)}, ${plan.sides === 1 ? 'one side' : 'two sides'}, bleed ${formatInches(plan.bleed)}`,
    `  stock   ${plan.stock}`,
    `  ink     4 colours ${plan.sides === 1 ? 'on the front (4/0)' : 'both sides (4/4)'}; small text in black only`,
    plan.sheet
      ? `  sheets  ${plan.sheet.name}, ${plan.up}-up, gripper ${formatInches(plan.sheet.gripper)}${plan.sides === 1 ? '' : ', turned over the long edge'}; at most ${plan.batchSheets} sheets a file`
      : '  sheets  none: the shop imposes the 1-up files',
    `  overs   ${oversRule(plan)}`,
    `  boxes   ${boxRule(plan)}; bands of ${grouped(plan.band)}`,
    `  weight  ${plan.pieceGrams === undefined ? 'not known: press.grammage would say it' : `${formatWeight(plan.pieceGrams * plan.total.ordered)}, overs not counted`}`,
  ];
  const batchesOf = (test: (b: PlannedBatch) => boolean): string => {
    const numbers = plan.batches.filter(test).map((b) => b.number);
    const first = numbers[0];
    const last = numbers.at(-1);
    if (first === undefined || last === undefined) return '–';
    return first === last ? `${first}` : `${first}–${last}`;
  };
  const row = (c: Counts, name: string, batches: string, own: string): string[] => [
    name,
    grouped(c.ordered),
    grouped(c.overs),
    grouped(c.printed),
    grouped(c.sheets),
    batches,
    own,
  ];
  const language = new Map(plan.languages.map((l) => [l.tag, l]));
  const plain = plan.designs.filter((d) => plan.lines.some((l) => l.design === d.id && !l.delivery));
  const rows = [
    ['', 'ordered', 'overs', 'printed', 'sheets', 'batches', ''],
    ...plain.map((design) => {
      const named = language.get(design.lang)!;
      const who = design.id.slice(design.lang.length + 1);
      return row(
        design,
        who === '' ? named.english : `${named.english}, ${who}`,
        batchesOf((b) => b.kind === 'static' && b.pieces.some((p) => p.of === design.id)),
        named.name,
      );
    }),
    ...plan.congregations.map((c) =>
      row(
        c,
        `${c.label.slice('delivery-'.length)} ${shorten(c.name ?? '(name withheld)')}`,
        batchesOf(
          (b) => b.kind === 'cut-and-stack' && b.pieces.some((p) => c.lines.some((l) => l.design === p.of)),
        ),
        c.lines.map((l) => `${l.ordered} ${language.get(l.lang)!.english}`).join(', '),
      ),
    ),
    row(plan.total, 'in all', plan.batches.length > 0 ? `${plan.batches.length} files` : '–', ''),
  ];
  const held = plan.held.map(
    (h) =>
      `  HELD  ${h.english}, ${grouped(h.ordered)} pieces${h.deliveries.length > 0 ? ` (deliveries ${h.deliveries.map((d) => d.delivery).join(', ')})` : ''}: ${h.why.join('; ')}`,
  );
  return `${[...head, '', ...table(rows), ...(held.length > 0 ? ['', ...held] : [])].join('\n')}\n`;
}

/** Long names would push the numbers off the screen. */
const shorten = (name: string): string => {
  const characters = [...name];
  return characters.length <= 40 ? name : `${characters.slice(0, 39).join('').trimEnd()}…`;
};

/** First column left, numbers right, the last as it is. */
function table(rows: readonly (readonly string[])[]): string[] {
  const columns = rows[0]!.length;
  const widths = Array.from({ length: columns }, (_, c) => Math.max(...rows.map((r) => [...r[c]!].length)));
  return rows.map((cells) =>
    cells
      .map((cell, c) => {
        if (c === columns - 1) return cell;
        const space = ' '.repeat(widths[c]! - [...cell].length);
        return c === 0 ? `${cell}${space}` : `${space}${cell}`;
      })
      .join('  ')
      .replace(/^/, '  ')
      .trimEnd(),
  );
}
