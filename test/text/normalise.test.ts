import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/text/normalise.js';
import { LATIN, span } from './book.js';

const clean = (...texts: string[]) => normalise(texts.map((t) => span(t, LATIN)));

describe('normalise', () => {
  it('composes (NFC), and leaves joiners where they are', () => {
    expect(clean('Tie\u0302\u0301ng Vie\u0323\u0302t').text).toBe('Tiếng Việt');
    expect(clean('می\u200cخواهم ক\u09cd\u200dষ').text).toBe('می\u200cخواهم ক\u09cd\u200dষ');
    expect(clean('\u1112\u1161\u11ab').text).toBe('한');
  });

  it('composes across the edge of two spans, and gives the cluster to the first', () => {
    const { text, spanOf } = clean('cafe', '\u0301 au');
    expect(text).toBe('café au');
    expect(spanOf).toEqual([0, 0, 0, 0, 1, 1, 1]);
    expect(clean('क', '\u094dष').spanOf).toEqual([0, 0, 0]);
  });

  it('takes out pins and remembers their places', () => {
    const { text, pins } = clean('ab\u200bcd\u2060e\u00adf');
    expect(text).toBe('abcdef');
    expect(pins).toEqual([
      { at: 2, kind: 'allow' },
      { at: 4, kind: 'forbid' },
      { at: 5, kind: 'hyphen' },
    ]);
  });

  it('forgets embeddings, overrides and isolates; keeps the marks for the order', () => {
    const { text, strays, marks } = clean('a\u202eb\u202c \u2066c\u2069\u200f!');
    expect(text).toBe('ab c!');
    expect(strays).toEqual([0x202e, 0x202c, 0x2066, 0x2069]);
    expect(marks).toEqual([{ at: 4, char: '\u200f' }]);
  });

  it('knows one line end, one space for a tab, and no half characters', () => {
    expect(clean('a\r\nb\rc\u2028d\te\u0007').text).toBe('a\nb\nc\nd e');
    expect(clean('a\ud83ab').text).toBe('a\ufffdb');
    expect(clean('\ud83a', '\udd00').text).toBe('𞤀');
  });
});
