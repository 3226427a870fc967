/**
 * What a congregation puts up: on the board a poster with slips to tear off, on the table a tent with the same on both
 * faces, in the reader's language and in English.
 */
import type { TableTent, TearOff } from '../../schema/content.js';
import type { Block, BlockOf } from '../flyer.js';
import type { Voice } from '../voice.js';
import { composeAdvice, composeRights } from './encounter.js';

/** @param help the hotline and who hands it out */
export function composeTearOff(
  edition: TearOff,
  voice: Voice,
  help: {
    readonly hotline: BlockOf<'hotline'>;
    readonly imprint: BlockOf<'imprint'>;
    readonly draft: boolean;
  },
): Block[] {
  const { hotline, imprint, draft } = help;
  return [
    composeHead(edition, voice),
    ...composeRights(edition.rights, voice),
    composeAdvice(edition.advice, voice),
    hotline,
    imprint,
    {
      kind: 'slips',
      // What is torn off goes its own way: it says itself that it is a draft.
      draft: draft ? voice.common('draft') : [],
      label: hotline.label,
      number: hotline.number,
      address: imprint.address,
    },
  ];
}

export const composeFace = (edition: TableTent, voice: Voice): Block[] => [
  composeHead(edition, voice),
  ...composeRights(edition.rights, voice),
];

const composeHead = (
  { headline, under }: { readonly headline: string; readonly under: string },
  voice: Voice,
): BlockOf<'headline'> => ({
  kind: 'headline',
  side: 'front',
  title: voice.own(headline),
  under: voice.own(under),
});
