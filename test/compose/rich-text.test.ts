/** Sentences after one another and in brackets, as each script sets them. */
import { describe, expect, test } from 'vitest';
import {
  dialled,
  english,
  inBrackets,
  inQuotes,
  joinSentences,
  plain,
  richToString,
} from '../../src/compose/rich-text.js';

const join = (script: string, ...texts: string[]): string =>
  richToString(joinSentences(texts.map(plain), script));

describe('sentences', () => {
  test('of scripts with spaces have one between them', () => {
    expect(join('Latn', 'Uno.', 'Dos.', 'Tres.')).toBe('Uno. Dos. Tres.');
    expect(join('Arab', 'واحد.', 'اثنان.')).toBe('واحد. اثنان.');
    expect(join('Kore', '하나.', '둘.')).toBe('하나. 둘.');
  });

  test('of Chinese, Japanese, Thai, Khmer and their like have none', () => {
    expect(join('Hans', '一。', '二。')).toBe('一。二。');
    for (const script of ['Hant', 'Jpan', 'Thai', 'Laoo', 'Khmr', 'Mymr'])
      expect(join(script, 'a', 'b')).toBe('ab');
  });

  test('alone or none at all gain nothing', () => {
    expect(join('Latn', 'Uno.')).toBe('Uno.');
    expect(join('Latn')).toBe('');
  });
});

test('brackets are those of the script; only Han has full-width ones and no space before', () => {
  expect(richToString(inBrackets(plain('no'), 'Latn'))).toBe(' (no)');
  expect(richToString(inBrackets(plain('لا'), 'Arab'))).toBe(' (لا)');
  expect(richToString(inBrackets(plain('不'), 'Hans'))).toBe('（不）');
  expect(richToString(inBrackets(plain('ไม่'), 'Thai'))).toBe(' (ไม่)');
});

test.each([
  ['800-354-0365', 'tel:+18003540365'],
  ['(212) 555-0100', 'tel:+12125550100'],
  ['1-800-354-0365', 'tel:+18003540365'],
  ['+44 20 7946 0000', 'tel:+442079460000'],
  ['311', 'tel:311'],
  ['212-555-0100 or 0101', undefined],
  ['212-555-0100 x12', undefined],
  ['555-0100', undefined],
  ['', undefined],
])('%s leads a phone to %s', (number, href) => {
  expect(dialled(number).href).toBe(href);
  expect(dialled(number).text).toBe(number);
});

test('a short bracket stays on one line, which may begin with it', () => {
  for (const script of ['Latn', 'Arab', 'Hans', 'Hant']) {
    const [before, words] = inBrackets(plain('不'), script);
    expect(before?.text).toMatch(/^ ?\u200B$/);
    expect(words?.nobreak).toBe(true);
  }
  expect(inBrackets(plain('我不同意你们进来。我不同意搜查。'), 'Hans')[1]?.nobreak).toBeUndefined();
  expect(
    inBrackets(plain('I do not consent to entry. I do not consent.'), 'Latn')[1]?.nobreak,
  ).toBeUndefined();
});

describe('English in quotes', () => {
  const quoted = (lang: string) => inQuotes(english('No.', 'bold'), lang);

  test('has the marks of the language around it, outside its own order and weight', () => {
    expect(quoted('ru')).toEqual([
      { text: '«' },
      { text: 'No.', lang: 'en', isolate: 'ltr', bold: true },
      { text: '»' },
    ]);
    expect(['es', 'fr', 'pl', 'ar', 'zh-Hant'].map((lang) => richToString(quoted(lang)))).toEqual([
      '“No.”',
      '«\u202fNo.\u202f»',
      '„No.”',
      '”No.“',
      '「No.」',
    ]);
  });

  test('in English is one piece', () => {
    expect(quoted('en')).toEqual([{ text: '“No.”', lang: 'en', isolate: 'ltr', bold: true }]);
  });
});
