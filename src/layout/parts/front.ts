/** The front: the three rights, the door, and the sentence to say. */
import type { BlockOf } from '../../compose/flyer.js';
import { english } from '../../compose/rich-text.js';
import type { Item } from '../../frame/frame.js';
import { type BubbleLetters, iconItem } from '../icons.js';
import {
  marked,
  moved,
  placeText,
  type SetText,
  type Standing,
  setOneLine,
  setText,
  type TextContext,
  touching,
} from '../set-text.js';
import { belowBorder, boxWithTail } from './boxes.js';
import { fromStart, inkFoot, measureOf, type Piece, textStart, type Watch } from './columns.js';

/** How much smaller than its size a numeral may be where its column is narrow. */
const NUMERAL_LEAST = 0.76;

export function layRight(context: TextContext, block: BlockOf<'right'>, watch: Watch): Piece {
  const { style } = context;
  const { grid, roles } = style;
  const start = textStart(context);
  const width = measureOf(context) - start - grid.gap - grid.icon;
  const title = watch(setText(context, block.title, 'right-title', { width, block: block.id }), block.id);
  // A sign no taller than the title stands beside the title alone, and the text runs on below it.
  const beside = grid.icon > title.height;
  const bodyWidth = beside ? width : measureOf(context) - start;
  const body = watch(
    setText(context, block.body, 'body', { width: bodyWidth, sentenceLines: true, block: block.id }),
    block.id,
  );
  const x = fromStart(context, start, width);

  const inkTop = title.firstBaseline - title.firstAscent;
  const numeral = setNumeral(context, block, inkTop, watch);
  const icon = iconItem(
    block.icon,
    fromStart(context, measureOf(context) - grid.icon, grid.icon),
    inkTop,
    grid.icon,
    context.dir === 'rtl',
    lettersFor(context),
  );
  const bodyX = fromStart(context, start, bodyWidth);
  let bodyTop = title.height + (roles['right-title'].size > 20 ? 1 : 0);
  bodyTop += touching(context, { set: title, x, y: 0 }, { set: body, x: bodyX, y: bodyTop });
  // The space above the title's ink and below the body's last line counts to the gaps, not to the block.
  const height = Math.max(bodyTop + body.height, inkTop + grid.icon) - inkTop * 0.6;
  return {
    height,
    first: { set: title, x, y: -inkTop * 0.6 },
    last: { set: body, x: bodyX, y: bodyTop - inkTop * 0.6 },
    items: [
      moved(
        [
          marked(
            'L',
            [
              marked('LI', [
                numeral.item,
                marked('LBody', [
                  placeText(title, x, 0, 'H2', context.lang),
                  placeText(body, bodyX, bodyTop, 'P', context.lang),
                ]),
              ]),
            ],
            { part: 'rights' },
          ),
          icon,
        ],
        0,
        -inkTop * 0.6,
      ),
    ],
  };
}

/** The number of a right, its top level with the ink of the title beside it, and how far down it reaches. */
export function setNumeral(
  context: TextContext,
  { id, numeral }: BlockOf<'right'>,
  inkTop: number,
  watch: Watch,
): { readonly item: Item; readonly foot: number } {
  const { grid, trim, numeral: color } = context.style;
  // Western digits are of one family on every flyer.
  const western = /^[0-9]+$/.test(numeral);
  const set = watch(
    setOneLine(
      context,
      western ? [english(numeral)] : [{ text: numeral }],
      'numeral',
      { width: grid.number, align: 'start', color, english: western, block: id },
      NUMERAL_LEAST,
    ),
    id,
  );
  const y = inkTop - (set.firstBaseline - set.firstAscent);
  const x = context.dir === 'ltr' ? grid.margin : trim.width - grid.margin - set.paragraph.width;
  return { item: placeText(set, x, y, 'Lbl', western ? 'en' : context.lang), foot: inkFoot(set, y) };
}

/** The letters in the interpreter's bubbles. */
export const lettersFor = ({ book, style }: TextContext): BubbleLetters => ({
  book,
  englishFamily: style.englishFamilies[0] as string,
  family: style.letterFamily,
  letter: style.letter,
});

export function layAdvice(context: TextContext, block: BlockOf<'advice'>, watch: Watch): Piece {
  const { grid } = context.style;
  const start = textStart(context);
  const width = measureOf(context) - start;
  const title = watch(setText(context, block.title, 'advice-title', { width, block: block.id }), block.id);
  const body = watch(
    setText(context, block.body, 'body', { width, sentenceLines: true, block: block.id }),
    block.id,
  );
  const x = fromStart(context, start, width);
  const icon = iconItem(
    block.icon,
    fromStart(context, 0, grid.icon),
    title.firstBaseline - title.firstAscent,
    grid.icon,
    context.dir === 'rtl',
  );
  let bodyTop = title.height + 0.5;
  bodyTop += touching(context, { set: title, x, y: 0 }, { set: body, x, y: bodyTop });
  return {
    height: bodyTop + body.height,
    first: { set: title, x, y: 0 },
    last: { set: body, x, y: bodyTop },
    items: [icon, placeText(title, x, 0, 'H2', context.lang), placeText(body, x, bodyTop, 'P', context.lang)],
  };
}

/** The box with the sentence to say. Its top is y 0, its foot `height`; the tail hangs below. */
export function laySay(context: TextContext, block: BlockOf<'say'>, watch: Watch): Piece {
  const { grid, roles } = context.style;
  const start = textStart(context);
  const inner = grid['box-border'] + 6;
  const width = measureOf(context) - start - inner;
  const x = fromStart(context, start, width);
  const rtl = context.dir === 'rtl';

  const label = watch(setText(context, block.label, 'label', { width, block: 'say' }), 'say');
  // English is read from the left, but stands at the start edge of the box like all that surrounds it.
  const sentence = watch(
    setText(context, block.english, 'say', {
      width,
      english: true,
      align: rtl ? 'end' : 'start',
      sentenceLines: true,
      block: 'say',
    }),
    'say',
  );
  let y = belowBorder(context, label, grid['box-top']);
  const items: Item[] = [];
  let above: Standing | undefined;
  const add = (set: SetText, role: 'P' | 'Quote', gap: number, lang: string): void => {
    if (above) y += touching(context, above, { set, x, y });
    above = { set, x, y };
    items.push(placeText(set, x, y, role, lang));
    y += set.height + gap;
  };
  add(label, 'P', 1.5, context.lang);
  add(sentence, 'Quote', 2, 'en');
  for (const row of block.rows) {
    const text = watch(
      setText(context, row.text, row === block.rows[0] ? 'sound' : 'body', {
        width,
        sentenceLines: true,
        block: 'say',
      }),
      'say',
    );
    const labelWidth = start - inner - 3;
    const mark = watch(setText(context, row.label, 'row-label', { width: labelWidth, block: 'say' }), 'say');
    const markTop = text.firstBaseline - mark.firstBaseline;
    // A label of several lines may be taller than what it stands beside.
    add(text, 'P', 1.5 + Math.max(0, markTop + mark.height - text.height), context.lang);
    const rowTop = above?.y ?? y;
    // Read before what it is a label of.
    items.splice(
      -1,
      0,
      placeText(mark, fromStart(context, inner, labelWidth), rowTop + markTop, 'P', context.lang),
    );
  }
  if (block.notes.length > 0) {
    // Not part of what the sentence means.
    if (block.rows.length > 0) y += 3;
    const note = watch(
      setText(context, block.notes, 'body', { width, sentenceLines: true, block: 'say' }),
      'say',
    );
    add(note, 'P', 0, context.lang);
  }
  const height = y + grid['box-foot'] + grid['box-border'];
  const voice = iconItem(
    'voice',
    fromStart(context, inner - 1, grid.voice),
    grid['box-border'] + grid['box-top'] + (roles.label.leading - 4) / 2 - 2,
    grid.voice,
    rtl,
  );
  return { height, items: [...boxWithTail(context, height), voice, ...items] };
}
