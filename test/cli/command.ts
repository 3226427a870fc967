/**
 * Runs the real command line: the built `kyr` as a child process, in a folder of its own (dist/ is built first where
 * src/ is newer; test files that start together build it once), or the same from src/ inside this process.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BIN = join(ROOT, 'bin', 'kyr.js');
const MAIN = join(ROOT, 'dist', 'bundle', 'main.js');

/** The day on which all tests here happen, 2026-12-01: the gate measures phone calls and expiry against it. */
export const DAY = '2026-12-01';
export const epochOf = (day: string): string => String(Date.parse(`${day}T00:00:00Z`) / 1000);

export interface Ran {
  /** Null where it was killed: by a signal it does not handle, or for taking too long. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Call {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Is given the process as soon as there is one. */
  readonly onStart?: (child: ChildProcess) => void;
  /** Hears stderr while it comes. */
  readonly onStderr?: (text: string, child: ChildProcess) => void;
}

/** A command that takes longer hangs. */
const LIMIT_MS = 30_000;

/** Runs `kyr ARGS`. */
export function kyr(args: readonly string[], { cwd, env, onStart, onStderr }: Call): Promise<Ran> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...own } = process.env;
  const child = spawn(process.execPath, [BIN, ...args], {
    cwd,
    env: { ...own, SOURCE_DATE_EPOCH: epochOf(DAY), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
  });
  onStart?.(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    onStderr?.(text, child);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/**
 * The same command line inside this process, on src/ itself: without a start of Node each time. Changes the working
 * folder and the streams of the process while it runs, so not for concurrent tests, nor for what may never end.
 */
export async function kyrHere(args: readonly string[], { cwd, env }: Call): Promise<Ran> {
  const { run } = await import('../../src/cli/main.js');
  const before = {
    cwd: process.cwd(),
    env: process.env,
    out: process.stdout.write,
    err: process.stderr.write,
  };
  let stdout = '';
  let stderr = '';
  const { NO_COLOR: _, FORCE_COLOR: __, ...own } = process.env;
  try {
    process.chdir(cwd);
    process.env = { ...own, SOURCE_DATE_EPOCH: epochOf(DAY), ...env };
    process.stdout.write = (text: string | Uint8Array) => {
      stdout += String(text);
      return true;
    };
    process.stderr.write = (text: string | Uint8Array) => {
      stderr += String(text);
      return true;
    };
    const code = await run(args);
    return { code, stdout, stderr };
  } finally {
    process.stdout.write = before.out;
    process.stderr.write = before.err;
    process.env = before.env;
    process.chdir(before.cwd);
  }
}

/** A diagnostic as the terminal shows it. */
export interface Shown {
  readonly at: string;
  readonly level: string;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Reads diagnostics off stderr: `file:line:column  error KYR103  message`, then the hint on a line of its own. */
export function readDiagnostics(stderr: string): Shown[] {
  const found: Shown[] = [];
  for (const line of stderr.split('\n')) {
    const head = /^(?:(.+?) {2})?(error|warning|info) (KYR\d+) {2}(.*)$/.exec(line);
    const hint = /^ {2}hint: (.*)$/.exec(line);
    const last = found.at(-1);
    if (head) found.push({ at: head[1] ?? '', level: head[2]!, code: head[3]!, message: head[4]!, hint: '' });
    else if (hint && last) found[found.length - 1] = { ...last, hint: hint[1]! };
  }
  return found;
}

/** What `--json` promises around every result. */
export interface Envelope<T> {
  readonly schema: string;
  readonly ok: boolean;
  readonly data: T;
  readonly diagnostics: readonly { code: string; level: string; message: string; hint?: string }[];
}

/** Runs `kyr ARGS --json`; what is on stdout must be one JSON object and nothing else. */
export async function kyrJson<T>(args: readonly string[], call: Call): Promise<Ran & { json: Envelope<T> }> {
  const ran = await kyr([...args, '--json'], call);
  return { ...ran, json: JSON.parse(ran.stdout) as Envelope<T> };
}

const LOCK = join(ROOT, 'node_modules', '.kyr-test-build');

/** Builds dist/ if src/ is newer. */
export async function ensureBuilt(): Promise<void> {
  for (;;) {
    if (isFresh() && !existsSync(LOCK)) return;
    if (takeLock()) break;
    await sleep(100);
  }
  try {
    if (isFresh()) return;
    const built = spawnSync('npm', ['run', 'build', '--silent'], { cwd: ROOT, encoding: 'utf8' });
    if (built.status !== 0) throw new Error(`src/ does not build:\n${built.stdout}${built.stderr}`);
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function isFresh(): boolean {
  const main = statSync(MAIN, { throwIfNoEntry: false });
  if (!main) return false;
  const newest = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .reduce((latest, name) => Math.max(latest, statSync(join(ROOT, 'src', name)).mtimeMs), 0);
  return newest <= main.mtimeMs;
}

/** True if this process may build now. A lock whose process has died is taken away. */
function takeLock(): boolean {
  try {
    const fd = openSync(LOCK, 'wx');
    writeSync(fd, String(process.pid));
    closeSync(fd);
    return true;
  } catch {
    try {
      const holder = Number(readFileSync(LOCK, 'utf8'));
      if (holder > 0) process.kill(holder, 0);
    } catch {
      rmSync(LOCK, { force: true });
    }
    return false;
  }
}
