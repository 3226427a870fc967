/** Traceable runs: refused unless they are asked for, and then every piece has the code of its number. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readBack } from '../pdf/read-back.js';
import { kyrHere, readDiagnostics } from './command.js';
import { edit, fixture, openProject, placeIn } from './project.js';

const CODES = 'codes: { address: "https://example.org/{lang}/{serial}" }\n';
const job = edit(fixture('small.yaml'), 'runs:\n', `${CODES}runs:\n`)
  .replaceAll('quantity: 40', 'quantity: 10')
  .replace('total: 80', 'total: 20')
  .replace('13x19, batch: 5', '12x18, gripper: 0.25 in')
  .replace('output:', 'press: { overs: 0 %, bleed: 0 in }\noutput:');

let project: string;
beforeAll(() => {
  project = openProject({ 'job.yaml': job, 'plain.yaml': fixture('small.yaml') });
});
const run = (...args: string[]) => kyrHere(args, { cwd: project });

test.each([['build'], ['plan'], ['build', '--sheets', '1']])(
  '%s refuses single codes, and says why',
  async (command, ...more) => {
    const { code, stderr } = await run(command!, 'job.yaml', ...more);
    expect(code).toBe(3);
    const [first] = readDiagnostics(stderr);
    expect(first).toMatchObject({ code: 'KYR650', level: 'error' });
    expect(stderr).toContain('nobody is to be tracked by a flyer');
    expect(stderr).toContain(placeIn('job.yaml', job, 'address: "https'));
    expect(readdirSync(project)).not.toContain('out');
  },
);

test.each([
  [['build', 'plain.yaml', '--traceable'], 'this one has none'],
  [['build', 'plain.yaml', '--qr', 'path'], 'goes with --traceable'],
  [['build', 'job.yaml', '--traceable', '--sheets', '1'], 'no part of a traceable run is printed again'],
])('%j is a slip on the command line', async (args, says) => {
  const { code, stderr } = await run(...args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
});

test.each([
  ['https://example.org/f', 'has no {serial}'],
  ['https://example.org/{serial}/{serial}', 'has 2 {serial}'],
  ['ftp://example.org/{serial}', 'is refused'],
  ['https://example.org/{serial}?utm_source=x', 'tracking parameter'],
])('the address %s is refused', async (address, says) => {
  const folder = openProject({ 'job.yaml': edit(job, 'https://example.org/{lang}/{serial}', address) });
  const { code, stderr } = await kyrHere(['plan', 'job.yaml', '--traceable'], { cwd: folder });
  expect(code).toBe(3);
  expect(readDiagnostics(stderr)[0]).toMatchObject({ code: 'KYR402' });
  expect(stderr).toContain(says);
});

test('an edition without a code has no place for one', async () => {
  const lot = job
    .replace('publication: ice-encounter', 'publication: city-property\nedition: lot')
    .replace('half-letter', 'letter');
  const folder = openProject({ 'job.yaml': lot });
  const { code, stderr } = await kyrHere(['build', 'job.yaml', '--traceable', '--progress=none'], {
    cwd: folder,
  });
  expect([code, stderr]).toEqual([3, expect.stringContaining('no place for a code on each piece')]);
});

/** The addresses that the codes of a file say, page by page. */
async function codesIn(out: string, file: string): Promise<string[][]> {
  const pdf = await readBack(new Uint8Array(readFileSync(join(project, out, file))));
  const streams = new Map(
    [...pdf.raw.matchAll(/(\d+) 0 obj\n<<\/Length \d+>>\nstream\n([\s\S]*?)\nendstream/g)].map((m) => [
      m[1],
      m[2]!,
    ]),
  );
  return [...pdf.raw.matchAll(/\/Type\/Page\/.*?\/Contents (\d+) 0 R/g)].map((page) =>
    [...(streams.get(page[1]) ?? '').matchAll(/ActualText\(([^)]*)\)/g)].map((match) => match[1]!),
  );
}

const address = (lang: string, serial: number): string =>
  `https://example.org/${lang}/${String(serial).padStart(8, '0')}`;

test('every piece has the code of its number, 1-up and on sheets', async () => {
  const { code, stderr, stdout } = await run('build', 'job.yaml', '--traceable', '--progress=none');
  expect([code, stderr]).toEqual([0, expect.stringContaining('TRACEABLE')]);
  const names = readdirSync(join(project, 'out/small/press')).sort();
  expect(names).toHaveLength(2);

  // 10 pieces a language are 12 places of 4: pieces 1 to 12 in English, 13 to 24 in Spanish.
  for (const [i, lang] of (['en', 'es'] as const).entries()) {
    const oneUp = await codesIn('out/small', `press/${names[i]}`);
    expect(oneUp).toEqual(Array.from({ length: 12 }, (_, n) => [[], [address(lang, i * 12 + n + 1)]]).flat());
    const sheets = await codesIn('out/small', `sheets/DRAFT-000${i + 1}-${lang}-3sheets.pdf`);
    expect(sheets).toEqual(
      Array.from({ length: 3 }, (_, s) => [
        [],
        [0, 1, 2, 3].map((position) => address(lang, i * 12 + position * 3 + s + 1)),
      ]).flat(),
    );
  }
  expect(stdout).toContain('Start with');
  expect((await run('verify', 'out/small')).code).toBe(0);

  const again = await run('build', 'job.yaml', '--traceable', '--progress=none');
  expect(again.stdout).toContain('0 files made');
});

test('drawn as paths, the files with codes are made again, and pass preflight', async () => {
  const { code, stdout } = await run('build', 'job.yaml', '--traceable', '--qr', 'path', '--progress=none');
  expect(code).toBe(0);
  expect(stdout).toContain('files made again: codes changed\n');
  const raw = readFileSync(
    join(project, 'out/small/press', readdirSync(join(project, 'out/small/press'))[0]!),
    'latin1',
  );
  expect(raw).not.toContain('/Type3');
});
