/**
 * What a recall needs to know of a run: which law, which designs, how many for whom. And what a folder held before it was
 * built anew, since that may have been printed and handed out: it stays in the manifest when the files are gone.
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
  return [...(before.before ?? []), ...(matters ? [printingOf(before)] : [])].filter(
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
