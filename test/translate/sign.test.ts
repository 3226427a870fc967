/** Signing: what is put on record, and that the record is read back as it was written. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentencesToSign, stateOf } from '../../src/cli/texts.js';
import type { Sentence } from '../../src/lint/standing.js';
import { checkText } from '../../src/load/checked-file.js';
import { Review } from '../../src/schema/locale.js';
import { formatReview, type Signature, sign } from '../../src/translate/sign.js';
import { room0, roomWith } from '../compose/room.js';
import { memoryWorld } from '../load/kit.js';

const { digest } = memoryWorld({});
const SIGNATURE: Signature = { state: 'reviewed', by: 'second reader', on: '2026-11-20' };
const DOOR: Sentence = { namespace: 'us-federal', key: 'door.title', source: 'Do not open', text: 'No abra' };
const FROM: Sentence = { namespace: 'common', key: 'from', source: 'From', text: 'De' };

const readBack = (review: Review): Review => checkText(formatReview(review), Review, '_review.yaml').value;

describe('the record', () => {
  test('is one line a sentence, in order, so that a change is one line of a diff', () => {
    expect(formatReview(sign({ review: {} }, [DOOR, FROM], SIGNATURE, digest))).toMatchInlineSnapshot(`
      "# yaml-language-server: $schema=../../schema/review.schema.json
      # Written by \`kyr locale sign\`: who answers for which sentence, by the digests of English and translation.
      review:
        common:
          from: { source: '218197693424e015', text: 'e2eca64bd73ce867', state: reviewed, by: "second reader", on: 2026-11-20 }
        us-federal:
          door.title: { source: 'dbf711245e725f9d', text: '054f98e78d39eb5e', state: reviewed, by: "second reader", on: 2026-11-20 }
      "
    `);
  });

  test('does not depend on the order of signing', () => {
    const one = sign(sign({ review: {} }, [DOOR], SIGNATURE, digest), [FROM], SIGNATURE, digest);
    const other = sign({ review: {} }, [FROM, DOOR], SIGNATURE, digest);
    expect(formatReview(one)).toBe(formatReview(other));
  });

  test('of nothing is still a record', () => {
    expect(readBack({ review: {} })).toEqual({ review: {} });
  });

  test('is read back as it was written, whatever people call themselves', () => {
    const role = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    const state = fc.constantFrom('initial', 'translated', 'reviewed', 'final' as const);
    const words = fc.string({ unit: 'grapheme', maxLength: 30 });
    fc.assert(
      fc.property(role, state, words, words, (by, as, source, text) => {
        const review = sign(
          { review: {} },
          [{ ...DOOR, source, text }],
          { state: as, by, on: '2026-11-20' },
          digest,
        );
        expect(readBack(review)).toEqual(review);
      }),
    );
  });

  test.each(['yes', 'no', '1', 'null', 'a: b', "it's", '"', '# me', 'María {x}', 'القارئ'])(
    '“%s” as a role stays a role',
    (by) => {
      const review = sign({ review: {} }, [DOOR], { ...SIGNATURE, by }, digest);
      expect(readBack(review)).toEqual(review);
    },
  );

  test('digests of digits alone stay text', () => {
    const review = sign({ review: {} }, [DOOR], SIGNATURE, () => '1234567890123456'.repeat(4));
    expect(readBack(review)).toEqual(review);
    const exponent = sign({ review: {} }, [DOOR], SIGNATURE, () => '12345678901234e5'.repeat(4));
    expect(readBack(exponent)).toEqual(exponent);
  });
});

describe('signing', () => {
  test('leaves other records as they are, and the old record untouched', () => {
    const before = sign({ review: {} }, [DOOR], SIGNATURE, digest);
    const kept = structuredClone(before);
    const after = sign(before, [FROM], { ...SIGNATURE, state: 'final' }, digest);
    expect(before).toEqual(kept);
    expect(after.review['us-federal']).toEqual(before.review['us-federal']);
    expect(after.review.common?.from?.state).toBe('final');
  });

  test('again replaces what was signed before', () => {
    const first = sign({ review: {} }, [DOOR], SIGNATURE, digest);
    const again = sign(first, [{ ...DOOR, text: 'No abra la puerta' }], SIGNATURE, digest);
    expect(Object.keys(again.review['us-federal'] ?? {})).toEqual(['door.title']);
    expect(again.review['us-federal']?.['door.title']?.text).not.toBe(
      first.review['us-federal']?.['door.title']?.text,
    );
  });

  test('the whole of a language and reading the file back lifts the language', () => {
    const sentences = sentencesToSign(room0, 'es');
    const file = formatReview(sign({ review: {} }, sentences, SIGNATURE, room0.world.digest));
    expect(stateOf(roomWith({ 'locales/es/_review.yaml': file }), 'es')).toBe('reviewed');
    const without = file.replace(/\n {4}door\.title: .*/, '');
    expect(stateOf(roomWith({ 'locales/es/_review.yaml': without }), 'es')).toBe('initial');
  });

  test('English is lifted by a lawyer alone', () => {
    const sentences = sentencesToSign(room0, 'en');
    const state = (as: Signature['state']) =>
      stateOf(
        roomWith({
          'locales/en/_review.yaml': formatReview(
            sign({ review: {} }, sentences, { ...SIGNATURE, state: as }, room0.world.digest),
          ),
        }),
        'en',
      );
    expect([state('reviewed'), state('final')]).toEqual(['initial', 'final']);
  });
});

describe('who may be named', () => {
  test('no shipped record claims more than it may: translations translated at most, English initial', () => {
    expect(stateOf(room0, 'en')).toBe('initial');
    for (const lang of ['es', 'ar', 'zh-Hans'])
      expect(['initial', 'translated']).toContain(stateOf(room0, lang));
  });
});
