/**
 * A PDF file as a numbered list of objects, written from front to back: remembers where each starts, and ends with the
 * cross-reference table. Memory grows by eight bytes an object alone.
 */

import { formatDict, formatObjectHead, type PdfDict, type PdfObject } from './value.js';
import { PDF_VERSION } from './x4.js';

/** Characters that may wait to be written. */
const WAITING = 1 << 14;
/** Entries of the cross-reference table that are kept, and written, at once. */
const TABLE_BITS = 11;
const TABLE = 1 << TABLE_BITS;
/** Below this many characters deflate costs more time than it saves bytes. */
export const SMALL = 2048;

/** To an object of this file. */
export const reference = (number: number): string => `${number} 0 R`;

export interface Objects {
  /** A number for an object that is written later. */
  reserve(): number;
  /** Writes an object; `numberOf` says which number a reference has (default: it is one already). */
  write(object: PdfObject, numberOf?: (index: number) => number): number;
  writeText(body: string, number?: number): number;
  /** Cross-reference table and trailer. The file's length. */
  end(trailer: PdfDict): number;
}

/** Opens a file and writes its head. `write` takes the bytes before it returns. */
export function openObjects(write: (bytes: Uint8Array) => void): Objects {
  const buffer = new Uint8Array(1 << 16);
  const encoder = new TextEncoder();
  /** Where objects start, in pieces of one length: a growing array would be copied, and its copies wait for collection. */
  const offsets: Float64Array[] = [];
  let count = 1; // object 0 heads the free list
  let position = 0;
  /** Texts that wait to be bytes, since a call to encode one costs as much as to make it; few, so that little waits. */
  let waiting = '';

  const flush = (): void => {
    for (let at = 0; at < waiting.length; at += buffer.length) {
      const part = waiting.slice(at, at + buffer.length);
      if (encoder.encodeInto(part, buffer).written !== part.length)
        throw new Error('the text of a PDF object is not ASCII');
      write(buffer.subarray(0, part.length));
    }
    waiting = '';
  };
  const put = (text: string): void => {
    waiting += text;
    position += text.length;
    if (waiting.length > WAITING) flush();
  };
  const putBytes = (bytes: Uint8Array): void => {
    flush();
    write(bytes);
    position += bytes.length;
  };
  const reserve = (): number => {
    if (count >> TABLE_BITS === offsets.length) offsets.push(new Float64Array(TABLE));
    return count++;
  };
  const startsHere = (number: number): void => {
    offsets[number >> TABLE_BITS]![number & (TABLE - 1)] = position;
  };
  const writeText = (body: string, number = reserve()): number => {
    startsHere(number);
    put(`${number} 0 obj\n${body}\nendobj\n`);
    return number;
  };

  // Four bytes above 127 tell file transfer that this is binary (ISO 32000-1, 7.5.2).
  putBytes(new Uint8Array([...encoder.encode(`%PDF-${PDF_VERSION}\n%`), 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]));

  return {
    reserve,
    writeText,
    write(object, numberOf = (index) => index) {
      const head = formatObjectHead(object, (index) => reference(numberOf(index)));
      const { stream } = object;
      if (!stream) return writeText(head);
      const number = reserve();
      startsHere(number);
      put(`${number} 0 obj\n${head}\nstream\n`);
      if (stream.length < SMALL && isAscii(stream)) put(String.fromCharCode(...stream));
      else putBytes(stream);
      put('\nendstream\nendobj\n');
      return number;
    },
    end(trailer) {
      const start = position;
      put(`xref\n0 ${count}\n0000000000 65535 f \n`);
      const table = new Uint8Array(20 * TABLE);
      for (const [i, part] of offsets.entries())
        putBytes(formatOffsets(part.subarray(i === 0 ? 1 : 0, Math.min(TABLE, count - i * TABLE)), table));
      put(`trailer\n${formatDict({ Size: count, ...trailer }, reference)}\nstartxref\n${start}\n%%EOF\n`);
      flush();
      return position;
    },
  };
}

/** Entries of the cross-reference table, twenty bytes each (7.5.4); there must be room `into` bytes for them. */
function formatOffsets(offsets: Float64Array, into: Uint8Array): Uint8Array {
  const bytes = into.subarray(0, 20 * offsets.length);
  for (let i = 0; i < offsets.length; i++) {
    const at = 20 * i;
    let rest = offsets[i]!;
    for (let digit = at + 9; digit >= at; digit--) {
      const tenth = Math.floor(rest / 10);
      bytes[digit] = 48 + rest - 10 * tenth;
      rest = tenth;
    }
    bytes.set(IN_USE, at + 10);
  }
  return bytes;
}
const IN_USE = new TextEncoder().encode(' 00000 n \n');

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 128);
