/** What every side has in the same place: the tab for sorting piles, the draft mark, headline and rule, small print. */

import type { BlockOf } from '../../compose/flyer.js';
import { english, plain } from '../../compose/rich-text.js';
import { BLACK, PAPER } from '../../core/color.js';
import { type Box, box } from '../../core/geometry.js';
import type { Item } from '../../frame/frame.js';
import { rectPath } from '../../frame/path.js';
import {
  placeText,
  type SetText,
  type Standing,
  setOneLine,
  setText,
  type TextContext,
  touching,
} from '../set-text.js';
import { fromStart, inkFoot, measureOf, type Watch } from './columns.js';
import { placePicture } from './pictures.js';

/** Points: what still holds after photocopies, in paper on ink (flyer.md). */
const SMALLEST_REVERSED = 12;
/** Points between the upper edge of a tab that does not bleed and its letters. */
const INSIDE_TAB = 4;

export function layTab(context: TextContext, block: BlockOf<'tab'>): { item: Item; left: number } {
  const { style } = context;
  const { grid, trim, bleed } = style;
  const right = trim.width - grid.margin;
  // Small letters out of solid ink fill in on a copier: where they are small, the tab is a bar above black letters,
  // in English too, which has one name alone: the piles of a size look alike.
  const solid = Math.min(style.roles.tab.size, style.roles['tab-english'].size) >= SMALLEST_REVERSED;
  const color = solid ? PAPER : BLACK;
  const own = setText(context, plain(block.own), 'tab', { width: right, color, block: 'tab' });
  const other =
    block.english === undefined
      ? undefined
      : setText(context, plain(block.english), 'tab-english', {
          width: right,
          color,
          english: true,
          block: 'tab',
        });
  const ownWidth = own.paragraph.width;
  const width = 2 * grid['tab-padding'] + ownWidth + (other ? grid['tab-gap'] + other.paragraph.width : 0);
  const left = right - width;
  // A paragraph of the tab is as wide as the page: its glyphs start at its own left or right edge.
  const ownX =
    context.dir === 'ltr' ? left + grid['tab-padding'] : left + grid['tab-padding'] + ownWidth - right;
  // Below the middle: a knife may cut into the tab, never into its letters. Both names stand on one baseline.
  // Marks that reach high above the letters push the line down, so that the knife spares them too.
  // Without bleed the tab itself keeps away from the knife, and its letters from its edge.
  const inside = bleed === 0 ? (solid ? INSIDE_TAB : grid.rule + 1) : 0;
  const y = Math.max(
    (grid['tab-height'] - style.roles.tab.leading) * 0.62,
    style.safe + 0.5 + inside - own.firstBaseline + own.firstAscent,
  );
  const otherY = y + own.firstBaseline - (other?.firstBaseline ?? 0);
  const top = bleed === 0 ? style.safe : -bleed;
  const foot = solid ? grid['tab-height'] : Math.max(0, top) + grid.rule;
  return {
    left,
    item: {
      kind: 'mark',
      role: 'Sect',
      items: [
        { kind: 'path', path: rectPath(box(left, top, width, foot - top)), fill: style.accent },
        placeText(own, ownX, y, 'P', context.lang),
        ...(other
          ? [placeText(other, left + grid['tab-padding'] + ownWidth + grid['tab-gap'], otherY, 'P', 'en')]
          : []),
      ],
    },
  };
}

/** Of a shell: a band along the left edge, the same on every side in every language. Nothing where there is none. */
export function layBand({ style: { band, bleed, trim, fixed } }: TextContext): Item[] {
  if (band === 0) return [];
  const path = rectPath(box(-bleed, -bleed, band + bleed, trim.height + 2 * bleed));
  return [{ kind: 'mark', role: 'Artifact', items: [{ kind: 'path', path, fill: fixed }] }];
}

/** Points between the small letters of a notice and a headline below them: nearer, they read as one. */
const NOTICE_GAP = 3;

/** A notice, and how far down and to the right its ink reaches. */
export interface Notice {
  readonly items: readonly Item[];
  readonly foot: number;
  readonly right: number;
}

/**
 * What nobody has checked, in both languages: beside the tab where a line fits there, else under it; a draft has
 * its mark above.
 */
export function layNotice(
  context: TextContext,
  block: BlockOf<'notice'>,
  tabLeft: number,
  watch: Watch,
): Notice {
  const { grid } = context.style;
  const ltr = context.dir === 'ltr';
  const beside = tabLeft - grid.margin - grid.gap;
  const items: Item[] = [];
  let y = grid['draft-top'];
  let foot = 0;
  let right = 0;
  let above: Standing | undefined;
  // Nastaliq rises far above its line: where such a line comes first, its ink keeps clear of the knife.
  const clear = (set: SetText): number =>
    Math.max(grid['draft-top'], context.style.safe + 0.1 - (set.firstBaseline - set.firstAscent));
  if (block.title.length > 0) {
    const title = watch(
      setText(context, block.title, 'draft', {
        width: beside,
        align: ltr ? 'start' : 'end',
        block: 'notice',
      }),
      'notice',
    );
    y = clear(title);
    items.push(placeText(title, grid.margin, y, 'Note'));
    foot = inkFoot(title, y);
    right = grid.margin + Math.max(...title.paragraph.lines.map((l) => l.right));
    above = { set: title, x: grid.margin, y };
    y += title.height;
  }
  block.why.forEach((why, i) => {
    const inEnglish = i > 0 || context.lang === 'en';
    const set = (width: number): SetText =>
      setText(context, why, 'draft-why', {
        width,
        english: inEnglish,
        align: inEnglish || ltr ? 'start' : 'end',
        block: 'notice',
      });
    const narrow = set(beside);
    const fits = narrow.lineCount === 1 && !narrow.overfull;
    const line = fits ? narrow : watch(set(measureOf(context)), 'notice');
    if (!fits) y = Math.max(y, grid['tab-height'] + 1);
    y = above ? y + touching(context, above, { set: line, x: grid.margin, y }) : Math.max(y, clear(line));
    above = { set: line, x: grid.margin, y };
    items.push(placeText(line, grid.margin, y, 'Note', inEnglish ? 'en' : context.lang));
    foot = Math.max(foot, inkFoot(line, y));
    right = Math.max(right, grid.margin + Math.max(...line.paragraph.lines.map((l) => l.right)));
    y += line.height;
  });
  return { items, foot, right };
}

/** @param notices what the headline must stay below, or beside */
export function layHeader(
  context: TextContext,
  block: BlockOf<'headline'>,
  tab: { readonly left: number },
  notices: readonly Notice[],
  watch: Watch,
): { items: Item[] } {
  const { style } = context;
  const { grid, roles } = style;
  const back = block.side === 'back';
  const role = back ? 'back-headline' : 'headline';
  const width = measureOf(context);
  const foot = back ? grid['back-header-foot'] : grid['header-foot'];
  const under = watch(
    setText(context, block.under, 'under', { width, english: back, block: 'under' }),
    'under',
  );
  // The header stands on its rule: under-line above it, headline above that.
  const underTop = foot - grid.rule - 6 - under.height;
  const topOf = (set: SetText): number => {
    const y = underTop - set.height + (roles[role].leading - roles[role].size) * 0.3;
    const x = grid.margin;
    return y - touching(context, { set, x, y }, { set: under, x, y: underTop });
  };
  /** On one line, and its ink clear of the draft mark and the tab: scripts with marks above reach higher. */
  const fits = (set: SetText): boolean => {
    const left = grid.margin + Math.min(...set.paragraph.lines.map((line) => line.left));
    const right = grid.margin + Math.max(...set.paragraph.lines.map((line) => line.right));
    const ceiling = Math.max(
      0,
      ...notices.filter((n) => left < n.right + grid.gap).map((n) => n.foot + NOTICE_GAP),
    );
    const inkTop = topOf(set) + set.firstBaseline - set.firstAscent;
    return inkTop >= Math.max(ceiling, right > tab.left ? grid['tab-height'] : 0);
  };
  const title = watch(
    setOneLine(
      context,
      block.title,
      role,
      { width, english: back, block: 'headline' },
      grid['headline-least'],
      fits,
    ),
    'headline',
  );
  const titleTop = topOf(title);
  if (!fits(title)) {
    watch.crowded('headline');
    if (under.lineCount > 1) watch.crowded('under');
    if (notices.some((n) => n.foot > grid['tab-height'] + 2 * roles['draft-why'].leading))
      watch.crowded('notice');
  }
  const lang = back ? 'en' : context.lang;
  return {
    items: [
      placeText(title, grid.margin, titleTop, 'H1', lang),
      placeText(under, grid.margin, underTop, 'P', lang),
      {
        kind: 'path',
        path: rectPath(box(grid.margin, foot - grid.rule, width, grid.rule)),
        fill: style.fixed,
      },
    ],
  };
}

/** Points between the union label and the design code below it. */
const LABEL_GAP = 3;

/**
 * The small print, from the foot upwards, and the design code at the end of its last line; above the code the union
 * label, or white for it, with no line of text beside it closer than the gap of the grid.
 */
export function layFoot(
  context: TextContext,
  block: BlockOf<'foot'>,
  watch: Watch,
): { items: Item[]; top: number; label?: Box } {
  const { grid, trim } = context.style;
  const measure = measureOf(context);
  const last = block.lines.at(-1);
  const codeAtStart = context.dir === 'rtl' && !last?.english;
  const code = setText(context, [english(block.code)], 'foot-english', {
    width: measure,
    english: true,
    align: codeAtStart ? 'start' : 'end',
    block: 'foot',
  });
  const sets = block.lines.map((line) => {
    const beside = Math.max(line === last ? code.paragraph.width : 0, block.unionLabel?.width ?? 0);
    const width = measure - (beside === 0 ? 0 : beside + grid.gap);
    const set = watch(
      setText(context, line.text, line.english ? 'foot-english' : 'foot', {
        width,
        english: line.english,
        block: 'foot',
      }),
      'foot',
    );
    // Lines that begin at the edge where the label stands make room for it.
    const aside =
      block.unionLabel && !!line.english === codeAtStart && context.dir === 'rtl' ? beside + grid.gap : 0;
    const x = line.english ? grid.margin + aside : fromStart(context, 0, width) - aside;
    return { set, x, lang: line.english ? 'en' : context.lang };
  });
  // The last line stands at the same height everywhere.
  const items: Item[] = [];
  let top = grid['foot-bottom'];
  let below: Standing | undefined;
  for (const { set, x, lang } of [...sets].reverse()) {
    let y = top - set.height;
    if (below) y -= touching(context, { set, x, y }, below);
    items.unshift(placeText(set, x, y, 'Note', lang));
    below = { set, x, y };
    top = y;
  }
  const codeTop = grid['foot-bottom'] - code.height;
  items.push(placeText(code, grid.margin, codeTop, 'Code', 'en'));
  if (!block.unionLabel) return { items, top };
  const { width, height, picture } = block.unionLabel;
  const left = codeAtStart ? grid.margin : trim.width - grid.margin - width;
  const label = box(left, codeTop - LABEL_GAP - height, width, height);
  if (picture) items.push(placePicture(picture, label, codeAtStart ? 'left' : 'right', 'union label'));
  return { items, top: Math.min(top, label.y - LABEL_GAP), label };
}
