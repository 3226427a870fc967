/**
 * `npm run contact-sheet`: every language's front above its back, for the README and for a look at all of them at
 * once: docs/contact-sheet.png.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const root = fileURLToPath(new URL('..', import.meta.url));
const { run } = await import(new URL('../dist/cli/main.js', import.meta.url).href);
const { listLocales } = await import(new URL('../dist/load/locales.js', import.meta.url).href);
const { openDiskWorld } = await import(new URL('../dist/load/disk-world.js', import.meta.url).href);

/** Pixels: half letter at 64 an inch, and the space around it. */
const [WIDTH, HEIGHT, SPACE] = [352, 544, 20];
/** Languages side by side. */
const ACROSS = 5;

const folder = mkdtempSync(join(tmpdir(), 'kyr-contact-'));
try {
  const tags = listLocales(openDiskWorld(root));
  // The reader of a contact sheet looks for English first.
  tags.sort((/** @type {string} */ a, /** @type {string} */ b) =>
    a === 'en' ? -1 : b === 'en' ? 1 : a < b ? -1 : 1,
  );
  const pictures = [];
  for (const [nth, tag] of tags.entries()) {
    const code = await run(['flyer', '--lang', tag, '--for', 'png', '--out', join(folder, `${tag}.png`)]);
    if (code !== 0) throw new Error(`kyr flyer --lang ${tag} ended with ${code}`);
    for (const [row, side] of ['front', 'back'].entries())
      pictures.push({
        input: await sharp(join(folder, `${tag}-${side}.png`))
          .resize(WIDTH, HEIGHT)
          .toBuffer(),
        left: SPACE + (nth % ACROSS) * (WIDTH + SPACE),
        top: SPACE + (2 * Math.floor(nth / ACROSS) + row) * (HEIGHT + SPACE),
      });
  }
  mkdirSync(join(root, 'docs'), { recursive: true });
  await sharp({
    create: {
      width: SPACE + ACROSS * (WIDTH + SPACE),
      height: SPACE + 2 * Math.ceil(tags.length / ACROSS) * (HEIGHT + SPACE),
      channels: 3,
      background: '#c8c8c8',
    },
  })
    .composite(pictures)
    .png({ palette: true, quality: 90 })
    .toFile(join(root, 'docs', 'contact-sheet.png'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
