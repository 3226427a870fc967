/**
 * What a person reads of a reprint: on the terminal before it is made, and in its folder as START-HERE. What, why and
 * how many, which files and how often, and where the pieces belong. Plain text: a reprint is minutes of work.
 */
import { trimNumber } from '../../core/units.js';
import type { Approval } from '../../schema/approvals.js';
import { approvedBy } from '../approval/hold.js';
import { recipient } from '../manifest.js';
import { countNumbers, formatRanges, type NumberRange } from '../numbers.js';
import type { PlannedBatch } from '../plan/plan.js';
import { grouped } from '../plan/words.js';
import type { ReprintPlan } from './plan.js';
import type { Sameness } from './run.js';

export interface NoteFacts {
  readonly designs: ReadonlyMap<string, { readonly code: string }>;
  readonly sameness: Sameness;
  /** What keeps it from the press, a sentence each. */
  readonly missing: readonly string[];
  /** What the run's approvals say of these designs. */
  readonly approved: readonly Approval[];
  readonly runCsv: string;
}

const MOST = 12;

/** Head and pieces: what would be made. Ends without a line end. */
export function formatReprint(plan: ReprintPlan): string {
  const { reprint, total } = plan;
  const count = `${pieces(total.printed)}${
    plan.sheet ? ` on ${sheets(total.sheets)} ${plan.sheet.name}, ${plan.up} on a sheet` : ''
  }`;
  const blank = reprint.blank === 0 ? '' : `; ${places(reprint.blank)} white`;
  const overs =
    total.overs > 0
      ? `${grouped(total.ordered)} asked for and ${grouped(total.overs)} overs (${trimNumber(plan.oversShare * 100, 2)} %, rounded up to full sheets)`
      : reprint.whole
        ? 'none: each sheet once'
        : 'none added: these pieces of the run and no others; --overs adds the share of the job';
  const rows = plan.lines.map((line) => {
    const language = plan.languages.find((l) => l.tag === line.lang)!.english;
    const who = recipient(plan, line.design);
    return `    ${pieces(line.printed)}, ${language}${who === '' ? '' : `, for ${who}`}: in the run ${
      countNumbers(line.numbers.pieces) === 1 ? 'piece' : 'pieces'
    } ${someRanges(line.numbers.pieces)}`;
  });
  return [
    `REPRINT of ${reprint.words}: ${plan.title} (${plan.job})${plan.purpose === 'draft' ? ' · DRAFT, not for press' : ''}`,
    `  what    ${count}${blank}`,
    ...rows,
    `  overs   ${overs}`,
  ].join('\n');
}

/** START-HERE of a reprint's folder. */
export function formatNote(plan: ReprintPlan, facts: NoteFacts): string {
  const { reprint } = plan;
  const same: Record<Sameness, string> = {
    same: 'every design is the one that the run printed: compared with its manifest.json',
    changed: 'NOT as the run printed it: the job or its texts were changed since',
    unknown: 'not known: the run’s manifest.json was not there to compare with',
  };
  const mixed = plan.batches.some((b) => b.kind === 'cut-and-stack');
  const how = [
    ...(plan.sheet
      ? [
          plan.sides === 1
            ? `Load ${plan.sheet.name} upright; one side; actual size.`
            : `Load ${plan.sheet.name} upright; turn over the LONG edge; actual size. Odd pages are fronts, even pages are backs.`,
        ]
      : [
          plan.sides === 1
            ? 'Impose the 1-up files as for the run; they are printed on one side.'
            : 'Impose the 1-up files as for the run: page 1 is the front, page 2 the back, head to head.',
        ]),
    ...(reprint.whole
      ? [
          'Each sheet is the one whose number it carries, with the same pieces in the same places. Put it where the spoiled one was, then cut as the run.',
        ]
      : mixed
        ? [
            'Files that are printed once: keep the sheets in order, cut, and put pile 1 on pile 2 and so on, file by file: the pieces stand in delivery order.',
          ]
        : []),
    ...(reprint.blank > 0 ? ['White places hold nothing: throw them away after the cut.'] : []),
  ];
  return `${[
    formatReprint(plan),
    `  same    ${same[facts.sameness]}`,
    `  stock   ${plan.stock}`,
    ...approvedLines(facts.approved),
    '',
    ...(plan.batches.length > 0
      ? ['Print these, in this order:', ...plan.batches.map((batch) => batchLine(plan, batch, facts))]
      : []),
    ...pressLines(plan, facts),
    '',
    ...how,
    '',
    ...(facts.missing.length > 0
      ? ['Missing for press:', ...facts.missing.map((sentence) => `  - ${sentence}`), '']
      : []),
    `The list for a spreadsheet: ${facts.runCsv}. Every file and its digest: manifest.json and SHA256SUMS.`,
  ].join('\n')}\n`;
}

/** A line for each role and day. */
const approvedLines = (approved: readonly Approval[]): string[] =>
  [...new Set(approved.map(approvedBy))].map(
    (by) =>
      `  approved ${by}: ${approved
        .filter((a) => approvedBy(a) === by)
        .map((a) => `${a.design} (${a.code})`)
        .join(', ')}`,
  );

function batchLine(plan: ReprintPlan, batch: PlannedBatch, { designs }: NoteFacts): string {
  const codes = batch.designs.map((id) => designs.get(id)!.code).join(', ');
  const times = batch.kind === 'static' ? `${grouped(batch.copies)} × its one sheet` : 'once, all of it';
  const which = plan.reprint.whole ? `, in the run ${formatSheets(batch)}` : '';
  return `  ${batch.file}   ${times}: ${sheets(batch.sheets)}, ${pieces(batch.printed)}${which}; ${codes}`;
}

const formatSheets = ({ numbers }: PlannedBatch): string =>
  `${countNumbers(numbers.sheets) === 1 ? 'sheet' : 'sheets'} ${someRanges(numbers.sheets)}`;

function pressLines(plan: ReprintPlan, { designs }: NoteFacts): string[] {
  const files = plan.designs.filter((d) => d.pressFile !== undefined);
  if (files.length === 0) return [];
  return [
    plan.batches.length > 0
      ? 'Or, imposing yourself, these instead of the sheets:'
      : 'Print these, in this order:',
    ...files.map((d) => `  ${d.pressFile}   ${pieces(d.printed)}; ${designs.get(d.id)!.code}`),
  ];
}

/** A line's worth of them; run.csv and manifest.json have all. */
const someRanges = (ranges: readonly NumberRange[]): string =>
  `${formatRanges(ranges.slice(0, MOST))}${ranges.length > MOST ? ` and ${ranges.length - MOST} more stretches` : ''}`;

const pieces = (n: number): string => `${grouped(n)} ${n === 1 ? 'piece' : 'pieces'}`;
const sheets = (n: number): string => `${grouped(n)} ${n === 1 ? 'sheet' : 'sheets'}`;
const places = (n: number): string => (n === 1 ? '1 place stays' : `${grouped(n)} places stay`);
