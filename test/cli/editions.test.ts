/** Editions by name on the command line: what is made of them, how the files are called, and names there are not. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Manifest } from '../../src/job/manifest.js';
import { EDITIONS } from '../compose/editions.js';
import { LOCALES } from '../compose/room.js';
import { type Envelope, kyrHere, type Ran, readDiagnostics } from './command.js';
import { edit, fixture, openProject, placeIn } from './project.js';

let project: string;
beforeAll(() => {
  project = openProject();
});
const kyr = (args: readonly string[], cwd = project): Promise<Ran> => kyrHere(args, { cwd });
const flyer = (...args: string[]): Promise<Ran> => kyr(['flyer', '--lang', 'es', ...args]);
const pageCount = async (path: string): Promise<number> =>
  (await PDFDocument.load(readFileSync(path))).getPageCount();

describe('kyr flyer', () => {
  test.each([
    ['ice-encounter', [], 'DRAFT-ice-encounter-es.pdf', 2, [396, 612]],
    ['ice-encounter', ['--edition', 'core'], 'DRAFT-ice-encounter-es.pdf', 2, [396, 612]],
    ['ice-encounter', ['--edition', 'full'], 'DRAFT-ice-encounter-full-es.pdf', 2, [396, 612]],
    [
      'ice-encounter',
      ['--edition', 'full', '--size', 'letter'],
      'DRAFT-ice-encounter-full-es.pdf',
      2,
      [612, 792],
    ],
    ['wallet-card', [], 'DRAFT-wallet-card-es.pdf', 2, [252, 144]],
    ['house-of-worship', [], 'DRAFT-house-of-worship-es.pdf', 1, [612, 792]],
    [
      'city-property',
      ['--edition', 'lot', '--size', 'tabloid'],
      'DRAFT-city-property-lot-es.pdf',
      1,
      [792, 1224],
    ],
  ] as const)('%s %j is written as %s', async (publication, more, name, pages, [width, height]) => {
    const cwd = openProject();
    const ran = await kyr(['flyer', '--lang', 'es', '--publication', publication, ...more], cwd);
    expect(ran, ran.stderr).toMatchObject({ code: 0, stdout: `${name}\n` });
    expect(readdirSync(cwd).filter((file) => file.endsWith('.pdf'))).toEqual([name]);
    const document = await PDFDocument.load(readFileSync(join(cwd, name)));
    expect(document.getPageCount()).toBe(pages);
    for (const page of document.getPages()) {
      const trim = page.getTrimBox();
      expect([trim.width, trim.height]).toEqual([width, height]);
    }
  });

  test('a picture is made of each side that there is', async () => {
    const cwd = openProject();
    for (const [publication, edition, names] of [
      ['city-property', 'lot', ['DRAFT-city-property-lot-es-front.png']],
      ['wallet-card', 'card', ['DRAFT-wallet-card-es-front.png', 'DRAFT-wallet-card-es-back.png']],
    ] as const) {
      const args = ['--publication', publication, '--edition', edition, '--for', 'png'];
      const ran = await kyr(['flyer', '--lang', 'es', ...args], cwd);
      expect(ran, ran.stderr).toMatchObject({ code: 0, stdout: `${names.join('\n')}\n` });
      for (const name of names)
        expect([...readFileSync(join(cwd, name)).subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
    }
    expect(existsSync(join(cwd, 'DRAFT-city-property-lot-es-back.png'))).toBe(false);
  });

  test('its text goes to stdout, side after side', async () => {
    const full = await flyer('--edition', 'full', '--for', 'text');
    expect(full.code).toBe(0);
    expect(full.stdout.split('———')).toHaveLength(2);
    expect(full.stdout).toContain('\n- ');
    const lot = await flyer('--publication', 'city-property', '--edition', 'lot', '--for', 'text');
    expect(lot.stdout).not.toContain('———');
    expect(lot.stdout).toContain('This is a city lot');
    expect(lot.stdout).not.toContain('This is a city building');
  });

  test('a dump has each side, as it is and with its code', async () => {
    for (const [publication, frames] of [
      ['wallet-card', 4],
      ['city-property', 2],
    ] as const) {
      const { code, stdout } = await flyer('--publication', publication, '--for', 'dump');
      expect(code).toBe(0);
      expect(stdout.match(/^frame /gm)).toHaveLength(frames);
    }
  });
});

describe('a name that there is not', () => {
  test.each<[string, string[], string, string]>([
    [
      'an edition, with what was meant',
      ['--edition', 'ful'],
      '“ice-encounter” has no edition “ful”',
      'did you mean “full”?',
    ],
    [
      'an edition like no other',
      ['--publication', 'city-property', '--edition', 'everything'],
      '“city-property” has no edition “everything”',
      'known: building, lot',
    ],
    [
      'a size that another edition has',
      ['--publication', 'house-of-worship', '--edition', 'guide', '--size', 'half-letter'],
      '“house-of-worship” (guide) is not made in the size “half-letter”',
      'known: letter',
    ],
    [
      'a size, with what was meant',
      ['--edition', 'full', '--size', 'leter'],
      '“ice-encounter” (full) is not made in the size “leter”',
      'did you mean “letter”?',
    ],
    [
      'a size of a publication with one edition',
      ['--publication', 'wallet-card', '--size', 'poster'],
      '“wallet-card” is not made in the size “poster”',
      'known: wallet, wallet-folded',
    ],
    [
      'a place that a publication is not written for',
      ['--publication', 'city-services', '--layer', 'us/ny'],
      '“city-services” is not written for the layer “us/ny”',
      'it is written for: us/ny/nyc',
    ],
  ])('%s', async (_, args, message, hint) => {
    const { code, stdout, stderr } = await flyer(...args);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(readDiagnostics(stderr)).toMatchObject([{ code: 'KYR110', level: 'error', message, hint }]);
  });
});

describe('kyr languages', () => {
  test('lists what is offered in each language, the core in all', async () => {
    const { code, stdout } = await kyr(['languages', '--json']);
    expect(code).toBe(0);
    const { data } = JSON.parse(stdout) as Envelope<{ tag: string; offers: string[] }[]>;
    const offers = new Map(data.map((language) => [language.tag, language.offers]));
    expect([...offers.keys()]).toEqual(LOCALES);
    const all = EDITIONS.map(({ name }) => name);
    expect(all).toEqual(expect.arrayContaining(['ice-encounter/full', 'wallet-card/card']));
    for (const tag of ['en', 'es', 'ar', 'zh-Hans', 'zh-Hant']) expect(offers.get(tag)).toEqual(all);
    // What is made of the core's sentences.
    for (const tag of ['bn', 'ur'])
      expect(offers.get(tag)).toEqual([
        'ice-encounter/core',
        'ice-encounter/tear-off',
        'ice-encounter/table-tent',
      ]);
  });

  test('counts them for people', async () => {
    const { stdout } = await kyr(['languages']);
    expect(stdout).toMatch(/^bn .* 3 editions {2,}/m);
    expect(stdout).toMatch(new RegExp(`^es .* ${EDITIONS.length} editions {2,}`, 'm'));
  });
});

describe('kyr check', () => {
  const check = async (
    ...args: string[]
  ): Promise<Envelope<Record<string, unknown>[]> & { code: number }> => {
    const ran = await kyr(['check', ...args, '--json']);
    return { ...(JSON.parse(ran.stdout) as Envelope<Record<string, unknown>[]>), code: ran.code as number };
  };

  test('looks at every edition that a language offers', async () => {
    const { code, data } = await check('es', 'bn');
    expect(code).toBe(0);
    expect(data).toMatchObject([
      { tag: 'es', editions: EDITIONS.length, errors: 0 },
      { tag: 'bn', editions: 3, errors: 0 },
    ]);
  });

  test('looks at what is asked for by name, whether it is offered or not', async () => {
    const { code, data, diagnostics } = await check('es', 'bn', '--publication', 'wallet-card');
    expect(code).toBe(3);
    expect(data).toMatchObject([
      { tag: 'es', editions: 1, errors: 0 },
      { tag: 'bn', editions: 1 },
    ]);
    expect(data[1]?.errors).toBeGreaterThan(0);
    for (const d of diagnostics.filter((d) => d.level === 'error')) expect(d.code).toBe('KYR201');
    const full = await check('es', '--publication', 'ice-encounter', '--edition', 'full');
    expect(full.data).toMatchObject([{ tag: 'es', editions: 1, errors: 0 }]);
  });

  test('refuses a publication and an edition that there are not', async () => {
    for (const args of [
      ['--publication', 'wallet-cart'],
      ['--publication', 'ice-encounter', '--edition', 'ful'],
    ]) {
      const { code, diagnostics } = await check('es', ...args);
      expect(code).toBe(3);
      expect(diagnostics.map((d) => d.code)).toEqual(['KYR110']);
    }
  });
});

describe('a job', () => {
  const SMALL = fixture('small.yaml');
  const jobOf = (publication: string, edition: string, size: string): string =>
    edit(
      edit(SMALL, 'publication: ice-encounter\n', `publication: ${publication}\nedition: ${edition}\n`),
      'size: half-letter',
      `size: ${size}`,
    );

  test('prints the edition that it names', async () => {
    const cwd = openProject({ 'job.yaml': jobOf('ice-encounter', 'full', 'a5') });
    const { code, stdout, stderr } = await kyr(['plan', 'job.yaml', '--json'], cwd);
    expect(code, stderr).toBe(0);
    expect((JSON.parse(stdout) as Envelope<{ plan: unknown }>).data.plan).toMatchObject({
      publication: 'ice-encounter',
      edition: 'full',
      size: 'a5',
      sides: 2,
    });
  });

  test('that names an edition or a size that there is not is told where', async () => {
    for (const [job, needle, hint] of [
      [jobOf('ice-encounter', 'ful', 'half-letter'), 'edition:', 'did you mean “full”?'],
      [jobOf('city-property', 'lot', 'half-letter'), 'size:', 'known: letter, tabloid'],
    ] as const) {
      const cwd = openProject({ 'job.yaml': job });
      const { code, stderr } = await kyr(['plan', 'job.yaml'], cwd);
      expect(code).toBe(3);
      expect(readDiagnostics(stderr)).toMatchObject([
        { code: 'KYR110', at: placeIn('job.yaml', job, needle), hint },
      ]);
    }
  });

  test('of a poster is built with fronts alone, verifies, and its sheets can be printed again', async () => {
    const cwd = openProject({
      'job.yaml': edit(jobOf('house-of-worship', 'sign', 'half-letter'), '13x19', '12x18'),
    });
    const built = await kyr(['build', 'job.yaml', '--progress=none'], cwd);
    expect(built.code, built.stderr).toBe(0);
    const run = join(cwd, 'out', 'small');
    const manifest = JSON.parse(readFileSync(join(run, 'manifest.json'), 'utf8')) as Manifest;
    const pdfs = manifest.files.filter(({ file }) => /^(press|sheets)\//.test(file));
    expect(pdfs.length).toBeGreaterThanOrEqual(4);
    for (const { file, pages } of pdfs)
      expect([file, await pageCount(join(run, file))]).toEqual([file, pages]);
    for (const { file, pages } of pdfs)
      if (file.startsWith('press/')) expect([file, pages]).toEqual([file, 1]);
    const pictures = manifest.files.map(({ file }) => file).filter((file) => file.endsWith('.png'));
    expect(pictures).toHaveLength(2);
    for (const name of pictures) expect(name).toMatch(/-front\.png$/);
    expect((await kyr(['verify', 'out/small'], cwd)).code).toBe(0);

    const again = await kyr(['build', 'job.yaml', '--sheets', '1-2', '--progress=none'], cwd);
    expect(again.code, again.stderr).toBe(0);
    const [folder] = readdirSync(join(run, 'reprints'));
    expect((await kyr(['verify', join('out', 'small', 'reprints', folder!)], cwd)).code).toBe(0);
  });
});
