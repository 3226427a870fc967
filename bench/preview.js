/**
 * `npm run bench`: how long after a save the flyer is seen. Starts `kyr preview` in a project of its own, saves a sentence
 * again and again in the ways in which editors do, and waits until both pictures have been renamed into their place: all
 * that the writer waits for, the watcher's wait for the end of the save included. Writes bench/RESULTS.md.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSection } from './results.js';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Saves a language; the first ones warm up. */
const [SAVES, WARM] = [16, 4];
const LANGUAGES = ['es', 'zh-Hans', 'ar', 'ur'];

/** @type {Record<string, (path: string, text: string) => void>} */
const WAYS = {
  'over the file': (path, text) => writeFileSync(path, text),
  'by renaming': (path, text) => {
    writeFileSync(`${path}~`, text);
    renameSync(`${path}~`, path);
  },
};

const rows = [];
for (const tag of LANGUAGES) {
  const folder = mkdtempSync(join(tmpdir(), 'kyr-bench-'));
  writeFileSync(join(folder, 'kyr.yaml'), '# a project\n');
  cpSync(join(root, 'locales', tag), join(folder, 'locales', tag), { recursive: true });
  const file = join(folder, 'locales', tag, 'us-federal.json');
  const text = readFileSync(file, 'utf8');
  const title = JSON.parse(text).door.title;
  const child = spawn(process.execPath, [join(root, 'bin', 'kyr.js'), 'preview', tag, '--json'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  /** @type {((line: { made: string[], ms?: number }) => void) | undefined} */
  let heard;
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ part) => {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) heard?.(JSON.parse(line));
  });
  await new Promise((watching) => {
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ said) => {
      if (said.includes('Watching')) watching(undefined);
    });
  });
  for (const [way, save] of Object.entries(WAYS)) {
    const times = [];
    for (let n = 0; n < SAVES; n++) {
      const seen = new Promise((resolve) => {
        heard = resolve;
      });
      const saved = performance.now();
      save(
        file,
        text.replace(title, () => `${title} ${n % 2 === 0 ? title.split(' ')[0] : ''}${n}`),
      );
      await seen;
      if (n >= WARM) times.push(performance.now() - saved);
    }
    times.sort((a, b) => a - b);
    const at = (/** @type {number} */ share) =>
      Math.round(times[Math.floor(share * (times.length - 1))] ?? 0);
    rows.push(`| ${tag} | ${way} | ${at(0)} | ${at(0.5)} | ${at(0.9)} |`);
    console.log(rows.at(-1));
  }
  child.kill('SIGTERM');
  await new Promise((ended) => child.on('close', ended));
  rmSync(folder, { recursive: true, force: true });
}

writeSection(
  'How soon a save is seen',
  [
    `\`npm run bench\`: Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model.split(' ').slice(0, 2).join(' ')}; the machine's load over the last minute was ${loadavg()[0]?.toFixed(1)}.`,
    '',
    '`kyr preview`, warm: milliseconds from the save of one changed sentence to both pictures and the PDF in their place, the',
    'wait for the end of the save (20 ms) included.',
    '',
    '| language | saved | best | median | 9 of 10 within |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n'),
);
