/** Designs made on several threads are those that one thread makes; what a thread read is remembered, what it could not make is told. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import type * as compositors from '../../src/cli/compositors.js';
import type { KnownDesign } from '../../src/cli/run-shop.js';
import type { DesignRequest } from '../../src/job/shop.js';
import { openDiskWorld } from '../../src/load/disk-world.js';
import type { Reads } from '../../src/load/reads.js';
import { ensureBuilt, kyr, kyrHere, ROOT } from './command.js';
import { copyShipped, edit, fixture, openProject } from './project.js';
import { finalFiles } from './whole.js';

const LANGS = ['en', 'es', 'ar'];
const ROWS = Array.from(
  { length: 16 },
  (_, i) => `sample-${i + 10},Sample Congregation ${i + 10},${LANGS.map(() => 4)}`,
);
const CSV = `id,name,${LANGS}\n${ROWS.join('\n')}\n`;
const JOB = `${edit(fixture('small.yaml'), 'runs:\n', 'runs:\n  - { congregations: them.csv }\nleft-out:\n')}`
  .replace(/left-out:\n[\s\S]*?(?=total:)/, '')
  .replace('total: 80', 'total: 192')
  .replace('proofs: true', 'proofs: false')
  .replace('press-files: true', 'press-files: false');

let project: string;
beforeAll(async () => {
  await ensureBuilt();
  project = openProject({ 'job.yaml': JOB, 'them.csv': CSV });
  copyShipped(project, 'locales/es');
});

const compile = (folder: string) =>
  kyr(['build', 'job.yaml', '--out', folder, '--progress=none'], { cwd: project });

/** Without the order and flyers that are remembered, whose names and times are of the process. */
const cacheOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(finalFiles(join(folder, '.kyr', 'cache'))).filter(([name]) => !name.includes('-order')),
  );
function readsOf(folder: string): Reads {
  const cache = join(folder, '.kyr', 'cache');
  const [file] = readdirSync(cache).filter((name) => name.endsWith('-order.kyrd'));
  return JSON.parse(readFileSync(join(cache, file!), 'utf8').split('\n')[0]!).info.reads;
}

test('the same designs, the same files, and as much is remembered of what was read', {
  timeout: 120_000,
}, async () => {
  // From its sources there is no thread to start: this one makes all of them.
  const alone = openProject({ 'job.yaml': JOB, 'them.csv': CSV });
  copyShipped(alone, 'locales/es');
  expect((await kyrHere(['build', 'job.yaml', '--out', 'out', '--progress=none'], { cwd: alone })).code).toBe(
    0,
  );
  const { code, stderr } = await compile('out');
  expect(code, stderr).toBe(0);

  expect(finalFiles(join(project, 'out'))).toEqual(finalFiles(join(alone, 'out')));
  const names = (reads: Reads): string[] =>
    [...new Set(reads.map(([question, path]) => `${question} ${path}`))].sort();
  expect(names(readsOf(project))).toEqual(
    names(readsOf(alone)).map((name) => name.replaceAll(alone, project)),
  );
  expect(Object.keys(cacheOf(project)).sort()).toEqual(Object.keys(cacheOf(alone)).sort());

  // A byte of what a thread read, and the order is read anew.
  const text = join(project, 'locales/es/us-federal.json');
  writeFileSync(text, edit(readFileSync(text, 'utf8'), 'Guarde silencio', 'Guarde silencio siempre'));
  expect((await compile('changed')).code).toBe(0);
  expect(finalFiles(join(project, 'changed'))).not.toEqual(finalFiles(join(project, 'out')));
});

/** Calls threads with a job of its own, and makes nothing here. */
async function together(job: string, world = openDiskWorld(project)) {
  const { composeTogether } = (await import(
    pathToFileURL(join(ROOT, 'dist/cli/compositors.js')).href
  )) as typeof compositors;
  const requests = ROWS.flatMap((row) =>
    LANGS.map(
      (lang): DesignRequest =>
        ({ lang, organisation: { id: row.split(',')[0] } }) as unknown as DesignRequest,
    ),
  );
  const cwd = process.cwd();
  process.chdir(project);
  try {
    return await composeTogether({
      job,
      options: {},
      world,
      pictures: false,
      requests,
      make: async (): Promise<KnownDesign> => {
        // Time for the others to claim something.
        await new Promise((resolve) => setTimeout(resolve, 150));
        throw new Error('made nothing');
      },
      turn: () => {},
      told: () => {},
    });
  } finally {
    process.chdir(cwd);
  }
}

test('threads make some of them, where there are cores', { timeout: 60_000 }, async () => {
  const made = await together('job.yaml');
  expect(made.size > 0).toBe(availableParallelism() > 1);
  for (const [name, { facts }] of made)
    expect(facts.code).toMatch(name.startsWith('es') ? /^ICE-ES-/ : /^ICE-/);
});

test('what a thread read otherwise than this one does not count', { timeout: 60_000 }, async () => {
  const world = openDiskWorld(project);
  const other = {
    ...world,
    read: (path: string) => (path.includes('us-federal') ? new Uint8Array(1) : world.read(path)),
  };
  expect((await together('job.yaml', other)).size).toBe(0);
});

test('threads that cannot read the job make none, and nobody waits for them', {
  timeout: 60_000,
}, async () => {
  expect((await together('no-such-job.yaml')).size).toBe(0);
});
