/**
 * BCP 47 tags: their canonical form, script and direction. Names of languages are not guessed here: a locale
 * says its own name in _meta.yaml.
 */

/** A canonical BCP 47 tag, such as `zh-Hans`. */
export type LanguageTag = string;
export type Direction = 'ltr' | 'rtl';

/** Canonicalises a tag (`ZH-hans` → `zh-Hans`); undefined if it is not well-formed BCP 47. */
export function canonicalTag(tag: string): LanguageTag | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** What Intl makes of a tag, made once: every paragraph asks. */
export function onceATag<T>(make: (tag: LanguageTag) => T): (tag: LanguageTag) => T {
  const known = new Map<LanguageTag, T>();
  return (tag) => {
    if (!known.has(tag)) known.set(tag, make(tag));
    return known.get(tag) as T;
  };
}

/** The ISO 15924 script a tag is most likely written in, by CLDR's likely subtags: `ur` → `Arab`. */
export const likelyScript = onceATag((tag): string => new Intl.Locale(tag).maximize().script ?? 'Zyyy');

const RTL_SCRIPTS = new Set([
  'Adlm',
  'Arab',
  'Aran',
  'Hebr',
  'Mand',
  'Mend',
  'Nkoo',
  'Rohg',
  'Samr',
  'Syrc',
  'Thaa',
  'Yezi',
]);

/** The direction of a script by its ISO 15924 code; `Aran` (Nastaliq) is Arabic. */
export const scriptDirection = (script: string): Direction => (RTL_SCRIPTS.has(script) ? 'rtl' : 'ltr');

/** Whether a language sets a space inside « » and before : as French does. */
export const hasFrenchSpaces = (tag: LanguageTag): boolean => /^fr(?:-|$)/i.test(tag);

/**
 * A number in the digits that CLDR gives a language by default: Bengali and Nepali have their own, Urdu has Western,
 * and so has what ICU does not know (it would else take the machine's language).
 */
export const formatNumber = (value: number, tag: LanguageTag): string => numberFormat(tag).format(value);

const numberFormat = onceATag((tag): Intl.NumberFormat => {
  const known = canonicalTag(tag) !== undefined && Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  return new Intl.NumberFormat(known ? tag : 'en', { useGrouping: false });
});
