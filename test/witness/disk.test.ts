/**
 * Disks that refuse, as the system makes them: a small file system that fills up again and again at other places, a
 * limit on the size of a file, a folder that cannot be written. Every time the message says why, nothing is half
 * written, and the next build goes on to the files of an undisturbed run.
 *
 * The small disk is a tmpfs in a namespace of its own, or mounted by root where namespaces are closed; where
 * neither is allowed, the test fails and says so.
 */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { DAY, ensureBuilt, epochOf, kyr, readDiagnostics } from '../cli/command.js';
import { fixture, openProject } from '../cli/project.js';
import { finalFiles, findHalves, openDice } from '../cli/whole.js';
import { type Answer, ask, type Program } from './programs.js';
import { ROOT } from './setup.js';

const BIN = join(ROOT, 'bin', 'kyr.js');
const BUILD = [process.execPath, BIN, 'build', 'job.yaml', '--progress=none'];

let project: string;
let wanted: Record<string, string>;
beforeAll(async () => {
  await ensureBuilt();
  project = openProject({ 'job.yaml': fixture('small.yaml') });
  const ran = await kyr(['build', 'job.yaml', '--progress=none', '--out', 'undisturbed'], { cwd: project });
  expect(ran.code, ran.stderr).toBe(0);
  wanted = finalFiles(join(project, 'undisturbed'));
});

const inProject = (program: Program, args: readonly string[]): Promise<Answer> =>
  ask(program, [`SOURCE_DATE_EPOCH=${epochOf(DAY)}`, ...args], project);

/** The words of a script that mounts $1 as a tmpfs, made small, in a namespace of its own where there are any. */
async function withMount(script: string, args: readonly string[]): Promise<Answer> {
  const command = ['sh', '-c', `set -u\n${script}`, 'sh', ...args];
  const closed = (await ask('unshare', ['-rm', 'true'])).code !== 0;
  const ran = await inProject('env', closed ? command : ['unshare', '-rm', ...command]);
  expect(ran.code, `no small disk could be mounted, neither by unshare -rm nor as root: ${ran.err}`).toBe(0);
  return ran;
}

/**
 * Builds on a disk that grows from size to size, and keeps what lay on it each time: OUT/SIZE, with the exit code and
 * stderr beside it.
 */
const GROWING = `
disk=$1 out=$2 sizes=$3; shift 3
mount -t tmpfs -o size=4k,mode=755 tmpfs "$disk" || exit 99
trap 'umount "$disk"' EXIT
for size in $sizes; do
  mount -o "remount,size=$size" "$disk" || exit 98
  "$@" --out "$disk/run" >"$out/$size.out" 2>"$out/$size.err"
  echo $? >"$out/$size.code"
  mkdir "$out/$size"
  if [ -d "$disk/run" ]; then cp -a "$disk/run/." "$out/$size/"; fi
done
`;

/** Builds on a disk with half a run that has become read-only, into that run and into a new folder. */
const READ_ONLY = `
disk=$1 half=$2 out=$3; shift 3
mount -t tmpfs -o size=64m,mode=755 tmpfs "$disk" || exit 99
trap 'umount "$disk"' EXIT
cp -a "$half" "$disk/run"
mount -o remount,ro "$disk" || exit 98
for name in run new; do
  "$@" --out "$disk/$name" >"$out/$name.out" 2>"$out/$name.err"
  echo $? >"$out/$name.code"
done
`;

const seed = Number(process.env.KYR_SEED ?? 20261201);

test(`a full disk that grows (KYR_SEED=${seed}): each build keeps what is whole, the last ends as undisturbed`, async () => {
  const dice = openDice(seed);
  const disk = join(project, 'disk');
  const out = join(project, 'grown');
  mkdirSync(disk);
  mkdirSync(out);
  // In pages of 4 KiB, from one page up to a little less than all of the files need.
  const need = add(Object.keys(wanted).map((file) => statSync(join(project, 'undisturbed', file)).size));
  const pages = Array.from({ length: 10 }, () => 3 + Math.floor((dice() * need * 0.95) / 4096));
  const sizes = [...new Set([1, 2, ...pages])].sort((a, b) => a - b).map((n) => `${4 * n}k`);
  const last = `${8 * Math.ceil(need / 1024)}k`;
  await withMount(GROWING, [disk, out, [...sizes, last].join(' '), ...BUILD]);

  let most = 0;
  const counts = new Set<number>();
  for (const size of sizes) {
    const code = readFileSync(join(out, `${size}.code`), 'utf8').trim();
    const stderr = readFileSync(join(out, `${size}.err`), 'utf8');
    const errors = readDiagnostics(stderr);
    expect(errors, `${size}: ${stderr}`).toEqual([
      expect.objectContaining({
        code: 'KYR801',
        message: expect.stringMatching(/^cannot write \S+: the disk is full \(ENOSPC\)$/),
      }),
    ]);
    // Where not even the lock fits into a new folder, there is nothing to go on with.
    const begun = existsSync(join(out, size, 'journal.ndjson')) || !errors[0]!.message.includes('.kyr-lock');
    expect(code, size).toBe(begun ? '5' : '3');
    expect(errors[0]!.hint).toContain(begun ? 'run the same command again' : '--out');
    expect(findHalves(join(out, size), wanted), size).toEqual([]);
    const left = Object.keys(finalFiles(join(out, size)));
    expect(left.length, size).toBeGreaterThanOrEqual(most);
    most = left.length;
    counts.add(most);
  }
  // It was full in many places.
  expect(counts.size, String([...counts])).toBeGreaterThan(4);
  expect(
    readFileSync(join(out, `${last}.code`), 'utf8'),
    readFileSync(join(out, `${last}.err`), 'utf8'),
  ).toBe('0\n');
  expect(finalFiles(join(out, last))).toEqual(wanted);
});

test('a limit on the size of files is named, and without it the run goes on', async () => {
  const sizesIn = (folder: string): number[] =>
    Object.keys(wanted)
      .filter((file) => file.startsWith(folder))
      .map((file) => statSync(join(project, 'undisturbed', file)).size);
  // Room for the files of press/, which are made first, and not for those of sheets/.
  const limit = Math.max(...sizesIn('press/')) + 1;
  expect(Math.min(...sizesIn('sheets/'))).toBeGreaterThan(limit);
  const limited = await inProject('env', ['prlimit', `--fsize=${limit}`, ...BUILD, '--out', 'limited']);
  expect(limited.code, limited.err).toBe(5);
  expect(readDiagnostics(limited.err)).toEqual([
    expect.objectContaining({
      code: 'KYR801',
      message: expect.stringMatching(/sheets\S+: the file would be larger than the system allows \(EFBIG\)$/),
      hint: expect.stringContaining('run the same command again'),
    }),
  ]);
  const folder = join(project, 'limited');
  expect(Object.keys(finalFiles(folder)).length).toBe(sizesIn('press/').length);
  expect(findHalves(folder, wanted)).toEqual([]);

  // Not even the first file: what was there stays, and a new folder is not left behind.
  const none = (name: string) => inProject('env', ['prlimit', '--fsize=4096', ...BUILD, '--out', name]);
  expect((await none('limited')).code).toBe(5);
  expect(findHalves(folder, wanted)).toEqual([]);
  expect((await none('never')).code).toBe(5);
  expect(existsSync(join(project, 'never'))).toBe(false);

  const { code, err } = await inProject('env', [...BUILD, '--out', 'limited']);
  expect(code, err).toBe(0);
  expect(finalFiles(folder)).toEqual(wanted);
});

test('a disk that has become read-only: 5 for half a run, 3 for a new one, and it goes on elsewhere', async () => {
  const disk = join(project, 'locked-disk');
  const half = join(project, 'half');
  const out = join(project, 'read-only');
  mkdirSync(disk);
  mkdirSync(out);
  const limit = statSync(
    join(project, 'undisturbed', Object.keys(wanted).find((f) => /^sheets/.test(f))!),
  ).size;
  expect((await inProject('env', ['prlimit', `--fsize=${limit - 1}`, ...BUILD, '--out', 'half'])).code).toBe(
    5,
  );
  const left = finalFiles(half);
  expect(Object.keys(left).length).toBeGreaterThan(0);

  await withMount(READ_ONLY, [disk, half, out, ...BUILD]);
  for (const [name, exit, hint] of [
    ['run', '5', 'run the same command again'],
    ['new', '3', '--out'],
  ] as const) {
    const stderr = readFileSync(join(out, `${name}.err`), 'utf8');
    expect(readFileSync(join(out, `${name}.code`), 'utf8'), stderr).toBe(`${exit}\n`);
    expect(readDiagnostics(stderr)).toEqual([
      expect.objectContaining({
        code: 'KYR801',
        message: expect.stringMatching(/: the disk is read-only \(EROFS\)$/),
        hint: expect.stringContaining(hint),
      }),
    ]);
  }
  expect((await inProject('env', [...BUILD, '--out', 'half'])).code).toBe(0);
  expect(finalFiles(half)).toEqual(wanted);
});

const add = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);
