/** Locale folders: what is there, what is not, and what was meant. */
import { describe, expect, test } from 'vitest';
import { openDiskWorld, shippedFolder } from '../../src/load/disk-world.js';
import { listLocales, loadLocale } from '../../src/load/locales.js';
import { type Files, memoryWorld, short, theRefusal } from './kit.js';

const shipped = openDiskWorld(shippedFolder());
const META = 'name: Kreyòl\nenglish: Haitian Creole\nscript: Latn\ndirection: ltr\nnegations: [pa]\n';
const FILES: Files = {
  'locales/ht/_meta.yaml': `tag: ht\n${META}`,
  'locales/ht/common.json': '{ "from": "Nan men" }',
  'locales/ht/readback.md': '# not a namespace',
  'locales/notes/readme.txt': 'not a locale',
};
const load = (tag: string, more: Files = {}) => loadLocale(memoryWorld({ ...FILES, ...more }), tag);

describe('a locale', () => {
  test('is its meta, its namespaces and its record', () => {
    const locale = load('ht');
    expect(locale.meta.english).toBe('Haitian Creole');
    expect([...locale.namespaces.keys()]).toEqual(['common']);
    expect(locale.review.value).toEqual({ review: {} });
  });

  test('is found by its tag in any case of letters', () => {
    expect(loadLocale(shipped, 'ZH-HANS').meta.tag).toBe('zh-Hans');
  });

  test('a folder without _meta.yaml is none', () => {
    expect(listLocales(memoryWorld(FILES))).toEqual(['ht']);
  });

  test('that is not there is refused with all there are', async () => {
    expect(await theRefusal(() => loadLocale(shipped, 'sr-latn'))).toMatchObject({
      code: 'KYR110',
      message: 'there is no locale “sr-Latn”',
      hint: 'there are: ar, bn, en, es, fr, ht, ko, ne, pl, ru, ur, zh-Hans, zh-Hant',
    });
    expect((await theRefusal(() => loadLocale(shipped, 'tlh-Piqd'))).hint).toMatch(/^there are: ar, bn, en/);
  });

  test.each(['espanol!', '../es', 'es_MX', ''])('“%s” is no tag, and no path either', async (tag) => {
    expect((await theRefusal(() => loadLocale(shipped, tag))).code).toBe('KYR108');
  });

  test('whose file names another language than its folder', async () => {
    const files = { 'locales/ht/_meta.yaml': `tag: fr\n${META}` };
    expect(short(await theRefusal(() => load('ht', files)))).toBe('locales/ht/_meta.yaml:1:1 KYR108');
  });

  test('whose record was mended by hand, and wrongly, is told where the record is needed', async () => {
    const files = {
      'locales/ht/_review.yaml':
        "review:\n  common:\n    from: { source: '0123456789abcdef', text: '0123456789abcdef', state: approved, by: x, on: 2026-11-01 }\n",
    };
    const locale = load('ht', files);
    expect(short(await theRefusal(() => locale.review))).toMatch(/^locales\/ht\/_review\.yaml:3:\d+ KYR106$/);
  });
});

test('every shipped locale says its own name, its English name, and the script and direction that fit its tag', () => {
  const tags = listLocales(shipped);
  expect(tags).toEqual(expect.arrayContaining(['ar', 'en', 'es', 'zh-Hans']));
  for (const tag of tags) {
    const { meta } = loadLocale(shipped, tag);
    const likely = new Intl.Locale(tag).maximize().script;
    expect(likely === meta.script || (likely === 'Arab' && meta.script === 'Aran'), tag).toBe(true);
    expect(meta.direction, tag).toBe(['Arab', 'Aran', 'Hebr', 'Adlm'].includes(meta.script) ? 'rtl' : 'ltr');
    expect(meta.name.length * meta.english.length, tag).toBeGreaterThan(0);
  }
});
