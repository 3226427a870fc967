/** What the tests of text/ share: the shipped fonts as a book, paragraphs in one style, and what an eye sees. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';
import { BLACK } from '../../src/core/color.js';
import { pt } from '../../src/core/units.js';
import { openFontBook } from '../../src/text/font-book.js';
import type { FontEntry, Line, ParagraphInput, Span, TextStyle } from '../../src/text/types.js';

const fonts = new URL('../../fonts/', import.meta.url);
export const readFont = (file: string): Uint8Array => readFileSync(new URL(file, fonts));
export const subsetWasm = (): Uint8Array =>
  readFileSync(createRequire(import.meta.url).resolve('harfbuzzjs/dist/harfbuzz-subset.wasm'));
export const entries = (parse(readFileSync(new URL('fonts.yaml', fonts), 'utf8')) as { fonts: FontEntry[] })
  .fonts;
export const book = openFontBook({ entries, read: readFont, subsetWasm });

export const style = (families: string[], size = 12, weight = 400): TextStyle => ({
  families,
  weight,
  size: pt(size),
  color: BLACK,
});

export const LATIN = style(['Noto Sans']);
export const ARABIC = style(['Noto Sans Arabic', 'Noto Sans']);
export const URDU = style(['Noto Nastaliq Urdu', 'Noto Sans'], 13);
export const CHINESE = style(['Noto Sans SC', 'Noto Sans']);
export const EVERY_FAMILY = style([...new Set(['Noto Sans', ...entries.map((e) => e.family)])]);

type Defaults = Omit<ParagraphInput, 'spans'>;
const defaults = (lang: string, script: string, direction: 'ltr' | 'rtl', leading = 18): Defaults => ({
  lang,
  script,
  direction,
  width: pt(300),
  leading: pt(leading),
});
export const EN = defaults('en', 'Latn', 'ltr', 16);
export const AR = defaults('ar', 'Arab', 'rtl', 19);
export const UR = defaults('ur', 'Aran', 'rtl', 28);
export const ZH = defaults('zh-Hans', 'Hans', 'ltr');

export const span = (text: string, inStyle: TextStyle, more: Partial<Span> = {}): Span => ({
  text,
  style: inStyle,
  ...more,
});

/** The line as an eye sees it from left to right: each cluster's source text, by the place of its glyphs. */
export function seen(line: Line): string {
  const clusters: { x: number; text: string }[] = [];
  for (const { at, run } of line.items) {
    const edges = [...new Set(run.glyphs.map((g) => g.cluster))].sort((a, b) => a - b);
    let pen = 0;
    let last = -1;
    for (const glyph of run.glyphs) {
      if (glyph.cluster !== last) {
        const next = edges[edges.indexOf(glyph.cluster) + 1] ?? run.text.length;
        clusters.push({
          x: at.x + (pen * run.size) / run.upem,
          text: run.text.slice(glyph.cluster, next),
        });
      }
      last = glyph.cluster;
      pen += glyph.advance;
    }
  }
  return clusters
    .sort((a, b) => a.x - b.x)
    .map((c) => c.text)
    .join('');
}

/** Text reversed by grapheme cluster, so that expectations can be written in reading order. */
export const turned = (text: string): string =>
  [...new Intl.Segmenter('und').segment(text)]
    .map((s) => s.segment)
    .reverse()
    .join('');
