/**
 * `kyr locale pack`: one file to mail, and what comes back: worked on in a spreadsheet, packed again by another system,
 * a whole new language, or made to do harm.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { readZip } from '../../src/translate/exchange/zip.js';
import { kyrHere, type Ran, readDiagnostics } from './command.js';
import { copyShipped, edit, listing, openProject, writeFiles } from './project.js';

let folder = '';
let packed: Map<string, Uint8Array>;
let whole: Uint8Array;

const kyr = (...args: readonly string[]): Promise<Ran> => kyrHere(args, { cwd: folder });
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const text = (name: string): string => new TextDecoder().decode(packed.get(name));

function open(): void {
  folder = openProject();
  copyShipped(folder, 'locales/es');
}

beforeAll(async () => {
  open();
  expect(await kyr('locale', 'pack', 'es', '--no-pictures', '--out', 'a.zip')).toMatchObject({
    code: 0,
    stderr: '',
  });
  whole = readFileSync(join(folder, 'a.zip'));
  packed = await readZip(whole, 'a.zip', () => true);
});
beforeEach(open);

interface Entry {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly mode?: number;
}

/** As another program would pack it. */
async function zipOf(entries: readonly Entry[]): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const { name, data, mode } of entries)
    if (name.endsWith('/')) zip.addEmptyDirectory(name);
    else zip.addBuffer(Buffer.from(data), name, { mode: mode ?? 0o100644 });
  zip.end();
  return buffer(zip.outputStream);
}
const entries = (changed: Readonly<Record<string, string>> = {}, top = ''): Entry[] =>
  [...packed].map(([name, data]) => ({ name: `${top}${name}`, data: changed[name] ?? data }));

const BEFORE = 'Elijo guardar silencio.';
const AFTER = 'Prefiero guardar silencio.';

describe('a pack', () => {
  it('has the locale, the English, and the sentences to work on; the same bytes each time', async () => {
    expect([...packed.keys()]).toEqual(
      expect.arrayContaining([
        'pack.json',
        'READ-ME.txt',
        'es.xlf',
        'es.csv',
        'locales/es/_meta.yaml',
        'locales/en/us-federal.json',
      ]),
    );
    await kyr('locale', 'pack', 'es', '--no-pictures', '--out', 'b.zip');
    expect(readFileSync(join(folder, 'b.zip')).equals(whole)).toBe(true);
  });

  it('has pictures of what is offered', async () => {
    writeFiles(folder, {
      'locales/es/_meta.yaml': `${read('locales/es/_meta.yaml')}offers: [wallet-card]\n`,
    });
    const ran = await kyr('locale', 'pack', 'es', '--out', 'p.zip');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const files = await readZip(readFileSync(join(folder, 'p.zip')), 'p.zip', (name) =>
      name.endsWith('.png'),
    );
    expect([...files.keys()]).toEqual([
      'pictures/wallet-card-card-front.png',
      'pictures/wallet-card-card-back.png',
    ]);
    for (const picture of files.values()) expect(Buffer.from(picture.subarray(1, 4)).toString()).toBe('PNG');
  });

  it('changes nothing where nobody touched it', async () => {
    writeFiles(folder, { 'a.zip': whole });
    const before = listing(folder);
    expect(await kyr('locale', 'import', 'a.zip', '--translator', 'A')).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(listing(folder)).toEqual(before);
  });

  it.each<[string, string]>([
    ['the spreadsheet', 'es.csv'],
    ['the XLIFF', 'es.xlf'],
    ["the locale's own file", 'locales/es/us-federal.json'],
  ])('is taken where somebody worked in %s, from a folder packed on a Mac', async (_, name) => {
    const again = await zipOf([
      { name: 'kyr-es/', data: '' },
      ...entries({ [name]: edit(text(name), BEFORE, AFTER) }, 'kyr-es/'),
      { name: '__MACOSX/kyr-es/._es.csv', data: 'x' },
      { name: 'kyr-es/.DS_Store', data: 'x' },
    ]);
    writeFiles(folder, { 'a.zip': again });
    const json = read('locales/es/us-federal.json');
    const ran = await kyr('locale', 'import', 'a.zip');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(read('locales/es/us-federal.json')).toBe(edit(json, BEFORE, AFTER));
  });

  it('does not take an older sentence back where only another was worked on', async () => {
    const newer = edit(read('locales/es/us-federal.json'), 'Quiero un abogado.', 'Necesito un abogado.');
    writeFiles(folder, {
      'locales/es/us-federal.json': newer,
      'a.zip': await zipOf(entries({ 'es.csv': edit(text('es.csv'), BEFORE, AFTER) })),
    });
    expect(await kyr('locale', 'import', 'a.zip')).toMatchObject({ code: 0, stderr: '' });
    expect(read('locales/es/us-federal.json')).toBe(edit(newer, BEFORE, AFTER));
  });
});

describe('a language that is not here yet', () => {
  /** Galician, with Spanish for words: nothing looks at the words of a language that nobody has described. */
  const meta =
    'tag: gl\nname: Galego\nenglish: Galician\nscript: Latn\ndirection: ltr\nnegations: [no, nunca, ningún]\nnot-sounds: nat\noffers: [wallet-card]\n';

  async function galician(review: (text: string) => string): Promise<Buffer> {
    const there = folder;
    writeFiles(there, { 'locales/gl/_meta.yaml': meta });
    for (const [name, data] of packed)
      if (/^locales\/es\/(.*\.json|_source\.yaml|readback\.md)$/.test(name))
        writeFiles(there, { [name.replace('/es/', '/gl/')]: data });
    writeFiles(there, { 'locales/gl/_review.yaml': review(text('locales/es/_review.yaml')) });
    const ran = await kyr('locale', 'pack', 'gl', '--no-pictures');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    return readFileSync(join(there, 'kyr-gl.zip'));
  }

  it('arrives whole: names, sentences, what they were translated from, and who answers for them', async () => {
    const pack = await galician((review) => review);
    const there = listing(join(folder, 'locales/gl'));
    open();
    writeFiles(folder, { 'gl.zip': pack });
    const ran = await kyr('locale', 'import', 'gl.zip', '--dry-run');
    expect(listing(folder)).not.toHaveProperty('locales/gl');
    expect(ran.stdout).toContain('would be taken');
    const taken = await kyr('locale', 'import', 'gl.zip');
    const here = listing(join(folder, 'locales/gl'));
    expect(here['_meta.yaml']).toBe(there['_meta.yaml']);
    expect(here['wallet-card.json']).toBe(there['wallet-card.json']);
    expect(here['readback.md']).toBe(there['readback.md']);
    expect(read('locales/gl/_review.yaml')).toMatch(/remain-silent\.say: {.*state: translated/);
    expect(read('locales/gl/_source.yaml')).toContain('remain-silent.say: "I choose to remain silent."');
    expect(taken.stdout).toMatch(/^gl: \d+ sentences taken/);
  });

  it('brings a review along where another person translated it', async () => {
    const pack = await galician((review) =>
      review.replace(
        /(remain-silent\.say: .*)state: translated, by: ("[^"]*")/,
        '$1state: reviewed, by: "second reader", translator: $2',
      ),
    );
    open();
    writeFiles(folder, { 'gl.zip': pack });
    await kyr('locale', 'import', 'gl.zip');
    expect(read('locales/gl/_review.yaml')).toMatch(
      /remain-silent\.say: {.*state: reviewed, by: "second reader", translator: "translated by/,
    );
  });

  it('brings no review of which nobody knows who translated', async () => {
    const pack = await galician((review) =>
      review.replace(
        /(remain-silent\.say: .*)state: translated, by: "[^"]*"/,
        '$1state: reviewed, by: "a stranger"',
      ),
    );
    open();
    writeFiles(folder, { 'gl.zip': pack });
    const ran = await kyr('locale', 'import', 'gl.zip');
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr).map((d) => d.code)).toContain('KYR843');
    expect(read('locales/gl/_review.yaml')).not.toContain('a stranger');
    expect(read('locales/gl/us-federal.json')).toContain(BEFORE);
  });
});

describe('a file that was made to do harm, or is damaged, is refused by the name of its entry', () => {
  /** Names of the same length take the place of one that a well-meaning program would write. */
  const renamed = async (to: string): Promise<Buffer> => {
    const from = 'z'.repeat(to.length);
    const zip = await zipOf([...entries(), { name: from, data: 'x' }]);
    return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
  };
  const flagged = async (): Promise<Buffer> => {
    const zip = await zipOf(entries());
    // General purpose bit 0 of the first central header (APPNOTE 4.3.12).
    const at = zip.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    zip.writeUInt16LE(zip.readUInt16LE(at + 8) | 1, at + 8);
    return zip;
  };
  const damaged = async (): Promise<Buffer> => {
    const zip = new yazl.ZipFile();
    for (const { name, data } of entries()) zip.addBuffer(Buffer.from(data), name, { compress: false });
    zip.end();
    const bytes = await buffer(zip.outputStream);
    const at = bytes.lastIndexOf(BEFORE);
    bytes.write('X', at);
    return bytes;
  };
  it.each<[string, () => Promise<Uint8Array>, string, RegExp]>([
    [
      'a path that leads out',
      () => renamed('locales/es/../../../../evil.json'),
      'KYR821',
      /“locales\/es\/\.\.\/.*evil\.json” .* leads out/,
    ],
    ['an absolute path', () => renamed('/etc/cron.d/evil'), 'KYR821', /“\/etc\/cron\.d\/evil”/],
    ['a Windows path', () => renamed('locales\\es\\..\\..\\evil'), 'KYR821', /evil” .* leads out/],
    ['a drive', () => renamed('C:/Windows/evil'), 'KYR821', /“C:\/Windows\/evil”/],
    [
      'a link',
      () => zipOf([...entries(), { name: 'locales/es/x.json', data: '/etc/passwd', mode: 0o120777 }]),
      'KYR821',
      /“locales\/es\/x\.json” is a link/,
    ],
    [
      'a name twice',
      () => zipOf([...entries(), { name: 'es.csv', data: 'x' }]),
      'KYR821',
      /“es\.csv” stands in the file twice/,
    ],
    [
      'what unpacks without end',
      () => zipOf([...entries(), { name: 'bomb.csv', data: Buffer.alloc(17 * 1024 * 1024) }]),
      'KYR821',
      /“bomb\.csv” unpacks to 17 MB/,
    ],
    [
      'many that unpack without end',
      () =>
        zipOf([
          ...entries(),
          ...Array.from({ length: 9 }, (_, i) => ({
            name: `pictures/${i}.png`,
            data: Buffer.alloc(8 * 1024 * 1024),
          })),
        ]),
      'KYR821',
      /“pictures\/\d\.png” unpacks to 8 MB/,
    ],
    [
      'a thousand entries',
      () => zipOf(Array.from({ length: 1000 }, (_, i) => ({ name: `${i}.csv`, data: '' }))),
      'KYR821',
      /1000 entries/,
    ],
    ['what is locked', flagged, 'KYR821', /locked/],
    ['what was cut off', async () => whole.subarray(0, whole.length - 400), 'KYR820', /cannot be unpacked/],
    ['what was damaged', damaged, 'KYR820', /damaged/],
    [
      'another zip',
      () =>
        zipOf([
          { name: 'a.txt', data: 'hello' },
          { name: 'b.txt', data: 'x' },
        ]),
      'KYR820',
      /no pack\.json/,
    ],
    ['a list that is none', () => zipOf(entries({ 'pack.json': '{}' })), 'KYR106', /“pack”/],
  ])('%s', async (_, make, code, says) => {
    writeFiles(folder, { 'a.zip': await make() });
    const before = listing(folder);
    const ran = await kyr('locale', 'import', 'a.zip');
    expect(ran.code).toBe(3);
    const found = readDiagnostics(ran.stderr);
    expect(found[0]).toMatchObject({ code, level: 'error' });
    expect(found[0]?.message).toMatch(says);
    expect(found[0]?.at).toMatch(/^a\.zip/);
    expect(listing(folder)).toEqual(before);
  });

  it('but an entry that only does not belong there is left out, and the rest taken', async () => {
    writeFiles(folder, {
      'a.zip': await zipOf([
        ...entries({ 'es.csv': edit(text('es.csv'), BEFORE, AFTER) }),
        { name: 'notes.docx', data: 'x' },
      ]),
    });
    const ran = await kyr('locale', 'import', 'a.zip');
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr)[0]?.message).toBe('“notes.docx” does not belong into a pack');
    expect(read('locales/es/us-federal.json')).toContain(AFTER);
  });
});
