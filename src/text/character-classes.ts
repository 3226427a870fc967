/**
 * Bidi_Class (UAX #9 section 3.2) and Line_Break (UAX #14 section 5) of a character, out of the Unicode Character
 * Database. It promises a class for every code point, unassigned ones too; it knows no rules.
 */
import { BIDI_CLASS, LINE_BREAK } from './unicode-data.js';

/** Bidi_Class of a code point, by its short name: `L`, `AL`, `NSM` … */
export const bidiClass = reader(BIDI_CLASS);

/** Line_Break of a code point after rule LB1, by its short name; also `OE` and `XP`, see unicode-data.ts. */
export const lineBreakClass = reader(LINE_BREAK);

/** Reads a table of unicode-data.ts when it is asked for the first time: most runs take their designs from a cache. */
function reader(table: string): (codePoint: number) => string {
  let places: number[] | undefined;
  const classes: string[] = [];
  const open = (): number[] => {
    const found: number[] = [];
    let place = 0;
    for (const [, distance, name] of table.matchAll(/([0-9a-z]+)([A-Z][A-Z0-9]*)/g)) {
      place += Number.parseInt(distance!, 36);
      found.push(place);
      classes.push(name!);
    }
    return found;
  };
  return (codePoint) => {
    places ??= open();
    let low = 0;
    let high = places.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (places[middle]! <= codePoint) low = middle;
      else high = middle - 1;
    }
    return classes[low]!;
  };
}
