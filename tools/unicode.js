/**
 * `npm run unicode`: src/text/unicode-data.ts (the classes that UAX #9 and UAX #14 work with) and the small fixtures
 * of test/text/fixtures/ (every so many lines of the Consortium's tests), out of the Unicode Character Database as
 * Debian's package unicode-data installs it. Another folder can be named: `npm run unicode -- FOLDER`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = process.argv[2] ?? '/usr/share/unicode';
const read = (/** @type {string} */ file) => readFileSync(join(folder, file), 'utf8');

const LAST = 0x10ffff;

/**
 * A property of every code point: what the file lists over its `@missing` defaults.
 * @param {string} file
 * @param {string} otherwise
 * @param {Record<string, string>} [longNames] short names of the defaults
 */
function property(file, otherwise, longNames = {}) {
  const values = new Array(LAST + 1).fill(otherwise);
  const text = read(file);
  for (const pattern of [
    /^# @missing: ([0-9A-F]+)\.\.([0-9A-F]+); *(\w+)/gm,
    /^([0-9A-F]+)(?:\.\.([0-9A-F]+))? *; *(\w+)/gm,
  ])
    for (const [, first, last, value] of text.matchAll(pattern))
      values.fill(longNames[value] ?? value, parseInt(first, 16), parseInt(last ?? first, 16) + 1);
  return values;
}

const category = property('extracted/DerivedGeneralCategory.txt', 'Cn', { Unassigned: 'Cn' });
const width = property('EastAsianWidth.txt', 'N');
const pictographic = new Array(LAST + 1).fill(false);
for (const [, first, last] of read('emoji/emoji-data.txt').matchAll(
  /^([0-9A-F]+)(?:\.\.([0-9A-F]+))? *; *Extended_Pictographic/gm,
))
  pictographic.fill(true, parseInt(first, 16), parseInt(last ?? first, 16) + 1);

/** LB1 is done here, and what LB30 and LB30b ask of other properties becomes a class of its own. */
const lineBreak = property('LineBreak.txt', 'XX').map((value, cp) => {
  if (pictographic[cp] && category[cp] === 'Cn') return 'XP';
  switch (value) {
    case 'AI':
    case 'SG':
    case 'XX':
      return 'AL';
    case 'SA':
      return category[cp] === 'Mn' || category[cp] === 'Mc' ? 'CM' : 'AL';
    case 'CJ':
      return 'NS';
    case 'OP':
      return 'FWH'.includes(width[cp]) ? 'OE' : 'OP';
    default:
      return value;
  }
});
const bidi = property('extracted/DerivedBidiClass.txt', 'L', {
  Left_To_Right: 'L',
  Right_To_Left: 'R',
  Arabic_Letter: 'AL',
  European_Terminator: 'ET',
});

/**
 * `41AL` says: this many code points (base 36) after the last change the class becomes AL.
 * @param {string[]} values
 */
function encode(values) {
  const lines = [''];
  let place = 0;
  values.forEach((value, cp) => {
    if (value === values[cp - 1]) return;
    const step = `${(cp - place).toString(36)}${value}`;
    const line = lines.at(-1) ?? '';
    if (line.length + step.length > 105) lines.push(step);
    else lines[lines.length - 1] = line === '' ? step : `${line} ${step}`;
    place = cp;
  });
  return lines.join('\n');
}

const version = /^# LineBreak-([\d.]+)\.txt/.exec(read('LineBreak.txt'))?.[1];
if (!version) throw new Error(`${folder}/LineBreak.txt does not say its version`);

writeFileSync(
  join(root, 'src/text/unicode-data.ts'),
  `/**
 * Made by tools/unicode.js (npm run unicode) from the Unicode Character Database. Do not edit.
 * Each entry is a distance from the last change, in base 36, and the class that begins there.
 * © Unicode, Inc. For terms of use see https://www.unicode.org/terms_of_use.html
 */
export const UNICODE_VERSION = '${version}';

/**
 * Line_Break after rule LB1 of UAX #14. \`OE\` is an opening mark of East Asian width (LB30), \`XP\` an unassigned
 * pictograph (LB30b).
 */
export const LINE_BREAK = \`
${encode(lineBreak)}\`;

/** Bidi_Class (UAX #9), with the defaults of what is not assigned. */
export const BIDI_CLASS = \`
${encode(bidi)}\`;
`,
);

/**
 * One case in so many, with the lines that steer it (`@Levels`, `@Reorder`).
 * @param {string} file
 * @param {number} one
 */
function sample(file, one) {
  const lines = read(file).split('\n');
  const name = file.split('/').at(-1) ?? file;
  const out = [
    ...lines.slice(0, 5).filter((line) => line.startsWith('#')),
    `# One case in ${one} of the file that test/witness/unicode.test.ts runs whole. Made by tools/unicode.js.`,
  ];
  /** @type {Map<string, string>} */
  const steering = new Map();
  let cases = 0;
  for (const line of lines) {
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('@')) steering.set(line.split(':')[0] ?? '', line);
    else if (cases++ % one === 0) {
      out.push(...steering.values(), line.replace(/\t#.*$/, ''));
      steering.clear();
    }
  }
  writeFileSync(join(root, 'test/text/fixtures', name), `${out.join('\n')}\n`);
}

mkdirSync(join(root, 'test/text/fixtures'), { recursive: true });
sample('BidiTest.txt', 331);
sample('BidiCharacterTest.txt', 97);
sample('auxiliary/LineBreakTest.txt', 7);
