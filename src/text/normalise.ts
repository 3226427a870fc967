/**
 * Step 1: the spans become one clean text: NFC (UAX #15), well-formed UTF-16, with one kind of line end.
 * What only steers the setting is taken out and remembered by its place: break pins (U+200B, U+2060, U+00AD)
 * and directional marks (LRM, RLM, ALM). Embeddings, overrides and isolates typed into the text are taken out
 * and forgotten, with a warning: they could turn the order of a sentence (UTR #36 3.2). Joiners stay.
 * It promises that every other character is kept, and that a grapheme cluster lies in one span.
 */
import { graphemeEdges, isSimple } from './segmenter.js';
import type { Span } from './types.js';

/** A place where a translator allows a break, forbids one, or allows one with a hyphen. */
export interface Pin {
  /** UTF-16 index into the clean text. */
  readonly at: number;
  readonly kind: 'allow' | 'forbid' | 'hyphen';
}

export interface CleanText {
  readonly text: string;
  /** Index of the span of each UTF-16 unit. */
  readonly spanOf: readonly number[];
  readonly pins: readonly Pin[];
  /** LRM, RLM and ALM by place; they reach the bidi algorithm and nothing else. */
  readonly marks: readonly { readonly at: number; readonly char: string }[];
  /** Code points that were taken out and forgotten. */
  readonly strays: readonly number[];
}

const PINS: Readonly<Record<string, Pin['kind']>> = {
  '\u200b': 'allow',
  '\u2060': 'forbid',
  '\ufeff': 'forbid',
  '\u00ad': 'hyphen',
};
const MARK = /[\u200e\u200f\u061c]/;
const LINE_END = /[\n\r\v\f\u0085\u2028\u2029]/;
/** Embeddings, overrides, isolates; deprecated format characters; interlinear annotation; other controls. */
const STRAY = /[\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]|\p{Cc}/u;

/** Cleans the spans' texts as one text. Never throws. */
export function normalise(spans: readonly Span[]): CleanText {
  const kept = keep(spans);
  return compose(kept);
}

interface Kept {
  text: string;
  spanOf: number[];
  pins: Pin[];
  marks: { at: number; char: string }[];
  strays: number[];
}

function keep(spans: readonly Span[]): Kept {
  const kept: Kept = { text: '', spanOf: [], pins: [], marks: [], strays: [] };
  const owners: number[] = [];
  let raw = '';
  spans.forEach((span, index) => {
    raw += span.text;
    for (let i = 0; i < span.text.length; i++) owners.push(index);
  });
  let at = 0;
  for (const char of wellFormed(raw)) {
    const owner = owners[at] ?? 0;
    const next = raw[at + char.length];
    at += char.length;
    const pin = PINS[char];
    if (pin) kept.pins.push({ at: kept.text.length, kind: pin });
    else if (MARK.test(char)) kept.marks.push({ at: kept.text.length, char });
    else if (char === '\r' && next === '\n') continue;
    else if (LINE_END.test(char)) add(kept, '\n', owner);
    else if (char === '\t') add(kept, ' ', owner);
    else if (STRAY.test(char)) kept.strays.push(char.codePointAt(0)!);
    else add(kept, char, owner);
  }
  return kept;
}

function add(kept: Kept, char: string, owner: number): void {
  kept.text += char;
  for (let i = 0; i < char.length; i++) kept.spanOf.push(owner);
}

/** Half a surrogate pair becomes U+FFFD, which no font has: it will be reported, not lost. */
export const wellFormed = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');

/** NFC cluster by cluster, so that places can be followed; a cluster belongs to the span of its first character. */
function compose(kept: Kept): CleanText {
  let text = '';
  const spanOf: number[] = [];
  const moved = new Map<number, number>();
  let lastStart = 0;
  const edges = graphemeEdges(kept.text);
  for (let i = 0; i + 1 < edges.length; i++) {
    const [index, end] = [edges[i]!, edges[i + 1]!];
    moved.set(index, text.length);
    const simple = end === index + 1 && isSimple(kept.text, index);
    const segment = kept.text.slice(index, end);
    let piece = simple ? segment : segment.normalize('NFC');
    let owner = kept.spanOf[index] ?? 0;
    // Composition can reach over a cluster edge in a few scripts that ICU's cluster rules do not know yet.
    const both = simple ? '' : text.slice(lastStart) + piece;
    if (text !== '' && both.normalize('NFC') !== both) {
      piece = both.normalize('NFC');
      owner = spanOf[lastStart] ?? 0;
      text = text.slice(0, lastStart);
      spanOf.length = lastStart;
      moved.set(index, lastStart);
    } else lastStart = text.length;
    text += piece;
    for (let i = 0; i < piece.length; i++) spanOf.push(owner);
  }
  moved.set(kept.text.length, text.length);
  // A pin or mark inside a cluster moves to the cluster's start; no line can break inside a cluster anyway.
  const placeOf = (at: number): number => {
    for (let i = at; i >= 0; i--) {
      const place = moved.get(i);
      if (place !== undefined) return place;
    }
    return 0;
  };
  return {
    text,
    spanOf,
    pins: kept.pins.filter((p) => moved.has(p.at)).map((p) => ({ ...p, at: placeOf(p.at) })),
    marks: kept.marks.map((m) => ({ ...m, at: placeOf(m.at) })),
    strays: kept.strays,
  };
}
