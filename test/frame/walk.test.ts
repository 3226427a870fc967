/** Walking a Frame: painting order, where things end up, and what a writer must define first. */
import { describe, expect, test } from 'vitest';
import { BLACK } from '../../src/core/color.js';
import { apply, box, NO_INSETS, point, scale, size, translate } from '../../src/core/geometry.js';
import type { Frame, Item } from '../../src/frame/frame.js';
import { rectPath } from '../../src/frame/path.js';
import { usedFrames, walk } from '../../src/frame/walk.js';

const dot = (x: number, y: number): Item => ({ kind: 'path', path: rectPath(box(x, y, 1, 1)), fill: BLACK });
const frame = (id: string, items: Item[]): Frame => ({ id, size: size(10, 10), bleed: NO_INSETS, items });
const use = (of: Frame, x = 0, y = 0): Item => ({ kind: 'use', frame: of, matrix: translate(x, y) });
const ids = (frames: readonly Frame[]): string[] => frames.map((f) => f.id);

/** Where the dots land, in painting order. */
const dots = (of: Frame, into?: (used: Frame) => boolean): string[] =>
  [...walk(of, into)].flatMap(({ item, matrix, marks }) => {
    if (item.kind !== 'path') return [];
    const [, x, y] = item.path[0] as ['M', number, number];
    const at = apply(matrix, point(x, y));
    return [`${marks.map((m) => `${m.role} `).join('')}${at.x},${at.y}`];
  });

const flyer = frame('flyer', [
  dot(1, 1),
  { kind: 'mark', role: 'Sect', items: [dot(2, 2), { kind: 'mark', role: 'P', items: [dot(3, 3)] }] },
  {
    kind: 'group',
    matrix: scale(2),
    items: [dot(1, 0), { kind: 'group', matrix: translate(0, 5), items: [dot(0, 1)] }],
  },
]);

describe('walk', () => {
  test('visits items as they are painted, each with its marks and its place on the outermost Frame', () => {
    expect(dots(flyer)).toEqual(['1,1', 'Sect 2,2', 'Sect P 3,3', '2,0', '0,12']);
  });

  test('goes into the Frames that are used, and puts them where they are used', () => {
    const sheet = frame('sheet', [use(flyer, 100, 0), dot(9, 9), use(flyer, 0, 200)]);
    expect(dots(sheet)).toEqual([
      '101,1',
      'Sect 102,2',
      'Sect P 103,3',
      '102,0',
      '100,12',
      '9,9',
      '1,201',
      'Sect 2,202',
      'Sect P 3,203',
      '2,200',
      '0,212',
    ]);
  });

  test('stays out where it is told to, but names the use', () => {
    const sheet = frame('sheet', [use(flyer), dot(9, 9)]);
    expect(dots(sheet, () => false)).toEqual(['9,9']);
    expect([...walk(sheet, () => false)].map((v) => v.item.kind)).toEqual(['use', 'path']);
  });
});

describe('usedFrames', () => {
  const inner = frame('inner', [dot(0, 0)]);
  const code = frame('code', []);
  const page = frame('page', [{ kind: 'mark', role: 'Sect', items: [use(inner)] }, use(code)]);

  test('inner Frames come before those that use them, each once, and not the Frame itself', () => {
    const sheet = frame('sheet', [
      use(page),
      { kind: 'group', matrix: scale(1), items: [use(page)] },
      use(code),
    ]);
    expect(ids(usedFrames(sheet))).toEqual(['inner', 'code', 'page']);
  });

  test('a Frame that uses none has none', () => {
    expect(usedFrames(inner)).toEqual([]);
  });

  test('every Frame is defined before it is used, however deep they nest', () => {
    let top = frame('f0', []);
    const first = top;
    for (let i = 1; i < 20; i++)
      top = frame(`f${i}`, i % 3 === 0 ? [use(first), use(top)] : [use(top), use(first)]);
    const order = usedFrames(top);
    const seen = new Set<string>();
    for (const each of order) {
      for (const item of each.items) if (item.kind === 'use') expect(seen).toContain(item.frame.id);
      seen.add(each.id);
    }
    expect(order).toHaveLength(19);
  });
});
