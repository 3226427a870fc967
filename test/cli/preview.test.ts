/** `kyr preview`: every way in which editors save is seen, and what cannot be read leaves the last good pictures. */
import type { ChildProcess } from 'node:child_process';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Envelope, ensureBuilt, kyr, kyrHere, readDiagnostics } from './command.js';
import { copyShipped, edit, openProject } from './project.js';

const FILE = 'locales/es/us-federal.json';
const FRONT = 'out/preview/es-front.png';

function open(): string {
  const folder = openProject();
  copyShipped(folder, 'locales/es');
  return folder;
}

const bytes = (folder: string, file: string): string => readFileSync(join(folder, file)).toString('base64');

describe('--once', () => {
  test('makes a picture of each side and a PDF, and ends', async () => {
    const folder = open();
    const ran = await kyrHere(['preview', 'es', '--once', '--json'], { cwd: folder });
    expect(ran.code, ran.stderr).toBe(0);
    const { files } = (JSON.parse(ran.stdout) as Envelope<{ files: string[] }>).data;
    expect(files).toEqual(['out/preview/es-back.png', FRONT, 'out/preview/es.pdf']);
    expect(bytes(folder, FRONT).startsWith('iVBOR')).toBe(true);
    expect(readFileSync(join(folder, 'out/preview/es.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('a lost “not” is told with its place, and is seen in the picture', async () => {
    const folder = open();
    await kyrHere(['preview', 'es', '--once'], { cwd: folder });
    const before = bytes(folder, FRONT);
    const text = readFileSync(join(folder, FILE), 'utf8');
    writeFileSync(join(folder, FILE), edit(text, 'No tiene', 'Tiene'));
    const ran = await kyrHere(['preview', 'es', '--once'], { cwd: folder });
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr).some((d) => d.code === 'KYR206' && d.at.startsWith(`${FILE}:`))).toBe(
      true,
    );
    expect(bytes(folder, FRONT)).not.toBe(before);
  });

  test('a language or a size that there is not ends at once', async () => {
    for (const args of [['xx'], ['es', '--size', 'a9']]) {
      const ran = await kyrHere(['preview', ...args], { cwd: open() });
      expect(ran.code, ran.stderr).not.toBe(0);
      expect(ran.stderr).not.toContain('Watching');
    }
  });
});

interface Line {
  readonly made: readonly string[];
  readonly failed: boolean;
  readonly diagnostics: readonly { code: string; at?: { file: string; line?: number; column?: number } }[];
}

describe('while somebody writes', () => {
  beforeAll(ensureBuilt);

  /** Runs the preview, and does something as soon as it watches; hands back what it said, one object a save. */
  async function during(folder: string, act: (next: () => Promise<Line>) => Promise<void>) {
    const lines: Line[] = [];
    let child: ChildProcess | undefined;
    let watching = false;
    let ended = false;
    const running = kyr(['preview', 'es', '--json'], {
      cwd: folder,
      onStart(started) {
        child = started;
        let rest = '';
        started.stdout?.on('data', (text: string) => {
          const parts = (rest + text).split('\n');
          rest = parts.pop() ?? '';
          lines.push(...parts.map((part) => JSON.parse(part) as Line));
        });
      },
      onStderr(text) {
        watching ||= text.includes('Watching');
      },
    });
    void running.then(() => {
      ended = true;
    });
    let read = 0;
    const next = async (): Promise<Line> => {
      while (lines.length <= read) {
        if (ended) throw new Error('the preview has ended');
        await sleep(10);
      }
      return lines[read++]!;
    };
    await next();
    while (!watching) await sleep(10);
    await act(next);
    child?.kill('SIGINT');
    const ran = await running;
    expect(ran.code, ran.stderr).toBe(0);
    return { lines, ran };
  }

  test('a save over the file, by renaming, in pieces and twice is one change each; Ctrl-C ends it', async () => {
    const folder = open();
    const path = join(folder, FILE);
    const text = readFileSync(path, 'utf8');
    const word = (n: number): string =>
      edit(text, 'Guarde silencio', `Guarde silencio ${'uno dos tres cuatro'.split(' ')[n]}`);
    await during(folder, async (next) => {
      const seen = [bytes(folder, FRONT)];
      const saved = async (): Promise<void> => {
        const line = await next();
        expect(line.failed, JSON.stringify(line)).toBe(false);
        expect(line.made).toContain(FRONT);
        expect(seen).not.toContain(bytes(folder, FRONT));
        seen.push(bytes(folder, FRONT));
      };
      writeFileSync(path, word(0));
      await saved();
      writeFileSync(`${path}~`, word(1));
      renameSync(`${path}~`, path);
      await saved();
      const half = Math.floor(word(2).length / 2);
      writeFileSync(path, word(2).slice(0, half));
      await sleep(60);
      writeFileSync(path, word(2));
      await saved();
      writeFileSync(path, word(3));
      writeFileSync(path, word(3));
      await saved();
    });
  });

  test('what cannot be read is told with file, line and column, and the pictures stay', async () => {
    const folder = open();
    const path = join(folder, FILE);
    const text = readFileSync(path, 'utf8');
    await during(folder, async (next) => {
      const before = bytes(folder, FRONT);
      const made = statSync(join(folder, FRONT)).mtimeMs;
      writeFileSync(path, edit(text, '"title": "Guarde silencio",', '"title": "Guarde silencio"'));
      const broken = await next();
      expect(broken.failed).toBe(true);
      expect(broken.diagnostics[0]).toMatchObject({ code: 'KYR102', at: { file: FILE } });
      expect(broken.diagnostics[0]!.at!.line).toBeGreaterThan(1);
      expect(broken.diagnostics[0]!.at!.column).toBeGreaterThan(0);
      expect(bytes(folder, FRONT)).toBe(before);
      writeFileSync(path, text);
      const mended = await next();
      expect(mended.failed).toBe(false);
      // Nothing looks different, so nothing is painted.
      expect(mended.made).toEqual([]);
      expect(statSync(join(folder, FRONT)).mtimeMs).toBe(made);
    });
  });
});
