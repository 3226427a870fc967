/**
 * Law + edition + locale + organisation → Flyer: every sentence that will be printed, in reading order. What is on
 * the sides of a layout is told in sides/; here is what all of them share: the tab for sorting, what nobody has
 * checked, the hotline, who hands it out, and the small print.
 */

import type { Diagnostic } from '../core/diagnostic.js';
import { eachOnce } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LanguageTag } from '../core/language.js';
import type { World } from '../core/world.js';
import type { Drawing, PressImage } from '../frame/frame.js';
import { type Edition, type Publication, type Section, sidesOf } from '../schema/content.js';
import type { LocaleMeta } from '../schema/locale.js';
import { addressFor, shownAddress } from './address.js';
import { formatDay, hasDates } from './dates.js';
import type { Block, BlockOf, Flyer, FootLine, Side, UnionLabel } from './flyer.js';
import type { Law } from './law.js';
import {
  dialled,
  english,
  inQuotes,
  joinSentences,
  leading,
  phoneNumber,
  plain,
  type RichSpan,
  type RichText,
} from './rich-text.js';
import { composeMeaning, composeStatements } from './sides/card.js';
import { composeBack, composeFront } from './sides/encounter.js';
import { composeFace, composeTearOff } from './sides/notices.js';
import { composePictures, headlineAlone } from './sides/pictures.js';
import { composeProclamation } from './sides/poster.js';
import { composeHeadline, composeSections } from './sides/sections.js';
import { openVoice, speakEnglish, type Voice, type VoiceRequest } from './voice.js';
import type { Values, Wording } from './wording.js';

/** The same for every reader, or by language. */
type SaidByGiver = string | Readonly<Record<LanguageTag, string>>;

/** Who hands it out, as far as it is printed. */
export interface Imprint {
  readonly id: string;
  readonly name?: SaidByGiver | undefined;
  readonly address?: string;
  readonly phone?: string;
  readonly web?: string;
  readonly message?: SaidByGiver | undefined;
  readonly hotlines?: readonly { readonly label: SaidByGiver; readonly number: string }[] | undefined;
  readonly logo?: PressImage | Drawing;
  readonly withhold: boolean;
}

export interface FlyerRequest extends VoiceRequest {
  /** Sides of paper, unless it is to be pictures for a phone, one right each. */
  readonly medium?: 'phone';
  readonly law: Law;
  readonly publication: Publication;
  readonly edition: { readonly name: string } & Edition;
  /** English as a language of its own: for a side that is English from tab to foot. */
  readonly englishLocale: LocaleMeta;
  /** The QR code's address, `{lang}` not yet filled in. */
  readonly address: string;
  readonly organisation?: Imprint;
  /** A draft says so on every side. */
  readonly draft: boolean;
  /** The day on which a lawyer approved exactly this English, if one did. */
  readonly approvedOn?: string;
  /** A named person has released the translation, which no second reader has checked: every side says so. */
  readonly released?: boolean;
  /** At the foot of the last side. */
  readonly unionLabel?: UnionLabel;
}

export interface ComposedFlyer {
  readonly flyer: Flyer;
  readonly diagnostics: readonly Diagnostic[];
  /** `namespace:key` of every sentence printed, in the reader's language and in English. */
  readonly printed: { readonly reader: readonly string[]; readonly english: readonly string[] };
}

/** @returns the flyer and every missing sentence or placeholder; print nothing if one of them is an error */
export function composeFlyer(request: FlyerRequest, digest: World['digest']): ComposedFlyer {
  const { law, publication, edition, locale, organisation, unionLabel } = request;
  const voice = openVoice(request);
  const tab: Block = {
    kind: 'tab',
    own: locale.name,
    ...(voice.inEnglish ? {} : { english: locale.english }),
  };
  const notices = composeNotices(request, voice);
  const sides = composeSides(request, voice).map(
    ({ blocks, foot, ...side }, index, all) =>
      (code: string): Side => ({
        ...side,
        blocks: [
          tab,
          ...notices,
          ...blocks,
          {
            kind: 'foot',
            lines: foot,
            code,
            ...(unionLabel && index === all.length - 1 ? { unionLabel } : {}),
          },
        ],
      }),
  );

  // The code is made from everything printed but itself.
  const key = digest(
    JSON.stringify(
      sides.map((side) => side('')),
      // What words lead to, and how a picture looks on a screen, is not printed.
      (name, value) => (name === 'bytes' || name === 'href' || name === 'screen' ? undefined : value),
    ),
  );
  const code = `${publication.code}-${locale.tag.toUpperCase()}-${shortCode(key)}`;
  const flyer: Flyer = {
    key,
    code,
    publication: publication.publication,
    edition: edition.name,
    layout: request.medium ?? edition.layout,
    layer: law.layer,
    version: law.version,
    lang: locale.tag,
    langName: locale.name,
    langEnglish: locale.english,
    script: locale.script,
    dir: locale.direction,
    ...(organisation ? { organisation: organisation.id } : {}),
    sides: sides.map((side) => side(code)),
  };
  const { reader, source } = voice;
  return {
    flyer,
    diagnostics: eachOnce([...undated(locale), ...reader.diagnostics, ...source.diagnostics]),
    printed: { reader: [...reader.used], english: [...source.used] },
  };
}

/** A side without what stands on every side: its own blocks, and its small print. */
interface OpenSide extends Side {
  readonly foot: readonly FootLine[];
}

function composeSides(request: FlyerRequest, voice: Voice): OpenSide[] {
  const { edition, locale, law } = request;
  if (request.medium === 'phone') return composePhone(request, voice);
  const imprint = composeImprint(request, voice);
  const small = composeSmallPrint(request, voice);
  const reader = { lang: locale.tag, type: 'reader' } as const;
  const english = { lang: 'en', type: 'english' } as const;
  const help = (id: string | undefined, speaker = voice): Block[] =>
    id === undefined ? [] : [composeHotline(id, law, speaker, isBrief(edition))];

  switch (edition.layout) {
    case 'encounter':
      return [
        { ...reader, blocks: composeFront(edition, voice), foot: small.reader },
        {
          lang: 'en',
          type: 'reader',
          blocks: [...composeBack(edition, voice), ...help(edition.back.hotline), imprint],
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

/**
 * Pictures: one right each with the number to call, then whom to call, when, and where the newest version is, and last who
 * hands it out.
 */
function composePhone(request: FlyerRequest, voice: Voice): OpenSide[] {
  const { edition, locale, law } = request;
  const pictures = composePictures(edition, voice);
  if (pictures.length === 0) return [];
  const small = composeSmallPrint(request, voice);
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

/** What is printed of a congregation; nothing where it withholds itself or has given nothing. */
function composeGiver(request: FlyerRequest, voice: Voice): BlockOf<'giver'>[] {
  const { from, name, message, hotlines, details, logo } = composeImprint(request, voice);
  if (name.length === 0 && details.length === 0 && !message && !hotlines && !logo) return [];
  return [
    {
      kind: 'giver',
      from,
      name,
      ...(message ? { message } : {}),
      ...(hotlines ? { hotlines } : {}),
      details,
      ...(logo ? { logo } : {}),
    },
  ];
}

function hotlineOf(edition: Edition): string | undefined {
  if (edition.layout === 'poster') return undefined;
  return edition.layout === 'encounter' ? edition.back.hotline : edition.hotline;
}

/** What nobody has checked, in both languages: of a draft, or of a released translation. */
function composeNotices(request: FlyerRequest, voice: Voice): Block[] {
  const { common, commonEnglish, inEnglish, locale } = voice;
  const both = (key: string): RichText[] => (inEnglish ? [common(key)] : [common(key), commonEnglish(key)]);
  if (request.draft)
    return [
      {
        kind: 'notice',
        title: inEnglish
          ? common('draft')
          : [
              ...common('draft'),
              { text: ' · ', ...(locale.direction === 'ltr' ? { lang: 'en' } : {}) },
              ...commonEnglish('draft').map((s) => ({ ...s, isolate: 'ltr' as const })),
            ],
        why: both('draft-why'),
      },
    ];
  return request.released ? [{ kind: 'notice', title: [], why: both('released') }] : [];
}

/**
 * A card or a tent has room for whom to call and the number, and for a name; hours, details, own words and the logo are
 * left to the newest version.
 */
export const isBrief = ({ layout }: Pick<Edition, 'layout'>): boolean =>
  layout === 'card' || layout === 'table-tent';

/** Whether a QR code leads to the newest version: it stands beside the hotline. Elsewhere the address is in letters alone. */
const hasCode = (edition: Edition): boolean =>
  edition.layout === 'encounter' ||
  (edition.layout !== 'card' && edition.layout !== 'poster' && edition.hotline !== undefined);

function composeHotline(id: string, law: Law, voice: Voice, brief: boolean): BlockOf<'hotline'> {
  const hotline = law.hotlines.get(id)?.value;
  if (!hotline) throw new Error(`no layer has the hotline “${id}”`);
  const { short, words, number, text } = hotline;
  const line = (key: string, values?: Values): RichText =>
    key in text ? voice.say(`${id}.${key}`, values) : [];
  if (brief) return { kind: 'hotline', label: line('label'), number, lines: [], english: [] };
  return {
    kind: 'hotline',
    label: line('label'),
    number,
    lines: voice.sentences([
      line('hours'),
      line('interpreter'),
      line(
        'call',
        short && words
          ? { short: phoneNumber(short), words: inQuotes(english(words), voice.locale.tag) }
          : {},
      ),
    ]),
    english: voice.inEnglish ? [] : voice.inSource(`${id}.label`),
  };
}

/** Who hands it out, as far as that is not withheld, and where the newest version is. */
function composeImprint(request: FlyerRequest, voice: Voice): BlockOf<'imprint'> {
  const { edition, locale } = request;
  const printed = organisationPrinted(request);
  const name = namePrinted(request, locale.tag);
  const address = addressFor(request.address, locale.tag);
  const bare = {
    newest: request.medium === 'phone' || hasCode(edition) ? voice.common('newest') : [],
    address,
    from: name && edition.layout !== 'card' ? voice.common('from') : [],
    name: name ? [name] : [],
    details: [],
  } as const;
  if (isBrief(edition)) return { kind: 'imprint', ...bare };
  return {
    // Before the rest: the design code is made of the order too.
    kind: 'imprint',
    ...(printed ? composeOwnWords(printed, locale.tag) : {}),
    ...bare,
    details: [
      ...(printed?.address === undefined ? [] : [[english(printed.address)]]),
      ...(printed?.phone === undefined ? [] : [[dialled(printed.phone)]]),
      ...(printed?.web === undefined ? [] : [[leading(shownAddress(printed.web), printed.web)]]),
    ],
    ...(printed?.logo ? { logo: printed.logo } : {}),
  };
}

/** What a congregation adds of its own. Labels and numbers are held together, in the order in which it lists them. */
function composeOwnWords(
  { message, hotlines = [] }: Imprint,
  lang: LanguageTag,
): Pick<BlockOf<'imprint'>, 'message' | 'hotlines'> {
  return {
    ...(message === undefined ? {} : { message: [sayIn(message, lang)] }),
    ...(hotlines.length === 0
      ? {}
      : {
          hotlines: hotlines.map(({ label, number }) => [
            sayIn(label, lang),
            { text: ' ' },
            phoneNumber(number),
          ]),
        }),
  };
}

/** Nobody where the organisation withholds itself. */
const organisationPrinted = ({ organisation }: FlyerRequest): Imprint | undefined =>
  organisation && !organisation.withhold ? organisation : undefined;

function namePrinted(request: FlyerRequest, lang: LanguageTag): RichSpan | undefined {
  const printed = organisationPrinted(request);
  return printed && nameFor(printed, lang);
}

/**
 * The small print, last: on the first of two sides in the reader's language, on the second in English; on a single
 * side what the reader needs and then the English.
 */
function composeSmallPrint(
  request: FlyerRequest,
  voice: Voice,
): Readonly<Record<'reader' | 'english' | 'both', readonly FootLine[]>> {
  const { law, locale, englishLocale, approvedOn } = request;
  const { reader, source, inEnglish } = voice;
  const day = (iso: string, lang: LanguageTag): RichSpan => ({
    text: formatDay(iso, lang === locale.tag ? locale : englishLocale),
    nobreak: true,
  });
  const legal = law.disclaimer;
  const advise = (wording: Wording): RichText[] =>
    legal ? [wording.say(legal, 'disclaimer.advice'), wording.say(legal, 'disclaimer.change')] : [];
  const version: RichSpan = { text: law.version };
  const standing: RichText[] =
    approvedOn === undefined
      ? [
          source.say('common', 'version', { version, date: day(law.written, 'en') }),
          source.say('common', 'not-reviewed'),
        ]
      : [source.say('common', 'reviewed', { version, date: day(approvedOn, 'en') })];
  const own = (texts: readonly RichText[]): FootLine => ({
    text: voice.sentences(texts),
    english: inEnglish,
  });
  const latin = (texts: readonly RichText[]): FootLine => ({
    text: joinSentences(texts, 'Latn').map((span) => ({ ...span, lang: 'en' })),
    english: true,
  });
  const place = plain(`${law.jurisdiction}.`);
  const newer = latin([source.say('common', 'check-after', { date: day(law.checkAfter, 'en') })]);
  const readers = [
    own(advise(reader)),
    own([voice.common('check-after', { date: day(law.checkAfter, locale.tag) })]),
  ];
  const inSource = [latin([...advise(source), place]), latin(standing), newer];
  return {
    reader: readers,
    english: inSource,
    both: inEnglish ? inSource : [...readers, latin([place, ...standing])],
  };
}

/** Four characters a person can read over the phone: no 0 O 1 I L, and no vowels to make words. */
function shortCode(hex: string): string {
  const alphabet = '23456789BCDFGHJKMNPQRSTVWXYZ';
  let n = Number.parseInt(hex.slice(0, 8), 16);
  let code = '';
  for (let i = 0; i < 4; i++) {
    code += alphabet[n % alphabet.length];
    n = Math.floor(n / alphabet.length);
  }
  return code;
}

function undated(locale: LocaleMeta): Diagnostic[] {
  if (hasDates(locale)) return [];
  return [
    {
      code: CODE.missingText,
      level: 'error',
      message: `nobody knows how a date is written in ${locale.english}: Node has no ${locale.tag}`,
      hint: 'write it in _meta.yaml: date: { pattern: d MMMM y, months: [twelve names] }',
      at: { file: `locales/${locale.tag}/_meta.yaml` },
    },
  ];
}

const nameFor = ({ name }: Imprint, lang: LanguageTag): RichSpan | undefined =>
  name === undefined ? undefined : sayIn(name, lang);

/** In the reader's language, else in English, else in the first there is. */
function sayIn(said: SaidByGiver, lang: LanguageTag): RichSpan {
  if (typeof said === 'string') return english(said);
  const own = said[lang];
  if (own !== undefined) return { text: own };
  const inEnglish = said.en;
  if (inEnglish !== undefined) return english(inEnglish);
  const [tag, text] = Object.entries(said)[0] ?? ['en', ''];
  return { text, lang: tag };
}
