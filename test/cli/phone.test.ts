/** Pictures and words for a chat, several uses at once, and a zip to hand on. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import jsqr from 'jsqr';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readZip } from '../../src/translate/exchange/zip.js';
import { kyrHere, readDiagnostics } from './command.js';
import { listing, openEmpty, writeFiles } from './project.js';

const flyer = (cwd: string, ...args: readonly string[]) => kyrHere(['flyer', ...args], { cwd });
const decode = jsqr as unknown as typeof jsqr.default;

async function codeIn(path: string): Promise<string | undefined> {
  const { data, info } = await sharp(path).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return decode(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

const NAMES = ['remain-silent', 'lawyer', 'interpreter', 'door', 'search', 'free-to-go', 'legal-help'];
const STEMS = [
  '1-chat-front',
  '2-chat-back',
  ...NAMES.map((name, i) => `right-${i + 1}-${name}`),
  ...NAMES.map((name, i) => `status-${i + 1}-${name}`),
];

describe('kyr flyer --for phone', () => {
  test('fills a folder: pictures in the sizes of chat and status, their words, a message', async () => {
    const cwd = openEmpty();
    const ran = await flyer(cwd, '--lang', 'ar', '--for', 'phone');
    expect(ran.code, ran.stderr).toBe(0);
    const folder = 'DRAFT-ice-encounter-ar-phone';
    expect(ran.stdout).toBe(
      `${folder}/\n  both sides, 7 pictures for a chat and the same for a status, each with its words; message.txt is to paste\n`,
    );
    expect(Object.keys(listing(cwd))).toEqual(
      [
        folder,
        ...STEMS.flatMap((stem) => [`${stem}.png`, `${stem}.txt`].map((name) => `${folder}/${name}`)),
        `${folder}/message.txt`,
      ].sort(),
    );
    for (const stem of STEMS) {
      const path = join(cwd, folder, `${stem}.png`);
      const { width, height, space, format } = await sharp(path).metadata();
      const wanted = stem.startsWith('status')
        ? [1080, 1920]
        : stem.startsWith('right')
          ? [1080, 1350]
          : [1035, 1600];
      expect([width, height, space, format], stem).toEqual([...wanted, 'srgb', 'png']);
      expect(statSync(path).size).toBeLessThan(1_000_000);
    }
    for (const stem of ['2-chat-back', 'right-7-legal-help', 'status-7-legal-help'])
      expect(await codeIn(join(cwd, folder, `${stem}.png`)), stem).toBe('https://rights.example.org/ar');
    const words = readFileSync(join(cwd, folder, 'right-1-remain-silent.txt'), 'utf8');
    expect(words).toContain('الزم الصمت');
    expect(words).toContain('“I choose to remain silent.”');
    expect(words).toContain('\n800-354-0365\n');
    expect(readFileSync(join(cwd, folder, 'status-1-remain-silent.txt'), 'utf8')).toBe(words);
  });

  test('the picture of a status lies whole between what apps cover, on one colour', async () => {
    const cwd = openEmpty();
    await flyer(cwd, '--lang', 'es', '--for', 'phone', '--out', 'es');
    const shown = async (name: string, top = 0): Promise<Buffer> =>
      sharp(join(cwd, 'es', name))
        .extract({ left: 24, top, width: 1032, height: 1350 })
        .removeAlpha()
        .raw()
        .toBuffer();
    const { data } = await sharp(join(cwd, 'es', 'status-4-door.png'))
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const line = (y: number): string => data.subarray(y * 3240, (y + 1) * 3240).toString('hex');
    const ground = data.subarray(0, 3).toString('hex');
    // Meta: the upper 250 and the lower 340 of 1920 pixels. No letter stands there.
    for (const y of [...Array(240).keys(), ...Array(325).keys()].map((y, i) => (i < 240 ? y : 1919 - y)))
      expect(line(y), `line ${y}`).toBe(ground.repeat(1080));
    const alone = await shown('right-4-door.png');
    const inside = await shown('status-4-door.png', 240);
    const differ = alone.filter((value, i) => Math.abs(value - (inside[i] as number)) > 40).length;
    expect(differ / alone.length).toBeLessThan(0.001);
  });

  test('a poster and a card have their sides alone, and it says so', async () => {
    const cwd = openEmpty();
    const ran = await flyer(
      cwd,
      '--lang',
      'es',
      '--publication',
      'wallet-card',
      '--for',
      'phone',
      '--out',
      'card',
    );
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toContain('there are no rights in it to show one by one');
    expect(Object.keys(listing(join(cwd, 'card')))).toEqual([
      '1-chat-front.png',
      '1-chat-front.txt',
      '2-chat-back.png',
      '2-chat-back.txt',
      'message.txt',
    ]);
    const { width, height } = await sharp(join(cwd, 'card/1-chat-front.png')).metadata();
    expect([width, height]).toEqual([1600, 914]);
  });

  test('what is too long for a picture is refused before a file is written', async () => {
    const cwd = openEmpty();
    const message = 'Sample words. '.repeat(20);
    const hotlines = Array(3).fill('{ label: "Sample line:", number: 718-555-0100 }').join(', ');
    writeFiles(cwd, {
      'ours.yaml': `organisation: ours-sample\nmessage: ${message}\nhotlines: [${hotlines}]\n`,
    });
    const ran = await flyer(cwd, '--lang', 'es', '--for', 'phone', '--organisation', 'ours.yaml');
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr)[0]).toMatchObject({ code: 'KYR304' });
    expect(Object.keys(listing(cwd))).toEqual(['ours.yaml']);
  });
});

describe('several uses at once', () => {
  test('go into one folder, in every language; --json tells them apart', async () => {
    const cwd = openEmpty();
    const ran = await flyer(cwd, '--lang', 'es', 'fr', '--for', 'home', 'text', '--out', 'all', '--json');
    expect(ran.code, ran.stderr).toBe(0);
    expect(Object.keys(listing(cwd))).toEqual([
      'all',
      'all/DRAFT-ice-encounter-es-home.pdf',
      'all/DRAFT-ice-encounter-fr-home.pdf',
      'all/es.txt',
      'all/fr.txt',
    ]);
    expect(JSON.parse(ran.stdout).data).toMatchObject({
      es: { home: { files: ['all/DRAFT-ice-encounter-es-home.pdf'] }, text: { files: ['all/es.txt'] } },
      fr: { home: { files: ['all/DRAFT-ice-encounter-fr-home.pdf'] }, text: { files: ['all/fr.txt'] } },
    });
  });
});

describe('kyr flyer --zip', () => {
  const zipped = async (path: string) => readZip(readFileSync(path), 'zip', () => true);

  test('has a folder for each language, and the same bytes on any day and in any zone', async () => {
    const cwd = openEmpty();
    const args = ['--lang', 'es', 'zh-Hans', '--for', 'press', 'home', 'text', '--zip'];
    const ran = await flyer(cwd, ...args, 'one.zip');
    expect(ran.code, ran.stderr).toBe(0);
    expect(ran.stdout).toBe('one.zip\n  es-Spanish/ 3 files\n  zh-Hans-Simplified-Chinese/ 3 files\n');
    expect(Object.keys(listing(cwd))).toEqual(['one.zip']);
    const files = await zipped(join(cwd, 'one.zip'));
    expect([...files.keys()]).toEqual(
      [
        ['es-Spanish', 'es'],
        ['zh-Hans-Simplified-Chinese', 'zh-Hans'],
      ].flatMap(([folder, lang]) => [
        `${folder}/DRAFT-ice-encounter-${lang}.pdf`,
        `${folder}/DRAFT-ice-encounter-${lang}-home.pdf`,
        `${folder}/${lang}.txt`,
      ]),
    );
    const again = await kyrHere(['flyer', ...args, 'two.zip'], { cwd, env: { TZ: 'Asia/Kathmandu' } });
    expect(again.code).toBe(0);
    expect(readFileSync(join(cwd, 'two.zip')).equals(readFileSync(join(cwd, 'one.zip')))).toBe(true);
  });

  test('a folder of pictures stays a folder', async () => {
    const cwd = openEmpty();
    await flyer(cwd, '--lang', 'es', '--for', 'phone', '--zip', 'es.zip');
    const names = [...(await zipped(join(cwd, 'es.zip'))).keys()];
    expect(names).toHaveLength(STEMS.length * 2 + 1);
    for (const name of names)
      expect(name).toMatch(/^es-Spanish\/DRAFT-ice-encounter-es-phone\/[\w-]+\.(png|txt)$/);
  });

  test('a language that cannot be made is told, and the others are in it; with none there is no zip', async () => {
    const cwd = openEmpty();
    const ran = await flyer(cwd, '--lang', 'es', 'tlh', '--for', 'text', '--zip', 'some.zip');
    expect(ran.code).toBe(3);
    expect(readDiagnostics(ran.stderr)).toMatchObject([{ message: 'there is no locale “tlh”' }]);
    expect([...(await zipped(join(cwd, 'some.zip'))).keys()]).toEqual(['es-Spanish/es.txt']);
    const none = await flyer(cwd, '--lang', 'tlh', '--for', 'text', '--zip', 'none.zip');
    expect(none.code).toBe(3);
    expect(Object.keys(listing(cwd))).toEqual(['some.zip']);
  });

  test('--zip and --out are refused together', async () => {
    const cwd = openEmpty();
    const ran = await flyer(cwd, '--lang', 'es', '--for', 'text', '--zip', 'a.zip', '--out', 'b');
    expect(ran.code).toBe(2);
    expect(listing(cwd)).toEqual({});
  });
});
