/** A heading and its list, held together by a bar in the accent colour; and how sections flow into columns. */
import type { BlockOf, SectionLine } from '../../compose/flyer.js';
import { BLACK } from '../../core/color.js';
import { box } from '../../core/geometry.js';
import { pt } from '../../core/units.js';
import type { Item } from '../../frame/frame.js';
import { circlePath, linePath, rectPath } from '../../frame/path.js';
import { iconItem } from '../icons.js';
import { marked, placeText, type Standing, setText, type TextContext, touching } from '../set-text.js';
import { fromStart, inkFoot, type Piece, type Watch } from './columns.js';

/** Width of the bar, and from its outer edge to the heading. */
export const BAR = 2.5;
export const INDENT = 9;
/** What a person needs to write a name or a number. */
const WRITE_IN = 90;

/**
 * @param start where the column begins, from the start margin
 * @param width of the column
 * @param rise how far the highest heading of the side reaches above its baseline: every bar begins there
 */
export function laySection(
  context: TextContext,
  block: BlockOf<'section'>,
  start: number,
  width: number,
  rise: number,
  watch: Watch,
): Piece {
  const { style } = context;
  const measure = width - INDENT;
  const x = fromStart(context, start + INDENT, measure);
  const title = watch(
    setText(context, block.title, 'advice-title', { width: measure, block: block.id }),
    block.id,
  );
  const inkTop = title.firstBaseline - rise;
  const heading = placeText(title, x, 0, 'H2', context.lang);
  const list: Item[] = [];
  let above: Standing = { set: title, x, y: 0 };
  let y = title.height + 0.5;
  let foot = inkFoot(title, 0);
  for (const line of block.lines) {
    const laid = layLine(context, block.id, line, start + INDENT, measure, above, y, watch);
    list.push(laid.item);
    above = laid.standing;
    foot = Math.max(foot, laid.foot);
    y = laid.bottom + style.roles.body.leading * LINE_GAP;
  }
  const items = [
    barItem(context, fromStart(context, start, BAR), inkTop, foot - inkTop),
    marked('Sect', [heading, marked('L', list)]),
  ];
  // The white above the heading's ink counts to the gaps between sections.
  return { height: foot - inkTop, items: [{ kind: 'group', matrix: [1, 0, 0, 1, 0, -inkTop], items }] };
}

/** The bar that holds a section together. */
export const barItem = (context: TextContext, x: number, y: number, height: number): Item => ({
  kind: 'mark',
  role: 'Artifact',
  items: [{ kind: 'path', path: rectPath(box(x, y, BAR, height)), fill: context.style.accent }],
});

/** The `rise` of a side: the same for all its headings, so that those of two columns stand on one baseline. */
export function highestHeading(
  context: TextContext,
  blocks: readonly BlockOf<'section'>[],
  width: number,
): number {
  const rises = blocks.map(
    ({ id, title }) =>
      setText(context, title, 'advice-title', { width: width - INDENT, block: id }).firstAscent,
  );
  return Math.max(0, ...rises);
}

/** How high the middle of a script's letters stands over the baseline, in sizes: there the dot of a list belongs. */
const MIDDLE: Readonly<Record<string, number>> = {
  Hans: 0.38,
  Hant: 0.38,
  Jpan: 0.38,
  Kore: 0.36,
  Arab: 0.25,
  Aran: 0.25,
};
const MIDDLE_OF_OTHERS = 0.3;

/** Between the lines of a list, as a share of the leading. */
export const LINE_GAP = 0.12;

export interface LaidLine {
  /** A list item. */
  readonly item: Item;
  readonly standing: Standing;
  readonly bottom: number;
  readonly foot: number;
}

export function layLine(
  context: TextContext,
  id: string,
  line: SectionLine,
  start: number,
  width: number,
  above: Standing,
  top: number,
  watch: Watch,
): LaidLine {
  const { roles } = context.style;
  const { size } = roles.body;
  const hang = size * 0.95;
  const measure = width - hang;
  const set = watch(
    setText(context, line.text, 'body', { width: measure, sentenceLines: true, block: id }),
    id,
  );
  const x = fromStart(context, start + hang, measure);
  const y = top + touching(context, above, { set, x, y: top });
  const baseline = y + set.firstBaseline;
  // Marks are drawn, so that they look alike in every script: a dot to read, at the middle of the script's letters,
  // and a voice to say aloud. Both stand at the start of the line, turned round where it runs from the right.
  const mark: Item =
    line.kind === 'say'
      ? iconItem(
          'voice',
          fromStart(context, start - size * 0.08, size * 0.82),
          baseline - size * 0.72,
          size * 0.82,
          context.dir === 'rtl',
        )
      : {
          kind: 'mark',
          role: 'Artifact',
          items: [
            {
              kind: 'path',
              path: circlePath(
                fromStart(context, start + size * 0.16, size * 0.3) + size * 0.15,
                baseline - size * (MIDDLE[context.script] ?? MIDDLE_OF_OTHERS),
                size * 0.15,
              ),
              fill: BLACK,
            },
          ],
        };
  const items: Item[] = [mark, marked('LBody', [placeText(set, x, y, 'P', context.lang)])];
  let bottom = y + set.height;
  let foot = inkFoot(set, y);
  if (line.kind === 'write-in') {
    // Beside the words where a name has room there, else below them.
    const last = set.paragraph.lines.at(-1);
    const used = last ? (context.dir === 'ltr' ? last.right : measure - last.left) : 0;
    const beside = measure - used - hang >= WRITE_IN;
    const length = beside ? measure - used - hang : measure;
    const lineY = beside ? y + (last?.baseline ?? 0) + 1 : y + set.height + roles.body.leading * 0.75;
    const lineX = fromStart(context, start + hang + (beside ? used + hang : 0), length);
    items.push({
      kind: 'path',
      path: linePath(lineX, lineY, lineX + length, lineY),
      stroke: { color: BLACK, width: pt(1) },
    });
    if (!beside) bottom = lineY + roles.body.leading * 0.25;
    foot = Math.max(foot, lineY + 0.5);
  }
  return { item: marked('LI', items), standing: { set, x, y }, bottom, foot };
}

/**
 * Where to go on in the second column: the split that makes the taller column least tall. Reading order is kept;
 * a section is never broken.
 */
export function splitColumns(heights: readonly number[], gap: number): number {
  const tall = (part: readonly number[]): number =>
    part.reduce((sum, height) => sum + height, 0) + gap * Math.max(0, part.length - 1);
  let best = heights.length;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 1; at <= heights.length; at++) {
    const height = Math.max(tall(heights.slice(0, at)), tall(heights.slice(at)));
    if (height < least - 0.01) {
      least = height;
      best = at;
    }
  }
  return best;
}
