/** A language tag chooses among the forms of a font (OpenType `locl`): the tag must reach the shaper, span by span. */
import { describe, expect, it } from 'vitest';
import { setParagraph } from '../../src/text/paragraph.js';
import { shapeItems } from '../../src/text/shape-line.js';
import { book, EN, span, style } from './book.js';

/** Glyph ids of a text said to be in a language. */
const glyphs = (text: string, lang: string, family: string): number[] =>
  shapeItems(book, { ...EN, lang, spans: [span(text, style([family]))] }).flatMap((item) =>
    item.glyphs.map((g) => g.id),
  );

describe('forms of a language', () => {
  it.each([
    ['Nepali jha and digits', 'झ५८९', 'ne', 'hi', 'Noto Sans Devanagari'],
    ['Marathi la and sha', 'लश', 'mr', 'hi', 'Noto Sans Devanagari'],
    ['Romanian comma below for an old cedilla', 'şţ', 'ro', 'tr', 'Noto Sans'],
    ['Serbian be', 'б', 'sr', 'ru', 'Noto Sans'],
    ['Marshallese cedilla', 'ļņ', 'mh', 'lv', 'Noto Sans'],
    ['Urdu four, six and seven', '۴۶۷', 'ur', 'fa', 'Noto Sans Arabic'],
  ])('%s', (_, text, lang, other, family) => {
    expect(glyphs(text, lang, family)).not.toEqual(glyphs(text, other, family));
  });

  it('a Romanian cedilla looks like the comma that was meant', () => {
    expect(glyphs('şţ', 'ro', 'Noto Sans')).toEqual(glyphs('șț', 'ro', 'Noto Sans'));
  });

  it('Turkish keeps f and i apart, so that the dot is seen', () => {
    expect(glyphs('fiil', 'tr', 'Noto Sans')).toHaveLength(4);
    expect(glyphs('ıIİi', 'tr', 'Noto Sans')).toEqual(
      [0x131, 0x49, 0x130, 0x69].map((cp) => book.font('NotoSans-Regular').glyphId(cp)),
    );
  });

  it('Sorani has its own letters, each with a glyph of its own', () => {
    const alone = ['ڕ', 'ڵ', 'ۆ', 'ێ', 'ە'].map((letter) => glyphs(letter, 'ckb', 'Noto Sans Arabic').join());
    expect(new Set(alone).size).toBe(5);
    const arabic = ['ر', 'ل', 'و', 'ي', 'ه'].map((letter) =>
      glyphs(letter, 'ckb', 'Noto Sans Arabic').join(),
    );
    alone.forEach((letter, i) => {
      expect(letter).not.toBe(arabic[i]);
    });
    expect(alone.join()).not.toMatch(/\b0\b/);
  });

  it('a span’s own language wins over the paragraph’s', () => {
    const devanagari = style(['Noto Sans Devanagari']);
    const paragraph = setParagraph(book, {
      ...EN,
      lang: 'hi',
      spans: [span('झ ', devanagari), span('झ', devanagari, { lang: 'ne' })],
    });
    const [hindi, nepali] = paragraph.lines[0]!.items.map((i) => i.run);
    expect(nepali!.lang).toBe('ne');
    expect(hindi!.glyphs[0]!.id).not.toBe(nepali!.glyphs[0]!.id);
  });
});
