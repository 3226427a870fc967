/** The two boxes: a border in the accent colour, and the tail that makes it speech. */
import { PAPER } from '../../core/color.js';
import { box } from '../../core/geometry.js';
import { pt } from '../../core/units.js';
import type { Item, Segment } from '../../frame/frame.js';
import { rectPath } from '../../frame/path.js';
import { parsePath } from '../../frame/svg-path.js';
import type { SetText, TextContext } from '../set-text.js';
import { fromStart, measureOf } from './columns.js';

/** The border of the speech box; the tail hangs from its foot at the start edge. */
export function boxWithTail(context: TextContext, height: number): Item[] {
  const { style } = context;
  const { grid, accent } = style;
  const measure = measureOf(context);
  const tailX = fromStart(context, grid['tail-start'], 22);
  const rtl = context.dir === 'rtl';
  const foot = height - grid['box-border'];
  const tail: Segment[] = parsePath('M1.25 0.6L1.25 11L17.8 0.5');
  return [
    boxBorder(context, grid.margin, 0, measure, height),
    {
      kind: 'group',
      matrix: rtl ? [-1, 0, 0, 1, tailX + 22, foot] : [1, 0, 0, 1, tailX, foot],
      items: [
        { kind: 'path', path: rectPath(box(0, -0.2, 18.4, 3.2)), fill: PAPER },
        {
          kind: 'path',
          path: tail,
          stroke: { color: accent, width: pt(grid['box-border']), join: 'miter', cap: 'butt' },
        },
      ],
    },
  ];
}

/** Where a box's first text stands: at its padding, or lower where ink that reaches high would touch the border. */
export function belowBorder(context: TextContext, set: SetText, padding: number): number {
  const border = context.style.grid['box-border'];
  const inkTop = set.firstBaseline - set.firstAscent;
  return border + Math.max(padding, 2 - inkTop);
}

export function boxBorder(context: TextContext, x: number, y: number, width: number, height: number): Item {
  const { accent, grid } = context.style;
  const half = grid['box-border'] / 2;
  return {
    kind: 'path',
    path: rectPath(box(x + half, y + half, width - 2 * half, height - 2 * half)),
    stroke: { color: accent, width: pt(grid['box-border']), join: 'miter' },
  };
}
