/** What lies beside the press files, for people: proofs and their pictures, lists, labels, the ticket. */

import type { Frame, Item } from '../../frame/frame.js';
import { type BoxedPage, oneUpPage } from '../../impose/one-up.js';
import type { Approval } from '../../schema/approvals.js';
import { ofDesigns, ofPlan } from '../causes.js';
import { setLabels } from '../labels.js';
import { type ManifestFile, recipient } from '../manifest.js';
import type { PaperPage, PaperStyle } from '../paper.js';
import type { Plan, PlannedDesign } from '../plan/plan.js';
import { setProof } from '../proof.js';
import type { CompiledDesign } from '../shop.js';
import { setTicket } from '../ticket.js';
import type { Bench } from './bench.js';
import { boxesOf, named } from './units.js';

/** The names of the files at the top of the folder. */
export function topFiles(plan: Plan): { ticket: string; labels: string; runCsv: string } {
  const prefix = plan.purpose === 'draft' ? 'DRAFT-' : '';
  return {
    ticket: `${prefix}START-HERE.pdf`,
    labels: `${prefix}labels.pdf`,
    runCsv: `${prefix}run.csv`,
  };
}

export async function makeProofs(
  bench: Bench,
  plan: Plan,
  design: PlannedDesign,
  compiled: CompiledDesign,
  approval: string,
  pressFile: ManifestFile | undefined,
): Promise<void> {
  const base = `proofs/${plan.purpose === 'draft' ? 'DRAFT-' : ''}${design.id}`;
  const language = plan.languages.find((l) => l.tag === design.lang)!;
  const { code, key, version, pages } = compiled;
  const facts = {
    code,
    key,
    version,
    pages,
    date: bench.shop.date,
    recipient: recipient(plan, design.id),
    ...(compiled.label ? { label: compiled.label } : {}),
    // A draft is read and corrected, and approved by nobody.
    ...(plan.purpose === 'press' ? { approval } : {}),
    ...(pressFile ? { file: { name: pressFile.file, sha256: pressFile.sha256 } } : {}),
  };
  await makePaper(bench, {
    file: `${base}.pdf`,
    kind: 'proof',
    title: `Proof ${plan.title}, ${code}`,
    from: [plan.title, plan.purpose, plan.contact, language, design.ordered, { ...facts, pages: [] }],
    causes: {
      title: [plan.job, plan.title, plan.purpose],
      contact: plan.contact,
      languages: language,
      quantity: design.ordered,
      deliveries: facts.recipient,
      boxes: boxesOf(pages.map(oneUpPage)),
      ...(plan.codes ? { codes: plan.codes } : {}),
      ...ofDesigns([{ ...design, causes: compiled.causes }]),
    },
    set: (style) => setProof(plan, design, language, facts, style),
    designs: [compiled],
  });
  for (const [side, name] of ['front', 'back'].slice(0, plan.sides).entries())
    await bench.make({
      file: `${base}-${name}.png`,
      kind: 'picture',
      from: [key],
      causes: ofDesigns([{ ...design, causes: compiled.causes }]),
      make: async (sink) => sink(await compiled.png(side)),
    });
}

export function makeText(
  bench: Bench,
  plan: Plan,
  designs: ReadonlyMap<string, CompiledDesign>,
  kind: 'csv' | 'note',
  file: string,
  text: string,
): Promise<ManifestFile> {
  return bench.make({
    file,
    kind,
    from: [text],
    causes: { ...ofPlan(plan), ...ofDesigns(named(plan, designs)) },
    make: (sink) => sink(new TextEncoder().encode(text)),
  });
}

export async function makeLabels(bench: Bench, plan: Plan, file: string): Promise<void> {
  const { job, purpose, sample, languages, lines, congregations, held, band, carton, pieceGrams } = plan;
  const about = {
    job,
    title: plan.title,
    purpose,
    sample,
    languages,
    lines,
    congregations,
    held,
    band,
    carton,
    pieceGrams,
  };
  const { title, quantity, sheet, deliveries, stock } = ofPlan(plan);
  const addresses = plan.designs.map(({ id, organisation }) => [
    id,
    organisation?.id,
    organisation?.name,
    organisation?.address,
  ]);
  await makePaper(bench, {
    file,
    kind: 'labels',
    title: `Box labels, ${plan.title}`,
    from: [about, addresses],
    causes: {
      title,
      quantity,
      sheet,
      deliveries: [deliveries, addresses],
      languages,
      stock,
      clearance: held,
    },
    set: (style) => setLabels(plan, style),
    designs: [],
  });
}

export async function makeTicket(
  bench: Bench,
  plan: Plan,
  names: ReturnType<typeof topFiles>,
  designs: ReadonlyMap<string, CompiledDesign>,
  missing: readonly string[],
  approved: readonly Approval[],
): Promise<void> {
  const facts = {
    designs,
    date: bench.shop.date,
    toolVersion: bench.shop.tool.version,
    missing,
    approved,
    files: { labels: names.labels, runCsv: names.runCsv },
  };
  const shown = [...designs].map(([id, d]) => [id, d.key, d.code, d.version]);
  await makePaper(bench, {
    file: names.ticket,
    kind: 'ticket',
    title: `START HERE: ${plan.title}`,
    from: [describe(plan), shown, facts.date, missing, facts.files, ...approved],
    causes: {
      ...ofPlan(plan),
      clearance: [missing, plan.held, plan.released],
      approval: approved,
      ...(plan.codes ? { codes: plan.codes } : {}),
      ...ofDesigns(named(plan, designs)),
    },
    set: (style) => setTicket(plan, facts, style),
    designs: [...designs.values()],
  });
}

/** A PDF for people: set, compiled and written; with the designs whose pictures it shows. */
async function makePaper(
  bench: Bench,
  paper: {
    readonly file: string;
    readonly kind: ManifestFile['kind'];
    readonly title: string;
    readonly from: readonly unknown[];
    readonly causes: Readonly<Record<string, unknown>>;
    readonly set: (style: PaperStyle) => PaperPage[];
    readonly designs: readonly CompiledDesign[];
  },
): Promise<ManifestFile> {
  const { shop } = bench;
  return bench.make({
    file: paper.file,
    kind: paper.kind,
    from: [shop.press, shop.date, shop.tool.fonts, paper.title, shop.families, ...paper.from],
    causes: {
      profile: shop.press,
      date: shop.date,
      fonts: shop.tool.fonts,
      ...paper.causes,
      languages: [shop.families, paper.causes.languages],
    },
    flows: true,
    async make(sink, id) {
      const { set, value: pages } = await shop.setOnce(['paper', id], (style) => {
        const set = paper.set(style);
        return { frames: set.map((p) => p.own), value: set.map((p) => barePage(p.page)) };
      });
      const used = new Set(pages.flatMap((page) => usedIds(page.frame)));
      const sets = [set];
      for (const design of paper.designs)
        if (design.pages.some((page) => used.has(page.id))) sets.push(await design.set());
      await shop.writePdf({ title: paper.title, id, kind: 'document', sets, pages }, sink);
    },
  });
}

/** A page whose Frames are drawn by compiled sets. */
const barePage = (page: BoxedPage): BoxedPage => ({
  ...page,
  frame: { ...page.frame, items: page.frame.items.map(bareUse) },
});

const bareUse = (item: Item): Item =>
  item.kind === 'use'
    ? { ...item, frame: { ...item.frame, items: [] } }
    : item.kind === 'group'
      ? { ...item, items: item.items.map(bareUse) }
      : item;

/** Ids of the Frames that a page of paper uses: on the page itself or inside a picture's group. */
const usedIds = (frame: Frame): string[] =>
  frame.items.flatMap((item) => {
    const inside = item.kind === 'group' ? item.items : [item];
    return inside.flatMap((i) => (i.kind === 'use' ? [i.frame.id] : []));
  });

/** A plan as plain values: what ticket and labels depend on. Logos are in the designs' keys already. */
const describe = (plan: Plan): unknown => ({
  ...plan,
  designs: plan.designs.map(({ organisation, ...rest }) => {
    const { id, name, address } = organisation ?? {};
    return { ...rest, organisation: { id, name, address } };
  }),
  byLanguage: [...plan.byLanguage],
  diagnostics: [],
});
