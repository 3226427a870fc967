/**
 * Every stretch of text that layout has shaped for any flyer of the run, in every language, shaped again by
 * Debian's hb-shape from the same font file with the same context, language, script and direction: the same
 * glyphs, advances and offsets. What is asked of HarfBuzz is written down as it is asked: whole paragraphs, and
 * every line that was shaped again at its own edges.
 */
import { expect, test, vi } from 'vitest';
import { walk } from '../../src/frame/walk.js';
import { halvedMarks } from '../../src/text/cjk-spacing.js';
import type { ShapeInput } from '../../src/text/shape.js';
import { account, differingFromThere, keyOf, type Shaped } from './shaping-there.js';
import { layPages, theRun } from './the-run.js';

const asked = vi.hoisted(() => new Map<string, { request: unknown; glyphs: unknown }>());
vi.mock('../../src/text/shape.js', async (original) => {
  const real = await original<typeof import('../../src/text/shape.js')>();
  return {
    ...real,
    shape(request: ShapeInput) {
      const glyphs = real.shape(request);
      asked.set(keyOf(request), { request, glyphs });
      return glyphs;
    },
  };
});

const run = await theRun();
const pages = run.designs.map((ordered) => ({ ordered, sides: layPages(run, ordered) }));
const shaped = [...asked.values()] as Shaped[];

test('the stretches are those of every language, with marks set half wide among them', () => {
  const languages = new Set(shaped.map(({ request }) => request.lang));
  for (const { ordered } of pages) expect(languages).toContain(ordered.plan.lang);
  expect(shaped.length).toBeGreaterThan(400);
  expect(
    shaped.filter(({ request: { text, start, end, lang } }) => halvedMarks(text, start, end, lang).length > 0)
      .length,
  ).toBeGreaterThan(0);
  expect(shaped.filter(({ request }) => request.rtl).length).toBeGreaterThan(50);
  expect(shaped.flatMap(({ glyphs }) => glyphs.filter(({ id }) => id === 0))).toEqual([]);
});

test('hb-shape gives the same glyphs, advances and offsets for every stretch', async () => {
  expect(await differingFromThere(shaped)).toEqual([]);
});

test('every run of glyphs on every side is one of those stretches', () => {
  const known = new Set(
    shaped.map(({ request, glyphs }) => `${request.font.key} ${account(glyphs).join(' ')}`),
  );
  let runs = 0;
  for (const { ordered, sides } of pages)
    for (const side of sides)
      for (const { item } of walk(side)) {
        if (item.kind !== 'glyphs') continue;
        runs++;
        expect(
          known.has(`${item.run.font} ${account(item.run.glyphs).join(' ')}`),
          `${ordered.plan.id} ${item.run.text}`,
        ).toBe(true);
      }
  expect(runs).toBeGreaterThan(run.designs.length * 50);
});
