/**
 * Where each object of a PDF lies: cross-reference tables and streams, newest first, with their updates (ISO 32000-1,
 * 7.5.4 and 7.5.8); and the search through the whole file for one whose table is broken. Offsets are kept in typed
 * arrays: a run has 180,000 objects. Never throws.
 */
import { ascii, find } from './bytes.js';
import type { Decoded } from './filters.js';
import { isWord, Lexer } from './lexer.js';
import {
  EMPTY,
  isDict,
  isList,
  isStream,
  nameOf,
  numberOf,
  type PdfDict,
  type PdfStream,
  type PdfValue,
  Unreadable,
} from './value.js';

export interface Xref {
  /** Reads the tables. What they say is there as soon as it has been read. */
  load(): void;
  readonly trailer: PdfDict;
  /** No table could be read. */
  readonly broken: boolean;
  offsetOf(number: number): number | undefined;
  /** The object stream that an object lies in. */
  streamOf(number: number): number | undefined;
  isFree(number: number): boolean;
  numbers(): Iterable<number>;
  /** Takes the result of a search in place of everything read before. */
  replace(found: Found): void;
  /** Adds an object of an object stream, unless it is known already. */
  addInside(number: number, stream: number): void;
}

/** What a search through a file found. */
export interface Found {
  readonly offsets: ReadonlyMap<number, number>;
  readonly trailer: PdfDict;
}

interface Tools {
  read(offset: number): PdfValue | undefined;
  decode(stream: PdfStream): Decoded;
  blame(clause: 'xref', message: string): void;
}

/** PDF's own limit on object numbers (annex C). */
const MAX_NUMBER = 8_388_607;
/** Updates of one file. */
const MAX_SECTIONS = 4096;

const UNKNOWN = 0;
const FREE = 1;
const OFFSET = 2;
const INSIDE = 3;

export function openXref(bytes: Uint8Array, tools: Tools): Xref {
  let kinds = new Uint8Array(1 << 10);
  let places = new Float64Array(1 << 10);
  let count = 0;
  let trailer: PdfDict | undefined;

  /** The newest entry is read first and stays. */
  const set = (number: number, kind: number, place: number): void => {
    if (number > MAX_NUMBER) return;
    if (number >= kinds.length) {
      const length = Math.max(kinds.length * 2, number + 1);
      const [newKinds, newPlaces] = [new Uint8Array(length), new Float64Array(length)];
      newKinds.set(kinds);
      newPlaces.set(places);
      kinds = newKinds;
      places = newPlaces;
    }
    if (kinds[number] !== UNKNOWN) return;
    kinds[number] = kind;
    places[number] = place;
    count = Math.max(count, number + 1);
  };

  /** A table's entries; the lexer stands behind `xref`. False where it is no table. */
  const readTable = (lexer: Lexer): boolean => {
    for (;;) {
      lexer.skipSpace();
      const byte = bytes[lexer.at];
      if (byte === undefined || byte < 48 || byte > 57) return lexer.take('trailer');
      const [first, size] = [lexer.next(), lexer.next()];
      if (typeof first !== 'number' || typeof size !== 'number') return false;
      for (let i = 0; i < size; i++) {
        const offset = lexer.next();
        const generation = lexer.next();
        const kind = lexer.next();
        if (typeof offset !== 'number' || typeof generation !== 'number' || !isWord(kind)) return false;
        if (kind.word === 'n') set(first + i, OFFSET, offset);
        else if (kind.word === 'f') set(first + i, FREE, 0);
        else return false;
      }
    }
  };

  const readStream = (stream: PdfStream): boolean => {
    const { entries } = stream.dict;
    const widths = numbersOf(entries.get('W'));
    const size = numberOf(entries.get('Size')) ?? 0;
    const sections = entries.has('Index') ? numbersOf(entries.get('Index')) : [0, size];
    const [w0 = 0, w1 = 0, w2 = 0] = widths;
    const width = w0 + w1 + w2;
    if (widths.length < 3 || width < 1 || width > 24) return false;
    const { bytes: data } = tools.decode(stream);
    const field = (at: number, length: number): number => {
      let n = 0;
      for (let i = 0; i < length; i++) n = n * 256 + data[at + i]!;
      return n;
    };
    let at = 0;
    for (let s = 0; s + 1 < sections.length; s += 2)
      for (let i = 0; i < sections[s + 1]! && at + width <= data.length; i++, at += width) {
        const kind = w0 === 0 ? 1 : field(at, w0);
        const place = field(at + w0, w1);
        if (kind === 0) set(sections[s]! + i, FREE, 0);
        else if (kind === 1) set(sections[s]! + i, OFFSET, place);
        else if (kind === 2) set(sections[s]! + i, INSIDE, place);
      }
    return true;
  };

  /** One section and its trailer; undefined where there is none. */
  const readSection = (offset: number): PdfDict | undefined => {
    const lexer = new Lexer(bytes, offset, false);
    if (lexer.take('xref')) {
      if (!readTable(lexer)) return undefined;
      const own = new Lexer(bytes, lexer.at).value();
      return isDict(own) ? own : undefined;
    }
    const stream = tools.read(offset);
    if (!isStream(stream) || nameOf(stream.dict.entries.get('Type')) !== 'XRef') return undefined;
    return readStream(stream) ? stream.dict : undefined;
  };

  const readAll = (): boolean => {
    const start = startOf(bytes);
    if (start === undefined) return false;
    const seen = new Set<number>();
    const waiting = [start];
    while (waiting.length > 0) {
      const offset = waiting.shift()!;
      if (seen.has(offset) || seen.size > MAX_SECTIONS || offset < 0 || offset >= bytes.length) {
        tools.blame('xref', 'the cross-reference leads in a circle or out of the file');
        continue;
      }
      seen.add(offset);
      const own = quietly(() => readSection(offset));
      if (!own) {
        if (trailer === undefined) return false;
        tools.blame('xref', 'an older cross-reference section cannot be read');
        continue;
      }
      trailer ??= own;
      for (const key of ['XRefStm', 'Prev']) {
        const next = numberOf(own.entries.get(key));
        if (next !== undefined) waiting.push(next);
      }
    }
    return true;
  };

  let broken = false;
  const kindOf = (number: number): number => kinds[number] ?? UNKNOWN;
  return {
    load() {
      broken = !readAll() || broken;
    },
    get trailer() {
      return trailer ?? EMPTY;
    },
    get broken() {
      return broken;
    },
    offsetOf: (number) => (kindOf(number) === OFFSET ? places[number] : undefined),
    streamOf: (number) => (kindOf(number) === INSIDE ? places[number] : undefined),
    isFree: (number) => kindOf(number) === FREE,
    *numbers() {
      for (let number = 0; number < count; number++) if (kindOf(number) >= OFFSET) yield number;
    },
    replace(found) {
      kinds.fill(UNKNOWN);
      for (const [number, offset] of found.offsets) set(number, OFFSET, offset);
      if (found.trailer.entries.has('Root')) trailer = found.trailer;
      broken = true;
    },
    addInside: (number, stream) => set(number, INSIDE, stream),
  };
}

/** The offset behind the last `startxref`. */
function startOf(bytes: Uint8Array): number | undefined {
  const from = Math.max(0, bytes.length - 2048);
  const found = [...ascii(bytes, from, 2048).matchAll(/startxref\s+(\d{1,15})/g)].at(-1);
  return found ? Number(found[1]) : undefined;
}

const numbersOf = (value: PdfValue | undefined): number[] =>
  isList(value) ? value.map((v) => Math.max(0, Math.floor(numberOf(v) ?? 0))) : [];

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return undefined;
  }
}

/** Every `12 0 obj` of a file, the last of each number, and a trailer with a /Root. */
export function scanObjects(bytes: Uint8Array): Found {
  const offsets = new Map<number, number>();
  let trailer = EMPTY;
  const isDigit = (at: number): boolean => bytes[at]! >= 48 && bytes[at]! <= 57;
  const isSpace = (at: number): boolean =>
    bytes[at] === 32 || bytes[at] === 10 || bytes[at] === 13 || bytes[at] === 9 || bytes[at] === 0;
  for (let at = find(bytes, 'obj', 0); at !== -1; at = find(bytes, 'obj', at + 3)) {
    let start = at - 1;
    while (start > 0 && isSpace(start)) start--;
    const generation = start;
    while (start >= 0 && isDigit(start)) start--;
    if (start === generation || !isSpace(start)) continue;
    while (start > 0 && isSpace(start)) start--;
    const end = start + 1;
    while (start >= 0 && end - start < 10 && isDigit(start)) start--;
    if (end - start > 1) offsets.set(Number(ascii(bytes, start + 1, end - start - 1)), start + 1);
  }
  const consider = (dict: PdfValue | undefined): void => {
    if (isDict(dict) && dict.entries.has('Root')) trailer = dict;
  };
  for (let at = find(bytes, 'trailer', 0); at !== -1; at = find(bytes, 'trailer', at + 7))
    consider(quietly(() => new Lexer(bytes, at + 7).value()));
  // A file with cross-reference streams has no trailer: each stream's dictionary is one.
  for (const offset of trailer.entries.size > 0 ? [] : offsets.values()) {
    if (!/\/(XRef|Catalog)\b/.test(ascii(bytes, offset, 400))) continue;
    const lexer = new Lexer(bytes, find(bytes, 'obj', offset) + 3);
    const dict = quietly(() => lexer.value());
    consider(dict);
    if (trailer.entries.size === 0 && isDict(dict) && nameOf(dict.entries.get('Type')) === 'Catalog') {
      const number = [...offsets].find(([, o]) => o === offset)![0];
      trailer = { kind: 'dict', entries: new Map([['Root', { kind: 'ref', number }]]) };
    }
  }
  return { offsets, trailer };
}
