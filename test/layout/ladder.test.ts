/** No rung that is passed over would have done: a side stands on the rung on which it would stand if all were tried. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openPressRoom } from '../../src/cli/press-room.js';
import { compose } from '../../src/cli/set-flyer.js';
import { fitOnLadder } from '../../src/layout/ladder.js';
import type { LoadedOrganisation } from '../../src/load/organisation.js';
import { request, room0, shipped } from '../compose/room.js';

const words = (most: number) =>
  fc
    .array(fc.constantFrom('Sample', 'Congregation', 'of', 'St.', '견본', 'Ŵŷ', 'كنيسة', 'and', 'Queens,'), {
      minLength: 1,
      maxLength: most,
    })
    .map((all) => all.join(' '));
const ORGANISATION: fc.Arbitrary<LoadedOrganisation> = fc.record(
  {
    id: fc.constant('sample'),
    withhold: fc.constant(false),
    name: words(18),
    address: words(10),
    phone: fc.constant('718-555-0101'),
    web: fc.constant('https://www.example.org/sample'),
    message: words(20).map((en) => ({ en, es: en, ur: en })),
    hotlines: fc.constant([{ label: { en: 'At night' }, number: '718-555-0102' }]),
  },
  { requiredKeys: ['id', 'withhold'] },
);

const EDITIONS: [publication: string, edition: string, size: string, languages: string[]][] = [
  ['ice-encounter', 'core', 'half-letter', ['en', 'es', 'ur', 'zh-Hans', 'ar']],
  ['ice-encounter', 'full', 'a5', ['en', 'es']],
  ['ice-encounter', 'bilingual', 'letter', ['es']],
  ['ice-encounter', 'tear-off', 'letter', ['es', 'ur']],
  ['ice-encounter', 'table-tent', 'tent', ['es', 'ur']],
  ['wallet-card', 'card', 'wallet', ['es']],
];

describe.each(EDITIONS)('%s %s in %s', (publication, edition, size, languages) => {
  const room = openPressRoom(shipped, { publication, edition, layer: 'us/ny/nyc' }, undefined, room0);

  test.each(languages)('%s', (lang) => {
    fc.assert(
      fc.property(ORGANISATION, (organisation) => {
        const composed = compose(room, request(lang, { size, organisation }));
        const { flyer, style, englishStyle } = composed;
        const { organisation: _, ...nobodys } = flyer;
        const book = room.book();
        for (const side of flyer.sides)
          expect(fitOnLadder({ flyer, style, englishStyle, book }, side)).toEqual(
            fitOnLadder({ flyer: nobodys, style, englishStyle, book }, side),
          );
      }),
      { numRuns: 25 },
    );
  });
});
