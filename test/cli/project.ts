/** Temporary project folders: a kyr.yaml, and files laid over what ships. Removed when the test file is done. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { ROOT } from './command.js';

export type Files = Readonly<Record<string, string | Uint8Array>>;

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with nothing in it. */
export function openEmpty(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kyr-cli-')));
  made.push(folder);
  return folder;
}

/** A new project folder with these files. */
export function openProject(files: Files = {}): string {
  const folder = openEmpty();
  writeFiles(folder, { 'kyr.yaml': '# a project\n', ...files });
  return folder;
}

export function writeFiles(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

/** A file of test/fixtures. */
export const fixture = (name: string): string => readFileSync(join(ROOT, 'test', 'fixtures', name), 'utf8');

/** A file that ships with the tool. */
export const shipped = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Copies folders that ship with the tool into a project. */
export function copyShipped(folder: string, ...paths: readonly string[]): void {
  for (const path of paths) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
}

/** The text with one thing changed; a change that finds nothing to change is a fault of the test. */
export function edit(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`there is no “${from}” to change`);
  return text.replace(from, () => to);
}

/** `file:line:column` of the first place where `needle` stands. */
export function placeIn(file: string, text: string, needle: string): string {
  const at = text.indexOf(needle);
  if (at === -1) throw new Error(`there is no “${needle}” in ${file}`);
  const before = text.slice(0, at).split('\n');
  return `${file}:${before.length}:${before.at(-1)!.length + 1}`;
}

/** Every file below a folder with its digest, the cache of compiled designs left out. */
export function listing(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => ({ entry, name: join(entry.parentPath, entry.name).slice(folder.length + 1) }))
    .filter(({ name }) => name !== '.kyr' && !name.startsWith(join('.kyr', '/')))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(
    entries.map(({ entry, name }) => [name, entry.isDirectory() ? 'a folder' : digestOf(join(folder, name))]),
  );
}

const digestOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
