/** Fonts: the project's list laid over the shipped one, and no font printed that the list does not name. */
import { describe, expect, test } from 'vitest';
import { openDiskWorld, shippedFolder } from '../../src/load/disk-world.js';
import { loadFontEntries, readFont } from '../../src/load/fonts.js';
import { memoryWorld, refused, short } from './kit.js';

const shipped = openDiskWorld(shippedFolder());
const FONT = new TextEncoder().encode('the bytes of a font');
const list = (...fonts: readonly string[]): string =>
  `fonts:\n${fonts.map((font) => `  - { ${font}, licence: OFL-1.1, scripts: [Latn] }\n`).join('')}`;
const own = `key: Parish-Regular, family: Parish, weight: 400, file: Parish.ttf, sha256: ${shipped.digest(FONT)}`;

describe('a list of fonts in a project', () => {
  test('stands beside the shipped one', () => {
    const before = loadFontEntries(shipped);
    const entries = loadFontEntries(memoryWorld({ 'fonts/fonts.yaml': list(own) }, shipped));
    expect(entries.slice(0, -1)).toEqual(before);
    expect(entries.at(-1)).toMatchObject({ key: 'Parish-Regular', file: 'fonts/Parish.ttf' });
  });

  test('takes the place of a shipped font of the same key, or family and weight', () => {
    const sansBold = own.replace('Parish-Regular', 'NotoSans-Bold').replace('weight: 400', 'weight: 800');
    const sans = own.replace('family: Parish, weight', 'family: Noto Sans, weight');
    const entries = loadFontEntries(memoryWorld({ 'fonts/fonts.yaml': list(sans, sansBold) }, shipped));
    expect(entries).toHaveLength(loadFontEntries(shipped).length);
    const keys = entries.map((entry) => entry.key);
    expect(keys).toContain('Parish-Regular');
    expect(keys).not.toContain('NotoSans-Regular');
    expect(entries.find((entry) => entry.key === 'NotoSans-Bold')?.weight).toBe(800);
  });

  test('is checked like any file', async () => {
    const world = memoryWorld({ 'fonts/fonts.yaml': list('key: X, famly: X') }, shipped);
    const found = await refused(() => loadFontEntries(world));
    expect(found.map((d) => d.code)).toContain('KYR103');
    expect(found.every((d) => d.at && 'file' in d.at && d.at.file === 'fonts/fonts.yaml')).toBe(true);
  });
});

describe('a font file', () => {
  const world = memoryWorld({ 'fonts/fonts.yaml': list(own), 'fonts/Parish.ttf': FONT }, shipped);

  test('is read where it is the one that the list names', () => {
    expect(readFont(world, loadFontEntries(world), 'fonts/Parish.ttf')).toEqual(FONT);
  });

  test('is refused where it is another, with the digest that would name it', async () => {
    const other = new TextEncoder().encode('other bytes');
    const exchanged = memoryWorld({ 'fonts/NotoSans-Regular.ttf': other }, shipped);
    const [found] = await refused(() =>
      readFont(exchanged, loadFontEntries(exchanged), 'fonts/NotoSans-Regular.ttf'),
    );
    expect(found?.code).toBe('KYR302');
    expect(found?.hint).toContain(shipped.digest(other));
  });

  test('is missed', async () => {
    const bare = memoryWorld({ 'fonts/fonts.yaml': list(own) }, shipped);
    const found = await refused(() => readFont(bare, loadFontEntries(bare), 'fonts/Parish.ttf'));
    expect(found.map(short)).toEqual(['KYR302']);
  });
});

test('without any list, the list is missed', async () => {
  expect((await refused(() => loadFontEntries(memoryWorld({})))).map(short)).toEqual([
    'fonts/fonts.yaml KYR101',
  ]);
});
