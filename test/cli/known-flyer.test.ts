/** A press flyer that was made before is written from its compiled sides, with the same bytes, until something changes. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { afterEach, expect, test, vi } from 'vitest';
import { openCache } from '../../src/cli/cache.js';
import { type CompiledFlyer, makeFlyer } from '../../src/cli/make-flyer.js';
import { preflightFile, refuseFaulty } from '../../src/job/preflight.js';
import { openDiskWorld } from '../../src/load/disk-world.js';
import { ensureBuilt, epochOf, kyr, kyrHere, ROOT } from './command.js';
import { openEmpty, openProject, shipped, writeFiles } from './project.js';

vi.mock('../../src/cli/make-flyer.js', async (original) => {
  const real = await original<typeof import('../../src/cli/make-flyer.js')>();
  return { ...real, makeFlyer: vi.fn(real.makeFlyer) };
});
const setting = vi.mocked(makeFlyer);
vi.mock('../../src/job/preflight.js', async (original) => {
  const real = await original<typeof import('../../src/job/preflight.js')>();
  return { ...real, refuseFaulty: vi.fn(real.refuseFaulty) };
});
const walking = vi.mocked(refuseFaulty);
const forget = (): void => {
  setting.mockClear();
  walking.mockClear();
};
afterEach(forget);

const FILES = ['es', 'ar'].map((tag) => `DRAFT-ice-encounter-${tag}.pdf`);
const make = (cwd: string, env = {}) =>
  kyrHere(['flyer', '--lang', 'es', 'ar', '--json', '--out', 'out/'], { cwd, env });

test('the second time it is not set, and all is the same', async () => {
  const project = openProject();
  const first = await make(project);
  expect(first.code, first.stdout).toBe(0);
  expect(setting).toHaveBeenCalledTimes(2);
  expect(walking).toHaveBeenCalledTimes(2);
  const bytes = FILES.map((name) => readFileSync(join(project, 'out', name)));
  rmSync(join(project, 'out'), { recursive: true });
  forget();
  expect(await make(project)).toEqual(first);
  expect(setting).not.toHaveBeenCalled();
  expect(walking).not.toHaveBeenCalled();
  for (const [i, name] of FILES.entries()) {
    const path = join(project, 'out', name);
    expect(readFileSync(path).equals(bytes[i]!)).toBe(true);
    expect(preflightFile(path, name, 'press').ok).toBe(true);
  }
});

test('the same flyer asked for in other words is the same flyer', async () => {
  const project = openProject();
  const ask = (...flags: string[]): ReturnType<typeof kyrHere> =>
    kyrHere(['flyer', ...flags], { cwd: project });
  const flags = ['--ink', 'k', '--address', 'https://example.org', '--lang', 'es'];
  const first = await ask(...flags, '--out', 'one.pdf');
  expect(first.code, first.stderr).toBe(0);
  forget();
  const [ink, address, lang] = [flags.slice(0, 2), flags.slice(2, 4), flags.slice(4)] as const;
  expect((await ask(...lang, ...address, '--json', ...ink, '--out', 'two.pdf')).code).toBe(0);
  expect(setting).not.toHaveBeenCalled();
  expect(readFileSync(join(project, 'two.pdf')).equals(readFileSync(join(project, 'one.pdf')))).toBe(true);
});

test('what is remembered needs four files of the program', async () => {
  await ensureBuilt();
  const project = openProject();
  const loaded = join(project, 'loaded');
  const ask = (env = {}): ReturnType<typeof kyr> => kyr(['flyer', '--lang', 'es'], { cwd: project, env });
  expect((await ask()).code).toBe(0);
  expect((await ask({ NODE_V8_COVERAGE: loaded })).code).toBe(0);
  const [file = ''] = readdirSync(loaded);
  const { result } = JSON.parse(readFileSync(join(loaded, file), 'utf8')) as { result: { url: string }[] };
  const ours = pathToFileURL(ROOT).href;
  expect(result.flatMap(({ url }) => (url.startsWith(ours) ? [url.slice(ours.length)] : [])).sort()).toEqual([
    'bin/kyr.js',
    'dist/bundle/main.js',
    'dist/bundle/rolldown-runtime.js',
    'dist/bundle/start.js',
  ]);
});

test('what changed is set again, and nothing else', async () => {
  const project = openProject();
  await make(project);
  const before = readFileSync(join(project, 'out', FILES[0]!));
  setting.mockClear();
  const file = 'locales/es/us-federal.json';
  writeFiles(project, { [file]: shipped(file).replace(/([a-z])(\.?",?\n)/, 'x$2') });
  const { code, stdout } = await make(project);
  expect(setting.mock.calls.map(([, { lang }]) => lang)).toEqual(['es']);
  const empty = openProject({ [file]: readFileSync(join(project, file)) });
  expect(await make(empty)).toEqual({ code, stdout, stderr: '' });
  const after = readFileSync(join(project, 'out', FILES[0]!));
  expect(after.equals(before)).toBe(false);
  expect(after.equals(readFileSync(join(empty, 'out', FILES[0]!)))).toBe(true);
});

test('another day may have something else to say', async () => {
  const project = openProject();
  await make(project);
  const late = { SOURCE_DATE_EPOCH: epochOf('2031-01-01') };
  const said = await make(project, late);
  expect(said).toEqual(await make(openProject(), late));
  expect(said.stdout).toContain('"level": "warning"');
});

/** Changes what is kept of the one flyer that was made. */
function change(
  project: string,
  to: (compiled: CompiledFlyer, passed: string) => [CompiledFlyer, string],
): void {
  const folder = join(project, '.kyr', 'cache');
  const cache = openCache(folder, openDiskWorld(project).digest);
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('-flyer.kyrd'));
  const key = name.slice(0, -'.kyrd'.length);
  const { info, parts } = cache.get(key)!;
  const [compiled, passed] = to(deserialize(parts[0]!) as CompiledFlyer, Buffer.from(parts[1]!).toString());
  cache.put(key, { info, parts: [serialize(compiled), Buffer.from(passed)] });
}

test('a file with other bytes than the one that passed is preflighted, and refused where it is faulty', async () => {
  const project = openProject();
  const one = (): ReturnType<typeof kyrHere> =>
    kyrHere(['flyer', '--lang', 'es', '--json', '--out', 'out/'], { cwd: project });
  const first = await one();
  const file = join(project, 'out', FILES[0]!);

  change(project, (compiled, passed) => [compiled, passed.replace(/./, (hex) => (hex === '0' ? '1' : '0'))]);
  forget();
  expect(await one()).toEqual(first);
  expect(walking).toHaveBeenCalledOnce();

  change(project, (compiled, passed) => [{ ...compiled, meta: { ...compiled.meta, title: '' } }, passed]);
  rmSync(file);
  const { code, stdout } = await one();
  expect(code, stdout).toBe(4);
  expect(stdout).toContain('has no Title');
  expect(readdirSync(join(project, 'out'))).toEqual([]);
  expect(setting).not.toHaveBeenCalled();
});

test('a folder that is no project gets no cache', async () => {
  const folder = openEmpty();
  expect((await make(folder)).code).toBe(0);
  expect(existsSync(join(folder, '.kyr'))).toBe(false);
});
