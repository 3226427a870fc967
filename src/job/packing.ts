/**
 * Bands and boxes: how what was ordered is counted off, banded and boxed for each recipient.
 *
 * Promises: the pieces of all boxes are the pieces ordered, line by line; no box holds more than the carton's
 * rule allows; a language goes on in the next box only after a full band; each box belongs to one recipient.
 * Overs are for spoilage: what is left of them goes, uncounted, into the recipient's last box.
 * Does not: know what fits into a carton by volume; weight and count are the rules a job can give.
 */
import type { LanguageTag } from '../core/language.js';

export const DEFAULT_BAND = 100;
/** What one person lifts, again and again. */
export const DEFAULT_CARTON_GRAMS = 30 * 453.592_37;
/** Where the weight of a piece is not known. */
export const DEFAULT_CARTON_PIECES = 1000;
/** A label has room to name so many. */
const MOST_LANGUAGES = 12;

export interface Carton {
  /** The most pieces in a box: whole bands, unless not even one band fits. */
  readonly pieces: number;
  /** The most it may weigh, where weight is a rule. */
  readonly grams?: number;
}

/**
 * The most pieces in a box.
 * @param piece grams of one piece, if they are known
 * @returns undefined where a weight is asked for that cannot be kept: a piece's weight is not known, or one
 *   piece is heavier
 */
export function planCarton(
  asked: { readonly pieces?: number | undefined; readonly grams?: number | undefined },
  piece: number | undefined,
  band: number,
): Carton | undefined {
  const none = asked.pieces === undefined && asked.grams === undefined;
  const grams = asked.grams ?? (none && piece !== undefined ? DEFAULT_CARTON_GRAMS : undefined);
  const most = asked.pieces ?? (none && piece === undefined ? DEFAULT_CARTON_PIECES : undefined);
  if (grams !== undefined && (piece === undefined || piece > grams)) return undefined;
  const held = Math.min(
    most ?? Number.POSITIVE_INFINITY,
    grams === undefined ? Number.POSITIVE_INFINITY : Math.floor(grams / piece!),
  );
  return {
    pieces: held > band ? held - (held % band) : held,
    ...(grams === undefined ? {} : { grams }),
  };
}

/** Some pieces of one language in one box. */
export interface Packed {
  readonly lang: LanguageTag;
  readonly pieces: number;
  /** Pieces of each band; the last may be short. */
  readonly bands: readonly number[];
}

export interface PackedBox {
  /** From 1, among the recipient's. */
  readonly number: number;
  readonly of: number;
  readonly contents: readonly Packed[];
  readonly pieces: number;
  readonly bands: number;
  /** Overs of the recipient, as printed; in its last box goes what is left of them. */
  readonly overs: number;
}

/** Packs one recipient's lines, in their order. */
export function packBoxes(
  lines: readonly { readonly lang: LanguageTag; readonly ordered: number; readonly overs: number }[],
  rule: { readonly band: number; readonly carton: Carton },
): PackedBox[] {
  const { band, carton } = rule;
  const boxes: Packed[][] = [[]];
  let room = carton.pieces;
  const close = (): void => {
    boxes.push([]);
    room = carton.pieces;
  };
  for (const { lang, ordered } of lines) {
    let left = ordered;
    while (left > 0) {
      const here = left <= room ? left : carton.pieces < band ? room : room - (room % band);
      if (here === 0 || boxes.at(-1)!.length === MOST_LANGUAGES) {
        close();
        continue;
      }
      boxes.at(-1)!.push({ lang, pieces: here, bands: bandsOf(here, band) });
      left -= here;
      room -= here;
    }
  }
  const overs = lines.reduce((n, line) => n + line.overs, 0);
  return boxes.map((contents, i) => ({
    number: i + 1,
    of: boxes.length,
    contents,
    pieces: contents.reduce((n, c) => n + c.pieces, 0),
    bands: contents.reduce((n, c) => n + c.bands.length, 0),
    overs: i === boxes.length - 1 ? overs : 0,
  }));
}

/** 450 in bands of 100 → 100, 100, 100, 100, 50. */
const bandsOf = (pieces: number, band: number): number[] =>
  Array.from({ length: Math.ceil(pieces / band) }, (_, i) => Math.min(band, pieces - i * band));

/** `4 × 100 + 50` */
export function formatBands(bands: readonly number[]): string {
  const parts: { size: number; times: number }[] = [];
  for (const size of bands) {
    const last = parts.at(-1);
    if (last?.size === size) last.times += 1;
    else parts.push({ size, times: 1 });
  }
  return parts.map(({ size, times }) => (times === 1 ? `${size}` : `${times} × ${size}`)).join(' + ');
}
