/**
 * Step 6, before shaping: the OpenType features that are switched beyond HarfBuzz's defaults (OpenType 1.9, feature
 * registry): `halt` where two Chinese or Japanese marks meet, and no `liga` where it would hide the dot of a Turkish
 * i. Joined scripts get nothing: what a font needs there is on by default and stays on.
 */
import type { LanguageTag } from '../core/language.js';
import { halvedMarks } from './cjk-spacing.js';

export interface FeatureSwitch {
  readonly tag: string;
  readonly value: 0 | 1;
  /** UTF-16 indices into the whole text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Dotted and dotless i are two letters; a ligature fi has no dot of its own. */
const TWO_LETTERS_I = /^(tr|az|crh|gag|tt-latn|kk-latn)\b/i;

/** The switches for a stretch of text in a language, in order. */
export function switchFeatures(
  text: string,
  start: number,
  end: number,
  lang: LanguageTag,
): readonly FeatureSwitch[] {
  const switches: FeatureSwitch[] = halvedMarks(text, start, end, lang).map((at) => ({
    tag: 'halt',
    value: 1,
    start: at,
    end: at + 1,
  }));
  if (TWO_LETTERS_I.test(lang))
    for (const { 0: found, index } of text.slice(start, end).matchAll(/f+i/g))
      switches.push({ tag: 'liga', value: 0, start: start + index, end: start + index + found.length });
  return switches;
}
