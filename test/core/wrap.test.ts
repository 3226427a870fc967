/** Wrapping: no word is lost, no line too wide but for a word that is. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageWidth, wrap } from '../../src/core/wrap.js';

describe('wrap', () => {
  test('breaks between words, and indents what follows', () => {
    expect(wrap('one two three four', 12, '    ', ' 1  ')).toEqual([' 1  one two', '    three', '    four']);
  });

  test('leaves a long address whole, on a line of its own', () => {
    expect(wrap('see https://www.example.org/long/ now', 12)).toEqual([
      'see',
      'https://www.example.org/long/',
      'now',
    ]);
  });

  test('keeps every word in its order, and no line wider than asked unless one word is', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(words, fc.integer({ min: 5, max: 60 }), (all, width) => {
        const lines = wrap(all.join('  '), width, '  ');
        expect(lines.flatMap((l) => l.trim().split(' '))).toEqual(all);
        for (const line of lines)
          if (line.trim().includes(' ')) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});

test('a page is as wide as the terminal, but no wider or narrower than people read', () => {
  expect([undefined, 20, 72, 300].map(pageWidth)).toEqual([80, 40, 72, 100]);
});
