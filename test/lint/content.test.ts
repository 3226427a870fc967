/** The English: nothing that is unsafe to print, no reference that leads nowhere, and words that a child can read. */
import { describe, expect, test } from 'vitest';
import { openPressRoom, sentencesOf } from '../../src/cli/press-room.js';
import { pressTexts } from '../../src/cli/texts.js';
import type { Law } from '../../src/compose/law.js';
import { plainText } from '../../src/compose/plain-text.js';
import type { SourceText } from '../../src/compose/source-text.js';
import type { Diagnostic } from '../../src/core/diagnostic.js';
import { lintContent } from '../../src/lint/content.js';
import { measureReading } from '../../src/lint/reading-level.js';
import type { Edition, Encounter } from '../../src/schema/content.js';
import { flyerOf, LOCALES, onlySide, room0, shipped } from '../compose/room.js';

const publication = room0.content.publication.value;
const edition = room0.content.edition as Encounter;
const against = (
  text: SourceText = room0.source,
  of: Edition = edition,
  law: Law = room0.law,
): Diagnostic[] => lintContent(publication, of, 'p.yaml', law, text);
const saying = (sentence: string): SourceText => ({
  ...room0.source,
  text: new Map([...room0.source.text, ['new', new Map([['new.body', sentence]])]]),
});

describe('wording that must never be printed (KYR206)', () => {
  test.each([
    'Agents cannot enter without a warrant.',
    'They can’t come in.',
    "They can't enter.",
    'Agents may not enter your home.',
    'They must not come in.',
    'Agents may not be in public spaces.',
    'This is a public place.',
    'Stay in public areas.',
    'You will see a judge.',
    'You have the right to a judge.',
    'You will get a free lawyer.',
    'They can’t stop you for how you look.',
    "They can't stop you.",
    'They cannot stop you.',
    'Show no papers.',
    'Do not show your papers.',
    'You do not have to show papers.',
    'Officers of DHS may come.',
    'Agents may not wear masks.',
    'Ask who wears the mask.',
    'Ask for a translator.',
  ])('“%s”', (sentence) => {
    const found = against(saying(sentence));
    expect(found.map((d) => d.code)).toEqual(['KYR206']);
    expect(found[0]?.hint).toMatch(/\([A-G]\d+\)$/);
    expect(found[0]?.at).toEqual({ file: 'content (new)' });
  });

  test.each([
    'You can ask for free help.',
    'If a judge signed it, you must let them in.',
    'Ask for an interpreter.',
    'Do not show false papers.',
    'If they come in anyway, do not resist.',
    'You may not understand them.',
    'They may search anyway.',
  ])('“%s” may be printed', (sentence) => {
    expect(against(saying(sentence))).toEqual([]);
  });

  test('sentences that are printed in English only are looked at too', () => {
    const english = new Map([...room0.source.english, ['common', new Map([['x', 'Ask DHS.']])]]);
    const source = { ...room0.source, english };
    expect(against(source).map((d) => d.code)).toEqual(['KYR206']);
  });

  test('the shipped content says nothing of the kind, in no layer', () => {
    for (const layer of publication.layers) {
      const room = openPressRoom(shipped, { publication: publication.publication, layer });
      const found = lintContent(publication, room.content.edition, 'p.yaml', room.law, room.source);
      expect(found.filter((d) => d.code === 'KYR206')).toEqual([]);
    }
  });
});

describe('references of a publication (KYR110)', () => {
  const { front, back } = edition;
  test.each<[string, Edition, string]>([
    [
      'a body',
      { ...edition, front: { ...front, advice: { ...front.advice, body: ['door.warant'] } } },
      'did you mean “door.warrant”?',
    ],
    ['a sentence to say', { ...edition, front: { ...front, say: ['lawyr'] } }, 'did you mean “lawyer.say”?'],
    [
      'a claim',
      { ...edition, back: { ...back, statements: [{ claim: 'serch.say' }] } },
      'did you mean “search.say”?',
    ],
    [
      'a note',
      { ...edition, back: { ...back, statements: [{ claim: 'search.say', note: 'search.boddy' }] } },
      'did you mean “search.body”?',
    ],
    [
      'a request',
      { ...edition, back: { ...back, statements: [{ claim: 'search.say', request: 'door.slyde' }] } },
      'did you mean “door.slide”?',
    ],
  ])('%s that no layer has', (_, wrong, hint) => {
    const found = against(room0.source, wrong);
    expect(found).toMatchObject([{ code: 'KYR110', level: 'error', hint, at: { file: 'p.yaml' } }]);
  });

  test('a hotline that no layer has', () => {
    expect(against(room0.source, { ...edition, back: { ...back, hotline: 'legal' } })).toMatchObject([
      { code: 'KYR110', hint: 'there are: legal-help, city-help' },
    ]);
  });

  test('a right that a narrower layer withdrew is missed', () => {
    const rights = new Map([...room0.law.rights].filter(([id]) => id !== 'search'));
    expect(against(room0.source, edition, { ...room0.law, rights }).map((d) => d.code)).toEqual([
      'KYR110',
      'KYR110',
    ]);
  });
});

describe('plain English', () => {
  const bodies = [...sentencesOf(room0, 'en')]
    .flatMap(([, keys]) => [...keys])
    .filter(([key]) => !/\.(title|label)$|^(headline|sounds|means|from|draft)$/.test(key))
    .map(([, sentence]) => sentence.replace(/\{\{\w+\}\}/g, 'it'));

  test('all sentences together are of grade 6 or below', async () => {
    expect(bodies.length).toBeGreaterThan(30);
    const { grade } = await measureReading(bodies, room0.wordLists().glossary);
    expect(grade).toBeLessThanOrEqual(6);
  });

  test.each([0, 1] as const)('side %i of the English flyer is of grade 6 or below', async (side) => {
    const flyer = flyerOf('en', { draft: false });
    const text = plainText(onlySide(flyer, side));
    const { grade, words } = await measureReading(text.split('\n'), room0.wordLists().glossary);
    expect(words).toBeGreaterThan(60);
    expect(grade).toBeLessThanOrEqual(6);
  });

  test('no sentence is longer than 16 words', () => {
    const long = bodies
      .flatMap((text) => text.split(/(?<=[.!?:])\s+/))
      .filter((s) => s.split(/\s+/).length > 16);
    expect(long).toEqual([]);
  });
});

test('every sentence that a press flyer prints is one that people are asked to answer for', () => {
  for (const lang of LOCALES) {
    const asked = pressTexts(room0, [lang], { size: 'half-letter', address: publication.address });
    const [english] = asked;
    const own = asked.find((t) => t.lang === lang);
    expect(english?.sentences.length).toBeGreaterThan(30);
    expect(own?.sentences.length).toBeGreaterThan(30);
    const keys = own?.sentences.map((s) => s.key);
    expect(keys).toEqual(
      expect.arrayContaining(['remain-silent.title', 'lawyer.say', 'disclaimer.advice', 'legal-help.hours']),
    );
    if (lang !== 'en') expect(keys).toContain('remain-silent.say-sound');
  }
});
