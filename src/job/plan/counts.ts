/**
 * Overs and sheets of what is ordered.
 *
 * Overs are the spoilage asked for, rounded up so that each line fills whole sheets' worth of places; a congregation's
 * `sheets` is its share of the sheets it is printed on. A least number of overs holds for a language over the whole
 * run: what the shares leave short of it is added to the language's largest run, or to its largest delivery where
 * congregations alone order it.
 */

import type { LanguageTag } from '../../core/language.js';
import type { Job } from '../../schema/job.js';
import { percentOf } from '../../schema/quantities.js';
import type { Order, Run } from './orders.js';
import type { Counts } from './plan.js';

const DEFAULT_OVERS = 0.02;

export function readOvers({ press }: Job): { share: number; minimum: number } {
  const overs = press?.overs;
  if (overs === undefined) return { share: DEFAULT_OVERS, minimum: 0 };
  if (typeof overs === 'string') return { share: percentOf(overs), minimum: 0 };
  return { share: percentOf(overs.percent), minimum: overs.minimum };
}

/** So many, and the spoilage on top: a share of them, at least so many, rounded up to full sheets. */
export function countWithOvers(ordered: number, share: number, up: number, least = 0): Counts {
  const spoilage = Math.max(Math.ceil(Number((ordered * share).toFixed(6))), least);
  const sheets = Math.ceil((ordered + spoilage) / up);
  return { ordered, overs: sheets * up - ordered, printed: sheets * up, sheets };
}

/**
 * Overs that single orders must have, so that each language has so many over the whole run: its largest run by
 * language makes up what the shares leave short, or its largest delivery where it has no run of its own.
 */
export function leastOvers(
  runs: readonly Run[],
  minimum: number,
  oversOf: (ordered: number) => number,
): Map<Order, number> {
  const least = new Map<Order, number>();
  const byLanguage = new Map<LanguageTag, Order[]>();
  for (const order of runs.flatMap((run) => run.orders))
    byLanguage.set(order.lang, [...(byLanguage.get(order.lang) ?? []), order]);
  for (const orders of byLanguage.values()) {
    const short = minimum - orders.reduce((n, order) => n + oversOf(order.quantity), 0);
    if (short <= 0) continue;
    const own = orders.filter((order) => !order.delivery);
    const [first, ...rest] = own.length > 0 ? own : orders;
    const largest = rest.reduce((a, b) => (b.quantity > a.quantity ? b : a), first!);
    least.set(largest, oversOf(largest.quantity) + short);
  }
  return least;
}

/** Adds counts up. */
export function sum(counts: Iterable<Counts>): Counts {
  const total = { ordered: 0, overs: 0, printed: 0, sheets: 0 };
  for (const c of counts) {
    total.ordered += c.ordered;
    total.overs += c.overs;
    total.printed += c.printed;
    total.sheets += c.sheets;
  }
  return total;
}
