/**
 * 1-up pages, what most shops want: the piece alone, the media box as large as the bleed box, no marks. Ganging
 * is then the shop's own work.
 */
import type { PlacedCode } from '../compose/strip-code.js';
import { type Box, box, outset, type Size } from '../core/geometry.js';
import type { Frame, UseItem } from '../frame/frame.js';

/** A page to write: boxes in the Frame's coordinates (origin at the trim corner, y down). */
export interface BoxedPage {
  readonly frame: Frame;
  readonly media: Box;
  readonly bleed: Box;
  readonly trim: Box;
  /** What differs between pages of one Frame, drawn after it: the number of a sheet. */
  readonly own?: OwnUses | undefined;
  /** Of traceable pieces, which have each their own: drawn last, in the Frame's coordinates. */
  readonly codes?: readonly PlacedCode[] | undefined;
}

export interface OwnUses {
  readonly uses: readonly UseItem[];
  /** All Frames that they may be of, so that pages can share their resources. */
  readonly among: readonly Frame[];
}

const trimOf = (size: Size): Box => box(0, 0, size.width, size.height);

export function oneUpPage(frame: Frame): BoxedPage {
  const trim = trimOf(frame.size);
  const bleed = outset(trim, frame.bleed);
  return { frame, media: bleed, bleed, trim };
}

/**
 * Pages of imposed sheets. A sheet is cut along marks inside it; to the press its trim is the sheet itself. All
 * pages share their boxes, so that a writer formats them once.
 */
export function sheetPages(sheet: Size): (frame: Frame) => BoxedPage {
  const whole = trimOf(sheet);
  return (frame) => ({ frame, media: whole, bleed: whole, trim: whole });
}
