/** The poster: a headline and a sentence, in the reader's language and, where that is another, in English below. */
import type { Poster } from '../../schema/content.js';
import type { Block, Proclamation } from '../flyer.js';
import type { RichSpan, RichText } from '../rich-text.js';
import type { Voice } from '../voice.js';

/** @param name the congregation's, as it is printed in the reader's language and in English, if it gives one */
export function composeProclamation(edition: Poster, voice: Voice, name: RichSpan | undefined): Block {
  const [named, unnamed] = edition.lead;
  const lead = (speak: Voice['say']): RichText =>
    unnamed === undefined ? speak(named) : name ? speak(named, { name }) : speak(unnamed);
  const proclaim = (speak: Voice['say'], own: Voice['own']): Proclamation => ({
    title: own(edition.headline),
    lead: lead(speak),
    more: (edition.more ?? []).flatMap((ref, i) => (i === 0 ? speak(ref) : [{ text: ' ' }, ...speak(ref)])),
  });
  return {
    kind: 'proclamation',
    own: proclaim(voice.say, voice.own),
    ...(voice.inEnglish ? {} : { english: proclaim(voice.inSource, voice.ownEnglish) }),
  };
}
