/**
 * Step 5: where a line may end. UAX #14 (through linebreak) with the tailorings that it leaves to its users
 * (section 8.2): nothing breaks inside tokens, `nobreak` spans and clusters; Korean breaks at spaces; Thai, Lao,
 * Khmer and Burmese break at words of ICU's dictionaries; Chinese and Japanese may break nearly everywhere, but
 * better at words; translators' pins (U+200B, U+2060, U+00AD) win over all of it.
 * The words depend on the ICU version, which is why the manifest records it.
 */
import LineBreaker from 'linebreak';
import type { LanguageTag } from '../core/language.js';
import type { CleanText } from './normalise.js';
import { scriptOf } from './scripts.js';
import { graphemeEdges, segmenter } from './segmenter.js';
import type { Token } from './tokens.js';
import type { Span } from './types.js';

export interface Break {
  /** UTF-16 index into the clean text: the first character of the next line. */
  readonly at: number;
  /** A line end in the text: the line must break. */
  readonly required: boolean;
  /** 0 good, up to 1: only if it saves something. */
  readonly cost: number;
  /** A hyphen is shown if the line breaks here (U+00AD). */
  readonly hyphen: boolean;
}

export interface BreaksInput {
  readonly clean: CleanText;
  readonly spans: readonly Span[];
  readonly tokens: readonly Token[];
  readonly lang: LanguageTag;
  /** ISO 15924 of the locale. */
  readonly script: string;
}

/** Inside a Chinese or Japanese word: avoided, not forbidden. */
const INSIDE_WORD = 0.35;
const INSIDE_URL = 0.3;
/** Between words that no space parts: a space or a comma nearby, where the voice rests too, is a little better. */
const BETWEEN_WORDS = 0.03;
const AT_SOFT_HYPHEN = 0.2;

/** All places where a line may or must end, in order; never 0, never the end of the text. */
export function findBreaks(input: BreaksInput): Break[] {
  const { text, pins } = input.clean;
  const found = new Map<number, { required: boolean; cost: number; hyphen: boolean }>();
  const allow = (at: number, cost = 0, hyphen = false): void => {
    if (at > 0 && at < text.length && !found.get(at)?.required)
      found.set(at, { required: false, cost, hyphen });
  };
  const clusters = new Set(graphemeEdges(text));

  addStandard(text, found);
  addAroundChineseQuotes(text, allow);
  addDictionaryWords(text, input.lang, allow);
  preferWords(text, input.lang, input.script, found);
  forbidInsideKorean(text, input.script, found);

  for (const token of input.tokens) {
    forbidInside(token.start, token.end, found);
    if (token.kind === 'url') for (const at of urlBreaks(text, token)) allow(at, INSIDE_URL);
  }
  for (const pin of pins) {
    if (pin.kind === 'allow') allow(pin.at);
    else if (pin.kind === 'hyphen') allow(pin.at, AT_SOFT_HYPHEN, true);
  }
  for (const pin of pins) if (pin.kind === 'forbid') forbid(pin.at, found);
  for (const [start, end] of nobreakRanges(input)) forbidInside(start, end, found);

  return [...found]
    .filter(([at]) => clusters.has(at))
    .map(([at, b]) => ({ at, ...b }))
    .sort((a, b) => a.at - b.at);
}

type Found = Map<number, { required: boolean; cost: number; hyphen: boolean }>;

function addStandard(text: string, found: Found): void {
  const breaker = new LineBreaker(text);
  for (let b = breaker.nextBreak(); b; b = breaker.nextBreak()) {
    if (b.position <= 0 || b.position >= text.length) continue;
    const required = text[b.position - 1] === '\n';
    found.set(b.position, { required, cost: 0, hyphen: false });
  }
  // The library can miss a required break beside marks; a line end always ends a line.
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
    if (at + 1 < text.length) found.set(at + 1, { required: true, cost: 0, hyphen: false });
}

function forbid(at: number, found: Found): void {
  if (!found.get(at)?.required) found.delete(at);
}

function forbidInside(start: number, end: number, found: Found): void {
  for (let at = start + 1; at < end; at++) forbid(at, found);
}

function nobreakRanges({ clean, spans }: BreaksInput): [number, number][] {
  const ranges: [number, number][] = [];
  for (let start = 0, end = 0; start < clean.text.length; start = end) {
    end = start + 1;
    while (end < clean.text.length && clean.spanOf[end] === clean.spanOf[start]) end++;
    if (spans[clean.spanOf[start]!]?.nobreak) ranges.push([start, end]);
  }
  return ranges;
}

/** UAX #14 revision 53, LB19a: curly quotes beside ideographs break like brackets; linebreak is older. */
function addAroundChineseQuotes(text: string, allow: (at: number) => void): void {
  const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}]/u;
  const wideOrMark =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}：，。、；！？]/u;
  for (const { index } of text.matchAll(/[“‘]/gu)) if (wideOrMark.test(charBefore(text, index))) allow(index);
  for (const { index } of text.matchAll(/[”’]/gu)) if (wide.test(charAt(text, index + 1))) allow(index + 1);
}

/** Scripts that put no spaces between words: UAX #14 class SA. */
const DICTIONARY: Readonly<Record<string, string>> = { Thai: 'th', Laoo: 'lo', Khmr: 'km', Mymr: 'my' };
/** Signs that repeat, abbreviate or close: never at the start of a line. */
const NOT_FIRST = /^[\p{P}\p{M}ๆຯฯໆៗ๏๚๛]/u;

function addDictionaryWords(
  text: string,
  lang: LanguageTag,
  allow: (at: number, cost?: number) => void,
): void {
  for (const { start, end, script } of scriptStretches(text)) {
    const dictionary = DICTIONARY[script];
    if (!dictionary) continue;
    // ICU knows Burmese; Karen, Shan or Mon in the same script are cut by guesswork, so only if need be.
    const cost = script === 'Mymr' && !/^my\b/i.test(lang) ? INSIDE_WORD : BETWEEN_WORDS;
    for (const { index } of segmenter(dictionary, 'word').segment(text.slice(start, end))) {
      const at = start + index;
      if (index > 0 && !NOT_FIRST.test(text.slice(at))) allow(at, cost);
    }
    // A foreign word stands for itself: ให้ICEหาก has three words. Digits stay with what they count.
    if (/\p{L}/u.test(charBefore(text, start)) && !NOT_FIRST.test(text.slice(start))) allow(start);
    if (/\p{L}/u.test(charAt(text, end))) allow(end);
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

/** Chinese and Japanese: a break that is not at a word (Japanese: not before a content word) costs something. */
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
    found.set(at, { ...b, cost: !words.has(at) || leans ? INSIDE_WORD : BETWEEN_WORDS });
  }
}

function hanStretches(text: string): { start: number; end: number }[] {
  const stretch = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]+/gu;
  return [...text.matchAll(stretch)].map((m) => ({ start: m.index, end: m.index + m[0].length }));
}

/** Korean words are kept whole (CSS word-break: keep-all); UAX #14 would break between any two syllables. */
function forbidInsideKorean(text: string, script: string, found: Found): void {
  const korean = script === 'Kore' || script === 'Hang';
  for (const [at, b] of found) {
    if (b.required) continue;
    const before = charBefore(text, at);
    const after = charAt(text, at);
    if (/[\s\-–—/·]/u.test(before)) continue;
    const hangul = /\p{Script=Hangul}/u;
    if (hangul.test(before) || hangul.test(after) || korean) found.delete(at);
  }
}

/** After a slash (not the two of `https://`): an address too long for its line may break between its elements. */
function urlBreaks(text: string, token: Token): number[] {
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

/** Abbreviations end no sentence: initials (U.S.), titles, clock times. */
const ABBREVIATION =
  /(?:^|[\s(“"«])(?:\p{Lu}\.)*(?:\p{Lu}|St|Mr|Mrs|Ms|Dr|No|Art|Sec|Inc|vs|etc|[ap]\.m)\.\s*$/u;

/** Where a sentence begins inside the text, by Intl.Segmenter (UAX #29 section 5), abbreviations put right. */
export function findSentences(text: string, lang: LanguageTag): number[] {
  const starts: number[] = [];
  for (const { index } of segmenter(lang, 'sentence').segment(text)) {
    if (index > 0 && !ABBREVIATION.test(text.slice(0, index))) starts.push(index);
  }
  return starts;
}
