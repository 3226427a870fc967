/**
 * What a page puts on the plates of a shell: all that is not black ink alone, and all that would take ink off those
 * plates, each with its place. Two pages with the same list need one set of cyan, magenta and yellow plates.
 *
 * Promises: solid black overprints, so it is never listed. Paper and tints of black knock out: they are listed where
 * their ink reaches a coloured shape beneath. By boxes, so a list may hold too much, never too little.
 */
import { type Color, isSolidBlack } from '../core/color.js';
import { applyToBox, type Box, box, type Matrix, overlaps } from '../core/geometry.js';
import { touchesColour } from '../core/ink.js';
import { trimNumber } from '../core/units.js';
import type { Frame, Item } from '../frame/frame.js';
import { walk } from '../frame/walk.js';
import { runInk } from '../text/run-ink.js';
import type { FontBook } from '../text/types.js';
import { pathBox } from './frame.js';

/** A line each, in painting order; empty for a page that is black alone. */
export function listShell(frame: Frame, book: Pick<FontBook, 'font'>): string[] {
  const listed: string[] = [];
  const colored: Box[] = [];
  for (const { item, matrix } of walk(frame)) {
    const where = placeOf(item, matrix, book);
    if (!where) continue;
    const colors = colorsOf(item);
    const isColored = colors === 'unknown' || colors.some(touchesColour);
    const knocksOut =
      isColored || (colors.some((c) => !isSolidBlack(c)) && colored.some((b) => overlaps(b, where)));
    if (!knocksOut) continue;
    if (isColored) colored.push(where);
    listed.push(describe(item, matrix, where));
  }
  return listed;
}

/** Inks of an item; of a picture in process inks nobody knows. */
function colorsOf(item: Item): readonly Color[] | 'unknown' {
  switch (item.kind) {
    case 'glyphs':
      return [item.run.color];
    case 'path':
      return [...(item.fill ? [item.fill] : []), ...(item.stroke ? [item.stroke.color] : [])];
    case 'image':
      return item.image.channels === 1 ? [{ kind: 'k', k: 50 }] : 'unknown';
    default:
      return [];
  }
}

function placeOf(item: Item, matrix: Matrix, book: Pick<FontBook, 'font'>): Box | undefined {
  switch (item.kind) {
    case 'glyphs': {
      const ink = runInk(item.run, book);
      return ink && applyToBox(matrix, box(item.at.x + ink.x, item.at.y + ink.y, ink.width, ink.height));
    }
    case 'path': {
      const shape = pathBox(item.path, matrix);
      const [a, b, c, d] = matrix;
      const reach = item.stroke ? (item.stroke.width * Math.sqrt(Math.abs(a * d - b * c))) / 2 : 0;
      return (
        shape && box(shape.x - reach, shape.y - reach, shape.width + 2 * reach, shape.height + 2 * reach)
      );
    }
    case 'image': {
      const [a, b, c, d, e, f] = item.matrix;
      return applyToBox(matrix, applyToBox([a, b, c, d, e, f], box(0, 0, 1, 1)));
    }
    default:
      return undefined;
  }
}

/** Enough to tell two apart: kind, colours, matrix and what is drawn. */
function describe(item: Item, matrix: Matrix, where: Box): string {
  const at = [where.x, where.y, where.width, where.height].map((n) => trimNumber(n, 2)).join(' ');
  const drawn =
    item.kind === 'path'
      ? JSON.stringify([item.path, item.fill, item.rule, item.stroke])
      : item.kind === 'glyphs'
        ? JSON.stringify([item.run.font, item.run.size, item.run.color, item.run.glyphs])
        : item.kind === 'image'
          ? item.image.digest
          : '';
  return `${item.kind} at ${at}: ${matrix.map((n) => trimNumber(n, 4)).join(' ')} ${drawn}`;
}
