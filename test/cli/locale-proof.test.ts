/** `kyr locale proof` and `sign --code`: what is read on paper is what is signed, and nothing that changed since. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, test } from 'vitest';
import { type Envelope, kyrHere, readDiagnostics } from './command.js';
import { copyShipped, edit, listing, openProject } from './project.js';

interface Proof {
  readonly code: string;
  readonly files: readonly string[];
  readonly sentences: number;
  readonly missing: readonly { id: string }[];
}

const KEY = 'us-federal:door.title';

function openWith(...tags: string[]): string {
  const folder = openProject();
  copyShipped(folder, ...tags.map((tag) => `locales/${tag}`));
  return folder;
}

async function proof(folder: string, tag: string): Promise<Proof> {
  const ran = await kyrHere(['locale', 'proof', tag, '--json'], { cwd: folder });
  expect(ran.code, ran.stdout).toBe(0);
  return (JSON.parse(ran.stdout) as Envelope<Proof>).data;
}

const sign = (folder: string, tag: string, ...more: string[]) =>
  kyrHere(['locale', 'sign', tag, '--state', 'reviewed', '--role', 'second reader', ...more], {
    cwd: folder,
  });

const review = (folder: string, tag: string): string =>
  readFileSync(join(folder, 'locales', tag, '_review.yaml'), 'utf8');

function change(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, file);
  writeFileSync(path, edit(readFileSync(path, 'utf8'), from, to));
}

const words = async (path: string): Promise<string> => {
  const document = await getDocument({ data: new Uint8Array(readFileSync(path)), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let n = 1; n <= document.numPages; n++) {
    const { items } = await (await document.getPage(n)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  return pages.join('\n').replace(/[\s\u200B\u2060]+/g, '');
};

describe('the proof', () => {
  test.each(['es', 'ur', 'zh-Hans'])(
    '%s: every sentence is on the paper, with its number and the code',
    async (tag) => {
      const folder = openWith(tag);
      const { code, files, sentences, missing } = await proof(folder, tag);
      expect(missing).toEqual([]);
      const text = await words(join(folder, files[0]!));
      expect(text).toContain(code);
      // Chinese and Spanish are written as they are read; Arabic letters come back from a PDF as their reader orders them.
      const title = (
        JSON.parse(readFileSync(join(folder, 'locales', tag, 'us-federal.json'), 'utf8')) as {
          door: { title: string };
        }
      ).door.title;
      if (tag !== 'ur') expect(text).toContain(title.replace(/[\s\u200B\u2060]+/g, ''));
      const html = readFileSync(join(folder, files[1]!), 'utf8');
      expect(html).toContain(
        `<p class="own text" lang="${tag}" dir="${tag === 'ur' ? 'rtl' : 'ltr'}">${title}</p>`,
      );
      expect(html.match(/<article /g)).toHaveLength(sentences);
      expect(html.match(/<img /g)).toHaveLength(2);
      expect(html).not.toMatch(/<script|https?:\/\/(?!rights\.example)|src="(?!data:)/);
    },
  );

  test('the same sentences have the same code and bytes; another sentence has another', async () => {
    const folder = openWith('es');
    const first = await proof(folder, 'es');
    const before = listing(folder);
    expect(await proof(folder, 'es')).toEqual(first);
    expect(listing(folder)).toEqual(before);
    change(folder, 'locales/es/us-federal.json', '"title": "', '"title": "x ');
    expect((await proof(folder, 'es')).code).not.toBe(first.code);
  });

  test('what is not translated yet is named, and the rest can be read', async () => {
    const folder = openWith('es');
    change(folder, 'locales/es/us-federal.json', '"slide": "Por favor', '"slid": "Por favor');
    const ran = await kyrHere(['locale', 'proof', 'es'], { cwd: folder });
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toContain('1 not translated yet');
    expect(readDiagnostics(ran.stderr)[0]).toMatchObject({ level: 'warning' });
    expect(ran.stderr).toContain('no picture of the flyer');
  });

  test('English has no translation to read; a tag that is none is named', async () => {
    const folder = openProject();
    const english = await kyrHere(['locale', 'proof', 'en'], { cwd: folder });
    expect(english.code).toBe(2);
    expect(english.stderr).toContain('content show');
    expect((await kyrHere(['locale', 'proof', 'xx'], { cwd: folder })).code).toBe(3);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
});

describe('a paper that comes back signed', () => {
  test('signs what stood on it, however the code is typed, but for the numbers left out', async () => {
    const folder = openWith('es');
    const { code, sentences } = await proof(folder, 'es');
    const typed = code.toLowerCase().replaceAll('-', ' ');
    const ran = await sign(folder, 'es', '--code', typed, '--except', '1', '3');
    expect(ran.code, ran.stderr).toBe(0);
    const signed = review(folder, 'es')
      .split('\n')
      .filter((line) => line.includes(`proof: ${code}`));
    expect(signed).toHaveLength(sentences - 2);
    expect(signed[0]).toContain('state: reviewed, by: "second reader"');
    expect(signed[0]).toContain('translator: "translated by a language model');
  });

  test('is refused for what changed since, each named with its place; nothing is written', async () => {
    const folder = openWith('es');
    const { code } = await proof(folder, 'es');
    const before = review(folder, 'es');
    const file = 'locales/es/us-federal.json';
    const text = readFileSync(join(folder, file), 'utf8');
    const title = (JSON.parse(text) as { door: { title: string } }).door.title;
    change(
      folder,
      file,
      title,
      `${title} `.trimEnd().replace(/.$/, (c) => `${c}!`),
    );
    const ran = await sign(folder, 'es', '--code', code);
    expect(ran.code).toBe(3);
    const [found, ...others] = readDiagnostics(ran.stderr);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: 'KYR841' });
    expect(found!.at).toMatch(/^locales\/es\/us-federal\.json:\d+:\d+$/);
    expect(found!.message).toContain(KEY);
    expect(review(folder, 'es')).toBe(before);
    // The hint is the way out.
    const number = /--except (\d+)/.exec(found!.hint)![1]!;
    expect((await sign(folder, 'es', '--code', code, '--except', number)).code).toBe(0);
  });

  test.each([
    ['a misread code', ['--code', '222-222-223'], 2, 'KYR840', 'misread'],
    ['a letter no code has', ['--code', 'OOO-222-222'], 2, 'KYR840', '“O”'],
    ['a code nobody printed', ['--code', '222-222-222'], 3, 'KYR840', 'was printed here'],
    ['--except without a code', ['--except', '3'], 2, 'KYR504', '--except'],
  ])('%s is refused', async (_, args, exit, diagnostic, words) => {
    const ran = await sign(openWith('es'), 'es', ...args);
    expect(ran.code).toBe(exit);
    expect(readDiagnostics(ran.stderr)[0]).toMatchObject({ code: diagnostic });
    expect(ran.stderr).toContain(words);
  });

  test('a number that is not on the proof is named', async () => {
    const folder = openWith('es');
    const { code } = await proof(folder, 'es');
    const ran = await sign(folder, 'es', '--code', code, '--except', '999');
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('“999”');
  });
});

describe('two people', () => {
  const as = (folder: string, state: string, role: string, ...more: string[]) =>
    kyrHere(['locale', 'sign', 'es', '--state', state, '--role', role, '--key', KEY, ...more], {
      cwd: folder,
    });

  test('the translator is no second reader of their own sentence', async () => {
    const folder = openWith('es');
    expect((await as(folder, 'translated', 'Reader A')).code).toBe(0);
    const same = await as(folder, 'reviewed', '  reader  a');
    expect(same.code).toBe(3);
    expect(readDiagnostics(same.stderr)[0]).toMatchObject({ code: 'KYR842' });
    expect((await as(folder, 'reviewed', 'Reader B')).code).toBe(0);
    // And not after somebody else has reviewed it, either.
    expect((await as(folder, 'reviewed', 'Reader A')).code).toBe(3);
  });

  test('a sentence that nobody answers for as translator has to be signed by one first', async () => {
    const folder = openWith('es');
    const file = 'locales/es/us-federal.json';
    const title = (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { door: { title: string } }).door
      .title;
    change(folder, file, title, `${title}!`);
    const ran = await as(folder, 'reviewed', 'Reader B');
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr)[0]).toMatchObject({ code: 'KYR843' });
  });

  test('a signed sentence that changes loses its state, and gets it back when the change is taken back', async () => {
    const folder = openWith('es');
    expect((await sign(folder, 'es')).code).toBe(0);
    const stateOf = async (): Promise<string> => {
      const ran = await kyrHere(
        ['check', 'es', '--publication', 'ice-encounter', '--edition', 'core', '--json'],
        {
          cwd: folder,
        },
      );
      return (JSON.parse(ran.stdout) as Envelope<{ state: string }[]>).data[0]!.state;
    };
    expect(await stateOf()).toBe('reviewed');
    const file = join(folder, 'locales/es/us-federal.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, edit(text, '"title": "', '"title": "¡'));
    expect(await stateOf()).toBe('translated');
    writeFileSync(file, text);
    expect(await stateOf()).toBe('reviewed');
  });

  test('signing all as translated leaves what a second reader has answered for', async () => {
    const folder = openWith('es');
    expect((await as(folder, 'reviewed', 'Reader B')).code).toBe(0);
    const ran = await kyrHere(['locale', 'sign', 'es', '--state', 'translated', '--role', 'mender'], {
      cwd: folder,
    });
    expect(ran.stdout).toContain('1 that stand higher were left');
    expect(review(folder, 'es').match(/state: reviewed/g)).toHaveLength(1);
  });

  test('legal names: in the private file alone, git told to leave it, and compared', async () => {
    const folder = openWith('es');
    const name = 'Sample Person Quetzal';
    expect((await as(folder, 'translated', 'Reader A', '--name', name)).code).toBe(0);
    // The same person under another pseudonym.
    const same = await as(folder, 'reviewed', 'Reader B', '--name', name.toUpperCase(), '--json');
    expect(same.code).toBe(3);
    expect(same.stdout).toContain('KYR842');
    expect(same.stdout.toLowerCase()).not.toContain(name.toLowerCase());
    // The name itself as a role.
    const named = await as(folder, 'reviewed', name);
    expect(named.code).toBe(2);
    expect(named.stderr).toContain('KYR845');
    expect(named.stderr).not.toContain(name);
    await proof(folder, 'es');
    const holding = Object.keys(listing(folder)).filter(
      (path) => listing(folder)[path] !== 'a folder' && readFileSync(join(folder, path)).includes(name),
    );
    expect(holding).toEqual(['locales/_private/names.yaml']);
    expect(readFileSync(join(folder, 'locales/_private/.gitignore'), 'utf8')).toMatch(/^\*$/m);
  });
});
