/** Walks a Frame's items in painting order, with the matrix that takes each into the outermost Frame. */
import { concat, IDENTITY, type Matrix } from '../core/geometry.js';
import type { Frame, Item, MarkItem } from './frame.js';

export interface Visit {
  readonly item: Item;
  readonly matrix: Matrix;
  /** Enclosing marks, outermost first. */
  readonly marks: readonly MarkItem[];
}

/** Every item, depth first; the items inside used Frames too, unless `into` says no. */
export function* walk(frame: Frame, into: (used: Frame) => boolean = () => true): Generator<Visit> {
  yield* walkItems(frame.items, IDENTITY, [], into);
}

function* walkItems(
  items: readonly Item[],
  matrix: Matrix,
  marks: readonly MarkItem[],
  into: (used: Frame) => boolean,
): Generator<Visit> {
  for (const item of items) {
    yield { item, matrix, marks };
    if (item.kind === 'mark') yield* walkItems(item.items, matrix, [...marks, item], into);
    else if (item.kind === 'group') yield* walkItems(item.items, concat(item.matrix, matrix), marks, into);
    else if (item.kind === 'use' && into(item.frame))
      yield* walkItems(item.frame.items, concat(item.matrix, matrix), marks, into);
  }
}

/** The Frames that a Frame uses, each once, in the order in which a writer must define them (inner first). */
export function usedFrames(frame: Frame): Frame[] {
  const found = new Map<string, Frame>();
  const visit = (items: readonly Item[]): void => {
    for (const item of items) {
      if (item.kind === 'mark' || item.kind === 'group') visit(item.items);
      else if (item.kind === 'use' && !found.has(item.frame.id)) {
        visit(item.frame.items);
        found.set(item.frame.id, item.frame);
      }
    }
  };
  visit(frame.items);
  return [...found.values()];
}
