/**
 * The files of imposed sheets, and the numbers of sheets and pieces, counted over the whole run.
 *
 * Promises: pieces are numbered line after line, in the order of the batches and of the piles after the cut.
 */

import { type Stretch, sliceStretches } from '../../impose/cut-and-stack.js';
import type { NumberRange } from '../numbers.js';
import { sum } from './counts.js';
import { batchFileName } from './file-names.js';
import type { Run } from './orders.js';
import type { Plan, PlannedBatch, PlannedLine } from './plan.js';

/** Files of at most `most` sheets each, run after run: a static run is one sheet many times, a mixed one different sheets. */
export function planBatches(
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

/** Pieces are numbered line after line: the order of the batches, and of the piles after the cut. */
export function numberLines(
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
