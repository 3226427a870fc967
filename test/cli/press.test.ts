/**
 * The press path, from signatures to a folder without a DRAFT in it, and everything that shuts the gate again. The
 * languages are signed in a project of their own: nobody has signed what ships.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { extractText } from '../pdf/read-back.js';
import { ensureBuilt, epochOf, kyr, kyrHere, readDiagnostics } from './command.js';
import { copyShipped, edit, listing, openProject, shipped, writeFiles } from './project.js';
import { openSigned, PRESS_JOB, reviewOf, SIGNED } from './signed.js';

const JOB = PRESS_JOB;
const BUILD = ['build', 'job.yaml', '--progress=none'];
const UNDIALLED = ['--purpose', 'press', '--address', 'https://www.nyc.gov/immigrants'];
const FLYER = [...UNDIALLED, '--dialled-on', '2026-11-30'];
const OURS = SIGNED.map((tag) => `locales/${tag}`);

let signed: string;
let ourLocales: Record<string, string>;
beforeAll(async () => {
  await ensureBuilt();
  const before = listing(new URL('../../locales', import.meta.url).pathname);
  signed = await openSigned();
  ourLocales = before;
});

describe('kyr locale sign', () => {
  test('writes one line a sentence, in the project and nowhere else', () => {
    expect(listing(new URL('../../locales', import.meta.url).pathname)).toEqual(ourLocales);
    const english = reviewOf(signed, 'en');
    expect(english).toMatch(
      /^ {4}door\.title: \{ source: '[0-9a-f]{16}', text: '[0-9a-f]{16}', state: final, by: "lawyer", on: 2026-11-30 \}$/m,
    );
    const arabic = reviewOf(signed, 'ar');
    expect(arabic).toMatch(/^ {4}door\.title: .* state: reviewed, by: "second reader"/m);
    for (const namespace of ['common', 'ice-encounter', 'us-federal', 'us-ny-nyc'])
      expect(arabic).toMatch(new RegExp(`^ {2}${namespace}:$`, 'm'));
  });

  test('shows in kyr languages, for those that were signed alone', async () => {
    const { stdout } = await kyrHere(['languages'], { cwd: signed });
    expect(stdout).toMatch(/^en +English +Latn +final +\d+ editions? +English$/m);
    expect(stdout).toMatch(/^es +Spanish +Latn +reviewed +\d+ editions? +Español$/m);
    expect(stdout).toMatch(/^ar +Arabic +Arab +reviewed +\d+ editions? +العربية$/m);
    expect(stdout).toMatch(/^zh-Hans .* (initial|translated) /m);
  });

  test('signs one sentence without touching the others', async () => {
    const folder = openProject();
    copyShipped(folder, 'locales/es');
    writeFiles(folder, { 'locales/es/_review.yaml': reviewOf(signed, 'es') });
    const args = ['locale', 'sign', 'es', '--state', 'translated', '--role', 'translator'];
    const ran = await kyrHere([...args, '--key', 'us-federal:door.title', '--on', '2026-12-01'], {
      cwd: folder,
    });
    expect(ran.code, ran.stderr).toBe(0);
    const lines = (text: string): string[] => text.split('\n');
    const changed = lines(reviewOf(folder, 'es')).filter((l) => !lines(reviewOf(signed, 'es')).includes(l));
    expect(changed).toHaveLength(1);
    expect(changed[0]).toMatch(/^ {4}door\.title: .* state: translated, by: "translator", on: 2026-12-01/);
  });
});

describe('a job that is cleared', () => {
  let stdout: string;
  let run: string;
  beforeAll(async () => {
    const ran = await kyr(BUILD, { cwd: signed });
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stderr).toBe('');
    stdout = ran.stdout;
    run = join(signed, 'out', 'press-400');
  });
  const pdfs = (): string[] =>
    readdirSync(run, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.pdf'))
      .sort();

  test('says so in its last line', () => {
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('Cleared for press.');
    expect(stdout).not.toContain('DRAFT');
    expect(stdout).toContain('Start with out/press-400/START-HERE.pdf');
  });

  test('has no DRAFT in any file name', () => {
    expect(pdfs()).toEqual([
      'START-HERE.pdf',
      'labels.pdf',
      'press/ar-100-5.5x8.5-4c.pdf',
      'press/en-100-5.5x8.5-4c.pdf',
      'press/es-200-5.5x8.5-4c.pdf',
      'proofs/ar.pdf',
      'proofs/en.pdf',
      'proofs/es.pdf',
      'sheets/0001-en-26sheets.pdf',
      'sheets/0002-es-51sheets.pdf',
      'sheets/0003-ar-26sheets.pdf',
    ]);
    expect(Object.keys(listing(run)).filter((name) => /draft/i.test(name))).toEqual([]);
  });

  test('has no DRAFT on any page of any PDF, nor in its title', async () => {
    const drafts = [/DRAFT/i, /BORRADOR/i, /مسودة/];
    for (const name of pdfs()) {
      const bytes = new Uint8Array(readFileSync(join(run, name)));
      const pages = await extractText(bytes);
      // A page whose text cannot be read would pass for one without the word.
      for (const text of pages) expect(text.replace(/\s/g, '').length, name).toBeGreaterThan(40);
      for (const draft of drafts) expect(pages.join('\n'), name).not.toMatch(draft);
      expect(
        /<rdf:li xml:lang="x-default">([^<]*)</.exec(Buffer.from(bytes).toString('utf8'))?.[1],
        name,
      ).toMatch(/^(?!.*draft).+/i);
    }
  });

  test('says when a lawyer read it, on the back of every language', async () => {
    for (const name of pdfs().filter((n) => n.startsWith('press/'))) {
      const [front, back] = await extractText(new Uint8Array(readFileSync(join(run, name))));
      expect(back, name).toMatch(/Version 2026\.\d+, read by a lawyer on November 30, 2026\./);
      expect(`${front}${back}`, name).not.toContain('No lawyer has read this yet');
    }
  });

  test('says it in the text of a flyer too', async () => {
    for (const [tag, draft] of [
      ['en', 'DRAFT'],
      ['es', 'BORRADOR'],
      ['ar', 'مسودة'],
    ] as const) {
      const press = await kyrHere(['flyer', '--lang', tag, '--for', 'text', ...FLYER], { cwd: signed });
      expect(press.code, press.stderr).toBe(0);
      expect(press.stdout).toContain('read by a lawyer on November 30, 2026');
      expect(press.stdout).toContain('nyc.gov/immigrants');
      expect(press.stdout).not.toContain(draft);
      // The same flyer as a draft says both words, so their absence above means something.
      const asDraft = await kyrHere(['flyer', '--lang', tag, '--for', 'text'], { cwd: signed });
      expect(asDraft.stdout).toContain(draft);
      expect(asDraft.stdout).toContain('No lawyer has read this yet');
    }
  });

  test('adds up, and says in the manifest that nothing is missing', async () => {
    const manifest = JSON.parse(readFileSync(join(run, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      purpose: 'press',
      missing: [],
      total: { ordered: 400, printed: 412, overs: 12, sheets: 103 },
    });
    const verified = await kyr(['verify', 'out/press-400'], { cwd: signed });
    expect(verified.stderr).toBe('');
    expect(verified.code).toBe(0);
  });

  test('makes nothing again', async () => {
    const again = await kyr(BUILD, { cwd: signed });
    expect(again.stdout).toContain('0 files made');
    expect(again.stdout.trimEnd().endsWith('Cleared for press.')).toBe(true);
  });
});

describe('the gate shuts again', () => {
  const FEDERAL = 'content/us/federal.yaml';
  const ARABIC = 'locales/ar/us-federal.json';
  const expires = (): string => {
    const days = ['us/federal', 'us/ny', 'us/ny/nyc'].map(
      (layer) => /^expires: (\S+)$/m.exec(shipped(`content/${layer}.yaml`))![1]!,
    );
    return days.sort()[0]!;
  };
  const dayAfter = (day: string): string =>
    new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

  /** A signed project of its own with one file changed; what `build` said. */
  async function refused(files: Record<string, string>, day?: string): Promise<string[]> {
    const folder = openProject({ 'job.yaml': JOB });
    copyShipped(folder, 'content', ...OURS);
    for (const tag of ['en', 'es', 'ar'])
      writeFiles(folder, { [`locales/${tag}/_review.yaml`]: reviewOf(signed, tag) });
    writeFiles(folder, files);
    const before = listing(folder);
    const ran = await kyrHere(BUILD, {
      cwd: folder,
      ...(day ? { env: { SOURCE_DATE_EPOCH: epochOf(day) } } : {}),
    });
    expect(ran.code, ran.stderr).toBe(6);
    expect(ran.stdout).toBe('');
    expect(listing(folder)).toEqual(before);
    return readDiagnostics(ran.stderr).map((d) => `${d.code} ${d.message}`);
  }

  test('not at all, while nothing is changed', async () => {
    const folder = openProject({ 'job.yaml': JOB });
    copyShipped(folder, 'content', ...OURS);
    for (const tag of ['en', 'es', 'ar'])
      writeFiles(folder, { [`locales/${tag}/_review.yaml`]: reviewOf(signed, tag) });
    const ran = await kyrHere(['plan', 'job.yaml'], { cwd: folder });
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout.trimEnd().endsWith('Cleared for press.')).toBe(true);
  });

  test('on an English word that was changed, for it and every language that rests on it', async () => {
    const found = await refused({
      [FEDERAL]: edit(shipped(FEDERAL), 'title: Stay silent', 'title: Stay quiet'),
    });
    expect(found).toEqual([
      expect.stringMatching(/^KYR601 no lawyer has approved 1 of \d+ .*\(us-federal:remain-silent\.title\)/),
      expect.stringMatching(/^KYR602 Spanish: 1 of \d+ .*\(us-federal:remain-silent\.title\)/),
      expect.stringMatching(/^KYR602 Arabic: 1 of \d+ .*\(us-federal:remain-silent\.title\)/),
    ]);
  });

  test('on one Arabic sentence that was changed, for Arabic alone and by its key', async () => {
    const changed = edit(shipped(ARABIC), '"الزم الصمت"', '"ابقَ صامتًا"');
    expect(await refused({ [ARABIC]: changed })).toEqual([
      expect.stringMatching(/^KYR602 Arabic: 1 of \d+ sentences .*\(us-federal:remain-silent\.title\)$/),
      'KYR606 ready for the press: en, es',
    ]);
  });

  test('on a phone number that nobody has dialled', async () => {
    expect(await refused({ 'job.yaml': JOB.slice(0, JOB.indexOf('dialled:')) })).toEqual([
      expect.stringMatching(/^KYR604 nobody has said that they dialled 800-354-0365$/),
      expect.stringMatching(/^KYR604 nobody has said that they dialled 311$/),
    ]);
  });

  test('on a call that is fifteen days old, not on one of fourteen', async () => {
    const call = (on: string): string => JOB.replaceAll('on: 2026-11-25', `on: ${on}`);
    expect(await refused({ 'job.yaml': call('2026-11-16') })).toEqual([
      'KYR604 800-354-0365 was last dialled on 2026-11-16, which is not within 14 days before 2026-12-01',
      'KYR604 311 was last dialled on 2026-11-16, which is not within 14 days before 2026-12-01',
    ]);
    expect(await refused({ 'job.yaml': call('2026-12-02') })).toHaveLength(2);
    writeFiles(signed, { 'fortnight.yaml': call('2026-11-17') });
    const within = await kyrHere(['plan', 'fortnight.yaml'], { cwd: signed });
    expect(within.code, within.stderr).toBe(0);
  });

  test('on the day after the text expires, not on the day itself', async () => {
    const last = expires();
    const job = `${JOB}dialled-within: 365\n`.replaceAll('on: 2026-11-25', `on: ${last}`);
    const found = await refused({ 'job.yaml': job }, dayAfter(last));
    expect(found).toEqual([`KYR603 the text for us/ny/nyc expired on ${last}`]);
    writeFiles(signed, { 'last-day.yaml': job });
    const onTheDay = await kyrHere(['plan', 'last-day.yaml'], {
      cwd: signed,
      env: { SOURCE_DATE_EPOCH: epochOf(last) },
    });
    expect(onTheDay.code, onTheDay.stderr).toBe(0);
  });

  test('on a language that nobody has signed', async () => {
    const job = edit(JOB, 'language: ar', 'language: zh-Hans');
    expect(await refused({ 'job.yaml': job })).toEqual([
      expect.stringMatching(/^KYR602 Simplified Chinese: (\d+) of \1 sentences have had no second reader/),
      'KYR606 ready for the press: en, es',
    ]);
  });

  test('on a sample, and on an example address', async () => {
    const job = `${edit(JOB, 'https://www.nyc.gov/immigrants', 'https://rights.example.org/')}sample: true\n`;
    expect(await refused({ 'job.yaml': job })).toEqual([
      'KYR605 the job is marked as a sample',
      expect.stringMatching(/^KYR605 .*example address/),
    ]);
  });

  test('on a single flyer too', async () => {
    const ran = await kyrHere(['flyer', '--lang', 'zh-Hans', ...FLYER], { cwd: signed });
    expect(ran.code).toBe(6);
    expect(readDiagnostics(ran.stderr).map((d) => d.code)).toEqual(['KYR602']);
    const undialled = await kyrHere(['flyer', '--lang', 'es', ...UNDIALLED], { cwd: signed });
    expect(undialled.code).toBe(6);
    expect(readDiagnostics(undialled.stderr).map((d) => d.message)).toEqual([
      'nobody has said that they dialled 800-354-0365',
      'nobody has said that they dialled 311',
    ]);
  });
});
