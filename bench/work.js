/**
 * The work that all tools do, from our own texts: front and back of the flyer in words, the fonts for them, and where
 * the codes lead. A peer gets it as JSON and lays it out as it likes; only what stands on it is the same.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const root = fileURLToPath(new URL('..', import.meta.url));
const built = (/** @type {string} */ path) => import(new URL(`../dist/${path}`, import.meta.url).href);

/** The five languages of W1 and W2. */
export const LANGUAGES = ['en', 'es', 'zh-Hans', 'ar', 'bn'];
export const ADDRESS = 'https://example.org/f/';

/**
 * @typedef {{ text: string, head: boolean }} Line
 * @typedef {{ lang: string, rtl: boolean, regular: string, bold: string, family: string, front: Line[], back: Line[] }} Design
 * @typedef {{ address: string, latin: { regular: string, bold: string }, designs: Design[] }} Work
 */

/**
 * Writes the work as JSON.
 * @param {string} folder
 * @param {readonly string[]} tags
 * @param {string} name
 * @returns {Promise<string>} the file
 */
export async function writeWork(folder, tags, name) {
  const { openPressRoom } = await built('cli/press-room.js');
  const { compose } = await built('cli/set-flyer.js');
  const { plainText } = await built('compose/plain-text.js');
  const { openWorld } = await built('cli/world.js');
  const room = openPressRoom(openWorld(), { publication: 'ice-encounter', layer: 'us/ny/nyc' });
  const { fonts } = parse(readFileSync(join(root, 'fonts/fonts.yaml'), 'utf8'));
  const fileOf = (/** @type {string} */ family, /** @type {number} */ weight) =>
    join(
      root,
      'fonts',
      fonts.find(
        (/** @type {{ family: string, weight: number }} */ f) => f.family === family && f.weight === weight,
      ).file,
    );
  const designs = tags.map((lang) => {
    const { meta } = room.locale(lang);
    const composed = compose(room, {
      lang,
      size: 'half-letter',
      draft: true,
      address: 'https://example.org',
    });
    const [front = '', back = ''] = plainText(composed.flyer).split('\n———\n');
    const { family } = fonts.find((/** @type {{ scripts: string[] }} */ f) =>
      f.scripts.includes(meta.script),
    );
    return {
      lang,
      rtl: meta.direction === 'rtl',
      family,
      regular: fileOf(family, 400),
      bold: fileOf(family, 700),
      front: linesOf(front),
      back: linesOf(back),
    };
  });
  const file = join(folder, `${name}.json`);
  const latin = { regular: fileOf('Noto Sans', 400), bold: fileOf('Noto Sans', 700) };
  writeFileSync(file, JSON.stringify({ address: ADDRESS, latin, designs }));
  return file;
}

/** The first line of a paragraph of several is its heading. */
const linesOf = (/** @type {string} */ side) =>
  side
    .trim()
    .split(/\n\n+/)
    .flatMap((paragraph) => {
      const lines = paragraph.split('\n');
      return lines.map((text, i) => ({ text, head: i === 0 && lines.length > 1 }));
    });

/** `https://example.org/f/00000042` */
export const addressOf = (/** @type {number} */ serial) => `${ADDRESS}${String(serial).padStart(8, '0')}`;
