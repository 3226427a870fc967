/** On pictures for a phone: whom to call, where the newest version is, and who hands it out. */
import { shownAddress } from '../../compose/address.js';
import type { BlockOf } from '../../compose/flyer.js';
import { dialled, leading, type RichText, richToString } from '../../compose/rich-text.js';
import { type Box, box } from '../../core/geometry.js';
import type { Item, Role } from '../../frame/frame.js';
import { rectPath } from '../../frame/path.js';
import type { RoleName } from '../../schema/template.js';
import { moved, type SetText, setOneLine, setText, type TextContext } from '../set-text.js';
import { layCode } from './back.js';
import { belowBorder, boxBorder } from './boxes.js';
import { fromStart, measureOf, type Piece, type Watch } from './columns.js';
import { placePicture } from './pictures.js';
import { type InColumn, layColumn } from './text-column.js';

/** Of the sizes that their roles have. */
const LABEL = 1.25;
const CALL = 1.35;
const NAME = 1.12;

/** Points between the rule and the label of the number to call. */
const BELOW_RULE = 5;

/** Whom to call, below a rule: on every picture in the same place. */
export function layCallLine(context: TextContext, block: BlockOf<'hotline'>, watch: Watch): Piece {
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
  const options = { width, english: true, align, scale, block: 'hotline' } as const;
  return setOneLine(context, [dialled(number)], 'phone', options, scale / 2);
}

/** The hotline in a box, with its hours and what it is in English. */
export function layHotline(context: TextContext, block: BlockOf<'hotline'>, watch: Watch): Piece {
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
export function layNewest(
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
export function layGiver(context: TextContext, block: BlockOf<'giver'>, watch: Watch): Piece[] {
  const width = measureOf(context);
  const x = fromStart(context, 0, width);
  const say = (text: RichText, role: RoleName, as: Role, named: string, scale = 1): InColumn => ({
    set: watch(setText(context, text, role, { width, scale, block: named }), named),
    as,
    below: 2,
  });
  const columns: InColumn[][] = [
    block.name.length > 0
      ? [say(block.from, 'label', 'P', 'imprint'), say(block.name, 'right-title', 'H1', 'imprint', NAME)]
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
