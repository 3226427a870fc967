/** What we write is read by a program that is not ours, the `xliff` package: as far as that goes, it finds the same. */

import { describe, expect, it } from 'vitest';
import { xliff2js, xliff12ToJs } from 'xliff';
import { unitsOf } from '../../../src/cli/exchange.js';
import { sentenceId } from '../../../src/compose/source-text.js';
import { openDiskWorld, shippedFolder } from '../../../src/load/disk-world.js';
import { writeXliff } from '../../../src/translate/exchange/xliff-write.js';

type Piece = string | { readonly Standalone: Readonly<Record<string, string>> };
interface Read {
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
  readonly resources: Readonly<
    Record<
      string,
      Readonly<Record<string, { source: Piece | Piece[]; target: Piece | Piece[]; note?: string | string[] }>>
    >
  >;
}

const world = openDiskWorld(shippedFolder());
const units = unitsOf(world, 'ur', {});
const file = { tag: 'ur', units, tool: 'kyr' };

/** An inline element says in plain text what it stands for. */
const plain = (value: Piece | Piece[]): string =>
  [value]
    .flat()
    .map((piece) =>
      typeof piece === 'string' ? piece : (piece.Standalone['equiv-text'] ?? piece.Standalone.equiv ?? '?'),
    )
    .join('');

describe.each([
  ['1.2', xliff12ToJs, sentenceId],
  ['2.1', xliff2js, ({ key }: { readonly key: string }) => key],
] as const)('XLIFF %s', (version, read, idOf) => {
  it('has the same sentences, and placeholders as elements', async () => {
    const found = (await read(writeXliff(file, version))) as Read;
    expect([found.sourceLanguage, found.targetLanguage]).toEqual(['en', 'ur']);
    for (const unit of units) {
      const namespace = version === '1.2' ? `locales/en/${unit.namespace}.json` : unit.namespace;
      const one = found.resources[namespace]?.[idOf(unit)];
      expect([plain(one!.source), plain(one!.target)]).toEqual([unit.english, unit.text]);
      expect([one!.target].flat().some((piece) => typeof piece === 'string' && piece.includes('{{'))).toBe(
        false,
      );
    }
  });
});
