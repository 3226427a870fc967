/** Headed lists: place by place, or step by step. What is to be said to an officer stands in English with its meaning. */
import type { Line, Section, Sections } from '../../schema/content.js';
import type { Block, SectionLine } from '../flyer.js';
import { inBrackets } from '../rich-text.js';
import type { Voice } from '../voice.js';

export function composeHeadline(edition: Sections, voice: Voice): Block {
  return {
    kind: 'headline',
    side: 'front',
    title: voice.own(edition.headline),
    under: edition.under === undefined ? [] : voice.own(edition.under),
  };
}

export const composeSections = (sections: readonly Section[], voice: Voice): Block[] =>
  sections.map((section) => ({
    kind: 'section',
    id: section.title,
    title: voice.own(section.title),
    lines: section.lines.map((line) => composeLine(line, voice)),
  }));

function composeLine(line: Line, voice: Voice): SectionLine {
  if (typeof line === 'string') return { kind: 'read', text: voice.bodyPart(line) };
  if (!('say' in line) && !('write-in' in line))
    return { kind: 'read', text: voice.sentences(line.map(voice.bodyPart)) };
  if ('write-in' in line) return { kind: 'write-in', text: voice.say(line['write-in']) };
  const meaning = voice.inEnglish ? [] : inBrackets(voice.say(`${line.say}.say`), voice.locale.script);
  return { kind: 'say', text: [{ ...voice.quoted(line.say), nobreak: false }, ...meaning] };
}
