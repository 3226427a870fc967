/**
 * Law + publication + locale + organisation → Flyer: every sentence that will be printed, in reading order.
 * English on the back is what is handed over; below each sentence the reader's language says what it means.
 */
import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LanguageTag } from '../core/language.js';
import type { World } from '../core/world.js';
import type { ImageItem } from '../frame/frame.js';
import type { Publication } from '../schema/content.js';
import type { LocaleMeta } from '../schema/locale.js';
import { addressFor, shownAddress } from './address.js';
import { formatDay, hasDates } from './dates.js';
import type { Block, Flyer, IconName } from './flyer.js';
import type { Law, Origin } from './law.js';
import {
  english,
  inBrackets,
  joinSentences,
  phoneNumber,
  plain,
  type RichSpan,
  type RichText,
  richToString,
} from './rich-text.js';
import { placeholdersOf, type Wording } from './wording.js';

/** Who hands it out, as far as it is printed. */
export interface Imprint {
  readonly id: string;
  readonly name?: string | Readonly<Record<LanguageTag, string>> | undefined;
  readonly address?: string;
  readonly phone?: string;
  readonly web?: string;
  readonly logo?: ImageItem['image'];
  readonly withhold: boolean;
}

export interface FlyerRequest {
  readonly law: Law;
  readonly publication: Publication;
  readonly locale: LocaleMeta;
  /** The reader's sentences, and the English ones. */
  readonly wording: Wording;
  readonly englishWording: Wording;
  /** The QR code's address, `{lang}` not yet filled in. */
  readonly address: string;
  readonly organisation?: Imprint;
  /** A draft says so on every side. */
  readonly draft: boolean;
  /** The day on which a lawyer approved exactly this English, if one did. */
  readonly approvedOn?: string;
  /** A named person has released the translation, which no second reader has checked: every side says so. */
  readonly released?: boolean;
}

export interface ComposedFlyer {
  readonly flyer: Flyer;
  readonly diagnostics: readonly Diagnostic[];
  /** `namespace:key` of every sentence printed, in the reader's language and in English. */
  readonly printed: { readonly reader: readonly string[]; readonly english: readonly string[] };
}

/** @returns the flyer and every missing sentence or placeholder; print nothing if one of them is an error */
export function composeFlyer(request: FlyerRequest, digest: World['digest']): ComposedFlyer {
  const { law, publication, locale, organisation } = request;
  const reader = request.wording;
  const source = request.englishWording;
  const inEnglish = locale.tag === 'en';

  const origin = (id: string): Origin<unknown> => {
    const found = law.rights.get(id) ?? law.hotlines.get(id);
    // A publication may name only what its layers hold; content's own lint says so first.
    if (!found) throw new Error(`publication ${publication.publication} names “${id}”, which no layer has`);
    return found;
  };
  const split = (ref: string): [id: string, namespace: string] => {
    const id = ref.slice(0, ref.indexOf('.'));
    return [id, origin(id).namespace];
  };
  const say = (wording: Wording, ref: string, values?: Record<string, RichSpan>): RichText =>
    wording.say(split(ref)[1], ref, values);
  const inSource = (ref: string, values?: Record<string, RichSpan>): RichText =>
    say(source, ref, values).map((span) => ({ ...span, lang: 'en' }));
  const quoted = (ref: string): RichSpan => ({
    ...english(`“${richToString(say(source, ref))}”`, 'bold'),
    nobreak: true,
  });
  const sentences = (texts: readonly RichText[]): RichText =>
    joinSentences(
      texts.filter((t) => t.length > 0),
      locale.script,
    );

  /** `{{say}}` in a right's sentence is that right's own English sentence; its meaning follows for who needs it. */
  const bodyPart = (ref: string): RichText => {
    if (!placeholdersOf(source.sentence(split(ref)[1], ref) ?? '').includes('say')) return say(reader, ref);
    const [id] = split(ref);
    const sentence = say(reader, ref, { say: quoted(`${id}.say`) });
    return inEnglish ? sentence : [...sentence, ...inBrackets(say(reader, `${id}.say`), locale.script)];
  };

  const common = (key: string, values?: Record<string, RichSpan>): RichText =>
    reader.say('common', key, values);
  const commonEnglish = (key: string, values?: Record<string, RichSpan>): RichText =>
    source.say('common', key, values).map((span) => ({ ...span, lang: 'en' }));
  const publicationText = (wording: Wording, key: string): RichText =>
    wording.say(publication.publication, key);

  const tab: Block = {
    kind: 'tab',
    own: locale.name,
    ...(inEnglish ? {} : { english: locale.english }),
  };
  const both = (key: string): RichText[] => (inEnglish ? [common(key)] : [common(key), commonEnglish(key)]);
  const notices: readonly Block[] = request.draft
    ? [
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
      ]
    : request.released
      ? [{ kind: 'notice', title: [], why: both('released') }]
      : [];

  // Front: what to do, in the reader's language.
  const rights = publication.front.rights.map(
    (entry, i): Block => ({
      kind: 'right',
      id: entry.right,
      number: i + 1,
      icon: entry.icon as IconName,
      title: say(reader, `${entry.right}.title`),
      body: sentences(entry.body.map(bodyPart)),
    }),
  );
  const { advice } = publication.front;
  const spoken = publication.front.say.map((id) => richToString(say(source, `${id}.say`)));
  const sayBlock: Block = {
    kind: 'say',
    label: common('say-label'),
    english: [english(`“${spoken.join(' ')}”`, 'bold')],
    rows: inEnglish
      ? []
      : [
          {
            label: common('sounds'),
            text: sentences(publication.front.say.map((id) => say(reader, `${id}.say-sound`))),
          },
          {
            label: common('means'),
            text: sentences(publication.front.say.map((id) => say(reader, `${id}.say`))),
          },
        ],
    notes: sentences([...(inEnglish ? [common('say-again')] : []), common('hold-up')]),
  };

  // Back: the same sentences in English, to be held up or handed over, each with its meaning.
  const language: RichSpan = { text: locale.spoken ?? (inEnglish ? '' : locale.english) };
  const statements = publication.back.statements.map((statement): Block => {
    const speaks = statement.request?.endsWith('.speak') ?? false;
    const request = statement.request ? inSource(statement.request, speaks ? { language } : {}) : [];
    const claim: RichText = [
      ...inSource(statement.claim).map((span) => ({ ...span, bold: true })),
      ...(request.length > 0
        ? [{ text: ' ', lang: 'en' }, ...trimSentence(request, speaks && (locale['write-in'] ?? false))]
        : []),
    ];
    const means = inEnglish
      ? []
      : [
          say(reader, statement.claim),
          ...(statement.request && !speaks ? [say(reader, statement.request)] : []),
        ];
    return {
      kind: 'statement',
      id: split(statement.claim)[0],
      claim,
      writeIn: speaks && (locale['write-in'] ?? false),
      gloss: sentences([...means, ...(statement.note ? [say(reader, statement.note)] : [])]),
    };
  });

  const hotlineId = publication.back.hotline;
  const hotline = origin(hotlineId) as NonNullable<ReturnType<Law['hotlines']['get']>>;
  const line = (key: string, values?: Record<string, RichSpan>): RichText =>
    say(reader, `${hotlineId}.${key}`, values);
  const { short, words, number } = hotline.value;
  const hotlineBlock: Block = {
    kind: 'hotline',
    label: line('label'),
    number,
    lines: sentences([
      line('hours'),
      line('interpreter'),
      line('call', short && words ? { short: phoneNumber(short), words: english(`“${words}”`) } : {}),
    ]),
    english: inEnglish ? [] : inSource(`${hotlineId}.label`),
  };

  const printed = organisation && !organisation.withhold ? organisation : undefined;
  const name = printed && nameFor(printed, locale.tag);
  const imprint: Block = {
    kind: 'imprint',
    newest: common('newest'),
    address: addressFor(request.address, locale.tag),
    from: name ? common('from') : [],
    name: name ? [name] : [],
    details: [printed?.address, printed?.phone, printed?.web && shownAddress(printed.web)]
      .filter((text): text is string => text !== undefined)
      .map((text) => [english(text)]),
    ...(printed?.logo ? { logo: printed.logo } : {}),
  };

  // Small print, last: in the reader's language on the front, in English on the back.
  const day = (iso: string, lang: LanguageTag): RichSpan => ({
    text: formatDay(iso, lang === locale.tag ? locale : { tag: lang }),
    nobreak: true,
  });
  const legal = law.disclaimer;
  const advise = (wording: Wording): RichText[] =>
    legal ? [wording.say(legal, 'disclaimer.advice'), wording.say(legal, 'disclaimer.change')] : [];
  const version: RichSpan = { text: law.version };
  const standing = (wording: Wording): RichText[] => {
    const lang = wording.lang;
    return request.approvedOn
      ? [wording.say('common', 'reviewed', { version, date: day(request.approvedOn, lang) })]
      : [
          wording.say('common', 'version', { version, date: day(law.written, lang) }),
          wording.say('common', 'not-reviewed'),
        ];
  };
  const frontFoot = [
    sentences(advise(reader)),
    sentences([common('check-after', { date: day(law.checkAfter, locale.tag) })]),
  ];
  const inLatin = (texts: readonly RichText[]): RichText =>
    joinSentences(texts, 'Latn').map((span) => ({ ...span, lang: 'en' }));
  const backFoot = [
    inLatin([...advise(source), plain(`${law.jurisdiction}.`)]),
    inLatin(standing(source)),
    inLatin([source.say('common', 'check-after', { date: day(law.checkAfter, 'en') })]),
  ];

  const front = (code: string): Block[] => [
    tab,
    ...notices,
    {
      kind: 'headline',
      side: 'front',
      title: publicationText(reader, 'headline'),
      under: publicationText(reader, 'under'),
    },
    ...rights,
    {
      kind: 'advice',
      id: advice.right,
      icon: advice.icon as IconName,
      title: say(reader, `${advice.right}.title`),
      body: sentences(advice.body.map(bodyPart)),
    },
    sayBlock,
    { kind: 'foot', lines: frontFoot, code },
  ];
  const back = (code: string): Block[] => [
    tab,
    ...notices,
    {
      kind: 'headline',
      side: 'back',
      title: publicationText(source, 'back-headline').map((s) => ({ ...s, lang: 'en' })),
      under: publicationText(source, 'back-under').map((s) => ({ ...s, lang: 'en' })),
    },
    ...statements,
    hotlineBlock,
    imprint,
    { kind: 'foot', lines: backFoot, code },
  ];

  // The code is made from everything printed but itself.
  const key = digest(
    JSON.stringify([front(''), back('')], (name, value) => (name === 'bytes' ? undefined : value)),
  );
  const code = `${publication.code}-${locale.tag.toUpperCase()}-${shortCode(key)}`;
  const flyer: Flyer = {
    key,
    code,
    publication: publication.publication,
    layer: law.layer,
    version: law.version,
    lang: locale.tag,
    langName: locale.name,
    langEnglish: locale.english,
    script: locale.script,
    dir: locale.direction,
    ...(organisation ? { organisation: organisation.id } : {}),
    sides: [front(code), back(code)],
  };
  return {
    flyer,
    diagnostics: dedupe([...undated(locale), ...reader.diagnostics, ...source.diagnostics]),
    printed: { reader: [...reader.used], english: [...source.used] },
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

/** "I speak ." is no sentence: where a line to write on follows, the full stop goes. */
function trimSentence(text: RichText, open: boolean): RichText {
  if (!open) return text;
  const all = richToString(text).replace(/[\s.]+$/, '');
  return [{ ...(text[0] as RichSpan), text: all }];
}

/** The name in the reader's language, else in English, else the first there is. */
function nameFor(imprint: Imprint, lang: LanguageTag): RichSpan | undefined {
  if (imprint.name === undefined) return undefined;
  if (typeof imprint.name === 'string') return english(imprint.name);
  const own = imprint.name[lang];
  if (own !== undefined) return { text: own };
  const inEnglish = imprint.name.en;
  if (inEnglish !== undefined) return english(inEnglish);
  const first = Object.entries(imprint.name)[0];
  return first && { text: first[1], lang: first[0] };
}

function dedupe(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((d) => [JSON.stringify(d), d])).values()];
}
