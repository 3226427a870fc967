/**
 * A picture for a phone: a right with its number and sign, what it says, the sentence to say, and whom to call; or a
 * headed list; or, last, the hotline with its hours, the QR code and who hands it out.
 */
import { shownAddress } from '../../compose/address.js';
import { type Block, type BlockOf, findBlock } from '../../compose/flyer.js';
import { dialled, leading, type RichText, richToString } from '../../compose/rich-text.js';
import { type Box, box } from '../../core/geometry.js';
import { pt } from '../../core/units.js';
import type { Item, Role } from '../../frame/frame.js';
import { rectPath } from '../../frame/path.js';
import type { RoleName } from '../../schema/template.js';
import { distribute } from '../distribute.js';
import { iconItem } from '../icons.js';
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
import { layCode } from './back.js';
import { belowBorder, boxBorder } from './boxes.js';
import { fromStart, inkFoot, measureOf, type Piece, textStart, type Watch } from './columns.js';
import { lettersFor, setNumeral } from './front.js';
import { placePicture } from './pictures.js';
import { highestHeading, laySection } from './section.js';

/** Of the sizes that their roles have: a title is read first, and on the last picture a number. */
const TITLE = 1.12;
const LABEL = 1.25;
const CALL = 1.35;
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
  const hotline = findBlock({ sides: [{ lang: '', type: 'reader', blocks }] }, 'hotline');
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

const inkTopOf = (set?: SetText): number => (set ? set.firstBaseline - set.firstAscent : 0);

interface InColumn {
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
function layColumn(
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

/** Points between the rule and the label of the number to call. */
const BELOW_RULE = 5;

/** Whom to call, below a rule: on every picture in the same place. */
function layCallLine(context: TextContext, block: BlockOf<'hotline'>, watch: Watch): Piece {
  const { grid, fixed } = context.style;
  const width = measureOf(context);
  const label = watch(
    setOneLine(context, block.label, 'hotline-label', { width, block: 'hotline' }, 0.7),
    'hotline',
  );
  const column = layColumn(
    context,
    [
      { set: label, as: 'P' },
      { set: setCall(context, block.number, width, 1), as: 'P', lang: 'en' },
    ],
    fromStart(context, 0, width),
    belowBorder(context, label, BELOW_RULE),
  );
  const rule: Item = {
    kind: 'mark',
    role: 'Artifact',
    items: [{ kind: 'path', path: rectPath(box(grid.margin, 0, width, grid.rule)), fill: fixed }],
  };
  return { height: column.height, items: [rule, ...column.items] };
}

/** A number to dial, in one line, at the edge where the reader's language begins. */
function setCall(context: TextContext, number: string, width: number, scale: number): SetText {
  const align = context.dir === 'rtl' ? 'end' : 'start';
  const options = { width, english: true, align, block: 'hotline' } as const;
  for (let smaller = scale; smaller > scale / 2; smaller -= 0.02) {
    const set = setText(context, [dialled(number)], 'phone', { ...options, scale: smaller });
    if (set.lineCount === 1 && !set.overfull) return set;
  }
  return setText(context, [dialled(number)], 'phone', { ...options, scale: scale / 2 });
}

/** The hotline in a box, with its hours and what it is in English. */
function layHotline(context: TextContext, block: BlockOf<'hotline'>, watch: Watch): Piece {
  const { grid } = context.style;
  const padding = grid['box-border'] + grid['box-top'];
  const measure = measureOf(context);
  const width = measure - 2 * padding;
  const say = (text: RichText, role: RoleName, options: { scale?: number; sentenceLines?: boolean }) =>
    watch(setText(context, text, role, { width, ...options, block: 'hotline' }), 'hotline');
  const label = say(block.label, 'hotline-label', { scale: LABEL });
  const english =
    block.english.length === 0
      ? []
      : [
          watch(
            setText(context, block.english, 'imprint', {
              width,
              english: true,
              align: context.dir === 'rtl' ? 'end' : 'start',
              block: 'hotline',
            }),
            'hotline',
          ),
        ];
  const column = layColumn(
    context,
    [
      { set: label, as: 'H1', below: 2 },
      { set: watch(setCall(context, block.number, width, CALL), 'hotline'), as: 'P', lang: 'en', below: 2 },
      ...(block.lines.length > 0
        ? [{ set: say(block.lines, 'hotline-body', { sentenceLines: true }), as: 'P' as const, below: 3 }]
        : []),
      ...english.map((set) => ({ set, as: 'P' as const, lang: 'en' })),
    ],
    fromStart(context, padding, width),
    belowBorder(context, label, grid['box-top']),
  );
  const height = column.height + grid['box-foot'] + grid['box-border'];
  return { height, items: [boxBorder(context, grid.margin, 0, measure, height), ...column.items] };
}

/** The QR code, and beside it where it leads. */
function layNewest(
  context: TextContext,
  block: BlockOf<'imprint'>,
  watch: Watch,
): Piece & { readonly qr: Box } {
  const { grid } = context.style;
  const start = grid.qr + grid['qr-gap'];
  const width = measureOf(context) - start;
  const options = { width, block: 'imprint' };
  const address = [leading(shownAddress(block.address), block.address, 'bold')];
  const align = context.dir === 'rtl' ? 'end' : 'start';
  const beside = layColumn(
    context,
    [
      { set: watch(setText(context, block.newest, 'label', options), 'imprint'), as: 'P', below: 1 },
      {
        set: watch(setText(context, address, 'imprint', { ...options, english: true, align }), 'imprint'),
        as: 'P',
        lang: 'en',
      },
    ],
    fromStart(context, start, width),
  );
  const height = Math.max(beside.height, grid.qr);
  return {
    height,
    items: [layCode(context, block), moved(beside.items, 0, (height - beside.height) / 2)],
    qr: box(fromStart(context, 0, grid.qr), 0, grid.qr, grid.qr),
  };
}

/** The largest a congregation's logo is shown, in points. */
const LOGO = { width: 150, height: 54 };

/** Who hands it out: logo, name, what it says itself, its own numbers, and where it is. */
function layGiver(context: TextContext, block: BlockOf<'giver'>, watch: Watch): Piece[] {
  const width = measureOf(context);
  const x = fromStart(context, 0, width);
  const say = (text: RichText, role: RoleName, as: Role, named: string, scale = 1): InColumn => ({
    set: watch(setText(context, text, role, { width, scale, block: named }), named),
    as,
    below: 2,
  });
  const columns: InColumn[][] = [
    block.name.length > 0
      ? [say(block.from, 'label', 'P', 'imprint'), say(block.name, 'right-title', 'H1', 'imprint', TITLE)]
      : [],
    // As messages call what is its own.
    [...(block.message ? [block.message] : []), ...(block.hotlines ?? [])].map((text) =>
      say(text, 'body', 'P', 'message'),
    ),
    block.details.map((detail) => say(detail, 'body', 'P', 'imprint')),
  ];
  const logo = (picture: NonNullable<typeof block.logo>): Piece => {
    const rtl = context.dir === 'rtl';
    const place = box(fromStart(context, 0, LOGO.width), 0, LOGO.width, LOGO.height);
    const name = richToString(block.name);
    return { height: LOGO.height, items: [placePicture(picture, place, rtl ? 'right' : 'left', name)] };
  };
  return [
    ...(block.logo ? [logo(block.logo)] : []),
    ...columns.filter((texts) => texts.length > 0).map((texts) => layColumn(context, texts, x)),
  ];
}
