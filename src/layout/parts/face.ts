/** What stands beside the rights on a face of a table tent: whom to call in a box, the QR code below it; and who hands it out. */
import { shownAddress } from '../../compose/address.js';
import type { BlockOf } from '../../compose/flyer.js';
import { dialled, leading } from '../../compose/rich-text.js';
import { type Box, box } from '../../core/geometry.js';
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
import { layCode } from './back.js';
import { belowBorder, boxBorder } from './boxes.js';
import { fromStart, measureOf, type Piece, type Watch } from './columns.js';

/** How much smaller than its size the number may be so that it stays on one line. */
const NUMBER_LEAST = 0.7;
/** The same of an address beside the code. */
const ADDRESS_LEAST = 0.75;

/** As wide as the column. Top is y 0. */
export function layCallOver(
  context: TextContext,
  block: BlockOf<'hotline'>,
  imprint: BlockOf<'imprint'>,
  watch: Watch,
): Piece & { readonly qr: Box } {
  const { grid } = context.style;
  const measure = measureOf(context);
  const padding = grid['box-border'] + 8;
  const width = measure - 2 * padding;
  const x = grid.margin + padding;
  const items: Item[] = [];
  const label = setText(context, block.label, 'hotline-label', { width, block: 'hotline' });
  const number = setOneLine(
    context,
    [dialled(block.number)],
    'phone',
    { width, english: true, align: context.dir === 'rtl' ? 'end' : 'start', block: 'hotline' },
    NUMBER_LEAST,
  );
  let y = belowBorder(context, label, grid['box-top']);
  let above: Standing | undefined;
  const add = (set: SetText, lang: string): void => {
    if (above) y += touching(context, above, { set, x, y });
    above = { set, x, y };
    items.push(placeText(watch(set, 'hotline'), x, y, 'P', lang));
    y += set.height;
  };
  add(label, context.lang);
  add(number, 'en');
  const boxHeight = y + grid['box-foot'] + grid['box-border'];

  const qrTop = boxHeight + grid['qr-gap'];
  const start = grid.qr + grid['qr-text-gap'];
  const beside = measure - start;
  const caption = setText(context, imprint.newest, 'row-label', { width: beside, block: 'imprint' });
  const address = setOneLine(
    context,
    [leading(shownAddress(imprint.address), imprint.address, 'bold')],
    'imprint',
    { width: beside, english: true, align: context.dir === 'rtl' ? 'end' : 'start', block: 'imprint' },
    ADDRESS_LEAST,
  );
  const besideX = fromStart(context, start, beside);
  const captionTop = qrTop + Math.max(0, (grid.qr - caption.height - address.height) / 2);
  const captionAt = { set: caption, x: besideX, y: captionTop };
  const addressTop = captionTop + caption.height;
  const lower = touching(context, captionAt, { set: address, x: besideX, y: addressTop });
  return {
    height: Math.max(qrTop + grid.qr, addressTop + lower + address.height),
    items: [
      boxBorder(context, grid.margin, 0, measure, boxHeight),
      ...items,
      layCode(context, imprint),
      placeText(watch(caption, 'imprint'), besideX, captionTop, 'P', context.lang),
      placeText(watch(address, 'imprint'), besideX, addressTop + lower, 'P', 'en'),
    ],
    qr: box(fromStart(context, 0, grid.qr), qrTop, grid.qr, grid.qr),
  };
}

/** Who hands it out, by name, across the face; nothing where nobody is named. Its foot is `bottom`. */
export function layGiver(
  context: TextContext,
  { from, name }: BlockOf<'imprint'>,
  bottom: number,
  watch: Watch,
): { items: Item[]; top: number } {
  if (name.length === 0) return { items: [], top: bottom };
  const text = [...from, { text: ' ' }, ...name.map((span) => ({ ...span, bold: true }))];
  const width = measureOf(context);
  const set = watch(setText(context, text, 'imprint', { width, block: 'imprint' }), 'imprint');
  const y = bottom - set.height;
  // Nastaliq rises above its line.
  const top = Math.min(y, y + set.firstBaseline - set.firstAscent);
  return { items: [placeText(set, fromStart(context, 0, width), y, 'P')], top };
}
