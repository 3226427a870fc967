/** `kyr locale review`: approve, comment, settle by flags; the walk in a terminal; what it leaves for the translator. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Envelope, kyrHere, readDiagnostics } from './command.js';
import { copyShipped, edit, listing, openProject } from './project.js';

/** What the person at the terminal answers, in turn; a cancel is Ctrl-C. */
const answers: unknown[] = [];
const shown: string[] = [];
const CANCEL = Symbol('cancel');
vi.mock('@clack/prompts', () => {
  const answer = async (): Promise<unknown> => {
    if (answers.length === 0) throw new Error('it asks more than was answered');
    return answers.shift();
  };
  const show = (text: string, title = ''): void => void shown.push(`${title}\n${text}`);
  return {
    isCancel: (value: unknown) => value === CANCEL,
    intro: show,
    outro: show,
    note: show,
    log: { info: show, error: show },
    select: answer,
    text: answer,
  };
});

interface Summary {
  readonly sentences: number;
  readonly reviewed: number;
  readonly comments: readonly { key: string; comment: string; by: string }[];
  readonly waiting: readonly string[];
  readonly passages?: readonly { key: string; text: string; side: string | null; back: string | null }[];
}

const TITLE = 'us-federal:door.title';
const SILENT = 'us-federal:remain-silent.title';

function open(): string {
  const folder = openProject();
  copyShipped(folder, 'locales/es');
  return folder;
}

const run = (folder: string, ...args: string[]) =>
  kyrHere(['locale', 'review', 'es', ...args], { cwd: folder });

async function data(folder: string, ...args: string[]): Promise<Summary> {
  const ran = await run(folder, ...args, '--json');
  expect(ran.code, ran.stdout).toBe(0);
  return (JSON.parse(ran.stdout) as Envelope<Summary>).data;
}

const file = (folder: string, name: string): string => readFileSync(join(folder, 'locales/es', name), 'utf8');

describe('by flags', () => {
  test('--list shows each sentence with where it stands and how it was read back, and writes nothing', async () => {
    const folder = open();
    const before = listing(folder);
    const { sentences, reviewed, passages, waiting } = await data(folder, '--list');
    expect(reviewed).toBe(0);
    expect(passages).toHaveLength(sentences);
    expect(waiting).toHaveLength(sentences);
    const title = passages!.find((p) => p.key === SILENT)!;
    expect(title).toMatchObject({ text: 'Guarde silencio', side: 'front' });
    expect(title.back).toContain('Keep silent');
    expect(passages!.filter((p) => p.side === 'back').length).toBeGreaterThan(5);
    expect(listing(folder)).toEqual(before);
  });

  test('approve, comment and settle are on disk, and counted', async () => {
    const folder = open();
    const one = await data(
      folder,
      ...[
        '--role',
        'second reader',
        '--approve',
        SILENT,
        '--comment',
        `${TITLE}=sounds like an order: "puerta"`,
      ],
    );
    expect(one.reviewed).toBe(1);
    expect(one.comments).toEqual([
      { key: TITLE, comment: 'sounds like an order: "puerta"', by: 'second reader', on: '2026-12-01' },
    ]);
    expect(one.waiting).not.toContain(TITLE);
    expect(one.waiting).not.toContain(SILENT);
    const status = await kyrHere(['locale', 'status', 'es', '--no-fit'], { cwd: folder });
    expect(status.stdout).toContain(`${TITLE}: sounds like an order: "puerta" (second reader)`);
    expect(file(folder, '_review.yaml')).toMatch(
      /remain-silent\.title: \{.*state: reviewed, by: "second reader"/,
    );
    const settled = await data(folder, '--role', 'translator', '--settle', TITLE);
    expect(settled.comments).toEqual([]);
    expect(settled.waiting).toContain(TITLE);
  });

  test('a comment is answered when its sentence changes', async () => {
    const folder = open();
    await data(folder, '--role', 'second reader', '--comment', `${SILENT}=too short`);
    const path = join(folder, 'locales/es/us-federal.json');
    writeFileSync(path, edit(readFileSync(path, 'utf8'), 'Guarde silencio', 'Guarde usted silencio'));
    const { comments, waiting } = await data(folder, '--list');
    expect(comments).toEqual([]);
    expect(waiting).toContain(SILENT);
  });

  test('the translator approves nothing of their own, and nothing is written', async () => {
    const folder = open();
    const signed = await kyrHere(
      ['locale', 'sign', 'es', '--state', 'translated', '--role', 'Reader A', '--key', SILENT],
      { cwd: folder },
    );
    expect(signed.code).toBe(0);
    const before = listing(folder);
    const ran = await run(folder, '--role', 'reader a', '--approve', SILENT, '--comment', `${TITLE}=x`);
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr)[0]).toMatchObject({ code: 'KYR842' });
    expect(listing(folder)).toEqual(before);
  });

  test('a sentence with an error in it is not approved', async () => {
    const folder = open();
    const path = join(folder, 'locales/es/us-federal.json');
    writeFileSync(path, edit(readFileSync(path, 'utf8'), 'No mienta', 'Mienta'));
    await kyrHere(['locale', 'sign', 'es', '--state', 'translated', '--role', 'A', '--key', SILENT], {
      cwd: folder,
    });
    const ran = await run(folder, '--role', 'B', '--approve', 'us-federal:truth.body');
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr)[0]).toMatchObject({ code: 'KYR206' });
  });

  test.each([
    ['no terminal', [], 'KYR844', '--list'],
    ['nobody', ['--approve', SILENT], 'KYR504', '--role'],
    [
      'a key that is none',
      ['--role', 'B', '--approve', 'us-federal:nothing'],
      'KYR110',
      'us-federal:nothing',
    ],
    ['a comment without words', ['--role', 'B', '--comment', SILENT], 'KYR504', '--comment'],
  ])('%s: exit 2, and what to type', async (_, args, code, words) => {
    const ran = await run(open(), ...args);
    expect(ran.code).toBe(2);
    expect(readDiagnostics(ran.stderr)[0]).toMatchObject({ code });
    expect(ran.stderr).toContain(words);
  });
});

describe('in a terminal', () => {
  const streams = [process.stdin, process.stdout] as const;
  const before = streams.map((stream) => stream.isTTY);
  beforeEach(() => {
    for (const stream of streams) stream.isTTY = true;
    shown.length = 0;
  });
  afterEach(() => {
    for (const [index, stream] of streams.entries()) stream.isTTY = before[index] as boolean;
    expect(answers).toEqual([]);
  });

  test('each sentence is shown; what was decided is kept when one leaves, and is not asked again', async () => {
    const folder = open();
    answers.push('second reader', 'approve', 'comment', 'say it shorter', 'skip', 'quit');
    const first = await run(folder);
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toContain('1 of 58 sentences reviewed, 1 open comment, 56 to read');
    expect(shown.some((s) => s.includes('English    Stay silent') && s.includes('Guarde silencio'))).toBe(
      true,
    );
    expect(shown.some((s) => s.includes('es-front.png'))).toBe(true);
    expect(existsSync(join(folder, 'out/review/es-back.png'))).toBe(true);
    expect(file(folder, '_comments.yaml')).toContain('say it shorter');
    const asked = shown.filter((s) => / of \d+ · /.test(s)).map((s) => s.split('\n')[0]!.split(' · ')[1]);
    // Another evening: on with the one that was skipped.
    shown.length = 0;
    answers.push('quit');
    await run(folder, '--role', 'second reader');
    expect(shown.find((s) => s.includes('1 of 56 · '))!.split('\n')[0]).toContain(asked[2]!);
  });

  test('Ctrl-C at the first question changes nothing', async () => {
    const folder = open();
    answers.push(CANCEL);
    const ran = await run(folder);
    expect(ran.code).toBe(0);
    expect(existsSync(join(folder, 'locales/es/_comments.yaml'))).toBe(false);
  });
});
