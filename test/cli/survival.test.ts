/**
 * A run survives: being killed at any moment, Ctrl-C, a second build in the same folder, locks of the dead, inputs
 * that go away, damaged files, and changes of mind. Afterwards the files are those of an undisturbed run, and what
 * was made again says why. What needs a disk of its own is in test/witness/disk.test.ts.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Manifest } from '../../src/job/manifest.js';
import {
  type Envelope,
  ensureBuilt,
  epochOf,
  kyr,
  kyrHere,
  kyrJson,
  type Ran,
  ROOT,
  readDiagnostics,
} from './command.js';
import {
  copyShipped,
  edit,
  type Files,
  fixture,
  listing,
  openProject,
  shipped,
  writeFiles,
} from './project.js';
import { finalFiles, findHalves, journalLines, openDice } from './whole.js';

interface Built {
  readonly made: readonly string[];
  readonly kept: readonly string[];
  readonly removed: readonly string[];
  readonly remade: readonly { readonly file: string; readonly causes: readonly string[] }[];
}

const SMALL = fixture('small.yaml');
/** 52 batches of two sheets: much to be killed in. */
const MANY = SMALL.replaceAll('quantity: 40', 'quantity: 200')
  .replace('total: 80', 'total: 400')
  .replace('batch: 5', 'batch: 2');
const BUILD = ['build', 'job.yaml'];

/** One project with its designs compiled, and what an undisturbed run of it leaves. */
let project: string;
let wanted: Record<string, string>;
beforeAll(async () => {
  await ensureBuilt();
  project = openProject({ 'job.yaml': MANY });
  const ran = await kyr([...BUILD, '--progress=none', '--out', 'undisturbed'], { cwd: project });
  expect(ran.code, ran.stderr).toBe(0);
  wanted = finalFiles(join(project, 'undisturbed'));
  expect(Object.keys(wanted).length).toBeGreaterThan(60);
});

const sums = (folder: string): string => readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
const remadeOf = (folder: string): Record<string, readonly string[]> =>
  Object.fromEntries(manifestOf(folder).files.flatMap((f) => (f.remade ? [[f.file, f.remade]] : [])));

/** Builds, and calls `at` once when so many files are finished; designs are no files. */
function buildUntil(
  args: readonly string[],
  cwd: string,
  files: number,
  at: (child: ChildProcess) => void,
): Promise<Ran> {
  let seen = 0;
  let told = false;
  return kyr([...BUILD, ...args, '--progress=json'], {
    cwd,
    onStderr: (text, child) => {
      seen += text.match(/"file":"(?!design )/g)?.length ?? 0;
      if (told || seen < files) return;
      told = true;
      at(child);
    },
  });
}

/** Builds until some files are finished, and stops as Ctrl-C does. */
const buildSome = (args: readonly string[], cwd: string, files: number): Promise<Ran> =>
  buildUntil(args, cwd, files, (child) => child.kill('SIGINT'));

async function finish(args: readonly string[], cwd: string): Promise<Envelope<Built>> {
  const { code, json, stderr } = await kyrJson<Built>([...BUILD, ...args], { cwd });
  expect(code, stderr + JSON.stringify(json.diagnostics)).toBe(0);
  return json;
}

describe('kill -9', () => {
  const seed = Number(process.env.KYR_SEED ?? 20261201);
  const KILLS = 30;

  test(`at ${KILLS} random moments (KYR_SEED=${seed}): the next build goes on to the same files`, {
    timeout: 300_000,
  }, async () => {
    const dice = openDice(seed);
    /** Kills that left a run half made, by how many files were finished. */
    const left: number[] = [];
    let kills = 0;

    // Two folders at a time, each killed again and again until it is finished, then anew.
    const chain = async (name: string): Promise<void> => {
      const folder = join(project, name);
      while (kills < KILLS) {
        kills += 1;
        const moment = `kill ${kills} of seed ${seed}`;
        // One in five at any time from the start of the process on, the others while files are made.
        const early = dice() < 0.2;
        // Those that are kept are told of too.
        const files = Object.keys(finalFiles(folder)).length + Math.floor(dice() * 9);
        const delay = dice() * (early ? 1500 : 25);
        const kill = (child: ChildProcess): void => {
          setTimeout(() => child.kill('SIGKILL'), delay);
        };
        const ran = early
          ? await kyr([...BUILD, '--out', name, '--progress=none'], { cwd: project, onStart: kill })
          : await buildUntil(['--out', name], project, files, kill);
        expect(findHalves(folder, wanted), moment).toEqual([]);
        if (ran.code === null) {
          const there = Object.keys(finalFiles(folder)).length;
          if (there > 0 && !existsSync(join(folder, 'SHA256SUMS'))) left.push(there);
        } else {
          // It was done before it was killed.
          expect(ran.code, `${moment}: ${ran.stderr}`).toBe(0);
          expect(finalFiles(folder), moment).toEqual(wanted);
          rmSync(folder, { recursive: true });
          kills -= 1;
        }
      }
      const { data } = await finish(['--out', name], project);
      expect(data.remade).toEqual([]);
      expect(finalFiles(folder)).toEqual(wanted);
      expect(Object.keys(listing(folder)).filter((n) => n.endsWith('.part') || n.includes('lock'))).toEqual(
        [],
      );
      expect((await kyr(['verify', name], { cwd: project })).stdout).toContain('files as they were made');
    };
    await Promise.all([chain('killed-1'), chain('killed-2')]);
    // Most of them fell where it hurts, and not always in the same place.
    expect(left.length, String(left)).toBeGreaterThan(KILLS / 3);
    expect(new Set(left).size, String(left)).toBeGreaterThan(10);
  });

  test('in the middle of a change: the rest is made again, and the manifest gives one reason for all', async () => {
    const folder = openProject({ 'job.yaml': MANY });
    copyShipped(folder, 'locales/es');
    await finish([], folder);
    const out = join(folder, 'out', 'small');
    const before = finalFiles(out);
    const text = join(folder, 'locales/es/us-federal.json');
    writeFileSync(text, edit(readFileSync(text, 'utf8'), 'Guarde silencio', 'Guarde silencio siempre'));
    await finish(['--out', 'fresh'], folder);
    const after = finalFiles(join(folder, 'fresh'));
    // The English files are kept, some of the Spanish ones are made; then it is killed.
    await buildUntil([], folder, 35, (child) => child.kill('SIGKILL'));
    expect(existsSync(join(out, 'SHA256SUMS'))).toBe(false);
    const both = finalFiles(out);
    for (const [name, digest] of Object.entries(both))
      if (name !== 'manifest.json') expect([before[name], after[name]], name).toContain(digest);

    const { data } = await finish([], folder);
    const differ = Object.keys(after).filter(
      (name) => after[name] !== before[name] && !/^(manifest\.json|SHA256SUMS)$/.test(name),
    );
    expect(differ.length).toBeGreaterThan(26);
    expect(data.remade.length).toBeLessThan(differ.length);
    expect(remadeOf(out)).toEqual(Object.fromEntries(differ.map((name) => [name, ['text of es']])));
    expect(sums(out)).toBe(sums(join(folder, 'fresh')));
  });

  test('a part that was left lying goes, also when the next plan has no such file', async () => {
    const folder = openProject({
      'job.yaml': SMALL,
      'out/small/sheets/DRAFT-0009-es-9sheets.pdf.part': 'half',
      'out/small/notes/mine.pdf.part': 'mine',
    });
    await finish([], folder);
    const left = Object.keys(listing(join(folder, 'out', 'small')));
    expect(left.filter((name) => name.endsWith('.part'))).toEqual(['notes/mine.pdf.part']);
  });
});

describe('Ctrl-C', () => {
  test('stops after the file at hand, says how to go on, and goes on to the same files', async () => {
    const stopped = await buildSome(['--out', 'stopped'], project, 5);
    const folder = join(project, 'stopped');
    expect(stopped.code).toBe(130);
    expect(readDiagnostics(stopped.stderr)).toEqual([
      expect.objectContaining({
        code: 'KYR806',
        level: 'info',
        hint: expect.stringContaining('kyr build job.yaml'),
      }),
    ]);
    expect(findHalves(folder, wanted)).toEqual([]);
    const left = Object.keys(listing(folder));
    expect(left).toContain('journal.ndjson');
    expect(left.filter((n) => n === 'SHA256SUMS' || n === '.kyr-lock' || n.endsWith('.part'))).toEqual([]);
    expect((await kyr(['verify', 'stopped'], { cwd: project })).code).toBe(4);

    const { data } = await finish(['--out', 'stopped'], project);
    expect(data.kept.length).toBeGreaterThan(0);
    expect(data.made.length).toBeGreaterThan(0);
    expect(finalFiles(folder)).toEqual(wanted);
  });
});

describe('two builds in one folder', () => {
  test('the second names the first and leaves it alone', async () => {
    let second: Promise<Ran> | undefined;
    let pid: number | undefined;
    const first = await buildUntil(['--out', 'two'], project, 1, (child) => {
      pid = child.pid;
      // Held still, so that it cannot be done before the second has looked.
      child.kill('SIGSTOP');
      second = kyr([...BUILD, '--out', 'two', '--progress=none'], { cwd: project }).finally(() =>
        child.kill('SIGCONT'),
      );
    });
    const refused = await second!;
    expect(refused.code).toBe(3);
    expect(readDiagnostics(refused.stderr)).toEqual([
      expect.objectContaining({
        code: 'KYR802',
        message: expect.stringContaining(`process ${pid} is building in `),
        hint: expect.stringContaining('--out'),
      }),
    ]);
    expect(first.code, first.stderr).toBe(0);
    expect(finalFiles(join(project, 'two'))).toEqual(wanted);
  });

  test.each([
    ['of a process that is gone', '99999999\n'],
    ['that is empty', ''],
    ['that is garbage', '\u0000\u0001 no process \u00ff\n'],
    ['with a number that no process has', '-7\n'],
  ])('a lock %s is taken over', async (_, content) => {
    rmSync(join(project, 'dead'), { recursive: true, force: true });
    writeFiles(project, { 'dead/.kyr-lock': content });
    // Only whether it begins: stopped at once.
    const ran = await buildSome(['--out', 'dead'], project, 1);
    expect(ran.code, ran.stderr).toBe(130);
    const left = Object.keys(listing(join(project, 'dead')));
    expect(left).toContain('journal.ndjson');
    expect(left.filter((name) => name.startsWith('.kyr-lock'))).toEqual([]);
  });

  test('of four that find the same dead lock, one builds', async () => {
    const folder = join(project, 'four');
    writeFiles(project, { 'four/.kyr-lock': '99999999\n' });
    const ran = await Promise.all(
      [1, 2, 3, 4].map(() => kyr([...BUILD, '--out', 'four', '--progress=none'], { cwd: project })),
    );
    for (const { code, stderr } of ran)
      if (code !== 0)
        expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('KYR802') });
    expect(ran.map((r) => r.code)).toContain(0);
    expect(finalFiles(folder)).toEqual(wanted);
    // Whoever came after the end made nothing: no file was finished twice.
    const finished = journalLines(folder).flatMap((l) => (typeof l.file === 'string' ? [l.file] : []));
    expect(finished.length).toBe(new Set(finished).size);
  });

  test('never are two inside, however often a lock is left by the dead', async () => {
    const folder = openProject();
    const disk = pathToFileURL(join(ROOT, 'dist/job/disk.js')).href;
    const racer = fileURLToPath(new URL('lock-race.js', import.meta.url));
    const until = String(Date.now() + 4000);
    const taken = await Promise.all(
      [1, 2, 3, 4, 5].map(
        () =>
          new Promise<number>((resolve, reject) => {
            const child = spawn(process.execPath, [racer, disk, folder, until]);
            let out = '';
            let err = '';
            child.stdout.on('data', (chunk) => {
              out += chunk;
            });
            child.stderr.on('data', (chunk) => {
              err += chunk;
            });
            child.on('close', (code) => (code === 0 ? resolve(Number(out)) : reject(new Error(err))));
          }),
      ),
    );
    // Nobody was shut out for good, and nothing but a lock is left.
    for (const times of taken) expect(times, String(taken)).toBeGreaterThan(2);
    expect(Object.keys(listing(folder)).filter((name) => !/^(kyr\.yaml|\.kyr-lock)$/.test(name))).toEqual([]);
  });
});

/** A job that reads all that a job can: a list, an organisation with a logo, and a language of its own. */
async function openRich(): Promise<string> {
  const logo = async (shade: number): Promise<Buffer> =>
    sharp({ create: { width: 300, height: 200, channels: 3, background: { r: shade, g: shade, b: shade } } })
      .png()
      .toBuffer();
  const files: Files = {
    'job.yaml': `job: rich
title: A rich job
purpose: draft
publication: ice-encounter
layer: us/ny/nyc
size: half-letter
runs:
  - { language: es, quantity: 40, organisation: chapel.yaml }
  - { language: en, quantity: 20 }
  - { language: pt, quantity: 8 }
  - { congregations: list.csv }
total: 100
output: { sheets: { sheet: 13x19, batch: 4 } }
`,
    'chapel.yaml': 'organisation: chapel\nname: Chapel\nphone: 212-555-0100\nlogo: logo.png\n',
    'logo.png': await logo(40),
    'other.png': await logo(200),
    'list.csv': 'id,name,es,pt\nhall,Hall,12,\nhouse,House,,20\n',
    'templates/languages/pt.yaml': shipped('templates/languages/es.yaml'),
  };
  const folder = openProject(files);
  cpSync(join(ROOT, 'locales/es'), join(folder, 'locales/pt'), { recursive: true });
  const meta = edit(edit(shipped('locales/es/_meta.yaml'), 'tag: es', 'tag: pt'), 'Español', 'Português');
  writeFiles(folder, { 'locales/pt/_meta.yaml': edit(meta, 'Spanish', 'Portuguese') });
  return folder;
}

describe('an input that goes away', () => {
  let folder: string;
  let files: Record<string, string>;
  beforeAll(async () => {
    folder = await openRich();
    await finish(['--out', 'undisturbed'], folder);
    files = finalFiles(join(folder, 'undisturbed'));
  });

  const INPUTS: readonly [name: string, code: string, at: RegExp][] = [
    ['list.csv', 'KYR101', /^list\.csv$/],
    ['chapel.yaml', 'KYR101', /^chapel\.yaml$/],
    ['logo.png', 'KYR101', /^chapel\.yaml:4:1$/],
    ['locales/pt/_meta.yaml', 'KYR110', /^job\.yaml:10:\d+$/],
    ['locales/pt/us-federal.json', 'KYR201', /^locales\/pt\/us-federal\.json/],
    ['job.yaml', 'KYR101', /^job\.yaml$/],
  ];
  test.each(INPUTS)('%s, between plan and build, and when a run goes on', async (name, code, at) => {
    const path = join(folder, name);
    const run = join(folder, 'run');
    rmSync(run, { recursive: true, force: true });
    const refused = async (): Promise<void> => {
      const ran = await kyrHere([...BUILD, '--out', 'run', '--progress=none'], { cwd: folder });
      expect(ran.code, ran.stderr).toBe(3);
      const [error] = readDiagnostics(ran.stderr);
      expect(error).toMatchObject({ code, level: 'error', at: expect.stringMatching(at) });
    };
    expect((await kyrHere(['plan', 'job.yaml'], { cwd: folder })).code).toBe(0);
    renameSync(path, `${path}.away`);
    await refused();
    expect(existsSync(run)).toBe(false);
    renameSync(`${path}.away`, path);

    expect((await buildSome(['--out', 'run'], folder, 3)).code).toBe(130);
    const left = finalFiles(run);
    expect(Object.keys(left).length).toBeGreaterThan(2);
    renameSync(path, `${path}.away`);
    await refused();
    expect(finalFiles(run)).toEqual(left);
    renameSync(`${path}.away`, path);
    const { data } = await finish(['--out', 'run'], folder);
    expect(data.kept).toEqual(expect.arrayContaining(Object.keys(left)));
    expect(finalFiles(run)).toEqual(files);
  });

  test('while the build is running: what was planned is made, from what was read then', async () => {
    // A template too: it is optional, so its absence would pass for another design without a word.
    const all = [...INPUTS.map(([name]) => name), 'templates/languages/pt.yaml'];
    const copy = openProject();
    cpSync(folder, copy, { recursive: true });
    rmSync(join(copy, '.kyr'), { recursive: true });
    let gone = false;
    const ran = await kyr([...BUILD, '--out', 'run', '--progress=json'], {
      cwd: copy,
      onStderr: (text) => {
        if (gone || !text.includes('"design ')) return;
        gone = true;
        for (const name of all) rmSync(join(copy, name));
      },
    });
    expect(gone).toBe(true);
    expect(ran.code, ran.stderr).toBe(0);
    expect(finalFiles(join(copy, 'run'))).toEqual(files);
  });

  test('a font that goes away after the first file stops a run that can be gone on with', async () => {
    const fonts = edit(shipped('fonts/fonts.yaml'), 'file: NotoSans-Regular.ttf', 'file: Own.ttf');
    const own = openProject({ 'job.yaml': SMALL, 'fonts/fonts.yaml': fonts });
    const font = join(own, 'fonts', 'Own.ttf');
    copyFileSync(join(ROOT, 'fonts', 'NotoSans-Regular.ttf'), font);
    await finish(['--out', 'undisturbed'], own);
    // The designs are compiled: it is for the slug of the first sheet that a font is opened.
    const cache = join(own, '.kyr', 'cache');
    for (const name of readdirSync(cache)) if (name.endsWith('-words.kyrd')) rmSync(join(cache, name));
    renameSync(font, `${font}.away`);
    const ran = await kyr([...BUILD, '--progress=none'], { cwd: own });
    expect(ran.code, ran.stderr).toBe(5);
    expect(readDiagnostics(ran.stderr)).toEqual([
      expect.objectContaining({
        code: 'KYR302',
        message: expect.stringContaining('fonts/Own.ttf is missing'),
      }),
      expect.objectContaining({ code: 'KYR806', hint: expect.stringContaining('kyr build job.yaml') }),
    ]);
    const out = join(own, 'out', 'small');
    const whole = finalFiles(join(own, 'undisturbed'));
    expect(findHalves(out, whole)).toEqual([]);
    expect(Object.keys(finalFiles(out)).length).toBeGreaterThan(0);
    renameSync(`${font}.away`, font);
    await finish([], own);
    expect(finalFiles(out)).toEqual(whole);
  });
});

describe('a damaged file', () => {
  const batch = 'sheets/DRAFT-0002-en-2sheets.pdf';
  const damages: readonly [string, (path: string) => void, string, RegExp][] = [
    [
      'with one bit turned',
      (path) => {
        const bytes = readFileSync(path);
        bytes[bytes.length >> 1]! ^= 0x01;
        writeFileSync(path, bytes);
      },
      'damaged',
      /digest differs/,
    ],
    ['cut short', (path) => truncateSync(path, 1000), 'damaged', /digest differs/],
    ['with something added', (path) => appendFileSync(path, '\n'), 'damaged', /digest differs/],
    ['that is empty', (path) => truncateSync(path, 0), 'damaged', /digest differs/],
    ['that was deleted', (path) => rmSync(path), 'missing', /is missing$/],
  ];
  beforeAll(() => cpSync(join(project, 'undisturbed'), join(project, 'damaged'), { recursive: true }));

  test.each(damages)(
    '%s is noticed by verify, and made again with no other',
    async (_, damage, why, says) => {
      const folder = join(project, 'damaged');
      damage(join(folder, batch));
      const verify = await kyrHere(['verify', 'damaged'], { cwd: project });
      expect(verify.code).toBe(4);
      expect(readDiagnostics(verify.stderr)[0]).toMatchObject({
        code: 'KYR803',
        at: batch,
        message: expect.stringMatching(says),
        hint: expect.stringContaining('kyr build makes it again'),
      });
      const { stdout } = await kyr([...BUILD, '--out', 'damaged', '--progress=none'], { cwd: project });
      expect(stdout).toMatch(/\n1 files? made, \d+ were there already: damaged\n/);
      expect(stdout).toContain(`\n1 file made again: 1 was ${why}\n`);
      expect(sums(folder)).toBe(sums(join(project, 'undisturbed')));
      expect(remadeOf(folder)).toEqual({ [batch]: [why] });
      // A later build that makes nothing leaves it so, and has nothing to say.
      const { data } = await finish(['--out', 'damaged'], project);
      expect(data).toMatchObject({ made: [], remade: [] });
      expect(remadeOf(folder)).toEqual({ [batch]: [why] });
      expect(await kyr(['verify', 'damaged'], { cwd: project })).toMatchObject({ code: 0, stderr: '' });
    },
  );
});

describe('a changed input', () => {
  let origin: string;
  beforeAll(async () => {
    origin = await openRich();
    copyShipped(origin, 'locales/es');
    await finish(['--out', 'out/rich'], origin);
    expect(remadeOf(join(origin, 'out/rich'))).toEqual({});
  });

  const inFile =
    (name: string, from: string, to: string) =>
    (folder: string): void =>
      writeFileSync(join(folder, name), edit(readFileSync(join(folder, name), 'utf8'), from, to));
  const inJob = (more: string) => inFile('job.yaml', 'total: 100', `total: 100\n${more}`);

  /** What is changed, and of each reason the files that are made again for it; all others are kept. */
  const changes: readonly {
    readonly name: string;
    readonly change: (folder: string) => void;
    readonly reasons: Readonly<Record<string, RegExp>>;
    readonly day?: string;
  }[] = [
    {
      name: 'a sentence of one language',
      change: inFile('locales/es/us-federal.json', 'Guarde silencio', 'Guarde silencio siempre'),
      reasons: { 'text of es': /\/DRAFT-(\d{4}-)?es-|0007|run|START/ },
    },
    {
      name: 'a logo',
      change: (folder) => copyFileSync(join(folder, 'other.png'), join(folder, 'logo.png')),
      reasons: { 'logo of chapel': /chapel|run|START/ },
    },
    {
      name: 'a phone number',
      change: inFile('chapel.yaml', '0100', '0199'),
      reasons: { 'imprint of chapel': /chapel|run|START/ },
    },
    {
      name: 'the name of a congregation',
      change: inFile('list.csv', ',Hall,', ',Great Hall,'),
      reasons: {
        'imprint of hall': /press.*hall|hall-(front|back)|0007/,
        'deliveries, imprint of hall': /hall\.pdf|run|START/,
        deliveries: /labels/,
      },
    },
    {
      name: 'a quantity within the overs',
      change: (folder) => {
        inFile('job.yaml', 'language: en, quantity: 20', 'language: en, quantity: 21')(folder);
        inFile('job.yaml', 'total: 100', 'total: 101')(folder);
      },
      reasons: // The press file has another name: it is new.
        { quantity: /en\.pdf|run|labels|START/ },
    },
    {
      name: 'a template',
      change: inFile('templates/languages/pt.yaml', 'letter: Ñ', 'letter: Ã'),
      reasons: { 'template of pt': /\/DRAFT-(\d{4}-)?pt|0008|0009|START/ },
    },
    {
      name: 'the address',
      change: inJob('address: https://www.nyc.gov/rights/{lang}'),
      reasons: {
        'address of es': /\/DRAFT-(\d{4}-)?es-|0007/,
        'address of en': /\/DRAFT-(\d{4}-)?en\b/,
        'address of pt': /\/DRAFT-(\d{4}-)?pt\b|0008|0009/,
        'address of es, address of en, address of pt': /run/,
        'clearance, address of es, address of en, address of pt': /START/,
      },
    },
    {
      name: 'the contact',
      change: inJob('contact: { name: Desk }'),
      reasons: { contact: /proofs.*pdf|START/ },
    },
    { name: 'the stock', change: inJob('press: { stock: thin }'), reasons: { stock: /START/ } },
    { name: 'the profile', change: inJob('press: { profile: FOGRA39 }'), reasons: { profile: /pdf$/ } },
    { name: 'the day', change: () => {}, reasons: { date: /pdf$/ }, day: '2026-12-02' },
  ];
  test.each(changes)(
    '$name makes again what depends on it, and says so',
    async ({ change, reasons, day }) => {
      const folder = openProject();
      cpSync(origin, folder, { recursive: true });
      change(folder);
      const out = join(folder, 'out', 'rich');
      const build = (to: string) =>
        kyrHere([...BUILD, '--out', to, '--progress=none'], {
          cwd: folder,
          ...(day ? { env: { SOURCE_DATE_EPOCH: epochOf(day) } } : {}),
        });
      const { code, stdout, stderr } = await build('out/rich');
      expect(code, stderr).toBe(0);
      const remade = remadeOf(out);
      const found = Object.fromEntries(Object.entries(remade).map(([file, why]) => [file, why.join(', ')]));
      const expected = Object.fromEntries(
        Object.keys(finalFiles(out)).flatMap((file) => {
          const before = existsSync(join(origin, 'out/rich', file)) && !/^(manifest|SHA256)/.test(file);
          const why = Object.keys(reasons).find((reason) => before && reasons[reason]?.test(file));
          return why === undefined ? [] : [[file, why]];
        }),
      );
      expect(found).toEqual(expected);
      const words = [...new Set(Object.values(remade).flat())];
      const line = stdout.split('\n').find((text) => text.includes(' made again: '));
      expect(line).toMatch(new RegExp(`^${Object.keys(remade).length} files? made again: .* changed$`));
      for (const word of words) expect(line).toContain(word);
      // What was kept is what would be made anew; and neither sums nor a fresh manifest know of the past.
      expect((await build('fresh')).code).toBe(0);
      expect(sums(out)).toBe(sums(join(folder, 'fresh')));
      expect(remadeOf(join(folder, 'fresh'))).toEqual({});
      // A build that makes nothing has nothing to say, but the manifest still does.
      expect((await build('out/rich')).stdout).not.toContain('made again');
      expect(remadeOf(out)).toEqual(remade);
    },
  );
});
