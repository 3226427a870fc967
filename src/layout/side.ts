/**
 * Where the parts of a side stand. On every side of every layout the tab, the headline's rule and the small print
 * keep their heights in all languages; what is between (middle.ts) takes the slack. Right-to-left mirrors the columns,
 * never the tab: piles are sorted by the same corner.
 */

import type { BlockOf, Flyer, Side } from '../compose/flyer.js';
import type { Box } from '../core/geometry.js';
import type { Item } from '../frame/frame.js';
import type { RoleName } from '../schema/template.js';
import { allOf, findIn, layMiddle } from './middle.js';
import { layHeads } from './parts/bilingual.js';
import { openWatch, type Watch } from './parts/columns.js';
import { layBand, layFoot, layHeader, layNotice, layTab } from './parts/margins.js';
import { rememberPart } from './remember.js';
import type { TextContext } from './set-text.js';

export interface LaidSide {
  readonly items: readonly Item[];
  /** Points that the middle of the side is too tall by; 0 or less if it fits. */
  readonly excess: number;
  /** As the Watch heard of it. */
  readonly overfull: Readonly<Watch['overfull']>;
  readonly qr?: Box;
  /** Where the union label stands, or the white for it. */
  readonly label?: Box;
}

/** The type of most of a side: what stops shrinking at the smallest size of the script. */
export function runningRole(layout: Flyer['layout'], side: Side): RoleName {
  switch (layout) {
    case 'encounter':
      return side.blocks.some((block) => block.kind === 'statement') ? 'gloss' : 'body';
    case 'sections':
    case 'large-print':
    case 'bilingual':
      return 'body';
    case 'card':
      return side.blocks.some((block) => block.kind === 'statement') ? 'claim' : 'body';
    case 'poster':
      return 'lead';
    case 'tear-off':
    case 'table-tent':
      return 'body';
    case 'phone':
      return side.blocks.some(({ kind }) => kind === 'imprint') ? 'hotline-body' : 'body';
  }
}

/**
 * Lays out one side. Nothing is left out.
 * @param reader for what is the reader's on every side, the tab and what nobody has checked
 * @param english for a side in English, and for the English that stands beside the reader's language
 */
export function layOutSide(
  reader: TextContext,
  english: TextContext,
  layout: Flyer['layout'],
  side: Side,
): LaidSide {
  const { blocks } = side;
  const context = side.type === 'english' ? english : reader;
  const { grid } = context.style;
  const watch = openWatch();

  const tabBlock = findIn(blocks, 'tab');
  const tab = rememberPart('tab', [tabBlock], [reader], watch, (_, own) => layTab(own, tabBlock));
  const notices = allOf(blocks, 'notice').map((block) =>
    rememberPart('notice', [block, tab.left], [reader], watch, (w, own) =>
      layNotice(own, block, tab.left, w),
    ),
  );
  // A picture has its title in the middle.
  const headline =
    layout === 'phone' ? undefined : blocks.find((b): b is BlockOf<'headline'> => b.kind === 'headline');
  const beside = [tab.left, ...notices.flatMap(({ foot, right }) => [foot, right])];
  const header =
    headline &&
    rememberPart(
      'header',
      [headline, ...beside],
      [context, reader, english],
      watch,
      (w, own, theirs, latin) =>
        headline.english
          ? layHeads({ own: theirs, english: latin }, headline, notices, w)
          : layHeader(own, headline, tab, notices, w).items,
    );
  const foot = layFoot(context, findIn(blocks, 'foot'), watch);
  // Below the headline's rule; where there is no headline, below the tab and what stands beside it.
  const top = headline
    ? (headline.side === 'back' ? grid['back-header-foot'] : grid['header-foot']) + grid['main-top']
    : Math.max(grid['tab-height'], ...notices.map((notice) => notice.foot)) + grid['main-top'];
  const room = { context, english, blocks, top, bottom: foot.top, watch };
  const middle = layMiddle(layout, room);
  return {
    items: [
      ...layBand(reader),
      tab.item,
      ...notices.flatMap((notice) => notice.items),
      ...(header ?? []),
      ...middle.items,
      ...foot.items,
    ],
    excess: middle.excess,
    overfull: watch.overfull,
    ...(middle.qr ? { qr: middle.qr } : {}),
    ...(foot.label ? { label: foot.label } : {}),
  };
}
