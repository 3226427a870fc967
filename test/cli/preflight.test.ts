/** `kyr preflight`: what a person and a machine are told, and the exit code. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SINGLE_FAULTS } from '../../tools/single-faults.js';
import { goodFile } from '../preflight/good.js';
import { type Envelope, kyrHere, readDiagnostics } from './command.js';
import { openProject } from './project.js';

const good = goodFile(2);
const faulty = (name: string): Uint8Array => SINGLE_FAULTS.find((f) => f.name === name)!.make(good).bytes;

const folder = openProject({
  'good.pdf': good,
  'rgb.pdf': faulty('rgb-path'),
  'warned.pdf': faulty('black-overprint'),
  'locked.pdf': faulty('encryption'),
  'small.pdf': faulty('black-size'),
  'noise.pdf': new Uint8Array(5000).fill(7),
});
const run = (...args: string[]) => kyrHere(['preflight', ...args], { cwd: folder });

describe('kyr preflight', () => {
  test('a good file passes, with a summary', async () => {
    const { code, stdout, stderr } = await run('good.pdf');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'good.pdf: passed',
        '  pages     2, PDF 1.6',
        '  boxes     trim 396 × 612, bleed 414 × 630, media 468 × 684 pt',
        '  intent    CGATS TR 006',
        '  fonts     2, all embedded: NotoSans-Bold, NotoSans-Regular',
        '  spots     PANTONE 320 C',
        '  text      paper from 20 pt, Black 100 overprinting from 14 pt',
        '  smallest  text 14 pt (page 1)',
        '  thinnest  line 0.25 pt (page 1)',
        '  ink       205 % at most (page 1)',
        '',
      ].join('\n'),
    );
  });

  test('a fault is told with its clause, page, object and hint; exit 4', async () => {
    const { code, stdout, stderr } = await run('rgb.pdf');
    expect(code).toBe(4);
    expect(stdout).toMatch(/^rgb\.pdf: FAILED, 1 error$/m);
    expect(readDiagnostics(stderr)).toEqual([
      {
        at: expect.stringMatching(/^rgb\.pdf, page 1, object \d+$/),
        level: 'error',
        code: 'KYR701',
        // Both pages of the good file share their resources and the content that draws it.
        message: expect.stringMatching(/^a shape is in DeviceRGB( \(on 2 pages\))? \[rgb-device\]$/),
        hint: expect.stringContaining('CMYK'),
      },
    ]);
  });

  test('warnings alone pass', async () => {
    const { code, stderr, stdout } = await run('warned.pdf');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^warned\.pdf: passed, 1 warning$/m);
    expect(readDiagnostics(stderr).map((d) => d.level)).toEqual(['warning']);
  });

  test('several files are each reported, and one that fails fails them all', async () => {
    const { code, stdout } = await run('good.pdf', 'rgb.pdf', 'locked.pdf', 'noise.pdf');
    expect(code).toBe(4);
    expect(stdout.match(/^\S+\.pdf: .*$/gm)).toEqual([
      'good.pdf: passed',
      'rgb.pdf: FAILED, 1 error',
      'locked.pdf: FAILED, 1 error',
      expect.stringMatching(/^noise\.pdf: FAILED, \d errors?$/),
    ]);
  });

  test('--json is one envelope with reports and findings', async () => {
    const { code, stdout, stderr } = await run('good.pdf', 'rgb.pdf', '--json');
    expect(code).toBe(4);
    expect(stderr).toBe('');
    const { schema, ok, data, diagnostics } = JSON.parse(stdout) as Envelope<{ files: unknown[] }>;
    expect({ schema, ok }).toEqual({ schema: 'kyr-result-1', ok: false });
    expect(data.files).toMatchObject([
      {
        file: 'good.pdf',
        ok: true,
        pages: 2,
        version: '1.6',
        intent: 'CGATS TR 006',
        spots: ['PANTONE 320 C'],
      },
      { file: 'rgb.pdf', ok: false, pages: 2 },
    ]);
    expect(diagnostics).toMatchObject([
      { code: 'KYR701', level: 'error', clause: 'rgb-device', at: { pdf: 'rgb.pdf', page: 1 } },
    ]);
  });

  test('--office does not ask for sizes', async () => {
    expect((await run('small.pdf')).code).toBe(4);
    expect((await run('--office', 'small.pdf')).code).toBe(0);
    expect((await run('--office', 'rgb.pdf')).code).toBe(4);
  });

  test('what is not there, or a folder, is told before anything is read; exit 3', async () => {
    const missing = await run('good.pdf', 'nowhere.pdf');
    expect(missing.code).toBe(3);
    expect(missing.stdout).toBe('');
    expect(readDiagnostics(missing.stderr)[0]!.message).toBe('nowhere.pdf does not exist');
    const directory = await run('.');
    expect(directory.code).toBe(3);
    expect(readDiagnostics(directory.stderr)[0]!.hint).toContain('*.pdf');
    expect((await run()).code).toBe(2);
  });

  test('a flyer made for the press passes, and leaves no part behind', async () => {
    const made = await kyrHere(['flyer', '--lang', 'en', '--out', 'flyer.pdf'], { cwd: folder });
    expect(made.code).toBe(0);
    expect((await run('flyer.pdf')).code).toBe(0);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
