/**
 * Makes everything in fonts/: the TrueType files, their licences, and fonts.yaml.
 *
 *   npm run fonts               fetch the pinned packages and make the folder anew
 *   npm run fonts -- --check    only compare the files on disk with fonts.yaml; exit 1 on any difference
 *
 * Fonts are never made by hand: each comes out of an npm package pinned by version and checksum
 * (tools/fonts/families.js), whole or, for the Bold of the four CJK fonts, cut to the national character set.
 * Two runs give the same bytes. Nothing is written until every font has been made and has passed its checks.
 */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as hb from 'harfbuzzjs';
import { parse } from 'yaml';
import { keptByCut } from './fonts/charsets.js';
import { FAMILIES, WEIGHTS } from './fonts/families.js';
import { cutFont } from './fonts/subset.js';
import { fetchPackage } from './fonts/tarball.js';

/**
 * @typedef {import('./fonts/families.js').Family} Family
 * @typedef {{ key: string, file: string, weight: number, family: Family, cut?: string, licence: string }} Entry
 */

const FOLDER = fileURLToPath(new URL('../fonts/', import.meta.url));

/** @param {Uint8Array} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** @param {string} family `Noto Sans SC` → `NotoSansSC` */
const stemOf = (family) => family.replaceAll(' ', '');

/** What fonts/ holds, in order. @type {Entry[]} */
const ENTRIES = FAMILIES.flatMap((family) =>
  WEIGHTS.map(({ name, weight }) => {
    const key = `${stemOf(family.family)}-${name}`;
    const cut = name === 'Bold' ? family.cutBold : undefined;
    return { key, file: `${key}.ttf`, weight, family, cut, licence: `OFL-${stemOf(family.family)}.txt` };
  }),
);

/**
 * @param {(file: string) => string} digestOf SHA-256 of a font file
 * @returns {string} fonts.yaml
 */
function writeYaml(digestOf) {
  const lines = [
    '# yaml-language-server: $schema=../schema/fonts.schema.json',
    '# Made by tools/fonts.js (npm run fonts). Do not edit: change tools/fonts/families.js and run it again.',
    'fonts:',
  ];
  for (const { key, file, weight, family, cut, licence } of ENTRIES) {
    lines.push(
      `  - key: ${key}`,
      `    family: ${family.family}`,
      `    weight: ${weight}`,
      `    file: ${file}`,
      `    package: '${family.package}'`,
      `    version: ${family.version}`,
      `    sha256: ${digestOf(file)}`,
      '    licence: OFL-1.1',
      `    licence-file: ${licence}`,
      `    scripts: [${family.scripts.join(', ')}]`,
    );
    if (cut) lines.push(`    cut: ${cut}`);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Refuses a font that would fail later, on paper. (HarfBuzz opens a broken file without complaint.)
 *
 * @param {string} name for the message
 * @param {Uint8Array} bytes
 * @param {number} weight what OS/2 must say
 * @returns {{ codePoints: number[] }} what it has
 */
function checkFont(name, bytes, weight) {
  /** @param {boolean} holds @param {string} what */
  const must = (holds, what) => {
    if (!holds) throw new Error(`${name}: ${what}`);
  };
  must(Buffer.from(bytes).readUInt32BE(0) === 0x00010000, 'is not a TrueType file');
  const face = new hb.Face(new hb.Blob(bytes));
  /** @param {string} tag */
  const has = (tag) => (face.referenceTable(tag)?.length ?? 0) > 0;
  // CID-keyed CFF loses ideographs in poppler, mupdf and ghostscript.
  must(!has('CFF ') && !has('CFF2'), 'has CFF outlines; only glyf is accepted');
  for (const tag of ['cmap', 'glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp', 'name', 'OS/2', 'post'])
    must(has(tag), `has no ${tag} table`);
  must(!has('fvar'), 'is a variable font; only static ones are accepted');
  // The true value, out of `head`: for a broken file HarfBuzz answers 1000.
  const unitsPerEm = Buffer.from(face.referenceTable('head') ?? []).readUInt16BE(18);
  must(unitsPerEm >= 16 && unitsPerEm <= 16384 && unitsPerEm === face.upem, `has ${unitsPerEm} units per em`);
  const os2 = Buffer.from(face.referenceTable('OS/2') ?? []);
  must(os2.readUInt16BE(4) === weight, `has weight ${os2.readUInt16BE(4)}, not ${weight}`);
  must(os2.readUInt16BE(8) === 0, 'restricts embedding (OS/2 fsType)');
  const codePoints = [...face.collectUnicodes()];
  const present = new Set(codePoints);
  for (let ascii = 0x20; ascii < 0x7f; ascii++)
    must(present.has(ascii), `lacks "${String.fromCharCode(ascii)}"`);
  return { codePoints };
}

/**
 * @param {Family} family
 * @param {string} folder an empty folder to fetch into
 * @returns {Promise<Map<string, Uint8Array>>} its files for fonts/, by name
 */
async function makeFamily(family, folder) {
  const made = new Map();
  const contents = await fetchPackage(`${family.package}@${family.version}`, family.integrity, folder);
  const stem = stemOf(family.family);
  for (const entry of ENTRIES.filter((candidate) => candidate.family === family)) {
    const style = `${entry.weight}${entry.key.slice(stem.length + 1)}`;
    const path = `${style}/${stem}_${style}.ttf`;
    const whole = contents.get(path);
    if (!whole) throw new Error(`${family.package} has no ${path}`);
    const { codePoints } = checkFont(path, whole, entry.weight);
    if (!entry.cut) {
      made.set(entry.file, whole);
      continue;
    }
    const kept = keptByCut(codePoints, entry.cut);
    const cut = await cutFont(whole, kept);
    const left = new Set(checkFont(`${path}, cut`, cut, entry.weight).codePoints);
    if (!kept.every((codePoint) => left.has(codePoint))) throw new Error(`${path}: the cut lost characters`);
    made.set(entry.file, cut);
  }
  const licence = contents.get('LICENSE_FONT');
  if (!/^Copyright .*SIL OPEN FONT LICENSE Version 1\.1/s.test(licence?.toString('utf8') ?? ''))
    throw new Error(`${family.package} has no OFL text with a copyright line`);
  made.set(`OFL-${stem}.txt`, licence);
  return made;
}

/** Fetches, makes, checks; then writes. */
async function makeFonts() {
  const scratch = await mkdtemp(join(tmpdir(), 'kyr-fonts-'));
  /** @type {Map<string, Uint8Array>} */
  const files = new Map();
  try {
    for (const family of FAMILIES) {
      const folder = join(scratch, stemOf(family.family));
      await mkdir(folder);
      for (const [name, bytes] of await makeFamily(family, folder)) {
        files.set(name, bytes);
        if (name.endsWith('.ttf')) console.error(`${String(bytes.length).padStart(9)}  ${name}`);
      }
    }
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  await mkdir(FOLDER, { recursive: true });
  for (const [name, bytes] of files) await writeFile(join(FOLDER, name), bytes);
  const yaml = writeYaml((file) => sha256(files.get(file) ?? new Uint8Array()));
  await writeFile(join(FOLDER, 'fonts.yaml'), yaml);
}

/** @returns {Promise<string[]>} how fonts/ differs from fonts.yaml, and fonts.yaml from the table */
async function compareWithDisk() {
  const problems = [];
  const present = new Set(await readdir(FOLDER));
  if (!present.has('fonts.yaml')) return ['fonts.yaml: missing'];
  const yaml = await readFile(join(FOLDER, 'fonts.yaml'), 'utf8');
  /** @type {Map<string, string>} */
  const digests = new Map();
  /** @type {Set<string>} */
  const licences = new Set();
  for (const font of parse(yaml)?.fonts ?? []) {
    digests.set(font.file, font.sha256);
    licences.add(font['licence-file']);
    if (!present.has(font.file)) problems.push(`${font.file}: missing`);
    else if (sha256(await readFile(join(FOLDER, font.file))) !== font.sha256)
      problems.push(`${font.file}: is not the file that fonts.yaml records`);
  }
  for (const licence of licences) if (!present.has(licence)) problems.push(`${licence}: missing`);
  for (const name of present)
    if (/\.(ttf|otf|ttc)$|^OFL-/i.test(name) && !digests.has(name) && !licences.has(name))
      problems.push(`${name}: is not in fonts.yaml`);
  if (yaml !== writeYaml((file) => digests.get(file) ?? 'missing'))
    problems.push('fonts.yaml: is not what tools/fonts.js writes');
  return problems;
}

const flags = process.argv.slice(2);
if (flags.some((flag) => flag !== '--check')) {
  console.error('usage: npm run fonts [-- --check]');
  process.exit(2);
}
if (!flags.includes('--check')) await makeFonts();
const problems = await compareWithDisk();
for (const problem of problems) console.error(`fonts/${problem}`);
if (problems.length > 0) {
  console.error(
    'Run `npm run fonts` to make the folder anew; a file that is not in its table must be removed.',
  );
  process.exitCode = 1;
} else {
  console.error(`fonts/: ${ENTRIES.length} fonts, all as recorded`);
}
