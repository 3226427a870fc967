/**
 * From nothing to a signed core edition by TRANSLATING.md alone: the commands are read from its section of that name and
 * typed in their order, for a language in a script with longer words than ours (Uzbek in Cyrillic) and for one in Latin.
 * What a translator would write is sample text from fixtures; it is no part of locales/.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kyrHere, ROOT } from './command.js';
import { edit, fixture, openProject, shipped, writeFiles } from './project.js';

type Sample = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The lines of the grey boxes of a section, with another language in place of the example's. */
function commandsOf(section: string, tag: string): string[][] {
  const page = shipped('TRANSLATING.md');
  const start = page.indexOf(`## ${section}`);
  const text = page.slice(start, page.indexOf('\n## ', start + 1));
  const boxes = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((box) => box[1] as string);
  return boxes
    .flatMap((box) => box.trim().split('\n'))
    .map((line) =>
      [...line.replaceAll('uz-Cyrl', tag).matchAll(/"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? (m[2] as string)),
    );
}

/** Does what step 2 asks for: fills the empty quotation marks, and the two lines of _meta.yaml. */
function write(folder: string, tag: string): void {
  const { meta, sample: _, ...sentences } = JSON.parse(fixture(`samples/${tag}.json`)) as Sample;
  for (const [namespace, keys] of Object.entries(sentences)) {
    const file = join(folder, 'locales', tag, `${namespace}.json`);
    const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string | Record<string, string>>;
    for (const [key, text] of Object.entries(keys)) {
      const [id = '', ...rest] = key.split('.');
      const group = json[id];
      if (typeof group === 'object') group[rest.join('.')] = text;
      else json[id] = text;
    }
    writeFiles(folder, { [`locales/${tag}/${namespace}.json`]: `${JSON.stringify(json, null, 2)}\n` });
  }
  const file = `locales/${tag}/_meta.yaml`;
  const lines = Object.values(meta ?? {}).join('\n');
  writeFiles(folder, { [file]: `${readFileSync(join(folder, file), 'utf8')}${lines}\n` });
}

describe.each(['uz-Cyrl', 'pt'])('%s', (tag) => {
  test('goes from new to a signed core edition by the commands of TRANSLATING.md', async () => {
    const folder = openProject();
    const [begin, ...rest] = commandsOf('From nothing to a signed language', tag);
    expect([begin, ...rest].every((line) => line?.[0] === 'kyr')).toBe(true);
    expect(rest.length).toBeGreaterThan(5);

    const began = await kyrHere((begin ?? []).slice(1), { cwd: folder });
    expect([began.code, began.stderr]).toEqual([0, '']);
    expect(existsSync(join(folder, 'locales', tag, '_worksheet.txt'))).toBe(true);
    const empty = await kyrHere(['locale', 'check', tag], { cwd: folder });
    expect(empty.code).toBe(3);
    expect(empty.stdout).toContain('58 still to write');

    write(folder, tag);
    for (const line of rest) {
      const ran = await kyrHere(line.slice(1), { cwd: folder });
      expect([line.join(' '), ran.code, ran.stderr]).toEqual([line.join(' '), 0, '']);
    }

    const status = await kyrHere(['locale', 'status', tag, '--no-fit', '--json'], { cwd: folder });
    expect(JSON.parse(status.stdout).data).toMatchObject([
      { tag, core: { sentences: 58, translated: 58, stale: 0, unknown: 0, state: 'reviewed' } },
    ]);
  });
});

test('the samples are no language that ships, and say that they are samples', () => {
  for (const tag of ['uz-Cyrl', 'pt']) {
    expect(existsSync(join(ROOT, 'locales', tag))).toBe(false);
    expect(JSON.parse(fixture(`samples/${tag}.json`)).sample).toMatch(/^Sample text .* Not for print/);
  }
});

describe('when the English changes', () => {
  const FEDERAL = 'content/us/federal.yaml';
  const changed = edit(
    shipped(FEDERAL),
    'Do not lie. Do not show false papers.',
    'Do not lie. Do not show any false papers.',
  );

  test('exactly that sentence of a language is stale, with both Englishes, until it is settled', async () => {
    const folder = openProject({ [FEDERAL]: changed });
    const run = (...args: string[]) => kyrHere(['locale', ...args], { cwd: folder });
    const stale = async (): Promise<unknown> =>
      JSON.parse((await run('status', 'fr', '--no-fit', '--json')).stdout).data[0].stale;
    expect(await stale()).toEqual([
      {
        namespace: 'us-federal',
        key: 'truth.body',
        before: 'Do not lie. Do not show false papers.',
        after: 'Do not lie. Do not show any false papers.',
        text: 'Ne mentez pas. Ne montrez pas de faux papiers.',
      },
    ]);
    const told = await run('status', 'fr', '--no-fit');
    expect(told.stdout).toContain('before  Do not lie. Do not show false papers.');
    expect((await run('update', 'fr', '--settled', 'us-federal:truth.boddy')).code).toBe(2);
    expect(await stale()).toHaveLength(1);
    expect((await run('update', 'fr', '--settled', 'us-federal:truth.body')).code).toBe(0);
    expect(await stale()).toEqual([]);
  });
});

describe('kyr locale new', () => {
  const run = (args: string[], cwd = openProject()) => kyrHere(['locale', 'new', ...args], { cwd });

  test.each([
    [['es'], 3, 'KYR109'],
    [['es-Latn'], 3, 'KYR108'],
    [['not a tag'], 2, 'KYR108'],
    [['xyz'], 2, 'KYR504'],
    [['hi', '--like', 'xx'], 3, 'KYR110'],
  ])('%s is refused, and nothing is written', async (args, code, says) => {
    const folder = openProject();
    const ran = await run(args, folder);
    expect([ran.code, ran.stderr.includes(says)]).toEqual([code, true]);
    expect(existsSync(join(folder, 'locales'))).toBe(false);
  });

  test('writes over nothing that is there', async () => {
    const folder = openProject({ 'locales/hi/common.json': '{ "from": "की ओर से" }\n' });
    expect((await run(['hi'], folder)).code).toBe(0);
    expect(readFileSync(join(folder, 'locales/hi/common.json'), 'utf8')).toBe('{ "from": "की ओर से" }\n');
    expect((await run(['hi'], folder)).code).toBe(3);
  });

  test('a variant has what differs, and prints the rest of its base', async () => {
    const folder = openProject();
    expect((await run(['es-MX'], folder)).code).toBe(0);
    expect(existsSync(join(folder, 'locales/es-MX/us-federal.json'))).toBe(false);
    writeFiles(folder, { 'locales/es-MX/ice-encounter.json': '{ "at-door": "En la puerta de su casa" }\n' });
    const check = await kyrHere(['locale', 'check', 'es-MX'], { cwd: folder });
    expect([check.code, check.stderr.includes('error')]).toEqual([0, false]);
    const status = await kyrHere(['locale', 'status', 'es-MX', '--no-fit', '--json'], { cwd: folder });
    expect(JSON.parse(status.stdout).data).toMatchObject([
      { over: 'es', core: { translated: 58, state: 'initial' } },
    ]);
    // Its own sentence is remembered with its English, and none of the base's.
    expect((await kyrHere(['locale', 'update', 'es-MX', '--settled'], { cwd: folder })).code).toBe(0);
    const sign = ['locale', 'sign', 'es-MX', '--state', 'translated', '--role', 'translator'];
    expect((await kyrHere(sign, { cwd: folder })).code).toBe(0);
    const memory = readFileSync(join(folder, 'locales/es-MX/_source.yaml'), 'utf8');
    expect(memory.split('source:\n')[1]).toBe('  ice-encounter:\n    at-door: "At your door"\n');
  });

  test('a script with fonts and no sizes gets them; one with no font is told what is missing', async () => {
    const folder = openProject();
    expect((await run(['hy'], folder)).stderr).toContain('KYR305');
    const template = readFileSync(join(folder, 'templates/scripts/Armn.yaml'), 'utf8');
    expect(template).toContain('families: [Noto Sans Armenian, Noto Sans]');
    const cherokee = await run(['chr'], folder);
    expect([cherokee.code, cherokee.stderr.includes('no font here writes Cher')]).toEqual([0, true]);
  });
});

test('kyr locale check --fix mends what needs no reading, in its own bytes, and nothing else', async () => {
  const common = shipped('locales/fr/common.json');
  const before = edit(common, '"De la part', '"De  la part');
  const folder = openProject({ 'locales/fr/common.json': before.replaceAll('  "', '\t"') });
  const plain = await kyrHere(['locale', 'check', 'fr'], { cwd: folder });
  expect(plain.stderr).toContain('KYR215');
  const fixed = await kyrHere(['locale', 'check', 'fr', '--fix'], { cwd: folder });
  expect([fixed.code, fixed.stderr]).toEqual([0, '']);
  expect(readFileSync(join(folder, 'locales/fr/common.json'), 'utf8')).toBe(common.replaceAll('  "', '\t"'));
});

test('every finding of kyr locale check has file, line, column and a hint', async () => {
  const locale = JSON.parse(shipped('locales/es/us-federal.json')) as Record<string, Record<string, string>>;
  const { 'free-to-go': _, ...kept } = locale;
  const broken = {
    ...kept,
    nowhere: 'x',
    door: { ...locale.door, 'no-judge': 'Si un juez no la firmó, diga' },
    'remain-silent': { ...locale['remain-silent'], body: 'Usted tiene que decir  dónde nació.' },
    lawyer: { ...locale.lawyer, title: 'Pida un аbogado' },
    truth: { ...locale.truth, body: '<b>No mienta.</b> "No muestre papeles falsos".' },
    interpreter: { ...locale.interpreter, say: 'हिन्दी' },
    search: { ...locale.search, say: '' },
  };
  const folder = openProject({
    'locales/es/us-federal.json': JSON.stringify(broken),
    'locales/es/wallet-card.json': '{}\n',
    'locales/es/ice-encounter.json': edit(
      shipped('locales/es/ice-encounter.json'),
      '"headline": "',
      `"headline": "${'Usted tiene muchos derechos aquí. '.repeat(12)}`,
    ),
  });
  const ran = await kyrHere(['locale', 'check', 'es', '--json'], { cwd: folder });
  const { diagnostics } = JSON.parse(ran.stdout) as {
    diagnostics: { code: string; hint?: string; at?: { file?: string; line?: number; column?: number } }[];
  };
  expect(ran.code).toBe(3);
  expect(new Set(diagnostics.map(({ code }) => code)).size).toBeGreaterThan(7);
  expect(
    diagnostics.filter(({ at, hint }) => !at?.file || !at.line || !at.column || !hint),
    'without a place or a hint',
  ).toEqual([]);
});

test('a sentence that is too long for the flyer is told at its own place, with how much it is to lose', async () => {
  const file = 'locales/es/us-federal.json';
  const folder = openProject({
    [file]: edit(shipped(file), '"body": "No mienta.', `"body": "${'No mienta. '.repeat(40)}`),
  });
  const ran = await kyrHere(['locale', 'check', 'es', '--json'], { cwd: folder });
  const { diagnostics } = JSON.parse(ran.stdout) as {
    diagnostics: { code: string; message: string; hint?: string; at?: { file?: string; line?: number } }[];
  };
  const long = diagnostics.filter(({ code }) => ['KYR204', 'KYR304'].includes(code));
  expect(new Set(long.map(({ code, at }) => `${code} ${at?.file}`))).toContain(`KYR204 ${file}`);
  expect(long.filter(({ at, hint }) => !at?.file || !at.line || !hint)).toEqual([]);
});
