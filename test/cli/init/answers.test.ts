import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { idFrom, readFlags } from '../../../src/cli/init/answers.js';
import { theRefusal } from '../../load/kit.js';

describe('a file name out of a name', () => {
  test.each([
    [{ en: 'St. Brigid’s Parish' }, 'st-brigids-parish'],
    [{ es: 'Parroquia de Santa Brígida' }, 'parroquia-de-santa-brigida'],
    [{ en: '../../etc/passwd' }, 'etc-passwd'],
    [{ en: 'CON' }, 'our-congregation'],
    [{ en: '⛪️🕌' }, 'our-congregation'],
    [{ ur: 'جامع مسجد' }, 'our-congregation'],
    [{ en: '42nd Street Chapel' }, 'congregation-42nd-street-chapel'],
    [{}, 'our-congregation'],
    [{ en: 'holy '.repeat(60) }, 'holy-holy-holy-holy-holy-holy-holy-holy'],
  ])('%j', (names, id) => {
    expect(idFrom(names)).toBe(id);
  });

  test('is safe whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (en) => {
        expect(idFrom({ en })).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
        expect(idFrom({ en }).length).toBeLessThanOrEqual(60);
        expect(idFrom({ en })).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/);
      }),
    );
  });
});

describe('flags', () => {
  const read = (options: Parameters<typeof readFlags>[0]) => readFlags(options, ['en', 'es', 'zh-Hans']);

  test('are read with their languages, in any case, each once', () => {
    expect(
      read({ lang: ['ES', 'zh-hans', 'es'], name: ' Sample ', nameIn: ['es=Ejemplo=uno'], phone: ' ' }),
    ).toMatchObject({
      languages: ['es', 'zh-Hans'],
      names: { en: 'Sample', es: 'Ejemplo=uno' },
      phone: undefined,
    });
  });

  test.each([
    [{ lang: ['tlh'] }, 'there are no flyers in “tlh” yet', 'there are: en, es, zh-Hans'],
    [
      { nameIn: ['Ejemplo'] },
      '“Ejemplo” names no language',
      'write --name-in es="Parroquia de Santa Brígida"',
    ],
  ])('%j are refused', async (options, message, hint) => {
    expect(await theRefusal(() => read(options))).toMatchObject({ message, hint });
  });
});
