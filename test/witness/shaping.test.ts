/**
 * Every stretch of text that layout has shaped for any flyer of the run, in every language, shaped again by
 * Debian's hb-shape from the same font file with the same context, language, script and direction: the same
 * glyphs, advances and offsets. What is asked of HarfBuzz is written down as it is asked: whole paragraphs, and
 * every line that was shaped again at its own edges.
 */
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { GlyphRun } from '../../src/frame/frame.js';
import { walk } from '../../src/frame/walk.js';
import { halvedMarks } from '../../src/text/cjk-spacing.js';
import type { ShapeInput } from '../../src/text/shape.js';
import { each, hear } from './programs.js';
import { ROOT } from './setup.js';
import { layPages, theRun } from './the-run.js';

type Glyphs = GlyphRun['glyphs'];
const asked = vi.hoisted(() => new Map<string, { request: unknown; glyphs: unknown }>());
const keyOf = ({ font, text, start, end, rtl, script, lang }: ShapeInput): string =>
  JSON.stringify([font.key, text, start, end, rtl, script, lang]);

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
const shaped = [...asked.values()] as { request: ShapeInput; glyphs: Glyphs }[];

const hex = (text: string): string =>
  [...text].map((char) => char.codePointAt(0)!.toString(16).padStart(4, '0')).join(',');

/** hb-shape's own account of the same stretch. */
async function shapeThere({ font, text, start, end, rtl, script, lang }: ShapeInput): Promise<string[]> {
  // hb-shape counts characters from the start of the stretch, we count UTF-16 units of the whole text.
  const place = (at: number): number => [...text.slice(start, at)].length;
  const features = halvedMarks(text, start, end, lang).map((at) => `halt[${place(at)}:${place(at) + 1}]=1`);
  const { out } = await hear('hb-shape', [
    '--no-glyph-names',
    '--output-format=json',
    '--remove-default-ignorables',
    '--cluster-level=0',
    '--shapers=ot',
    ...(start === 0 ? ['--bot'] : []),
    ...(end === text.length ? ['--eot'] : []),
    ...(start > 0 ? [`--unicodes-before=${hex(text.slice(0, start))}`] : []),
    ...(end < text.length ? [`--unicodes-after=${hex(text.slice(end))}`] : []),
    ...(features.length > 0 ? [`--features=${features.join(',')}`] : []),
    `--direction=${rtl ? 'rtl' : 'ltr'}`,
    `--script=${script}`,
    `--language=${lang}`,
    `--unicodes=${hex(text.slice(start, end))}`,
    join(ROOT, font.entry.file),
  ]);
  const glyphs = JSON.parse(out) as { g: number; cl: number; dx: number; dy: number; ax: number }[];
  return glyphs.map(({ g, dx, dy, ax }) => `${g} +${ax} (${dx},${dy})`);
}

const account = (glyphs: Glyphs): string[] =>
  glyphs.map(({ id, advance, dx, dy }) => `${id} +${advance} (${dx},${dy})`);

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
  const differing = await each(shaped, async ({ request, glyphs }) => {
    const there = await shapeThere(request);
    const here = account(glyphs);
    if (JSON.stringify(there) === JSON.stringify(here)) return undefined;
    const { font, text, start, end, lang } = request;
    return { font: font.key, lang, text: text.slice(start, end), here, there };
  });
  expect(differing.filter((found) => found !== undefined)).toEqual([]);
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
