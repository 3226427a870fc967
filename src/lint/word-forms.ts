/**
 * Finds words in a sentence as glossary.yaml and negations.yaml write them: `no`, `न-`, `-দৈন`, `-않-`, `न-नुहोस्`,
 * several in a row (`bez względu na`, `, pas`), or two halves (`ne|n’- … pas`). At each place the longest entry wins,
 * and no letter counts twice. In scripts without spaces an entry is found wherever its letters stand.
 *
 * It knows no grammar: what an affix may stand on is for the lists to say.
 */

/** UTF-16 indices into the text that was given; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
export interface Found extends Span {
  /** Index of the entry in the list. */
  readonly entry: number;
  readonly half?: 'first' | 'second';
}
export type WordFinder = (text: string) => Found[];

/** Scripts without spaces between words. */
const RUNS_ON = new Set(['Hans', 'Hant', 'Jpan', 'Thai', 'Laoo', 'Khmr', 'Mymr', 'Tibt']);

/** @param script ISO 15924, of the locale */
export function wordFinder(entries: readonly string[], tag: string, script: string): WordFinder {
  return RUNS_ON.has(script) ? lettersFinder(entries) : tokensFinder(entries, tag);
}

/** Letters anywhere: the longest entry at each place. */
function lettersFinder(entries: readonly string[]): WordFinder {
  const longestFirst = entries
    .map((entry, index) => ({ letters: entry.normalize('NFC').replace(/^-|-$/g, ''), index }))
    .sort((a, b) => b.letters.length - a.letters.length);
  return (text) => {
    const found: Found[] = [];
    for (let at = 0; at < text.length; ) {
      const hit = longestFirst.find(({ letters }) => text.startsWith(letters, at));
      if (hit) found.push({ start: at, end: at + hit.letters.length, entry: hit.index });
      at += hit?.letters.length ?? 1;
    }
    return found;
  };
}

interface Token extends Span {
  readonly form: string;
}
type TokenTest = (form: string) => boolean;
interface Pattern {
  readonly tests: readonly TokenTest[];
  readonly entry: number;
  readonly half?: 'first' | 'second';
}

function tokensFinder(entries: readonly string[], tag: string): WordFinder {
  const longestFirst = entries
    .flatMap((entry, index) => patternsOf(entry, index, tag))
    .sort((a, b) => b.tests.length - a.tests.length);
  return (text) => {
    const tokens = tokensOf(text, tag);
    const found: Found[] = [];
    for (let at = 0; at < tokens.length; ) {
      const hit = longestFirst.find(({ tests }) =>
        tests.every((test, n) => tokens[at + n] !== undefined && test((tokens[at + n] as Token).form)),
      );
      if (hit) {
        const last = tokens[at + hit.tests.length - 1] as Token;
        found.push({
          start: (tokens[at] as Token).start,
          end: last.end,
          entry: hit.entry,
          ...(hit.half ? { half: hit.half } : {}),
        });
      }
      at += hit?.tests.length ?? 1;
    }
    return found;
  };
}

function patternsOf(entry: string, index: number, tag: string): Pattern[] {
  const halves = entry.split('…').map((half) => half.trim());
  if (halves.length === 2)
    return halves.flatMap((half, n) =>
      half.split('|').map(
        (word): Pattern => ({
          tests: testsOf(word, tag),
          entry: index,
          half: n === 0 ? 'first' : 'second',
        }),
      ),
    );
  return [{ tests: testsOf(entry, tag), entry: index }];
}

/** A test for each word of an entry; a hyphen belongs to the notation, so entries are cut at blanks and marks. */
const testsOf = (entry: string, tag: string): TokenTest[] =>
  (entry.match(/[\p{L}\p{M}\p{N}’'-]+|[^\s]/gu) ?? []).map((word) => testOf(word, tag));

function testOf(word: string, tag: string): TokenTest {
  if (word === '-') return (form) => form === word;
  const [start = '', ...more] = word.split('-').map((part) => formOf(part, tag));
  if (more.length === 0) return (form) => form === start;
  const end = more.at(-1) as string;
  // `-않-`: inside.
  if (more.length === 2 && start === '' && end === '') return (form) => form.includes(more[0] as string);
  // `न-` begins नगर्नु and not निस्कनु: a vowel sign makes another syllable of it. Longer stems take endings that way.
  return (form) =>
    form.length > start.length + end.length - (start === '' || end === '' ? 1 : 0) &&
    form.startsWith(start) &&
    form.endsWith(end) &&
    ([...start].length !== 1 || !/^\p{M}/u.test(form.slice(start.length)));
}

/** Words (joiners inside them left out) and single marks of punctuation. */
function tokensOf(text: string, tag: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}’'\u200B-\u200D\u2060]+|[^\s]/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    form: unquoted(formOf(match[0], tag)),
  }));
}

/** The word without the quotation marks that look like its apostrophe. */
const unquoted = (form: string): string => (/^’+$/.test(form) ? form : form.replace(/^’+|’+$/g, ''));

/**
 * As words are compared: NFC, lower case, one apostrophe. Joiners and break pins say nothing; nor do the vowel
 * points of Arabic and Hebrew, which are written or left out as the writer likes.
 */
function formOf(word: string, tag: string): string {
  return word
    .replace(/[\u200B-\u200D\u2060\u0640\u064B-\u0652\u0670\u0591-\u05BD\u05BF-\u05C7]/g, '')
    .normalize('NFC')
    .toLocaleLowerCase(tag)
    .replaceAll("'", '’');
}

/** What a list says for a tag, or else for its language: `pt-BR` → `pt`. */
export function byTag<T>(of: Readonly<Record<string, T>> | undefined, tag: string): T | undefined {
  const parts = tag.split('-');
  return parts
    .map((_, n) => of?.[parts.slice(0, parts.length - n).join('-')])
    .find((found) => found !== undefined);
}
