/** What the files of a run are called: fit for every disk, and telling a shop what is in them. */

import type { Size } from '../../core/geometry.js';
import { type InkMode, inkTag } from '../../core/ink.js';
import { trimNumber } from '../../core/units.js';
import type { PlannedDesign } from './plan.js';

/** `press/DRAFT-es-12000-sample-st-brigid-5.5x8.5-4c.pdf` */
export function pressFileName(
  design: Pick<PlannedDesign, 'id' | 'lang'>,
  quantity: number,
  { prefix, trim, ink }: { readonly prefix: string; readonly trim: Size; readonly ink: InkMode },
): string {
  const who = design.id.slice(design.lang.length);
  return `press/${prefix}${design.lang}-${quantity}${who}-${inches(trim.width)}x${inches(trim.height)}-${inkTag(ink)}.pdf`;
}

/** `sheets/DRAFT-0001-es-500sheets.pdf` */
export const batchFileName = (prefix: string, number: number, name: string, sheets: number): string =>
  `sheets/${prefix}${String(number).padStart(4, '0')}-${name}-${sheets}sheets.pdf`;

const inches = (points: number): string => trimNumber(points / 72, 3);
