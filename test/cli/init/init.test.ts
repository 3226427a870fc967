/** From an empty folder to a congregation's first flyers. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kyrHere, readDiagnostics } from '../command.js';
import { listing, openEmpty } from '../project.js';

const init = (cwd: string, ...args: readonly string[]) => kyrHere(['init', ...args], { cwd });

describe('kyr init without a terminal', () => {
  test('writes who hands it out and makes the first flyers, which kyr flyer takes on from', async () => {
    const cwd = openEmpty();
    const ran = await init(
      cwd,
      'ours',
      ...['--lang', 'es', 'ur', '--for', 'text', '--name', 'Sample Parish'],
      ...['--name-in', 'es=Parroquia de ejemplo', '--phone', '718-555-0101'],
    );
    expect(ran.code, ran.stderr).toBe(0);
    expect(Object.keys(listing(cwd))).toEqual([
      'ours',
      'ours/flyers',
      'ours/flyers/es.txt',
      'ours/flyers/ur.txt',
      'ours/kyr.yaml',
      'ours/sample-parish.yaml',
    ]);
    expect(readFileSync(join(cwd, 'ours/flyers/es.txt'), 'utf8')).toContain(
      'Parroquia de ejemplo\n718-555-0101',
    );
    expect(readFileSync(join(cwd, 'ours/flyers/ur.txt'), 'utf8')).toContain('Sample Parish');
    const flyer = await kyrHere(
      ['flyer', '--lang', 'en', '--organisation', 'ours/sample-parish.yaml', '--for', 'text'],
      { cwd },
    );
    expect(flyer.stdout).toContain('Sample Parish\n718-555-0101');
  });

  test('leaves out all that nobody said', async () => {
    const cwd = openEmpty();
    expect((await init(cwd, '--lang', 'es', '--for', 'text', '--yes')).code).toBe(0);
    expect(readFileSync(join(cwd, 'our-congregation.yaml'), 'utf8')).toMatch(
      /^#.*\n\norganisation: our-congregation\n$/,
    );
  });

  test('overwrites nothing', async () => {
    const cwd = openEmpty();
    writeFileSync(join(cwd, 'sample-parish.yaml'), 'mine');
    const before = listing(cwd);
    const ran = await init(cwd, '--lang', 'es', '--name', 'Sample Parish');
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr)[0]).toMatchObject({
      message: 'sample-parish.yaml is there already, and init overwrites nothing',
      hint: expect.stringContaining('--organisation sample-parish.yaml'),
    });
    expect(listing(cwd)).toEqual(before);
  });

  test.each([
    ['no language', [], 2, 'in which languages?'],
    ['a language there is not', ['--lang', 'tlh'], 2, 'no flyers in “tlh”'],
    [
      'a logo that is not there',
      ['--lang', 'es', '--logo', 'nowhere.png'],
      3,
      'there is no picture nowhere.png',
    ],
    ['a logo that is a folder', ['--lang', 'es', '--logo', '.'], 3, 'there is no picture .'],
    ['a logo that is no picture', ['--lang', 'es', '--logo', 'words.png'], 3, 'neither a PNG'],
  ])('with %s leaves nothing behind', async (_, args, code, says) => {
    const cwd = openEmpty();
    writeFileSync(join(cwd, 'words.png'), 'these are words');
    const ran = await init(cwd, 'ours', ...args);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toContain(says);
    expect(existsSync(join(cwd, 'ours'))).toBe(false);
  });

  test('keeps the languages that can be made, and names the one that cannot', async () => {
    const cwd = openEmpty();
    const name = 'Long'.repeat(70);
    const ran = await init(
      cwd,
      '--lang',
      'es',
      'ur',
      '--for',
      'png',
      '--name',
      'Sample',
      '--name-in',
      `ur=${name}`,
    );
    expect(ran.code).toBe(3);
    expect(ran.stdout).toContain('Not made: ur');
    expect(existsSync(join(cwd, 'flyers/DRAFT-ice-encounter-es-sample-front.png'))).toBe(true);
    expect(existsSync(join(cwd, 'flyers/DRAFT-ice-encounter-ur-sample-front.png'))).toBe(false);
  });
});
