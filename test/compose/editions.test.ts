/** What is on every edition, in which order, in every language that offers it. */
import { describe, expect, test } from 'vitest';
import { sentencesOf } from '../../src/cli/press-room.js';
import { addressFor, shownAddress } from '../../src/compose/address.js';
import type { Block, Flyer, Side } from '../../src/compose/flyer.js';
import { plainText } from '../../src/compose/plain-text.js';
import { referencesOf } from '../../src/compose/references.js';
import { type RichSpan, richToString } from '../../src/compose/rich-text.js';
import { quotesAround } from '../../src/core/quotation-marks.js';
import { type Card, type Poster, type Sections, sidesOf } from '../../src/schema/content.js';
import { composeEdition, EDITIONS, editionNamed, OFFERED, type OfferedEdition } from './editions.js';
import { ADDRESS, back, blocksOf, CHURCH, front, LOCALES, onlySide } from './room.js';

const kinds = (side: Side): string[] =>
  side.blocks.map((b) => (b.kind === 'section' || b.kind === 'statement' ? `${b.kind} ${b.id}` : b.kind));
const press = (of: OfferedEdition, lang: string, more: Parameters<typeof composeEdition>[2] = {}): Flyer =>
  composeEdition(of, lang, { draft: false, ...more }).flyer;
/** A sentence as it is read: like what richToString gives, without the pins that steer its line breaks. */
const word = (of: OfferedEdition, lang: string, id: string): string => {
  const [namespace, key] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
  const text = sentencesOf(of.room, lang).get(namespace)?.get(key);
  if (text === undefined) throw new Error(`${lang} has no ${id}`);
  return text.replace(/[\u200B\u2060]/g, '');
};
/** Every span of rich text in a block, however deep it lies. */
function spansIn(value: unknown): RichSpan[] {
  if (Array.isArray(value)) return value.flatMap(spansIn);
  if (typeof value !== 'object' || value === null) return [];
  if ('text' in value && typeof value.text === 'string') return [value as RichSpan];
  return Object.values(value).flatMap(spansIn);
}
const sectionsIn = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((b) => (b.kind === 'section' ? [b.id] : []));
const ofLayout = <L extends OfferedEdition['edition']['layout']>(layout: L) =>
  OFFERED.filter(([, , { edition }]) => edition.layout === layout);

test('every shipped layout is printed by some edition, and English and Spanish have all', () => {
  expect(new Set(EDITIONS.map(({ edition }) => edition.layout))).toEqual(
    new Set([
      'encounter',
      'sections',
      'large-print',
      'bilingual',
      'card',
      'poster',
      'tear-off',
      'table-tent',
    ]),
  );
  for (const { name, langs } of EDITIONS)
    expect([name, langs]).toEqual([name, expect.arrayContaining(['ar', 'en', 'es', 'zh-Hans'])]);
  // What a thirteenth language has translated is the core, and what is made of its sentences.
  const ofTheCore = ['ice-encounter/core', 'ice-encounter/tear-off', 'ice-encounter/table-tent'];
  expect(EDITIONS.filter(({ langs }) => langs.includes('bn')).map(({ name }) => name)).toEqual(ofTheCore);
  for (const name of ofTheCore) expect(editionNamed(name).langs).toEqual(LOCALES);
});

describe.each(OFFERED)('%s in %s', (name, lang, of) => {
  const { edition, room } = of;
  const draft = composeEdition(of, lang).flyer;
  const flyer = press(of, lang);

  test('has as many sides as the edition says, each with the tab first and the small print last', () => {
    expect(flyer.sides).toHaveLength(sidesOf(edition));
    expect(`${flyer.publication}/${flyer.edition}`).toBe(name);
    for (const side of [...flyer.sides, ...draft.sides]) {
      const [first, ...rest] = side.blocks.map((b) => b.kind);
      expect([first, rest.at(-1)]).toEqual(['tab', 'foot']);
    }
    expect(new Set(blocksOf(flyer, 'tab').map((tab) => JSON.stringify(tab))).size).toBe(1);
  });

  test('says on every side of a draft that it is one, and on no side of a press copy', () => {
    for (const n of flyer.sides.keys()) {
      expect(plainText(onlySide(draft, n))).toContain('DRAFT');
      expect(plainText(onlySide(flyer, n))).not.toContain('DRAFT');
    }
  });

  test('has one design code, on every side, that begins with the publication’s', () => {
    const { code } = room.content.publication.value;
    expect(flyer.code).toMatch(new RegExp(`^${code}-${lang.toUpperCase()}-[2-9BCDFGHJKMNPQRSTVWXYZ]{4}$`));
    expect(blocksOf(flyer, 'foot').map((foot) => foot.code)).toEqual(flyer.sides.map(() => flyer.code));
  });

  test('is no legal advice in both languages, with place, version and day', () => {
    const lines = blocksOf(flyer, 'foot').flatMap((foot) => foot.lines);
    const small = lines.map(({ text }) => richToString(text)).join('\n');
    expect(small).toContain(word(of, lang, 'us-federal:disclaimer.advice'));
    for (const said of ['New York City.', 'Version 2026.11', 'No lawyer has read this yet.'])
      expect(small).toContain(said);
    if (flyer.sides.length > 1) expect(small).toContain('General information, not legal advice.');
    for (const { text, english } of lines)
      if (english) for (const span of text) expect(span.lang ?? 'en').toBe('en');
  });

  test('prints no placeholder, no private character and no hole', () => {
    expect(plainText(draft)).not.toMatch(/[{}\p{Co}]|undefined|\[object/u);
  });

  test('speaks the reader’s language: of the law nothing is English but what is meant to be', () => {
    if (lang === 'en') return;
    // What is to be said or shown to an officer is English, and what stands on a side that is English altogether.
    const readers = flyer.sides.filter((side) => side.type === 'reader' && side.lang === lang);
    for (const span of readers.flatMap((side) => spansIn(side.blocks)))
      if (span.lang === undefined)
        for (const sentence of [...of.room.source.text].flatMap(([, keys]) => [...keys.values()]))
          if (sentence.length > 24) expect(span.text).not.toContain(sentence);
  });

  test('a sentence said to be printed is known, and each that the edition refers to is printed', () => {
    const composed = composeEdition(of, lang, { draft: false });
    const named = composeEdition(of, lang, { draft: false, organisation: CHURCH });
    const printed = new Set(
      [composed, named].flatMap(({ printed: { reader, english } }) => [...reader, ...english]),
    );
    const inEnglishOnly = [...room.source.english].flatMap(([ns, keys]) =>
      [...keys.keys()].map((key) => `${ns}:${key}`),
    );
    for (const id of printed)
      expect([...room.source.known, ...inEnglishOnly], `${id} is printed`).toContain(id);
    const keys = new Set([...printed].map((id) => id.slice(id.indexOf(':') + 1)));
    for (const ref of referencesOf(edition))
      if (ref.includes('.')) expect(keys, `${ref} is referred to`).toContain(ref);
      else expect([...keys].some((key) => key.startsWith(`${ref}.`))).toBe(true);
    for (const { reader } of [composed.printed, named.printed])
      expect(new Set(reader).size).toBe(reader.length);
  });

  test('a congregation that withholds itself leaves nothing: it is the very flyer of nobody', () => {
    const withheld = press(of, lang, { organisation: { ...CHURCH, withhold: true } });
    expect(withheld.sides).toEqual(flyer.sides);
    expect(withheld.key).toBe(flyer.key);
    expect(plainText(withheld)).not.toMatch(/Brigid|Brígida|بريجيد|布里吉德|718-555|Sample Street/);
  });

  test('a congregation that gives its name is named, and the code is another', () => {
    const named = press(of, lang, { organisation: CHURCH });
    expect(plainText(named)).toContain((CHURCH.name as Record<string, string>)[lang]);
    expect(named.code).not.toBe(flyer.code);
  });

  test('leads to its own language’s page, in letters', () => {
    const [imprint] = blocksOf(flyer, 'imprint');
    expect(imprint?.address).toBe(addressFor(ADDRESS, lang));
    expect(plainText(flyer)).toContain(shownAddress(addressFor(ADDRESS, lang)));
  });
});

describe.each(ofLayout('sections'))('the lists of %s in %s', (_, lang, of) => {
  const edition = of.edition as Sections;
  const flyer = press(of, lang);
  const fronts = edition.front.map(({ title }) => `section ${title}`);
  const backs = (edition.back ?? []).map(({ title }) => `section ${title}`);
  const help = edition.hotline === undefined ? [] : ['hotline'];

  test('stand in the order of the edition, the hotline and who hands it out after them', () => {
    if (edition['english-first'] && lang !== 'en') {
      expect(flyer.sides.map(kinds)).toEqual([
        ['tab', 'headline', ...fronts, ...backs, ...help, 'foot'],
        ['tab', 'headline', ...fronts, ...backs, ...help, 'imprint', 'foot'],
      ]);
      expect(flyer.sides.map(({ lang, type }) => [lang, type])).toEqual([
        ['en', 'english'],
        [lang, 'reader'],
      ]);
      return;
    }
    expect(flyer.sides.map(kinds)).toEqual(
      edition.back
        ? [
            ['tab', 'headline', ...fronts, 'foot'],
            ['tab', ...backs, ...help, 'imprint', 'foot'],
          ]
        : [['tab', 'headline', ...fronts, ...help, 'imprint', 'foot']],
    );
    for (const side of flyer.sides) expect([side.lang, side.type]).toEqual([lang, 'reader']);
  });

  test('have a line for each of the edition’s, of its kind', () => {
    const wanted = [...edition.front, ...(edition.back ?? [])].map(({ lines }) =>
      lines.map((line) =>
        typeof line === 'string' || Array.isArray(line) ? 'read' : 'say' in line ? 'say' : 'write-in',
      ),
    );
    const sides = edition['english-first'] && lang !== 'en' ? flyer.sides : [undefined];
    for (const n of sides.keys())
      expect(
        blocksOf(flyer, 'section', sides[n] ? n : undefined).map(({ lines }) => lines.map((l) => l.kind)),
      ).toEqual(wanted);
  });

  test('say in English what is to be said, and below it what it means', () => {
    const reader = edition['english-first'] ? onlySide(flyer, flyer.sides.length - 1) : flyer;
    const lines = blocksOf(reader, 'section').flatMap((section) => section.lines);
    for (const { text } of lines.filter((line) => line.kind === 'say')) {
      const english = text.find((span) => span.lang === 'en');
      expect(english).toMatchObject({ isolate: 'ltr', bold: true });
      const { before, after } = quotesAround(lang);
      const [quoted, meaning] = richToString(text).split(new RegExp(`(?<=${after})`, 'u')) as [
        string,
        string?,
      ];
      expect(quoted.startsWith(before)).toBe(true);
      expect(quoted.slice(before.length, -after.length)).toMatch(/^[A-Z].*[.?]$/);
      if (lang === 'en') expect(meaning).toBeUndefined();
      else expect(meaning?.trim()).toMatch(/^[(（].+[)）]$/);
    }
  });
});

describe('a card for city workers, English first', () => {
  const of = editionNamed('city-employee/card');

  test('in English has half its lists on each side', () => {
    const flyer = press(of, 'en');
    expect(sectionsIn(front(flyer).blocks)).toEqual(['call', 'warrant']);
    expect(sectionsIn(back(flyer).blocks)).toEqual(['do-not']);
  });

  test.each(of.langs.filter((lang) => lang !== 'en'))(
    'in %s has all of it twice, English in front',
    (lang) => {
      const flyer = press(of, lang);
      for (const side of flyer.sides) expect(sectionsIn(side.blocks)).toEqual(['call', 'warrant', 'do-not']);
      const english = press(of, 'en');
      const titles = (one: Flyer, n?: number): string[] =>
        blocksOf(one, 'section', n).map(({ title, lines }) =>
          richToString([...title, ...lines.flatMap((line) => line.text)]),
        );
      expect(titles(flyer, 0)).toEqual(titles(english));
      expect(titles(flyer, 1)).not.toEqual(titles(english));
    },
  );
});

describe.each(ofLayout('card'))('%s in %s', (_, lang, of) => {
  const edition = of.edition as Card;
  const flyer = press(of, lang, { organisation: CHURCH });

  test('has the English to hand over on one side, what it means and whom to call on the other', () => {
    expect(flyer.sides.map(kinds)).toEqual([
      ['tab', ...edition.statements.map(({ claim }) => `statement ${claim.split('.')[0]}`), 'foot'],
      ['tab', 'meaning', 'hotline', 'imprint', 'foot'],
    ]);
    expect(flyer.sides.map(({ lang, type }) => [lang, type])).toEqual([
      ['en', 'english'],
      [lang, 'reader'],
    ]);
    for (const { claim, gloss } of blocksOf(flyer, 'statement')) {
      expect(gloss).toEqual([]);
      for (const span of claim) if (span.text.trim() !== '' && span.lang) expect(span.lang).toBe('en');
    }
  });

  test('explains every statement, in order', () => {
    const [meaning] = blocksOf(flyer, 'meaning');
    expect(meaning!.lines).toHaveLength(edition.statements.length);
    edition.statements.forEach(({ claim }, i) => {
      const said = word(of, lang, `us-federal:${claim}`);
      expect(richToString(meaning!.lines[i]!)).toContain(said);
    });
  });

  test('names the number, the address and the congregation, and promises nothing that has no room', () => {
    const [hotline] = blocksOf(flyer, 'hotline');
    expect(hotline).toMatchObject({ number: '800-354-0365', lines: [], english: [] });
    const [imprint] = blocksOf(flyer, 'imprint');
    expect(imprint).toMatchObject({ newest: [], from: [], details: [] });
    expect(richToString(imprint!.name)).toBe((CHURCH.name as Record<string, string>)[lang]);
  });
});

describe.each(ofLayout('poster'))('%s in %s', (_, lang, of) => {
  const edition = of.edition as Poster;

  test('says it in the reader’s language and, where that is another, in English', () => {
    const flyer = press(of, lang);
    expect(flyer.sides.map(kinds)).toEqual([['tab', 'proclamation', 'imprint', 'foot']]);
    const [said] = blocksOf(flyer, 'proclamation');
    const { publication } = of.room.content.publication.value;
    expect(richToString(said!.own.title)).toBe(word(of, lang, `${publication}:${edition.headline}`));
    if (lang === 'en') return expect(said).not.toHaveProperty('english');
    expect(richToString(said!.english!.title)).toBe(word(of, 'en', `${publication}:${edition.headline}`));
    for (const span of spansIn(said!.english)) if (span.text.trim() !== '') expect(span.lang).toBe('en');
  });
});

describe.each(ofLayout('tear-off'))('%s in %s', (_, lang, of) => {
  const rights = ['right', 'right', 'right', 'advice'];

  test('has the rights, whom to call, and slips that say the same', () => {
    const flyer = press(of, lang, { organisation: CHURCH });
    expect(flyer.sides.map(kinds)).toEqual([
      ['tab', 'headline', ...rights, 'hotline', 'imprint', 'slips', 'foot'],
    ]);
    const [hotline] = blocksOf(flyer, 'hotline');
    const [slips] = blocksOf(flyer, 'slips');
    expect(slips).toMatchObject({ draft: [], label: hotline!.label, number: hotline!.number });
    expect(slips!.address).toBe(addressFor(ADDRESS, lang));
  });

  test('says on each slip of a draft that it is one', () => {
    const [slips] = blocksOf(composeEdition(of, lang, { draft: true }).flyer, 'slips');
    expect(richToString(slips!.draft)).toBe(word(of, lang, 'common:draft'));
  });
});

describe.each(ofLayout('table-tent'))('%s in %s', (_, lang, of) => {
  test('has the reader’s language on one face and the same in English on the other', () => {
    const flyer = press(of, lang, { organisation: CHURCH });
    const face = ['tab', 'headline', 'right', 'right', 'right', 'hotline', 'imprint', 'foot'];
    expect(flyer.sides.map(kinds)).toEqual([face, face]);
    expect(flyer.sides.map(({ lang, type }) => [lang, type])).toEqual([
      [lang, 'reader'],
      ['en', 'english'],
    ]);
    const english = press(of, 'en', { organisation: CHURCH });
    const said = (one: Flyer, n: number) =>
      blocksOf(one, 'right', n).map(({ title, body }) => richToString([...title, ...body]));
    expect(said(flyer, 1)).toEqual(said(english, 0));
    if (lang !== 'en') expect(said(flyer, 0)).not.toEqual(said(english, 0));
    // One sheet, one page to look up; and each face calls the congregation as its reader does.
    const imprints = blocksOf(flyer, 'imprint');
    expect(imprints.map(({ address }) => address)).toEqual([0, 1].map(() => addressFor(ADDRESS, lang)));
    const names = CHURCH.name as Record<string, string>;
    expect(imprints.map(({ name }) => richToString(name))).toEqual([names[lang], names.en]);
  });
});

describe('the sign of a house of worship', () => {
  const of = editionNamed('house-of-worship/sign');
  const lead = (lang: string, organisation?: typeof CHURCH): { own: string; english: string | undefined } => {
    const [said] = blocksOf(press(of, lang, organisation ? { organisation } : {}), 'proclamation');
    return {
      own: richToString(said!.own.lead),
      english: said!.english && richToString(said!.english.lead),
    };
  };

  test.each(of.langs)('in %s names a congregation, in each sentence as it is called there', (lang) => {
    const { own, english } = lead(lang, CHURCH);
    const names = CHURCH.name as Record<string, string>;
    expect(own).toContain(names[lang]);
    // An officer reads the English sentence: the name in it is one that they can read.
    expect(english).toBe(lang === 'en' ? undefined : 'Only for staff of St. Brigid’s Parish.');
    const [said] = blocksOf(press(of, lang, { organisation: CHURCH }), 'proclamation');
    if (said?.english)
      for (const span of said.english.lead)
        if (/[^\s.]/.test(span.text)) expect([span.text, span.lang]).toEqual([span.text, 'en']);
  });

  test.each(of.langs)('in %s says a sentence without a hole where nobody is named', (lang) => {
    const nobody = word(of, lang, 'us-federal:private-space.only-here');
    const { name: _, ...nameless } = CHURCH;
    for (const organisation of [undefined, { ...CHURCH, withhold: true }, nameless as typeof CHURCH])
      expect(lead(lang, organisation).own).toBe(nobody);
  });
});

/** Rights whose sentences have a value that no translator touches: a web address. */
const VALUES = OFFERED.flatMap(([name, lang, of]) =>
  [...of.room.law.rights].flatMap(([id, { value }]) =>
    Object.entries(value.values ?? {}).flatMap(([key, text]) =>
      referencesOf(of.edition).some((ref) => ref.startsWith(`${id}.`))
        ? [[name, lang, key, text, of] as const]
        : [],
    ),
  ),
);
describe.each(VALUES)('%s in %s: {{%s}} is', (_, lang, __, text, of) => {
  test(`${text}, untranslated, in its own order and unbroken`, () => {
    const found = press(of, lang).sides.flatMap((side) =>
      spansIn(side.blocks).filter((span) => span.text.includes(text)),
    );
    // Once, and where two languages stand side by side once in each.
    expect(found.map((span) => span.text)).toEqual(
      of.edition.layout === 'bilingual' && lang !== 'en' ? [text, text] : [text],
    );
    for (const span of found) expect(span).toMatchObject({ lang: 'en', isolate: 'ltr', nobreak: true });
  });
});
test('some edition has such a value in a language that is written from right to left', () => {
  expect(VALUES.map(([, lang]) => lang)).toContain('ar');
});
