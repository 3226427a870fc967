/**
 * Shop: what a run needs from the floors below it, handed over by the command line. A run knows the order of the
 * work and the folder it leaves behind; how text is set, a design compiled and a PDF written is behind this, so
 * that tests can run a job in milliseconds and a cache can answer for the compiler.
 */
import type { CodeSeries } from '../compose/code-series.js';
import type { LayerVersion } from '../compose/trace-law.js';
import type { LanguageTag } from '../core/language.js';
import type { Frame } from '../frame/frame.js';
import type { BoxedPage } from '../impose/one-up.js';
import type { SlugStyle } from '../impose/slug.js';
import type { LabelPlace, Slot } from '../layout/design.js';
import type { LoadedOrganisation } from '../load/organisation.js';
import type { CompiledSet } from '../pdf/compiled-set.js';
import type { ManifestFile } from './manifest.js';
import type { PieceCodes } from './plan/plan.js';

/** One design of the plan. Publication, layer, size, purpose and address are the job's: the shop knows them. */
export interface DesignRequest {
  readonly lang: LanguageTag;
  /** Absent where there is none or it is withheld: then nothing of it may be printed. */
  readonly organisation?: LoadedOrganisation;
}

/**
 * What a design is made from, each as a digest: the law's sentences, the QR code's address, who hands it out, the
 * template with its size, the fonts that set it, and the inks. Says why a key differs from an earlier one.
 */
export interface DesignCauses {
  readonly text: string;
  readonly address: string;
  readonly imprint: string;
  readonly logo: string;
  /** Of the organisation; the template's own is a part of the template. */
  readonly accent: string;
  readonly template: string;
  readonly fonts: string;
  /** In which inks, and how much of them at most. */
  readonly ink: string;
}

export interface CompiledDesign {
  /** Digest of everything the design depends on; equal keys mean equal pages. */
  readonly key: string;
  readonly causes: DesignCauses;
  /** Printed on both sides: `ICE-ES-7K2F`. */
  readonly code: string;
  readonly version: string;
  /** Layers of whose sentences it prints at least one, widest first. */
  readonly layers: readonly string[];
  /** Of a shell: a digest a side of what is on its cyan, magenta and yellow plates. */
  readonly shell?: readonly string[];
  /**
   * The pages of a piece with every slot filled, as Frames to *use*: id, size and bleed are read, the items may
   * be left out, since the set holds the drawing under the same id.
   */
  readonly pages: readonly Frame[];
  /** The same pages with their slots left empty: what a traceable piece uses beside a code of its own. */
  readonly bare: readonly Frame[];
  readonly slots: readonly Slot[];
  /** Where the union label stands, or white is kept for the shop to set one. */
  readonly label?: LabelPlace;
  /** The compiled pages; asked for only when something must be made. May be read from a cache each time. */
  set(): Promise<CompiledSet>;
  /** One side as PNG for phones and quick looks; the same bytes every time. */
  png(side: number): Promise<Uint8Array>;
}

/** A PDF to write: pages whose Frames hold only uses of what the sets have compiled. */
export interface PdfFile {
  readonly title: string;
  /** Digest of what the file is made of: the seed of the PDF's identifiers. */
  readonly id: string;
  /** `press` and `sheets` go to a press (PDF/X-4); `document` is read by people. */
  readonly kind: 'press' | 'sheets' | 'document';
  /** Asked for one at a time: a batch of a thousand designs holds one of them in memory. */
  readonly sets: Iterable<CompiledSet> | AsyncIterable<CompiledSet>;
  readonly pages: Iterable<BoxedPage>;
  /** How codes of single pages are drawn. */
  readonly codes?: PieceCodes['draw'];
}

export interface Shop {
  /**
   * Versions that the manifest names. The tool's enters every unit id, the fonts' that of every file with words of
   * its own; ICU's enters none.
   */
  readonly tool: {
    readonly version: string;
    readonly icu: string;
    readonly unicode: string;
    /** Font key → version. */
    readonly fonts: Readonly<Record<string, string>>;
  };
  /** Names what every PDF shares and no design knows: a digest of the output intent. Enters their ids. */
  readonly press: string;
  /** Families for slugs and tickets in order of preference: Noto Sans, then one for every script of the job. */
  readonly families: readonly string[];
  /** Every layer that was read, in its version, widest first: what a recall asks about. */
  readonly law: readonly LayerVersion[];
  /** What the QR codes hold, `{lang}` not filled in: where the newest version is. */
  readonly address: string;
  /** The date that every PDF carries, `2026-11-23`: SOURCE_DATE_EPOCH's day, else the content's. */
  readonly date: string;
  /**
   * Makes what is missing of designs, on several threads where it pays; what cannot be made is left to `compile`, which
   * tells why. `turn` is called before each that is made here, and stops the work by throwing; `told` after each.
   */
  prepare?(
    requests: readonly DesignRequest[],
    turn: () => void,
    told: (request: DesignRequest) => void,
  ): Promise<void>;
  compile(request: DesignRequest): Promise<CompiledDesign>;
  /**
   * Words of a run's own, set and compiled: slugs, tickets, labels. What was set before from the same is not set again.
   * `from` is all that it is set from, but for the families and fonts, which the shop knows; as plain values.
   * @returns the compiled Frames, and the value as JSON keeps it
   */
  setOnce<T>(
    from: readonly unknown[],
    work: (style: SlugStyle) => { readonly frames: readonly Frame[]; readonly value: T },
  ): Promise<{ readonly set: CompiledSet; readonly value: T }>;
  /** Codes of single pieces; `address` with `{serial}` alone left in it. Opening them again costs nothing. */
  codes(address: string): Promise<CodeSeries>;
  /**
   * Streams a PDF. `write` takes the bytes before it returns, so the array may be used again; it throws where
   * the disk refuses. The same file gives the same bytes.
   */
  writePdf(file: PdfFile, write: (chunk: Uint8Array) => void): Promise<void>;
  /**
   * Reads a PDF back from disk before it gets its name; `part` is where it lies, `file` what it will be called.
   * Throws a KyrError (exit 4) where it fails preflight.
   */
  preflight(part: string, file: string, kind: ManifestFile['kind']): void | Promise<void>;
}
