/**
 * What must hold of a translation before it is worth a reader's time: nothing missing, nothing extra, every
 * placeholder kept, no "not" and no number lost, no stray characters. It cannot tell whether a sentence is right.
 */

import type { SourceText } from '../compose/source-text.js';
import { placeholdersOf } from '../compose/wording.js';
import type { Diagnostic, FilePlace } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LocaleMeta } from '../schema/locale.js';

export interface LocaleSentences {
  readonly meta: LocaleMeta;
  /** Namespace → dotted key → sentence. */
  readonly sentences: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The place of a key, or of the file where it should be. */
  readonly place: (namespace: string, key?: string) => FilePlace;
}

/** Everything that is wrong, in the order of the source. */
export function lintLocale(locale: LocaleSentences, source: SourceText): Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (
    code: Diagnostic['code'],
    level: Diagnostic['level'],
    message: string,
    hint: string,
    at: FilePlace,
  ): void => {
    found.push({ code, level, message, hint, at });
  };

  for (const [namespace, keys] of source.text) {
    const own = locale.sentences.get(namespace);
    for (const [key, english] of keys) {
      const text = own?.get(key);
      const at = locale.place(namespace, own?.has(key) ? key : undefined);
      if (text === undefined) {
        report(CODE.missingText, 'error', `“${key}” is missing`, `translate: ${english}`, at);
        continue;
      }
      found.push(...lintSentence({ key, english, text, at }, locale.meta));
    }
    const sounds = [...source.sounds]
      .filter((id) => id.startsWith(`${namespace}:`))
      .map((id) => id.slice(namespace.length + 1));
    for (const key of sounds) {
      const text = own?.get(key);
      if (text === undefined)
        report(
          CODE.missingText,
          'error',
          `“${key}” is missing`,
          'spell the English sentence as it sounds, in the letters of your language',
          locale.place(namespace),
        );
      else if (text.trim() === '')
        report(
          CODE.emptyText,
          'error',
          `“${key}” is empty`,
          'spell the English sentence as it sounds',
          locale.place(namespace, key),
        );
      else {
        const at = locale.place(namespace, key);
        found.push(...strayCharacters(key, text, at), ...wrongLetters(key, text, at, locale.meta.tag));
      }
    }
    for (const key of own?.keys() ?? [])
      if (!source.known.has(`${namespace}:${key}`))
        report(
          CODE.extraText,
          'warning',
          `“${key}” is not in the English`,
          'take it out; it is printed nowhere',
          locale.place(namespace, key),
        );
  }
  return found;
}

interface Pair {
  readonly key: string;
  readonly english: string;
  readonly text: string;
  readonly at: FilePlace;
}

function lintSentence(pair: Pair, meta: LocaleMeta): Diagnostic[] {
  const { key, english, text, at } = pair;
  const error = (code: Diagnostic['code'], message: string, hint: string): Diagnostic => ({
    code,
    level: 'error',
    message,
    hint,
    at,
  });
  if (text.trim() === '') return [error(CODE.emptyText, `“${key}” is empty`, `translate: ${english}`)];

  const found: Diagnostic[] = [];
  const wanted = placeholdersOf(english);
  const given = placeholdersOf(text);
  for (const name of wanted)
    if (!given.includes(name))
      found.push(
        error(CODE.placeholder, `“${key}” has lost {{${name}}}`, 'put it where it belongs in the sentence'),
      );
  for (const name of given)
    if (!wanted.includes(name))
      found.push(
        error(
          CODE.placeholder,
          `“${key}” has {{${name}}}, which the English has not`,
          wanted.length > 0 ? `it may have: ${wanted.map((w) => `{{${w}}}`).join(', ')}` : 'take it out',
        ),
      );
  if (/[<>]|&(?:#\d+|\w+);|\$t\(/.test(text))
    found.push(error(CODE.inlineMark, `“${key}” has markup`, 'write plain text; the tool sets the type'));
  found.push(...strayCharacters(key, text, at), ...wrongLetters(key, text, at, meta.tag));

  // The two losses that have hurt people: a dropped "not" (content-facts G4) and a changed number.
  if (saysNo(english) && !hasNegation(text, meta))
    found.push(
      error(
        CODE.neverLose,
        `“${key}” says no in English, and nothing in the translation does`,
        `English: ${english} — if the sentence is right, add its word for “not” to negations in _meta.yaml`,
      ),
    );
  const [numbers, theirs] = [numbersOf(english), numbersOf(text)];
  if (numbers.join(' ') !== theirs.join(' '))
    found.push(
      error(
        CODE.neverLose,
        `“${key}” has the numbers ${theirs.join(', ') || 'none'}; the English has ${numbers.join(', ') || 'none'}`,
        'write the same numbers, in Western digits',
      ),
    );
  if (text === english && english.length > 12)
    found.push(error(CODE.missingText, `“${key}” is still the English sentence`, `translate: ${english}`));
  return found;
}

/** Characters that no sentence on a flyer needs, and that print as nothing, as a box, or out of order. */
function strayCharacters(key: string, text: string, at: FilePlace): Diagnostic[] {
  // Joiners and break pins (U+200B–200D, U+2060) are a translator's own tools and stay.
  const strays = [...text].filter((c) =>
    /[\p{Cc}\p{Co}\p{Cs}\u00AD\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFB50-\uFDFF\uFE70-\uFEFF\uFFF9-\uFFFF]/u.test(
      c,
    ),
  );
  if (strays.length === 0) return [];
  const names = [...new Set(strays)].map((c) => `U+${hex(c)}`);
  return [
    {
      code: CODE.strayCharacter,
      level: 'error',
      message: `“${key}” has characters that do not belong in a sentence: ${names.join(', ')}`,
      hint: 'delete them and type the letters around them again; directions and line ends are the tool’s work',
      at,
    },
  ];
}

/**
 * Letters of a neighbour's keyboard: they look alike in isolation and join otherwise, and a search for the word
 * finds nothing. Arabic ي ك ى ه stand where Urdu and Persian have letters of their own.
 */
const REPAIRS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ur: { ي: 'ی', ى: 'ی', ك: 'ک', ه: 'ہ', ة: 'ۃ' },
  fa: { ي: 'ی', ى: 'ی', ك: 'ک' },
};

function wrongLetters(key: string, text: string, at: FilePlace, tag: string): Diagnostic[] {
  const repairs = REPAIRS[tag.split('-')[0] as string] ?? {};
  return text
    .normalize('NFC')
    .split(/[^\p{L}\p{M}]+/u)
    .map((word) => ({ word, right: [...word].map((c) => repairs[c] ?? c).join('') }))
    .filter(({ word, right }) => word !== right)
    .map(({ word, right }) => ({
      code: CODE.wrongLetter,
      level: 'error',
      message: `“${key}” has “${word}” with ${[...new Set([...word].filter((c) => repairs[c]))].map((c) => `${c} (U+${hex(c)})`).join(', ')}, which is another language’s letter`,
      hint: `write “${right}”`,
      at,
    }));
}

const hex = (c: string): string => (c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');

const saysNo = (english: string): boolean => /\b(not|never|no|nothing|cannot|don['’]t)\b/i.test(english);

/** Scripts without spaces between words: a negation is found inside, not between spaces. */
const RUNS_ON = new Set(['Hans', 'Hant', 'Jpan', 'Thai', 'Laoo', 'Khmr', 'Mymr', 'Tibt']);

function hasNegation(text: string, meta: LocaleMeta): boolean {
  const lower = text.toLocaleLowerCase(meta.tag).normalize('NFC');
  const negations = meta.negations.map((n) => n.toLocaleLowerCase(meta.tag).normalize('NFC'));
  if (RUNS_ON.has(meta.script)) return negations.some((n) => lower.includes(n));
  const words = lower.split(/[^\p{L}\p{M}’']+/u);
  return negations.some((n) => words.some(matcher(n)));
}

/** `-` stands for the rest of the word: `न-` begins one, `-दैन` ends one, `-않-` stands inside. */
function matcher(negation: string): (word: string) => boolean {
  const bare = negation.replace(/^-|-$/g, '');
  const [before, after] = [negation.startsWith('-'), negation.endsWith('-')];
  if (before && after) return (word) => word.includes(bare);
  if (before) return (word) => word.endsWith(bare);
  if (after) return (word) => word.startsWith(bare);
  return (word) => word === bare;
}

/** Numbers outside placeholders, sorted: word order differs between languages, numbers may not. */
function numbersOf(text: string): string[] {
  const bare = text.replace(/\{\{[^}]*\}\}/g, '');
  return (bare.match(/\p{Nd}+/gu) ?? [])
    .map((n) => n.replace(/\p{Nd}/gu, (d) => String(digitValue(d))))
    .sort();
}

/** Any script's decimal digit → 0–9: each run of ten digits starts at a zero. */
function digitValue(digit: string): number {
  let zero = digit.codePointAt(0) as number;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) {
    zero--;
    value++;
  }
  return value;
}
