/** The plan on a terminal. */

import { describeInk } from '../../core/ink.js';
import { formatInches } from '../../core/units.js';
import { formatWeight } from '../stock.js';
import type { Counts, Plan, PlannedBatch } from './plan.js';
import { tellPlates } from './plates.js';
import { bleedWords, boxRule, grouped, oversRule } from './words.js';

/**
 * The plan as a shop operator reads it on a terminal. The own name of a language stands last in its row, so
 * that scripts of other widths or directions do not shift a column.
 */
export function formatPlan(plan: Plan): string {
  const head = [
    `${plan.title} (${plan.job})${plan.purpose === 'draft' ? ' · DRAFT, not for press' : ''}`,
    `  what    ${plan.publication} (${plan.edition}), ${plan.layer}, ${formatInches(plan.size.trim.width)} × ${formatInches(plan.size.trim.height)}, ${plan.sides === 1 ? 'one side' : 'two sides'}, ${bleedWords(plan.bleed)}`,
    `  stock   ${plan.stock}`,
    `  ink     ${describeInk(plan.ink, plan.sides)}; for ${plan.profile}`,
    ...(plan.ink.kind === 'shell' ? [`  plates  ${tellPlates(plan)}`] : []),
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
