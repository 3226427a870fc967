/** What the parts of a side share: the columns, and the watch for texts that do not fit. */
import { pt } from '../../core/units.js';
import type { Item } from '../../frame/frame.js';
import type { SetText, Standing, TextContext } from '../set-text.js';

/** A block that is set but not yet placed vertically. */
export interface Piece {
  readonly height: number;
  readonly items: readonly Item[];
  /** Its first and its last text, where their ink may reach out of it (Nastaliq); from its top left corner. */
  readonly first?: Standing;
  readonly last?: Standing;
}

/** Hears of what does not fit: the side is then tried again on the next rung of the ladder. */
export interface Watch {
  /** Passes a set text on, and remembers its block if a piece of it is too wide to break. */
  <T extends SetText>(set: T, block: string): T;
  /** Remembers a block that has run into its neighbour. */
  crowded(block: string): void;
  /** Blocks with a piece that is too wide to break, and by how many characters; 0 where it runs into a neighbour. */
  readonly overfull: { readonly block: string; readonly characters: number }[];
  /** A watch of its own for a part. */
  another(): Watch;
}

export function openWatch(): Watch {
  const overfull: Watch['overfull'] = [];
  return Object.assign(
    <T extends SetText>(set: T, block: string): T => {
      if (set.overfull) overfull.push({ block, characters: set.surplus });
      return set;
    },
    {
      crowded: (block: string) => void overfull.push({ block, characters: 0 }),
      overfull,
      another: openWatch,
    },
  );
}

/** x of something `width` wide that starts `start` points from the start margin. */
export function fromStart(context: TextContext, start: number, width: number): number {
  const { trim, grid } = context.style;
  const left = grid.margin + start;
  return context.dir === 'ltr' ? left : trim.width - left - width;
}

export const measureOf = (context: TextContext): number =>
  context.style.trim.width - 2 * context.style.grid.margin;
export const textStart = (context: TextContext): number => context.style.grid.number + context.style.grid.gap;

/** How far down the ink of a text reaches that stands at y. */
export function inkFoot(set: SetText, y: number): number {
  const last = set.paragraph.lines.at(-1);
  return last ? y + last.baseline + last.inkDescent : y;
}

/** Part of a side as if it were a side of its own, and by how much what is laid in it has to move to the right. */
export interface Column {
  readonly context: TextContext;
  readonly x: number;
}

/** Two columns: one as wide as is said at the end of the lines, the other as wide as the gap leaves it. */
export function besideEachOther(context: TextContext, end: number): Record<'start' | 'end', Column> {
  const { style, dir } = context;
  const { grid, trim } = style;
  const measure = measureOf(context);
  const column = (width: number, atLeft: boolean): Column => ({
    context: { ...context, style: { ...style, trim: { ...trim, width: pt(width + 2 * grid.margin) } } },
    x: atLeft ? 0 : measure - width,
  });
  return {
    start: column(measure - end - grid['column-gap'], dir === 'ltr'),
    end: column(end, dir === 'rtl'),
  };
}
