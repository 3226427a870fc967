/** The accent of a congregation, from its file to paper: where it is printed, where it is not, and what is made again. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Manifest } from '../../src/job/manifest.js';
import { kyrHere, readDiagnostics } from './command.js';
import { fixture, listing, openProject } from './project.js';

const PLAIN = 'organisation: sample-chapel\nname: Sample Chapel\n';
const WINE = `${PLAIN}accent: '#9c1c4a'\n`;
const PETROL = 'cmyk(95 35 40 35)';

async function dump(organisation: string, ...args: readonly string[]) {
  const cwd = openProject({ 'chapel.yaml': organisation });
  const ran = await kyrHere(
    ['flyer', '--lang', 'es', '--organisation', 'chapel.yaml', '--for', 'dump', ...args],
    { cwd },
  );
  expect(ran.code, ran.stderr).toBe(0);
  const colors = new Set([...ran.stdout.matchAll(/cmyk\([^)]*\)/g)].map(([color]) => color));
  return { colors: [...colors], text: ran.stdout.replace(/[0-9a-f]{16}/g, 'ID') };
}

describe('on a flyer', () => {
  test('it is the one colour there is, by the profile asked for, and nothing else changes', async () => {
    const [plain, wine] = [await dump(PLAIN), await dump(WINE)];
    expect(plain.colors).toEqual([PETROL]);
    expect(wine.colors).toHaveLength(1);
    expect(wine.colors).not.toEqual(plain.colors);
    expect(wine.text.replaceAll(wine.colors[0]!, PETROL)).toBe(plain.text);
    expect((await dump(WINE, '--profile', 'FOGRA39')).colors).not.toEqual(wine.colors);
  });

  test.each([
    ['of one that is withheld', `${WINE}withhold: true\n`, [], []],
    ['in a spot ink', WINE, ['--ink', 'spot:PANTONE 321 C'], ['KYR422']],
    ['in a shell', WINE, ['--ink', 'shell'], ['KYR422']],
  ])('%s it is as if there were none', async (_, file, ink, codes) => {
    const [wine, plain] = [await dump(file, ...ink), await dump(file.replace(/^accent.*\n/m, ''), ...ink)];
    expect(wine.text).toBe(plain.text);
    const cwd = openProject({ 'chapel.yaml': file });
    const pdf = ['flyer', '--lang', 'es', '--organisation', 'chapel.yaml', ...ink];
    const told = readDiagnostics((await kyrHere(pdf, { cwd })).stderr);
    expect(told.map(({ code }) => code)).toEqual(codes);
  });

  test('in black the numerals alone follow, from 60 % upwards', async () => {
    const black = async (accent: string) => await dump(`${PLAIN}accent: '${accent}'\n`, '--ink', 'k');
    const [plain, dark, darker] = [
      await dump(PLAIN, '--ink', 'k'),
      await black('#400010'),
      await black('black'),
    ];
    for (const { colors } of [plain, dark, darker]) expect(colors).toEqual([]);
    expect(dark.text).not.toBe(plain.text);
    expect(darker.text).not.toBe(dark.text);
  });

  test('one that is too light stops it before a byte is written', async () => {
    const cwd = openProject({ 'chapel.yaml': `${PLAIN}accent: gold\n` });
    const before = listing(cwd);
    const ran = await kyrHere(['flyer', '--lang', 'es', '--organisation', 'chapel.yaml'], { cwd });
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr)).toEqual([
      expect.objectContaining({
        code: 'KYR421',
        at: 'chapel.yaml:3:1',
        hint: expect.stringMatching(/'#[0-9a-f]{6}'/),
      }),
    ]);
    expect(listing(cwd)).toEqual(before);
  });
});

describe('in a run', () => {
  const list = (accent: string): string =>
    `id,name,accent,withhold,es\nsample-chapel,Sample Chapel,${accent},,10\nsample-hall,Sample Hall,,,10\nsample-house,Sample House,navy,yes,20\n`;
  const job = fixture('deliveries.yaml');

  test('another accent makes the sheets of that congregation again, and the run says why', async () => {
    const cwd = openProject({ 'job.yaml': job, 'deliveries.csv': list('#9c1c4a') });
    const build = async (): Promise<{ manifest: Manifest; stdout: string }> => {
      const ran = await kyrHere(['build', 'job.yaml', '--progress=none'], { cwd });
      expect(ran.code, ran.stderr).toBe(0);
      const manifest = JSON.parse(
        readFileSync(join(cwd, 'out/deliveries/manifest.json'), 'utf8'),
      ) as Manifest;
      return { manifest, stdout: ran.stdout };
    };
    await build();
    writeFileSync(join(cwd, 'deliveries.csv'), list('teal'));
    const teal = await build();
    expect(teal.stdout).toContain('accent of sample-chapel changed');
    expect(teal.stdout).not.toContain('logo');
    expect(teal.stdout).not.toContain('sample-hall changed');
    expect((await build()).stdout).toMatch(/^0 files made, /m);
  });

  test('a shell keeps its colours, and says once whose accents are left out', async () => {
    const cwd = openProject({
      'job.yaml': `${job}press: { ink: shell }\n`,
      'deliveries.csv': list('teal'),
    });
    const ran = await kyrHere(['build', 'job.yaml', '--progress=none'], { cwd });
    expect(ran.code, ran.stderr).toBe(0);
    const told = readDiagnostics(ran.stderr).filter(({ code }) => code === 'KYR422');
    expect(told).toEqual([
      expect.objectContaining({
        level: 'warning',
        at: expect.stringMatching(/^job\.yaml:\d+:\d+$/),
        message: expect.stringContaining('the accent of sample-chapel is not printed'),
      }),
    ]);
  });
});
