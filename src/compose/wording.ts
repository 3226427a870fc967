/**
 * The sentences of one language, through i18next. There is no fallback language: a Spanish flyer must never
 * silently print English, so a missing key is a diagnostic and prints nothing.
 *
 * A run says the same sentences for every congregation: i18next is opened once for a language, and asked once for a
 * sentence with the same placeholders. Of 34 ms a design of such a run this was 3.
 */
import i18next, { type i18n } from 'i18next';
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
  /** The same for all that say the same sentences. */
  readonly kin: object;
  /** One that says the same sentences and has said none. */
  another(): Wording;
  /** Takes over what another one has said, and its diagnostics. */
  join(other: Wording): void;
}

/** Placeholder values ride through i18next as private characters, so that no sentence is pieced together by hand. */
const OPEN = '\uE000';
const CLOSE = '\uE001';

/** A sentence with its placeholders: text and, by name, what is filled in; and what is wrong with it. */
interface Said {
  readonly parts: readonly (RichSpan | { readonly filled: string })[];
  /** Where nothing is filled in: what is said, the same value every time. */
  readonly whole: RichText | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * @param sentences namespace → key → sentence; keys are dotted (`door.title`)
 * @param fileOf where a namespace's sentences stand, for messages
 */
export const openWording = (
  lang: LanguageTag,
  sentences: ReadonlyMap<string, ReadonlyMap<string, string>>,
  fileOf: (namespace: string) => string,
): Wording => openSentences(lang, sentences, fileOf)();

/**
 * As `openWording`, for many flyers of one language: each takes a Wording of its own, which knows what it has said.
 * `sentences` must stay as they are.
 */
export function openSentences(
  lang: LanguageTag,
  sentences: ReadonlyMap<string, ReadonlyMap<string, string>>,
  fileOf: (namespace: string) => string,
): () => Wording {
  let instance: i18n | undefined;
  const said = new Map<string, Said>();
  const sayOnce = (namespace: string, key: string, given: readonly string[]): Said => {
    const name = [namespace, key, ...given].join('\n');
    let known = said.get(name);
    if (!known) {
      instance ??= openI18n(lang, sentences);
      known = look(instance, { lang, sentences, fileOf }, namespace, key, given);
      said.set(name, known);
    }
    return known;
  };
  const open = (): Wording => {
    const diagnostics: Diagnostic[] = [];
    const used = new Set<string>();
    return {
      lang,
      diagnostics,
      used,
      sentence: (namespace, key) => sentences.get(namespace)?.get(key),
      say(namespace, key, values = {}) {
        used.add(`${namespace}:${key}`);
        const { parts, whole, diagnostics: found } = sayOnce(namespace, key, Object.keys(values));
        diagnostics.push(...found);
        return (
          whole ??
          parts.flatMap((part) => ('filled' in part ? (values[part.filled] as RichSpan | RichText) : part))
        );
      },
      kin: said,
      another: open,
      join(other) {
        diagnostics.push(...other.diagnostics);
        for (const id of other.used) used.add(id);
      },
    };
  };
  return open;
}

function openI18n(lang: LanguageTag, sentences: ReadonlyMap<string, ReadonlyMap<string, string>>): i18n {
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
  return instance;
}

/** @param given names of what fills placeholders */
function look(
  instance: i18n,
  {
    lang,
    sentences,
    fileOf,
  }: {
    readonly lang: LanguageTag;
    readonly sentences: ReadonlyMap<string, ReadonlyMap<string, string>>;
    readonly fileOf: (namespace: string) => string;
  },
  namespace: string,
  key: string,
  given: readonly string[],
): Said {
  const sentence = sentences.get(namespace)?.get(key);
  const at = { file: fileOf(namespace) };
  const diagnostics: Diagnostic[] = [];
  // A new locale's sentences are empty until somebody fills them in.
  if (sentence === undefined || sentence.trim() === '') {
    diagnostics.push({
      code: CODE.missingText,
      level: 'error',
      message: `“${key}” has no text in ${lang}`,
      hint: `add it to ${fileOf(namespace)}; \`kyr check ${lang}\` lists all that is missing`,
      at,
    });
    return { parts: [], whole: [], diagnostics };
  }
  const wanted = placeholdersOf(sentence);
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
  const parts = filled
    .split(/(\uE000[^\uE001]*\uE001)/)
    .filter((part) => part !== '')
    .map((part): Said['parts'][number] =>
      part.startsWith(OPEN) ? { filled: part.slice(1, -1) } : { text: part },
    );
  const whole = parts.flatMap((part) => ('filled' in part ? [] : [part]));
  return { parts, whole: whole.length === parts.length ? whole : undefined, diagnostics };
}

/** The names of a sentence's placeholders, in order, each once. */
export function placeholdersOf(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(/\{\{\s*([\w-]+)\s*\}\}/g)].map((match) => match[1] as string))];
}
