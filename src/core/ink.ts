/**
 * Which inks a run is printed in, and what becomes of the design's accent colour in each way.
 *
 *   4c     the four process inks
 *   k      black alone: photocopiers, presses with one colour
 *   spot   black and one named ink
 *   shell  colour parts that are the same in every language, printed once; the black plate alone changes
 *
 * Text, QR codes and thin lines are black in all of them, and never pass through here.
 */
import type { Color } from './color.js';
import { BLACK, isPaper, REGISTRATION } from './color.js';

/** Process inks in percent. */
export interface Cmyk {
  readonly c: number;
  readonly m: number;
  readonly y: number;
  readonly k: number;
}

export type InkMode =
  | { readonly kind: '4c' }
  | { readonly kind: 'k' }
  /** `alternate` stands in for the ink where it is not on press; the accent itself unless said. */
  | { readonly kind: 'spot'; readonly name: string; readonly alternate?: Cmyk }
  | { readonly kind: 'shell' };

export const FOUR_COLOURS: InkMode = { kind: '4c' };

/** Names that mean other inks to a RIP (ISO 32000-1, 8.6.6.4 and 8.6.6.5). */
const NOT_SPOTS = new Set(['all', 'none', 'cyan', 'magenta', 'yellow', 'black']);

/** Why a name cannot be that of a spot ink; undefined if it can. */
export function spotNameFault(name: string): string | undefined {
  if (NOT_SPOTS.has(name.trim().toLowerCase())) return `“${name}” is no spot ink`;
  // RIPs match inks by bytes; letters beyond ASCII come through in several encodings.
  if (!/^[A-Za-z0-9][A-Za-z0-9 ()+.,/-]{0,59}$/.test(name) || name.endsWith(' '))
    return 'a spot ink is named as on its tin: at most 60 letters, digits, spaces and ( ) + - . , /';
  return undefined;
}

/** What the accent of a template becomes. */
export interface AccentInks {
  /** Of tab, boxes and bars, which stand elsewhere in each language. */
  readonly accent: Color;
  /** Of large numerals. */
  readonly numeral: Color;
  /** Of what stands in the same place in every language. */
  readonly fixed: Color;
  /** Whether there is a band along the edge, so that a shell has more to show than a rule. */
  readonly band: boolean;
}

/**
 * In black ink thin rules, and what white letters stand on, are solid: a screen would fray their edges, and a copier
 * would lose them. Numerals are large enough for a grey, which keeps them behind the words.
 */
export function accentIn(mode: InkMode, accent: Cmyk): AccentInks {
  const all = (color: Color): AccentInks => ({ accent: color, numeral: color, fixed: color, band: false });
  const numeral: Color = { kind: 'k', k: Math.max(LEAST_NUMERAL, greyOf(accent)) };
  switch (mode.kind) {
    case '4c':
      return all({ kind: 'cmyk', ...accent });
    case 'k':
      return { ...all(BLACK), numeral };
    case 'spot':
      return all({
        kind: 'spot',
        name: mode.name,
        tint: 100,
        alt: { kind: 'cmyk', ...(mode.alternate ?? accent) },
      });
    case 'shell':
      return { accent: BLACK, numeral, fixed: { kind: 'cmyk', ...withoutBlack(accent) }, band: true };
  }
}

/**
 * Whether a congregation's own accent is printed: a spot ink is one ink for the whole run, and the colours of a shell are
 * the same in all its designs. In black it decides how dark the numerals are.
 */
export const takesOwnAccent = ({ kind }: InkMode): boolean => kind === '4c' || kind === 'k';

/** Percent of black: lighter, and a copier loses it. */
const LEAST_NUMERAL = 60;

/** Black in percent that is about as dark as a process colour. */
export const greyOf = (color: Cmyk): number => Math.round(100 * (1 - luminance(color) ** (1 / 2.2)));

/** The shell is printed before anything black is: what black darkens, the three inks do (grey component added back). */
function withoutBlack({ c, m, y, k }: Cmyk): Cmyk {
  const add = (ink: number): number => Math.round(100 - ((100 - ink) * (100 - k)) / 100);
  return { c: add(c), m: add(m), y: add(y), k: 0 };
}

/** Rough relative luminance of inks, 0 to 1, as filters that lie one on another. Good for choosing, not for proofs. */
function luminance({ c, m, y, k }: Cmyk): number {
  const light = (ink: number): number => ((1 - ink / 100) * (1 - k / 100)) ** 2.2;
  return 0.2126 * light(c) + 0.7152 * light(m) + 0.0722 * light(y);
}

/** Contrast of white letters on a colour, 1 to 21 (WCAG 2.2, relative luminance), roughly. */
export function contrastWithWhite(color: Color): number {
  switch (color.kind) {
    case 'k':
      return 1.05 / (luminance({ c: 0, m: 0, y: 0, k: color.k }) + 0.05);
    case 'cmyk':
      return 1.05 / (luminance(color) + 0.05);
    case 'spot':
      return contrastWithWhite(color.alt);
    case 'all':
      return 21;
  }
}

/**
 * Colours of crop and registration marks, drawn one above the other: all inks that are on press, and none that is
 * not. Separation /All would ask a two-colour press for four plates.
 * @param accent of the design, in this mode
 */
export function markColors(mode: InkMode, accent: Color): readonly Color[] {
  switch (mode.kind) {
    case '4c':
    case 'shell':
      return [REGISTRATION];
    case 'k':
      return [BLACK];
    case 'spot':
      // Black overprints, and leaves the spot's plate as it is.
      return [accent, BLACK];
  }
}

/** For file names: `4c`, `1c`, `2c`, `shell`. */
export const inkTag = ({ kind }: InkMode): string =>
  ({ '4c': '4c', k: '1c', spot: '2c', shell: 'shell' })[kind];

/** `4/4`, `1/0`: how many inks on the front and on the back. */
export function inkCount({ kind }: InkMode, sides: 1 | 2): string {
  const inks = { '4c': 4, k: 1, spot: 2, shell: 4 }[kind];
  return `${inks}/${sides === 1 ? 0 : inks}`;
}

/** `4 colours both sides (4/4)`, `black only, on the front (1/0)`. */
export function describeInk(mode: InkMode, sides: 1 | 2): string {
  const where = `${sides === 1 ? 'on the front' : 'both sides'} (${inkCount(mode, sides)})`;
  switch (mode.kind) {
    case '4c':
      return `4 colours ${where}; small text in black only`;
    case 'k':
      return `black only ${where}`;
    case 'spot':
      return `black and ${mode.name} ${where}; small text in black only`;
    case 'shell':
      return `4 colours ${where}, as a shell: cyan, magenta and yellow are the same in all languages`;
  }
}

/** Whether a colour puts ink on a plate that a shell prints once, or takes ink off it. */
export const touchesColour = (color: Color): boolean =>
  color.kind === 'all' ||
  color.kind === 'spot' ||
  (color.kind === 'cmyk' && !isPaper(color) && color.c + color.m + color.y > 0);
