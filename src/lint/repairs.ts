/**
 * What a sentence can be cleared of without anybody reading it: wrong code points that look right, straight quotation
 * marks, blanks that let a line begin with a colon, the digits of another system. Each rule says what it found, and
 * `repaired` is the sentence with all of them mended. A rule changes no word, and leaves alone whatever could be meant
 * in two ways. Zawgyi is not among them: what it meant is for a converter and a reader.
 */
import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { formatNumber, hasFrenchSpaces } from '../core/language.js';
import { quotesAround } from '../core/quotation-marks.js';
import type { LocaleMeta } from '../schema/locale.js';
import { shapingScript } from '../text/scripts.js';
import type { LetteredSentence } from './letters.js';
import { lookAlikes, neighbourLetters } from './look-alikes.js';

type Meta = Pick<LocaleMeta, 'tag' | 'script'>;

interface Rule {
  /** `has straight quotation marks`; none where another check tells it already, as an error. */
  readonly says?: string;
  readonly mend: (text: string, meta: Meta) => string;
}

/** The sentence as it would be with every rule carried out. */
export const repaired = (text: string, meta: Meta): string =>
  RULES.reduce((mended, { mend }) => mend(mended, meta), text);

/** What the rules would change and no other check names, each with the sentence as it would be. */
export function lintRepairs({ key, text, at }: LetteredSentence, meta: Meta): Diagnostic[] {
  let before = text;
  return RULES.flatMap(({ says, mend }): Diagnostic[] => {
    const after = mend(before, meta);
    const isMended = after !== before;
    before = after;
    if (!isMended || says === undefined) return [];
    return [
      {
        code: CODE.typography,
        level: 'warning',
        message: `“${key}” ${says}`,
        hint: `write: ${visible(after)} — \`kyr locale check ${meta.tag} --fix\` does it`,
        at,
      },
    ];
  });
}

/** No-break blanks as people can see them. */
const visible = (text: string): string => text.replaceAll('\u00A0', '⍽').replaceAll('\u202F', '⍽');

/** Presentation forms become letters, line ends blanks; what prints as nothing goes. Private characters stay: who knows. */
function withoutStrays(text: string): string {
  return text
    .replace(/[\uFB50-\uFDFF\uFE70-\uFEFC]/gu, (c) => c.normalize('NFKC'))
    .replace(/[\t\n\r\u2028\u2029]+/gu, ' ')
    .replace(/[\p{Cc}\u00AD\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '');
}

/** Not where NFC takes a letter apart, as it does Bengali য়: that may be typed either way. */
function composed(text: string): string {
  const nfc = text.normalize('NFC');
  return [...nfc].length <= [...text].length ? nfc : text;
}

const inOwnLetters = (text: string, { tag, script }: Meta): string =>
  text.replace(
    /[\p{L}\p{M}]+/gu,
    (word) => neighbourLetters(word, tag)?.right ?? lookAlikes(word, shapingScript(script), tag) ?? word,
  );

/** Where CLDR gives the language digits of its own, as in Bengali, either are right; numbers to dial are looked at elsewhere. */
const inWesternDigits = (text: string, { tag }: Meta): string =>
  formatNumber(0, tag) === '0' ? text.replace(/\p{Nd}/gu, (digit) => String(digitOf(digit))) : text;

/** Digits stand in tens, from zero up, in every system (Unicode 16, 4.6), but for the mathematical ones, which NFKC makes Western.*/
function digitOf(digit: string): number {
  const code = digit.normalize('NFKC').codePointAt(0) as number;
  let zero = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
  return code - zero;
}

const singleBlanks = (text: string): string => text.replace(/ {2,}/g, ' ').replace(/^ +| +$/g, '');

/** Every second one closes. An odd one has lost its other half, and stays for people to see. */
function withQuotes(text: string, { tag, script }: Meta): string {
  // Hebrew and Yiddish write gershayim inside a word: צה״ל.
  const bare = script === 'Hebr' ? text.replace(/(?<=\p{L})"(?=\p{L})/gu, '״') : text;
  if ((bare.match(/"/g) ?? []).length % 2 === 1) return bare;
  const { before, after } = quotesAround(tag);
  let isOpen = false;
  return bare.replace(/"/g, () => {
    isOpen = !isOpen;
    return isOpen ? before : after;
  });
}

/** Uzbek in Latin has letters of its own there: oʻ, gʻ (U+02BB), and the sign ʼ (U+02BC); Hebrew the geresh. */
function withApostrophes(text: string, { tag, script }: Meta): string {
  if (script === 'Hebr') return text.replace(/(?<=\p{L})'/gu, '׳');
  if (tag.split('-')[0] === 'uz' && script === 'Latn')
    return text.replace(/(?<=[oOgG])['‘’`]/g, 'ʻ').replace(/(?<=\p{L})['‘’`](?=\p{L})/gu, 'ʼ');
  return text.replace(/(?<=\p{L})'/gu, '’');
}

const ARABIC: Readonly<Record<string, string>> = { ',': '،', ';': '؛', '?': '؟' };
const WIDE: Readonly<Record<string, string>> = {
  ',': '，',
  '.': '。',
  ';': '；',
  ':': '：',
  '?': '？',
  '!': '！',
};

/** Only after a letter of the script, and at the end of a word: 10:30 and I-200 stay. */
function withOwnPunctuation(text: string, { tag, script }: Meta): string {
  switch (shapingScript(script)) {
    case 'Arab': {
      const own = tag.split('-')[0] === 'ur' ? { ...ARABIC, '.': '۔' } : ARABIC;
      return text.replace(
        /(?<=[\p{Script=Arabic}\p{M}])[,;?.](?=\s|$)/gu,
        (c) => own[c as keyof typeof own] ?? c,
      );
    }
    case 'Hani':
      return text.replace(
        /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[,.;:?!] ?(?=\P{L}|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|$)/gu,
        (c) => WIDE[c[0] as string] ?? c,
      );
    default:
      return text;
  }
}

/** As the line breaker sets them anyway, whatever was typed: the narrow no-break blank. */
const withFrenchBlanks = (text: string, { tag }: Meta): string =>
  hasFrenchSpaces(tag) ? text.replace(/ (?=[:;!?»])/g, '\u202F').replace(/« /g, '«\u202F') : text;

/** In the order in which they are carried out. */
const RULES: readonly Rule[] = [
  { mend: withoutStrays },
  { says: 'has letters in pieces, which should be one code point (NFC)', mend: composed },
  { mend: inOwnLetters },
  { says: 'has digits that are not the Western ones', mend: inWesternDigits },
  { says: 'has blanks too many', mend: singleBlanks },
  { mend: withQuotes },
  { says: 'has straight apostrophes', mend: withApostrophes },
  { says: 'has the punctuation of another script', mend: withOwnPunctuation },
  { mend: withFrenchBlanks },
];
