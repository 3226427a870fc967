/**
 * Pictures for a phone: one right each, with what to say; of headed lists, one list each. What speaks of a sheet of
 * paper (`hold-up`, `see-back`) is left out. Cards and posters have nothing to show one by one.
 */
import type { Edition, Encounter, Line, RightEntry, Section } from '../../schema/content.js';
import type { Block, BlockOf } from '../flyer.js';
import { idOf } from '../references.js';
import type { Voice } from '../voice.js';
import { composeAdvice, composeRight, composeSay } from './encounter.js';
import { composeSections } from './sections.js';

export interface Picture {
  /** `remain-silent` */
  readonly name: string;
  readonly blocks: readonly Block[];
}

/** The pictures in reading order, without what all of them share; empty where there is nothing to show one by one. */
export function composePictures(edition: Edition, voice: Voice): Picture[] {
  switch (edition.layout) {
    case 'encounter':
      return composeEncounter(edition, voice);
    case 'sections':
    case 'large-print':
    case 'bilingual':
      return composeSections(offPaper([...edition.front, ...(edition.back ?? [])]), voice).map((section) => ({
        name: section.id,
        blocks: [section],
      }));
    case 'tear-off':
      return [...rightsOf(edition.rights, voice), adviceOf(edition.advice, voice)].map(alone);
    case 'table-tent':
      return rightsOf(edition.rights, voice).map(alone);
    case 'card':
    case 'poster':
      return [];
  }
}

const alone = (block: BlockOf<'right'> | BlockOf<'advice'>): Picture => ({ name: block.id, blocks: [block] });

const rightsOf = (rights: readonly RightEntry[], voice: Voice): BlockOf<'right'>[] =>
  rights.map((entry, i) => composeRight(bare(entry), i, voice));
const adviceOf = (entry: RightEntry, voice: Voice): BlockOf<'advice'> => composeAdvice(bare(entry), voice);

/**
 * The rights and the door, each with the sentence of the back that goes with it; then what else the back has to say,
 * under the headline, with the note on what may happen after it.
 */
function composeEncounter({ front, back }: Encounter, voice: Voice): Picture[] {
  const again = voice.inEnglish ? [voice.common('say-again')] : [];
  const spoken = new Set(back.statements.map(({ claim }) => idOf(claim)));
  const saying = (id: string): Block[] => (spoken.has(id) ? [composeSay([id], voice, again)] : []);
  const heads = [...rightsOf(front.rights, voice), adviceOf(front.advice, voice)];
  const more = back.statements.filter(({ claim }) => heads.every(({ id }) => id !== idOf(claim)));
  return [
    ...heads.map((block) => ({ name: block.id, blocks: [block, ...saying(block.id)] })),
    ...more.map(({ claim, note }) => ({
      name: idOf(claim),
      blocks: [
        headlineAlone('headline', voice),
        composeSay([idOf(claim)], voice, note === undefined ? [] : [voice.say(note)]),
      ],
    })),
  ];
}

/** A sentence that sends the reader to the other side of the sheet: a picture has none. */
const isOffPaper = (ref: string): boolean => !ref.endsWith('.see-back');

const bare = (entry: RightEntry): RightEntry => ({ ...entry, body: entry.body.filter(isOffPaper) });

/** Sections without such sentences; a line of nothing else is gone. */
const offPaper = (sections: readonly Section[]): Section[] =>
  sections.map((section) => ({
    ...section,
    lines: section.lines.flatMap((line): Line[] => {
      if (typeof line === 'string') return isOffPaper(line) ? [line] : [];
      return 'say' in line || 'write-in' in line ? [line] : [line.filter(isOffPaper)];
    }),
  }));

/** @param key of the publication's own text */
export const headlineAlone = (key: string, voice: Voice): Block => ({
  kind: 'headline',
  side: 'front',
  title: voice.own(key),
  under: [],
});
