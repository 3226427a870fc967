/**
 * The Shop of a run: composes, lays out, checks and compiles designs (through the cache), sets slugs and tickets,
 * and writes PDFs. What job/ asks for, made of the floors below it.
 */
import { deflateSync } from 'node:zlib';
import { namespaceOf } from '../compose/law.js';
import { type Diagnostic, EXIT, fail, failOnErrors } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Insets, Size } from '../core/geometry.js';
import type { LanguageTag } from '../core/language.js';
import type { Frame } from '../frame/frame.js';
import { purposeOf, refuseFaulty } from '../job/preflight.js';
import type { CompiledDesign, DesignRequest, Shop } from '../job/shop.js';
import type { LabelPlace, Slot } from '../layout/design.js';
import { compileFrames } from '../pdf/compile.js';
import { decodeSet, encodeSet } from '../pdf/compiled-set.js';
import { openRunWriter } from '../pdf/run.js';
import type { OutputIntent, PdfMeta } from '../pdf/x4.js';
import { checkFrame, FRAME_RULES } from '../preflight/frame.js';
import { listShell } from '../preflight/shell.js';
import { frameToSvg } from '../preview/svg.js';
import { rememberParagraph } from '../text/remember.js';
import { scriptOf } from '../text/scripts.js';
import type { DesignCache } from './cache.js';
import { openPictures, type Pictures } from './pictures.js';
import { editionName, type PressRoom } from './press-room.js';
import { rasterise } from './raster.js';
import {
  type Composed,
  compose,
  type DesignRequest as RoomRequest,
  scriptsOfFont,
  setPages,
} from './set-flyer.js';
import { TOOL, VERSION } from './tool.js';

/** Pictures of proofs: enough to read the small print on a screen. */
const PROOF_PPI = 150;

export interface ShopInput {
  readonly room: PressRoom;
  readonly cache: DesignCache;
  readonly intent: OutputIntent;
  /** Tags of every language of the job, for the families of tickets. */
  readonly languages: readonly LanguageTag[];
  /** Names and addresses that tickets and labels show, for their families too: those withheld are not here. */
  readonly names: readonly string[];
  /** Languages that go out although no second reader has checked them. */
  readonly released: ReadonlySet<LanguageTag>;
  /** Of every design: size, purpose, address, bleed, approval. */
  readonly common: Omit<RoomRequest, 'lang' | 'organisation' | 'released'>;
  /** Whether the run has pictures: they are then made while the next designs are compiled. */
  readonly pictures: boolean;
  /** Told about warnings of layout and preflight, once a design. */
  readonly warn: (diagnostics: readonly Diagnostic[]) => void;
}

const deflate = (bytes: Uint8Array): Uint8Array => deflateSync(bytes);

/** The output profile stands in every file of a run, and takes 20 ms to deflate: once is enough. */
function deflateKnowing(profile: Uint8Array): typeof deflate {
  let done: Uint8Array | undefined;
  return (bytes) => {
    if (bytes !== profile) return deflate(bytes);
    done ??= deflate(bytes);
    return done;
  };
}

/** What the cache keeps of a design beside its set. */
interface DesignInfo {
  readonly pages: readonly PageStub[];
  readonly bare: readonly PageStub[];
  readonly slots: readonly Slot[];
  readonly label?: LabelPlace;
  readonly warnings: readonly Diagnostic[];
  /** As in CompiledDesign. */
  readonly shell?: readonly string[];
}
interface PageStub {
  readonly id: string;
  readonly size: Size;
  readonly bleed: Insets;
}

export function openShop(input: ShopInput): Shop {
  const { room, intent } = input;
  const { digest } = room.world;
  const date = dateOf(room);
  const deflateForFile = deflateKnowing(intent.profile);
  const pictures = openPictures(input.cache, (page) => picture(room, page));
  return {
    tool: {
      version: VERSION,
      icu: process.versions.icu ?? '',
      unicode: process.versions.unicode ?? '',
      fonts: Object.fromEntries(room.fonts.map((font) => [font.key, font.sha256.slice(0, 16)])),
    },
    press: digest(JSON.stringify([digest(intent.profile), intent.condition, intent.info])),
    families: familiesFor(room, input.languages, input.names),
    law: room.layers,
    address: input.common.address,
    date,
    compile: async (request) => compileDesign(input, pictures, request),
    setText: async () => (paragraph) => rememberParagraph(room.book(), paragraph),
    compileFrames: async (frames) => compileFrames(frames, { book: room.book(), deflate, digest }),
    async writePdf(file, write) {
      const meta: PdfMeta = {
        title: file.title,
        creator: TOOL,
        date: new Date(`${date}T00:00:00Z`),
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
      for (const set of file.sets) writer.add(set);
      for (const page of file.pages) writer.page(page);
      writer.end();
    },
    preflight: (part, file, kind) => refuseFaulty(part, file, purposeOf(kind)),
  };
}

async function compileDesign(
  input: ShopInput,
  pictures: Pictures,
  request: DesignRequest,
): Promise<CompiledDesign> {
  const { room, cache, warn } = input;
  const { digest } = room.world;
  const composed = compose(room, {
    ...input.common,
    lang: request.lang,
    released: input.released.has(request.lang),
    ...(request.organisation ? { organisation: request.organisation } : {}),
  });
  const { key, causes, flyer } = composed;

  let entry = cache.get(key);
  if (!entry) {
    const made = setPages(room, composed);
    const { pages } = made;
    const { ink, inkLimit } = input.common;
    const warnings = [...made.warnings, ...checkPages(room, pages, composed.style.safe, inkLimit)];
    const set = encodeSet(compileFrames(pages, { book: room.book(), deflate, digest }));
    const { sides, slots } = made.design;
    if (composed.code !== undefined && slots.length === 0)
      fail({
        code: CODE.noPlaceForCode,
        message: `${editionName(room.content)} has no place for a code on each piece`,
        hint: 'take `codes` out of the job, or print another edition',
      });
    const info: DesignInfo = {
      pages: pages.map(stub),
      bare: sides.map(stub),
      slots,
      ...(made.design.label ? { label: made.design.label } : {}),
      warnings,
      ...(ink?.kind === 'shell'
        ? { shell: pages.map((page) => digest(listShell(page, room.book()).join('\n'))) }
        : {}),
    };
    entry = { info, parts: [set] };
    cache.put(key, entry);
    if (input.pictures) await pictures.start(key, pages);
  }
  const found = entry;
  const info = found.info as DesignInfo;
  if (info.warnings.length > 0) warn(info.warnings);
  return {
    key,
    causes,
    code: flyer.code,
    version: flyer.version,
    layers: layersPrinted(room, composed.printed),
    ...(info.shell ? { shell: info.shell } : {}),
    pages: info.pages.map((page): Frame => ({ ...page, items: [] })),
    bare: info.bare.map((side): Frame => ({ ...side, items: [] })),
    slots: info.slots,
    ...(info.label ? { label: info.label } : {}),
    set: async () => decodeSet(found.parts[0]!),
    async png(side) {
      const png = (await pictures.of(key, () => setPages(room, composed).pages))[side];
      if (!png) throw new Error(`design ${key} has no side ${side}`);
      return png;
    },
  };
}

/** The layers whose namespaces have a sentence among those printed. */
function layersPrinted(room: PressRoom, { reader, english }: Composed['printed']): string[] {
  const namespaces = new Set([...reader, ...english].map((id) => id.slice(0, id.indexOf(':'))));
  return room.layers.map((l) => l.layer).filter((layer) => namespaces.has(namespaceOf(layer)));
}

/** Preflight of what will be written, before it is. @throws KyrError (exit 4) */
export function checkPages(
  room: PressRoom,
  pages: readonly Frame[],
  safety: number,
  ink = FRAME_RULES.ink,
): readonly Diagnostic[] {
  const found = pages.flatMap((page) =>
    checkFrame(page, { book: room.book(), rules: { safety: safety as Size['width'], ink } }),
  );
  return failOnErrors(found, EXIT.preflight);
}

export const picture = (room: PressRoom, page: Frame, ppi = PROOF_PPI): Promise<Uint8Array> =>
  rasterise(frameToSvg(page, { book: room.book() }), ppi);

const stub = (frame: Frame): PageStub => ({ id: frame.id, size: frame.size, bleed: frame.bleed });

/** The date that output may carry: SOURCE_DATE_EPOCH's day, else the day the text was written. */
export const dateOf = (room: PressRoom): string =>
  room.world.epoch?.toISOString().slice(0, 10) ?? room.law.written;

/**
 * Noto Sans, then the families of every script of the job, then those of the scripts in which names are written:
 * a ticket names each language in its own letters, and each congregation in its own.
 */
function familiesFor(room: PressRoom, languages: readonly LanguageTag[], names: readonly string[]): string[] {
  const scripts = new Set(languages.map((tag) => room.locale(tag).meta.script));
  const letters = new Set([...new Set(names.flatMap((name) => [...name]))].map(scriptOf));
  const familiesOf = (has: (script: string) => boolean): string[] =>
    room.fonts.filter((font) => font.scripts.some(has)).map((font) => font.family);
  return [
    ...new Set([
      'Noto Sans',
      ...familiesOf((script) => scripts.has(script)),
      ...familiesOf((script) => scriptsOfFont(script).some((s) => letters.has(s))),
    ]),
  ];
}
