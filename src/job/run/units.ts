/** What the units of a run have in common: the designs and page boxes that they are made from. */

import type { BoxedPage } from '../../impose/one-up.js';
import type { NamedDesign } from '../causes.js';
import type { Plan } from '../plan/plan.js';
import type { CompiledDesign } from '../shop.js';

/** The designs of a file, with what each was made from; of the whole plan unless ids are given. */
export function named(
  plan: Plan,
  designs: ReadonlyMap<string, CompiledDesign>,
  ids?: readonly string[],
): NamedDesign[] {
  return plan.designs
    .filter((d) => ids === undefined || ids.includes(d.id))
    .map((d) => ({ ...d, causes: designs.get(d.id)!.causes }));
}

export const boxesOf = (pages: readonly BoxedPage[]): unknown =>
  pages.map(({ media, bleed, trim }) => [media, bleed, trim]);
