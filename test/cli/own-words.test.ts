/** What a congregation adds of its own: its message, its numbers, its link. */
import { describe, expect, test } from 'vitest';
import { kyrHere, readDiagnostics } from './command.js';
import { edit, fixture, openProject } from './project.js';
import { openSigned, SIGNED_ON } from './signed.js';

const PARISH = `organisation: sample-parish
name: { en: Sample Parish, es: Parroquia de ejemplo }
link: https://www.example.org/parish/{lang}
message:
  en: We are open from 7 in the morning (sample).
  es: Abrimos a las 7 de la mañana (ejemplo).
hotlines:
  - label: { en: "Night line of the parish (sample):", es: "Línea nocturna (ejemplo):" }
    number: 718-555-0102
`;

const flyer = (cwd: string, ...args: readonly string[]) =>
  kyrHere(['flyer', '--organisation', 'parish.yaml', ...args], { cwd });
const textOf = async (cwd: string, ...args: readonly string[]): Promise<string> => {
  const ran = await flyer(cwd, '--for', 'text', ...args);
  expect(ran.code, ran.stderr).toBe(0);
  return ran.stdout;
};

describe("a congregation's own words", () => {
  test('stand in the language of the reader, or in English', async () => {
    const folder = openProject({ 'parish.yaml': PARISH });
    const es = await textOf(folder, '--lang', 'es');
    expect(es).toContain('Abrimos a las 7 de la mañana (ejemplo).\nLínea nocturna (ejemplo): 718-555-0102\n');
    expect(es).toContain('www.example.org/parish/es');
    expect(await textOf(folder, '--lang', 'ur')).toContain(
      'We are open from 7 in the morning (sample).\nNight line of the parish (sample): 718-555-0102\n',
    );
  });

  test('are on the laid-out side too, the number whole and in its own order in Arabic', async () => {
    const folder = openProject({
      'parish.yaml': edit(PARISH, 'es: "Línea', 'ar: "خط ليلي (عينة):", es: "Línea'),
    });
    const ran = await flyer(folder, '--lang', 'ar', '--for', 'dump');
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toContain('718-555-0102');
    expect(ran.stdout).toContain('خط ليلي (عينة):');
  });

  test.each([
    ['withheld', ['--lang', 'es'], 'withhold: true\n'],
    ['on a card, which has no room', ['--lang', 'es', '--publication', 'wallet-card'], ''],
  ])('are nowhere when %s', async (_, args, more) => {
    const folder = openProject({ 'parish.yaml': PARISH + more });
    const text = await textOf(folder, ...args);
    expect(text).not.toContain('Abrimos');
    expect(text).not.toContain('0102');
    if (more) expect(text).not.toContain('example.org/parish');
  });

  test('--address comes before the link', async () => {
    const folder = openProject({ 'parish.yaml': PARISH });
    const text = await textOf(folder, '--lang', 'es', '--address', 'https://www.example.org/other');
    expect(text).toContain('www.example.org/other');
    expect(text).not.toContain('example.org/parish');
  });

  test('that do not fit are named, with the characters to lose', async () => {
    const long = 'Our doors are open to everybody on every day of the year (sample). '.repeat(4).trim();
    const folder = openProject({
      'parish.yaml': edit(PARISH, 'We are open from 7 in the morning (sample).', long),
    });
    const ran = await flyer(folder, '--lang', 'ur', '--for', 'dump');
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr)).toMatchObject([
      {
        at: 'design ur, block message',
        code: 'KYR304',
        message: expect.stringMatching(
          /no room in half-letter for all that sample-parish adds to it: \d lines too many/,
        ),
        hint: expect.stringMatching(
          new RegExp(
            `shorten its message in Urdu by about \\d+ characters; it has ${long.length}|leave out its message or some of its hotlines`,
          ),
        ),
      },
    ]);
  });
});

describe('an organisation file', () => {
  test.each([
    [
      'a message of 301 characters',
      edit(PARISH, 'We are open', 'x'.repeat(270)),
      'parish.yaml:5:3',
      /at most 300 characters/,
    ],
    [
      'a number without quotes',
      edit(PARISH, '718-555-0102', '7185550102'),
      'parish.yaml:9:5',
      /write the number in quotes/,
    ],
    ['a number that is none', edit(PARISH, '718-555-0102', 'call us'), 'parish.yaml:9:5', /as it is dialled/],
    [
      'no language at all',
      edit(PARISH, '{ en: Sample Parish, es: Parroquia de ejemplo }', '{}'),
      'parish.yaml:2:1',
      /at least one language/,
    ],
  ])('with %s is refused with its place', async (_, yaml, at, says) => {
    const ran = await flyer(openProject({ 'parish.yaml': yaml }), '--lang', 'es', '--for', 'text');
    expect(ran.code).toBe(3);
    const [first] = readDiagnostics(ran.stderr);
    expect(first?.at).toBe(at);
    expect(`${first?.message}\n${first?.hint}`).toMatch(says);
  });
});

describe('the gate', () => {
  test('wants the numbers of the congregation dialled too', async () => {
    const folder = await openSigned();
    const { writeFiles } = await import('./project.js');
    writeFiles(folder, { 'parish.yaml': PARISH });
    const ran = await flyer(folder, '--lang', 'es', '--purpose', 'press', '--for', 'text');
    expect(ran.code).toBe(6);
    expect(ran.stderr).toContain('nobody has said that they dialled 718-555-0102');
    const dialled = await flyer(
      folder,
      '--lang',
      'es',
      '--purpose',
      'press',
      '--for',
      'text',
      '--dialled-on',
      SIGNED_ON,
    );
    expect(dialled.stderr).not.toContain('nobody has said that they dialled');
  });

  test('of a run too, where the job may not have two addresses', async () => {
    const job = edit(
      fixture('small.yaml'),
      '{ language: es, quantity: 40 }',
      '{ language: es, quantity: 40, organisation: parish.yaml }',
    );
    const folder = openProject({ 'job.yaml': job, 'parish.yaml': PARISH });
    const ran = await kyrHere(['plan', 'job.yaml'], { cwd: folder });
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr)).toMatchObject([
      {
        at: 'job.yaml:10:35',
        code: 'KYR106',
        message: expect.stringContaining('one address'),
        hint: expect.stringContaining('address: https://www.example.org/parish/{lang} in the job'),
      },
    ]);
  });
});
