/**
 * manifest.json, SHA256SUMS and run.csv: what a run left behind, for machines, for `sha256sum -c`, and for a
 * spreadsheet. The manifest also names tool, ICU and font versions and so is not part of the sums.
 *
 * No time, person, machine or absolute path; a withheld congregation is its delivery number.
 */
import type { LayerVersion } from '../compose/trace-law.js';
import type { InkMode } from '../core/ink.js';
import { trimNumber } from '../core/units.js';
import type { Approval } from '../schema/approvals.js';
import type { Subject } from './approval/subject.js';
import { inFolder, readBytes } from './disk.js';
import type { NumberRange, Numbers } from './numbers.js';
import type { Counts, Plan, PlannedLine } from './plan/plan.js';
import { countPlates, type Plates } from './plan/plates.js';
import { earlierPrintings, type Printing } from './printing.js';
import type { CompiledDesign, Shop } from './shop.js';

export const MANIFEST = 'manifest.json';
export const SUMS = 'SHA256SUMS';
export const MANIFEST_FORMAT = 'kyr-manifest-1';

export interface ManifestFile {
  /** Relative to the run's folder, with `/`. */
  readonly file: string;
  readonly kind: 'press' | 'sheets' | 'proof' | 'picture' | 'ticket' | 'labels' | 'csv' | 'note';
  readonly bytes: number;
  readonly sha256: string;
  /** PDFs only. */
  readonly pages?: number;
  /** Sheets only: how often the file is printed. */
  readonly copies?: number;
  readonly sheets?: number;
  /** Sheets only: the number in the slug of its first sheet, counted over the run. */
  readonly firstSheet?: number;
  /** Pieces that printing this file gives. */
  readonly printed?: number;
  /**
   * Why it was made again in this folder, the last time it was: `text of es`, `quantity`, … (causes.ts), `damaged`
   * or `missing`. A file that was made once has none.
   */
  readonly remade?: readonly string[];
}

export interface Manifest {
  readonly manifest: typeof MANIFEST_FORMAT;
  readonly job: string;
  readonly title: string;
  readonly purpose: 'draft' | 'press';
  readonly sample: boolean;
  readonly tool: Shop['tool'];
  /** Digest of the output intent: designs do not know it. */
  readonly press: string;
  /** The printing condition and the inks, for people. Manifests of kyr before it knew others than 4c have neither. */
  readonly profile?: string;
  readonly ink?: InkMode;
  /** Of an offset run in shells: how many plates, and how many fewer than with four for each design. */
  readonly plates?: Plates;
  readonly date: string;
  readonly publication: string;
  readonly edition: string;
  readonly layer: string;
  /** Every layer that was read, widest first. Manifests of kyr before it could withdraw have none. */
  readonly law?: readonly LayerVersion[];
  /** What the QR codes hold, `{lang}` not filled in. */
  readonly address?: string;
  readonly size: { readonly name: string; readonly widthInches: number; readonly heightInches: number };
  readonly sheet: { readonly name: string; readonly up: number } | null;
  readonly up: number;
  readonly total: Counts;
  readonly languages: readonly (Counts & {
    readonly tag: string;
    readonly name: string;
    readonly english: string;
  })[];
  readonly congregations: readonly (Counts & {
    readonly delivery: number;
    readonly id?: string;
    readonly name?: string;
    readonly languages: readonly (Counts & { readonly tag: string; readonly design?: string })[];
  })[];
  readonly designs: readonly (Counts & {
    readonly id: string;
    readonly tag: string;
    readonly code: string;
    readonly key: string;
    /** Layers of whose sentences it prints at least one. */
    readonly layers?: readonly string[];
    /** What an approval of it is for; in a run for the press. */
    readonly approval?: Subject;
    /** Its 1-up file, which is named on its proof; in a run for the press. */
    readonly pressFile?: string;
  })[];
  /** In the order of the run, which numbers pieces and sheets; not in the manifest of a reprint. */
  readonly lines?: readonly (Numbers & { readonly design: string; readonly delivery?: number })[];
  /** In the manifest of a reprint alone: what was asked for, and how many places stay white. */
  readonly reprint?: {
    readonly of: string;
    readonly pieces: readonly NumberRange[];
    readonly blank: number;
  };
  readonly files: readonly ManifestFile[];
  /** What keeps this run from the press; empty for a run that is cleared. */
  readonly missing: readonly string[];
  /** Languages that were ordered and are not printed, and why. */
  readonly held: readonly {
    readonly tag: string;
    readonly name: string;
    readonly english: string;
    readonly ordered: number;
    readonly why: readonly string[];
    readonly deliveries: readonly { readonly delivery: number; readonly ordered: number }[];
  }[];
  /**
   * What this folder held before, if that went to press or was of other versions of the law: it may have been printed
   * and handed out, and a recall must find it. Oldest first; absent where there is nothing.
   */
  readonly before?: readonly Printing[];
  /** Translations that went out although no second reader has checked them: who took that on, by role. */
  readonly released: readonly { readonly tag: string; readonly role: string; readonly on: string }[];
  /** Who approved what of this, in which role (approvals.json has the whole record); absent where nobody has. */
  readonly approved?: readonly Pick<Approval, 'design' | 'tag' | 'code' | 'role' | 'on'>[];
}

const counts = ({ ordered, printed, overs, sheets }: Counts): Counts => ({ ordered, printed, overs, sheets });

/** What can be approved of a plan, by PlannedDesign.id, and what was and holds. */
export interface Approvals {
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly approved: readonly Approval[];
}

/** @param before the manifest that lies in the run's folder already, if there is one */
export function buildManifest(
  plan: Plan,
  shop: Pick<Shop, 'tool' | 'date' | 'press' | 'law' | 'address'>,
  designs: ReadonlyMap<string, Pick<CompiledDesign, 'key' | 'code' | 'layers'>>,
  files: readonly ManifestFile[],
  missing: readonly string[],
  { subjects, approved }: Approvals,
  before?: Manifest,
): Manifest {
  const now = describeRun(plan, shop, designs, files, missing, subjects);
  const earlier = before ? earlierPrintings(before, now) : [];
  return withApproved(earlier.length === 0 ? now : { ...now, before: earlier }, approved);
}

/** The manifest as it stands, with what was approved in its last place. */
export function withApproved(manifest: Manifest, approved: readonly Approval[]): Manifest {
  const { approved: _, ...rest } = manifest;
  if (approved.length === 0) return rest;
  return {
    ...rest,
    approved: approved.map(({ design, tag, code, role, on }) => ({ design, tag, code, role, on })),
  };
}

export const formatManifest = (manifest: Manifest): string => `${JSON.stringify(manifest, undefined, 2)}\n`;

function describeRun(
  plan: Plan,
  shop: Pick<Shop, 'tool' | 'date' | 'press' | 'law' | 'address'>,
  designs: ReadonlyMap<string, Pick<CompiledDesign, 'key' | 'code' | 'layers'>>,
  files: readonly ManifestFile[],
  missing: readonly string[],
  subjects: Approvals['subjects'],
): Manifest {
  const { trim } = plan.size;
  return {
    manifest: MANIFEST_FORMAT,
    job: plan.job,
    title: plan.title,
    purpose: plan.purpose,
    sample: plan.sample,
    tool: shop.tool,
    press: shop.press,
    profile: plan.profile,
    ink: plan.ink,
    ...(plan.ink.kind === 'shell' ? { plates: countPlates(plan) } : {}),
    date: shop.date,
    publication: plan.publication,
    edition: plan.edition,
    layer: plan.layer,
    law: shop.law,
    address: shop.address,
    size: {
      name: plan.size.name,
      widthInches: Number(trimNumber(trim.width / 72, 3)),
      heightInches: Number(trimNumber(trim.height / 72, 3)),
    },
    sheet: plan.sheet ? { name: plan.sheet.name, up: plan.sheet.up } : null,
    up: plan.up,
    total: counts(plan.total),
    languages: plan.languages.map(({ tag, name, english }) => ({
      tag,
      name,
      english,
      ...counts(plan.byLanguage.get(tag)!),
    })),
    congregations: plan.congregations.map((c) => ({
      delivery: c.delivery,
      ...(c.id === undefined ? {} : { id: c.id }),
      ...(c.name === undefined ? {} : { name: c.name }),
      ...counts(c),
      languages: c.lines.map((l) => ({ tag: l.lang, design: l.design, ...counts(l) })),
    })),
    designs: plan.designs.map((d) => ({
      id: d.id,
      tag: d.lang,
      code: designs.get(d.id)!.code,
      key: designs.get(d.id)!.key,
      layers: designs.get(d.id)!.layers,
      ...(plan.purpose === 'press' ? { approval: subjects.get(d.id)! } : {}),
      ...(plan.purpose === 'press' && d.pressFile !== undefined ? { pressFile: d.pressFile } : {}),
      ...counts(d),
    })),
    ...(plan.reprint
      ? {
          reprint: {
            of: plan.reprint.words,
            pieces: plan.reprint.pieces,
            blank: plan.reprint.blank,
          },
        }
      : { lines: plan.lines.map(numberedLine) }),
    files: [...files].sort((a, b) => compare(a.file, b.file)),
    missing,
    held: plan.held.map(({ tag, name, english, ordered, why, deliveries }) => ({
      tag,
      name,
      english,
      ordered,
      why,
      deliveries: deliveries.map((d) => ({ delivery: d.delivery, ordered: d.ordered })),
    })),
    released: plan.released.map(({ lang, role, on }) => ({ tag: lang, role, on })),
  };
}

const numberedLine = ({
  design,
  delivery,
  numbers,
}: PlannedLine): NonNullable<Manifest['lines']>[number] => ({
  design,
  ...(delivery === undefined ? {} : { delivery }),
  ...numbers,
});

/**
 * What fixes the meaning of every sheet and piece number, of a run that was made and of one that is planned: equal
 * where both number alike.
 */
export function numberingOf(run: Manifest | Plan): string {
  const sheet = run.sheet?.name ?? null;
  const batches =
    'files' in run
      ? run.files
          .filter((f) => f.kind === 'sheets')
          .map((f) => [f.firstSheet, f.sheets] as const)
          .sort(([a = 0], [b = 0]) => a - b)
      : run.batches.map((b) => [b.firstSheet, b.sheets] as const);
  const lines = 'files' in run ? run.lines : run.lines.map(numberedLine);
  return JSON.stringify([run.up, sheet, batches, lines]);
}

/** A manifest as it was written, or undefined if the text is none. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value = JSON.parse(text) as Manifest;
    const whole =
      value.manifest === MANIFEST_FORMAT &&
      Array.isArray(value.files) &&
      Array.isArray(value.languages) &&
      Array.isArray(value.congregations) &&
      Array.isArray(value.designs) &&
      typeof value.total === 'object';
    return whole ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The manifest of a folder, or undefined if there is none that can be read. */
export function readManifest(folder: string): Manifest | undefined {
  const bytes = readBytes(inFolder(folder, MANIFEST));
  return bytes && parseManifest(new TextDecoder().decode(bytes));
}

/** As `sha256sum` writes it; sorted by name. */
export function formatSums(files: readonly { readonly file: string; readonly sha256: string }[]): string {
  return [...files]
    .sort((a, b) => compare(a.file, b.file))
    .map((f) => `${f.sha256}  ${f.file}\n`)
    .join('');
}

/** By code unit: the same on every machine, unlike localeCompare. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * run.csv: one row a file to print, in the order of printing: imposed batches first where there are any, then
 * 1-up files. With a byte order mark, since spreadsheets guess wrongly without.
 *
 * The last columns say which numbers of the run a row holds, and on which sheets some of it lies; a row that holds
 * several stretches lists their ends: `1; 97` to `48; 100`.
 */
export function formatRunCsv(plan: Plan, designs: ReadonlyMap<string, { readonly code: string }>): string {
  const language = new Map(plan.languages.map((l) => [l.tag, l]));
  const byId = new Map(plan.designs.map((d) => [d.id, d]));
  const names = (ids: readonly string[], which: 'name' | 'english'): string =>
    [...new Set(ids.map((id) => language.get(byId.get(id)!.lang)![which]))].join('; ');
  const rows: (string | number)[][] = [
    [
      'order',
      'file',
      'how',
      'language',
      'own name',
      'for',
      'design code',
      'pages',
      'sheets',
      'copies',
      'ordered',
      'printed',
      'first piece',
      'last piece',
      'first sheet',
      'last sheet',
    ],
  ];
  for (const batch of plan.batches) {
    const ids = batch.designs;
    rows.push([
      rows.length,
      batch.file,
      batch.kind === 'static' ? `${plan.up}-up step and repeat` : `${plan.up}-up cut and stack`,
      names(ids, 'english'),
      names(ids, 'name'),
      batch.kind === 'static' || ids.length === 1
        ? recipient(plan, ids[0]!)
        : 'congregations in delivery order',
      ids.length === 1 ? designs.get(ids[0]!)!.code : `${ids.length} designs`,
      batch.pages,
      batch.sheets,
      batch.copies,
      '',
      batch.printed,
      ...numberColumns(plan, batch.numbers),
    ]);
  }
  for (const design of plan.designs)
    if (design.pressFile !== undefined)
      rows.push([
        rows.length,
        design.pressFile,
        '1-up',
        names([design.id], 'english'),
        names([design.id], 'name'),
        recipient(plan, design.id),
        designs.get(design.id)!.code,
        plan.codes ? plan.sides * design.printed : plan.sides,
        '',
        '',
        design.ordered,
        design.printed,
        ...numberColumns(plan, design.numbers),
      ]);
  return `\uFEFF${rows.map((row) => row.map(csvField).join(',')).join('\r\n')}\r\n`;
}

function numberColumns(plan: Plan, { pieces, sheets }: Numbers): (string | number)[] {
  const ends = (ranges: readonly NumberRange[], end: 'first' | 'last'): string | number =>
    ranges.length === 1 ? ranges[0]![end] : ranges.map((r) => r[end]).join('; ');
  // Loose pieces lie on sheets that the run does not number.
  const counted = plan.reprint && !plan.reprint.whole ? [] : sheets;
  return [ends(pieces, 'first'), ends(pieces, 'last'), ends(counted, 'first'), ends(counted, 'last')];
}

/** Who a design is for: a congregation's name, its delivery number, or nobody in particular. */
export function recipient(plan: Plan, designId: string): string {
  const congregation = plan.congregations.find((c) => c.lines.some((l) => l.design === designId));
  if (congregation) return congregation.name ?? congregation.label;
  const design = plan.designs.find((d) => d.id === designId)!;
  return design.id === design.lang ? '' : design.id.slice(design.lang.length + 1);
}

/** Quoted where needed; a leading = + - @ would be run as a formula by a spreadsheet. */
function csvField(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
