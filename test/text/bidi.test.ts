import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLevels, visualOrder } from '../../src/text/bidi.js';
import { findIsolates } from '../../src/text/isolate.js';
import { normalise } from '../../src/text/normalise.js';
import { findTokens } from '../../src/text/tokens.js';
import type { Span } from '../../src/text/types.js';
import { LATIN, span } from './book.js';

function levels(texts: string | Span[], direction: 'ltr' | 'rtl'): string {
  const spans = typeof texts === 'string' ? [span(texts, LATIN)] : texts;
  const clean = normalise(spans);
  const isolates = findIsolates(clean, spans, findTokens(clean.text), direction);
  return findLevels(clean, isolates, direction).join('');
}

describe('levels', () => {
  it('gives what lies beyond the BMP its own class', () => {
    expect(levels('𞤀𞤣 a', 'rtl')).toBe('111112');
    expect(levels('a 𞤀𞤄𞥄', 'ltr')).toBe('00111111');
    expect(levels('𞤀 𞥑𞥒', 'ltr')).toBe('1111111');
    expect(levels('𠮷', 'ltr')).toBe('00');
    expect(levels('א 😀', 'rtl')).toBe('1111');
    expect(levels('𐴀𐴁 𐴱', 'rtl')).toBe('1111122');
  });

  it('lifts tokens into levels of their own', () => {
    expect(levels('اب 555-0100', 'rtl')).toBe('11122222222');
    expect(levels('اب ٥٥٥-٠١٠٠', 'rtl')).toBe('11122222222');
    expect(levels('no 555-0100', 'ltr')).toBe('00000000000');
  });

  it('joins neighbouring isolates of one direction, and keeps a line end from closing one', () => {
    const isolate = { isolate: 'ltr' } as const;
    expect(levels([span('ا ', LATIN), span('a.', LATIN, isolate), span(' b.', LATIN, isolate)], 'rtl')).toBe(
      '1122222',
    );
    expect(levels([span('ا ', LATIN), span('a.\nb.', LATIN, isolate), span('.', LATIN)], 'rtl')).toBe(
      '11222221',
    );
  });
});

/** Rule L2 word for word: from the highest level to the lowest odd one, reverse what is at that level or above. */
function byTheBook(lineLevels: readonly number[]): number[] {
  const order = lineLevels.map((_, i) => i);
  const lowestOdd = Math.min(...lineLevels.filter((l) => l % 2 === 1), 200);
  for (let level = Math.max(0, ...lineLevels); level >= lowestOdd; level--) {
    let start = 0;
    while (start < order.length) {
      let end = start;
      while (end < order.length && lineLevels[order[end]!]! >= level) end++;
      const part = order.slice(start, end).reverse();
      for (let i = 0; i < part.length; i++) order[start + i] = part[i]!;
      start = end + 1;
    }
  }
  return order;
}

describe('order of runs', () => {
  it('turns runs as rule L2 says', () => {
    expect(visualOrder([])).toEqual([]);
    expect(visualOrder([0, 1, 0])).toEqual([0, 1, 2]);
    expect(visualOrder([1, 2, 1])).toEqual([2, 1, 0]);
    expect(visualOrder([1, 2, 3, 2, 1])).toEqual([4, 1, 2, 3, 0]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 12 }), (lineLevels) => {
        expect(visualOrder(lineLevels)).toEqual(byTheBook(lineLevels));
      }),
      { numRuns: 500 },
    );
  });
});
