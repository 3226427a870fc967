/**
 * What a translation must carry over as it stands: numbers, phone numbers, form numbers (I-205) and names written in
 * capitals (ICE). Word order differs between languages, so they are compared in sorted order.
 */
import { findTokens } from '../text/tokens.js';

/** A phone number is one number, whatever stands between its digits: groups in another order are another number. */
export function numbersOf(text: string): string[] {
  const tokens = findTokens(text);
  const phones = tokens.filter((t) => t.kind === 'phone').map((t) => digitsOf(text.slice(t.start, t.end)));
  const rest = withoutTokens(text, ['phone', 'form']).match(/\p{Nd}+/gu) ?? [];
  return [...phones, ...rest.map(digitsOf)].sort();
}

/** `I-200`, `A-123`: the letters count as much as the digits, and any hyphen is one. */
export const formsOf = (text: string): string[] =>
  findTokens(text)
    .filter((t) => t.kind === 'form')
    .map((t) => text.slice(t.start, t.end).replace(/[‐‑]/g, '-'))
    .sort();

/** Names in capitals, each once. A sentence all in capitals (DRAFT) has none. */
export function capitalsOf(text: string): string[] {
  const bare = withoutTokens(text, ['form', 'phone', 'url', 'email']);
  if (!/\p{Ll}/u.test(bare)) return [];
  return [...new Set(bare.match(/(?<![\p{L}\p{Nd}])[A-Z]{2,}(?![\p{L}\p{Nd}])/gu) ?? [])];
}

function withoutTokens(text: string, kinds: readonly string[]): string {
  let bare = text;
  for (const { kind, start, end } of findTokens(text))
    if (kinds.includes(kind)) bare = bare.slice(0, start) + ' '.repeat(end - start) + bare.slice(end);
  return bare;
}

const digitsOf = (text: string): string =>
  (text.match(/\p{Nd}/gu) ?? []).map((digit) => String(digitValue(digit))).join('');

/** Any script's decimal digit → 0–9: each run of ten digits starts at a zero. */
function digitValue(digit: string): number {
  let zero = digit.codePointAt(0) as number;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) {
    zero--;
    value++;
  }
  return value;
}
