/**
 * Makes the pictures of a preview, again and again in one process: fonts stay open, paragraphs that are the same stay
 * set, and only a side that looks different is painted anew. What lies in the folder is always whole, and stays where
 * a file cannot be read or a sentence does not fit.
 */
import { join, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { checkAddress } from '../compose/address.js';
import { type Diagnostic, failOnErrors, KyrError } from '../core/diagnostic.js';
import { FOUR_COLOURS } from '../core/ink.js';
import type { LanguageTag } from '../core/language.js';
import { oneUpPage } from '../impose/one-up.js';
import type { DiskWorld } from '../load/disk-world.js';
import { loadOrganisation } from '../load/organisation.js';
import { writeDocument } from '../pdf/document.js';
import { frameToSvg } from '../preview/svg.js';
import { chooseSize, openPressRoom, type PressRoom } from './press-room.js';
import { openCondition, type PrintingCondition, separationFor } from './profiles.js';
import { rasterise } from './raster.js';
import { SIDES } from './reading-room.js';
import { compose, setPages } from './set-flyer.js';
import { lint } from './texts.js';
import { TOOL } from './tool.js';
import { checkPages, dateOf } from './workshop.js';
import { writeOne } from './write.js';

export interface PreviewRequest {
  readonly tag: string;
  readonly publication: string;
  readonly edition?: string;
  readonly layer: string;
  readonly organisation?: string;
  readonly size?: string;
  /** The folder. */
  readonly out: string;
}

export interface Preview {
  /** Painted or written this time. */
  readonly made: readonly string[];
  /** All there is, made now or before; empty where nothing could ever be made. */
  readonly files: readonly string[];
  readonly findings: readonly Diagnostic[];
  /** Whether what lies there is older than what was saved. */
  readonly failed: boolean;
}

export interface PreviewPress {
  /** Reads everything anew, and writes what has changed. Never throws for what people wrote. */
  render(world: DiskWorld): Promise<Preview>;
}

/** A screen's width shows a side whole; fine enough to read the small print. */
const PPI = 108;

export function openPreviewPress(request: PreviewRequest): PreviewPress {
  const folder = resolve(request.out);
  const painted = new Map<string, string>();
  const files = new Set<string>();
  let condition: PrintingCondition | undefined;
  let fonts: Pick<PressRoom, 'fonts' | 'book'> | undefined;

  const make = async (world: DiskWorld, findings: Diagnostic[]): Promise<string[]> => {
    const room = openPressRoom(world, request, undefined, fonts);
    fonts ??= room;
    const locale = room.locale(request.tag);
    const lang = locale.meta.tag;
    try {
      return await paint(world, room, lang, findings);
    } finally {
      // After the pictures: what is wrong is read after what is seen.
      findings.push(...lint(room, lang));
    }
  };

  const paint = async (
    world: DiskWorld,
    room: PressRoom,
    lang: LanguageTag,
    findings: Diagnostic[],
  ): Promise<string[]> => {
    condition ??= await openCondition(world);
    const press = condition;
    const { organisation: file } = request;
    const organisation =
      file === undefined
        ? undefined
        : await loadOrganisation(
            world,
            resolve(file),
            world.shown(resolve(file)),
            separationFor(FOUR_COLOURS, press),
          );
    const link = organisation?.withhold ? undefined : organisation?.link;
    if (file !== undefined && link !== undefined)
      failOnErrors(checkAddress(link, { file: world.shown(resolve(file)) }));
    const composed = compose(room, {
      lang,
      size: chooseSize(room, request.size),
      draft: true,
      address: link ?? room.content.publication.value.address,
      inkLimit: press.inkLimit,
      ...(organisation ? { organisation } : {}),
    });
    const { pages, warnings } = setPages(room, composed);
    findings.push(...warnings, ...checkPages(room, pages, composed.style.safe, press.inkLimit));
    const sides = pages.map((page, index) => ({
      path: join(folder, `${lang}-${SIDES[index]}.png`),
      svg: frameToSvg(page, { book: room.book() }),
    }));
    const changed = sides.filter(({ path, svg }) => painted.get(path) !== svg);
    if (changed.length === 0) return [];
    // The painter works in threads of its own; the PDF is made meanwhile.
    const pictures = changed.map(async ({ path, svg }) => {
      await writeOne(path, await rasterise(svg, PPI));
      painted.set(path, svg);
      files.add(path);
      return path;
    });
    const pdf = join(folder, `${lang}.pdf`);
    const writing = writeDocument({
      pages: pages.map(oneUpPage),
      book: room.book(),
      meta: {
        title: `${room.content.publication.value.name} (${composed.flyer.langEnglish})`,
        language: lang,
        creator: TOOL,
        date: new Date(`${dateOf(room)}T00:00:00Z`),
        trapped: false,
        documentId: composed.key,
      },
      intent: press.intent,
      digest: world.digest,
      deflate: (data) => deflateSync(data),
    }).then(async (bytes) => {
      await writeOne(pdf, bytes);
      files.add(pdf);
      return pdf;
    });
    return Promise.all([...pictures, writing]);
  };

  return {
    async render(world) {
      const findings: Diagnostic[] = [];
      let made: readonly string[] = [];
      let failed = false;
      try {
        made = await make(world, findings);
      } catch (error) {
        if (!(error instanceof KyrError)) throw error;
        failed = true;
        const known = new Set(findings.map((d) => JSON.stringify(d)));
        findings.push(...error.diagnostics.filter((d) => !known.has(JSON.stringify(d))));
      }
      return { made, files: [...files].sort(), findings, failed };
    },
  };
}
