/**
 * What an edition prints: which sentences of the law, and which of its own. The one place that knows where an
 * edition keeps its references; whoever asks what is printed (the source text, the check of content, `content
 * show`) asks here. Says nothing about whether a layer has the sentence.
 */
import type { Edition, Line, RightEntry, Section, Statement } from '../schema/content.js';

/**
 * Sentences of the law in print order, front before back: `door.title` is a sentence of a right; a hotline is its
 * bare id, `legal-help`, and stands for its number and all its sentences. What is printed twice is listed twice.
 */
export function referencesOf(edition: Edition): string[] {
  switch (edition.layout) {
    case 'encounter': {
      const { front, back } = edition;
      return [
        ...[...front.rights, front.advice].flatMap(ofRight),
        ...front.say.map((id) => `${id}.say`),
        ...back.statements.flatMap(ofStatement),
        back.hotline,
      ];
    }
    case 'sections':
    case 'large-print':
    case 'bilingual':
      return [
        ...[...edition.front, ...(edition.back ?? [])].flatMap((section) => section.lines.flatMap(ofLine)),
        ...(edition.hotline === undefined ? [] : [edition.hotline]),
      ];
    case 'card':
      return [...edition.statements.flatMap(ofStatement), edition.hotline];
    case 'poster':
      return [...edition.lead, ...(edition.more ?? [])];
    case 'tear-off':
      return [...[...edition.rights, edition.advice].flatMap(ofRight), edition.hotline];
    case 'table-tent':
      return [...edition.rights.flatMap(ofRight), edition.hotline];
  }
}

/** The keys of the publication's own text that an edition prints, in print order. */
export function ownKeysOf(edition: Edition): string[] {
  const titles = (sections: readonly Section[]): string[] => sections.map(({ title }) => title);
  switch (edition.layout) {
    case 'encounter':
      return ['headline', 'under', 'back-headline', 'back-under'];
    case 'sections':
    case 'large-print':
    case 'bilingual':
      return [
        edition.headline,
        ...(edition.under === undefined ? [] : [edition.under]),
        ...titles(edition.front),
        ...titles(edition.back ?? []),
      ];
    case 'card':
      return [edition.meaning];
    case 'poster':
      return [edition.headline];
    case 'tear-off':
    case 'table-tent':
      return [edition.headline, edition.under];
  }
}

/** The rights whose sentence is said aloud, and spelt by sound for those who have no English. */
export function spokenBy(edition: Edition): string[] {
  return edition.layout === 'encounter' ? edition.back.statements.map(({ claim }) => idOf(claim)) : [];
}

/** The id that a reference begins with: of a right (`door.title` → `door`), or the hotline's own. */
export const idOf = (reference: string): string => reference.split('.', 1)[0] as string;

const ofRight = ({ right, body }: RightEntry): string[] => [`${right}.title`, ...body];

const ofStatement = ({ claim, request, note }: Statement): string[] =>
  [claim, request, note].filter((ref) => ref !== undefined);

function ofLine(line: Line): string[] {
  if (typeof line === 'string') return [line];
  if (!('say' in line) && !('write-in' in line)) return [...line];
  return 'say' in line ? [`${line.say}.say`] : [line['write-in']];
}
