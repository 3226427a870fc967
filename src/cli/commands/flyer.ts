/** `kyr flyer`: one flyer, as a press PDF, an accessible PDF for screens, a PNG of each side, its text, or a dump of its Frames. */
import { existsSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { deflateSync } from 'node:zlib';
import { plainText } from '../../compose/plain-text.js';
import { EXIT, eachOnce, fail, failOnErrors, KyrError } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { Pt } from '../../core/units.js';
import { dumpFrame } from '../../frame/dump.js';
import type { OfficePaper } from '../../impose/office.js';
import { oneUpPage } from '../../impose/one-up.js';
import { clearForPress } from '../../job/gate.js';
import { findOverdue } from '../../job/overdue.js';
import { refuseFaulty } from '../../job/preflight.js';
import type { DiskWorld } from '../../load/disk-world.js';
import { loadOrganisation } from '../../load/organisation.js';
import { writeDocument } from '../../pdf/document.js';
import { today } from '../day.js';
import { homePdf } from '../home.js';
import { checkLegible, parseInk } from '../inks.js';
import { type Outcome, outcomeOf } from '../output.js';
import {
  chooseSize,
  hotlineNumbers,
  openPressRoom,
  ownNumbers,
  type PressRoom,
  refuseWithdrawn,
} from '../press-room.js';
import { openCondition, type PrintingCondition, type ProfileName, separationFor } from '../profiles.js';
import { screenPdf } from '../screen.js';
import { compose, setPages } from '../set-flyer.js';
import { pressTexts } from '../texts.js';
import { TOOL } from '../tool.js';
import { checkPages, dateOf, picture } from '../workshop.js';
import { checkDay, openWorld } from '../world.js';
import { writeOne } from '../write.js';

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

/**
 * The same flyer in several languages, one after the other, into one folder. What cannot be made in one language does
 * not keep the others back.
 */
export async function flyers({
  lang: tags,
  ...options
}: Omit<FlyerOptions, 'lang'> & { readonly lang: readonly string[] }): Promise<Outcome> {
  const languages = [...new Set(tags.flatMap((tag) => tag.split(',')).filter((tag) => tag !== ''))];
  const [first, ...more] = languages;
  if (first === undefined || more.length === 0) return flyer({ ...options, lang: first ?? '' });
  const toFile = options.for === 'text' || options.for === 'dump';
  const folder = options.out === undefined ? '' : `${options.out.replace(/[\\/]+$/, '')}/`;
  const outcomes: Outcome[] = [];
  for (const lang of languages) {
    const out =
      toFile && folder !== ''
        ? { out: `${folder}${lang}.${options.for === 'text' ? 'txt' : 'dump'}` }
        : { out: folder };
    outcomes.push(
      await flyer({ ...options, lang, ...(folder === '' ? {} : out) }).catch((error: unknown) => {
        if (error instanceof KyrError) return outcomeOf(error);
        throw error;
      }),
    );
  }
  return {
    exitCode: outcomes.find(({ exitCode }) => exitCode !== EXIT.done)?.exitCode ?? EXIT.done,
    data: Object.fromEntries(languages.map((lang, i) => [lang, outcomes[i]?.data])),
    text: outcomes
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join(toFile && folder === '' ? '\n\n' : '\n'),
    diagnostics: eachOnce(outcomes.flatMap((o) => o.diagnostics)),
  };
}

export async function flyer(options: FlyerOptions): Promise<Outcome> {
  const world = openWorld();
  const room = openPressRoom(world, options);
  const publication = room.content.publication.value;
  refuseWithdrawn(room);
  if (options.dialledOn !== undefined) checkDay(options.dialledOn);
  const size = chooseSize(room, options.size);
  if (options.for !== 'home') refuseHomeOptions(options);
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
    lang: room.locale(options.lang).meta.tag,
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

  const faint = failOnErrors(checkLegible(composed.style.accent));
  if (options.for === 'text') return printOrWrite(plainText(composed.flyer), options.out);

  const made = setPages(room, composed);
  const { pages } = made;
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
      paper: options.paper ?? 'letter',
      duplex: options.duplex ?? false,
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
    const bytes = await writeDocument({
      pages: pages.map(oneUpPage),
      book: room.book(),
      meta: {
        title: `${publication.name} (${composed.flyer.langEnglish})`,
        language: request.lang,
        creator: TOOL,
        date: new Date(`${dateOf(room)}T00:00:00Z`),
        trapped: false,
        documentId: composed.key,
      },
      intent: condition.intent,
      digest: world.digest,
      deflate: (data) => deflateSync(data),
    });
    files.push({ path: outPath(options.out, `${stem}.pdf`), bytes });
  }
  for (const { path, bytes } of files) {
    const full = resolve(path);
    // A PDF is read back from disk before it gets its name.
    await writeOne(full, bytes, (part) => {
      if (options.for === 'press') refuseFaulty(part, world.shown(full), 'press');
    });
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

/** A folder, there already or written with a slash at its end, keeps the tool's own name for the file. */
function outPath(out: string | undefined, name: string): string {
  if (out === undefined) return name;
  const isFolder = /[\\/]$/.test(out) || (existsSync(out) && statSync(out).isDirectory());
  return isFolder ? join(out, name) : out;
}

/** `flyer.png` → `flyer-front.png`. */
function pngPath(out: string | undefined, stem: string, side: string): string {
  const path = outPath(out, `${stem}.png`);
  const bare = extname(path).toLowerCase() === '.png' ? path.slice(0, -4) : path;
  return `${bare}-${side}.png`;
}
