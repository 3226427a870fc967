/** Language tags, their scripts and directions. */
import { describe, expect, test } from 'vitest';
import { canonicalTag, likelyScript, scriptDirection } from '../../src/core/language.js';

describe('canonicalTag', () => {
  test.each([
    ['es', 'es'],
    ['ZH-hans', 'zh-Hans'],
    ['zh-hant-hk', 'zh-Hant-HK'],
    ['iw', 'he'],
    ['FR-ht', 'fr-HT'],
  ])('%s is written %s', (typed, tag) => {
    expect(canonicalTag(typed)).toBe(tag);
  });

  test.each(['', 'español', 'es_MX', 'e', 'zh-Hans-', 'en-', '12', 'a-b-c-d'])('“%s” is no tag', (typed) => {
    expect(canonicalTag(typed)).toBeUndefined();
  });
});

test.each([
  ['es', 'Latn'],
  ['ar', 'Arab'],
  ['ur', 'Arab'],
  ['zh', 'Hans'],
  ['zh-TW', 'Hant'],
  ['yi', 'Hebr'],
  ['pa-PK', 'Arab'],
  ['pa', 'Guru'],
])('%s is most likely written in %s', (tag, script) => {
  expect(likelyScript(tag)).toBe(script);
});

test('Arabic, Nastaliq, Hebrew, N’Ko and Adlam run from right to left; Latin, Han and Ethiopic do not', () => {
  expect(['Arab', 'Aran', 'Hebr', 'Nkoo', 'Adlm'].map(scriptDirection)).toEqual(Array(5).fill('rtl'));
  expect(['Latn', 'Hans', 'Ethi', 'Zyyy'].map(scriptDirection)).toEqual(Array(4).fill('ltr'));
});
