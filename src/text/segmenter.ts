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

/**
 * Letters of European languages and line ends, each of which is a cluster of its own (UAX #29, GB3 aside: \r is none of
 * them): no mark, joiner or sign that reaches over to a neighbour.
 */
export const isSimple = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at);
  return (unit >= 0x20 && unit < 0x300) || unit === 0x0a;
};

let last: { readonly text: string; readonly edges: readonly number[] } = { text: '', edges: [0] };

/**
 * Start of every extended grapheme cluster, and the length of the text as the last entry.
 *
 * Intl.Segmenter was a fifth of setting a new paragraph. It is asked only about stretches that are not simple, with a
 * simple character on either side, which may be part of a cluster; and the steps that ask about one text ask once.
 */
export function graphemeEdges(text: string): readonly number[] {
  if (last.text === text) return last.edges;
  const edges: number[] = [];
  for (let at = 0; at < text.length; ) {
    if (isSimple(text, at) && (at + 1 === text.length || isSimple(text, at + 1))) {
      edges.push(at++);
      continue;
    }
    let end = at + 1;
    while (end < text.length && !isSimple(text, end)) end++;
    end = Math.min(end + 1, text.length);
    // The simple one behind may begin a stretch of its own: e + mark + e + mark.
    while (end < text.length && !isSimple(text, end)) {
      while (end < text.length && !isSimple(text, end)) end++;
      end = Math.min(end + 1, text.length);
    }
    for (const { index } of segmenter('und', 'grapheme').segment(text.slice(at, end))) edges.push(at + index);
    at = end;
  }
  edges.push(text.length);
  last = { text, edges };
  return edges;
}
