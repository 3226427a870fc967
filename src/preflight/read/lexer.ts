/**
 * Bytes → PDF values (ISO 32000-1, 7.2 and 7.3), for the file itself and for content streams. Forgiving where
 * viewers are: a malformed number is what can be read of it, an unclosed string or dictionary ends with the
 * bytes. Throws Unreadable only for nesting deeper than MAX_DEPTH, which no honest file has.
 */
import {
  type Keyword,
  type PdfDict,
  type PdfName,
  type PdfString,
  type PdfValue,
  Unreadable,
} from './value.js';

const MAX_DEPTH = 200;

const SPACE = 1;
const DELIMITER = 2;
/** What a byte is: white space, a delimiter, or 0 for a regular character (7.2.2). */
const CLASS = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) CLASS[byte] = SPACE;
for (const ch of '()<>[]{}/%') CLASS[ch.charCodeAt(0)] = DELIMITER;

/** Names and operators come again and again: one object each. Bounded, since noise can make up any number. */
const MAX_KNOWN = 4096;
const names = new Map<string, PdfName>();
const keywords = new Map<string, Keyword>();
/** Words of up to three letters, as all operators are, by their bytes. */
const operators = new Map<number, Keyword>();

function known<T, K>(map: Map<K, T>, key: K, made: T): T {
  const before = map.get(key);
  if (before) return before;
  if (map.size < MAX_KNOWN) map.set(key, made);
  return made;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

export class Lexer {
  readonly bytes: Uint8Array;
  /** Of the next byte. */
  at: number;
  readonly end: number;
  /** Whether `12 0 R` is a reference; in content streams it is not. */
  readonly #references: boolean;

  constructor(bytes: Uint8Array, at = 0, references = true) {
    this.bytes = bytes;
    this.at = at;
    this.end = bytes.length;
    this.#references = references;
  }

  /** Over white space and comments. */
  skipSpace(): void {
    const { bytes, end } = this;
    while (this.at < end) {
      const byte = bytes[this.at]!;
      if (CLASS[byte] === SPACE) this.at++;
      else if (byte === 0x25)
        while (this.at < end && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at++;
      else return;
    }
  }

  /** The next value or bare word; undefined at the end. A closing bracket too many is passed over. */
  next(depth = 0): PdfValue | Keyword | undefined {
    for (;;) {
      this.skipSpace();
      if (this.at >= this.end) return undefined;
      const byte = this.bytes[this.at]!;
      if (isDigit(byte) || byte === 0x2d || byte === 0x2b || byte === 0x2e) return this.#number();
      switch (byte) {
        case 0x2f:
          return this.#name();
        case 0x28:
          return this.#literal();
        case 0x3c:
          return this.bytes[this.at + 1] === 0x3c ? this.#dict(depth) : this.#hex();
        case 0x5b:
          return this.#list(depth);
        case 0x29:
        case 0x3e:
        case 0x5d:
        case 0x7b:
        case 0x7d:
          this.at++;
          continue;
        default:
          return this.#word();
      }
    }
  }

  /** The next value, bare words and the end read as null. */
  value(): PdfValue {
    const next = this.next();
    return next === undefined || isWord(next) ? null : next;
  }

  /** Moves past this bare word if it comes next. */
  take(word: string): boolean {
    this.skipSpace();
    for (let i = 0; i < word.length; i++) if (this.bytes[this.at + i] !== word.charCodeAt(i)) return false;
    this.at += word.length;
    return true;
  }

  #number(): PdfValue {
    const { bytes } = this;
    const start = this.at;
    let at = start;
    let negative = false;
    while (bytes[at] === 0x2d || bytes[at] === 0x2b) negative = bytes[at++] === 0x2d;
    let value = 0;
    let digits = 0;
    for (; isDigit(bytes[at]); at++, digits++) value = value * 10 + (bytes[at]! - 48);
    const whole = bytes[at] !== 0x2e;
    if (!whole) {
      let unit = 0.1;
      for (at++; isDigit(bytes[at]); at++, digits++, unit /= 10) value += (bytes[at]! - 48) * unit;
    }
    // The rest of a malformed number (1.2.3, 5-6) belongs to it.
    while (
      at < this.end &&
      CLASS[bytes[at]!] === 0 &&
      (isDigit(bytes[at]) || bytes[at] === 0x2d || bytes[at] === 0x2e)
    )
      at++;
    this.at = at;
    if (whole && this.#references && !negative && digits > 0 && digits < 9 && this.#isReference())
      return { kind: 'ref', number: value };
    return negative ? -value : value;
  }

  /** After a whole number: whether a generation and `R` follow; then moves past them. */
  #isReference(): boolean {
    const { bytes } = this;
    let at = this.at;
    while (CLASS[bytes[at]!] === SPACE) at++;
    if (at === this.at || !isDigit(bytes[at])) return false;
    while (isDigit(bytes[at])) at++;
    if (CLASS[bytes[at]!] !== SPACE) return false;
    while (CLASS[bytes[at]!] === SPACE) at++;
    if (bytes[at] !== 0x52 || (at + 1 < this.end && CLASS[bytes[at + 1]!] === 0)) return false;
    this.at = at + 1;
    return true;
  }

  #name(): PdfName {
    const { bytes, end } = this;
    let out = '';
    this.at++;
    while (this.at < end && CLASS[bytes[this.at]!] === 0) {
      let byte = bytes[this.at++]!;
      if (byte === 0x23) {
        const code = Number.parseInt(String.fromCharCode(bytes[this.at] ?? 0, bytes[this.at + 1] ?? 0), 16);
        if (hexDigit(bytes[this.at]) >= 0 && hexDigit(bytes[this.at + 1]) >= 0) {
          byte = code;
          this.at += 2;
        }
      }
      out += String.fromCharCode(byte);
    }
    return known(names, out, { kind: 'name', name: out });
  }

  #word(): PdfValue | Keyword {
    const { bytes, end } = this;
    const start = this.at;
    while (this.at < end && CLASS[bytes[this.at]!] === 0) this.at++;
    const length = this.at - start;
    let short = 0;
    if (length <= 3) {
      for (let i = start; i < this.at; i++) short = short * 256 + bytes[i]!;
      const before = operators.get(short);
      if (before) return before;
    }
    // Long words are noise: no operator has more than a few letters.
    const word = String.fromCharCode(...bytes.subarray(start, Math.min(this.at, start + 32)));
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    const keyword = known<Keyword, string>(keywords, word, { kind: 'keyword', word });
    return length <= 3 ? known(operators, short, keyword) : keyword;
  }

  #literal(): PdfString {
    const { bytes, end } = this;
    const out: number[] = [];
    let open = 1;
    this.at++;
    while (this.at < end) {
      let byte = bytes[this.at++]!;
      if (byte === 0x28) open++;
      else if (byte === 0x29 && --open === 0) break;
      else if (byte === 0x5c) {
        const next = bytes[this.at++];
        if (next === undefined) break;
        if (next === 13 || next === 10) {
          if (next === 13 && bytes[this.at] === 10) this.at++;
          continue;
        }
        if (next >= 48 && next <= 55) {
          byte = next - 48;
          for (let i = 0; i < 2 && bytes[this.at]! >= 48 && bytes[this.at]! <= 55; i++)
            byte = byte * 8 + (bytes[this.at++]! - 48);
          byte &= 255;
        } else byte = ESCAPES[String.fromCharCode(next)] ?? next;
      }
      out.push(byte);
    }
    return { kind: 'string', bytes: Uint8Array.from(out) };
  }

  #hex(): PdfString {
    const { bytes, end } = this;
    const out: number[] = [];
    let half = -1;
    this.at++;
    while (this.at < end) {
      const byte = bytes[this.at++]!;
      if (byte === 0x3e) break;
      const digit = hexDigit(byte);
      if (digit < 0) continue;
      if (half < 0) half = digit;
      else {
        out.push(half * 16 + digit);
        half = -1;
      }
    }
    if (half >= 0) out.push(half * 16);
    return { kind: 'string', bytes: Uint8Array.from(out) };
  }

  #list(depth: number): readonly PdfValue[] {
    if (depth > MAX_DEPTH) throw new Unreadable('an object is nested too deeply');
    const out: PdfValue[] = [];
    this.at++;
    for (;;) {
      this.skipSpace();
      if (this.at >= this.end) return out;
      if (this.bytes[this.at] === 0x5d) {
        this.at++;
        return out;
      }
      const before = this.at;
      const value = this.next(depth + 1);
      if (value === undefined) return out;
      if (isWord(value)) {
        if (ENDS.has(value.word)) {
          this.at = before;
          return out;
        }
      } else out.push(value);
    }
  }

  #dict(depth: number): PdfDict {
    if (depth > MAX_DEPTH) throw new Unreadable('an object is nested too deeply');
    const entries = new Map<string, PdfValue>();
    this.at += 2;
    for (;;) {
      this.skipSpace();
      if (this.at >= this.end) return { kind: 'dict', entries };
      const byte = this.bytes[this.at];
      if (byte === 0x3e) {
        this.at += this.bytes[this.at + 1] === 0x3e ? 2 : 1;
        return { kind: 'dict', entries };
      }
      const before = this.at;
      if (byte !== 0x2f) {
        // No key: passed over, unless the object is at its end.
        const stray = this.next(depth + 1);
        if (stray !== undefined && isWord(stray) && ENDS.has(stray.word)) {
          this.at = before;
          return { kind: 'dict', entries };
        }
        continue;
      }
      const key = this.#name().name;
      this.skipSpace();
      // `/Key /Other` is a value; `/Key >>` is none.
      if (this.bytes[this.at] === 0x3e && this.bytes[this.at + 1] === 0x3e) continue;
      const at = this.at;
      const value = this.next(depth + 1);
      if (value === undefined) continue;
      if (!isWord(value)) entries.set(key, value);
      else if (ENDS.has(value.word)) this.at = at;
    }
  }
}

const ENDS = new Set(['endobj', 'obj', 'stream', 'endstream', 'xref', 'trailer', 'startxref']);
const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

export const isWord = (value: PdfValue | Keyword | undefined): value is Keyword =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'keyword';

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
