/** Outputs read back by programs that made none of them: how many pages, what the codes lead to, what the text says. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { folder, run } from './measure.js';
import { addressOf } from './work.js';

const pagesOf = (/** @type {string} */ file) =>
  Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', [file]).stdout)?.[1]);
export const textOf = (/** @type {string} */ file, /** @type {number} */ page) =>
  run('pdftotext', ['-f', `${page}`, '-l', `${page}`, file, '-']).stdout;

/** Throws unless the files have so many pages together. */
export function checkPages(/** @type {readonly string[]} */ files, /** @type {number} */ pages) {
  const total = files.reduce((sum, file) => sum + pagesOf(file), 0);
  if (total !== pages) throw new Error(`${total} pages instead of ${pages}`);
}

/** Throws unless the codes on a page lead to exactly these addresses. */
export function checkCodes(
  /** @type {string} */ file,
  /** @type {number} */ page,
  /** @type {readonly string[]} */ wanted,
) {
  const found = codesOf(file, page, new Set(wanted).size);
  if (found.join() !== [...new Set(wanted)].sort().join())
    throw new Error(`page ${page} of ${file} has ${found} instead of ${wanted}`);
}

const ghostscript =
  (/** @type {number} */ ppi) => (/** @type {string} */ file, /** @type {number} */ page) => {
    const only = [`-dFirstPage=${page}`, `-dLastPage=${page}`];
    run('gs', ['-q', '-sDEVICE=pnggray', `-r${ppi}`, ...only, '-o', PICTURE, file]);
  };
const poppler = (/** @type {number} */ ppi) => (/** @type {string} */ file, /** @type {number} */ page) => {
  const only = ['-f', `${page}`, '-l', `${page}`, '-singlefile'];
  run('pdftoppm', ['-r', `${ppi}`, ...only, '-gray', '-png', file, PICTURE.slice(0, -4)]);
};
/**
 * A page as a grey picture. Ghostscript first: where poppler keeps the glyphs of a Type 3 font it leaves hairlines between
 * the rows of a code at some places of a sheet, which zbar does not forgive.
 */
const PAINTERS = [ghostscript(200), ghostscript(300), poppler(300), poppler(400)];
const PICTURE = join(folder, 'page.png');

/**
 * What the codes on a page say. zbar misses a code now and then in one picture and reads it in the next.
 * @param {string} file
 * @param {number} page
 * @param {number} least how many there should be
 */
function codesOf(file, page, least) {
  /** @type {string[]} */
  let found = [];
  for (const paint of PAINTERS) {
    paint(file, page);
    const quiet = ['--nodbus', '-q', '--raw', '-Sdisable', '-Sqrcode.enable'];
    const { stdout } = spawnSync('zbarimg', [...quiet, PICTURE], { encoding: 'utf8' });
    found = [...new Set([...found, ...stdout.trim().split('\n').filter(Boolean)])].sort();
    if (found.length >= least) break;
  }
  return found;
}

/**
 * Letters in logical order and composed, without spaces, marks of direction, punctuation, and without the short vowels
 * of Arabic, which pdftotext puts behind another letter than they stand on.
 */
const said = (/** @type {string} */ text) =>
  text.normalize('NFKC').replace(/[\s\p{P}\u064b-\u065f\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad]/gu, '');

/**
 * Whether a page says the longest line of a design's front, letter by letter in the order in which it is read. A line
 * in one direction: where it mixes two, pdftotext has an order of its own.
 * @param {string} file
 * @param {number} page
 * @param {import('./work.js').Design} design
 */
export function says(file, page, design) {
  const plain = design.front.filter(({ text }) => design.family === 'Noto Sans' || !/[A-Za-z0-9]/.test(text));
  const longest = plain.sort((a, b) => b.text.length - a.text.length)[0]?.text ?? '';
  return said(textOf(file, page)).includes(said(longest));
}

/**
 * Checks flyers with a code each: pages in all, codes of sampled pages. Throws for pages and codes; what it hands back
 * are the languages whose text came out right.
 * @param {readonly string[]} files one for all designs, or one a design
 * @param {import('./work.js').Work} work
 * @param {{ pieces: number, up: 1 | 4 }} expected
 * @returns {string[]}
 */
export function checkFlyers(files, work, { pieces, up }) {
  checkPages(files, (2 * pieces) / up);
  const perDesign = pieces / work.designs.length;
  return work.designs.flatMap((design, i) => {
    const own = files.length === 1 ? undefined : files.find((file) => file.includes(`-${design.lang}-`));
    const file = own ?? files[0] ?? '';
    const before = own ? 0 : (i * perDesign * 2) / up;
    const sheets = perDesign / up;
    for (const nth of [0, Math.floor(sheets / 2), sheets - 1])
      checkCodes(
        file,
        before + 2 * nth + 2,
        Array.from({ length: up }, (_, p) => addressOf(i * perDesign + p * sheets + nth + 1)),
      );
    return says(file, before + 1, design) ? [design.lang] : [];
  });
}
