/**
 * The encounter: on the front three rights, the door and the sentence to say, in the reader's language; on the back
 * the same sentences in English, to be held up or handed over, each with its meaning.
 */
import { formatNumber } from '../../core/language.js';
import type { Encounter, RightEntry, Statement } from '../../schema/content.js';
import type { Block, BlockOf, IconName } from '../flyer.js';
import { idOf } from '../references.js';
import { english, type RichSpan, type RichText, richToString } from '../rich-text.js';
import type { Voice } from '../voice.js';

export function composeFront(edition: Encounter, voice: Voice): Block[] {
  const { front } = edition;
  const { say, common, sentences, inEnglish } = voice;
  const spoken = front.say.map((id) => richToString(voice.inSource(`${id}.say`)));
  return [
    { kind: 'headline', side: 'front', title: voice.own('headline'), under: voice.own('under') },
    ...composeRights(front.rights, voice),
    { kind: 'advice', ...composeEntry(front.advice, voice) },
    {
      kind: 'say',
      label: common('say-label'),
      english: [english(`“${spoken.join(' ')}”`, 'bold')],
      rows: inEnglish
        ? []
        : [
            { label: common('sounds'), text: sentences(front.say.map((id) => say(`${id}.say-sound`))) },
            { label: common('means'), text: sentences(front.say.map((id) => say(`${id}.say`))) },
          ],
      notes: sentences([...(inEnglish ? [common('say-again')] : []), common('hold-up')]),
    },
  ];
}

/** Rights by number, in the digits of the reader's language. */
export const composeRights = (rights: readonly RightEntry[], voice: Voice): Block[] =>
  rights.map((entry, i) => ({
    kind: 'right',
    numeral: formatNumber(i + 1, voice.locale.tag),
    ...composeEntry(entry, voice),
  }));

export const composeEntry = ({ right, icon, body }: RightEntry, voice: Voice) => ({
  id: right,
  icon: icon as IconName,
  title: voice.say(`${right}.title`),
  body: voice.sentences(body.map(voice.bodyPart)),
});

export function composeBack(edition: Encounter, voice: Voice): Block[] {
  return [
    {
      kind: 'headline',
      side: 'back',
      title: voice.ownEnglish('back-headline'),
      under: voice.ownEnglish('back-under'),
    },
    ...edition.back.statements.map((statement) => composeStatement(statement, voice)),
  ];
}

/** A statement in English, and in the reader's language what it means; of a note the reader's alone. */
export function composeStatement(statement: Statement, voice: Voice): BlockOf<'statement'> {
  const { locale, inEnglish, say, inSource } = voice;
  const writeIn = locale['write-in'] ?? false;
  const language: RichSpan = { text: locale.spoken ?? (inEnglish ? '' : locale.english) };
  const speaks = statement.request?.endsWith('.speak') ?? false;
  const request = statement.request ? inSource(statement.request, speaks ? { language } : {}) : [];
  const claim: RichText = [
    ...inSource(statement.claim).map((span) => ({ ...span, bold: true })),
    ...(request.length > 0 ? [{ text: ' ', lang: 'en' }, ...trimSentence(request, speaks && writeIn)] : []),
  ];
  const means = inEnglish
    ? []
    : [say(statement.claim), ...(statement.request && !speaks ? [say(statement.request)] : [])];
  return {
    kind: 'statement',
    id: idOf(statement.claim),
    claim,
    writeIn: speaks && writeIn,
    gloss: voice.sentences([...means, ...(statement.note ? [say(statement.note)] : [])]),
  };
}

/** "I speak ." is no sentence: where a line to write on follows, the full stop goes. */
function trimSentence(text: RichText, open: boolean): RichText {
  if (!open) return text;
  const all = richToString(text).replace(/[\s.]+$/, '');
  return [{ ...(text[0] as RichSpan), text: all }];
}
