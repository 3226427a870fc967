/**
 * `kyr locale export` and `import` as they are typed: what goes out, what strangers send back, and that a file which
 * cannot be used changes nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { kyrHere, type Ran, readDiagnostics } from './command.js';
import { copyShipped, edit, listing, openProject, placeIn, writeFiles } from './project.js';

let folder = '';
beforeEach(() => {
  folder = openProject();
  copyShipped(folder, 'locales/es', 'locales/zh-Hans');
});

const kyr = (...args: readonly string[]): Promise<Ran> => kyrHere(args, { cwd: folder });
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const sentences = (): Record<string, Record<string, string>> =>
  JSON.parse(read('locales/es/us-federal.json'));
const CARD = ['--publication', 'wallet-card'];

const known = new Map<string, string>();

/** The card's sentences in a format, as text. Each project begins with the same. */
async function exported(format: readonly string[], name: string): Promise<string> {
  const before = known.get(format.join(' '));
  if (before !== undefined) {
    writeFiles(folder, { [name]: before });
    return before;
  }
  const ran = await kyr('locale', 'export', 'es', ...format, ...CARD, '--out', name);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  known.set(format.join(' '), read(name));
  return read(name);
}

const FORMATS: readonly (readonly [string, readonly string[]])[] = [
  ['a.xlf', ['--xliff']],
  ['b.xlf', ['--xliff', '2.1']],
  ['c.po', ['--po']],
  ['d.csv', ['--csv']],
];

describe('what nobody touched', () => {
  it('changes no byte of any file, in every format', async () => {
    for (const [name, format] of FORMATS) await exported(format, name);
    const before = listing(folder);
    const ran = await kyr('locale', 'import', ...FORMATS.map(([name]) => name), '--translator', 'A');
    expect(ran.stderr).toBe('');
    expect(ran.code).toBe(0);
    expect(listing(folder)).toEqual(before);
  });
});

describe('what was changed', () => {
  it.each(FORMATS)('is taken from %s, and nothing else', async (name, format) => {
    const text = await exported(format, name);
    writeFiles(folder, { [name]: edit(text, 'Elijo guardar silencio.', 'Prefiero guardar silencio.') });
    const json = read('locales/es/us-federal.json');
    const ran = await kyr('locale', 'import', name, '--translator', 'a volunteer', '--on', '2026-11-30');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toMatch(/^es: 1 sentence taken, \d+ as they were, 1 on record as translated\n$/);
    expect(read('locales/es/us-federal.json')).toBe(
      edit(json, 'Elijo guardar silencio.', 'Prefiero guardar silencio.'),
    );
    expect(read('locales/es/_review.yaml')).toMatch(
      /remain-silent\.say: {.*state: translated, by: "a volunteer", on: 2026-11-30 }/,
    );
  });

  it('is only shown with --dry-run', async () => {
    const text = await exported(['--po'], 'a.po');
    writeFiles(folder, { 'a.po': edit(text, 'Elijo guardar silencio.', 'Prefiero guardar silencio.') });
    const before = listing(folder);
    const ran = await kyr('locale', 'import', 'a.po', '--dry-run');
    expect(ran.stdout).toContain('    - Elijo guardar silencio.\n    + Prefiero guardar silencio.');
    expect(listing(folder)).toEqual(before);
  });

  it('is taken from what a spreadsheet makes of the CSV', async () => {
    const text = edit(
      await exported(['--csv'], 'a.csv'),
      'Elijo guardar silencio.',
      'Prefiero guardar silencio.',
    );
    const tabs = text.replaceAll('","', '"\t"');
    const semicolons = text.replaceAll('","', '";"');
    for (const bytes of [
      Buffer.from(tabs, 'utf16le'),
      Buffer.from(tabs.slice(1), 'utf16le'),
      Buffer.from(semicolons, 'utf16le').swap16(),
      Buffer.from(semicolons),
      Buffer.from(semicolons.slice(1).replaceAll('\r\n', '\n')),
    ]) {
      copyShipped(folder, 'locales/es');
      writeFiles(folder, { 'a.csv': bytes });
      const ran = await kyr('locale', 'import', 'a.csv');
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(sentences()['remain-silent']?.say).toBe('Prefiero guardar silencio.');
    }
  });
});

describe("a reviewer's Approve", () => {
  /** The words of each tool are those of its own documentation and issues; see xliff-read.ts. */
  const tools: readonly (readonly [string, (xliff: string) => string])[] = [
    [
      'Weblate, of our file',
      (x) =>
        x.replaceAll('approved="no"', 'approved="yes"').replaceAll('state="translated"', 'state="final"'),
    ],
    [
      'Crowdin, of our file',
      (x) => x.replaceAll('state="translated"', 'state="final"').replaceAll('approved="no" ', ''),
    ],
    [
      'Crowdin, of locales/en/us-federal.json',
      (x) => {
        let id = 40096;
        const units = [
          ...x.matchAll(
            /resname="us-federal:([^"]+)"[\s\S]*?(<source>[\s\S]*?<\/source>)\s*<target[^>]*>([\s\S]*?<\/target>)/g,
          ),
        ].map(
          ([, key, source, target]) =>
            `<trans-unit id="${id++}" resname="${key}">${source}<target state="final">${target}<context-group purpose="information"><context context-type="source">${key}</context></context-group></trans-unit>`,
        );
        return `<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file id="35" original="/us-federal.json" source-language="en" target-language="es-ES" datatype="plaintext" project-id="47654" tool-id="crowdin"><header><tool tool-id="crowdin" tool-name="Crowdin" tool-version="1.1"/></header><body>${units.join('\n')}</body></file></xliff>`;
      },
    ],
  ];

  it.each(tools)('from %s reaches _review.yaml', async (_, rewrite) => {
    writeFiles(folder, { 'a.xlf': rewrite(await exported(['--xliff'], 'a.xlf')) });
    const ran = await kyr('locale', 'import', 'a.xlf', '--lang', 'es', '--reviewer', 'second reader');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(read('locales/es/_review.yaml')).toMatch(
      /remain-silent\.say: {.*state: reviewed, by: "second reader", .*on: 2026-12-01/,
    );
  });

  it('in a spreadsheet is the word “reviewed”', async () => {
    writeFiles(folder, {
      'a.csv': (await exported(['--csv'], 'a.csv')).replaceAll('"translated"', '"Reviewed"'),
    });
    const ran = await kyr('locale', 'import', 'a.csv', '--reviewer', 'second reader');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(read('locales/es/_review.yaml')).toMatch(/remain-silent\.say: {.*state: reviewed/);
  });

  it('in XLIFF 2 reaches it too, but not of an unfinished sentence', async () => {
    const text = await exported(['--xliff', '2.1'], 'a.xlf');
    writeFiles(folder, {
      'a.xlf': edit(
        text.replaceAll('state="translated"', 'state="final"'),
        'state="final"',
        'state="initial"',
      ),
    });
    const ran = await kyr('locale', 'import', 'a.xlf', '--reviewer', 'second reader');
    expect(ran.code).toBe(0);
    const records = read('locales/es/_review.yaml').split('\n');
    expect(records.find((line) => line.includes('remain-silent.say:'))).toContain('state: translated');
    expect(records.find((line) => line.includes('lawyer.say:'))).toContain('state: reviewed');
  });

  it('is refused where one person is both', async () => {
    await exported(['--xliff'], 'a.xlf');
    const before = listing(folder);
    const ran = await kyr('locale', 'import', 'a.xlf', '--translator', 'Ana', '--reviewer', 'ana ');
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('cannot be both the translator and the reviewer');
    expect(listing(folder)).toEqual(before);
  });
});

interface Row {
  readonly name: string;
  readonly file: (xliff: string, po: string, csv: string) => string | Uint8Array;
  readonly code: string;
  readonly says: RegExp;
  readonly at?: RegExp;
}

const UNUSABLE: readonly Row[] = [
  {
    name: 'XLIFF cut off',
    file: (x) => x.slice(0, x.length / 2),
    code: 'KYR820',
    says: /not whole XML/,
    at: /^bad:\d+:\d+$/,
  },
  {
    name: 'XLIFF with a wrong end tag',
    file: (x) => edit(x, '</source>', '</target>'),
    code: 'KYR820',
    says: /not whole XML/,
    at: /^bad:7:\d+$/,
  },
  {
    name: 'a document type with entities',
    file: (x) =>
      edit(x, '<xliff', '<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b SYSTEM "file:///etc/passwd">]>\n<xliff'),
    code: 'KYR821',
    says: /DOCTYPE/,
    at: /^bad:2:/,
  },
  {
    name: 'an entity that nothing defines',
    file: (x) => edit(x, '<source>', '<source>&nbsp;'),
    code: 'KYR820',
    says: /entity/,
  },
  {
    name: 'XML that is no XLIFF',
    file: () => '<html><body/></html>',
    code: 'KYR820',
    says: /begins with <html>/,
  },
  {
    name: 'XLIFF of another version',
    file: (x) => edit(x, 'version="1.2"', 'version="3.0"'),
    code: 'KYR820',
    says: /XLIFF 3\.0 is not read/,
  },
  {
    name: 'elements without end',
    file: () => `<xliff version="1.2">${'<group>'.repeat(5000)}`,
    code: 'KYR821',
    says: /deep/,
  },
  {
    name: 'another language',
    file: (x) =>
      edit(x, 'target-language="es"', 'target-language="xx"').replaceAll(
        'target-language="es"',
        'target-language="xx"',
      ),
    code: 'KYR823',
    says: /is in xx/,
  },
  {
    name: 'no language',
    file: (x) => x.replaceAll(' target-language="es"', ''),
    code: 'KYR823',
    says: /does not say/,
  },
  { name: 'an empty file', file: () => '', code: 'KYR820', says: /empty/ },
  {
    name: 'letters of an old encoding',
    file: (_, __, csv) => Buffer.from(csv.slice(1), 'latin1'),
    code: 'KYR112',
    says: /neither UTF-8 nor UTF-16/,
  },
  {
    name: 'a picture',
    file: () => Buffer.from('89504e470d0a1a0a0000000d49484452ff', 'hex'),
    code: 'KYR112',
    says: /neither/,
  },
  {
    name: 'a table of something else',
    file: () => 'id,name\n1,es\n',
    code: 'KYR820',
    says: /no column “key”/,
  },
  {
    name: 'a table with an open quote',
    file: (_, __, csv) => csv.slice(0, csv.length / 2).replace(/"$/, ''),
    code: 'KYR820',
    says: /quote/,
  },
  {
    name: 'sixteen megabytes and more',
    file: () => Buffer.alloc(17 * 1024 * 1024, 32),
    code: 'KYR821',
    says: /17 MB/,
  },
];

describe('a file of which nothing can be used', () => {
  it.each(UNUSABLE)(
    '$name: says so, changes nothing, and keeps no other file out',
    async ({ file, code, says, at }) => {
      const xliff = await exported(['--xliff'], 'a.xlf');
      const po = await exported(['--po'], 'a.po');
      const csv = await exported(['--csv'], 'a.csv');
      writeFiles(folder, { bad: file(xliff, po, csv) });
      const before = listing(folder);
      const ran = await kyr('locale', 'import', 'bad');
      expect(ran.code).toBe(3);
      const [first, ...more] = readDiagnostics(ran.stderr);
      expect(more).toEqual([]);
      expect(first).toMatchObject({ code, level: 'error' });
      expect(first?.message).toMatch(says);
      expect(first?.at).toMatch(at ?? /^bad/);
      expect(listing(folder)).toEqual(before);

      writeFiles(folder, { 'a.po': edit(po, 'Elijo guardar silencio.', 'Prefiero guardar silencio.') });
      const both = await kyr('locale', 'import', 'bad', 'a.po');
      expect(both.code).toBe(3);
      expect(sentences()['remain-silent']?.say).toBe('Prefiero guardar silencio.');
    },
  );
});

describe('a bad unit', () => {
  const good = 'Prefiero guardar silencio.';
  const rows: readonly (readonly [
    string,
    string,
    readonly string[],
    (text: string) => string,
    string,
    RegExp,
  ])[] = [
    [
      'one element that is two placeholders',
      'a.xlf',
      ['--xliff'],
      (t) =>
        edit(
          t,
          '<x id="date" ctype="x-placeholder" equiv-text="{{date}}"/>',
          '<x id="date" ctype="x-placeholder" equiv-text="{{version}}"/>',
        ),
      'KYR822',
      /swapped placeholders/,
    ],
    [
      'markup',
      'a.xlf',
      ['--xliff'],
      (t) => edit(t, '>Quiero un abogado.</target>', '>Quiero un <g id="1">abogado</g>.</target>'),
      'KYR822',
      /<g>/,
    ],
    [
      'a key of nothing',
      'a.xlf',
      ['--xliff'],
      (t) =>
        edit(
          t,
          'id="us-federal:lawyer.say" resname="us-federal:lawyer.say"',
          'id="us-federal:lawyr.say" resname="us-federal:lawyr.say"',
        ),
      'KYR824',
      /no sentence “us-federal:lawyr.say”/,
    ],
    [
      'a PO entry that is broken',
      'a.po',
      ['--po'],
      (t) => edit(t, 'msgstr "Quiero un abogado."', 'msgstr "Quiero un "abogado"."'),
      'KYR820',
      /“us-federal:lawyer.say” cannot be read/,
    ],
    [
      'a PO entry of older English',
      'a.po',
      ['--po'],
      (t) =>
        edit(
          edit(t, 'msgid "I want a lawyer."', 'msgid "I need a lawyer."'),
          'Quiero un abogado.',
          'Necesito un abogado.',
        ),
      'KYR826',
      /older English/,
    ],
    [
      'a short row',
      'a.csv',
      ['--csv'],
      (t) => t.replace(/"us-federal:lawyer\.say",[^\r]*/, '"us-federal:lawyer.say","I want a lawyer."'),
      'KYR820',
      /2 cells/,
    ],
    [
      'a lost placeholder',
      'a.csv',
      ['--csv'],
      (t) => t.replace(/("common:version",.*?"es"|"common:version","[^"]*","[^"]*)\{\{date\}\}/, '$1'),
      'KYR202',
      /lost {{date}}/,
    ],
  ];
  it.each(rows)(
    '%s: is named and left out, the others are kept',
    async (_, name, format, spoil, code, says) => {
      const text = edit(await exported(format, name), 'Elijo guardar silencio.', good);
      const spoiled = spoil(text);
      expect(spoiled).not.toBe(text);
      writeFiles(folder, { [name]: spoiled });
      const before = read('locales/es/common.json');
      const ran = await kyr('locale', 'import', name);
      expect(ran.code).toBe(3);
      const found = readDiagnostics(ran.stderr);
      expect(found.map((d) => d.code)).toEqual([code]);
      expect(found[0]?.message).toMatch(says);
      expect(found[0]?.at).toMatch(new RegExp(`^${name}:\\d+`));
      expect(sentences()['remain-silent']?.say).toBe(good);
      expect(sentences().lawyer?.say).toBe('Quiero un abogado.');
      expect(read('locales/es/common.json')).toBe(before);
    },
  );

  it('is told with its line', async () => {
    const text = await exported(['--po'], 'a.po');
    const spoiled = edit(text, 'msgstr "Quiero un abogado."', 'msgstr "Quiero un "abogado"."');
    writeFiles(folder, { 'a.po': spoiled });
    const [first] = readDiagnostics((await kyr('locale', 'import', 'a.po')).stderr);
    expect(first?.at).toBe(placeIn('a.po', spoiled, 'msgstr "Quiero un "abogado').replace(/:\d+$/, ''));
  });
});

describe('the files of a language', () => {
  it('are written together or not at all', async () => {
    const text = await exported(['--po'], 'a.po');
    writeFiles(folder, {
      'a.po': edit(text, 'Elijo guardar silencio.', 'Prefiero guardar silencio.'),
      // Where a waiting file should go stands a folder: the disk refuses.
      'locales/es/_source.yaml.kyr-new.part/x': '',
    });
    const before = listing(folder);
    const ran = await kyr('locale', 'import', 'a.po', '--translator', 'A');
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr).map((d) => d.code)).toEqual(['KYR801']);
    expect(listing(folder)).toEqual(before);
  });

  it('that were cut short on their way are finished by the next import', async () => {
    await exported(['--po'], 'a.po');
    const waiting = edit(read('locales/es/us-federal.json'), 'Elijo guardar silencio.', 'Prefiero callar.');
    writeFiles(folder, { 'locales/es/us-federal.json.kyr-new': waiting });
    // Not all were there yet: it never happened.
    expect(await kyr('locale', 'import', 'a.po')).toMatchObject({ code: 0 });
    expect(sentences()['remain-silent']?.say).toBe('Elijo guardar silencio.');
    writeFiles(folder, {
      'locales/es/us-federal.json.kyr-new': waiting,
      'locales/es/.kyr-list': 'us-federal.json',
    });
    await kyr('locale', 'import', 'a.po');
    expect(sentences()['remain-silent']?.say).toBe('Prefiero callar.');
    expect(Object.keys(listing(folder)).filter((name) => name.includes('kyr-'))).toEqual([]);
  });
});

describe('export', () => {
  it('does not write over a file that may hold work', async () => {
    const text = await exported(['--po'], 'a.po');
    writeFileSync(join(folder, 'a.po'), edit(text, 'Elijo guardar silencio.', 'Prefiero guardar silencio.'));
    const ran = await kyr('locale', 'export', 'es', '--po', ...CARD, '--out', 'a.po');
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('may hold work');
    expect(read('a.po')).toContain('Prefiero guardar silencio.');
  });

  it.each([
    [['locale', 'export', 'es'], /the format is missing/],
    [['locale', 'export', 'es', '--po', '--csv'], /one file has one format/],
    [['locale', 'export', 'en', '--po'], /English is what is translated/],
    [['locale', 'export', 'es', '--xliff', '2.7'], /Allowed choices are 1.2, 2.1/],
  ])('%j is refused', async (args, says) => {
    const before = listing(folder);
    const ran = await kyr(...args);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(says);
    expect(listing(folder)).toEqual(before);
  });
});
