/** The printed sentences of a flyer with what is on record about them: for the gate, `languages` and `sign`. */

import { namespaceOf } from '../compose/law.js';
import { idOf } from '../compose/references.js';
import { sentenceId } from '../compose/source-text.js';
import type { Diagnostic } from '../core/diagnostic.js';
import { KyrError } from '../core/diagnostic.js';
import type { LanguageTag } from '../core/language.js';
import type { PrintedText } from '../job/gate.js';
import { lintContent } from '../lint/content.js';
import { lintLocale } from '../lint/locale.js';
import { lintNeverLose } from '../lint/never-lose.js';
import { spokenKey } from '../lint/notes.js';
import { measureReading, type ReadingLevel } from '../lint/reading-level.js';
import { lowest, type Sentence, standingOf } from '../lint/standing.js';
import { placeInLocale } from '../load/locales.js';
import type { State } from '../schema/locale.js';
import { type PressRoom, sentencesOf } from './press-room.js';
import { compose, type DesignRequest } from './set-flyer.js';

/** Every sentence of a language that has an English source or spells English aloud, in the order of the source. */
export function sentencesToSign(room: PressRoom, tag: LanguageTag): Sentence[] {
  const own = sentencesOf(room, tag);
  const found: Sentence[] = [];
  const add = (namespace: string, key: string, source: string): void => {
    const text = own.get(namespace)?.get(key);
    // An empty one is still to be translated.
    if (text !== undefined && text.trim() !== '') found.push({ namespace, key, source, text });
  };
  for (const [namespace, keys] of room.source.text)
    for (const [key, source] of keys) add(namespace, key, source);
  if (tag === 'en') {
    for (const [namespace, keys] of room.source.english)
      for (const [key, source] of keys)
        if (!room.source.text.get(namespace)?.has(key)) add(namespace, key, source);
    return [...found, ...englishFacts(room)];
  }
  for (const id of room.source.sounds) {
    const [namespace, key] = splitKey(id);
    add(namespace, key, room.source.text.get(namespace)?.get(spokenKey(key)) ?? '');
  }
  return found;
}

/**
 * What is printed beside the sentences and that no translator may touch: hotline numbers, the words to say there, and
 * the place whose law it is. A lawyer approves them with the English, so that one other digit drops the approval.
 */
function englishFacts(room: PressRoom): Sentence[] {
  const found: Sentence[] = [];
  const add = (namespace: string, key: string, text: string | undefined): void => {
    if (text !== undefined) found.push({ namespace, key, source: text, text });
  };
  for (const { value: layer } of room.content.layers)
    for (const { id, number, short, words } of layer.hotlines ?? []) {
      const namespace = namespaceOf(layer.layer);
      add(namespace, `${id}.number`, number);
      add(namespace, `${id}.short`, short);
      add(namespace, `${id}.words`, words);
    }
  add(namespaceOf(room.law.layer), PLACE_NAME, room.law.jurisdiction);
  return found;
}

const PLACE_NAME = 'name';

/** A fact is printed where a sentence of its hotline is; the place always is. */
const printsFact = ({ namespace, key }: Sentence, printed: readonly string[]): boolean =>
  key === PLACE_NAME || printed.some((id) => id.startsWith(`${namespace}:${idOf(key)}.`));

/** The sentences that a flyer prints in one language, of all that could be signed. */
function printedText(room: PressRoom, tag: LanguageTag, printed: readonly string[]): PrintedText {
  const facts = tag === 'en' ? englishFacts(room).filter((fact) => printsFact(fact, printed)) : [];
  const wanted = new Set([...printed, ...facts.map((fact) => sentenceId(fact))]);
  const { meta, review } = room.locale(tag);
  return {
    lang: tag,
    english: meta.english,
    sentences: sentencesToSign(room, tag).filter((s) => wanted.has(sentenceId(s))),
    review: review.value,
    faults: lint(room, tag).filter((d) => d.level === 'error'),
  };
}

/**
 * The sentences that a press flyer prints, per language, English first: what the gate asks about. Composed as if
 * all were approved, since a draft's own words never go to press.
 * @param tolerant a translation that cannot be composed is handed on with its faults, and may be held
 * @throws KyrError where a flyer cannot be composed
 */
export function pressTexts(
  room: PressRoom,
  tags: readonly LanguageTag[],
  request: Omit<DesignRequest, 'lang' | 'draft' | 'released'>,
  released: ReadonlySet<LanguageTag> = new Set(),
  tolerant = false,
): PrintedText[] {
  const broken: PrintedText[] = [];
  const composed = tags.flatMap((lang) => {
    const whole = { ...request, draft: false, approvedOn: room.law.written, released: released.has(lang) };
    try {
      return [compose(room, { ...whole, lang })];
    } catch (error) {
      if (!tolerant || lang === 'en' || !(error instanceof KyrError)) throw error;
      const text = printedText(room, lang, []);
      broken.push({ ...text, faults: text.faults.length > 0 ? text.faults : error.diagnostics });
      return [];
    }
  });
  // A translation rests on its English: what a lawyer has to read is that too, printed or not.
  const english = [...new Set(composed.flatMap((c) => [...c.printed.english, ...c.printed.reader]))];
  return [
    printedText(room, 'en', english),
    ...composed
      .filter((c) => c.flyer.lang !== 'en')
      .map((c) => printedText(room, c.flyer.lang, c.printed.reader)),
    ...broken,
  ];
}

/** The state of a whole language: that of its lowest sentence, `initial` where one is missing. */
export function stateOf(room: PressRoom, tag: LanguageTag): State {
  const review = room.locale(tag).review.value;
  const sentences = sentencesToSign(room, tag);
  const wanted =
    [...room.source.text.values()].reduce((n, keys) => n + keys.size, 0) +
    (tag === 'en' ? 0 : room.source.sounds.size);
  if (sentences.length < wanted) return 'initial';
  return lowest(sentences.map((s) => standingOf(s, review, room.world.digest, tag === 'en').state));
}

/** Everything that is wrong with a language's sentences; for English, with the content itself. */
export function lint(room: PressRoom, tag: LanguageTag): Diagnostic[] {
  const { publication, edition, layers } = room.content;
  if (tag === 'en')
    return [
      ...lintContent(publication.value, edition, publication.file, room.law, room.source),
      ...layers.flatMap((layer) => lintNeverLose(layer, room.wordLists())),
    ];
  const locale = room.locale(tag);
  return lintLocale(
    {
      meta: locale.meta,
      placeInMeta: locale.placeInMeta,
      sentences: sentencesOf(room, tag),
      place: (namespace, key) => placeInLocale(locale, namespace, key),
    },
    room.source,
    room.wordLists(),
  );
}

/** The reading level of the English sentences that a publication prints. @param printed `namespace:key` */
export function readingOf(room: PressRoom, printed: ReadonlySet<string>): Promise<ReadingLevel> {
  const own = sentencesOf(room, 'en');
  const texts = [...printed].flatMap((id) => {
    const [namespace, key] = splitKey(id);
    return own.get(namespace)?.get(key) ?? [];
  });
  return measureReading(texts, room.wordLists().glossary);
}

/** Runs `work`; a KyrError becomes its diagnostics. */
export async function collect(work: () => void | Promise<void>): Promise<readonly Diagnostic[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (error instanceof KyrError) return error.diagnostics;
    throw error;
  }
}

const splitKey = (id: string): [namespace: string, key: string] => [
  id.slice(0, id.indexOf(':')),
  id.slice(id.indexOf(':') + 1),
];
