/** In which inks a flyer or a run is printed, as an operator asks for it, and where it is told. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Manifest } from '../../src/job/manifest.js';
import { ensureBuilt, kyrHere, kyrJson, ROOT } from './command.js';
import { edit, fixture, openProject } from './project.js';

const PROFILE = readFileSync(join(ROOT, 'icc/FOGRA39L_coated.icc'));
const small = (press: string): string => `${fixture('small.yaml')}press: ${press}\n`;

test('a flyer is the same in all inks but for its colours', async () => {
  const cwd = openProject();
  const dump = async (...ink: string[]): Promise<string> => {
    const ran = await kyrHere(['flyer', '--lang', 'es', '--for', 'dump', ...ink], { cwd });
    expect(ran.code, ran.stderr).toBe(0);
    return ran.stdout.replace(/[0-9a-f]{16}/g, 'ID');
  };
  const process = await dump();
  expect(await dump('--ink', '4c')).toBe(process);
  const colors = new Set([...process.matchAll(/cmyk\([^)]*\)|c\d+ m\d+ y\d+ k\d+/g)].map(([color]) => color));
  expect(colors.size, process.slice(0, 2000)).toBe(1);
  const [accent] = colors;
  for (const ink of [['k'], ['spot:PANTONE 3155 C', '--spot-alternate', '100,20,30,55']]) {
    const other = await dump('--ink', ...ink);
    expect(other).not.toContain(accent!);
    expect(other.split('\n')).toHaveLength(process.split('\n').length);
  }
});

test('the shop’s own profile goes into a flyer, with what it calls itself and what it is registered as', async () => {
  const cwd = openProject({ 'shop.icc': PROFILE });
  const ran = await kyrHere(['flyer', '--lang', 'en', '--icc', 'shop.icc', '--out', 'own.pdf'], { cwd });
  expect(ran.code, ran.stderr).toBe(0);
  const pdf = readFileSync(join(cwd, 'own.pdf'), 'latin1');
  expect(pdf).toContain('/OutputConditionIdentifier(Custom)');
  expect(pdf).not.toContain('/RegistryName');
  const named = ['--icc', 'shop.icc', '--condition', 'FOGRA39', '--out', 'named.pdf'];
  expect((await kyrHere(['flyer', '--lang', 'en', ...named], { cwd })).code).toBe(0);
  const registered = readFileSync(join(cwd, 'named.pdf'), 'latin1');
  expect(registered).toContain('/OutputConditionIdentifier(FOGRA39)');
  expect(registered).toContain('/RegistryName(http://www.color.org)');
});

test('plan, file names, ticket and manifest say the inks; another ink or profile makes files again', async () => {
  await ensureBuilt();
  const cwd = openProject({ 'job.yaml': small('{ ink: shell }'), 'shop.icc': PROFILE });
  const plan = await kyrHere(['plan', 'job.yaml'], { cwd });
  expect(plan.stdout).toContain('as a shell');
  // Two languages on two sides.
  expect(plan.stdout).toContain('plates  10 plates instead of 16 (2 designs, two sides): 6 saved');
  const { json } = await kyrJson<{ ink: unknown; plates: unknown }>(['plan', 'job.yaml'], { cwd });
  expect(json.data).toMatchObject({
    plan: { ink: { kind: 'shell' }, plates: { designs: 2, usual: 16, shell: 10, saved: 6 } },
  });

  const { writeFileSync } = await import('node:fs');
  const build = async (press: string): Promise<{ manifest: Manifest; stdout: string }> => {
    writeFileSync(join(cwd, 'job.yaml'), edit(small(press), 'proofs: true', 'proofs: false'));
    const ran = await kyrHere(['build', 'job.yaml', '--progress=none'], { cwd });
    expect(ran.code, ran.stderr).toBe(0);
    const manifest = JSON.parse(readFileSync(join(cwd, 'out/small/manifest.json'), 'utf8')) as Manifest;
    return { manifest, stdout: ran.stdout };
  };
  const shell = (await build('{ ink: shell }')).manifest;
  expect(shell).toMatchObject({ ink: { kind: 'shell' }, plates: { saved: 6 } });
  expect(shell.files.map(({ file }) => file)).toContain('press/DRAFT-es-40-5.5x8.5-shell.pdf');
  const black = await build('{ ink: k, icc: shop.icc }');
  expect(black.manifest).toMatchObject({ ink: { kind: 'k' }, profile: expect.stringContaining('FOGRA39') });
  expect(black.manifest.files.map(({ file }) => file)).toContain('press/DRAFT-es-40-5.5x8.5-1c.pdf');
  expect(black.stdout).toMatch(/made again: .*profile, .*ink/);
  expect(black.manifest.press).not.toBe(shell.press);
  expect((await build('{ ink: k, icc: shop.icc }')).stdout).toMatch(/^0 files made, /m);
});
