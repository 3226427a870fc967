/** Traceable runs before other people's programs: zbarimg reads the code of every piece, qpdf finds nothing wrong. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kyrHere } from '../cli/command.js';
import { openProject } from '../cli/project.js';
import { hear, inScratch } from './programs.js';

const JOB = `job: coded
title: Coded
purpose: draft
publication: ice-encounter
layer: us/ny/nyc
size: half-letter
sample: true
codes: { address: "https://example.org/f/{serial}" }
runs:
  - { language: es, quantity: 4 }
  - { language: ar, quantity: 4 }
total: 8
press: { overs: 0 %, bleed: 0 in }
output: { sheets: { sheet: 12x18, gripper: 0.25 in }, proofs: false }
`;

/** Of one page, sorted. zbar misses a code now and then at one resolution and reads it at the next. */
const readCodes = (file: string, page: number, least: number): Promise<string[]> =>
  inScratch(async (folder) => {
    const picture = join(folder, 'page');
    const found = new Set<string>();
    for (const ppi of ['300', '400', '240']) {
      const only = ['-f', String(page), '-l', String(page), '-singlefile'];
      await hear('pdftoppm', ['-r', ppi, '-gray', ...only, '-png', file, picture]);
      const quiet = ['--nodbus', '--quiet', '--raw', '-Sdisable', '-Sqrcode.enable'];
      const { out } = await hear('zbarimg', [...quiet, `${picture}.png`]);
      for (const code of out.trim().split('\n')) found.add(code);
      if (found.size >= least) break;
    }
    return [...found].sort();
  });

const address = (piece: number): string => `https://example.org/f/${String(piece).padStart(8, '0')}`;

describe.each(['font', 'path'])('codes drawn as %s', (style) => {
  test('are read from every piece, 1-up and on its sheet', async () => {
    const project = openProject({ 'job.yaml': JOB });
    const built = await kyrHere(['build', 'job.yaml', '--traceable', '--qr', style, '--progress=none'], {
      cwd: project,
    });
    expect(built.code, built.stderr).toBe(0);
    const files = (folder: string): string[] =>
      readdirSync(join(project, 'out/coded', folder))
        .sort()
        .map((name) => join(project, 'out/coded', folder, name));
    for (const file of [...files('press'), ...files('sheets')])
      expect((await hear('qpdf', ['--check', file])).out, file).toContain(
        'No syntax or stream encoding errors',
      );

    const [arabic, spanish] = files('press');
    for (const [file, first] of [
      [spanish!, 1],
      [arabic!, 5],
    ] as const) {
      for (const n of [0, 3]) expect(await readCodes(file, 2 * n + 2, 1)).toEqual([address(first + n)]);
      const { out } = await hear('pdftotext', ['-f', '2', '-l', '2', file, '-']);
      expect(out.includes(address(first)), 'the code as text').toBe(style === 'font');
    }
    for (const [i, file] of files('sheets').entries())
      expect(await readCodes(file, 2, 4)).toEqual([1, 2, 3, 4].map((n) => address(i * 4 + n)));
  });
});
