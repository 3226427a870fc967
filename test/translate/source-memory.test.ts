/** What a translation was translated from: kept, read back, held against another English, and true of what ships. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allToTranslate } from '../../src/cli/editions.js';
import { staleSentences, unknownSources } from '../../src/lint/stale.js';
import { type Sentence, textDigest } from '../../src/lint/standing.js';
import { checkText } from '../../src/load/checked-file.js';
import { listLocales, loadLocale } from '../../src/load/locales.js';
import { SourceMemory } from '../../src/schema/locale.js';
import { forget, formatSourceMemory, remember } from '../../src/translate/source-memory.js';
import { room0 } from '../compose/room.js';

const DOOR: Sentence = { namespace: 'us-federal', key: 'door.title', source: 'Do not open', text: 'No abra' };
const FROM: Sentence = { namespace: 'common', key: 'from', source: 'From', text: 'De' };
const NOTHING: SourceMemory = { source: {} };

const readBack = (memory: SourceMemory): SourceMemory =>
  checkText(formatSourceMemory(memory), SourceMemory, '_source.yaml').value;

describe('the file', () => {
  test('is one line a sentence, in order, so that a change is one line of a diff', () => {
    expect(formatSourceMemory(remember(NOTHING, [DOOR, FROM]))).toMatchInlineSnapshot(`
      "# yaml-language-server: $schema=../../schema/source.schema.json
      # Written by kyr: the English that each sentence was translated from. Where it is another today, the translation
      # is stale, and \`kyr locale status\` shows both.
      source:
        common:
          from: "From"
        us-federal:
          door.title: "Do not open"
      "
    `);
    expect(formatSourceMemory(remember(NOTHING, [FROM, DOOR]))).toBe(
      formatSourceMemory(remember(NOTHING, [DOOR, FROM])),
    );
  });

  test('is read back as it was written, whatever the English is', () => {
    const english = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(english, (source) => {
        const memory = remember(NOTHING, [{ ...DOOR, source }]);
        expect(readBack(memory)).toEqual(memory);
      }),
    );
    expect(readBack(NOTHING)).toEqual(NOTHING);
  });
});

describe('a change of the English', () => {
  const memory = remember(NOTHING, [DOOR, FROM]);
  const changed: Sentence = { ...DOOR, source: 'Do not open the door' };

  test('makes exactly its own sentence stale, and keeps both Englishes', () => {
    expect(staleSentences([DOOR, FROM], memory)).toEqual([]);
    expect(staleSentences([changed, FROM], memory)).toEqual([
      {
        namespace: 'us-federal',
        key: 'door.title',
        before: 'Do not open',
        after: 'Do not open the door',
        text: 'No abra',
      },
    ]);
  });

  test('stays stale when the translation is edited, until the new English is remembered', () => {
    expect(staleSentences([{ ...changed, text: 'No abra.' }], memory)).toHaveLength(1);
    expect(staleSentences([changed], remember(memory, [changed]))).toEqual([]);
  });

  test('says nothing of an empty translation, nor of a sentence that nothing is kept of', () => {
    expect(staleSentences([{ ...changed, text: ' ' }], memory)).toEqual([]);
    expect(staleSentences([changed], NOTHING)).toEqual([]);
    expect(unknownSources([changed, FROM], remember(NOTHING, [FROM]))).toEqual([changed]);
  });
});

test('what the English has no more is forgotten, with a namespace that is left empty', () => {
  const kept = forget(remember(NOTHING, [DOOR, FROM]), (namespace) => namespace === 'common');
  expect(kept).toEqual({ source: { common: { from: 'From' } } });
});

describe('what ships', () => {
  const { world } = room0;
  const english = allToTranslate(world);
  const shipped = listLocales(world).filter((tag) => tag !== 'en');

  test.each(shipped)('%s remembers the English of every sentence, and that which was signed', (tag) => {
    const { namespaces, review, memory } = loadLocale(world, tag);
    const sentences = [...namespaces].flatMap(([namespace, file]) =>
      Object.entries(file.value).flatMap(([id, value]): Sentence[] =>
        (typeof value === 'string'
          ? [[id, value] as const]
          : Object.entries(value).map(([k, v]) => [`${id}.${k}`, v] as const)
        ).map(([key, text]) => ({ namespace, key, text, source: english.get(namespace)?.get(key) ?? '' })),
      ),
    );
    expect(sentences.length).toBeGreaterThan(50);
    expect(unknownSources(sentences, memory.value)).toEqual([]);
    const signed = Object.entries(review.value.review).flatMap(([namespace, keys]) =>
      Object.entries(keys).map(([key, { source }]) => ({
        id: `${namespace}:${key}`,
        source,
        remembered: memory.value.source[namespace]?.[key] ?? '',
      })),
    );
    expect(signed.length).toBeGreaterThan(50);
    expect(signed.filter((s) => textDigest(s.remembered, world.digest) !== s.source)).toEqual([]);
  });
});
