/** Who hands it out, as far as that is not withheld, in the reader's language where it is said in that. */
import type { LanguageTag } from '../core/language.js';
import { addressFor, shownAddress } from './address.js';
import type { BlockOf } from './flyer.js';
import type { FlyerRequest, Imprint, SaidByGiver } from './flyer-request.js';
import { hasCode, isBrief } from './help.js';
import { dialled, english, leading, phoneNumber, type RichSpan } from './rich-text.js';
import type { Voice } from './voice.js';

/** Who hands it out, and where the newest version is. */
export function composeImprint(request: FlyerRequest, voice: Voice): BlockOf<'imprint'> {
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

export function namePrinted(request: FlyerRequest, lang: LanguageTag): RichSpan | undefined {
  const printed = organisationPrinted(request);
  return printed && nameFor(printed, lang);
}

/** The same as a picture of its own; nothing where it withholds itself or has given nothing. */
export function composeGiver(request: FlyerRequest, voice: Voice): BlockOf<'giver'>[] {
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
