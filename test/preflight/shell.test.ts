/** What a page puts on the plates of a shell, and what it does not. */
import { expect, test } from 'vitest';
import { BLACK, type Color, PAPER } from '../../src/core/color.js';
import { box, IDENTITY, NO_INSETS, size } from '../../src/core/geometry.js';
import { pt } from '../../src/core/units.js';
import type { Frame, Item, PressImage } from '../../src/frame/frame.js';
import { rectPath } from '../../src/frame/path.js';
import { listShell } from '../../src/preflight/shell.js';

const PETROL: Color = { kind: 'cmyk', c: 97, m: 58, y: 61, k: 0 };
const rect = (x: number, y: number, fill: Color): Item => ({
  kind: 'path',
  path: rectPath(box(x, y, 20, 10)),
  fill,
});
const page = (...items: Item[]): Frame => ({ id: 'p', size: size(200, 100), bleed: NO_INSETS, items });
const book = {
  font: () => {
    throw new Error('no text here');
  },
};
const list = (...items: Item[]): string[] => listShell(page(...items), book);
const shell = rect(0, 0, PETROL);

test('black and greys beside the colour are not on it', () => {
  expect(list(rect(0, 0, BLACK), rect(50, 0, PAPER), rect(80, 0, { kind: 'k', k: 60 }))).toEqual([]);
  expect(list(shell, rect(50, 0, { kind: 'k', k: 60 }))).toEqual(list(shell));
});

test('solid black over the colour overprints and leaves it as it is; paper and grey knock out', () => {
  expect(list(shell, rect(5, 0, BLACK))).toEqual(list(shell));
  expect(list(shell, rect(5, 0, PAPER))).not.toEqual(list(shell));
  expect(list(shell, rect(5, 0, { kind: 'k', k: 60 }))).not.toEqual(list(shell));
});

test('another place, another colour, another shape are another shell', () => {
  const other: Item = { kind: 'path', path: rectPath(box(0, 0, 20, 11)), fill: PETROL };
  const lists = [
    list(shell),
    list(rect(1, 0, PETROL)),
    list(rect(0, 0, { ...PETROL, y: 60 })),
    list(other),
    list({ kind: 'group', matrix: [1, 0, 0, 1, 2, 0], items: [shell] }),
  ];
  expect(new Set(lists.map((l) => l.join())).size).toBe(lists.length);
  expect(list({ kind: 'group', matrix: IDENTITY, items: [shell] })).toEqual(list(shell));
});

test('a stroke is colour too, and a picture in four inks; one in black knocks out where it lies on colour', () => {
  const stroke: Item = {
    kind: 'path',
    path: rectPath(box(0, 0, 9, 9)),
    stroke: { color: PETROL, width: pt(1) },
  };
  expect(list(stroke)).toHaveLength(1);
  const image = (channels: 1 | 4, x: number): Item => ({
    kind: 'image',
    image: { digest: `d${channels}`, channels } as PressImage,
    matrix: [20, 0, 0, 10, x, 0],
  });
  expect([list(image(4, 0)), list(image(1, 0)), list(shell, image(1, 5))].map((l) => l.length)).toEqual([
    1, 0, 2,
  ]);
});
