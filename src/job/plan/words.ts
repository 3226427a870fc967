/** Numbers, rules and names of a plan as people read them: in tickets, labels, proofs and on the terminal. */

import { formatInches, trimNumber } from '../../core/units.js';
import type { LoadedOrganisation } from '../../load/organisation.js';
import { formatWeight } from '../stock.js';
import type { Plan } from './plan.js';

/** 12,240 */
export const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** `bleed 0.125 in`, or `no bleed` */
export const bleedWords = (bleed: number): string =>
  bleed === 0 ? 'no bleed' : `bleed ${formatInches(bleed)}`;

/** `2 %, at least 50 a language, rounded up to full sheets` */
export const oversRule = (plan: Pick<Plan, 'oversShare' | 'oversMinimum'>): string =>
  `${trimNumber(plan.oversShare * 100, 2)} %${plan.oversMinimum > 0 ? `, at least ${grouped(plan.oversMinimum)} a language` : ''}, rounded up to full sheets`;

/** `at most 4,200 pieces and 30 lb (13.6 kg) in a box` */
export const boxRule = ({ carton }: Pick<Plan, 'carton'>): string =>
  `at most ${grouped(carton.pieces)} pieces${carton.grams === undefined ? '' : ` and ${formatWeight(carton.grams)}`} in a box`;

/** What the shop calls it: its English name, else any name, else its id. */
export function nameOf(organisation: LoadedOrganisation): string {
  const { name, id } = organisation;
  if (name === undefined) return id;
  if (typeof name === 'string') return name;
  return name.en ?? Object.values(name)[0] ?? id;
}
