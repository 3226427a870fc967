/**
 * Pictures for a phone, in every edition that has rights and every language: as a draft for nobody, which has the most at
 * its head, and for a church with a logo, a message and a number of its own, which has the most at its foot.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Composed, type DesignRequest, design } from '../../src/cli/set-flyer.js';
import { findBlock } from '../../src/compose/flyer.js';
import { moduleSide, QUIET_ZONE } from '../../src/compose/qr.js';
import { KyrError } from '../../src/core/diagnostic.js';
import { allSides, box, contains, outset } from '../../src/core/geometry.js';
import type { Design } from '../../src/layout/design.js';
import { checkFrame } from '../../src/preflight/frame.js';
import { composeEdition, EDITIONS, editionNamed, OFFERED, type OfferedEdition } from '../compose/editions.js';
import { CHURCH, LOGO } from '../compose/room.js';
import { theRefusal } from '../load/kit.js';
import { collisions, depth, type InkLine, inkLines } from './ink.js';

const book = EDITIONS[0]!.room.book();
const WHOM: Readonly<Record<'a draft for nobody' | 'for a church', Partial<DesignRequest>>> = {
  'a draft for nobody': { draft: true },
  'for a church': {
    draft: false,
    approvedOn: '2026-11-30',
    organisation: {
      ...CHURCH,
      logo: LOGO,
      message: { en: 'We are open from 7 in the morning.' },
      hotlines: [{ label: { en: 'Night line:' }, number: '718-555-0102' }],
    },
  },
};

interface Made {
  readonly composed: Composed;
  readonly design: Design;
  readonly lines: readonly InkLine[][];
}

function make(of: OfferedEdition, lang: string, more: Partial<DesignRequest>): Made {
  const composed = composeEdition(of, lang, { medium: 'phone', ...more });
  const { design: laid } = design(of.room, composed);
  return { composed, design: laid, lines: laid.sides.map((side) => inkLines(side, book)) };
}

const CASES = OFFERED.filter(([, , { edition }]) => !['card', 'poster'].includes(edition.layout)).flatMap(
  ([name, lang, of]) =>
    (Object.keys(WHOM) as (keyof typeof WHOM)[]).map((whom) => [name, lang, whom, of] as const),
);

describe.each(CASES)('%s in %s, %s', (_, lang, whom, of) => {
  let made: Made;
  beforeAll(() => {
    made = make(of, lang, WHOM[whom]);
  });

  test('fit, pass preflight, and keep their text inside the safe area', () => {
    const { trim, sides } = made.design;
    expect(trim).toEqual({ width: 360, height: 450 });
    const { safe } = made.composed.style;
    const inside = outset(box(0, 0, trim.width, trim.height), allSides(-safe));
    for (const line of made.lines.flat()) expect(contains(inside, line.ink), line.text).toBe(true);
    for (const side of sides)
      expect(checkFrame(side, { book, rules: { safety: safe } }).filter((d) => d.level === 'error')).toEqual(
        [],
      );
  });

  test('no two lines touch, and nothing is too small to read', () => {
    for (const side of made.lines) expect(collisions(side)).toEqual([]);
    const { minBody, roles } = made.composed.style;
    expect(made.design.fit.body).toBeGreaterThanOrEqual(
      Math.min(minBody, roles['hotline-body'].size) - 0.001,
    );
  });

  test('the QR code has its quiet zone', () => {
    const at = made.composed.flyer.sides.findIndex((side) =>
      side.blocks.some(({ kind }) => kind === 'imprint'),
    );
    expect(made.design.slots.map(({ side }) => side)).toEqual([at]);
    const [slot] = made.design.slots;
    const zone = outset(slot!.box, allSides(moduleSide(made.composed.address, slot!.box.width) * QUIET_ZONE));
    expect(contains(box(0, 0, 360, 450), zone)).toBe(true);
    for (const line of made.lines[at]!) expect(depth(zone, line.ink), line.text).toBeLessThanOrEqual(0.01);
  });

  test('every picture says whom to call, in figures that only its title exceeds', () => {
    const number = findBlock(made.composed.flyer, 'hotline')?.number;
    if (number === undefined) return;
    for (const lines of made.lines) {
      const call = lines.find(({ text }) => text === number)!;
      const larger = lines.filter(({ size, mark }) => size > call.size && mark.role !== 'Lbl');
      for (const { mark } of larger) expect(mark.role).toBe('H1');
    }
  });
});

test('the number of a right is the same in size on every picture, and so is the number to call', () => {
  const { lines } = make(editionNamed('ice-encounter/core'), 'es', WHOM['a draft for nobody']);
  const sizes = (wanted: (line: InkLine) => boolean) =>
    new Set(lines.slice(0, -1).flatMap((side) => side.filter(wanted).map(({ size }) => size)));
  expect(sizes(({ mark }) => mark.role === 'Lbl').size).toBe(1);
  expect(sizes(({ text }) => text === '800-354-0365').size).toBe(1);
});

test('a message of any length fits or is refused as too long', () => {
  const of = editionNamed('ice-encounter/core');
  const lengths: Record<'fits' | 'refused', number[]> = { fits: [], refused: [] };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.constantFrom('es', 'ur', 'ko'), (words, lang) => {
      const message = { en: Array(words).fill('Welcome').join(' ') };
      try {
        const made = make(of, lang, { organisation: { ...CHURCH, message } });
        lengths.fits.push(words);
        for (const side of made.lines) expect(collisions(side)).toEqual([]);
        for (const line of made.lines.flat()) expect(contains(box(9, 9, 342, 432), line.ink)).toBe(true);
      } catch (error) {
        if (!(error instanceof KyrError)) throw error;
        lengths.refused.push(words);
        expect(error.diagnostics.map(({ code }) => code)).toEqual(['KYR304']);
      }
    }),
    { numRuns: 12, seed: 7 },
  );
  expect(lengths.fits.length).toBeGreaterThan(0);
  expect(lengths.refused.length).toBeGreaterThan(0);
});

test('what is too long is named by its picture', async () => {
  const of = editionNamed('ice-encounter/core');
  const message = { en: 'Welcome to all '.repeat(120) };
  const refused = await theRefusal(() => make(of, 'es', { organisation: { ...CHURCH, message } }));
  expect(refused.message).toMatch(/^the from of the Spanish flyer has no room in phone/);
});
