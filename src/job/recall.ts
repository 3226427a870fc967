/**
 * Finds the runs that printed a version of a layer, by their manifests, and says what of it went to whom.
 *
 * Promises: a run is counted by the designs that print a sentence of the layer, each in its own number of pieces; a
 * folder of which nobody can tell (unfinished, damaged, or made by a kyr that did not write it down) is named as such,
 * never passed over. What a folder held before it was built anew is found too. Looks into no folder by a link.
 * A withheld congregation is its delivery number: manifests know no more.
 */
import { type Dirent, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LayerVersion } from '../compose/trace-law.js';
import { KyrError } from '../core/diagnostic.js';
import { isMissing, readBytes } from './disk.js';
import { hasJournal } from './journal.js';
import { MANIFEST, type Manifest, parseManifest } from './manifest.js';
import { isUnnamed, type Printing, whomOf } from './printing.js';

/** Pieces of one design in one hand. */
export interface Pieces {
  readonly code: string;
  readonly language: string;
  readonly printed: number;
}

/** Somebody who got pieces of a run. */
export interface Receiver {
  /** Delivery number of a congregation; absent for what was printed by language. */
  readonly delivery?: number;
  /** Absent where it is withheld, and where nobody in particular is meant. */
  readonly id?: string;
  readonly name?: string;
  /** A run by language whose organisation is withheld: `run-02`. */
  readonly run?: string;
  readonly pieces: readonly Pieces[];
}

/** A run, or what its folder held before, that printed the version. */
export interface RecalledRun {
  readonly folder: string;
  readonly job: string;
  readonly title: string;
  readonly purpose: 'draft' | 'press';
  readonly sample: boolean;
  readonly publication: string;
  /** Of the QR codes, `{lang}` not filled in. */
  readonly address?: string;
  /** `sheets 412–431`, of a reprint. */
  readonly reprint?: string;
  /** The folder has been built anew since. */
  readonly earlier: boolean;
  readonly printed: number;
  readonly languages: readonly { readonly english: string; readonly printed: number }[];
  readonly receivers: readonly Receiver[];
}

export interface UnsureFolder {
  readonly folder: string;
  readonly why: string;
}

export interface Recall {
  readonly runs: readonly RecalledRun[];
  /** Runs that read the version and print no sentence of it. */
  readonly untouched: readonly string[];
  readonly unsure: readonly UnsureFolder[];
  /** Versions of the layer that any run was made from: for a slip in what was asked for. */
  readonly versions: readonly string[];
}

/**
 * @param folders where to look, with all that lies in them; one that is not there has no runs, one that cannot be read
 * is among the unsure
 */
export function findRecall(folders: readonly string[], asked: LayerVersion): Recall {
  const runs: RecalledRun[] = [];
  const untouched: string[] = [];
  const unsure: UnsureFolder[] = [];
  const versions = new Set<string>();

  const cannotRead = (folder: string): void => {
    unsure.push({ folder, why: 'it cannot be read' });
  };
  for (const folder of [...new Set(folders.flatMap((top) => foldersIn(top, cannotRead)))]) {
    const found = readFolder(folder);
    if (found === undefined) continue;
    if ('why' in found) {
      unsure.push(found);
      continue;
    }
    const printings = [found, ...(found.before ?? []).map((earlier) => ({ ...earlier, earlier: true }))];
    for (const printing of printings) {
      if (printing.law === undefined) {
        if (mayHold(printing, asked))
          unsure.push({ folder, why: 'an older kyr made it, which did not write down the version' });
        continue;
      }
      const own = printing.law.find((l) => l.layer === asked.layer);
      if (own) versions.add(own.version);
      if (own?.version !== asked.version) continue;
      const run = recalledOf(folder, found, printing, asked.layer);
      if (run) runs.push(run);
      else untouched.push(folder);
    }
  }
  return { runs, untouched: [...new Set(untouched)], unsure, versions: [...versions].sort() };
}

/** A layer is in the law of its own place and of every place inside it; what is federal, in that of the country. */
const mayHold = ({ layer }: Printing, asked: LayerVersion): boolean =>
  `${layer}/`.startsWith(`${asked.layer.replace(/\/federal$/, '')}/`);

/** The folder and all in it, in order; what tools keep for themselves is left out. */
function foldersIn(folder: string, cannotRead: (folder: string) => void): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (!isMissing(error)) cannotRead(folder);
    return [];
  }
  const inside = entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
  return [folder, ...inside.flatMap((name) => foldersIn(join(folder, name), cannotRead))];
}

/** Undefined where there is none; the reason where it is there and cannot be read. */
function readText(path: string): string | { readonly why: string } | undefined {
  try {
    const bytes = readBytes(path);
    return bytes && new TextDecoder().decode(bytes);
  } catch (error) {
    if (error instanceof KyrError) return { why: `its ${basename(path)} cannot be read` };
    throw error;
  }
}

/** The manifest of a folder; why there is none although a run was here; undefined where there was none. */
function readFolder(folder: string): Manifest | UnsureFolder | undefined {
  const text = readText(join(folder, MANIFEST));
  if (typeof text === 'object') return { folder, ...text };
  const begun = hasJournal(folder);
  if (text === undefined)
    return begun
      ? { folder, why: 'the run is not finished, and what is finished of it may have been printed' }
      : undefined;
  const manifest = parseManifest(text);
  if (manifest) return manifest;
  return begun || text.includes('kyr-manifest')
    ? { folder, why: `its ${MANIFEST} is damaged or of another version of kyr` }
    : undefined;
}

/** Undefined where no design of it prints a sentence of the layer. */
function recalledOf(
  folder: string,
  manifest: Manifest,
  printing: Printing & { readonly earlier?: boolean },
  layer: string,
): RecalledRun | undefined {
  const affected = printing.designs.filter((d) => d.layers?.includes(layer) ?? true);
  if (affected.length === 0) return undefined;
  const english = new Map(printing.languages.map((l) => [l.tag, l.english]));
  const nameOf = (tag: string): string => english.get(tag) ?? tag;
  const byId = new Map(affected.map((d) => [d.id, d]));
  const printed = affected.reduce((n, d) => n + d.printed, 0);

  const delivered = new Map<string, number>();
  const congregations = printing.congregations.flatMap(({ delivery, id, name, languages }): Receiver[] => {
    const pieces = languages.flatMap((l): Pieces[] => {
      const design = byId.get(l.design ?? '');
      if (!design || l.printed === 0) return [];
      delivered.set(design.id, (delivered.get(design.id) ?? 0) + l.printed);
      return [{ code: design.code, language: nameOf(l.tag), printed: l.printed }];
    });
    if (pieces.length === 0) return [];
    return [
      {
        delivery,
        ...(id === undefined ? {} : { id }),
        ...(name === undefined ? {} : { name }),
        pieces,
      },
    ];
  });

  // What no delivery got was printed by language; behind the tag a design's id says for whom, if for anybody.
  const byLanguage = new Map<string, Pieces[]>();
  for (const { id, tag, code, printed: all } of affected) {
    const rest = all - (delivered.get(id) ?? 0);
    if (rest <= 0) continue;
    const whom = whomOf({ id, tag });
    byLanguage.set(whom, [...(byLanguage.get(whom) ?? []), { code, language: nameOf(tag), printed: rest }]);
  }
  const others = [...byLanguage].map(([whom, pieces]): Receiver => {
    if (whom === '') return { pieces };
    return isUnnamed(whom) ? { run: whom, pieces } : { id: whom, pieces };
  });

  return {
    folder,
    job: manifest.job,
    title: printing.title,
    purpose: printing.purpose,
    sample: printing.sample,
    publication: printing.publication,
    ...(printing.address === undefined ? {} : { address: printing.address }),
    ...(manifest.reprint && !printing.earlier ? { reprint: manifest.reprint.of } : {}),
    earlier: printing.earlier ?? false,
    printed,
    languages: printing.languages
      .map(({ tag, english }) => ({
        english,
        printed: affected.filter((d) => d.tag === tag).reduce((n, d) => n + d.printed, 0),
      }))
      .filter((l) => l.printed > 0),
    receivers: [...others, ...congregations],
  };
}
