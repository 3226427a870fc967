/** Quotation marks per CLDR, French spaces, digits of phone numbers: what is found, and the repair that is named. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { PressRoom } from '../../src/cli/press-room.js';
import { lint } from '../../src/cli/texts.js';
import { quotationMarks } from '../../src/core/quotation-marks.js';
import { lintPunctuation } from '../../src/lint/punctuation.js';
import { edited, LOCALES, room0, roomWith, sentence } from '../compose/room.js';

const at = { file: 'locales/x/us.json', line: 7 };
const found = (tag: string, text: string) => lintPunctuation({ key: 'a', text, at }, tag);
const codes = (tag: string, text: string): string[] => found(tag, text).map((d) => d.code);

describe('quotation marks (KYR260)', () => {
  test.each([
    'en',
    'es',
    'fr',
    'ht',
    'pl',
    'ru',
    'ar',
    'ur',
    'he',
    'sv',
    'bn',
    'ko',
    'zh-Hans',
    'zh-Hant',
    'ja',
  ])('%s: its own are right, and no other language’s are', (tag) => {
    const { open, close, innerOpen, innerClose } = quotationMarks(tag);
    const space = tag === 'fr' ? '\u202f' : '';
    const quote = (a: string, b: string): string => `x ${a}${space}non${space}${b} x`;
    expect(codes(tag, quote(open, close))).toEqual([]);
    expect(
      codes(tag, `x ${open}${space}a ${innerOpen}${space}b${space}${innerClose}${space}${close}`),
    ).toEqual([]);
    for (const [a, b] of ['""', '“”', '„”', '„“', '«»', '”“', '「」', '””'].map(
      (pair) => [...pair] as [string, string],
    ))
      if (a !== open || b !== close) expect(codes(tag, quote(a, b)), `${a} ${b}`).toContain('KYR260');
    expect(codes(tag, `${open}${space}non`)).toContain('KYR260');
  });

  test('the message names what stands there, the hint what should', () => {
    const [finding] = found('ru', 'Скажите "нет".');
    expect(finding).toMatchObject({
      code: 'KYR260',
      level: 'warning',
      message: '“a” quotes with " ", which is not how ru quotes',
      hint: 'write «…», and „…“ for a quotation inside one',
      at,
    });
  });

  test.each([
    ['fr', 'L’avocat n’est pas là'],
    ['en', "The officers' car, the officers’ car, don't"],
    ['tzo', "Bats'i k'op, ja'"],
    ['ha', "'yan sanda da 'yan uwa"],
    ['ht', 'M\u00a0ap sèvi ak dwa mwen yo.'],
  ])('%s: an apostrophe is none: %s', (tag, text) => {
    expect(codes(tag, text)).toEqual([]);
  });

  test('single quotes are', () => {
    expect(codes('es', "un 'notario' no")).toEqual(['KYR260']);
    expect(codes('en', 'a ‘notario’ is')).toEqual(['KYR260']);
  });
});

describe('French spaces (KYR261)', () => {
  test.each([
    'Partir ?',
    'Partir\u202f?',
    'Dites\u00a0: non',
    '«\u00a0non »',
    'à 9:30, https://a.org/?b',
    'Non !…',
  ])('right: %s', (text) => {
    expect(codes('fr', text)).toEqual([]);
  });

  test.each([
    ['Partir?', 'before ?'],
    ['Dites: {{say}}', 'before :'],
    ['{{name}}; non!', 'before ; !'],
    ['« non»', 'before »'],
    ['«non »', 'after «'],
  ])('wrong: %s', (text, where) => {
    const [finding] = found('fr', text);
    expect(finding?.code).toBe('KYR261');
    expect(finding?.message).toContain(where);
  });

  test('only French has them', () => {
    for (const tag of ['en', 'es', 'ht', 'ru']) expect(codes(tag, 'Ale?')).toEqual([]);
  });
});

test('a phone number in digits that are on no keys is an error (KYR262); other numbers may have them', () => {
  expect(codes('bn', 'ফোন ৮০০-৩৫৪-০৩৬৫')).toEqual(['KYR262']);
  expect(codes('bn', 'ফোন 800-354-0365, সকাল ৯টা')).toEqual([]);
});

/** Every sentence of every file of a locale, offered yet or not. */
const sentencesOf = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(sentencesOf);

test.each(LOCALES)('nothing is found in the sentences that ship in %s', (tag) => {
  const folder = new URL(`../../locales/${tag}/`, import.meta.url);
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => sentencesOf(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));
  expect(texts.length).toBeGreaterThan(30);
  expect(texts.flatMap((text) => found(tag, text))).toEqual([]);
});

test('`kyr check` asks for them: in a sentence, in its sound, and in the English', () => {
  const checked = (room: PressRoom, tag: string): string[] =>
    lint(room, tag)
      .map((d) => d.code)
      .filter((code) => /^KYR26/.test(code));
  expect(checked(room0, 'ru')).toEqual([]);
  const quoted = roomWith(sentence('ru', 'us-federal', 'free-to-go.body', (s) => s.replace(/[«»]/g, '"')));
  expect(checked(quoted, 'ru')).toEqual(['KYR260']);
  const tight = roomWith(sentence('fr', 'us-federal', 'free-to-go.say-sound', (s) => s.replace(/\s\?/, '?')));
  expect(checked(tight, 'fr')).toEqual(['KYR261']);
  const straight = roomWith(
    edited('content/us/federal.yaml', (s) => s.replace('leave calmly', 'leave \'\'"calmly"')),
  );
  expect(checked(straight, 'en')).toEqual(['KYR260']);
});
