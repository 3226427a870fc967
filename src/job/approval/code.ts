/**
 * The approval code: nine characters that stand for a digest on a proof, short enough to be read out over the phone.
 *
 * Promises: the letters are told apart by eye and by ear. Of each group that is taken for one another (by eye O 0 Q,
 * I 1 L, S 5, B 8, Z 2, U V, G 6; by ear B C D E G P T V Z, M N, F S X, A J K, 5 9) at most one is used. The last
 * character checks the others: any one of them misheard, and any two that have changed places, are found.
 * Does not: keep a secret. Two versions share a code once in seven thousand million.
 */

/** Seventeen, a prime: only then does the check below find everything that it promises. */
const LETTERS = '2346789FHKLMPQRWY';
const DATA = 8;
const GROUP = 3;

/** The code of a digest in hex: `K7W-4M2-RFH`. */
export function approvalCode(digest: string): string {
  let n = BigInt(`0x${digest}`);
  const base = BigInt(LETTERS.length);
  const values: number[] = [];
  for (let i = 0; i < DATA; i++) {
    values.push(Number(n % base));
    n /= base;
  }
  values.push(checkOf(values));
  return grouped(values.map((value) => LETTERS[value]!).join(''));
}

/** What is wrong with a code that somebody typed; `code` is the way it is written. */
export type ReadCode = { readonly code: string } | { readonly fault: string };

/** Reads a code as people type it: in small letters, with spaces, with other dashes or none. */
export function readCode(typed: string): ReadCode {
  const letters = [...typed.toUpperCase().replace(/[\s\p{Pd}.]+/gu, '')];
  const strange = letters.filter((letter) => !LETTERS.includes(letter));
  if (strange.length > 0)
    return {
      fault: `“${typed}” has ${[...new Set(strange)].map((s) => `“${s}”`).join(', ')}, which no approval code has`,
    };
  if (letters.length !== DATA + 1)
    return { fault: `“${typed}” has ${letters.length} characters, and an approval code has ${DATA + 1}` };
  const values = letters.map((letter) => LETTERS.indexOf(letter));
  if (checkOf(values.slice(0, DATA)) !== values[DATA])
    return { fault: `“${typed}” was misread or mistyped: its last character checks the others` };
  return { code: grouped(letters.join('')) };
}

/**
 * A sum with a weight for each place, modulo a prime. Weights are different and none is 0 modulo it, nor is the
 * last's, 16: so one wrong value changes the sum, and so do two that are swapped, the check among them.
 */
const checkOf = (values: readonly number[]): number =>
  values.reduce((sum, value, i) => sum + value * (i + 2), 0) % LETTERS.length;

const grouped = (letters: string): string => letters.replace(new RegExp(`(.{${GROUP}})(?=.)`, 'g'), '$1-');
