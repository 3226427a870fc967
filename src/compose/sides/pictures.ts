/**
 * Pictures for a phone: one right each, with what to say; of headed lists, one list each. What speaks of a sheet of
 * paper (`hold-up`) is left out. Cards and posters have nothing to show one by one.
 */
import type { Edition, Encounter, RightEntry } from '../../schema/content.js';
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
      return composeSections([...edition.front, ...(edition.back ?? [])], voice).map((section) => ({
        name: section.id,
        blocks: [section],
      }));
    case 'tear-off':
      return [...headed(edition.rights, voice), named(composeAdvice(edition.advice, voice))];
    case 'table-tent':
      return headed(edition.rights, voice);
    case 'card':
    case 'poster':
      return [];
  }
}

const named = (block: BlockOf<'right'> | BlockOf<'advice'>): Picture => ({ name: block.id, blocks: [block] });

const headed = (rights: readonly RightEntry[], voice: Voice): Picture[] =>
  rights.map((entry, i) => named(composeRight(entry, i, voice)));

/**
 * The rights and the door, each with the sentence of the back that goes with it; then what else the back has to say,
 * under the headline, with the note on what may happen after it.
 */
function composeEncounter({ front, back }: Encounter, voice: Voice): Picture[] {
  const again = voice.inEnglish ? [voice.common('say-again')] : [];
  const spoken = new Set(back.statements.map(({ claim }) => idOf(claim)));
  const saying = (id: string): Block[] => (spoken.has(id) ? [composeSay([id], voice, again)] : []);
  const heads = [
    ...front.rights.map((entry, i) => composeRight(entry, i, voice)),
    composeAdvice(front.advice, voice),
  ];
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

/** @param key of the publication's own text */
export const headlineAlone = (key: string, voice: Voice): Block => ({
  kind: 'headline',
  side: 'front',
  title: voice.own(key),
  under: [],
});
