/** A press job whose languages are not all ready: held, released, or refused. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { extractText } from '../pdf/read-back.js';
import { ensureBuilt, kyrHere, kyrJson, type Ran, readDiagnostics } from './command.js';
import { copyShipped, edit, listing, openProject, shipped, writeFiles } from './project.js';
import { openSigned, PRESS_JOB, reviewOf, SIGNED, SIGNED_ON, signIn } from './signed.js';

const HOLD = ['build', 'job.yaml', '--progress=none', '--hold-unready'];
const LIST = [
  'id,name,en,es,zh-Hans',
  'north-hall,North Hall,10,10,',
  'east-hall,East Hall,,20,20',
  'west-hall,West Hall,,,20',
  '',
].join('\n');
/** Simplified Chinese, which nobody has signed, stands in the middle. */
const JOB = edit(
  edit(
    edit(
      PRESS_JOB,
      '  - { language: es, quantity: 200 }\n',
      '  - { language: zh-Hans, quantity: 200 }\n  - { language: es, quantity: 200 }\n',
    ),
    '  - { language: ar, quantity: 100 }\n',
    '  - { language: ar, quantity: 100 }\n  - { congregations: list.csv }\n',
  ),
  'total: 400',
  'total: 680',
);
const RELEASE = `release: [{ lang: zh-Hans, state: translated, by: A. Person, role: parish council, on: ${SIGNED_ON} }]\n`;
const FEDERAL = 'locales/zh-Hans/us-federal.json';

let signed: string;
beforeAll(async () => {
  await ensureBuilt();
  signed = await openSigned();
});

/** A project of its own with the signatures of `signed`. */
function open(files: Record<string, string>): string {
  const folder = openProject({ 'job.yaml': JOB, 'list.csv': LIST });
  copyShipped(folder, 'content', 'locales/zh-Hans', ...SIGNED.map((tag) => `locales/${tag}`));
  for (const tag of SIGNED) writeFiles(folder, { [`locales/${tag}/_review.yaml`]: reviewOf(signed, tag) });
  // What ships may be signed as translated; here nobody has.
  writeFiles(folder, { 'locales/zh-Hans/_review.yaml': 'review: {}\n', ...files });
  return folder;
}

/** Refused with exit 6 and nothing left behind; what was said. */
async function refused(folder: string, args: readonly string[]): Promise<string[]> {
  const before = listing(folder);
  const ran: Ran = await kyrHere(args, { cwd: folder });
  expect(ran.code, ran.stderr).toBe(6);
  expect(listing(folder)).toEqual(before);
  return readDiagnostics(ran.stderr).map((d) => `${d.code} ${d.message}`);
}

describe('--hold-unready', () => {
  let folder: string;
  let stdout: string;
  let run: string;
  beforeAll(async () => {
    folder = open({});
    const ran = await kyrHere(HOLD, { cwd: folder });
    expect(ran.code, ran.stderr).toBe(0);
    stdout = ran.stdout;
    run = join(folder, 'out', 'press-400');
  });

  test('without it the job is refused, and the way to what is ready is named', async () => {
    const ran = await kyrHere(['build', 'job.yaml'], { cwd: open({}) });
    expect(ran.code).toBe(6);
    expect(readDiagnostics(ran.stderr)).toEqual([
      expect.objectContaining({ code: 'KYR602', message: expect.stringMatching(/^Simplified Chinese: /) }),
      expect.objectContaining({
        code: 'KYR606',
        level: 'info',
        message: 'ready for the press: en, es, ar',
        hint: expect.stringContaining('--hold-unready'),
      }),
    ]);
  });

  test('prints what is ready; batches after a held language keep their numbers', () => {
    expect(readdirSync(join(run, 'press')).sort()).toEqual([
      'ar-100-5.5x8.5-4c.pdf',
      'en-10-north-hall-5.5x8.5-4c.pdf',
      'en-100-5.5x8.5-4c.pdf',
      'es-10-north-hall-5.5x8.5-4c.pdf',
      'es-20-east-hall-5.5x8.5-4c.pdf',
      'es-200-5.5x8.5-4c.pdf',
    ]);
    expect(readdirSync(join(run, 'sheets')).sort()).toEqual([
      '0001-en-26sheets.pdf',
      '0003-es-51sheets.pdf',
      '0004-ar-26sheets.pdf',
      '0005-congregations-12sheets.pdf',
    ]);
  });

  test('says what is HELD and why: in the plan, in the last line, in ticket and manifest', async () => {
    expect(stdout).toMatch(
      /^ {2}HELD {2}Simplified Chinese, 240 pieces \(deliveries 2, 3\): .*no second reader/m,
    );
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(
      /^Cleared for press, but for what is HELD: Simplified Chinese \(240 pieces\): /,
    );
    const manifest = JSON.parse(readFileSync(join(run, 'manifest.json'), 'utf8'));
    const ticket = (await extractText(new Uint8Array(readFileSync(join(run, 'START-HERE.pdf'))))).join('\n');
    expect(ticket).toContain('HELD');
    expect(ticket).toContain('Simplified Chinese');
    expect(manifest.missing).toEqual([]);
    expect(manifest.total.ordered).toBe(440);
    expect(manifest.held).toEqual([
      {
        tag: 'zh-Hans',
        name: '简体中文',
        english: 'Simplified Chinese',
        ordered: 240,
        why: [expect.stringMatching(/no second reader/)],
        deliveries: [
          { delivery: 2, ordered: 20 },
          { delivery: 3, ordered: 20 },
        ],
      },
    ]);
  });

  test('adds up, and is kept by a second build', async () => {
    expect((await kyrHere(['verify', 'out/press-400'], { cwd: folder })).code).toBe(0);
    const { json } = await kyrJson<{ made: string[]; removed: string[] }>(HOLD, { cwd: folder });
    expect([json.data.made, json.data.removed]).toEqual([[], []]);
  });

  test('holds a language with a sentence missing, or with a lost “not”', async () => {
    const text = shipped(FEDERAL);
    const without = edit(text, /\n {4}"say": "我选择保持沉默。",/.exec(text)![0], '');
    const lost = edit(text, '"我不同意搜查。"', '"我同意搜查。"');
    for (const [broken, code] of [
      [without, 'KYR201'],
      [lost, 'KYR206'],
    ] as const) {
      const there = open({});
      await signIn(there, 'zh-Hans', 'translated', 'translator');
      await signIn(there, 'zh-Hans', 'reviewed', 'second reader');
      writeFiles(there, { [FEDERAL]: broken });
      const { code: exit, json } = await kyrJson<{ plan: { held: { tag: string; why: string[] }[] } }>(
        ['plan', 'job.yaml', '--hold-unready'],
        { cwd: there },
      );
      expect(exit, code).toBe(0);
      expect(json.data.plan.held.map((h) => h.tag)).toEqual(['zh-Hans']);
      expect(json.data.plan.held[0]!.why.join('\n')).toMatch(
        code === 'KYR201' ? /is missing/ : /says no in English/,
      );
    }
  });

  test('does not get past English, expiry, a call or a sample', async () => {
    const dialled = JOB.slice(0, JOB.indexOf('dialled:'));
    expect(await refused(open({ 'job.yaml': dialled }), HOLD)).toContain(
      'KYR604 nobody has said that they dialled 800-354-0365',
    );
    expect(await refused(open({ 'job.yaml': `${JOB}sample: true\n` }), HOLD)).toContain(
      'KYR605 the job is marked as a sample',
    );
    expect(await refused(open({ 'locales/en/_review.yaml': 'review: {}\n' }), HOLD)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^KYR601 /)]),
    );
    const layer = 'content/us/ny/nyc.yaml';
    const expired = shipped(layer).replace(/^expires: .*$/m, 'expires: 2026-11-29');
    expect(await refused(open({ [layer]: expired }), HOLD)).toContain(
      'KYR603 the text for us/ny/nyc expired on 2026-11-29',
    );
  });

  test('is refused where nothing would be left', async () => {
    const alone = edit(
      edit(
        edit(PRESS_JOB, '  - { language: en, quantity: 100 }\n', ''),
        '  - { language: ar, quantity: 100 }\n',
        '',
      ),
      'language: es, quantity: 200',
      'language: zh-Hans, quantity: 400',
    );
    expect(await refused(open({ 'job.yaml': alone }), HOLD)).toEqual([expect.stringMatching(/^KYR602 /)]);
  });
});

describe('release', () => {
  test('lets a translation out that was signed, and both its sides say so in both languages', async () => {
    const folder = open({ 'job.yaml': `${JOB}${RELEASE}` });
    await signIn(folder, 'zh-Hans', 'translated', 'translator');
    const ran = await kyrHere(['build', 'job.yaml', '--progress=none'], { cwd: folder });
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout.trimEnd().split('\n').at(-1)).toBe('Cleared for press.');
    const run = join(folder, 'out', 'press-400');
    const sides = async (name: string): Promise<string[]> =>
      (await extractText(new Uint8Array(readFileSync(join(run, 'press', name))))).map((t) =>
        t.replace(/\s+/g, ' '),
      );
    for (const side of await sides('zh-Hans-200-5.5x8.5-4c.pdf')) {
      expect(side.replaceAll(' ', '')).toContain('没有第二个人核对过这份译文。');
      expect(side).toContain('No second reader has checked this translation.');
      expect(side).not.toContain('DRAFT');
    }
    for (const side of await sides('es-200-5.5x8.5-4c.pdf')) expect(side).not.toContain('second reader');
    const manifest = JSON.parse(readFileSync(join(run, 'manifest.json'), 'utf8'));
    expect(manifest.released).toEqual([{ tag: 'zh-Hans', role: 'parish council', on: SIGNED_ON }]);
    expect(manifest.held).toEqual([]);
    // Who took it on stands in the job; the run carries the role alone.
    for (const file of readdirSync(run, { recursive: true, encoding: 'utf8' }))
      if (/\.(json|csv|ndjson)$/.test(file))
        expect(readFileSync(join(run, file), 'utf8')).not.toContain('A. Person');
  });

  test('does not cover a sentence that nobody signed, or that changed since', async () => {
    const job = { 'job.yaml': `${JOB}${RELEASE}` };
    expect(await refused(open(job), ['build', 'job.yaml'])).toEqual([
      expect.stringMatching(
        /^KYR602 Simplified Chinese is released as translated, but (\d+) of \1 sentences/,
      ),
      expect.stringMatching(/^KYR606 /),
    ]);
    const folder = open(job);
    await signIn(folder, 'zh-Hans', 'translated', 'translator');
    await signIn(folder, 'zh-Hans', 'reviewed', 'second reader');
    writeFiles(folder, { [FEDERAL]: edit(shipped(FEDERAL), '"保持沉默"', '"不要说话"') });
    expect(await refused(folder, ['build', 'job.yaml'])).toEqual([
      expect.stringMatching(
        /^KYR602 .* but 1 of \d+ sentences have changed .*\(us-federal:remain-silent\.title\)/,
      ),
      expect.stringMatching(/^KYR606 /),
    ]);
  });

  test('does not cover a lost “not”', async () => {
    const META = 'locales/zh-Hans/_meta.yaml';
    const folder = open({
      'job.yaml': `${JOB}${RELEASE}`,
      [FEDERAL]: edit(shipped(FEDERAL), '"我不同意搜查。"', '"我同意搜查。"'),
      // `sign` refuses such a sentence; so it is signed where 同意 passes for a “not”.
      [META]: edit(shipped(META), 'direction:', 'negations: [同意]\ndirection:'),
    });
    await signIn(folder, 'zh-Hans', 'translated', 'translator');
    writeFiles(folder, { [META]: shipped(META) });
    expect(await refused(folder, ['build', 'job.yaml'])).toEqual([
      expect.stringMatching(/^KYR206 “search\.say” says no in English/),
      expect.stringMatching(/^KYR606 /),
    ]);
  });

  test.each([
    ['English', RELEASE.replace('zh-Hans', 'en'), 'English cannot be released'],
    ['a language that is not ordered', RELEASE.replace('zh-Hans', 'bo'), 'bo is released but not ordered'],
    ['a day to come', RELEASE.replace(SIGNED_ON, '2026-12-02'), 'dated 2026-12-02, after today'],
  ])('is wrong for %s', async (_, release, says) => {
    const ran = await kyrHere(['plan', 'job.yaml'], { cwd: open({ 'job.yaml': `${JOB}${release}` }) });
    expect(ran.code).toBe(3);
    const [found] = readDiagnostics(ran.stderr);
    expect(found).toMatchObject({ code: 'KYR106', message: expect.stringContaining(says) });
    expect(found!.at).toMatch(/^job\.yaml:\d+:\d+$/);
  });

  test('needs nothing in a draft, and prints nothing there', async () => {
    const folder = open({ 'job.yaml': edit(`${JOB}${RELEASE}`, 'purpose: press', 'purpose: draft') });
    const ran = await kyrHere(['plan', 'job.yaml'], { cwd: folder });
    expect(ran.code, ran.stderr).toBe(0);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
});
