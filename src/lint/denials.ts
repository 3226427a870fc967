/**
 * Counts how often a sentence says no. A count, since "Do not lie. Do not show false papers." that has lost one of
 * its two is as wrong as one that has lost both. It finds words, not sense: what a language counts as a "no" stands
 * in content/negations.yaml and the locale's _meta.yaml.
 */

import type { LocaleMeta } from '../schema/locale.js';
import type { Denial, Negations } from '../schema/word-lists.js';
import { byTag, type Found, type Span, type WordFinder, wordFinder } from './word-forms.js';

export interface DenialFinder {
  /** Each "no" of a sentence: its word, or its two halves. */
  find(text: string): Span[][];
  /** Halves that have lost the other, as they stand: a “ne” without its “pas”. */
  halves(text: string): string[];
}

/** What a language says no with; undefined if nobody has said. The locale's own words come on top. */
export function denialOf(
  negations: Negations,
  meta: Pick<LocaleMeta, 'tag' | 'negations' | 'harmless'>,
): Denial | undefined {
  const shared = byTag(negations.languages, meta.tag);
  const own = [...(shared?.negations ?? []), ...(meta.negations ?? [])];
  if (own.length === 0) return undefined;
  return { negations: own, harmless: [...(shared?.harmless ?? []), ...(meta.harmless ?? [])] };
}

/** @param script ISO 15924, of the locale */
export function denialFinder(denial: Denial, tag: string, script: string): DenialFinder {
  // The harmless come first: where both fit the same letters, they do not count.
  const harmless = denial.harmless ?? [];
  const find: WordFinder = wordFinder([...harmless, ...denial.negations], tag, script);
  const sentences = (text: string): { whole: Found[]; halves: Found[] }[] => {
    const bare = text.normalize('NFC').replace(/\{\{[^}]*\}\}/g, (name) => ' '.repeat(name.length));
    const found = find(bare).filter((f) => f.entry >= harmless.length);
    const ends = [...bare.matchAll(/[.!?。！？।۔؟]/gu)].map((m) => m.index);
    return [...ends, bare.length].map((end, n) => {
      const inside = found.filter((f) => f.start >= (n === 0 ? 0 : (ends[n - 1] as number)) && f.start < end);
      return { whole: inside.filter((f) => !f.half), halves: inside.filter((f) => f.half) };
    });
  };
  return {
    find: (text) =>
      sentences(text).flatMap(({ whole, halves }) => [...whole.map((f) => [f]), ...pairsOf(halves).pairs]),
    halves: (text) => {
      const nfc = text.normalize('NFC');
      return sentences(text).flatMap(({ halves }) =>
        pairsOf(halves)
          .alone.filter((f) => f.half === 'first')
          .map((f) => nfc.slice(f.start, f.end)),
      );
    },
  };
}

/** Each first half takes the nearest second half after it and before the next first one; else the nearest before. */
function pairsOf(halves: readonly Found[]): { pairs: Span[][]; alone: Found[] } {
  const left = new Set(halves);
  const pairs: Span[][] = [];
  const firsts = halves.filter((h) => h.half === 'first');
  const take = (first: Found, second: Found | undefined): void => {
    if (!second) return;
    left.delete(first);
    left.delete(second);
    pairs.push([first, second]);
  };
  const open = (h: Found, first: Found): boolean =>
    left.has(h) && h.half === 'second' && h.entry === first.entry;
  for (const [n, first] of firsts.entries()) {
    const next = firsts[n + 1]?.start ?? Number.POSITIVE_INFINITY;
    take(
      first,
      halves.find((h) => open(h, first) && h.start > first.start && h.start < next),
    );
  }
  for (const [n, first] of firsts.entries()) {
    const before = firsts[n - 1]?.start ?? -1;
    if (left.has(first))
      take(
        first,
        halves.findLast((h) => open(h, first) && h.start < first.start && h.start > before),
      );
  }
  return { pairs, alone: [...left] };
}
