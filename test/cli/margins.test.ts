/** Bleed and safety as a shop asks for them, none among them: on designs, in boxes, on sheets, and when too much is asked. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planSheet } from '../../src/impose/sheet.js';
import { extractText, readBack } from '../pdf/read-back.js';
import { kyrHere, readDiagnostics } from './command.js';
import { edit, fixture, openProject, placeIn, writeFiles } from './project.js';

const JOB = edit(fixture('press.yaml'), 'purpose: press', 'purpose: draft');
const withPress = (press: string): string => edit(JOB, 'output:', `press: ${press}\noutput:`);

/** Boxes of each page, as numbers. */
async function boxesIn(path: string): Promise<Record<'media' | 'bleed' | 'trim', string>[]> {
  const { document } = await readBack(new Uint8Array(readFileSync(path)));
  const show = ({ x, y, width, height }: Record<'x' | 'y' | 'width' | 'height', number>): string =>
    [x, y, width, height].map((n) => n.toFixed(2)).join(' ');
  return document.getPages().map((page) => ({
    media: show(page.getMediaBox()),
    bleed: show(page.getBleedBox()),
    trim: show(page.getTrimBox()),
  }));
}

describe('kyr flyer', () => {
  // Scripts that reach highest, small sizes and large: each passes preflight, which measures ink against the safety.
  test.each([
    ['es', 'ice-encounter', 'half-letter', '0.29 in'],
    ['ur', 'ice-encounter', 'half-letter', '0.2 in'],
    ['es', 'wallet-card', 'wallet', '0.13 in'],
    ['ar', 'wallet-card', 'wallet-folded', '0.13 in'],
    ['es', 'city-property', 'tabloid', '0.4 in'],
  ])(
    '%s of %s in %s passes without bleed, and with a safety of %s',
    async (lang, publication, size, safety) => {
      const folder = openProject();
      const args = ['flyer', '--lang', lang, '--publication', publication, '--size', size];
      const none = await kyrHere([...args, '--bleed', '0 in', '--out', 'none.pdf'], { cwd: folder });
      expect(none.code, none.stderr).toBe(0);
      for (const { media, bleed, trim } of await boxesIn(join(folder, 'none.pdf')))
        expect([media, bleed]).toEqual([trim, trim]);
      const far = await kyrHere([...args, '--safety', safety, '--bleed', '3 mm', '--out', 'far.pdf'], {
        cwd: folder,
      });
      expect(far.code, far.stderr).toBe(0);
      for (const { bleed, trim } of await boxesIn(join(folder, 'far.pdf'))) {
        const [, , bleedWidth, bleedHeight] = bleed.split(' ').map(Number);
        const [left, bottom, width, height] = trim.split(' ').map(Number);
        expect([left, bottom].map((n) => n!.toFixed(2))).toEqual(['8.50', '8.50']);
        expect(bleedWidth! - width!).toBeCloseTo((2 * 3 * 72) / 25.4, 1);
        expect(bleedHeight! - height!).toBeCloseTo((2 * 3 * 72) / 25.4, 1);
      }
    },
  );

  test('is the same file where what is asked for is what the templates say', async () => {
    const folder = openProject();
    const make = async (name: string, ...args: string[]): Promise<Buffer> => {
      const ran = await kyrHere(['flyer', '--lang', 'es', '--out', name, ...args], { cwd: folder });
      expect(ran.code, ran.stderr).toBe(0);
      return readFileSync(join(folder, name));
    };
    const plain = await make('plain.pdf');
    expect((await make('same.pdf', '--bleed', '0.125 in', '--safety', '9pt')).equals(plain)).toBe(true);
    expect((await make('other.pdf', '--bleed', '0.1 in')).equals(plain)).toBe(false);
  });

  test('says how much safety there can be, and what a length is', async () => {
    const folder = openProject();
    const far = await kyrHere(['flyer', '--lang', 'es', '--safety', '0.5 in'], { cwd: folder });
    expect(far.code).toBe(3);
    expect(readDiagnostics(far.stderr)[0]).toMatchObject({
      code: 'KYR106',
      message:
        'a safety of 0.5 in is more than encounter in half-letter for Latn keeps from the trim, 0.292 in',
    });
    const bare = await kyrHere(['flyer', '--lang', 'es', '--bleed', '3'], { cwd: folder });
    expect([bare.code, bare.stderr]).toEqual([2, expect.stringContaining('write a length such as')]);
  });
});

describe('a job without bleed', () => {
  test('is built and verifies; pieces abut, and plan and ticket say that there is none', async () => {
    const folder = openProject({ 'job.yaml': withPress('{ bleed: 0 in, safety: 0.2 in }') });
    const ran = await kyrHere(['build', 'job.yaml', '--progress=none'], { cwd: folder });
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toContain('two sides, no bleed\n');
    const run = join(folder, 'out/press-400');
    const verified = await kyrHere(['verify', 'out/press-400'], { cwd: folder });
    expect(verified.code, verified.stderr).toBe(0);
    for (const name of readdirSync(join(run, 'press')))
      for (const { media, bleed, trim } of await boxesIn(join(run, 'press', name)))
        expect([media, bleed, trim]).toEqual(Array(3).fill('0.00 0.00 396.00 612.00'));
    const ticket = (await extractText(new Uint8Array(readFileSync(join(run, 'DRAFT-START-HERE.pdf'))))).join(
      '',
    );
    expect(ticket.replace(/\s+/g, ' ')).toContain('no bleed: no ink reaches an edge');
    // 3 + 3 cuts: where two pieces abut, one cut parts them.
    expect(ticket.replace(/\s+/g, ' ')).toContain('6 cuts a lift');
    expect(ticket).not.toContain('falls out');
  });

  test('has no gutters on its sheet', () => {
    const trim = { width: 396, height: 612 } as never;
    const plan = planSheet({ sheet: '13x19', trim, bleed: 0 });
    const [a, b] = plan.cells;
    expect(b!.front.x).toBeCloseTo(a!.front.x + a!.front.width, 6);
    expect(plan.up).toBe(4);
  });
});

describe('a safety that no template has', () => {
  test('is refused where it stands in the job', async () => {
    const job = withPress('{ safety: 0.5 in }');
    const folder = openProject({ 'job.yaml': job });
    const ran = await kyrHere(['plan', 'job.yaml'], { cwd: folder });
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr)[0]).toMatchObject({
      at: placeIn('job.yaml', job, 'safety'),
      code: 'KYR106',
    });
    writeFiles(folder, { 'job.yaml': withPress('{ safety: -1 mm }') });
    const below = await kyrHere(['plan', 'job.yaml'], { cwd: folder });
    expect([below.code, readDiagnostics(below.stderr)[0]!.code]).toEqual([3, 'KYR107']);
  });
});
