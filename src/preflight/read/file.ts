/**
 * A PDF's objects, by number, as they lie in the file: classic and stream cross-references, updates, object streams
 * (ISO 32000-1, 7.5). Objects are read when they are asked for. Where the cross-reference is wrong the whole file is
 * searched for objects instead, and `faults` says so.
 *
 * Why a reader of our own: no library held. Measured on Node 20, two cores, with 60,000 pages (38 MB, 180,000
 * objects) and damaged files. @cantoo/pdf-lib 2.11.1 took 8.1 s and 417 MB before a page was looked at; it scans the file and
 * never reads the cross-reference, so it cannot find it wrong; a loop in the page tree or 100,000 nested nodes
 * overflow its stack, 40 % of a file cut off is a TypeError, and an object stream is inflated without a limit (300 MB:
 * 9 s, 592 MB). pdfjs-dist 5.4.296 opens the file in 0.6 s but needs 4.4 ms a page (264 s), hands out drawing
 * commands without objects, boxes or intents, and was still at work after 60 s on a 3 MB stream of 3 GB.
 *
 * Does not: decrypt, repair, or write. Never throws: what cannot be read is null and a fault.
 */
import { ascii, find } from './bytes.js';
import { type Decoded, decode, type Filter, filterName, type Inflate } from './filters.js';
import { Lexer } from './lexer.js';
import {
  EMPTY,
  isDict,
  isList,
  isRef,
  isStream,
  nameOf,
  numberOf,
  type PdfDict,
  type PdfStream,
  type PdfValue,
  Unreadable,
} from './value.js';
import { openXref, scanObjects } from './xref.js';

export interface Fault {
  readonly clause: 'readable' | 'xref' | 'stream-damaged' | 'limit';
  readonly message: string;
  readonly object?: number;
}

export interface PdfFile {
  /** `1.6`, from the header; undefined where there is none. */
  readonly version: string | undefined;
  readonly trailer: PdfDict;
  /** What was found wrong so far: grows while objects are read. */
  readonly faults: readonly Fault[];
  /** Follows references to a value; null for what is not there. */
  get(value: PdfValue | undefined): PdfValue;
  /** An entry of a dictionary or of a stream's, references followed; null if there is none. */
  entry(of: PdfValue | undefined, key: string): PdfValue;
  /** A dictionary, or a stream's; an empty one for anything else. */
  dict(value: PdfValue | undefined): PdfDict;
  /** Items of an array; one value alone stands for a list of it, null for none. */
  list(value: PdfValue | undefined): readonly PdfValue[];
  /** A stream's filters, full names. */
  filters(stream: PdfStream): readonly Filter[];
  /** A stream decoded, as far as its filters are not picture formats. `object` names it in a fault. */
  decode(stream: PdfStream, object?: number): Decoded;
}

/** Bytes a single stream may have, and all of them together for each file and for each of its bytes. */
const STREAM_LIMIT = 1 << 26;
const FILE_LIMIT = 1 << 26;
const BYTES_PER_BYTE = 24;
/** Objects kept in memory. */
const KEPT = 8192;
/** Decoded object streams kept. */
const KEPT_STREAMS = 16;
const MAX_FAULTS = 200;

export function openFile(bytes: Uint8Array, inflate: Inflate): PdfFile {
  const faults: Fault[] = [];
  const objects = new Map<number, PdfValue>();
  const objectStreams = new Map<number, ReadonlyMap<number, PdfValue>>();
  const open = new Set<number>();
  let budget = FILE_LIMIT + bytes.length * BYTES_PER_BYTE;
  let scanned = false;

  const blame = (clause: Fault['clause'], message: string, object?: number): void => {
    if (faults.length >= MAX_FAULTS || faults.some((f) => f.message === message && f.object === object))
      return;
    faults.push({ clause, message, ...(object === undefined ? {} : { object }) });
  };

  const decodeStream = (stream: PdfStream, object?: number): Decoded => {
    const limit = Math.max(0, Math.min(STREAM_LIMIT, budget));
    const decoded = decode(stream.raw, filtersOf(stream), limit, inflate);
    budget -= decoded.bytes.length;
    if (decoded.fault === 'large') {
      // What a bomb has blown up is not looked at either.
      budget -= limit - decoded.bytes.length;
      blame('limit', `a stream grows to more than ${Math.round(limit / 1e6)} MB and was not read`, object);
      return { bytes: new Uint8Array(0), fault: 'large' };
    }
    if (decoded.fault) blame('stream-damaged', `a stream cannot be decoded (${filterNames(stream)})`, object);
    return decoded;
  };
  const filterNames = (stream: PdfStream): string =>
    filtersOf(stream)
      .map((f) => f.name)
      .join(', ') || 'no filter';

  const filtersOf = (stream: PdfStream): readonly Filter[] => {
    const { entries } = stream.dict;
    const named = list(entries.get('Filter') ?? entries.get('F'));
    const parameters = list(entries.get('DecodeParms') ?? entries.get('DP'));
    return named.flatMap((value, i) => {
      const name = nameOf(get(value));
      return name === undefined ? [] : [{ name: filterName(name), parameters: dict(parameters[i]) }];
    });
  };

  /** The object that starts at an offset: `12 0 obj`, a value, perhaps a stream. */
  const readAt = (offset: number, number: number): PdfValue | undefined => {
    const lexer = new Lexer(bytes, offset);
    // `12 0 obj`, read by hand: `12 0 R` would be a reference.
    lexer.skipSpace();
    let found = 0;
    let digits = 0;
    for (; digits < 10 && isDigit(bytes[lexer.at]); digits++) found = found * 10 + bytes[lexer.at++]! - 48;
    if (digits === 0 || found !== number) return undefined;
    lexer.skipSpace();
    while (isDigit(bytes[lexer.at])) lexer.at++;
    if (!lexer.take('obj')) return undefined;
    const value = lexer.value();
    if (!isDict(value) || !lexer.take('stream')) return value;
    if (bytes[lexer.at] === 13) lexer.at++;
    if (bytes[lexer.at] === 10) lexer.at++;
    return { kind: 'stream', dict: value, raw: streamBytes(value, lexer.at, number) };
  };

  const streamBytes = (dict: PdfDict, start: number, number: number): Uint8Array => {
    const said = numberOf(get(dict.entries.get('Length')));
    if (said !== undefined && said >= 0 && start + said <= bytes.length) {
      const after = new Lexer(bytes, start + said);
      if (after.take('endstream')) return bytes.subarray(start, start + said);
    }
    const end = find(bytes, 'endstream', start);
    blame('stream-damaged', 'a stream is not as long as its /Length says', number);
    return bytes.subarray(start, end === -1 ? bytes.length : end);
  };

  /** All objects of an object stream (7.5.7). */
  const openObjectStream = (number: number): ReadonlyMap<number, PdfValue> => {
    const known = objectStreams.get(number);
    if (known) return known;
    const inside = new Map<number, PdfValue>();
    const stream = read(number);
    if (isStream(stream)) {
      const decoded = decodeStream(stream, number).bytes;
      const count = Math.min(numberOf(get(stream.dict.entries.get('N'))) ?? 0, decoded.length);
      const first = numberOf(get(stream.dict.entries.get('First'))) ?? 0;
      const head = new Lexer(decoded.subarray(0, Math.max(0, first)), 0, false);
      for (let i = 0; i < count; i++) {
        const [object, offset] = [head.next(), head.next()];
        if (typeof object !== 'number' || typeof offset !== 'number') break;
        inside.set(object, quietly(() => new Lexer(decoded, first + offset).value(), object) ?? null);
      }
    }
    if (objectStreams.size >= KEPT_STREAMS) objectStreams.delete(objectStreams.keys().next().value!);
    objectStreams.set(number, inside);
    return inside;
  };

  /** Undefined for what is nested too deeply, which is told. */
  const quietly = <T>(work: () => T, object?: number): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      blame('readable', error.message, object);
      return undefined;
    }
  };

  const lookUp = (number: number): PdfValue => {
    const inside = xref.streamOf(number);
    if (inside !== undefined) {
      const value = openObjectStream(inside).get(number);
      if (value !== undefined) return value;
    } else {
      const offset = xref.offsetOf(number);
      if (offset !== undefined) {
        const value = quietly(() => readAt(offset, number) ?? WRONG, number);
        if (value === undefined) return null;
        if (value !== WRONG) return value as PdfValue;
      } else if (xref.isFree(number) || scanned) return null;
    }
    // Not where it should be. Objects that no table names are not there (7.3.10), unless the table is broken.
    if (xref.offsetOf(number) === undefined && inside === undefined && !xref.broken) return null;
    if (!scan(`object ${number} is not where the cross-reference says`)) return null;
    return lookUp(number);
  };

  /** Searches the whole file for objects, once. */
  const scan = (why: string): boolean => {
    if (scanned) return false;
    scanned = true;
    blame('xref', `${why}; the file was searched for its objects instead`);
    xref.replace(scanObjects(bytes));
    objects.clear();
    objectStreams.clear();
    for (const number of xref.numbers()) {
      const value = read(number);
      if (!isStream(value) || nameOf(get(value.dict.entries.get('Type'))) !== 'ObjStm') continue;
      for (const inner of openObjectStream(number).keys()) xref.addInside(inner, number);
    }
    return true;
  };

  const read = (number: number): PdfValue => {
    const known = objects.get(number);
    if (known !== undefined) return known;
    if (open.has(number)) return null;
    open.add(number);
    const value = lookUp(number);
    open.delete(number);
    if (objects.size >= KEPT) objects.delete(objects.keys().next().value!);
    objects.set(number, value);
    return value;
  };

  const get = (value: PdfValue | undefined): PdfValue => {
    let found = value ?? null;
    for (let i = 0; isRef(found); i++) found = i < 32 ? read(found.number) : null;
    return found;
  };
  const dict = (value: PdfValue | undefined): PdfDict => {
    const found = get(value);
    return isStream(found) ? found.dict : isDict(found) ? found : EMPTY;
  };
  const list = (value: PdfValue | undefined): readonly PdfValue[] => {
    const found = get(value);
    return found === null ? [] : isList(found) ? found : [found];
  };

  const header = find(bytes.subarray(0, 1024), '%PDF-', 0);
  const version = header === -1 ? undefined : /^\d\.\d/.exec(ascii(bytes, header + 5, 3))?.[0];
  const xref = openXref(bytes, {
    read: (offset) => quietly(() => readIndirect(offset)),
    decode: decodeStream,
    blame,
  });
  /** An object at an offset, whatever its number. */
  function readIndirect(offset: number): PdfValue | undefined {
    const number = /^\s*(\d{1,9})\s/.exec(ascii(bytes, offset, 16))?.[1];
    return number === undefined ? undefined : readAt(offset, Number(number));
  }
  xref.load();
  if (xref.broken) scan('there is no cross-reference that can be read');
  const catalogOf = (trailer: PdfDict): PdfValue => get(trailer.entries.get('Root'));
  if (!isDict(catalogOf(xref.trailer))) scan('the trailer leads to no catalog');

  return {
    version,
    get trailer() {
      return xref.trailer;
    },
    faults,
    get,
    entry: (of, key) => get(dict(of).entries.get(key)),
    dict,
    list,
    filters: filtersOf,
    decode: decodeStream,
  };
}

const WRONG = Symbol('not this object');

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;
