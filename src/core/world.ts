/**
 * World: the only door to files, time and digests. Everything from floor 0 to 5 sees the machine through this
 * interface alone, so that a browser, a test and a press run can each bring their own.
 */

export interface World {
  /** The bytes of a file, or undefined if there is none. Paths are relative to the project, with `/`. */
  read(path: string): Uint8Array | undefined;
  /**
   * Every file of this name, not the nearest alone: the project's own, then what the tool ships. For what must hold
   * wherever it is written down. `shown` is its name in messages.
   */
  readAll(path: string): readonly { readonly shown: string; readonly bytes: Uint8Array }[];
  /** Where a file or folder lies once links are followed, and how many bytes it has; undefined if there is none. */
  look(path: string): { readonly real: string; readonly bytes: number } | undefined;
  /** Names (not paths) of the entries of a folder, sorted by code point; empty if there is none. */
  list(path: string): readonly string[];
  /** SHA-256 in lower-case hex. */
  digest(bytes: Uint8Array | string): string;
  /**
   * The one date that output may carry, in whole seconds: SOURCE_DATE_EPOCH where it is set, else undefined,
   * and then the content's own date is used. There is no other clock.
   */
  readonly epoch: Date | undefined;
}
