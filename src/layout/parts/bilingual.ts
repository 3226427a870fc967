/**
 * Two languages side by side: the reader's column at the start, the English beside it, heading by heading and line by
 * line on common baselines, so that a helper can point at a sentence and both read it.
 */
import type { BlockOf } from '../../compose/flyer.js';
import { box } from '../../core/geometry.js';
import type { Item } from '../../frame/frame.js';
import { rectPath } from '../../frame/path.js';
import {
  marked,
  placeText,
  type SetText,
  type Standing,
  setOneLine,
  setText,
  type TextContext,
} from '../set-text.js';
import { fromStart, inkFoot, measureOf, type Piece, type Watch } from './columns.js';
import type { Notice } from './margins.js';
import { BAR, barItem, INDENT, type LaidLine, LINE_GAP, layLine } from './section.js';

/** The reader's type and English; what both share (trim, grid, fonts) is the same. */
export interface Pair {
  readonly own: TextContext;
  readonly english: TextContext;
}

/** Width of a column, and where the English begins from its own start margin: right of the reader's, or left of it. */
function columnsOf({ own }: Pair): { width: number; englishStart: number } {
  const gap = own.style.grid['column-gap'];
  const width = (measureOf(own) - gap) / 2;
  return { width, englishStart: own.dir === 'ltr' ? width + gap : 0 };
}

/** Both headlines over one rule, whose foot stands where it does on every front. */
export function layHeads(
  pair: Pair,
  block: BlockOf<'headline'>,
  notices: readonly Notice[],
  watch: Watch,
): Item[] {
  const { grid } = pair.own.style;
  const { width, englishStart } = columnsOf(pair);
  const foot = grid['header-foot'];
  const items: Item[] = [
    {
      kind: 'path',
      path: rectPath(box(grid.margin, foot - grid.rule, measureOf(pair.own), grid.rule)),
      fill: pair.own.style.fixed,
    },
  ];
  const heads = [
    { context: pair.own, start: 0, said: block },
    { context: pair.english, start: englishStart, said: block.english ?? block },
  ];
  // Neither language shouts: both headlines take the scale that the longer one needs.
  const least = grid['headline-least'] * 0.6;
  const scaleOf = ({ context, said }: (typeof heads)[number]): number => {
    const set = setOneLine(context, said.title, 'headline', { width, block: 'headline' }, least);
    return set.scale;
  };
  const scale = Math.min(...heads.map(scaleOf));
  const ceiling = Math.max(grid['tab-height'], ...notices.map((notice) => notice.foot));
  for (const { context, start, said } of heads) {
    const below = watch(setText(context, said.under, 'body', { width, block: 'under' }), 'under');
    const belowTop = foot - grid.rule - 6 - below.height;
    const head = watch(
      setText(context, said.title, 'headline', { width, scale, block: 'headline' }),
      'headline',
    );
    const top = belowTop - head.height;
    if (head.lineCount > 1 || top + head.firstBaseline - head.firstAscent < ceiling)
      watch.crowded('headline');
    const x = fromStart(context, start, width);
    items.push(placeText(head, x, top, 'H1', context.lang), placeText(below, x, belowTop, 'P', context.lang));
  }
  return items;
}

export function layPair(pair: Pair, block: BlockOf<'section'>, watch: Watch): Piece {
  const { own, english } = pair;
  const { width, englishStart } = columnsOf(pair);
  const beside = block.english ?? block;
  const measure = width - INDENT;
  const columns = [
    { context: own, start: INDENT, said: block },
    { context: english, start: englishStart + (own.dir === 'ltr' ? INDENT : 0), said: beside },
  ];
  /** Drawn line by line in both languages, read one language after the other. */
  const inColumn = (i: number, item: Item, list = false): Item => {
    const column = `${block.id}-${i === 0 ? 'own' : 'english'}`;
    const lang = columns[i]?.context.lang as string;
    return marked('Sect', [list ? marked('L', [item], { part: `${column}-list` }) : item], {
      part: column,
      lang,
    });
  };
  const items: Item[] = [];
  const titles = columns.map(({ context, said }) =>
    watch(setText(context, said.title, 'advice-title', { width: measure, block: block.id }), block.id),
  );
  const titleBase = Math.max(...titles.map((title) => title.firstBaseline));
  const standings = columns.map(({ context, start }, i): Standing => {
    const set = titles[i] as SetText;
    const standing = { set, x: fromStart(context, start, measure), y: titleBase - set.firstBaseline };
    items.push(inColumn(i, placeText(set, standing.x, standing.y, 'H2', context.lang)));
    return standing;
  });
  const inkTop = Math.min(...standings.map(({ set, y }) => y + set.firstBaseline - set.firstAscent));
  let y = Math.max(...standings.map(({ set, y }) => y + set.height)) + 0.5;
  let foot = Math.max(...standings.map(({ set, y }) => inkFoot(set, y)));
  for (const [n, line] of block.lines.entries()) {
    const lay = (i: number, top: number): LaidLine => {
      const { context, start, said } = columns[i] as (typeof columns)[number];
      const of = said.lines[n] ?? line;
      return layLine(context, block.id, of, start, measure, standings[i] as Standing, top, watch);
    };
    // The one whose letters reach less high is lowered, so that both stand on one line.
    const tries = columns.map((_, i) => lay(i, y));
    const base = Math.max(...tries.map(baselineOf));
    const laid = tries.map((row, i) =>
      base - baselineOf(row) > 0.01 ? lay(i, y + base - baselineOf(row)) : row,
    );
    for (const [i, row] of laid.entries()) {
      items.push(inColumn(i, row.item, true));
      standings[i] = row.standing;
      foot = Math.max(foot, row.foot);
    }
    y = Math.max(...laid.map((row) => row.bottom)) + own.style.roles.body.leading * LINE_GAP;
  }
  items.unshift(barItem(own, fromStart(own, 0, BAR), inkTop, foot - inkTop));
  return { height: foot - inkTop, items: [{ kind: 'group', matrix: [1, 0, 0, 1, 0, -inkTop], items }] };
}

const baselineOf = ({ standing }: LaidLine): number => standing.y + standing.set.firstBaseline;
