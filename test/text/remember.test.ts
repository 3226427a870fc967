/** Paragraphs that come again are those that setting them again would give. */
import { expect, test } from 'vitest';
import { BLACK } from '../../src/core/color.js';
import { pt } from '../../src/core/units.js';
import { setParagraph } from '../../src/text/paragraph.js';
import { rememberParagraph } from '../../src/text/remember.js';
import type { ParagraphInput } from '../../src/text/types.js';
import { book } from '../pdf/sample.js';

const input = (text: string, more: Partial<ParagraphInput> = {}): ParagraphInput => ({
  spans: [{ text, style: { families: ['Noto Sans'], weight: 400, size: pt(11), color: BLACK } }],
  lang: 'en',
  script: 'Latn',
  direction: 'ltr',
  width: pt(200),
  leading: pt(14),
  ...more,
});

test('the same input gives the same paragraph, set once', () => {
  const first = rememberParagraph(book, input('You have the right to remain silent.'));
  expect(first).toEqual(setParagraph(book, input('You have the right to remain silent.')));
  expect(rememberParagraph(book, input('You have the right to remain silent.'))).toBe(first);
});

test('another width, no width and another text are other paragraphs', () => {
  const text = 'You have the right to remain silent. You do not have to answer.';
  const set = [
    input(text),
    input(text, { width: pt(90) }),
    input(text, { width: pt(Number.POSITIVE_INFINITY) }),
    input(text.slice(0, -1)),
  ];
  for (const one of set) expect(rememberParagraph(book, one)).toEqual(setParagraph(book, one));
  expect(new Set(set.map((one) => rememberParagraph(book, one))).size).toBe(set.length);
});

test('faults are told where the text stands now, not where it stood first', () => {
  const at = (block: string): ParagraphInput => input('a\u202Eb', { where: { design: 'es', block } });
  for (const block of ['first', 'second']) {
    const { diagnostics } = rememberParagraph(book, at(block));
    expect(diagnostics).toEqual(setParagraph(book, at(block)).diagnostics);
    expect(diagnostics[0]?.at).toEqual({ design: 'es', block });
  }
});
