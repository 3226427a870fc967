/** `kyr build --sheets …` as an operator types it: what comes, what is refused, and what stays as it was. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { extractText } from '../pdf/read-back.js';
import { readShown } from '../pdf/shown.js';
import { ensureBuilt, kyr, kyrHere, kyrJson, readDiagnostics } from './command.js';
import { copyShipped, edit, fixture, listing, openProject, shipped, writeFiles } from './project.js';

/** Two languages, then three congregations of which one is withheld: 22 sheets by language, 12 mixed. */
const JOB = edit(
  edit(fixture('small.yaml'), 'total: 80', 'total: 120'),
  '  - { language: es, quantity: 40 }\n',
  '  - { language: es, quantity: 40 }\n  - { congregations: deliveries.csv }\n',
);
const FILES = { 'job.yaml': JOB, 'deliveries.csv': fixture('deliveries.csv') };
const BUILD = ['build', 'job.yaml', '--progress=none'];
const ES = 'locales/es/us-federal.json';

let project: string;
const inRun = (...path: string[]): string => join(project, 'out', 'small', ...path);
const read = (path: string): Uint8Array => new Uint8Array(readFileSync(path));
/** The number in a slug; its digits are drawn last, into the gap before `of`. */
function readNumber(text: string): { number: string; of: string } {
  const bare = text.replace(/\s+/g, '');
  const match = /sheetof(\d\d)(\d\d)$/.exec(bare);
  if (!match) throw new Error(`no number in ${bare.slice(-60)}`);
  return { number: match[2]!, of: match[1]! };
}
/** The run's own files. */
const ownFiles = (): Record<string, string> =>
  Object.fromEntries(Object.entries(listing(inRun())).filter(([name]) => !name.startsWith('reprints')));
let before: Record<string, string>;

beforeAll(async () => {
  await ensureBuilt();
  project = openProject(FILES);
  copyShipped(project, 'locales/es');
  const ran = await kyr(BUILD, { cwd: project });
  expect(ran.code, ran.stderr).toBe(0);
  before = ownFiles();
});

describe('kyr build --sheets', () => {
  test('prints the sheets whose numbers stand in the slugs, from the same bytes', async () => {
    // The operator reads the number off the spoiled sheet: the second of the first mixed batch.
    const file = 'DRAFT-0007-congregations-5sheets.pdf';
    const spoiled = read(inRun('sheets', file));
    const read24 = readNumber((await extractText(spoiled))[2]!);
    expect(read24).toEqual({ number: '24', of: '34' });
    const { number } = read24;

    const ran = await kyr([...BUILD, '--sheets', number], { cwd: project });
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stderr).toBe('');
    expect(ran.stdout).toContain('REPRINT of sheet 24: A small job (small) · DRAFT, not for press');
    expect(ran.stdout).toContain('4 pieces on 1 sheet 13x19');
    expect(ran.stdout).toContain('Its designs are those of the run.');
    expect(ran.stdout.trimEnd().split('\n').at(-1)).toMatch(/^Missing for press: /);

    const out = inRun('reprints', 'sheets-24');
    expect(Object.keys(listing(out))).toEqual([
      'DRAFT-REPRINT-START-HERE.txt',
      'DRAFT-REPRINT-run.csv',
      'SHA256SUMS',
      'journal.ndjson',
      'manifest.json',
      'sheets',
      'sheets/DRAFT-REPRINT-0007-congregations-1sheets.pdf',
    ]);
    const bytes = read(join(out, 'sheets/DRAFT-REPRINT-0007-congregations-1sheets.pdf'));
    const [now, then] = [await readShown(bytes), (await readShown(spoiled)).slice(2, 4)];
    expect(now).toHaveLength(2);
    for (const side of [0, 1]) {
      expect(now[side]!.boxes).toBe(then[side]!.boxes);
      expect(now[side]!.forms.map((f) => f.at)).toEqual(then[side]!.forms.map((f) => f.at));
      // Four pieces and the marks; the slug says REPRINT.
      expect(now[side]!.forms.slice(0, 5)).toEqual(then[side]!.forms.slice(0, 5));
    }
    for (const text of await extractText(bytes)) {
      expect(text).toContain('REPRINT of sheet 24');
      expect(readNumber(text)).toEqual(read24);
    }
  });

  test('of one design: the sheet once, with its number of copies in name and slug', async () => {
    const { json } = await kyrJson<{ made: string[]; reprint: unknown }>(
      [...BUILD, '--sheets', '2-4,10-13'],
      { cwd: project },
    );
    expect(json.data.made.slice(0, 3)).toEqual([
      'sheets/DRAFT-REPRINT-0001-en-3sheets.pdf',
      'sheets/DRAFT-REPRINT-0002-en-1sheets.pdf',
      'sheets/DRAFT-REPRINT-0003-en-1sheets.pdf',
    ]);
    expect(json.data.reprint).toMatchObject({
      of: 'sheets 2–4, 10–13',
      sheets: [
        { first: 2, last: 4 },
        { first: 10, last: 13 },
      ],
      total: { ordered: 28, overs: 0, printed: 28, sheets: 7 },
      blank: 0,
      sameness: 'same',
    });
    const folder = inRun('reprints', 'sheets-2-4+10-13');
    const [front] = await extractText(read(join(folder, json.data.made[0]!)));
    expect(front!.replace(/\s+/g, ' ')).toMatch(/print 3 copies.*sheets 1–5 of 34, all the same/);
  });
});

describe('kyr build --pieces, --lang, --organisation', () => {
  test('run.csv says which pieces are whose, and exactly those come: 1-up the same bytes', async () => {
    const rows = readFileSync(inRun('DRAFT-run.csv'), 'utf8').trimEnd().split('\r\n');
    const head = rows[0]!.split(',');
    expect(head.slice(-4)).toEqual(['first piece', 'last piece', 'first sheet', 'last sheet']);
    const row = rows.find((r) => r.includes('press/DRAFT-es-40-'))!.split(',');
    expect(row.slice(-4)).toEqual(['45', '88', '12', '22']);

    const ran = await kyr([...BUILD, '--pieces', '50-58'], { cwd: project });
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toContain('9 pieces on 3 sheets 13x19, 4 on a sheet; 3 places stay white');
    expect(ran.stdout).toContain('overs   none added');
    const out = inRun('reprints', 'pieces-50-58');
    const names = Object.keys(listing(out)).filter((name) => name.endsWith('.pdf'));
    expect(names).toEqual([
      'press/DRAFT-REPRINT-es-9-5.5x8.5-4c.pdf',
      'sheets/DRAFT-REPRINT-0001-es-2sheets.pdf',
      'sheets/DRAFT-REPRINT-0002-es-1sheets.pdf',
    ]);
    const original = await readShown(readFileSync(inRun('press', 'DRAFT-es-40-5.5x8.5-4c.pdf')));
    expect(await readShown(readFileSync(join(out, names[0]!)))).toEqual(original);
    const onSheets = async (name: string): Promise<number[]> =>
      (await readShown(readFileSync(join(out, name)))).map(
        ({ forms }, side) => forms.filter((f) => f.digest === original[side]!.forms[0]!.digest).length,
      );
    expect(await onSheets(names[1]!)).toEqual([4, 4]);
    expect(await onSheets(names[2]!)).toEqual([1, 1]);
    expect(readFileSync(join(out, 'DRAFT-REPRINT-START-HERE.txt'), 'utf8')).toContain(
      'sheets/DRAFT-REPRINT-0001-es-2sheets.pdf   2 × its one sheet: 2 sheets, 8 pieces',
    );
  });

  test('a language is all of it, by language and for congregations; with --overs more', async () => {
    const plain = await kyrJson<{ reprint: { total: object } }>([...BUILD, '--lang', 'es'], { cwd: project });
    expect(plain.json.data.reprint.total).toMatchObject({ ordered: 64, overs: 0, printed: 64 });
    const more = await kyrJson<{ reprint: { total: object }; folder: string }>(
      [...BUILD, '--lang', 'es', '--overs'],
      { cwd: project },
    );
    expect(more.json.data.folder).toBe('out/small/reprints/lang-es_overs');
    expect(more.json.data.reprint.total).toMatchObject({ ordered: 64, overs: 12, printed: 76 });
  });

  test('a withheld congregation is asked for by its delivery number, and named nowhere', async () => {
    const ran = await kyr([...BUILD, '--organisation', 'delivery-03'], { cwd: project });
    expect(ran.code, ran.stderr).toBe(0);
    const out = inRun('reprints', 'organisation-delivery-03');
    const files = Object.keys(listing(out));
    expect(files).toContain('press/DRAFT-REPRINT-es-12-delivery-03-5.5x8.5-4c.pdf');
    const said = files
      .filter((name) => name.includes('.'))
      .map((name) => `${name}${readFileSync(join(out, name), 'latin1')}`);
    for (const text of [ran.stdout, ran.stderr, ...said])
      expect(/sample-hidden|Hidden House/.test(text)).toBe(false);
    const byName = await kyrHere([...BUILD, '--organisation', 'sample-hidden'], { cwd: project });
    expect(byName.code).toBe(3);
    expect(readDiagnostics(byName.stderr)[0]).toMatchObject({
      code: 'KYR505',
      hint: 'it has: sample-chapel, sample-hall, delivery-03; a withheld one is asked for by its delivery number',
    });
  });

  test('the options narrow each other down', async () => {
    const ran = await kyrHere([...BUILD, '--organisation', 'sample-chapel', '--lang', 'es'], {
      cwd: project,
    });
    expect(ran.stdout).toContain('8 pieces on 2 sheets');
    const none = await kyrHere([...BUILD, '--sheets', '1-5', '--lang', 'es'], { cwd: project });
    expect(none.code).toBe(3);
    expect(readDiagnostics(none.stderr)[0]).toMatchObject({
      code: 'KYR505',
      message: 'nothing of small is all of this: all pieces on sheets 1–5 in Spanish',
    });
  });
});

describe('the run', () => {
  test('is as it was, and verifies with the reprints inside; each of them verifies too', async () => {
    expect(ownFiles()).toEqual(before);
    const { code, json } = await kyrJson<{ ok: boolean; reprints: string[] }>(['verify', 'out/small'], {
      cwd: project,
    });
    expect({ code, diagnostics: json.diagnostics }).toEqual({ code: 0, diagnostics: [] });
    expect(json.data.reprints.length).toBeGreaterThan(4);
    for (const name of json.data.reprints) {
      const ran = await kyrHere(['verify', join('out/small', name)], { cwd: project });
      expect(ran.code, ran.stderr).toBe(0);
      expect(ran.stdout).toMatch(/^reprint of .*: \d+ files as they were made/);
    }
    const text = await kyrHere(['verify', 'out/small'], { cwd: project });
    expect(text.stdout).toContain('reprints lie in it, not looked at here');
  });

  test('a reprint is made once, and its damage is found', async () => {
    const again = await kyrJson<{ made: string[] }>([...BUILD, '--sheets', '0024'], { cwd: project });
    expect(again.json.data.made).toEqual([]);
    const name = 'out/small/reprints/sheets-24/sheets/DRAFT-REPRINT-0007-congregations-1sheets.pdf';
    rmSync(join(project, name));
    const ran = await kyrHere(['verify', 'out/small/reprints/sheets-24'], { cwd: project });
    expect(ran.code).toBe(4);
    expect(readDiagnostics(ran.stderr)[0]).toMatchObject({
      code: 'KYR803',
      hint: 'kyr build with the same selection makes it again and leaves the others as they are',
    });
    const mended = await kyrJson<{ made: string[] }>([...BUILD, '--sheets', '24'], { cwd: project });
    expect(mended.json.data.made).toEqual(['sheets/DRAFT-REPRINT-0007-congregations-1sheets.pdf']);
  });
});

describe('refused', () => {
  test.each([
    [['--sheets', '30-40'], 3, 'KYR505', 'sheets 30–40 are not in the run: small has sheets 1 to 34'],
    [['--pieces', '137'], 3, 'KYR505', 'piece 137 is not in the run: small has pieces 1 to 136'],
    [['--lang', 'ar'], 3, 'KYR505', 'nothing of small is in “ar”'],
    [['--pieces', 'all'], 2, 'KYR504', '--pieces all: “all” is no number'],
    [
      ['--sheets', '3', '--overs'],
      2,
      'KYR504',
      'whole sheets have no overs: each comes once more, as it was',
    ],
    [['--overs'], 2, 'KYR504', '--overs is for reprints'],
    [['--changed'], 2, 'KYR504', '--changed is for reprints'],
  ])('%j', async (args, exit, code, message) => {
    const files = listing(project);
    const ran = await kyrHere([...BUILD, ...args], { cwd: project });
    expect(ran.code).toBe(exit);
    expect(readDiagnostics(ran.stderr)).toMatchObject([{ code, message }]);
    expect(ran.stdout).toBe('');
    expect(listing(project)).toEqual(files);
  });

  test('sheets and pieces at once: two ways of counting', async () => {
    const ran = await kyrHere([...BUILD, '--sheets', '1', '--pieces', '1'], { cwd: project });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(
      "option '--sheets <numbers>' cannot be used with option '--pieces <numbers>'",
    );
  });

  test('a press job that is not cleared: exit 6, reprint or not', async () => {
    const folder = openProject({ ...FILES, 'job.yaml': edit(JOB, 'purpose: draft', 'purpose: press') });
    const ran = await kyrHere([...BUILD, '--sheets', '1'], { cwd: folder });
    expect(ran.code).toBe(6);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  test('a text edited since the run, by the name of the design, unless --changed', async () => {
    const edited = edit(shipped(ES), '"Guarde silencio"', '"Quédese callado"');
    writeFiles(project, { [ES]: edited });
    try {
      const files = listing(project);
      const ran = await kyr([...BUILD, '--sheets', '12-14'], { cwd: project });
      expect(ran.code).toBe(3);
      const found = readDiagnostics(ran.stderr);
      expect(found).toMatchObject([{ code: 'KYR506', level: 'error' }]);
      expect(found[0]!.message).toMatch(
        /^not as in the run: es was ICE-ES-\w{4} and is ICE-ES-\w{4} now: its text was changed$/,
      );
      expect(found[0]!.hint).toContain('--changed');
      expect(listing(project)).toEqual(files);

      // English did not change.
      expect((await kyrHere([...BUILD, '--sheets', '1-3'], { cwd: project })).code).toBe(0);
      const anyway = await kyr([...BUILD, '--sheets', '12-14', '--changed'], { cwd: project });
      expect(anyway.code).toBe(0);
      expect(readDiagnostics(anyway.stderr)).toMatchObject([{ code: 'KYR506', level: 'warning' }]);
      expect(anyway.stdout).toContain('It is NOT as the run was');
    } finally {
      writeFiles(project, { [ES]: shipped(ES) });
    }
  });

  test('nothing to compare with is a warning', async () => {
    const ran = await kyrHere([...BUILD, '--pieces', '1', '--out', 'elsewhere'], { cwd: project });
    expect(ran.code).toBe(0);
    expect(readDiagnostics(ran.stderr)).toMatchObject([
      {
        code: 'KYR506',
        level: 'warning',
        message: expect.stringContaining('could not compare with the run'),
      },
    ]);
    expect(existsSync(join(project, 'elsewhere', 'reprints', 'pieces-1', 'SHA256SUMS'))).toBe(true);
  });
});
