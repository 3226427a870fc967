/**
 * Letters that do not belong in a sentence: invisible ones, marks that have lost their letter, letters of another
 * script or another language's keyboard, Burmese in Zawgyi. They come from copying out of PDFs, from lookalike
 * keyboards and from old fonts, print as a box, a dotted circle or a wrong word, and are hard to see on a screen.
 */

import type { Diagnostic, FilePlace } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LocaleMeta } from '../schema/locale.js';
import { scriptOf, shapingScript } from '../text/scripts.js';
import { findTokens } from '../text/tokens.js';
import { lookAlikes, neighbourLetters } from './look-alikes.js';

export interface LetteredSentence {
  readonly key: string;
  readonly text: string;
  /** What it translates; English words in it may stand in the translation too. */
  readonly english: string;
  readonly at: FilePlace;
}

export function lintLetters(sentence: LetteredSentence, meta: LocaleMeta): Diagnostic[] {
  const text = sentence.text.normalize('NFC').replace(/\{\{[^}]*\}\}/g, (name) => ' '.repeat(name.length));
  const zawgyi = meta.script === 'Mymr' ? zawgyiIn(sentence, text, meta.tag) : [];
  return [
    ...strayCharacters(sentence),
    ...wrongLetters(sentence, meta.tag),
    ...foreignLetters(sentence, text, meta),
    // Zawgyi puts its marks before their letters: one message says it, not ten.
    ...(zawgyi.length > 0 ? zawgyi : orphanMarks(sentence, text)),
  ];
}

/** Characters that no sentence on a flyer needs, and that print as nothing, as a box, or out of order. */
function strayCharacters({ key, text, at }: LetteredSentence): Diagnostic[] {
  // Joiners and break pins (U+200B–200D, U+2060) are a translator's own tools and stay.
  const strays = [...text].filter((c) =>
    /[\p{Cc}\p{Co}\p{Cs}\u00AD\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFB50-\uFDFF\uFE70-\uFEFF\uFFF9-\uFFFF]/u.test(
      c,
    ),
  );
  if (strays.length === 0) return [];
  const names = [...new Set(strays)].map((c) => `U+${hex(c)}`);
  return [
    {
      code: CODE.strayCharacter,
      level: 'error',
      message: `“${key}” has characters that do not belong in a sentence: ${names.join(', ')}`,
      hint: 'delete them and type the letters around them again; directions and line ends are the tool’s work',
      at,
    },
  ];
}

/** Letters of a neighbour's keyboard, with the word as it should be where that can be told. */
function wrongLetters({ key, text, at }: LetteredSentence, tag: string): Diagnostic[] {
  return text
    .normalize('NFC')
    .split(/[^\p{L}\p{M}]+/u)
    .flatMap((word): Diagnostic[] => {
      const repair = neighbourLetters(word, tag);
      if (!repair) return [];
      return [
        {
          code: CODE.wrongLetter,
          level: 'error',
          message: `“${key}” has “${word}” with ${repair.wrong.map(named).join(', ')}, which is another language’s letter`,
          hint:
            repair.right === undefined
              ? 'type the word again on the keyboard of your language: two letters could be meant'
              : `write “${repair.right}”`,
          at,
        },
      ];
    });
}

/** What is written beside a locale's own script. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  Jpan: ['Hani', 'Hira', 'Kana'],
  Kore: ['Hang', 'Hani'],
  Hans: ['Hani'],
  Hant: ['Hani', 'Bopo'],
};
/** Scripts whose words stand apart, so that a foreign letter touching theirs is a slip of the keyboard. */
const APART = new Set(['Latn', 'Cyrl', 'Grek', 'Armn', 'Geor']);

/** Letters of another script. English words of the sentence (ICE, am) stay, and only where they stand whole. */
function foreignLetters(
  { key, english, at }: LetteredSentence,
  text: string,
  { script, tag }: LocaleMeta,
): Diagnostic[] {
  const own = BESIDE[script] ?? [shapingScript(script)];
  const kept = new Set((english.match(/\p{Script=Latin}+/gu) ?? []).map((word) => word.toLowerCase()));
  const tokens = findTokens(text);
  const isOwn = (c: string): boolean => own.includes(scriptOf(c)) || scriptOf(c) === 'Zyyy';

  return runsOf(text, (c) => !isOwn(c)).flatMap(({ letters, start, end }) => {
    if (scriptOf(letters) === 'Latn') {
      const whole = tokens.some((t) => t.start <= start && end <= t.end);
      const inWord =
        APART.has(shapingScript(script)) && /\p{L}/u.test((text[start - 1] ?? '') + (text[end] ?? ''));
      const isEnglish =
        /^[A-Z]{2,}$/.test(letters) || (letters.length > 1 && kept.has(letters.toLowerCase()));
      if (whole || (isEnglish && !inWord)) return [];
    }
    const around = /[\p{L}\p{M}]*$/u.exec(text.slice(0, start))?.[0] ?? '';
    const after = /^[\p{L}\p{M}]*/u.exec(text.slice(end))?.[0] ?? '';
    const right = lookAlikes(around + letters + after, shapingScript(script), tag);
    return [
      {
        code: CODE.wrongLetter,
        level: 'error',
        message: `“${key}” has “${around}${letters}${after}” with ${[...new Set(letters)].map(named).join(', ')} of another script`,
        hint: right
          ? `write “${right}”`
          : scriptOf(letters) === 'Latn'
            ? 'write it in the letters of your language; only English words of the sentence stay as they are'
            : 'type the word again on the keyboard of your language',
        at,
      } satisfies Diagnostic,
    ];
  });
}

/** Letters and their marks in a row that a test picks; marks of no script go with what they stand on. */
function runsOf(
  text: string,
  picks: (c: string) => boolean,
): { letters: string; start: number; end: number }[] {
  const runs: { letters: string; start: number; end: number }[] = [];
  let at = 0;
  for (const c of text) {
    const last = runs.at(-1);
    if (/[\p{L}\p{M}]/u.test(c) && picks(c)) {
      if (last && last.end === at && scriptOf(last.letters) === scriptOf(c)) {
        last.letters += c;
        last.end += c.length;
      } else runs.push({ letters: c, start: at, end: at + c.length });
    }
    at += c.length;
  }
  return runs;
}

/** Vowels that Thai and Lao write after (or before) a consonant, though Unicode calls them letters. */
const AFTER_CONSONANT = /[\u0E30\u0E32\u0E33\u0E45\u0EB0\u0EB2\u0EB3]/u;
const BEFORE_CONSONANT = /[\u0E40-\u0E44\u0EC0-\u0EC4]/u;

/**
 * Marks and vowel signs that stand on nothing, on a blank or on a letter of another script, and two vowel signs on one
 * consonant: what is left of Tamil, Khmer or Bengali that was copied out of a PDF (content fact G4).
 */
function orphanMarks({ key, at }: LetteredSentence, text: string): Diagnostic[] {
  const orphans: string[] = [];
  const letters = [...text];
  for (const [n, c] of letters.entries()) {
    const before = letters[n - 1] ?? '';
    const isMark = /\p{M}/u.test(c) && !/[\uFE00-\uFE0F]/u.test(c);
    if (isMark) {
      const stands = /[\p{L}\p{M}\u200B-\u200D\u2060]/u.test(before);
      const base = letters.slice(0, n).findLast((b) => /\p{L}/u.test(b));
      const fits = scriptOf(c) === 'Zyyy' || (base !== undefined && scriptOf(c) === scriptOf(base));
      if (!stands || !fits || (isVowelSign(c) && isVowelSign(before))) orphans.push(c);
    }
    if (AFTER_CONSONANT.test(c) && !/[\p{L}\p{M}]/u.test(before)) orphans.push(c);
    if (BEFORE_CONSONANT.test(c) && !/\p{L}/u.test(letters[n + 1] ?? '')) orphans.push(c);
    // The dotted circle is what a font draws for such a mark.
    if (c === '\u25CC') orphans.push(c);
  }
  if (orphans.length === 0) return [];
  return [
    {
      code: CODE.orphanMark,
      level: 'error',
      message: `“${key}” has marks without their letter: ${[...new Set(orphans)].map((c) => `U+${hex(c)}`).join(', ')}`,
      hint: 'type the word again; text copied out of a PDF often comes apart like this',
      at,
    },
  ];
}

/** Dependent vowels of the nine scripts that Unicode lays out alike (Devanagari U+0900 to Malayalam U+0D7F). */
function isVowelSign(c: string): boolean {
  const code = c.codePointAt(0) ?? 0;
  return code >= 0x900 && code < 0xd80 && (code & 0x7f) >= 0x3e && (code & 0x7f) <= 0x4c;
}

/**
 * Burmese typed for the Zawgyi font: the same code points in another order. What Unicode never has: the vowel ေ
 * (U+1031) or a medial (U+103B–103E) before its consonant, U+1039 without a consonant below it, the letters
 * U+1060–1097 that Zawgyi uses for stacks. On the Declaration of Human Rights and a page of the Burmese government in both
 * encodings (the test data of Google's myanmar-tools) this finds 153 of 154 Zawgyi lines and no Unicode line of 154.
 */
const ZAWGYI: readonly RegExp[] = [
  /(?:^|[^\u1000-\u1021\u1025\u1027\u1029\u103B-\u103F\u104E\u1050-\u109F\uAA60-\uAA7F\u200B-\u200D\u2060])\u1031/u,
  /\u1039(?![\u1000-\u1021])/u,
  /(?:^|[^\u1000-\u109F\uAA60-\uAA7F])[\u103B-\u103E]/u,
  /\u103A[\u103B-\u103E]?\u1031|\u103A[\u102D\u102E]|\u1031[\u103B-\u103E]/u,
];
const ZAWGYI_STACKS = /[\u1060-\u1097]/u;

/** Karen, Shan and Mon have U+1060–1097 in Unicode too: there only the order tells. */
function zawgyiIn({ key, at }: LetteredSentence, text: string, tag: string): Diagnostic[] {
  const isBurmese = tag.split('-')[0] === 'my';
  if (!ZAWGYI.some((order) => order.test(text)) && !(isBurmese && ZAWGYI_STACKS.test(text))) return [];
  return [
    {
      code: CODE.zawgyi,
      level: 'error',
      message: `“${key}” is written in Zawgyi, and would print as nonsense`,
      hint: 'convert it to Unicode, for example with the converter of myanmar-tools, and read it again',
      at,
    },
  ];
}

const hex = (c: string): string => (c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0');
const named = (c: string): string => `${c} (U+${hex(c)})`;
