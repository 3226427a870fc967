/**
 * A language as one file to mail: the files of its locale, the English that they stand against, the same sentences as
 * XLIFF and CSV to work on, and pictures of the flyer. What comes back is told from what was packed by its digests:
 * if somebody worked in the XLIFF, in the CSV or in the locale's own files, that is taken; if nothing was changed since
 * it was packed, the packed locale itself is what was handed over.
 */
import type { z } from 'zod';
import { type Diagnostic, fail } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { World } from '../../core/world.js';
import { type Checked, checkText } from '../../load/checked-file.js';
import { decodeText } from '../../load/text-file.js';
import { LocaleMeta, Namespace, Review, SourceMemory } from '../../schema/locale.js';
import { PackList } from '../../schema/pack.js';
import { readExchange } from './read.js';
import type { InUnit } from './unit.js';
import { readZip } from './zip.js';

const LIST = 'pack.json';

/** @param files every entry but the list, which is added */
export function withList(
  tag: string,
  tool: string,
  files: ReadonlyMap<string, Uint8Array>,
  digest: World['digest'],
): Map<string, Uint8Array> {
  const list: PackList = {
    pack: 'kyr-pack-1',
    tag,
    tool,
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, digest(bytes)])),
  };
  return new Map([[LIST, new TextEncoder().encode(`${JSON.stringify(list, null, 2)}\n`)], ...files]);
}

export interface Unpacked {
  readonly language: string;
  readonly units: readonly InUnit[];
  /** Files that are prose or settings, as they lie in it: `_meta.yaml`, `readback.md`. */
  readonly whole: ReadonlyMap<string, string>;
  /** Of a locale that was handed over as it is; undefined where somebody worked in XLIFF or CSV. */
  readonly review: Review | undefined;
  readonly faults: readonly Diagnostic[];
}

/** @throws KyrError for a file of which nothing can be used (KYR820, KYR821), and for what is wrong in its YAML */
export async function readPack(bytes: Uint8Array, shown: string, digest: World['digest']): Promise<Unpacked> {
  const found = await readZip(bytes, shown, (name) => !/(^|\/)pictures\//.test(name));
  const files = withoutTop(found);
  const place = (name: string): string => `${shown}/${name}`;
  const listed = files.get(LIST);
  if (listed === undefined)
    fail({
      code: CODE.exchangeBroken,
      message: `the file has no ${LIST}, so it is not from \`kyr locale pack\``,
      hint: 'import the XLIFF, PO or CSV in it by itself',
      at: { file: shown },
    });
  const { tag, files: packed } = checkText(decodeText(listed, place(LIST)), PackList, place(LIST)).value;
  const faults: Diagnostic[] = [];
  const texts = new Map<string, string>();
  const exchanged: string[] = [];
  for (const [name, data] of files) {
    if (name === LIST || name === 'READ-ME.txt' || isEnglish(name)) continue;
    if (isLocale(name, tag)) texts.set(name.slice(`locales/${tag}/`.length), decodeText(data, place(name)));
    else if (/^[^/]+\.(xlf|xliff|po|csv|txt)$/i.test(name)) exchanged.push(name);
    else
      faults.push({
        code: CODE.exchangeUnsafe,
        level: 'error',
        message: `“${name}” does not belong into a pack`,
        hint: 'it was left out, the rest was taken',
        at: { file: shown },
      });
  }
  const isChanged = (name: string): boolean => packed[name] !== digest(files.get(name) as Uint8Array);
  const units: InUnit[] = [];
  const bases = new Map<string, string>();
  let worked = false;
  for (const name of exchanged) {
    const read = readExchange(files.get(name) as Uint8Array, place(name));
    for (const { names, base } of read.units) if (base !== undefined && names[0]) bases.set(names[0], base);
    if (!isChanged(name)) continue;
    worked = true;
    units.push(...read.units);
    faults.push(...read.faults);
  }
  const own = [...texts.keys()].filter((name) => name.endsWith('.json'));
  const edited = own.filter((name) => isChanged(`locales/${tag}/${name}`));
  const part = <S extends z.ZodType>(name: string, schema: S, none?: string): Checked<z.infer<S>> =>
    checkText(texts.get(name) ?? none ?? lacking(name), schema, place(`locales/${tag}/${name}`));
  const lacking = (name: string): never =>
    fail({
      code: CODE.exchangeBroken,
      message: `the pack has no locales/${tag}/${name}`,
      hint: 'ask for a file as `kyr locale pack` makes it',
      at: { file: shown },
    });
  const source = part('_source.yaml', SourceMemory, 'source: {}\n').value;
  const handedOver = !worked && edited.length === 0;
  for (const name of handedOver ? own : edited) {
    const namespace = name.slice(0, -'.json'.length);
    const file = checkText(texts.get(name) as string, Namespace, place(`locales/${tag}/${name}`));
    for (const [key, path, text] of sentencesIn(file.value)) {
      const base = bases.get(`${namespace}:${key}`);
      const english = source.source[namespace]?.[key];
      units.push({
        names: [`${namespace}:${key}`],
        namespace,
        ...(english === undefined ? {} : { english }),
        text,
        mark: 'unsaid',
        ...(handedOver || base === undefined ? {} : { base }),
        at: file.place(...path),
      });
    }
  }
  const whole = new Map([...texts].filter(([name]) => name === '_meta.yaml' || name === 'readback.md'));
  // It is looked at even where the one here stays: a pack that is wrong is told to whoever sent it.
  part('_meta.yaml', LocaleMeta);
  return {
    language: tag,
    units,
    whole,
    review: handedOver ? part('_review.yaml', Review, 'review: {}\n').value : undefined,
    faults,
  };
}

const isEnglish = (name: string): boolean => /^locales\/en\/[\w-]+\.(json|yaml)$/.test(name);
const isLocale = (name: string, tag: string): boolean =>
  name.startsWith(`locales/${tag}/`) && /^[\w-]+\.(json|yaml|md)$/.test(name.slice(`locales/${tag}/`.length));

/** Whoever unpacks a file and packs the folder again has everything in one folder. */
function withoutTop(files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  const tops = new Set([...files.keys()].map((name) => name.split('/', 1)[0] as string));
  const [top] = tops;
  if (tops.size !== 1 || top === undefined || files.has(top)) return files;
  return new Map([...files].map(([name, bytes]) => [name.slice(top.length + 1), bytes]));
}

/** Dotted key, the path to it, and the sentence. */
const sentencesIn = (namespace: Namespace): [key: string, path: string[], text: string][] =>
  Object.entries(namespace).flatMap(([key, value]): [string, string[], string][] =>
    typeof value === 'string'
      ? [[key, [key], value]]
      : Object.entries(value).map(([inner, text]) => [`${key}.${inner}`, [key, inner], text]),
  );
