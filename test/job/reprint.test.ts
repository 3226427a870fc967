/** Exactly what was spoiled: every selection of every run, counted piece by piece; and the bytes of what comes. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KyrError } from '../../src/core/diagnostic.js';
import type { Manifest } from '../../src/job/manifest.js';
import {
  formatRanges,
  intersectRanges,
  mergeRanges,
  type NumberRange,
  piecesOnSheets,
  sheetsOfPieces,
  sliceRanges,
} from '../../src/job/numbers.js';
import type { Plan, PlannedBatch } from '../../src/job/plan/plan.js';
import { planJob } from '../../src/job/plan/plan-job.js';
import { type Asked, readSelection } from '../../src/job/reprint/asked.js';
import { formatReprint } from '../../src/job/reprint/note.js';
import { planReprint, type ReprintPlan } from '../../src/job/reprint/plan.js';
import { type ReprintResult, runReprint } from '../../src/job/reprint/run.js';
import { runPlan } from '../../src/job/run/run.js';
import { findCountFaults, verifyRun } from '../../src/job/verify.js';
import { readShown } from '../pdf/shown.js';
import {
  digest,
  type JobOptions,
  jobInput,
  SECRET,
  SECRET_NAME,
  type ShopOptions,
  testPlan,
  testShop,
} from './shop.js';

const numbersIn = (ranges: readonly NumberRange[]): number[] =>
  ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
const reprintOf = (plan: Plan, asked: Asked): ReprintPlan =>
  planReprint(plan, readSelection(plan, asked), digest);

/** A piece of the run, by hand: whose it is, and where it lies. */
interface Piece {
  readonly number: number;
  readonly design: string;
  readonly lang: string;
  readonly who: string;
  readonly delivery: number | undefined;
  /** Undefined where the shop imposes. */
  readonly sheet: number | undefined;
}

/** Every piece of a run, spelled out from quantities and batches without the arithmetic of numbers.ts. */
function spell(plan: Plan): Piece[] {
  const sheets: (number | undefined)[] = [];
  let sheet = 0;
  for (const batch of plan.batches) {
    if (batch.kind === 'static')
      for (let copy = 1; copy <= batch.sheets; copy++)
        sheets.push(...Array.from({ length: plan.up }, () => sheet + copy));
    // The pile of a position holds one piece of each sheet; the piles stand one after another.
    else
      for (let position = 0; position < plan.up; position++)
        for (let n = 1; n <= batch.sheets; n++) sheets.push(sheet + n);
    sheet += batch.sheets;
  }
  return plan.lines
    .flatMap((line) => Array.from({ length: line.printed }, () => line))
    .map((line, i) => ({
      number: i + 1,
      design: line.design,
      lang: line.lang,
      who: line.design.slice(line.lang.length + 1),
      delivery: line.delivery,
      sheet: sheets[i],
    }));
}

/** The places of every sheet that comes off the press, by the design in each; white ones are undefined. */
function press(plan: Plan): { sheet: number; places: (string | undefined)[] }[] {
  return plan.batches.flatMap((batch) => {
    const pieces = batch.pieces.flatMap(({ of, count }) => Array.from({ length: count }, () => of));
    if (batch.kind === 'static') {
      const filled = batch.printed / batch.copies;
      return Array.from({ length: batch.copies }, () => ({
        sheet: batch.firstSheet,
        places: Array.from({ length: plan.up }, (_, p) => (p < filled ? pieces[0] : undefined)),
      }));
    }
    const stride = Math.ceil(pieces.length / plan.up);
    return numbersIn(batch.numbers.sheets).map((sheet) => ({
      sheet,
      places: Array.from({ length: plan.up }, (_, p) => pieces[p * stride + sheet - batch.firstSheet]),
    }));
  });
}

const tally = (designs: readonly (string | undefined)[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const design of [...designs].sort())
    if (design !== undefined) counts[design] = (counts[design] ?? 0) + 1;
  return counts;
};

const LANGUAGES = ['en', 'es', 'ar', 'zh-Hans'];
const order = fc.record({
  lang: fc.constantFrom(...LANGUAGES),
  quantity: fc.integer({ min: 1, max: 90 }),
});
const jobs = fc
  .record({
    congregations: fc.array(fc.array(order, { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
    plain: fc.array(order, { minLength: 1, maxLength: 4 }),
    batch: fc.integer({ min: 1, max: 25 }),
    overs: fc.constantFrom('0 %', '3 %', '12.5 %'),
    sheets: fc.boolean(),
    pressFiles: fc.boolean(),
  })
  .map(({ congregations, plain, batch, overs, sheets, pressFiles }): Plan => {
    const input = jobInput();
    const list = congregations.map((row, i) => ({
      organisation: { id: `c-${i}`, withhold: i % 3 === 0 },
      orders: row.filter((o, n) => row.findIndex((p) => p.lang === o.lang) === n),
      at: { file: 'c.csv', line: i + 2 },
    }));
    const total = [...list.flatMap((r) => r.orders), ...plain].reduce((n, o) => n + o.quantity, 0);
    const [first, ...rest] = plain.map(({ lang, quantity }) => ({ language: lang, quantity }));
    return planJob({
      ...input,
      congregations: new Map([['c.csv', list]]),
      job: {
        ...input.job,
        total,
        // The congregations stand between runs by language: what follows them must be numbered on.
        runs: [first!, { congregations: 'c.csv' }, ...rest],
        press: { overs },
        output: { 'press-files': pressFiles, ...(sheets ? { sheets: { batch } } : {}) },
      },
    });
  });

/** Ends of a range as shares of whatever the run has, so that they suit every run. */
const share = fc.tuple(fc.nat(1000), fc.nat(1000));
const toRanges = (shares: readonly (readonly [number, number])[], last: number): NumberRange[] =>
  shares.map(([a, b]) => {
    const [from, to] = [a, b].map((n) => 1 + Math.floor((n / 1001) * last)) as [number, number];
    return { first: Math.min(from, to), last: Math.max(from, to) };
  });
const typed = (ranges: readonly NumberRange[]): string =>
  ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(' ');

describe('any selection of any run', () => {
  const selections = fc.record({
    job: jobs,
    numbers: fc.constantFrom('sheets', 'pieces', 'neither'),
    shares: fc.array(share, { minLength: 1, maxLength: 5 }),
    lang: fc.option(fc.constantFrom(...LANGUAGES), { nil: undefined }),
    who: fc.option(fc.nat(4), { nil: undefined }),
    overs: fc.boolean(),
  });

  test('gives exactly the pieces asked for, whatever the quantities', () => {
    let tried = 0;
    fc.assert(
      fc.property(selections, ({ job: plan, numbers, shares, lang, who, overs: wantsOvers }) => {
        const all = spell(plan);
        const ranges =
          numbers === 'neither' || (numbers === 'sheets' && plan.batches.length === 0)
            ? undefined
            : toRanges(shares, numbers === 'sheets' ? plan.total.sheets : plan.total.printed);
        const wanted = new Set(ranges && numbersIn(ranges));
        const congregation = who === undefined ? undefined : plan.congregations[who];
        const organisation = congregation && (congregation.id ?? congregation.label);
        const asks = ranges !== undefined || lang !== undefined || organisation !== undefined;
        fc.pre(asks && (lang === undefined || plan.languages.some((l) => l.tag === lang)));
        const whole =
          numbers === 'sheets' && ranges !== undefined && lang === undefined && organisation === undefined;
        const overs = wantsOvers && !whole;

        const expected = all.filter(
          (piece) =>
            (ranges === undefined || wanted.has(numbers === 'sheets' ? piece.sheet! : piece.number)) &&
            (lang === undefined || piece.lang === lang) &&
            (organisation === undefined || piece.who === organisation),
        );
        const asked: Asked = {
          ...(ranges ? { [numbers]: typed(ranges) } : {}),
          ...(lang === undefined ? {} : { lang }),
          ...(organisation === undefined ? {} : { organisation }),
          overs,
        };
        if (expected.length === 0) {
          expect(() => reprintOf(plan, asked)).toThrow(KyrError);
          return;
        }
        tried += 1;
        const reprint = reprintOf(plan, asked);

        // Which pieces, by their numbers and by whose they are.
        expect(numbersIn(reprint.reprint.pieces)).toEqual(expected.map((p) => p.number));
        for (const line of reprint.lines)
          for (const number of numbersIn(line.numbers.pieces)) {
            expect(all[number - 1]!.design).toBe(line.design);
            expect(all[number - 1]!.delivery).toBe(line.delivery);
          }
        const counts = tally(expected.map((p) => p.design));
        expect(Object.fromEntries(reprint.designs.map((d) => [d.id, d.ordered]).sort())).toEqual(counts);
        expect(reprint.total.ordered).toBe(expected.length);
        expect(reprint.total.printed).toBe(reprint.total.ordered + reprint.total.overs);

        // What comes off the press.
        const printed = press(reprint);
        const places = printed.flatMap((s) => s.places);
        if (plan.sheet) {
          expect(printed).toHaveLength(reprint.total.sheets);
          expect(places.filter((p) => p === undefined)).toHaveLength(reprint.reprint.blank);
          const off = tally(places);
          expect(Object.keys(off)).toEqual(Object.keys(counts));
          for (const [design, count] of Object.entries(off)) {
            if (overs) expect(count).toBeGreaterThanOrEqual(counts[design]!);
            else expect(count).toBe(counts[design]);
          }
        } else expect(reprint.batches).toEqual([]);
        if (!overs) expect(reprint.total.overs).toBe(0);

        // Whole sheets are the run's own, place by place.
        if (whole) {
          expect(reprint.reprint.blank).toBe(0);
          const before = new Map(press(plan).map((s) => [s.sheet, s.places]));
          for (const sheet of printed) expect(sheet.places).toEqual(before.get(sheet.sheet));
          expect(new Set(numbersIn(reprint.batches.flatMap((b) => b.numbers.sheets)))).toEqual(wanted);
        }
        // Loose pieces stand in delivery order after the cut, file by file.
        else {
          const stacked = reprint.batches
            .filter((b) => b.kind === 'cut-and-stack')
            .flatMap((b) => b.pieces.flatMap(({ of, count }) => Array.from({ length: count }, () => of)));
          if (!overs && plan.sheet)
            expect(stacked).toEqual(expected.filter((p) => p.delivery !== undefined).map((p) => p.design));
        }

        // 1-up files hold as many as their names say.
        for (const design of reprint.designs) {
          if (design.pressFile !== undefined)
            expect(design.pressFile).toContain(`REPRINT-${design.lang}-${counts[design.id]}`);
          const wants = !whole && (!plan.sheet || plan.designs[0]!.pressFile !== undefined);
          expect(design.pressFile !== undefined).toBe(wants);
        }
        const files = [...reprint.batches.map((b) => b.file), ...reprint.designs.map((d) => d.pressFile)];
        expect(new Set(files.filter((f) => f !== undefined)).size).toBe(
          files.filter((f) => f !== undefined).length,
        );
        expect(reprint.reprint.name).toMatch(/^[A-Za-z0-9+_-]{1,200}$/);
        expectBatchesToHold(reprint);
      }),
      { numRuns: 300 },
    );
    expect(tried).toBeGreaterThan(100);
  });

  function expectBatchesToHold(reprint: ReprintPlan): void {
    const count = (b: PlannedBatch): number => b.pieces.reduce((n, p) => n + p.count, 0);
    for (const batch of reprint.batches) {
      expect(batch.sheets).toBeLessThanOrEqual(reprint.batchSheets);
      expect(batch.pages).toBe(batch.kind === 'static' ? 2 : 2 * batch.sheets);
      expect(batch.copies).toBe(batch.kind === 'static' ? batch.sheets : 1);
      if (!reprint.reprint.whole) expect(count(batch)).toBe(batch.printed);
      for (const id of batch.designs) expect(reprint.designs.map((d) => d.id)).toContain(id);
    }
  }

  test('the same numbers typed in any order, twice or overlapping, are one reprint', () => {
    const plan = testPlan();
    const one = reprintOf(plan, { pieces: '20-60' });
    for (const pieces of ['60,20-59', '40-60,20-45,30', '0020–0060', ' 20 - 60 ', '20-30+31-60;44'])
      expect(reprintOf(plan, { pieces })).toEqual(one);
  });
});

describe('numbers', () => {
  const ranges = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.nat(9)), { maxLength: 8 })
    .map((list) => list.map(([first, more]) => ({ first, last: first + more })));

  test('merging, meeting and slicing agree with the numbers written out', () => {
    fc.assert(
      fc.property(ranges, ranges, fc.nat(40), fc.nat(40), (a, b, from, to) => {
        const [one, two] = [mergeRanges(a), mergeRanges(b)];
        const set = new Set(numbersIn(b));
        expect(numbersIn(one)).toEqual([...new Set(numbersIn(a))].sort((x, y) => x - y));
        for (const [i, range] of one.entries())
          if (i > 0) expect(range.first).toBeGreaterThan(one[i - 1]!.last + 1);
        expect(numbersIn(intersectRanges(one, two))).toEqual(numbersIn(one).filter((n) => set.has(n)));
        expect(numbersIn(sliceRanges(one, from, to))).toEqual(numbersIn(one).slice(from, Math.max(from, to)));
      }),
    );
  });

  test('a sheet holds the pieces that lie on it, and a piece lies on the sheet that holds it', () => {
    const plan = testPlan({ batch: 7 });
    const all = spell(plan);
    for (let sheet = 1; sheet <= plan.total.sheets; sheet++) {
      const here = numbersIn(piecesOnSheets(plan.batches, plan.up, [{ first: sheet, last: sheet }]));
      expect(here).toEqual(all.filter((p) => p.sheet === sheet).map((p) => p.number));
      for (const piece of here)
        expect(sheetsOfPieces(plan.batches, plan.up, { first: piece, last: piece })).toEqual([
          { first: sheet, last: sheet },
        ]);
    }
    for (const line of plan.lines) {
      const own = all.filter((p) => p.design === line.design && p.delivery === line.delivery);
      expect(numbersIn(line.numbers.pieces)).toEqual(own.map((p) => p.number));
      const sheets = numbersIn(line.numbers.sheets);
      for (const { sheet } of own) expect(sheets).toContain(sheet);
    }
  });
});

describe('what was typed', () => {
  const plan = testPlan();
  const refused = (
    asked: Asked,
    of = plan,
  ): { code: string; message: string; hint?: string; exit: number } => {
    try {
      reprintOf(of, asked);
    } catch (error) {
      if (error instanceof KyrError)
        return { ...(error.diagnostics[0] as { code: string; message: string }), exit: error.exitCode };
      throw error;
    }
    throw new Error('nothing was refused');
  };

  test('a number that the run does not have names those that it has', () => {
    expect(refused({ sheets: '90-97' })).toMatchObject({
      code: 'KYR505',
      exit: 3,
      message: 'sheets 90–97 are not in the run: test-run has sheets 1 to 96',
    });
    expect(refused({ pieces: '385' }).message).toBe(
      'piece 385 is not in the run: test-run has pieces 1 to 384',
    );
    expect(refused({ sheets: '0' }).code).toBe('KYR505');
    expect(reprintOf(plan, { sheets: '96', pieces: undefined } as Asked).total.printed).toBe(4);
  });

  test.each(['', 'x', '4-', '-4', '12-7', '1.5', '3--4', '1-2-3'])(
    '“%s” is no number: usage, exit 2',
    (pieces) => {
      expect(refused({ pieces })).toMatchObject({ code: 'KYR504', exit: 2 });
    },
  );

  test('a comma that could be a thousands separator is asked about, and no other', () => {
    const large = planJob(jobInput({ spanish: 12000, batch: 500 }));
    expect(refused({ pieces: '1,201-1,450' }, large)).toMatchObject({ code: 'KYR504', exit: 2 });
    expect(refused({ pieces: '1,201' }, large).hint).toContain('1201');
    expect(reprintOf(large, { pieces: '412,431' }).total.printed).toBe(2);
    expect(reprintOf(large, { pieces: '1, 201' }).total.printed).toBe(2);
    expect(reprintOf(plan, { pieces: '1,201' }).total.printed).toBe(2);
  });

  test('a language, a congregation and a delivery by what they are called', () => {
    expect(refused({ lang: 'fr' })).toMatchObject({ code: 'KYR505', exit: 3 });
    expect(refused({ lang: 'fr' }).hint).toContain('es, ar, en, zh-Hans');
    expect(refused({ organisation: 'sample-masjit' }).hint).toBe('did you mean sample-masjid?');
    expect(reprintOf(plan, { lang: 'ZH-hans' }).reprint.name).toBe('lang-zh-Hans');
    const both = reprintOf(plan, { organisation: 'sample-st-brigid' });
    expect(both.designs.map((d) => d.id)).toEqual(['es-sample-st-brigid', 'en-sample-st-brigid']);
    expect(reprintOf(plan, { organisation: 'delivery-1' }).total).toEqual(both.total);
    expect(reprintOf(plan, { organisation: 'sample-st-brigid', lang: 'en' }).total.printed).toBe(36);
  });

  test('what meets nowhere says what is there', () => {
    const found = refused({ pieces: '1-10', lang: 'ar' });
    expect(found).toMatchObject({
      code: 'KYR505',
      message: 'nothing of test-run is all of this: pieces 1–10 in Arabic',
    });
    expect(found.hint).toContain('these numbers are es');
    expect(found.hint).toContain('125–188');
  });

  test('whole sheets have no overs, and a job without sheets no sheets', () => {
    expect(refused({ sheets: '1-2', overs: true })).toMatchObject({ code: 'KYR504', exit: 2 });
    expect(refused({ sheets: '1' }, testPlan({ sheets: false }))).toMatchObject({ code: 'KYR505', exit: 3 });
    const withOvers = reprintOf(plan, { pieces: '1-50', overs: true });
    expect(withOvers.total).toEqual({ ordered: 50, overs: 2, printed: 52, sheets: 13 });
    expect(withOvers.reprint.blank).toBe(0);
  });

  test('very many numbers keep folder and slug short, and have a name of their own', () => {
    const odd = (from: number): string => Array.from({ length: 90 }, (_, i) => from + 2 * i).join(',');
    const one = reprintOf(plan, { pieces: odd(1) }).reprint;
    expect(one.name).toMatch(/^pieces-1-to-179-in-90-parts-[0-9a-f]{8}$/);
    expect(one.words).toBe('90 pieces between 1 and 179');
    expect(reprintOf(plan, { pieces: odd(3) }).reprint.name).not.toBe(one.name);
  });

  test('as an operator reads it', () => {
    expect(
      [
        { sheets: '30-33,96' },
        { pieces: '110-126' },
        { organisation: 'delivery-3' },
        { lang: 'es', overs: true },
      ].map((asked) => formatReprint(reprintOf(plan, asked))),
    ).toMatchSnapshot();
  });
});

describe('runReprint', () => {
  let base: string;
  let folder: string;
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'kyr-reprint-'));
    folder = join(base, 'out');
  });
  afterEach(() => {
    rmSync(base, { recursive: true, force: true });
  });

  const JOB: JobOptions = { proofs: false, batch: 20 };
  const build = (job = JOB, shop: ShopOptions = {}): Promise<unknown> =>
    runPlan({ plan: testPlan(job), shop: testShop(shop), folder, missing: [], clock: () => 0 });
  const again = (
    asked: Asked,
    more: { job?: JobOptions; shop?: ShopOptions; changed?: boolean } = {},
  ): Promise<ReprintResult> => {
    const run = testPlan(more.job ?? JOB);
    return runReprint({
      run,
      plan: reprintOf(run, asked),
      shop: testShop(more.shop),
      folder,
      changed: more.changed ?? false,
      missing: [],
      clock: () => 0,
    });
  };
  const filesIn = (path: string): string[] =>
    readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((f) => statSync(join(path, f)).isFile())
      .sort();
  const sums = (path: string): Record<string, string> =>
    Object.fromEntries(filesIn(path).map((f) => [f, digest(readFileSync(join(path, f)))]));
  const shown = (...path: string[]): ReturnType<typeof readShown> =>
    readShown(readFileSync(join(folder, ...path)));
  const thrown = async (work: Promise<unknown>): Promise<KyrError> => {
    const error: unknown = await work.then(
      () => undefined,
      (e: unknown) => e,
    );
    if (!(error instanceof KyrError)) throw error ?? new Error('nothing was thrown');
    return error;
  };

  test('whole sheets are drawn from the same bytes in the same places; the slug alone differs', async () => {
    await build();
    // 48 is the first cut-and-stack sheet; batch 4 holds 48 to 67, batch 5 the next twenty.
    const { folder: out, made } = await again({ sheets: '3-5,50,66-69' });
    expect(made.filter((f) => f.endsWith('.pdf'))).toEqual([
      'sheets/DRAFT-REPRINT-0001-es-3sheets.pdf',
      'sheets/DRAFT-REPRINT-0004-congregations-3sheets.pdf',
      'sheets/DRAFT-REPRINT-0005-congregations-2sheets.pdf',
    ]);
    const pairs = [
      [made[0]!, 'DRAFT-0001-es-20sheets.pdf', [1]],
      [made[1]!, 'DRAFT-0004-congregations-20sheets.pdf', [50 - 47, 66 - 47, 67 - 47]],
      [made[2]!, 'DRAFT-0005-congregations-20sheets.pdf', [1, 2]],
    ] as const;
    for (const [file, original, sheets] of pairs) {
      const now = await readShown(readFileSync(join(out, file)));
      const then = await shown('sheets', original);
      expect(now).toHaveLength(2 * sheets.length);
      for (const [i, sheet] of sheets.entries())
        for (const side of [0, 1]) {
          const [a, b] = [now[2 * i + side]!, then[2 * (sheet - 1) + side]!];
          expect(a.boxes).toBe(b.boxes);
          expect(a.forms.map((f) => f.at)).toEqual(b.forms.map((f) => f.at));
          // Four pieces and the marks, then the line of text and the digits, whose font is cut to what it says.
          expect(a.forms.length).toBe(original.includes('-es-') ? 6 : 8);
          expect(a.forms.slice(0, 5).map((f) => f.digest)).toEqual(b.forms.slice(0, 5).map((f) => f.digest));
        }
    }
  });

  test('loose pieces are the same bytes too, 1-up and on sheets', async () => {
    await build();
    const { folder: out, made } = await again({ pieces: '100-130,200-207' });
    const pdfs = made.filter((f) => f.endsWith('.pdf'));
    const run = filesIn(join(folder, 'press'));
    for (const file of pdfs.filter((f) => f.startsWith('press/'))) {
      // press/DRAFT-REPRINT-es-25-5.5x8.5-4c.pdf ↔ press/DRAFT-es-120-5.5x8.5-4c.pdf
      const [, lang, who] = /REPRINT-(.+?)-\d+(-[a-z].*?)?-5\.5x/.exec(file)!;
      const original = run.find((f) => new RegExp(`^DRAFT-${lang}-\\d+${who ?? ''}-5\\.5x`).test(f))!;
      expect(await readShown(readFileSync(join(out, file)))).toEqual(await shown('press', original));
    }
    const pieces = new Set(
      (await Promise.all(run.map((f) => shown('press', f))))
        .flat()
        .flatMap((p) => p.forms.map((f) => f.digest)),
    );
    const placed = await Promise.all(
      pdfs.filter((f) => f.startsWith('sheets/')).map((f) => readShown(readFileSync(join(out, f)))),
    );
    // 25 Spanish: six full sheets and one piece; 6 Arabic of the run by language; the rest mixed.
    expect(
      placed.map((pages) => pages.map((p) => p.forms.filter((f) => pieces.has(f.digest)).length)),
    ).toMatchSnapshot();
    expect(pdfs).toMatchSnapshot();
  });

  test('leaves the run as it was, and both verify', async () => {
    await build();
    const before = sums(folder);
    const one = await again({ sheets: '90-96' });
    const two = await again({ lang: 'es', overs: true });
    const three = await again({ pieces: '383', organisation: 'sample-long-name' });
    for (const { folder: out, manifest } of [one, two, three]) {
      expect((await verifyRun(out)).diagnostics).toEqual([]);
      expect(findCountFaults(manifest!)).toEqual([]);
      expect(existsSync(join(out, 'DRAFT-REPRINT-START-HERE.txt'))).toBe(true);
    }
    expect(one.warnings).toEqual([]);
    expect(one.sameness).toBe('same');
    const after = Object.fromEntries(
      Object.entries(sums(folder)).filter(([file]) => !file.startsWith('reprints/')),
    );
    expect(after).toEqual(before);
    const report = await verifyRun(folder);
    expect(report.diagnostics).toEqual([]);
    expect(report.reprints).toEqual([
      'reprints/lang-es_overs',
      'reprints/pieces-383_organisation-sample-long-name',
      'reprints/sheets-90-96',
    ]);
    expect((await verifyRun(join(folder, 'reprints'))).ok).toBe(false);
    writeFileSync(join(folder, 'reprints', 'notes.txt'), 'call the shop');
    expect((await verifyRun(folder)).diagnostics.map((d) => d.at)).toEqual([{ file: 'reprints/notes.txt' }]);
    // And the run finds nothing to do, nor to take away.
    expect(await build()).toMatchObject({ made: [], removed: [] });
  });

  test('a reprint whose counts were changed does not verify', async () => {
    await build();
    const { folder: out } = await again({ pieces: '100-130' });
    const path = join(out, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    writeFileSync(
      path,
      JSON.stringify({ ...manifest, reprint: { ...manifest.reprint, blank: 0, pieces: [] } }),
    );
    expect((await verifyRun(out)).diagnostics.map((d) => d.message)).toEqual([
      'in all: 31 printed and 0 places left white are not 9 sheets of 4',
      'in all: 31 ordered is not 0, the pieces asked for',
    ]);
  });

  test('goes on where it was killed, with the same bytes, and makes nothing twice', async () => {
    await build();
    const asked = { lang: 'es' };
    const whole = await again(asked);
    const wanted = sums(whole.folder);
    rmSync(whole.folder, { recursive: true });
    await expect(again(asked, { shop: { failAt: 2 } })).rejects.toThrow('killed');
    expect((await verifyRun(folder)).ok).toBe(true);
    const resumed = await again(asked);
    expect(resumed.kept).toHaveLength(1);
    expect(sums(whole.folder)).toEqual(wanted);
    expect((await again(asked)).made).toEqual([]);
  });

  test('a changed text is refused by the design’s name, and nothing is left behind', async () => {
    await build();
    const before = filesIn(folder);
    const changed = { shop: { salt: { 'zh-Hans': 'new' } } };
    const error = await thrown(again({ sheets: '48-96' }, changed));
    expect(error.exitCode).toBe(3);
    expect(error.diagnostics).toHaveLength(1);
    expect(error.diagnostics[0]).toMatchObject({ code: 'KYR506', level: 'error' });
    expect(error.diagnostics[0]?.message).toMatch(
      /^not as in the run: zh-Hans-sample-long-name was ICE-ZH-\w{4} and is ICE-ZH-\w{4} now: its text was changed$/,
    );
    expect(filesIn(folder)).toEqual(before);
    expect(existsSync(join(folder, 'reprints'))).toBe(false);

    // What is not printed may have changed.
    expect((await again({ sheets: '1-3' }, changed)).sameness).toBe('same');
    const anyway = await again({ sheets: '48-96' }, { ...changed, changed: true });
    expect(anyway.sameness).toBe('changed');
    expect(anyway.warnings.map((d) => [d.code, d.level])).toEqual([['KYR506', 'warning']]);
    expect(readFileSync(join(anyway.folder, 'DRAFT-REPRINT-START-HERE.txt'), 'utf8')).toContain(
      'NOT as the run printed it',
    );
  });

  test('another quantity means other numbers: refused, though every design is the same', async () => {
    await build();
    for (const job of [
      { ...JOB, spanish: 200 },
      { ...JOB, batch: 21 },
    ]) {
      const error = await thrown(again({ sheets: '50' }, { job }));
      expect(error.diagnostics.map((d) => d.code)).toEqual(['KYR506']);
      expect(error.diagnostics[0]?.message).toContain('its numbers mean other pieces now');
    }
    const press = await thrown(again({ sheets: '50' }, { job: { ...JOB, purpose: 'press' } }));
    expect(press.diagnostics[0]?.message).toBe('the run was made for draft, and the job now says press');
  });

  test('without the run’s manifest it says that nothing was compared', async () => {
    const { sameness, warnings, status } = await again({ pieces: '5' });
    expect({ sameness, status }).toEqual({ sameness: 'unknown', status: 'done' });
    expect(warnings).toMatchObject([{ code: 'KYR506', level: 'warning' }]);
    expect(warnings[0]?.message).toContain('could not compare with the run');
  });

  test('the run of another job is refused', async () => {
    await build();
    const path = join(folder, 'manifest.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"test-run"', '"other"'));
    const error = await thrown(again({ pieces: '5' }));
    expect([error.exitCode, error.diagnostics[0]?.code]).toEqual([3, 'KYR804']);
  });

  test('a press reprint has DRAFT in no name, a draft in every one', async () => {
    await build({ ...JOB, purpose: 'press' });
    const press = await again({ lang: 'es' }, { job: { ...JOB, purpose: 'press' } });
    expect(filesIn(press.folder).filter((f) => f.includes('DRAFT'))).toEqual([]);
    const draft = reprintOf(testPlan(JOB), { lang: 'es' });
    for (const file of [...draft.batches.map((b) => b.file), ...draft.designs.map((d) => d.pressFile!)])
      expect(file).toMatch(/^\w+\/DRAFT-REPRINT-/);
  });

  test('a withheld congregation is its delivery number: no file, name or word gives it away', async () => {
    await build();
    const run = testPlan(JOB);
    const shop = testShop();
    const plan = reprintOf(run, { organisation: 'delivery-03' });
    const { folder: out } = await runReprint({
      run,
      plan,
      shop,
      folder,
      changed: false,
      missing: [],
      clock: () => 0,
    });
    expect(out.endsWith(join('reprints', 'organisation-delivery-03'))).toBe(true);
    const texts = filesIn(out).flatMap((f) => [f, readFileSync(join(out, f)).toString('latin1')]);
    for (const text of [...texts, ...shop.words, ...shop.calls, formatReprint(plan)])
      for (const secret of [SECRET, SECRET_NAME, base])
        if (text.includes(secret)) expect.fail(`${secret} in ${text.slice(0, 80)}`);
    // Its own name is no name in this run.
    expect(() => reprintOf(run, { organisation: SECRET })).toThrow(/nothing of test-run is for/);
  });

  test('run.csv of a reprint says which numbers of the run each file holds', async () => {
    await build();
    const rows = async (asked: Asked): Promise<string[]> => {
      const { folder: out } = await again(asked);
      return readFileSync(join(out, 'DRAFT-REPRINT-run.csv'), 'utf8').trimEnd().split('\r\n').slice(1);
    };
    expect((await rows({ sheets: '3-5,50,66-69' })).map((r) => r.split(',').slice(-9))).toMatchSnapshot();
    expect((await rows({ pieces: '100-130,200-207' })).map((r) => r.split(',').slice(-9))).toMatchSnapshot();
  });
});

test('formatRanges writes what can be typed again', () => {
  expect(
    formatRanges([
      { first: 1201, last: 1450 },
      { first: 1500, last: 1500 },
    ]),
  ).toBe('1201–1450, 1500');
  expect(reprintOf(testPlan(), { pieces: '120–125, 300' }).reprint.words).toBe('pieces 120–125, 300');
});
