/** What differs between pages of one Frame: drawn after it, as if it stood in it, and the pages share what they can. */
import { expect, test } from 'vitest';
import { BLACK } from '../../src/core/color.js';
import { box, NO_INSETS, size, translate } from '../../src/core/geometry.js';
import type { Frame, UseItem } from '../../src/frame/frame.js';
import { rectPath } from '../../src/frame/path.js';
import { compileFrames } from '../../src/pdf/compile.js';
import type { PageSpec } from '../../src/pdf/page.js';
import { openRunWriter } from '../../src/pdf/run.js';
import { book, deflate, digest, intent, meta, onePage } from './sample.js';

const bar = (id: string, width: number): Frame => ({
  id,
  size: size(20, 20),
  bleed: NO_INSETS,
  items: [{ kind: 'path', path: rectPath(box(0, 0, width, 20)), fill: BLACK }],
});
const sheet: Frame = bar('sheet', 7);
const digits = Array.from({ length: 10 }, (_, digit) => bar(`digit-${digit}`, 1 + digit));
const set = compileFrames([sheet, ...digits], { book, deflate, digest });
const useOf = (frame: Frame, x: number): UseItem => ({
  kind: 'use',
  frame,
  matrix: translate(x, 3),
  clip: 'none',
});
const ground: Frame = { id: 'ground', size: size(300, 300), bleed: NO_INSETS, items: [useOf(sheet, 50)] };
const numberOf = (number: number): UseItem[] =>
  [...String(number).padStart(3, '0')].map((digit, i) => useOf(digits[Number(digit)]!, 100 + 20 * i));

function write(pages: readonly PageSpec[]): string {
  const chunks: Uint8Array[] = [];
  const writer = openRunWriter({
    write: (bytes) => chunks.push(bytes.slice()),
    meta,
    intent,
    digest,
    deflate,
  });
  writer.add(set);
  for (const page of pages) writer.page(page);
  writer.end();
  return Buffer.concat(chunks).toString('latin1');
}

/** Content and number of the resources, page by page. */
const pagesIn = (raw: string): { content: string; resources: string }[] =>
  [...raw.matchAll(/\/Type\/Page\/.*?\/Resources (\d+) 0 R\/Contents (\d+) 0 R/g)].map(
    ([, resources, stream]) => ({
      resources: resources!,
      content: new RegExp(`\\n${stream} 0 obj\\n<<.*?>>\\nstream\\n([^]*?)\\nendstream`).exec(raw)![1]!,
    }),
  );

const numbers = [7, 12, 21, 990];

test('a page draws them after its Frame, and all pages name the same resources', () => {
  const page = { ...onePage(ground), frame: ground };
  const raw = write(numbers.map((n) => ({ ...page, own: { uses: numberOf(n), among: digits } })));
  const own = pagesIn(raw);
  const inside = pagesIn(
    write(
      numbers.map((n) => ({
        ...onePage(ground),
        frame: { ...ground, items: [...ground.items, ...numberOf(n)] },
      })),
    ),
  );
  expect(own.map(({ content }) => content)).toEqual(inside.map(({ content }) => content));
  expect(new Set(own.map(({ resources }) => resources)).size).toBe(1);
  expect(new Set(inside.map(({ resources }) => resources)).size).toBe(3);
});

test('a Frame that a page may not use is a fault of the caller', () => {
  const page = { ...onePage(ground), frame: ground, own: { uses: numberOf(7), among: digits.slice(0, 7) } };
  expect(() => write([page])).toThrow('page ground uses frame digit-7, which it does not name');
});
