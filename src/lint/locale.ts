/**
 * What must hold of a translation before it is worth a reader's time: nothing missing, nothing extra, every
 * placeholder kept, no "not", no number, no judge lost, the glossary's words, no stray characters. It cannot tell
 * whether a sentence is right.
 */

import type { SourceText } from '../compose/source-text.js';
import { placeholdersOf } from '../compose/wording.js';
import { type Diagnostic, type FilePlace, nearest } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { WordLists } from '../load/word-lists.js';
import type { LocaleMeta } from '../schema/locale.js';
import { type DenialFinder, denialFinder, denialOf } from './denials.js';
import { lintLetters } from './letters.js';
import { spokenKey } from './notes.js';
import { capitalsOf, formsOf, numbersOf } from './numbers.js';
import type { Pair } from './pair.js';
import { lintPunctuation } from './punctuation.js';
import { type TermFinder, termFinder } from './terms.js';

export interface LocaleSentences {
  readonly meta: LocaleMeta;
  /** Namespace → dotted key → sentence. */
  readonly sentences: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Where a key stands, or should. */
  readonly place: (namespace: string, key: string) => FilePlace;
  /** The place of a line of _meta.yaml. */
  readonly placeInMeta: (...path: readonly PropertyKey[]) => FilePlace;
}

interface Rules {
  readonly meta: LocaleMeta;
  readonly english: DenialFinder;
  /** Undefined where nobody has said how the language says no. */
  readonly denials: DenialFinder | undefined;
  readonly terms: TermFinder;
}

/** Everything that is wrong, in the order of the source. */
export function lintLocale(locale: LocaleSentences, source: SourceText, lists: WordLists): Diagnostic[] {
  const { meta } = locale;
  const rules = openRules(meta, lists);
  const found: Diagnostic[] = lintMeta(locale, source, rules);
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
      const at = locale.place(namespace, key);
      if (text === undefined) {
        report(CODE.missingText, 'error', `“${key}” is missing`, toTranslate(english, rules), at);
        continue;
      }
      found.push(...lintSentence({ namespace, key, english, text, at }, rules));
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
          locale.place(namespace, key),
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
        const english = keys.get(spokenKey(key)) ?? '';
        found.push(...lintSound({ namespace, key, english, text, at: locale.place(namespace, key) }, rules));
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

function openRules(meta: LocaleMeta, { glossary, negations }: WordLists): Rules {
  const inEnglish = denialOf(negations, { tag: 'en' });
  if (!inEnglish) throw new Error('openRules: negations without en');
  const own = denialOf(negations, meta);
  const denials = own && denialFinder(own, meta.tag, meta.script);
  return {
    meta,
    english: denialFinder(inEnglish, 'en', 'Latn'),
    denials,
    terms: termFinder(glossary, meta, denials),
  };
}

/** What _meta.yaml says of "no": there must be words for it, and every exception must be one. */
function lintMeta(
  { meta, placeInMeta }: LocaleSentences,
  source: SourceText,
  { english, denials }: Rules,
): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (!denials)
    found.push({
      code: CODE.neverLose,
      level: 'error',
      message: `nobody has said how ${meta.english} says “no”, so a lost “not” could not be found`,
      hint: 'list its words under negations: in _meta.yaml; content/negations.yaml shows how they are written',
      at: placeInMeta('negations'),
    });
  for (const [namespace, keys] of Object.entries(meta.denials ?? {})) {
    const known = [...source.known]
      .filter((id) => id.startsWith(`${namespace}:`))
      .map((id) => id.slice(namespace.length + 1));
    // Another publication's or another place's sentences are looked at with that.
    if (known.length === 0) continue;
    for (const [key, count] of Object.entries(keys)) {
      const at = placeInMeta('denials', namespace, key);
      const sentence = source.text.get(namespace)?.get(key);
      const near = nearest(key, known);
      if (sentence === undefined && known.includes(key)) continue;
      if (sentence === undefined)
        found.push({
          code: CODE.unknownName,
          level: 'error',
          message: `denials: there is no sentence “${key}” in ${namespace}`,
          hint: near ? `did you mean “${near}”?` : 'take it out',
          at,
        });
      else if (count <= english.find(sentence).length)
        found.push({
          code: CODE.badValue,
          level: 'error',
          message: `denials: “${key}” says no ${times(english.find(sentence).length)} in English; ${count} is not more`,
          hint: 'take it out: it is for sentences that say no more often than the English',
          at,
        });
    }
  }
  return found;
}

function lintSentence(pair: Pair, rules: Rules): Diagnostic[] {
  const { key, english, text, at } = pair;
  const error = (code: Diagnostic['code'], message: string, hint: string): Diagnostic => ({
    code,
    level: 'error',
    message,
    hint,
    at,
  });
  if (text.trim() === '') return [error(CODE.emptyText, `“${key}” is empty`, toTranslate(english, rules))];

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
  for (const name of wanted) {
    const [twice, once] = [text, english].map((sentence) => countOf(name, sentence)) as [number, number];
    if (twice > once && once > 0)
      found.push(
        error(
          CODE.placeholder,
          `“${key}” has {{${name}}} ${times(twice)}; the English has it ${times(once)}`,
          'keep the one that is in its right place',
        ),
      );
  }
  if (/[<>]|&(?:#\d+|\w+);|\$t\(/.test(text))
    found.push(error(CODE.inlineMark, `“${key}” has markup`, 'write plain text; the tool sets the type'));
  found.push(
    ...lintLetters(pair, rules.meta),
    ...lintPunctuation(pair, rules.meta.tag),
    ...lintDenials(pair, rules),
  );

  const [bareEnglish, bareText] = [withoutPlaceholders(english), withoutPlaceholders(text)];
  const [numbers, theirs] = [numbersOf(bareEnglish), numbersOf(bareText)];
  if (numbers.join(' ') !== theirs.join(' '))
    found.push(
      error(
        CODE.neverLose,
        `“${key}” has the numbers ${theirs.join(', ') || 'none'}; the English has ${numbers.join(', ') || 'none'}`,
        'write the same numbers; a phone number in Western digits',
      ),
    );
  const [forms, theirForms] = [formsOf(bareEnglish), formsOf(bareText)];
  if (forms.join(' ') !== theirForms.join(' '))
    found.push(
      error(
        CODE.neverLose,
        `“${key}” names the form ${theirForms.join(', ') || 'not at all'}; the English has ${forms.join(', ') || 'none'}`,
        'write it as it is printed on the paper, in Latin letters and Western digits',
      ),
    );
  for (const name of capitalsOf(bareEnglish))
    if (!capitalsOf(bareText).includes(name))
      found.push(
        error(
          CODE.neverLose,
          `“${key}” has lost the name ${name}`,
          'write it in Latin letters, as people see it',
        ),
      );
  found.push(...rules.terms.lint(pair));
  if (text === english && english.length > 12)
    found.push(
      error(CODE.missingText, `“${key}” is still the English sentence`, toTranslate(english, rules)),
    );
  return found;
}

/** As often as the English, or as often as _meta.yaml says: so that no single "not" can go or come unseen. */
function lintDenials({ namespace, key, english, text, at }: Pair, rules: Rules): Diagnostic[] {
  const { denials, meta } = rules;
  if (!denials) return [];
  const inEnglish = rules.english.find(english).length;
  const agreed = meta.denials?.[namespace]?.[key];
  const wanted = Math.max(inEnglish, agreed ?? 0);
  const said = denials.find(text).length;
  if (said === wanted) return [];
  if (said > wanted)
    return [
      {
        code: CODE.neverLose,
        level: 'warning',
        message: `“${key}” says no ${times(said)}; ${agreed === undefined ? `the English ${times(inEnglish)}` : `_meta.yaml says ${times(agreed)}`}`,
        hint: `English: ${english} — if the sentence is right, write under denials in _meta.yaml: ${namespace}: { ${key}: ${said} }; a word that denies nothing belongs under harmless`,
        at,
      },
    ];
  const halves = denials.halves(text);
  return [
    {
      code: CODE.neverLose,
      level: 'error',
      message:
        wanted > inEnglish
          ? `“${key}” says no ${times(wanted)} by denials in _meta.yaml, and here ${times(said)}`
          : `“${key}” says no in English${wanted > 1 ? ` ${times(wanted)}` : ''}, and ${said === 0 ? 'nothing in the translation does' : `the translation ${times(said)}`}${halves.length > 0 ? ` (“${halves.join('”, “')}” has lost its other half)` : ''}`,
      hint: `English: ${english} — if the sentence is right, add its word for “not” to negations in _meta.yaml`,
      at,
    },
  ];
}

/** The English, spelt: its letters, and that its "not" is heard. */
function lintSound(pair: Pair, rules: Rules): Diagnostic[] {
  const { key, english, text, at } = pair;
  const found = [...lintLetters(pair, rules.meta), ...lintPunctuation(pair, rules.meta.tag)];
  const wanted = rules.english.find(english).length;
  if (wanted === 0) return found;
  const not = rules.meta['not-sounds'];
  if (not === undefined)
    found.push({
      code: CODE.neverLose,
      level: 'error',
      message: `“${key}” spells “${english}”, and nobody has said how “not” is spelt`,
      hint: 'write it in _meta.yaml as not-sounds:, in the letters of your language',
      at,
    });
  else if (text.normalize('NFC').split(not.normalize('NFC')).length - 1 < wanted)
    found.push({
      code: CODE.neverLose,
      level: 'error',
      message: `“${key}” has lost the sound of “not” (${not})`,
      hint: `it spells: ${english}`,
      at,
    });
  return found;
}

/** The English, and the words that the glossary has for it. */
function toTranslate(english: string, { terms }: Rules): string {
  const words = terms.hint(english);
  return `translate: ${english}${words === '' ? '' : ` (${words})`}`;
}

const countOf = (name: string, sentence: string): number =>
  [...sentence.matchAll(/\{\{\s*([\w-]+)\s*\}\}/g)].filter((match) => match[1] === name).length;
const withoutPlaceholders = (text: string): string => text.replace(/\{\{[^}]*\}\}/g, ' ');
const times = (n: number): string => (n === 1 ? 'once' : n === 0 ? 'never' : `${n} times`);
