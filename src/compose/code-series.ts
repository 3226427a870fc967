/**
 * QR codes that differ in a serial number alone, many thousand a second. Only traceable runs, which are for
 * benchmarks, have them.
 *
 * The trick: with version, level and mask given, everything between a text of one length and its modules (bytes,
 * Reed–Solomon, interleaving, placing) is linear over GF(2) (ISO/IEC 18004, 7.5). So the difference that a digit makes
 * at its place is asked of `qrcode` once, and a code is the XOR of eight such differences. The mask is chosen as
 * `qrcode` chooses it, by the four penalties of 7.8.3, but for 32 modules at a time: rows and columns are words, and a
 * penalty is a few shifts and a count of bits.
 *
 * Measured, one thread: 103,000 codes a second of 29 × 29 modules, 57,000 of 33 × 33. Tests hold every module against
 * `qrcode`; opening a series checks two codes of it.
 */
import { create } from 'qrcode';
import { SERIAL_DIGITS, serialAddress } from './serial.js';
import { STRIP, type StripCode } from './strip-code.js';

/** The level of every code, see qr.ts. */
const LEVEL = 'Q';
const MASKS = [0, 1, 2, 3, 4, 5, 6, 7] as const;

export interface CodeSeries {
  /** Modules along a side, the same for every serial. */
  readonly size: number;
  /** Throws RangeError for a serial number that is not a whole one of at most eight digits. */
  code(serial: number): StripCode;
}

/** Modules packed both ways: to be scored, and to be drawn. */
interface Made {
  readonly lines: Int32Array;
  readonly strips: Uint8Array;
}

type Modules = (row: number, column: number) => boolean;

/**
 * @param address with `{serial}` in it once, and no other placeholder
 * @throws Error where the tables do not give what `qrcode` gives, which would be a fault of this file
 */
export function openCodeSeries(address: string): CodeSeries {
  const encode = (serial: number, maskPattern?: number): { size: number; modules: Modules } => {
    const { size, data } = create(
      [{ data: new TextEncoder().encode(serialAddress(address, serial)), mode: 'byte' }],
      {
        errorCorrectionLevel: LEVEL,
        ...(maskPattern === undefined ? {} : { maskPattern: maskPattern as 0 }),
      },
    ).modules;
    return { size, modules: (row, column) => data[row * size + column] === 1 };
  };
  const { size } = encode(0, 0);
  const lines = openLines(size);
  const across = Math.ceil(size / STRIP);

  const masks = MASKS.map((mask) => {
    const { modules } = encode(0, mask);
    return { lines: lines.pack(modules), strips: packStrips(size, modules) };
  });
  const first = masks[0]!;
  const nothing: Made = {
    lines: new Int32Array(first.lines.length),
    strips: new Uint8Array(first.strips.length),
  };
  const add = (to: Made, other: Made): void => {
    addTo(to.lines, other.lines);
    addTo(to.strips, other.strips);
  };
  /** By place from the right, then by digit: what it changes. A digit is four bits, and each changes the same in all. */
  const changes = Array.from({ length: SERIAL_DIGITS }, (_, place) => {
    const bits = [1, 2, 4, 8].map((bit) => {
      const { modules } = encode(bit * 10 ** place, 0);
      const made = { lines: lines.pack(modules), strips: packStrips(size, modules) };
      add(made, first);
      return made;
    });
    return Array.from({ length: 10 }, (_, digit) => {
      const made = structuredClone(nothing);
      for (const [i, bit] of bits.entries()) if ((digit >> i) & 1) add(made, bit);
      return made;
    });
  });

  /** Of the serial before, without its last digit: ten in a row share it. */
  const shared = structuredClone(nothing);
  let sharedTens = 0;
  const share = (tens: number): void => {
    shared.lines.fill(0);
    shared.strips.fill(0);
    for (let rest = tens, place = 1; rest > 0; rest = Math.floor(rest / 10), place++)
      add(shared, changes[place]![rest % 10]!);
    sharedTens = tens;
  };

  const words = new Int32Array(first.lines.length);
  const series: CodeSeries = {
    size,
    code(serial) {
      if (!(Number.isInteger(serial) && serial >= 0 && serial < 10 ** SERIAL_DIGITS))
        throw new RangeError(`no serial number of ${SERIAL_DIGITS} digits: ${serial}`);
      const tens = Math.floor(serial / 10);
      if (tens !== sharedTens) share(tens);
      const last = changes[0]![serial % 10]!;
      words.set(shared.lines);
      addTo(words, last.lines);
      const strips = shared.strips.slice();
      addTo(strips, last.strips);
      let best = 0;
      let least = Infinity;
      for (const mask of MASKS) {
        const points = lines.penalty(words, masks[mask]!.lines, least);
        if (points < least) [least, best] = [points, mask];
      }
      addTo(strips, masks[best]!.strips);
      return { value: serialAddress(address, serial), size, across, strips };
    },
  };
  for (const serial of [0, 98_765_432]) {
    const wanted = packStrips(size, encode(serial).modules);
    if (series.code(serial).strips.some((strip, i) => strip !== wanted[i]))
      throw new Error(`the tables give another code for ${serialAddress(address, serial)} than qrcode`);
  }
  return series;
}

/** Addition over GF(2). */
function addTo(sum: Int32Array | Uint8Array, other: Int32Array | Uint8Array): void {
  for (let i = 0; i < sum.length; i++) sum[i]! ^= other[i]!;
}

function packStrips(size: number, modules: Modules): Uint8Array {
  const across = Math.ceil(size / STRIP);
  const strips = new Uint8Array(size * across);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      if (modules(row, column))
        strips[row * across + Math.floor(column / STRIP)]! |= 1 << (STRIP - 1 - (column % STRIP));
  return strips;
}

interface Lines {
  /** Rows and then columns as words. */
  pack(modules: Modules): Int32Array;
  /** The penalty of the sum of two (ISO/IEC 18004, 7.8.3), or some number of at least `least` where it is that much. */
  penalty(code: Int32Array, mask: Int32Array, least: number): number;
}

/** Modules that a word answers for. A pattern that begins at one of them is at most 11 long: 1 + 21 + 10 bits. */
const OWN = 21;

/**
 * Lines of a code as words. Bit 1 is the first module that the word answers for, bit 0 the one before; after its own
 * come as many of the next word's as a pattern can reach into.
 */
function openLines(size: number): Lines {
  const count = size <= 31 ? 1 : Math.ceil((size - 10) / OWN);
  const own = count === 1 ? size : OWN;
  /** For each word, the bits at whose places `holds` is true; with the bit before, if asked for. */
  const bits = (before: boolean, holds: (place: number) => boolean): Int32Array =>
    Int32Array.from({ length: count }, (_, word) => {
      let set = 0;
      for (let bit = before ? 0 : 1; bit <= own; bit++) {
        const place = word * own + bit - 1;
        if (place >= 0 && place < size && holds(place)) set |= 1 << bit;
      }
      return set;
    });
  const all = bits(false, () => true);
  const pairs = bits(false, (place) => place + 2 <= size);
  const fives = bits(true, (place) => place + 5 <= size);
  const elevens = bits(false, (place) => place + 11 <= size);

  return {
    pack(modules) {
      const words = new Int32Array(2 * size * count);
      for (let line = 0; line < 2 * size; line++)
        for (let word = 0; word < count; word++)
          for (let bit = 0; bit < 32; bit++) {
            const place = word * own + bit - 1;
            if (place < 0 || place >= size) continue;
            if (line < size ? modules(line, place) : modules(place, line - size))
              words[line * count + word]! |= 1 << bit;
          }
      return words;
    },
    penalty(code, mask, least) {
      let points = 0;
      let dark = 0;
      for (let i = 0; i < code.length; i++) {
        const word = count === 1 ? 0 : i % count;
        const x = code[i]! ^ mask[i]!;
        /** Modules like the next one. */
        const same = ~(x ^ (x >>> 1));
        const five = same & (same >>> 1) & (same >>> 2) & (same >>> 3) & fives[word]!;
        // N1: a run of n ≥ 5 has n − 4 places where five begin: n − 2 points.
        if (five !== 0) points += count1(five & all[word]!) + 2 * count1(five & ~(five << 1) & all[word]!);
        // N3: 1011101 with four white modules after or before it.
        const finder = x & ~(x >>> 1) & (x >>> 2) & (x >>> 3) & (x >>> 4) & ~(x >>> 5) & (x >>> 6);
        if (finder !== 0) {
          const white = ~(x | (x >>> 1) | (x >>> 2) | (x >>> 3));
          const after = finder & (white >>> 7) & elevens[word]!;
          const ahead = white & (finder >>> 4) & elevens[word]!;
          if ((after | ahead) !== 0) points += 40 * (count1(after) + count1(ahead));
        }
        if (i < size * count) {
          dark += count1(x & all[word]!);
          if (i >= count) {
            // N2: blocks of two by two.
            const above = code[i - count]! ^ mask[i - count]!;
            const blocks = same & ~(above ^ (above >>> 1)) & ~(x ^ above) & pairs[word]!;
            if (blocks !== 0) points += 3 * count1(blocks);
          }
        }
        if (points >= least) return points;
      }
      // N4, rounded as `qrcode` does.
      return points + 10 * Math.abs(Math.ceil((dark * 100) / (size * size) / 5) - 10);
    },
  };
}

/** Bits that are set. */
function count1(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
