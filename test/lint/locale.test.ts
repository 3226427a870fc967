/** Translations: what must never be lost, with sentences as translators write them. */
import { describe, expect, test } from 'vitest';
import { lint } from '../../src/cli/texts.js';
import type { SourceText } from '../../src/compose/source-text.js';
import type { Diagnostic } from '../../src/core/diagnostic.js';
import { lintLocale } from '../../src/lint/locale.js';
import type { LocaleMeta } from '../../src/schema/locale.js';
import { LOCALES, room0, roomWith, sentence } from '../compose/room.js';

const metaOf = (lang: string): LocaleMeta => room0.locale(lang).meta;
const texts = (of: Record<string, string>) => new Map([['us', new Map(Object.entries(of))]]);

/** What is said against one language's sentences, for these English ones. */
function check(
  lang: string,
  english: Record<string, string>,
  own: Record<string, string>,
  sounds: readonly string[] = [],
): Diagnostic[] {
  const source: SourceText = {
    text: texts(english),
    english: new Map(),
    sounds: new Set(sounds.map((key) => `us:${key}`)),
    known: new Set([...Object.keys(english), ...sounds].map((key) => `us:${key}`)),
  };
  return lintLocale(
    {
      meta: metaOf(lang),
      sentences: texts(own),
      placeInMeta: () => ({ file: '_meta.yaml' }),
      place: (namespace, key) => ({
        file: `${namespace}.json`,
        line: key in own ? 7 : 1,
      }),
    },
    source,
    room0.wordLists(),
  );
}
const codes = (lang: string, english: string, text: string): string[] =>
  check(lang, { key: english }, { key: text }).map((d) => d.code);

describe('a lost “not” (KYR206)', () => {
  test.each([
    ['es', 'Do not sign anything.', 'No firme nada.', 'Firme todo.'],
    ['es', 'Never say you are a citizen.', 'Nunca diga que es ciudadano.', 'Siempre diga que es ciudadano.'],
    ['es', 'I do not consent to a search.', 'No doy permiso para revisar.', 'Doy permiso para revisar.'],
    ['es', 'Do not run.', 'NO corra.', 'Noche y día corra.'],
    ['ar', 'Do not open the door.', 'لا تفتح الباب.', 'افتح الباب.'],
    ['ar', 'You do not have to open the door.', 'لست مُلزَمًا بفتح الباب.', 'أنت مُلزَم بفتح الباب.'],
    ['ar', 'If they come in, do not resist.', 'إذا دخلوا، فلا تقاوم.', 'إذا دخلوا، قاوم.'],
    ['ar', 'No judge signed it.', 'لم يوقّعها قاضٍ.', 'وقّعها قاضٍ.'],
    ['zh-Hans', 'Do not open the door.', '不要开门。', '请开门。'],
    ['zh-Hans', 'I do not consent to a search.', '我不同意搜查。', '我同意搜查。'],
    ['zh-Hans', 'No judge signed it.', '没有法官签名。', '有法官签名。'],
    ['ko', 'Do not resist.', '저항하지 마세요.', '저항하세요.'],
    ['ru', 'Do not run.', 'Не бегите.', 'Небо ясное, бегите.'],
    ['ur', 'Do not resist.', 'مزاحمت نہ کریں۔', 'مزاحمت کریں۔'],
    ['fr', 'Do not run.', 'Ne courez pas.', 'Courez.'],
    ['ht', 'Do not lie.', 'Pa bay manti.', 'Bay manti. Pale byen.'],
    ['pl', 'Do not lie.', 'Nie kłam.', 'Kłam.'],
  ])('%s: “%s”', (lang, english, right, wrong) => {
    expect(codes(lang, english, right)).toEqual([]);
    expect(codes(lang, english, wrong)).toEqual(['KYR206']);
  });

  test('letters of “no” inside another word do not pass for a negation', () => {
    expect(codes('es', 'Do not sign it.', 'Firme el anotado.')).toEqual(['KYR206']);
    expect(codes('ar', 'Do not sign it.', 'وقّع الأوراق كلها بلا تردد والسلام')).toEqual(['KYR206']);
  });

  test('a common Chinese word with the sign of “not” in it does not pass for one', () => {
    // 非常 is “very”: the sentence says the very opposite of the English.
    expect(codes('zh-Hans', 'Do not open the door.', '开门非常重要。')).toEqual(['KYR206']);
  });

  test('a hyphen in negations stands for the rest of the word', () => {
    const inside = (negation: string, text: string, script = 'Deva'): string[] =>
      lintLocale(
        {
          meta: { ...metaOf('es'), tag: 'und', script, negations: [negation] },
          sentences: new Map([['us', new Map([['key', text]])]]),
          placeInMeta: () => ({ file: '_meta.yaml' }),
          place: () => ({ file: 'us.json' }),
        },
        {
          text: new Map([['us', new Map([['key', 'Do not run.']])]]),
          english: new Map(),
          sounds: new Set(),
          known: new Set(['us:key']),
        },
        room0.wordLists(),
      ).map((d) => d.code);
    expect(inside('न-', 'नदौड')).toEqual([]);
    expect(inside('न-', 'दौडन')).toEqual(['KYR206']);
    expect(inside('-दैन', 'पर्दैन')).toEqual([]);
    expect(inside('न-नुहोस्', 'नगर्नुहोस्')).toEqual([]);
    // “Leave!” begins with नि, which is another syllable than न.
    expect(inside('न-नुहोस्', 'निस्कनुहोस्')).toEqual(['KYR206']);
    expect(inside('-दैन', 'दैनिक')).toEqual(['KYR206']);
    expect(inside('-않-', '하지않습니다', 'Kore')).toEqual([]);
    expect(inside('않', '하지않습니다', 'Kore')).toEqual(['KYR206']);
  });

  test('a sentence that says no where the English does not is a warning, with what to write if it is right', () => {
    const [d, ...more] = check('es', { key: 'Leave calmly.' }, { key: 'Váyase con calma, no corra.' });
    expect(d).toMatchObject({ code: 'KYR206', level: 'warning' });
    expect(d?.message).toBe('“key” says no once; the English never');
    expect(d?.hint).toContain('us: { key: 1 }');
    expect(more).toEqual([]);
  });

  test('English words that only begin like “no” ask for no negation', () => {
    expect(codes('es', 'Note the name of the nurse.', 'Anote el nombre de la enfermera.')).toEqual([]);
  });

  test('letters typed as base and mark are the same letters', () => {
    expect(codes('es', 'No judge signed it.', 'Ningu\u0301n juez la firmo\u0301.')).toEqual([]);
  });

  test('the message shows the English, and what to do if the translation is right after all', () => {
    const [d] = check('es', { key: 'Do not run.' }, { key: 'Corra.' });
    expect(d?.message).toContain('“key” says no in English');
    expect(d?.hint).toContain('Do not run.');
    expect(d?.hint).toContain('_meta.yaml');
    expect(d?.at).toEqual({ file: 'us.json', line: 7 });
  });
});

describe('a changed number (KYR206)', () => {
  const HOURS = 'Monday to Friday, 9 am to 6 pm.';
  test.each([
    ['es', 'Lunes a viernes, de 9 am a 6 pm.', []],
    ['es', 'Lunes a viernes, de 6 am a 6 pm.', ['KYR206']],
    ['es', 'Lunes a viernes, de 9 am a 18 horas.', ['KYR206']],
    ['es', 'Lunes a viernes, de 9 am.', ['KYR206']],
    ['es', 'Días 1 a 5, de 9 am a 6 pm.', ['KYR206']],
    ['es', 'Lunes a viernes, hasta las 6 pm, desde las 9 am.', []],
    ['ar', 'من الاثنين إلى الجمعة، من 9 صباحًا إلى 6 مساءً.', []],
    ['ar', 'من الاثنين إلى الجمعة، من ٩ صباحًا إلى ٦ مساءً.', []],
    ['ar', 'من الاثنين إلى الجمعة، من ۹ صباحًا إلى ۶ مساءً.', []],
    ['ar', 'من الاثنين إلى الجمعة، من ٦ صباحًا إلى ٦ مساءً.', ['KYR206']],
    ['zh-Hans', '星期一到星期五，上午9点到下午6点。', []],
    ['zh-Hans', '星期一到星期五，上午９点到下午６点。', []],
    ['zh-Hans', '星期一到星期五，上午9点到下午9点。', ['KYR206']],
  ])('%s: “%s” → %j', (lang, text, found) => {
    expect(codes(lang, HOURS, text)).toEqual(found);
  });

  test('digits are counted in their places: 311 is not 113, and not 31 1', () => {
    expect(codes('es', 'Call 311.', 'Llame al 311.')).toEqual([]);
    expect(codes('es', 'Call 311.', 'Llame al 113.')).toEqual(['KYR206']);
    expect(codes('es', 'Call 311.', 'Llame al 31 1.')).toEqual(['KYR206']);
    expect(codes('ar', 'Call 311.', 'اتصل بالرقم ٣١١.')).toEqual([]);
  });

  test('a number in the name of a placeholder is no number of the sentence', () => {
    expect(codes('es', 'Call {{line2}}.', 'Llame al {{line2}}.')).toEqual([]);
  });

  test('the message shows both', () => {
    const [d] = check('es', { key: 'From 9 to 6.' }, { key: 'De las 6.' });
    expect(d?.message).toBe('“key” has the numbers 6; the English has 6, 9');
  });
});

describe('placeholders (KYR202)', () => {
  test('may move, and may not be lost, added, renamed or translated', () => {
    const english = 'Or call {{short}} and say {{words}}.';
    expect(codes('es', english, 'Diga {{words}} al llamar al {{short}}.')).toEqual([]);
    expect(codes('es', english, 'O llame al {{short}}.')).toEqual(['KYR202']);
    expect(codes('es', english, 'Llame al {{short}} y diga {{words}} a {{name}}.')).toEqual(['KYR202']);
    expect(codes('es', english, 'Llame al {{corto}} y diga {{words}}.')).toEqual(['KYR202', 'KYR202']);
    expect(codes('ar', 'Call {{short}}.', 'اتصل بـ {short}.')).toContain('KYR202');
    expect(codes('zh-Hans', 'Call {{short}}.', '拨打｛｛short｝｝。')).toEqual(['KYR202']);
  });

  test('the hint names those it may have', () => {
    const [d] = check('es', { key: 'Ask.' }, { key: 'Pida {{say}}.' });
    expect(d?.hint).toBe('take it out');
    const [, e] = check('es', { key: 'Say {{say}}.' }, { key: 'Diga {{dice}}.' });
    expect(e?.hint).toBe('it may have: {{say}}');
  });
});

describe('markup and strays', () => {
  test.each(['<b>Firme</b> aquí', 'Firme &amp; salga', 'Firme<br/>', 'uno &aacute; dos'])(
    '“%s” has markup (KYR205)',
    (text) => {
      expect(codes('es', 'Sign here', text)).toEqual(['KYR205']);
    },
  );

  test('an ampersand between words is none', () => {
    expect(codes('es', 'Grace & Mercy', 'Gracia & Merced')).toEqual([]);
  });

  test.each([
    ['U+202E', 'a right-to-left override', 'ab\u202Ecd'],
    ['U+200F', 'a direction mark', 'قف\u200F.'],
    ['U+2066', 'an isolate', '\u2066ab'],
    ['U+061C', 'an Arabic letter mark', 'قف\u061C'],
    ['U+FEFB', 'an Arabic presentation form', 'ﻻ تفتح'],
    ['U+FFFD', 'the sign for what could not be read', 'Espa\uFFFDol'],
    ['U+FEFF', 'a byte order mark', '\uFEFFEspañol'],
    ['U+00AD', 'a soft hyphen', 'infor\u00ADmación'],
    ['U+000A', 'a line end', 'a\nb'],
    ['U+0009', 'a tab', 'a\tb'],
    ['U+E000', 'a private character, which the tool itself uses', 'a\uE000b'],
    ['U+D800', 'half a character', 'a\uD800b'],
    ['U+2028', 'a line separator', 'a\u2028b'],
  ])('%s, %s, is named (KYR207)', (name, _, text) => {
    const [d] = check('es', { key: 'Something here' }, { key: text });
    expect(d).toMatchObject({ code: 'KYR207', level: 'error' });
    expect(d?.message).toContain(name);
  });

  test('joiners and break pins stay: Persian, Khmer and Malayalam need them', () => {
    expect(codes('ar', 'You want it', 'تر\u200Cيده')).toEqual([]);
    expect(codes('zh-Hans', 'Sign', '签\u2060名\u200B吧')).toEqual([]);
  });
});

describe('missing and extra', () => {
  test('a missing sentence shows its English (KYR201)', () => {
    const [d, ...more] = check('es', { a: 'Stay calm', b: 'Ask' }, { b: 'Pida' });
    expect(d).toMatchObject({
      code: 'KYR201',
      level: 'error',
      message: '“a” is missing',
      hint: 'translate: Stay calm',
      at: { file: 'us.json', line: 1 },
    });
    expect(more).toEqual([]);
  });

  test('a whole namespace that is missing is all its sentences missing', () => {
    const source: SourceText = {
      text: texts({ a: 'A', b: 'B' }),
      english: new Map(),
      sounds: new Set(),
      known: new Set(['us:a', 'us:b']),
    };
    const found = lintLocale(
      {
        meta: metaOf('es'),
        sentences: new Map(),
        placeInMeta: () => ({ file: '_meta.yaml' }),
        place: (ns) => ({ file: `${ns}.json` }),
      },
      source,
      room0.wordLists(),
    );
    expect(found.map((d) => d.code)).toEqual(['KYR201', 'KYR201']);
  });

  test('blanks alone are an empty sentence (KYR208)', () => {
    expect(codes('es', 'Ask', '  \u00A0 ')).toEqual(['KYR208']);
  });

  test('a sentence that is still the English one (KYR201); a short word may be the same', () => {
    expect(codes('es', 'General information here.', 'General information here.')).toEqual(['KYR201']);
    expect(codes('es', 'Legal', 'Legal')).toEqual([]);
  });

  test('a missing sound, and strays in one that is there', () => {
    const say = { 'door.say': 'I want a lawyer.' };
    const own = { 'door.say': 'Quiero un abogado.' };
    expect(check('es', say, own, ['door.say-sound'])[0]).toMatchObject({
      code: 'KYR201',
      message: '“door.say-sound” is missing',
    });
    const sound = { ...own, 'door.say-sound': 'Ai uant a lóier.' };
    expect(check('es', say, sound, ['door.say-sound'])).toEqual([]);
    const stray = { ...own, 'door.say-sound': 'Ai uant\u202E a lóier.' };
    expect(check('es', say, stray, ['door.say-sound']).map((d) => d.code)).toEqual(['KYR207']);
  });

  test('an empty sound is no sound', () => {
    const own = { 'door.say': 'Quiero un abogado.', 'door.say-sound': ' ' };
    expect(
      check('es', { 'door.say': 'I want a lawyer.' }, own, ['door.say-sound']).map((d) => d.level),
    ).toEqual(['error']);
  });

  test('a key that the English has not is a warning: it is printed nowhere (KYR203)', () => {
    expect(check('es', { a: 'Ask' }, { a: 'Pida', old: 'Viejo' })).toMatchObject([
      { code: 'KYR203', level: 'warning', message: '“old” is not in the English' },
    ]);
  });

  test('several faults of one sentence are all told', () => {
    expect(codes('es', 'Do not call {{short}} after 6.', 'Llame <b>siempre</b> a las 9.')).toEqual([
      'KYR202',
      'KYR205',
      'KYR206',
      'KYR206',
    ]);
  });
});

describe('what ships', () => {
  test.each(LOCALES)('%s has no error and no warning', (lang) => {
    expect(lint(room0, lang)).toEqual([]);
  });

  test('has no orphan either: the state’s own hotline is checked where the state is the layer', () => {
    for (const lang of LOCALES)
      expect(lint(roomWith({}, 'us/ny'), lang).filter((d) => d.level === 'error')).toEqual([]);
  });

  test.each([
    ['es', 'us-federal', 'door.anyway', 'no se resista', 'resista', 'KYR206'],
    ['ar', 'us-federal', 'search.say', 'لا أوافق', 'أوافق', 'KYR206'],
    ['zh-Hans', 'us-federal', 'search.say', '不同意', '同意', 'KYR206'],
    ['es', 'us-ny-nyc', 'legal-help.hours', '9 am', '6 am', 'KYR206'],
    ['ar', 'us-ny-nyc', 'legal-help.call', '{{short}}', '', 'KYR202'],
    ['zh-Hans', 'common', 'check-after', '{{date}}', '', 'KYR202'],
  ])('%s %s:%s with “%s” lost is found at its own line', (lang, namespace, key, from, to, code) => {
    const room = roomWith(sentence(lang, namespace, key, (text) => text.replace(from, to)));
    const found = lint(room, lang);
    expect(found.map((d) => d.code)).toEqual([code]);
    expect(found[0]?.at).toMatchObject({ file: `locales/${lang}/${namespace}.json`, line: 1 });
  });
});

describe('letters of a neighbour (KYR210)', () => {
  test('Arabic ي ك ه in Urdu are named, and the word offered as it should be', () => {
    const text = 'وكيل سے بات کريں';
    const found = check('ur', { key: 'Talk to a lawyer.' }, { key: text });
    const letters = found.filter((d) => d.code === 'KYR210');
    expect(letters.map((d) => [d.code, d.level, d.hint])).toEqual([
      ['KYR210', 'error', 'write “وکیل”'],
      ['KYR210', 'error', 'write “کریں”'],
    ]);
    expect(found[0]!.message).toContain('ك (U+0643), ي (U+064A)');
    expect(codes('ar', 'Talk.', 'وكيل')).toEqual([]);
    // A Persian yeh at the end of an Arabic word may be either letter: nobody offers one.
    const [open] = check('ar', { key: 'On.' }, { key: 'علی' });
    expect(open).toMatchObject({
      code: 'KYR210',
      hint: expect.stringContaining('two letters could be meant'),
    });
  });

  test('Bengali য় in one code point or in two is the same letter, and joiners stay', () => {
    for (const text of ['আ\u09dfনা', 'আ\u09af\u09bcনা', 'র\u200d্য'])
      expect(check('bn', { key: 'Mirror.' }, { key: text })).toEqual([]);
  });
});
