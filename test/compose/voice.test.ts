/** What is kept from one flyer to the next of a language is told again as if it were made again. */
import { expect, test } from 'vitest';
import { openPressRoom, type PressRoom } from '../../src/cli/press-room.js';
import { KyrError } from '../../src/core/diagnostic.js';
import { CHURCH, composed, flyerOf, roomWith, sentence, shipped } from './room.js';

const room = (): PressRoom => openPressRoom(shipped, { publication: 'ice-encounter', layer: 'us/ny/nyc' });

test('the second flyer says the same sentences as the first, from the same blocks', () => {
  const one = room();
  const [first, second] = [composed('ar', {}, one), composed('ar', { organisation: CHURCH }, one)];
  const alone = composed('ar', { organisation: CHURCH }, room());
  expect(second.flyer).toEqual(alone.flyer);
  expect(second.printed).toEqual(alone.printed);
  expect(second.printed).not.toEqual(first.printed);
  const right = (of: typeof first) => of.flyer.sides[0]!.blocks.find(({ kind }) => kind === 'right');
  expect(right(second)).toBe(right(first));
});

test('a draft, a release and an approval change what all flyers of a room say', () => {
  const one = room();
  const ways = [
    { draft: true },
    { draft: false },
    { draft: false, released: true },
    { approvedOn: '2026-11-02' },
  ];
  for (const way of [...ways, ...ways]) expect(flyerOf('es', way, one)).toEqual(flyerOf('es', way, room()));
});

test('what a sentence lacks is told every time', () => {
  const empty = roomWith(sentence('es', 'us-federal', 'remain-silent.title', () => ''));
  const faults = (): unknown => {
    try {
      composed('es', {}, empty);
    } catch (error) {
      if (error instanceof KyrError) return error.diagnostics;
    }
    throw new Error('nothing was told');
  };
  const first = faults();
  expect(first).toMatchObject([{ code: 'KYR201' }]);
  expect(faults()).toEqual(first);
});
