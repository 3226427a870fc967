/**
 * `kyr locale import`: takes back what a translator, a reviewer or a tool made of an export. Each language's files are
 * written together or not at all; a bad unit is named and left out, the others are kept.
 */

import { resolve } from 'node:path';
import { sentenceId } from '../../compose/source-text.js';
import { type Diagnostic, EXIT, type FilePlace, fail, formatPlace, KyrError } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { canonicalTag, type LanguageTag } from '../../core/language.js';
import type { Sentence } from '../../lint/standing.js';
import type { DiskWorld } from '../../load/disk-world.js';
import { type Locale, listLocales, loadLocale } from '../../load/locales.js';
import { decodeText, readFileBytes } from '../../load/text-file.js';
import { adoptRecords } from '../../translate/exchange/adopt.js';
import { readPack, type Unpacked } from '../../translate/exchange/pack.js';
import { readExchange, refuseLarge } from '../../translate/exchange/read.js';
import { type Taken, take, type Wanted } from '../../translate/exchange/take.js';
import type { InFile, InUnit } from '../../translate/exchange/unit.js';
import { isZip } from '../../translate/exchange/zip.js';
import { changeSentences } from '../../translate/locale-json.js';
import { formatReview } from '../../translate/sign.js';
import { forget, formatSourceMemory } from '../../translate/source-memory.js';
import { isSamePerson } from '../../translate/two-people.js';
import { today } from '../day.js';
import { allWanted, lintPairs, sentencesIn } from '../exchange.js';
import { localeFolder } from '../locale-files.js';
import type { Outcome } from '../output.js';
import { namesOf, refuseLegalName } from '../private-names.js';
import { checkDay, openWorld } from '../world.js';
import { finishTogether, writeTogether } from '../write.js';
import { refuseEnglish } from './locale-export.js';

export interface ImportOptions {
  readonly lang?: string;
  readonly translator?: string;
  readonly reviewer?: string;
  readonly on?: string;
  readonly dryRun?: boolean;
  /** Takes a pack's _meta.yaml and readback.md in place of those here. */
  readonly meta?: boolean;
}

export async function localeImport(files: readonly string[], options: ImportOptions): Promise<Outcome> {
  const world = openWorld();
  const on = options.on ?? today(world);
  checkDay(on);
  refuseOnePerson(options);
  for (const role of [options.translator, options.reviewer])
    if (role !== undefined) refuseLegalName(world, role);

  const diagnostics: Diagnostic[] = [];
  const byLanguage = new Map<LanguageTag, Work>();
  for (const file of files) {
    try {
      const path = resolve(file);
      const shown = world.shown(path);
      const bytes = readFileBytes(world, path, shown);
      refuseLarge(bytes.length, shown);
      const pack = isZip(bytes) ? await readPack(bytes, shown, world.digest) : undefined;
      const read = pack ?? readExchange(bytes, shown);
      diagnostics.push(...read.faults);
      const lang = languageOf(world, read, options.lang, shown, pack !== undefined);
      const before = byLanguage.get(lang) ?? { units: [], packs: [] };
      byLanguage.set(lang, {
        units: [...before.units, ...read.units],
        packs: [...before.packs, ...(pack ? [pack] : [])],
      });
    } catch (error) {
      // One file that cannot be read must not keep the others out.
      if (!(error instanceof KyrError) || error.exitCode !== EXIT.invalid) throw error;
      diagnostics.push(...error.diagnostics);
    }
  }

  const wanted = allWanted(world);
  const data: ImportedLanguage[] = [];
  const lines: string[] = [];
  for (const [tag, work] of byLanguage) {
    const taken = await importWork(world, tag, { ...work, wanted, on, options });
    diagnostics.push(...taken.diagnostics);
    data.push(dataOf(tag, taken));
    lines.push(...describe(tag, taken, options.dryRun === true));
  }
  return {
    exitCode: diagnostics.some((d) => d.level === 'error') ? EXIT.invalid : EXIT.done,
    data: { dryRun: options.dryRun === true, languages: data },
    text: lines.join('\n'),
    diagnostics,
  };
}

interface ImportedLanguage {
  readonly tag: LanguageTag;
  readonly taken: readonly { readonly id: string; readonly before?: string; readonly after: string }[];
  readonly unchanged: number;
  readonly empty: number;
  readonly leftOut: number;
  readonly signed: Taken['signed'];
}

/** What the files of one language hold. */
interface Work {
  readonly units: readonly InUnit[];
  readonly packs: readonly Unpacked[];
}

/** Decides, and writes what is decided: all files of the language, or none. */
async function importWork(
  disk: DiskWorld,
  tag: LanguageTag,
  work: Work & {
    readonly wanted: readonly Wanted[];
    readonly on: string;
    readonly options: ImportOptions;
  },
): Promise<Taken> {
  const { units, packs, wanted, on, options } = work;
  const folder = localeFolder(disk, tag);
  if (!options.dryRun) finishTogether(folder);
  const { world, whole, diagnostics } = withWholeFiles(disk, tag, packs, options);
  const locale = loadLocale(world, tag);
  const names = namesOf(disk, tag);
  const taken = take({
    wanted,
    current: sentencesIn(locale),
    review: locale.review.value,
    memory: locale.memory.value,
    units,
    on,
    ...(options.translator === undefined ? {} : { translator: options.translator }),
    ...(options.reviewer === undefined ? {} : { reviewer: options.reviewer }),
    names,
    lint: (pairs) => lintPairs(world, locale.meta, pairs),
    digest: world.digest,
  });
  const adopted = adoptAll(taken, { packs, wanted, locale, names, digest: world.digest });
  const files = new Map<string, string>(whole);
  for (const namespace of new Set(taken.changes.map((change) => change.namespace))) {
    const changes = taken.changes.filter((change) => change.namespace === namespace);
    const bytes = world.read(`locales/${tag}/${namespace}.json`);
    files.set(
      `${namespace}.json`,
      changeSentences(
        bytes && new TextDecoder().decode(bytes),
        new Map(changes.map(({ key, text }) => [key, text])),
        wanted.filter((one) => one.namespace === namespace).map(({ key }) => key),
      ),
    );
  }
  if (adopted.signed.translated + adopted.signed.reviewed > 0)
    files.set('_review.yaml', formatReview(adopted.review));
  if (taken.memory !== locale.memory.value) {
    const changed = new Set(taken.changes.map(sentenceId));
    const isOwn = (namespace: string, key: string): boolean =>
      locale.writes(namespace, key) || changed.has(sentenceId({ namespace, key }));
    files.set('_source.yaml', formatSourceMemory(forget(taken.memory, isOwn)));
  }
  if (files.size > 0 && !options.dryRun) await writeTogether(folder, files);
  return { ...adopted, diagnostics: [...diagnostics, ...adopted.diagnostics] };
}

/**
 * What of a pack is taken as it is: for a language that is not here yet all of it, else only where it is asked for,
 * since the files here may know better.
 */
function withWholeFiles(
  world: DiskWorld,
  tag: LanguageTag,
  packs: readonly Unpacked[],
  { meta }: ImportOptions,
): { world: DiskWorld; whole: Map<string, string>; diagnostics: Diagnostic[] } {
  const whole = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const isNew = world.read(`locales/${tag}/_meta.yaml`) === undefined;
  for (const pack of packs)
    for (const [name, text] of pack.whole) {
      const bytes = world.read(`locales/${tag}/${name}`);
      if (bytes && decodeText(bytes, `locales/${tag}/${name}`) === text) continue;
      if (bytes === undefined || isNew || meta) whole.set(name, text);
      else
        diagnostics.push({
          code: CODE.exchangeOlder,
          level: 'warning',
          message: `the pack's ${name} is another than the one here, which stays`,
          hint: 'compare the two; import the pack with --meta to take its own',
          at: { file: `locales/${tag}/${name}` },
        });
    }
  const laid = new Map(
    [...whole].map(([name, text]) => [`locales/${tag}/${name}`, new TextEncoder().encode(text)]),
  );
  return { world: { ...world, read: (path) => laid.get(path) ?? world.read(path) }, whole, diagnostics };
}

/** The records of packs that were handed over, beside what this import signs itself. */
function adoptAll(
  taken: Taken,
  {
    packs,
    wanted,
    locale,
    names,
    digest,
  }: {
    readonly packs: readonly Unpacked[];
    readonly wanted: readonly Wanted[];
    readonly locale: Locale;
    readonly names: Readonly<Record<string, string>>;
    readonly digest: DiskWorld['digest'];
  },
): Taken {
  const now = sentencesIn(locale);
  const places = new Map<string, FilePlace>();
  for (const { namespace, key, text, at } of taken.changes) {
    now.set(namespace, new Map([...(now.get(namespace) ?? []), [key, text]]));
    places.set(`${namespace}:${key}`, at);
  }
  const sentences = wanted.flatMap(({ namespace, key, english }) => {
    const text = now.get(namespace)?.get(key);
    return text ? [{ namespace, key, source: english, text }] : [];
  });
  const place = (s: Sentence): FilePlace | undefined => places.get(sentenceId(s));
  const diagnostics = [...taken.diagnostics];
  let { review, signed } = taken;
  for (const pack of packs) {
    if (pack.review === undefined) continue;
    const adopted = adoptRecords(review, pack.review, sentences, place, digest, names);
    review = adopted.review;
    signed = {
      translated: signed.translated + adopted.translated,
      reviewed: signed.reviewed + adopted.reviewed,
    };
    diagnostics.push(...adopted.diagnostics);
  }
  return { ...taken, review, signed, diagnostics };
}

function refuseOnePerson({ translator, reviewer }: ImportOptions): void {
  if (translator !== undefined && reviewer !== undefined && isSamePerson(translator, reviewer))
    fail(
      {
        code: CODE.usage,
        message: `“${translator}” cannot be both the translator and the reviewer`,
        hint: 'a second person who reads the language has to approve it',
      },
      EXIT.usage,
    );
}

/**
 * The language of a file: what it says, unless `--lang` says which of ours that is (Crowdin has es-ES for our es).
 * @throws KyrError KYR823
 */
function languageOf(
  world: DiskWorld,
  { language }: Pick<InFile, 'language'>,
  asked: string | undefined,
  file: string,
  bringsLocale: boolean,
): LanguageTag {
  const known = listLocales(world).filter((tag) => tag !== 'en');
  const said = language === undefined ? undefined : (canonicalTag(language.replaceAll('_', '-')) ?? language);
  if (asked !== undefined) {
    const { tag } = loadLocale(world, asked).meta;
    refuseEnglish(tag);
    if (said !== undefined && said.split('-')[0] !== tag.split('-')[0])
      fail({
        code: CODE.exchangeLanguage,
        message: `the file is in ${said}, not in ${tag}`,
        hint: 'nothing was taken from it; look whether it is the right file',
        at: { file },
      });
    return tag;
  }
  if (said === undefined)
    fail({
      code: CODE.exchangeLanguage,
      message: 'the file does not say which language it is in',
      hint: 'say it with --lang es',
      at: { file },
    });
  if (said === 'en' || (!known.includes(said) && !bringsLocale)) {
    const near = known.filter((tag) => tag.split('-')[0] === said.split('-')[0]);
    fail({
      code: CODE.exchangeLanguage,
      message: `the file is in ${said}, and there is no such locale`,
      hint:
        near.length > 0
          ? `if it is meant for ${near.join(' or ')}, say so: --lang ${near[0]}`
          : `there are: ${known.join(', ')}`,
      at: { file },
    });
  }
  return said;
}

const dataOf = (tag: LanguageTag, taken: Taken): ImportedLanguage => ({
  tag,
  taken: taken.changes.map((change) => ({
    id: sentenceId(change),
    ...(change.before === undefined ? {} : { before: change.before }),
    after: change.text,
  })),
  unchanged: taken.unchanged,
  empty: taken.empty,
  leftOut: taken.leftOut,
  signed: taken.signed,
});

function describe(tag: LanguageTag, taken: Taken, dryRun: boolean): string[] {
  const { changes, unchanged, empty, leftOut, signed } = taken;
  const counts = [
    `${changes.length} ${changes.length === 1 ? 'sentence' : 'sentences'} ${dryRun ? 'would be taken' : 'taken'}`,
    `${unchanged} as they were`,
    ...(empty > 0 ? [`${empty} empty`] : []),
    ...(leftOut > 0 ? [`${leftOut} left out (see above)`] : []),
    ...(signed.translated > 0 ? [`${signed.translated} on record as translated`] : []),
    ...(signed.reviewed > 0 ? [`${signed.reviewed} on record as reviewed`] : []),
  ];
  const shown = dryRun
    ? changes.flatMap((change) => [
        `  ${sentenceId(change)}  (${formatPlace(change.at)})`,
        ...(change.before ? [`    - ${change.before}`] : []),
        `    + ${change.text}`,
      ])
    : [];
  return [`${tag}: ${counts.join(', ')}`, ...shown];
}
