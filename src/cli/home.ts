/**
 * A flyer for the printer in the office: copies on a sheet of Letter or A4 with a line to cut along, in black, as a PDF
 * whose colours no printer has to convert. One side a page: the printer turns the sheet only where it is told to.
 */
import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Frame } from '../frame/frame.js';
import { describeOffice, type OfficePaper, officePages, planOfficeSheet } from '../impose/office.js';
import type { PressRoom } from './press-room.js';
import { screenPdf } from './screen.js';
import type { Composed } from './set-flyer.js';

export interface HomeChoice {
  readonly paper: OfficePaper;
  /** Copies on a sheet; the best number for the size unless said. */
  readonly up?: number;
  /** The back behind the front. */
  readonly duplex: boolean;
}

/**
 * @returns the PDF, and in words how the sheets are
 * @throws KyrError KYR502 where so many copies would be too small to read
 */
export async function homePdf(
  room: PressRoom,
  composed: Composed,
  pages: readonly Frame[],
  { paper, up, duplex }: HomeChoice,
): Promise<{ readonly bytes: Uint8Array; readonly says: string }> {
  const { trim, safe } = composed.style;
  const plan = planOfficeSheet(paper, trim, safe, up);
  if (!plan)
    fail({
      code: CODE.sheetTooSmall,
      message: `${up === undefined ? 'this size' : `${up} of this size`} would be too small to read on one sheet of ${paper === 'a4' ? 'A4' : 'Letter'}`,
      hint:
        up === undefined
          ? 'make a smaller size, or have a shop print it'
          : 'leave --up out, or write a smaller number',
    });
  const turned = plan.sheet.width > plan.sheet.height ? 'DuplexFlipShortEdge' : 'DuplexFlipLongEdge';
  const bytes = await screenPdf(room, composed, officePages(plan, pages), {
    name: `home ${JSON.stringify([paper, up, duplex])}`,
    duplex: duplex ? turned : 'Simplex',
  });
  const sides =
    pages.length === 1
      ? 'one side'
      : duplex
        ? `both sides of a sheet, turned over its ${turned === 'DuplexFlipShortEdge' ? 'short' : 'long'} edge`
        : 'one side of a sheet: page 1 the fronts, page 2 the backs';
  const cut = plan.columns * plan.rows > 1 || plan.scale === 1 ? '; cut along the dashed lines' : '';
  return { bytes, says: `${describeOffice(paper, plan)}, ${sides}${cut}` };
}
