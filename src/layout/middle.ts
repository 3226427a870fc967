/**
 * What each layout puts between the headline and the small print.
 *
 * encounter: rights over a speech box; on the back statements over the hotline and the QR code.
 * sections, large-print: headed lists, in columns where the sheet is wide, over the hotline and the QR code.
 * bilingual: the same beside the English, line by line.
 * card: statements, or their meaning over a number to call. poster: one sentence, in two languages.
 * tear-off: rights over the hotline and the QR code, slips at the foot. table-tent: rights beside them.
 * phone: one right, what to say, a number to call.
 */
import type { Block, BlockOf, Flyer } from '../compose/flyer.js';
import type { Box } from '../core/geometry.js';
import { pt } from '../core/units.js';
import type { Item } from '../frame/frame.js';
import { distribute, gapOf } from './distribute.js';
import { layHelp, layImprint, layStatement } from './parts/back.js';
import { layPair } from './parts/bilingual.js';
import { layCall, layMeaning } from './parts/card.js';
import { besideEachOther, measureOf, type Piece, type Watch } from './parts/columns.js';
import { layCallOver, layGiver } from './parts/face.js';
import { layAdvice, layRight, laySay } from './parts/front.js';
import { layPicture } from './parts/picture.js';
import { layProclamation } from './parts/poster.js';
import { highestHeading, laySection, splitColumns } from './parts/section.js';
import { laySlips } from './parts/slips.js';
import { rememberPart } from './remember.js';
import { moved, type TextContext } from './set-text.js';

/** Between two heights: what a layout puts on a side, and how much too tall it is. */
export interface Middle {
  readonly items: readonly Item[];
  readonly excess: number;
  readonly qr?: Box;
}

export function layMiddle(layout: Flyer['layout'], room: Room): Middle {
  const { context, blocks, top, bottom, watch } = room;
  return {
    encounter: () =>
      blocks.some((b) => b.kind === 'headline' && b.side === 'back') ? layStatements(room) : layRights(room),
    sections: () => laySections(room),
    'large-print': () => laySections(room),
    bilingual: () => layPairs(room),
    card: () => layCard(room),
    poster: () => layPoster(room),
    'tear-off': () => layTearOff(room),
    'table-tent': () => layFace(room),
    phone: () => layPicture(context, blocks, top, bottom, watch),
  }[layout]();
}

/** What stands between two heights, and how it is set. */
export interface Room {
  readonly context: TextContext;
  readonly english: TextContext;
  readonly blocks: readonly Block[];
  readonly top: number;
  readonly bottom: number;
  readonly watch: Watch;
}

function layRights({ context, blocks, top, bottom, watch }: Room): Middle {
  const { grid } = context.style;
  const words = findIn(blocks, 'say');
  const say = rememberPart('say', [words], [context], watch, (w, own) => laySay(own, words, w));
  // A longer small print pushes the box up, tail and all; the blocks above it then have less room.
  const boxTop = Math.min(grid['box-bottom'], bottom - grid['tail-height']) - say.height;
  const main = distribute(
    context,
    rightsOf({ context, blocks, watch }),
    top,
    boxTop - grid['main-foot'],
    grid['block-gap-min'],
    grid['block-gap-max'],
  );
  return { items: [...main.items, moved(say.items, 0, boxTop)], excess: main.excess };
}

const rightsOf = ({ context, blocks, watch }: Pick<Room, 'context' | 'blocks' | 'watch'>): Piece[] => [
  ...allOf(blocks, 'right').map((block) =>
    rememberPart('right', [block], [context], watch, (w, own) => layRight(own, block, w)),
  ),
  ...allOf(blocks, 'advice').map((block) =>
    rememberPart('advice', [block], [context], watch, (w, own) => layAdvice(own, block, w)),
  ),
];

const statementsOf = ({ context, blocks, watch }: Pick<Room, 'context' | 'blocks' | 'watch'>): Piece[] =>
  allOf(blocks, 'statement').map((block) =>
    rememberPart('statement', [block], [context], watch, (w, own) => layStatement(own, block, w)),
  );

function layStatements({ context, blocks, top, bottom, watch }: Room): Middle {
  const { grid } = context.style;
  const help = layHelpAndImprint(context, blocks, bottom, watch);
  const statements = statementsOf({ context, blocks, watch });
  const main = distribute(
    context,
    statements,
    top - grid['main-top'] * 0.2,
    // The QR code stands at the top of the box's row: its quiet zone is kept above it too.
    help.top - grid['qr-gap'],
    grid['statement-gap-min'],
    grid['block-gap-max'],
  );
  return { items: [...main.items, ...help.items], excess: main.excess, qr: help.qr };
}

/** The hotline beside the QR code, and below them the address in letters and who hands the flyer out. */
function layHelpAndImprint(
  context: TextContext,
  blocks: readonly Block[],
  bottom: number,
  watch: Watch,
): { items: readonly Item[]; top: number; qr: Box } {
  const { grid } = context.style;
  const giver = findIn(blocks, 'imprint');
  const imprint = layImprint(context, giver, bottom - grid['strip-gap'], watch);
  const hotline = findIn(blocks, 'hotline');
  // Of the imprint only what all have the same.
  const { newest, address } = giver;
  const help = rememberPart('help', [hotline, newest, address], [context], watch, (w, own) =>
    layHelp(own, hotline, { newest, address }, w),
  );
  const top = imprint.top - grid['strip-gap'] - help.height;
  return {
    items: [moved(help.items, 0, top), ...imprint.items],
    top,
    qr: { ...help.qr, y: pt(help.qr.y + top) },
  };
}

/** What stands below the sections: the hotline with QR code and imprint, the imprint alone, or nothing. */
function layEnd({ context, blocks, bottom, watch }: Room): {
  items: readonly Item[];
  floor: number;
  qr?: Box;
} {
  const { grid } = context.style;
  const has = (kind: Block['kind']): boolean => blocks.some((block) => block.kind === kind);
  if (has('hotline')) {
    const { items, top, qr } = layHelpAndImprint(context, blocks, bottom, watch);
    return { items, floor: top - grid['qr-gap'], qr };
  }
  if (!has('imprint')) return { items: [], floor: bottom - grid['main-foot'] };
  const { items, top } = layImprint(context, findIn(blocks, 'imprint'), bottom - grid['strip-gap'], watch);
  return { items, floor: top - grid['main-foot'] };
}

/** In English alone there is nothing to stand beside: its sections flow into the two columns. */
function layPairs(room: Room): Middle {
  const { context, english, blocks, top, watch } = room;
  const sections = allOf(blocks, 'section');
  if (sections.every((section) => !section.english)) return laySections(room);
  const { grid } = context.style;
  const end = layEnd(room);
  const pieces = sections.map((section) =>
    rememberPart('pair', [section], [context, english], watch, (w, own, latin) =>
      layPair({ own, english: latin }, section, w),
    ),
  );
  const main = distribute(
    context,
    pieces,
    top,
    end.floor,
    grid['block-gap-min'],
    grid['block-gap-max'],
    'top',
  );
  return {
    items: [...main.items, ...end.items],
    excess: main.excess,
    ...(end.qr ? { qr: end.qr } : {}),
  };
}

function laySections(room: Room): Middle {
  const { context, blocks, top, watch } = room;
  const { grid } = context.style;
  const { items: endItems, floor, qr } = layEnd(room);

  const measure = measureOf(context);
  const width = (measure - (grid.columns - 1) * grid['column-gap']) / grid.columns;
  const sections = allOf(blocks, 'section');
  const rise = highestHeading(context, sections, width);
  const layInColumn = (column: number, some: readonly BlockOf<'section'>[]): Piece[] =>
    some.map((block) => {
      const start = column * (width + grid['column-gap']);
      return rememberPart('section', [block, start, width, rise], [context], watch, (w, own) =>
        laySection(own, block, start, width, rise, w),
      );
    });
  const least = grid['block-gap-min'];
  const first = layInColumn(0, sections);
  const heights = first.map((piece) => piece.height);
  const at = grid.columns === 1 ? first.length : splitColumns(heights, least);
  const second = layInColumn(1, sections.slice(at));
  const columns = [first.slice(0, at), second].filter((pieces) => pieces.length > 0);
  // Columns side by side share their gaps, so that headings do not dance.
  const most = Math.min(
    grid['block-gap-max'],
    ...columns.map((pieces) => gapOf(pieces, top, floor)).filter((gap) => gap >= least),
  );
  const laid = columns.map((pieces) => distribute(context, pieces, top, floor, least, most, 'top'));
  return {
    items: [...laid.flatMap((column) => column.items), ...endItems],
    excess: Math.max(...laid.map((column) => column.excess)),
    ...(qr ? { qr } : {}),
  };
}

function layCard({ context, blocks, top, bottom, watch }: Room): Middle {
  const { grid } = context.style;
  const statements = statementsOf({ context, blocks, watch });
  if (statements.length > 0)
    return distribute(
      context,
      statements,
      top,
      bottom - grid['main-foot'],
      grid['statement-gap-min'],
      grid['block-gap-max'],
    );
  const hotline = findIn(blocks, 'hotline');
  const call = layCall(context, hotline, findIn(blocks, 'imprint'), bottom - grid['strip-gap'], watch);
  const sense = findIn(blocks, 'meaning');
  const meaning = rememberPart('meaning', [sense], [context], watch, (w, own) => layMeaning(own, sense, w));
  const main = distribute(context, [meaning], top, call.top - grid['main-foot'], 0, 0);
  return { items: [...main.items, ...call.items], excess: main.excess };
}

function layPoster({ context, blocks, top, bottom, watch }: Room): Middle {
  const { grid } = context.style;
  const imprint = layImprint(context, findIn(blocks, 'imprint'), bottom - grid['strip-gap'], watch);
  const pieces = layProclamation(context, findIn(blocks, 'proclamation'), watch);
  const main = distribute(
    context,
    pieces,
    top,
    imprint.top - grid['main-foot'],
    grid['block-gap-min'],
    grid['block-gap-max'],
  );
  return { items: [...main.items, ...imprint.items], excess: main.excess };
}

function layTearOff(room: Room): Middle {
  const { context, blocks, top, bottom, watch } = room;
  const { grid } = context.style;
  const help = layHelpAndImprint(context, blocks, bottom, watch);
  const main = distribute(
    context,
    rightsOf(room),
    top,
    help.top - grid['qr-gap'],
    grid['block-gap-min'],
    grid['block-gap-max'],
  );
  const slips = laySlips(context, findIn(blocks, 'slips'), watch);
  return { items: [...main.items, ...help.items, ...slips], excess: main.excess, qr: help.qr };
}

/** A face is wide and low: the rights stand beside the hotline. */
function layFace({ context, blocks, top, bottom, watch }: Room): Middle {
  const { grid } = context.style;
  const giver = layGiver(context, findIn(blocks, 'imprint'), bottom - grid['strip-gap'], watch);
  const floor = giver.top - grid['main-foot'];
  const beside = besideEachOther(context, grid.call);
  const pieces = rightsOf({ context: beside.start.context, blocks, watch });
  const main = distribute(context, pieces, top, floor, grid['block-gap-min'], grid['block-gap-max']);
  const call = layCallOver(beside.end.context, findIn(blocks, 'hotline'), findIn(blocks, 'imprint'), watch);
  const x = beside.end.x;
  const y = top + Math.max(0, (floor - top - call.height) / 2);
  return {
    items: [moved(main.items, beside.start.x, 0), moved(call.items, x, y), ...giver.items],
    excess: Math.max(main.excess, call.height - (floor - top)),
    qr: { ...call.qr, x: pt(call.qr.x + x), y: pt(call.qr.y + y) },
  };
}

export const findIn = <K extends Block['kind']>(blocks: readonly Block[], kind: K): BlockOf<K> => {
  const block = blocks.find((b): b is BlockOf<K> => b.kind === kind);
  if (!block) throw new Error(`layout: the flyer has no ${kind} block`);
  return block;
};
export const allOf = <K extends Block['kind']>(blocks: readonly Block[], kind: K): BlockOf<K>[] =>
  blocks.filter((b): b is BlockOf<K> => b.kind === kind);
