/**
 * The Shop of a run: hands out designs from the cache and writes PDFs. What the cache lacks is made in the workshop,
 * which is opened then and not before: a run whose designs are all there loads neither text nor font nor HarfBuzz.
 */
import { type CodeSeries, type CodeTables, openCodeSeries } from '../compose/code-series.js';
import type { Diagnostic } from '../core/diagnostic.js';
import type { Frame } from '../frame/frame.js';
import type { CompiledDesign, DesignRequest, Shop } from '../job/shop.js';
import type { LabelPlace, Slot } from '../layout/design.js';
import { decodeSet, encodeSet } from '../pdf/compiled-set.js';
import { openRunWriter } from '../pdf/run.js';
import type { OutputIntent, PdfMeta } from '../pdf/x4.js';
import type { CacheEntry, DesignCache } from './cache.js';
import { deflateKnowing } from './deflate.js';
import { openPictures, type Pictures } from './pictures.js';
import { TOOL, VERSION } from './tool.js';
import type { Workshop, WorkshopDesign } from './workshop.js';

/** What a Shop says of itself, as plain data. */
export interface ShopFacts extends Pick<Shop, 'families' | 'law' | 'address' | 'date'> {
  readonly fonts: Shop['tool']['fonts'];
}

/** What is known of a design without setting it, as plain data. */
export type DesignFacts = Pick<CompiledDesign, 'key' | 'causes' | 'code' | 'version' | 'layers'>;

/** What the cache keeps of a design beside its set. */
export interface DesignInfo extends Pick<CompiledDesign, 'pages' | 'bare' | 'shell'> {
  readonly slots: readonly Slot[];
  readonly label?: LabelPlace;
  readonly warnings: readonly Diagnostic[];
}

export interface KnownDesign {
  readonly facts: DesignFacts;
  readonly info: DesignInfo;
}

export interface ShopInput {
  readonly facts: ShopFacts;
  readonly intent: OutputIntent;
  readonly digest: (bytes: Uint8Array | string) => string;
  readonly cache: DesignCache;
  /** Whether the run has pictures: they are then made while the next designs are compiled. */
  readonly pictures: boolean;
  /** Designs that need not be composed to be known, by `nameOf`. */
  readonly known: ReadonlyMap<string, KnownDesign>;
  /** Told of each design that had to be composed. */
  readonly learned: (name: string, design: KnownDesign) => void;
  /** Told about warnings of layout and preflight, once a design. */
  readonly warn: (diagnostics: readonly Diagnostic[]) => void;
  readonly workshop: () => Promise<Workshop>;
  /** Makes designs on several threads, where it pays: what is known of them, by `nameOf`. See compositors.ts. */
  readonly together: (
    requests: readonly DesignRequest[],
    make: (request: DesignRequest) => Promise<KnownDesign>,
    turn: () => void,
    told: (request: DesignRequest) => void,
  ) => Promise<ReadonlyMap<string, KnownDesign>>;
}

/** The page of a design as a run uses it: its drawing stands in the compiled set. */
export const bareFrame = ({ id, size, bleed }: Frame): Frame => ({ id, size, bleed, items: [] });

/** A request by the names that are unique in a job. */
export const nameOf = ({ lang, organisation }: DesignRequest): string => `${lang} ${organisation?.id ?? ''}`;

export function openShop(input: ShopInput): Shop {
  const { facts, intent, digest, cache } = input;
  const deflateForFile = deflateKnowing(intent.profile, digest, cache);
  const pictures = openPictures(cache, async (page) => (await input.workshop()).draw(page));
  const rooms: Rooms = { input, pictures, kept: new Map() };
  return {
    tool: {
      version: VERSION,
      icu: process.versions.icu ?? '',
      unicode: process.versions.unicode ?? '',
      fonts: facts.fonts,
    },
    press: digest(JSON.stringify([digest(intent.profile), intent.condition, intent.info])),
    families: facts.families,
    law: facts.law,
    address: facts.address,
    date: facts.date,
    async prepare(requests, turn, told) {
      const unknown = requests.filter((request) => !input.known.has(nameOf(request)));
      const made = await input.together(unknown, (request) => learn(rooms, request), turn, told);
      for (const [name, known] of made) input.learned(name, known);
    },
    compile: (request) => compileDesign(rooms, request),
    async setOnce(from, work) {
      const key = `${digest(JSON.stringify([TOOL, facts.families, facts.fonts, from]))}-words`;
      let entry = cache.get(key);
      if (!entry) {
        const workshop = await input.workshop();
        const { frames, value } = work({ setText: workshop.setText, families: facts.families });
        entry = { info: value, parts: [encodeSet(workshop.compileFrames(frames))] };
        cache.put(key, entry);
      }
      // Through JSON both times, so that what was kept cannot differ from what was just set.
      return { set: decodeSet(entry.parts[0]!), value: JSON.parse(JSON.stringify(entry.info)) };
    },
    codes: openCodes(digest, cache),
    async writePdf(file, write) {
      const meta: PdfMeta = {
        title: file.title,
        creator: TOOL,
        date: new Date(`${facts.date}T00:00:00Z`),
        trapped: false,
        documentId: file.id,
      };
      const writer = openRunWriter({
        write,
        meta,
        intent,
        digest,
        deflate: deflateForFile,
        ...(file.codes ? { codes: file.codes } : {}),
      });
      for await (const set of file.sets) writer.add(set);
      for (const page of file.pages) writer.page(page);
      writer.end();
    },
    async preflight(part, file, kind) {
      // Not at the start: forty files, which the first PDF need not wait for.
      const { purposeOf, refuseFaulty } = await import('../job/preflight.js');
      refuseFaulty(part, file, purposeOf(kind));
    },
  };
}

/** Series by their address, whose tables are kept in the cache. */
function openCodes(digest: ShopInput['digest'], cache: DesignCache): Shop['codes'] {
  const opened = new Map<string, CodeSeries>();
  const tablesOf = async (address: string): Promise<CodeTables> => {
    const key = `${digest(JSON.stringify([TOOL, address]))}-codes`;
    const [kept] = cache.get(key)?.parts ?? [];
    if (kept) {
      // A copy: words begin at a multiple of four bytes, and a file's parts where they may.
      const words = new Int32Array(new Uint8Array(kept).buffer);
      return { size: words[0]!, words: words.subarray(1) };
    }
    const { makeCodeTables } = await import('../compose/code-tables.js');
    const tables = makeCodeTables(address);
    const parts = [new Uint8Array(Int32Array.of(tables.size, ...tables.words).buffer)];
    cache.put(key, { info: address, parts });
    return tables;
  };
  return async (address) => {
    const series = opened.get(address) ?? openCodeSeries(address, await tablesOf(address));
    opened.set(address, series);
    return series;
  };
}

/**
 * Makes a design that was composed, unless the cache has it. `kept`: what the cache would not take.
 * @throws KyrError (exit 4) where preflight refuses it
 */
export async function makeDesign(
  { cache, pictures }: { readonly cache: DesignCache; readonly pictures: Pictures | undefined },
  { facts, make }: WorkshopDesign,
): Promise<{ readonly known: KnownDesign; readonly kept?: CacheEntry }> {
  const there = cache.get(facts.key)?.info as DesignInfo | undefined;
  if (there) return { known: { facts, info: there } };
  const { entry, pages } = make();
  const isThere = cache.put(facts.key, entry);
  await pictures?.start(facts.key, pages);
  return { known: { facts, info: entry.info }, ...(isThere ? {} : { kept: entry }) };
}

/** What is known of a design, which is made where nothing is. `kept`: by key, what the cache would not take. */
async function learn({ input, pictures, kept }: Rooms, request: DesignRequest): Promise<KnownDesign> {
  const before = input.known.get(nameOf(request));
  if (before) return before;
  const design = (await input.workshop()).compose(request);
  const made = await makeDesign(
    { cache: input.cache, pictures: input.pictures ? pictures : undefined },
    design,
  );
  if (made.kept) kept.set(made.known.facts.key, made.kept);
  return made.known;
}

/** What a shop works with. */
interface Rooms {
  readonly input: ShopInput;
  readonly pictures: Pictures;
  /** Designs by key that the cache would not take: where it cannot be written, the run keeps them. */
  readonly kept: Map<string, CacheEntry>;
}

async function compileDesign(rooms: Rooms, request: DesignRequest): Promise<CompiledDesign> {
  const { input, pictures, kept } = rooms;
  const { cache } = input;
  const compose = async (): Promise<WorkshopDesign> => (await input.workshop()).compose(request);
  const isNew = !input.known.has(nameOf(request));
  const known = await learn(rooms, request);
  if (isNew) input.learned(nameOf(request), known);
  const { facts, info } = known;
  if (info.warnings.length > 0) input.warn(info.warnings);
  return {
    ...facts,
    ...(info.shell ? { shell: info.shell } : {}),
    pages: info.pages,
    bare: info.bare,
    slots: info.slots,
    ...(info.label ? { label: info.label } : {}),
    async set() {
      const bytes = (): Uint8Array | undefined => (kept.get(facts.key) ?? cache.get(facts.key))?.parts[0];
      if (!bytes()) {
        const again = await makeDesign({ cache, pictures: undefined }, await compose());
        if (again.kept) kept.set(facts.key, again.kept);
      }
      return decodeSet(bytes()!);
    },
    async png(side) {
      const png = (await pictures.of(facts.key, async () => (await compose()).pages()))[side];
      if (!png) throw new Error(`design ${facts.key} has no side ${side}`);
      return png;
    },
  };
}
