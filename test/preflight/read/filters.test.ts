/** Filters: what others encode, read back. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate } from '../../../src/job/inflate.js';
import { decode, type Filter } from '../../../src/preflight/read/filters.js';
import type { PdfDict } from '../../../src/preflight/read/value.js';

const filter = (name: string, parameters: Record<string, number> = {}): Filter => ({
  name,
  parameters: { kind: 'dict', entries: new Map(Object.entries(parameters)) } satisfies PdfDict,
});
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const undo = (bytes: Uint8Array, ...filters: Filter[]) => decode(bytes, filters, 1 << 20, inflate);

/** LZW as in 7.4.4.2, codes growing one early. */
function lzw(bytes: Uint8Array): Uint8Array {
  const bits: number[] = [];
  let width = 9;
  const put = (code: number): void => {
    for (let i = width - 1; i >= 0; i--) bits.push((code >> i) & 1);
  };
  let known = new Map<string, number>();
  let next = 258;
  const reset = (): void => {
    put(256);
    known = new Map(Array.from({ length: 256 }, (_, i) => [String.fromCharCode(i), i]));
    next = 258;
    width = 9;
  };
  reset();
  let held = '';
  for (const byte of bytes) {
    const longer = held + String.fromCharCode(byte);
    if (known.has(longer)) {
      held = longer;
      continue;
    }
    put(known.get(held)!);
    known.set(longer, next++);
    if (next + 1 > 1 << width) width++;
    if (next === 4095) reset();
    held = String.fromCharCode(byte);
  }
  if (held) put(known.get(held)!);
  put(257);
  const out = new Uint8Array(Math.ceil(bits.length / 8));
  for (const [i, bit] of bits.entries()) out[i >> 3]! |= bit << (7 - (i & 7));
  return out;
}

describe('filters', () => {
  it('ASCIIHex, ASCII85, RunLength, one after another', () => {
    expect(text(undo(ascii('68 65 6C6c 6f>'), filter('ASCIIHexDecode')).bytes)).toBe('hello');
    expect(text(undo(ascii('87cURD]i,"Ebo80~>'), filter('ASCII85Decode')).bytes)).toBe('Hello World!');
    expect([...undo(ascii('z~>'), filter('ASCII85Decode')).bytes]).toEqual([0, 0, 0, 0]);
    const run = Uint8Array.from([2, 97, 98, 99, 254, 100, 128, 9]);
    expect(text(undo(run, filter('RunLengthDecode')).bytes)).toBe('abcddd');
    const hex = ascii(`${Buffer.from(deflateSync('both')).toString('hex')}>`);
    expect(text(undo(hex, filter('ASCIIHexDecode'), filter('FlateDecode')).bytes)).toBe('both');
  });

  it('LZW gives back whatever it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 20_000 }), (values) => {
        const bytes = Uint8Array.from(values);
        expect(undo(lzw(bytes), filter('LZWDecode'))).toEqual({ bytes });
      }),
      { numRuns: 20 },
    );
    const long = Uint8Array.from({ length: 60_000 }, (_, i) => (i * i * 31) >> 4);
    expect(undo(lzw(long), filter('LZWDecode')).bytes).toEqual(long);
  });

  it('PNG and TIFF predictors', () => {
    // Rows of three bytes: none, sub, up, average, Paeth.
    const rows = [0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 4, 1, 1, 1];
    const png = undo(
      deflateSync(Uint8Array.from(rows)),
      filter('FlateDecode', { Predictor: 15, Columns: 3 }),
    );
    expect([...png.bytes]).toEqual([1, 2, 3, 1, 2, 3, 2, 3, 4, 2, 3, 4, 3, 4, 5]);
    const tiff = undo(
      deflateSync(Uint8Array.from([5, 1, 1, 7, 1, 1])),
      filter('FlateDecode', { Predictor: 2, Columns: 3 }),
    );
    expect([...tiff.bytes]).toEqual([5, 6, 7, 7, 8, 9]);
  });

  it('says what is damaged, too large, or a picture', () => {
    const cut = deflateSync(ascii('a'.repeat(5000) + 'b'.repeat(5000)));
    expect(undo(cut.subarray(0, cut.length - 6), filter('FlateDecode')).fault).toBe('damaged');
    expect(undo(ascii('not zlib'), filter('FlateDecode')).fault).toBe('damaged');
    expect(undo(ascii('zz'), filter('NoSuchDecode')).fault).toBe('damaged');
    expect(undo(deflateSync(new Uint8Array(2 << 20)), filter('FlateDecode')).fault).toBe('large');
    const jpeg = ascii('a jpeg');
    expect(undo(jpeg, filter('DCTDecode'))).toEqual({ bytes: jpeg, left: 'DCTDecode' });
  });
});
