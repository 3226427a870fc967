/** What Debian's hb-shape makes of a stretch of text that ours was asked to shape. */
import { basename, join } from 'node:path';
import type { GlyphRun } from '../../src/frame/frame.js';
import { switchFeatures } from '../../src/text/features.js';
import type { ShapeInput } from '../../src/text/shape.js';
import { each, hear } from './programs.js';
import { ROOT } from './setup.js';

export type Glyphs = GlyphRun['glyphs'];
export interface Shaped {
  readonly request: ShapeInput;
  readonly glyphs: Glyphs;
}

export const keyOf = ({ font, text, start, end, rtl, script, lang }: ShapeInput): string =>
  JSON.stringify([font.key, text, start, end, rtl, script, lang]);

/** Glyph ids, advances and offsets as one comparable list. */
export const account = (glyphs: Glyphs): string[] =>
  glyphs.map(({ id, advance, dx, dy }) => `${id} +${advance} (${dx},${dy})`);

const hex = (text: string): string =>
  [...text].map((char) => char.codePointAt(0)!.toString(16).padStart(4, '0')).join(',');

/** hb-shape's own account of the same stretch. */
async function shapeThere({ font, text, start, end, rtl, script, lang }: ShapeInput): Promise<string[]> {
  // hb-shape counts characters from the start of the stretch, we count UTF-16 units of the whole text.
  const place = (at: number): number => [...text.slice(start, at)].length;
  const features = switchFeatures(text, start, end, lang).map(
    (f) => `${f.tag}[${place(f.start)}:${place(f.end)}]=${f.value}`,
  );
  const { out } = await hear('hb-shape', [
    '--no-glyph-names',
    '--output-format=json',
    '--remove-default-ignorables',
    '--cluster-level=0',
    '--shapers=ot',
    ...(start === 0 ? ['--bot'] : []),
    ...(end === text.length ? ['--eot'] : []),
    ...(start > 0 ? [`--unicodes-before=${hex(text.slice(0, start))}`] : []),
    ...(end < text.length ? [`--unicodes-after=${hex(text.slice(end))}`] : []),
    ...(features.length > 0 ? [`--features=${features.join(',')}`] : []),
    `--direction=${rtl ? 'rtl' : 'ltr'}`,
    `--script=${script}`,
    `--language=${lang}`,
    `--unicodes=${hex(text.slice(start, end))}`,
    join(ROOT, 'fonts', basename(font.entry.file)),
  ]);
  const glyphs = JSON.parse(out) as { g: number; cl: number; dx: number; dy: number; ax: number }[];
  return glyphs.map(({ g, dx, dy, ax }) => `${g} +${ax} (${dx},${dy})`);
}

/** The stretches that hb-shape shapes otherwise than we did, with both accounts. */
export async function differingFromThere(shaped: readonly Shaped[]): Promise<object[]> {
  const found = await each(shaped, async ({ request, glyphs }) => {
    const there = await shapeThere(request);
    const here = account(glyphs);
    if (JSON.stringify(there) === JSON.stringify(here)) return [];
    const { font, text, start, end, lang } = request;
    return [{ font: font.key, lang, text: text.slice(start, end), here, there }];
  });
  return found.flat();
}
