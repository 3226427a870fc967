/**
 * Looks at a finished run as a stranger would: do the files match SHA256SUMS, are all of them there and no
 * others, does the manifest add up, has every PDF the pages it should have, does it pass preflight. Reads only; mends
 * nothing.
 *
 * Where designs were approved, those that lie here must be the ones.
 *
 * Reprints lie in the run's folder with sums of their own: they are named, and each is verified as a folder itself.
 *
 * Does not: check that the run is the one that was ordered.
 */
import { type Diagnostic, EXIT, fail, failOnErrors, KyrError } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { findUnapproved } from './approval/hold.js';
import { APPROVALS, readApprovals } from './approval/record.js';
import { inFolder, isLock, listFiles, readBytes, readDigest, sizeOf } from './disk.js';
import { JOURNAL } from './journal.js';
import { MANIFEST, type Manifest, parseManifest, SUMS } from './manifest.js';
import { countNumbers } from './numbers.js';
import { countPages } from './pdf-pages.js';
import type { Counts } from './plan/plan.js';
import { preflightFile, purposeOf } from './preflight.js';
import { REPRINTS } from './reprint/plan.js';

export interface VerifyReport {
  readonly ok: boolean;
  /** Files that were looked at. */
  readonly files: number;
  readonly manifest?: Manifest;
  /** Folders of reprints in this run, whose files were not looked at: `reprints/sheets-412-431`. */
  readonly reprints: readonly string[];
  /**
   * KYR803: a file is missing or not as it was made. KYR805: something does not add up or does not belong. KYR640: a
   * design is not the one that was approved.
   */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks the run in a folder; `shown` is its name as it was typed. Throws KYR110 (exit 3) where there is no such folder,
 * and KYR801 only where sums or manifest are there and cannot be read.
 */
export async function verifyRun(folder: string, shown = folder): Promise<VerifyReport> {
  const found: Diagnostic[] = [];
  const add = (
    code: Diagnostic['code'],
    message: string,
    file: string,
    hint?: string,
    level: Diagnostic['level'] = 'error',
  ): void => {
    found.push({ code, level, message, at: { file }, ...(hint === undefined ? {} : { hint }) });
  };
  if (sizeOf(folder) === undefined)
    fail({
      code: CODE.unknownName,
      message: `there is no folder ${shown}`,
      hint: 'name the folder of a run, such as out/nyc-30000',
    });
  const sums = readSums(folder, add);
  const manifest = readManifest(folder, add);
  const again = makesAgain(manifest);
  const onDisk = listFiles(folder);
  const reprints = findReprints(onDisk);

  /** Of what is damaged, preflight has nothing to add. */
  const whole = await checkSums(folder, sums ?? new Map(), again, add);

  if (sums) {
    const own = new Set([...sums.keys(), SUMS, MANIFEST, JOURNAL, APPROVALS]);
    for (const file of onDisk)
      if (!own.has(file) && !isLock(file) && !reprints.some((reprint) => file.startsWith(`${reprint}/`)))
        add(
          CODE.verify,
          `${file} is not part of this run`,
          file,
          'take it out of the folder before it goes to the shop',
          'warning',
        );
  }

  if (manifest) {
    for (const message of findCountFaults(manifest)) add(CODE.verify, message, MANIFEST);
    if (sums) {
      const listed = new Map(manifest.files.map((f) => [f.file, f.sha256]));
      for (const [file, sha256] of sums)
        if (listed.get(file) !== sha256)
          add(CODE.verify, `${MANIFEST} and ${SUMS} do not agree about ${file}`, MANIFEST, again);
      for (const file of listed.keys())
        if (!sums.has(file)) add(CODE.verify, `${SUMS} does not name ${file}`, SUMS, again);
    }
    for (const { file, pages } of manifest.files) {
      if (pages === undefined) continue;
      const counted = readPages(inFolder(folder, file));
      if (counted !== undefined && counted !== pages)
        add(CODE.verify, `${file} has ${counted} pages and should have ${pages}`, file, again);
    }
    for (const { file, kind } of manifest.files)
      if (file.endsWith('.pdf') && whole.has(file))
        found.push(...preflightFile(inFolder(folder, file), file, purposeOf(kind)).diagnostics);
  }
  if (manifest && sums) found.push(...(await checkApprovals(folder, manifest, sums)));
  return {
    ok: found.every((d) => d.level !== 'error'),
    files: sums?.size ?? 0,
    ...(manifest ? { manifest } : {}),
    reprints,
    diagnostics: found,
  };
}

/** A finished run that lies as it was made: what has to be there before anybody approves it. */
export interface WholeRun {
  readonly manifest: Manifest;
  /** File → SHA-256. */
  readonly sums: ReadonlyMap<string, string>;
}

/**
 * The run in a folder, as far as digests tell that it is whole; preflight and counts are `verifyRun`'s. Throws KYR803
 * (exit 4), an error for each file that is missing or not as it was made.
 */
export async function openWholeRun(folder: string): Promise<WholeRun> {
  const found: Diagnostic[] = [];
  const add: Add = (code, message, file, hint) => {
    found.push({ code, level: 'error', message, at: { file }, ...(hint === undefined ? {} : { hint }) });
  };
  const sums = readSums(folder, add);
  const manifest = readManifest(folder, add);
  if (sums) await checkSums(folder, sums, makesAgain(manifest), add);
  failOnErrors(found, EXIT.preflight);
  return { manifest: manifest!, sums: sums! };
}

const makesAgain = (manifest: Manifest | undefined): string =>
  `kyr build${manifest?.reprint ? ' with the same selection' : ''} makes it again and leaves the others as they are`;

/** The files whose digest is right; of the others KYR803. */
async function checkSums(
  folder: string,
  sums: ReadonlyMap<string, string>,
  again: string,
  add: Add,
): Promise<Set<string>> {
  const whole = new Set<string>();
  for (const [file, sha256] of sums) {
    const found = await readDigest(inFolder(folder, file)).catch(() => undefined);
    if (found?.sha256 === sha256) whole.add(file);
    else if (!found) add(CODE.damaged, `${file} is missing`, file, again);
    else add(CODE.damaged, `${file} is not as it was made: its digest differs`, file, again);
  }
  return whole;
}

/** KYR640 for what is not as it was approved, KYR643 for a record that cannot be read. */
async function checkApprovals(
  folder: string,
  manifest: Manifest,
  sums: ReadonlyMap<string, string>,
): Promise<readonly Diagnostic[]> {
  try {
    return findUnapproved((await readApprovals(folder))?.approved ?? [], manifest, sums);
  } catch (error) {
    if (error instanceof KyrError) return error.diagnostics;
    throw error;
  }
}

/** A reprint is a folder in reprints/ with a journal: anything else there does not belong to the run. */
function findReprints(files: readonly string[]): string[] {
  const journal = new RegExp(`^(${REPRINTS}/[^/]+)/${JOURNAL.replace('.', '\\.')}$`);
  return files.flatMap((file) => journal.exec(file)?.[1] ?? []);
}

/**
 * What in a manifest's numbers does not add up; one sentence each. Loose pieces of a reprint share sheets and leave
 * places white: there the places are counted for the whole alone.
 */
export function findCountFaults(manifest: Manifest): string[] {
  const faults: string[] = [];
  const { reprint, up } = manifest;
  const keys = reprint ? (['ordered', 'printed', 'overs'] as const) : COUNTS;
  const check = (what: string, c: Counts): void => {
    if (c.printed !== c.ordered + c.overs)
      faults.push(`${what}: ${c.printed} printed is not ${c.ordered} ordered and ${c.overs} overs`);
    if (!reprint && c.printed !== c.sheets * up)
      faults.push(`${what}: ${c.printed} printed is not ${c.sheets} sheets of ${up}`);
  };
  const compare = (what: string, parts: readonly Counts[], whole: Counts): void => {
    for (const key of keys) {
      const total = parts.reduce((n, p) => n + p[key], 0);
      if (total !== whole[key]) faults.push(`${what}: ${key} add up to ${total}, not ${whole[key]}`);
    }
  };
  check('in all', manifest.total);
  if (reprint) {
    const { printed, sheets, ordered } = manifest.total;
    if (printed + reprint.blank !== sheets * up)
      faults.push(
        `in all: ${printed} printed and ${reprint.blank} places left white are not ${sheets} sheets of ${up}`,
      );
    if (countNumbers(reprint.pieces) !== ordered)
      faults.push(`in all: ${ordered} ordered is not ${countNumbers(reprint.pieces)}, the pieces asked for`);
  }
  for (const l of manifest.languages) check(l.tag, l);
  compare('languages', manifest.languages, manifest.total);
  for (const c of manifest.congregations) {
    check(`delivery ${c.delivery}`, c);
    compare(`delivery ${c.delivery}`, c.languages, c);
  }
  compare('designs', manifest.designs, manifest.total);
  const batches = manifest.files.filter((f) => f.kind === 'sheets');
  if (batches.length > 0) {
    const printed = batches.reduce((n, f) => n + (f.printed ?? 0), 0);
    const sheets = batches.reduce((n, f) => n + (f.sheets ?? 0), 0);
    if (printed !== manifest.total.printed || sheets !== manifest.total.sheets)
      faults.push(
        `the batches print ${printed} pieces on ${sheets} sheets, not ${manifest.total.printed} on ${manifest.total.sheets}`,
      );
  }
  return faults;
}

const COUNTS = ['ordered', 'printed', 'overs', 'sheets'] as const;

type Add = (code: Diagnostic['code'], message: string, file: string, hint?: string) => void;

function readSums(folder: string, add: Add): Map<string, string> | undefined {
  const text = readText(inFolder(folder, SUMS));
  if (text === undefined) {
    add(CODE.damaged, `${SUMS} is missing: this is no finished run`, SUMS, 'kyr build finishes it');
    return undefined;
  }
  const sums = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const match = /^([0-9a-f]{64}) [ *](.+)$/.exec(line);
    if (!match) add(CODE.damaged, `${SUMS} has a line that is no sum: ${line.slice(0, 60)}`, SUMS);
    else sums.set(match[2]!, match[1]!);
  }
  return sums;
}

function readManifest(folder: string, add: Add): Manifest | undefined {
  const text = readText(inFolder(folder, MANIFEST));
  if (text === undefined) {
    add(CODE.damaged, `${MANIFEST} is missing`, MANIFEST, 'kyr build finishes it');
    return undefined;
  }
  const manifest = parseManifest(text);
  if (manifest) return manifest;
  add(CODE.damaged, `${MANIFEST} cannot be read`, MANIFEST, 'kyr build makes it again');
  return undefined;
}

function readText(path: string): string | undefined {
  const bytes = readBytes(path);
  return bytes && new TextDecoder().decode(bytes);
}

/** Undefined if the file is missing or cannot be read as a PDF: then its digest has been reported already. */
function readPages(path: string): number | undefined {
  try {
    const bytes = readBytes(path);
    return bytes && countPages(bytes);
  } catch {
    return undefined;
  }
}
