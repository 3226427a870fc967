/** What a folder held before: kept for a recall, and without the names of those whom the run of today does not name. */
import { describe, expect, test } from 'vitest';
import { buildManifest, type Manifest } from '../../src/job/manifest.js';
import { type PlanInput, planJob } from '../../src/job/plan/plan-job.js';
import { digest, jobInput, rows, SECRET, SECRET_NAME } from './shop.js';

const SHOP = {
  tool: { version: 'x', icu: 'x', unicode: 'x', fonts: {} },
  press: 'x',
  date: '2026-11-01',
  address: 'https://example.org/{lang}',
};
const law = (version: string) => [
  { layer: 'us/federal', version: '2026.11' },
  { layer: 'us/ny/nyc', version },
];

const NONE = { subjects: new Map(), approved: [] };

/** The manifest of a job, built into a folder that held another before. */
function built(version: string, input: PlanInput, before?: Manifest): Manifest {
  const plan = planJob(input);
  const designs = new Map(
    plan.designs.map((d) => [
      d.id,
      { key: digest(d.id), code: `ICE-${d.lang}`, layers: ['us/federal', 'us/ny/nyc'] },
    ]),
  );
  return buildManifest(plan, { ...SHOP, law: law(version) }, designs, [], [], NONE, before);
}
const withRows = (change: (all: ReturnType<typeof rows>) => ReturnType<typeof rows>): PlanInput => {
  const congregations = change(rows());
  const input = jobInput();
  const sum = 180 + congregations.flatMap((r) => r.orders).reduce((n, o) => n + o.quantity, 0);
  return {
    ...input,
    job: { ...input.job, total: sum },
    congregations: new Map([['congregations.csv', congregations]]),
  };
};

describe('what a folder held before', () => {
  const first = built('2026.11', jobInput());

  test('is kept where the law has another version, once, however often it is built again', () => {
    const second = built('2026.12', jobInput(), first);
    expect(second.before?.map((p) => p.law?.[1]?.version)).toEqual(['2026.11']);
    expect(second.before?.[0]?.total).toEqual(first.total);
    expect(built('2026.12', jobInput(), second)).toEqual(second);
    const third = built('2027.01', jobInput(), second);
    expect(third.before?.map((p) => p.law?.[1]?.version)).toEqual(['2026.11', '2026.12']);
    // Gone back to what it was: that is no earlier printing but this one.
    expect(built('2026.11', jobInput(), third).before?.map((p) => p.law?.[1]?.version)).toEqual([
      '2026.12',
      '2027.01',
    ]);
  });

  test('is not kept of a draft of the same law, and is of what went to press', () => {
    const draft = built('2026.11', jobInput({ spanish: 80 }), first);
    expect(draft.before).toBeUndefined();
    expect(draft).toEqual(built('2026.11', jobInput({ spanish: 80 })));
    const press = built('2026.11', jobInput({ purpose: 'press' }));
    const changed = built('2026.11', jobInput({ purpose: 'press', spanish: 80 }), press);
    expect(changed.before?.map((p) => p.total)).toEqual([press.total]);
  });

  test('keeps the names of those who are named now', () => {
    const [before] = built('2026.12', jobInput(), first).before!;
    expect(before?.congregations).toEqual(first.congregations);
    expect(before?.designs).toEqual(first.designs);
  });

  test.each<[string, (all: ReturnType<typeof rows>) => ReturnType<typeof rows>]>([
    [
      'was withheld since',
      (all) =>
        all.map((r, i) => (i === 0 ? { ...r, organisation: { ...r.organisation, withhold: true } } : r)),
    ],
    ['was taken out since', (all) => all.slice(1)],
  ])('forgets the name of one that %s, and still counts its pieces', (_, change) => {
    const now = built('2026.12', withRows(change), first);
    expect(JSON.stringify(now)).not.toMatch(/brigid/i);
    expect(JSON.stringify(now)).toContain('sample-masjid');
    const [before] = now.before!;
    const [brigid] = before!.congregations;
    expect(brigid).toMatchObject({ delivery: 1, printed: first.congregations[0]!.printed });
    expect(brigid!.languages.map((l) => l.design)).toEqual(['es-delivery-01', 'en-delivery-01']);
    const ids = before!.designs.map((d) => d.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['es-delivery-01', 'en-delivery-01']));
    // And what it forgot does not come back with the next build.
    expect(JSON.stringify(built('2027.01', withRows(change), now))).not.toMatch(/brigid/i);
  });

  test('never knew one that was withheld all along', () => {
    expect(JSON.stringify(built('2026.12', jobInput(), first))).not.toMatch(
      new RegExp(`${SECRET}|${SECRET_NAME}`),
    );
  });
});
