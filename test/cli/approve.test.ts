/**
 * Approval from the proof to the refusal: somebody signs the Spanish and not the Arabic, and from then on nothing that
 * was signed is printed otherwise, however the change comes about.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Manifest } from '../../src/job/manifest.js';
import type { ApprovalsFile } from '../../src/schema/approvals.js';
import { extractText } from '../pdf/read-back.js';
import { kyrHere, type Ran, readDiagnostics } from './command.js';
import { edit, listing, openProject, writeFiles } from './project.js';
import { openSigned, PRESS_JOB } from './signed.js';

const JOB = edit(PRESS_JOB, 'runs:', 'contact: { name: Night desk, phone: 212-555-0100 }\nruns:');
const RUN = 'out/press-400';
const COUNCIL = ['--role', 'parish council', '--on', '2026-11-30'];

/** A project with the finished run, made once and copied for each test. */
let built: string;
let folder: string;
beforeAll(async () => {
  built = await openSigned(JOB);
  const ran = await kyrHere(['build', 'job.yaml', '--progress=none'], { cwd: built });
  expect(ran.code, ran.stderr).toBe(0);
  expect(ran.stdout).toContain(
    `No proof is on record as approved. Once signed: kyr approve ${RUN} --role ROLE --code CODE`,
  );
});
beforeEach(() => {
  folder = openProject();
  cpSync(built, folder, { recursive: true });
});

const run = (...args: string[]): Promise<Ran> => kyrHere(args, { cwd: folder });
const build = (...args: string[]): Promise<Ran> => run('build', 'job.yaml', '--progress=none', ...args);
const approve = (...args: string[]): Promise<Ran> => run('approve', RUN, ...args);
const path = (file: string): string => join(folder, RUN, file);
const manifest = (): Manifest => JSON.parse(readFileSync(path('manifest.json'), 'utf8')) as Manifest;
const record = (): ApprovalsFile => JSON.parse(readFileSync(path('approvals.json'), 'utf8')) as ApprovalsFile;
const codeOf = (id: string): string => manifest().designs.find((d) => d.id === id)!.approval!.code;
const change = (file: string, from: string, to: string): void =>
  writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8'), from, to));
const textOf = async (file: string): Promise<string> =>
  (await extractText(new Uint8Array(readFileSync(path(file))))).join('\n').replace(/\s+/g, ' ');
const expectDone = (ran: Ran): void => expect(ran.code, ran.stderr).toBe(0);

/** A Spanish sentence changed and signed anew: cleared for press, and not what was approved. */
async function changeSpanish(): Promise<void> {
  change('locales/es/us-federal.json', 'Guarde silencio', 'Permanezca en silencio');
  const sign = (...args: string[]): Promise<Ran> =>
    run('locale', 'sign', 'es', '--on', '2026-11-30', ...args);
  const changed = ['--key', 'us-federal:remain-silent.title'];
  expectDone(await sign('--state', 'translated', '--role', 'translator', ...changed));
  expectDone(await sign('--state', 'reviewed', '--role', 'second reader', ...changed));
}

describe('a proof', () => {
  test('carries contact, date, digest, purpose, the code, and places for name and signature', async () => {
    const text = await textOf('proofs/es.pdf');
    const file = manifest().files.find((f) => f.file === 'press/es-200-5.5x8.5-4c.pdf')!;
    expect(text.replaceAll(' ', '')).toContain(file.sha256);
    expect(text).toContain(`approval code${codeOf('es')}`);
    expect(text).toContain('contact: Night desk, 212-555-0100');
    expect(text).toContain('made 2026-12-01');
    expect(text).toContain('purposepress');
    expect(text).toMatch(/namephone or e-maildatesignature/);
    expect(await textOf('proofs/ar.pdf')).toContain(codeOf('ar'));
    expect(codeOf('ar')).not.toBe(codeOf('es'));
  });
});

describe('kyr approve', () => {
  test('takes the code off a proof, and approves that design and no other', async () => {
    const seal = readFileSync(path('SHA256SUMS'), 'utf8');
    const before = listing(join(folder, RUN));
    const code = codeOf('es');
    const ran = await approve(...COUNCIL, '--code', code.toLowerCase().replaceAll('-', ' '));
    expectDone(ran);
    expect(ran.stdout).toContain('Approved by parish council on 2026-11-30:\n  es  Spanish  ');
    expect(ran.stdout).toContain('Nothing on record for en, ar.');
    const sha256 = before['press/es-200-5.5x8.5-4c.pdf']!;
    expect(record()).toMatchObject({
      job: 'press-400',
      approved: [
        {
          design: 'es',
          tag: 'es',
          code,
          file: { name: 'press/es-200-5.5x8.5-4c.pdf', sha256 },
          role: 'parish council',
          on: '2026-11-30',
        },
      ],
      discarded: [],
    });
    // Nothing under the seal has changed, nor the seal.
    expect(readFileSync(path('SHA256SUMS'), 'utf8')).toBe(seal);
    const { 'approvals.json': _, 'manifest.json': __, ...others } = listing(join(folder, RUN));
    const { 'manifest.json': ___, ...wanted } = before;
    expect(others).toEqual(wanted);
    expectDone(await run('verify', RUN));
  });

  test('without a code shows what lies there, and approves it; the next build tells ticket and manifest', async () => {
    const shown = await approve(...COUNCIL, '--dry-run');
    expectDone(shown);
    for (const id of ['en', 'es', 'ar'])
      expect(shown.stdout).toMatch(new RegExp(`^ {2}${id} .*${codeOf(id)}`, 'm'));
    expect(existsSync(path('approvals.json'))).toBe(false);

    expectDone(await approve(...COUNCIL));
    expectDone(await approve('--role', 'lawyer', '--design', 'es', '--on', '2026-12-01'));
    const wanted = [
      { design: 'ar', tag: 'ar', code: codeOf('ar'), role: 'parish council', on: '2026-11-30' },
      { design: 'en', tag: 'en', code: codeOf('en'), role: 'parish council', on: '2026-11-30' },
      { design: 'es', tag: 'es', code: codeOf('es'), role: 'lawyer', on: '2026-12-01' },
      { design: 'es', tag: 'es', code: codeOf('es'), role: 'parish council', on: '2026-11-30' },
    ];
    expect(manifest().approved).toEqual(wanted);
    const again = await build();
    expectDone(again);
    expect(again.stdout).toContain('1 file made again: approval changed');
    expect(again.stdout).not.toContain('kyr approve');
    expect(manifest().approved).toEqual(wanted);
    const ticket = await textOf('START-HERE.pdf');
    expect(ticket).toContain('Approved by parish council on 2026-11-30: all 3 designs');
    expect(ticket).toContain('Approved by lawyer on 2026-12-01: Spanish');
    expectDone(await run('verify', RUN));
    expect((await build()).stdout).toContain('0 files made');
  });

  test('as JSON', async () => {
    const ran = await approve(...COUNCIL, '--design', 'ar', '--json');
    const { ok, data } = JSON.parse(ran.stdout) as { ok: boolean; data: Record<string, unknown> };
    expect(ok).toBe(true);
    expect(data).toMatchObject({
      job: 'press-400',
      changed: [{ design: 'ar', code: codeOf('ar'), role: 'parish council' }],
      open: ['en', 'es'],
    });
  });

  test('--undo takes the approvals of a role back, and keeps those of others', async () => {
    expectDone(await approve(...COUNCIL));
    expectDone(await approve('--role', 'lawyer'));
    expectDone(await approve('--role', 'parish council', '--undo', '--design', 'es', 'en'));
    expect(record().approved.map((a) => `${a.design} ${a.role}`)).toEqual([
      'ar lawyer',
      'ar parish council',
      'en lawyer',
      'es lawyer',
    ]);
    expect(record().discarded.map((a) => [a.design, a.why])).toEqual([
      ['en', ['taken back']],
      ['es', ['taken back']],
    ]);
    const nothing = await approve('--role', 'parish council', '--undo', '--design', 'es');
    expect(nothing.code).toBe(2);
    expect(nothing.stderr).toContain('nothing that was asked for is approved by parish council');
  });

  test.each([
    ['a code with a slip', 2, (code: string) => swapped(code), /misread or mistyped/],
    ['a code with a letter that none has', 2, (code: string) => `O${code.slice(1)}`, /“O”, which no printed/],
    ['a code of another run', 6, () => '222-222-222', /222-222-222 .* another version, or of another run/],
  ])('refuses %s', async (_, exit, toTyped, message) => {
    const ran = await approve(...COUNCIL, '--code', toTyped(codeOf('es')));
    expect(ran.code).toBe(exit);
    expect(readDiagnostics(ran.stderr)[0]!.message).toMatch(message);
    if (exit === 6) expect(ran.stderr).toContain(`es ${codeOf('es')}`);
    expect(existsSync(path('approvals.json'))).toBe(false);
  });

  test('refuses the code of a design that was not meant', async () => {
    const ran = await approve(...COUNCIL, '--design', 'es', '--code', codeOf('ar'));
    expect(ran.code).toBe(6);
    expect(existsSync(path('approvals.json'))).toBe(false);
  });

  test('says that a proof was of another version, and which code the folder has now', async () => {
    const old = codeOf('es');
    expectDone(await approve(...COUNCIL, '--code', old));
    await changeSpanish();
    expectDone(await build('--discard-approval'));
    const ran = await approve(...COUNCIL, '--code', old);
    expect(ran.code).toBe(6);
    const [found] = readDiagnostics(ran.stderr);
    expect(found!.message).toBe(
      `${old} stands on a proof of es as it was before, and not as it lies here now`,
    );
    expect(found!.hint).toContain(`es ${codeOf('es')}`);
    expect(codeOf('es')).not.toBe(old);
    expectDone(await approve(...COUNCIL, '--code', codeOf('es')));
  });

  test('refuses a draft, a folder that is no run, a damaged run, a day to come, and a name it does not know', async () => {
    const damaged = path('press/es-200-5.5x8.5-4c.pdf');
    const bytes = readFileSync(damaged);
    writeFileSync(damaged, bytes.subarray(0, -1));
    const broken = await approve(...COUNCIL);
    expect(broken.code).toBe(4);
    expect(broken.stderr).toContain('press/es-200-5.5x8.5-4c.pdf is not as it was made');
    writeFileSync(damaged, bytes);

    const tomorrow = await approve('--role', 'x', '--on', '2026-12-02');
    expect([tomorrow.code, tomorrow.stderr]).toEqual([2, expect.stringContaining('after today')]);
    const typo = await approve(...COUNCIL, '--design', 'ee');
    expect([typo.code, typo.stderr]).toEqual([2, expect.stringContaining('the run has no design ee')]);
    const nameless = await approve();
    expect([nameless.code, nameless.stderr]).toEqual([2, expect.stringContaining('--role')]);
    expect(existsSync(path('approvals.json'))).toBe(false);

    const none = await run('approve', 'content', ...COUNCIL);
    expect([none.code, none.stderr]).toEqual([4, expect.stringContaining('no finished run')]);

    change('job.yaml', 'purpose: press', 'purpose: draft');
    expectDone(await build('--out', 'out/draft'));
    const draft = await run('approve', 'out/draft', ...COUNCIL);
    expect([draft.code, draft.stderr]).toEqual([6, expect.stringContaining('this is a draft')]);
  });

  test('refuses what prints a withdrawn version of the law', async () => {
    const layer = manifest().law!.at(-1)!;
    const version = `${layer.layer}@${layer.version}`;
    expectDone(await run('withdraw', version, '--why', 'The number is dead.', '--out', 'out/recall'));
    const ran = await approve(...COUNCIL);
    expect([ran.code, ran.stderr]).toEqual([6, expect.stringContaining('withdrawn')]);
  });
});

describe('what was approved and then changed', () => {
  test('is not built: nothing changes in the folder, and the error says which design, why, and the ways out', async () => {
    expectDone(await approve(...COUNCIL, '--design', 'es', 'ar'));
    await changeSpanish();
    const before = listing(join(folder, RUN));
    const ran = await build();
    expect(ran.code).toBe(6);
    const found = readDiagnostics(ran.stderr);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      code: 'KYR640',
      message: `es would not be printed as it was approved (${codeOf('es')}, by parish council on 2026-11-30): text of es changed`,
      hint: expect.stringContaining('--discard-approval'),
    });
    expect(listing(join(folder, RUN))).toEqual(before);
    expectDone(await run('verify', RUN));
  });

  test('is built with --discard-approval: the others stay approved, and the record keeps what was given up', async () => {
    expectDone(await approve(...COUNCIL, '--design', 'es', 'ar'));
    await changeSpanish();
    expectDone(await build('--discard-approval'));
    expect(record().approved.map((a) => a.design)).toEqual(['ar']);
    expect(record().discarded).toMatchObject([{ design: 'es', why: ['text of es'] }]);
    expect(manifest().approved!.map((a) => a.design)).toEqual(['ar']);
    const ticket = await textOf('START-HERE.pdf');
    expect(ticket).toContain('Approved by parish council on 2026-11-30: Arabic');
    expect(ticket).toContain('Not approved nothing on record for English, Spanish');
    expectDone(await run('verify', RUN));
    // Once is enough.
    expectDone(await build());
  });

  test('what nobody approved may change, and so may quantities', async () => {
    expectDone(await approve(...COUNCIL, '--design', 'ar'));
    await changeSpanish();
    change('job.yaml', 'language: ar, quantity: 100', 'language: ar, quantity: 300');
    change('job.yaml', 'total: 400', 'total: 600');
    expectDone(await build());
    expect(manifest().approved!.map((a) => a.design)).toEqual(['ar']);
    expectDone(await run('verify', RUN));
  });

  test('a draft does not take the place of an approved run', async () => {
    expectDone(await approve(...COUNCIL, '--design', 'ar'));
    change('job.yaml', 'purpose: press', 'purpose: draft');
    const before = listing(join(folder, RUN));
    const ran = await build();
    expect(ran.code).toBe(6);
    expect(ran.stderr).toContain('title, text of ar changed');
    expect(listing(join(folder, RUN))).toEqual(before);
  });

  test('is built again as it was, where a file was lost', async () => {
    expectDone(await approve(...COUNCIL));
    rmSync(path('press/es-200-5.5x8.5-4c.pdf'));
    expectDone(await build());
    expectDone(await run('verify', RUN));
  });

  test('fails kyr verify, however it came there', async () => {
    expectDone(await approve(...COUNCIL, '--design', 'es'));
    const mine = readFileSync(path('approvals.json'));
    await changeSpanish();
    expectDone(await build('--discard-approval'));
    // As after a build by an older kyr, or a record copied from elsewhere.
    writeFileSync(path('approvals.json'), mine);
    const ran = await run('verify', RUN);
    expect(ran.code).toBe(4);
    const found = readDiagnostics(ran.stderr);
    expect(found[0]).toMatchObject({
      code: 'KYR640',
      message: expect.stringContaining('es is not what was approved'),
    });
    expect(found[0]!.message).toContain('text of es changed');
    // Approved as it lies there now, all is well.
    expectDone(await approve(...COUNCIL, '--design', 'es'));
    expectDone(await run('verify', RUN));
  });

  test('fails kyr verify where sums and manifest were made to fit another file', async () => {
    expectDone(await approve(...COUNCIL, '--design', 'es'));
    const name = 'press/es-200-5.5x8.5-4c.pdf';
    const other = readFileSync(path('press/ar-100-5.5x8.5-4c.pdf'));
    const before = createHash('sha256')
      .update(readFileSync(path(name)))
      .digest('hex');
    const after = createHash('sha256').update(other).digest('hex');
    writeFileSync(path(name), other);
    change(`${RUN}/SHA256SUMS`, before, after);
    change(`${RUN}/manifest.json`, `"sha256": "${before}"`, `"sha256": "${after}"`);
    const ran = await run('verify', RUN);
    expect(ran.code).toBe(4);
    expect(ran.stderr).toContain(`es is not what was approved`);
    expect(ran.stderr).toContain(`${name} changed`);
  });

  test('a record that cannot be read stops build, verify and approve alike', async () => {
    expectDone(await approve(...COUNCIL));
    const whole = readFileSync(path('approvals.json'));
    writeFileSync(path('approvals.json'), whole.subarray(0, whole.length - 20));
    for (const [ran, exit] of [
      [await build(), 6],
      [await run('verify', RUN), 4],
      [await approve(...COUNCIL), 6],
    ] as const) {
      expect(ran.code).toBe(exit);
      expect(ran.stderr).toContain('approvals.json cannot be read');
    }
  });

  test('no private name is in record or manifest', async () => {
    writeFiles(folder, { 'job.yaml': edit(JOB, 'Night desk', 'Private Person') });
    expectDone(await build());
    expectDone(await approve(...COUNCIL));
    expectDone(await build());
    for (const file of ['approvals.json', 'manifest.json'])
      expect(readFileSync(path(file), 'utf8')).not.toContain('Private Person');
  });
});

describe('reprints', () => {
  test('inherit the approvals of their run, in note and manifest', async () => {
    expectDone(await approve(...COUNCIL, '--design', 'es'));
    expectDone(await build('--sheets', '27,100'));
    const reprint = 'reprints/sheets-27+100';
    expect(readFileSync(path(`${reprint}/REPRINT-START-HERE.txt`), 'utf8')).toContain(
      `approved by parish council on 2026-11-30: es (${codeOf('es')})`,
    );
    const own = JSON.parse(readFileSync(path(`${reprint}/manifest.json`), 'utf8')) as Manifest;
    expect(own.approved).toMatchObject([{ design: 'es', role: 'parish council' }]);
    const nested = await run('approve', `${RUN}/${reprint}`, ...COUNCIL);
    expect([nested.code, nested.stderr]).toEqual([6, expect.stringContaining('this is a reprint')]);
    expectDone(await run('verify', `${RUN}/${reprint}`));
  });

  test('of another day are still what was approved', async () => {
    expectDone(await approve(...COUNCIL, '--design', 'es'));
    const later = { SOURCE_DATE_EPOCH: String(Date.parse('2026-12-02T00:00:00Z') / 1000) };
    const ran = await kyrHere(['build', 'job.yaml', '--progress=none', '--lang', 'es'], {
      cwd: folder,
      env: later,
    });
    expectDone(ran);
    const own = JSON.parse(readFileSync(path('reprints/lang-es/manifest.json'), 'utf8')) as Manifest;
    expect(own.approved).toMatchObject([{ design: 'es' }]);
  });

  test('of an approved design that changed are refused, with --changed too', async () => {
    expectDone(await approve(...COUNCIL, '--design', 'es'));
    await changeSpanish();
    expect((await build('--lang', 'es')).code).toBe(3);
    const ran = await build('--lang', 'es', '--changed');
    expect([ran.code, ran.stderr]).toEqual([6, expect.stringContaining('text of es changed')]);
    expect(existsSync(path('reprints'))).toBe(false);
    const taken = await build('--lang', 'es', '--changed', '--discard-approval');
    expectDone(taken);
    const own = JSON.parse(readFileSync(path('reprints/lang-es/manifest.json'), 'utf8')) as Manifest;
    expect(own.approved).toBeUndefined();
    // The run itself is as it was, and as it was approved.
    expect(record().approved).toHaveLength(1);
    expectDone(await run('verify', RUN));
  });
});

/** Two neighbours of a code that differ, in each other's place. */
function swapped(code: string): string {
  const letters = [...code.replaceAll('-', '')];
  const at = letters.findIndex((letter, i) => i > 0 && letter !== letters[i - 1]);
  [letters[at - 1], letters[at]] = [letters[at]!, letters[at - 1]!];
  return letters.join('');
}
