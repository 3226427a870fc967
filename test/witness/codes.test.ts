/**
 * zbarimg reads every code of the run's press files, and those of sampled sheets, at 300 dpi; and again when the paper
 * was copied badly or is held askew: blurred, with black and white alone, turned by 2°, with noise, and all of it at once.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { openDice } from '../cli/whole.js';
import { ask, each, hear, inScratch } from './programs.js';
import { ROOT } from './setup.js';
import { inRun, theRun } from './the-run.js';

const run = await theRun();
const { address } = parse(readFileSync(join(ROOT, 'content/publications/ice-encounter.yaml'), 'utf8')) as {
  address: string;
};
const addressOf = (lang: string): string => address.replace('{lang}', lang);

/** A page as a picture, and what a camera makes of it. Grey, one byte a pixel. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}
type Spoil = (picture: Picture) => Promise<Picture>;
const through = async (picture: Picture, change: (image: Sharp) => Sharp): Promise<Picture> => {
  const { width, height, data } = picture;
  const image = change(sharp(data, { raw: { width, height, channels: 1 } })).toColourspace('b-w');
  const made = await image.raw().toBuffer({ resolveWithObject: true });
  return { width: made.info.width, height: made.info.height, data: made.data };
};
/** The same noise every time, up to so many of 255 steps darker or lighter at each pixel. */
const noisy = (picture: Picture, most: number): Picture => {
  const dice = openDice(311);
  const data = Buffer.from(picture.data.map((v) => Math.min(255, Math.max(0, v + (dice() * 2 - 1) * most))));
  return { ...picture, data };
};
const SPOILT: readonly (readonly [string, Spoil])[] = [
  ['blurred', (p) => through(p, (image) => image.blur(3))],
  ['as black and white alone', (p) => through(p, (image) => image.blur(1.5).threshold(140))],
  ['turned by 2°', (p) => through(p, (image) => image.rotate(2, { background: '#fff' }))],
  // As a phone hands it on, smoothed: a decoder that reads along lines of pixels finds nothing in noise as fine as they.
  ['with noise', (p) => through(noisy(p, 90), (image) => image.blur(1.2))],
  [
    'all of it at once',
    async (p) => {
      const turned = await through(p, (image) => image.rotate(2, { background: '#fff' }));
      const copied = await through(turned, (image) => image.blur(1.2));
      return through(noisy(copied, 60), (image) => image.blur(1.2).threshold(128));
    },
  ],
];

/** What the codes on a page say, sorted; as they are, or spoilt first. */
const readCodes = (file: string, page: number, spoil?: Spoil): Promise<string[]> =>
  inScratch(async (folder) => {
    const picture = join(folder, 'page');
    const only = ['-f', String(page), '-l', String(page), '-singlefile'];
    await hear('pdftoppm', ['-r', '300', '-gray', ...only, '-png', inRun(file), picture]);
    if (spoil) {
      const { data, info } = await sharp(`${picture}.png`)
        .toColourspace('b-w')
        .raw()
        .toBuffer({ resolveWithObject: true });
      const spoilt = await spoil({ width: info.width, height: info.height, data });
      const raw = { width: spoilt.width, height: spoilt.height, channels: 1 } as const;
      await sharp(spoilt.data, { raw }).png({ compressionLevel: 1 }).toFile(`${picture}.png`);
    }
    const quiet = ['--nodbus', '--quiet', '--raw', '-Sdisable', '-Sqrcode.enable'];
    // It ends with 4 where it finds none: then the list is empty.
    const { out } = await ask('zbarimg', [...quiet, `${picture}.png`]);
    return out.trim().split('\n').sort();
  });

test('the address of every language is a plain one', () => {
  for (const { plan } of run.designs) expect(addressOf(plan.lang)).toMatch(/^https:\/\/[a-z.]+\/[\w-]+$/);
});

test('the one code on every back leads to the address of its language', async () => {
  await each(run.designs, async ({ file, plan }) => {
    expect(await readCodes(file, 2), file).toEqual([addressOf(plan.lang)]);
  });
});

/** One back a language: the code is the same on all backs of a language. */
const backs = run.designs.filter(({ plan }, i, all) => all.findIndex((d) => d.plan.lang === plan.lang) === i);
test.each(SPOILT)('the code on the back of every language is read %s', async (_, spoil) => {
  await each(backs, async ({ file, plan }) => {
    expect(await readCodes(file, 2, spoil), file).toEqual([addressOf(plan.lang)]);
  });
});

/** Sheets of every static batch, and three of each mixed one, with what their four codes should say. */
function sampleSheets(): { file: string; page: number; wanted: string[]; kind: string }[] {
  const langOf = (id: string): string => run.designs.find(({ plan }) => plan.id === id)!.plan.lang;
  return run.order.plan.batches.flatMap((batch) => {
    // The pieces of a mixed batch, written out one by one.
    const pieces = batch.pieces.flatMap(({ of, count }) => Array<string>(count).fill(langOf(of)));
    const sheets = batch.kind === 'static' ? [0] : [0, Math.floor(batch.sheets / 3), batch.sheets - 1];
    return sheets.map((sheet) => ({
      file: batch.file,
      page: sheet * 2 + 2,
      kind: batch.kind,
      wanted: [0, 1, 2, 3]
        .map((position) =>
          addressOf(batch.kind === 'static' ? pieces[0]! : pieces[position * batch.sheets + sheet]!),
        )
        .sort(),
    }));
  });
}

test('the back of a sheet has four codes, each of its piece', async () => {
  const samples = sampleSheets();
  expect(new Set(samples.map(({ kind }) => kind))).toEqual(new Set(['static', 'cut-and-stack']));
  await each(samples, async ({ file, page, wanted }) => {
    expect(await readCodes(file, page), `${file} page ${page}`).toEqual(wanted);
  });
});

test.each(SPOILT)('the four codes of a sheet are read %s', async (_, spoil) => {
  const samples = sampleSheets();
  const few = [
    samples.find(({ kind }) => kind === 'static')!,
    ...samples.filter(({ kind }) => kind !== 'static').slice(0, 2),
  ];
  expect(few).toHaveLength(3);
  await each(few, async ({ file, page, wanted }) => {
    expect(await readCodes(file, page, spoil), `${file} page ${page}`).toEqual(wanted);
  });
});
