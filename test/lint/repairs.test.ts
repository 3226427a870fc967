/** What can be mended without reading: each rule on what it mends, on what it must leave alone, and on what ships. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/core/diagnostic.js';
import { lintRepairs, repaired } from '../../src/lint/repairs.js';
import { flatten, listLocales, loadLocale } from '../../src/load/locales.js';
import { room0 } from '../compose/room.js';

const SCRIPTS: Readonly<Record<string, string>> = {
  ar: 'Arab',
  fa: 'Arab',
  ur: 'Aran',
  ckb: 'Arab',
  he: 'Hebr',
  ru: 'Cyrl',
  uk: 'Cyrl',
  'uz-Cyrl': 'Cyrl',
  el: 'Grek',
  'zh-Hans': 'Hans',
  'zh-Hant': 'Hant',
  bn: 'Beng',
  hi: 'Deva',
};
const meta = (tag: string) => ({ tag, script: SCRIPTS[tag] ?? 'Latn' });

describe('mends', () => {
  test.each([
    ['ur', 'كيا يه', 'کیا یہ', 'Arabic letters'],
    ['fa', 'قاضي كيست؟', 'قاضی کیست؟', 'Arabic yeh and kaf'],
    ['ar', 'کتاب ایضا', 'كتاب ايضا', 'Persian kaf, and yeh inside a word'],
    ['ru', 'cудья', 'судья', 'a Latin c'],
    ['uk', 'iммігрант', 'іммігрант', 'a Latin i, which Ukrainian has in Cyrillic'],
    ['es', 'аbogado', 'abogado', 'a Cyrillic а'],
    ['el', 'δικαστήςo', 'δικαστήςο', 'a Latin o'],
    ['fr', 'e\u0301tat', 'état', 'a letter in pieces'],
    ['fr', 'Avez-vous un mandat ?', 'Avez-vous un mandat\u202F?', 'a blank before a question mark'],
    ['fr', 'un "notaire"', 'un «\u202Fnotaire\u202F»', 'straight quotation marks'],
    ['es', 'un "notario" no', 'un “notario” no', 'straight quotation marks'],
    ['pl', 'mówi "nie"', 'mówi „nie”', 'straight quotation marks'],
    ['uz-Cyrl', '"суд"', '“суд”', 'straight quotation marks'],
    ['ar', 'قل "لا"', 'قل ”لا“', 'straight quotation marks'],
    ['he', 'צה"ל', 'צה״ל', 'gershayim'],
    ['ht', "l'ap", 'l’ap', 'a straight apostrophe'],
    ['uz', "O'zbek", 'Oʻzbek', 'the letter oʻ'],
    ['ar', 'لا, لا', 'لا، لا', 'a Latin comma'],
    ['ur', 'نہیں.', 'نہیں۔', 'a Latin full stop'],
    ['zh-Hans', '不要说谎.', '不要说谎。', 'a narrow full stop'],
    ['hi', '३११ पर', '311 पर', 'Devanagari digits'],
    ['es', ' No  abra\u200E ', 'No abra', 'blanks, and a direction mark'],
    ['ar', '\uFEFB', 'لا', 'a presentation form'],
  ])('%s: %s', (tag, text, right) => {
    expect(repaired(text, meta(tag))).toBe(right);
  });
});

describe('leaves alone', () => {
  test.each([
    ['ar', 'علی', 'ي or ى: two words'],
    ['ru', 'ICE', 'a name in its own script'],
    ['ru', 'ICEа', 'a name with an ending'],
    ['uz-Cyrl', 'iммигрант', 'a Latin i, for which Uzbek has no letter'],
    ['es', 'no "abra', 'a quotation mark that has lost its other half'],
    ['es', '10:30, I-200', 'times and forms'],
    ['zh-Hans', '打 311.', 'a full stop after a number'],
    ['bn', 'ন\u09AF\u09BC', 'a letter that NFC takes apart'],
    ['bn', 'ন\u09DF', 'the same in one code point'],
    ['fr', 'à 10:30', 'a time'],
    ['my', 'က\u1031', 'Zawgyi, which is for a converter'],
    ['es', 'diga {{say}}', 'a placeholder'],
  ])('%s: %s', (tag, text) => {
    expect(repaired(text, meta(tag))).toBe(text);
  });

  test('what it has mended before, whatever the text', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    const tags = fc.constantFrom('es', 'fr', 'ar', 'ur', 'ru', 'uk', 'el', 'he', 'zh-Hans', 'uz', 'bn');
    fc.assert(
      fc.property(text, tags, (sentence, tag) => {
        const once = repaired(sentence, meta(tag));
        expect(repaired(once, meta(tag))).toBe(once);
      }),
    );
  });

  test.each(listLocales(room0.world).filter((tag) => tag !== 'en'))('every sentence of %s', (tag) => {
    const locale = loadLocale(room0.world, tag);
    for (const file of locale.namespaces.values())
      for (const [key, text] of flatten(file))
        expect([key, repaired(text, locale.meta)]).toEqual([key, text]);
  });
});

test('a finding says what, and how it would be', () => {
  const at = { file: 'locales/es/common.json', line: 3, column: 5 };
  const found = lintRepairs({ key: 'from', text: 'De  "él"', english: 'From', at }, meta('es'));
  expect(found.map(formatDiagnostic)).toMatchInlineSnapshot(`
    [
      "locales/es/common.json:3:5  warning KYR215  “from” has blanks too many
      hint: write: De "él" — \`kyr locale check es --fix\` does it",
    ]
  `);
});
