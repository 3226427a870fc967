/**
 * Pieces on the paper of an office printer: identical copies on one sheet, with a line to cut along, or as many small
 * pieces as the sheet holds. No bleed and no marks: office printers leave an edge white, and scissors follow a line.
 *
 * Promises: nothing is printed nearer to the edge of the sheet than EDGE, and no line to cut along runs through a piece.
 * Copies lie so that the back of each is behind its front, on whichever edge the printer turns the sheet.
 * Does not: choose ink, or ask how large the text is; `scale` says what becomes of it.
 */
import { BLACK } from '../core/color.js';
import { type Box, box, concat, NO_INSETS, type Size, scale, size, translate } from '../core/geometry.js';
import { mm, pt } from '../core/units.js';
import type { Frame, Item } from '../frame/frame.js';
import { linePath, rectPath } from '../frame/path.js';

export const OFFICE_PAPERS = {
  letter: size(612, 792),
  a4: size(mm(210), mm(297)),
} as const;
export type OfficePaper = keyof typeof OFFICE_PAPERS;

/** Laser printers leave 1/6 in white, ink-jets up to 1/4 in: the larger is safe on both. */
export const EDGE = 18;
/** Smaller than this, text that was set to be read by worried people no longer is. */
const LEAST_SCALE = 0.9;

export interface OfficeSheet {
  /** Turned so that the pieces stand upright. */
  readonly sheet: Size;
  readonly columns: number;
  readonly rows: number;
  /** Of one copy, cut to cut. */
  readonly cell: Size;
  /** Top left corner of the first cell. */
  readonly left: number;
  readonly top: number;
  /** What the pieces are scaled by; 1 where they are as large as they were designed. */
  readonly scale: number;
}

/**
 * Lays copies of a piece on a sheet. Pieces that fit twice or more as large as they are keep their size and share
 * their cuts; others are halved onto the sheet, or stand alone on it, scaled to clear its edge.
 * @param safe points inside the trim that hold no text, on the left and the right
 * @param up so many copies; the best number for the piece unless said
 * @param ends points inside the trim that hold no ink, above and below: none where something bleeds there
 * @returns undefined where so many would be scaled below nine tenths
 */
export function planOfficeSheet(
  paper: OfficePaper,
  trim: Size,
  safe: number,
  up?: number,
  ends = 0,
): OfficeSheet | undefined {
  const { width, height } = OFFICE_PAPERS[paper];
  const sheets = [size(width, height), size(height, width)];
  const whole = sheets
    .map((sheet) => asLargeAsItIs(sheet, trim, up))
    .filter((plan) => plan.columns * plan.rows >= (up ?? 2))
    .sort((a, b) => b.columns * b.rows - a.columns * a.rows)[0];
  if (whole) return whole;
  const counts = up === undefined ? [2, 1] : [up];
  for (const count of counts) {
    const best = sheets
      .flatMap((sheet) =>
        grids(count).map(([columns, rows]) => scaledOnto(sheet, trim, { safe, ends }, columns, rows)),
      )
      .sort((a, b) => b.scale - a.scale)[0];
    if (best && best.scale >= LEAST_SCALE) return best;
  }
  return undefined;
}

/** Ways to lay out so many in columns and rows. */
const grids = (count: number): [number, number][] =>
  Array.from({ length: count }, (_, i) => i + 1)
    .filter((columns) => count % columns === 0)
    .map((columns) => [columns, count / columns]);

function asLargeAsItIs(sheet: Size, trim: Size, up = Number.POSITIVE_INFINITY): OfficeSheet {
  const most = (room: number, one: number): number => Math.max(0, Math.floor((room - 2 * EDGE + 0.01) / one));
  const columns = Math.min(most(sheet.width, trim.width), up);
  const rows = columns === 0 ? 0 : Math.min(most(sheet.height, trim.height), Math.ceil(up / columns));
  return {
    sheet,
    columns,
    rows,
    cell: trim,
    left: (sheet.width - columns * trim.width) / 2,
    top: (sheet.height - rows * trim.height) / 2,
    scale: 1,
  };
}

function scaledOnto(
  sheet: Size,
  trim: Size,
  { safe, ends }: { readonly safe: number; readonly ends: number },
  columns: number,
  rows: number,
): OfficeSheet {
  const cell = size(sheet.width / columns, sheet.height / rows);
  // The tab of a flyer is printed up to its upper edge, so that above and below the whole piece has to clear the
  // edge of the sheet; at the sides, its text has to.
  const clear = (room: number, one: number, inside: number): number => (room / 2 - EDGE) / (one / 2 - inside);
  const by = Math.min(
    clear(cell.width, trim.width, safe),
    clear(cell.height, trim.height, ends),
    cell.width / trim.width,
  );
  // What rounding leaves of a whole is a whole.
  return { sheet, columns, rows, cell, left: 0, top: 0, scale: by > 0.9999 ? 1 : by };
}

/** Where the cuts run, in sheet coordinates: x of those down, y of those across. */
export function officeCuts(plan: OfficeSheet): {
  readonly down: readonly number[];
  readonly across: readonly number[];
} {
  const lines = (first: number, step: number, count: number, whole: number): number[] =>
    Array.from({ length: count + 1 }, (_, i) => first + i * step).filter(
      (at) => at > 0.01 && at < whole - 0.01,
    );
  return {
    down: lines(plan.left, plan.cell.width, plan.columns, plan.sheet.width),
    across: lines(plan.top, plan.cell.height, plan.rows, plan.sheet.height),
  };
}

/** One page a side, each with a copy of that side in every cell. */
export function officePages(plan: OfficeSheet, sides: readonly Frame[]): Frame[] {
  return sides.map((side) => {
    const cells = Array.from({ length: plan.columns * plan.rows }, (_, i) => cellBox(plan, i));
    const [first, ...copies] = cells.map((cell) => copyIn(cell, side, plan.scale));
    return {
      id: `office-${side.id}`,
      size: plan.sheet,
      bleed: NO_INSETS,
      items: [
        first as Item,
        // Read aloud once.
        { kind: 'mark', role: 'Artifact', items: [...copies, ...cutLines(plan)] },
      ],
      ...(side.lang === undefined ? {} : { lang: side.lang }),
    };
  });
}

const cellBox = ({ cell, left, top, columns }: OfficeSheet, i: number): Box =>
  box(
    left + (i % columns) * cell.width,
    top + Math.floor(i / columns) * cell.height,
    cell.width,
    cell.height,
  );

/** In the middle of its cell, cut to its trim: what bleeds would reach into the neighbour. */
function copyIn(cell: Box, side: Frame, by: number): Item {
  const x = cell.x + (cell.width - side.size.width * by) / 2;
  const y = cell.y + (cell.height - side.size.height * by) / 2;
  return {
    kind: 'group',
    matrix: concat(scale(by), translate(x, y)),
    clip: rectPath(box(0, 0, side.size.width, side.size.height)),
    items: [{ kind: 'use', frame: side, matrix: [1, 0, 0, 1, 0, 0], clip: 'none' }],
  };
}

/** Dashed, from edge to edge of what the printer reaches. */
function cutLines(plan: OfficeSheet): Item[] {
  const { down, across } = officeCuts(plan);
  const stroke = { color: BLACK, width: pt(0.4), cap: 'butt', dash: [3, 4] } as const;
  const { width, height } = plan.sheet;
  return [
    ...down.map((x): Item => ({ kind: 'path', path: linePath(x, EDGE, x, height - EDGE), stroke })),
    ...across.map((y): Item => ({ kind: 'path', path: linePath(EDGE, y, width - EDGE, y), stroke })),
  ];
}

/** `2 on Letter, at 94 %` */
export function describeOffice(paper: OfficePaper, plan: OfficeSheet): string {
  const count = plan.columns * plan.rows;
  const name = paper === 'a4' ? 'A4' : 'Letter';
  return `${count} on ${name}${plan.scale === 1 ? '' : `, at ${Math.floor(plan.scale * 100)} %`}`;
}
