/** Whom to call. */
import type { Edition } from '../schema/content.js';
import type { BlockOf } from './flyer.js';
import type { Law } from './law.js';
import { english, inQuotes, phoneNumber, type RichText } from './rich-text.js';
import type { Voice } from './voice.js';
import type { Values } from './wording.js';

/** The id of an edition's hotline. */
export function hotlineOf(edition: Edition): string | undefined {
  if (edition.layout === 'poster') return undefined;
  return edition.layout === 'encounter' ? edition.back.hotline : edition.hotline;
}

/**
 * A card or a tent has room for whom to call and the number, and for a name; hours, details, own words and the logo are
 * left to the newest version.
 */
export const isBrief = ({ layout }: Pick<Edition, 'layout'>): boolean =>
  layout === 'card' || layout === 'table-tent';

/** Whether a QR code leads to the newest version: it stands beside the hotline. Elsewhere the address is in letters alone. */
export const hasCode = (edition: Edition): boolean =>
  edition.layout === 'encounter' ||
  (edition.layout !== 'card' && edition.layout !== 'poster' && edition.hotline !== undefined);

/** @param brief the label and the number alone */
export function composeHotline(id: string, law: Law, voice: Voice, brief: boolean): BlockOf<'hotline'> {
  const hotline = law.hotlines.get(id)?.value;
  if (!hotline) throw new Error(`no layer has the hotline “${id}”`);
  const { short, words, number, text } = hotline;
  const line = (key: string, values?: Values): RichText =>
    key in text ? voice.say(`${id}.${key}`, values) : [];
  if (brief) return { kind: 'hotline', label: line('label'), number, lines: [], english: [] };
  return {
    kind: 'hotline',
    label: line('label'),
    number,
    lines: voice.sentences([
      line('hours'),
      line('interpreter'),
      line(
        'call',
        short && words
          ? { short: phoneNumber(short), words: inQuotes(english(words), voice.locale.tag) }
          : {},
      ),
    ]),
    english: voice.inEnglish ? [] : voice.inSource(`${id}.label`),
  };
}
