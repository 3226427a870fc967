/**
 * The Unicode Character Database as Debian's unicode-data has it: the Consortium's tests whole, and every character's
 * classes against the files that they were made from.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bidiClass, lineBreakClass } from '../../src/text/character-classes.js';
import { UNICODE_VERSION } from '../../src/text/unicode-data.js';
import {
  BEYOND_BMP,
  countTailored,
  runBidiCharacterTest,
  runBidiTest,
  runLineBreakTest,
} from '../text/conformance.js';

const read = (file: string): string => {
  const path = `/usr/share/unicode/${file}`;
  if (!existsSync(path)) throw new Error(`${path} is missing; on Debian: apt-get install unicode-data`);
  return readFileSync(path, 'utf8');
};

test('the tables are of the version that is installed', () => {
  expect(read('LineBreak.txt'), 'npm run unicode makes them anew').toMatch(
    new RegExp(`^# LineBreak-${UNICODE_VERSION}\\.txt`),
  );
});

describe('whole', () => {
  test('BidiTest', () => {
    const { cases, failed } = runBidiTest(read('BidiTest.txt'));
    expect(failed).toEqual([]);
    expect(cases).toBe(770_241);
  });

  test('BidiTest with characters beyond the BMP, Adlam among them', () => {
    const { cases, failed } = runBidiTest(read('BidiTest.txt'), BEYOND_BMP);
    expect(failed).toEqual([]);
    expect(cases).toBe(770_241);
  });

  test('BidiCharacterTest', () => {
    const { cases, failed } = runBidiCharacterTest(read('BidiCharacterTest.txt'));
    expect(failed).toEqual([]);
    expect(cases).toBe(91_707);
  });

  test('LineBreakTest, by the rules', () => {
    const { cases, failed } = runLineBreakTest(read('auxiliary/LineBreakTest.txt'));
    expect(failed).toEqual([]);
    expect(cases).toBe(7654);
  });

  test('LineBreakTest, tailored: what differs, and why', () => {
    const { counts, unexplained } = countTailored(read('auxiliary/LineBreakTest.txt'));
    expect(unexplained).toEqual([]);
    expect(counts).toMatchInlineSnapshot(`
      {
        "Korean at spaces": 387,
        "grapheme clusters": 311,
        "hyphen before a word": 7,
        "hyphen beside a single letter": 2,
        "quotes beside spaces": 4,
        "tokens": 1,
        "words of dictionaries": 7,
      }
    `);
  });
});

/** `first..last; value` of every line. */
function* listed(file: string): Generator<{ first: number; last: number; value: string }> {
  for (const [, first, last, value] of read(file).matchAll(/^([0-9A-F]+)(?:\.\.([0-9A-F]+))? *; *(\w+)/gm))
    yield { first: Number.parseInt(first!, 16), last: Number.parseInt(last ?? first!, 16), value: value! };
}

test('every character has the Bidi_Class of the database', () => {
  const wrong: string[] = [];
  for (const { first, last, value } of listed('extracted/DerivedBidiClass.txt'))
    for (let cp = first; cp <= last; cp++)
      if (bidiClass(cp) !== value) wrong.push(`${cp.toString(16)} ${bidiClass(cp)} ${value}`);
  expect(wrong.slice(0, 20)).toEqual([]);
});

test('every character has the Line_Break of the database, as LB1 resolves it', () => {
  const resolved: Readonly<Record<string, string[]>> = {
    AI: ['AL'],
    SG: ['AL'],
    XX: ['AL'],
    SA: ['AL', 'CM'],
    CJ: ['NS'],
    OP: ['OP', 'OE'],
    ID: ['ID', 'XP'],
  };
  const wrong: string[] = [];
  for (const { first, last, value } of listed('LineBreak.txt'))
    for (let cp = first; cp <= last; cp++)
      if (!(resolved[value] ?? [value]).includes(lineBreakClass(cp)))
        wrong.push(`${cp.toString(16)} ${lineBreakClass(cp)} ${value}`);
  expect(wrong.slice(0, 20)).toEqual([]);
});
