/** The reader's side of a card: what the English on the other side means, and one number to call. */
import { shownAddress } from '../../compose/address.js';
import type { BlockOf } from '../../compose/flyer.js';
import { dialled, joinSentences, leading, type RichText } from '../../compose/rich-text.js';
import type { Item } from '../../frame/frame.js';
import {
  placeText,
  type SetText,
  type Standing,
  setOneLine,
  setText,
  type TextContext,
  touching,
} from '../set-text.js';
import { fromStart, inkFoot, measureOf, type Piece, type Watch } from './columns.js';

export function layMeaning(context: TextContext, block: BlockOf<'meaning'>, watch: Watch): Piece {
  const width = measureOf(context);
  const x = fromStart(context, 0, width);
  const items: Item[] = [];
  let above: Standing | undefined;
  let y = 0;
  const add = (set: SetText, gap: number, role: 'H1' | 'P'): void => {
    if (above) y += touching(context, above, { set, x, y });
    items.push(placeText(watch(set, 'meaning'), x, y, role, context.lang));
    above = { set, x, y };
    y += set.height + gap;
  };
  add(setText(context, block.label, 'label', { width, block: 'meaning' }), 0.5, 'H1');
  // Run on as one paragraph: a line each has no room on a card.
  const text = joinSentences(block.lines, context.script);
  add(setText(context, text, 'body', { width, block: 'meaning' }), 0, 'P');
  const foot = above ? Math.max(y, inkFoot(above.set, above.y)) : y;
  return { height: foot, items };
}

/** Of the size of a flyer's number: still the largest thing on the reader's side. */
const NUMBER = 0.76;

/**
 * Whom to call: the label on a line of its own, and below it the number beside the address in letters and who hands
 * the card out. Its foot is `bottom`.
 */
export function layCall(
  context: TextContext,
  hotline: BlockOf<'hotline'>,
  imprint: BlockOf<'imprint'>,
  bottom: number,
  watch: Watch,
): { items: Item[]; top: number } {
  const { gap } = context.style.grid;
  const measure = measureOf(context);
  const rtl = context.dir === 'rtl';
  const label = watch(
    setOneLine(context, hotline.label, 'hotline-label', { width: measure, block: 'hotline' }, 0.86),
    'hotline',
  );
  const number = watch(
    setText(context, [dialled(hotline.number)], 'phone', {
      width: measure,
      english: true,
      align: rtl ? 'end' : 'start',
      scale: NUMBER,
      block: 'hotline',
    }),
    'hotline',
  );
  const start = number.paragraph.width + gap;
  const width = measure - start;
  const giver: RichText = imprint.name.length === 0 ? [] : [{ text: ' · ' }, ...imprint.name];
  const from = watch(
    setText(context, [leading(shownAddress(imprint.address), imprint.address), ...giver], 'imprint', {
      width,
      align: 'end',
      balance: false,
      block: 'imprint',
    }),
    'imprint',
  );
  const x = fromStart(context, 0, measure);
  const fromX = fromStart(context, start, width);
  const height = Math.max(number.height, from.height);
  const top = bottom - height - label.height;
  const numberTop = bottom - (height + number.height) / 2;
  const fromTop = bottom - (height + from.height) / 2;
  return {
    top,
    items: [
      placeText(label, x, top, 'P', context.lang),
      placeText(number, x, numberTop, 'P', 'en'),
      placeText(from, fromX, fromTop, 'P', context.lang),
    ],
  };
}
