/**
 * What is read from left to right inside each right-to-left language, by where its glyphs stand: phone numbers,
 * addresses, form numbers, foreign names; and brackets, quotes and full stops beside them.
 */
import { describe, expect, it } from 'vitest';
import { quotationMarks } from '../../src/core/quotation-marks.js';
import { pt } from '../../src/core/units.js';
import { setParagraph } from '../../src/text/paragraph.js';
import type { Line } from '../../src/text/types.js';
import { book, EN, LATIN, seen, span, style, turned } from './book.js';
import { SAMPLES, type Sample, sampleParagraph } from './samples.js';

const RTL = SAMPLES.filter((s) => s.dir === 'rtl');

/** A word of the language with no mark that moves: the order of its glyphs is not what is tested here. */
const WORDS: Readonly<Record<string, string>> = {
  Arab: 'دار',
  Aran: 'دور',
  Hebr: 'בית',
  Adlm: '𞤀𞤣𞤢',
};

function lineOf(sample: Sample, text: string): Line {
  const paragraph = setParagraph(book, sampleParagraph(sample, { text, width: 2000 }));
  expect(paragraph.diagnostics).toEqual([]);
  expect(paragraph.lines).toHaveLength(1);
  return paragraph.lines[0]!;
}

describe.each(RTL)('$tag', (sample) => {
  const word = WORDS[sample.script]!;
  const back = turned(word);

  it.each([
    '(212) 555-0100',
    '212-555-0100',
    '+1 212 555 0100',
    '1-800-566-7636',
    '311',
    'nyc.gov/immigrants',
    'https://www.ilrc.org/red-cards',
    'help@example.org',
    'I-205',
    'A-123-456-789',
    '11/23/2026',
    '2026-11-23',
    '9 a.m.–5 p.m.',
    '8 U.S.C. § 1357',
    'ICE',
    'Kilmer v. Noem',
    'Immigration and Customs Enforcement',
    '26 Federal Plaza, New York, NY 10278',
    'U.S.',
  ])('reads %s from left to right, between words, in brackets and at a sentence’s end', (piece) => {
    expect(seen(lineOf(sample, `${word} ${piece} ${word}`))).toBe(`${back} ${piece} ${back}`);
    expect(seen(lineOf(sample, `${word} (${piece}) ${word}`))).toBe(`${back} )${piece}( ${back}`);
    expect(seen(lineOf(sample, `${piece} ${word}`))).toBe(`${back} ${piece}`);
    if (!piece.endsWith('.')) expect(seen(lineOf(sample, `${word} ${piece}.`))).toBe(`.${piece} ${back}`);
  });

  it('keeps quotes, brackets and numbers beside foreign names where they are read', () => {
    expect(seen(lineOf(sample, `${word} “ICE” (Kilmer v. Noem) 24/7`))).toBe(
      `24/7 )Kilmer v. Noem( ”ICE“ ${back}`,
    );
    expect(seen(lineOf(sample, `«ICE», ${word}!`))).toBe(`!${back} ,»ICE«`);
  });

  it('opens its own quotes at the right of English and closes them at the left', () => {
    const { open, close } = quotationMarks(sample.tag);
    const style = sampleParagraph(sample).spans[0]!.style;
    const spans = [
      span(`${word}: `, style),
      span(open, style),
      span('I do not consent.', style, { lang: 'en', isolate: 'ltr' }),
      span(close, style),
      span('.', style),
    ];
    const { lines } = setParagraph(book, { ...sampleParagraph(sample, { width: 2000 }), spans });
    expect(seen(lines[0]!)).toBe(`.${close}I do not consent.${open} :${back}`);
  });

  it('lists numbers and addresses the way of the sentence, and English around one the way of English', () => {
    expect(seen(lineOf(sample, `${word} nyc.gov, I-205, 311`))).toBe(`311 ,I-205 ,nyc.gov ${back}`);
    expect(seen(lineOf(sample, `${word} (Visit nyc.gov today)`))).toBe(`)Visit nyc.gov today( ${back}`);
  });

  it('shows a bracket turned round, its number not', () => {
    const line = lineOf(sample, `(${word}) (212) 555-0100`);
    const shapes = line.items.flatMap(({ at, run }) => {
      const font = book.font(run.font);
      let pen = 0;
      return run.glyphs.flatMap((g) => {
        const x = at.x + (pen * run.size) / run.upem;
        pen += g.advance;
        if (g.id === font.glyphId(0x28)) return [{ x, shape: '(' }];
        return g.id === font.glyphId(0x29) ? [{ x, shape: ')' }] : [];
      });
    });
    expect(
      shapes
        .sort((a, b) => a.x - b.x)
        .map((s) => s.shape)
        .join(''),
    ).toBe('()()');
  });

  it('is not turned by controls in the text, closed or not', () => {
    const plain = seen(lineOf(sample, `${word} I-205 ${word} 311`));
    for (const control of [
      '\u202a',
      '\u202b',
      '\u202c',
      '\u202d',
      '\u202e',
      '\u2066',
      '\u2067',
      '\u2068',
      '\u2069',
    ]) {
      const paragraph = setParagraph(
        book,
        sampleParagraph(sample, { text: `${word} I-2${control}05 ${word} ${control}311`, width: 2000 }),
      );
      expect(seen(paragraph.lines[0]!)).toBe(plain);
      expect(paragraph.diagnostics).toMatchObject([{ code: 'KYR207', level: 'warning' }]);
    }
  });

  it('keeps a number in one piece at every width', () => {
    const text = `${word} ${word} (212) 555-0100 ${word} I-205 ${word} nyc.gov ${word}`;
    for (let width = 100; width < 260; width += 5) {
      const { lines } = setParagraph(book, sampleParagraph(sample, { text, width }));
      const shown = lines.map(seen);
      for (const piece of ['(212) 555-0100', 'I-205', 'nyc.gov'])
        expect(
          shown.filter((line) => line.includes(piece)),
          `${width}`,
        ).toHaveLength(1);
    }
  });
});

describe('a name from right to left in English', () => {
  const set = (text: string): Line =>
    setParagraph(book, {
      ...EN,
      spans: [span(text, style(['Noto Sans', 'Noto Sans Arabic', 'Noto Sans Hebrew']))],
      width: pt(2000),
    }).lines[0]!;

  it('lists names in the order of the list, each turned by itself', () => {
    expect(seen(set('Ask for دار, دور or بيت.'))).toBe(
      `Ask for ${turned('دار')}, ${turned('دور')} or ${turned('بيت')}.`,
    );
  });

  it('keeps the number of a line after the name', () => {
    expect(seen(set('دار 2 and (دور دار) 311'))).toBe(`${turned('دار')} 2 and (${turned('دور دار')}) 311`);
  });

  it('keeps a Latin name in its order inside an Arabic sentence inside English', () => {
    const style3 = style(['Noto Sans', 'Noto Sans Arabic']);
    const line = setParagraph(book, {
      ...EN,
      spans: [
        span('In Arabic: ', style3),
        span('دار “ICE” (U.S.) 24/7', style3, { lang: 'ar' }),
        span('.', style3),
      ],
      width: pt(2000),
    }).lines[0]!;
    expect(seen(line)).toBe(`In Arabic: 24/7 )U.S.( ”ICE“ ${turned('دار')}.`);
  });

  it('leaves the order to a translator who sets marks', () => {
    expect(seen(set('Say دار!\u200f'))).toBe(`Say ${turned('دار!')}`);
  });
});

it('leaves plain English alone', () => {
  const { items } = setParagraph(book, { ...EN, spans: [span('Ask Kilmer v. Noem, I-205.', LATIN)] })
    .lines[0]!;
  expect(items.map((i) => i.run.text)).toEqual(['Ask Kilmer v. Noem, I-205.']);
});
