/**
 * The layout of ice-encounter on one column: a number column, a text column, a column of signs, and a speech
 * box; the back in English, large, with its meaning below each sentence. Heights of tab, header, box foot and
 * small print are the same on every side and in every language; what is between takes the slack.
 * Right-to-left mirrors the columns, never the tab: piles are sorted by the same corner.
 */

import type { Block, BlockOf, Flyer } from '../../compose/flyer.js';
import type { Box } from '../../core/geometry.js';
import { pt } from '../../core/units.js';
import type { Item } from '../../frame/frame.js';
import { moved, type SetText, type TextContext } from '../set-text.js';
import { layHelp, layImprint, layStatement } from './back.js';
import type { Piece, Watch } from './columns.js';
import { layAdvice, layRight, laySay } from './front.js';
import { layFoot, layHeader, layNotice, layTab } from './margins.js';

export interface LaidSide {
  readonly items: readonly Item[];
  /** Points that the middle of the side is too tall by; 0 or less if it fits. */
  readonly excess: number;
  /** Blocks with a piece that is too wide to break. */
  readonly overfull: readonly string[];
  readonly qr?: Box;
}

/** Lays out one side at the context's style. Nothing is left out. */
export function layOutSide(context: TextContext, flyer: Flyer, side: 0 | 1): LaidSide {
  const blocks = flyer.sides[side];
  const { style } = context;
  const { grid } = style;
  const overfull: string[] = [];
  const watch: Watch = Object.assign(
    <T extends SetText>(set: T, block: string): T => {
      if (set.overfull) overfull.push(block);
      return set;
    },
    { crowded: (block: string) => void overfull.push(block) },
  );

  const tab = layTab(context, find(blocks, 'tab'));
  const notices = all(blocks, 'notice').map((block) => layNotice(context, block, tab.left, watch));
  const header = layHeader(context, find(blocks, 'headline'), tab, notices, watch);
  const foot = layFoot(context, find(blocks, 'foot'), side, watch);
  const head = [tab.item, ...notices.flatMap((notice) => notice.items), ...header.items];

  if (side === 0) {
    const say = laySay(context, find(blocks, 'say'), watch);
    // A longer small print pushes the box up, tail and all; the blocks above it then have less room.
    const boxTop = Math.min(grid['box-bottom'], foot.top - grid['tail-height']) - say.height;
    const pieces = [
      ...all(blocks, 'right').map((block) => layRight(context, block, watch)),
      ...all(blocks, 'advice').map((block) => layAdvice(context, block, watch)),
    ];
    const main = distribute(
      pieces,
      grid['header-foot'] + grid['main-top'],
      boxTop - grid['main-foot'],
      grid['block-gap-min'],
      grid['block-gap-max'],
    );
    const items = [...head, ...main.items, moved(say.items, 0, boxTop), ...foot.items];
    return { items, excess: main.excess, overfull };
  }

  const imprint = layImprint(context, find(blocks, 'imprint'), foot.top - grid['strip-gap'], watch);
  const help = layHelp(context, find(blocks, 'hotline'), find(blocks, 'imprint'), watch);
  const helpTop = imprint.top - grid['strip-gap'] - help.height;
  const statements = all(blocks, 'statement').map((block) => layStatement(context, block, watch));
  const main = distribute(
    statements,
    grid['back-header-foot'] + grid['main-top'] * 0.8,
    // The QR code stands at the top of the box's row: its quiet zone is kept above it too.
    helpTop - grid['qr-gap'],
    grid['statement-gap-min'],
    grid['block-gap-max'],
  );
  return {
    items: [...head, ...main.items, moved(help.items, 0, helpTop), ...imprint.items, ...foot.items],
    excess: main.excess,
    overfull,
    qr: { ...help.qr, y: pt(help.qr.y + helpTop) },
  };
}

const find = <K extends Block['kind']>(blocks: readonly Block[], kind: K): BlockOf<K> => {
  const block = blocks.find((b): b is BlockOf<K> => b.kind === kind);
  if (!block) throw new Error(`layout: the flyer has no ${kind} block`);
  return block;
};
const all = <K extends Block['kind']>(blocks: readonly Block[], kind: K): BlockOf<K>[] =>
  blocks.filter((b): b is BlockOf<K> => b.kind === kind);

/** Stacks pieces between two heights with equal gaps. Gaps above the largest are given to the foot. */
function distribute(
  pieces: readonly Piece[],
  top: number,
  bottom: number,
  min: number,
  max: number,
): { items: Item[]; excess: number } {
  const heights = pieces.reduce((sum, piece) => sum + piece.height, 0);
  const gaps = Math.max(1, pieces.length - 1);
  const gap = Math.min(max, (bottom - top - heights) / gaps);
  // What the largest gap does not take stands half above, half below.
  let y = top + Math.max(0, (bottom - top - heights - gap * gaps) / 2);
  const items: Item[] = [];
  for (const piece of pieces) {
    items.push(moved(piece.items, 0, y));
    y += piece.height + gap;
  }
  return { items, excess: (min - gap) * gaps };
}
