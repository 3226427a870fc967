/** zbarimg reads the QR codes of the pictures for a phone in every language; every picture has its size, and few bytes. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ask, each, hear, inScratch } from './programs.js';
import { ROOT } from './setup.js';

const LANGUAGES = readdirSync(join(ROOT, 'locales'));
const { address } = parse(readFileSync(join(ROOT, 'content/publications/ice-encounter.yaml'), 'utf8')) as {
  address: string;
};
const KYR = join(ROOT, 'bin/kyr.js');

/** Width and height as the file says (PNG, 11.2.2 IHDR). */
const sizeOf = (path: string): readonly [number, number] => {
  const head = readFileSync(path);
  return [head.readUInt32BE(16), head.readUInt32BE(20)];
};

test('every language: sizes, bytes, words beside each picture, and codes that lead to its page', async () => {
  expect(LANGUAGES).toHaveLength(13);
  await each(LANGUAGES, (lang) =>
    inScratch(async (cwd) => {
      await hear(
        'env',
        [process.execPath, KYR, 'flyer', '--lang', lang, '--for', 'phone', '--out', lang],
        cwd,
      );
      const names = readdirSync(join(cwd, lang));
      const pictures = names.filter((name) => name.endsWith('.png'));
      expect(pictures, lang).toHaveLength(16);
      for (const name of pictures) {
        const path = join(cwd, lang, name);
        const wanted = /^status/.test(name)
          ? [1080, 1920]
          : /^right/.test(name)
            ? [1080, 1350]
            : [1035, 1600];
        expect(sizeOf(path), `${lang} ${name}`).toEqual(wanted);
        expect(statSync(path).size, `${lang} ${name}`).toBeLessThan(1_000_000);
        expect(names).toContain(name.replace(/png$/, 'txt'));
      }
      const coded = pictures.filter((name) => /^2-chat-back|legal-help/.test(name));
      expect(coded).toHaveLength(3);
      for (const name of coded) {
        const quiet = ['--nodbus', '--quiet', '--raw', '-Sdisable', '-Sqrcode.enable'];
        const { out } = await ask('zbarimg', [...quiet, join(cwd, lang, name)]);
        expect(out.trim(), `${lang} ${name}`).toBe(address.replace('{lang}', lang));
      }
    }),
  );
});
