/**
 * Edition → its sides, each with its own blocks and its small print. What a layout puts on them is told in sides/; here is which
 * of it stands on which side, with the hotline and who hands it out.
 */
import { type Section, sidesOf } from '../schema/content.js';
import type { Block, FootLine, Side } from './flyer.js';
import type { FlyerRequest } from './flyer-request.js';
import { composeGiver, composeImprint, namePrinted } from './giver.js';
import { composeHotline, hotlineOf, isBrief } from './help.js';
import { composeMeaning, composeStatements } from './sides/card.js';
import { composeBack, composeFront } from './sides/encounter.js';
import { composeFace, composeTearOff } from './sides/notices.js';
import { composePictures, headlineAlone } from './sides/pictures.js';
import { composeProclamation } from './sides/poster.js';
import { composeHeadline, composeSections } from './sides/sections.js';
import { composeSmallPrint } from './small-print.js';
import { speakEnglish, type Voice } from './voice.js';

/** A side without what stands on every side: its own blocks, and its small print. */
export interface OpenSide extends Side {
  readonly foot: readonly FootLine[];
}

export function composeSides(request: FlyerRequest, voice: Voice): OpenSide[] {
  const { edition, locale, law } = request;
  if (request.medium === 'phone') return composePhone(request, voice);
  const imprint = composeImprint(request, voice);
  const small = smallPrintOf(request, voice);
  const reader = { lang: locale.tag, type: 'reader' } as const;
  const english = { lang: 'en', type: 'english' } as const;
  const help = (id: string | undefined, speaker = voice): Block[] =>
    id === undefined
      ? []
      : [speaker.keep(`hotline ${id}`, (own) => composeHotline(id, law, own, isBrief(edition)))];

  switch (edition.layout) {
    case 'encounter':
      return [
        { ...reader, blocks: voice.keep('front', (own) => composeFront(edition, own)), foot: small.reader },
        {
          lang: 'en',
          type: 'reader',
          blocks: [
            ...voice.keep('back', (own) => composeBack(edition, own)),
            ...help(edition.back.hotline),
            imprint,
          ],
          foot: small.english,
        },
      ];
    case 'sections':
    case 'large-print':
    case 'bilingual': {
      const inEnglish = voice.inEnglish ? undefined : speakEnglish(request, request.englishLocale);
      const beside = edition.layout === 'bilingual' ? inEnglish : undefined;
      const all = [...edition.front, ...(edition.back ?? [])];
      const head = composeHeadline(edition, voice, beside);
      const say = (sections: readonly Section[]): Block[] => composeSections(sections, voice, beside);
      const end = [...help(edition.hotline), imprint];
      if (edition['english-first'] && inEnglish)
        return [
          {
            ...english,
            blocks: [
              composeHeadline(edition, inEnglish),
              ...composeSections(all, inEnglish),
              ...help(edition.hotline, inEnglish),
            ],
            foot: small.english,
          },
          { ...reader, blocks: [head, ...say(all), ...end], foot: small.reader },
        ];
      if (sidesOf(edition) === 1)
        return [{ ...reader, blocks: [head, ...say(all), ...end], foot: small.both }];
      return [
        { ...reader, blocks: [head, ...say(edition.front)], foot: small.reader },
        { ...reader, blocks: [...say(edition.back ?? []), ...end], foot: small.english },
      ];
    }
    case 'card':
      return [
        { ...english, blocks: composeStatements(edition, voice), foot: small.english },
        {
          ...reader,
          blocks: [composeMeaning(edition, voice), ...help(edition.hotline), imprint],
          // The short line last, beside the code.
          foot: [...small.reader].reverse(),
        },
      ];
    case 'poster':
      return [
        {
          ...reader,
          blocks: [
            composeProclamation(edition, voice, {
              own: imprint.name[0],
              english: namePrinted(request, 'en'),
            }),
            imprint,
          ],
          foot: small.both,
        },
      ];
    case 'tear-off': {
      const hotline = composeHotline(edition.hotline, law, voice, false);
      const blocks = composeTearOff(edition, voice, { hotline, imprint, draft: request.draft });
      return [{ ...reader, blocks, foot: small.both }];
    }
    case 'table-tent': {
      const { englishLocale } = request;
      const inEnglish = voice.inEnglish ? voice : speakEnglish(request, englishLocale);
      // Both codes lead to the reader's page: it is the same sheet.
      const giver = {
        ...composeImprint({ ...request, locale: englishLocale }, inEnglish),
        address: imprint.address,
      };
      return [
        {
          ...reader,
          blocks: [...composeFace(edition, voice), ...help(edition.hotline), imprint],
          foot: small.reader,
        },
        {
          ...english,
          blocks: [...composeFace(edition, inEnglish), ...help(edition.hotline, inEnglish), giver],
          foot: small.english,
        },
      ];
    }
  }
}

/** The same for whoever hands it out; a new approval makes it say another day. */
const smallPrintOf = (request: FlyerRequest, voice: Voice): ReturnType<typeof composeSmallPrint> =>
  voice.keep(`small print ${request.approvedOn}`, (own) => composeSmallPrint(request, own));

/**
 * Pictures: one right each with the number to call, then whom to call, when, and where the newest version is, and last who
 * hands it out.
 */
function composePhone(request: FlyerRequest, voice: Voice): OpenSide[] {
  const { edition, locale, law } = request;
  const pictures = composePictures(edition, voice);
  if (pictures.length === 0) return [];
  const small = smallPrintOf(request, voice);
  const reader = { lang: locale.tag, type: 'reader' } as const;
  const { organisation: _, ...nobodys } = request;
  const hotline = hotlineOf(edition);
  const call = (brief: boolean): Block[] =>
    hotline === undefined ? [] : [composeHotline(hotline, law, voice, brief)];
  return [
    ...pictures.map(({ name, blocks }) => ({
      ...reader,
      name,
      blocks: [...blocks, ...call(true)],
      foot: small.reader,
    })),
    {
      ...reader,
      name: hotline ?? 'newest',
      // Where there is nobody to call, it says again what it is about.
      blocks: [
        ...(hotline === undefined && 'headline' in edition ? [headlineAlone(edition.headline, voice)] : []),
        ...call(false),
        composeImprint(nobodys, voice),
      ],
      foot: small.both,
    },
    ...composeGiver(request, voice).map((giver) => ({
      ...reader,
      name: 'from',
      blocks: [giver, ...call(true)],
      foot: small.reader,
    })),
  ];
}
