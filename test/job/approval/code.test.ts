/** Approval codes are read out, misheard and typed with a thumb: what is wrong with one has to be found. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { approvalCode, readCode } from '../../../src/job/approval/code.js';

const digest = fc
  .array(fc.integer({ min: 0, max: 255 }), { minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
const code = digest.map(approvalCode);

describe('an approval code', () => {
  test('is three times three characters, and no two of them are taken for one another', () => {
    fc.assert(fc.property(code, (c) => /^[2346789FHKLMPQRWY]{3}(-[2346789FHKLMPQRWY]{3}){2}$/.test(c)));
    for (const group of [
      'O0QD',
      'I1LJ',
      'S5',
      'B8',
      'Z2',
      'UV',
      'G6C',
      'BCDEGPTVZ',
      'MN',
      'FSX',
      'AJK',
      '59',
    ])
      expect([...group].filter((letter) => '2346789FHKLMPQRWY'.includes(letter)).length).toBeLessThan(2);
  });

  test('is the same for the same digest, and another one for another', () => {
    expect(approvalCode('00'.repeat(32))).toBe('222-222-222');
    expect(approvalCode(`${'00'.repeat(31)}01`)).toBe('322-222-242'.replace('242', readTail('32222222')));
    fc.assert(fc.property(digest, digest, (a, b) => a === b || approvalCode(a) !== approvalCode(b)));
  });

  test('is read however people type it', () => {
    fc.assert(
      fc.property(code, (c) => {
        for (const typed of [
          c,
          c.toLowerCase(),
          c.replaceAll('-', ''),
          c.replaceAll('-', ' – '),
          [...c.replaceAll('-', '')].join(' '),
          `${c}.`,
        ])
          expect(readCode(typed)).toEqual({ code: c });
      }),
    );
  });

  test('is refused with any one character misheard', () => {
    fc.assert(
      fc.property(code, fc.nat({ max: 8 }), fc.constantFrom(...'2346789FHKLMPQRWY'), (c, at, letter) => {
        const letters = [...c.replaceAll('-', '')];
        fc.pre(letters[at] !== letter);
        letters[at] = letter;
        expect(readCode(letters.join(''))).toEqual({ fault: expect.stringContaining('misread or mistyped') });
      }),
    );
  });

  test('is refused with any two characters in each other’s place', () => {
    fc.assert(
      fc.property(code, fc.nat({ max: 8 }), fc.nat({ max: 8 }), (c, a, b) => {
        const letters = [...c.replaceAll('-', '')];
        fc.pre(letters[a] !== letters[b]);
        [letters[a], letters[b]] = [letters[b]!, letters[a]!];
        expect(readCode(letters.join(''))).toEqual({ fault: expect.stringContaining('misread or mistyped') });
      }),
    );
  });

  test('says what it cannot be', () => {
    expect(readCode('K0W-4M2-RFH')).toEqual({ fault: '“K0W-4M2-RFH” has “0”, which no approval code has' });
    expect(readCode('K7W')).toEqual({ fault: '“K7W” has 3 characters, and an approval code has 9' });
    expect(readCode('')).toEqual({ fault: '“” has 0 characters, and an approval code has 9' });
  });
});

/** The last three characters of the only code that begins so. */
function readTail(eight: string): string {
  const all = [...'2346789FHKLMPQRWY'].filter((last) => 'code' in readCode(eight + last));
  expect(all).toHaveLength(1);
  return eight.slice(6) + all[0];
}
