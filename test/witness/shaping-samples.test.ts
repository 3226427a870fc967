/**
 * The sample text of every language the tool is to serve, and every sentence of every locale that ships, set in
 * narrow and in wide measure and shaped again by Debian's hb-shape: the same glyphs, advances and offsets.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { setParagraph } from '../../src/text/paragraph.js';
import type { ShapeInput } from '../../src/text/shape.js';
import { book } from '../text/book.js';
import { SAMPLES, type Sample, sampleParagraph } from '../text/samples.js';
import { ROOT } from './setup.js';
import { differingFromThere, keyOf, type Shaped } from './shaping-there.js';

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

/** Sets the paragraph and hands back every stretch that was shaped for it. */
function shapedFor(sample: Sample, text: string, width: number, weight: number): Shaped[] {
  asked.clear();
  const paragraph = setParagraph(book, sampleParagraph(sample, { text, width, weight }));
  expect(
    paragraph.diagnostics.filter((d) => d.level === 'error'),
    `${sample.tag}: ${text}`,
  ).toEqual([]);
  return [...asked.values()] as Shaped[];
}

const once = (shaped: readonly Shaped[]): Shaped[] => [
  ...new Map(shaped.map((s) => [keyOf(s.request), s])).values(),
];

test('the sample of every language', async () => {
  const shaped = once(
    SAMPLES.flatMap((sample) => {
      const text = `${sample.name}: ${sample.text} (212) 555-0100, I-205, nyc.gov/help`;
      return [...shapedFor(sample, text, 5000, 400), ...shapedFor(sample, text, 180, 700)];
    }),
  );
  expect(new Set(shaped.map(({ request }) => request.lang)).size).toBe(SAMPLES.length);
  expect(shaped.length).toBeGreaterThan(1000);
  expect(await differingFromThere(shaped)).toEqual([]);
});

/** Every sentence of a locale's files. */
function sentencesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(sentencesOf) : [];
}

const LOCALES = readdirSync(join(ROOT, 'locales'));

test.each(LOCALES)('every sentence of the locale %s', async (tag) => {
  const folder = join(ROOT, 'locales', tag);
  const { script, direction, name } = parse(readFileSync(join(folder, '_meta.yaml'), 'utf8')) as {
    script: string;
    direction: 'ltr' | 'rtl';
    name: string;
  };
  const sample = { tag, script, dir: direction, name, text: '' };
  const sentences = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => sentencesOf(JSON.parse(readFileSync(join(folder, file), 'utf8'))));
  expect(sentences.length).toBeGreaterThan(30);
  const shaped = once(sentences.flatMap((text) => shapedFor(sample, text, 5000, 400)));
  expect(await differingFromThere(shaped)).toEqual([]);
});
