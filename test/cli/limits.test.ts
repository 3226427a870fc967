/** The limits that go out with `--limits` are those of the real flyer: what they allow fits, and what is far beyond does not. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readExchange } from '../../src/translate/exchange/read.js';
import { kyrHere } from './command.js';
import { copyShipped, openProject } from './project.js';

it('a sentence of its limit fits, and one four times as long does not', async () => {
  const folder = openProject();
  copyShipped(folder, 'locales/es');
  const call = { cwd: folder };
  const card = ['--publication', 'city-property', '--edition', 'lot'];
  const ran = await kyrHere(
    ['locale', 'export', 'es', '--xliff', ...card, '--limits', '--out', 'a.xlf'],
    call,
  );
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  const xliff = readFileSync(join(folder, 'a.xlf'), 'utf8');
  const limits = new Map(
    [...xliff.matchAll(/<trans-unit id="([^"]+)"[^>]* maxwidth="(\d+)" size-unit="char"/g)].map((m) => [
      m[1]!,
      Number(m[2]),
    ]),
  );
  const units = readExchange(Buffer.from(xliff), 'a.xlf').units;
  const longest = units
    .filter((unit) => limits.has(unit.names[0]!) && !unit.text!.includes('{{'))
    .sort((a, b) => b.text!.length - a.text!.length)[0]!;
  const id = longest.names[0]!;
  const limit = limits.get(id)!;
  expect(limit).toBeGreaterThanOrEqual([...longest.text!].length);

  const [namespace = '', key = ''] = id.split(':');
  const path = join(folder, 'locales/es', `${namespace}.json`);
  const before = readFileSync(path, 'utf8');
  const flyer = (length: number) => {
    const text = `${longest.text} `.repeat(20).slice(0, length).trim();
    writeFileSync(path, before.replace(JSON.stringify(longest.text), JSON.stringify(text)));
    return kyrHere(['flyer', '--lang', 'es', ...card, '--for', 'dump', '--out', 'a.txt'], call);
  };
  expect(key).not.toBe('');
  expect((await flyer(limit)).code).toBe(0);
  expect((await flyer(limit * 4)).stderr).toMatch(/KYR304|KYR204/);
});
