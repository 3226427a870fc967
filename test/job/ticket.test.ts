/** Ticket and labels as pages: what they say, and that nothing runs off the paper or into its neighbour. */
import { describe, expect, test } from 'vitest';
import { type Frame, runWidth } from '../../src/frame/frame.js';
import { walk } from '../../src/frame/walk.js';
import { setLabels } from '../../src/job/labels.js';
import type { PaperPage } from '../../src/job/paper.js';
import type { Plan } from '../../src/job/plan/plan.js';
import { type PlanInput, planJob } from '../../src/job/plan/plan-job.js';
import { setTicket, type TicketFacts } from '../../src/job/ticket.js';
import type { CongregationRow } from '../../src/load/congregations.js';
import { HALF_LETTER, jobInput, SECRET, SECRET_NAME, setText } from './shop.js';

const FAMILIES = [
  'Noto Sans',
  'Noto Sans Arabic',
  'Noto Sans Hebrew',
  'Noto Sans Bengali',
  'Noto Sans SC',
  'Noto Sans KR',
];
const STYLE = { setText, families: FAMILIES };

const side = (id: string): Frame =>
  ({ id, size: HALF_LETTER, bleed: { top: 9, right: 9, bottom: 9, left: 9 }, items: [] }) as unknown as Frame;

const facts = (plan: Plan, more: Partial<TicketFacts> = {}): TicketFacts => ({
  designs: new Map(
    plan.designs.map((d) => [
      d.id,
      { code: `ICE-${d.id}`, version: '2026-11', pages: [side(`${d.id}-f`), side(`${d.id}-b`)] as const },
    ]),
  ),
  date: '2026-11-01',
  toolVersion: '0.0.0-test',
  missing: [],
  approved: [],
  files: { labels: 'DRAFT-labels.pdf', runCsv: 'DRAFT-run.csv' },
  ...more,
});

/** Names such as come out of a spreadsheet: long, in many scripts, unbreakable, and of letters no font has. */
const NAMES: readonly Record<string, string>[] = [
  { en: 'Sample Parish of St. Brigid', es: 'Parroquia de Santa Brígida (ejemplo)' },
  {
    en: 'Sample: The Greater New Hope Missionary Fellowship Tabernacle of the Holy Redeemer and All Nations',
  },
  { en: 'مسجد النور (sample)' },
  { en: 'Sample Korean Church', ko: '한인장로교회 (예시)' },
  { en: 'Sample Masjid', bn: 'বাইতুল আমান মসজিদ (নমুনা)', ar: 'مسجد (مثال)' },
  { en: 'Sample Synagogue', he: 'בית כנסת לדוגמה', ru: 'Синагога (образец)' },
  { en: 'SampleNameWithoutAnySpaceThatNobodyCouldEverBreakAnywhereAtAllWhateverTheyTried' },
  { en: 'ᚠᚢᚦᚨᚱᚲ sample' },
  { en: 'Sample Grace & Mercy, O’Brien', 'zh-Hans': '恩典堂（示例）' },
];
const LANGUAGES = ['es', 'en', 'zh-Hans', 'ar'];

function manyRows(count: number): CongregationRow[] {
  return Array.from({ length: count }, (_, i) => ({
    organisation: {
      id: i === 5 ? SECRET : `sample-${i}`,
      name: i === 5 ? { en: SECRET_NAME } : NAMES[i % NAMES.length]!,
      ...(i % 4 === 0 ? {} : { address: `${i} Sample Street, Queens, NY 11300` }),
      withhold: i === 5,
    },
    orders: LANGUAGES.slice(0, 1 + (i % 4)).map((lang) => ({ lang, quantity: 40 + 30 * i })),
    at: { file: 'congregations.csv', line: i + 2 },
  }));
}

function bigPlan(count = 70, press: PlanInput['job']['press'] = { stock: '105 g/m²' }, sheets = true): Plan {
  const input = jobInput();
  const rows = manyRows(count);
  const ordered = rows.flatMap((r) => r.orders).reduce((n, o) => n + o.quantity, 0);
  return planJob({
    ...input,
    congregations: new Map([['congregations.csv', rows]]),
    job: {
      ...input.job,
      runs: [
        { language: 'es', quantity: 9000 },
        { language: 'ar', quantity: 310 },
        { congregations: 'congregations.csv' },
      ],
      total: ordered + 9310,
      press,
      output: sheets ? { sheets: { batch: 500 } } : {},
    },
  });
}

interface Words {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
}

/** Every run of glyphs on a page, with its place. */
const wordsOn = ({ own }: PaperPage): Words[] =>
  [...walk(own)].flatMap(({ item }) =>
    item.kind === 'glyphs'
      ? [
          {
            text: item.run.text,
            left: item.at.x,
            right: item.at.x + runWidth(item.run),
            baseline: item.at.y,
          },
        ]
      : [],
  );
const textOf = (page: PaperPage): string =>
  wordsOn(page)
    .map((w) => w.text)
    .join('');
/** As it is read, with a space where a line ends. */
const readOf = (page: PaperPage): string =>
  wordsOn(page)
    .map((w) => w.text)
    .join(' ')
    .replace(/\s+/g, ' ');
const textOfAll = (pages: readonly PaperPage[]): string => pages.map(textOf).join('\n');

function expectInside(pages: readonly PaperPage[], margin: number): void {
  for (const page of pages)
    for (const { text, left, right, baseline } of wordsOn(page)) {
      expect(left, text).toBeGreaterThanOrEqual(margin - 0.5);
      expect(right, text).toBeLessThanOrEqual(612 - margin + 0.5);
      expect(baseline, text).toBeLessThanOrEqual(792 - 20);
    }
}

/** No two runs of glyphs lie on each other, on the same line. */
function expectApart(pages: readonly PaperPage[]): void {
  for (const page of pages) {
    const words = wordsOn(page).filter((w) => w.text.trim() !== '');
    words.forEach((a, i) => {
      for (const b of words.slice(i + 1))
        if (Math.abs(a.baseline - b.baseline) < 5)
          if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1)
            expect.fail(`“${a.text}” and “${b.text}” lie on each other`);
    });
  }
}

describe('the ticket of a run with many congregations', () => {
  const plan = bigPlan();
  const pages = setTicket(plan, facts(plan), STYLE);

  test('stays on its paper, and nothing lies on anything', () => {
    expect(pages.length).toBeGreaterThan(3);
    expectInside(pages, 40);
    expectApart(pages);
  });

  test('names every delivery once, in order, under a head on every page', () => {
    const numbers = pages.map((page) =>
      wordsOn(page).filter((w) => Math.abs(w.left - 40) < 1 && /^\d\d$/.test(w.text)),
    );
    expect(numbers.flat().map((w) => w.text)).toEqual(plan.congregations.map((c) => c.label.slice(-2)));
    numbers.forEach(([first], i) => {
      if (!first) return;
      const head = wordsOn(pages[i]!).find((w) => w.text === 'pieces by language');
      expect(head?.baseline, `page ${i + 1}`).toBeLessThan(first.baseline);
    });
    expect(numbers.filter((on) => on.length > 0).length).toBeGreaterThan(2);
  });

  test('shows names in their own letters, shortens long ones, and says an id where no font has the letters', () => {
    const text = textOfAll(pages);
    for (const own of ['한인장로교회', 'বাইতুল', 'Синагога', 'בית', '恩典堂', 'مسجد'])
      expect(text).toContain(own);
    expect(text).toContain('…');
    expect(text).not.toContain('ᚠ');
    expect(text).toContain('sample-7');
    expect(text).toContain('(name withheld)');
    expect(text).not.toContain(SECRET_NAME);
    expect(text).not.toContain(SECRET);
  });

  test('says how many, how heavy, how often to cut, how to band and box, and whom to call', () => {
    const text = readOf(pages[0]!);
    expect(text).toContain('8 cuts a lift of at most 500 sheets');
    expect(text).toContain('0.875, 6.375, 6.625, 12.125 in from the left edge');
    expect(text).toContain('0.875, 9.375, 9.625, 18.125 in from the gripper edge');
    expect(text).toContain('105 g/m², 3.17 g a piece');
    expect(text).toContain('at most 4,200 pieces and 30 lb (13.6 kg) in a box; in bands of 100');
    expect(text).toContain('call Night desk, 212-555-0100');
    // 9,000 of Spanish: 9,180 printed, 2,295 sheets, five lifts; 28.5 kg in three boxes.
    const all = textOfAll(pages);
    for (const part of ['9,000', '180', '9,180', '2,295', '5 × 8', '62.8 lb', '28.5 kg'])
      expect(all).toContain(part);
  });

  test('without a grammage no weight is guessed, and a box is counted', () => {
    const unknown = bigPlan(3, { stock: '70 lb uncoated' });
    const text = textOfAll(setTicket(unknown, facts(unknown), STYLE));
    expect(text).toContain('weight not known');
    expect(text).not.toMatch(/\d kg/);
    expect(text).toContain('at most 1,000 pieces in a box');
  });

  test('where the shop imposes, every congregation’s files are named', () => {
    const flat = bigPlan(70, { stock: '105 g/m²' }, false);
    const flatPages = setTicket(flat, facts(flat), STYLE);
    const text = textOfAll(flatPages).replace(/\u200b/g, '');
    for (const { pressFile } of flat.designs) expect(text).toContain(pressFile!);
    expectInside(flatPages, 40);
    expectApart(flatPages);
  });
});

describe('held languages', () => {
  const planned = (held: PlanInput['held']): Plan => {
    const input = jobInput({ purpose: 'press' });
    return planJob({ ...input, ...(held ? { held } : {}) });
  };
  const files = { labels: 'labels.pdf', runCsv: 'run.csv' };
  const held = planned(
    new Map([
      ['ar', ['3 of 40 sentences have had no second reader', 'the line of the hotline is missing']],
      ['en', ['no lawyer has approved it']],
    ]),
  );

  test('stand on the first page with their numbers and every reason', () => {
    const pages = setTicket(held, facts(held, { files }), STYLE);
    const first = readOf(pages[0]!);
    expect(first).toContain('HELD: ordered, but not in this folder');
    expect(first).toContain(
      'Arabic, English: not in this folder, see below; the numbers here are without them',
    );
    for (const part of [
      'العربية',
      '120 pieces ordered, some of them by delivery 02',
      'because 3 of 40 sentences have had no second reader',
      'because the line of the hotline is missing',
      '35 pieces ordered, some of them by delivery 01',
    ])
      expect(first).toContain(part);
    expect(first).not.toContain('DRAFT');
    const all = pages.map(readOf).join(' ');
    expect(all).toContain('30 Spanish; HELD: 35 English');
    expectInside(pages, 40);
    expectApart(pages);
  });

  test('a label says what its congregation does not get yet', () => {
    const labels = setLabels(held, STYLE);
    const text = textOfAll(labels);
    expect(text).toContain('HELD, comes later: 35 English');
    // Delivery 2 ordered Arabic alone and gets no box now.
    expect(text).not.toContain('masjid');
    expectInside(labels, 11);
    expectApart(labels);
  });

  test('a language that somebody released is named with role and day', () => {
    const input = jobInput({ purpose: 'press' });
    const release = [
      { lang: 'ar', state: 'translated' as const, by: 'R.', role: 'editor', on: '2026-10-30' },
    ];
    const plan = planJob({ ...input, job: { ...input.job, release } });
    expect(readOf(setTicket(plan, facts(plan, { files }), STYLE)[0]!)).toContain(
      'Released Arabic: no second reader has checked it, and the pieces say so; released by the editor on 2026-10-30',
    );
  });

  test('without any there is no word of it', () => {
    const plan = planned(undefined);
    expect(textOfAll(setTicket(plan, facts(plan, { files }), STYLE))).not.toContain('HELD');
    expect(textOfAll(setLabels(plan, STYLE))).not.toContain('HELD');
  });
});

describe('labels', () => {
  const plan = bigPlan(70, { stock: '105 g/m²', band: 100, carton: { pieces: 1000 } });
  const pages = setLabels(plan, STYLE);

  test('one for each box; their pieces are the pieces ordered', () => {
    const pieces = pages.flatMap((page) =>
      [...textOf(page).matchAll(/([\d,]+) pieces in (\d+) bands?/g)].map((m) =>
        Number(m[1]!.replaceAll(',', '')),
      ),
    );
    expect(pieces.reduce((a, b) => a + b, 0)).toBe(plan.total.ordered);
    expect(Math.max(...pieces)).toBeLessThanOrEqual(1000);
    expect(pages.length).toBe(Math.ceil(pieces.length / 6));
    const boxes = [...textOfAll(pages).matchAll(/box (\d+) of (\d+)/g)];
    expect(boxes).toHaveLength(pieces.length);
    expect(textOfAll(pages)).toContain('box 9 of 9');
  });

  test('stay on their paper, and nothing lies on anything', () => {
    expectInside(pages, 11);
    expectApart(pages);
  });

  test('say language, own name, bands, weight and address; the withheld one its number alone', () => {
    const text = textOfAll(pages);
    expect(text).toContain('العربية');
    expect(text).toContain('3 × 100 + 10');
    expect(text).toContain('6.9 lb (3.1 kg)');
    expect(text).toContain('7 Sample Street, Queens, NY 11300');
    expect(text).toContain('delivery 6');
    expect(text).not.toMatch(/\b5 Sample Street/);
    expect(text).not.toContain(SECRET_NAME);
    expect(text).not.toContain(SECRET);
  });

  test('of a draft say so on each, of a press run on none', () => {
    const drafts = [...textOfAll(pages).matchAll(/DRAFT, not for press/g)].length;
    expect(drafts).toBe([...textOfAll(pages).matchAll(/box \d+ of/g)].length);
    const press = planJob(jobInput({ purpose: 'press' }));
    expect(textOfAll(setLabels(press, STYLE))).not.toContain('DRAFT');
  });
});
