/**
 * content/withdrawn.yaml → the versions that may not be printed. The project's list and the tool's hold together: a
 * list of one's own does not hide what a newer kyr has withdrawn. Where there is no such file, nothing is withdrawn.
 */
import type { FilePlace } from '../core/diagnostic.js';
import type { World } from '../core/world.js';
import { type Withdrawal, Withdrawn } from '../schema/withdrawn.js';
import { checkText } from './checked-file.js';
import { decodeText } from './text-file.js';

export const WITHDRAWN_FILE = 'content/withdrawn.yaml';

export interface PlacedWithdrawal extends Withdrawal {
  readonly at: FilePlace;
}

/** The project's first. @throws KyrError with all that is wrong in the first file that has faults */
export const loadWithdrawn = (world: World): PlacedWithdrawal[] =>
  world.readAll(WITHDRAWN_FILE).flatMap(({ shown, bytes }) => readWithdrawn(bytes, shown));

/** One such file. @throws KyrError */
export function readWithdrawn(bytes: Uint8Array, shown: string): PlacedWithdrawal[] {
  const { value, place } = checkText(decodeText(bytes, shown), Withdrawn, shown);
  return value.withdrawn.map((entry, i) => ({ ...entry, at: place('withdrawn', i) }));
}
