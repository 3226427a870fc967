/**
 * What the glyphs of a run say, so that ToUnicode can tell it to who reads the file; and for runs that come again, once.
 */
import type { GlyphRun } from '../frame/frame.js';
import type { Font } from '../text/types.js';

/** Invisible, and no word breaks at it. */
export const SILENT = '\u2060';

/**
 * What each glyph of a run says, so that reading the glyphs in reading order gives the text back exactly.
 *
 * Left to right, the characters of a cluster are spread over its glyphs; those beyond the glyphs go to the last.
 * A glyph beyond the characters (half of a Thai sara am) says WORD JOINER, since pdf.js shows the bare code of a
 * glyph that says nothing; content.ts covers such words with ActualText.
 *
 * Right to left there is no ActualText (poppler reverses it), and readers take words apart at marks that are
 * moved. So the widest glyph says the whole cluster; marks and dots say nothing, under codes that are invisible
 * characters. (poppler keeps the word whole but swaps a letter and its mark; other readers do not.)
 */
export function spellGlyphs(run: GlyphRun): string[] {
  const { glyphs, rtl } = run;
  const starts = [...new Set(glyphs.map((g) => g.cluster))].sort((a, b) => a - b);
  const endOf = new Map(starts.map((start, i) => [start, starts[i + 1] ?? run.text.length]));
  const members = new Map<number, number[]>();
  for (const [i, glyph] of glyphs.entries()) {
    const list = members.get(glyph.cluster);
    if (list) list.push(i);
    else members.set(glyph.cluster, [i]);
  }
  const says = glyphs.map(() => '');
  for (const [cluster, indices] of members) {
    const said = run.text.slice(cluster, endOf.get(cluster));
    if (rtl) {
      says[indices.reduce((best, i) => (glyphs[i]!.advance > glyphs[best]!.advance ? i : best))] = said;
      continue;
    }
    const characters = [...said];
    for (const [i, index] of indices.entries())
      says[index] = (i === indices.length - 1 ? characters.slice(i).join('') : characters[i]) || SILENT;
  }
  return says;
}

/** What the glyphs of a run say, and the number that each pair of glyph and text has in its font. */
export interface Spelled {
  readonly says: readonly string[];
  readonly pairs: readonly number[];
}

/** Pairs of one font, numbered, so that a set finds the code of a pair by a number and not by a string. */
export interface Pairs {
  number(glyph: number, says: string): number;
  spell(run: GlyphRun): Spelled;
}

const pairsOfFonts = new WeakMap<Font, Pairs & { readonly size: number }>();

/** Of one font. A flyer has a few hundred. */
const MOST_PAIRS = 20_000;

/** Whoever has begun with these must go on with them: one day there are others, which are numbered anew. */
export function pairsOf(font: Font): Pairs {
  const before = pairsOfFonts.get(font);
  if (before && before.size < MOST_PAIRS) return before;
  const made = openPairs();
  pairsOfFonts.set(font, made);
  return made;
}

function openPairs(): Pairs & { readonly size: number } {
  const numbers = new Map<string, number>();
  const runs = new WeakMap<GlyphRun, Spelled>();
  const number = (glyph: number, says: string): number => {
    const pair = `${glyph}:${says}`;
    const known = numbers.get(pair) ?? numbers.size;
    numbers.set(pair, known);
    return known;
  };
  return {
    number,
    spell(run) {
      const before = runs.get(run);
      if (before) return before;
      const says = spellGlyphs(run);
      const spelled = { says, pairs: run.glyphs.map(({ id }, i) => number(id, says[i]!)) };
      runs.set(run, spelled);
      return spelled;
    },
    get size() {
      return numbers.size;
    },
  };
}
