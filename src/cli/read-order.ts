/**
 * A job file → everything `plan` and `build` need: the plan, what is missing for press, and the workshop. Reads and
 * checks every text of its languages; order.ts does so only where something has changed.
 */
import { dirname, join, resolve } from 'node:path';
import { checkAddress, checkSerialAddress } from '../compose/address.js';
import type { UnionLabel } from '../compose/flyer.js';
import {
  type Diagnostic,
  EXIT,
  type FilePlace,
  fail,
  failOnErrors,
  KyrError,
  placed,
} from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { markColors } from '../core/ink.js';
import type { LanguageTag } from '../core/language.js';
import { inch } from '../core/units.js';
import { type Clearance, clearForPress } from '../job/gate.js';
import { findOverdue } from '../job/overdue.js';
import type { PieceCodes, Plan } from '../job/plan/plan.js';
import { planJob } from '../job/plan/plan-job.js';
import type { DiskWorld } from '../load/disk-world.js';
import { type LoadedJob, loadJob, readJob } from '../load/job.js';
import { loadLogo } from '../load/logo/logo.js';
import type { LoadedOrganisation } from '../load/organisation.js';
import type { Separation } from '../load/separation.js';
import { sidesOf } from '../schema/content.js';
import { lengthOf } from '../schema/quantities.js';
import { today } from './day.js';
import { checkLegible, inkOfJob, tellUnusedAccents } from './inks.js';
import type { OrderOptions } from './order.js';
import {
  chooseSize,
  hotlineNumbers,
  openPressRoom,
  ownNumbers,
  type PressRoom,
  refuseWithdrawn,
} from './press-room.js';
import { openCondition, type PrintingCondition, separationFor } from './profiles.js';
import type { ShopFacts } from './run-shop.js';
import { styleFor } from './set-flyer.js';
import { pressTexts } from './texts.js';
import { openWorkshop, shopFacts, type Workshop } from './workshop.js';
import { checkProject } from './world.js';

export interface ReadOrder {
  readonly loaded: LoadedJob;
  readonly plan: Plan;
  readonly clearance: Clearance;
  /** Where the run's folder goes unless --out says otherwise. */
  readonly folder: string;
  readonly condition: PrintingCondition;
  readonly facts: ShopFacts;
  readonly workshop: Workshop;
}

/**
 * Loads and plans a job.
 * @throws KyrError (exit 3) for anything wrong in it; (exit 6) where a press job is not cleared, and where with
 * `holdUnready` what is missing keeps back more than single languages
 */
export async function readOrder(
  world: DiskWorld,
  jobPath: string,
  options: OrderOptions = {},
): Promise<ReadOrder> {
  checkProject(world);
  const path = world.find(jobPath) ?? resolve(jobPath);
  const read = readJob(world, path, world.shown);
  const { value: job, place } = read;
  const { profile, icc, condition: registered } = job.press ?? {};
  const own = icc === undefined ? undefined : resolve(dirname(path), icc);
  const condition = await openCondition(world, {
    profile,
    condition: registered,
    icc: own === undefined ? undefined : { path: own, shown: world.shown(own), at: place('press', 'icc') },
  });
  const { intent, inkLimit } = condition;
  const ink = inkOfJob(job);
  const separation = separationFor(ink, condition);
  const loaded = await loadJob(world, { job: read, path }, world.shown, separation);
  const room = openPressRoom(world, job, {
    publication: place('publication'),
    layer: place('layer'),
    edition: place('edition'),
  });
  refuseWithdrawn(room);
  const address = job.address ?? room.content.publication.value.address;
  failOnErrors(checkAddress(address, job.address === undefined ? undefined : place('address')));
  const codes = checkCodes(loaded, options);
  const margins = {
    ...(job.press?.bleed === undefined ? {} : { bleed: lengthOf(job.press.bleed) }),
    ...(job.press?.safety === undefined ? {} : { safe: lengthOf(job.press.safety) }),
  };

  const unionLabel = await loadUnionLabel(world, loaded, path, separation);

  const asked = languagesOf(loaded);
  const tags = [...asked.keys()];
  const languages = new Map(
    [...asked].map(([tag, at]) => {
      const { name, english, script, direction } = placed(at, () => room.locale(tag)).meta;
      return [tag, { tag, name, english, script, direction }] as const;
    }),
  );
  const [first] = languages.values();
  const style = placed(job.press?.safety === undefined ? place('size') : place('press', 'safety'), () =>
    styleFor(
      room,
      { script: first?.script ?? 'Latn', tag: first?.tag ?? 'en' },
      { size: chooseSize(room, job.size), ink, ...margins },
    ),
  );
  const faint = failOnErrors(
    checkLegible(style.accent, job.press?.ink === undefined ? undefined : place('press', 'ink')),
  );
  const unused = tellUnusedAccents(
    ink,
    organisationsOf(loaded),
    job.press?.ink === undefined ? undefined : place('press', 'ink'),
  );
  const released = checkRelease(loaded, asked, today(world));
  failOnErrors(refuseLinks(loaded));
  const clearance = clear(room, loaded, tags, address, world, {
    released,
    tolerant: options.holdUnready ?? false,
  });
  const unready = job.purpose === 'press' ? holdable(clearance, tags) : undefined;
  const held = options.holdUnready ? unready : undefined;
  const planned = planJob({
    job,
    congregations: loaded.congregations,
    organisations: loaded.organisations,
    languages,
    edition: room.content.edition.name,
    // A folded sheet has both on one.
    sides: style.fold ? 1 : sidesOf(room.content.edition),
    trim: style.trim,
    ...(style.fold ? { folds: style.fold } : {}),
    bleed: style.bleed,
    ink: { mode: ink, marks: markColors(ink, style.accent) },
    profile: intent.info,
    place,
    ...(codes ? { codes } : {}),
    ...(held ? { held: new Map([...held].map(([tag, why]) => [tag, why.map((d) => d.message)])) } : {}),
  });
  const overdue = findOverdue(room.content.layers, today(world));
  const plan = {
    ...planned,
    diagnostics: [
      ...(codes ? [traceableWarning(loaded)] : []),
      ...overdue,
      ...faint,
      ...unused,
      ...planned.diagnostics,
    ],
  };
  if (job.purpose === 'press' && !clearance.cleared && !held)
    throw new KyrError(
      unready ? [...clearance.missing, holdHint(unready, tags)] : clearance.missing,
      EXIT.notCleared,
    );

  const shop = {
    room,
    languages: tags,
    names: namesOn(plan),
    released: job.purpose === 'press' ? released : new Set<LanguageTag>(),
    common: {
      size: job.size,
      draft: job.purpose === 'draft',
      address,
      ink,
      inkLimit,
      ...(codes ? { codes: codes.address } : {}),
      ...margins,
      ...(unionLabel ? { unionLabel } : {}),
      ...(clearance.approvedOn === undefined ? {} : { approvedOn: clearance.approvedOn }),
    },
  };
  return {
    loaded,
    plan,
    // What is printed is cleared; what is not is in the plan, as held.
    clearance: held ? { ...clearance, cleared: true, missing: [] } : clearance,
    folder: join('out', job.job),
    condition,
    facts: shopFacts(shop),
    workshop: openWorkshop(shop),
  };
}

/** Points: the usual place of a label, half an inch wide. */
const LABEL = { width: inch(0.5), height: inch(0.25) };

/**
 * The union label of the shop, or the white for it. A picture lies beside the job.
 * @throws KyrError KYR101, KYR401; KYR34x for an SVG that is not safe
 */
async function loadUnionLabel(
  world: DiskWorld,
  { job }: LoadedJob,
  path: string,
  separation: Separation,
): Promise<UnionLabel | undefined> {
  const asked = job.value.press?.['union-label'];
  if (!asked) return undefined;
  const { file } = asked;
  const place = {
    width: asked.width === undefined ? LABEL.width : lengthOf(asked.width),
    height: asked.height === undefined ? LABEL.height : lengthOf(asked.height),
  };
  if (file === undefined) return place;
  const full = resolve(dirname(path), file);
  const at = job.place('press', 'union-label', 'file');
  return { ...place, picture: await loadLogo(world, full, world.shown(full), at, separation) };
}

/** Those for whom the job prints, from files of their own and from lists. */
const organisationsOf = ({ congregations, organisations }: LoadedJob): LoadedOrganisation[] => [
  ...organisations.values(),
  ...[...congregations.values()].flat().map(({ organisation }) => organisation),
];

/** Every language of the job, in the order in which the job names them, and where it does so first. */
function languagesOf({ job, congregations }: LoadedJob): Map<LanguageTag, FilePlace> {
  const asked = new Map<LanguageTag, FilePlace>();
  for (const [index, run] of job.value.runs.entries()) {
    const tags =
      'language' in run
        ? [run.language]
        : (congregations.get(run.congregations) ?? []).flatMap((row) => row.orders.map(({ lang }) => lang));
    for (const tag of tags)
      if (!asked.has(tag))
        asked.set(tag, job.place('runs', index, 'language' in run ? 'language' : 'congregations'));
  }
  return asked;
}

const WHY_NOT =
  'a code of its own on every piece tells who was given it and who scanned it; nobody is to be tracked by a flyer';

/**
 * Codes of single pieces, as far as somebody has said that they are wanted.
 * @throws KyrError KYR650 (exit 3) for a job with codes that is built without --traceable, KYR504 (exit 2) for
 * --traceable where the job has none, KYR402 for an address that is not plain or has no serial number
 */
function checkCodes({ job }: LoadedJob, { traceable }: OrderOptions): PieceCodes | undefined {
  const { codes } = job.value;
  if (!codes) {
    if (traceable)
      fail(
        {
          code: CODE.usage,
          message: '--traceable is for jobs with a code of its own on every piece; this one has none',
          hint: 'leave it out',
        },
        EXIT.usage,
      );
    return undefined;
  }
  const at = job.place('codes', 'address');
  if (!traceable)
    fail({
      code: CODE.traceable,
      message: `this job is refused: ${WHY_NOT}`,
      hint: 'take `codes` out of the job; only to measure the machine, build with --traceable and hand nothing out',
      at,
    });
  failOnErrors(checkSerialAddress(codes.address, at));
  return { address: codes.address, draw: traceable };
}

const traceableWarning = ({ job }: LoadedJob): Diagnostic => ({
  code: CODE.traceable,
  level: 'warning',
  message: `TRACEABLE: ${WHY_NOT}`,
  hint: 'measure with these pieces, and hand none of them out',
  at: job.place('codes', 'address'),
});

/** All codes of a run lead to one address, which the manifest keeps: a recall has to say where the newest version is. */
const refuseLinks = ({ job, organisations }: LoadedJob): Diagnostic[] =>
  job.value.runs.flatMap((run, index): Diagnostic[] => {
    const file = 'organisation' in run ? run.organisation : undefined;
    const link = file === undefined ? undefined : organisations.get(file)?.link;
    if (link === undefined) return [];
    return [
      {
        code: CODE.badValue,
        level: 'error',
        message: `${file} has a link of its own (${link}), but all codes of a run lead to one address`,
        hint: `write address: ${link} in the job, or take the link out of ${file}`,
        at: job.place('runs', index, 'organisation'),
      },
    ];
  });

/** What tickets and labels say of those for whom a plan prints. */
const namesOn = (plan: Plan): string[] =>
  plan.designs.flatMap(({ organisation }) => {
    if (!organisation) return [];
    const { name, address } = organisation;
    const names = name === undefined ? [] : typeof name === 'string' ? [name] : Object.values(name);
    return [...names, ...(address === undefined ? [] : [address])];
  });

/**
 * The languages that may be held so that the rest is printed; undefined where something else is missing, or where
 * nothing would be left.
 */
function holdable(
  clearance: Clearance,
  tags: readonly LanguageTag[],
): ReadonlyMap<LanguageTag, readonly Diagnostic[]> | undefined {
  const { missing, unready } = clearance;
  const ofLanguages = [...unready.values()].reduce((n, found) => n + found.length, 0);
  if (missing.length > ofLanguages || tags.every((tag) => unready.has(tag))) return undefined;
  return unready;
}

function holdHint(unready: ReadonlyMap<LanguageTag, unknown>, tags: readonly LanguageTag[]): Diagnostic {
  const ready = tags.filter((tag) => !unready.has(tag));
  return {
    code: CODE.held,
    level: 'info',
    message: `ready for the press: ${ready.join(', ')}`,
    hint: '--hold-unready prints these and holds the others',
  };
}

/** @throws KyrError KYR106 for a release of what cannot be released */
function checkRelease(
  { job }: LoadedJob,
  asked: ReadonlyMap<LanguageTag, unknown>,
  day: string,
): ReadonlySet<LanguageTag> {
  const refuse = (index: number, key: string, message: string, hint: string): Diagnostic => ({
    code: CODE.badValue,
    level: 'error',
    message,
    hint,
    at: job.place('release', index, key),
  });
  const releases = job.value.release ?? [];
  failOnErrors(
    releases.flatMap(({ lang, on }, i) => [
      ...(lang === 'en'
        ? [
            refuse(
              i,
              'lang',
              'English cannot be released',
              'a lawyer approves it: `kyr locale sign en --state final`',
            ),
          ]
        : asked.has(lang)
          ? []
          : [
              refuse(
                i,
                'lang',
                `${lang} is released but not ordered`,
                'take the release out, or order the language',
              ),
            ]),
      ...(on > day
        ? [
            refuse(
              i,
              'on',
              `the release of ${lang} is dated ${on}, after today (${day})`,
              'write the day on which it was given',
            ),
          ]
        : []),
    ]),
  );
  return new Set(releases.map((r) => r.lang));
}

/** Asks the gate about all that the job prints. */
function clear(
  room: PressRoom,
  { job: { value: job }, organisations }: LoadedJob,
  tags: readonly LanguageTag[],
  address: string,
  world: DiskWorld,
  { released, tolerant }: { released: ReadonlySet<LanguageTag>; tolerant: boolean },
): Clearance {
  return clearForPress({
    job,
    texts: pressTexts(room, tags, { size: job.size, address }, released, tolerant && job.purpose === 'press'),
    law: room.law,
    numbers: [...hotlineNumbers(room), ...ownNumbers(room, organisations.values())],
    address,
    today: today(world),
    digest: world.digest,
  });
}
