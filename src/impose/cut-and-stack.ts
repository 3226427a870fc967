/**
 * Mixed runs: pieces that differ, in delivery order. Each position of the sheet takes a stretch of the order,
 * so that after cutting, the pile of position 0 on the pile of position 1 and so on stands in delivery order,
 * and nobody sorts by hand.
 *
 * Position p of sheet s takes piece p × stride + s, and the stride is the number of sheets in the batch. Each
 * batch is complete in itself: its piles are stacked before the next batch's.
 */

/** The piece at a position; may be past the last piece, and then the place stays white. */
export const pieceAt = (position: number, sheet: number, stride: number): number => position * stride + sheet;

/** The place of a piece: the inverse of `pieceAt`. */
export const placeOf = (piece: number, stride: number): { position: number; sheet: number } => ({
  position: Math.floor(piece / stride),
  sheet: piece % stride,
});

/** For each sheet of a batch, the piece in each position, or undefined past the last piece. */
export function* cutAndStack(pieces: number, up: number): Generator<readonly (number | undefined)[]> {
  const stride = Math.ceil(pieces / up);
  for (let sheet = 0; sheet < stride; sheet++)
    yield Array.from({ length: up }, (_, position) => {
      const piece = pieceAt(position, sheet, stride);
      return piece < pieces ? piece : undefined;
    });
}

/** So many pieces of one thing, one after the other. */
export interface Stretch<T> {
  readonly of: T;
  readonly count: number;
}

/**
 * Looks up which thing is the nth in a list of stretches, without writing the list out: a run of 300,000
 * pieces stays a few stretches long. Throws RangeError past the end.
 */
export function stretchIndex<T>(stretches: readonly Stretch<T>[]): (piece: number) => T {
  const ends: number[] = [];
  let end = 0;
  for (const stretch of stretches) {
    end += stretch.count;
    ends.push(end);
  }
  return (piece) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (piece < ends[middle]!) high = middle;
      else low = middle + 1;
    }
    const found = piece < 0 ? undefined : stretches[low];
    if (!found) throw new RangeError(`no piece ${piece} among ${end}`);
    return found.of;
  };
}

/** The stretches of pieces `from` to `to` (not included). */
export function sliceStretches<T>(stretches: readonly Stretch<T>[], from: number, to: number): Stretch<T>[] {
  const slice: Stretch<T>[] = [];
  let start = 0;
  for (const stretch of stretches) {
    const count = Math.min(to, start + stretch.count) - Math.max(from, start);
    if (count > 0) slice.push({ of: stretch.of, count });
    start += stretch.count;
  }
  return slice;
}
