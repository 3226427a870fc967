/** The poster: a headline and a sentence, in the reader's language and, where that is another, in English below. */
import type { Poster } from '../../schema/content.js';
import type { Block, Proclamation } from '../flyer.js';
import type { RichSpan, RichText } from '../rich-text.js';
import type { Voice } from '../voice.js';

/** @param names the congregation's, for the reader's sentence and for the English one, if it gives any */
export function composeProclamation(
  edition: Poster,
  voice: Voice,
  names: Readonly<Record<'own' | 'english', RichSpan | undefined>>,
): Block {
  const [named, unnamed] = edition.lead;
  const lead = (speak: Voice['say'], name: RichSpan | undefined): RichText =>
    unnamed === undefined ? speak(named) : name ? speak(named, { name }) : speak(unnamed);
  const proclaim = (speak: Voice['say'], own: Voice['own'], name: RichSpan | undefined): Proclamation => ({
    title: own(edition.headline),
    lead: lead(speak, name),
    more: (edition.more ?? []).flatMap((ref, i) => (i === 0 ? speak(ref) : [{ text: ' ' }, ...speak(ref)])),
  });
  return {
    kind: 'proclamation',
    own: proclaim(voice.say, voice.own, names.own),
    ...(voice.inEnglish ? {} : { english: proclaim(voice.inSource, voice.ownEnglish, names.english) }),
  };
}
