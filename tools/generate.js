/**
 * `npm run generate`: writes what is generated from other files of the project: schema/*.schema.json from the zod
 * schemas, and locales/en/*.json from content/. A test fails where they are out of date.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = (/** @type {string} */ path) => import(new URL(`../dist/${path}`, import.meta.url).href);

const { jsonSchemas } = await built('schema/json-schema.js');
const { englishJson } = await built('translate/english-json.js');
const { allSentences } = await built('cli/editions.js');
const { openDiskWorld } = await built('load/disk-world.js');

for (const [folder, files] of [
  ['schema', jsonSchemas()],
  ['locales/en', englishJson(allSentences(openDiskWorld(root)))],
]) {
  mkdirSync(`${root}/${folder}`, { recursive: true });
  for (const [name, text] of files) writeFileSync(`${root}/${folder}/${name}`, text);
}
