/**
 * `npm run bench`: the work of ARCHITECTURE.md's benchmark by ours and by the peers in turn, on the same texts and in
 * the same run: W1 (30,000 flyers, a code each, 1-up), W2 (the same, 4-up on 12 × 18 in), W1c (30,000 pieces for 300
 * congregations), W3 (one flyer from a cold process), W4 (one in every language), and how time and memory grow. Every
 * output is read back before its time counts: pages, codes, and whether the text says what it should. Writes a chapter
 * of bench/RESULTS.md for each, and after a whole run the goals beside what was reached.
 *
 * node bench/flyers.js [--rounds 5] [--pieces 30000] [--only W1,W2] [--best-peer-only]
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  emptyCache,
  everydayJob,
  FLYER_ADDRESS,
  folder,
  has,
  here,
  job,
  kyrRun,
  node,
  ourFlyers,
  ours,
  peer,
  run,
} from './measure.js';
import { checkCodes, checkFlyers, checkPages, says, textOf } from './read-back.js';
import { writeSection } from './results.js';
import { digits, goalRow, median, rowOf, table } from './tables.js';
import { addressOf, LANGUAGES, root, writeWork } from './work.js';

/** @typedef {import('./measure.js').Ran} Ran */

const { values } = parseArgs({
  options: {
    rounds: { type: 'string' },
    pieces: { type: 'string' },
    only: { type: 'string' },
    'best-peer-only': { type: 'boolean' },
  },
});
const ROUNDS = Number(values.rounds ?? 5);
const PIECES = Number(values.pieces ?? 30_000);
const wanted = (/** @type {string} */ work) => !values.only || values.only.split(',').includes(work);

const INCLUDED = 'kyr, compile included';
const COMPILED = 'kyr, compiled';
const BEST = 'pdfkit, forms, `qr`, no deflate';
const ARABIC_BENGALI = {
  head: 'Arabic / Bengali right',
  of: (/** @type {string[]} */ right) =>
    ['ar', 'bn'].map((lang) => (right.includes(lang) ? 'yes' : 'no')).join(' / '),
};

/** Of the goals, by name; a part that fails leaves its own out. @type {Record<string, number>} */
const reached = {};

/** Times tools at one work. */
function openStopwatch() {
  /** @type {Map<string, import('./tables.js').Timed>} */
  const all = new Map();
  return {
    /** @param {string} tool  @param {number} of pieces made  @param {() => Ran} make */
    time(tool, of, make) {
      const ran = make();
      const known = all.get(tool) ?? { tool, of, runs: [] };
      known.runs.push(ran);
      all.set(tool, known);
      process.stderr.write(`  ${tool}: ${digits(ran.seconds)} s, ${digits(ran.cpu)} CPU s\n`);
      return { ran, known };
    },
    rows: (/** @type {number} */ pieces) => [...all.values()].map((timed) => rowOf(timed, pieces)),
  };
}

/** @param {readonly import('./tables.js').Row[]} rows */
const row = (rows, /** @type {string} */ tool) => rows.find((r) => r.tool === tool);

/** W1 and W2 by everybody, in turn. @returns {Promise<string[]>} */
async function manyFlyers(/** @type {'W1' | 'W2'} */ name) {
  const watch = openStopwatch();
  const up = name === 'W1' ? 1 : 4;
  const file = await writeWork(folder, LANGUAGES, 'work');
  const work = JSON.parse(readFileSync(file, 'utf8'));
  const own = job(name, `${name.toLowerCase()}.yaml`, PIECES);
  /** @type {string[]} */
  const notes = [];
  for (let round = 0; round < ROUNDS; round++) {
    process.stderr.write(`${name}, round ${round + 1}\n`);
    emptyCache();
    watch.time(INCLUDED, PIECES, () => ours(own, 'font'));
    const { ran, known } = watch.time(COMPILED, PIECES, () => ours(own, 'font'));
    known.right ??= checkFlyers(ran.files, work, { pieces: PIECES, up });
    if (round === 0) {
      const flight = kyrRun('preflight', ...ran.files);
      notes.push(
        '',
        `Preflight of these ${((2 * PIECES) / up).toLocaleString('en')} pages: ${digits(flight.seconds)} s, ${digits(flight.cpu)} CPU seconds.`,
      );
      reached[`${name} preflight`] = flight.seconds;
      watch.time('kyr, compiled, `--qr path`', PIECES, () => ours(own, 'path'));
    }
    const best = watch.time(BEST, PIECES, () =>
      peer(node, here('peers/pdfkit-forms.js'), file, 'OUT', `${PIECES}`, up === 1 ? '1-up' : 'imposed'),
    );
    best.known.right ??= checkFlyers(best.ran.files, work, { pieces: PIECES, up });
  }
  if (name === 'W1' && !values['best-peer-only']) slowPeers(watch, file, work);
  const rows = watch.rows(PIECES);
  const best = row(rows, BEST)?.seconds ?? Number.NaN;
  reached[`${name} compiled`] = best / (row(rows, COMPILED)?.seconds ?? Number.NaN);
  reached[`${name} included`] = best / (row(rows, INCLUDED)?.seconds ?? Number.NaN);
  reached[`${name} MB`] = row(rows, COMPILED)?.megabytes ?? Number.NaN;
  reached[`${name} bytes`] = row(rows, COMPILED)?.perPiece ?? Number.NaN;
  return [table(rows, { best: BEST, says: ARABIC_BENGALI }), ...notes];
}

/** Those that are too slow for the whole work: a part of it, once. One that is not installed, or fails, is left out. */
function slowPeers(
  /** @type {ReturnType<typeof openStopwatch>} */ watch,
  /** @type {string} */ file,
  /** @type {import('./work.js').Work} */ work,
) {
  const part = (/** @type {string} */ tool, /** @type {number} */ pieces, /** @type {() => Ran} */ make) => {
    try {
      const { ran, known } = watch.time(tool, pieces, make);
      known.right = checkFlyers(ran.files, work, { pieces, up: 1 });
    } catch (error) {
      process.stderr.write(`  ${tool}: ${error instanceof Error ? error.message.slice(0, 300) : error}\n`);
    }
  };
  part('pdfkit, text laid out per flyer', 300, () =>
    peer(node, here('peers/pdfkit-naive.js'), file, 'OUT', '300'),
  );
  part('Typst', 300, () => peer(node, here('peers/typst.js'), file, 'OUT', '300'));
  const python = '/usr/bin/python3';
  if (has(python, '-c', 'import reportlab'))
    part('ReportLab, forms', 600, () => peer(python, here('peers/reportlab_forms.py'), file, 'OUT', '600'));
  const page = join(folder, 'flyers.html');
  run(node, [here('peers/html.js'), file, page, '50']);
  if (has('weasyprint', '--version')) part('WeasyPrint', 50, () => peer('weasyprint', '-q', page, 'OUT'));
  if (has('chromium', '--version')) {
    const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer'];
    part('Chromium', 50, () => peer('chromium', ...quiet, '--print-to-pdf=OUT', `file://${page}`));
  }
}

function everyday() {
  const watch = openStopwatch();
  const file = everydayJob();
  const pieces = 30_000;
  for (let round = 0; round < Math.min(3, ROUNDS); round++) {
    emptyCache();
    watch.time(INCLUDED, pieces, () => ours(file, 'plain'));
    const { ran } = watch.time(COMPILED, pieces, () => ours(file, 'plain'));
    if (round > 0) continue;
    checkPages(ran.files, (2 * pieces) / 4);
    const [first = ''] = ran.files;
    if (!textOf(first, 2).includes('Sample Congregation 001'))
      throw new Error('the first sheet does not say whose flyers they are');
    // One pile after the other: on the first sheet lie the first pieces of four piles.
    const found = LANGUAGES.map((lang) => FLYER_ADDRESS.replace('{lang}', lang));
    checkCodes(first, 2, [found[0] ?? '']);
  }
  const rows = watch.rows(pieces);
  reached['W1c included'] = row(rows, INCLUDED)?.seconds ?? Number.NaN;
  reached['W1c compiled'] = row(rows, COMPILED)?.seconds ?? Number.NaN;
  return [table(rows, { best: undefined, says: ARABIC_BENGALI })];
}

/** @type {[string, string][]} */
const PEERS_OF_FEW = [
  ['Typst', 'peers/typst.js'],
  [BEST, 'peers/pdfkit-forms.js'],
];

/** One flyer from a cold process, and one in each language. @returns {Promise<string[]>} */
async function few(/** @type {'W3' | 'W4'} */ name) {
  const watch = openStopwatch();
  const tags =
    name === 'W3'
      ? ['es']
      : readdirSync(join(root, 'locales')).filter((tag) =>
          existsSync(join(root, 'locales', tag, '_meta.yaml')),
        );
  const file = await writeWork(folder, tags, name);
  /** @type {import('./work.js').Work} */
  const work = JSON.parse(readFileSync(file, 'utf8'));
  const n = tags.length;
  /** What a peer died of. @type {Map<string, string>} */
  const failed = new Map();
  for (let round = 0; round < (name === 'W3' ? ROUNDS : Math.min(3, ROUNDS)); round++) {
    process.stderr.write(`${name}, round ${round + 1}\n`);
    emptyCache();
    watch.time(INCLUDED, n, () => ourFlyers(tags));
    const { ran, known } = watch.time(COMPILED, n, () => ourFlyers(tags));
    known.right ??= checkOwn(ran.files, work);
    for (const [tool, script] of PEERS_OF_FEW) {
      if (failed.has(tool)) continue;
      try {
        const other = watch.time(tool, n, () => peer(node, here(script), file, 'OUT', `${n}`));
        other.known.right ??= checkTheirs(other.ran.files, work);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        failed.set(tool, /^\w*Error: .*$/m.exec(message)?.[0] ?? message.slice(0, 200));
        process.stderr.write(`  ${tool}: ${failed.get(tool)}\n`);
      }
    }
  }
  const rows = watch.rows(n);
  const typst = row(rows, 'Typst')?.seconds ?? Number.NaN;
  reached[`${name} compiled`] = (row(rows, COMPILED)?.seconds ?? Number.NaN) / typst;
  reached[`${name} included`] = row(rows, INCLUDED)?.seconds ?? Number.NaN;
  const says = {
    head: 'languages whose text reads back',
    of: (/** @type {string[]} */ right) => `${right.length} of ${n}`,
  };
  const text = [table(rows, { best: 'Typst', says })];
  for (const [tool, why] of failed) text.push('', `${tool} ends without a file: \`${why}\`.`);
  if (name === 'W4') return text;
  const help = median(Array.from({ length: ROUNDS }, () => kyrRun('--help').seconds)) * 1000;
  reached.help = help;
  return [...text, '', `\`kyr --help\`: ${digits(help, 0)} ms.`];
}

/** @returns {string[]} */
function checkOwn(/** @type {readonly string[]} */ files, /** @type {import('./work.js').Work} */ work) {
  return work.designs.flatMap((design, i) => {
    const file = files[i] ?? '';
    checkPages([file], 2);
    checkCodes(file, 2, [FLYER_ADDRESS.replace('{lang}', design.lang)]);
    return says(file, 1, design) ? [design.lang] : [];
  });
}

/** All in one file. @returns {string[]} */
function checkTheirs(/** @type {readonly string[]} */ files, /** @type {import('./work.js').Work} */ work) {
  const [file = ''] = files;
  checkPages([file], 2 * work.designs.length);
  return work.designs.flatMap((design, i) => {
    checkCodes(file, 2 * i + 2, [addressOf(i + 1)]);
    return says(file, 2 * i + 1, design) ? [design.lang] : [];
  });
}

/** Time, memory and bytes by the number of flyers. @returns {Promise<string[]>} */
async function growth() {
  const file = await writeWork(folder, LANGUAGES, 'work');
  const work = JSON.parse(readFileSync(file, 'utf8'));
  /** @type {string[]} */
  const rows = [];
  /** @type {number[]} */
  const megabytes = [];
  for (const pieces of [3000, 30_000, 300_000, 1_000_000]) {
    const own = job('growth', 'w1.yaml', pieces);
    // The designs are compiled, and the order is known.
    ours(own, 'font');
    const ran = ours(own, 'font');
    checkFlyers(ran.files, work, { pieces, up: 1 });
    process.stderr.write(
      `  ${pieces}: ${digits(ran.seconds)} s, ${digits(ran.cpu)} CPU s, ${digits(ran.megabytes, 0)} MB\n`,
    );
    rows.push(
      `| ${pieces.toLocaleString('en')} | ${digits(ran.seconds)} | ${digits(ran.cpu)} | ${digits(ran.megabytes, 0)} | ${digits(ran.bytes / pieces, 0)} |`,
    );
    if (pieces <= 300_000) megabytes.push(ran.megabytes);
    else reached.million = ran.seconds;
  }
  reached['MB growth'] = Math.max(...megabytes) / Math.min(...megabytes);
  reached['MB most'] = Math.max(...megabytes);
  return [
    '| flyers | seconds | CPU seconds | MB at most | bytes a flyer |',
    '|---|---|---|---|---|',
    ...rows,
  ];
}

/** The goals, from what was measured in this run. */
function goals() {
  const now = (/** @type {string} */ name) => reached[name] ?? Number.NaN;
  /** @type {import('./tables.js').Goal[]} */
  const all = [
    { goal: 'W1: 10 × the best peer, compiled', now: now('W1 compiled'), unit: ' ×', least: 10 },
    { goal: 'W1: 6 × with the compile', now: now('W1 included'), unit: ' ×', least: 6 },
    { goal: 'W2: 12 × the best peer, compiled', now: now('W2 compiled'), unit: ' ×', least: 12 },
    { goal: 'W2: 8 × with the compile', now: now('W2 included'), unit: ' ×', least: 8 },
    { goal: 'W1c: below 15 s with the compile', now: now('W1c included'), unit: ' s', most: 15 },
    { goal: 'W1c: below 1.5 s, compiled', now: now('W1c compiled'), unit: ' s', most: 1.5 },
    { goal: 'W1: at most 128 MB', now: now('W1 MB'), unit: ' MB', most: 128, places: 0 },
    { goal: 'W2: at most 128 MB', now: now('W2 MB'), unit: ' MB', most: 128, places: 0 },
    {
      goal: 'memory the same ± 20 % for 3,000 to 300,000: most by least',
      now: now('MB growth'),
      unit: ' ×',
      most: 1.2 / 0.8,
      places: 2,
    },
    { goal: 'at most 128 MB for 300,000', now: now('MB most'), unit: ' MB', most: 128, places: 0 },
    { goal: '1,000,000 flyers end', now: now('million'), unit: ' s' },
    { goal: 'at most 900 bytes a flyer', now: now('W1 bytes'), unit: '', most: 900, places: 0 },
    {
      goal: 'W3: below Typst, compiled: ours by theirs',
      now: now('W3 compiled'),
      unit: ' ×',
      most: 1,
      places: 2,
    },
    { goal: 'W3: below 1 s with the compile', now: now('W3 included'), unit: ' s', most: 1, places: 2 },
    {
      goal: 'W4: below Typst, compiled: ours by theirs',
      now: now('W4 compiled'),
      unit: ' ×',
      most: 1,
      places: 2,
    },
    { goal: 'preflight of 60,000 pages below 10 s', now: now('W1 preflight'), unit: ' s', most: 10 },
    { goal: '`kyr --help` below 150 ms', now: now('help'), unit: ' ms', most: 150, places: 0 },
  ];
  return ['| goal | today | reached |', '|---|---|---|', ...all.map(goalRow)];
}

/** @type {[string, string, () => string[] | Promise<string[]>][]} */
const PARTS = [
  ['W1', 'W1: thirty thousand flyers, a code each, 1-up', () => manyFlyers('W1')],
  ['W2', 'W2: the same, 4-up on 12 × 18 in', () => manyFlyers('W2')],
  ['W1c', 'W1c: thirty thousand pieces for 300 congregations, 1,500 designs, 4-up on 12 × 18 in', everyday],
  ['W3', 'W3: one flyer from a cold process', () => few('W3')],
  ['W4', 'W4: one flyer in every language', () => few('W4')],
  ['growth', 'Growth: W1, compiled, by the number of flyers', growth],
];

/** When, on what, with which versions, and how busy the machine was when the part began. */
function intro(/** @type {number} */ load) {
  const version = (/** @type {string} */ name) =>
    JSON.parse(readFileSync(here(`node_modules/${name}/package.json`), 'utf8')).version;
  const day = new Date().toISOString().slice(0, 10);
  return `\`npm run bench\`, ${day}: Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'},
${Math.round(totalmem() / 2 ** 30)} GB, load ${load.toFixed(1)} before; pdfkit ${version('pdfkit')}, qr ${version('qr')}, Typst by its npm package ${version('@myriaddreamin/typst-ts-node-compiler')}.
Medians of up to ${ROUNDS} rounds, ours and the peers in turn, whole processes from spawn to exit. \`~\`: scaled up from fewer
flyers. Ours with page boxes, output intent, digests and flushing, single flyers with preflight too (compiled: read back
and held against the bytes that passed it); the peers without all but flushing.
`;
}

try {
  for (const [name, title, work] of PARTS) {
    if (!wanted(name)) continue;
    const load = loadavg()[0] ?? 0;
    const from = performance.now();
    try {
      const text = `${intro(load)}\n${(await work()).join('\n')}`;
      process.stdout.write(`${text}\n\n`);
      writeSection(title, text);
    } catch (error) {
      // The other parts are still worth their time.
      process.exitCode = 1;
      process.stderr.write(`${name} failed: ${error instanceof Error ? error.stack : error}\n`);
    }
    process.stderr.write(`${name}: ${digits((performance.now() - from) / 1000, 0)} s in all\n`);
  }
  if (!values.only && PIECES === 30_000) {
    const text = `${intro(loadavg()[0] ?? 0)}\n${goals().join('\n')}`;
    process.stdout.write(`${text}\n`);
    writeSection('Goals', text);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
