import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KyrError } from '../../src/core/diagnostic.js';
import { pt } from '../../src/core/units.js';
import { LOCK } from '../../src/job/disk.js';
import type { Manifest } from '../../src/job/manifest.js';
import { countPages } from '../../src/job/pdf-pages.js';
import type { Plan } from '../../src/job/plan/plan.js';
import type { Progress } from '../../src/job/run/bench.js';
import { type RunResult, runPlan } from '../../src/job/run/run.js';
import type { Shop } from '../../src/job/shop.js';
import { findCountFaults, verifyRun } from '../../src/job/verify.js';
import {
  digest,
  type JobOptions,
  SECRET,
  SECRET_NAME,
  type ShopOptions,
  testPlan,
  testShop,
} from './shop.js';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'kyr-run-'));
});
afterEach(() => {
  rmSync(base, { recursive: true, force: true });
});

const MISSING = ['English has no lawyer’s approval', 'Arabic has no second reader'];

function build(
  folder = join(base, 'out'),
  job: JobOptions = {},
  shop: ShopOptions = {},
  more: { signal?: AbortSignal; onProgress?: (p: Progress) => void } = {},
): Promise<RunResult> {
  let now = 0;
  return runPlan({
    plan: testPlan(job),
    shop: testShop(shop),
    folder,
    missing: MISSING,
    clock: () => (now += 100),
    ...more,
  });
}

/** None where there is no folder: a build that finishes no file leaves nothing. */
const listFiles = (folder: string): string[] =>
  (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
    .filter((f) => statSync(join(folder, f)).isFile())
    .sort();

/** Every file with its digest, except the journal, which tells how the run went. */
const snapshot = (folder: string): Record<string, string> =>
  Object.fromEntries(
    listFiles(folder)
      .filter((f) => f !== 'journal.ndjson')
      .map((f) => [f, digest(readFileSync(join(folder, f)))]),
  );

/** Without the file that tells how the run went. */
const withoutManifest = ({ 'manifest.json': _, ...files }: Record<string, string>): Record<string, string> =>
  files;

async function thrown(work: Promise<unknown>): Promise<KyrError> {
  const error: unknown = await work.then(
    () => undefined,
    (e: unknown) => e,
  );
  if (!(error instanceof KyrError)) throw error ?? new Error('nothing was thrown');
  return error;
}

describe('runPlan', () => {
  test('leaves the folder of design.md, which verifies', async () => {
    const result = await build();
    expect(result.status).toBe('done');
    expect(listFiles(result.folder)).toMatchSnapshot();
    const report = await verifyRun(result.folder);
    expect(report.diagnostics).toEqual([]);
    expect(report.ok).toBe(true);
    expect(findCountFaults(result.manifest!)).toEqual([]);
    expect(result.manifest?.missing).toEqual(MISSING);
    const { ordered, printed, overs, sheets } = result.manifest!.total;
    expect({ ordered, printed, overs, sheets }).toEqual({
      ordered: 363,
      printed: 384,
      overs: 21,
      sheets: 96,
    });
  });

  test('sha256sum agrees, and every PDF has the pages that the manifest says', async () => {
    const { folder, manifest } = await build();
    const check = spawnSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: folder });
    if (!check.error) expect(check.status).toBe(0);
    for (const { file, pages } of manifest!.files)
      if (pages !== undefined) expect(countPages(readFileSync(join(folder, file)))).toBe(pages);
  });

  test('two runs give the same bytes', async () => {
    const one = await build(join(base, 'one'));
    const two = await build(join(base, 'two'));
    expect(snapshot(one.folder)).toEqual(snapshot(two.folder));
  });

  test('a second build makes nothing, sets no text and writes no file', async () => {
    const first = await build();
    const journal = readFileSync(join(first.folder, 'journal.ndjson'), 'utf8');
    const second = await build();
    expect(second.made).toEqual([]);
    expect(second.kept).toEqual(first.made);
    expect(readFileSync(join(first.folder, 'journal.ndjson'), 'utf8')).toBe(journal);
  });

  test('killed within any PDF, the next build goes on and ends with the same bytes', async () => {
    const whole = await build(join(base, 'whole'), { proofs: false });
    const wanted = snapshot(whole.folder);
    const pdfs = whole.made.filter((f) => f.endsWith('.pdf'));
    for (let at = 1; at <= pdfs.length; at += 2) {
      const folder = join(base, `killed-${at}`);
      await expect(build(folder, { proofs: false }, { failAt: at })).rejects.toThrow('killed');
      expect(listFiles(folder).filter((f) => f.endsWith('.part'))).toEqual([]);
      for (const [file, sum] of Object.entries(snapshot(folder))) expect(sum).toBe(wanted[file]);
      const resumed = await build(folder, { proofs: false });
      expect(resumed.made[0]).toBe(pdfs[at - 1]);
      expect([...resumed.kept, ...resumed.made]).toEqual(whole.made);
      expect(snapshot(folder)).toEqual(wanted);
    }
  });

  test('a part left by kill -9 and a torn journal line do no harm', async () => {
    const folder = join(base, 'torn');
    await expect(build(folder, { proofs: false }, { failAt: 3 })).rejects.toThrow('killed');
    writeFileSync(join(folder, 'press', 'DRAFT-es-30-sample-st-brigid-5.5x8.5-4c.pdf.part'), 'half');
    appendFileSync(join(folder, 'journal.ndjson'), '{"unit":"abc","fi');
    const resumed = await build(folder, { proofs: false });
    expect(resumed.kept).toHaveLength(2);
    expect((await verifyRun(folder)).diagnostics).toEqual([]);
    expect((await build(folder, { proofs: false })).made).toEqual([]);
  });

  test('one damaged file is noticed, and it alone is made again', async () => {
    const { folder } = await build();
    const before = snapshot(folder);
    const file = 'sheets/DRAFT-0003-ar-16sheets.pdf';
    const bytes = readFileSync(join(folder, file));
    bytes[1000] = bytes[1000]! ^ 1;
    writeFileSync(join(folder, file), bytes);
    const report = await verifyRun(folder);
    expect(report.diagnostics.map((d) => [d.code, d.at])).toEqual([['KYR803', { file }]]);
    const mended = async (why: string): Promise<void> => {
      const { made, remade, manifest } = await build();
      expect({ made, remade }).toEqual({ made: [file], remade: [{ file, causes: [why] }] });
      // The manifest says so, and nothing else in the folder knows of it.
      expect(manifest!.files.filter((f) => f.remade)).toMatchObject([{ file, remade: [why] }]);
      expect(withoutManifest(snapshot(folder))).toEqual(withoutManifest(before));
    };
    await mended('damaged');
    truncateSync(join(folder, file), 500);
    await mended('damaged');
    rmSync(join(folder, file));
    expect((await verifyRun(folder)).diagnostics[0]?.message).toContain('is missing');
    await mended('missing');
    expect((await verifyRun(folder)).ok).toBe(true);
    const kept = await build();
    expect(kept.remade).toEqual([]);
    expect(kept.manifest!.files.filter((f) => f.remade)).toMatchObject([{ file, remade: ['missing'] }]);
  });

  test('a changed sentence makes again only what depends on it, and says so', async () => {
    const first = await build();
    expect(first.remade).toEqual([]);
    expect(first.manifest!.files.filter((f) => f.remade)).toEqual([]);
    const changed = await build(undefined, {}, { salt: { 'zh-Hans': 'new' } });
    expect(changed.made).toMatchSnapshot();
    expect(changed.remade).toEqual(changed.made.map((file) => ({ file, causes: ['text of zh-Hans'] })));
    const fresh = await build(join(base, 'fresh'), {}, { salt: { 'zh-Hans': 'new' } });
    expect(withoutManifest(snapshot(changed.folder))).toEqual(withoutManifest(snapshot(fresh.folder)));
  });

  test('a journal of an older version is read; what changed since then has no known cause', async () => {
    const { folder, made } = await build();
    const journal = join(folder, 'journal.ndjson');
    const old = readFileSync(journal, 'utf8').replace(/,"causes":\{[^}]*\}/g, '');
    expect(old).not.toContain('causes');
    writeFileSync(journal, old);
    const changed = await build(undefined, {}, { salt: { 'zh-Hans': 'new' } });
    expect(changed.kept.length).toBeGreaterThan(0);
    expect([...changed.kept, ...changed.made].sort()).toEqual([...made].sort());
    for (const { causes } of changed.remade) expect(causes).toEqual(['unknown']);
    // What was kept has its causes by now.
    const again = await build(undefined, {}, { salt: { 'zh-Hans': 'new', es: 'new' } });
    const sheet = 'sheets/DRAFT-0001-es-20sheets.pdf';
    expect(changed.kept).toContain(sheet);
    expect(again.remade).toContainEqual({ file: sheet, causes: ['text of es'] });
  });

  test('each input has its name among the causes', async () => {
    const once = join(base, 'once');
    const run = (folder: string, plan: Partial<Plan> = {}, shop: Partial<Shop> = {}, missing = MISSING) =>
      runPlan({
        plan: { ...testPlan(), ...plan },
        shop: { ...testShop(), ...shop },
        folder,
        missing,
        clock: () => 0,
      });
    await run(once);
    const { tool } = testShop();
    const changes: Record<string, Parameters<typeof run> extends [string, ...infer R] ? R : never> = {
      profile: [{}, { press: 'FOGRA39' }],
      fonts: [{}, { tool: { ...tool, fonts: { other: '2' } } }],
      contact: [{ contact: { name: 'Day desk' } }],
      clearance: [{}, {}, ['nothing']],
      sheet: [{ sheet: { ...testPlan().sheet!, gripper: pt(30) } }],
      quantity: [testPlan({ spanish: 124 })],
    };
    const found: Record<string, readonly string[]> = {};
    for (const [cause, change] of Object.entries(changes)) {
      const folder = join(base, cause);
      cpSync(once, folder, { recursive: true });
      const { remade } = await run(folder, ...change);
      for (const { file, causes } of remade) expect(causes, file).toEqual([cause]);
      found[cause] = remade.map(({ file }) => file);
    }
    expect(found).toMatchSnapshot();
  });

  test('another quantity: old batches go, the user’s own files stay', async () => {
    const { folder } = await build();
    writeFileSync(join(folder, 'notes.txt'), 'call the shop');
    const touched = 'sheets/DRAFT-0002-es-11sheets.pdf';
    const other = await build(folder, { spanish: 200 });
    expect(other.removed).toContain(touched);
    expect(existsSync(join(folder, touched))).toBe(false);
    expect(existsSync(join(folder, 'notes.txt'))).toBe(true);
    const report = await verifyRun(folder);
    expect(report.diagnostics.map((d) => [d.code, d.level, d.at])).toEqual([
      ['KYR805', 'warning', { file: 'notes.txt' }],
    ]);
  });

  test('stops after the file in hand when told to, and goes on later', async () => {
    const controller = new AbortController();
    let seen = 0;
    const stopped = await build(
      undefined,
      {},
      {},
      {
        signal: controller.signal,
        onProgress: ({ file }) => {
          if (file.startsWith('design ')) return;
          seen += 1;
          if (seen === 4) controller.abort();
        },
      },
    );
    expect(stopped.status).toBe('stopped');
    expect(stopped.made).toHaveLength(4);
    expect(existsSync(join(stopped.folder, LOCK))).toBe(false);
    expect((await verifyRun(stopped.folder)).ok).toBe(false);
    const rest = await build();
    expect(rest.kept).toHaveLength(4);
    expect((await verifyRun(rest.folder)).ok).toBe(true);
  });

  test('told to stop before the first file, it makes none', async () => {
    const controller = new AbortController();
    const onProgress = (): void => controller.abort();
    const stopped = await build(undefined, {}, {}, { signal: controller.signal, onProgress });
    expect(stopped).toMatchObject({ status: 'stopped', made: [], kept: [] });
  });

  test('progress ends at the total', async () => {
    const reports: Progress[] = [];
    await build(undefined, {}, {}, { onProgress: (p) => reports.push(p) });
    expect(reports.at(-1)).toMatchObject({ done: 384, total: 384, secondsLeft: 0 });
    expect(reports.every((p, i) => i === 0 || p.done >= reports[i - 1]!.done)).toBe(true);
    const flat: Progress[] = [];
    await build(join(base, 'flat'), { sheets: false }, {}, { onProgress: (p) => flat.push(p) });
    expect(flat.at(-1)?.done).toBe(flat.at(-1)?.total);
  });

  test('a withheld name is in no file, no file name, no word that is set and no design', async () => {
    const folder = join(base, 'out');
    const shop = testShop();
    await runPlan({ plan: testPlan(), shop, folder, missing: MISSING, clock: () => 0 });
    const texts = listFiles(folder).flatMap((file) => [
      file,
      readFileSync(join(folder, file)).toString('latin1'),
    ]);
    for (const text of [...texts, ...shop.words, ...shop.calls])
      for (const secret of [SECRET, SECRET_NAME, base])
        if (text.includes(secret)) expect.fail(`${secret} in ${text.slice(0, 80)}`);
    expect(shop.words.join(' ')).toContain('delivery 3');
  });

  test('a press run has DRAFT in no name', async () => {
    const { folder } = await build(undefined, { purpose: 'press' });
    expect(listFiles(folder).filter((f) => f.includes('DRAFT'))).toEqual([]);
    expect(existsSync(join(folder, 'START-HERE.pdf'))).toBe(true);
  });

  test('without sheets the 1-up files alone', async () => {
    const { folder, manifest } = await build(undefined, { sheets: false });
    expect(existsSync(join(folder, 'sheets'))).toBe(false);
    expect(manifest?.up).toBe(1);
    expect((await verifyRun(folder)).diagnostics).toEqual([]);
  });
});

describe('the folder', () => {
  test('a lock of a living process is respected, of a dead one taken over', async () => {
    const folder = join(base, 'out');
    await build(folder, { proofs: false });
    writeFileSync(join(folder, LOCK), '1\n');
    const error = await thrown(build(folder, { proofs: false }));
    expect(error.diagnostics[0]).toMatchObject({ code: 'KYR802' });
    expect(error.diagnostics[0]?.message).toContain('process 1 ');
    expect(error.exitCode).toBe(3);

    const dead = spawnSync(process.execPath, ['-e', '0']).pid;
    writeFileSync(join(folder, LOCK), `${dead}\n`);
    expect((await build(folder, { proofs: false })).status).toBe('done');
    writeFileSync(join(folder, LOCK), `${process.pid}\n`);
    expect((await build(folder, { proofs: false })).status).toBe('done');
    writeFileSync(join(folder, LOCK), '');
    expect((await build(folder, { proofs: false })).status).toBe('done');
    expect(existsSync(join(folder, LOCK))).toBe(false);
  });

  test('two builds at once: the second is refused', async () => {
    const first = build(undefined, { proofs: false });
    const second = await thrown(build(undefined, { proofs: false }));
    expect(second.diagnostics[0]?.code).toBe('KYR802');
    expect((await first).status).toBe('done');
  });

  test('the folder of another job is left alone', async () => {
    const folder = join(base, 'out');
    await build(folder, { proofs: false });
    const plan = { ...testPlan({ proofs: false }), job: 'other' };
    const error = await thrown(runPlan({ plan, shop: testShop(), folder, missing: [], clock: () => 0 }));
    expect(error.diagnostics[0]?.code).toBe('KYR804');
  });

  test('a file where the folder should be: KYR801, exit 3, path and cause', async () => {
    writeFileSync(join(base, 'file'), '');
    const error = await thrown(build(join(base, 'file', 'out')));
    expect(error.exitCode).toBe(3);
    expect(error.diagnostics[0]?.code).toBe('KYR801');
    expect(error.diagnostics[0]?.message).toContain(join(base, 'file', 'out'));
    expect(error.diagnostics[0]?.message).toContain('ENOTDIR');
  });

  test('a folder that stops taking files in the middle: KYR801, exit 5', async () => {
    const folder = join(base, 'out');
    writeFileSync(join(base, 'blocker'), '');
    let blocked = false;
    const error = await thrown(
      build(
        folder,
        {},
        {},
        {
          onProgress: () => {
            if (blocked) return;
            blocked = true;
            writeFileSync(join(folder, 'sheets'), '');
          },
        },
      ),
    );
    expect(error.exitCode).toBe(5);
    expect(error.diagnostics[0]?.message).toContain('sheets');
    rmSync(join(folder, 'sheets'));
    expect((await build(folder)).status).toBe('done');
  });

  test('a read-only folder: KYR801, exit 3', async () => {
    chmodSync(base, 0o555);
    // Permissions do not bind root, who therefore builds as nobody.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    const error = await thrown(build()).finally(() => {
      if (isRoot) process.seteuid?.(0);
    });
    chmodSync(base, 0o700);
    expect(error.diagnostics[0]?.code).toBe('KYR801');
    expect(error.exitCode).toBe(3);
  });
});

describe('verifyRun', () => {
  test('an empty folder is no run', async () => {
    const report = await verifyRun(base);
    expect(report.ok).toBe(false);
    expect(report.diagnostics.map((d) => d.code)).toEqual(['KYR803', 'KYR803']);
  });

  test('a manifest that does not add up, and one that disagrees with the sums', async () => {
    const { folder } = await build(undefined, { proofs: false });
    const path = join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    writeFileSync(
      path,
      JSON.stringify({
        ...manifest,
        total: { ...manifest.total, overs: 1 },
        files: manifest.files.map((f, i) => (i === 0 ? { ...f, pages: 99 } : f)).slice(0, -1),
      }),
    );
    const messages = (await verifyRun(folder)).diagnostics.map((d) => `${d.code} ${d.message}`);
    expect(messages).toMatchSnapshot();
  });
});
