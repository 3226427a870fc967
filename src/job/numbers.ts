/**
 * Which sheet and which piece a number means. Sheets count from 1 over the whole run, batch after batch: the number
 * stands in the slug. Pieces count from 1 over the whole run too, as they lie after the cut: batch after batch, and
 * in a cut-and-stack batch as the stacked pile goes, which is delivery order. run.csv tells which are whose.
 *
 * Ranges name both their ends and are handed back merged: in order, neither touching nor overlapping.
 * Does not: know designs, or read what people type (reprint.ts does).
 */

/** From `first` to `last`, both of them included. */
export interface NumberRange {
  readonly first: number;
  readonly last: number;
}

/** Where something stands in the run. */
export interface Numbers {
  readonly pieces: readonly NumberRange[];
  /** Empty where the shop imposes. */
  readonly sheets: readonly NumberRange[];
}

/** How a batch of a run lies on its sheets. In a run every sheet is full. */
export interface BatchLayout {
  readonly kind: 'static' | 'cut-and-stack';
  readonly firstSheet: number;
  readonly sheets: number;
}

export function mergeRanges(ranges: readonly NumberRange[]): NumberRange[] {
  const merged: NumberRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const last = merged.at(-1);
    if (last && range.first <= last.last + 1)
      merged[merged.length - 1] = { first: last.first, last: Math.max(last.last, range.last) };
    else merged.push(range);
  }
  return merged;
}

/** What is in both lists. Both must be merged. */
export function intersectRanges(a: readonly NumberRange[], b: readonly NumberRange[]): NumberRange[] {
  const found: NumberRange[] = [];
  let j = 0;
  for (const range of a) {
    // Several of `a` may lie in one of `b`: only what ends before this one starts is done with.
    while (j < b.length && b[j]!.last < range.first) j += 1;
    for (let k = j; k < b.length && b[k]!.first <= range.last; k++)
      found.push({
        first: Math.max(range.first, b[k]!.first),
        last: Math.min(range.last, b[k]!.last),
      });
  }
  return found;
}

/** How many numbers. The ranges must be merged. */
export const countNumbers = (ranges: readonly NumberRange[]): number =>
  ranges.reduce((n, { first, last }) => n + last - first + 1, 0);

/** The numbers from the `from`th (counted from 0) to the `to`th, not included. The ranges must be merged. */
export function sliceRanges(ranges: readonly NumberRange[], from: number, to: number): NumberRange[] {
  const slice: NumberRange[] = [];
  let before = 0;
  for (const { first, last } of ranges) {
    const start = Math.max(from - before, 0);
    const end = Math.min(to - before, last - first + 1);
    if (start < end) slice.push({ first: first + start, last: first + end - 1 });
    before += last - first + 1;
  }
  return slice;
}

/** `412–431, 440`, without thousands separators: so it can be typed again. */
export const formatRanges = (ranges: readonly NumberRange[]): string =>
  ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');

/** The pieces that lie on these sheets. The sheets must be merged. */
export function piecesOnSheets(
  batches: readonly BatchLayout[],
  up: number,
  sheets: readonly NumberRange[],
): NumberRange[] {
  const found: NumberRange[] = [];
  for (const batch of batches) {
    const own = { first: batch.firstSheet, last: batch.firstSheet + batch.sheets - 1 };
    const firstPiece = (batch.firstSheet - 1) * up + 1;
    for (const { first, last } of intersectRanges(sheets, [own])) {
      if (batch.kind === 'static') found.push({ first: (first - 1) * up + 1, last: last * up });
      else
        for (let position = 0; position < up; position++) {
          const pile = firstPiece + position * batch.sheets - own.first;
          found.push({ first: pile + first, last: pile + last });
        }
    }
  }
  return mergeRanges(found);
}

/** The sheets that hold a stretch of pieces, least to greatest of each batch. */
export function sheetsOfPieces(
  batches: readonly BatchLayout[],
  up: number,
  pieces: NumberRange,
): NumberRange[] {
  const found: NumberRange[] = [];
  for (const batch of batches) {
    const firstPiece = (batch.firstSheet - 1) * up + 1;
    const first = Math.max(pieces.first, firstPiece) - firstPiece;
    const last = Math.min(pieces.last, firstPiece + batch.sheets * up - 1) - firstPiece;
    if (first > last) continue;
    const inOnePile = Math.floor(first / batch.sheets) === Math.floor(last / batch.sheets);
    const [from, to] =
      batch.kind === 'static'
        ? [Math.floor(first / up), Math.floor(last / up)]
        : inOnePile
          ? [first % batch.sheets, last % batch.sheets]
          : [0, batch.sheets - 1];
    found.push({ first: batch.firstSheet + from, last: batch.firstSheet + to });
  }
  return mergeRanges(found);
}
