/** A job of what is printed on one side alone: no file has a back, no paper speaks of one, and all adds up. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { size } from '../../src/core/geometry.js';
import { inch } from '../../src/core/units.js';
import { walk } from '../../src/frame/walk.js';
import type { PaperPage } from '../../src/job/paper.js';
import { countPages } from '../../src/job/pdf-pages.js';
import { formatPlan } from '../../src/job/plan/format-plan.js';
import type { Plan } from '../../src/job/plan/plan.js';
import { planJob } from '../../src/job/plan/plan-job.js';
import { setProof } from '../../src/job/proof.js';
import { readSelection } from '../../src/job/reprint/asked.js';
import { planReprint } from '../../src/job/reprint/plan.js';
import { runReprint } from '../../src/job/reprint/run.js';
import { type RunResult, runPlan } from '../../src/job/run/run.js';
import { setTicket, type TicketFacts } from '../../src/job/ticket.js';
import { findCountFaults, verifyRun } from '../../src/job/verify.js';
import { readShown } from '../pdf/shown.js';
import {
  digest,
  FAMILIES,
  type JobOptions,
  jobInput,
  LANGUAGES,
  setText,
  testPlan,
  testShop,
} from './shop.js';

const base = mkdtempSync(join(tmpdir(), 'kyr-one-side-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const ONE: JobOptions = { sides: 1 };
const plan = testPlan(ONE);
const twoSided = testPlan();

const run = (folder: string): Promise<RunResult> =>
  runPlan({
    plan,
    shop: testShop({ sides: 1 }),
    folder: join(base, folder),
    missing: [],
    clock: () => 0,
  });
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) =>
    statSync(join(folder, f)).isFile(),
  );

/** Everything a paper says, in the order in which it is drawn. */
const readOf = (pages: readonly PaperPage[]): string =>
  pages
    .flatMap(({ own }) =>
      [...walk(own)].flatMap(({ item }) => (item.kind === 'glyphs' ? [item.run.text] : [])),
    )
    .join(' ')
    .replace(/\s+/g, ' ');

describe('the plan', () => {
  test('has as many sheets as one of two sides, and half the pages', () => {
    expect(plan.total).toEqual(twoSided.total);
    expect(plan.batches.map(({ sheets, copies }) => [sheets, copies])).toEqual(
      twoSided.batches.map(({ sheets, copies }) => [sheets, copies]),
    );
    expect(plan.batches.map(({ pages }) => pages * 2)).toEqual(twoSided.batches.map(({ pages }) => pages));
    expect(plan.batches.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['static', 'cut-and-stack']));
  });

  test('says so to people', () => {
    expect(formatPlan(plan)).toContain('one side');
    expect(formatPlan(twoSided)).toContain('two sides');
  });
});

describe('the run', () => {
  let done: RunResult;
  beforeAll(async () => {
    done = await run('run');
  });

  test('verifies, and every PDF has the pages that the manifest says', async () => {
    expect(done.status).toBe('done');
    expect((await verifyRun(done.folder)).diagnostics).toEqual([]);
    expect(findCountFaults(done.manifest!)).toEqual([]);
    for (const { file, pages } of done.manifest!.files)
      if (pages !== undefined)
        expect([file, countPages(readFileSync(join(done.folder, file)))]).toEqual([file, pages]);
  });

  test('press files have one page each', () => {
    const press = done.manifest!.files.filter(({ kind }) => kind === 'press');
    expect(press.length).toBe(plan.designs.length);
    for (const { pages } of press) expect(pages).toBe(1);
  });

  test('so says run.csv', () => {
    const table = parse(readFileSync(join(done.folder, 'DRAFT-run.csv')), { bom: true, columns: true });
    const press = (table as { file: string; pages: string }[]).filter(({ file }) =>
      file.startsWith('press/'),
    );
    expect(press.map(({ pages }) => pages)).toEqual(plan.designs.map(() => '1'));
  });

  test('sheets have fronts alone: one page a different sheet, with as many pieces as there are places', async () => {
    for (const batch of plan.batches) {
      const shown = await readShown(
        new Uint8Array(readFileSync(join(done.folder, 'sheets', fileOf(batch.file)))),
      );
      expect([batch.file, shown.length]).toEqual([batch.file, batch.kind === 'static' ? 1 : batch.sheets]);
      for (const { forms } of shown) expect(forms.length).toBeGreaterThanOrEqual(plan.up);
    }
  });

  test('proofs have a picture of the front and none of a back', () => {
    const pictures = filesIn(done.folder).filter((file) => file.endsWith('.png'));
    expect(pictures).toHaveLength(plan.designs.length);
    for (const file of pictures) expect(file).toMatch(/-front\.png$/);
  });

  test('comes out the same again', async () => {
    const again = await run('again');
    const sums = ({ folder }: RunResult): string => readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
    expect(sums(again)).toBe(sums(done));
  });

  test('whole sheets printed again show the same fronts, without backs, and verify', async () => {
    const reprint = planReprint(plan, readSelection(plan, { sheets: '1-2,40' }), digest);
    const { folder, status } = await runReprint({
      run: plan,
      plan: reprint,
      shop: testShop({ sides: 1 }),
      folder: done.folder,
      changed: false,
      missing: [],
      clock: () => 0,
    });
    expect(status).toBe('done');
    expect((await verifyRun(folder)).diagnostics).toEqual([]);
    expect(reprint.batches.length).toBeGreaterThan(0);
    for (const batch of reprint.batches) {
      const pages = countPages(readFileSync(join(folder, 'sheets', fileOf(batch.file))));
      expect(pages).toBe(batch.pages);
      expect(pages).toBe(batch.kind === 'static' ? 1 : batch.sheets);
    }
    expect((await verifyRun(done.folder)).ok).toBe(true);
  });
});

const fileOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

describe('papers', () => {
  const factsOf = (of: Plan, pages: number): TicketFacts => ({
    designs: new Map(
      of.designs.map((d) => [
        d.id,
        {
          code: `ICE-${d.id}`,
          version: '2026-11',
          pages: Array.from({ length: pages }, (_, n) => ({
            id: `${d.id}-${n}`,
            size: of.size.trim,
            bleed: { top: of.bleed, right: of.bleed, bottom: of.bleed, left: of.bleed } as never,
            items: [],
          })),
        },
      ]),
    ),
    date: '2026-11-01',
    toolVersion: '0.0.0-test',
    missing: [],
    approved: [],
    files: { labels: 'DRAFT-labels.pdf', runCsv: 'DRAFT-run.csv' },
  });
  const style = { setText, families: FAMILIES };
  const ticketOf = (of: Plan): string => readOf(setTicket(of, factsOf(of, of.sides), style));

  test.each<[string, Plan]>([
    ['with sheets', plan],
    ['1-up', testPlan({ ...ONE, sheets: false })],
  ])('the ticket of a job %s says one side and 4/0, and nothing of turning the sheet', (_, of) => {
    const text = ticketOf(of);
    expect(text).toContain('One side');
    expect(text).toContain('printed on one side');
    expect(text).toContain('4/0');
    expect(text).not.toMatch(/4\/4|both sides|Turn\.|LONG edge|even pages|page 2/i);
  });

  test('the list of what to print speaks of fronts, and of one piece where a sheet holds one', () => {
    const poster = planJob({ ...jobInput(ONE), trim: size(inch(11), inch(17)) });
    expect(poster.up).toBe(1);
    const text = ticketOf(poster);
    expect(text).toContain('1 piece on each;');
    expect(text).toContain('front, language, files');
    expect(text).not.toContain('front and back');
  });

  test.each([
    ['upright, 3.5 in from the left edge', { down: [inch(3.5)], across: [] }, size(inch(7), inch(2))],
    [
      'level, 4.6, 9.2, 10.6 in from the top edge',
      { down: [], across: [inch(4.6), inch(9.2), inch(10.6)] },
      size(inch(8.5), inch(11)),
    ],
  ])('what is folded is folded after the cut: %s', (where, folds, trim) => {
    const text = ticketOf(planJob({ ...jobInput(ONE), trim, folds }));
    expect(text).toContain(`Fold. Each piece, held as it is read, ${where}, the print outside`);
    expect(text.indexOf('Cut. ')).toBeLessThan(text.indexOf('Fold. '));
    expect(ticketOf(plan)).not.toContain('Fold.');
  });

  test('that of a job on two sides says the contrary', () => {
    const text = ticketOf(twoSided);
    expect(text).toContain('front and back, language, files');
    expect(text).toContain('4 pieces on each;');
    expect(text).toMatch(/4\/4/);
    expect(text).toContain('LONG edge');
    expect(text).not.toMatch(/4\/0|One side/);
  });

  test('a proof shows one side and asks whether that was read', () => {
    const design = plan.designs[0]!;
    const facts = factsOf(plan, 1).designs.get(design.id)!;
    const pages = setProof(
      plan,
      design,
      LANGUAGES.get(design.lang)!,
      { ...facts, key: 'ab'.repeat(32), date: '2026-11-01', recipient: '' },
      style,
    );
    expect(pages).toHaveLength(1);
    const text = readOf(pages);
    expect(text).toContain('I have read this side.');
    expect(text).toContain('front');
    expect(text).not.toMatch(/\bback\b|both sides/);
    const drawn = [...walk(pages[0]!.page.frame)].flatMap(({ item }) =>
      item.kind === 'use' ? [item.frame.id] : [],
    );
    expect(drawn.filter((id) => id.startsWith(`${design.id}-`))).toEqual([`${design.id}-0`]);
  });
});
