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
  const { common, inEnglish } = voice;
  return [
    { kind: 'headline', side: 'front', title: voice.own('headline'), under: voice.own('under') },
    ...composeRights(front.rights, voice),
    composeAdvice(front.advice, voice),
    composeSay(front.say, voice, [...(inEnglish ? [common('say-again')] : []), common('hold-up')]),
  ];
}

/** Rights by number, in the digits of the reader's language. */
export const composeRights = (rights: readonly RightEntry[], voice: Voice): Block[] =>
  rights.map((entry, i) => composeRight(entry, i, voice));

/** @param index of the right, counted from 0 */
export const composeRight = (
  { right, icon, body }: RightEntry,
  index: number,
  voice: Voice,
): BlockOf<'right'> => ({
  kind: 'right',
  id: right,
  numeral: formatNumber(index + 1, voice.locale.tag),
  icon: icon as IconName,
  title: voice.say(`${right}.title`),
  body: voice.sentences(body.map(voice.bodyPart)),
});

export const composeAdvice = ({ right, icon, body }: RightEntry, voice: Voice): BlockOf<'advice'> => ({
  kind: 'advice',
  id: right,
  icon: icon as IconName,
  title: voice.say(`${right}.title`),
  body: voice.sentences(body.map(voice.bodyPart)),
});

/** @param ids of the rights whose sentences are said, one after the other */
export function composeSay(ids: readonly string[], voice: Voice, notes: readonly RichText[]): BlockOf<'say'> {
  const { say, common, sentences, inEnglish } = voice;
  const spoken = ids.map((id) => richToString(voice.inSource(`${id}.say`)));
  return {
    kind: 'say',
    label: common('say-label'),
    english: [english(`“${spoken.join(' ')}”`, 'bold')],
    rows: inEnglish
      ? []
      : [
          { label: common('sounds'), text: sentences(ids.map((id) => say(`${id}.say-sound`))) },
          { label: common('means'), text: sentences(ids.map((id) => say(`${id}.say`))) },
        ],
    notes: sentences(notes),
  };
}

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
