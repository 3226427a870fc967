/** What the peers in JavaScript share: the work, the order of the pieces, and codes as rows of black modules. */
import { readFileSync } from 'node:fs';
import { encodeQR } from 'qr';

const [, , workFile = '', outFile = '', pieces = '1', layout = '1-up'] = process.argv;
/** @type {import('../work.js').Work} */
export const work = JSON.parse(readFileSync(workFile, 'utf8'));
export const out = outFile;
export const count = Number(pieces);
export const imposed = layout === 'imposed';
/** Half letter, and four of it on 12 × 18 in. */
export const [WIDTH, HEIGHT] = [396, 612];
export const [SHEET_WIDTH, SHEET_HEIGHT] = [864, 1296];
/** Where the code stands on the back, and how wide it is. */
export const CODE = { x: 310, y: 520, side: 60 };

export const addressOf = (/** @type {number} */ serial) =>
  `${work.address}${String(serial).padStart(8, '0')}`;

/** Pieces of each design in a row: `[design, first serial, how many]`. */
export const shares = work.designs.map((design, i) => {
  const each = count / work.designs.length;
  return {
    design,
    index: i,
    first: Math.round(i * each) + 1,
    count: Math.round((i + 1) * each) - Math.round(i * each),
  };
});

/** Black runs of a code: column, row, width, in modules; and how many modules it has along a side. */
export function codeRuns(/** @type {string} */ text) {
  // The package draws a border of one module at least.
  const rows = encodeQR(text, 'raw', { ecc: 'quartile', border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));
  /** @type {[number, number, number][]} */
  const runs = [];
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; ) {
      let end = x;
      while (end < row.length && row[end]) end++;
      if (end > x) runs.push([x, y, end - x]);
      x = Math.max(end, x + 1);
    }
  });
  return { runs, size: rows.length };
}

/** The four places of a sheet: top left corners. */
export const PLACES = [0, 1, 2, 3].map((p) => [36 + (p % 2) * WIDTH, 36 + Math.floor(p / 2) * HEIGHT]);

/** Milliseconds since the process was started, those of a core, and the most memory it had: the last line of every peer. */
export function report() {
  const { user, system } = process.cpuUsage();
  process.stdout.write(
    `${JSON.stringify({
      milliseconds: Math.round(performance.now()),
      cpu: Math.round((user + system) / 1000),
      megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    })}\n`,
  );
}

/** Whether Noto Sans can set a text; of other letters the language's own font. */
export const isLatin = (/** @type {string} */ text) => /^[ -\u024f\u2000-\u206f]*$/.test(text);
