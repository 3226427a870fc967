/**
 * QR codes that differ in a serial number alone, many thousand a second. Only traceable runs, which are for
 * benchmarks, have them.
 *
 * The trick: with version, level and mask given, everything between a text of one length and its modules (bytes,
 * Reed–Solomon, interleaving, placing) is linear over GF(2) (ISO/IEC 18004, 7.5). So the difference that a digit makes
 * at its place is asked of `qrcode` once (code-tables.ts), and a code is the XOR of eight such differences. The mask is
 * chosen as `qrcode` chooses it, by the four penalties of 7.8.3, but for 128 modules at a time (best-mask.wat): in
 * JavaScript, 32 at a time, that was nine tenths of the work.
 *
 * Measured, one thread: 530,000 codes a second of 29 × 29 modules, 320,000 of 33 × 33 (in JavaScript 103,000 and 57,000);
 * to make the tables 40 ms, to open kept ones 0.5 ms. Tests hold every module against
 * `qrcode`.
 */
import { BEST_MASK } from './best-mask.js';
import { openPacking } from './code-words.js';
import { SERIAL, SERIAL_DIGITS } from './serial.js';
import { STRIP, type StripCode } from './strip-code.js';

/** What best-mask.wat exports. */
interface Scorer {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  bestMask(
    code: number,
    masks: number,
    limits: number,
    length: number,
    rows: number,
    above: number,
    modules: number,
  ): number;
}

/** Neither Node's types nor the ES libraries have it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

export const MASKS = 8;

export interface CodeSeries {
  /** Modules along a side, the same for every serial. */
  readonly size: number;
  /** Throws RangeError for a serial number that is not a whole one of at most eight digits. */
  code(serial: number): StripCode;
}

/** Codes as `openPacking` packs them: of number 0 by mask; then by place from the right, what the bits of a digit change. */
export interface CodeTables {
  readonly size: number;
  readonly words: Int32Array;
}

/** Bytes before the code: the row above its first one is read, and not counted. */
const BEFORE = 64;
/** Rows of ten that are remembered; a prime, so that rows of a sheet seldom meet. */
const SHARES = 61;
/** Codes whose strips share a buffer. */
const SLAB = 128;

let scorer: object | undefined;

/** @param address that the tables were made for */
export function openCodeSeries(address: string, tables: CodeTables): CodeSeries {
  const { size } = tables;
  const { words: length, lines, perLine, limits } = openPacking(size);
  const across = Math.ceil(size / STRIP);
  const codeAt = (index: number): Int32Array => tables.words.subarray(index * length, (index + 1) * length);
  const stripWords = length - lines;

  scorer ??= new WebAssembly.Module(BEST_MASK);
  const { memory, bestMask } = new WebAssembly.Instance(scorer).exports as Scorer;
  const bytes = 4 * lines;
  const rows = 4 * size * perLine;
  const masksAt = BEFORE + bytes;
  const limitsAt = masksAt + MASKS * bytes;
  const limitWords = limits();
  const wanted = limitsAt + 4 * limitWords.length - memory.buffer.byteLength;
  if (wanted > 0) memory.grow(Math.ceil(wanted / (1 << 16)));
  new Int32Array(memory.buffer, limitsAt).set(limitWords);
  const masks = Array.from({ length: MASKS }, (_, mask) => codeAt(mask));
  for (const [i, mask] of masks.entries())
    new Int32Array(memory.buffer, masksAt + i * bytes).set(mask.subarray(0, lines));
  /** The lines that are scored. */
  const scored = new Int32Array(memory.buffer, BEFORE, lines);

  /** By place from the right, then by digit: what it changes. */
  const changes = Array.from({ length: SERIAL_DIGITS }, (_, place) =>
    Array.from({ length: 10 }, (_, digit) => {
      const change = new Int32Array(length);
      for (let bit = 0; bit < 4; bit++)
        if ((digit >> bit) & 1) addTo(change, codeAt(MASKS + 4 * place + bit));
      return change;
    }),
  );

  /** Of serials before, without their last digit: ten in a row share it, also where a sheet takes several rows in turn. */
  const shares = Array.from({ length: SHARES }, () => ({ tens: 0, words: new Int32Array(length) }));
  const shareOf = (tens: number): Int32Array => {
    const share = shares[tens % SHARES]!;
    if (share.tens !== tens) {
      share.words.fill(0);
      for (let rest = tens, place = 1; rest > 0; rest = Math.floor(rest / 10), place++)
        addTo(share.words, changes[place]![rest % 10]!);
      share.tens = tens;
    }
    return share.words;
  };

  const [head = '', tail = ''] = address.split(SERIAL);
  let slab = new Int32Array(0);
  let used = 0;
  return {
    size,
    code(serial) {
      if (!(Number.isInteger(serial) && serial >= 0 && serial < 10 ** SERIAL_DIGITS))
        throw new RangeError(`no serial number of ${SERIAL_DIGITS} digits: ${serial}`);
      const shared = shareOf(Math.floor(serial / 10));
      const last = changes[0]![serial % 10]!;
      for (let i = 0; i < lines; i++) scored[i] = shared[i]! ^ last[i]!;
      const best = bestMask(BEFORE, masksAt, limitsAt, bytes, rows, 4 * perLine, size * size);
      const mask = masks[best]!;
      if (used === slab.length) {
        slab = new Int32Array(SLAB * stripWords);
        used = 0;
      }
      for (let i = 0; i < stripWords; i++)
        slab[used + i] = shared[lines + i]! ^ last[lines + i]! ^ mask[lines + i]!;
      const strips = new Uint8Array(slab.buffer, 4 * used, size * across);
      used += stripWords;
      const digits = String(serial).padStart(SERIAL_DIGITS, '0');
      return { value: `${head}${digits}${tail}`, size, across, strips };
    },
  };
}

/** Addition over GF(2). */
function addTo(sum: Int32Array, other: Int32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i]! ^= other[i]!;
}
