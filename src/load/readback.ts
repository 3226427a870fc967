/**
 * readback.md of a locale: each sentence as somebody put it back into English who had not seen the English. Written by
 * people, as tables under a heading a namespace: `| key | source | back-translation | what was settled |`. What is no
 * such row is text for people and is passed over.
 */
import type { FilePlace } from '../core/diagnostic.js';
import type { LanguageTag } from '../core/language.js';
import type { World } from '../core/world.js';
import { readTextFile } from './text-file.js';

export interface ReadBack {
  /** The English that the sentence was held against. */
  readonly source: string;
  readonly back: string;
  readonly at: FilePlace;
}

/** `namespace:key` → how it was read; empty where there is no such file. */
export function loadReadBack(world: World, tag: LanguageTag): Map<string, ReadBack> {
  const file = `locales/${tag}/readback.md`;
  return world.read(file) === undefined ? new Map() : parseReadBack(readTextFile(world, file), file);
}

export function parseReadBack(text: string, file: string): Map<string, ReadBack> {
  const found = new Map<string, ReadBack>();
  let namespace: string | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const heading = /^##\s+`?([a-z0-9-]+)`?\s*$/.exec(line);
    if (heading) namespace = heading[1];
    const [key, source, back] = cellsOf(line);
    if (namespace === undefined || key === undefined || source === undefined || back === undefined) continue;
    const bare = key.replace(/^`(.*)`$/, '$1');
    if (bare === 'key' || /^:?-+:?$/.test(bare)) continue;
    found.set(`${namespace}:${bare}`, { source, back, at: { file, line: index + 1, column: 1 } });
  }
  return found;
}

/** The cells of a table's row; a `\|` is a bar of the text. */
const cellsOf = (line: string): string[] =>
  line.trimStart().startsWith('|')
    ? line
        .trim()
        .replace(/^\||(?<!\\)\|$/g, '')
        .split(/(?<!\\)\|/)
        .map((cell) => cell.replaceAll('\\|', '|').trim())
    : [];
