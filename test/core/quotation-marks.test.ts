/** CLDR's quotation marks: those of every shipped locale, by its own tag or a shorter one. */
import { describe, expect, test } from 'vitest';
import { formatNumber } from '../../src/core/language.js';
import { quotationMarks, quotesAround } from '../../src/core/quotation-marks.js';

const all = (tag: string): string => Object.values(quotationMarks(tag)).join('');

describe('quotation marks', () => {
  // https://www.unicode.org/cldr/charts/48/by_type/core_data.alphabetic_information.punctuation.html
  test.each([
    ['en', '“”‘’'],
    ['es', '“”‘’'],
    ['fr', '«»«»'],
    ['ht', '«»«»'],
    ['pl', '„”«»'],
    ['ru', '«»„“'],
    ['de', '„“‚‘'],
    ['ar', '”“’‘'],
    ['ur', '”“’‘'],
    ['he', '””’’'],
    ['fa', '«»‹›'],
    ['am', '«»‹›'],
    ['bn', '“”‘’'],
    ['ne', '“”‘’'],
    ['ko', '“”‘’'],
    ['ja', '「」『』'],
    ['zh-Hans', '“”‘’'],
    ['zh-Hant', '「」『』'],
    ['yue-Hant', '「」『』'],
  ])('of %s are %s', (tag, marks) => {
    expect(all(tag)).toBe(marks);
  });

  test('are those of the longest tag that CLDR lists, and of the root where it lists none', () => {
    expect(all('zh-Hant-TW')).toBe(all('zh-Hant'));
    expect(all('fr-CH')).toBe('«»‹›');
    expect(all('fr-SN')).toBe(all('fr'));
    expect(all('ksw')).toBe('“”‘’');
  });

  test('have a narrow space inside them in French alone', () => {
    expect(quotesAround('fr')).toEqual({ before: '«\u202f', after: '\u202f»' });
    expect(quotesAround('ht')).toEqual({ before: '«', after: '»' });
    expect(quotesAround('ar')).toEqual({ before: '”', after: '“' });
  });
});

test('numbers are in the digits that CLDR gives a language', () => {
  expect(['bn', 'ne', 'my', 'fa'].map((tag) => formatNumber(12_345, tag))).toEqual([
    '১২৩৪৫',
    '१२३४५',
    '၁၂၃၄၅',
    '۱۲۳۴۵',
  ]);
  for (const tag of ['en', 'ar', 'ur', 'zh-Hans', 'ru', 'ksw', 'x-test'])
    expect(formatNumber(12_345, tag)).toBe('12345');
});
