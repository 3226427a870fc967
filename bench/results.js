/** bench/RESULTS.md: a chapter for each benchmark; writing one leaves the others as they are. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('RESULTS.md', import.meta.url));

/** Replaces the chapter of that title, or adds it at the end. */
export function writeSection(/** @type {string} */ title, /** @type {string} */ text) {
  const chapters = readFileSync(file, 'utf8').split(/^(?=# )/m);
  const chapter = `# ${title}\n\n${text.trim().replaceAll(/\n{3,}/g, '\n\n')}\n`;
  const at = chapters.findIndex((one) => one.startsWith(`# ${title}\n`));
  if (at === -1) chapters.push(chapter);
  else chapters[at] = chapter;
  writeFileSync(file, `${chapters.map((one) => one.trim()).join('\n\n')}\n`);
}
