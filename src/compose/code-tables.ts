/**
 * What every code of a series is the sum of, asked of `qrcode`. It takes as long as a thousand codes, so that a run keeps
 * the tables with its designs.
 */
import { create } from 'qrcode';
import { type CodeTables, MASKS, openCodeSeries } from './code-series.js';
import { type Modules, openPacking } from './code-words.js';
import { SERIAL_DIGITS, serialAddress } from './serial.js';

/** The level of every code, see qr.ts. */
const LEVEL = 'Q';

/**
 * @param address with `{serial}` in it once, and no other placeholder
 * @throws Error where the tables do not give what `qrcode` gives, which would be a fault of these files
 */
export function makeCodeTables(address: string): CodeTables {
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
  const packing = openPacking(size);
  const codeOf = (serial: number, mask?: number): Int32Array => packing.pack(encode(serial, mask).modules);

  const masks = Array.from({ length: MASKS }, (_, mask) => codeOf(0, mask));
  /** A digit is four bits, and each changes the same in every code. */
  const changes = Array.from({ length: SERIAL_DIGITS }, (_, place) =>
    [1, 2, 4, 8].map((bit) => codeOf(bit * 10 ** place, 0).map((word, i) => word ^ masks[0]![i]!)),
  );
  const words = new Int32Array(packing.words * (MASKS + 4 * SERIAL_DIGITS));
  for (const [i, code] of [...masks, ...changes.flat()].entries()) words.set(code, i * packing.words);

  const tables = { size, words };
  const series = openCodeSeries(address, tables);
  for (const serial of [0, 98_765_432]) {
    const wanted = new Uint8Array(codeOf(serial).buffer, 4 * packing.lines);
    if (series.code(serial).strips.some((strip, i) => strip !== wanted[i]))
      throw new Error(`the tables give another code for ${serialAddress(address, serial)} than qrcode`);
  }
  return tables;
}
