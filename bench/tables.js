/** From what was measured to tables: a row a tool, medians, and the goals beside what is reached. */

export const median = (/** @type {readonly number[]} */ of) =>
  [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? Number.NaN;
export const digits = (/** @type {number | undefined} */ n, places = 2) =>
  n !== undefined && Number.isFinite(n) ? n.toFixed(places) : '–';

/**
 * All runs of one tool at one work: `of` flyers were made; `right` are the languages that read back as they should.
 * @typedef {{ tool: string, of: number, runs: import('./measure.js').Ran[], right?: string[] }} Timed
 * @typedef {{ tool: string, scaled: boolean, seconds: number, cpu: number, megabytes: number, perPiece: number, right?: string[] }} Row
 */

/** Medians of a tool's runs; seconds of fewer pieces are scaled up. @returns {Row} */
export function rowOf(/** @type {Timed} */ { tool, of, runs, right }, /** @type {number} */ pieces) {
  const middle = (/** @type {'seconds' | 'cpu' | 'megabytes'} */ what) => median(runs.map((r) => r[what]));
  return {
    tool,
    scaled: of !== pieces,
    seconds: (middle('seconds') * pieces) / of,
    cpu: (middle('cpu') * pieces) / of,
    megabytes: middle('megabytes'),
    perPiece: (runs[0]?.bytes ?? Number.NaN) / of,
    ...(right ? { right } : {}),
  };
}

/**
 * @param {readonly Row[]} rows
 * @param {{ best: string | undefined, says: { head: string, of: (right: string[]) => string } }} look whom the others are
 * measured against, and what is said of texts
 */
export function table(rows, { best, says }) {
  const other = rows.find((row) => row.tool === best);
  const times = (/** @type {Row} */ row, /** @type {'seconds' | 'cpu'} */ what) =>
    digits((other?.[what] ?? Number.NaN) / row[what], 1);
  const beside = best === undefined ? '' : ` × ${best === 'Typst' ? 'Typst' : 'best peer'} |`;
  return [
    `| tool | seconds |${beside} CPU seconds |${beside} MB at most | bytes a flyer | ${says.head} |`,
    `|---|---|${beside && '---|'}---|${beside && '---|'}---|---|---|`,
    ...rows.map((row) => {
      const seconds = `${row.scaled ? '~' : ''}${digits(row.seconds)}`;
      const [wall, cpu] = beside ? [` ${times(row, 'seconds')} |`, ` ${times(row, 'cpu')} |`] : ['', ''];
      const right = row.right ? says.of(row.right) : '–';
      return `| ${row.tool} | ${seconds} |${wall} ${digits(row.cpu)} |${cpu} ${digits(row.megabytes, 0)} | ${digits(row.perPiece, 0)} | ${right} |`;
    }),
  ].join('\n');
}

/**
 * Goals are numbers that must not be passed, or must be reached (`least`).
 * @typedef {{ goal: string, now: number, unit: string, most?: number, least?: number, places?: number }} Goal
 */

/** `reached`, or how far off. */
export const goalRow = (/** @type {Goal} */ { goal, now, unit, most, least, places = 1 }) => {
  const isKnown = Number.isFinite(now);
  const reached = (most === undefined || now <= most) && (least === undefined || now >= least);
  return `| ${goal} | ${isKnown ? `${digits(now, places)}${unit}` : 'not measured'} | ${isKnown ? (reached ? 'yes' : '**no**') : '–'} |`;
};
