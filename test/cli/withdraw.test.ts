/**
 * `kyr withdraw`, from the record to the papers: a version that was printed is blocked everywhere, its runs are found by
 * their manifests, reprints and earlier states of a folder among them, and every congregation gets a notice.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Manifest } from '../../src/job/manifest.js';
import type { Recall } from '../../src/job/recall.js';
import { type Envelope, epochOf, kyrHere, type Ran, readDiagnostics } from './command.js';
import { edit, fixture, listing, openProject, shipped, writeFiles } from './project.js';
import { openSigned } from './signed.js';

const CITY = 'content/us/ny/nyc.yaml';
const RECORD = 'content/withdrawn.yaml';
const NOTICES = 'out/recall/us-ny-nyc-2026.11';
const THIS = 'us/ny/nyc@2026.11';
const WHY = ['--why', 'The hotline has a new number.', '--role', 'lawyer'];
const newer = (version = '2026.12'): string => edit(shipped(CITY), "'2026.11'", `'${version}'`);

/** One language, no sheets, no proofs: a run of a second. */
const QUICK = `job: quick
title: Quick
purpose: draft
publication: ice-encounter
layer: us/ny/nyc
size: half-letter
address: https://www.nyc.gov/{lang}
runs: [{ language: en, quantity: 40 }]
total: 40
press: { overs: 0 % }
output: { proofs: false }
`;
const FILES = {
  'quick.yaml': QUICK,
  'deliveries.yaml': edit(fixture('deliveries.yaml'), 'sample: true', 'address: https://www.nyc.gov/{lang}'),
  'deliveries.csv': fixture('deliveries.csv'),
};

const run = (cwd: string, ...args: string[]): Promise<Ran> => kyrHere(args, { cwd });
async function done(cwd: string, ...args: string[]): Promise<string> {
  const ran = await run(cwd, ...args);
  expect(ran.code, ran.stderr).toBe(0);
  return ran.stdout;
}
const build = (cwd: string, ...args: string[]): Promise<string> =>
  done(cwd, 'build', ...args, '--progress=none');

interface Data extends Recall {
  readonly notices: readonly string[];
  readonly printed: number;
  readonly record: string;
  readonly already: boolean;
}
const asJson = async (cwd: string, ...args: string[]): Promise<Data> =>
  (JSON.parse(await done(cwd, 'withdraw', ...args, '--json')) as Envelope<Data>).data;
const read = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8');
const flat = (text: string): string => text.replace(/\s+/g, ' ');

describe('a version that was printed', () => {
  let folder: string;
  let before: Record<string, string>;
  let said: string;
  beforeAll(async () => {
    folder = openProject(FILES);
    await build(folder, 'quick.yaml');
    await build(folder, 'deliveries.yaml');
    await build(folder, 'deliveries.yaml', '--organisation', 'sample-chapel');
    before = listing(folder);
    said = await done(folder, 'withdraw', THIS, ...WHY);
  });

  test('is put on record in the project, in one line', () => {
    expect(read(folder, RECORD)).toContain(
      `  - { layer: us/ny/nyc, version: '2026.11', why: "The hotline has a new number.", role: "lawyer", on: 2026-12-01 }\n`,
    );
    expect(said).toContain('us/ny/nyc@2026.11 is withdrawn:');
    expect(said).toContain('To take it back: kyr withdraw us/ny/nyc@2026.11 --undo');
  });

  test('changes no file of any run', () => {
    const after = listing(folder);
    for (const [name, digest] of Object.entries(before)) expect([name, after[name]]).toEqual([name, digest]);
    const added = Object.keys(after).filter((name) => !(name in before) && after[name] !== 'a folder');
    expect(added.every((name) => name === RECORD || name.startsWith(NOTICES))).toBe(true);
  });

  test('names every run that printed it, a reprint too, with pieces, languages and congregations', () => {
    const lines = said.split('\n').filter((l) => l.startsWith('  out/'));
    expect(lines).toEqual([
      '  out/deliveries: For congregations alone, DRAFT, 48 pieces: 28 English, 20 Spanish; 3 congregations',
      '  out/deliveries/reprints/organisation-sample-chapel: For congregations alone, reprint of all pieces for sample-chapel, DRAFT, 24 pieces: 16 English, 8 Spanish; 1 congregation',
      '  out/quick: Quick, DRAFT, 40 pieces: 40 English',
    ]);
    expect(said).toContain('3 runs printed it, 112 pieces');
  });

  test('writes a notice a congregation, over its run and its reprint, with the codes that are printed', () => {
    const files = readdirSync(join(folder, NOTICES), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.txt'))
      .sort();
    expect(files).toEqual([
      'RECALL-START-HERE.txt',
      'congregations/sample-chapel.txt',
      'congregations/sample-hall.txt',
      'deliveries/delivery-03.txt',
      'quick/by-language.txt',
    ]);
    const manifest = JSON.parse(read(folder, 'out/deliveries/manifest.json')) as Manifest;
    const code = (design: string): string => manifest.designs.find((d) => d.id === design)!.code;
    const chapel = read(folder, `${NOTICES}/congregations/sample-chapel.txt`);
    expect(chapel).toContain('To: Sample Chapel\n');
    expect(chapel).toContain('Date: 2026-12-01\n');
    expect(chapel).toContain('Why: The hotline has a new number.\nWithdrawn by: lawyer, 2026-12-01\n');
    expect(chapel.split(`    ${code('en-sample-chapel')}  16  English\n`)).toHaveLength(3);
    expect(chapel.split(`    ${code('es-sample-chapel')}   8  Spanish\n`)).toHaveLength(3);
    expect(chapel).toContain('In all 48 pieces');
    expect(flat(chapel)).toContain(
      'The newest version is where the square code on the flyer leads: www.nyc.gov/en.',
    );
    expect(flat(chapel)).toContain('marked so on both sides');
    expect(chapel).toContain('Stop handing them out, today.');
    for (const line of chapel.split('\n')) expect(line.length).toBeLessThanOrEqual(76);
  });

  test('names a withheld congregation by its delivery number alone, in every paper and on screen', () => {
    const hidden = read(folder, `${NOTICES}/deliveries/delivery-03.txt`);
    expect(hidden).toContain('To: the congregation with delivery number 3 of “deliveries”');
    expect(hidden).toContain('12  Spanish');
    const all = readdirSync(join(folder, NOTICES), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.txt'))
      .map((name) => name + read(folder, join(NOTICES, name)));
    expect([said, ...all].join('\n')).not.toMatch(/hidden/i);
  });

  test('gives what was printed by language to nobody in particular', () => {
    const rest = read(folder, `${NOTICES}/quick/by-language.txt`);
    expect(flat(rest)).toContain('To: everybody who was given flyers of “quick” and is in no delivery list');
    expect(rest).toContain('In all 40 pieces');
  });

  test('the first page adds up to what was printed, and names every notice', () => {
    const first = read(folder, `${NOTICES}/RECALL-START-HERE.txt`);
    expect(first).toContain('Printed: 112 pieces in 3 runs');
    const counts = [...flat(first.slice(first.indexOf('The notices'))).matchAll(/, (\d+) pieces/g)];
    expect(counts.map((m) => Number(m[1])).reduce((a, b) => a + b)).toBe(112);
    expect(counts).toHaveLength(4);
  });

  test.each<[string, string[], number]>([
    ['plan', ['plan', 'quick.yaml'], 6],
    ['build', ['build', 'quick.yaml', '--progress=none'], 6],
    ['build of a reprint', ['build', 'quick.yaml', '--lang', 'en', '--progress=none'], 6],
    ['build that holds what is not ready', ['build', 'quick.yaml', '--hold-unready', '--progress=none'], 6],
    ['flyer, as a draft', ['flyer', '--lang', 'es', '--for', 'text'], 6],
    ['flyer, for press', ['flyer', '--lang', 'es', '--for', 'text', '--purpose', 'press'], 6],
    ['check', ['check', 'en'], 3],
    ['verify of the run', ['verify', 'out/quick'], 4],
  ])('is refused by %s, with the reason and the line of the record', async (_, args, code) => {
    const files = listing(folder);
    const ran = await run(folder, ...args);
    expect(ran.code).toBe(code);
    const [found] = readDiagnostics(ran.stderr).filter((d) => d.code === 'KYR607');
    expect(found).toMatchObject({ level: 'error', at: `${RECORD}:4:5` });
    expect(found!.message).toContain('us/ny/nyc@2026.11 was withdrawn (lawyer, 2026-12-01)');
    expect(found!.message).toContain('The hotline has a new number.');
    expect(listing(folder)).toEqual(files);
  });

  test('is shown as withdrawn by content show', async () => {
    expect(flat(await done(folder, 'content', 'show', 'ice-encounter'))).toContain(
      'WITHDRAWN (lawyer, 2026-12-01), nothing is printed from it: The hotline has a new number.',
    );
  });

  test('asked for again, writes the same papers and leaves the record', async () => {
    const files = listing(folder);
    const again = await asJson(folder, THIS);
    expect(again.already).toBe(true);
    expect(again.printed).toBe(112);
    expect(listing(folder)).toEqual(files);
    const other = await run(folder, 'withdraw', THIS, '--why', 'Something else.');
    expect(other.code).toBe(2);
    expect(readDiagnostics(other.stderr)[0]!.message).toContain('withdrawn already (lawyer, 2026-12-01)');
  });

  test('leaves another place alone, and a newer version of the same', async () => {
    expect(await done(folder, 'flyer', '--lang', 'en', '--for', 'text', '--layer', 'us/ny')).toContain(
      'New York',
    );
    writeFiles(folder, { [CITY]: newer() });
    expect(await done(folder, 'flyer', '--lang', 'en', '--for', 'text')).toContain('2026.12');
    writeFiles(folder, { [CITY]: shipped(CITY) });
  });

  test('is taken back with --undo, which says that notices are out', async () => {
    const files = listing(folder);
    expect(await done(folder, 'withdraw', THIS, '--undo', '--dry-run')).toContain('nothing was written');
    expect(listing(folder)).toEqual(files);
    expect(await done(folder, 'withdraw', THIS, '--undo')).toContain(
      'sent a recall notice does not know that',
    );
    expect(read(folder, RECORD)).toContain('withdrawn: []');
    await done(folder, 'plan', 'quick.yaml');
    expect((await run(folder, 'withdraw', THIS, '--undo')).code).toBe(3);
  });
});

describe('runs are found', () => {
  test('where the folder was built anew since, from a newer version', async () => {
    const folder = openProject(FILES);
    await build(folder, 'quick.yaml');
    writeFiles(folder, { [CITY]: newer() });
    await build(folder, 'quick.yaml');
    // A third build of the same adds nothing more.
    await build(folder, 'quick.yaml');
    const { runs, printed } = await asJson(folder, THIS, ...WHY);
    expect(runs.map((r) => [r.folder, r.earlier, r.printed])).toEqual([['out/quick', true, 40]]);
    expect(printed).toBe(40);
    expect(read(folder, `${NOTICES}/RECALL-START-HERE.txt`)).toContain('before it was built');
    // What is there now may be printed.
    await done(folder, 'verify', 'out/quick');
    await done(folder, 'plan', 'quick.yaml');
  });

  test('elsewhere too, with --runs; and what nobody can tell of is named', async () => {
    const folder = openProject(FILES);
    await build(folder, 'quick.yaml', '--out', 'usb/spring');
    const { law: _, ...old } = JSON.parse(read(folder, 'usb/spring/manifest.json')) as Manifest;
    writeFiles(folder, {
      'usb/old/manifest.json': JSON.stringify(old),
      'usb/begun/journal.ndjson': '{"journal":"kyr-journal-1","job":"begun"}\n',
      'usb/broken/manifest.json': '{"manifest":"kyr-manifest-1", "files": [',
      'usb/site/manifest.json': '{"name":"a web page"}',
    });
    expect((await asJson(folder, THIS, '--dry-run')).runs).toEqual([]);
    const ran = await run(folder, 'withdraw', THIS, ...WHY, '--runs', 'usb');
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain('  usb/spring: Quick, DRAFT, 40 pieces');
    expect(readDiagnostics(ran.stderr).map((d) => d.message)).toEqual([
      expect.stringMatching(/^nobody can tell whether usb\/begun printed it: the run is not finished/),
      expect.stringMatching(/^nobody can tell whether usb\/broken printed it: its manifest\.json is damaged/),
      expect.stringMatching(/^nobody can tell whether usb\/old printed it: an older kyr made it/),
    ]);
    const first = flat(read(folder, `${NOTICES}/RECALL-START-HERE.txt`));
    for (const name of ['usb/begun', 'usb/broken', 'usb/old']) expect(first).toContain(`${name}:`);
    expect(first).not.toContain('usb/site');
  });

  test('by the layers whose sentences they print: the state’s hotline is on no flyer of the city', async () => {
    const folder = openProject(FILES);
    await build(folder, 'quick.yaml');
    const manifest = JSON.parse(read(folder, 'out/quick/manifest.json')) as Manifest;
    expect(manifest.law).toEqual(
      ['us/federal', 'us/ny', 'us/ny/nyc'].map((layer) => ({ layer, version: '2026.11' })),
    );
    expect(manifest.designs[0]!.layers).toEqual(['us/federal', 'us/ny/nyc']);
    const { runs, untouched, notices } = await asJson(folder, 'us/ny@2026.11', ...WHY);
    expect([runs, untouched, notices]).toEqual([[], ['out/quick'], []]);
    expect(existsSync(join(folder, 'out/recall'))).toBe(false);
    // Nothing new is printed while the state's version is withdrawn, for the city stands on it.
    expect((await run(folder, 'plan', 'quick.yaml')).code).toBe(6);
    await done(folder, 'verify', 'out/quick');
  });
});

describe('before anything is written', () => {
  let folder: string;
  let files: Record<string, string>;
  beforeAll(() => {
    folder = openProject(FILES);
    files = listing(folder);
  });

  test.each<[string, string[], number, RegExp]>([
    ['no version', ['us/ny/nyc'], 2, /“us\/ny\/nyc” is no version of a layer.*us\/ny\/nyc@2026\.11/],
    ['a version with another shape', ['us/ny/nyc@11', ...WHY], 2, /“us\/ny\/nyc@11” is no version/],
    ['a layer that is not there', ['us/ny/nyk@2026.11', ...WHY], 3, /no layer “us\/ny\/nyk”.*did you mean/],
    ['a way out of content/', ['../secret@2026.11', ...WHY], 2, /is no version of a layer/],
    [
      'a version that nobody wrote',
      ['us/ny/nyc@2026.10', ...WHY],
      3,
      /neither what content.*known: us\/ny\/nyc@2026\.11/,
    ],
    ['no reason', [THIS], 2, /why is us\/ny\/nyc@2026\.11 withdrawn\?.*--why/],
    ['an empty reason', [THIS, '--why', ' \n'], 2, /why is/],
    ['a day that is none', [THIS, ...WHY, '--on', '2026-02-30'], 2, /“2026-02-30” is not a date/],
    ['a day to come', [THIS, ...WHY, '--on', '2026-12-02'], 2, /“2026-12-02” is after today \(2026-12-01\)/],
    ['a folder of runs that is not there', [THIS, ...WHY, '--runs', 'usb'], 3, /there is no folder usb/],
    ['nothing to undo', [THIS, '--undo'], 3, /is not withdrawn/],
  ])('%s is refused in one message', async (_, args, code, message) => {
    const ran = await run(folder, 'withdraw', ...args);
    expect(ran.code).toBe(code);
    const found = readDiagnostics(ran.stderr);
    expect(found).toHaveLength(1);
    expect(`${found[0]!.message} ${found[0]!.hint}`).toMatch(message);
    expect(listing(folder)).toEqual(files);
  });

  test('--undo with a reason, and a legal name’s length, are slips of the command line', async () => {
    expect((await run(folder, 'withdraw', THIS, '--undo', ...WHY)).code).toBe(2);
    expect((await run(folder, 'withdraw', THIS, '--why', 'x', '--role', ' ')).code).toBe(2);
    expect(listing(folder)).toEqual(files);
  });

  test('--dry-run writes nothing, and needs no reason yet', async () => {
    expect(await done(folder, 'withdraw', THIS, '--dry-run')).toContain(
      'would be withdrawn; nothing was written',
    );
    expect(listing(folder)).toEqual(files);
  });

  test('a reason is one line, whatever was pasted', async () => {
    const own = openProject();
    await done(own, 'withdraw', THIS, '--why', 'First line.\n\tSecond "line".\u0007', '--on', '2026-11-30');
    expect(read(own, RECORD)).toContain('why: "First line. Second \\"line\\".", on: 2026-11-30 }');
  });
});

describe('press', () => {
  test('a signed flyer goes to press until its law is withdrawn or expires, with a warning between', async () => {
    const folder = await openSigned();
    const args = [
      'flyer',
      '--lang',
      'en',
      '--purpose',
      'press',
      '--address',
      'https://www.nyc.gov/immigrants',
    ];
    const on = (day: string, ...more: string[]): Promise<Ran> =>
      kyrHere([...args, '--dialled-on', day, ...more], {
        cwd: folder,
        env: { SOURCE_DATE_EPOCH: epochOf(day) },
      });
    const [, expires] = /^expires: (\S+)$/m.exec(shipped(CITY))!;
    const [, checkAfter] = /^check-after: (\S+)$/m.exec(shipped(CITY))!;
    const dayAfter = (day: string): string =>
      new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

    const before = await on(checkAfter!, '--out', 'a.pdf');
    expect([before.code, before.stderr]).toEqual([0, '']);
    const due = await on(dayAfter(checkAfter!), '--out', 'b.pdf');
    expect(due.code, due.stderr).toBe(0);
    expect(new Set(readDiagnostics(due.stderr).map((d) => `${d.level} ${d.code}`))).toEqual(
      new Set(['warning KYR608']),
    );
    expect((await on(expires!, '--out', 'c.pdf')).code).toBe(0);
    const expired = await on(dayAfter(expires!), '--out', 'd.pdf');
    expect(expired.code).toBe(6);
    expect(readDiagnostics(expired.stderr).map((d) => d.code)).toEqual(['KYR603']);

    await done(folder, 'withdraw', THIS, ...WHY);
    const withdrawn = await on(checkAfter!, '--out', 'e.pdf');
    expect(withdrawn.code).toBe(6);
    expect(readDiagnostics(withdrawn.stderr).map((d) => d.code)).toEqual(['KYR607']);
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => existsSync(join(folder, `${name}.pdf`)))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test('what a press run printed is found after its job was changed and built anew', async () => {
    const folder = await openSigned();
    await build(folder, 'job.yaml');
    const job = read(folder, 'job.yaml');
    writeFiles(folder, {
      'job.yaml': edit(
        edit(job, '{ language: ar, quantity: 100 }', '{ language: ar, quantity: 40 }'),
        'total: 400',
        'total: 340',
      ),
    });
    await build(folder, 'job.yaml');
    const { runs } = await asJson(folder, THIS, '--dry-run');
    expect(runs.map((r) => [r.earlier, r.languages.find((l) => l.english === 'Arabic')?.printed])).toEqual([
      [false, 44],
      [true, 104],
    ]);
  });
});

test('a project cannot take back what was withdrawn by those who ship kyr', async () => {
  // Stands for the tool’s own list: what ships has none, and a test writes nothing there.
  const { loadWithdrawn } = await import('../../src/load/withdrawn.js');
  const { findWithdrawn } = await import('../../src/job/withdrawn.js');
  const { openPressRoom, refuseWithdrawn } = await import('../../src/cli/press-room.js');
  const { memoryWorld, theRefusal } = await import('../load/kit.js');
  const { shipped: world } = await import('../compose/room.js');
  const tool = memoryWorld(
    { [RECORD]: "withdrawn: [{ layer: us/federal, version: '2026.11', why: A sample., on: 2026-11-25 }]\n" },
    world,
  );
  const project = memoryWorld({ [RECORD]: 'withdrawn: []\n' }, tool);
  const room = openPressRoom(project, { publication: 'ice-encounter', layer: 'us/ny/nyc' });
  expect(findWithdrawn(room.layers, loadWithdrawn(project))).toHaveLength(1);
  expect(await theRefusal(() => refuseWithdrawn(room))).toMatchObject({ code: 'KYR607' });
});
