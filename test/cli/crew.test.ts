/** A run on several threads leaves what one thread leaves, byte by byte, also when it was killed in between. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as crews from '../../src/cli/crew.js';
import type * as orders from '../../src/cli/order.js';
import type { Crew } from '../../src/job/run/crew.js';
import type * as runs from '../../src/job/run/run.js';
import { DAY, ensureBuilt, epochOf, kyr, ROOT } from './command.js';
import { edit, fixture, listing, openProject } from './project.js';
import { finalFiles } from './whole.js';

/** Eighteen batches of 300 sheets or less, on as many pages as call other threads (LEAST_PAGES). */
const JOB = edit(
  fixture('small.yaml'),
  'runs:\n',
  'codes: { address: "https://example.org/{serial}" }\nruns:\n',
)
  .replaceAll('quantity: 40', 'quantity: 10000')
  .replace('total: 80', 'total: 20000')
  .replace('13x19, batch: 5', '12x18, gripper: 0.25 in, batch: 300')
  .replace('press-files: true', 'press-files: false')
  .replace('proofs: true', 'proofs: false')
  .replace('output:', 'press: { overs: 0 %, bleed: 0 in }\noutput:');

// Threads load what is built.
const built = async <T>(file: string): Promise<T> => import(pathToFileURL(join(ROOT, 'dist', file)).href);
let project: string;
const before = { cwd: process.cwd(), epoch: process.env.SOURCE_DATE_EPOCH };
beforeAll(async () => {
  await ensureBuilt();
  project = openProject({ 'job.yaml': JOB });
  process.chdir(project);
  process.env.SOURCE_DATE_EPOCH = epochOf(DAY);
});
afterAll(() => {
  process.chdir(before.cwd);
  if (before.epoch === undefined) delete process.env.SOURCE_DATE_EPOCH;
  else process.env.SOURCE_DATE_EPOCH = before.epoch;
});

/** Builds in this process; `crewOf` has the threads, or nobody. */
async function build(folder: string, crewOf: (order: orders.Order) => Crew | undefined): Promise<void> {
  const { openOrder } = await built<typeof orders>('cli/order.js');
  const { runPlan } = await built<typeof runs>('job/run/run.js');
  const order = await openOrder('job.yaml', { traceable: 'font' });
  const { status } = await runPlan({
    plan: order.plan,
    shop: order.shop(() => {}),
    crew: crewOf(order),
    folder: join(project, folder),
    missing: [],
    clock: () => performance.now(),
  });
  expect(status).toBe('done');
}

const filesOf = (folder: string): Record<string, string> => finalFiles(join(project, folder));

test('threads make some of the files, and the same ones', { timeout: 120_000 }, async () => {
  await build('alone', () => undefined);
  const { callCrew } = await built<typeof crews>('cli/crew.js');
  const arrived: boolean[] = [];
  await build('together', (order) => {
    const crew = callCrew(order)!;
    return {
      begin: (task, arrive) =>
        crew.begin(task, (unit, written) => {
          arrived.push(written !== undefined);
          arrive(unit, written);
        }),
      end: () => crew.end(),
    };
  });
  expect(filesOf('together')).toEqual(filesOf('alone'));
  expect(arrived).toContain(true);
  expect(arrived).not.toContain(false);
});

test('what no thread can make, the first makes', { timeout: 120_000 }, async () => {
  const { callCrew } = await built<typeof crews>('cli/crew.js');
  let failed = 0;
  await build('failing', (order) => {
    // A thread that knows another plan makes no file of this one.
    const other = { ...order.known, plan: { ...order.plan, batches: [], designs: [] } };
    const crew = callCrew({ ...order, known: other })!;
    return {
      begin: (task, arrive) =>
        crew.begin(task, (unit, written) => {
          if (!written) failed++;
          arrive(unit, written);
        }),
      end: () => crew.end(),
    };
  });
  expect(failed).toBeGreaterThan(0);
  expect(filesOf('failing')).toEqual(filesOf('alone'));
});

test.each([1, 4, 9])(
  'killed after %i files, the next build goes on to the same',
  {
    timeout: 120_000,
  },
  async (count) => {
    rmSync(join(project, 'killed'), { recursive: true, force: true });
    const args = ['build', 'job.yaml', '--traceable', '--out', 'killed'];
    let seen = 0;
    const killed = await kyr([...args, '--progress=json'], {
      cwd: project,
      onStderr(text, child) {
        seen += text.match(/"file":"(?!design )/g)?.length ?? 0;
        if (seen >= count) child.kill('SIGKILL');
      },
    });
    expect(killed.code, killed.stderr).toBeNull();
    const { code, stderr } = await kyr([...args, '--progress=none'], { cwd: project });
    expect(code, stderr).toBe(0);
    const sheets = (folder: string) =>
      Object.entries(filesOf(folder)).filter(([name]) => name.startsWith('sheets/'));
    expect(sheets('killed')).toEqual(sheets('alone'));
    expect(Object.keys(listing(join(project, 'killed'))).filter((name) => name.endsWith('.part'))).toEqual(
      [],
    );
    expect((await kyr(['verify', 'killed'], { cwd: project })).code).toBe(0);
  },
);
