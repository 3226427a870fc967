/**
 * Law + edition + locale + organisation → Flyer: every sentence that will be printed, in reading order. The sides are told in
 * compose-sides.ts; here is what stands on every one of them: the tab for sorting, what nobody has checked, and the foot
 * with the code.
 */
import type { Diagnostic } from '../core/diagnostic.js';
import { eachOnce } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { World } from '../core/world.js';
import type { LocaleMeta } from '../schema/locale.js';
import { composeSides } from './compose-sides.js';
import { hasDates } from './dates.js';
import type { Block, Flyer, Side } from './flyer.js';
import type { FlyerRequest } from './flyer-request.js';
import type { RichText } from './rich-text.js';
import { openVoice, type Voice } from './voice.js';

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
  const notices = voice.keep(`notices ${request.draft} ${request.released}`, (own) =>
    composeNotices(request, own),
  );
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
