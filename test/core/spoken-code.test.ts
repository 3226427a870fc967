/** A code on paper is heard, copied and typed by people: what they get wrong must be found. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSpokenCode, spokenCode } from '../../src/core/spoken-code.js';

const digest = fc.string().map((text) => createHash('sha256').update(text).digest('hex'));
const LETTERS = [...'2346789FHKLMPQRWY'];

describe('a spoken code', () => {
  it('is read back however it is typed', () => {
    fc.assert(
      fc.property(digest, (hex) => {
        const code = spokenCode(hex);
        expect(code).toMatch(/^[2346789FHKLMPQRWY]{3}(-[2346789FHKLMPQRWY]{3}){2}$/);
        for (const typed of [
          code,
          code.toLowerCase(),
          code.replaceAll('-', ''),
          code.replaceAll('-', ' – '),
          [...code.replaceAll('-', '')].join(' '),
        ])
          expect(readSpokenCode(typed)).toEqual({ code });
      }),
    );
  });

  it('tells one wrong character, wherever it is', () => {
    fc.assert(
      fc.property(digest, fc.nat(8), fc.constantFrom(...LETTERS), (hex, at, wrong) => {
        const letters = [...spokenCode(hex).replaceAll('-', '')];
        fc.pre(letters[at] !== wrong);
        letters[at] = wrong;
        expect(readSpokenCode(letters.join(''))).toHaveProperty('fault');
      }),
    );
  });

  it('tells two characters that have changed places', () => {
    fc.assert(
      fc.property(digest, fc.nat(8), fc.nat(8), (hex, one, other) => {
        const letters = [...spokenCode(hex).replaceAll('-', '')];
        fc.pre(letters[one] !== letters[other]);
        [letters[one], letters[other]] = [letters[other]!, letters[one]!];
        expect(readSpokenCode(letters.join(''))).toHaveProperty('fault');
      }),
    );
  });

  it('names a letter that no code has, and a length', () => {
    expect(readSpokenCode('O7W-4M2-RFH')).toEqual({
      fault: '“O7W-4M2-RFH” has “O”, which no printed code has',
    });
    expect(readSpokenCode('K7W')).toEqual({ fault: '“K7W” has 3 characters, and a printed code has 9' });
  });

  it('differs for different digests', () => {
    const codes = new Set(
      Array.from({ length: 2000 }, (_, i) =>
        spokenCode(createHash('sha256').update(String(i)).digest('hex')),
      ),
    );
    expect(codes.size).toBe(2000);
  });
});
