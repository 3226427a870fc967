/**
 * What goes out to translators, before the programs of the standards: XLIFF before OASIS' own schemas, PO before
 * gettext, and XLIFF opened, approved and saved by the Translate Toolkit, which is what Weblate keeps XLIFF with.
 */

import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { unitsOf } from '../../src/cli/exchange.js';
import { sentenceId } from '../../src/compose/source-text.js';
import { openDiskWorld, shippedFolder } from '../../src/load/disk-world.js';
import { listLocales } from '../../src/load/locales.js';
import { writePo } from '../../src/translate/exchange/po.js';
import { readExchange } from '../../src/translate/exchange/read.js';
import type { OutUnit } from '../../src/translate/exchange/unit.js';
import { writeXliff } from '../../src/translate/exchange/xliff-write.js';
import { ask, hear, inScratch } from './programs.js';

const world = openDiskWorld(shippedFolder());
const tags = listLocales(world).filter((tag) => tag !== 'en');
const SCHEMAS = '/usr/share/php/Symfony/Component/Translation/Resources/schemas';

/** A sentence as no language has it: what formats escape, and a limit, a stale one, and one to translate. */
const odd = (i: number, more: Partial<OutUnit>): OutUnit => ({
  namespace: 'us-federal',
  key: `odd.k${i}`,
  english: 'Say <b> & "{{say}}" {{ say }}\u0001 \r\n',
  text: '=\\ \t"{{say}}" &amp; ]]> \r\n',
  state: 'translated',
  stale: false,
  notes: ['A note & more <than> one\nline'],
  at: { file: 'content/us/federal.yaml', line: 1 },
  base: '0123456789abcdef',
  ...more,
});
const oddities = [
  odd(1, { limit: 80 }),
  odd(2, { text: undefined, state: 'initial' }),
  odd(3, { stale: true, before: 'Say "it"', state: 'initial' }),
  odd(4, { state: 'reviewed' }),
  odd(5, { state: 'final' }),
];
const files: readonly { tag: string; units: readonly OutUnit[]; tool: string }[] = [
  ...tags.map((tag) => ({ tag, units: unitsOf(world, tag, {}), tool: 'kyr' })),
  { tag: 'ar', units: oddities, tool: 'kyr' },
];

/** The schemas name each other by address; here they lie beside one another. */
async function schemas(folder: string): Promise<Readonly<Record<'1.2' | '2.1', string>>> {
  const w3c = join(folder, 'informativeCopiesOf3rdPartySchemas', 'w3c');
  await mkdir(w3c, { recursive: true });
  await copyFile(join(SCHEMAS, 'xml.xsd'), join(w3c, 'xml.xsd'));
  const strict = await readFile(join(SCHEMAS, 'xliff-core-1.2-strict.xsd'), 'utf8');
  const address = 'http://www.w3.org/2001/xml.xsd';
  if (!strict.includes(address)) throw new Error('the schema of XLIFF 1.2 names xml.xsd otherwise');
  await writeFile(join(folder, '1.2.xsd'), strict.replace(address, pathToFileURL(join(w3c, 'xml.xsd')).href));
  await copyFile(join(SCHEMAS, 'xliff-core-2.0.xsd'), join(folder, '2.1.xsd'));
  return { '1.2': join(folder, '1.2.xsd'), '2.1': join(folder, '2.1.xsd') };
}

describe('XLIFF', () => {
  it.each(['1.2', '2.1'] as const)('%s of every language is valid by the schema of OASIS', (version) =>
    inScratch(async (folder) => {
      const schema = (await schemas(folder))[version];
      const names = await Promise.all(
        files.map(async (file, i) => {
          const name = join(folder, `${i}-${file.tag}.xlf`);
          await writeFile(name, writeXliff(file, version));
          return name;
        }),
      );
      const answer = await ask('xmllint', ['--nonet', '--noout', '--schema', schema, ...names]);
      expect(answer.err.split('\n').filter((line) => line !== '' && !line.endsWith(' validates'))).toEqual(
        [],
      );
      expect(answer.code).toBe(0);
      // The same judge finds a fault.
      const spoiled = join(folder, 'spoiled.xlf');
      await writeFile(
        spoiled,
        writeXliff({ tag: 'ar', units: oddities, tool: 'kyr' }, version)
          .replaceAll('<source>', '<sauce>')
          .replaceAll('</source>', '</sauce>'),
      );
      expect((await ask('xmllint', ['--nonet', '--noout', '--schema', schema, spoiled])).code).not.toBe(0);
    }),
  );

  it('approved in what Weblate keeps XLIFF with comes back approved, in the same words', () =>
    inScratch(async (folder) => {
      const units = unitsOf(world, 'ur', {});
      const name = join(folder, 'ur.xlf');
      await writeFile(name, writeXliff({ tag: 'ur', units, tool: 'kyr' }, '1.2'));
      const chosen = sentenceId(units[3]!);
      // As weblate/formats/ttkit.py does it: approved, and the state final.
      const script = [
        'import sys',
        'from translate.storage.xliff import xlifffile',
        'store = xlifffile.parsefile(sys.argv[1])',
        'for unit in store.units:',
        '    if unit.xmlelement.get("resname") == sys.argv[2]:',
        '        unit.markapproved(True)',
        '        unit.set_state_n(unit.S_SIGNED_OFF)',
        'store.savefile(sys.argv[1])',
      ].join('\n');
      await hear('/usr/bin/python3', ['-c', script, name, chosen]);
      const back = readExchange(await readFile(name), name);
      expect(back.faults).toEqual([]);
      expect(back.units.map((unit) => [unit.names[0], unit.english, unit.text, unit.base])).toEqual(
        units.map((unit) => [sentenceId(unit), unit.english, unit.text, unit.base]),
      );
      expect(back.units.filter((unit) => unit.mark === 'approved').map((unit) => unit.names[0])).toEqual([
        chosen,
      ]);
    }));
});

describe('PO', () => {
  it('of every language is accepted by gettext, and counted as we count', () =>
    inScratch(async (folder) => {
      for (const [i, file] of files.entries()) {
        const name = join(folder, `${i}.po`);
        await writeFile(name, writePo(file));
        const { err } = await ask('msgfmt', ['--check', '--statistics', '--output-file=/dev/null', name]);
        const settled = file.units.filter((u) => u.text !== undefined && !u.stale && u.state !== 'initial');
        expect(err).toMatch(new RegExp(`^${settled.length} translated messages?`));
      }
    }));
});
