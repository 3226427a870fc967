/**
 * Outside the clone: what `npm pack` packs, installed by npm in a congregation's own folder whose path has spaces
 * and letters of four scripts, and used there on files with the line ends of Windows. It makes what the clone makes,
 * to the byte. npm is the witness here: it fetches the dependencies as for any user, so this needs its registry.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, ensureBuilt, epochOf } from '../cli/command.js';
import { type Files, listing, openProject, shipped, writeFiles } from '../cli/project.js';
import { ROOT } from './setup.js';

const FOLDER = 'Église São José – пресса مسجد 印刷';
const JOB = `job: fete
title: Fête — 印刷
purpose: draft
publication: ice-encounter
layer: us/ny/nyc
size: half-letter
runs:
  - { language: es, quantity: 20 }
  - { language: zh-Hant, quantity: 8, organisation: ../organisations/paróquia.yaml }
  - { congregations: lista ñ.csv }
total: 48
output:
  press-files: true
  sheets: { sheet: 13x19, batch: 5 }
  proofs: true
`;
const OWN: Files = {
  'jobs/fête 1/fête.yaml': JOB,
  'jobs/fête 1/lista ñ.csv': 'id;name;name:ar;es;ar\nuno;"Ñandú, S.A.";;10;5\ndos;Masjid;مسجد;;5\n',
  'jobs/organisations/paróquia.yaml': 'organisation: paroquia\nname: { en: São José, zh-Hant: 聖若瑟堂 }\n',
};

/** Everything a project may lay over what ships, as it ships. */
const LAID: Files = Object.fromEntries(
  ['content', 'templates', 'locales']
    .flatMap((top) =>
      readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' }).map((name) => `${top}/${name}`),
    )
    .filter((name) => /\.(yaml|json)$/.test(name))
    .map((name) => [name, shipped(name)]),
);

const asOnWindows = (files: Files): Files =>
  Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, `\uFEFF${String(text).replaceAll('\n', '\r\n')}`]),
  );

let top: string;
let project: string;
beforeAll(async () => {
  await ensureBuilt();
  top = mkdtempSync(join(tmpdir(), 'kyr installed '));
  project = join(top, FOLDER);
  mkdirSync(project);
  writeFiles(project, { 'package.json': '{ "name": "parish", "private": true }\n' });
  // Without its scripts: `prepare` would build dist/ anew under the feet of other tests.
  npm(['pack', '--silent', '--ignore-scripts', '--pack-destination', top], ROOT);
  const [tarball] = readdirSync(top).filter((name) => name.endsWith('.tgz'));
  npm(['install', '--silent', '--prefer-offline', '--no-audit', '--no-fund', join(top, tarball!)], project);
  writeFiles(project, asOnWindows({ 'kyr.yaml': '# ours\n', ...LAID, ...OWN }));
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

function npm(args: readonly string[], cwd: string): void {
  const ran = spawnSync('npm', args, { cwd, encoding: 'utf8', timeout: 240_000 });
  expect(ran.status, `npm ${args[0]}: ${ran.error?.message ?? ran.stderr}`).toBe(0);
}

/** The installed command, as npx finds it. */
const installed = (args: readonly string[], cwd = project): string =>
  run(join(project, 'node_modules', '.bin', 'kyr'), args, cwd);

function run(command: string, args: readonly string[], cwd: string): string {
  const ran = spawnSync(command, args, {
    cwd,
    env: { ...process.env, SOURCE_DATE_EPOCH: epochOf(DAY) },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  expect(ran.status, `kyr ${args.join(' ')}: ${ran.error?.message ?? ran.stderr}`).toBe(0);
  return ran.stdout;
}

test('the tarball holds what the tool reads, and no tests, tools or runs', () => {
  const packed = readdirSync(join(project, 'node_modules', 'kyr')).sort();
  expect(packed).toEqual(
    [
      ...[
        'ARCHITECTURE.md',
        'LICENSE',
        'PRINTING.md',
        'README.md',
        'TRANSLATING.md',
        'bin',
        'content',
        'dist',
        'fonts',
      ],
      ...['icc', 'jobs', 'locales', 'package.json', 'schema', 'templates'],
    ].sort(),
  );
  const { data } = JSON.parse(installed(['languages', '--json'])) as { data: { tag: string }[] };
  expect(data).toHaveLength(13);
});

test('a run is made, verified and made no second time; the bytes are those of the clone', () => {
  const there = openProject(OWN);
  const job = 'jobs/fête 1/fête.yaml';
  run(process.execPath, [join(ROOT, 'bin', 'kyr.js'), 'build', job, '--progress', 'none'], there);

  const before = listing(join(project, 'node_modules', 'kyr'));
  installed(['build', job, '--progress', 'none']);
  const sums = (folder: string): string => readFileSync(join(folder, 'out', 'fete', 'SHA256SUMS'), 'utf8');
  expect(sums(project)).toBe(sums(there));
  expect(installed(['verify', join('out', 'fete')])).toContain('48 pieces ordered');
  expect(installed(['build', job, '--progress', 'none'])).toContain('0 files made');
  // The tool's own folder may belong to somebody else.
  expect(listing(join(project, 'node_modules', 'kyr'))).toEqual(before);
  expect(existsSync(join(project, '.kyr', 'cache'))).toBe(true);
});

test('a job that ships is found from anywhere in the project, and its run lies where the user stands', () => {
  const inside = join(project, 'jobs', 'fête 1');
  expect(installed(['plan', 'jobs/nyc-30000.yaml'], inside)).toContain('New York City, 30,000 flyers');
  expect(existsSync(join(inside, 'out'))).toBe(false);
});

test('a sentence of the project is printed instead of the one that ships', () => {
  const mine = shipped('locales/es/ice-encounter.json').replace(
    'Usted tiene derechos',
    'Usted tiene sus derechos',
  );
  writeFiles(project, asOnWindows({ 'locales/es/ice-encounter.json': mine }));
  expect(installed(['flyer', '--lang', 'es', '--for', 'text'])).toContain('Usted tiene sus derechos');
  expect(installed(['check', 'es'])).toContain('good');
});
