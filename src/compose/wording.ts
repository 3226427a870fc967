/**
 * The sentences of one language, through i18next. There is no fallback language: a Spanish flyer must never
 * silently print English, so a missing key is a diagnostic and prints nothing.
 */
import i18next from 'i18next';
import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LanguageTag } from '../core/language.js';
import type { RichSpan, RichText } from './rich-text.js';

/** What fills the {{placeholders}} of a sentence. */
export type Values = Readonly<Record<string, RichSpan | RichText>>;

export interface Wording {
  readonly lang: LanguageTag;
  /** The sentence as it stands in the file. */
  sentence(namespace: string, key: string): string | undefined;
  /** The sentence, its {{placeholders}} filled. Missing text or placeholders are added to `diagnostics`. */
  say(namespace: string, key: string, values?: Values): RichText;
  readonly diagnostics: readonly Diagnostic[];
  /** `namespace:key` of every sentence asked for so far: what a flyer prints, and people must answer for. */
  readonly used: ReadonlySet<string>;
}

/** Placeholder values ride through i18next as private characters, so that no sentence is pieced together by hand. */
const OPEN = '\uE000';
const CLOSE = '\uE001';

/**
 * @param sentences namespace → key → sentence; keys are dotted (`door.title`)
 * @param fileOf where a namespace's sentences stand, for messages
 */
export function openWording(
  lang: LanguageTag,
  sentences: ReadonlyMap<string, ReadonlyMap<string, string>>,
  fileOf: (namespace: string) => string,
): Wording {
  const resources: Record<string, Record<string, string>> = {};
  for (const [namespace, keys] of sentences) resources[namespace] = Object.fromEntries(keys);
  const instance = i18next.createInstance();
  instance.init({
    lng: lang,
    fallbackLng: false,
    resources: { [lang]: resources },
    ns: [...sentences.keys()],
    // Keys are whole strings here: the dot in `door.title` is part of the name.
    keySeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
  });

  const diagnostics: Diagnostic[] = [];
  const used = new Set<string>();
  return {
    lang,
    diagnostics,
    used,
    sentence: (namespace, key) => sentences.get(namespace)?.get(key),
    say(namespace, key, values = {}) {
      used.add(`${namespace}:${key}`);
      const sentence = sentences.get(namespace)?.get(key);
      const at = { file: fileOf(namespace) };
      // A new locale's sentences are empty until somebody fills them in.
      if (sentence === undefined || sentence.trim() === '') {
        diagnostics.push({
          code: CODE.missingText,
          level: 'error',
          message: `“${key}” has no text in ${lang}`,
          hint: `add it to ${fileOf(namespace)}; \`kyr check ${lang}\` lists all that is missing`,
          at,
        });
        return [];
      }
      const wanted = placeholdersOf(sentence);
      const given = Object.keys(values);
      for (const name of wanted)
        if (!given.includes(name))
          diagnostics.push({
            code: CODE.placeholder,
            level: 'error',
            message: `“${key}” has a placeholder {{${name}}} that nothing fills`,
            hint: given.length > 0 ? `it may have: ${given.join(', ')}` : 'take it out',
            at,
          });
      for (const name of given)
        if (!wanted.includes(name))
          diagnostics.push({
            code: CODE.placeholder,
            level: 'error',
            message: `“${key}” has lost its placeholder {{${name}}}`,
            hint: `put {{${name}}} where it belongs in the sentence`,
            at,
          });
      const marks = Object.fromEntries(given.map((name) => [name, `${OPEN}${name}${CLOSE}`]));
      // No nesting: a `$t(…)` in a sentence would print another sentence in its place.
      const filled = instance.t(`${namespace}:${key}`, { ...marks, nest: false });
      return filled
        .split(/(\uE000[^\uE001]*\uE001)/)
        .filter((part) => part !== '')
        .flatMap((part) =>
          part.startsWith(OPEN) ? (values[part.slice(1, -1)] as RichSpan | RichText) : { text: part },
        );
    },
  };
}

/** The names of a sentence's placeholders, in order, each once. */
export function placeholdersOf(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(/\{\{\s*([\w-]+)\s*\}\}/g)].map((match) => match[1] as string))];
}
