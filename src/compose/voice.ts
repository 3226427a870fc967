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
  /**
   * What is the same on every flyer of this language, whoever hands it out: made once, and handed out again as the same
   * object. `make` must speak through the voice that it is given, and depend on nothing but that, the request's law,
   * publication, edition and locales, and the name.
   */
  keep<T>(name: string, make: (voice: Voice) => T): T;
}

export interface VoiceRequest {
  readonly law: Law;
  readonly publication: Publication;
  readonly edition: Edition;
  readonly locale: LocaleMeta;
  readonly englishLocale: LocaleMeta;
  /** The reader's sentences, and the English ones. */
  readonly wording: Wording;
  readonly englishWording: Wording;
}

/** What was made for one language, and which sentences it says. */
interface Kept {
  readonly of: readonly unknown[];
  readonly made: Map<string, { readonly value: unknown; readonly reader: Wording; readonly source: Wording }>;
}

const kept = new WeakMap<object, Kept>();

/** Of the reader's sentences. Where anything else is another, what was made of it is given up. */
function keptOf({ law, publication, edition, locale, englishLocale, wording, englishWording }: VoiceRequest) {
  const of = [law, publication, edition, locale, englishLocale, englishWording.kin];
  const before = kept.get(wording.kin);
  if (before && of.every((each, i) => each === before.of[i])) return before.made;
  const made: Kept['made'] = new Map();
  kept.set(wording.kin, { of, made });
  return made;
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
    keep<T>(name: string, make: (voice: Voice) => T): T {
      const known = keptOf(request);
      let found = known.get(name);
      if (!found) {
        const own = { reader: reader.another(), source: source.another() };
        const speaker = openVoice({ ...request, wording: own.reader, englishWording: own.source });
        found = { value: make(speaker), ...own };
        known.set(name, found);
      }
      reader.join(found.reader);
      source.join(found.source);
      return found.value as T;
    },
  };
  return voice;
}

/** The same voice speaking English to everybody: the English side of a flyer in two languages. */
export function speakEnglish(request: VoiceRequest, english: LocaleMeta): Voice {
  return openVoice({ ...request, locale: english, wording: request.englishWording });
}
