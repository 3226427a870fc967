/**
 * `npm run bench`: how fast text is set. Characters a second by script, whole paragraphs (bidi, breaks, fonts, shaping,
 * total fit, ink) and shaping alone, beside fontkit's shaping of the same texts with the same fonts in the same run;
 * and designs a second, every language laid out from its law to its Frames. Writes bench/RESULTS.md.
 *
 * Every text is new, so that no cache answers. fontkit finds the script itself and is told the direction; the share of
 * texts on which it throws is counted, since speed without letters is none.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { create } from 'fontkit';
import { parse } from 'yaml';
import { writeSection } from './results.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = (/** @type {string} */ path) => import(new URL(`../dist/${path}`, import.meta.url).href);
const { openFontBook } = await built('text/font-book.js');
const { setParagraph } = await built('text/paragraph.js');
const { shape } = await built('text/shape.js');
const { shapingScript } = await built('text/scripts.js');
const { BLACK } = await built('core/color.js');
const { openPressRoom } = await built('cli/press-room.js');
const { compose, design } = await built('cli/set-flyer.js');
const { listLocales } = await built('load/locales.js');
const { openDiskWorld } = await built('load/disk-world.js');

/** Texts a script, and how long each measurement is repeated at least, in milliseconds. */
const [TEXTS, LEAST] = [40, 400];

const { fonts } = parse(readFileSync(`${root}/fonts/fonts.yaml`, 'utf8'));
const read = (/** @type {string} */ file) => readFileSync(`${root}/fonts/${file}`);
const book = openFontBook({ entries: fonts, read });
/** @type {{ tag: string, script: string, dir: string, text: string }[]} */
const samples = parse(readFileSync(`${root}/tools/specimen/samples.yaml`, 'utf8'));

let serial = 0;
/** The sample's words turned round by some places and numbered: the same letters, a text that no cache has seen. */
function freshTexts(/** @type {string} */ text) {
  return Array.from({ length: TEXTS }, () => {
    serial++;
    const clusters = [...new Intl.Segmenter('und').segment(text)].map((s) => s.segment);
    const at = serial % clusters.length;
    return `${[...clusters.slice(at), ...clusters.slice(0, at)].join('')} ${serial}`;
  });
}

/**
 * Characters a second over fresh texts, until the least time is over.
 * @param {string} text
 * @param {(text: string) => void} work
 */
function rate(text, work) {
  for (const one of freshTexts(text)) work(one);
  let characters = 0;
  let milliseconds = 0;
  while (milliseconds < LEAST) {
    const texts = freshTexts(text);
    const from = performance.now();
    for (const one of texts) work(one);
    milliseconds += performance.now() - from;
    characters += texts.reduce((sum, one) => sum + one.length, 0);
  }
  return (characters / milliseconds) * 1000;
}

const inThousands = (/** @type {number} */ n) => Math.round(n / 1000);
const rows = [];
for (const script of new Set(samples.map((s) => s.script))) {
  const sample = samples.find((s) => s.script === script);
  const entry = fonts.find(
    (/** @type {{ scripts: string[], weight: number }} */ f) =>
      f.scripts.includes(script) && f.weight === 400,
  );
  if (!sample || !entry) continue;
  const { tag, dir, text } = sample;
  const families = [...new Set([entry.family, 'Noto Sans'])];
  const style = { families, weight: 400, size: 11, color: BLACK };
  const paragraphs = rate(text, (one) =>
    setParagraph(book, {
      spans: [{ text: one, style }],
      lang: tag,
      script,
      direction: dir,
      width: 250,
      leading: 16,
    }),
  );
  const font = book.font(entry.key);
  const shaped = rate(text, (one) =>
    shape({
      font,
      text: one,
      start: 0,
      end: one.length,
      rtl: dir === 'rtl',
      script: shapingScript(script),
      lang: tag,
    }),
  );
  const peer = create(read(entry.file));
  let thrown = 0;
  let asked = 0;
  const theirs = rate(text, (one) => {
    asked++;
    try {
      peer.layout(one, undefined, undefined, undefined, dir);
    } catch {
      thrown++;
    }
  });
  rows.push({ script, tag, paragraphs, shaped, theirs, thrown: thrown / asked });
  console.log(
    `${script} ${tag}: paragraphs ${inThousands(paragraphs)}, shaping ${inThousands(shaped)}, fontkit ${inThousands(theirs)} thousand characters a second`,
  );
}

const room = openPressRoom(openDiskWorld(root), { publication: 'ice-encounter', layer: 'us/ny/nyc' });
const tags = listLocales(openDiskWorld(root));
const [size] = room.content.publication.value.sizes;
const lay = (/** @type {string} */ lang) =>
  design(room, compose(room, { lang, size, draft: true, address: room.content.publication.value.address }));
const cold = performance.now();
for (const tag of tags) lay(tag);
const first = performance.now() - cold;
const warm = performance.now();
for (const tag of tags) lay(tag);
const again = performance.now() - warm;
console.log(
  `designs a second: ${((tags.length / first) * 1000).toFixed(1)} first, ${((tags.length / again) * 1000).toFixed(1)} again`,
);

const version = (/** @type {string} */ path) =>
  JSON.parse(readFileSync(`${root}/${path}/package.json`, 'utf8')).version;
const [processor] = cpus();
const share = (/** @type {number} */ n) => (n === 0 ? '' : `${Math.round(n * 100)} %`);
writeSection(
  'How fast text is set',
  `\`npm run bench\`, ${new Date().toISOString().slice(0, 10)}: Node ${process.version} on ${cpus().length} × ${processor?.model ?? 'unknown'}, HarfBuzz by
harfbuzzjs ${version('node_modules/harfbuzzjs')}, fontkit ${version('bench/node_modules/fontkit')}, Unicode ${process.versions.unicode}, ICU ${process.versions.icu}.
The machine was not idle; ratios hold, times drift.

Thousand characters a second, one thread, every text new. *Paragraphs* is the whole way: normalise, bidi, fonts, breaks,
shaping twice, total fit, ink. *Shaping* is that alone, beside fontkit's with the same font and
direction; *throws* is the share of texts on which fontkit fails (its characters a second count them as done).

| script | language | paragraphs | shaping | fontkit's shaping | ratio | fontkit throws |
|---|---|---|---|---|---|---|
${rows
  .map(
    (r) =>
      `| ${r.script} | ${r.tag} | ${inThousands(r.paragraphs)} | ${inThousands(r.shaped)} | ${inThousands(r.theirs)} | ${(r.shaped / r.theirs).toFixed(1)} | ${share(r.thrown)} |`,
  )
  .join('\n')}

Designs a second, ${tags.length} languages, ${size}, law to Frames, no cache of designs: **${((tags.length / first) * 1000).toFixed(1)}** with fonts to open,
**${((tags.length / again) * 1000).toFixed(1)}** with fonts open and stretches shaped before.
`,
);
