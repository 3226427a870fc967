/**
 * Translator and second reader are two people: nobody sees their own missing "not". Roles and pseudonyms are compared,
 * and where the private file has the names behind them, these.
 */
import type { Diagnostic, FilePlace } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { World } from '../core/world.js';
import type { Sentence } from '../lint/standing.js';
import type { Review } from '../schema/locale.js';
import { translatorOf } from './sign.js';

/** `Second  Reader` and `second reader` are one. */
const folded = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Whether two roles are one person, as far as anybody can tell. @param names role → legal name */
export function isSamePerson(a: string, b: string, names: Readonly<Record<string, string>> = {}): boolean {
  const known = new Map(Object.entries(names).map(([role, name]) => [folded(role), folded(name)]));
  const [one, other] = [folded(a), folded(b)];
  return one === other || (known.get(one) ?? one) === (known.get(other) ?? other);
}

export interface SecondReading {
  readonly review: Review;
  readonly sentences: readonly Sentence[];
  /** The second reader's role. */
  readonly by: string;
  /** Role → legal name, for this language. */
  readonly names?: Readonly<Record<string, string>>;
  readonly digest: World['digest'];
  readonly place: (sentence: Sentence) => FilePlace | undefined;
}

/** What keeps sentences from being signed as reviewed: nobody answers for the translation, or the same person does. */
export function lintSecondReader({
  review,
  sentences,
  by,
  names,
  digest,
  place,
}: SecondReading): Diagnostic[] {
  return sentences.flatMap((sentence): Diagnostic[] => {
    const { namespace, key, text } = sentence;
    const translator = translatorOf(review.review[namespace]?.[key], text, digest);
    const at = place(sentence);
    const where = at ? { at } : {};
    if (translator === undefined)
      return [
        {
          code: CODE.noTranslator,
          level: 'error',
          message: `“${namespace}:${key}” has nobody on record who translated it as it stands`,
          hint: 'first the translator signs (`kyr locale sign TAG --state translated --role …`), then a second reader',
          ...where,
        },
      ];
    if (!isSamePerson(translator, by, names)) return [];
    return [
      {
        code: CODE.samePerson,
        level: 'error',
        message: `“${namespace}:${key}” was translated by the same person, and a second reader must be another`,
        hint: 'let somebody else who reads the language read it, and sign under another role or pseudonym',
        ...where,
      },
    ];
  });
}
