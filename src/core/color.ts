/**
 * Ink. Colours are printing inks in percent (0 to 100); there is no RGB inside kyr, so that nothing can reach
 * a press in it. Screens get their RGB in preview/ alone.
 */

export type Color =
  /** Black ink alone: text, QR codes, thin lines. Always overprints (press.md section 2). */
  | { readonly kind: 'k'; readonly k: number }
  | {
      readonly kind: 'cmyk';
      readonly c: number;
      readonly m: number;
      readonly y: number;
      readonly k: number;
    }
  /** A named ink with the process colour that stands in for it where the ink is not on press. */
  | { readonly kind: 'spot'; readonly name: string; readonly tint: number; readonly alt: Color }
  /** Every ink that the sheet has: crop marks and registration marks only. */
  | { readonly kind: 'all'; readonly tint: number };

export const BLACK: Color = { kind: 'k', k: 100 };
/** Paper: knocks out what lies under it; never overprints. */
export const PAPER: Color = { kind: 'k', k: 0 };
export const REGISTRATION: Color = { kind: 'all', tint: 100 };

/** Total ink in percent, on four process inks. */
export function totalInk(color: Color): number {
  switch (color.kind) {
    case 'k':
      return color.k;
    case 'cmyk':
      return color.c + color.m + color.y + color.k;
    case 'spot':
      return color.tint;
    case 'all':
      return color.tint * 4;
  }
}

/** Whether the colour is solid black on the black plate alone. */
export const isSolidBlack = (color: Color): boolean =>
  color.kind === 'k' ? color.k === 100 : color.kind === 'cmyk' && totalInk(color) === 100 && color.k === 100;

/** Whether the colour prints nothing at all: paper. */
export const isPaper = (color: Color): boolean => color.kind !== 'all' && totalInk(color) === 0;
