/** The glossary: the right word where the English has a term, never the wrong one, and a notario only as what it is not. */
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostic.js';
import { lintLocale } from '../../src/lint/locale.js';
import { wordFinder } from '../../src/lint/word-forms.js';
import type { WordLists } from '../../src/load/word-lists.js';
import { LISTS, metaOf } from './lists.js';

function check(
  lang: string,
  english: string,
  text: string | undefined,
  lists: WordLists = LISTS,
): Diagnostic[] {
  const keys = new Map([['key', english]]);
  return lintLocale(
    {
      meta: metaOf(lang),
      sentences: new Map([['us', new Map(text === undefined ? [] : [['key', text]])]]),
      placeInMeta: () => ({ file: '_meta.yaml' }),
      place: (namespace) => ({ file: `${namespace}.json`, line: 7 }),
    },
    { text: new Map([['us', keys]]), english: new Map(), sounds: new Set(), known: new Set(['us:key']) },
    lists,
  );
}
const codes = (lang: string, english: string, text: string): string[] =>
  check(lang, english, text).map((d) => `${d.code} ${d.level}`);

describe('a word that must be there', () => {
  test.each([
    ['es', 'Ask the judge.', 'Pregunte a la jueza.', 'Pregunte al oficial.'],
    ['ar', 'Ask the judge.', 'اسأل القاضي.', 'اسأل الضابط.'],
    ['bn', 'Ask the judge.', 'বিচারকের কাছে যান।', 'অফিসারের কাছে যান।'],
    ['ko', 'Ask the judge.', '판사에게 물어보세요.', '요원에게 물어보세요.'],
    ['ru', 'Ask the judge.', 'Спросите у судьи.', 'Спросите у судьбы.'],
    ['zh-Hans', 'Ask the judge.', '请问法官。', '请问官员。'],
  ])('%s: a judge lost is an error (KYR206)', (lang, english, right, wrong) => {
    expect(codes(lang, english, right)).toEqual([]);
    expect(codes(lang, english, wrong)).toEqual(['KYR206 error']);
  });

  test('another term lost is a warning: a translator may have said “one”', () => {
    expect(codes('es', 'Ask for an interpreter.', 'Pida uno.')).toEqual(['KYR211 warning']);
    expect(codes('ar', 'Ask for an interpreter.', 'اطلب مترجمًا.')).toEqual(['KYR211 warning']);
    expect(codes('ar', 'Ask for an interpreter.', 'اطلب مترجمًا شفهيًا.')).toEqual([]);
  });

  test('the message shows the English word, the glossary’s words and what the term means', () => {
    const [d] = check('es', 'If judges signed.', 'Si firmaron.');
    expect(d?.message).toBe('“key” says “judges” in English, and the translation has no word for it');
    expect(d?.hint).toContain('juez, jueza, jueces (A judge or magistrate of a court.)');
  });

  test('a missing sentence is given with the words that the glossary has for it', () => {
    const [d] = check('es', 'Ask the judge for a lawyer.', undefined);
    expect(d?.hint).toBe(
      'translate: Ask the judge for a lawyer. (judge: juez, jueza, jueces; lawyer: abogad-)',
    );
  });
});

describe('a word that says something else (KYR211)', () => {
  test.each([
    ['es', 'Ask for an interpreter.', 'Pida un intérprete o traductor.'],
    ['es', 'Ask for an interpreter.', 'Pida una traductora e intérprete.'],
    ['fr', 'Ask for an interpreter.', 'Demandez un interprète ou un traducteur.'],
    ['ur', 'Ask for an interpreter.', 'ترجمان یا مترجم مانگیں۔'],
    ['zh-Hant', 'Ask for an interpreter.', '要求口譯員或筆譯員。'],
    ['es', 'Show the warrant.', 'Muestre la orden o garantía.'],
  ])('%s: “%s” – “%s”', (lang, english, text) => {
    expect(codes(lang, english, text)).toEqual(['KYR211 error']);
  });

  test('“translation” is a word on paper and stays: traducción, 번역', () => {
    expect(codes('es', 'This translation is new.', 'Esta traducción es nueva.')).toEqual([]);
    expect(codes('ko', 'This translation is new.', '이 번역은 새것입니다.')).toEqual([]);
    expect(codes('fr', 'Ask for an interpreter.', 'Parlez d’interprète.')).toEqual([]);
    expect(codes('ru', 'Ask for an interpreter.', 'Попросите переводчика.')).toEqual([]);
  });

  test.each([
    ['es', 'Llame a DHS.'],
    ['ar', 'اتصل بوDHS.'],
    ['zh-Hans', '联系DHS。'],
    ['ko', 'DHS에 전화하세요.'],
  ])('%s: a bare DHS, which is two agencies: “%s”', (lang, text) => {
    expect(codes(lang, 'Call them.', text)).toContain('KYR211 error');
  });
});

describe('a notario', () => {
  test.each<[string, boolean]>([
    ['En este país un “notario” no es abogado.', true],
    ['En este país un «notario» no es abogado.', true],
    ['Un “notario público” no es abogado.', false],
    ['Un notario no es abogado.', false],
    ['Un “notario” es abogado.', false],
    ['No firme. Vaya con un “notario”, es abogado.', false],
    ['Pida un notario.', false],
  ])('“%s” may stand: %j', (text, may) => {
    const found = check('es', 'A notary is not a lawyer.', text).filter((d) => d.code === 'KYR211');
    expect(found.some((d) => d.level === 'error')).toBe(!may);
  });
});

describe('the file that ships', () => {
  test('every word of it is found where it stands, so that none is written in vain', () => {
    const scripts: Record<string, string> = { pt: 'Latn', mul: 'Latn' };
    for (const { term, english, use, avoid } of LISTS.glossary.terms) {
      const lists: [string, readonly string[]][] = [
        ['en', english],
        ...Object.entries(use ?? {}),
        ...Object.entries(avoid ?? {}).flatMap(([tag, all]) =>
          all.map((a): [string, readonly string[]] => [tag, a.words]),
        ),
      ];
      for (const [tag, words] of lists) {
        const find = wordFinder(words, tag, scripts[tag] ?? metaOf(tag).script);
        const missed = words.filter((word) => find(word.replace(/(?<=\S)-|-(?=\S)/g, 'x')).length === 0);
        const letters = words.filter((word) => find(word.replace(/(?<=\S)-|-(?=\S)/g, '')).length === 0);
        expect([term, tag, missed.filter((word) => letters.includes(word))]).toEqual([term, tag, []]);
      }
    }
  });

  test('all translations that ship have a word for the judge, the warrant, the lawyer and the interpreter', () => {
    for (const name of ['judge', 'warrant', 'lawyer', 'interpreter'])
      expect(Object.keys(LISTS.glossary.terms.find((t) => t.term === name)?.use ?? {}).length).toBe(12);
  });
});
