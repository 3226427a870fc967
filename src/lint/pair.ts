/** An English sentence and what a translation makes of it. */
import type { FilePlace } from '../core/diagnostic.js';

export interface Pair {
  readonly namespace: string;
  /** `door.title` */
  readonly key: string;
  readonly english: string;
  readonly text: string;
  readonly at: FilePlace;
}
