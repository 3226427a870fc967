/**
 * What a recall needs to know of a run: which law, which designs, how many for whom. And what a folder held before it was
 * built anew, since that may have been printed and handed out: it stays in the manifest when the files are gone.
 *
 * Promises: whoever the run of today does not name is named nowhere. An organisation that has since asked to be withheld
 * cannot be told from one that was taken out, so both keep their delivery number and lose their name.
 */
import type { Manifest } from './manifest.js';

export type Printing = Pick<
  Manifest,
  | 'title'
  | 'purpose'
  | 'sample'
  | 'publication'
  | 'layer'
  | 'law'
  | 'address'
  | 'total'
  | 'languages'
  | 'congregations'
  | 'designs'
>;

/**
 * What the folder held before and holds no more, oldest first, each once. A draft that is laid out anew is no other
 * printing; a draft of another version of the law, and everything that went to press, is.
 */
export function earlierPrintings(before: Manifest, now: Manifest): Printing[] {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const own = printingOf(now);
  const matters = before.purpose === 'press' || !same(before.law, now.law);
  const named = namesOf(now);
  return [...(before.before ?? []), ...(matters ? [printingOf(before)] : [])]
    .map((printing) => forgetNames(printing, named))
    .filter(
      (printing, i, all) => !same(printing, own) && all.findIndex((other) => same(other, printing)) === i,
    );
}

const printingOf = (run: Manifest): Printing => ({
  title: run.title,
  purpose: run.purpose,
  sample: run.sample,
  publication: run.publication,
  layer: run.layer,
  ...(run.law === undefined ? {} : { law: run.law }),
  ...(run.address === undefined ? {} : { address: run.address }),
  total: run.total,
  languages: run.languages,
  congregations: run.congregations,
  designs: run.designs,
});

type Design = Printing['designs'][number];

/** `sample-st-brigid` of the design `es-sample-st-brigid`; empty where nobody in particular is meant. */
export const whomOf = ({ id, tag }: Pick<Design, 'id' | 'tag'>): string => id.slice(tag.length + 1);

/** How plan/orders.ts calls those that it may not name. */
export const isUnnamed = (whom: string): boolean => /^(delivery|run)-\d+$/.test(whom);

/** Ids of all whom a run names. */
const namesOf = (run: Manifest): ReadonlySet<string> =>
  new Set([...run.congregations.flatMap((c) => c.id ?? []), ...run.designs.map(whomOf)]);

/** The printing without the names and ids of those who are not among `named`. */
function forgetNames(printing: Printing, named: ReadonlySet<string>): Printing {
  const taken = new Set(printing.designs.map((d) => d.id));
  const renamed = new Map<string, string>();
  for (const design of printing.designs) {
    const whom = whomOf(design);
    if (whom === '' || isUnnamed(whom) || named.has(whom)) continue;
    const delivery = printing.congregations.find((c) => c.languages.some((l) => l.design === design.id));
    let n = delivery?.delivery ?? 1;
    const id = (): string => `${design.tag}-${delivery ? 'delivery' : 'run'}-${String(n).padStart(2, '0')}`;
    while (taken.has(id())) n += 1;
    taken.add(id());
    renamed.set(design.id, id());
  }
  return {
    ...printing,
    designs: printing.designs.map((d) => ({ ...d, id: renamed.get(d.id) ?? d.id })),
    congregations: printing.congregations.map((c) => {
      const { id, name: _, ...unnamed } = c;
      const kept = id !== undefined && named.has(id) ? c : unnamed;
      const languages = c.languages.map((l) =>
        l.design === undefined ? l : { ...l, design: renamed.get(l.design) ?? l.design },
      );
      return { ...kept, languages };
    }),
  };
}
