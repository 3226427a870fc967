/**
 * Names on paper: of languages, sizes and congregations, in their own letters as far as the paper's fonts have
 * them. Names come out of spreadsheets: a character that no font has must not stop a ticket.
 */
import type { Size } from '../core/geometry.js';
import { type Direction, type LanguageTag, likelyScript, scriptDirection } from '../core/language.js';
import { trimNumber } from '../core/units.js';
import type { NamedLanguage } from '../impose/slug.js';
import type { LoadedOrganisation } from '../load/organisation.js';
import { scriptOf } from '../text/scripts.js';
import type { Span } from '../text/types.js';
import type { Paper, TextLook } from './paper.js';
import { nameOf } from './plan/words.js';

export const sizeText = (s: Size): string =>
  `${trimNumber(s.width / 72, 3)} × ${trimNumber(s.height / 72, 3)} in`;

/** English name first, since it is what the shop reads; then the own name, as it stands on the piece. */
export function languageWords(paper: Paper, language: NamedLanguage, size = 12): Span[] {
  const english = paper.span(language.english, { size, weight: 700 });
  const own = paper.span(language.name, { size }, { lang: language.tag, isolate: language.direction });
  if (language.name === language.english || !paper.canSet([own])) return [english];
  return [english, paper.span(' · ', { size }), own];
}

/** Its main name as paper can show it, on so many lines; its id where the fonts lack a character. */
export function setName(
  paper: Paper,
  organisation: LoadedOrganisation,
  width: number,
  lines: number,
  look: TextLook,
): readonly Span[] {
  const name = nameOf(organisation);
  const more = { isolate: directionOf(name) };
  return paper.canSet([paper.span(name, look, more)])
    ? paper.shorten(name, width, lines, look, more)
    : paper.shorten(organisation.id, width, lines, look);
}

/** Its names in other languages, as far as paper can show them, each on a line of its own. */
export function setOtherNames(
  paper: Paper,
  { name, ...organisation }: LoadedOrganisation,
  width: number,
  look: TextLook,
): (readonly Span[])[] {
  if (name === undefined || typeof name === 'string') return [];
  const main = nameOf({ ...organisation, name });
  return Object.entries(name).flatMap(([tag, text]: [LanguageTag, string]) => {
    const more = { lang: tag, isolate: scriptDirection(likelyScript(tag)) };
    if (text === main || !paper.canSet([paper.span(text, look, more)])) return [];
    return [paper.shorten(text, width, 1, look, more)];
  });
}

/** By its first letter: names come without their language. */
function directionOf(text: string): Direction {
  const letter = [...text].map(scriptOf).find((script) => script !== 'Zyyy');
  return scriptDirection(letter ?? 'Latn');
}
