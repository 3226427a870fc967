/** `kyr flyer`: one flyer, as a press PDF, an accessible PDF for screens, a PNG of each side, its text, or a dump of its Frames. */
import { extname, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { plainText } from '../../compose/plain-text.js';
import { EXIT, fail, failOnErrors, KyrError } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { takesOwnAccent } from '../../core/ink.js';
import type { Pt } from '../../core/units.js';
import { dumpFrame } from '../../frame/dump.js';
import type { OfficePaper } from '../../impose/office.js';
import { oneUpPage } from '../../impose/one-up.js';
import { clearForPress } from '../../job/gate.js';
import { findOverdue } from '../../job/overdue.js';
import { withFoldLines } from '../../layout/fold.js';
import type { DiskWorld } from '../../load/disk-world.js';
import { loadOrganisation } from '../../load/organisation.js';
import { compileFrames } from '../../pdf/compile.js';
import { encodeSet } from '../../pdf/compiled-set.js';
import { today } from '../day.js';
import { homePdf, homeSize } from '../home.js';
import { checkLegible, parseInk, tellUnusedAccents } from '../inks.js';
import type { Outcome } from '../output.js';
import {
  chooseSize,
  hotlineNumbers,
  openPressRoom,
  ownNumbers,
  type PressRoom,
  refuseWithdrawn,
} from '../press-room.js';
import { openCondition, type PrintingCondition, type ProfileName, separationFor } from '../profiles.js';
import { bareFrame } from '../run-shop.js';
import { screenPdf } from '../screen.js';
import { compose, setPages } from '../set-flyer.js';
import { pressTexts } from '../texts.js';
import { TOOL } from '../tool.js';
import { checkPages, dateOf, picture } from '../workshop.js';
import { checkDay, checkProject } from '../world.js';
import { writeOne } from '../write.js';
import { outPath, type PressFlyer } from './flyers.js';

export interface FlyerOptions {
  readonly lang: string;
  readonly publication: string;
  readonly edition?: string;
  readonly layer: string;
  readonly organisation?: string;
  readonly size?: string;
  readonly for: 'press' | 'screen' | 'text' | 'dump' | 'png' | 'home';
  /** Of --for home. */
  readonly paper?: OfficePaper;
  readonly up?: number;
  readonly duplex?: boolean;
  readonly purpose: 'draft' | 'press';
  readonly address?: string;
  /** Press: the day on which somebody dialled every number that is printed. */
  readonly dialledOn?: string;
  /** `4c`, `k`, `shell` or `spot:NAME`. */
  /** `4c` unless said; for an office printer, black alone. */
  readonly ink?: string;
  readonly spotAlternate?: string;
  readonly profile: ProfileName;
  /** The shop's own output profile, and what it is registered as. */
  readonly icc?: string;
  readonly condition?: string;
  /** As `press.bleed` and `press.safety` in a job: `0.1 in`. */
  readonly bleed?: Pt;
  readonly safety?: Pt;
  readonly out?: string;
}

/** The finest PNG that librsvg and a phone both take in their stride. */
const PNG_PPI = 200;

/** @returns the outcome, or what a press flyer is written from */
export async function flyer(world: DiskWorld, options: FlyerOptions): Promise<Outcome | PressFlyer> {
  checkProject(world);
  const room = openPressRoom(world, options);
  const publication = room.content.publication.value;
  refuseWithdrawn(room);
  if (options.dialledOn !== undefined) checkDay(options.dialledOn);
  const locale = room.locale(options.lang).meta;
  if (options.for !== 'home') refuseHomeOptions(options);
  const home = { paper: options.paper ?? 'letter', duplex: options.duplex ?? false } as const;
  const size =
    options.for === 'home' && options.size === undefined
      ? homeSize(room, locale, home)
      : chooseSize(room, options.size);
  const ink = parseInk(options.ink ?? (options.for === 'home' ? 'k' : '4c'), options.spotAlternate);
  const condition = await chooseCondition(world, options);
  const organisation =
    options.organisation === undefined
      ? undefined
      : await loadOrganisation(
          world,
          resolve(options.organisation),
          world.shown(resolve(options.organisation)),
          separationFor(ink, condition),
        );
  const link = organisation?.withhold ? undefined : organisation?.link;
  const address = options.address ?? link ?? publication.address;
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
      texts: pressTexts(room, [request.lang], { size, address }),
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
  if (options.for === 'text') return printOrWrite(plainText(composed.flyer), options.out);

  const made = setPages(room, composed);
  const { fold } = made.design;
  // A shop folds by the ticks outside the trim; who folds by hand needs lines.
  const pages =
    fold && options.for !== 'press' && options.for !== 'dump' ? withFoldLines(made.pages, fold) : made.pages;
  if (options.for === 'dump')
    return printOrWrite(
      `${made.design.sides.map(dumpFrame).join('\n')}\n${pages.map(dumpFrame).join('\n')}`,
      options.out,
    );

  const warnings = [...made.warnings, ...checkPages(room, pages, composed.style.safe, condition.inkLimit)];
  const stem = `${options.purpose === 'draft' ? 'DRAFT-' : ''}${stemOf(room)}-${request.lang}${organisation && !organisation.withhold ? `-${organisation.id}` : ''}`;
  const files: { path: string; bytes: Uint8Array }[] = [];
  const remarks: string[] = [];
  if (options.for === 'png') {
    for (const [side, page] of pages.entries())
      files.push({
        path: pngPath(options.out, stem, side === 0 ? 'front' : 'back'),
        bytes: await picture(room, page, PNG_PPI),
      });
  } else if (options.for === 'home') {
    const { bytes, says } = await homePdf(room, composed, pages, {
      ...home,
      ...(options.up === undefined ? {} : { up: options.up }),
    });
    files.push({ path: outPath(options.out, `${stem}-home.pdf`), bytes });
    remarks.push(says);
  } else if (options.for === 'screen') {
    files.push({
      path: outPath(options.out, `${stem}-screen.pdf`),
      bytes: await screenPdf(room, composed, pages),
    });
  } else {
    const { file, intent } = condition;
    return {
      name: `${stem}.pdf`,
      meta: {
        title: `${publication.name} (${composed.flyer.langEnglish})`,
        language: request.lang,
        creator: TOOL,
        date: new Date(`${dateOf(room)}T00:00:00Z`),
        trapped: false,
        documentId: composed.key,
      },
      intent: { file, condition: intent.condition, info: intent.info },
      pages: pages.map((page) => oneUpPage(bareFrame(page))),
      set: encodeSet(
        compileFrames(pages, {
          book: room.book(),
          deflate: (data) => deflateSync(data),
          digest: world.digest,
        }),
      ),
      data: { code: composed.flyer.code, fit: made.design.fit },
      diagnostics: [...findOverdue(room.content.layers, today(world)), ...faint, ...warnings],
    };
  }
  for (const { path, bytes } of files) {
    const full = resolve(path);
    await writeOne(full, bytes);
  }
  const shown = files.map((file) => world.shown(resolve(file.path)));
  return {
    exitCode: EXIT.done,
    data: { files: shown, code: composed.flyer.code, fit: made.design.fit },
    text: [...shown, ...remarks.map((says) => `  ${says}`)].join('\n'),
    diagnostics: [...findOverdue(room.content.layers, today(world)), ...faint, ...warnings],
  };
}

/** @throws KyrError (exit 2) for what would be ignored */
function refuseHomeOptions({ paper, up, duplex }: FlyerOptions): void {
  if (paper === undefined && up === undefined && !duplex) return;
  fail(
    {
      code: CODE.usage,
      message: '--paper, --up and --duplex are for an office printer',
      hint: 'write --for home beside them, or leave them out',
    },
    EXIT.usage,
  );
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

async function printOrWrite(text: string, out: string | undefined): Promise<Outcome> {
  if (out === undefined)
    return { exitCode: EXIT.done, data: { text }, text: text.replace(/\n$/, ''), diagnostics: [] };
  await writeOne(resolve(out), new TextEncoder().encode(text));
  return { exitCode: EXIT.done, data: { files: [out] }, text: out, diagnostics: [] };
}

/** `ice-encounter`, or `ice-encounter-full` for an edition that is not the publication's first. */
function stemOf({ content }: PressRoom): string {
  const { publication, editions } = content.publication.value;
  const { name } = content.edition;
  return name === Object.keys(editions)[0] ? publication : `${publication}-${name}`;
}

/** `flyer.png` → `flyer-front.png`. */
function pngPath(out: string | undefined, stem: string, side: string): string {
  const path = outPath(out, `${stem}.png`);
  const bare = extname(path).toLowerCase() === '.png' ? path.slice(0, -4) : path;
  return `${bare}-${side}.png`;
}
