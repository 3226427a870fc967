/**
 * No tracking, slanting or false bold, in joined scripts or any other: what the shaper gave is what is drawn, upright,
 * filled, in a font that is bold itself. What would do otherwise in a content stream is named: Tc, Tw, Tz, Ts and Tr
 * (ISO 32000-2 9.3), a text matrix that leans, a stroke.
 */
import { describe, expect, it } from 'vitest';
import { NO_INSETS, size } from '../../src/core/geometry.js';
import { drawItems, type Surroundings } from '../../src/pdf/content.js';
import { setParagraph } from '../../src/text/paragraph.js';
import type { Line } from '../../src/text/types.js';
import { book, entries } from '../text/book.js';
import { SAMPLES, sampleParagraph } from '../text/samples.js';

const around: Surroundings = {
  code: (run) => ({
    font: 'F0',
    codes: run.glyphs.map((g) => g.id),
    widths: run.glyphs.map((g) => (book.font(run.font).advance(g.id) * 1000) / run.upem),
  }),
  image: () => 'I0',
  form: () => ({ name: 'X0', size: size(1, 1), bleed: NO_INSETS, overhang: false }),
};

/** The first language of each script, and those of Arabic script that have letters of their own. */
const SHOWN = SAMPLES.filter(
  (s, i) =>
    SAMPLES.findIndex((other) => other.script === s.script) === i || ['ps', 'ckb', 'fa'].includes(s.tag),
);

describe.each(SHOWN)('$script ($tag)', (sample) => {
  it.each([400, 700])('at %i is drawn upright and filled, nothing between its letters', (weight) => {
    const { lines } = setParagraph(book, sampleParagraph(sample, { weight }));
    const { operators } = drawItems(
      lines.flatMap((line) => line.items),
      around,
    );
    const used = new Set<string>();
    for (const operator of operators.trimEnd().split('\n')) {
      const name = /[A-Za-z*]+$/.exec(operator)?.[0] ?? operator;
      used.add(name);
      if (name === 'Tm') expect(operator).toMatch(/^1 0 0 -1 /);
    }
    expect(
      [...used].filter((name) => !['gs', 'k', 'BT', 'Tf', 'Tm', 'TJ', 'ET', 'BDC', 'EMC'].includes(name)),
    ).toEqual([]);
    for (const { run } of lines.flatMap((line) => line.items)) {
      const { family } = book.font(run.font).entry;
      const weights = entries.filter((e) => e.family === family).map((e) => e.weight);
      // A rare ideograph that the cut Bold has not is taken from Regular, as it is.
      const cut = / (?:SC|TC|JP|KR)$/.test(family);
      if (!cut) expect(book.font(run.font).metrics.weight).toBe(weights.includes(weight) ? weight : 400);
    }
  });
});

/** The words inside a line, with the advances of their glyphs in font units; those at its ends may join otherwise. */
function wordsInside(lines: readonly Line[]): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  for (const { items } of lines)
    for (const { run } of items) {
      const words = [...run.text.matchAll(/\S+/gu)].slice(1, -1);
      for (const { 0: word, index } of words) {
        const glyphs = run.glyphs.filter((g) => g.cluster >= index && g.cluster < index + word.length);
        const key = `${run.font} ${word}`;
        found.set(key, (found.get(key) ?? new Set()).add(glyphs.reduce((sum, g) => sum + g.advance, 0)));
      }
    }
  return found;
}

it.each(
  SHOWN.filter(({ script }) =>
    ['Arab', 'Aran', 'Adlm', 'Hebr', 'Beng', 'Deva', 'Guru', 'Taml'].includes(script),
  ),
)('$tag: a word is as wide in a narrow measure as in a wide one', (sample) => {
  const text = `${sample.text} ${sample.text}`;
  const wide = wordsInside(setParagraph(book, sampleParagraph(sample, { text, width: 5000 })).lines);
  let compared = 0;
  for (const width of [120, 200, 320])
    for (const [word, widths] of wordsInside(
      setParagraph(book, sampleParagraph(sample, { text, width })).lines,
    )) {
      expect([...(wide.get(word) ?? [])], word).toEqual(expect.arrayContaining([...widths]));
      compared++;
    }
  expect(compared).toBeGreaterThan(5);
});
