/** Every PDF of a run is read back from disk before it gets its name, and again by verify. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EXIT, KyrError } from '../../src/core/diagnostic.js';
import { runPlan } from '../../src/job/run/run.js';
import type { Shop } from '../../src/job/shop.js';
import { verifyRun } from '../../src/job/verify.js';
import { testPlan, testShop } from './shop.js';

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'kyr-preflight-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const build = (shop: Shop) =>
  runPlan({ plan: testPlan(), shop, folder: join(base, 'out'), missing: [], clock: () => 0 });

/** A shop whose sheets have no TrimBox. */
function faulty(shop: Shop): Shop {
  return {
    ...shop,
    writePdf: (file, write) =>
      shop.writePdf(file, (bytes) => {
        if (file.kind !== 'sheets') return write(bytes);
        const text = Buffer.from(bytes).toString('latin1').replaceAll('/TrimBox', '/TrimBux');
        write(new Uint8Array(Buffer.from(text, 'latin1')));
      }),
  };
}

test('every PDF of a run passes', async () => {
  const { status } = await build(testShop({ preflight: true }));
  expect(status).toBe('done');
  expect((await verifyRun(join(base, 'out'))).diagnostics).toEqual([]);
});

test('a file that fails never gets its name; what is finished stays, and the next build goes on', async () => {
  const error: unknown = await build(faulty(testShop({ preflight: true }))).catch((e: unknown) => e);
  if (!(error instanceof KyrError)) throw error;
  expect(error.exitCode).toBe(EXIT.preflight);
  const [first, second] = error.diagnostics;
  expect(first!.message).toMatch(/^sheets\/DRAFT-0001-\S+\.pdf was not written: it fails preflight$/);
  expect(second).toMatchObject({ clause: 'trim-box', at: { page: 1 } });
  const files = readdirSync(join(base, 'out'), { recursive: true, encoding: 'utf8' });
  expect(files.filter((f) => f.startsWith(join('press', '/')))).not.toEqual([]);
  expect(files.filter((f) => /part$|sheets.*pdf$|SHA256SUMS/.test(f))).toEqual([]);

  const again = await build(testShop({ preflight: true }));
  expect(again.status).toBe('done');
  expect(again.kept.length).toBeGreaterThan(0);
});

test('verify names clause, file and page of a run that holds a faulty file', async () => {
  await build(faulty(testShop()));
  const { ok, diagnostics } = await verifyRun(join(base, 'out'));
  expect(ok).toBe(false);
  expect(diagnostics.length).toBeGreaterThan(0);
  for (const { clause, at, code } of diagnostics) {
    expect([clause, code]).toEqual(['trim-box', 'KYR701']);
    expect(at).toMatchObject({ pdf: expect.stringMatching(/^sheets\//), page: expect.any(Number) });
  }
  expect(existsSync(join(base, 'out', 'SHA256SUMS'))).toBe(true);
});
