/**
 * The workshop behind a run's Shop (run-shop.ts): composes, lays out, checks and compiles designs, and sets the words of
 * slugs and papers. It has every text read and opens fonts: a run whose designs are all in the cache never enters it.
 */
import { namespaceOf } from '../compose/law.js';
import { type Diagnostic, EXIT, fail, failOnErrors } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Size } from '../core/geometry.js';
import type { LanguageTag } from '../core/language.js';
import type { Frame } from '../frame/frame.js';
import type { SetText } from '../impose/slug.js';
import type { DesignRequest } from '../job/shop.js';
import { compileFrames } from '../pdf/compile.js';
import type { CompiledSet } from '../pdf/compiled-set.js';
import { encodeSet } from '../pdf/compiled-set.js';
import { checkFrame, FRAME_RULES } from '../preflight/frame.js';
import { listShell } from '../preflight/shell.js';
import { frameToSvg } from '../preview/svg.js';
import { rememberParagraph } from '../text/remember.js';
import { scriptOf } from '../text/scripts.js';
import type { CacheEntry } from './cache.js';
import { deflate } from './deflate.js';
import { editionName, type PressRoom } from './press-room.js';
import { rasterise } from './raster.js';
import { bareFrame, type DesignFacts, type DesignInfo, type ShopFacts } from './run-shop.js';
import {
  type Composed,
  compose,
  type DesignRequest as RoomRequest,
  scriptsOfFont,
  setPages,
} from './set-flyer.js';

/** Pictures of proofs: enough to read the small print on a screen. */
const PROOF_PPI = 150;

export interface WorkshopInput {
  readonly room: PressRoom;
  /** Tags of every language of the job, for the families of tickets. */
  readonly languages: readonly LanguageTag[];
  /** Names and addresses that tickets and labels show, for their families too: those withheld are not here. */
  readonly names: readonly string[];
  /** Languages that go out although no second reader has checked them. */
  readonly released: ReadonlySet<LanguageTag>;
  /** Of every design: size, purpose, address, bleed, approval. */
  readonly common: Omit<RoomRequest, 'lang' | 'organisation' | 'released'>;
}

export interface Workshop {
  /** Composes a design; what is asked of it then is made each time. */
  compose(request: DesignRequest): WorkshopDesign;
  /** Opens the fonts on first use. */
  readonly setText: SetText;
  compileFrames(frames: readonly Frame[]): CompiledSet;
  /** One side as PNG. */
  draw(page: Frame): Promise<Uint8Array>;
}

export interface WorkshopDesign {
  readonly facts: DesignFacts;
  /** For the cache, and the pages that it was compiled from. @throws KyrError (exit 4) where preflight refuses it */
  make(): { readonly entry: CacheEntry & { readonly info: DesignInfo }; readonly pages: readonly Frame[] };
  pages(): readonly Frame[];
}

export function openWorkshop({ room, common, released }: WorkshopInput): Workshop {
  const { digest } = room.world;
  return {
    compose(request) {
      const composed = compose(room, {
        ...common,
        lang: request.lang,
        released: released.has(request.lang),
        ...(request.organisation ? { organisation: request.organisation } : {}),
      });
      const { key, causes, flyer } = composed;
      return {
        facts: {
          key,
          causes,
          code: flyer.code,
          version: flyer.version,
          layers: layersPrinted(room, composed.printed),
        },
        make: () => makeDesign(room, composed, common),
        pages: () => setPages(room, composed).pages,
      };
    },
    setText: (paragraph) => rememberParagraph(room.book(), paragraph),
    compileFrames: (frames) => compileFrames(frames, { book: room.book(), deflate, digest }),
    draw: (page) => picture(room, page),
  };
}

function makeDesign(
  room: PressRoom,
  composed: Composed,
  { ink, inkLimit }: Pick<RoomRequest, 'ink' | 'inkLimit'>,
): ReturnType<WorkshopDesign['make']> {
  const { digest } = room.world;
  const made = setPages(room, composed);
  const { pages } = made;
  const warnings = [...made.warnings, ...checkPages(room, pages, composed.style.safe, inkLimit)];
  const set = encodeSet(compileFrames(pages, { book: room.book(), deflate, digest }));
  const { sides, slots, label } = made.design;
  if (composed.code !== undefined && slots.length === 0)
    fail({
      code: CODE.noPlaceForCode,
      message: `${editionName(room.content)} has no place for a code on each piece`,
      hint: 'take `codes` out of the job, or print another edition',
    });
  const info: DesignInfo = {
    pages: pages.map(bareFrame),
    bare: sides.map(bareFrame),
    slots,
    ...(label ? { label } : {}),
    warnings,
    ...(ink?.kind === 'shell'
      ? { shell: pages.map((page) => digest(listShell(page, room.book()).join('\n'))) }
      : {}),
  };
  return { entry: { info, parts: [set] }, pages };
}

/** What a run's Shop tells of itself without setting anything. */
export const shopFacts = ({ room, languages, names, common }: WorkshopInput): ShopFacts => ({
  fonts: Object.fromEntries(room.fonts.map((font) => [font.key, font.sha256.slice(0, 16)])),
  families: familiesFor(room, languages, names),
  law: room.layers,
  address: common.address,
  date: dateOf(room),
});

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

/** The same in few bytes, to be sent from phone to phone. */
export const smallPicture = (room: PressRoom, page: Frame, ppi: number): Promise<Uint8Array> =>
  rasterise(frameToSvg(page, { book: room.book() }), ppi, 'few');

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
