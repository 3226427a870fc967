/** How many plates a run needs on an offset press, and how many of them a shell saves. */
import type { Plan } from './plan.js';

export interface Plates {
  /** Designs that are printed from plates: those of sheets that differ one from the next are not. */
  readonly designs: number;
  /** Four for each side of each. */
  readonly usual: number;
  /** Cyan, magenta and yellow once a side, black for each. */
  readonly shell: number;
  readonly saved: number;
}

export function countPlates(plan: Pick<Plan, 'sides' | 'batches' | 'designs'>): Plates {
  const printed =
    plan.batches.length === 0
      ? plan.designs.map(({ id }) => id)
      : plan.batches.filter(({ kind }) => kind === 'static').flatMap(({ designs }) => designs);
  const designs = new Set(printed).size;
  const usual = 4 * plan.sides * designs;
  const shell = designs === 0 ? 0 : (3 + designs) * plan.sides;
  return { designs, usual, shell, saved: usual - shell };
}

/** `32 plates instead of 104 (13 designs, two sides): 72 saved` */
export function tellPlates(plan: Pick<Plan, 'sides' | 'batches' | 'designs'>): string {
  const { designs, usual, shell, saved } = countPlates(plan);
  const mixed = plan.batches.some(({ kind }) => kind !== 'static')
    ? '; sheets of congregations differ one from the next, and are for a digital press'
    : '';
  if (designs === 0) return `none: no sheet is printed twice${mixed}`;
  const sides = plan.sides === 1 ? 'one side' : 'two sides';
  return `${shell} plates instead of ${usual} (${designs} ${designs === 1 ? 'design' : 'designs'}, ${sides}): ${saved} saved${mixed}`;
}
