/**
 * Headed lists: place by place, or step by step. What is to be said to an officer stands in English with its meaning.
 * Side by side with English, each heading and each line brings its English along.
 */
import type { Line, Section, Sections } from '../../schema/content.js';
import type { BlockOf, SectionLine } from '../flyer.js';
import { asEnglish, inBrackets, type RichText } from '../rich-text.js';
import type { Voice } from '../voice.js';

/** @param beside speaks the English that stands beside it, where it does */
export function composeHeadline(edition: Sections, voice: Voice, beside?: Voice): BlockOf<'headline'> {
  const say = ({ own }: Pick<Voice, 'own'>) => ({
    title: own(edition.headline),
    under: edition.under === undefined ? [] : own(edition.under),
  });
  if (!beside) return { kind: 'headline', side: 'front', ...say(voice) };
  const { title, under } = say(beside);
  return {
    kind: 'headline',
    side: 'front',
    ...say(voice),
    english: { title: asEnglish(title), under: asEnglish(under) },
  };
}

/** @param beside speaks the English that stands beside it, where it does */
export const composeSections = (
  sections: readonly Section[],
  voice: Voice,
  beside?: Voice,
): BlockOf<'section'>[] =>
  sections.map((section) => {
    const say = (speaker: Voice) => ({
      title: speaker.own(section.title),
      lines: section.lines.map((line) => composeLine(line, speaker, beside !== undefined)),
    });
    return {
      kind: 'section',
      id: section.title,
      ...say(voice),
      ...(beside ? { english: inEnglish(say(beside)) } : {}),
    };
  });

const inEnglish = ({ title, lines }: { title: RichText; lines: readonly SectionLine[] }) => ({
  title: asEnglish(title),
  lines: lines.map((line) => ({ ...line, text: asEnglish(line.text) })),
});

/** @param beside the English stands beside it: the reader's line is then its meaning alone */
function composeLine(line: Line, voice: Voice, beside: boolean): SectionLine {
  if (typeof line === 'string') return { kind: 'read', text: voice.bodyPart(line) };
  if (!('say' in line) && !('write-in' in line))
    return { kind: 'read', text: voice.sentences(line.map(voice.bodyPart)) };
  if ('write-in' in line) return { kind: 'write-in', text: voice.say(line['write-in']) };
  if (beside && !voice.inEnglish) return { kind: 'say', text: voice.say(`${line.say}.say`) };
  const meaning = voice.inEnglish ? [] : inBrackets(voice.say(`${line.say}.say`), voice.locale.script);
  return { kind: 'say', text: [...voice.quoted(line.say), ...meaning] };
}
