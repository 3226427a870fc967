/** What stands beside the rights on a face of a table tent: whom to call in a box, the QR code below it. */
import { shownAddress } from '../../compose/address.js';
import type { BlockOf } from '../../compose/flyer.js';
import { dialled, richToString } from '../../compose/rich-text.js';
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
import { belowBorder, boxBorder } from './boxes.js';
import { fromStart, measureOf, type Piece, type Watch } from './columns.js';

/** How much smaller than its size the number may be so that it stays on one line. */
const NUMBER_LEAST = 0.7;

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
  const qrX = fromStart(context, 0, grid.qr);
  const captionStart = grid.qr + grid['qr-text-gap'];
  const captionWidth = measure - captionStart;
  const caption = watch(
    setText(context, imprint.newest, 'row-label', { width: captionWidth, block: 'imprint' }),
    'imprint',
  );
  return {
    height: qrTop + Math.max(grid.qr, caption.height),
    items: [
      boxBorder(context, grid.margin, 0, measure, boxHeight),
      ...items,
      // Drawn when the slot is filled, read here.
      {
        kind: 'mark',
        role: 'Figure',
        part: 'qr',
        lang: context.lang,
        alt: `QR: ${richToString(imprint.newest)} (${shownAddress(imprint.address)})`,
        links: [{ text: '', href: imprint.address }],
        items: [],
      },
      placeText(
        caption,
        fromStart(context, captionStart, captionWidth),
        qrTop + Math.max(0, (grid.qr - caption.height) / 2),
        'P',
        context.lang,
      ),
    ],
    qr: box(qrX, qrTop, grid.qr, grid.qr),
  };
}
