/**
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

/**
 * UTF-16 indices between `start` and `end` of the characters that are set half as wide because of the mark
 * before or after them. Neighbours outside the stretch count too.
 */
export function halvedMarks(text: string, start: number, end: number, lang: LanguageTag): number[] {
  if (!ANY_PAIR.test(text.slice(Math.max(0, start - 1), end + 1))) return [];
  const centred = /hant|-tw\b|-hk\b|-mo\b|^yue\b/i.test(lang);
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
