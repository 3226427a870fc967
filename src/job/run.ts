/**
 * Carries a plan out into a folder, file by file. Each file is a unit: its id is the digest of all that it
 * depends on. A unit whose journal line says the same id, and whose file lies on disk with the size and digest
 * of that line, is kept; every other one is made: aside, flushed, preflighted (a PDF), renamed, journalled. So a run that was killed
 * at any moment goes on where it stopped, and a finished run makes nothing again. What is made although the
 * journal knew it is made for a reason, which the journal, the manifest and the result name.
 *
 * Promises: the same plan and shop leave the same bytes, whatever was interrupted on the way. Files of an
 * earlier plan that the journal knows, and that nobody has touched since, are taken away, so that no old batch
 * is printed by mistake; nothing else in the folder is removed.
 * Does not: decide about draft or press (the gate did), print anything on a terminal, or look at the clock.
 */
import { setImmediate } from 'node:timers/promises';
import { EXIT, KyrError } from '../core/diagnostic.js';
import type { Frame } from '../frame/frame.js';
import { cutAndStack, stretchIndex } from '../impose/cut-and-stack.js';
import { type BoxedPage, oneUpPage, sheetPages } from '../impose/one-up.js';
import type { SheetPlan } from '../impose/sheet.js';
import { sheetFrames } from '../impose/sheet-frames.js';
import { batchSlug, type SetText, type SheetCount, type SlugText } from '../impose/slug.js';
import { stepAndRepeat } from '../impose/step-and-repeat.js';
import type { CompiledSet } from '../pdf/compiled-set.js';
import {
  DAMAGED,
  digestCauses,
  findChanged,
  MISSING,
  type NamedDesign,
  ofDesigns,
  ofPlan,
  sameCauses,
} from './causes.js';
import {
  digestOf,
  inFolder,
  listFiles,
  lockFolder,
  makeFolder,
  readBytes,
  readDigest,
  removeFile,
  type Sink,
  sizeOf,
  writeAside,
} from './disk.js';
import { hasJournal, JOURNAL, type Journal, openJournal } from './journal.js';
import { setLabels } from './labels.js';
import {
  buildManifest,
  formatRunCsv,
  formatSums,
  MANIFEST,
  type Manifest,
  type ManifestFile,
  readManifest,
  recipient,
  SUMS,
} from './manifest.js';
import type { PaperPage, PaperStyle } from './paper.js';
import { countPages } from './pdf-pages.js';
import { lastNumbers, type Plan, type PlannedBatch, type PlannedDesign } from './plan.js';
import { setProof } from './proof.js';
import type { CompiledDesign, Shop } from './shop.js';
import { setTicket } from './ticket.js';

export interface Progress {
  /** Pieces in finished files, kept ones included. */
  readonly done: number;
  readonly total: number;
  /** Pieces a second since the first file was begun, of those made now; 0 until something was made. */
  readonly rate: number;
  /** Undefined until the rate is known. */
  readonly secondsLeft?: number;
  /** The file just finished; while designs are compiled, `design es`. */
  readonly file: string;
}

export interface RunInput {
  readonly plan: Plan;
  readonly shop: Shop;
  /** The run's own folder; made if it is not there. */
  readonly folder: string;
  /** What keeps the run from the press, a sentence each; empty for a run that is cleared. */
  readonly missing: readonly string[];
  /** Milliseconds from anywhere; for rate and time left alone, never for output. */
  readonly clock: () => number;
  readonly onProgress?: (progress: Progress) => void;
  /** Aborted on Ctrl-C: the run stops after the file it is making. */
  readonly signal?: AbortSignal;
}

export interface RunResult {
  /** `stopped`: the signal came; run again to go on (exit 130). */
  readonly status: 'done' | 'stopped';
  readonly folder: string;
  /** Files made now, and found as they should be. */
  readonly made: readonly string[];
  readonly kept: readonly string[];
  /** Of those made now: files that the journal knew, and why they were made again. */
  readonly remade: readonly Remade[];
  /** Files of an earlier plan that were taken away. */
  readonly removed: readonly string[];
  /** Of a finished run. */
  readonly manifest?: Manifest;
}

export interface Remade {
  readonly file: string;
  /** As in `ManifestFile.remade`. */
  readonly causes: readonly string[];
}

/** The names of the files at the top of the folder. */
export function topFiles(plan: Plan): { ticket: string; labels: string; runCsv: string } {
  const prefix = plan.purpose === 'draft' ? 'DRAFT-' : '';
  return {
    ticket: `${prefix}START-HERE.pdf`,
    labels: `${prefix}labels.pdf`,
    runCsv: `${prefix}run.csv`,
  };
}

/**
 * Makes what is missing of a run. Throws KYR801 (exit 3 where the folder cannot be begun, 5 once the run can be gone
 * on with), KYR802 if another build is at work in the folder, KYR804 if the folder is another job's; and what the
 * shop throws, with exit 5 where it does so in the middle of the files; exit 4 for a PDF that fails preflight.
 */
export const runPlan = (input: RunInput): Promise<RunResult> =>
  runFiles(input, (bench, designs) => makeRun(input, bench, designs));

/** Makes the files of a folder in their order, from the designs of the plan. */
export type MakeFiles = (bench: Bench, designs: ReadonlyMap<string, CompiledDesign>) => Promise<void>;

/** A folder of files as `runPlan` leaves one: what belongs in it, `makeFiles` says. */
export async function runFiles(input: RunInput, makeFiles: MakeFiles): Promise<RunResult> {
  const { folder, plan } = input;
  const takeAway = makeFolder(folder);
  const unlock = lockFolder(folder, hasJournal(folder) ? EXIT.resumable : EXIT.invalid);
  try {
    const journal = openJournal(folder, plan.job);
    try {
      return await carryOut(input, journal, makeFiles);
    } finally {
      journal.close();
    }
  } finally {
    unlock();
    // A run that failed before its first file leaves nothing.
    takeAway();
  }
}

/** Thrown inside this file alone, when the signal has come. */
class Stopped extends Error {}

async function carryOut(input: RunInput, journal: Journal, makeFiles: MakeFiles): Promise<RunResult> {
  const { plan, shop, folder } = input;
  const bench = openBench(input, journal);
  const { made, kept, remade } = bench;
  try {
    const designs = await compileDesigns(input);
    await makeFiles(bench, designs);

    const removed = await removeStale(folder, journal, new Set(bench.files.map((f) => f.file)));
    const before = readManifest(folder);
    const manifest = buildManifest(plan, shop, designs, bench.files, input.missing, before);
    await writeIfOther(inFolder(folder, MANIFEST), `${JSON.stringify(manifest, undefined, 2)}\n`);
    // Last: whoever finds the sums finds all that belongs to them.
    await writeIfOther(inFolder(folder, SUMS), formatSums(bench.files));
    return { status: 'done', folder, made, kept, remade, removed, manifest };
  } catch (error) {
    if (error instanceof Stopped) return { status: 'stopped', folder, made, kept, remade, removed: [] };
    // An input that goes away while the files are made, such as a font, stops a run that can be gone on with.
    if (error instanceof KyrError && error.exitCode === EXIT.invalid && bench.files.length > 0)
      throw new KyrError(error.diagnostics, EXIT.resumable);
    throw error;
  }
}

async function makeRun(
  { plan, missing }: RunInput,
  bench: Bench,
  designs: ReadonlyMap<string, CompiledDesign>,
): Promise<void> {
  const names = topFiles(plan);
  const pressFiles = new Map<string, ManifestFile>();
  for (const design of plan.designs)
    if (design.pressFile !== undefined)
      pressFiles.set(design.id, await makePressFile(bench, plan, design, designs.get(design.id)!));
  for (const batch of plan.batches) await makeBatch(bench, plan, plan.sheet!, batch, designs);
  if (plan.proofs)
    for (const design of plan.designs)
      await makeProofs(bench, plan, design, designs.get(design.id)!, pressFiles.get(design.id));
  await makeText(bench, plan, designs, 'csv', names.runCsv, formatRunCsv(plan, designs));
  await makeLabels(bench, plan, names.labels);
  await makeTicket(bench, plan, names, designs, missing);
}

async function compileDesigns(input: RunInput): Promise<Map<string, CompiledDesign>> {
  const { plan, shop } = input;
  const designs = new Map<string, CompiledDesign>();
  for (const { id, lang, organisation } of plan.designs) {
    if (input.signal?.aborted) throw new Stopped();
    designs.set(id, await shop.compile({ lang, ...(organisation ? { organisation } : {}) }));
    input.onProgress?.({ done: 0, total: plan.total.printed, rate: 0, file: `design ${id}` });
  }
  return designs;
}

export interface Unit {
  readonly file: string;
  readonly kind: ManifestFile['kind'];
  /** Everything the bytes depend on beside the tool's version, as plain values: decides whether it is made. */
  readonly from: readonly unknown[];
  /** The same by the names an operator uses: says why it is made again. */
  readonly causes: Readonly<Record<string, unknown>>;
  readonly about?: Pick<ManifestFile, 'pages' | 'copies' | 'sheets' | 'printed' | 'firstSheet'>;
  /** A document whose number of pages only the making tells. */
  readonly flows?: boolean;
  /** Pieces for the progress bar: of batches, or of 1-up files where there are no batches. */
  readonly pieces?: number;
  readonly make: (sink: Sink, id: string) => void | Promise<void>;
}

export interface Bench {
  readonly shop: Shop;
  readonly files: readonly ManifestFile[];
  readonly made: readonly string[];
  readonly kept: readonly string[];
  readonly remade: readonly Remade[];
  /** Keeps the file of a unit or makes it, and says what it is. */
  make(unit: Unit): Promise<ManifestFile>;
  /** Opens the fonts on first use. */
  style(): Promise<PaperStyle>;
}

function openBench(input: RunInput, journal: Journal): Bench {
  const { plan, shop, folder, clock, signal, onProgress } = input;
  const files: ManifestFile[] = [];
  const made: string[] = [];
  const kept: string[] = [];
  const remade: Remade[] = [];
  const total = plan.total.printed;
  let start: number | undefined;
  let done = 0;
  let doneNow = 0;
  let setText: Promise<SetText> | undefined;

  const report = (unit: Unit, isNew: boolean): void => {
    done += unit.pieces ?? 0;
    if (isNew) doneNow += unit.pieces ?? 0;
    const seconds = (clock() - (start ?? 0)) / 1000;
    const rate = seconds > 0 ? doneNow / seconds : 0;
    onProgress?.({
      done,
      total,
      rate,
      file: unit.file,
      ...(rate > 0 ? { secondsLeft: (total - done) / rate } : {}),
    });
  };

  return {
    shop,
    files,
    made,
    kept,
    remade,
    style: async () => {
      setText ??= shop.setText();
      return { setText: await setText, families: shop.families };
    },
    async make(unit) {
      // Ctrl-C is heard only when the event loop turns, and nothing else here waits for anything.
      await setImmediate();
      if (signal?.aborted) throw new Stopped();
      start ??= clock();
      const path = inFolder(folder, unit.file);
      const { version } = shop.tool;
      const id = digestOf(JSON.stringify([version, unit.kind, unit.file, ...unit.from]));
      const causes = digestCauses({ tool: version, ...unit.causes });
      const known = journal.entries.get(unit.file);
      const size = known && sizeOf(path);
      let written = known?.unit === id && size === known.bytes ? await readDigest(path) : undefined;
      const keep = written !== undefined && written.sha256 === known?.sha256;
      let why = known?.remade;
      if (keep && written) {
        // Another cause may leave the same bytes, and an older journal has none: the next reason starts from here.
        if (!sameCauses(known?.causes, causes)) journal.append({ ...known!, causes });
      } else {
        // The sums are the seal of a finished run: broken before the first file changes, set again at the end.
        if (made.length === 0) removeFile(inFolder(folder, SUMS));
        const check = (part: string): void => {
          if (unit.file.endsWith('.pdf')) shop.preflight(part, unit.file, unit.kind);
        };
        written = await writeAside(path, (sink) => unit.make(sink, id), check);
        if (known) {
          why =
            known.unit !== id ? findChanged(known.causes, causes) : [size === undefined ? MISSING : DAMAGED];
          remade.push({ file: unit.file, causes: why });
        }
        journal.append({ unit: id, file: unit.file, ...written, causes, ...(why ? { remade: why } : {}) });
      }
      (keep ? kept : made).push(unit.file);
      report(unit, !keep);
      const pages = unit.flows ? { pages: countPages(readBytes(path)!) } : {};
      const record: ManifestFile = {
        file: unit.file,
        kind: unit.kind,
        ...written,
        ...pages,
        ...unit.about,
        ...(why ? { remade: why } : {}),
      };
      files.push(record);
      return record;
    },
  };
}

export function makePressFile(
  bench: Bench,
  plan: Plan,
  design: PlannedDesign,
  compiled: CompiledDesign,
): Promise<ManifestFile> {
  const pages = compiled.pages.map(oneUpPage);
  const title = titleOf(plan, compiled.code);
  const { press: profile, date } = bench.shop;
  return bench.make({
    file: design.pressFile!,
    kind: 'press',
    from: [profile, date, title, compiled.key, boxesOf(pages)],
    causes: {
      profile,
      date,
      title: [plan.title, plan.purpose],
      boxes: boxesOf(pages),
      ...ofDesigns([{ ...design, causes: compiled.causes }]),
    },
    about: { pages: plan.sides, printed: design.printed },
    ...(plan.batches.length === 0 ? { pieces: design.printed } : {}),
    make: async (sink, id) =>
      bench.shop.writePdf({ title, id, kind: 'press', sets: [await compiled.set()], pages }, sink),
  });
}

/** What a press file calls itself in the queue of a RIP. */
const titleOf = (plan: Plan, what: string): string =>
  `${plan.purpose === 'draft' ? 'DRAFT ' : ''}${plan.reprint ? 'REPRINT ' : ''}${plan.title}, ${what}`;

export function makeBatch(
  bench: Bench,
  plan: Plan,
  sheet: SheetPlan,
  batch: PlannedBatch,
  designs: ReadonlyMap<string, CompiledDesign>,
): Promise<ManifestFile> {
  const { shop } = bench;
  const ids = batch.designs;
  const text = slugText(plan, batch, ids, designs, shop.date);
  const title = titleOf(plan, `batch ${batch.number} of ${text.batches}`);
  const { languages, numbered, content, date } = text;
  return bench.make({
    file: batch.file,
    kind: 'sheets',
    from: [
      shop.press,
      shop.tool.fonts,
      title,
      sheet,
      text,
      shop.families,
      batch.pieces.map((p) => [designs.get(p.of)?.key, p.count]),
      [batch.firstSheet, batch.numbers.sheets, batch.printed],
    ],
    causes: {
      profile: shop.press,
      fonts: shop.tool.fonts,
      title: [plan.job, plan.title, plan.purpose],
      sheet,
      batches: [batch.number, text.batches],
      quantity: [batch.sheets, batch.pieces.map((p) => p.count), batch.firstSheet, text.count],
      // Of a static batch the content is its design code, which follows from its text.
      deliveries: [batch.pieces.map((p) => p.of), numbered ? content : ''],
      languages: [shop.families, languages],
      date,
      ...ofDesigns(named(plan, designs, ids)),
    },
    about: {
      pages: batch.pages,
      copies: batch.copies,
      sheets: batch.sheets,
      printed: batch.printed,
      ...(batch.numbers.sheets[0] ? { firstSheet: batch.numbers.sheets[0].first } : {}),
    },
    pieces: batch.printed,
    async make(sink, id) {
      const slug = batchSlug(sheet, text, await bench.style());
      const sets: CompiledSet[] = [await shop.compileFrames(slug.frames)];
      for (const key of ids) sets.push(await designs.get(key)!.set());
      const pages = sheetsOf(sheet, plan.sides, batch, designs, slug.furniture);
      await shop.writePdf({ title, id, kind: 'sheets', sets, pages }, sink);
    },
  });
}

/** The designs of a file, with what each was made from; of the whole plan unless ids are given. */
function named(
  plan: Plan,
  designs: ReadonlyMap<string, CompiledDesign>,
  ids?: readonly string[],
): NamedDesign[] {
  return plan.designs
    .filter((d) => ids === undefined || ids.includes(d.id))
    .map((d) => ({ ...d, causes: designs.get(d.id)!.causes }));
}

/** Every page of every sheet of a batch, made as the writer asks for them. */
function* sheetsOf(
  sheet: SheetPlan,
  sides: Plan['sides'],
  batch: PlannedBatch,
  designs: ReadonlyMap<string, CompiledDesign>,
  furniture: ReturnType<typeof batchSlug>['furniture'],
): Generator<BoxedPage> {
  const toPage = sheetPages(sheet.sheet);
  const nth = stretchIndex(batch.pieces);
  const piece = (n: number): readonly Frame[] => designs.get(nth(n))!.pages;
  if (batch.kind === 'static') {
    const places = batch.printed / batch.copies;
    yield* stepAndRepeat(sheet, piece(0), furniture(batch.firstSheet), sides, places).map(toPage);
    return;
  }
  const wanted = batch.numbers.sheets;
  let next = batch.firstSheet;
  for (const places of cutAndStack(countPieces(batch), sheet.up)) {
    const number = next++;
    // A reprint of whole sheets lays its batch out as it was, and prints some of it.
    if (!wanted.some(({ first, last }) => first <= number && number <= last)) continue;
    const pieces = places.map((n) => (n === undefined ? undefined : piece(n)));
    yield* sheetFrames(sheet, `sheet-${number}`, pieces, furniture(number), sides).map(toPage);
  }
}

const countPieces = (batch: PlannedBatch): number => batch.pieces.reduce((n, p) => n + p.count, 0);

function slugText(
  plan: Plan,
  batch: PlannedBatch,
  ids: readonly string[],
  designs: ReadonlyMap<string, CompiledDesign>,
  date: string,
): SlugText {
  const tags = new Set(plan.designs.filter((d) => ids.includes(d.id)).map((d) => d.lang));
  const compiled = ids.map((id) => designs.get(id)!);
  const deliveries = plan.congregations
    .filter((c) => c.lines.some((l) => ids.includes(l.design)))
    .map((c) => c.delivery);
  const first = deliveries[0];
  const last = deliveries.at(-1);
  return {
    job: plan.job,
    purpose: plan.purpose,
    batch: batch.number,
    batches: plan.reprint?.whole ? plan.reprint.run.batches : lastNumbers(plan).batch,
    copies: batch.copies,
    numbered: batch.kind === 'cut-and-stack',
    count: countSheets(plan, batch),
    ...(plan.reprint ? { reprint: plan.reprint.words } : {}),
    languages: plan.languages.filter((l) => tags.has(l.tag)),
    content:
      batch.kind === 'static'
        ? compiled[0]!.code
        : `${first === last ? `delivery ${first}` : `deliveries ${first} to ${last}`}, ${ids.length} designs`,
    version: [...new Set(compiled.map((c) => c.version))].join(', '),
    date,
  };
}

/** Numbers of the run, but on the sheets that a reprint of pieces has to itself. */
function countSheets(plan: Plan, batch: PlannedBatch): SheetCount {
  const { reprint } = plan;
  const own = reprint !== undefined && !reprint.whole;
  const sheets = reprint?.whole ? Math.ceil(countPieces(batch) / plan.up) : batch.sheets;
  return {
    word: own ? 'reprint sheet' : 'sheet',
    first: batch.firstSheet,
    last: batch.firstSheet + sheets - 1,
    of: reprint?.whole ? reprint.run.sheets : lastNumbers(plan).sheet,
  };
}

async function makeProofs(
  bench: Bench,
  plan: Plan,
  design: PlannedDesign,
  compiled: CompiledDesign,
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

async function makeLabels(bench: Bench, plan: Plan, file: string): Promise<void> {
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

async function makeTicket(
  bench: Bench,
  plan: Plan,
  names: ReturnType<typeof topFiles>,
  designs: ReadonlyMap<string, CompiledDesign>,
  missing: readonly string[],
): Promise<void> {
  const facts = {
    designs,
    date: bench.shop.date,
    toolVersion: bench.shop.tool.version,
    missing,
    files: { labels: names.labels, runCsv: names.runCsv },
  };
  const shown = [...designs].map(([id, d]) => [id, d.key, d.code, d.version]);
  await makePaper(bench, {
    file: names.ticket,
    kind: 'ticket',
    title: `START HERE: ${plan.title}`,
    from: [describe(plan), shown, facts.date, missing, facts.files],
    causes: {
      ...ofPlan(plan),
      clearance: [missing, plan.held, plan.released],
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
      const pages = paper.set(await bench.style());
      const used = new Set(pages.flatMap((p) => usedIds(p.page.frame)));
      const sets: CompiledSet[] = [await shop.compileFrames(pages.map((p) => p.own))];
      for (const design of paper.designs)
        if (design.pages.some((page) => used.has(page.id))) sets.push(await design.set());
      await shop.writePdf(
        { title: paper.title, id, kind: 'document', sets, pages: pages.map((p) => p.page) },
        sink,
      );
    },
  });
}

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

const boxesOf = (pages: readonly BoxedPage[]): unknown =>
  pages.map(({ media, bleed, trim }) => [media, bleed, trim]);

/** Takes away what an earlier plan left here, if it lies as that run left it, and parts that a killed build left. */
async function removeStale(
  folder: string,
  journal: Journal,
  current: ReadonlySet<string>,
): Promise<string[]> {
  const removed: string[] = [];
  for (const entry of [...journal.entries.values()]) {
    if (current.has(entry.file) || entry.file === JOURNAL) continue;
    const path = inFolder(folder, entry.file);
    if (isInside(entry.file) && (await readDigest(path))?.sha256 === entry.sha256) {
      removeFile(path);
      removed.push(entry.file);
    }
    journal.forget(entry.file);
  }
  for (const file of listFiles(folder)) if (OWN_PART.test(file)) removeFile(inFolder(folder, file));
  return removed;
}

/** A part of a file such as runs make, where they make it; other people's parts stay. */
const OWN_PART = /^(((press|sheets|proofs)\/)?[^/]+\.(pdf|png|csv)|manifest\.json|SHA256SUMS)\.part$/;

/** A journal is a file that anyone can edit: a name that leads out of the folder is not followed. */
const isInside = (file: string): boolean =>
  !file.startsWith('/') && !/^[a-z]:/i.test(file) && !file.split(/[\\/]/).includes('..');

async function writeIfOther(path: string, text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  if (sizeOf(path) === bytes.length && (await readDigest(path))?.sha256 === digestOf(text)) return;
  await writeAside(path, (sink) => sink(bytes));
}
