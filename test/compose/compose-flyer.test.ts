/** What is on a flyer, in which order, in each shipped language. */
import { describe, expect, test } from 'vitest';
import { sentencesOf } from '../../src/cli/press-room.js';
import { type ComposedFlyer, composeFlyer } from '../../src/compose/compose-flyer.js';
import type { Block, Flyer } from '../../src/compose/flyer.js';
import { plainText } from '../../src/compose/plain-text.js';
import { richToString } from '../../src/compose/rich-text.js';
import { openWording } from '../../src/compose/wording.js';
import { quotesAround } from '../../src/core/quotation-marks.js';
import { ADDRESS, back, blocksOf, CHURCH, composed, flyerOf, front, LOCALES, room0 } from './room.js';

/** The text of one side. */
const side = (flyer: Flyer, n: 0 | 1): string => plainText(flyer).split('\n———\n')[n] as string;
const word = (lang: string, namespace: string, key: string): string => {
  const text = sentencesOf(room0, lang).get(namespace)?.get(key);
  if (text === undefined) throw new Error(`${lang} has no ${namespace}:${key}`);
  return text;
};
const kinds = (blocks: readonly Block[]): string[] =>
  blocks.map((b) => ('id' in b ? `${b.kind} ${b.id}` : b.kind));

describe.each(LOCALES)('the flyer in %s', (lang) => {
  const draft = flyerOf(lang);
  const press = flyerOf(lang, { draft: false, approvedOn: '2026-11-30' });
  const { meta } = room0.locale(lang);
  const { before, after } = quotesAround(lang);

  test('says what to do first, why later, who publishes it last', () => {
    expect(kinds(front(press).blocks)).toEqual([
      'tab',
      'headline',
      'right remain-silent',
      'right lawyer',
      'right interpreter',
      'advice door',
      'say',
      'foot',
    ]);
    expect(kinds(back(press).blocks)).toEqual([
      'tab',
      'headline',
      'statement remain-silent',
      'statement lawyer',
      'statement interpreter',
      'statement door',
      'statement search',
      'statement free-to-go',
      'hotline',
      'imprint',
      'foot',
    ]);
  });

  test('numbers the three rights in the digits of its language', () => {
    const own: Readonly<Record<string, readonly string[]>> = {
      bn: ['১', '২', '৩'],
      ne: ['१', '२', '३'],
    };
    const digits = own[lang] ?? ['1', '2', '3'];
    expect(blocksOf(press, 'right').map((b) => b.numeral)).toEqual(digits);
  });

  test('has its own and its English name on both sides, the same', () => {
    const [front, back] = blocksOf(press, 'tab');
    expect(front).toEqual(back);
    expect(front?.own).toBe(meta.name);
    expect(front?.english).toBe(lang === 'en' ? undefined : meta.english);
  });

  test('has the hotline as it is dialled, its hours, and what the city calls it', () => {
    const [hotline] = blocksOf(press, 'hotline');
    expect(hotline?.number).toBe('800-354-0365');
    const lines = richToString(hotline!.lines);
    expect(lines).toContain(word(lang, 'us-ny-nyc', 'legal-help.hours'));
    expect(lines).toContain('311');
    expect(lines).toContain(`${before}immigration legal${after}`);
    expect(richToString([...hotline!.label, ...hotline!.english])).toContain('New York City');
  });

  test('gives the English to say, and for who does not read it, its sound and its meaning', () => {
    const [say] = blocksOf(press, 'say');
    expect(richToString(say!.english)).toBe('“I choose to remain silent. I want a lawyer.”');
    for (const span of say!.english) expect(span).toMatchObject({ lang: 'en', isolate: 'ltr' });
    if (lang === 'en') expect(say!.rows).toEqual([]);
    else {
      const [sound, meaning] = say!.rows.map((row) => richToString(row.text));
      expect(sound).toContain(word(lang, 'us-federal', 'lawyer.say-sound'));
      expect(meaning).toContain(word(lang, 'us-federal', 'lawyer.say'));
    }
  });

  test('says the sentence at the door in English, and what it means', () => {
    const body = richToString(blocksOf(press, 'advice')[0]!.body);
    expect(body).toContain(`${before}I do not consent to entry.${after}`);
    if (lang === 'en') expect(body).not.toContain('(');
    else expect(body).toContain(word(lang, 'us-federal', 'door.say'));
    expect(body).not.toContain('{{');
  });

  test('holds the English statements on the back, each with its meaning below', () => {
    const statements = blocksOf(press, 'statement');
    expect(richToString(statements[1]!.claim)).toBe(
      'I want a lawyer. I will not answer or sign anything before I talk to a lawyer.',
    );
    for (const { claim, gloss, id } of statements) {
      for (const span of claim)
        if (span.text.trim() !== '') expect([id, span.lang ?? 'en']).toEqual([id, 'en']);
      if (lang !== 'en') expect(richToString(gloss)).toContain(word(lang, 'us-federal', `${id}.say`));
    }
    const speak = statements.find((s) => s.id === 'interpreter')!;
    const spoken = lang === 'en' ? '' : (meta.spoken ?? meta.english);
    expect(richToString(speak.claim).replace(/[\s.]+$/, '')).toBe(
      `I need an interpreter. I speak ${spoken}`.trim(),
    );
    expect(speak.writeIn).toBe(meta['write-in'] ?? false);
  });

  test('says on every side of a draft that it is one, in both languages, and on no side of a press copy', () => {
    for (const n of [0, 1] as const) {
      expect(side(draft, n)).toContain('DRAFT');
      expect(side(draft, n)).toContain(word(lang, 'common', 'draft'));
      expect(side(draft, n)).toContain(word(lang, 'common', 'draft-why'));
      expect(side(draft, n)).toContain(word('en', 'common', 'draft-why'));
      expect(side(press, n)).not.toContain('DRAFT');
      expect(side(press, n)).not.toContain(word(lang, 'common', 'draft'));
      expect(side(press, n)).not.toContain(word(lang, 'common', 'draft-why'));
    }
  });

  test('is no legal advice, and says when to look for a newer one, in the reader’s language and in English', () => {
    const day = {
      en: 'May 23, 2027',
      es: '23 de mayo de 2027',
      ar: '23 مايو 2027',
      'zh-Hans': '2027年5月23日',
      'zh-Hant': '2027年5月23日',
      ru: '23 мая 2027 г.',
      bn: '২৩ মে, ২০২৭',
      ht: '23 me 2027',
      ko: '2027년 5월 23일',
      ur: '23 مئی، 2027',
      fr: '23 mai 2027',
      pl: '23 maja 2027',
      ne: '२०२७ मे २३',
    };
    expect(side(press, 0)).toContain(word(lang, 'us-federal', 'disclaimer.advice'));
    expect(side(press, 0)).toContain(day[lang as keyof typeof day]);
    const foot = richToString(blocksOf(press, 'foot', 1)[0]!.lines.flatMap((line) => line.text));
    expect(foot).toContain('General information, not legal advice.');
    expect(foot).toContain('New York City.');
    expect(foot).toContain('Version 2026.11');
    expect(foot).toContain('May 23, 2027');
  });

  test('names the day a lawyer read it, or says that none has', () => {
    expect(side(press, 1)).toContain('read by a lawyer on November 30, 2026.');
    expect(side(press, 1)).not.toContain('No lawyer has read this yet.');
    expect(side(draft, 1)).toContain('written November 23, 2026. No lawyer has read this yet.');
  });

  test('leads to its own language’s page', () => {
    expect(blocksOf(press, 'imprint')[0]?.address).toBe(`https://rights.example.org/${lang}`);
  });

  test('has one design code, on both sides, that a person can read out', () => {
    const codes = blocksOf(press, 'foot').map((b) => b.code);
    expect(codes).toEqual([press.code, press.code]);
    expect(press.code).toMatch(new RegExp(`^ICE-${lang.toUpperCase()}-[2-9BCDFGHJKMNPQRSTVWXYZ]{4}$`));
    expect(side(press, 0)).toContain(press.code);
    expect(side(press, 1)).toContain(press.code);
  });

  test('prints no placeholder, no private character and no English in place of a translation', () => {
    const text = plainText(draft);
    expect(text).not.toMatch(/[{}\p{Co}]|undefined/u);
    if (lang === 'en') return;
    for (const key of ['lawyer.title', 'door.warrant', 'truth.body', 'search.body'])
      expect(text).not.toContain(word('en', 'us-federal', key));
  });
});

describe('the design code', () => {
  const es = room0.locale('es').meta;
  /** The Spanish flyer with one sentence of either language changed. */
  const changed = (whose: 'es' | 'en', id: string): ComposedFlyer => {
    const [namespace, key] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
    const wording = (lang: string) => {
      const all = sentencesOf(room0, lang);
      const of = new Map(all.get(namespace));
      if (lang === whose) of.set(key, `${of.get(key)}!`);
      return openWording(lang, new Map([...all, [namespace, of]]), (ns) => ns);
    };
    return composeFlyer(
      {
        law: room0.law,
        publication: room0.content.publication.value,
        edition: room0.content.edition,
        locale: es,
        englishLocale: room0.locale('en').meta,
        wording: wording('es'),
        englishWording: wording('en'),
        address: ADDRESS,
        draft: true,
      },
      room0.world.digest,
    );
  };
  const before = flyerOf('es');

  test('changes with every sentence that is printed, in either language', () => {
    const { printed } = composed('es');
    expect(printed.reader.length).toBeGreaterThan(30);
    expect(printed.english.length).toBeGreaterThan(10);
    const codes = [
      ...printed.reader.map((id) => changed('es', id)),
      ...printed.english.map((id) => changed('en', id)),
    ].map(({ flyer, diagnostics }) => {
      expect(diagnostics).toEqual([]);
      return flyer.code;
    });
    expect(codes).not.toContain(before.code);
  });

  test('does not change with a sentence that is not printed', () => {
    expect(changed('es', 'common:reviewed').flyer.code).toBe(before.code);
  });

  test.each([
    ['the organisation', { organisation: CHURCH }],
    ['draft or press', { draft: false }],
    ['the day of approval', { approvedOn: '2026-11-30' }],
    ['the address', { address: 'https://rights.nyc/{lang}' }],
  ])('changes with %s', (_, more) => {
    expect(flyerOf('es', more).code).not.toBe(before.code);
  });

  test('changes with the logo', () => {
    const logo = (digest: string) => ({
      organisation: {
        ...CHURCH,
        logo: { digest, bytes: new Uint8Array(1), pixelWidth: 3, pixelHeight: 2, channels: 1 as const },
      },
    });
    expect(flyerOf('es', logo('aa')).code).not.toBe(flyerOf('es', logo('bb')).code);
  });

  test('is the same whenever it is made', () => {
    expect(flyerOf('es')).toEqual(before);
  });
});

describe('the organisation', () => {
  const imprint = (lang: string, organisation: typeof CHURCH) =>
    blocksOf(flyerOf(lang, { organisation }), 'imprint')[0]!;

  test.each(LOCALES)('is named in %s as it is called there, with address, phone and page', (lang) => {
    const block = imprint(lang, CHURCH);
    expect(richToString(block.name)).toBe((CHURCH.name as Record<string, string>)[lang]);
    expect(block.details.map(richToString)).toEqual([
      '1 Sample Street, Brooklyn, NY 11200',
      '718-555-0101',
      'www.example.org/brigid',
    ]);
    expect(richToString(block.from)).toBe(word(lang, 'common', 'from'));
  });

  test('without a name in the language is named in English, set as English', () => {
    expect(imprint('ar', { ...CHURCH, name: { en: 'Grace', es: 'Gracia' } }).name).toEqual([
      { text: 'Grace', lang: 'en', isolate: 'ltr' },
    ]);
    expect(imprint('ar', { ...CHURCH, name: { es: 'Gracia' } }).name).toMatchObject([
      { text: 'Gracia', lang: 'es' },
    ]);
    expect(richToString(imprint('ar', { ...CHURCH, name: 'Grace' }).name)).toBe('Grace');
  });

  test('that withholds itself leaves nothing on the flyer: it is the very flyer of nobody', () => {
    const withheld = flyerOf('es', { organisation: { ...CHURCH, withhold: true } });
    expect(withheld.sides).toEqual(flyerOf('es').sides);
    expect(withheld.key).toBe(flyerOf('es').key);
    expect(JSON.stringify(withheld.sides)).not.toMatch(/Brígida|Brigid|718-555|Sample Street/);
  });

  test('with nothing but an id prints no “from”', () => {
    const { name: _, address: __, phone: ___, web: ____, ...bare } = CHURCH;
    const block = imprint('es', bare as typeof CHURCH);
    expect([block.from, block.name, block.details]).toEqual([[], [], []]);
  });

  test('with a name of the whole alphabet of trouble prints it letter by letter', () => {
    const name = '{{say}} & <b>“Ñandú”</b> $t(from)';
    expect(plainText(flyerOf('es', { organisation: { ...CHURCH, name: { es: name } } }))).toContain(name);
  });
});

describe('in Arabic', () => {
  const isolated = flyerOf('ar')
    .sides.flatMap((one) => one.blocks)
    .flatMap((b) => Object.values(b).flat(2) as unknown[])
    .filter(
      (s): s is { text: string; isolate?: string } => typeof s === 'object' && s !== null && 'text' in s,
    );

  test('every English sentence and every number to dial keeps its own order', () => {
    const latin = isolated.filter((s) => /[A-Za-z]{3}/.test(s.text) || /^\d{3}/.test(s.text));
    expect(latin.length).toBeGreaterThan(4);
    const front = blocksOf(flyerOf('ar'), 'advice')[0]!.body.filter((s) => /[A-Za-z]/.test(s.text));
    for (const span of front) expect(span.isolate).toBe('ltr');
    const call = blocksOf(flyerOf('ar'), 'hotline')[0]!.lines.filter((s) => /311|immigration/.test(s.text));
    expect(call).toHaveLength(2);
    for (const span of call) expect(span.isolate).toBe('ltr');
  });
});

test('in Chinese, no space parts two sentences', () => {
  const flyer = flyerOf('zh-Hans');
  for (const block of [...blocksOf(flyer, 'right'), ...blocksOf(flyer, 'advice')])
    expect(richToString(block.body)).not.toMatch(/[。：] |） /);
});

test('the plain text of a flyer, for a chat or a screen reader', () => {
  expect(plainText(flyerOf('es', { organisation: CHURCH }))).toMatchSnapshot();
});
