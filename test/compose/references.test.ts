/** What an edition refers to, layout by layout, in print order; and the shipped ones against their own words. */
import { describe, expect, test } from 'vitest';
import { idOf, ownKeysOf, referencesOf, spokenBy } from '../../src/compose/references.js';
import { collectAll, collectSource } from '../../src/compose/source-text.js';
import { type Card, Edition, type Encounter, type Poster, type Sections } from '../../src/schema/content.js';
import { EDITIONS } from './editions.js';

const ENCOUNTER: Encounter = {
  layout: 'encounter',
  sizes: ['half-letter'],
  front: {
    rights: [
      { right: 'silent', icon: 'silence', body: ['silent.body', 'truth.body'] },
      { right: 'lawyer', icon: 'lawyer', body: ['lawyer.body'] },
      { right: 'interpreter', icon: 'interpreter', body: ['interpreter.body'] },
    ],
    advice: { right: 'door', icon: 'door', body: ['door.warrant'] },
    say: ['silent', 'lawyer'],
  },
  back: {
    statements: [
      { claim: 'silent.say' },
      { claim: 'interpreter.say', request: 'interpreter.speak' },
      { claim: 'search.say', note: 'search.body' },
    ],
    hotline: 'legal-help',
  },
};
const SECTIONS: Sections = {
  layout: 'sections',
  sizes: ['letter'],
  headline: 'guide',
  under: 'whoever',
  front: [{ title: 'before', lines: ['rooms.title', ['rooms.one', 'rooms.two']] }],
  back: [{ title: 'then', lines: [{ say: 'silent' }, { 'write-in': 'staff.name' }, 'rooms.title'] }],
  hotline: 'city-help',
};
const CARD: Card = {
  layout: 'card',
  sizes: ['wallet'],
  statements: [{ claim: 'silent.say' }, { claim: 'lawyer.say', request: 'sign.say' }],
  meaning: 'other-side',
  hotline: 'legal-help',
};
const POSTER: Poster = {
  layout: 'poster',
  sizes: ['letter'],
  headline: 'private',
  lead: ['space.only', 'space.only-here'],
  more: ['space.agents'],
};

describe('an edition', () => {
  test.each<[string, Edition, string[], string[], string[]]>([
    [
      'of an encounter',
      ENCOUNTER,
      [
        ...['silent.title', 'silent.body', 'truth.body', 'lawyer.title', 'lawyer.body'],
        ...[
          'interpreter.title',
          'interpreter.body',
          'door.title',
          'door.warrant',
          'silent.say',
          'lawyer.say',
        ],
        ...['silent.say', 'interpreter.say', 'interpreter.speak', 'search.say', 'search.body', 'legal-help'],
      ],
      ['headline', 'under', 'back-headline', 'back-under'],
      ['silent', 'interpreter', 'search'],
    ],
    [
      'of sections',
      SECTIONS,
      ['rooms.title', 'rooms.one', 'rooms.two', 'silent.say', 'staff.name', 'rooms.title', 'city-help'],
      ['guide', 'whoever', 'before', 'then'],
      [],
    ],
    [
      'of sections on one side, without an under-line and a hotline',
      { layout: 'sections', sizes: ['letter'], headline: 'guide', front: SECTIONS.front },
      ['rooms.title', 'rooms.one', 'rooms.two'],
      ['guide', 'before'],
      [],
    ],
    ['of a card', CARD, ['silent.say', 'lawyer.say', 'sign.say', 'legal-help'], ['other-side'], []],
    ['of a poster', POSTER, ['space.only', 'space.only-here', 'space.agents'], ['private'], []],
    [
      'of a poster of one sentence',
      { layout: 'poster', sizes: ['letter'], headline: 'lot', lead: ['lot.warrant'] },
      ['lot.warrant'],
      ['lot'],
      [],
    ],
  ])('%s is right by the schema, and refers in print order', (_, edition, refs, own, spoken) => {
    expect(Edition.parse(edition)).toEqual(edition);
    expect(referencesOf(edition)).toEqual(refs);
    expect(ownKeysOf(edition)).toEqual(own);
    expect(spokenBy(edition)).toEqual(spoken);
  });

  test('has the id of its right before the dot, or of its hotline', () => {
    expect(['door.title', 'legal-help', 'door.real.more'].map(idOf)).toEqual(['door', 'legal-help', 'door']);
  });
});

describe.each(EDITIONS.map((of) => [of.name, of] as const))('%s', (_, { room, edition }) => {
  const { publication, layers, common } = room.content;
  const files = layers.map((file) => file.value);
  const source = collectSource(files, publication.value, edition, common.value);
  const all = collectAll(files, publication.value, common.value);
  const idsOf = (text: typeof all.text): string[] =>
    [...text].flatMap(([ns, keys]) => [...keys.keys()].map((key) => `${ns}:${key}`));

  test('asks translators for what it refers to, what these quote, the small print, and nothing else', () => {
    const refs = new Set(referencesOf(edition));
    const own = ownKeysOf(edition);
    for (const id of idsOf(source.text)) {
      const [namespace, key] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
      if (namespace === 'common') continue;
      if (namespace === publication.value.publication) expect(own, id).toContain(key);
      else
        expect(
          refs.has(key) ||
            refs.has(idOf(key)) ||
            idOf(key) === 'disclaimer' ||
            quotedBy(refs, key, source.text),
          id,
        ).toBe(true);
    }
    const keys = new Set([...source.text, ...source.english].flatMap(([, texts]) => [...texts.keys()]));
    for (const ref of refs) if (ref.includes('.')) expect(keys).toContain(ref);
    for (const key of own) expect(keys).toContain(key);
    for (const key of Object.keys(common.value.text)) expect(keys).toContain(key);
  });

  test('knows every sentence there is, so that one that another edition prints is no stray', () => {
    for (const id of [...idsOf(all.text), ...all.sounds]) expect(source.known).toContain(id);
    for (const id of idsOf(source.text)) expect(source.known).toContain(id);
    for (const id of source.sounds) expect(source.known).toContain(id);
  });

  test('asks for sounds where its sentences are said aloud by who has no English', () => {
    expect(source.sounds.size > 0).toBe(edition.layout === 'encounter');
    for (const id of source.sounds) expect(spokenBy(edition)).toContain(idOf(id.split(':')[1]!));
  });
});

/** Whether a sentence that is referred to has the place for what its right says: {{say}}. */
function quotedBy(
  refs: ReadonlySet<string>,
  key: string,
  text: ReadonlyMap<string, ReadonlyMap<string, string>>,
): boolean {
  return (
    key.endsWith('.say') &&
    [...text].some(([, keys]) =>
      [...keys].some(
        ([ref, sentence]) => refs.has(ref) && idOf(ref) === idOf(key) && sentence.includes('{{say}}'),
      ),
    )
  );
}
