/**
 * Why a file is made again. A unit of a run is made from named causes, in words that an operator uses: `text of
 * es`, `quantity`, `sheet`. Their digests stand in the journal beside the unit's id; when the id is another one, the
 * digests that differ say why.
 *
 * Promises: only says why. Whether a file is made again is decided by the unit's id alone (run/bench.ts), so a cause that
 * is forgotten here costs an explanation (`unknown`), never a stale file on the press.
 */
import type { LanguageTag } from '../core/language.js';
import { digestOf } from './disk.js';
import type { Plan } from './plan/plan.js';
import type { DesignCauses } from './shop.js';

/** Name → short digest. */
export type Causes = Readonly<Record<string, string>>;

/** The file was there, but was not what the journal says; it was not there at all; nothing on record says. */
export const DAMAGED = 'damaged';
export const MISSING = 'missing';
export const UNKNOWN = 'unknown';

/** Sixteen digits: the digest only has to differ from that of the build before. */
export const digestCauses = (values: Readonly<Record<string, unknown>>): Causes =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      digestOf(JSON.stringify(value ?? null)).slice(0, 16),
    ]),
  );

/** The names whose digests differ, in the order of `now`; `unknown` where nothing on record does. */
export function findChanged(before: Causes | undefined, now: Causes): string[] {
  if (!before) return [UNKNOWN];
  const changed = Object.keys(now).filter((name) => name in before && before[name] !== now[name]);
  if (changed.length > 0) return changed;
  // A language or organisation that joins or leaves a file is told by what ordered it, unless nothing else is.
  const joined = Object.keys(now).filter((name) => !(name in before));
  const left = Object.keys(before).filter((name) => !(name in now));
  return joined.length + left.length > 0 ? [...joined, ...left] : [UNKNOWN];
}

export const sameCauses = (a: Causes | undefined, b: Causes): boolean =>
  a !== undefined &&
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(b).every(([name, digest]) => a[name] === digest);

/** A design of a file: whose it is, and what it was made from. */
export interface NamedDesign {
  readonly id: string;
  readonly lang: LanguageTag;
  readonly organisation?: { readonly id: string };
  readonly causes: DesignCauses;
}

/** The causes of a file's designs: by language, and what an organisation brings along by its id. */
export function ofDesigns(designs: readonly NamedDesign[]): Record<string, unknown> {
  const found: Record<string, [design: string, digest: string][]> = {};
  for (const { id, lang, organisation, causes } of designs)
    for (const [name, digest] of Object.entries(causes)) {
      const isTheirs = name === 'imprint' || name === 'logo' || name === 'accent';
      if (isTheirs && !organisation) continue;
      const full = `${name} of ${isTheirs ? organisation?.id : lang}`;
      // By design: an organisation may have another name in each language.
      found[full] = [...(found[full] ?? []), [id, digest]];
    }
  return found;
}

type PlanCause =
  | 'title'
  | 'size'
  | 'stock'
  | 'ink'
  | 'contact'
  | 'sheet'
  | 'quantity'
  | 'deliveries'
  | 'languages'
  | 'output';

/** The causes of a document that is about the whole run. */
export function ofPlan(plan: Plan): Readonly<Record<PlanCause, unknown>> {
  const { job, title, purpose, sample, publication, edition, layer, size, bleed, stock, ink, contact } = plan;
  const { sheet, up, batchSheets, proofs, oversShare, lines, congregations, languages } = plan;
  return {
    title: [job, title, purpose, sample, publication, edition, layer],
    size: [size, bleed],
    stock: [stock, plan.grammage, plan.band, plan.carton],
    ink,
    contact,
    sheet: [sheet, up, batchSheets],
    quantity: [oversShare, plan.oversMinimum, lines.map((l) => [l.design, l.ordered])],
    deliveries: congregations.map((c) => [c.delivery, c.label, c.id, c.name]),
    languages,
    output: [proofs, plan.designs.map((d) => d.pressFile !== undefined)],
  };
}

/** What was made again, for people: `9 files made again: text of es changed, 1 was damaged`. */
export function tellRemade(remade: readonly { readonly causes: readonly string[] }[]): string {
  const fault = (name: string): boolean => name === DAMAGED || name === MISSING || name === UNKNOWN;
  const changed = [...new Set(remade.flatMap((r) => r.causes))].filter((name) => !fault(name));
  const count = (name: string): number => remade.filter((r) => r.causes.includes(name)).length;
  const were = (name: string, rest: string): string[] => {
    const n = count(name);
    return n === 0 ? [] : [`${n} ${n === 1 ? 'was' : 'were'} ${rest}`];
  };
  const reasons = [
    ...(changed.length > 0 ? [`${changed.join(', ')} changed`] : []),
    ...were(DAMAGED, 'damaged'),
    ...were(MISSING, 'missing'),
    ...were(UNKNOWN, 'made from something else, the journal does not say what'),
  ];
  return `${remade.length} ${remade.length === 1 ? 'file' : 'files'} made again: ${reasons.join(', ')}`;
}
