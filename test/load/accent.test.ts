/** The accent of a congregation: what passes, what is offered for what does not. Contrast and OKLCH against libvips. */
import { resolve } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { PROFILES } from '../../src/cli/profiles.js';
import { judgeAccents } from '../../src/load/accent.js';
import { type LoadedOrganisation, loadOrganisation } from '../../src/load/organisation.js';
import {
  contrastOnWhite,
  darker,
  fromOklch,
  parseColor,
  type Rgb,
  toHex,
  toOklch,
} from '../../src/load/screen-color.js';
import { BLACK_ALONE, type Separation, screenOf } from '../../src/load/separation.js';
import { memoryWorld, short, theRefusal } from './kit.js';

const GRACOL: Separation = { kind: 'process', profile: resolve(PROFILES.GRACoL2006.file), limit: 300 };
const FOGRA: Separation = { kind: 'process', profile: resolve(PROFILES.FOGRA39.file), limit: 300 };
const color = fc.tuple(
  fc.integer({ min: 0, max: 255 }),
  fc.integer({ min: 0, max: 255 }),
  fc.integer({ min: 0, max: 255 }),
);
const judge = async (text: string, separation: Separation = GRACOL) =>
  (await judgeAccents([text], separation))[0]!;

describe('colours of a screen', () => {
  test('contrast with white is that of WCAG', () => {
    // WebAIM's contrast checker, rounded down as it does.
    for (const [hex, ratio] of [
      ['#ffffff', 1],
      ['#000000', 21],
      ['#767676', 4.54],
      ['#777777', 4.47],
      ['#ff0000', 3.99],
      ['#0000ff', 8.59],
    ] as const)
      expect(contrastOnWhite(parseColor(hex)!), hex).toBeCloseTo(ratio, 1);
  });

  test('OKLCH is what libvips makes of it, and comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(color, async (rgb) => {
        const { data } = await sharp(Uint8Array.from(rgb), { raw: { width: 1, height: 1, channels: 3 } })
          .toColourspace('oklch')
          .raw({ depth: 'float' })
          .toBuffer({ resolveWithObject: true });
        const [lightness, chroma, degrees] = new Float32Array(data.buffer, data.byteOffset, 3);
        const own = toOklch(rgb);
        expect(own.lightness).toBeCloseTo(lightness!, 2);
        expect(own.chroma).toBeCloseTo(chroma!, 2);
        // A grey has no hue.
        if (own.chroma > 0.02)
          expect(Math.cos(own.hue - (degrees! * Math.PI) / 180)).toBeGreaterThan(Math.cos(0.03));
        expect(fromOklch(own)).toEqual(rgb);
      }),
      { numRuns: 200 },
    );
  });

  test('the way to black keeps its hue, and each colour on it is darker than the one before', () => {
    fc.assert(
      fc.property(color, (rgb) => {
        const path = darker(rgb);
        expect(path[0]).toEqual(rgb);
        expect(path.at(-1)).toEqual([0, 0, 0]);
        const { hue } = toOklch(rgb);
        let last = Number.POSITIVE_INFINITY;
        for (const next of path) {
          const { lightness, chroma, hue: here } = toOklch(next);
          // Near black a step of one channel is a step of lightness too.
          if (last > 0.15) expect(lightness).toBeLessThan(last + 0.008);
          last = lightness;
          // A channel is one of 256: near black and near grey that is a wide angle.
          if (chroma > 0.05 && lightness > 0.2) expect(Math.cos(here - hue)).toBeGreaterThan(Math.cos(0.12));
        }
      }),
    );
  });

  test.each([
    ['#0a5c7a', [10, 92, 122]],
    ['#0A5C7A', [10, 92, 122]],
    [' teal ', [0, 128, 128]],
    ['#08f', [0, 136, 255]],
    ['rgb(10, 92, 122)', [10, 92, 122]],
  ])('%s is read', (text, rgb) => expect(parseColor(text)).toEqual(rgb));

  test.each([
    '',
    'tael',
    '#12345',
    '0a5c7a',
    'transparent',
    '#0a5c7a80',
    'rgba(1,2,3,0.5)',
    'url(#a)',
    'currentColor',
  ])('“%s” is none', (text) => expect(parseColor(text)).toBeUndefined());
});

test('inks come back through the profile as a picture in them does', async () => {
  const inks = [
    { c: 0, m: 0, y: 0, k: 0 },
    { c: 95, m: 35, y: 40, k: 35 },
    { c: 0, m: 100, y: 100, k: 0 },
    { c: 0, m: 0, y: 0, k: 60 },
  ];
  const seen = await screenOf(inks, GRACOL.kind === 'process' ? GRACOL.profile : '');
  expect(seen[0]).toEqual([255, 255, 255]);
  // Little CMS's own answer for petrol, as preview/ink.ts has it.
  expect(toHex(seen[1]!)).toBe('#005a69');
  expect(seen[2]![0]).toBeGreaterThan(200);
  expect(new Set(seen[3]).size).toBeLessThanOrEqual(2);
});

describe('an accent', () => {
  test.each([
    ['GRACoL 2006', GRACOL, 12],
    ['FOGRA39', FOGRA, 12],
    ['black ink alone', BLACK_ALONE, 100],
  ])(
    'that is offered passes, is the nearest on the way, and what passes is taken as it is: %s',
    async (_, on, runs) => {
      await fc.assert(
        fc.asyncProperty(color, async (rgb) => {
          const verdict = await judge(toHex(rgb), on);
          if (verdict.kind !== 'too-light') {
            expect(verdict.kind).toBe('good');
            expect(contrastOnWhite(rgb)).toBeGreaterThanOrEqual(4.5);
            return;
          }
          expect(verdict.contrast).toBeLessThan(4.5);
          expect((await judge(verdict.nearest, on)).kind).toBe('good');
          const path: readonly Rgb[] = darker(rgb);
          const at = path.findIndex((next) => toHex(next) === verdict.nearest);
          expect(at).toBeGreaterThan(0);
          const lighter = await judgeAccents([...path.slice(Math.max(0, at - 3), at)].map(toHex), on);
          expect(lighter.every(({ kind }) => kind === 'too-light')).toBe(true);
        }),
        { numRuns: runs },
      );
    },
  );

  test('is judged as it is printed: what passes on a screen may not on paper', async () => {
    expect(contrastOnWhite(parseColor('#707070')!)).toBeGreaterThan(4.5);
    expect((await judge('#707070', BLACK_ALONE)).kind).toBe('good');
    expect(await judge('#707070')).toMatchObject({ kind: 'too-light' });
  });

  test('that is black or grey is printed in black ink alone, and no other has more ink than the limit', async () => {
    expect(await judge('black')).toEqual({ kind: 'good', ink: { c: 0, m: 0, y: 0, k: 100 } });
    expect(await judge('#505050')).toMatchObject({ ink: { c: 0, m: 0, y: 0 } });
    const verdicts = await judgeAccents(['#1a0033', '#330000', '#001a00', '#00001a'], {
      ...(GRACOL as Extract<Separation, { kind: 'process' }>),
      limit: 240,
    });
    for (const verdict of verdicts) {
      if (verdict.kind !== 'good') throw new Error(verdict.kind);
      const { c, m, y, k } = verdict.ink;
      expect(c + m + y + k).toBeLessThanOrEqual(240);
    }
  });
});

describe('in the file of an organisation', () => {
  const load = (yaml: string): Promise<LoadedOrganisation> =>
    loadOrganisation(memoryWorld({ 'st.yaml': yaml }), 'st.yaml', 'st.yaml', GRACOL);

  test('it is in the inks of the run', async () => {
    const { accent } = await load("organisation: st\naccent: '#0a5c7a'\n");
    expect(accent).toEqual({ c: 82, m: 31, y: 15, k: 44 });
  });

  test('it is not kept where the organisation is withheld, and is checked all the same', async () => {
    expect(await load("organisation: st\naccent: '#0a5c7a'\nwithhold: true\n")).toEqual({
      id: 'st',
      withhold: true,
    });
    expect((await theRefusal(() => load('organisation: st\naccent: gold\nwithhold: true\n'))).code).toBe(
      'KYR421',
    );
  });

  test('one that is too light is refused with its contrast and the nearest that passes', async () => {
    const refusal = await theRefusal(() => load("organisation: st\naccent: '#7fb3c8'\n"));
    expect(short(refusal)).toBe('st.yaml:2:1 KYR421');
    expect(refusal.message).toBe(
      'the accent #7fb3c8 is too light: its contrast with white is 2.28 to 1, and letters need 4.5',
    );
    expect(refusal.hint).toBe("write '#4a7d91', the nearest that passes: the same hue, darker");
  });

  test.each([
    ['#0a5c7a', 'KYR104', "write a colour in quotes, such as '#0a5c7a'"],
    ['123456', 'KYR104', "write a colour in quotes, such as '#0a5c7a'"],
    ["''", 'KYR106', "write a colour in quotes, such as '#0a5c7a'"],
    ['tael', 'KYR420', '“tael” is no colour'],
    ["'#0a5c7a80'", 'KYR420', 'is no colour'],
    [`'${'#'.repeat(1000)}'`, 'KYR106', 'write a colour in quotes'],
  ])('%s is refused', async (text, code, says) => {
    const refusal = await theRefusal(() => load(`organisation: st\naccent: ${text}\n`));
    expect(short(refusal)).toBe(`st.yaml:2:1 ${code}`);
    expect(refusal.message).toContain(says);
  });
});
