/**
 * What was spoiled or lost → a plan of exactly that. An operator asks by what she can read: sheet numbers off slugs,
 * piece numbers out of run.csv, a language, a congregation. Pure, like the plan it starts from.
 *
 * Promises: the pieces asked for and no others, whatever overlaps; no overs unless they are asked for. Whole sheets
 * are laid out as they were, with the number they had. Loose pieces lie on sheets of their own, step and repeat or
 * cut and stack as in the run; places past the last piece stay white.
 * A withheld congregation is asked for by its delivery number, and named nowhere: the plan does not know its name.
 * Does not: know what the run on disk was made from (reprint-run.ts compares).
 */
import { EXIT, fail, nearest } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { canonicalTag, type LanguageTag } from '../core/language.js';
import { cutAndStack, type Stretch, sliceStretches, stretchIndex } from '../impose/cut-and-stack.js';
import {
  countNumbers,
  formatRanges,
  intersectRanges,
  mergeRanges,
  type NumberRange,
  piecesOnSheets,
  sliceRanges,
} from './numbers.js';
import { countWithOvers, sum } from './plan/counts.js';
import { batchFileName, pressFileName } from './plan/file-names.js';
import {
  type Counts,
  joinNumbers,
  lastNumbers,
  type Plan,
  type PlannedBatch,
  type PlannedDesign,
  type PlannedLine,
  type Reprint,
} from './plan/plan.js';

/** Folder of the reprints inside a run's. */
export const REPRINTS = 'reprints';

/** What was typed. Together they narrow each other down. */
export interface Asked {
  readonly sheets?: string;
  readonly pieces?: string;
  readonly lang?: string;
  readonly organisation?: string;
  /** Overs as in the job on top of the pieces. */
  readonly overs?: boolean;
}

/** What was typed, understood. */
export interface Selection {
  readonly sheets?: readonly NumberRange[];
  readonly pieces?: readonly NumberRange[];
  readonly lang?: LanguageTag;
  /** An organisation's id, or the label of a delivery or of a withheld run. */
  readonly organisation?: string;
  readonly overs: boolean;
}

/** A plan of what is printed again. */
export type ReprintPlan = Plan & { readonly reprint: Reprint };

/**
 * Understands what was typed. Throws KYR504 (exit 2) for what is no number or range, and for overs on whole sheets;
 * KYR505 (exit 3) for what the run does not have, saying what it has.
 */
export function readSelection(plan: Plan, asked: Asked): Selection {
  const { lang, organisation } = asked;
  if (asked.sheets !== undefined && plan.batches.length === 0)
    fail({
      code: CODE.notInRun,
      message: 'this job has no sheets: the shop imposes the 1-up files',
      hint: 'ask with --pieces, --lang or --organisation',
    });
  const narrowed = lang !== undefined || organisation !== undefined || asked.pieces !== undefined;
  if (asked.overs && asked.sheets !== undefined && !narrowed)
    fail(
      {
        code: CODE.usage,
        message: 'whole sheets have no overs: each comes once more, as it was',
        hint: 'leave out --overs; or ask for the pieces with --pieces',
      },
      EXIT.usage,
    );
  return {
    ...(asked.sheets === undefined
      ? {}
      : { sheets: readRanges(asked.sheets, 'sheet', lastNumbers(plan).sheet, plan.job) }),
    ...(asked.pieces === undefined
      ? {}
      : { pieces: readRanges(asked.pieces, 'piece', lastNumbers(plan).piece, plan.job) }),
    ...(lang === undefined ? {} : { lang: findLanguage(plan, lang) }),
    ...(organisation === undefined ? {} : { organisation: findOrganisation(plan, organisation) }),
    overs: asked.overs ?? false,
  };
}

/** `412-431`, `412-431,440`, `7 9`. Slugs and run.csv write numbers without separators, and so must she. */
function readRanges(typed: string, what: 'sheet' | 'piece', last: number, job: string): NumberRange[] {
  const misread = (message: string, hint: string): never =>
    fail({ code: CODE.usage, message: `--${what}s ${typed}: ${message}`, hint }, EXIT.usage);
  for (const [grouped] of typed.matchAll(/(?<![\d,])\d{1,3}(?:,\d{3})+(?!\d)/g)) {
    const joined = grouped.replaceAll(',', '');
    if (Number(joined) <= last)
      misread(
        `${grouped} could be one number or several`,
        `write ${joined}, or ${grouped.replaceAll(',', ' ')} in quotes for several`,
      );
  }
  const parts = typed
    .trim()
    .replace(/\s*[-–—]\s*/g, '-')
    .split(/[\s,;+]+/)
    .filter((part) => part !== '');
  if (parts.length === 0) misread('names none', `write numbers such as 412-431 or 412-431,440`);
  const ranges = parts.map((part): NumberRange => {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (!match) return misread(`“${part}” is no number`, 'write numbers such as 412-431 or 412-431,440');
    const range = { first: Number(match[1]), last: Number(match[2] ?? match[1]) };
    if (range.last < range.first)
      misread(`${part} runs backwards`, `write ${range.last}-${range.first} if that is meant`);
    return range;
  });
  for (const range of ranges)
    if (range.first < 1 || range.last > last)
      fail({
        code: CODE.notInRun,
        message: `${what}${range.first === range.last ? '' : 's'} ${formatRanges([range])} ${range.first === range.last ? 'is' : 'are'} not in the run: ${job} has ${what}s 1 to ${last}`,
        hint:
          what === 'sheet'
            ? 'the number is at the right end of the line above the marks'
            : 'run.csv says which pieces are whose',
      });
  return mergeRanges(ranges);
}

function findLanguage(plan: Plan, typed: string): LanguageTag {
  const tags = plan.languages.map((l) => l.tag);
  const tag = canonicalTag(typed) ?? typed;
  if (tags.includes(tag)) return tag;
  return fail({
    code: CODE.notInRun,
    message: `nothing of ${plan.job} is in “${typed}”`,
    hint: `it has: ${tags.join(', ')}`,
  });
}

/** Who a line is for, by the name that file names have. Empty for a run by language alone. */
const whose = (line: Pick<PlannedLine, 'design' | 'lang'>): string => line.design.slice(line.lang.length + 1);

function findOrganisation(plan: Plan, typed: string): string {
  const known = [...new Set(plan.lines.map(whose))].filter((id) => id !== '');
  if (known.includes(typed)) return typed;
  const number = /^delivery-0*(\d+)$/.exec(typed)?.[1];
  const delivery = plan.congregations.find((c) => c.delivery === Number(number));
  if (delivery) return delivery.label;
  const near = nearest(typed, known);
  return fail({
    code: CODE.notInRun,
    message: `nothing of ${plan.job} is for “${typed}”`,
    hint: near
      ? `did you mean ${near}?`
      : known.length === 0
        ? 'it is ordered by language alone'
        : `it has: ${known.join(', ')}; a withheld one is asked for by its delivery number`,
  });
}

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

/** Sheets and nothing else: they come as they were. */
const isWhole = ({ sheets, pieces, lang, organisation }: Selection): boolean =>
  sheets !== undefined && pieces === undefined && lang === undefined && organisation === undefined;

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

/** The folder's name. The same selection has the same name, however it was typed. */
function nameOf(selection: Selection, digest: (text: string) => string): string {
  const { sheets, pieces, lang, organisation, overs } = selection;
  const numbers = (what: string, ranges: readonly NumberRange[]): string => {
    const list = ranges
      .map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`))
      .join('+');
    return list.length <= 60
      ? `${what}-${list}`
      : `${what}-${ranges[0]!.first}-to-${ranges.at(-1)!.last}-in-${ranges.length}-parts-${digest(list).slice(0, 8)}`;
  };
  return [
    ...(sheets ? [numbers('sheets', sheets)] : []),
    ...(pieces ? [numbers('pieces', pieces)] : []),
    ...(lang === undefined ? [] : [`lang-${lang}`]),
    ...(organisation === undefined ? [] : [`organisation-${organisation}`]),
    ...(overs ? ['overs'] : []),
  ].join('_');
}

/** For people, and short enough for a slug. */
function wordsFor(plan: Plan, selection: Selection): string {
  const { sheets, pieces, lang, organisation, overs } = selection;
  const numbers = (what: string, ranges: readonly NumberRange[]): string => {
    const one = countNumbers(ranges) === 1;
    const list = formatRanges(ranges);
    return list.length <= 40
      ? `${what}${one ? '' : 's'} ${list}`
      : `${countNumbers(ranges)} ${what}s between ${ranges[0]!.first} and ${ranges.at(-1)!.last}`;
  };
  const whole = isWhole(selection);
  return [
    whole ? numbers('sheet', sheets!) : pieces ? numbers('piece', pieces) : 'all pieces',
    ...(sheets && !whole ? [`on ${numbers('sheet', sheets)}`] : []),
    ...(lang === undefined ? [] : [`in ${plan.languages.find((l) => l.tag === lang)!.english}`]),
    ...(organisation === undefined ? [] : [`for ${organisation}`]),
    ...(overs ? ['and overs'] : []),
  ].join(' ');
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
