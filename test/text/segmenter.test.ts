import fc from 'fast-check';
import { expect, test } from 'vitest';
import { graphemeEdges } from '../../src/text/segmenter.js';
import { SAMPLES } from './samples.js';

/** Letters, marks, joiners, signs that lean on the next, halves of flags and of surrogates, syllables, line ends. */
const PIECES = [
  ...'aé9 -',
  '\n',
  '\r',
  '\u00ad',
  '\u00a9',
  '\u0301',
  '\u200d',
  '\u0600',
  '\ufe0f',
  '\u{1f1fa}',
  '👩',
  '🏽',
].concat('ক', '্', 'ষ', 'ी', '한', 'ᄀ', 'ᅡ', 'ᆨ', 'ที่', 'ا', 'ً', '\ud83d', '律');

const segments = (text: string): number[] => [
  ...[...new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)].map(({ index }) => index),
  text.length,
];

test('clusters are those of Intl.Segmenter, whatever stands beside what', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      expect(graphemeEdges(text)).toEqual(segments(text));
    }),
    { numRuns: 3000 },
  );
});

test('and in every language', () => {
  for (const { text } of SAMPLES) {
    const mixed = `(212) ${text} “Sample”: ${text}, e\u0301.`;
    expect(graphemeEdges(mixed)).toEqual(segments(mixed));
  }
});
