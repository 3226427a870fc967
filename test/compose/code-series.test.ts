/** Codes from linear tables: module by module those of qrcode, whatever the address and the number. */
import fc from 'fast-check';
import { create } from 'qrcode';
import { describe, expect, test } from 'vitest';
import { type CodeSeries, openCodeSeries } from '../../src/compose/code-series.js';
import { makeCodeTables } from '../../src/compose/code-tables.js';
import { serialAddress } from '../../src/compose/serial.js';
import { isBlack, STRIP, type StripCode } from '../../src/compose/strip-code.js';

/** Rows of `#` and `.`: what is compared must be legible when it differs. */
const drawn = (size: number, black: (row: number, column: number) => boolean): string[] =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => (black(row, column) ? '#' : '.')).join(''),
  );
const ours = (code: StripCode): string[] => drawn(code.size, (row, column) => isBlack(code, row, column));
function theirs(value: string): string[] {
  const { size, data } = create([{ data: new TextEncoder().encode(value), mode: 'byte' }], {
    errorCorrectionLevel: 'Q',
  }).modules;
  return drawn(size, (row, column) => data[row * size + column] === 1);
}

const seriesOf = (address: string): CodeSeries => openCodeSeries(address, makeCodeTables(address));

const ADDRESSES = [
  'https://example.org/f/{serial}',
  'http://a.org/{serial}',
  'https://www.example.org/flyers/{serial}?from=paper',
  'https://www.example.org/a/path/that/goes/on/and/on/{serial}/and/on/still',
];

describe.each(ADDRESSES)('a series for %s', (address) => {
  const series = seriesOf(address);

  test('has the modules and the mask of qrcode for every number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (serial) => {
        const code = series.code(serial);
        expect(code.value).toBe(serialAddress(address, serial));
        expect(ours(code)).toEqual(theirs(code.value));
      }),
      { numRuns: 60 },
    );
  });

  test('is of one size from the first number to the last', () => {
    for (const serial of [0, 1, 9, 10, 12_345_678, 99_999_999])
      expect(series.code(serial).size).toBe(series.size);
  });

  test('leaves the strips past the last column white', () => {
    const { size, across, strips } = series.code(4711);
    const spare = across * STRIP - size;
    for (let row = 0; row < size; row++)
      expect(strips[row * across + across - 1]! & ((1 << spare) - 1)).toBe(0);
  });
});

test('any plain address has the codes of qrcode', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789-/.'),
    maxLength: 60,
  });
  fc.assert(
    fc.property(letters, fc.integer({ min: 0, max: 99_999_999 }), (path, serial) => {
      const address = `https://${path}{serial}`;
      expect(ours(seriesOf(address).code(serial))).toEqual(theirs(serialAddress(address, serial)));
    }),
    { numRuns: 15 },
  );
});

test.each([-1, 0.5, 100_000_000, Number.NaN])('%s is no serial number', (serial) => {
  expect(() => seriesOf(ADDRESSES[0]!).code(serial)).toThrow(RangeError);
});
