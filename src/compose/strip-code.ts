/** A QR code in strips of modules: how codes of single pieces travel from code-series.ts to the page. */
import type { Matrix } from '../core/geometry.js';

/** Modules in a strip: what one glyph of a row font draws (pdf/row-font). */
export const STRIP = 6;

/** A code as strips: row after row, `across` strips a row, in each the leftmost module as the highest bit. */
export interface StripCode {
  readonly value: string;
  /** Modules along a side. */
  readonly size: number;
  readonly across: number;
  readonly strips: Uint8Array;
}

/** A code where it stands: `matrix` takes the unit square (top left at 0,0, y down) to its place. */
export interface PlacedCode {
  readonly code: StripCode;
  readonly matrix: Matrix;
}

/** Whether a module is black. */
export function isBlack({ across, strips }: StripCode, row: number, column: number): boolean {
  return ((strips[row * across + Math.floor(column / STRIP)]! >> (STRIP - 1 - (column % STRIP))) & 1) === 1;
}
