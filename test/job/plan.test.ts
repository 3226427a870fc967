import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KyrError } from '../../src/core/diagnostic.js';
import { packBoxes } from '../../src/job/packing.js';
import { sum } from '../../src/job/plan/counts.js';
import { formatPlan } from '../../src/job/plan/format-plan.js';
import type { Counts, Plan } from '../../src/job/plan/plan.js';
import { type PlanInput, planJob } from '../../src/job/plan/plan-job.js';
import { boxRule } from '../../src/job/plan/words.js';
import { jobInput, SECRET, SECRET_NAME, testPlan } from './shop.js';

function expectToAddUp(plan: Plan): void {
  const each = (c: Counts): void => {
    expect(c.printed).toBe(c.ordered + c.overs);
    expect(c.printed).toBe(c.sheets * plan.up);
  };
  for (const c of [...plan.lines, ...plan.designs, ...plan.congregations, ...plan.byLanguage.values()])
    each(c);
  each(plan.total);
  for (const parts of [plan.lines, plan.designs, [...plan.byLanguage.values()]])
    expect(sum(parts)).toEqual(plan.total);
  expect(sum(plan.congregations)).toEqual(sum(plan.lines.filter((l) => l.delivery !== undefined)));
  if (plan.batches.length > 0) {
    expect(plan.batches.reduce((n, b) => n + b.printed, 0)).toBe(plan.total.printed);
    expect(plan.batches.reduce((n, b) => n + b.sheets, 0)).toBe(plan.total.sheets);
  }
  for (const b of plan.batches) {
    expect(b.sheets).toBeLessThanOrEqual(plan.batchSheets);
    expect(b.pieces.reduce((n, p) => n + p.count, 0)).toBe(b.printed);
    expect(b.printed).toBe(b.sheets * plan.up);
    expect(b.sheets).toBe(b.kind === 'static' ? b.copies : b.pages / 2);
  }
}

/** What is ordered is in the boxes, and no box is too full. */
function expectToBePacked(plan: Plan): void {
  const recipients = [
    ...plan.congregations.map((c) => c.lines),
    ...plan.lines.filter((l) => l.delivery === undefined).map((l) => [l]),
  ];
  const boxes = recipients.flatMap((lines) => packBoxes(lines, plan));
  for (const box of boxes) {
    expect(box.pieces).toBeLessThanOrEqual(plan.carton.pieces);
    expect(box.pieces).toBeGreaterThan(0);
    expect(box.number).toBeLessThanOrEqual(box.of);
  }
  const contents = boxes.flatMap((box) => box.contents);
  for (const [tag, { ordered }] of plan.byLanguage)
    expect(contents.filter((c) => c.lang === tag).reduce((n, c) => n + c.pieces, 0)).toBe(ordered);
  for (const { pieces, bands } of contents) {
    expect(bands.reduce((n, b) => n + b, 0)).toBe(pieces);
    expect(bands.slice(0, -1).every((b) => b === plan.band)).toBe(true);
  }
  expect(boxes.reduce((n, box) => n + box.overs, 0)).toBe(plan.total.overs);
}

describe('planJob', () => {
  test('the test job as an operator reads it', () => {
    expect(formatPlan(testPlan())).toMatchSnapshot();
  });

  test('its files', () => {
    const plan = testPlan();
    expect([...plan.batches.map((b) => b.file), ...plan.designs.map((d) => d.pressFile)]).toMatchSnapshot();
  });

  test('everything adds up, whatever is ordered', () => {
    const orders = fc.array(
      fc.record({
        lang: fc.constantFrom('en', 'es', 'ar', 'zh-Hans'),
        quantity: fc.integer({ min: 1, max: 9000 }),
      }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(
        fc.array(orders, { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 600 }),
        fc.constantFrom('0 %', '2 %', '7 %', '12.5 %'),
        fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }),
        fc.boolean(),
        (congregations, plain, batch, percent, minimum, sheets) => {
          const input = jobInput();
          const list = congregations.map((row, i) => ({
            organisation: { id: `c-${i}`, withhold: i % 3 === 0 },
            orders: row.filter((o, n) => row.findIndex((p) => p.lang === o.lang) === n),
            at: { file: 'c.csv', line: i + 2 },
          }));
          const total = [...list.flatMap((r) => r.orders.map((o) => o.quantity)), ...plain].reduce(
            (a, b) => a + b,
            0,
          );
          const plan = planJob({
            ...input,
            congregations: new Map([['c.csv', list]]),
            job: {
              ...input.job,
              total,
              runs: [
                ...plain.map((quantity, i) => ({ language: ['en', 'es', 'ar', 'zh-Hans'][i]!, quantity })),
                { congregations: 'c.csv' },
              ],
              press: { overs: minimum === undefined ? percent : { percent, minimum } },
              output: sheets ? { sheets: { batch } } : {},
            },
          });
          expectToAddUp(plan);
          expect(plan.total.ordered).toBe(total);
          for (const line of plan.lines)
            expect(line.overs).toBeGreaterThanOrEqual(
              Math.floor(line.ordered * Number.parseFloat(percent) * 0.01),
            );
          for (const counts of plan.byLanguage.values())
            expect(counts.overs).toBeGreaterThanOrEqual(minimum ?? 0);
          expectToBePacked(plan);
          const files = [...plan.batches.map((b) => b.file), ...plan.designs.map((d) => d.pressFile)];
          expect(new Set(files).size).toBe(files.length);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('pieces stand in delivery order in the mixed batches', () => {
    const plan = testPlan({ batch: 7 });
    const order = plan.batches.filter((b) => b.kind === 'cut-and-stack').flatMap((b) => b.pieces);
    const joined = order.reduce<{ of: string; count: number }[]>((list, p) => {
      const last = list.at(-1);
      if (last?.of === p.of) last.count += p.count;
      else list.push({ ...p });
      return list;
    }, []);
    expect(joined).toEqual(
      plan.lines.filter((l) => l.delivery !== undefined).map((l) => ({ of: l.design, count: l.printed })),
    );
  });

  test('twelve thousand Spanish pieces: 240 overs, batches of 500', () => {
    const input = jobInput({ spanish: 12000, batch: 500 });
    const plan = planJob(input);
    expect(plan.lines[0]).toMatchObject({ ordered: 12000, overs: 240, printed: 12240, sheets: 3060 });
    expect(plan.batches.slice(0, 7).map((b) => b.file)).toEqual([
      ...[1, 2, 3, 4, 5, 6].map((n) => `sheets/DRAFT-000${n}-es-500sheets.pdf`),
      'sheets/DRAFT-0007-es-60sheets.pdf',
    ]);
    expect(plan.designs[0]?.pressFile).toBe('press/DRAFT-es-12000-5.5x8.5-4c.pdf');
  });

  const withPress = (press: PlanInput['job']['press'], spanish = 120): PlanInput => {
    const input = jobInput({ spanish });
    return { ...input, job: { ...input.job, press } };
  };

  test('a least number of overs is made up by the language’s own run, else by its largest delivery', () => {
    const plan = planJob(withPress({ overs: { percent: '2 %', minimum: 50 } }));
    const overs = (lang: string) =>
      plan.lines.filter((l) => l.lang === lang).map((l) => [l.delivery ?? 'run', l.ordered, l.overs]);
    // 2 % and full sheets give the deliveries 2 and 3; the run makes it 50, or the next full sheet.
    expect(overs('es')).toEqual([
      ['run', 120, 48],
      [1, 30, 2],
      [3, 17, 3],
    ]);
    expect(overs('ar')).toEqual([
      ['run', 60, 48],
      [2, 60, 4],
    ]);
    // English and Chinese are ordered by congregations alone.
    expect(overs('en')).toEqual([[1, 35, 53]]);
    expect(overs('zh-Hans')).toEqual([[4, 41, 51]]);
    expect(formatPlan(plan)).toContain('overs   2 %, at least 50 a language, rounded up to full sheets');
  });

  test('of a share and a minimum the larger holds', () => {
    const plan = planJob(withPress({ overs: { percent: '2 %', minimum: 50 } }, 12000));
    expect(plan.lines[0]).toMatchObject({ ordered: 12000, overs: 240 });
    expect(plan.byLanguage.get('en')?.overs).toBe(53);
  });

  test('the weight comes from the grammage, else from the words of the stock, else from nowhere', () => {
    const weighed = (press: PlanInput['job']['press']) => {
      const plan = planJob(withPress(press));
      return [plan.grammage, boxRule(plan)];
    };
    expect(weighed({ stock: '70 lb text', grammage: 100 })).toEqual([
      100,
      'at most 4,500 pieces and 30 lb (13.6 kg) in a box',
    ]);
    expect(weighed({ stock: '70 lb text' })).toEqual([
      103.6,
      'at most 4,300 pieces and 30 lb (13.6 kg) in a box',
    ]);
    const unknown = [undefined, 'at most 1,000 pieces in a box'];
    expect(weighed({ stock: '70 lb uncoated' })).toEqual(unknown);
    // Without a stock the shop chooses it, and no weight is promised.
    expect(weighed({})).toEqual(unknown);
    expect(weighed({ grammage: 105, band: 50, carton: { pieces: 730, weight: '12 kg' } })).toEqual([
      105,
      'at most 700 pieces and 26.5 lb (12 kg) in a box',
    ]);
  });

  test('a carton by weight wants a weight that is known, and more than a piece', () => {
    expect(faults(withPress({ carton: { weight: '30 lb' } }))).toMatchObject([
      {
        code: 'KYR106',
        message: 'a carton is to weigh at most 30 lb, but what the stock weighs is not known',
      },
    ]);
    expect(faults(withPress({ grammage: 105, carton: { weight: '0.002 kg' } }))).toMatchObject([
      {
        code: 'KYR106',
        message: 'a carton is to weigh at most 0.002 kg, but one piece weighs 0.01 lb (0.01 kg)',
      },
    ]);
  });

  test('only drafts have DRAFT in their names', () => {
    const plan = testPlan({ purpose: 'press' });
    expect(plan.batches[0]?.file).toBe('sheets/0001-es-20sheets.pdf');
    expect(JSON.stringify(plan)).not.toContain('DRAFT');
  });

  const faults = (input: PlanInput): readonly { code: string; message: string }[] => {
    try {
      planJob(input);
    } catch (error) {
      if (error instanceof KyrError) return error.diagnostics;
    }
    return [];
  };

  test('a wrong total names both numbers and the difference', () => {
    const input = jobInput();
    const [fault] = faults({ ...input, job: { ...input.job, total: 30000 } });
    expect(fault).toMatchObject({
      code: 'KYR501',
      message: 'the runs add up to 363 pieces, but total says 30,000: 29,637 too few',
    });
  });

  test('an unknown language is named once', () => {
    const input = jobInput();
    const found = faults({ ...input, languages: new Map([...input.languages].filter(([t]) => t !== 'ar')) });
    expect(found.map((d) => d.code)).toEqual(['KYR110']);
    expect(found[0]?.message).toContain('ar');
  });

  test('a withheld congregation is its delivery number and nothing else', () => {
    const plan = testPlan();
    const all = `${JSON.stringify({ ...plan, byLanguage: [...plan.byLanguage] })}${formatPlan(plan)}`;
    expect(all).not.toContain(SECRET);
    expect(all).not.toContain(SECRET_NAME);
    expect(plan.designs.map((d) => d.id)).toContain('es-delivery-03');
    expect(plan.congregations[2]).toMatchObject({ label: 'delivery-03' });
    expect(plan.congregations[2]).not.toHaveProperty('name');
  });

  test('one id with two imprints, and an id that looks like a delivery number, are refused', () => {
    const input = jobInput();
    const [first, ...others] = input.congregations.get('congregations.csv')!;
    const renamed = (id: string, phone?: string) => ({
      ...first!,
      organisation: { ...first!.organisation, id, ...(phone ? { phone } : {}) },
    });
    const withRows = (rows: readonly (typeof others)[number][]): PlanInput => ({
      ...input,
      congregations: new Map([['congregations.csv', rows]]),
    });
    expect(faults(withRows([renamed('delivery-03'), ...others])).map((d) => d.code)).toEqual(['KYR106']);
    const twice = withRows([first!, renamed(first!.organisation.id, '212-555-0199'), ...others]);
    expect(faults(twice).map((d) => d.code)).toEqual(['KYR501', 'KYR109', 'KYR109']);
  });

  test('a sheet that holds fewer than another says so', () => {
    const input = jobInput();
    const plan = planJob({ ...input, job: { ...input.job, output: { sheets: { sheet: '12x18' } } } });
    expect(plan.diagnostics[0]).toMatchObject({ code: 'KYR503', level: 'warning' });
  });
});
