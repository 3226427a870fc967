/**
 * The lines of content that must never go wrong. Each right and hotline names, by key, what must survive there: `not`
 * once for each "no", the glossary's never-lose terms (`judge`), and its numbers and form numbers as they are. It is
 * a double entry: whoever drops a "not", swaps two digits or writes I-250 for I-205 has changed one of two places,
 * and whoever adds a sentence cannot forget to name it. Translations are held against the English in locale.ts, named
 * here or not.
 */

import { type Diagnostic, nearest } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Checked } from '../load/checked-file.js';
import type { WordLists } from '../load/word-lists.js';
import type { Layer } from '../schema/content.js';
import { findTokens } from '../text/tokens.js';
import { denialFinder, denialOf } from './denials.js';
import { wordFinder } from './word-forms.js';

/** A right, a hotline or the disclaimer, and where it stands in its layer. */
interface Lines {
  readonly path: readonly PropertyKey[];
  readonly named: Readonly<Record<string, readonly string[]>>;
  /** Key → the sentence or number, and where. */
  readonly said: ReadonlyMap<string, { readonly text: string; readonly path: readonly PropertyKey[] }>;
}

/** Everything in a layer that is named and not said, or said and not named. */
export function lintNeverLose(layer: Checked<Layer>, lists: WordLists): Diagnostic[] {
  const mustSurvive = mustSurviveIn(lists);
  return linesOf(layer.value).flatMap(({ path, named, said }) => {
    const found: Diagnostic[] = [];
    for (const key of Object.keys(named))
      if (!said.has(key)) {
        const near = nearest(key, [...said.keys()]);
        found.push({
          code: CODE.unknownName,
          level: 'error',
          message: `never-lose names “${key}”, and there is no such sentence here`,
          hint: near ? `did you mean “${near}”?` : `there are: ${[...said.keys()].join(', ')}`,
          at: layer.place(...path, 'never-lose', key),
        });
      }
    for (const [key, { text, path: where }] of said) {
      const has = mustSurvive(text);
      const wanted = named[key] ?? [];
      const lost = without(wanted, has);
      const unnamed = without(has, wanted);
      if (lost.length > 0)
        found.push({
          code: CODE.neverLose,
          level: 'error',
          message: `“${key}” must never lose ${lost.join(', ')}, and says: ${text}`,
          hint: 'put it back; if the sentence is meant to change, change never-lose too, and have a lawyer read it',
          at: layer.place(...where),
        });
      else if (unnamed.length > 0)
        found.push({
          code: CODE.neverLose,
          level: 'error',
          message: `“${key}” says ${unnamed.join(', ')}, which never-lose does not name`,
          hint: `add to never-lose: { ${key}: [${has.map(quoted).join(', ')}] }`,
          at: layer.place(...where),
        });
    }
    return found;
  });
}

function linesOf(layer: Layer): Lines[] {
  const sentences = (
    path: readonly PropertyKey[],
    texts: Readonly<Record<string, Readonly<Record<string, string>> | undefined>>,
  ): [string, { text: string; path: readonly PropertyKey[] }][] =>
    Object.entries(texts).flatMap(([group, keys]) =>
      Object.entries(keys ?? {}).map(
        ([key, text]): [string, { text: string; path: readonly PropertyKey[] }] => [
          key,
          { text, path: [...path, group, key] },
        ],
      ),
    );
  const rights = (layer.rights ?? []).map((right, n): Lines => {
    const path = ['rights', n];
    const { text, english } = right;
    return { path, named: right['never-lose'] ?? {}, said: new Map(sentences(path, { english, text })) };
  });
  const hotlines = (layer.hotlines ?? []).map((hotline, n): Lines => {
    const path = ['hotlines', n];
    const { number, short, text } = hotline;
    const numbers = Object.entries({ number, short }).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, { text: value, path: [...path, key] }] as const],
    );
    return {
      path,
      named: hotline['never-lose'] ?? {},
      said: new Map([...numbers, ...sentences(path, { text })]),
    };
  });
  return [...rights, ...hotlines];
}

/** What an English sentence has that must survive, in the order in which it is written under never-lose. */
export function mustSurviveIn({ glossary, negations }: WordLists): (text: string) => string[] {
  const denial = denialOf(negations, { tag: 'en' });
  const denials = denial && denialFinder(denial, 'en', 'Latn');
  const terms = glossary.terms
    .filter((term) => term['never-lose'])
    .map(({ term, english }) => ({ term, find: wordFinder(english, 'en', 'Latn') }));
  return (text) => [
    ...(denials?.find(text) ?? []).map(() => 'not'),
    ...terms.flatMap(({ term, find }) => find(text).map(() => term)),
    ...numbersIn(text),
  ];
}

/** Numbers, phone and form numbers as they are written. */
function numbersIn(text: string): string[] {
  const bare = text.replace(/\{\{[^}]*\}\}/g, (name) => ' '.repeat(name.length));
  const tokens = findTokens(bare).filter((t) => t.kind === 'phone' || t.kind === 'form');
  const digits = [...bare.matchAll(/\p{Nd}+/gu)]
    .map((m) => ({ start: m.index, end: m.index + m[0].length }))
    .filter((d) => !tokens.some((t) => t.start <= d.start && d.end <= t.end));
  return [...tokens, ...digits]
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => bare.slice(start, end));
}

/** What is in one list and not in the other, each as often as it is too many. */
function without(all: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken];
  return all.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** YAML takes a bare 311 for a number; 800-354-0365 and I-205 it does not. */
const quoted = (one: string): string => (/^\d+$/.test(one) ? `'${one}'` : one);
