/** Pieces one below the other between two heights. */
import type { Item } from '../frame/frame.js';
import type { Piece } from './parts/columns.js';
import { moved, type TextContext, touching } from './set-text.js';

const heightOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, piece) => sum + piece.height, 0);
/** The gap at which pieces fill the space between two heights. */
export const gapOf = (pieces: readonly Piece[], top: number, bottom: number): number =>
  (bottom - top - heightOf(pieces)) / Math.max(1, pieces.length - 1);

/**
 * Stacks pieces between two heights with equal gaps, wider where ink would touch. What the largest gap does not take
 * stands half above and half below, or all below.
 */
export function distribute(
  context: TextContext,
  pieces: readonly Piece[],
  top: number,
  bottom: number,
  min: number,
  max: number,
  at: 'middle' | 'top' = 'middle',
): { items: Item[]; excess: number } {
  const gaps = Math.max(1, pieces.length - 1);
  const gap = Math.min(max, gapOf(pieces, top, bottom));
  // Ink that needs a wider gap takes it from the others.
  const stacked = stack(context, pieces, gap);
  const over = Math.max(0, stacked.height - (heightOf(pieces) + gap * gaps));
  const closer = over > 0 && stacked.height > bottom - top ? gap - over / gaps : gap;
  const { tops, height } = closer < gap ? stack(context, pieces, closer) : stacked;
  const slack = Math.max(0, bottom - top - height - (pieces.length === 1 ? closer : 0));
  const start = top + (at === 'middle' ? slack / 2 : 0);
  return {
    items: pieces.map((piece, i) => moved(piece.items, 0, start + tops[i]!)),
    excess: Math.max((min - closer) * gaps, height - (bottom - top)),
  };
}

/** Where pieces stand below one another, from the top of the first, and how tall they are together. */
function stack(
  context: TextContext,
  pieces: readonly Piece[],
  gap: number,
): { tops: number[]; height: number } {
  const tops: number[] = [];
  let y = 0;
  pieces.forEach((piece, i) => {
    const above = pieces[i - 1]?.last;
    if (above && piece.first)
      y += touching(
        context,
        { ...above, y: above.y + tops[i - 1]! },
        { ...piece.first, y: piece.first.y + y },
      );
    tops.push(y);
    y += piece.height + gap;
  });
  return { tops, height: pieces.length === 0 ? 0 : y - gap };
}
