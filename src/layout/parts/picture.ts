/**
 * A picture for a phone: a right with its number and sign, what it says, the sentence to say, and whom to call; or a
 * headed list; or what picture-help.ts has.
 */
import type { Block, BlockOf } from '../../compose/flyer.js';
import type { RichText } from '../../compose/rich-text.js';
import type { Box } from '../../core/geometry.js';
import { pt } from '../../core/units.js';
import type { Item } from '../../frame/frame.js';
import type { RoleName } from '../../schema/template.js';
import { distribute } from '../distribute.js';
import { iconItem } from '../icons.js';
import {
  marked,
  moved,
  placeText,
  type SetText,
  setOneLine,
  setText,
  type TextContext,
  touching,
} from '../set-text.js';
import { belowBorder, boxBorder } from './boxes.js';
import { fromStart, inkFoot, measureOf, type Piece, textStart, type Watch } from './columns.js';
import { lettersFor, setNumeral } from './front.js';
import { layCallLine, layGiver, layHotline, layNewest } from './picture-help.js';
import { highestHeading, laySection } from './section.js';
import { inkTopOf, layColumn } from './text-column.js';

/** Of the size that its role has: a title is read first. */
const TITLE = 1.12;
/** How much smaller English may be said so that it stays on one line. */
const SAY_LEAST = 0.72;

/**
 * The middle of a picture.
 * @returns how much too tall it is, and where the QR code stands if there is one
 */
export function layPicture(
  context: TextContext,
  blocks: readonly Block[],
  top: number,
  bottom: number,
  watch: Watch,
): { readonly items: readonly Item[]; readonly excess: number; readonly qr?: Box } {
  const { grid } = context.style;
  const between = (pieces: readonly Piece[], floor: number) =>
    distribute(context, pieces, top, floor, grid['block-gap-min'], grid['block-gap-max']);
  const hotline = blocks.find((block) => block.kind === 'hotline');
  const imprint = blocks.find((block) => block.kind === 'imprint');
  if (imprint) {
    const newest = layNewest(context, imprint, watch);
    // The quiet zone of the code is kept above and below it.
    const newestTop = bottom - grid['qr-text-gap'] - newest.height;
    const pieces = [
      ...blocks.flatMap((block) => (block.kind === 'headline' ? [layTitle(context, block, watch)] : [])),
      ...(hotline ? [layHotline(context, hotline, watch)] : []),
    ];
    const main = between(pieces, newestTop - grid['qr-gap']);
    return {
      items: [...main.items, moved(newest.items, 0, newestTop)],
      excess: pieces.length > 0 ? main.excess : top - newestTop,
      qr: { ...newest.qr, y: pt(newest.qr.y + newestTop) },
    };
  }
  const call = hotline && layCallLine(context, hotline, watch);
  const callTop = bottom - grid['main-foot'] - (call?.height ?? 0);
  const main = between(
    blocks.flatMap((block) => layBlock(context, block, watch)),
    call ? callTop - grid['main-foot'] : callTop,
  );
  return { items: [...main.items, ...(call ? [moved(call.items, 0, callTop)] : [])], excess: main.excess };
}

function layBlock(context: TextContext, block: Block, watch: Watch): Piece[] {
  const measure = measureOf(context);
  switch (block.kind) {
    case 'headline':
      return [layTitle(context, block, watch)];
    case 'right':
    case 'advice':
      return [layRight(context, block, watch)];
    case 'section':
      return [laySection(context, block, 0, measure, highestHeading(context, [block], measure), watch)];
    case 'say':
      return [laySpeech(context, block, watch)];
    case 'giver':
      return layGiver(context, block, watch);
    default:
      return [];
  }
}

function layTitle(context: TextContext, { title }: BlockOf<'headline'>, watch: Watch): Piece {
  const width = measureOf(context);
  const set = watch(
    setText(context, title, 'right-title', { width, scale: TITLE, block: 'headline' }),
    'headline',
  );
  return layColumn(context, [{ set, as: 'H1' }], fromStart(context, 0, width));
}

/** Points of a side of a sign: the same in all scripts, since here it stands alone. */
const SIGN = 44;
/** Points between what stands at the head of a right and its text. */
const BELOW_HEAD = 4;
const BELOW_TITLE = 2;

/**
 * The number of a right at the start, the title beside it and the sign at the end, or of advice the sign at the start;
 * below them the text, over the whole measure.
 */
function layRight(context: TextContext, block: BlockOf<'right' | 'advice'>, watch: Watch): Piece {
  const { grid } = context.style;
  const measure = measureOf(context);
  const numbered = block.kind === 'right';
  const start = numbered ? textStart(context) : SIGN + grid.gap;
  const width = measure - start - (numbered ? SIGN + grid.gap : 0);
  const title = watch(
    setText(context, block.title, 'right-title', { width, scale: TITLE, block: block.id }),
    block.id,
  );
  const inkTop = inkTopOf(title);
  const titleX = fromStart(context, start, width);
  const icon = iconItem(
    block.icon,
    fromStart(context, numbered ? measure - SIGN : 0, SIGN),
    inkTop,
    SIGN,
    context.dir === 'rtl',
    lettersFor(context),
  );
  const numeral = numbered ? setNumeral(context, block, inkTop, watch) : undefined;
  const body = watch(
    setText(context, block.body, 'body', { width: measure, sentenceLines: true, block: block.id }),
    block.id,
  );
  const x = fromStart(context, 0, measure);
  let y = Math.max(title.height + BELOW_TITLE, inkTop + SIGN + BELOW_HEAD, (numeral?.foot ?? 0) + BELOW_HEAD);
  y += touching(context, { set: title, x: titleX, y: 0 }, { set: body, x, y });
  const texts = [placeText(title, titleX, 0, 'H1', context.lang), placeText(body, x, y, 'P', context.lang)];
  return {
    height: Math.max(y + body.height, inkFoot(body, y)) - inkTop,
    first: { set: title, x: titleX, y: -inkTop },
    last: { set: body, x, y: y - inkTop },
    items: [
      moved(
        [...(numeral ? [marked('L', [marked('LI', [numeral.item, marked('LBody', texts)])])] : texts), icon],
        0,
        -inkTop,
      ),
    ],
  };
}

/** The box with the sentence to say; its labels run into their lines, since a phone has no room for a column. */
function laySpeech(context: TextContext, block: BlockOf<'say'>, watch: Watch): Piece {
  const { grid } = context.style;
  const rtl = context.dir === 'rtl';
  const padding = grid['box-border'] + grid['box-top'];
  const measure = measureOf(context);
  const width = measure - 2 * padding;
  const x = fromStart(context, padding, width);
  const say = (text: RichText, role: RoleName): SetText =>
    watch(setText(context, text, role, { width, sentenceLines: true, block: 'say' }), 'say');
  const label = say(block.label, 'label');
  const spoken = {
    width,
    english: true,
    align: rtl ? 'end' : 'start',
    sentenceLines: true,
    block: 'say',
  } as const;
  const oneLine = setOneLine(context, block.english, 'say', spoken, SAY_LEAST);
  const english = watch(
    oneLine.lineCount === 1 ? oneLine : setText(context, block.english, 'say', spoken),
    'say',
  );
  const rows = block.rows.map((row, i) =>
    say(
      [...row.label.map((span) => ({ ...span, bold: true, nobreak: true })), { text: '\u2002' }, ...row.text],
      i === 0 ? 'sound' : 'body',
    ),
  );
  const notes = block.notes.length > 0 ? [say(block.notes, 'body')] : [];
  const column = layColumn(
    context,
    [
      { set: label, as: 'P', below: 2 },
      { set: english, as: 'Quote', lang: 'en', below: 3 },
      ...rows.map((set, i) => ({ set, as: 'P' as const, below: i === rows.length - 1 ? 5 : 2 })),
      ...notes.map((set) => ({ set, as: 'P' as const })),
    ],
    x,
    belowBorder(context, label, grid['box-top']),
  );
  const height = column.height + grid['box-foot'] + grid['box-border'];
  return { height, items: [boxBorder(context, grid.margin, 0, measure, height), ...column.items] };
}
