/**
 * An order that was read is not read again while all that it was made of is as it was: the same plan, words, exit code
 * and bytes come of it. Whatever is another thing, by a byte, or is new, or gone, is noticed.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { readOrder } from '../../src/cli/read-order.js';
import type { Reads } from '../../src/load/reads.js';
import { epochOf, kyrHere, type Ran, ROOT } from './command.js';
import { copyShipped, edit, fixture, listing, openProject, shipped, writeFiles } from './project.js';

vi.mock('../../src/cli/read-order.js', async (original) => {
  const real = await original<typeof import('../../src/cli/read-order.js')>();
  return { ...real, readOrder: vi.fn(real.readOrder) };
});
const reading = vi.mocked(readOrder);

const JOB = edit(
  fixture('small.yaml'),
  'output:',
  'output: { press-files: true, proofs: false }\nignored:',
).split('ignored:')[0]!;
let project: string;
let first: Ran;
beforeAll(async () => {
  project = openProject({ 'job.yaml': JOB });
  // All of it in the project, where it can be changed.
  copyShipped(project, 'content', 'templates', 'icc', 'fonts/fonts.yaml');
  for (const tag of ['en', 'es', 'ar', 'zh-Hans'])
    if (existsSync(join(ROOT, 'locales', tag))) copyShipped(project, `locales/${tag}`);
  first = await kyrHere(['build', 'job.yaml'], { cwd: project });
});
afterEach(() => reading.mockClear());

/** The record of the one order that was built. */
function readsOf(folder: string): Reads {
  const cache = join(folder, '.kyr', 'cache');
  const [file, ...more] = readdirSync(cache).filter((name) => name.endsWith('-order.kyrd'));
  expect(more).toEqual([]);
  const head = JSON.parse(readFileSync(join(cache, file!), 'utf8').split('\n')[0]!) as {
    info: { reads: Reads };
  };
  return head.info.reads;
}

/** Whether the order is read, and not remembered; what reading comes to is not waited for. */
async function isReadAnew(folder: string, env: Record<string, string> = {}): Promise<boolean> {
  reading.mockClear();
  reading.mockRejectedValueOnce(new Error('read anew'));
  await kyrHere(['plan', 'job.yaml'], { cwd: folder, env });
  const anew = reading.mock.calls.length > 0;
  reading.mockReset();
  const real = await vi.importActual<typeof import('../../src/cli/read-order.js')>(
    '../../src/cli/read-order.js',
  );
  reading.mockImplementation(real.readOrder);
  return anew;
}

test('what is remembered comes to the same words, exit code and bytes', async () => {
  expect(first.code).toBe(0);
  const wanted = listing(join(project, 'out'));
  renameSync(join(project, 'out'), join(project, 'before'));
  reading.mockClear();
  const again = await kyrHere(['build', 'job.yaml'], { cwd: project });
  expect(reading).not.toHaveBeenCalled();
  const quiet = ({ code, stdout, stderr }: Ran): unknown => [
    code,
    stdout,
    stderr.replace(/, \d+\/s.*? {2}/g, '  '),
  ];
  expect(quiet(again)).toEqual(quiet(first));
  const told = (files: Record<string, string>): unknown =>
    Object.entries(files).filter(([name]) => !name.endsWith('journal.ndjson'));
  expect(told(listing(join(project, 'out')))).toEqual(told(wanted));
});

test('a design that the cache has lost is made again, with the same bytes', async () => {
  const press = join(project, 'out', 'small', 'press');
  const wanted = listing(press);
  const cache = join(project, '.kyr', 'cache');
  const lost = readdirSync(cache).filter((name) => !name.endsWith('-order.kyrd'));
  expect(lost.length).toBeGreaterThan(1);
  for (const name of lost) rmSync(join(cache, name));
  rmSync(press, { recursive: true });
  expect((await kyrHere(['build', 'job.yaml'], { cwd: project })).code).toBe(0);
  expect(reading).toHaveBeenCalledOnce();
  expect(listing(press)).toEqual(wanted);
});

test('every byte of every file that was read counts', async () => {
  const files = [...new Set(readsOf(project).flatMap(([, path, answer]) => (answer === '' ? [] : [path])))]
    .map((path) => (path.startsWith('/') ? path : join(project, path)))
    .filter((path) => existsSync(path) && !readdirOr(path));
  expect(files.length).toBeGreaterThan(40);
  expect(files).toContain(join(project, 'locales/es/us-federal.json'));
  expect(files).toContain(join(project, 'icc/GRACoL2006-TR006.icc'));
  expect(await isReadAnew(project)).toBe(false);
  for (const path of files) {
    const bytes = readFileSync(path);
    if (bytes.length === 0) continue;
    const [at] = fc.sample(fc.nat(bytes.length - 1), { numRuns: 1, seed: bytes.length });
    const other = Uint8Array.from(bytes);
    other[at!]! ^= 1;
    writeFileSync(path, other);
    expect(await isReadAnew(project), path).toBe(true);
    // What ships stands behind most files of a project, and is then the same answer.
    if (!existsSync(join(ROOT, path.slice(project.length + 1)))) {
      rmSync(path);
      expect(await isReadAnew(project), `${path} is gone`).toBe(true);
    }
    writeFileSync(path, bytes);
  }
  expect(await isReadAnew(project)).toBe(false);
});

test('a file that was looked for and is there now, and a folder with one more file, are noticed', async () => {
  const reads = readsOf(project);
  const absent = reads.flatMap(([question, path, answer]) =>
    question === 'read' && answer === '' ? [path] : [],
  );
  const listed = reads.flatMap(([question, path]) => (question === 'list' ? [join(path, 'new.json')] : []));
  expect(listed.length).toBeGreaterThan(0);
  for (const path of [...absent, ...listed]) {
    const full = path.startsWith('/') ? path : join(project, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, '{}\n');
    expect(await isReadAnew(project), path).toBe(true);
    rmSync(full);
  }
  expect(await isReadAnew(project)).toBe(false);
});

test('a file of a project’s own is noticed where until then a shipped one was read', async () => {
  const own = openProject({ 'job.yaml': JOB });
  await kyrHere(['build', 'job.yaml'], { cwd: own });
  expect(await isReadAnew(own)).toBe(false);
  const reads = readsOf(own).filter(([, path]) => !path.startsWith('/'));
  for (const [, path] of reads) {
    const full = join(own, path);
    if (existsSync(full)) continue;
    const shippedFile = join(ROOT, path);
    if (!existsSync(shippedFile) || readdirOr(shippedFile)) continue;
    mkdirSync(dirname(full), { recursive: true });
    cpSync(shippedFile, full);
    // The same bytes are the same answer; others are not.
    writeFileSync(full, Buffer.concat([readFileSync(full), Buffer.from('\n')]));
    expect(await isReadAnew(own), path).toBe(true);
    rmSync(full);
  }
});

test('another day is another order', async () => {
  expect(await isReadAnew(project, { SOURCE_DATE_EPOCH: epochOf('2026-12-02') })).toBe(true);
});

const readdirOr = (path: string): boolean => {
  try {
    readdirSync(path);
    return true;
  } catch {
    return false;
  }
};

/** Each by the command line, beside the same in a project that remembers nothing. */
test.each<[string, number, (folder: string) => void, Record<string, string>?]>([
  [
    'a letter of a sentence',
    0,
    (folder) => {
      const file = 'locales/es/us-federal.json';
      const text = shipped(file);
      writeFiles(folder, { [file]: text.replace(/([a-z])(\.?",?\n)/, 'x$2') });
    },
  ],
  [
    'a version that is withdrawn',
    6,
    (folder) => {
      const version = /^version: (.*)$/m.exec(shipped('content/us/ny/nyc.yaml'))![1]!;
      writeFiles(folder, {
        'content/withdrawn.yaml': `withdrawn:\n  - { layer: us/ny/nyc, version: ${version},  on: 2026-11-30, why: it is wrong }\n`,
      });
    },
  ],
  ['a day on which it is too old', 0, () => {}, { SOURCE_DATE_EPOCH: epochOf('2031-01-01') }],
  [
    'a quantity',
    0,
    (folder) => writeFiles(folder, { 'job.yaml': JOB.replaceAll('40', '41').replace('80', '82') }),
  ],
  ['a fault', 3, (folder) => writeFiles(folder, { 'job.yaml': JOB.replace('draft', 'drafty') })],
  ['a file of the project', 3, (folder) => writeFiles(folder, { 'kyr.yaml': 'colour: red\n' })],
])('%s is noticed: all is as with an empty cache', async (_, exit, change, env) => {
  const remembering = openProject({ 'job.yaml': JOB });
  await kyrHere(['build', 'job.yaml'], { cwd: remembering });
  const before = await kyrHere(['build', 'job.yaml', '--progress', 'none'], { cwd: remembering });
  change(remembering);
  const empty = openProject({ 'job.yaml': JOB });
  cpSync(join(remembering, 'out'), join(empty, 'out'), { recursive: true });
  change(empty);
  const call = env ? { env } : {};
  const [one, two] = [
    await kyrHere(['build', 'job.yaml', '--progress', 'none'], { cwd: remembering, ...call }),
    await kyrHere(['build', 'job.yaml', '--progress', 'none'], { cwd: empty, ...call }),
  ];
  expect(one).toEqual(two);
  expect(one.code).toBe(exit);
  expect(one).not.toEqual(before);
  expect(listing(join(remembering, 'out'))).toEqual(listing(join(empty, 'out')));
});
