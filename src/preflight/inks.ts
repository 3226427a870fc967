/**
 * Inks on plates. A coat is what one painting operator lays down: for each plate a percentage, or UNTOUCHED where the
 * plate stays as it is, which is what overprinting means (ISO 32000-1, 8.6.7). Coats on top of each other replace,
 * plate by plate; so a form's coats can be computed once and laid anywhere.
 */

/** The four process plates and as many spot plates as are told apart. */
export const PLATES = 8;
export const UNTOUCHED = 255;
export type Coat = Uint8Array;

export interface Inks {
  /** Percent on each plate; 0 on those that the colour space does not name. */
  readonly percent: readonly number[];
  /** The plates that the colour space names. */
  readonly names: readonly number[];
  /** DeviceCMYK, where a zero may leave a plate untouched (OPM 1). */
  readonly deviceCmyk: boolean;
  /** Separation /All: marks, on every plate. */
  readonly all: boolean;
  /** What lies on the plates is not known before a conversion: RGB, Lab. */
  readonly unknown: boolean;
}

const CMYK = ['Cyan', 'Magenta', 'Yellow', 'Black'] as const;
export const BLACK_PLATE = 3;

/** The plates of one file, by name. */
export class Plates {
  readonly #names: string[] = [...CMYK];
  /** Spot inks beyond those that are told apart. */
  readonly #more = new Set<string>();

  /** The number of a plate; undefined for a spot ink too many. */
  of(name: string): number | undefined {
    const known = this.#names.indexOf(name);
    if (known !== -1) return known;
    if (this.#names.length < PLATES) return this.#names.push(name) - 1;
    if (this.#more.size < 64) this.#more.add(name);
    return undefined;
  }

  name(plate: number): string {
    return this.#names[plate] ?? `plate ${plate}`;
  }

  /** Spot inks in the order found. */
  get spots(): readonly string[] {
    return [...this.#names.slice(4), ...this.#more];
  }
}

const round = (n: number): number => Math.max(0, Math.min(100, Math.round(n)));

export function processInks(c: number, m: number, y: number, k: number, device: boolean): Inks {
  const percent = [round(c * 100), round(m * 100), round(y * 100), round(k * 100), 0, 0, 0, 0];
  return { percent, names: [0, 1, 2, 3], deviceCmyk: device, all: false, unknown: false };
}

/** Black ink from a grey: 0 is black. */
export function greyInks(grey: number): Inks {
  return {
    percent: [0, 0, 0, round(100 - grey * 100), 0, 0, 0, 0],
    names: [0, 1, 2, 3],
    deviceCmyk: false,
    all: false,
    unknown: false,
  };
}

/** Named inks; undefined plates are spots that are not told apart. */
export function namedInks(
  tints: readonly { readonly plate: number | undefined; readonly tint: number }[],
): Inks {
  const percent = new Array<number>(PLATES).fill(0);
  const names: number[] = [];
  for (const { plate, tint } of tints)
    if (plate !== undefined) {
      percent[plate] = round(tint * 100);
      names.push(plate);
    }
  return { percent, names, deviceCmyk: false, all: false, unknown: false };
}

const NO_PERCENT: readonly number[] = new Array<number>(PLATES).fill(0);
export const ALL_INKS: Inks = {
  percent: NO_PERCENT,
  names: [],
  deviceCmyk: false,
  all: true,
  unknown: false,
};
export const UNKNOWN_INKS: Inks = {
  percent: NO_PERCENT,
  names: [],
  deviceCmyk: false,
  all: false,
  unknown: true,
};
/** Separation /None and what cannot be read. */
export const NO_INKS: Inks = {
  percent: NO_PERCENT,
  names: [],
  deviceCmyk: false,
  all: false,
  unknown: false,
};
export const BLACK_INKS: Inks = greyInks(0);

export const totalOf = (inks: Inks): number => inks.percent.reduce((sum, n) => sum + n, 0);
/** How many plates carry ink. */
export const plateCount = (inks: Inks): number => inks.percent.filter((n) => n > 0).length;
/** Names its plates and puts nothing on them. */
export const isPaper = (inks: Inks): boolean =>
  !inks.all && !inks.unknown && inks.names.length > 0 && totalOf(inks) === 0;
export const isSolidBlack = (inks: Inks): boolean =>
  inks.percent[BLACK_PLATE] === 100 && totalOf(inks) === 100;

/** `Black 100`, `Cyan 95 Magenta 35`; `paper`, `all inks`, `not known`. */
export function describeInks(inks: Inks, plates: Plates): string {
  if (inks.all) return 'all inks';
  if (inks.unknown) return 'not known';
  const parts = inks.percent.flatMap((n, plate) => (n > 0 ? [`${plates.name(plate)} ${n}`] : []));
  return parts.length > 0 ? parts.join(' ') : 'paper';
}

/** What an operator lays down. `alpha` thins; see ink-map.ts for what transparency does. */
export function coatOf(inks: Inks, overprint: boolean, mode: number, alpha = 1): Coat {
  const coat = new Uint8Array(PLATES);
  if (inks.all || (inks.names.length === 0 && !inks.unknown)) return coat.fill(UNTOUCHED);
  for (let plate = 0; plate < PLATES; plate++) coat[plate] = Math.round(inks.percent[plate]! * alpha);
  if (!overprint) return coat;
  for (let plate = 0; plate < PLATES; plate++)
    if (!inks.names.includes(plate) || (inks.deviceCmyk && mode === 1 && coat[plate] === 0))
      coat[plate] = UNTOUCHED;
  return coat;
}
