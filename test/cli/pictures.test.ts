/** Pictures of designs: begun once, kept, made again where they are lost, and as large as they say. */
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { CacheEntry, DesignCache } from '../../src/cli/cache.js';
import { openPictures } from '../../src/cli/pictures.js';
import { rasterise } from '../../src/cli/raster.js';
import { NO_INSETS, size } from '../../src/core/geometry.js';
import type { Frame } from '../../src/frame/frame.js';

const page = (id: string): Frame => ({ id, size: size(36, 72), bleed: NO_INSETS, items: [] });

function openMemory(): DesignCache & { readonly entries: Map<string, CacheEntry> } {
  const entries = new Map<string, CacheEntry>();
  return { entries, get: (key) => entries.get(key), put: (key, entry) => entries.set(key, entry).has(key) };
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const draw = (drawn: string[]) => async (one: Frame) => {
  drawn.push(one.id);
  return new TextEncoder().encode(one.id);
};

test('a picture that was begun is not drawn again, by this build or the next', async () => {
  const drawn: string[] = [];
  const cache = openMemory();
  const pictures = openPictures(cache, draw(drawn));
  await pictures.start('es', [page('front'), page('back')]);
  const lost = (): never => {
    throw new Error('laid out again');
  };
  expect((await pictures.of('es', lost)).map(text)).toEqual(['front', 'back']);
  expect((await openPictures(cache, draw(drawn)).of('es', lost)).map(text)).toEqual(['front', 'back']);
  expect(drawn).toEqual(['front', 'back']);
});

test('a picture that is not in the cache is laid out and drawn when it is asked for', async () => {
  const drawn: string[] = [];
  const pictures = openPictures(openMemory(), draw(drawn));
  expect((await pictures.of('es', async () => [page('front')])).map(text)).toEqual(['front']);
});

test('a picture that failed is tried again, and its error told to whoever asks', async () => {
  let tries = 0;
  const pictures = openPictures(openMemory(), async () => {
    tries++;
    throw new Error('no memory');
  });
  await pictures.start('es', [page('front')]);
  await expect(pictures.of('es', async () => [page('front')])).rejects.toThrow('no memory');
  expect(tries).toBe(2);
});

test('many designs are begun without waiting for their turn for ever', async () => {
  const pictures = openPictures(openMemory(), draw([]));
  for (let i = 0; i < 40; i++) await pictures.start(`design ${i}`, [page(`${i}`)]);
  expect((await pictures.of('design 39', async () => [])).map(text)).toEqual(['39']);
});

test('a picture has the pixels an inch that it was asked for', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="396pt" height="612pt" viewBox="0 0 396 612"><path d="M0 0H9V9Z"/></svg>\n';
  for (const ppi of [72, 150, 200]) {
    const { width, height } = await sharp(await rasterise(svg, ppi)).metadata();
    expect([width, height]).toEqual([Math.round(5.5 * ppi), Math.round(8.5 * ppi)]);
  }
});
