/**
 * Step 6, beside shaping: the white inside Chinese and Japanese lines (CLREQ, JLREQ): between marks, at the edges of a line, beside Latin.
 * Chinese and Japanese punctuation is half ink and half blank; where two marks meet, one of the blanks goes
 * (CLREQ 3.1.6, JLREQ 3.1.4): `：“` and `。”“` would tear a hole into the line. The blank is taken by the
 * font's own `halt` feature on one character; a font without it is left as it is.
 * In Traditional Chinese the stops stand in the middle of their square and keep it.
 */
import type { LanguageTag } from '../core/language.js';

const OPENS = '“‘「『（《〈【〔［｛';
const CLOSES = '”’」』）》〉】〕］｝';
const STOPS = '。，、；：．';
const ANY_PAIR = new RegExp(`[${OPENS}${CLOSES}${STOPS}]{2}`);

const hasCentredStops = (lang: LanguageTag): boolean => /hant|-tw\b|-hk\b|-mo\b|^yue\b/i.test(lang);

/**
 * UTF-16 indices between `start` and `end` of the characters that are set half as wide because of the mark
 * before or after them. Neighbours outside the stretch count too.
 */
export function halvedMarks(text: string, start: number, end: number, lang: LanguageTag): number[] {
  if (!ANY_PAIR.test(text.slice(Math.max(0, start - 1), end + 1))) return [];
  const centred = hasCentredStops(lang);
  const opens = (char: string | undefined): boolean => char !== undefined && OPENS.includes(char);
  const ends = (char: string | undefined): boolean =>
    char !== undefined && (CLOSES.includes(char) || (!centred && STOPS.includes(char)));
  const halved: number[] = [];
  for (let at = start; at < end; at++) {
    const char = text[at];
    // An opening mark gives up its left half after any mark, a closing one its right half before a closing one.
    const afterMark = opens(char) && (opens(text[at - 1]) || ends(text[at - 1]));
    const beforeClose = ends(char) && ends(text[at + 1]);
    if (afterMark || beforeClose) halved.push(at);
  }
  return halved;
}

/**
 * How much of a full-width mark's square stands outside the measure at the edge of a line, as a share of the em: the
 * blank half of an opening mark at the start, that of a closing mark at the end (JLREQ 3.1.5, 3.1.9), and the whole
 * of a full stop or comma at the end (hanging punctuation, JLREQ 3.8.2; CLREQ 3.1.7). Centred stops do not hang.
 */
export function hangingShare(char: string, edge: 'start' | 'end', lang: LanguageTag): number {
  if (edge === 'start') return OPENS.includes(char) ? 0.5 : 0;
  if (CLOSES.includes(char)) return 0.5;
  return HANGING_STOPS.includes(char) && !hasCentredStops(lang) ? 1 : 0;
}

const HANGING_STOPS = '。，、．';

const IDEOGRAPH_OR_KANA = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}ー々]/u;
const WESTERN = /[\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}0-9]/u;
/** Of the smaller em: CLREQ 3.2.2 and JLREQ 3.2.6 ask for at most a quarter; CSS Text 4 sets an eighth. */
const SPACE_BETWEEN = 0.125;

/**
 * The space between an ideograph or kana and a Western letter or digit that touch, as a share of the em; 0 for
 * other neighbours.
 */
export function spaceBetween(before: string, after: string): number {
  const mixed =
    (IDEOGRAPH_OR_KANA.test(before) && WESTERN.test(after)) ||
    (WESTERN.test(before) && IDEOGRAPH_OR_KANA.test(after));
  return mixed ? SPACE_BETWEEN : 0;
}
