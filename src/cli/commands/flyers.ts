/**
 * `kyr flyer`: in one language or several. A press flyer that was made before, and of which nothing has changed since
 * (memory.ts), is written from its compiled design; any other is set by flyer.ts.
 *
 * Measured, a cold process: 0.6 s of a core before, 0.13 s now.
 */
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { deflateSync } from 'node:zlib';
import { type Diagnostic, EXIT, eachOnce, KyrError } from '../../core/diagnostic.js';
import type { BoxedPage } from '../../impose/one-up.js';
import { refuseFaulty } from '../../job/preflight.js';
import type { DiskWorld } from '../../load/disk-world.js';
import { decodeSet } from '../../pdf/compiled-set.js';
import { openRunWriter } from '../../pdf/run.js';
import type { OutputIntent, PdfMeta } from '../../pdf/x4.js';
import { openCacheOf, openLasting, openMemory } from '../memory.js';
import { type Outcome, outcomeOf } from '../output.js';
import { writeOne } from '../write.js';
import type { FlyerOptions } from './flyer.js';

/** What a press flyer is written from, as plain data. */
export interface PressFlyer {
  /** Of its file, unless --out says otherwise. */
  readonly name: string;
  readonly meta: PdfMeta;
  /** Its profile as the World reads it. */
  readonly intent: Omit<OutputIntent, 'profile'> & { readonly file: string };
  /** Their drawing stands in the set. */
  readonly pages: readonly BoxedPage[];
  /** As encodeSet writes it. */
  readonly set: Uint8Array;
  /** For --json. */
  readonly data: { readonly code: string; readonly fit: unknown };
  readonly diagnostics: readonly Diagnostic[];
}

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
  const world = openLasting();
  if (first === undefined || more.length === 0) return makeFlyer(world, { ...options, lang: first ?? '' });
  const toFile = options.for === 'text' || options.for === 'dump';
  const folder = options.out === undefined ? '' : `${options.out.replace(/[\\/]+$/, '')}/`;
  const outcomes: Outcome[] = [];
  for (const lang of languages) {
    const out =
      toFile && folder !== ''
        ? { out: `${folder}${lang}.${options.for === 'text' ? 'txt' : 'dump'}` }
        : { out: folder };
    outcomes.push(
      await makeFlyer(world, { ...options, lang, ...(folder === '' ? {} : out) }).catch((error: unknown) => {
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

/** One flyer, in one language. */
export async function makeFlyer(world: DiskWorld, options: FlyerOptions): Promise<Outcome> {
  const setIt = async (by: DiskWorld): Promise<Outcome | PressFlyer> =>
    (await import('./flyer.js')).flyer(by, options);
  const { out, ...typed } = options;
  // Nobody wants a cache in every folder from which a flyer was asked for.
  const isKept = options.for === 'press' && world.project !== undefined;
  const memory = isKept ? openMemory('flyer', [typed], world, openCacheOf(world)) : undefined;
  const known = memory?.recall();
  if (known) return writePress(world, deserialize(known[0]!) as PressFlyer, out);
  const made = await setIt(memory?.world ?? world);
  if (!('set' in made)) return made;
  const outcome = await writePress(world, made, out);
  memory?.keep([serialize(made)]);
  return outcome;
}

async function writePress(
  world: DiskWorld,
  { name, meta, intent: { file, ...intent }, pages, set, data, diagnostics }: PressFlyer,
  out: string | undefined,
): Promise<Outcome> {
  const chunks: Uint8Array[] = [];
  const writer = openRunWriter({
    write: (bytes) => chunks.push(bytes.slice()),
    meta,
    intent: { ...intent, profile: world.read(file)! },
    digest: world.digest,
    deflate: (bytes) => deflateSync(bytes),
  });
  writer.add(decodeSet(set));
  for (const page of pages) writer.page(page);
  writer.end();
  const full = resolve(outPath(out, name));
  const shown = world.shown(full);
  // Read back from disk before it gets its name.
  await writeOne(full, Buffer.concat(chunks), (part) => refuseFaulty(part, shown, 'press'));
  return { exitCode: EXIT.done, data: { files: [shown], ...data }, text: shown, diagnostics };
}

/** A folder, there already or written with a slash at its end, keeps the tool's own name for the file. */
export function outPath(out: string | undefined, name: string): string {
  if (out === undefined) return name;
  const isFolder = /[\\/]$/.test(out) || (existsSync(out) && statSync(out).isDirectory());
  return isFolder ? join(out, name) : out;
}
