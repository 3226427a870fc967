/** `kyr flyer`: flyers in the languages and for the uses asked for, as files, as a folder, or as one zip to hand on. */
import { extname, join, resolve } from 'node:path';
import { EXIT, eachOnce, fail, KyrError } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { DiskWorld } from '../../load/disk-world.js';
import { flyerFor } from '../known-flyer.js';
import type { FlyerOptions, MadeFiles, MadeFlyer, Use } from '../make-flyer.js';
import { openLasting } from '../memory.js';
import { counted, type Outcome, outcomeOf } from '../output.js';
import type { NamedFile } from '../phone.js';
import { outPath, writeOne } from '../write.js';

export interface FlyersOptions extends Omit<FlyerOptions, 'lang' | 'for'> {
  readonly lang: readonly string[];
  readonly for: readonly Use[];
  readonly out?: string;
  /** One file for all of it. */
  readonly zip?: string;
}

/**
 * The same flyer in several languages and for several uses, one after the other. What cannot be made does not keep the
 * others back.
 */
export async function flyers(asked: FlyersOptions): Promise<Outcome> {
  const { lang: tags, for: uses, out, zip, ...options } = asked;
  const languages = [...new Set(tags.flatMap((tag) => tag.split(',')).filter((tag) => tag !== ''))];
  const wanted = [...new Set(uses)];
  refuseHomeOptions(wanted, options);
  const orders = (languages.length > 0 ? languages : ['']).flatMap((lang) =>
    wanted.map((use) => ({ ...options, lang, for: use })),
  );
  const world = openLasting();
  if (zip !== undefined) return zipOf(world, zip, orders);
  const [first, ...more] = orders;
  if (first && more.length === 0) return flyer(world, { ...first, ...(out === undefined ? {} : { out }) });

  const folder = out === undefined ? undefined : `${out.replace(/[\\/]+$/, '')}/`;
  const outcomes: Outcome[] = [];
  for (const order of orders)
    outcomes.push(
      await caught(() =>
        flyer(world, {
          ...order,
          ...(folder !== undefined ? { out: folder } : wanted.length > 1 ? { out: './' } : {}),
        }),
      ),
    );
  const onTerminal = folder === undefined && wanted.every((use) => use === 'text' || use === 'dump');
  return {
    exitCode: worstOf(outcomes),
    data: byLanguage(languages, wanted, outcomes),
    text: outcomes
      .map(({ text }) => text)
      .filter((text) => text !== '')
      .join(onTerminal ? '\n\n' : '\n'),
    diagnostics: eachOnce(outcomes.flatMap((o) => o.diagnostics)),
  };
}

/** One flyer, printed where it is words and nobody named a file, else written. @throws KyrError */
export async function flyer(
  world: DiskWorld,
  { out, ...options }: FlyerOptions & { readonly out?: string },
): Promise<Outcome> {
  const made = await flyerFor(world, options);
  const { shown } = world;
  if (made.kind === 'words') {
    const { words, diagnostics } = made;
    if (out === undefined)
      return { exitCode: EXIT.done, data: { text: words }, text: words.replace(/\n$/, ''), diagnostics };
    const path = resolve(outPath(out, made.name));
    await writeOne(path, new TextEncoder().encode(words));
    return { exitCode: EXIT.done, data: { files: [shown(path)] }, text: shown(path), diagnostics };
  }
  const files = placed(made, out);
  for (const { name, bytes } of files) {
    const full = resolve(name);
    // A PDF is read back from disk before it gets its name.
    await writeOne(full, bytes, (part) => made.check?.(part, shown(full)));
  }
  const names = files.map(({ name }) => shown(resolve(name)));
  const { code, fit, says, diagnostics } = made;
  return {
    exitCode: EXIT.done,
    data: { files: names, code, fit },
    text: [
      ...(made.kind === 'folder' ? [`${shown(resolve(outPath(out, made.name)))}/`] : names),
      ...(says === undefined ? [] : [`  ${says}`]),
    ].join('\n'),
    diagnostics,
  };
}

/** All of it in one file, a folder for each language: `es-Spanish/`. Nothing is written where nothing could be made. */
async function zipOf(world: DiskWorld, zip: string, orders: readonly FlyerOptions[]): Promise<Outcome> {
  const { shown } = world;
  const { writeZip } = await import('../zip.js');
  const path = resolve(zip);
  const entries = new Map<string, Uint8Array>();
  const outcomes: Outcome[] = [];
  for (const order of orders)
    outcomes.push(
      await caught(async () => {
        const made = await flyerFor(world, order);
        for (const { name, bytes } of inZip(made)) {
          if (made.kind === 'press') await made.check?.(bytes, name);
          entries.set(name, bytes);
        }
        return { exitCode: EXIT.done, data: null, text: '', diagnostics: made.diagnostics };
      }),
    );
  const names = [...entries.keys()];
  if (names.length > 0) await writeOne(path, await writeZip(entries));
  const folders = [...new Set(names.map((name) => name.slice(0, name.indexOf('/') + 1)))];
  return {
    exitCode: worstOf(outcomes),
    data: names.length > 0 ? { zip: shown(path), files: names } : null,
    text:
      names.length > 0
        ? [
            shown(path),
            ...folders.map(
              (folder) =>
                `  ${folder} ${counted(names.filter((name) => name.startsWith(folder)).length, 'file')}`,
            ),
          ].join('\n')
        : '',
    diagnostics: eachOnce(outcomes.flatMap((o) => o.diagnostics)),
  };
}

/** The files of a flyer by their names in a zip. */
function inZip(made: MadeFlyer): NamedFile[] {
  // A volunteer finds it who cannot read the language, and so does a computer that cannot write it.
  const folder = `${made.lang}-${made.langEnglish.normalize('NFKD').replace(/[^A-Za-z0-9]+/g, '-')}`;
  if (made.kind === 'words')
    return [{ name: `${folder}/${made.name}`, bytes: new TextEncoder().encode(made.words) }];
  const inner = made.kind === 'folder' ? `${folder}/${made.name}` : folder;
  return made.files.map(({ name, bytes }) => ({ name: `${inner}/${name}`, bytes }));
}

/** The files by the paths at which they are written. */
function placed({ kind, name, files }: MadeFiles, out: string | undefined): readonly NamedFile[] {
  if (kind === 'folder') {
    const folder = outPath(out, name);
    return files.map((file) => ({ ...file, name: join(folder, file.name) }));
  }
  if (kind === 'pictures') {
    // `flyer.png` → `flyer-front.png`
    const path = outPath(out, `${name}.png`);
    const bare = extname(path).toLowerCase() === '.png' ? path.slice(0, -4) : path;
    return files.map((file) => ({ ...file, name: `${bare}${file.name.slice(name.length)}` }));
  }
  return files.map((file) => ({ ...file, name: outPath(out, file.name) }));
}

/** By language, and by use where several were asked for. */
function byLanguage(
  languages: readonly string[],
  uses: readonly Use[],
  outcomes: readonly Outcome[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    languages.map((lang, i) => {
      const own = outcomes.slice(i * uses.length, (i + 1) * uses.length).map(({ data }) => data);
      return [lang, uses.length === 1 ? own[0] : Object.fromEntries(uses.map((use, j) => [use, own[j]]))];
    }),
  );
}

const worstOf = (outcomes: readonly Outcome[]): Outcome['exitCode'] =>
  outcomes.find(({ exitCode }) => exitCode !== EXIT.done)?.exitCode ?? EXIT.done;

async function caught(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KyrError) return outcomeOf(error);
    throw error;
  }
}

/** @throws KyrError (exit 2) for what would be ignored */
function refuseHomeOptions(
  uses: readonly Use[],
  { paper, up, duplex }: Pick<FlyerOptions, 'paper' | 'up' | 'duplex'>,
): void {
  if (uses.includes('home') || (paper === undefined && up === undefined && !duplex)) return;
  fail(
    {
      code: CODE.usage,
      message: '--paper, --up and --duplex are for an office printer',
      hint: 'write --for home beside them, or leave them out',
    },
    EXIT.usage,
  );
}
