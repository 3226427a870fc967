/**
 * What is remembered from one design to the next leaves no trace: a design made after others is, to the byte, the one
 * that a workshop makes which has made nothing before.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openWorkshop, type Workshop } from '../../src/cli/workshop.js';
import { KyrError } from '../../src/core/diagnostic.js';
import type { DesignRequest } from '../../src/job/shop.js';
import { ADDRESS, openRoom } from '../compose/room.js';

const LANGUAGES = ['en', 'ar', 'ur', 'ko'];
const fresh = (): Workshop => {
  const room = openRoom();
  return openWorkshop({
    room,
    languages: LANGUAGES,
    names: [],
    released: new Set(),
    common: { size: 'half-letter', draft: true, address: ADDRESS, inkLimit: 300 },
  });
};

/** A design whole, or what it is refused for. */
function make(workshop: Workshop, request: DesignRequest): unknown {
  try {
    const design = workshop.compose(request);
    const { entry } = design.make();
    return { facts: design.facts, info: entry.info, set: Buffer.from(entry.parts[0]!).toString('latin1') };
  } catch (error) {
    if (error instanceof KyrError) return error.diagnostics;
    throw error;
  }
}

const REQUEST = fc.record({
  lang: fc.constantFrom(...LANGUAGES),
  organisation: fc.record(
    {
      id: fc.constantFrom('a', 'b'),
      withhold: fc.constant(false),
      name: fc.constantFrom(
        'Sample Quorum',
        'Sample Zephyr Kirk',
        '견본 교회',
        'كنيسة نموذجية',
        'X'.repeat(150),
      ),
      address: fc.constantFrom('1 Sample Street, New York, NY 10000', '77 Jacques Way, Queens'),
      phone: fc.constantFrom('212-555-0101', '718-555-0199'),
      message: fc
        .constantFrom('Ask for Sister Jo.', 'We meet on Sundays at 6:30 p.m. '.repeat(8))
        .map((en) => ({ en })),
    },
    { requiredKeys: ['id', 'withhold'] },
  ),
});

test('a design made after others is the one that is made first', { timeout: 120_000 }, () => {
  const warm = fresh();
  fc.assert(
    fc.property(fc.array(REQUEST, { minLength: 3, maxLength: 6 }), (requests) => {
      for (const request of requests.slice(1)) make(warm, request);
      const [asked] = requests as [DesignRequest];
      expect(make(warm, asked)).toEqual(make(fresh(), asked));
    }),
    {
      numRuns: 12,
      examples: [
        [[{ lang: 'ur', organisation: { id: 'a', withhold: false, message: { en: 'x '.repeat(140) } } }]],
      ],
    },
  );
});
