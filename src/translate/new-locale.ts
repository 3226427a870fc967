/**
 * The files of a language that nobody has translated yet: `_meta.yaml` with what is known and what has to be found
 * out, one JSON file a namespace with every key empty, and the English that stands beside them. A variant of a
 * language that is there has `_meta.yaml` alone: it writes only what it says otherwise.
 */

import { hasDates } from '../compose/dates.js';
import type { Sentences } from '../compose/source-text.js';
import { englishJson } from './english-json.js';
import type { LanguageFacts } from './language-facts.js';
import { formatSourceMemory, remember } from './source-memory.js';

export interface NewLocale {
  /** With both names: somebody has said them where no list has them. */
  readonly facts: LanguageFacts & { readonly name: string; readonly english: string };
  /** Every sentence to write with its English; files and keys in this order. */
  readonly sentences: Sentences;
  /** `ice-encounter/core`: what is printed first. */
  readonly offers: readonly string[];
  /** Whether content/negations.yaml knows how the language says no. */
  readonly saysNo: boolean;
  readonly over?: string;
}

/** File name → its text. */
export function newLocaleFiles(locale: NewLocale): Map<string, string> {
  const files = new Map([['_meta.yaml', metaOf(locale)]]);
  if (locale.over !== undefined) return files;
  const empty = [...locale.sentences].map(
    ([namespace, keys]) => [namespace, new Map([...keys.keys()].map((key) => [key, '']))] as const,
  );
  for (const [name, text] of englishJson(new Map(empty))) files.set(name, text);
  const all = [...locale.sentences].flatMap(([namespace, keys]) =>
    [...keys].map(([key, source]) => ({ namespace, key, source })),
  );
  return files.set('_source.yaml', formatSourceMemory(remember({ source: {} }, all)));
}

function metaOf({ facts, offers, saysNo, over }: NewLocale): string {
  const { tag, name, english, script, direction, plurals, note } = facts;
  const lines = [
    '# yaml-language-server: $schema=../../schema/locale.schema.json',
    '# Look at each line: what the lists of languages say of yours may be wrong. # begins a remark.',
    `tag: ${tag}`,
    ...(over === undefined
      ? []
      : [`# A variant: every sentence that is not written here is that of ${over}.`, `over: ${over}`]),
    '# As its readers write it; printed on every flyer.',
    `name: ${quoted(name)}`,
    `english: ${quoted(english)}`,
    `script: ${script}`,
    `direction: ${direction}`,
    ...(plurals ? [`plurals: [${plurals.join(', ')}]`] : []),
  ];
  if (!saysNo && over === undefined)
    lines.push(
      `# How ${english} says “no” and “not”, every word of it: take the # away and write them in, so that a lost “not”`,
      '# is found. A hyphen stands for the rest of a word: [не, нет, -ма]. More in TRANSLATING.md.',
      '# negations: []',
    );
  if (over === undefined)
    lines.push(
      '# How the English word “not” is spelt in the letters of your language, where a sentence is spelt aloud (…-sound).',
      '# not-sounds: ',
    );
  if (!hasDates({ tag }) && over === undefined)
    lines.push(
      '# How a day is written, and the months from January to December: this computer does not know.',
      '# date: { pattern: d MMMM y, months: [ , , , , , , , , , , , ] }',
    );
  lines.push(
    '# What is printed in it so far. Add to it when more is translated; take the line out when all is.',
    `offers: [${offers.join(', ')}]`,
    `# How you address the reader, for whom, in which variety.${note === undefined ? '' : ` ${note}`}`,
    '# note: ',
    '',
  );
  return lines.join('\n');
}

/** Plain where YAML reads it as the same text. */
const quoted = (text: string): string =>
  /^\p{L}[\p{L}\p{M} ]*$/u.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
