/**
 * One flyer in one language for one use: a press PDF, sheets for the office printer, an accessible PDF for screens,
 * pictures, its words, or a dump of its Frames. Everything is made in memory; commands/flyer.ts writes it. A press PDF
 * is left compiled, since known-flyer.ts keeps it so.
 */
import { resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { checkAddress } from '../compose/address.js';
import { chatText } from '../compose/plain-text.js';
import { type Diagnostic, EXIT, fail, failOnErrors, KyrError } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { takesOwnAccent } from '../core/ink.js';
import type { LanguageTag } from '../core/language.js';
import type { Pt } from '../core/units.js';
import { dumpFrame } from '../frame/dump.js';
import type { OfficePaper } from '../impose/office.js';
import { type BoxedPage, oneUpPage } from '../impose/one-up.js';
import { clearForPress } from '../job/gate.js';
import { findOverdue } from '../job/overdue.js';
import type { FitReport } from '../layout/design.js';
import { withFoldLines } from '../layout/fold.js';
import type { DiskWorld } from '../load/disk-world.js';
import { compileFrames } from '../pdf/compile.js';
import { encodeSet } from '../pdf/compiled-set.js';
import type { OutputIntent, PdfMeta } from '../pdf/x4.js';
import { today } from './day.js';
import { checkLegible, parseInk, tellUnusedAccents } from './inks.js';
import type { NamedFile } from './phone.js';
import {
  chooseSize,
  hotlineNumbers,
  openPressRoom,
  ownNumbers,
  type PressRoom,
  refuseWithdrawn,
} from './press-room.js';
import { openCondition, type PrintingCondition, type ProfileName, separationFor } from './profiles.js';
import { bareFrame } from './run-shop.js';
import { compose, setPages } from './set-flyer.js';
import { pressTexts } from './texts.js';
import { TOOL } from './tool.js';
import { checkPages, dateOf, picture } from './workshop.js';
import { checkDay, checkProject } from './world.js';

/** What a flyer is for; `dump` is for tests and questions. */
export type Use = 'press' | 'home' | 'phone' | 'screen' | 'text' | 'png' | 'dump';

export interface FlyerOptions {
  readonly lang: string;
  readonly publication: string;
  readonly edition?: string;
  readonly layer: string;
  readonly organisation?: string;
  readonly size?: string;
  readonly for: Use;
  /** Of --for home. */
  readonly paper?: OfficePaper;
  readonly up?: number;
  readonly duplex?: boolean;
  readonly purpose: 'draft' | 'press';
  readonly address?: string;
  /** Press: the day on which somebody dialled every number that is printed. */
  readonly dialledOn?: string;
  /** `4c`, `k`, `shell` or `spot:NAME`; `4c` unless said, for an office printer black alone. */
  readonly ink?: string;
  readonly spotAlternate?: string;
  readonly profile: ProfileName;
  /** The shop's own output profile, and what it is registered as. */
  readonly icc?: string;
  readonly condition?: string;
  /** As `press.bleed` and `press.safety` in a job: `0.1 in`. */
  readonly bleed?: Pt;
  readonly safety?: Pt;
}

interface About {
  readonly lang: LanguageTag;
  readonly langEnglish: string;
  /** On the flyer: `ICE-ES-7K2F`. */
  readonly code: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Words that may be printed where they were asked for. */
export interface MadeWords extends About {
  readonly kind: 'words';
  /** In a folder. */
  readonly name: string;
  readonly words: string;
}

export interface MadeFiles extends About {
  /** One file; one for a press, which is preflighted; a picture of each side; a folder of files. */
  readonly kind: 'file' | 'press' | 'pictures' | 'folder';
  /** Of the file or the folder; of pictures, how their names begin. */
  readonly name: string;
  /** By their names in the folder. */
  readonly files: readonly NamedFile[];
  readonly fit: FitReport;
  /** What is in it, in words. */
  readonly says?: string;
  /**
   * Of a press file: preflights it, as it lies on disk before it gets its name, or its bytes. `shown` names it.
   * @throws KyrError (exit 4)
   */
  check?(part: string | Uint8Array, shown: string): Promise<void>;
}

export type MadeFlyer = MadeWords | MadeFiles;

/** What a press PDF is written from, as plain data. */
export interface CompiledFlyer extends About {
  readonly kind: 'compiled';
  /** Of its file. */
  readonly name: string;
  readonly meta: PdfMeta;
  /** Its profile as the World reads it. */
  readonly intent: Omit<OutputIntent, 'profile'> & { readonly file: string };
  /** Their drawing stands in the set. */
  readonly pages: readonly BoxedPage[];
  /** As encodeSet writes it. */
  readonly set: Uint8Array;
  readonly fit: FitReport;
}

/** The finest PNG that librsvg and a phone both take in their stride. */
const PNG_PPI = 200;

/** @throws KyrError for all that keeps it from being made */
export async function makeFlyer(world: DiskWorld, options: FlyerOptions): Promise<MadeFlyer | CompiledFlyer> {
  checkProject(world);
  const room = openPressRoom(world, options);
  const publication = room.content.publication.value;
  refuseWithdrawn(room);
  if (options.dialledOn !== undefined) checkDay(options.dialledOn);
  const locale = room.locale(options.lang).meta;
  const home = { paper: options.paper ?? 'letter', duplex: options.duplex ?? false } as const;
  const size =
    options.for === 'home' && options.size === undefined
      ? (await import('./home.js')).homeSize(room, locale, home)
      : chooseSize(room, options.size);
  const ink = parseInk(options.ink ?? (options.for === 'home' ? 'k' : '4c'), options.spotAlternate);
  const condition = await chooseCondition(world, options);
  const organisation =
    options.organisation === undefined
      ? undefined
      : await (await import('../load/organisation.js')).loadOrganisation(
          world,
          resolve(options.organisation),
          world.shown(resolve(options.organisation)),
          separationFor(ink, condition),
        );
  const link = organisation?.withhold ? undefined : organisation?.link;
  const address = options.address ?? link ?? publication.address;
  if (options.organisation !== undefined && address === link)
    failOnErrors(checkAddress(link, { file: world.shown(resolve(options.organisation)) }));
  const request = {
    lang: locale.tag,
    size,
    draft: options.purpose === 'draft',
    address,
    ink,
    inkLimit: condition.inkLimit,
    ...(organisation ? { organisation } : {}),
    ...(options.bleed === undefined ? {} : { bleed: options.bleed }),
    ...(options.safety === undefined ? {} : { safe: options.safety }),
  };

  let composed = compose(room, request);
  if (options.purpose === 'press') {
    const numbers = [...hotlineNumbers(room), ...ownNumbers(room, [organisation])];
    const on = options.dialledOn;
    const dialled =
      on === undefined ? [] : numbers.map((number) => ({ number, on, by: 'whoever asked for it' }));
    const clearance = clearForPress({
      job: { sample: false, dialled },
      texts: [
        ...pressTexts(room, [request.lang], { size, address }),
        // How a sentence sounds stands on pictures alone.
        ...(options.for === 'phone'
          ? pressTexts(room, [request.lang], { size, address, medium: 'phone' })
          : []),
      ],
      law: room.law,
      numbers,
      address,
      today: today(world),
      digest: world.digest,
    });
    if (!clearance.cleared) throw new KyrError(clearance.missing, EXIT.notCleared);
    composed = compose(room, {
      ...request,
      ...(clearance.approvedOn !== undefined ? { approvedOn: clearance.approvedOn } : {}),
    });
  }

  // An accent of the congregation's own was judged by the profile as it was loaded.
  const ownAccent = organisation?.accent !== undefined && takesOwnAccent(ink);
  const faint = [
    ...(ownAccent ? [] : failOnErrors(checkLegible(composed.style.accent))),
    ...tellUnusedAccents(ink, [organisation]),
  ];
  const { lang, langEnglish, code } = composed.flyer;
  const about = { lang, langEnglish, code };
  const stem = `${options.purpose === 'draft' ? 'DRAFT-' : ''}${stemOf(room)}-${lang}${organisation && !organisation.withhold ? `-${organisation.id}` : ''}`;
  const overdue = findOverdue(room.content.layers, today(world));
  if (options.for === 'text') {
    const words = chatText(composed.flyer);
    return { ...about, kind: 'words', name: `${lang}.txt`, words, diagnostics: overdue };
  }

  const { design, pages: flat, warnings } = setPages(room, composed);
  if (options.for === 'dump') {
    const words = `${design.sides.map(dumpFrame).join('\n')}\n${flat.map(dumpFrame).join('\n')}`;
    return { ...about, kind: 'words', name: `${lang}.dump`, words, diagnostics: [] };
  }
  const found = [
    ...overdue,
    ...faint,
    ...warnings,
    ...checkPages(room, flat, composed.style.safe, condition.inkLimit),
  ];
  if (options.for === 'press') return { ...about, ...compileFlyer(), fit: design.fit, diagnostics: found };
  // A shop folds by the ticks outside the trim; who folds by hand needs lines.
  const pages = design.fold ? withFoldLines(flat, design.fold) : flat;
  const { warnings: more = [], ...made } = await makeFiles();
  return { ...about, ...made, fit: design.fit, diagnostics: [...found, ...more] };

  function compileFlyer(): Omit<CompiledFlyer, keyof About | 'fit'> {
    const { file, intent } = condition;
    return {
      kind: 'compiled',
      name: `${stem}.pdf`,
      meta: {
        title: `${publication.name} (${langEnglish})`,
        language: lang,
        creator: TOOL,
        date: new Date(`${dateOf(room)}T00:00:00Z`),
        trapped: false,
        documentId: composed.key,
      },
      intent: { file, condition: intent.condition, info: intent.info },
      pages: flat.map((page) => oneUpPage(bareFrame(page))),
      set: encodeSet(
        compileFrames(flat, {
          book: room.book(),
          deflate: (data) => deflateSync(data),
          digest: world.digest,
        }),
      ),
    };
  }

  async function makeFiles(): Promise<
    Pick<MadeFiles, 'kind' | 'name' | 'files' | 'says'> & { readonly warnings?: readonly Diagnostic[] }
  > {
    switch (options.for) {
      case 'phone': {
        const { phoneFiles } = await import('./phone.js');
        return { kind: 'folder', name: `${stem}-phone`, ...(await phoneFiles(room, composed, pages)) };
      }
      case 'home': {
        const { homePdf } = await import('./home.js');
        const { bytes, says } = await homePdf(room, composed, pages, {
          ...home,
          ...(options.up === undefined ? {} : { up: options.up }),
        });
        const name = `${stem}-home.pdf`;
        return { kind: 'file', name, files: [{ name, bytes }], says };
      }
      case 'screen': {
        const { screenPdf } = await import('./screen.js');
        const name = `${stem}-screen.pdf`;
        return { kind: 'file', name, files: [{ name, bytes: await screenPdf(room, composed, pages) }] };
      }
      default: {
        const files = await Promise.all(
          pages.map(async (page, side) => ({
            name: `${stem}-${side === 0 ? 'front' : 'back'}.png`,
            bytes: await picture(room, page, PNG_PPI),
          })),
        );
        return { kind: 'pictures', name: stem, files };
      }
    }
  }
}

function chooseCondition(world: DiskWorld, options: FlyerOptions): Promise<PrintingCondition> {
  const { profile, condition } = options;
  if (condition !== undefined && options.icc === undefined)
    fail(
      {
        code: CODE.usage,
        message: '--condition names what a profile of your own describes',
        hint: 'write --icc FILE beside it, or leave it out',
      },
      EXIT.usage,
    );
  const icc = options.icc === undefined ? undefined : resolve(options.icc);
  return openCondition(world, {
    profile,
    condition,
    icc: icc === undefined ? undefined : { path: icc, shown: world.shown(icc) },
  });
}

/** `ice-encounter`, or `ice-encounter-full` for an edition that is not the publication's first. */
function stemOf({ content }: PressRoom): string {
  const { publication, editions } = content.publication.value;
  const { name } = content.edition;
  return name === Object.keys(editions)[0] ? publication : `${publication}-${name}`;
}
