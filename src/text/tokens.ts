/**
 * Step 2, before the isolates: recognises what must be read as one piece and from left to right whatever stands around it: phone numbers,
 * web and e-mail addresses, form numbers (I-205), dates, clock times, citations (8 U.S.C. § 1357).
 * UAX #9 alone turns "(212) 555-0100" round in Arabic, and UAX #14 alone breaks it after the bracket.
 * It finds too much rather than too little: what it finds is only isolated and kept together, never changed.
 */

export interface Token {
  readonly kind: 'phone' | 'url' | 'email' | 'form' | 'date' | 'time' | 'citation';
  /** UTF-16 indices into the text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

// Only Latin letters and digits make a different word: Arabic و, Chinese 拨打 and Thai โทร stand right before a number.
const BEFORE = '(?<![\\p{Script=Latin}\\p{Nd}])';
const AFTER = '(?![\\p{Script=Latin}\\p{Nd}])';
const SPACE = '[ \\u00a0\\u202f]';
const SEP = '[ \\u00a0\\u202f.\\-\\u2010\\u2011\\u2013\\u2212]';
/** Between the groups of a North American number, however it was typed. */
const GAP = `(?:${SPACE}?[-./\\u2010\\u2011\\u2013\\u2212]${SPACE}?|${SPACE})`;
const EXTENSION = `(?:,? ?(?:ext\\.?|x|#) ?\\p{Nd}{1,6}${AFTER})?`;
const HYPHEN = '[-\\u2010\\u2011]';
const TLD = '(?:org|com|gov|net|edu|mil|int|us|nyc|info|app|law|help|legal|chat|page|link|ca|mx|io|co|uk)';
const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const DOMAIN = `(?:${LABEL}\\.)+`;
const CLOCK = '\\p{Nd}{1,2}(?::\\p{Nd}{2})?';
const HALF = '[ \\u00a0\\u202f]?(?:[ap]\\.?m\\.?)(?![\\p{L}])';

/** In order of precedence: an earlier kind keeps its text from the later ones. */
const KINDS: readonly { kind: Token['kind']; pattern: RegExp; accept?: (found: string) => boolean }[] = [
  { kind: 'email', pattern: new RegExp(`(?<![a-z0-9._%+-])[a-z0-9._%+-]+@${DOMAIN}[a-z]{2,}`, 'giu') },
  {
    kind: 'url',
    pattern: new RegExp(
      `(?:https?://|(?<![a-z0-9])www\\.)[!-~]+|(?<![a-z0-9@._-])${DOMAIN}${TLD}(?![a-z0-9-])(?:[/?#:][!-~]*)?`,
      'giu',
    ),
  },
  {
    kind: 'citation',
    pattern: new RegExp(
      `${BEFORE}\\p{Nd}+ (?:U\\.? ?S\\.? ?C\\.?|C\\.? ?F\\.? ?R\\.?)(?: ?§§?| Part)? ?\\p{Nd}(?:[\\p{Nd}a-z.–-]*[\\p{Nd}a-z])?(?:\\([a-z0-9]+\\))*`,
      'giu',
    ),
  },
  {
    kind: 'date',
    pattern: new RegExp(
      `${BEFORE}(?:\\p{Nd}{4}(${HYPHEN}|[./])\\p{Nd}{1,2}\\1\\p{Nd}{1,2}|\\p{Nd}{1,2}(${HYPHEN}|[./])\\p{Nd}{1,2}\\2(?:\\p{Nd}{4}|\\p{Nd}{2}))${AFTER}(?!${HYPHEN}\\p{Nd})`,
      'gu',
    ),
  },
  {
    kind: 'form',
    // The A-number by its name too: its A is read apart from the word by nobody.
    pattern: new RegExp(
      `(?<![\\p{Script=Latin}\\p{Nd}-])(?:A${HYPHEN}[Nn]umber|A${HYPHEN}?\\d{3}${HYPHEN}\\d{3}${HYPHEN}\\d{3}|[A-Z]{1,5}${HYPHEN}\\d{1,4}[A-Z]{0,3})${AFTER}`,
      'gu',
    ),
  },
  // North America first and exactly, so that two numbers in a row, or 311 before one, stay apart.
  {
    kind: 'phone',
    pattern: new RegExp(
      `(?<![\\p{Script=Latin}\\p{Nd}+]|\\p{Nd}[.-])(?:[+\\uff0b]?[1١۱]${GAP}?)?(?:[(（]\\p{Nd}{3}[)）]${GAP}?|\\p{Nd}{3}${GAP})\\p{Nd}{3}${GAP}?\\p{Nd}{4}${AFTER}${EXTENSION}`,
      'giu',
    ),
  },
  {
    kind: 'phone',
    pattern: new RegExp(
      `(?<![\\p{Script=Latin}\\p{Nd}]|\\p{Nd}[.-])(?:[+\\uff0b]?\\p{Nd}{1,3}${SEP}?)?(?:[(（]\\p{Nd}{2,5}[)）]${SEP}?|\\p{Nd}{2,5}${SEP})(?:\\(0\\)${SEP}?)?\\p{Nd}{2,5}(?:${SEP}\\p{Nd}{2,5}){0,4}${AFTER}${EXTENSION}`,
      'giu',
    ),
    accept: looksLikePhone,
  },
  // A bare run of digits with a plus; vanity numbers (1-800-LAW-HELP); the city's short ones (3-1-1).
  { kind: 'phone', pattern: new RegExp(`[+\\uff0b]\\p{Nd}{7,15}${AFTER}`, 'gu') },
  {
    kind: 'phone',
    pattern: new RegExp(
      `${BEFORE}(?:1${SEP})?\\(?8\\d\\d\\)?${SEP}[A-Z0-9]{2,8}(?:-[A-Z0-9]{2,8})*${AFTER}`,
      'gu',
    ),
    accept: (found) => found.replace(/[^A-Z0-9]/g, '').length >= 10,
  },
  { kind: 'phone', pattern: new RegExp(`${BEFORE}\\p{Nd}(${HYPHEN})1\\1\\p{Nd}${AFTER}`, 'gu') },
  {
    kind: 'time',
    pattern: new RegExp(`${BEFORE}${CLOCK}(?:${HALF})?(?: ?[-–] ?${CLOCK})?${HALF}`, 'giu'),
  },
];

/**
 * Digits decide: 7 or more of them, in three groups or more, or as local 3-4, or with brackets or a plus.
 * More than a phone has (two numbers in a row) still go: their order must be kept all the more.
 */
function looksLikePhone(found: string): boolean {
  const number = found.replace(/,? ?(?:ext\.?|x|#).*$/iu, '');
  const groups = number.match(/\p{Nd}+/gu) ?? [];
  if (digitsIn(number) < 7) return false;
  if (/[(（+\uff0b]/.test(number) || groups.length >= 3) return true;
  return groups.length === 2 && /^\p{Nd}{3}\P{Nd}\p{Nd}{4}$/u.test(number);
}

const digitsIn = (text: string): number => text.match(/\p{Nd}/gu)?.length ?? 0;

/** What some of these must hold: most sentences have nothing of it, and need not be searched a dozen times. */
const ANY = /\p{Nd}|@|:\/\/|\.[!-~]|A[-\u2010\u2011][Nn]umber/u;

/** Everything recognised in the text, in order, without overlaps. */
export function findTokens(text: string): Token[] {
  const found: Token[] = [];
  if (!ANY.test(text)) return found;
  for (const { kind, pattern, accept } of KINDS) {
    for (const match of text.matchAll(pattern)) {
      const words = kind === 'url' ? trimAddress(match[0]) : match[0];
      if (words === '' || (accept && !accept(words))) continue;
      const start = match.index;
      const end = start + words.length;
      if (!found.some((t) => start < t.end && t.start < end)) found.push({ kind, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The full stop, comma or bracket after an address belongs to the sentence. */
function trimAddress(address: string): string {
  let trimmed = address;
  for (;;) {
    const last = trimmed.at(-1);
    if (last === undefined) return trimmed;
    const closes = last === ')' && !trimmed.includes('(');
    if (!closes && !/[.,;:!?'"\]>}]/.test(last)) return trimmed;
    trimmed = trimmed.slice(0, -1);
  }
}

const isWholly = (kind: Token['kind'], text: string): boolean => {
  const [first] = findTokens(text);
  return first !== undefined && first.kind === kind && first.start === 0 && first.end === text.length;
};
/** Whether the text is one phone number and nothing else. E.164 knows 15 digits at most; an extension may follow. */
export const isPhone = (text: string): boolean => isWholly('phone', text) && digitsIn(text) <= 21;
/** Whether the text is one web address and nothing else. */
export const isUrl = (text: string): boolean => isWholly('url', text);
