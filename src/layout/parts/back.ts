/** The back: the English to hand over with its meaning, the hotline, the QR code, and who gives the flyer out. */

import { shownAddress } from '../../compose/address.js';
import type { BlockOf } from '../../compose/flyer.js';
import { dialled, leading, type RichText, richToString } from '../../compose/rich-text.js';
import { BLACK } from '../../core/color.js';
import { type Box, box } from '../../core/geometry.js';
import { pt } from '../../core/units.js';
import type { Item } from '../../frame/frame.js';
import { linePath } from '../../frame/path.js';
import {
  lineRight,
  moved,
  placeText,
  type SetText,
  type Standing,
  setOneLine,
  setText,
  type TextContext,
  touching,
} from '../set-text.js';
import { belowBorder, boxBorder } from './boxes.js';
import { fromStart, inkFoot, measureOf, type Piece, type Watch } from './columns.js';
import { placePicture } from './pictures.js';

export function layStatement(context: TextContext, block: BlockOf<'statement'>, watch: Watch): Piece {
  const { grid } = context.style;
  const width = measureOf(context);
  const claim = watch(
    setText(context, block.claim, 'claim', {
      width: block.writeIn ? width - grid['write-in'] - grid.gap : width,
      english: true,
      block: block.id,
    }),
    block.id,
  );
  const items: Item[] = [placeText(claim, grid.margin, 0, 'P', 'en')];
  if (block.writeIn) {
    const y = claim.paragraph.lines.at(-1)?.baseline ?? 0;
    const from = grid.margin + lineRight(claim) + grid.gap;
    items.push({
      kind: 'path',
      path: linePath(from, y + 1, grid.margin + width, y + 1),
      stroke: { color: BLACK, width: pt(1.5) },
    });
  }
  let height = claim.height;
  if (block.gloss.length > 0) {
    const gloss = watch(setText(context, block.gloss, 'gloss', { width, block: block.id }), block.id);
    // Where leading is tight, marks above the reader's line must still clear the descenders above them.
    const x = grid.margin;
    const top = claim.height + touching(context, { set: claim, x, y: 0 }, { set: gloss, x, y: claim.height });
    items.push(placeText(gloss, x, top, 'P', context.lang));
    height = Math.max(top + gloss.height, inkFoot(gloss, top));
  }
  return { height, items };
}

/** Of an imprint: where the newest version is. */
export type Newest = Pick<BlockOf<'imprint'>, 'newest' | 'address'>;

/** The hotline in its box, and the QR code beside it with what it leads to. Top is y 0. */
export function layHelp(
  context: TextContext,
  block: BlockOf<'hotline'>,
  imprint: Newest,
  watch: Watch,
): Piece & { readonly qr: Box } {
  const { grid } = context.style;
  const rtl = context.dir === 'rtl';
  const boxWidth = measureOf(context) - grid.qr - grid['qr-gap'];
  const padding = grid['box-border'] + 8;
  const width = boxWidth - 2 * padding;
  const boxX = fromStart(context, 0, boxWidth);
  const label = setText(context, block.label, 'hotline-label', { width, block: 'hotline' });
  let y = belowBorder(context, label, grid['box-top'] - 1);
  const items: Item[] = [];
  let above: Standing | undefined;
  const add = (set: SetText, lang: string, gap = 0): void => {
    const x = boxX + padding;
    if (above) y += touching(context, above, { set, x, y });
    above = { set, x, y };
    items.push(placeText(watch(set, 'hotline'), boxX + padding, y, 'P', lang));
    y += set.height + gap;
  };
  const latin = { width, english: true, align: rtl ? 'end' : 'start', block: 'hotline' } as const;
  add(label, context.lang, -1);
  add(setOneLine(context, [dialled(block.number)], 'phone', latin, 0.8), 'en', -1);
  add(
    setText(context, block.lines, 'hotline-body', { width, sentenceLines: true, block: 'hotline' }),
    context.lang,
    1,
  );
  if (block.english.length > 0) add(setText(context, block.english, 'imprint', latin), 'en');

  const qrX = fromStart(context, measureOf(context) - grid.qr, grid.qr);
  const caption = watch(
    setText(context, imprint.newest, 'row-label', { width: grid.qr, block: 'imprint' }),
    'imprint',
  );
  // The quiet zone is four modules: 84 pt over 25 modules or more makes at most 13.5 pt.
  const captionTop = grid.qr + grid['qr-text-gap'] - 2;
  // The box ends with its text or with the code, never with the caption: its foot would be empty on a wide sheet.
  const boxHeight = Math.max(y + grid['box-foot'] - 1 + grid['box-border'], grid.qr);
  const height = Math.max(boxHeight, captionTop + caption.height);
  return {
    height,
    items: [
      boxBorder(context, boxX, 0, boxWidth, boxHeight),
      ...items,
      layCode(context, imprint),
      placeText(caption, qrX, captionTop, 'P', context.lang),
    ],
    qr: box(qrX, 0, grid.qr, grid.qr),
  };
}

/** What the QR code says to who hears the flyer: drawn when the slot is filled, read where this stands. */
export const layCode = (context: TextContext, imprint: Newest): Item => ({
  kind: 'mark',
  role: 'Figure',
  part: 'qr',
  lang: context.lang,
  alt: `QR: ${richToString(imprint.newest)} (${shownAddress(imprint.address)})`,
  links: [{ text: '', href: imprint.address }],
  items: [],
});

/** What the congregation says itself, and its own numbers, one a line. Top is y 0. */
function layOwnWords(context: TextContext, block: BlockOf<'imprint'>, watch: Watch): Piece {
  const width = measureOf(context);
  const items: Item[] = [];
  let y = 0;
  let above: Standing | undefined;
  for (const text of [...(block.message ? [block.message] : []), ...(block.hotlines ?? [])]) {
    const set = watch(setText(context, text, 'hotline-body', { width, block: OWN_WORDS }), OWN_WORDS);
    const x = context.style.grid.margin;
    if (above) y += touching(context, above, { set, x, y });
    above = { set, x, y };
    items.push(placeText(set, x, y, 'P'));
    y += set.height;
  }
  return { items, height: y };
}

/** As messages call it. */
const OWN_WORDS = 'message';
/** Points between them and the address below, which stands at the other edge. */
const OWN_GAP = 3;

/** The congregation's own words, the address in letters, and who hands the flyer out. Its foot is `bottom`. */
export function layImprint(
  context: TextContext,
  block: BlockOf<'imprint'>,
  bottom: number,
  watch: Watch,
): { items: Item[]; top: number } {
  const { grid, trim } = context.style;
  const logoWidth = block.logo ? LOGO.width + grid.gap : 0;
  const width = measureOf(context) - logoWidth;
  const rtl = context.dir === 'rtl';
  const bold = (text: RichText): RichText => text.map((span) => ({ ...span, bold: true }));
  const address = watch(
    setText(context, [leading(shownAddress(block.address), block.address, 'bold')], 'imprint', {
      width: measureOf(context),
      english: true,
      align: rtl ? 'start' : 'end',
      block: 'imprint',
    }),
    'imprint',
  );
  const separator: RichText = rtl ? [{ text: ' · ' }] : [{ text: ' · ', lang: 'en' }];
  const giver: RichText =
    block.name.length === 0
      ? []
      : [
          ...block.from,
          { text: ' ' },
          ...bold(block.name),
          ...block.details.flatMap((d) => [...separator, ...d]),
        ];
  const from =
    giver.length === 0
      ? undefined
      : watch(setText(context, giver, 'imprint', { width, balance: false, block: 'imprint' }), 'imprint');
  const lower = Math.max(from?.height ?? 0, block.logo ? LOGO.height : 0);
  let top = bottom - address.height - lower;
  if (from)
    top -= touching(
      context,
      { set: address, x: grid.margin, y: top },
      { set: from, x: fromStart(context, 0, width), y: bottom - lower },
    );
  const items: Item[] = [placeText(address, grid.margin, top, 'P', 'en')];
  const own = layOwnWords(context, block, watch);
  if (own.items.length > 0) {
    top -= own.height + OWN_GAP;
    items.unshift(moved(own.items, 0, top));
  }
  if (from) items.push(placeText(from, fromStart(context, 0, width), bottom - lower, 'P'));
  if (block.logo) {
    const right = rtl ? grid.margin + LOGO.width : trim.width - grid.margin;
    const place = box(right - LOGO.width, bottom - lower, LOGO.width, LOGO.height);
    items.push(placePicture(block.logo, place, 'right', richToString(block.name)));
  }
  return { items, top };
}

/** The largest a logo is printed, in points. */
const LOGO = { width: 72, height: 26 };
