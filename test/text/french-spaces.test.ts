/** The spaces of French: narrow and unbreakable before ; : ! ? » and after «, in French stretches and no others. */
import { expect, test } from 'vitest';
import { pt } from '../../src/core/units.js';
import { setParagraph } from '../../src/text/paragraph.js';
import type { Span } from '../../src/text/types.js';
import { book, span, style } from './book.js';

const LATIN = style(['Noto Sans'], 10);
const setIn = (lang: string, spans: readonly Span[], width = 1000) =>
  setParagraph(book, { spans, lang, script: 'Latn', direction: 'ltr', width: pt(width), leading: pt(13) });
const said = (lang: string, text: string): string => setIn(lang, [span(text, LATIN)]).lines[0]!.text;

test.each([
  ['Partir ?', 'Partir\u202f?'],
  ['Partir\u00a0?', 'Partir\u202f?'],
  ['Dites\u2009: « non » ; partez !', 'Dites\u202f: «\u202fnon\u202f»\u202f; partez\u202f!'],
  ['Partir?', 'Partir?'],
  ['9 h du matin', '9 h du matin'],
])('%s', (typed, set) => {
  expect(said('fr', typed)).toBe(set);
  expect(said('fr-CA', typed)).toBe(set);
});

test('other languages keep what was typed', () => {
  for (const lang of ['en', 'ht', 'es']) expect(said(lang, 'Ale ? « wi »')).toBe('Ale ? « wi »');
});

test('English inside French keeps its own spaces, and so does French inside English', () => {
  const [french, english] = [span('Dites : ', LATIN), span('Am I free to go ?', LATIN, { lang: 'en' })];
  expect(setIn('fr', [french, english]).lines[0]!.text).toBe('Dites\u202f: Am I free to go ?');
  expect(
    setIn('en', [
      { ...french, lang: 'fr' },
      { ...english, lang: 'en' },
    ]).lines[0]!.text,
  ).toBe('Dites\u202f: Am I free to go ?');
});

test('the space is narrower than a word space, and no line breaks at it', () => {
  const [narrow, plain] = ['fr', 'en'].map((lang) => setIn(lang, [span('a ?', LATIN)]).width);
  expect(narrow).toBeLessThan(plain! - 0.3);
  for (let width = 20; width < 140; width += 3)
    for (const line of setIn('fr', [span('Suis-je libre de partir ? Dites : « non » !', LATIN)], width)
      .lines) {
      expect(line.text).not.toMatch(/^[;:!?»]/);
      expect(line.text).not.toMatch(/«$/);
    }
});
