/** What stands at the foot: advice it is not, of which day and version, who has approved it, until when it holds. */
import type { LanguageTag } from '../core/language.js';
import { formatDay } from './dates.js';
import type { FootLine } from './flyer.js';
import type { FlyerRequest } from './flyer-request.js';
import { joinSentences, plain, type RichSpan, type RichText } from './rich-text.js';
import type { Voice } from './voice.js';
import type { Wording } from './wording.js';

/**
 * The small print, last: on the first of two sides in the reader's language, on the second in English; on a single
 * side what the reader needs and then the English.
 */
export function composeSmallPrint(
  request: FlyerRequest,
  voice: Voice,
): Readonly<Record<'reader' | 'english' | 'both', readonly FootLine[]>> {
  const { law, locale, englishLocale, approvedOn } = request;
  const { reader, source, inEnglish } = voice;
  const day = (iso: string, lang: LanguageTag): RichSpan => ({
    text: formatDay(iso, lang === locale.tag ? locale : englishLocale),
    nobreak: true,
  });
  const legal = law.disclaimer;
  const advise = (wording: Wording): RichText[] =>
    legal ? [wording.say(legal, 'disclaimer.advice'), wording.say(legal, 'disclaimer.change')] : [];
  const version: RichSpan = { text: law.version };
  const standing: RichText[] =
    approvedOn === undefined
      ? [
          source.say('common', 'version', { version, date: day(law.written, 'en') }),
          source.say('common', 'not-reviewed'),
        ]
      : [source.say('common', 'reviewed', { version, date: day(approvedOn, 'en') })];
  const own = (texts: readonly RichText[]): FootLine => ({
    text: voice.sentences(texts),
    english: inEnglish,
  });
  const latin = (texts: readonly RichText[]): FootLine => ({
    text: joinSentences(texts, 'Latn').map((span) => ({ ...span, lang: 'en' })),
    english: true,
  });
  const place = plain(`${law.jurisdiction}.`);
  const newer = latin([source.say('common', 'check-after', { date: day(law.checkAfter, 'en') })]);
  const readers = [
    own(advise(reader)),
    own([voice.common('check-after', { date: day(law.checkAfter, locale.tag) })]),
  ];
  const inSource = [latin([...advise(source), place]), latin(standing), newer];
  return {
    reader: readers,
    english: inSource,
    both: inEnglish ? inSource : [...readers, latin([place, ...standing])],
  };
}
