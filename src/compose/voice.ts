/**
 * How a flyer speaks: a reference (`door.no-judge`) → the sentence in the reader's language or in English, with its
 * {{placeholders}} filled. Every sentence of every layout goes through here.
 */
import type { Edition, Publication } from '../schema/content.js';
import type { LocaleMeta } from '../schema/locale.js';
import type { Law, Origin } from './law.js';
import { idOf } from './references.js';
import {
  asEnglish,
  english,
  inBrackets,
  inQuotes,
  joinSentences,
  type RichText,
  richToString,
} from './rich-text.js';
import { placeholdersOf, type Values, type Wording } from './wording.js';

export interface Voice {
  readonly locale: LocaleMeta;
  readonly inEnglish: boolean;
  readonly reader: Wording;
  readonly source: Wording;
  /** A sentence of the law in the reader's language. */
  say(ref: string, values?: Values): RichText;
  /** The same in English. */
  inSource(ref: string, values?: Values): RichText;
  /** A sentence that may quote what its right says to an officer: the English, and for who needs it the meaning. */
  bodyPart(ref: string): RichText;
  /** What a right says to an officer: the English, bold, in the quotation marks of the reader's language. */
  quoted(id: string): RichText;
  /** Words that every publication shares. */
  common(key: string, values?: Values): RichText;
  commonEnglish(key: string, values?: Values): RichText;
  /** Words of the publication's own. */
  own(key: string): RichText;
  ownEnglish(key: string): RichText;
  /** Sentences after one another, as the reader's script wants them. */
  sentences(texts: readonly RichText[]): RichText;
}

export interface VoiceRequest {
  readonly law: Law;
  readonly publication: Publication;
  readonly edition: Edition;
  readonly locale: LocaleMeta;
  /** The reader's sentences, and the English ones. */
  readonly wording: Wording;
  readonly englishWording: Wording;
}

export function openVoice(request: VoiceRequest): Voice {
  const { law, publication, locale, wording: reader, englishWording: source } = request;
  const inEnglish = locale.tag === 'en';

  const origin = (id: string): Origin<{ readonly values?: Readonly<Record<string, string>> | undefined }> => {
    const right = law.rights.get(id);
    if (right) return right;
    const hotline = law.hotlines.get(id);
    if (hotline) return { ...hotline, value: {} };
    // A publication may name only what its layers hold; content's own lint says so first.
    throw new Error(`publication ${publication.publication} names “${id}”, which no layer has`);
  };
  const speak = (wording: Wording, ref: string, values: Values = {}): RichText => {
    const { namespace, value } = origin(idOf(ref));
    // Only what the sentence asks for: a right's values serve some of its sentences, not all.
    const wanted = placeholdersOf(source.sentence(namespace, ref) ?? '');
    const fixed = Object.entries(value.values ?? {}).filter(([name]) => wanted.includes(name));
    return wording.say(namespace, ref, {
      ...Object.fromEntries(fixed.map(([name, text]) => [name, { ...english(text, 'bold'), nobreak: true }])),
      ...values,
    });
  };

  const voice: Voice = {
    locale,
    inEnglish,
    reader,
    source,
    say: (ref, values) => speak(reader, ref, values),
    inSource: (ref, values) => asEnglish(speak(source, ref, values)),
    quoted: (id) => inQuotes(english(richToString(speak(source, `${id}.say`)), 'bold'), locale.tag),
    bodyPart(ref) {
      const id = idOf(ref);
      const sentence = source.sentence(origin(id).namespace, ref) ?? '';
      if (!placeholdersOf(sentence).includes('say')) return voice.say(ref);
      const said = voice.say(ref, { say: voice.quoted(id).map((span) => ({ ...span, nobreak: true })) });
      return inEnglish ? said : [...said, ...inBrackets(voice.say(`${id}.say`), locale.script)];
    },
    common: (key, values) => reader.say('common', key, values),
    commonEnglish: (key, values) => asEnglish(source.say('common', key, values)),
    own: (key) => reader.say(publication.publication, key),
    ownEnglish: (key) => asEnglish(source.say(publication.publication, key)),
    sentences: (texts) =>
      joinSentences(
        texts.filter((t) => t.length > 0),
        locale.script,
      ),
  };
  return voice;
}

/** The same voice speaking English to everybody: the English side of a flyer in two languages. */
export function speakEnglish(request: VoiceRequest, english: LocaleMeta): Voice {
  return openVoice({ ...request, locale: english, wording: request.englishWording });
}
