/**
 * What `kyr init` has to know, from flags or from questions: one table, so that there is no question that a flag
 * cannot answer. Nothing is asked or written here.
 */
import { EXIT, fail } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { canonicalTag, type LanguageTag } from '../../core/language.js';
import type { OfficePaper } from '../../impose/office.js';
import { isDeviceName } from '../../schema/parts.js';

/** What init makes first; `kyr flyer --for` makes the rest. */
export type FirstUse = 'home' | 'phone' | 'png' | 'screen' | 'text' | 'press';

export interface Answers {
  readonly languages: readonly LanguageTag[];
  /** By language; empty where the congregation leaves its name out. */
  readonly names: Readonly<Record<LanguageTag, string>>;
  readonly address?: string;
  readonly phone?: string;
  readonly web?: string;
  /** A picture file, wherever it lies. */
  readonly logo?: string;
  /** A colour as CSS writes it, dark enough for white letters. */
  readonly accent?: string;
  readonly paper: OfficePaper;
  readonly uses: readonly FirstUse[];
}

/** As commander hands them over. */
export interface InitOptions {
  readonly lang?: readonly string[];
  readonly name?: string;
  readonly nameIn?: readonly string[];
  readonly address?: string;
  readonly phone?: string;
  readonly web?: string;
  readonly logo?: string;
  readonly accent?: string;
  readonly paper?: OfficePaper;
  readonly for?: readonly FirstUse[];
  readonly yes?: boolean;
}

export type Known = { readonly [K in keyof Answers]?: Answers[K] | undefined };

/**
 * What the flags say already. `--name` is the name in English, `--name-in es=…` in another language.
 * @throws KyrError (exit 2) for a language that kyr does not have, and for a name without a language
 */
export function readFlags(options: InitOptions, available: readonly LanguageTag[]): Known {
  const languages = options.lang?.map((tag) => knownLanguage(tag, available));
  const names =
    options.name === undefined && options.nameIn === undefined ? undefined : namesOf(options, available);
  return {
    languages: languages && [...new Set(languages)],
    names,
    address: said(options.address),
    phone: said(options.phone),
    web: said(options.web),
    logo: said(options.logo),
    accent: said(options.accent),
    paper: options.paper,
    uses: options.for,
  };
}

/** Nothing typed is nothing said. */
const said = (text: string | undefined): string | undefined => (text?.trim() ? text.trim() : undefined);

function namesOf(
  { name, nameIn = [] }: InitOptions,
  available: readonly LanguageTag[],
): Record<string, string> {
  const names: Record<string, string> = {};
  if (said(name) !== undefined) names.en = said(name) as string;
  for (const pair of nameIn) {
    const at = pair.indexOf('=');
    const text = said(pair.slice(at + 1));
    if (at < 1 || text === undefined)
      fail(
        {
          code: CODE.badValue,
          message: `“${pair}” names no language`,
          hint: 'write --name-in es="Parroquia de Santa Brígida"',
        },
        EXIT.usage,
      );
    names[knownLanguage(pair.slice(0, at), available)] = text;
  }
  return names;
}

function knownLanguage(asked: string, available: readonly LanguageTag[]): LanguageTag {
  const tag = canonicalTag(asked) ?? asked;
  if (available.includes(tag)) return tag;
  fail(
    {
      code: CODE.unknownName,
      message: `there are no flyers in “${asked}” yet`,
      hint: `there are: ${available.join(', ')}`,
    },
    EXIT.usage,
  );
}

const LONGEST_ID = 40;

/**
 * A file name out of a congregation's name: `st-brigids-parish`. Whatever stands in the name, this has lower case
 * letters, digits and single hyphens alone, and never leads out of a folder.
 */
export function idFrom(names: Readonly<Record<string, string>>): string {
  const name = names.en ?? Object.values(names)[0] ?? '';
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’ʼ]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let id = '';
  for (const word of words) {
    const longer = id === '' ? word : `${id}-${word}`;
    if (longer.length > LONGEST_ID) break;
    id = longer;
  }
  if (id === '' || isDeviceName(id)) return 'our-congregation';
  return /^[a-z]/.test(id) ? id : `congregation-${id}`;
}
