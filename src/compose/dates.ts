/** Days as readers write them: in the digits that CLDR gives their language, by the Gregorian calendar. */
import { onceATag } from '../core/language.js';
import type { LocaleMeta } from '../schema/locale.js';

type DatedLocale = Pick<LocaleMeta, 'tag' | 'date'>;

/**
 * `2027-05-23` → `23 de mayo de 2027`. The locale's own pattern where it has one, else CLDR's, which depends on ICU;
 * a test pins what we ship. Whether there is either, `hasDates` says.
 */
export function formatDay(day: string, locale: DatedLocale): string {
  const date = new Date(`${day}T00:00:00Z`);
  const { tag, date: own } = locale;
  if (own) {
    const values: Readonly<Record<string, string>> = {
      y: String(date.getUTCFullYear()),
      MMMM: own.months[date.getUTCMonth()] as string,
      d: String(date.getUTCDate()),
    };
    return own.pattern.replace(/\b(?:y|MMMM|d)\b/g, (field) => values[field] as string);
  }
  return formatOf(tag).format(date);
}

/** Making one takes 0.2 ms, and every flyer has four dates. */
const formatOf = onceATag(
  (tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' }),
);

/** Without a pattern of its own, a language that ICU does not know would get its dates in English, unnoticed. */
export const hasDates = (locale: DatedLocale): boolean => locale.date !== undefined || isKnown(locale.tag);

const isKnown = onceATag((tag) => formatOf(tag).resolvedOptions().locale.split('-')[0] === tag.split('-')[0]);
