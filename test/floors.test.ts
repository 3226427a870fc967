import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The floors of ARCHITECTURE.md: a file imports from its own folder or from a lower floor. */
const FLOORS: Readonly<Record<string, number>> = {
  core: 0,
  frame: 1,
  schema: 1,
  load: 2,
  text: 2,
  compose: 3,
  lint: 4,
  layout: 4,
  pdf: 5,
  preview: 5,
  impose: 5,
  preflight: 5,
  job: 6,
  translate: 6,
  cli: 8,
};

/** Folders that run in a browser too: no node: import, no native module. */
const PURE = [
  'core',
  'frame',
  'schema',
  'text',
  'compose',
  'lint',
  'layout',
  'preview',
  'impose',
  'preflight',
];

const root = resolve(import.meta.dirname, '..', 'src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    (m) => m[1] as string,
  );
const folderOf = (path: string): string => path.split(/[\\/]/)[0] as string;

describe('the floors hold', () => {
  it('every folder of src has a floor', () => {
    expect([...new Set(files.map(folderOf))].filter((folder) => !(folder in FLOORS))).toEqual([]);
  });

  it.each(files)('%s imports from its own folder or from below', (file) => {
    const own = folderOf(file);
    const wrong = importsOf(file)
      .filter((target) => target.startsWith('.'))
      .map((target) => folderOf(relative(root, resolve(root, file, '..', target))))
      .filter((folder) => folder !== own && folder in FLOORS)
      .filter((folder) => (FLOORS[folder] as number) >= (FLOORS[own] as number));
    expect(wrong).toEqual([]);
  });

  it.each(files.filter((file) => PURE.includes(folderOf(file))))('%s needs no Node', (file) => {
    expect(importsOf(file).filter((target) => /^node:|^(sharp|pdfkit)$/.test(target))).toEqual([]);
  });
});
