/** Hostile texts: without end, read backwards, seen by nobody, and names that would be files; in the files of people. */
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../../cli/command.js';
import { edit, fixture, listing, shipped } from '../../cli/project.js';
import { type Attack, TEXT, withstand } from './attack.js';

beforeAll(ensureBuilt);

const MEGABYTE = 1 << 20;
const attacks = (list: readonly Attack[]) => list.map((attack) => [attack.name, attack] as const);

/** An organisation with these lines. */
const o = (name: string, lines: string, code?: string, says?: RegExp, run?: readonly string[]): Attack => ({
  name,
  files: { 'o.yaml': `organisation: o\n${lines}\n` },
  code,
  says,
  ...(run ? { run } : {}),
});

describe('the file of an organisation with', () => {
  test.each(
    attacks([
      ...['name', 'address', 'phone', 'web', 'link', 'message', 'logo', 'accent'].map((field) =>
        o(`400 KB in ${field}`, `${field}: ${'x'.repeat(400_000)}`, 'KYR106'),
      ),
      o('1 MB', `name: ${'word '.repeat(MEGABYTE / 5)}`, 'KYR423', /1\.0 MB/),
      o(
        '400 KB on a hotline',
        `hotlines: [{ label: ${'x'.repeat(400_000)}, number: "${'1'.repeat(100_000)}" }]`,
        'KYR106',
      ),
      o(
        '10,000 hotlines',
        `hotlines:\n${'  - { label: a, number: 718-555-0101 }\n'.repeat(10_000)}`,
        'KYR106',
        /three/,
      ),
      o('40,000 unknown keys', Array.from({ length: 40_000 }, (_, i) => `k${i}: 1`).join('\n'), 'KYR103'),
      o('40,000 keys that are one', 'name: x\n'.repeat(40_000), 'KYR109'),
      o(
        'a bomb of aliases',
        `${'abcdefgh'
          .split('')
          .map(
            (key, i, all) =>
              `${key}: &${key} [${Array(9)
                .fill(i ? `*${all[i - 1]}` : 'x')
                .join()}]`,
          )
          .join('\n')}`,
        'KYR102',
        /without end/,
      ),
      o('100,000 aliases', `name: &a x\nweb: [${'*a,'.repeat(100_000)}]`, 'KYR102'),
      o(
        'brackets 100,000 deep',
        `name: ${'['.repeat(100_000)}${']'.repeat(100_000)}`,
        'KYR102',
        /too deeply/,
      ),
      o('brackets that nobody closes', `name: ${'['.repeat(100_000)}`, 'KYR102', /too deeply/),
      o('250,000 little things', `name: [${'x,'.repeat(250_000)}]`, 'KYR104'),
      o('a zero byte', 'name: "a\0b"', 'KYR112'),
      o('a zero character', 'name: "a\\0b"', 'KYR207', /U\+0000/),
      o('half a letter', 'name: "a\\uD800b"', 'KYR207', /lost/),
      o('keys that steer a terminal', '"\\e[31mname\\u202e": x', 'KYR103'),
      o('keys of every object', '__proto__: { withhold: true }', 'KYR103'),
      {
        name: 'the id of a device',
        files: { 'o.yaml': 'organisation: con\n' },
        code: 'KYR106',
        says: /Windows/,
      },
      { name: 'an id that climbs', files: { 'o.yaml': 'organisation: ../x\n' }, code: 'KYR106' },
      {
        name: 'an id of 300 letters',
        files: { 'o.yaml': `organisation: ${'a'.repeat(300)}\n` },
        code: 'KYR106',
      },
    ]),
  )('%s', async (_, attack) => {
    await withstand(attack);
  });

  test.each([
    ['an override', '\u202e'],
    ['an isolate', '\u2067'],
    ['tags', '\u{e0041}'],
    ['a character that is none', '\uffff'],
    ['an escape', '\u001b'],
  ])('%s is refused in each of its texts', async (name, char) => {
    const text = JSON.stringify(`Sample ${char} 718-555-0101`);
    for (const lines of [
      `name: ${text}`,
      `name: { es: ${text} }`,
      `address: ${text}`,
      `phone: ${text}`,
      `web: ${text}`,
      `message: ${text}`,
      `hotlines: [{ label: ${text}, number: 718-555-0101 }]`,
    ])
      await withstand(o(name, lines, 'KYR207', /U\+/, TEXT));
  });

  test.each(
    attacks([
      o('letters that nobody sees alone', 'name: "\\u200b\\u2060"', 'KYR207', /nothing to be seen/),
      o('spaces alone', 'name: "   "', 'KYR207', /nothing to be seen/),
      o('a tower of marks', `name: "Z${'\\u0301\\u0323'.repeat(20)}a"`, 'KYR207', /marks/),
      o('letters that nobody sees between others', 'name: "Sa\\u200bmp\\u2060le Ch\\u00adurch"'),
      { ...o('letters that no font has', 'name: "Church 🕊️👨‍👩‍👧"', 'KYR301', /U\+1F54A/), at: 'design es' },
      { ...o('one word of 300 letters', `name: ${'Long'.repeat(75)}`, 'KYR304'), at: 'design es' },
      o('three hundred letters in words', `name: ${'Long '.repeat(59)}`),
      o('a page that runs', 'web: "javascript:alert(1)"', 'KYR106', /web page/),
      o('a page that holds itself', 'web: "data:text/html,x"', 'KYR106', /web page/),
    ]),
  )('%s', async (_, attack) => {
    await withstand(attack);
  });

  test.each([
    ['a script', 'javascript:alert(1)', /javascript:/],
    ['data', 'data:text/html,x', /data:/],
    ['a file', 'file:///etc/passwd', /file:/],
    ['a name and a password', 'https://u:p@example.org/', /user name/],
    ['a line end', 'https://example.org/\\n\\nX', /line ends/],
    ['a space', 'https://exam ple.org', /spaces/],
    ['900 letters', `https://example.org/${'a'.repeat(900)}`, /no camera/],
    ['{lang} again and again', `https://example.org/${'{lang}'.repeat(150)}`, /no camera/],
    ['{lang} for a host', 'https://{lang}/x', /no host/],
    ['half of {lang}', 'https://example.org/{lang', /braces/],
    ['another word in braces', 'https://example.org/{user}', /braces/],
  ])('a link of %s', async (name, link, says) => {
    await withstand(o(name, `link: "${link}"`, 'KYR402', says, TEXT));
  });
});

describe('the file itself is', () => {
  const at = (name: string, prepare: (folder: string) => void, code: string, says?: RegExp): Attack => ({
    name,
    files: {},
    prepare,
    code,
    says,
  });
  test.each(
    attacks([
      at('a folder', (f) => mkdirSync(join(f, 'o.yaml')), 'KYR101'),
      at('a device', (f) => symlinkSync('/dev/zero', join(f, 'o.yaml')), 'KYR101'),
      at(
        '1 GB of holes',
        (f) => {
          writeFileSync(join(f, 'o.yaml'), 'organisation: o\n');
          truncateSync(join(f, 'o.yaml'), 2 ** 30);
        },
        'KYR423',
        /1024\.0 MB/,
      ),
    ]),
  )('%s', async (_, attack) => {
    await withstand(attack);
  });
});

describe('kyr init', () => {
  const init = (name: string, code?: string): Attack => ({
    name,
    files: {},
    run: ['init', 'ours', '--lang', 'es', '--for', 'text', '--yes', '--name', name],
    code,
    at: '',
  });
  test.each([
    ['../../x', 'x'],
    ['CON', 'our-congregation'],
    ['NUL.txt', 'nul-txt'],
    ['⛪🕊️', 'our-congregation'],
    ['...', 'our-congregation'],
    ['Name. ', 'name'],
    ['x'.repeat(290), 'our-congregation'],
    ['-rf /', 'rf'],
    ['名字', 'our-congregation'],
  ])('makes a harmless file name of %s', async (name, id) => {
    const { folder } = await withstand(init(name));
    expect(Object.keys(listing(folder))).toEqual(
      ['kyr.yaml', 'ours', 'ours/flyers', 'ours/flyers/es.txt', `ours/${id}.yaml`].sort(),
    );
  });

  test('refuses a name that is read backwards, and writes nothing', async () => {
    await withstand(init('a\u202eb', 'KYR207'));
  });
});

test('a sentence of 400 KB is refused before it is set', async () => {
  const file = 'locales/es/us-federal.json';
  const text = edit(shipped(file), '"Guarde silencio"', JSON.stringify('palabra '.repeat(50_000)));
  await withstand({
    name: 'long',
    files: { [file]: text, 'o.yaml': 'organisation: o\n' },
    code: 'KYR204',
    at: file,
  });
});

describe('a job with', () => {
  const small = fixture('small.yaml');
  const job = (name: string, from: string, to: string, code: string, says?: RegExp): Attack => ({
    name,
    files: { 'job.yaml': edit(small, from, to) },
    run: ['build', 'job.yaml', '--progress=none'],
    code,
    at: 'job.yaml',
    says,
  });
  test.each(
    attacks([
      job('the name of a device', 'job: small', 'job: con', 'KYR106', /Windows/),
      job('a name of 300 letters', 'job: small', `job: ${'a'.repeat(300)}`, 'KYR106'),
      job('a title of 400 KB', 'A small job', 'x'.repeat(400_000), 'KYR106'),
      job('a title that steers', 'A small job', '"A \\u202e\\e[31m job"', 'KYR207'),
      job('more pieces than there are people', 'quantity: 40', 'quantity: 1000000000000000', 'KYR106'),
      job(
        '10,000 runs',
        'runs:\n',
        `runs:\n${'  - { language: en, quantity: 1 }\n'.repeat(10_000)}`,
        'KYR501',
      ),
    ]),
  )('%s', async (_, attack) => {
    await withstand(attack);
  });
});

describe('a list with', () => {
  const HEAD = 'id,name,en,es\n';
  const list = (name: string, csv: string, code?: string, says?: RegExp, at = 'deliveries.csv'): Attack => ({
    name,
    files: { 'job.yaml': fixture('deliveries.yaml'), 'deliveries.csv': csv },
    run: ['build', 'job.yaml', '--progress=none'],
    code,
    at,
    says,
  });
  test.each(
    attacks([
      list('a name of 900 KB', `${HEAD}a,${'x'.repeat(900_000)},40,\n`, 'KYR207', /300 characters/),
      list('more than 1 MB', `${HEAD}${'a,A,1,\n'.repeat(200_000)}`, 'KYR423'),
      list('100,000 rows of one id', `${HEAD}${'a,A,1,\n'.repeat(100_000)}`, 'KYR109'),
      list('60,000 rows that are wrong', `${HEAD}${'A B,A,x,y,z\n'.repeat(60_000)}`, 'KYR111'),
      list('260,000 columns', `${','.repeat(260_000)}\n${','.repeat(260_000)}\n`, 'KYR103'),
      list('quotes without end', `${HEAD}${'"'.repeat(900_001)}\n`, 'KYR111'),
      list('a name that is read backwards', `${HEAD}a,A\u202eB,40,\n`, 'KYR207', /U\+202E/),
      list('an id that climbs', `${HEAD}../a,A,40,\n`, 'KYR106'),
      list('the id of a device', `${HEAD}con,A,40,\n`, 'KYR106'),
      list('an id of 300 letters', `${HEAD}${'a'.repeat(300)},A,40,\n`, 'KYR106'),
      list('a zero byte', `${HEAD}a,A\0,40,\n`, 'KYR112'),
      list('a formula for a name', `${HEAD}a,=1+1,40,\n`),
      list('a name of emoji', `${HEAD}a,⛪🕊️,40,\n`, 'KYR301', /U\+26EA/, 'design en'),
    ]),
  )('%s', async (_, attack) => {
    await withstand(attack);
  });
});
