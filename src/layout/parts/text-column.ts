/** Set texts below one another. */
import type { Item, Role } from '../../frame/frame.js';
import { placeText, type SetText, type Standing, type TextContext, touching } from '../set-text.js';
import { inkFoot, type Piece } from './columns.js';

/** From the top of a text to its ink; below 0 where the ink rises above it. */
export const inkTopOf = (set?: SetText): number => (set ? set.firstBaseline - set.firstAscent : 0);

export interface InColumn {
  readonly set: SetText;
  readonly as: Role;
  readonly lang?: string;
  /** Points of white below it. */
  readonly below?: number;
}

/**
 * Set texts below one another, their left edge at x; lower where ink would touch.
 * @param from the top of the first; unless said, its ink begins at 0: Nastaliq rises far above its line
 */
export function layColumn(
  context: TextContext,
  texts: readonly InColumn[],
  x: number,
  from = -inkTopOf(texts[0]?.set),
): Piece {
  const items: Item[] = [];
  let y = from;
  let above: Standing | undefined;
  let first: Standing | undefined;
  let foot = from;
  for (const { set, as, lang = context.lang, below = 0 } of texts) {
    if (above) y += touching(context, above, { set, x, y });
    above = { set, x, y };
    first ??= above;
    items.push(placeText(set, x, y, as, lang));
    foot = Math.max(y + set.height, inkFoot(set, y));
    y += set.height + below;
  }
  return { items, height: foot, ...(first && above ? { first, last: above } : {}) };
}
