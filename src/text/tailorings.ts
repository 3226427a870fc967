/**
 * Step 5, second: where our lines break otherwise than UAX #14 has them break, each with its reason: the algorithm leaves these to
 * its users (sections 6.2 and 8.2). The list is data: breaks.ts applies it in this order, and the conformance tests
 * run LineBreakTest through it and hold every difference against the tailoring that made it.
 */
import type { LanguageTag } from '../core/language.js';
import type { CleanText } from './normalise.js';
import { scriptOf } from './scripts.js';
import { graphemeEdges, segmenter } from './segmenter.js';
import type { Token } from './tokens.js';
import type { Span } from './types.js';

/** The breaks found so far, by UTF-16 index into the clean text. */
export type Found = Map<number, { required: boolean; cost: number; hyphen: boolean }>;

export interface TailoringInput {
  readonly clean: CleanText;
  readonly spans: readonly Span[];
  readonly tokens: readonly Token[];
  readonly lang: LanguageTag;
  /** ISO 15924 of the locale. */
  readonly script: string;
}

export interface Tailoring {
  readonly name: string;
  readonly reason: string;
  /** Changes the breaks found so far. A required break stays whatever a tailoring says. */
  readonly tailor: (input: TailoringInput, found: Found) => void;
}

/** Inside a Chinese or Japanese word, or a Karen one: avoided, not forbidden. */
const INSIDE_WORD = 0.35;
const INSIDE_URL = 0.3;
/** Between words that no space parts: a space or a comma nearby, where the voice rests too, is a little better. */
const BETWEEN_WORDS = 0.03;
/** Chinese has many short words that lean on each other (逮捕 and 令): more reason to break where a mark stands. */
const BETWEEN_HAN_WORDS = 0.09;
const AT_SOFT_HYPHEN = 0.2;

/** A line must not end in the middle of what a later tailoring names, so the strong ones come last. */
export const TAILORINGS: readonly Tailoring[] = [
  {
    name: 'quotes beside spaces',
    reason:
      'LB15a and LB15b of revision 51: an opening quote with a plain space behind it («\u0020non\u0020») must not end a line, nor a closing one begin it',
    tailor: ({ clean: { text } }, found) => {
      for (const m of text.matchAll(/(?:^|(?<=[\s\p{Ps}\p{Pi}\p{Pf}"']))\p{Pi} +/gu))
        forbid(m.index + m[0].length, found);
      for (const m of text.matchAll(/ +(?=\p{Pf}(?:[\s\p{Pe}\p{Pf}\p{Po}]|$))/gu))
        forbid(m.index + m[0].length, found);
    },
  },
  {
    name: 'quotes beside ideographs',
    reason: 'LB19a of revision 53: curly quotes beside ideographs break as brackets do; LB19 would glue them',
    tailor: ({ clean: { text } }, found) => {
      for (const { index } of text.matchAll(
        /(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}：，。、；！？])[“‘]/gu,
      ))
        allow(text, index, found);
      for (const { index } of text.matchAll(/(?<=[”’])[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}]/gu))
        allow(text, index, found);
    },
  },
  {
    name: 'hyphen before a word',
    reason: 'LB20a of revision 53: a hyphen that begins a word (the Polish -ego, a suffix) stays with it',
    tailor: ({ clean: { text } }, found) => {
      for (const { index } of text.matchAll(/(?:^|(?<=\s))[-\u2010](?=\p{L})/gu)) forbid(index + 1, found);
    },
  },
  {
    name: 'hyphen beside a single letter',
    reason: 'U-visa, F-1, e-mail: LB21 lets a line end after the hyphen, but one letter alone says nothing',
    tailor: ({ clean: { text } }, found) => {
      const single =
        /(?<![\p{L}\p{M}\p{N}])[\p{L}\p{N}]\p{M}*[-\u2010]|[-\u2010](?=[\p{L}\p{N}]\p{M}*(?![\p{L}\p{M}\p{N}]))/gu;
      for (const m of text.matchAll(single)) forbid(m.index + m[0].length, found);
    },
  },
  {
    name: 'Tibetan head marks',
    reason:
      'yig mgo and the shads behind it (༄༅། །) begin a text and stand with its first syllable; LB18 would break at the space',
    tailor: ({ clean: { text } }, found) => {
      for (const m of text.matchAll(/[\u0f01-\u0f07\u0fd0-\u0fd4]+[\u0f0d\u0f0e\u0f11 \u00a0]*/gu))
        forbidInside(m.index, m.index + m[0].length + 1, found);
    },
  },
  {
    name: 'words of dictionaries',
    reason:
      'LB1 leaves class SA to dictionaries: Thai, Lao, Khmer and Burmese part no words; ICU knows them, stretch by stretch of one script',
    tailor: ({ clean: { text }, lang }, found) => addDictionaryWords(text, lang, found),
  },
  {
    name: 'syllables of Burmese script',
    reason:
      'no dictionary knows S’gaw Karen, Shan or Mon, and the Burmese one cuts them inside syllables; they may break at syllables, better at spaces',
    tailor: ({ clean: { text }, lang }, found) => {
      if (isBurmese(lang)) return;
      for (const { index } of text.matchAll(MYANMAR_SYLLABLE)) allow(text, index, found, INSIDE_WORD);
    },
  },
  {
    name: 'words of Chinese and Japanese',
    reason: 'both may break nearly everywhere, but read better broken at words: only the cost changes',
    tailor: ({ clean: { text }, lang, script }, found) => preferWords(text, lang, script, found),
  },
  {
    name: 'Korean at spaces',
    reason:
      'Korean words are kept whole (CSS word-break: keep-all); LB31 would break between any two syllables',
    tailor: ({ clean: { text }, script }, found) => forbidInsideKorean(text, script, found),
  },
  {
    name: 'tokens',
    reason:
      'a phone number, form number, date or citation is read as one piece, and an address breaks after its slashes only; LB30 would part (212) from 555-0100',
    tailor: ({ clean: { text }, tokens }, found) => {
      for (const token of tokens) {
        forbidInside(token.start, token.end, found);
        if (token.kind === 'url')
          for (const at of elementsOf(text, token)) allow(text, at, found, INSIDE_URL);
      }
    },
  },
  {
    name: 'pins',
    reason: 'translators know their language: U+200B, U+2060 and U+00AD win over everything above',
    tailor: ({ clean: { text, pins } }, found) => {
      for (const pin of pins) {
        if (pin.kind === 'allow') allow(text, pin.at, found);
        else if (pin.kind === 'hyphen') allow(text, pin.at, found, AT_SOFT_HYPHEN, true);
      }
      for (const pin of pins) if (pin.kind === 'forbid') forbid(pin.at, found);
    },
  },
  {
    name: 'spans kept whole',
    reason: 'a span marked nobreak is a name or a date of the publication',
    tailor: (input, found) => {
      for (const [start, end] of nobreakRanges(input)) forbidInside(start, end, found);
    },
  },
  {
    name: 'grapheme clusters',
    reason:
      'UAX #29 section 3.1: what a reader takes for one letter is never parted, a mark on a space or a control included (LB10 makes a letter of it)',
    tailor: ({ clean: { text } }, found) => {
      const edges = new Set(graphemeEdges(text));
      for (const at of [...found.keys()]) if (!edges.has(at)) forbid(at, found);
    },
  },
];

function allow(text: string, at: number, found: Found, cost = 0, hyphen = false): void {
  if (at > 0 && at < text.length && !found.get(at)?.required)
    found.set(at, { required: false, cost, hyphen });
}

function forbid(at: number, found: Found): void {
  if (!found.get(at)?.required) found.delete(at);
}

function forbidInside(start: number, end: number, found: Found): void {
  for (let at = start + 1; at < end; at++) forbid(at, found);
}

function nobreakRanges({ clean, spans }: TailoringInput): [number, number][] {
  const ranges: [number, number][] = [];
  for (let start = 0, end = 0; start < clean.text.length; start = end) {
    end = start + 1;
    while (end < clean.text.length && clean.spanOf[end] === clean.spanOf[start]) end++;
    if (spans[clean.spanOf[start]!]?.nobreak) ranges.push([start, end]);
  }
  return ranges;
}

/** Scripts that put no spaces between words: UAX #14 class SA. */
const DICTIONARY: Readonly<Record<string, string>> = { Thai: 'th', Laoo: 'lo', Khmr: 'km', Mymr: 'my' };
/** Signs that repeat, abbreviate or close: never at the start of a line. */
const NOT_FIRST = /^[\p{P}\p{M}ๆຯฯໆៗ๏๚๛]/u;
const isBurmese = (lang: LanguageTag): boolean => /^my\b/i.test(lang);
/** A letter that begins a syllable: not one that a virama stacks or an asat closes. */
const MYANMAR_SYLLABLE =
  /(?<=[\p{sc=Mymr}])(?<!\u1039)[\u1000-\u102a\u103f\u104e\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081](?!\u1037?[\u1039\u103a])/gu;

function addDictionaryWords(text: string, lang: LanguageTag, found: Found): void {
  for (const { start, end, script } of scriptStretches(text)) {
    const dictionary = DICTIONARY[script];
    if (!dictionary) continue;
    if (script !== 'Mymr' || isBurmese(lang))
      for (const { index } of segmenter(dictionary, 'word').segment(text.slice(start, end))) {
        const at = start + index;
        if (index > 0 && !NOT_FIRST.test(text.slice(at, at + 2))) allow(text, at, found, BETWEEN_WORDS);
      }
    // A foreign word stands for itself: ให้ICEหาก has three words. Digits stay with what they count.
    if (/\p{L}/u.test(charBefore(text, start)) && !NOT_FIRST.test(text.slice(start, start + 2)))
      allow(text, start, found);
    if (/\p{L}/u.test(charAt(text, end))) allow(text, end, found);
  }
}

/** Stretches of one script, common characters aside: the segmenter must not see a mixed word. */
function scriptStretches(text: string): { start: number; end: number; script: string }[] {
  const stretches: { start: number; end: number; script: string }[] = [];
  let at = 0;
  for (const char of text) {
    const inherits = /\p{M}/u.test(char);
    const last = stretches.at(-1);
    const script = scriptOf(char);
    const end = at + char.length;
    if (last && last.end === at && (last.script === script || inherits)) last.end = end;
    else stretches.push({ start: at, end, script });
    at = end;
  }
  return stretches;
}

const HAN_OR_KANA = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]/u;

/** A break that is not at a word (Japanese: not before a content word) costs something. */
function preferWords(text: string, lang: LanguageTag, script: string, found: Found): void {
  const japanese = script === 'Jpan' || /^ja\b/i.test(lang);
  const words = new Set<number>();
  for (const { start, end } of hanStretches(text))
    for (const { index } of segmenter(japanese ? 'ja' : 'zh', 'word').segment(text.slice(start, end)))
      words.add(start + index);
  for (const [at, b] of found) {
    if (b.required || b.hyphen) continue;
    const before = charBefore(text, at);
    const after = charAt(text, at);
    if (!HAN_OR_KANA.test(before) || !HAN_OR_KANA.test(after)) continue;
    // Particles and endings are hiragana and lean on the word before them.
    const leans = japanese && /\p{Script=Hiragana}/u.test(after);
    found.set(at, { ...b, cost: !words.has(at) || leans ? INSIDE_WORD : BETWEEN_HAN_WORDS });
  }
}

function hanStretches(text: string): { start: number; end: number }[] {
  const stretch = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+/gu;
  return [...text.matchAll(stretch)].map((m) => ({ start: m.index, end: m.index + m[0].length }));
}

function forbidInsideKorean(text: string, script: string, found: Found): void {
  const korean = script === 'Kore' || script === 'Hang';
  for (const at of [...found.keys()]) {
    const before = charBefore(text, at);
    if (/[\s\-–—/·]/u.test(before)) continue;
    const hangul = /\p{Script=Hangul}/u;
    if (korean || hangul.test(before) || hangul.test(charAt(text, at))) forbid(at, found);
  }
}

/** After a slash (not the two of `https://`): an address too long for its line may break between its elements. */
function elementsOf(text: string, token: Token): number[] {
  const breaks: number[] = [];
  for (let at = token.start + 1; at < token.end; at++)
    if (text[at - 1] === '/' && text[at] !== '/' && text[at - 2] !== '/' && text[at - 2] !== ':')
      breaks.push(at);
  return breaks;
}

const charAt = (text: string, at: number): string =>
  at < text.length ? String.fromCodePoint(text.codePointAt(at)!) : '';

function charBefore(text: string, at: number): string {
  if (at <= 0) return '';
  const low = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff && at >= 2 ? text.slice(at - 2, at) : text[at - 1]!;
}
