/** Diagnostics as people read them, and what stops work. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Diagnostic,
  EXIT,
  fail,
  failOnErrors,
  formatDiagnostic,
  formatPlace,
  KyrError,
  nearest,
} from '../../src/core/diagnostic.js';
import { CODE } from '../../src/core/diagnostic-codes.js';

const tooLong: Diagnostic = {
  code: 'KYR204',
  level: 'error',
  message: '“remain-silent.say” is 31 % too long for the card',
  hint: 'shorten it to about 60 characters',
  at: { file: 'locales/my/us-federal.json', line: 14, column: 5 },
};

describe('a diagnostic', () => {
  test('says where, how bad, which, what, and below it what to do', () => {
    expect(formatDiagnostic(tooLong)).toBe(
      'locales/my/us-federal.json:14:5  error KYR204  “remain-silent.say” is 31 % too long for the card\n' +
        '  hint: shorten it to about 60 characters',
    );
  });

  test('needs neither place nor hint', () => {
    expect(formatDiagnostic({ code: 'KYR504', level: 'warning', message: 'so be it' })).toBe(
      'warning KYR504  so be it',
    );
  });

  test.each([
    [{ file: 'a.csv' }, 'a.csv'],
    [{ file: 'a.csv', line: 17 }, 'a.csv:17'],
    [{ file: 'a.csv', line: 17, column: 3 }, 'a.csv:17:3'],
    [{ file: 'a.csv', column: 3 }, 'a.csv'],
    [{ design: 'es' }, 'design es'],
    [{ design: 'es', block: 'door' }, 'design es, block door'],
  ])('the place %j reads “%s”', (at, text) => {
    expect(formatPlace(at)).toBe(text);
  });
});

describe('errors', () => {
  test('fail throws one error with its exit code', () => {
    const thrown = (): never => fail({ code: CODE.usage, message: 'what?' }, EXIT.usage);
    expect(thrown).toThrow(KyrError);
    try {
      thrown();
    } catch (error) {
      expect((error as KyrError).exitCode).toBe(2);
      expect((error as KyrError).diagnostics).toEqual([{ code: 'KYR504', level: 'error', message: 'what?' }]);
    }
  });

  test('warnings pass and are handed back; one error stops with all of them', () => {
    const warning: Diagnostic = { ...tooLong, level: 'warning' };
    expect(failOnErrors([warning])).toEqual([warning]);
    try {
      failOnErrors([warning, tooLong], EXIT.preflight);
      expect.unreachable();
    } catch (error) {
      expect((error as KyrError).diagnostics).toHaveLength(2);
      expect((error as KyrError).exitCode).toBe(4);
    }
  });

  test('no two codes are the same', () => {
    const codes = Object.values(CODE);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^KYR[1-8]\d\d$/);
  });
});

describe('nearest', () => {
  const keys = ['language', 'quantity', 'organisation', 'congregations'];
  test.each([
    ['langage', 'language'],
    ['lnaguage', 'language'],
    ['Quantity', 'quantity'],
    ['organization', 'organisation'],
    ['congregation', 'congregations'],
    ['colour', undefined],
    ['', undefined],
  ])('“%s” was meant as %s', (typed, meant) => {
    expect(nearest(typed, keys)).toBe(meant);
  });

  test('two letters swapped count as one slip', () => {
    expect(nearest('se', ['en', 'es'])).toBe('es');
  });

  test('of two, the nearer one; of none, none', () => {
    expect(nearest('us-nyc', ['us-ny', 'us-ny-nyc'])).toBe('us-ny');
    expect(nearest('anything', [])).toBeUndefined();
  });

  test('a known name is its own nearest, and one slip in a long name is found', () => {
    const name = fc.stringMatching(/^[a-z]{6,12}$/);
    fc.assert(
      fc.property(name, fc.nat(), (known, at) => {
        const i = at % known.length;
        const slipped = known.slice(0, i) + known.slice(i + 1);
        expect(nearest(known, ['zzzzzzzzzzzzzzzzzzzz', known])).toBe(known);
        expect(nearest(slipped, ['0', known])).toBe(known);
      }),
    );
  });
});
