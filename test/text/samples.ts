/** The sample texts of every language the tool is to serve, as paragraphs in the fonts that ship for their scripts. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Direction } from '../../src/core/language.js';
import { pt } from '../../src/core/units.js';
import type { ParagraphInput, TextStyle } from '../../src/text/types.js';
import { entries, span, style } from './book.js';

export interface Sample {
  readonly tag: string;
  readonly script: string;
  readonly dir: Direction;
  /** The language's own name. */
  readonly name: string;
  readonly text: string;
}

export const SAMPLES = parse(
  readFileSync(new URL('../../tools/specimen/samples.yaml', import.meta.url), 'utf8'),
) as readonly Sample[];

/** The families of a script, as templates name them: its own first, then Latin's. */
export function familiesOf(script: string): string[] {
  const own = entries.filter((e) => e.scripts.includes(script)).map((e) => e.family);
  const arabic = script === 'Aran' ? ['Noto Sans Arabic'] : [];
  return [...new Set([...own, ...arabic, 'Noto Sans'])];
}

export const styleOf = ({ script }: Sample, size = 11, weight = 400): TextStyle =>
  style(familiesOf(script), size, weight);

/** One sample's text, or another in its language, in one style; leading as a multiple of the size. */
export function sampleParagraph(
  sample: Sample,
  { text = sample.text, size = 11, weight = 400, width = 220, leading = 1.4 } = {},
): ParagraphInput {
  return {
    spans: [span(text, styleOf(sample, size, weight))],
    lang: sample.tag,
    script: sample.script,
    direction: sample.dir,
    width: pt(width),
    leading: pt(size * leading),
  };
}
