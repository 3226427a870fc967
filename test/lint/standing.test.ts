/** Who has answered for a sentence, and when that no longer holds. */
import { describe, expect, test } from 'vitest';
import { lowest, type Sentence, standingOf, textDigest } from '../../src/lint/standing.js';
import type { Review, State } from '../../src/schema/locale.js';
import { sign } from '../../src/translate/sign.js';
import { memoryWorld } from '../load/kit.js';

const { digest } = memoryWorld({});
const SENTENCE: Sentence = {
  namespace: 'us-federal',
  key: 'door.title',
  source: 'You do not have to open the door',
  text: 'No tiene que abrir la puerta',
};
const signed = (state: State): Review =>
  sign({ review: {} }, [SENTENCE], { state, by: 'second reader', on: '2026-11-20' }, digest);
const stand = (sentence: Sentence, review: Review, inEnglish = false) =>
  standingOf(sentence, review, digest, inEnglish);

describe('a translation', () => {
  test.each(['initial', 'translated', 'reviewed', 'final'] as const)('signed as %s stands there', (state) => {
    expect(stand(SENTENCE, signed(state))).toEqual({ state, on: '2026-11-20' });
  });

  test('that nobody signed is initial', () => {
    expect(stand(SENTENCE, { review: {} })).toEqual({ state: 'initial' });
    expect(stand({ ...SENTENCE, key: 'door.body' }, signed('final'))).toEqual({ state: 'initial' });
    expect(stand({ ...SENTENCE, namespace: 'us-ny' }, signed('final'))).toEqual({ state: 'initial' });
  });

  test('falls back to initial when its English changes, by as little as a full stop', () => {
    const changed = { ...SENTENCE, source: `${SENTENCE.source}.` };
    for (const state of ['translated', 'reviewed', 'final'] as const)
      expect(stand(changed, signed(state))).toEqual({ state: 'initial', stale: 'source' });
  });

  test('falls back to translated when it changes itself', () => {
    const changed = { ...SENTENCE, text: 'Tiene que abrir la puerta' };
    expect(stand(changed, signed('final'))).toEqual({ state: 'translated', stale: 'text' });
    expect(stand(changed, signed('reviewed'))).toEqual({ state: 'translated', stale: 'text' });
  });

  test('does not rise by changing', () => {
    expect(stand({ ...SENTENCE, text: 'Otra' }, signed('initial'))).toEqual({
      state: 'initial',
      stale: 'text',
    });
  });

  test('is the same sentence however its accents are encoded', () => {
    const composed = { ...SENTENCE, text: 'Nunca más' };
    const review = sign({ review: {} }, [composed], { state: 'final', by: 'x', on: '2026-11-20' }, digest);
    expect(stand({ ...composed, text: composed.text.normalize('NFD') }, review).state).toBe('final');
  });
});

describe('English', () => {
  const english: Sentence = { ...SENTENCE, text: SENTENCE.source };
  const review = (state: State): Review =>
    sign({ review: {} }, [english], { state, by: 'lawyer', on: '2026-11-20' }, digest);

  test('is final or else initial: a reader’s word is no lawyer’s', () => {
    expect(stand(english, review('final'), true)).toEqual({ state: 'final', on: '2026-11-20' });
    expect(stand(english, review('reviewed'), true).state).toBe('initial');
    expect(stand(english, review('translated'), true).state).toBe('initial');
  });

  test('that changed after a lawyer read it is initial', () => {
    const changed = { ...english, source: 'You must open the door', text: 'You must open the door' };
    expect(stand(changed, review('final'), true)).toEqual({ state: 'initial', stale: 'source' });
  });

  test('that is printed otherwise than the sentence translators see is initial once what is printed changes', () => {
    // `english:` in content/common.yaml: the English flyer says “Say this, out loud:”.
    const label: Sentence = {
      namespace: 'common',
      key: 'say-label',
      source: 'Say this in English, out loud:',
      text: 'Say this, out loud:',
    };
    const read = sign({ review: {} }, [label], { state: 'final', by: 'lawyer', on: '2026-11-20' }, digest);
    expect(stand(label, read, true).state).toBe('final');
    expect(stand({ ...label, text: 'You must say this:' }, read, true).state).toBe('initial');
  });
});

test('a set of sentences has the state of its lowest; of none it is final, so nobody may ask about none', () => {
  expect(lowest(['final', 'translated', 'reviewed'])).toBe('translated');
  expect(lowest(['final', 'initial'])).toBe('initial');
  expect(lowest(['final', 'final'])).toBe('final');
  expect(lowest([])).toBe('final');
});

test('a digest is sixteen digits, and tells sentences apart that differ in one letter', () => {
  const digests = ['Do not open', 'Do now open', 'Do not open '].map((text) => textDigest(text, digest));
  expect(new Set(digests).size).toBe(3);
  for (const d of digests) expect(d).toMatch(/^[0-9a-f]{16}$/);
});
