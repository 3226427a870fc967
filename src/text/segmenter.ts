/** Intl.Segmenter by language and granularity (UAX #29), each made once: making one costs more than using it. */
const made = new Map<string, Intl.Segmenter>();

export function segmenter(lang: string, granularity: 'grapheme' | 'word' | 'sentence'): Intl.Segmenter {
  const key = `${granularity} ${lang}`;
  let found = made.get(key);
  if (!found) {
    try {
      found = new Intl.Segmenter(lang, { granularity });
    } catch {
      // A tag that Intl does not take must not stop the press; the root rules are the fallback that it would use.
      found = new Intl.Segmenter('und', { granularity });
    }
    made.set(key, found);
  }
  return found;
}

/** Start of every extended grapheme cluster, and the length of the text as the last entry. */
export function graphemeEdges(text: string): number[] {
  const edges: number[] = [];
  for (const { index } of segmenter('und', 'grapheme').segment(text)) edges.push(index);
  edges.push(text.length);
  return edges;
}
