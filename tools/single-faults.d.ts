/** See single-faults.js. */

export interface FaultPlace {
  page?: number;
  object?: number;
}
export interface SingleFault {
  /** File name without ending. */
  readonly name: string;
  /** The clause that must catch it. */
  readonly clause: string;
  make(good: Uint8Array): { readonly bytes: Uint8Array; readonly place: FaultPlace };
}
export const SINGLE_FAULTS: readonly SingleFault[];
