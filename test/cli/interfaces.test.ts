/** What other programs rely on: envelopes, streams, exit codes, ways out of a flyer, and how a build goes on. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ENVELOPE, show } from '../../src/cli/output.js';
import type { Diagnostic } from '../../src/core/diagnostic.js';
import { STATES } from '../../src/schema/locale.js';
import { decodeCode } from './codes.js';
import { type Envelope, ensureBuilt, epochOf, kyr, kyrJson, readDiagnostics } from './command.js';
import { edit, fixture, listing, openProject } from './project.js';

const SMALL = fixture('small.yaml');
/** English alone. */
const inEnglish = edit(edit(SMALL, '  - { language: es, quantity: 40 }\n', ''), 'total: 80', 'total: 40');
const BUILD = ['build', 'job.yaml', '--progress=none'];

interface Built {
  readonly folder: string;
  readonly status: string;
  readonly made: readonly string[];
  readonly kept: readonly string[];
  readonly removed: readonly string[];
}

let project: string;
let firstBuild: Envelope<Built>;
beforeAll(async () => {
  await ensureBuilt();
  project = openProject({ 'job.yaml': SMALL });
  const { json, stderr } = await kyrJson<Built>(['build', 'job.yaml'], { cwd: project });
  expect(stderr).toBe('');
  firstBuild = json;
});
const sums = (folder: string): string => readFileSync(join(folder, 'SHA256SUMS'), 'utf8');
const run = (): string => join(project, 'out', 'small');

describe('help and version', () => {
  test.each([[['--help']], [['build', '--help']], [['locale', 'sign', '--help']]])(
    '%j is no error',
    async (args) => {
      const { code, stdout, stderr } = await kyr(args, { cwd: project });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^Usage: kyr /);
    },
  );

  test('--version says that of package.json', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await kyr(['--version'], { cwd: project })).toEqual({
      code: 0,
      stdout: `${version}\n`,
      stderr: '',
    });
  });

  test('no command and an unknown one are slips, on stderr', async () => {
    for (const args of [[], ['print']]) {
      const { code, stdout, stderr } = await kyr(args, { cwd: project });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).not.toBe('');
    }
  });
});

describe('--json', () => {
  const commands: readonly (readonly [name: string, args: readonly string[], code: number])[] = [
    ['languages', ['languages'], 0],
    ['plan', ['plan', 'job.yaml'], 0],
    ['build', ['build', 'job.yaml'], 0],
    ['verify', ['verify', 'out/small'], 0],
    ['check', ['check', 'es'], 0],
    ['flyer', ['flyer', '--lang', 'es', '--for', 'text'], 0],
    ['a plan that is refused', ['plan', 'none.yaml'], 3],
    ['a check that fails', ['check', 'tlh'], 3],
    ['a flyer that may not go to press', ['flyer', '--lang', 'es', '--purpose', 'press'], 6],
  ];
  test.each(commands)('%s gives one envelope, and nothing on stderr', async (_, args, code) => {
    const ran = await kyrJson<unknown>(args, { cwd: project });
    expect(ran.code).toBe(code);
    expect(ran.stderr).toBe('');
    expect(Object.keys(ran.json)).toEqual(['schema', 'ok', 'data', 'diagnostics']);
    expect(ran.json).toMatchObject({ schema: ENVELOPE, ok: code === 0 });
    expect(Array.isArray(ran.json.diagnostics)).toBe(true);
    if (code === 0) expect(ran.json.data).not.toBeNull();
    else
      expect(ran.json.diagnostics[0]).toMatchObject({
        code: expect.stringMatching(/^KYR\d{3}$/),
        level: 'error',
      });
  });

  test('languages has exactly the fields that others rely on', async () => {
    const { json } = await kyrJson<(Record<string, string> & { offers: string[] })[]>(['languages'], {
      cwd: project,
    });
    const byTag = new Map(json.data.map((l) => [l.tag, l]));
    for (const language of json.data) {
      expect(Object.keys(language)).toEqual([
        ...['tag', 'name', 'english', 'script', 'direction', 'state', 'offers'],
      ]);
      expect(STATES).toContain(language.state);
      expect(['ltr', 'rtl']).toContain(language.direction);
    }
    expect(byTag.get('ar')).toMatchObject({
      name: 'العربية',
      english: 'Arabic',
      script: 'Arab',
      direction: 'rtl',
    });
    expect(byTag.get('zh-Hans')).toMatchObject({ name: '简体中文', script: 'Hans', direction: 'ltr' });
    expect([...byTag.keys()]).toEqual(expect.arrayContaining(['ar', 'en', 'es', 'zh-Hans']));
  });

  test('plan adds up, and names what is missing for press', async () => {
    const { json } = await kyrJson<{ plan: Record<string, unknown>; missing: Diagnostic[] }>(
      ['plan', 'job.yaml'],
      {
        cwd: project,
      },
    );
    expect(json.data.plan).toMatchObject({
      job: 'small',
      purpose: 'draft',
      up: 4,
      total: { ordered: 80, overs: 8, printed: 88, sheets: 22 },
      languages: {
        en: { ordered: 40, printed: 44, sheets: 11 },
        es: { ordered: 40, printed: 44, sheets: 11 },
      },
    });
    expect(json.data.missing.map((d) => d.code)).toEqual(
      expect.arrayContaining(['KYR601', 'KYR602', 'KYR604']),
    );
  });

  test('check counts errors and warnings a language', async () => {
    const { json } = await kyrJson<Record<string, unknown>[]>(['check', 'es', 'ar'], { cwd: project });
    expect(json.data.map((l) => [l.tag, l.errors])).toEqual([
      ['es', 0],
      ['ar', 0],
    ]);
  });

  test('check measures the English, and no other language', async () => {
    const { json } = await kyrJson<Record<string, unknown>[]>(['check', 'en', 'es'], { cwd: project });
    const [english, spanish] = json.data;
    const reading = english?.reading as { edition: string; grade?: number; words: number }[];
    expect(reading.map((of) => of.edition)).toContain('ice-encounter/full');
    for (const { grade, words } of reading) {
      expect(words).toBeGreaterThan(0);
      if (grade !== undefined) expect(grade).toBeLessThanOrEqual(6);
    }
    expect(spanish).not.toHaveProperty('reading');
    const { stdout } = await kyr(['check', 'en', 'es'], { cwd: project });
    expect(stdout).toMatch(
      /^en {2}good {2}\(initial, .*, reading grade -?\d\.\d( to -?\d\.\d)?\)\nes {2}good/,
    );
  });

  test('build lists what it made, and every file of the sums is among it', () => {
    const { data } = firstBuild;
    expect(data.status).toBe('done');
    expect(data.kept).toEqual([]);
    const listed = sums(run())
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(66));
    expect([...data.made].sort()).toEqual(listed.sort());
  });

  test('no envelope names a folder outside the project', async () => {
    const { stdout } = await kyrJson<unknown>(['build', 'job.yaml'], { cwd: project });
    expect(stdout).not.toContain(project);
  });
});

describe('streams', () => {
  test('results are on stdout, messages on stderr, and a pipe gets no colour', async () => {
    const bad = openProject({ 'job.yaml': edit(SMALL, 'total: 80', 'total: 81') });
    const { stdout, stderr } = await kyr(['plan', 'job.yaml'], { cwd: bad });
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^\S.* {2}error KYR501 {2}.*\n {2}hint: .*\n$/);
    const languages = await kyr(['languages'], { cwd: bad });
    expect(languages.stderr).toBe('');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence starts with one
    expect(`${stdout}${stderr}${languages.stdout}`).not.toMatch(/\u001b/);
  });

  test('a terminal gets colour unless NO_COLOR is set', () => {
    const diagnostics: Diagnostic[] = [{ code: 'KYR501', level: 'error', message: 'wrong' }];
    const written = (isTTY: boolean, noColor?: string): string => {
      let text = '';
      const stream = {
        isTTY,
        write: (chunk: string) => {
          text += chunk;
          return true;
        },
      } as unknown as NodeJS.WriteStream;
      const before = process.env.NO_COLOR;
      if (noColor === undefined) delete process.env.NO_COLOR;
      else process.env.NO_COLOR = noColor;
      show({ exitCode: 3, data: null, text: '', diagnostics }, false, { out: stream, err: stream });
      if (before === undefined) delete process.env.NO_COLOR;
      else process.env.NO_COLOR = before;
      return text;
    };
    expect(written(true)).toBe('\u001b[31merror KYR501\u001b[0m  wrong\n');
    expect(written(true, '')).toContain('\u001b[');
    expect(written(true, '1')).toBe('error KYR501  wrong\n');
    expect(written(false)).toBe('error KYR501  wrong\n');
  });

  test('--progress=json writes one object a line, up to the whole', async () => {
    const args = ['build', 'job.yaml', '--out', 'progress', '--progress=json'];
    const { code, stderr } = await kyr(args, { cwd: project });
    expect(code).toBe(0);
    const lines = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const line of lines)
      expect(line).toMatchObject({
        event: 'progress',
        total: 88,
        done: expect.any(Number),
        file: expect.any(String),
      });
    const done = lines.map((line) => Number(line.done));
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(-1)).toBe(88);
    expect(lines.map((line) => line.file)).toEqual(expect.arrayContaining(firstBuild.data.made as string[]));
  });

  test('--progress=none is quiet', async () => {
    expect((await kyr(BUILD, { cwd: project })).stderr).toBe('');
  });
});

describe('kyr flyer', () => {
  test('text goes to stdout, or to a file with the same words', async () => {
    const text = await kyr(['flyer', '--lang', 'es', '--for', 'text'], { cwd: project });
    expect(text).toMatchObject({ code: 0, stderr: '' });
    const paragraphs = text.stdout.split('\n');
    expect(paragraphs[0]).toBe('Español (Spanish)');
    // Reading order: the three rights, then what to say.
    const order = [
      '1. Guarde silencio',
      '2. Pida un abogado',
      '3. Pida un intérprete',
      'No tiene que abrir la puerta',
    ];
    const at = order.map((line) => paragraphs.indexOf(line));
    expect(at).not.toContain(-1);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(text.stdout).toContain('BORRADOR · DRAFT');
    const kept = await kyr(['flyer', '--lang', 'es', '--for', 'text', '--out', 'es.txt'], { cwd: project });
    expect(kept.stdout).toBe('es.txt\n');
    expect(readFileSync(join(project, 'es.txt'), 'utf8')).toBe(text.stdout);
  });

  test('the text of a law that is overdue says so, beside the text', async () => {
    const args = ['flyer', '--lang', 'es', '--for', 'text'];
    const late = { SOURCE_DATE_EPOCH: epochOf('2027-06-01') };
    const { code, stdout, stderr } = await kyr(args, { cwd: project, env: late });
    expect([code, stdout]).toEqual([0, (await kyr(args, { cwd: project })).stdout]);
    expect(readDiagnostics(stderr)[0]).toMatchObject({ level: 'warning', code: 'KYR608' });
    expect(stderr).toContain('was to be checked after 2027-05-23');
  });

  test('a dump is stable text of its Frames', async () => {
    const args = ['flyer', '--lang', 'ar', '--for', 'dump'];
    const one = await kyr(args, { cwd: project });
    const two = await kyr(args, { cwd: openProject({ 'note.txt': 'elsewhere' }) });
    expect(one.code, one.stderr).toBe(0);
    expect(one.stdout.length).toBeGreaterThan(2000);
    expect(two.stdout).toBe(one.stdout);
    expect(one.stdout).toContain('الزم الصمت');
  });

  test('press is a PDF, named by the tool in a folder and by the user elsewhere', async () => {
    mkdirSync(join(project, 'flyers'), { recursive: true });
    const inFolder = await kyr(['flyer', '--lang', 'es', '--out', 'flyers'], { cwd: project });
    expect(inFolder.stdout).toBe('flyers/DRAFT-ice-encounter-es.pdf\n');
    const named = await kyr(['flyer', '--lang', 'es', '--for', 'press', '--out', 'own/name.pdf'], {
      cwd: project,
    });
    expect(named.stdout).toBe('own/name.pdf\n');
    const bytes = readFileSync(join(project, 'own', 'name.pdf'));
    expect(bytes.subarray(0, 8).toString()).toBe('%PDF-1.6');
    expect(bytes.equals(readFileSync(join(project, 'flyers', 'DRAFT-ice-encounter-es.pdf')))).toBe(true);
  });

  test('png is a pair of pictures, and the code on the back holds the address', async () => {
    const address = 'https://rights.example.org/read/{lang}';
    const args = ['flyer', '--lang', 'zh-Hans', '--for', 'png', '--address', address, '--out', 'phone.png'];
    const ran = await kyr(args, { cwd: project });
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toBe('phone-front.png\nphone-back.png\n');
    for (const side of ['front', 'back'])
      expect(
        readFileSync(join(project, `phone-${side}.png`))
          .subarray(0, 8)
          .toString('hex'),
      ).toBe('89504e470d0a1a0a');
    expect(await decodeCode(readFileSync(join(project, 'phone-back.png')))).toBe(
      'https://rights.example.org/read/zh-Hans',
    );
    expect(await decodeCode(readFileSync(join(project, 'phone-front.png')))).toBeUndefined();
  });

  test('a case slip in the tag is forgiven', async () => {
    const { code, stdout } = await kyr(['flyer', '--lang', 'ZH-hans', '--for', 'text'], { cwd: project });
    expect(code).toBe(0);
    expect(stdout.startsWith('简体中文')).toBe(true);
  });

  test('an organisation is printed, and a withheld one is not, nor named in the file', async () => {
    const folder = openProject({
      'open.yaml':
        'organisation: sample-open\nname: { en: Open Chapel, es: Capilla Abierta }\nphone: 718-555-0101\n',
      'hidden.yaml': 'organisation: sample-hidden\nname: Hidden House\nphone: 718-555-0102\nwithhold: true\n',
    });
    const text = async (file: string): Promise<string> =>
      (await kyr(['flyer', '--lang', 'es', '--for', 'text', '--organisation', file], { cwd: folder })).stdout;
    const open = await text('open.yaml');
    expect(open).toContain('Capilla Abierta');
    expect(open).toContain('718-555-0101');
    expect(await text('hidden.yaml')).not.toMatch(/Hidden|718-555/);
    const pdf = await kyr(['flyer', '--lang', 'es', '--organisation', 'hidden.yaml'], { cwd: folder });
    expect(pdf.stdout).toBe('DRAFT-ice-encounter-es.pdf\n');
    expect(readFileSync(join(folder, 'DRAFT-ice-encounter-es.pdf')).toString('latin1')).not.toMatch(
      /hidden/i,
    );
  });
});

describe('kyr build', () => {
  test('leaves the run’s folder of design.md', () => {
    expect(Object.keys(listing(run()))).toEqual([
      'DRAFT-START-HERE.pdf',
      'DRAFT-labels.pdf',
      'DRAFT-run.csv',
      'SHA256SUMS',
      'journal.ndjson',
      'manifest.json',
      'press',
      'press/DRAFT-en-40-5.5x8.5-4c.pdf',
      'press/DRAFT-es-40-5.5x8.5-4c.pdf',
      'proofs',
      ...['en-back.png', 'en-front.png', 'en.pdf', 'es-back.png', 'es-front.png', 'es.pdf'].map(
        (name) => `proofs/DRAFT-${name}`,
      ),
      'sheets',
      ...['0001-en-5', '0002-en-5', '0003-en-1', '0004-es-5', '0005-es-5', '0006-es-1'].map(
        (name) => `sheets/DRAFT-${name}sheets.pdf`,
      ),
    ]);
  });

  test('prints the plan first, and last what is missing for press', async () => {
    const { stdout } = await kyr(BUILD, { cwd: project });
    const plan = await kyr(['plan', 'job.yaml'], { cwd: project });
    const table = plan.stdout.slice(0, plan.stdout.lastIndexOf('\nMissing for press'));
    expect(table).toContain('in all');
    expect(stdout.startsWith(table)).toBe(true);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^Missing for press: no lawyer has approved /);
  });

  test('makes nothing the second time', async () => {
    const { json } = await kyrJson<Built>(['build', 'job.yaml'], { cwd: project });
    expect(json.data.made).toEqual([]);
    expect(json.data.removed).toEqual([]);
    expect([...json.data.kept].sort()).toEqual([...firstBuild.data.made].sort());
  });

  test('gives the same sums in another project, with another cache', async () => {
    const other = openProject({ 'a/b/job.yaml': SMALL });
    const ran = await kyr(['build', 'a/b/job.yaml', '--progress=none', '--out', 'elsewhere'], { cwd: other });
    expect(ran.code, ran.stderr).toBe(0);
    expect(existsSync(join(other, '.kyr', 'cache'))).toBe(true);
    expect(sums(join(other, 'elsewhere'))).toBe(sums(run()));
  });

  test('puts no clock into the run: without a date set, two time zones give the same sums', async () => {
    const folder = openProject({ 'job.yaml': edit(inEnglish, 'proofs: true', 'proofs: false') });
    const build = async (out: string, env: Record<string, string>): Promise<string> => {
      const ran = await kyr([...BUILD, '--out', out], { cwd: folder, env });
      expect(ran.code, ran.stderr).toBe(0);
      return sums(join(folder, out));
    };
    const here = await build('here', { SOURCE_DATE_EPOCH: '', TZ: 'America/New_York' });
    expect(await build('there', { SOURCE_DATE_EPOCH: '', TZ: 'Pacific/Kiritimati' })).toBe(here);
    expect(await build('dated', { SOURCE_DATE_EPOCH: epochOf('2026-12-24') })).not.toBe(here);
  });

  test('names no user, machine or path anywhere in the run', () => {
    const words = [project, basename(project), '/root/', '/home/'];
    for (const name of readdirSync(run(), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(pdf|csv|json|ndjson|png)$|SUMS$/.test(name)) continue;
      const text = readFileSync(join(run(), name)).toString('latin1');
      for (const word of words) expect(text.includes(word), `${name} has ${word}`).toBe(false);
    }
  });

  test('remakes only what a changed quantity touches, and takes the old files away', async () => {
    const build = (job: string, out: string): Promise<{ json: Envelope<Built> }> =>
      kyrJson<Built>(['build', job, '--out', out], { cwd: project });
    await build('job.yaml', 'changed');
    const more = edit(
      edit(SMALL, 'language: en, quantity: 40', 'language: en, quantity: 44'),
      'total: 80',
      'total: 84',
    );
    writeFileSync(join(project, 'more.yaml'), more);
    const { made, removed } = (await build('more.yaml', 'changed')).json.data;
    // Every slug says how many sheets the run has, so one sheet more is said on all of them.
    expect([...made].sort()).toEqual([
      'DRAFT-START-HERE.pdf',
      'DRAFT-labels.pdf',
      'DRAFT-run.csv',
      'press/DRAFT-en-44-5.5x8.5-4c.pdf',
      'proofs/DRAFT-en.pdf',
      ...['0001-en-5', '0002-en-5', '0003-en-2', '0004-es-5', '0005-es-5', '0006-es-1'].map(
        (name) => `sheets/DRAFT-${name}sheets.pdf`,
      ),
    ]);
    expect([...removed].sort()).toEqual([
      'press/DRAFT-en-40-5.5x8.5-4c.pdf',
      'sheets/DRAFT-0003-en-1sheets.pdf',
    ]);
    for (const name of removed) expect(existsSync(join(project, 'changed', name))).toBe(false);
    await build('more.yaml', 'fresh');
    expect(sums(join(project, 'changed'))).toBe(sums(join(project, 'fresh')));
    expect(await kyr(['verify', 'changed'], { cwd: project })).toMatchObject({ code: 0, stderr: '' });
  });
});
