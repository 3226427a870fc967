/** A press flyer that was made before is written from its compiled sides, with the same bytes, until something changes. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { makeFlyer } from '../../src/cli/make-flyer.js';
import { preflightFile } from '../../src/job/preflight.js';
import { epochOf, kyrHere } from './command.js';
import { openEmpty, openProject, shipped, writeFiles } from './project.js';

vi.mock('../../src/cli/make-flyer.js', async (original) => {
  const real = await original<typeof import('../../src/cli/make-flyer.js')>();
  return { ...real, makeFlyer: vi.fn(real.makeFlyer) };
});
const setting = vi.mocked(makeFlyer);
afterEach(() => setting.mockClear());

const FILES = ['es', 'ar'].map((tag) => `DRAFT-ice-encounter-${tag}.pdf`);
const make = (cwd: string, env = {}) =>
  kyrHere(['flyer', '--lang', 'es', 'ar', '--json', '--out', 'out/'], { cwd, env });

test('the second time it is not set, and all is the same', async () => {
  const project = openProject();
  const first = await make(project);
  expect(first.code, first.stdout).toBe(0);
  expect(setting).toHaveBeenCalledTimes(2);
  const bytes = FILES.map((name) => readFileSync(join(project, 'out', name)));
  rmSync(join(project, 'out'), { recursive: true });
  setting.mockClear();
  expect(await make(project)).toEqual(first);
  expect(setting).not.toHaveBeenCalled();
  for (const [i, name] of FILES.entries()) {
    const path = join(project, 'out', name);
    expect(readFileSync(path).equals(bytes[i]!)).toBe(true);
    expect(preflightFile(path, name, 'press').ok).toBe(true);
  }
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

test('a folder that is no project gets no cache', async () => {
  const folder = openEmpty();
  expect((await make(folder)).code).toBe(0);
  expect(existsSync(join(folder, '.kyr'))).toBe(false);
});
