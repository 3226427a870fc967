/** What preflight measures of a file beside what it finds wrong: for the summary and for --json. */
import type { Findings } from './findings.js';
import type { Inks, Plates } from './inks.js';
import { describeInks } from './inks.js';

export interface Measured {
  readonly value: number;
  readonly what: string;
  readonly page: number;
  readonly object?: number;
}

export interface FontReport {
  readonly name: string;
  readonly kind: string;
  readonly embedded: boolean;
  readonly subset: boolean;
  readonly toUnicode: boolean;
}

/** Text of one ink and one way to overprint. */
export interface TextInk {
  readonly inks: string;
  readonly overprint: boolean;
  /** Runs met; a form that is used again is not counted again. */
  runs: number;
  /** Points. */
  smallest: number;
}

export interface FileReport {
  readonly file: string;
  readonly pages: number;
  readonly version?: string;
  /** Size of media, bleed and trim in points, and the pages that have them. */
  readonly boxes: readonly { media: string; bleed: string; trim: string; pages: number }[];
  /** The printing condition. */
  readonly intent?: string;
  readonly fonts: readonly FontReport[];
  readonly spots: readonly string[];
  /** Colour spaces painted with. */
  readonly spaces: readonly string[];
  readonly text: readonly TextInk[];
  /** Points. */
  readonly smallestText?: Measured;
  /** Points; strokes, and filled shapes no thicker than a line. */
  readonly thinnestLine?: Measured;
  /** Pixels an inch at the size printed. */
  readonly lowestPicture?: Measured;
  readonly pictures: number;
  /** Percent, over cells of about 0.7 mm inside the bleed. */
  readonly mostInk?: Measured;
  /** Pictures whose pixels were not read (JPEG and such): their ink is not in `mostInk`. */
  readonly unreadPictures: number;
}

const MAX_KINDS = 200;

/** Collects measures while pages are walked. */
export class Measures {
  readonly findings: Findings;
  readonly plates: Plates;
  readonly spaces = new Set<string>();
  readonly text = new Map<string, TextInk>();
  smallestText: Measured | undefined;
  thinnestLine: Measured | undefined;
  lowestPicture: Measured | undefined;
  mostInk: Measured | undefined;
  pictures = 0;
  unreadPictures = 0;
  /** By inks that print over what is beneath, and by those that do not. */
  readonly #textIn = [new WeakMap<Inks, TextInk>(), new WeakMap<Inks, TextInk>()] as const;

  constructor(findings: Findings, plates: Plates) {
    this.findings = findings;
    this.plates = plates;
  }

  space(name: string): void {
    if (this.spaces.size < MAX_KINDS) this.spaces.add(name);
  }

  textRun(inks: Inks, overprint: boolean, size: number): void {
    const textIn = this.#textIn[overprint ? 1 : 0];
    const known = textIn.get(inks) ?? this.#kindOf(inks, overprint);
    if (!known) return;
    textIn.set(inks, known);
    known.runs++;
    known.smallest = Math.min(known.smallest, size);
  }

  #kindOf(inks: Inks, overprint: boolean): TextInk | undefined {
    const described = describeInks(inks, this.plates);
    const key = `${described} ${overprint}`;
    const known = this.text.get(key);
    if (known || this.text.size >= MAX_KINDS) return known;
    const made: TextInk = { inks: described, overprint, runs: 0, smallest: Number.POSITIVE_INFINITY };
    this.text.set(key, made);
    return made;
  }
}

export const lesser = (a: Measured | undefined, b: Measured): Measured => (a && a.value <= b.value ? a : b);
export const greater = (a: Measured | undefined, b: Measured): Measured => (a && a.value >= b.value ? a : b);
