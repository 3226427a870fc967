/** The reading level of the English: a ruler that measures, legal terms left aside, and the limit of grade 6. */
import { describe, expect, test } from 'vitest';
import { readingOf } from '../../src/cli/texts.js';
import { lintReading, measureReading } from '../../src/lint/reading-level.js';
import { composed, edited, room0, roomWith } from '../compose/room.js';
import { LISTS } from './lists.js';

const grade = async (...texts: string[]): Promise<number> =>
  (await measureReading(texts, LISTS.glossary)).grade as number;

describe('the ruler', () => {
  test('gives the grade of Flesch and Kincaid’s formula', async () => {
    // 9 words, 2 sentences, 9 syllables: 0.39 × 4.5 + 11.8 × 1 − 15.59.
    expect(await grade('The cat sat on the mat. The dog ran.')).toBeCloseTo(0.39 * 4.5 + 11.8 - 15.59, 5);
    // 6 words, 1 sentence, 12 syllables.
    expect(await grade('Paper window table river letter open.')).toBeCloseTo(0.39 * 6 + 11.8 * 2 - 15.59, 5);
    expect(
      await grade(
        'Notwithstanding jurisdictional considerations, administrative adjudication necessitates it.',
      ),
    ).toBeGreaterThan(15);
  });

  test('sentences are counted as they end, not at U.S. or p.m.', async () => {
    expect(await measureReading(['Come at 6 p.m. to the U.S. court.'], LISTS.glossary)).toMatchObject({
      sentences: 1,
    });
    expect(await measureReading(['One. Two! Three? Say: {{say}}'], LISTS.glossary)).toMatchObject({
      sentences: 4,
    });
  });

  test('titles and labels do not make it look easy; without a sentence there is no grade', async () => {
    expect(await measureReading(['You have rights', 'From'], LISTS.glossary)).toMatchObject({
      grade: undefined,
      sentences: 0,
    });
    expect(await grade('You have rights', 'The cat sat.')).toBe(await grade('The cat sat.'));
  });

  test('legal terms that the glossary names count as one syllable, and are the only words that do', async () => {
    expect(await grade('Ask for an interpreter.')).toBe(await grade('Ask for an ox.'));
    expect(await grade('The immigration agents came.')).toBe(await grade('The ox came.'));
    expect((await measureReading(['Ask for an interpreter.'], { terms: [] })).grade).toBeGreaterThan(
      await grade('Ask for an interpreter.'),
    );
    expect(await grade('Ask for an umbrella.')).toBeGreaterThan(await grade('Ask for an ox.'));
  });

  test('the hardest sentences come first', async () => {
    const { hardest } = await measureReading(
      ['Go. Adjudication necessitates representation.', 'The cat sat on it.'],
      LISTS.glossary,
    );
    expect(hardest[0]).toBe('Adjudication necessitates representation.');
  });
});

describe('the limit', () => {
  const at = { file: 'content/publications/p.yaml' };
  test('above grade 6 is an error that names the sentences to shorten (KYR212)', async () => {
    const level = await measureReading(
      ['Notwithstanding jurisdictional considerations, adjudication necessitates representation.'],
      LISTS.glossary,
    );
    const [d] = lintReading(level, 'P', at);
    expect(d).toMatchObject({ code: 'KYR212', level: 'error', at });
    expect(d?.message).toMatch(/reads at grade \d+\.\d; it must be 6 or below/);
    expect(d?.hint).toContain('Notwithstanding');
  });

  test('grade 6 itself is not', () => {
    const level = { grade: 6, sentences: 1, words: 1, hardest: [] };
    expect(lintReading(level, 'P', at)).toEqual([]);
    expect(lintReading({ ...level, grade: 6.01 }, 'P', at)).toHaveLength(1);
    expect(lintReading({ ...level, grade: undefined }, 'P', at)).toEqual([]);
  });

  test('what ships is below it, even with its legal terms', async () => {
    const { reader, english } = composed('en').printed;
    const printed = new Set([...reader, ...english]);
    const level = await readingOf(room0, printed);
    expect(level.sentences).toBeGreaterThan(30);
    expect(level.words).toBeGreaterThan(200);
    expect(level.grade).toBeLessThanOrEqual(6);
    expect(lintReading(level, 'x', at)).toEqual([]);
  });

  test('a changed sentence changes the grade', async () => {
    const { reader } = composed('en').printed;
    const printed = new Set(reader);
    const hard = roomWith(
      edited('content/us/federal.yaml', (text) =>
        text.replace('Do not run.', 'Do not precipitately accelerate perambulatory locomotion.'),
      ),
    );
    const [before, after] = [await readingOf(room0, printed), await readingOf(hard, printed)];
    expect(after.grade).toBeGreaterThan(before.grade as number);
  });
});
