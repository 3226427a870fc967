/**
 * `npm run specimen [FILE]`: a specimen book, by default out/specimen.pdf, for a typesetter to look at page by page.
 * Each script that the shipped fonts write: headline, paragraph, bold, numbers, a phone number, an address and a form
 * number in running text, Latin mixed in, the smallest and the largest size; then the other languages of the script.
 * Everything is set by the engine that sets flyers. The texts are samples (tools/specimen/samples.yaml), never law.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = resolve(process.argv[2] ?? `${root}/out/specimen.pdf`);
const built = (/** @type {string} */ path) => import(new URL(`../dist/${path}`, import.meta.url).href);
const { openFontBook } = await built('text/font-book.js');
const { setParagraph } = await built('text/paragraph.js');
const { overlap } = await built('text/ink.js');
const { quotesAround } = await built('core/quotation-marks.js');
const { BLACK } = await built('core/color.js');
const { NO_INSETS, point, size } = await built('core/geometry.js');
const { oneUpPage } = await built('impose/one-up.js');
const { writeDocument } = await built('pdf/document.js');
const { openCondition } = await built('cli/profiles.js');
const { openDiskWorld } = await built('load/disk-world.js');
const { TOOL } = await built('cli/tool.js');

const world = openDiskWorld(root);
const { fonts } = parse(readFileSync(`${root}/fonts/fonts.yaml`, 'utf8'));
const book = openFontBook({
  entries: fonts,
  read: (/** @type {string} */ name) => readFileSync(`${root}/fonts/${name}`),
  subsetWasm: () =>
    readFileSync(createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm')),
});

/** @typedef {{ tag: string, script: string, dir: 'ltr' | 'rtl', name: string, text: string }} Sample */
/** @type {Sample[]} */
const samples = parse(readFileSync(`${root}/tools/specimen/samples.yaml`, 'utf8'));

/** Points. */
const [WIDTH, HEIGHT, MARGIN] = [396, 612, 36];

/** @type {Record<string, { leading?: number, smallest?: number, digits?: string, comma?: string, space?: string }>} */
const manners = parse(readFileSync(`${root}/tools/specimen/scripts.yaml`, 'utf8'));

const familiesOf = (/** @type {string} */ script) => [
  ...new Set([
    ...fonts
      .filter((/** @type {{ scripts: string[] }} */ f) => f.scripts.includes(script))
      .map((/** @type {{ family: string }} */ f) => f.family),
    ...(script === 'Aran' ? ['Noto Sans Arabic'] : []),
    'Noto Sans',
  ]),
];

/** @type {{ id: string, size: object, bleed: object, items: object[] }[]} */
const pages = [];
let y = 0;
/** @type {{ line: object, top: number } | undefined} */
let above;

function turnPage() {
  pages.push({ id: `page-${pages.length + 1}`, size: size(WIDTH, HEIGHT), bleed: NO_INSETS, items: [] });
  y = MARGIN;
  above = undefined;
}

/** @type {string[]} */
const faults = [];

/**
 * @typedef {object} Piece
 * @property {Sample} sample
 * @property {string} text
 * @property {number} size
 * @property {number} [weight]
 * @property {number} [after] white below it, in points
 * @property {boolean} [balance]
 */

/** @param {Piece} piece */
function setPiece({ sample, text, size: type, weight = 400, balance = false }) {
  const style = { families: familiesOf(sample.script), weight, size: type, color: BLACK };
  const paragraph = setParagraph(book, {
    spans: [{ text, style }],
    lang: sample.tag,
    script: sample.script,
    direction: sample.dir,
    width: WIDTH - 2 * MARGIN,
    leading: type * (manners[sample.script]?.leading ?? 1.35),
    balance,
  });
  if (paragraph.overfull) faults.push(`${sample.tag}: too wide: ${text}`);
  for (const { message } of paragraph.diagnostics) faults.push(`${sample.tag}: ${message}`);
  return paragraph;
}

/**
 * Sets pieces one below the other, on a new page where they do not fit together.
 * @param {Piece[]} pieces
 */
function add(...pieces) {
  const set = pieces.map((piece) => ({ paragraph: setPiece(piece), after: piece.after ?? 0 }));
  const height = set.reduce((sum, { paragraph, after }) => sum + paragraph.height + after, 0);
  if (pages.length === 0 || y + height > HEIGHT - MARGIN) turnPage();
  for (const { paragraph, after } of set) {
    const [first] = paragraph.lines;
    if (above && first) y += overlap(book, above.line, first, 0, y - above.top);
    for (const line of paragraph.lines)
      for (const item of line.items)
        pages.at(-1)?.items.push({ ...item, at: point(item.at.x + MARGIN, item.at.y + y) });
    const last = paragraph.lines.at(-1);
    if (last) above = { line: last, top: y };
    y += paragraph.height + after;
  }
}

/** @type {Sample} */
const label = { tag: 'en', script: 'Latn', dir: 'ltr', name: '', text: '' };
/** @returns {Piece} */
const says = (/** @type {string} */ text) => ({ sample: label, text, size: 7, after: 3 });

/** The first sentence, or as much of it as a headline bears; Tibetan ends its clauses with a shad. */
const headlineOf = (/** @type {Sample} */ { text, tag }) => {
  const [first] = new Intl.Segmenter(tag, { granularity: 'sentence' }).segment(text);
  const [clause] = /^[^།]*།?/u.exec(first?.segment ?? text) ?? [text];
  return clause.trim();
};
/** Telephone, address, form number and foreign names in a sentence of the language, with its own marks. */
const running = (/** @type {Sample} */ sample) => {
  const words = headlineOf(sample);
  const { comma = ', ', space = ' ' } = manners[sample.script] ?? {};
  const { before, after } = quotesAround(sample.tag);
  const list = ['(212) 555-0100', 'nyc.gov/immigrants', 'I-205'].join(comma);
  return `${words}${space}${list}. ${words}${space}${before}ICE${after} (Kilmer v. Noem) 24/7 ${sample.name}`;
};
/** A word or two for the largest type. */
const shortest = (/** @type {Sample} */ { name }) => [...name].slice(0, 14).join('');

const scripts = [...new Set(samples.map((s) => s.script))];
for (const script of scripts) {
  const [main, ...others] = samples.filter((s) => s.script === script);
  if (!main) continue;
  const { smallest = 8.5, digits, space = ' ' } = manners[script] ?? {};
  const native = new Intl.NumberFormat(`en-u-nu-${digits ?? 'latn'}`, { useGrouping: false });
  const own = digits ? `${native.format(1234567890)} · ` : '';
  const words = headlineOf(main);
  turnPage();
  add(says(`${script}: ${familiesOf(script).join(', ')}. ${main.tag}. Sample text: no law, no advice.`));
  add({ sample: main, text: shortest(main), size: 44, weight: 700, after: 4 });
  add({ sample: main, text: words, size: 19, weight: 700, after: 8, balance: true });
  add({ sample: main, text: main.text, size: 11.5, after: 8 });
  add({ sample: main, text: main.text, size: 10.5, weight: 700, after: 8 });
  add({ sample: main, text: `${own}1234567890`, size: 13, after: 6 });
  add(says('Telephone, address, form number and foreign names in running text'), {
    sample: main,
    text: running(main),
    size: 11.5,
    after: 8,
  });
  add(says(`Smallest, ${smallest} pt`), {
    sample: main,
    text: `${main.text}${space}(212) 555-0100`,
    size: smallest,
    after: 8,
  });
  for (const sample of others)
    add(
      says(sample.tag),
      { sample, text: sample.name, size: 15, weight: 700, after: 1 },
      { sample, text: `${sample.text}${space}I-205: (212) 555-0100`, size: Math.max(10, smallest), after: 7 },
    );
}

const bytes = await writeDocument({
  pages: pages.map(oneUpPage),
  book,
  meta: {
    title: 'Specimen of every script',
    language: 'en',
    creator: TOOL,
    date: new Date('2026-01-01T00:00:00Z'),
    trapped: false,
    documentId: world.digest(JSON.stringify(pages)),
  },
  intent: (await openCondition(world)).intent,
  digest: world.digest,
  deflate: (/** @type {Uint8Array} */ data) => deflateSync(data),
});
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, bytes);
console.log(`${file}: ${pages.length} pages, ${scripts.length} scripts, ${samples.length} languages`);
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exitCode = 1;
}
