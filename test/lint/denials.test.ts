/** How often a sentence says no: counted in the words of each language, with halves that belong together. */
import { describe, expect, test } from 'vitest';
import { denialOf } from '../../src/lint/denials.js';
import { denialsOf, LISTS } from './lists.js';

const SCRIPTS: Record<string, string> = {
  ar: 'Arab',
  bn: 'Beng',
  fa: 'Arab',
  ja: 'Jpan',
  km: 'Khmr',
  ko: 'Kore',
  my: 'Mymr',
  ne: 'Deva',
  ru: 'Cyrl',
  ta: 'Taml',
  th: 'Thai',
  ur: 'Aran',
  yi: 'Hebr',
  he: 'Hebr',
  'zh-Hans': 'Hans',
  'zh-Hant': 'Hant',
};
const count = (tag: string, text: string): number => denialsOf(tag, SCRIPTS[tag] ?? 'Latn').find(text).length;

describe('counts', () => {
  test.each<[string, string, number]>([
    ['en', 'Do not lie. Do not show false papers.', 2],
    ['en', 'Never say you are a citizen if you aren’t.', 2],
    ['en', "Don't run.", 1],
    ['en', 'No matter who asks.', 0],
    ['en', 'Note: nothing.', 1],
    ['es', 'No mienta. Nunca corra. Sin importar quién.', 2],
    ['es', 'Anote el noveno.', 0],
    ['ar', 'لا تكذب. فلا تركض. ولن أوقّع.', 3],
    // With every vowel point, and stretched.
    ['ar', 'لَا تَكْذِبْ لـم', 2],
    ['ar', 'السلام والأوراق', 0],
    ['bn', 'আপনি ও তিনি আইনি পরামর্শ চান।', 0],
    ['bn', 'কেউ পড়েননি, কেউ করেনি, হয়নি, যাইনি। নেই।', 5],
    ['bn', 'বিচারক ছাড়া', 1],
    ['ht', 'Mwen p ap reponn. Poko. Pa janm.', 3],
    ['ko', '하지 마세요. 말하지 않아도 됩니다. 없습니다. 이해하지 못하는 것. 아닙니다.', 5],
    ['ko', '집 안에서 말씀하세요.', 0],
    ['ko', '열면 안 됩니다.', 1],
    ['ne', 'नगर्नुहोस्। पर्दैन। छैन। गर्दिनँ। हुनुहुन्न। नबुझेको', 6],
    ['ne', 'नम्बर नयाँ नगर निःशुल्क निस्कनुहोस् आउनुहोस्', 0],
    ['pl', 'Nigdy nie mów. Bez względu na to. Bez nakazu.', 2],
    ['pl', 'Niedziela, niech tak będzie.', 0],
    ['ru', 'Ничего не подписывайте. Нет. Нельзя. Бесплатно. Независимо.', 3],
    ['ur', 'نہ بولیں۔ اجازت نہیں۔ مت کریں۔', 3],
    ['zh-Hans', '不要说谎。没有律师。不管怎样，无论如何，有没有，非常特别，未成年人。', 2],
    ['zh-Hant', '不必說。還沒有。別開門。無論別人。', 3],
    // Languages still to come.
    ['tr', 'Kapıyı açmayın. İmzalamayın. Zorunda değilsiniz. Namaz, açma.', 3],
    ['fa', 'در را باز نکنید. نمی‌خواهم. نام.', 2],
    ['de', 'Keine Angst. Öffnen Sie nicht. Nicht nur.', 2],
    ['pt-BR', 'Não assine. Sem dúvida.', 1],
    ['vi', 'Đừng mở cửa. Tôi không đồng ý. Tôi có thể đi không?', 2],
    ['th', 'อย่าเปิดประตู ไม่ยินยอม ไม่ว่า', 2],
    ['km', 'កុំបើកទ្វារ មិន', 2],
    ['my', 'တံခါးမဖွင့်ပါနဲ့ သဘောမတူပါဘူး', 2],
    ['ja', '開けないでください。同意しません。少ない。', 2],
    ['ta', 'கதவைத் திறக்காதீர்கள். ஒப்புதல் இல்லை.', 2],
    ['yi', 'נישט', 1],
    ['he', 'לֹא, אינך', 2],
  ])('%s: “%s” says no %d times', (tag, text, times) => {
    expect(count(tag, text)).toBe(times);
  });

  test('a placeholder’s name denies nothing', () => {
    expect(count('en', 'Call {{no}} or {{not}}.')).toBe(0);
  });
});

describe('two halves of one “not”, in French', () => {
  test.each<[string, number, string[]]>([
    ['Ne courez pas.', 1, []],
    ['Ne courez.', 0, ['Ne']],
    ['Courez pas.', 0, []],
    ['Rien ne vous oblige à parler ni à signer.', 1, []],
    ['Rien vous oblige à parler.', 0, []],
    ['Ne vous oblige à parler ni à signer.', 0, ['Ne']],
    ['Si aucun juge ne l’a signé', 1, []],
    ['Aucun avocat n’a lu ce texte.', 1, []],
    ['Je ne répondrai à rien et ne signerai rien.', 2, []],
    ['Je répondrai à rien et ne signerai rien.', 1, []],
    ['Ne mentez pas. Ne montrez pas.', 2, []],
    ['Ne mentez. Ne montrez pas.', 1, ['Ne']],
    // A half may not take its partner from another sentence.
    ['Ne mentez. Pas ici.', 0, ['Ne']],
    ['Informations générales, pas un conseil.', 1, []],
    ['Cette traduction n’a été vérifiée par une deuxième personne.', 0, ['n’a']],
    ["N'ouvrez pas.", 1, []],
    ['Non vérifié, sans avocat.', 2, []],
  ])('“%s” says no %d times', (text, times, alone) => {
    const fr = denialsOf('fr', 'Latn');
    expect(fr.find(text).length).toBe(times);
    expect(fr.halves(text)).toEqual(alone);
  });
});

describe('whose words', () => {
  test('a tag without an entry takes that of its language', () => {
    expect(denialOf(LISTS.negations, { tag: 'es-MX' })?.negations).toContain('nunca');
    expect(denialOf(LISTS.negations, { tag: 'zh-Hant-HK' })?.negations).toContain('沒');
    expect(denialOf(LISTS.negations, { tag: 'zh' })).toBeUndefined();
  });

  test('a locale’s own words come on top; a language of which nobody has said anything has those alone', () => {
    const own = denialOf(LISTS.negations, { tag: 'ht', negations: ['nanni'], harmless: ['pa m'] });
    expect(own?.negations).toEqual(expect.arrayContaining(['pa', 'nanni']));
    expect(own?.harmless).toEqual(['pa m']);
    expect(denialOf(LISTS.negations, { tag: 'wo', negations: ['du'] })?.negations).toEqual(['du']);
    expect(denialOf(LISTS.negations, { tag: 'wo' })).toBeUndefined();
  });
});
