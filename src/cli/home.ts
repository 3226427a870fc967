/**
 * A flyer for the printer in the office: copies on a sheet of Letter or A4 with a line to cut along, in black, as a PDF
 * whose colours no printer has to convert. One side a page: the printer turns the sheet only where it is told to.
 */
import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Frame } from '../frame/frame.js';
import {
  describeOffice,
  EDGE,
  OFFICE_PAPERS,
  type OfficePaper,
  type OfficeSheet,
  officeCuts,
  officePages,
  planOfficeSheet,
} from '../impose/office.js';
import type { Style } from '../layout/style.js';
import type { LocaleMeta } from '../schema/locale.js';
import { chooseSize, type PressRoom } from './press-room.js';
import { screenPdf } from './screen.js';
import { type Composed, styleFor } from './set-flyer.js';

export interface HomeChoice {
  readonly paper: OfficePaper;
  /** Copies on a sheet; the best number for the size unless said. */
  readonly up?: number;
  /** The back behind the front. */
  readonly duplex: boolean;
}

/**
 * The size for an office printer where none is asked for: of an edition that is also made to be folded, that one, since
 * it needs one side of a sheet alone; of several, the one that fills the paper. Otherwise the edition's first.
 */
export function homeSize(
  room: PressRoom,
  locale: Pick<LocaleMeta, 'script' | 'tag'>,
  { paper, duplex }: Pick<HomeChoice, 'paper' | 'duplex'>,
): string {
  const { sizes } = room.content.edition;
  const folded = sizes
    .map((size) => ({ size, style: styleFor(room, locale, { size }) }))
    .filter(({ style }) => style.fold);
  const [first] = folded;
  if (!first || (duplex && folded.length < sizes.length)) return chooseSize(room);
  const { width, height } = OFFICE_PAPERS[paper];
  const fills = ({ trim }: Style): boolean =>
    Math.abs(trim.width - width) < 1 && Math.abs(trim.height - height) < 1;
  return (folded.find(({ style }) => fills(style)) ?? first).size;
}

/** Where the pieces stand on the sheet; undefined where so many copies would be too small to read. */
export function planHome(
  { trim, safe, fold }: Style,
  paper: OfficePaper,
  up?: number,
): OfficeSheet | undefined {
  // A tent fills its sheet, and its folds are where they are meant to be: its faces keep clear of the edges.
  const tent = fold?.way === 'tent';
  return planOfficeSheet(paper, trim, tent ? EDGE : safe, up, tent ? EDGE : 0);
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
  const plan = planHome(composed.style, paper, up);
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
  const work = workOf(composed, plan);
  const then = work.length === 0 ? '' : `; ${work.join(', then ')}`;
  return { bytes, says: `${describeOffice(paper, plan)}, ${sides}${then}` };
}

/** What there is to do once it is printed. */
function workOf({ flyer, style: { fold } }: Composed, plan: OfficeSheet): string[] {
  const { down, across } = officeCuts(plan);
  return [
    ...(down.length + across.length > 0 ? ['cut along the dashed lines'] : []),
    ...(flyer.layout === 'tear-off' ? ['cut between the slips along the dashed lines'] : []),
    ...(fold ? ['fold along the dotted lines'] : []),
    ...(fold?.way === 'tent' ? ['glue the strip at the foot behind the opposite edge'] : []),
  ];
}
