/** A sample of the Consortium's tests, for a machine with Node alone; test/witness/unicode.test.ts runs them whole. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TAILORINGS } from '../../src/text/tailorings.js';
import {
  BEYOND_BMP,
  countTailored,
  runBidiCharacterTest,
  runBidiTest,
  runLineBreakTest,
} from './conformance.js';

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

describe('a sample of', () => {
  it('BidiTest', () => {
    const { cases, failed } = runBidiTest(fixture('BidiTest.txt'));
    expect(failed).toEqual([]);
    expect(cases).toBeGreaterThan(2000);
  });
  it('BidiTest with characters beyond the BMP', () => {
    const { cases, failed } = runBidiTest(fixture('BidiTest.txt'), BEYOND_BMP);
    expect(failed).toEqual([]);
    expect(cases).toBeGreaterThan(2000);
  });
  it('BidiCharacterTest', () => {
    const { cases, failed } = runBidiCharacterTest(fixture('BidiCharacterTest.txt'));
    expect(failed).toEqual([]);
    expect(cases).toBeGreaterThan(900);
  });
  it('LineBreakTest, by the rules', () => {
    const { cases, failed } = runLineBreakTest(fixture('LineBreakTest.txt'));
    expect(failed).toEqual([]);
    expect(cases).toBeGreaterThan(1000);
  });
  it('LineBreakTest, tailored', () => {
    const { unexplained } = countTailored(fixture('LineBreakTest.txt'));
    expect(unexplained).toEqual([]);
  });
});

describe('tailorings', () => {
  it('have a name of their own and a reason each', () => {
    expect(new Set(TAILORINGS.map((t) => t.name)).size).toBe(TAILORINGS.length);
    for (const { name, reason } of TAILORINGS) expect(reason.length, name).toBeGreaterThan(40);
  });
});
