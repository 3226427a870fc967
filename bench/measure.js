/**
 * Whole processes from spawn to exit, by ours and by the peers: seconds, CPU seconds, most memory, files. Ours works in
 * a project of its own, so that its cache is known: empty, or as the run before left it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LANGUAGES, root } from './work.js';

export const folder = mkdtempSync(join(tmpdir(), 'kyr-bench-'));
export const here = (/** @type {string} */ file) => join(root, 'bench', file);
export const node = process.execPath;
const kyr = join(root, 'bin/kyr.js');
const usage = join(folder, 'usage.json');

const project = join(folder, 'project');
mkdirSync(project);
writeFileSync(join(project, 'kyr.yaml'), '# benchmark\n');
export const emptyCache = () => rmSync(join(project, '.kyr'), { recursive: true, force: true });

/**
 * `cpu` in seconds, `bytes` of all files together. What is not known is NaN.
 * @typedef {{ seconds: number, cpu: number, megabytes: number, bytes: number, files: string[], stdout: string }} Ran
 */

/**
 * Runs a command; throws where it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Omit<Ran, 'bytes' | 'files'>}
 */
export function run(command, args, cwd = folder) {
  rmSync(usage, { force: true });
  const own = command === node ? ['--import', pathToFileURL(here('usage.js')).href] : [];
  const from = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, [...own, ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, KYR_BENCH_USAGE: usage },
  });
  const seconds = (performance.now() - from) / 1000;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr.slice(-2000)}`);
  const { cpu, megabytes } = existsSync(usage)
    ? JSON.parse(readFileSync(usage, 'utf8'))
    : { cpu: Number.NaN, megabytes: Number.NaN };
  return { seconds, cpu, megabytes, stdout };
}

/** Whether a command is there. */
export const has = (/** @type {string} */ command, /** @type {string[]} */ ...args) =>
  spawnSync(command, args).status === 0;

const withFiles = (/** @type {Omit<Ran, 'bytes' | 'files'>} */ ran, /** @type {string[]} */ files) => ({
  ...ran,
  files,
  bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
});

/**
 * Press files of a job by ours.
 * @param {string} job
 * @param {'font' | 'path' | 'plain'} draw
 * @returns {Ran}
 */
export function ours(job, draw) {
  const out = join(project, 'out');
  rmSync(out, { recursive: true, force: true });
  const ran = run(node, [here('press-files.js'), job, out, draw], project);
  const { files } = JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '{}');
  return withFiles(
    ran,
    files.map((/** @type {string} */ file) => join(out, file)),
  );
}

/** Where the codes of single flyers lead. */
export const FLYER_ADDRESS = 'https://example.org/f/{lang}';

/** `kyr flyer` in these languages. @returns {Ran} */
export function ourFlyers(/** @type {readonly string[]} */ tags) {
  const out = join(project, 'flyers');
  rmSync(out, { recursive: true, force: true });
  const args = ['flyer', '--json', '--lang', ...tags, '--address', FLYER_ADDRESS, '--bleed', '0 in'];
  const ran = run(node, [kyr, ...args, '--out', `${out}/`], project);
  const { data } = JSON.parse(ran.stdout);
  const made = tags.length === 1 ? [data] : tags.map((tag) => data[tag]);
  return withFiles(
    ran,
    made.flatMap(({ files }) => files.map((/** @type {string} */ file) => join(project, file))),
  );
}

/** Any other command of ours. */
export const kyrRun = (/** @type {string[]} */ ...args) => run(node, [kyr, ...args], project);

/** A peer; `OUT` among its arguments is the file that it writes. @returns {Ran} */
export function peer(/** @type {string} */ command, /** @type {string[]} */ ...args) {
  const out = join(folder, 'peer.pdf');
  rmSync(out, { force: true });
  const ran = run(
    command,
    args.map((arg) => arg.replace('OUT', () => out)),
  );
  return withFiles(ran, [out]);
}

/** A job of ours with a number of pieces in all. */
export function job(/** @type {string} */ name, /** @type {string} */ from, /** @type {number} */ pieces) {
  const each = pieces / LANGUAGES.length;
  const text = readFileSync(here(`jobs/${from}`), 'utf8')
    .replaceAll(/quantity: \d+/g, `quantity: ${each}`)
    .replace(/total: \d+/, `total: ${each * LANGUAGES.length}`)
    .replace(/^# yaml-language-server.*\n/, '');
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, text);
  return file;
}

/** The job of W1c, with its list of 300 congregations that take 100 pieces each, 20 a language. */
export function everydayJob() {
  const rows = Array.from({ length: 300 }, (_, i) => {
    const n = String(i + 1).padStart(3, '0');
    return `sample-${n},Sample Congregation ${n},"${i + 1} Sample Street, New York, NY 10000",212-555-0${100 + (i % 100)},20,20,20,20,20`;
  });
  writeFileSync(
    join(folder, 'c300.csv'),
    `id,name,address,phone,${LANGUAGES.join(',')}\n${rows.join('\n')}\n`,
  );
  const file = join(folder, 'w1c.yaml');
  writeFileSync(file, readFileSync(here('jobs/w1c.yaml'), 'utf8').replace(/^# yaml-language-server.*\n/, ''));
  return file;
}
