/**
 * A sheet printed on one side and folded: two sides of a flyer become faces of one Frame. A book has them side by side,
 * both upright: folded backwards, one is behind the other. A tent has the second above the first and upside down, so that
 * both stand upright when the sheet stands; below them are its foot and a strip to glue it with.
 *
 * Promises: no ink of a face reaches over a fold; what is read is read face by face.
 */
import { BLACK } from '../core/color.js';
import { allSides, type Insets, type Matrix, type Size, size, translate } from '../core/geometry.js';
import { pt } from '../core/units.js';
import type { Frame, Item, Stroke } from '../frame/frame.js';
import { linePath } from '../frame/path.js';
import { lengthOf } from '../schema/quantities.js';
import type { FoldPart } from '../schema/template.js';

export interface Fold {
  readonly way: 'book' | 'tent';
  /** What a side is laid out in. */
  readonly face: Size;
  /** Where it is folded, in points of the flat sheet: x of folds down, y of folds across. */
  readonly down: readonly number[];
  readonly across: readonly number[];
}

/** The folds of a sheet of this size. */
export function foldOf(flat: Size, part: FoldPart): Fold {
  if (part.way === 'book') {
    const middle = flat.width / 2;
    return { way: 'book', face: size(middle, flat.height), down: [middle], across: [] };
  }
  const height = lengthOf(part.face);
  const across = [height, 2 * height, flat.height - lengthOf(part.glue)];
  return { way: 'tent', face: size(flat.width, height), down: [], across };
}

/** How far a face's ink may reach out of it: never over a fold. */
export const faceBleed = ({ way }: Fold, nth: number, bleed: number): Insets => {
  const all = allSides(way === 'tent' ? 0 : bleed);
  if (way === 'tent') return all;
  return nth === 0 ? { ...all, right: pt(0) } : { ...all, left: pt(0) };
};

/** What takes a face, 0 or 1, to its place on the flat sheet. */
export const facePlace = ({ way, face }: Fold, nth: number): Matrix =>
  way === 'book'
    ? translate(nth * face.width, 0)
    : nth === 0
      ? translate(0, face.height)
      : [-1, 0, 0, -1, face.width, face.height];

/**
 * The flat sheet as one Frame that uses its faces, with a tick for each fold in the bleed, which is cut off; where there
 * is none, at the edges.
 * @param bleed of the sheet, in points
 */
export function foldTogether(
  faces: readonly Frame[],
  fold: Fold,
  sheet: { readonly id: string; readonly size: Size; readonly bleed: number; readonly lang: string },
): Frame {
  return {
    ...sheet,
    bleed: allSides(sheet.bleed),
    items: [
      ...faces.map(
        (face, nth): Item => ({
          kind: 'use',
          frame: { ...face, items: nth === 0 ? face.items : face.items.map((item) => asOwnPart(item, nth)) },
          matrix: facePlace(fold, nth),
        }),
      ),
      { kind: 'mark', role: 'Artifact', items: ticks(fold, sheet.size, sheet.bleed) },
    ],
  };
}

/** Parts of one face are not those of the other. */
export const partOf = (part: string, nth: number): string => (nth === 0 ? part : `${part}-${nth + 1}`);

function asOwnPart(item: Item, nth: number): Item {
  if (item.kind === 'group') return { ...item, items: item.items.map((inner) => asOwnPart(inner, nth)) };
  if (item.kind !== 'mark') return item;
  return {
    ...item,
    ...(item.part === undefined ? {} : { part: partOf(item.part, nth) }),
    items: item.items.map((inner) => asOwnPart(inner, nth)),
  };
}

/** Points: how wide a tick is. */
const TICK = 0.5;
/** Points that a tick keeps from the trim in the bleed, and how long it is without one. */
const TICK_GAP = 2;
const TICK_INSIDE = 5;

function ticks(fold: Fold, { width, height }: Size, bleed: number): Item[] {
  const [from, to] = bleed > TICK_GAP ? [-bleed + TICK / 2, -TICK_GAP] : [0, TICK_INSIDE];
  const stroke: Stroke = { color: BLACK, width: pt(TICK), dash: [2, 1] };
  const lines = [
    ...fold.down.flatMap((x) => [linePath(x, from, x, to), linePath(x, height - to, x, height - from)]),
    ...fold.across.flatMap((y) => [linePath(from, y, to, y), linePath(width - to, y, width - from, y)]),
  ];
  return lines.map((path) => ({ kind: 'path', path, stroke }));
}

/**
 * The pages with a dotted line at each fold, for who folds by hand: cuts are dashed. A page of a shop has ticks alone,
 * since ink on a fold cracks.
 */
export function withFoldLines(pages: readonly Frame[], { down, across }: Fold): Frame[] {
  const stroke: Stroke = { color: BLACK, width: pt(0.9), cap: 'round', dash: [0.01, 3.5] };
  return pages.map((page) => {
    const { width, height } = page.size;
    const paths = [
      ...down.map((x) => linePath(x, 0, x, height)),
      ...across.map((y) => linePath(0, y, width, y)),
    ];
    const lines = paths.map((path): Item => ({ kind: 'path', path, stroke }));
    return {
      ...page,
      items: [...page.items, { kind: 'mark', role: 'Artifact', items: lines }],
    };
  });
}
