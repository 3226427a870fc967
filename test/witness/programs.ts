/**
 * The programs of other people that bear witness, and the Debian packages that they come from. A program that is
 * missing fails the test that asks for it and names its package; nothing is ever skipped.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

export const PACKAGES = {
  qpdf: 'qpdf',
  mutool: 'mupdf-tools',
  pdffonts: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  pdfimages: 'poppler-utils',
  pdftocairo: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  pdftotext: 'poppler-utils',
  gs: 'ghostscript',
  java: 'default-jre-headless',
  mvn: 'maven',
  weasyprint: 'weasyprint',
  chromium: 'chromium',
  soffice: 'libreoffice-writer-nogui',
  zbarimg: 'zbar-tools',
  'hb-shape': 'libharfbuzz-bin',
  msgfmt: 'gettext',
  xmllint: 'libxml2-utils',
  // Debian's own: its packages are for no other.
  '/usr/bin/python3': 'translate-toolkit',
  sha256sum: 'coreutils',
  env: 'coreutils',
  mount: 'mount',
  prlimit: 'util-linux',
  unshare: 'util-linux',
} as const;
export type Program = keyof typeof PACKAGES;

export interface Answer {
  readonly code: number | null;
  readonly bytes: Buffer;
  /** `bytes` as UTF-8. */
  readonly out: string;
  readonly err: string;
}

/** In milliseconds; a program that hangs is ended, and fails its test. */
const LONGEST = 240_000;

/** Runs a program to its end, whatever its exit code. Rejects only where it cannot be started. */
export function ask(program: Program, args: readonly string[], cwd?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST,
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'ENOENT'
          ? new Error(`${program} is not installed; on Debian: apt-get install ${PACKAGES[program]}`)
          : error,
      ),
    );
    child.on('close', (code) => {
      const bytes = Buffer.concat(out);
      resolve({ code, bytes, out: bytes.toString('utf8'), err: Buffer.concat(err).toString('utf8') });
    });
  });
}

/** Runs a program that must succeed and say nothing on stderr; hands back what it wrote. */
export async function hear(program: Program, args: readonly string[], cwd?: string): Promise<Answer> {
  const answer = await ask(program, args, cwd);
  if (answer.code !== 0 || answer.err.trim() !== '')
    throw new Error(
      `${program} ${args.join(' ')}\nended with ${answer.code} and said: ${answer.err.trim().slice(0, 2000)}`,
    );
  return answer;
}

/** `work` on every item, as many at a time as there are processors; results in the order of the items. */
export async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(items.length, availableParallelism()) }, worker));
  return results;
}

/** `work` with a folder of its own, which is gone afterwards. */
export async function inScratch<R>(work: (folder: string) => Promise<R>): Promise<R> {
  const folder = await mkdtemp(join(tmpdir(), 'kyr-scratch-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
