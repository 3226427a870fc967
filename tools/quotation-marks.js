/**
 * `npm run quotation-marks`: src/core/quotation-marks-data.ts, the quotation marks of every locale of CLDR, out of the
 * pinned npm package cldr-misc-full (Unicode License v3). What a tag inherits from a shorter one is left out.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchPackage } from './fonts/tarball.js';

const SOURCE = 'cldr-misc-full@48.2.0';
const INTEGRITY =
  'sha512-dSc2Tr53dQcUGwsTinamEeoP2YXOhQrIZ+SyeuUrv4MzJOSjT/Q0qkSmX11ZwfcTbYSkIqbrgALQLhAm1yf5fA==';
const OUT = fileURLToPath(new URL('../src/core/quotation-marks-data.ts', import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'kyr-cldr-'));
/** @type {Map<string, string>} */
const marks = new Map();
try {
  for (const [path, bytes] of await fetchPackage(SOURCE, INTEGRITY, folder)) {
    const tag = /^main\/([^/]+)\/delimiters\.json$/.exec(path)?.[1];
    if (tag === undefined) continue;
    const { delimiters } = JSON.parse(bytes.toString('utf8')).main[tag];
    const four = ['quotationStart', 'quotationEnd', 'alternateQuotationStart', 'alternateQuotationEnd'];
    marks.set(tag, four.map((name) => delimiters[name]).join(''));
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** @param {string} tag @returns {string} what is found if the tag itself is not listed */
function inherited(tag) {
  const shorter = tag.split('-').slice(0, -1).join('-');
  return shorter === '' ? (marks.get('und') ?? '') : (marks.get(shorter) ?? inherited(shorter));
}

/** @type {Map<string, string[]>} */
const listed = new Map([[marks.get('und') ?? '', ['und']]]);
for (const [tag, four] of [...marks].sort(([a], [b]) => (a < b ? -1 : 1)))
  if (tag !== 'und' && four !== inherited(tag)) listed.set(four, [...(listed.get(four) ?? []), tag]);

await writeFile(
  OUT,
  `/** Made by \`npm run quotation-marks\` from ${SOURCE}. Do not edit. Four marks (open, close, and those inside) → tags. */
export const QUOTATION_MARKS: Readonly<Record<string, string>> = {
${[...listed].map(([four, tags]) => `  '${four}': '${tags.join(' ')}',`).join('\n')}
};
`,
);
console.log(`${OUT}: ${listed.size} ways to quote, ${marks.size} locales`);
