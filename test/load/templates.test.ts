/** Templates: base ← layout ← size ← the layout in that size ← script ← language. */
import { describe, expect, test } from 'vitest';
import { openDiskWorld, shippedFolder } from '../../src/load/disk-world.js';
import { loadTemplate } from '../../src/load/templates.js';
import { type Files, memoryWorld, refused, short, theRefusal } from './kit.js';

const FILES: Files = {
  'templates/base.yaml':
    'bleed: 3 mm\nroles:\n  body: { size: 11, leading: 14 }\n  foot: { size: 8, leading: 10 }\nladder:\n  - { size: 1, leading: 1 }\n  - { size: 0.9, leading: 0.9 }\n',
  'templates/layouts/card.yaml':
    'accent: { c: 0, m: 0, y: 0, k: 90 }\ngrid: { rule: 1, gap: 1 }\nin:\n  half-letter: { grid: { gap: 5, number: 41, margin: 23 } }\n  wallet: { grid: { gap: 6 } }\n',
  'templates/sizes/half-letter.yaml': 'grid: { margin: 24, number: 42, rule: 2 }\n',
  'templates/scripts/Arab.yaml':
    'families: [Noto Sans Arabic, Noto Sans]\nroles:\n  body: { size: 12 }\ngrid: { margin: 30 }\n',
  'templates/scripts/Latn.yaml': 'families: [Noto Sans]\n',
  'templates/languages/ar.yaml': 'families: [Amiri]\nladder:\n  - { size: 0.5, leading: 0.5 }\n',
};
const load = (lang: string, script = 'Arab', files: Files = FILES) =>
  loadTemplate(memoryWorld(files), { layout: 'card', size: 'half-letter', script, lang });

describe('templates', () => {
  test('merge maps key by key, the nearer file winning', () => {
    const template = load('fa');
    expect(template.roles?.body).toEqual({ size: 12, leading: 14 });
    expect(template.roles?.foot).toEqual({ size: 8, leading: 10 });
    // Of the size more than of the layout, of the layout in that size more than of the size, of the script most.
    expect(template.grid).toEqual({ margin: 30, number: 41, rule: 2, gap: 5 });
    expect(template.accent).toEqual({ c: 0, m: 0, y: 0, k: 90 });
    expect(template).not.toHaveProperty('in');
    expect(template.bleed).toBe('3 mm');
  });

  test('replace lists whole', () => {
    expect(load('fa').ladder).toHaveLength(2);
    expect(load('ar').ladder).toEqual([{ size: 0.5, leading: 0.5 }]);
    expect(load('ar').families).toEqual(['Amiri']);
  });

  test('a language without a file of its own takes its script’s', () => {
    expect(load('fa').families).toEqual(['Noto Sans Arabic', 'Noto Sans']);
  });

  test('loading one leaves nothing behind for the next', () => {
    load('ar');
    expect(load('es', 'Latn')).toMatchObject({ families: ['Noto Sans'], grid: { margin: 23 } });
  });

  test('a size or a script that is not there is named, with what was meant', async () => {
    const size = await theRefusal(() =>
      loadTemplate(memoryWorld(FILES), { layout: 'card', size: 'half-leter', script: 'Arab', lang: 'ar' }),
    );
    expect(short(size)).toBe('KYR110');
    expect(size.hint).toBe('did you mean “half-letter”?');
    const layout = await theRefusal(() =>
      loadTemplate(memoryWorld(FILES), { layout: 'cart', size: 'half-letter', script: 'Arab', lang: 'ar' }),
    );
    expect(layout).toMatchObject({
      code: 'KYR305',
      message: 'there is no template templates/layouts/cart.yaml',
    });
    const script = await theRefusal(() => load('my', 'Mymr'));
    expect(short(script)).toBe('KYR305');
    expect(script.message).toBe('there is no template templates/scripts/Mymr.yaml');
    expect(script.hint).toBe('there are: Arab, Latn');
  });

  test('a fault in one of the files is named in that file', async () => {
    const files = { ...FILES, 'templates/scripts/Arab.yaml': 'bleed: 3\nmargins: 4\n' };
    expect((await refused(() => load('ar', 'Arab', files))).map(short).sort()).toEqual([
      'templates/scripts/Arab.yaml:1:1 KYR107',
      'templates/scripts/Arab.yaml:2:1 KYR103',
    ]);
  });
});

test('every shipped script and language template is right by itself and with what it stands on', () => {
  const world = openDiskWorld(shippedFolder());
  const names = (folder: string): string[] => world.list(folder).map((n) => n.replace(/\.yaml$/, ''));
  expect(names('templates/scripts')).toEqual(expect.arrayContaining(['Arab', 'Hans', 'Latn']));
  for (const layout of names('templates/layouts'))
    for (const size of names('templates/sizes'))
      for (const script of names('templates/scripts'))
        for (const lang of ['und', ...names('templates/languages')])
          expect(loadTemplate(world, { layout, size, script, lang })).toMatchObject({
            trim: expect.anything(),
            families: expect.anything(),
          });
});
