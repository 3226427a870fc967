/**
 * `npm run contact-sheet`: pictures for the README and for a look at all of them at once.
 * docs/contact-sheet.png: every language's front above its back, of the flyer that is made unless another is asked
 * for. docs/publications.png: a row for every other edition, in the languages that have them all. docs/phone.png: what
 * a group chat sees, a picture of each right and a status.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = (/** @type {string} */ path) => import(new URL(`../dist/${path}`, import.meta.url).href);
const { run } = await built('cli/main.js');
const { openEditions } = await built('cli/editions.js');
const { listLocales } = await built('load/locales.js');
const { openDiskWorld } = await built('load/disk-world.js');

/** @typedef {{ input: Buffer, left: number, top: number }} Picture */

/** Pixels: half letter at 64 an inch, and the space around it. */
const [WIDTH, HEIGHT, SPACE] = [352, 544, 20];
/** Languages side by side. */
const ACROSS = 5;
/** Languages of the other editions: a script each. */
const SHOWN = ['en', 'es', 'ar', 'zh-Hans'];
/** Pixels that a side of theirs has at most: a card is wide, a rack card tall. */
const [WIDE, TALL] = [310, 400];

const world = openDiskWorld(root);
const folder = mkdtempSync(join(tmpdir(), 'kyr-contact-'));

/**
 * The sides of a flyer as PNG files, front first.
 * @param {string} lang
 * @param {string} name
 * @param {string[]} options
 */
async function picture(lang, name, ...options) {
  const out = join(folder, `${name}-${lang}.png`);
  const code = await run(['flyer', '--lang', lang, '--for', 'png', '--out', out, ...options]);
  if (code !== 0) throw new Error(`kyr flyer --lang ${lang} ${options.join(' ')} ended with ${code}`);
  return ['front', 'back'].map((side) => out.replace('.png', `-${side}.png`)).filter(existsSync);
}

/**
 * @param {string} name
 * @param {Picture[]} pictures
 * @param {number} width
 * @param {number} height
 */
async function write(name, pictures, width, height) {
  mkdirSync(join(root, 'docs'), { recursive: true });
  await sharp({ create: { width, height, channels: 3, background: '#c8c8c8' } })
    .composite(pictures)
    .png({ palette: true, quality: 90 })
    .toFile(join(root, 'docs', name));
}

async function showLanguages() {
  const tags = listLocales(world);
  // The reader of a contact sheet looks for English first.
  tags.sort((/** @type {string} */ a, /** @type {string} */ b) =>
    a === 'en' ? -1 : b === 'en' ? 1 : a < b ? -1 : 1,
  );
  /** @type {Picture[]} */
  const pictures = [];
  for (const [nth, tag] of tags.entries())
    for (const [row, file] of (await picture(tag, 'core')).entries())
      pictures.push({
        input: await sharp(file).resize(WIDTH, HEIGHT).toBuffer(),
        left: SPACE + (nth % ACROSS) * (WIDTH + SPACE),
        top: SPACE + (2 * Math.floor(nth / ACROSS) + row) * (HEIGHT + SPACE),
      });
  const rows = 2 * Math.ceil(tags.length / ACROSS);
  await write(
    'contact-sheet.png',
    pictures,
    SPACE + ACROSS * (WIDTH + SPACE),
    SPACE + rows * (HEIGHT + SPACE),
  );
}

async function showEditions() {
  /** @type {Picture[]} */
  const pictures = [];
  let top = SPACE;
  let widest = 0;
  for (const { room, last } of openEditions(world, {})) {
    const { publication, edition } = room.content;
    const id = publication.value.publication;
    if (!last || edition.layout === 'encounter') continue;
    let left = SPACE;
    let tallest = 0;
    for (const lang of SHOWN) {
      const options = ['--publication', id, '--edition', edition.name];
      for (const file of await picture(lang, `${id}-${edition.name}`, ...options)) {
        const { data, info } = await sharp(file)
          .resize(WIDE, TALL, { fit: 'inside' })
          .toBuffer({ resolveWithObject: true });
        pictures.push({ input: data, left, top });
        left += info.width + SPACE / 2;
        tallest = Math.max(tallest, info.height);
      }
      left += SPACE;
    }
    widest = Math.max(widest, left);
    top += tallest + SPACE;
  }
  await write('publications.png', pictures, widest, top);
}

/** Pixels: a status at a quarter of its size; the pictures of rights beside it are as wide. */
const [STATUS_WIDE, STATUS_TALL] = [270, 480];
/** Whose pictures: two languages, one of them from right to left. */
const ON_PHONE = ['es', 'ur'];

async function showPhone() {
  /** @type {Picture[]} */
  const pictures = [];
  let left = SPACE;
  for (const lang of ON_PHONE) {
    const out = join(folder, `phone-${lang}`);
    if ((await run(['flyer', '--lang', lang, '--for', 'phone', '--out', out])) !== 0)
      throw new Error(`kyr flyer --lang ${lang} --for phone failed`);
    const names = readdirSync(out).filter((name) => /^(right-[147]|status-4).*\.png$/.test(name));
    for (const name of names) {
      const { data, info } = await sharp(join(out, name))
        .resize(STATUS_WIDE)
        .toBuffer({ resolveWithObject: true });
      pictures.push({ input: data, left, top: SPACE + Math.round((STATUS_TALL - info.height) / 2) });
      left += STATUS_WIDE + SPACE;
    }
  }
  await write('phone.png', pictures, left, STATUS_TALL + 2 * SPACE);
}

try {
  await showLanguages();
  await showEditions();
  await showPhone();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
