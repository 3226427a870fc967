/**
 * A code's modules as words, packed twice in a row of words: as lines (rows, then columns) to be scored by best-mask.wat,
 * and as strips (strip-code.ts) to be drawn. Adding two codes over GF(2) is then one loop of XOR.
 */
import { STRIP } from './strip-code.js';

/** Whether a module is black. */
export type Modules = (row: number, column: number) => boolean;

export interface Packing {
  /** Modules along a side. */
  readonly size: number;
  /** Words of a code that are lines, up to a whole vector of four; the rest are strips. */
  readonly lines: number;
  readonly words: number;
  /** Words of a line. */
  readonly perLine: number;
  pack(modules: Modules): Int32Array;
  /** What best-mask.wat wants to know of each vector of lines. */
  limits(): Int32Array;
}

/** Modules that a word answers for. A pattern that begins at one of them is at most 11 long: 1 + 21 + 10 bits. */
const OWN = 21;

export function openPacking(size: number): Packing {
  const perLine = size <= 31 ? 1 : Math.ceil((size - 10) / OWN);
  const own = perLine === 1 ? size : OWN;
  const lines = 4 * Math.ceil((2 * size * perLine) / 4);
  const across = Math.ceil(size / STRIP);
  const words = lines + Math.ceil((size * across) / 4);

  /** Bits of a word at whose places `holds` is true; with the bit before its own, if asked for. */
  const bits = (word: number, before: boolean, holds: (place: number) => boolean): number => {
    let set = 0;
    for (let bit = before ? 0 : 1; bit <= own; bit++) {
      const place = word * own + bit - 1;
      if (place >= 0 && place < size && holds(place)) set |= 1 << bit;
    }
    return set;
  };

  return {
    size,
    lines,
    words,
    perLine,
    pack(modules) {
      const packed = new Int32Array(words);
      for (let line = 0; line < 2 * size; line++)
        for (let word = 0; word < perLine; word++)
          for (let bit = 0; bit < 32; bit++) {
            const place = word * own + bit - 1;
            if (place < 0 || place >= size) continue;
            if (line < size ? modules(line, place) : modules(place, line - size))
              packed[line * perLine + word]! |= 1 << bit;
          }
      const strips = new Uint8Array(packed.buffer, 4 * lines);
      for (let row = 0; row < size; row++)
        for (let column = 0; column < size; column++)
          if (modules(row, column))
            strips[row * across + Math.floor(column / STRIP)]! |= 1 << (STRIP - 1 - (column % STRIP));
      return packed;
    },
    limits() {
      const kinds = (index: number): number[] => {
        const [line, word] = [Math.floor(index / perLine), index % perLine];
        if (line >= 2 * size) return [0, 0, 0, 0, 0];
        const all = bits(word, false, () => true);
        return [
          bits(word, true, (place) => place + 5 <= size),
          all,
          bits(word, false, (place) => place + 11 <= size),
          line > 0 && line < size ? bits(word, false, (place) => place + 2 <= size) : 0,
          line < size ? all : 0,
        ];
      };
      const vectors = Array.from({ length: lines / 4 }, (_, vector) => {
        const four = [0, 1, 2, 3].map((lane) => kinds(4 * vector + lane));
        return [0, 1, 2, 3, 4].flatMap((kind) => four.map((of) => of[kind]!));
      });
      return Int32Array.from(vectors.flat());
    },
  };
}
