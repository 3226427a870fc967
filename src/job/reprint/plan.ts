/**
 * What was spoiled or lost → a plan of exactly that. Pure, like the plan it starts from.
 *
 * Promises: the pieces asked for and no others, whatever overlaps; no overs unless they are asked for. Whole sheets
 * are laid out as they were, with the number they had. Loose pieces lie on sheets of their own, step and repeat or
 * cut and stack as in the run; places past the last piece stay white.
 * Does not: know what the run on disk was made from (run.ts compares).
 */
import { fail } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { cutAndStack, type Stretch, sliceStretches, stretchIndex } from '../../impose/cut-and-stack.js';
import {
  countNumbers,
  formatRanges,
  intersectRanges,
  mergeRanges,
  type NumberRange,
  piecesOnSheets,
  sliceRanges,
} from '../numbers.js';
import { countWithOvers, sum } from '../plan/counts.js';
import { batchFileName, pressFileName } from '../plan/file-names.js';
import {
  type Counts,
  joinNumbers,
  lastNumbers,
  type Plan,
  type PlannedBatch,
  type PlannedDesign,
  type PlannedLine,
  type Reprint,
} from '../plan/plan.js';
import { isWhole, nameOf, type Selection, whose, wordsFor } from './asked.js';

/** Folder of the reprints inside a run's. */
export const REPRINTS = 'reprints';

/** A plan of what is printed again. */
export type ReprintPlan = Plan & { readonly reprint: Reprint };

/**
 * The plan of a reprint. `digest` shortens the folder's name where very many numbers were asked for. Throws KYR505
 * (exit 3) where nothing is left of what was asked for.
 */
export function planReprint(plan: Plan, selection: Selection, digest: (text: string) => string): ReprintPlan {
  const { sheets } = selection;
  const whole = isWhole(selection);
  const isTheirs = matcher(plan, selection);
  const limits = limitsOf(plan, selection);
  const lines = plan.lines.filter(isTheirs).flatMap((line) => {
    const pieces = within(line, limits);
    return pieces.length === 0 ? [] : [toLine(plan, line, pieces, selection, whole)];
  });
  if (lines.length === 0) failOnNothing(plan, selection);

  const prefix = `${plan.purpose === 'draft' ? 'DRAFT-' : ''}REPRINT-`;
  const batches = !plan.sheet
    ? []
    : whole
      ? planWhole(plan, sheets ?? [], prefix)
      : planLoose(lines, plan, prefix);
  // Where the shop imposes, or the job has no sheets to speak of, 1-up files are all there is.
  const oneUp = !whole && (!plan.sheet || plan.designs.some((d) => d.pressFile !== undefined));
  const designs = plan.designs.flatMap((design) => toDesign(plan, design, lines, oneUp ? prefix : undefined));
  const added = sum(lines);
  const used = plan.sheet ? batches.reduce((n, b) => n + b.sheets, 0) : added.sheets;
  const tags = new Set(lines.map((l) => l.lang));
  return {
    ...plan,
    proofs: false,
    languages: plan.languages.filter((l) => tags.has(l.tag)),
    lines,
    designs,
    batches,
    congregations: plan.congregations.flatMap((congregation) => {
      const own = lines.filter((l) => l.delivery === congregation.delivery);
      return own.length === 0 ? [] : [{ ...congregation, lines: own, ...sum(own) }];
    }),
    byLanguage: new Map([...tags].map((tag) => [tag, sum(lines.filter((l) => l.lang === tag))])),
    total: { ...added, sheets: used },
    diagnostics: [],
    reprint: {
      name: nameOf(selection, digest),
      words: wordsFor(plan, selection),
      whole,
      pieces: mergeRanges(lines.flatMap((l) => l.numbers.pieces)),
      sheets: whole ? (sheets ?? []) : [],
      blank: used * plan.up - added.printed,
      run: { batches: lastNumbers(plan).batch, sheets: lastNumbers(plan).sheet },
    },
  };
}

/** Whether a line is in the language and for the people that were asked for. */
function matcher(plan: Plan, { lang, organisation }: Selection): (line: PlannedLine) => boolean {
  const delivery = plan.congregations.find((c) => c.label === organisation)?.delivery;
  return (line) =>
    (lang === undefined || line.lang === lang) &&
    (organisation === undefined ||
      whose(line) === organisation ||
      (delivery !== undefined && line.delivery === delivery));
}

/** The numbers that were asked for, as pieces; all of them hold. */
const limitsOf = (plan: Plan, { sheets, pieces }: Selection): (readonly NumberRange[])[] => [
  ...(sheets ? [piecesOnSheets(plan.batches, plan.up, sheets)] : []),
  ...(pieces ? [pieces] : []),
];

const within = (line: PlannedLine, limits: readonly (readonly NumberRange[])[]): readonly NumberRange[] =>
  limits.reduce<readonly NumberRange[]>(intersectRanges, line.numbers.pieces);

function toLine(
  plan: Plan,
  line: PlannedLine,
  pieces: readonly NumberRange[],
  { overs, sheets }: Selection,
  whole: boolean,
): PlannedLine {
  const n = countNumbers(pieces);
  const counts: Counts = overs
    ? countWithOvers(n, plan.oversShare, plan.up)
    : // Its share of the sheets, rounded up: lines share sheets, so these do not add up.
      { ordered: n, overs: 0, printed: n, sheets: Math.ceil(n / plan.up) };
  const numbers = {
    pieces,
    sheets: whole && sheets ? intersectRanges(line.numbers.sheets, sheets) : [],
  };
  return { ...line, ...counts, numbers };
}

function toDesign(
  plan: Plan,
  design: PlannedDesign,
  lines: readonly PlannedLine[],
  prefix: string | undefined,
): PlannedDesign[] {
  const own = lines.filter((l) => l.design === design.id);
  if (own.length === 0) return [];
  const counts = sum(own);
  const { pressFile: _, ...rest } = design;
  const file = { prefix: prefix ?? '', trim: plan.size.trim, ink: plan.ink };
  return [
    {
      ...rest,
      ...(prefix === undefined ? {} : { pressFile: pressFileName(design, counts.ordered, file) }),
      ...counts,
      numbers: joinNumbers(own.map((l) => l.numbers)),
    },
  ];
}

/** Sheets as they were, batch by batch: the layout is the run's, and some of its sheets are printed. */
function planWhole(plan: Plan, sheets: readonly NumberRange[], prefix: string): PlannedBatch[] {
  const { up, sides } = plan;
  return plan.batches.flatMap((batch): PlannedBatch[] => {
    const wanted = intersectRanges(sheets, batch.numbers.sheets);
    if (wanted.length === 0) return [];
    const count = countNumbers(wanted);
    const isStatic = batch.kind === 'static';
    const nth = stretchIndex(batch.pieces);
    const printed = isStatic
      ? [0]
      : [...cutAndStack(batch.printed, up)]
          .filter((_, i) => intersectRanges(wanted, [only(batch.firstSheet + i)]).length > 0)
          .flatMap((places) => places.filter((n) => n !== undefined));
    return [
      {
        ...batch,
        file: batchFileName(prefix, batch.number, nameOfBatch(batch), count),
        sheets: count,
        copies: isStatic ? count : 1,
        pages: isStatic ? sides : sides * count,
        printed: count * up,
        designs: [...new Set(printed.map(nth))],
        numbers: { pieces: piecesOnSheets([batch], up, wanted), sheets: wanted },
      },
    ];
  });
}

const only = (n: number): NumberRange => ({ first: n, last: n });

/** `es`, `congregations`, as in the file names of the run. */
const nameOfBatch = (batch: Pick<PlannedBatch, 'kind' | 'pieces'>): string =>
  batch.kind === 'static' ? batch.pieces[0]!.of : 'congregations';

/** Neighbours in the run that are laid out together: a run by language, or congregations in delivery order. */
interface Group {
  readonly kind: PlannedBatch['kind'];
  readonly lines: PlannedLine[];
}

/** Loose pieces on sheets of their own, numbered from 1. */
function planLoose(lines: readonly PlannedLine[], plan: Plan, prefix: string): PlannedBatch[] {
  const { up, sides, batchSheets: most } = plan;
  const groups: Group[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (line.delivery !== undefined && last?.kind === 'cut-and-stack') last.lines.push(line);
    else groups.push({ kind: line.delivery === undefined ? 'static' : 'cut-and-stack', lines: [line] });
  }
  const batches: PlannedBatch[] = [];
  let firstSheet = 1;
  for (const { kind, lines: own } of groups) {
    const pieces = own.map((line): Stretch<string> => ({ of: line.design, count: line.printed }));
    const numbers = mergeRanges(own.flatMap((l) => l.numbers.pieces));
    const { ordered, printed } = sum(own);
    for (const [from, to] of cutUp(kind, printed, up, most)) {
      const number = batches.length + 1;
      const here = sliceStretches(pieces, from, to);
      const sheets = Math.ceil((to - from) / up);
      batches.push({
        number,
        kind,
        file: batchFileName(prefix, number, nameOfBatch({ kind, pieces: here }), sheets),
        sheets,
        copies: kind === 'static' ? sheets : 1,
        pages: kind === 'static' ? sides : sides * sheets,
        printed: to - from,
        pieces: here,
        designs: [...new Set(here.map((p) => p.of))],
        firstSheet,
        numbers: {
          // With overs among them a file's pieces are no one stretch of the run: its line says which were asked for.
          pieces: ordered === printed ? sliceRanges(numbers, from, to) : numbers,
          sheets: [{ first: firstSheet, last: firstSheet + sheets - 1 }],
        },
      });
      firstSheet += sheets;
    }
  }
  return batches;
}

/** Files of at most so many sheets. A static sheet that is not full is not like the others: it has its own file. */
function* cutUp(
  kind: PlannedBatch['kind'],
  pieces: number,
  up: number,
  most: number,
): Generator<readonly [from: number, to: number]> {
  const full = kind === 'static' ? pieces - (pieces % up) : pieces;
  for (let from = 0; from < full; from += most * up) yield [from, Math.min(full, from + most * up)];
  if (full < pieces) yield [full, pieces];
}

function failOnNothing(plan: Plan, selection: Selection): never {
  const limits = limitsOf(plan, selection);
  // What has these numbers, and which numbers these people have: one of the two was misread.
  const there = new Set(plan.lines.filter((l) => within(l, limits).length > 0).map((l) => l.design));
  const theirs = mergeRanges(
    plan.lines.filter(matcher(plan, selection)).flatMap((line) => line.numbers.pieces),
  );
  const few = <T>(all: readonly T[], show: (some: readonly T[]) => string): string =>
    all.length === 0 ? 'none' : `${show(all.slice(0, 6))}${all.length > 6 ? ' …' : ''}`;
  return fail({
    code: CODE.notInRun,
    message: `nothing of ${plan.job} is all of this: ${wordsFor(plan, selection)}`,
    hint: `these numbers are ${few([...there], (some) => some.join(', '))}; what was asked for has the pieces ${few(theirs, formatRanges)}`,
  });
}
