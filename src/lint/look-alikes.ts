/**
 * Letters that look like another's: of a neighbour's keyboard (Arabic ي and ك in Urdu), or of another script (Latin a in
 * a Russian word). What was meant is told where it can be told; where two letters are possible, it is left to people.
 */

/** A word with its letters put right; undefined where nothing is wrong, or where nobody can tell what was meant. */
export type Repair = { readonly wrong: readonly string[]; readonly right: string | undefined };

/**
 * By language: letters of a neighbour's keyboard, which join otherwise, and by which a search for the word finds nothing.
 * Standard keyboards of Urdu, Persian, Sorani and Arabic; Unicode 16, 9.2, “Arabic: Yeh and Kaf”.
 */
const NEIGHBOURS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ur: { ي: 'ی', ى: 'ی', ك: 'ک', ه: 'ہ', ة: 'ۃ' },
  fa: { ي: 'ی', ى: 'ی', ك: 'ک' },
  ckb: { ي: 'ی', ى: 'ی', ك: 'ک' },
  ar: { ی: 'ي', ک: 'ك', ہ: 'ه', ۃ: 'ة' },
};

/** A Persian yeh that ends an Arabic word may be ي or ى, which are two words. */
const isOpen = (language: string, word: string): boolean => language === 'ar' && /ی$/u.test(word);

/** Letters of a neighbour's keyboard in one word. */
export function neighbourLetters(word: string, tag: string): Repair | undefined {
  const language = tag.split('-')[0] as string;
  const letters = NEIGHBOURS[language] ?? {};
  const wrong = [...new Set([...word].filter((c) => letters[c] !== undefined))];
  if (wrong.length === 0) return undefined;
  return { wrong, right: isOpen(language, word) ? undefined : swapped(word, letters) };
}

/** Latin ↔ Cyrillic and Greek, of those that cannot be told apart in print (Unicode confusables.txt). */
const CYRILLIC = pairsOf('AАBВCСEЕHНKКMМOОPРTТXХYУaаcсeеoоpрxхyу');
const UKRAINIAN = pairsOf('IІiі');
const GREEK = pairsOf('AΑBΒEΕZΖHΗIΙKΚMΜNΝOΟPΡTΤXΧYΥoοvν');

/** A word of two scripts, of which one looks like the other: in the letters of `script`. Words of one script stay. */
export function lookAlikes(word: string, script: string, tag: string): string | undefined {
  const language = tag.split('-')[0] as string;
  const isLatin = /\p{Script=Latin}/u.test(word);
  // ICEга is no slip of single letters: the name stays, and people see to the ending.
  if (!isLatin || (script !== 'Latn' && /\p{Script=Latin}{2}/u.test(word))) return undefined;
  const withI = ['uk', 'be', 'kk'].includes(language) ? { ...CYRILLIC, ...UKRAINIAN } : CYRILLIC;
  const toOwn =
    script === 'Cyrl'
      ? withI
      : script === 'Grek'
        ? GREEK
        : script === 'Latn'
          ? { ...inverse(GREEK), ...inverse({ ...CYRILLIC, ...UKRAINIAN }) }
          : {};
  const other = script === 'Latn' ? /[\p{Script=Cyrillic}\p{Script=Greek}]/u : /\p{Script=Latin}/u;
  const own = { Latn: /\p{Script=Latin}/u, Cyrl: /\p{Script=Cyrillic}/u, Grek: /\p{Script=Greek}/u }[script];
  if (!own?.test(word) || !other.test(word)) return undefined;
  const right = swapped(word, toOwn);
  return other.test(right) ? undefined : right;
}

const swapped = (word: string, letters: Readonly<Record<string, string>>): string =>
  [...word].map((c) => letters[c] ?? c).join('');

function pairsOf(row: string): Record<string, string> {
  const letters = [...row];
  return Object.fromEntries(letters.flatMap((c, n) => (n % 2 === 0 ? [[c, letters[n + 1] as string]] : [])));
}

const inverse = (letters: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(letters).map(([a, b]) => [b, a]));
