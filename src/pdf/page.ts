/**
 * A page of a press file: a Frame, the three boxes of PDF/X, and the one place where y is turned over. Both
 * writers make their pages here.
 */
import type { PlacedCode } from '../compose/strip-code.js';
import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { type Box, contains, IDENTITY, type Matrix } from '../core/geometry.js';
import type { Frame, Item, UseItem } from '../frame/frame.js';
import type { CompiledForm } from './compiled-set.js';
import { type Content, type DrawnUses, drawItems, resourceDict } from './content.js';
import type { PdfValue } from './value.js';

/** All three boxes in the Frame's coordinates: relative to its trim corner, y downwards. */
export interface PageSpec {
  /** Its own items may be paths, groups, marks and uses; text and pictures belong in a compiled Frame. */
  readonly frame: Frame;
  readonly media: Box;
  readonly bleed: Box;
  readonly trim: Box;
  /** What differs between pages of one Frame, drawn after it; `among`: all Frames that these uses may be of. */
  readonly own?: { readonly uses: readonly UseItem[]; readonly among: readonly Frame[] } | undefined;
  /** Codes of its own, drawn last. The run writer alone draws these and `own`. */
  readonly codes?: readonly PlacedCode[] | undefined;
}

/** A compiled form that stands in the file, under the number of its object there. */
export interface PlacedForm extends CompiledForm {
  readonly number: number;
}

/** Lower left and upper right corner, as PDF writes a box; the media box starts at 0,0. */
export type Corners = [left: number, bottom: number, right: number, top: number];

/**
 * The boxes as PDF wants them. Throws KYR701 unless Trim ⊆ Bleed ⊆ Media, none of them empty (PDF/X-4, press.md
 * section 1, clause 5).
 */
export function pageBoxes(page: PageSpec): { MediaBox: Corners; BleedBox: Corners; TrimBox: Corners } {
  const { media, bleed, trim } = page;
  if (!(contains(media, bleed) && contains(bleed, trim) && trim.width > 0 && trim.height > 0))
    fail({
      code: CODE.preflight,
      message: `page ${page.frame.id}: its trim does not lie in its bleed, or its bleed not on the sheet`,
      hint: 'choose a larger sheet or a smaller bleed',
      at: { design: page.frame.id },
    });
  const flip = (b: Box): Corners => [
    b.x - media.x,
    media.height - (b.y - media.y + b.height),
    b.x - media.x + b.width,
    media.height - (b.y - media.y),
  ];
  return { MediaBox: flip(media), BleedBox: flip(bleed), TrimBox: flip(trim) };
}

/** From the Frame's coordinates to the page's: the only flip there is. */
export const pageFlip = (media: Box): Matrix => [1, 0, 0, -1, -media.x, media.height + media.y];

/** The resource name of the form with this object number in this file. */
export const formName = (number: number): string => `X${number}`;

/**
 * The page's operators, without the flip. A page whose own Frame has been compiled uses that, unclipped; else its
 * items are drawn here. Throws an Error for text or a picture on the page itself, and for a Frame that no
 * compiled set holds: both are mistakes of the caller, not of a user. `uses` of one file are not drawn again.
 */
export function drawPage(
  page: PageSpec,
  find: (frameId: string) => PlacedForm | undefined,
  uses?: DrawnUses,
): Content {
  const { frame } = page;
  const whole: Item = { kind: 'use', frame, matrix: IDENTITY, clip: 'none' };
  const misplaced = (what: string): never => {
    throw new Error(`page ${frame.id} has ${what} of its own: compile its frame first`);
  };
  return drawItems(find(frame.id) ? [whole] : frame.items, {
    code: (run) => misplaced(`text (${JSON.stringify(run.text.slice(0, 40))})`),
    image: () => misplaced('a picture'),
    form(used) {
      const form = find(used.id);
      if (!form) throw new Error(`page ${frame.id} uses frame ${used.id}, which no compiled set holds`);
      return { ...form, name: formName(form.number) };
    },
    ...(uses ? { uses } : {}),
  });
}

/** The resource dictionary of a page drawn by drawPage, its references being object numbers. */
export const pageResources = (content: Content): PdfValue =>
  resourceDict(content, (key) => Number(key.slice(1)));
