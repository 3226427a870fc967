/**
 * `npm run bench`: the work of ARCHITECTURE.md's benchmark by ours and by the peers in turn, on the same texts and in
 * the same run: W1 (30,000 flyers, a code each, 1-up), W2 (the same, 4-up on 12 × 18 in), W1c (30,000 pieces for 300
 * congregations), W3 (one flyer from a cold process), W4 (one in every language). Every output is read back before its
 * time counts: pages, codes, and whether the text says what it should, Arabic and Bengali too. Writes bench/RESULTS.md.
 *
 * node bench/flyers.js [--rounds 5] [--pieces 30000] [--only W1,W2] [--best-peer-only]
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeSection } from './results.js';
import { addressOf, LANGUAGES, root, writeWork } from './work.js';

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
const folder = mkdtempSync(join(tmpdir(), 'kyr-bench-'));
const here = (/** @type {string} */ file) => join(root, 'bench', file);
const PYTHON = '/usr/bin/python3';

/** @typedef {{ seconds: number, cpu: number, megabytes: number, bytes: number, files: string[] }} Ran */

/**
 * Runs a command; its last line may be JSON with `megabytes`. Seconds are the process's, from spawn to exit.
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(command, args, cwd = folder) {
  const from = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const seconds = (performance.now() - from) / 1000;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr.slice(-2000)}`);
  return { seconds, stdout };
}
const has = (/** @type {string} */ command, /** @type {string[]} */ ...args) =>
  spawnSync(command, args).status === 0;
const lastLine = (/** @type {string} */ text) => JSON.parse(text.trim().split('\n').at(-1) ?? '{}');

/** The project in which ours works, so that its cache is known: empty, or as the run before left it. */
const project = join(folder, 'project');
mkdirSync(project);
writeFileSync(join(project, 'kyr.yaml'), '# benchmark\n');
const emptyCache = () => rmSync(join(project, '.kyr'), { recursive: true, force: true });

/**
 * Press files of a job by ours.
 * @param {string} job
 * @param {'font' | 'path' | 'plain'} draw
 * @returns {Ran}
 */
function ours(job, draw) {
  const out = join(project, 'out');
  rmSync(out, { recursive: true, force: true });
  const { seconds, stdout } = run(process.execPath, [here('press-files.js'), job, out, draw], project);
  const { megabytes, cpu, files } = lastLine(stdout);
  const paths = files.map((/** @type {string} */ file) => join(out, file));
  return { seconds, cpu: cpu / 1000, megabytes, bytes: sizes(paths), files: paths };
}
const sizes = (/** @type {string[]} */ files) => files.reduce((sum, file) => sum + statSync(file).size, 0);

/** @returns {Ran} */
function peer(/** @type {string} */ command, /** @type {string[]} */ ...args) {
  const out = join(folder, 'peer.pdf');
  rmSync(out, { force: true });
  const { seconds, stdout } = run(
    command,
    args.map((arg) => (arg === 'OUT' ? out : arg)),
  );
  const { megabytes = Number.NaN, cpu = Number.NaN } = stdout.includes('{') ? lastLine(stdout) : {};
  return { seconds, cpu: cpu / 1000, megabytes, bytes: sizes([out]), files: [out] };
}

/** A job of ours with a number of pieces in each language. */
function job(/** @type {string} */ name, /** @type {string} */ from, /** @type {number} */ pieces) {
  const each = pieces / LANGUAGES.length;
  const text = readFileSync(here(`jobs/${from}`), 'utf8')
    .replaceAll(/quantity: \d+/g, `quantity: ${each}`)
    .replace(/total: \d+/, `total: ${each * LANGUAGES.length}`)
    .replace(/^# yaml-language-server.*\n/, '');
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, text);
  return file;
}

const pagesOf = (/** @type {string} */ file) =>
  Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', [file]).stdout)?.[1]);
const textOf = (/** @type {string} */ file, /** @type {number} */ page) =>
  run('pdftotext', ['-f', `${page}`, '-l', `${page}`, file, '-']).stdout;

/**
 * What the codes on a page say. zbar misses a code now and then at one resolution and reads it at the next.
 * @param {string} file
 * @param {number} page
 * @param {number} least how many there should be
 */
function codesOf(file, page, least) {
  const picture = join(folder, 'page');
  /** @type {string[]} */
  let found = [];
  for (const ppi of [300, 240, 400]) {
    const only = ['-f', `${page}`, '-l', `${page}`, '-singlefile'];
    run('pdftoppm', ['-r', `${ppi}`, ...only, '-gray', '-png', file, picture]);
    const quiet = ['--nodbus', '-q', '--raw', '-Sdisable', '-Sqrcode.enable'];
    const { stdout } = spawnSync('zbarimg', [...quiet, `${picture}.png`], { encoding: 'utf8' });
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
 * Whether a page says a sentence, letter by letter in the order in which it is read.
 * @param {string} file
 * @param {number} page
 * @param {string} sentence
 */
const says = (file, page, sentence) => said(textOf(file, page)).includes(said(sentence));

/**
 * Checks an output: pages in all, codes of sampled pages, and a sentence of each design. Throws for pages and codes;
 * what it hands back are the languages whose text came out right.
 * @param {Ran} ran
 * @param {import('./work.js').Work} work
 * @param {{ pages: number, perDesign: number, up: 1 | 4 }} expected
 */
function check(ran, work, { pages, perDesign, up }) {
  const counted = ran.files.map(pagesOf);
  const total = counted.reduce((sum, n) => sum + n, 0);
  if (total !== pages) throw new Error(`${total} pages instead of ${pages}`);
  const right = work.designs.map((design, i) => {
    const own =
      ran.files.length === 1 ? undefined : ran.files.find((file) => file.includes(`-${design.lang}-`));
    const file = own ?? ran.files[0] ?? '';
    const before = own ? 0 : (i * perDesign * 2) / up;
    const pieces = perDesign / up;
    for (const nth of [0, Math.floor(pieces / 2), pieces - 1]) {
      const page = before + 2 * nth + 2;
      const codes = Array.from({ length: up }, (_, p) =>
        addressOf(i * perDesign + p * pieces + nth + 1),
      ).sort();
      const found = codesOf(file, page, up);
      if (found.join() !== codes.join())
        throw new Error(`page ${page} of ${file} has ${found} instead of ${codes}`);
    }
    // In one direction: where a line mixes two, pdftotext has an order of its own.
    const plain = design.front.filter(
      ({ text }) => design.family === 'Noto Sans' || !/[A-Za-z0-9]/.test(text),
    );
    const longest = plain.sort((a, b) => b.text.length - a.text.length)[0]?.text ?? '';
    return { lang: design.lang, right: says(file, before + 1, longest) };
  });
  return right;
}

const median = (/** @type {number[]} */ of) =>
  [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? Number.NaN;

/** @type {Map<string, { tool: string, runs: Ran[], right?: { lang: string, right: boolean }[], of: number }>} */
let results = new Map();
/** @param {string} tool  @param {number} of pieces made  @param {() => Ran} make */
function time(tool, of, make) {
  const ran = make();
  const known = results.get(tool) ?? { tool, runs: [], of };
  known.runs.push(ran);
  results.set(tool, known);
  process.stderr.write(`  ${tool}: ${ran.seconds.toFixed(2)} s\n`);
  return { ran, known };
}

const digits = (/** @type {number} */ n, places = 2) => (Number.isFinite(n) ? n.toFixed(places) : '–');
const BEST = 'pdfkit, forms, `qr`, no deflate';
/** Rows of a table; seconds of fewer pieces are scaled up and marked. */
function table(/** @type {number} */ pieces, best = BEST) {
  const scaled = [...results.values()].map((r) => ({
    ...r,
    seconds: (median(r.runs.map((x) => x.seconds)) * pieces) / r.of,
    cpu: (median(r.runs.map((x) => x.cpu)) * pieces) / r.of,
    megabytes: median(r.runs.map((x) => x.megabytes)),
    perPiece: (r.runs[0]?.bytes ?? Number.NaN) / r.of,
  }));
  const other = scaled.find((r) => r.tool === best);
  const [against, cpu] = [other?.seconds ?? Number.NaN, other?.cpu ?? Number.NaN];
  const word = (/** @type {typeof scaled[number]} */ r, /** @type {string} */ lang) => {
    const found = r.right?.find((x) => x.lang === lang);
    return found === undefined ? '–' : found.right ? 'yes' : 'no';
  };
  return [
    '| tool | seconds | × best peer | CPU seconds | × best peer | MB at most | bytes a flyer | Arabic / Bengali say what they should |',
    '|---|---|---|---|---|---|---|---|',
    ...scaled.map(
      (r) =>
        `| ${r.tool} | ${r.of === pieces ? '' : '~'}${digits(r.seconds)} | ${digits(against / r.seconds, 1)} | ${digits(r.cpu)} | ${digits(cpu / r.cpu, 1)} | ${digits(r.megabytes, 0)} | ${digits(r.perPiece, 0)} | ${word(r, 'ar')} / ${word(r, 'bn')} |`,
    ),
  ].join('\n');
}

const node = process.execPath;
/** @type {string[]} */
const sections = [];

/** W1 and W2 by everybody, in turn. */
async function manyFlyers(/** @type {'W1' | 'W2'} */ name) {
  results = new Map();
  const up = name === 'W1' ? 1 : 4;
  const layout = name === 'W1' ? '1-up' : 'imposed';
  const file = await writeWork(folder, LANGUAGES, 'work');
  const work = JSON.parse(readFileSync(file, 'utf8'));
  const own = job(name, `${name.toLowerCase()}.yaml`, PIECES);
  const expected = (/** @type {number} */ pieces) => ({
    pages: (2 * pieces) / up,
    perDesign: pieces / LANGUAGES.length,
    up: /** @type {1 | 4} */ (up),
  });
  for (let round = 0; round < ROUNDS; round++) {
    process.stderr.write(`${name}, round ${round + 1}\n`);
    emptyCache();
    time('kyr, compile included', PIECES, () => ours(own, 'font'));
    const { ran, known } = time('kyr, compiled', PIECES, () => ours(own, 'font'));
    known.right ??= check(ran, work, expected(PIECES));
    if (round === 0) {
      const flight = run(node, [join(root, 'bin/kyr.js'), 'preflight', ...ran.files], project);
      sections.push(`Preflight of these ${(2 * PIECES) / up} pages: ${digits(flight.seconds)} s.`);
      time('kyr, compiled, `--qr path`', PIECES, () => ours(own, 'path'));
    }
    const best = time(BEST, PIECES, () =>
      peer(node, here('peers/pdfkit-forms.js'), file, 'OUT', `${PIECES}`, layout),
    );
    best.known.right ??= check(best.ran, work, expected(PIECES));
  }
  if (name === 'W1' && !values['best-peer-only']) slowPeers(file, work);
  sections.unshift(table(PIECES), '');
}

/** Those that are too slow for the whole work: a part of it, once. */
function slowPeers(/** @type {string} */ file, /** @type {import('./work.js').Work} */ work) {
  const part = (/** @type {string} */ tool, /** @type {number} */ pieces, /** @type {() => Ran} */ make) => {
    try {
      const { ran, known } = time(tool, pieces, make);
      known.right = check(ran, work, { pages: 2 * pieces, perDesign: pieces / LANGUAGES.length, up: 1 });
    } catch (error) {
      process.stderr.write(`  ${tool}: ${error instanceof Error ? error.message.slice(0, 300) : error}\n`);
    }
  };
  part('pdfkit, text laid out per flyer', 300, () =>
    peer(node, here('peers/pdfkit-naive.js'), file, 'OUT', '300'),
  );
  part('Typst', 300, () => peer(node, here('peers/typst.js'), file, 'OUT', '300'));
  if (has(PYTHON, '-c', 'import reportlab'))
    part('ReportLab, forms', 600, () => peer(PYTHON, here('peers/reportlab_forms.py'), file, 'OUT', '600'));
  const page = join(folder, 'flyers.html');
  run(node, [here('peers/html.js'), file, page, '50']);
  if (has('weasyprint', '--version')) part('WeasyPrint', 50, () => peer('weasyprint', '-q', page, 'OUT'));
  if (has('chromium', '--version'))
    part('Chromium', 50, () =>
      peer(
        'chromium',
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--no-pdf-header-footer',
        '--print-to-pdf=OUT'.replace('OUT', join(folder, 'peer.pdf')),
        `file://${page}`,
      ),
    );
}

/** A list of 300 congregations that take 100 pieces each, 20 a language. */
function congregations() {
  const rows = Array.from({ length: 300 }, (_, i) => {
    const n = String(i + 1).padStart(3, '0');
    return `sample-${n},Sample Congregation ${n},"${i + 1} Sample Street, New York, NY 10000",212-555-0${100 + (i % 100)},20,20,20,20,20`;
  });
  writeFileSync(
    join(folder, 'c300.csv'),
    `id,name,address,phone,${LANGUAGES.join(',')}\n${rows.join('\n')}\n`,
  );
  const file = join(folder, 'w1c.yaml');
  writeFileSync(file, readFileSync(here('jobs/w1c.yaml'), 'utf8').replace(/^# yaml-language-server.*\n/, ''));
  return file;
}

function everyday() {
  results = new Map();
  const file = congregations();
  for (let round = 0; round < Math.min(3, ROUNDS); round++) {
    emptyCache();
    time('kyr, compile included', 30_000, () => ours(file, 'plain'));
    time('kyr, compiled', 30_000, () => ours(file, 'plain'));
  }
  sections.unshift(table(30_000, ''), '');
}

/** One flyer from a cold process, and one in each language. */
async function few(/** @type {'W3' | 'W4'} */ name) {
  results = new Map();
  const tags =
    name === 'W3'
      ? ['es']
      : readdirSync(join(root, 'locales')).filter((tag) =>
          existsSync(join(root, 'locales', tag, '_meta.yaml')),
        );
  const file = await writeWork(folder, tags, name);
  const own = join(folder, `${name}.yaml`);
  writeFileSync(
    own,
    `job: bench-${name.toLowerCase()}\ntitle: Benchmark\npurpose: draft\npublication: ice-encounter\nlayer: us/ny/nyc\nsize: half-letter\nsample: true\nruns:\n${tags.map((tag) => `  - { language: ${tag}, quantity: 1 }`).join('\n')}\ntotal: ${tags.length}\npress: { overs: 0 %, bleed: 0 in }\noutput: { press-files: true, proofs: false }\n`,
  );
  for (let round = 0; round < ROUNDS; round++) {
    emptyCache();
    time('kyr, compile included', tags.length, () => ours(own, 'plain'));
    time('kyr, compiled', tags.length, () => ours(own, 'plain'));
    time('Typst', tags.length, () => peer(node, here('peers/typst.js'), file, 'OUT', `${tags.length}`));
    time(BEST, tags.length, () => peer(node, here('peers/pdfkit-forms.js'), file, 'OUT', `${tags.length}`));
  }
  if (name === 'W3') {
    const help = Array.from(
      { length: ROUNDS },
      () => run(node, [join(root, 'bin/kyr.js'), '--help']).seconds,
    );
    sections.push(`\`kyr --help\`: ${digits(median(help) * 1000, 0)} ms.`);
  }
  sections.unshift(table(tags.length, 'Typst').replaceAll('best peer', 'Typst'), '');
}

/** Memory and bytes by the number of flyers. */
function growth() {
  results = new Map();
  /** @type {string[]} */
  const rows = [];
  for (const pieces of [3000, 30_000, 300_000, 1_000_000]) {
    const own = job('growth', 'w1.yaml', pieces);
    ours(job('warm', 'w1.yaml', 5), 'font');
    const { seconds, megabytes, bytes } = ours(own, 'font');
    process.stderr.write(`  ${pieces}: ${seconds.toFixed(2)} s, ${megabytes} MB\n`);
    rows.push(
      `| ${pieces.toLocaleString('en')} | ${digits(seconds)} | ${digits(megabytes, 0)} | ${digits(bytes / pieces, 0)} |`,
    );
  }
  sections.unshift(
    ['| flyers | seconds | MB at most | bytes a flyer |', '|---|---|---|---|', ...rows].join('\n'),
    '',
  );
}

/** @type {Record<string, string>} */
const TITLES = {
  W1: 'W1: thirty thousand flyers, a code each, 1-up',
  W2: 'W2: the same, 4-up on 12 × 18 in',
  W1c: 'W1c: thirty thousand pieces for 300 congregations, 1,500 designs, 4-up on 12 × 18 in',
  W3: 'W3: one flyer from a cold process',
  W4: 'W4: one flyer in every language',
  growth: 'Growth: W1, compiled, by the number of flyers',
};

/** When, on what, with which versions. */
function intro() {
  const version = (/** @type {string} */ name) =>
    JSON.parse(readFileSync(here(`node_modules/${name}/package.json`), 'utf8')).version;
  return `\`npm run bench\`, ${new Date().toISOString().slice(0, 10)}: Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'},
${Math.round(totalmem() / 2 ** 30)} GB, load ${loadavg()[0]?.toFixed(0)}; pdfkit ${version('pdfkit')}, qr ${version('qr')}, Typst by its npm package ${version('@myriaddreamin/typst-ts-node-compiler')}. Medians of ${ROUNDS},
ours and the peers in turn, whole processes from spawn to exit. \`~\`: scaled up from fewer flyers. Ours with page
boxes, output intent, digests, journal and flushing; the peers without all but flushing.
`;
}

try {
  /** @type {[string, () => void | Promise<void>][]} */
  const parts = [
    ['W1', () => manyFlyers('W1')],
    ['W2', () => manyFlyers('W2')],
    ['W1c', everyday],
    ['W3', () => few('W3')],
    ['W4', () => few('W4')],
    ['growth', growth],
  ];
  for (const [name, work] of parts) {
    if (!wanted(name)) continue;
    sections.length = 0;
    await work();
    const text = `${intro()}\n${sections.join('\n')}`;
    process.stdout.write(`${text}\n`);
    writeSection(TITLES[name] ?? name, text);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
