/**
 * Step 6: characters become glyphs, by HarfBuzz, with the text around them as context, so that Arabic joins
 * across a change of colour, a line's edge or a font's. Script, language and direction are said, never guessed.
 * It promises glyphs in visual order with clusters as UTF-16 indices into the whole text, and no glyphs for
 * joiners and other invisible characters, which stay in the text.
 */
import * as hb from 'harfbuzzjs';
import type { LanguageTag } from '../core/language.js';
import { keepRecent } from '../core/recent.js';
import type { Glyph } from '../frame/frame.js';
import { switchFeatures } from './features.js';
import { shaperOf } from './font-book.js';
import type { Font } from './types.js';

export interface ShapeInput {
  readonly font: Font;
  /** The whole text; HarfBuzz looks up to five characters past both ends of the stretch. */
  readonly text: string;
  /** UTF-16 indices; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly rtl: boolean;
  /** ISO 15924. */
  readonly script: string;
  readonly lang: LanguageTag;
}

/** One for all: HarfBuzz has no destroy() here, and thousands of buffers made in a loop fill the memory. */
let buffer: hb.Buffer | undefined;

/** Shaped stretches in font units, by everything they depend on: the fitting ladder asks again and again. */
const shaped = keepRecent<readonly Glyph[]>(4000);
const fontNumbers = new WeakMap<Font, number>();
let nextFontNumber = 1;

/** Shapes a stretch of text. Clusters of the glyphs index into `text`; advances are in the font's units. */
export function shape(input: ShapeInput): readonly Glyph[] {
  const key = shapeKey(input);
  const before = shaped.get(key);
  if (before) return before;
  const glyphs = shapeNow(input);
  shaped.set(key, glyphs);
  return glyphs;
}

function shapeKey({ font, text, start, end, rtl, script, lang }: ShapeInput): string {
  let number = fontNumbers.get(font);
  if (number === undefined) {
    number = nextFontNumber++;
    fontNumbers.set(font, number);
  }
  return `${number}|${start}|${end}|${rtl ? 1 : 0}|${script}|${lang}|${text}`;
}

function shapeNow({ font, text, start, end, rtl, script, lang }: ShapeInput): Glyph[] {
  buffer ??= new hb.Buffer();
  buffer.clearContents();
  buffer.setClusterLevel(hb.ClusterLevel.MONOTONE_GRAPHEMES);
  // Invisible characters leave no glyph behind (many fonts would give a space); their cluster takes them in.
  buffer.setFlags(
    hb.BufferFlag.REMOVE_DEFAULT_IGNORABLES |
      (start === 0 ? hb.BufferFlag.BOT : 0) |
      (end === text.length ? hb.BufferFlag.EOT : 0),
  );
  buffer.addText(text, start, end - start);
  buffer.setDirection(rtl ? hb.Direction.RTL : hb.Direction.LTR);
  buffer.setScript(script);
  buffer.setLanguage(lang);
  const features = switchFeatures(text, start, end, lang).map(
    (f) => new hb.Feature(f.tag, f.value, f.start, f.end),
  );
  hb.shape(shaperOf(font), buffer, features);
  // Both together (getGlyphInfosAndPositions) define hidden properties on each glyph, which takes longer than to shape.
  const positions = buffer.getGlyphPositions();
  return buffer.getGlyphInfos().map(({ codepoint, cluster }, i) => {
    const { xAdvance = 0, xOffset = 0, yOffset = 0 } = positions[i] ?? {};
    return { id: codepoint, cluster, advance: xAdvance, dx: xOffset, dy: yOffset };
  });
}

const moved = new WeakMap<readonly Glyph[], readonly Glyph[]>();

/** Glyphs that `shape` gave, their clusters counted from the start of the stretch: once for all sizes of a text. */
export function fromStart(shaped: readonly Glyph[], start: number): readonly Glyph[] {
  if (start === 0) return shaped;
  const glyphs = moved.get(shaped) ?? shaped.map((g) => ({ ...g, cluster: g.cluster - start }));
  moved.set(shaped, glyphs);
  return glyphs;
}
