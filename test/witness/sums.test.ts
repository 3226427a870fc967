/** Counts added up again from run.csv and from what was ordered; digests checked by coreutils. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { each, hear } from './programs.js';
import { JOB, ROOT } from './setup.js';
import { FILES, inRun, PDFS, PRESS, RUN, readRun, SHEETS } from './the-run.js';

interface Counts {
  readonly ordered: number;
  readonly overs: number;
  readonly printed: number;
  readonly sheets: number;
}
interface Manifest {
  readonly up: number;
  readonly total: Counts;
  readonly languages: readonly (Counts & { tag: string; english: string })[];
  readonly congregations: readonly (Counts & {
    delivery: number;
    id?: string;
    name?: string;
    languages: readonly (Counts & { tag: string })[];
  })[];
  readonly designs: readonly (Counts & { id: string; tag: string; code: string })[];
  readonly files: readonly {
    file: string;
    kind: string;
    bytes: number;
    sha256: string;
    pages?: number;
    sheets?: number;
    copies?: number;
    printed?: number;
  }[];
}

/** RFC 4180, byte order mark and all, read without the library that wrote nothing of it. */
function readCsv(text: string): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text
    .replace(/^\ufeff/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end !== ',') rows.push([]);
  }
  const [head, ...body] = rows.filter((row) => row.some((field) => field !== ''));
  return body.map((row) => Object.fromEntries(head!.map((name, i) => [name, row[i] ?? ''])));
}

const manifest = JSON.parse(readRun('manifest.json').toString('utf8')) as Manifest;
const rows = readCsv(readRun('DRAFT-run.csv').toString('utf8'));
const add = (numbers: readonly (number | string | undefined)[]): number =>
  numbers.reduce<number>((sum, n) => sum + Number(n ?? 0), 0);

const job = parse(readFileSync(JOB, 'utf8')) as {
  total: number;
  runs: { language?: string; quantity?: number; congregations?: string }[];
};
const congregations = readCsv(
  readFileSync(join(ROOT, 'jobs', job.runs.find((r) => r.congregations)!.congregations!), 'utf8'),
);

test('30,000 are ordered: by language as the job says, the rest as the congregations ask', () => {
  expect(job.total).toBe(30_000);
  expect(manifest.total.ordered).toBe(30_000);
  for (const { tag, ordered } of manifest.languages) {
    const alone = add(job.runs.filter((r) => r.language === tag).map((r) => r.quantity));
    expect(ordered, tag).toBe(alone + add(congregations.map((row) => row[tag])));
  }
  const delivered = add(manifest.congregations.map((c) => c.ordered));
  expect(delivered).toBeGreaterThanOrEqual(3000);
  expect(manifest.congregations.map(({ delivery }) => delivery)).toEqual(congregations.map((_, i) => i + 1));
  for (const [index, row] of congregations.entries()) {
    const found = manifest.congregations[index]!;
    const asked = manifest.languages.map(({ tag }) => [tag, Number(row[tag] ?? 0)] as const);
    expect(new Map(found.languages.map((l) => [l.tag, l.ordered])), row.name).toEqual(
      new Map(asked.filter(([, n]) => n > 0)),
    );
    expect(found.id, row.name).toBe(row.withhold === 'yes' ? undefined : row.id);
  }
});

test('printed = ordered + overs = sheets × up, for the whole, each language, congregation and design', () => {
  const { total, languages, congregations: deliveries, designs, up } = manifest;
  const all = [total, ...languages, ...deliveries, ...deliveries.flatMap((c) => c.languages), ...designs];
  for (const counts of all) {
    expect(counts.printed, JSON.stringify(counts)).toBe(counts.ordered + counts.overs);
    expect(counts.printed, JSON.stringify(counts)).toBe(counts.sheets * up);
    expect(counts.overs, JSON.stringify(counts)).toBeGreaterThanOrEqual(Math.ceil(counts.ordered * 0.02));
  }
  // The least number of overs that the job asks for holds for each language over the whole run.
  for (const { tag, overs } of languages) expect(overs, tag).toBeGreaterThanOrEqual(50);
  for (const key of ['ordered', 'overs', 'printed', 'sheets'] as const) {
    expect(add(languages.map((l) => l[key])), key).toBe(total[key]);
    expect(add(designs.map((d) => d[key])), key).toBe(total[key]);
    for (const c of deliveries)
      expect(add(c.languages.map((l) => l[key])), `${c.delivery} ${key}`).toBe(c[key]);
  }
});

test('the rows of run.csv add up to the manifest, by language, by congregation and by sheet', () => {
  expect(rows.map((row) => Number(row.order))).toEqual(rows.map((_, i) => i + 1));
  const press = rows.filter((row) => row.file!.startsWith('press/'));
  const sheets = rows.filter((row) => row.file!.startsWith('sheets/'));
  expect(press.map((row) => row.file!).sort()).toEqual([...PRESS]);
  expect(sheets.map((row) => row.file!)).toEqual([...SHEETS]);
  expect(add(press.map((row) => row.ordered))).toBe(manifest.total.ordered);
  expect(add(press.map((row) => row.printed))).toBe(manifest.total.printed);
  expect(add(sheets.map((row) => row.printed))).toBe(manifest.total.printed);
  expect(add(sheets.map((row) => row.sheets))).toBe(manifest.total.sheets);
  for (const row of sheets) expect(Number(row.sheets) * manifest.up, row.file).toBe(Number(row.printed));
  for (const { english, ordered, printed } of manifest.languages) {
    const own = press.filter((row) => row.language === english);
    expect([add(own.map((row) => row.ordered)), add(own.map((row) => row.printed))]).toEqual([
      ordered,
      printed,
    ]);
  }
  for (const { delivery, name, ordered, printed } of manifest.congregations) {
    const label = name ?? `delivery-${String(delivery).padStart(2, '0')}`;
    const own = press.filter((row) => row.for === label);
    expect([add(own.map((row) => row.ordered)), add(own.map((row) => row.printed))], label).toEqual([
      ordered,
      printed,
    ]);
  }
});

test('every file of the run is in the manifest as it is, and pages are what qpdf counts', async () => {
  const listed = manifest.files.map(({ file }) => file);
  const rest = new Set(['SHA256SUMS', 'journal.ndjson', 'manifest.json']);
  expect([...listed].sort()).toEqual(FILES.filter((file) => !rest.has(file)));
  for (const { file, bytes } of manifest.files) expect(readRun(file).length, file).toBe(bytes);
  const counts = await each(PDFS, async (file) =>
    Number((await hear('qpdf', ['--show-npages', inRun(file)])).out),
  );
  for (const [index, file] of PDFS.entries()) {
    const { pages } = manifest.files.find((f) => f.file === file)!;
    expect(counts[index], file).toBe(pages);
    const row = rows.find((r) => r.file === file);
    if (row) expect(Number(row.pages), file).toBe(pages);
  }
});

test('sha256sum -c has every file but the manifest and the journal, and finds all as they were', async () => {
  const { out } = await hear('sha256sum', ['--check', '--strict', 'SHA256SUMS'], RUN);
  const checked = out.trim().split('\n');
  expect(checked.filter((line) => !line.endsWith(': OK'))).toEqual([]);
  const rest = new Set(['SHA256SUMS', 'journal.ndjson', 'manifest.json']);
  expect(checked.map((line) => line.replace(/: OK$/, '')).sort()).toEqual(
    FILES.filter((file) => !rest.has(file)),
  );
});
