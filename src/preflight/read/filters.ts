/**
 * Undoes a stream's filters (ISO 32000-1, 7.4): Flate and LZW with their predictors, ASCII85, ASCIIHex, RunLength.
 * Picture formats (DCT, JPX, CCITT, JBIG2) are left as they are and named. Nothing grows past a limit; what is
 * damaged gives what could be read of it, and says so.
 */
import { nameOf, numberOf, type PdfDict } from './value.js';

/** zlib (RFC 1950) from above, since this floor has none. Never throws and never makes more than `limit` bytes. */
export type Inflate = (bytes: Uint8Array, limit: number) => Decoded;

export interface Decoded {
  readonly bytes: Uint8Array;
  /** `large`: there is more than the limit. `damaged`: what could be read up to there. */
  readonly fault?: 'large' | 'damaged';
  /** The picture format that the bytes are still in. */
  readonly left?: string;
}

export interface Filter {
  readonly name: string;
  readonly parameters: PdfDict;
}

const SHORT: Readonly<Record<string, string>> = {
  Fl: 'FlateDecode',
  LZW: 'LZWDecode',
  A85: 'ASCII85Decode',
  AHx: 'ASCIIHexDecode',
  RL: 'RunLengthDecode',
  DCT: 'DCTDecode',
  CCF: 'CCITTFaxDecode',
};
/** A filter's full name; inline images abbreviate it (8.9.7). */
export const filterName = (name: string): string => SHORT[name] ?? name;

const PICTURES = new Set(['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode']);

export function decode(
  raw: Uint8Array,
  filters: readonly Filter[],
  limit: number,
  inflate: Inflate,
): Decoded {
  let bytes = raw;
  let fault: Decoded['fault'];
  for (const { name, parameters } of filters) {
    if (PICTURES.has(name)) return { bytes, left: name, ...(fault ? { fault } : {}) };
    const step = decodeOne(name, parameters, bytes, limit, inflate);
    if (!step) return { bytes: new Uint8Array(0), fault: 'damaged' };
    bytes = step.bytes;
    fault ??= step.fault;
  }
  return { bytes, ...(fault ? { fault } : {}) };
}

function decodeOne(
  name: string,
  parameters: PdfDict,
  bytes: Uint8Array,
  limit: number,
  inflate: Inflate,
): Decoded | undefined {
  switch (name) {
    case 'FlateDecode':
      return undoPredictor(inflate(bytes, limit), parameters);
    case 'LZWDecode':
      return undoPredictor(
        unLzw(bytes, limit, numberOf(parameters.entries.get('EarlyChange')) ?? 1),
        parameters,
      );
    case 'ASCII85Decode':
      return unAscii85(bytes, limit);
    case 'ASCIIHexDecode':
      return unAsciiHex(bytes);
    case 'RunLengthDecode':
      return unRunLength(bytes, limit);
    case 'Crypt':
      return nameOf(parameters.entries.get('Name')) === 'Identity' ? { bytes } : undefined;
    default:
      return undefined;
  }
}

/** TIFF predictor 2 and the PNG predictors (7.4.4.4). */
function undoPredictor(decoded: Decoded, parameters: PdfDict): Decoded {
  const of = (key: string, otherwise: number): number => numberOf(parameters.entries.get(key)) ?? otherwise;
  const predictor = of('Predictor', 1);
  if (predictor <= 1) return decoded;
  const colors = clamp(of('Colors', 1), 1, 32);
  const bits = clamp(of('BitsPerComponent', 8), 1, 16);
  const columns = clamp(of('Columns', 1), 1, 1 << 24);
  const width = Math.ceil((colors * bits * columns) / 8);
  const pixel = Math.max(1, Math.floor((colors * bits) / 8));
  const { bytes, fault } = decoded;
  if (predictor === 2) {
    const out = bytes.slice();
    if (bits === 8)
      for (let row = 0; row < out.length; row += width)
        for (let i = row + pixel; i < Math.min(row + width, out.length); i++)
          out[i] = (out[i]! + out[i - pixel]!) & 255;
    return { bytes: out, ...(fault ? { fault } : {}) };
  }
  const rows = Math.ceil(bytes.length / (width + 1));
  const out = new Uint8Array(Math.max(0, bytes.length - rows));
  let to = 0;
  for (let from = 0; from < bytes.length; from += width + 1) {
    const type = bytes[from]!;
    const count = Math.min(width, bytes.length - from - 1);
    for (let i = 0; i < count; i++) {
      const left = i >= pixel ? out[to + i - pixel]! : 0;
      const up = to >= width ? out[to + i - width]! : 0;
      const corner = i >= pixel && to >= width ? out[to + i - width - pixel]! : 0;
      const guess =
        type === 1
          ? left
          : type === 2
            ? up
            : type === 3
              ? (left + up) >> 1
              : type === 4
                ? paeth(left, up, corner)
                : 0;
      out[to + i] = (bytes[from + 1 + i]! + guess) & 255;
    }
    to += count;
  }
  return { bytes: out.subarray(0, to), ...(fault ? { fault } : {}) };
}

function paeth(left: number, up: number, corner: number): number {
  const p = left + up - corner;
  const [a, b, c] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

const clamp = (n: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, Math.floor(n)));

function unLzw(bytes: Uint8Array, limit: number, early: number): Decoded {
  const out = growing(limit);
  // A code is the text of another and one byte more.
  const prefix = new Int32Array(4096);
  const last = new Uint8Array(4096);
  const length = new Uint16Array(4096);
  for (let i = 0; i < 256; i++) {
    last[i] = i;
    length[i] = 1;
  }
  let next = 258;
  let width = 9;
  let before = -1;
  let buffer = 0;
  let held = 0;
  let at = 0;
  const piece = new Uint8Array(4096);
  const spell = (code: number): Uint8Array => {
    const size = length[code]!;
    for (let i = size - 1, c = code; i >= 0; i--) {
      piece[i] = last[c]!;
      c = prefix[c]!;
    }
    return piece.subarray(0, size);
  };
  for (;;) {
    while (held < width && at < bytes.length) {
      buffer = ((buffer << 8) | bytes[at++]!) & 0xffffff;
      held += 8;
    }
    if (held < width) return out.done();
    const code = (buffer >> (held - width)) & ((1 << width) - 1);
    held -= width;
    if (code === 257) return out.done();
    if (code === 256) {
      next = 258;
      width = 9;
      before = -1;
      continue;
    }
    if (code > next || (code === next && before < 0) || (code >= 258 && code > next))
      return out.done('damaged');
    if (before >= 0 && next < 4096) {
      prefix[next] = before;
      length[next] = length[before]! + 1;
      const head = spell(code === next ? before : code)[0]!;
      last[next] = head;
      next++;
    }
    if (code >= next) return out.done('damaged');
    if (!out.add(spell(code))) return out.done('large');
    before = code;
    if (next + early >= 2048) width = 12;
    else if (next + early >= 1024) width = 11;
    else if (next + early >= 512) width = 10;
    else width = 9;
  }
}

function unAscii85(bytes: Uint8Array, limit: number): Decoded {
  const out = growing(limit);
  const group: number[] = [];
  const four = new Uint8Array(4);
  /** Writes what the group holds; false where the limit is reached. */
  const flush = (): boolean => {
    const count = group.length;
    if (count < 2) return true;
    let value = 0;
    for (let i = 0; i < 5; i++) value = value * 85 + (group[i] ?? 84);
    for (let i = 0; i < 4; i++) four[i] = Math.floor(value / 256 ** (3 - i)) & 255;
    group.length = 0;
    return out.add(four.subarray(0, count - 1));
  };
  for (const byte of bytes) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && group.length === 0) {
      if (!out.add(four.fill(0))) return out.done('large');
    } else if (byte >= 33 && byte <= 117) {
      group.push(byte - 33);
      if (group.length === 5 && !flush()) return out.done('large');
    } else if (byte > 32) return out.done('damaged');
  }
  return flush() ? out.done() : out.done('large');
}

function unAsciiHex(bytes: Uint8Array): Decoded {
  const out = new Uint8Array((bytes.length + 1) >> 1);
  let digits = 0;
  let fault: Decoded['fault'];
  for (const byte of bytes) {
    if (byte === 0x3e) break;
    if (byte <= 32) continue;
    const digit = Number.parseInt(String.fromCharCode(byte), 16);
    if (Number.isNaN(digit)) {
      fault = 'damaged';
      break;
    }
    out[digits >> 1]! |= digits % 2 === 0 ? digit << 4 : digit;
    digits++;
  }
  return { bytes: out.subarray(0, (digits + 1) >> 1), ...(fault ? { fault } : {}) };
}

function unRunLength(bytes: Uint8Array, limit: number): Decoded {
  const out = growing(limit);
  let at = 0;
  while (at < bytes.length) {
    const length = bytes[at++]!;
    if (length === 128) return out.done();
    const run =
      length < 128 ? bytes.subarray(at, at + length + 1) : new Uint8Array(257 - length).fill(bytes[at] ?? 0);
    at += length < 128 ? length + 1 : 1;
    if (!out.add(run)) return out.done('large');
  }
  return out.done();
}

/** Collects bytes up to a limit. */
function growing(limit: number): {
  add(bytes: Uint8Array): boolean;
  done(fault?: Decoded['fault']): Decoded;
} {
  let all = new Uint8Array(1 << 12);
  let size = 0;
  return {
    add(bytes) {
      if (size + bytes.length > limit) return false;
      if (size + bytes.length > all.length) {
        const larger = new Uint8Array(Math.max(all.length * 2, size + bytes.length));
        larger.set(all.subarray(0, size));
        all = larger;
      }
      all.set(bytes, size);
      size += bytes.length;
      return true;
    },
    done: (fault) => ({ bytes: all.subarray(0, size), ...(fault ? { fault } : {}) }),
  };
}
