/**
 * The slips at the foot of a poster, each with whom to call and where there is more, and the lines to cut between them.
 * What is written on a slip keeps as far from its cuts as from the edge of the sheet.
 */
import { shownAddress } from '../../compose/address.js';
import type { BlockOf } from '../../compose/flyer.js';
import { dialled, leading } from '../../compose/rich-text.js';
import { BLACK } from '../../core/color.js';
import { type Box, box } from '../../core/geometry.js';
import { pt } from '../../core/units.js';
import type { Item } from '../../frame/frame.js';
import { linePath } from '../../frame/path.js';
import {
  moved,
  placeText,
  type SetText,
  type Standing,
  setOneLine,
  setText,
  type TextContext,
  touching,
} from '../set-text.js';
import type { Style } from '../style.js';
import { inkFoot, type Watch } from './columns.js';

/** How much smaller than its size a number or an address may be so that it stays on one line. */
const NUMBER_LEAST = 0.8;
const ADDRESS_LEAST = 0.79;
/** Points between number and address. */
const GAP = 2;

/** The slips of a poster of this style, from left to right. */
function slipBoxes({ grid, trim }: Style): Box[] {
  const width = trim.width / grid.slips;
  return Array.from({ length: grid.slips }, (_, i) =>
    box(i * width, trim.height - grid['slip-height'], width, grid['slip-height']),
  );
}

/** Points: a line between slips. */
const THIN = 0.5;

/** The most by which a long label gives way, in steps of 2 %. */
const LABEL_LEAST = 0.84;

export function laySlips(context: TextContext, block: BlockOf<'slips'>, watch: Watch): Item[] {
  const { style } = context;
  const [first, ...others] = slipBoxes(style);
  if (!first) return [];
  const room = first.height - 2 * keepsFrom(style);
  let written = layWords(context, block, first, 1);
  for (let scale = 0.98; written.height > room && scale >= LABEL_LEAST; scale -= 0.02)
    written = layWords(context, block, first, scale);
  for (const text of written.texts) watch(text, 'slips');
  if (written.height > room) watch.crowded('slips');
  const on = ({ x, y }: Box): Item => moved(written.items, x, y);
  return [
    on(first),
    // Read aloud once.
    { kind: 'mark', role: 'Artifact', items: [...others.map(on), ...cuts(style, others)] },
  ];
}

const keepsFrom = ({ grid, safe }: Style): number => Math.max(grid['slip-padding'], safe);

function layWords(
  context: TextContext,
  block: BlockOf<'slips'>,
  slip: Box,
  labelScale: number,
): { items: Item[]; height: number; texts: SetText[] } {
  const padding = keepsFrom(context.style);
  const width = slip.width - 2 * padding;
  const options = { width, align: 'center', block: 'slips' } as const;
  const latin = { ...options, english: true } as const;
  const address = setOneLine(
    context,
    [leading(shownAddress(block.address), block.address)],
    'slip-address',
    latin,
    ADDRESS_LEAST,
  );
  const set: { readonly set: SetText; readonly lang: string; readonly gap: number }[] = [
    ...(block.draft.length > 0
      ? [{ set: setText(context, block.draft, 'draft-why', options), lang: context.lang, gap: 0 }]
      : []),
    {
      set: setText(context, block.label, 'slip-label', { ...options, scale: labelScale }),
      lang: context.lang,
      gap: GAP,
    },
    {
      set: setOneLine(context, [dialled(block.number)], 'slip-number', latin, NUMBER_LEAST),
      lang: 'en',
      gap: 0,
    },
    // One too long for a slip stands on the poster alone.
    ...(address.overfull ? [] : [{ set: address, lang: 'en', gap: 0 }]),
  ];
  const items: Item[] = [];
  let above: Standing | undefined;
  let y = 0;
  let top = 0;
  for (const { set: text, lang, gap } of set) {
    if (above) y += touching(context, above, { set: text, x: padding, y });
    else top = text.firstBaseline - text.firstAscent;
    items.push(placeText(text, padding, y, 'P', lang));
    above = { set: text, x: padding, y };
    y += text.height + gap;
  }
  const foot = above ? inkFoot(above.set, above.y) : y;
  const height = foot - top;
  return {
    items: [moved(items, 0, (slip.height - height) / 2 - top)],
    height,
    texts: set.map((one) => one.set),
  };
}

/** Dashed between the slips, down to where the knife goes; above them a line at which the cuts end. */
function cuts({ grid, trim, bleed, safe }: Style, others: readonly Box[]): Item[] {
  const top = trim.height - grid['slip-height'];
  const foot = bleed === 0 ? trim.height - safe : trim.height + bleed - THIN / 2;
  const stroke = { color: BLACK, width: pt(THIN), cap: 'butt' } as const;
  return [
    {
      kind: 'path',
      path: linePath(grid.margin, top, trim.width - grid.margin, top),
      stroke,
    },
    ...others.map(
      ({ x }): Item => ({
        kind: 'path',
        path: linePath(x, top, x, foot),
        stroke: { ...stroke, dash: [3, 4] },
      }),
    ),
  ];
}
