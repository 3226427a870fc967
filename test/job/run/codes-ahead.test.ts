/** Codes made on a second thread are the codes, in the order in which pages want them. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { openCodeSeries } from '../../../src/compose/code-series.js';
import { cutAndStack } from '../../../src/impose/cut-and-stack.js';
import * as source from '../../../src/job/run/codes-ahead.js';
import { ensureBuilt, ROOT } from '../../cli/command.js';

const ADDRESS = 'https://example.org/f/{serial}';
let built: typeof source;
beforeAll(async () => {
  await ensureBuilt();
  built = await import(pathToFileURL(join(ROOT, 'dist/job/run/codes-ahead.js')).href);
});

test('the order is that of the sheets', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 8 }), (pieces, up) => {
      const order = { first: 17, pieces, up };
      const wanted = [...cutAndStack(pieces, up)].flat().map((n) => (n === undefined ? undefined : 17 + n));
      expect(wanted.map((_, nth) => source.serialAt(order, nth))).toEqual(wanted);
      expect(source.serialAt(order, wanted.length)).toBeUndefined();
      expect(source.chunksOf(order)).toBe(Math.ceil(wanted.length / source.CHUNK));
    }),
  );
});

const series = openCodeSeries(ADDRESS);

// From its sources there is no second thread to start: the first makes all of them.
test.each<[string, () => typeof source]>([
  ['with a second thread', () => built],
  ['with one that never comes', () => source],
])('%s, every code is the one of its number', async (_, of) => {
  for (const order of [
    { first: 1, pieces: 6000, up: 1 },
    { first: 6001, pieces: 5999, up: 4 },
    { first: 3, pieces: 40, up: 4 },
  ]) {
    const code = of().codesAhead(ADDRESS, order);
    const all = source.chunksOf(order) * source.CHUNK;
    for (let nth = 0; nth < all; nth++) {
      const serial = source.serialAt(order, nth);
      if (serial === undefined) continue;
      const made = code(serial);
      const wanted = series.code(serial);
      if (made.value !== wanted.value || Buffer.compare(made.strips, wanted.strips) !== 0)
        expect(made).toEqual(wanted);
      // The thread that starts meanwhile gets its turn.
      if (nth === 0) await new Promise((next) => setTimeout(next, 100));
    }
  }
});

test('a code out of its turn is a fault of the caller', () => {
  const code = source.codesAhead(ADDRESS, { first: 1, pieces: 2000, up: 1 });
  expect(() => code(7)).toThrow('out of its turn');
});
