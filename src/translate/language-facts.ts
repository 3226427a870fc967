/**
 * What is known of a language before anybody has translated a word: its names, script, direction and plural
 * categories, from content/languages.yaml and else from CLDR, which Node's Intl carries. Knows no dialects: where
 * neither list has a language's name, the name is left out, and a person has to say it.
 */
import { type Direction, type LanguageTag, likelyScript, scriptDirection } from '../core/language.js';
import type { Languages } from '../schema/languages.js';
import { PLURALS } from '../schema/locale.js';
import { scriptOf, shapingScript } from '../text/scripts.js';

export interface LanguageFacts {
  readonly tag: LanguageTag;
  readonly name: string | undefined;
  readonly english: string | undefined;
  /** ISO 15924; `Aran` where the language is set in Nastaliq. */
  readonly script: string;
  readonly direction: Direction;
  /** In CLDR's order; undefined where CLDR does not know the language. */
  readonly plurals: readonly (typeof PLURALS)[number][] | undefined;
  readonly note: string | undefined;
}

/** @param tag canonical  @param script said by a person: wins over both lists */
export function factsOf(tag: LanguageTag, languages: Languages['languages'], script?: string): LanguageFacts {
  const listed = languages[tag];
  const locale = new Intl.Locale(tag);
  const base = languages[locale.language];
  const written = script ?? listed?.script ?? locale.script ?? base?.script ?? likelyScript(tag);
  return {
    tag,
    name: listed?.name ?? ownName(locale, written),
    english: listed?.english ?? englishName(tag),
    script: written,
    direction: scriptDirection(written),
    plurals: pluralsOf(tag),
    note: listed?.note,
  };
}

/** In its own letters, without the script, which its reader sees: `uz-Cyrl` → `Ўзбекча`, `pt-BR` → `Português (Brasil)`. */
function ownName(locale: Intl.Locale, script: string): string | undefined {
  const names = new Intl.DisplayNames([locale.toString()], {
    type: 'language',
    languageDisplay: 'standard',
    fallback: 'none',
  });
  if (!sameLanguage(names.resolvedOptions().locale, locale.language)) return undefined;
  const region = locale.region === undefined ? '' : `-${locale.region}`;
  const name = names.of(`${locale.language}${region}`);
  const letters = /\p{L}/u.exec(name ?? '')?.[0];
  if (name === undefined || letters === undefined || !writes(script, letters)) return undefined;
  const [first = '', ...rest] = name;
  return first.toLocaleUpperCase(locale.toString()) + rest.join('');
}

/** ICU may know a language in another script alone: such a name would print as boxes. */
const writes = (script: string, letter: string): boolean =>
  scriptOf(letter) === shapingScript(script) || ['Jpan', 'Kore'].includes(script);

const englishName = (tag: LanguageTag): string | undefined =>
  new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(tag);

function pluralsOf(tag: LanguageTag): LanguageFacts['plurals'] {
  const { locale, pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
  if (!sameLanguage(locale, tag)) return undefined;
  return PLURALS.filter((category) => pluralCategories.includes(category));
}

/** Intl answers in another language where it does not know the one it was asked for. */
const sameLanguage = (given: string, asked: string): boolean => given.split('-')[0] === asked.split('-')[0];
