/** zbarimg reads every code of the run's press files, and those of sampled sheets, at 300 dpi. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { each, hear, inScratch } from './programs.js';
import { ROOT } from './setup.js';
import { inRun, theRun } from './the-run.js';

const run = await theRun();
const { address } = parse(readFileSync(join(ROOT, 'content/publications/ice-encounter.yaml'), 'utf8')) as {
  address: string;
};
const addressOf = (lang: string): string => address.replace('{lang}', lang);

/** What the codes on a page say, sorted. */
const readCodes = (file: string, page: number): Promise<string[]> =>
  inScratch(async (folder) => {
    const picture = join(folder, 'page');
    const only = ['-f', String(page), '-l', String(page), '-singlefile'];
    await hear('pdftoppm', ['-r', '300', '-gray', ...only, '-png', inRun(file), picture]);
    const quiet = ['--nodbus', '--quiet', '--raw', '-Sdisable', '-Sqrcode.enable'];
    const { out } = await hear('zbarimg', [...quiet, `${picture}.png`]);
    return out.trim().split('\n').sort();
  });

test('the address of every language is a plain one', () => {
  for (const { plan } of run.designs) expect(addressOf(plan.lang)).toMatch(/^https:\/\/[a-z.]+\/[\w-]+$/);
});

test('the one code on every back leads to the address of its language', async () => {
  await each(run.designs, async ({ file, plan }) => {
    expect(await readCodes(file, 2), file).toEqual([addressOf(plan.lang)]);
  });
});

test('the back of a sheet has four codes, each of its piece', async () => {
  const langOf = (id: string): string => run.designs.find(({ plan }) => plan.id === id)!.plan.lang;
  const samples = run.order.plan.batches.flatMap((batch) =>
    (batch.kind === 'static' ? [0] : [0, Math.floor(batch.sheets / 3), batch.sheets - 1]).map((sheet) => ({
      batch,
      sheet,
    })),
  );
  expect(new Set(samples.map(({ batch }) => batch.kind))).toEqual(new Set(['static', 'cut-and-stack']));
  await each(samples, async ({ batch, sheet }) => {
    // The pieces of a mixed batch, written out one by one.
    const pieces = batch.pieces.flatMap(({ of, count }) => Array<string>(count).fill(langOf(of)));
    const wanted = [0, 1, 2, 3].map((position) =>
      addressOf(batch.kind === 'static' ? pieces[0]! : pieces[position * batch.sheets + sheet]!),
    );
    expect(await readCodes(batch.file, sheet * 2 + 2), `${batch.file} sheet ${sheet + 1}`).toEqual(
      wanted.sort(),
    );
  });
});
