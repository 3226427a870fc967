/**
 * The promise of `kyr check`, over every locale that ships and every sentence it has: take away a "not", swap two
 * digits, write I-250 for I-205, slip in a letter that looks alike, lose a placeholder or the judge, and the check
 * fails and names file and line.
 */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lint } from '../../src/cli/texts.js';
import { type Diagnostic, formatPlace } from '../../src/core/diagnostic.js';
import { wordFinder } from '../../src/lint/word-forms.js';
import { scriptOf } from '../../src/text/scripts.js';
import { roomWith, shipped } from '../compose/room.js';
import { against, cut, denialsOf, LISTS, type Line, linesOf, metaOf, TRANSLATIONS } from './lists.js';

/** The line of a key in its file, found without the tool: JSON has one key a line. */
function lineOf({ lang, namespace, key }: Line): string {
  const file = `locales/${lang}/${namespace}.json`;
  const rows = new TextDecoder().decode(shipped.read(file)).split('\n');
  let from = 0;
  for (const name of key.split('.'))
    from = rows.findIndex((row, n) => n >= from && row.includes(`"${name}":`));
  return `${file}:${from + 1}`;
}

const errorsAt = (line: Line, found: readonly Diagnostic[]): string[] =>
  found
    .filter((d) => d.level === 'error' && d.at && formatPlace(d.at).startsWith(`${lineOf(line)}:`))
    .map((d) => d.code);

/** Checks that a changed sentence is refused at its own line; collects those that are not. */
function refuses(line: Line, changed: string, codes: readonly string[]): string[] {
  const found = errorsAt(line, against(line, changed));
  return codes.some((code) => found.includes(code)) ? [] : [`${lineOf(line)} “${changed}” passes`];
}

describe.each(TRANSLATIONS)('%s', (lang) => {
  const { script, tag } = metaOf(lang);
  const lines = linesOf(lang);
  const denials = denialsOf(tag, script);

  test('as it stands nothing is wrong: what follows fails for what was changed', () => {
    expect(lines.flatMap((line) => against(line, line.text))).toEqual([]);
    expect(lines.length).toBeGreaterThan(40);
  });

  test('any one “not” taken out of any sentence is missed (KYR206)', () => {
    const wrong: string[] = [];
    let taken = 0;
    for (const line of lines) {
      for (const parts of denials.find(line.text))
        for (const { start, end } of parts) {
          taken++;
          wrong.push(...refuses(line, cut(line.text, start, end), ['KYR206', 'KYR208']));
        }
    }
    expect(wrong).toEqual([]);
    // Every English sentence that says no has at least one to lose.
    const prohibitions = lines.filter((l) => denialsOf('en', 'Latn').find(l.english).length > 0);
    expect(prohibitions.length).toBeGreaterThan(15);
    expect(taken).toBeGreaterThanOrEqual(prohibitions.length);
  });

  test('a “not” that is an ending or a beginning is missed when that alone is cut off', () => {
    const affixes = (LISTS.negations.languages[tag]?.negations ?? []).filter((n) => /^-\S|\S-/u.test(n));
    const wrong: string[] = [];
    for (const line of lines)
      for (const { start, end } of denials.find(line.text).flat()) {
        const word = line.text.slice(start, end);
        for (const affix of affixes) {
          const [before = '', after = ''] = affix.split('-');
          const prefix = affix.indexOf('-') > 0 && word.startsWith(before) ? before : '';
          const suffix = affix.startsWith('-') && word.endsWith(after) ? after : '';
          if (prefix === '' && suffix === '') continue;
          const rest = word.slice(prefix.length, word.length - suffix.length);
          wrong.push(
            ...refuses(line, line.text.slice(0, start) + rest + line.text.slice(end), ['KYR206', 'KYR208']),
          );
        }
      }
    expect(wrong).toEqual([]);
  });

  test('the sound of “not” taken out of a line to say aloud is missed (KYR206)', () => {
    const file = `locales/${lang}/us-federal.json`;
    const json = new TextDecoder().decode(shipped.read(file));
    const rows = json.split('\n');
    const not = metaOf(lang)['not-sounds'] as string;
    const sounds = rows.flatMap((row, n) => (row.includes('say-sound') && row.includes(not) ? [n] : []));
    expect(sounds.length).toBe(2);
    for (const n of sounds) {
      const changed = rows.with(n, (rows[n] as string).replace(not, '')).join('\n');
      const found = lint(roomWith({ [file]: changed }), lang);
      expect(found).toMatchObject([{ code: 'KYR206', level: 'error', at: { file, line: n + 1 } }]);
    }
  });

  test('two digits that change places, or one that changes, are noticed (KYR206)', () => {
    const synthetic: Line[] = ['Call 800-354-0365.', 'Or dial 311 or (212) 555-0198, 9 am to 6 pm.'].map(
      (english) => ({ ...(lines.find((l) => l.key === 'door.title') as Line), english, text: english }),
    );
    const numbered = [...lines.filter((l) => /\p{Nd}/u.test(l.text)), ...synthetic];
    expect(numbered.length).toBeGreaterThanOrEqual(3);
    fc.assert(
      fc.property(fc.constantFrom(...numbered), fc.nat(), fc.nat(), fc.nat(9), (line, a, b, other) => {
        const places = [...line.text.matchAll(/\p{Nd}/gu)].map((m) => m.index);
        const [i, j] = [places[a % places.length] as number, places[b % places.length] as number];
        const letters = line.text.split('');
        const swapped = letters
          .with(i, letters[j] as string)
          .with(j, letters[i] as string)
          .join('');
        // Two whole numbers that change places are the same numbers in another order of words: 9 to 6, 6 to 9.
        const sameNumbers = sorted(swapped.match(/[\p{Nd}-]+/gu)) === sorted(line.text.match(/[\p{Nd}-]+/gu));
        if (!sameNumbers) expect(refuses(line, swapped, ['KYR206'])).toEqual([]);
        const changed = letters.with(i, String(other)).join('');
        if (changed !== line.text) expect(refuses(line, changed, ['KYR206'])).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('another form number is noticed, in every sentence that has one and in one made up (KYR206)', () => {
    const title = lines.find((l) => l.key === 'door.title') as Line;
    const madeUp: Line = {
      ...title,
      english: 'Form I-200 or I-205: you do not have to open the door.',
      text: `${title.text} I-200, I-205.`,
    };
    expect(against(madeUp, madeUp.text).filter((d) => d.code === 'KYR206')).toEqual([]);
    for (const line of [...lines.filter((l) => /\b[A-Z]-\d/.test(l.text)), madeUp]) {
      const changes: [RegExp, string][] = [
        [/I-205/, 'I-250'],
        [/I-205/, 'I-200'],
        [/I-200/, 'I-205'],
        [/I-20/, 'I-2'],
        [/I-20/, '1-20'],
        // Cyrillic І, which looks the same.
        [/I-20/, 'І-20'],
        [/I-20\d/, ''],
      ];
      for (const [from, to] of changes)
        if (from.test(line.text)) expect(refuses(line, line.text.replace(from, to), ['KYR206'])).toEqual([]);
    }
  });

  test('a letter of another script is noticed anywhere (KYR210)', () => {
    const isCyrillic = script === 'Cyrl';
    const [foreign, own] = isCyrillic ? ['a', 'а'] : ['а', 'a'];
    const wrong: string[] = [];
    let replaced = 0;
    for (const line of lines) {
      const bare = line.text.replace(/\{\{[^}]*\}\}/g, (name) => ' '.repeat(name.length));
      for (const index of new Set([bare.indexOf(own), bare.lastIndexOf(own)])) {
        if (index < 0) continue;
        replaced++;
        const changed = line.text.slice(0, index) + foreign + line.text.slice(index + 1);
        wrong.push(...refuses(line, changed, ['KYR210']));
      }
    }
    expect(wrong).toEqual([]);
    if (script === 'Latn' || isCyrillic) expect(replaced).toBeGreaterThan(50);
    // Greek omicron, Latin, Cyrillic and Devanagari: put in anywhere between two characters.
    const others = ['ο', 'a', 'а', 'क'].filter((c) => scriptOf(c) !== scriptOf(sampleOf(lines)));
    fc.assert(
      fc.property(fc.constantFrom(...lines), fc.nat(), fc.constantFrom(...others), (line, at, c) => {
        const place = at % (line.text.length + 1);
        const changed = line.text.slice(0, place) + c + line.text.slice(place);
        // Inside {{name}} it is the placeholder that is lost.
        expect(refuses(line, changed, ['KYR210', 'KYR202'])).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('a lost, renamed or half placeholder is noticed (KYR202)', () => {
    const wrong: string[] = [];
    const holding = lines.filter((l) => l.text.includes('{{'));
    expect(holding.length).toBeGreaterThanOrEqual(5);
    for (const line of holding)
      for (const { index, 0: name } of line.text.matchAll(/\{\{[^}]*\}\}/g)) {
        wrong.push(...refuses(line, cut(line.text, index, index + name.length), ['KYR202']));
        wrong.push(...refuses(line, cut(line.text, index, index + 1), ['KYR202']));
        wrong.push(...refuses(line, cut(line.text, index + 2, index + 3), ['KYR202']));
      }
    expect(wrong).toEqual([]);
  });

  test('a lost judge is missed (KYR206)', () => {
    const judge = LISTS.glossary.terms.find((t) => t.term === 'judge');
    const find = wordFinder(judge?.use?.[tag] ?? [], tag, script);
    const said = lines.flatMap((line) => find(line.text).map((span) => ({ line, ...span })));
    expect(said.map(({ line }) => line.key)).toEqual(expect.arrayContaining(['door.judge', 'door.no-judge']));
    expect(
      said.flatMap(({ line, start, end }) => refuses(line, cut(line.text, start, end), ['KYR206'])),
    ).toEqual([]);
  });

  test('a mark torn off its letter is noticed (KYR213)', () => {
    const wrong: string[] = [];
    for (const line of lines)
      for (const index of new Set(
        [...(line.text.match(/\p{M}/gu) ?? [])].map((mark) => line.text.indexOf(mark)),
      ))
        wrong.push(...refuses(line, `${line.text.slice(0, index)} ${line.text.slice(index)}`, ['KYR213']));
    expect(wrong).toEqual([]);
  });
});

const sorted = (numbers: readonly string[] | null): string => [...(numbers ?? [])].sort().join(' ');
const sampleOf = (lines: readonly Line[]): string => /\p{L}/u.exec(lines[0]?.text ?? '')?.[0] ?? '';
