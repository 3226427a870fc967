/**
 * `kyr locale import`: takes back what a translator, a reviewer or a tool made of an export. Each language's files are
 * written together or not at all; a bad unit is named and left out, the others are kept.
 */
import { resolve } from 'node:path';
import { type Diagnostic, EXIT, fail, formatPlace, KyrError } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { canonicalTag, type LanguageTag } from '../../core/language.js';
import { readBytes } from '../../job/disk.js';
import type { DiskWorld } from '../../load/disk-world.js';
import { listLocales, loadLocale } from '../../load/locales.js';
import { changeSentences } from '../../translate/exchange/locale-json.js';
import { readExchange } from '../../translate/exchange/read.js';
import { type Taken, take, type Wanted } from '../../translate/exchange/take.js';
import { type InFile, type InUnit, idOfUnit } from '../../translate/exchange/unit.js';
import { formatReview } from '../../translate/sign.js';
import { formatSourceMemory } from '../../translate/source-memory.js';
import { isSamePerson } from '../../translate/two-people.js';
import { allWanted, lintPairs, sentencesIn } from '../exchange.js';
import { localeFolder } from '../locale-files.js';
import type { Outcome } from '../output.js';
import { checkDay, openWorld, today } from '../world.js';
import { finishTogether, writeTogether } from '../write.js';
import { refuseEnglish } from './locale-export.js';

export interface ImportOptions {
  readonly lang?: string;
  readonly translator?: string;
  readonly reviewer?: string;
  readonly on?: string;
  readonly dryRun?: boolean;
}

export async function localeImport(files: readonly string[], options: ImportOptions): Promise<Outcome> {
  const world = openWorld();
  const on = options.on ?? today(world);
  checkDay(on);
  refuseOnePerson(options);

  const diagnostics: Diagnostic[] = [];
  const byLanguage = new Map<LanguageTag, InUnit[]>();
  for (const file of files) {
    try {
      const path = resolve(file);
      const read = readExchange(readFile(path, world.shown(path)), world.shown(path));
      diagnostics.push(...read.faults);
      const lang = languageOf(world, read, options.lang, world.shown(path));
      byLanguage.set(lang, [...(byLanguage.get(lang) ?? []), ...read.units]);
    } catch (error) {
      // One file that cannot be read must not keep the others out.
      if (!(error instanceof KyrError) || error.exitCode !== EXIT.invalid) throw error;
      diagnostics.push(...error.diagnostics);
    }
  }

  const wanted = allWanted(world);
  const data: ImportedLanguage[] = [];
  const lines: string[] = [];
  for (const [tag, units] of byLanguage) {
    const taken = await importUnits(world, tag, { units, wanted, on, options });
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

/** Decides, and writes what is decided: all files of the language, or none. */
async function importUnits(
  world: DiskWorld,
  tag: LanguageTag,
  work: {
    readonly units: readonly InUnit[];
    readonly wanted: readonly Wanted[];
    readonly on: string;
    readonly options: ImportOptions;
  },
): Promise<Taken> {
  const { units, wanted, on, options } = work;
  const folder = localeFolder(world, tag);
  if (!options.dryRun) finishTogether(folder);
  const locale = loadLocale(world, tag);
  const taken = take({
    wanted,
    current: sentencesIn(locale),
    review: locale.review.value,
    memory: locale.memory.value,
    units,
    on,
    ...(options.translator === undefined ? {} : { translator: options.translator }),
    ...(options.reviewer === undefined ? {} : { reviewer: options.reviewer }),
    lint: (pairs) => lintPairs(world, locale.meta, pairs),
    digest: world.digest,
  });
  const files = new Map<string, string>();
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
  if (taken.signed.translated + taken.signed.reviewed > 0)
    files.set('_review.yaml', formatReview(taken.review));
  if (taken.memory !== locale.memory.value) files.set('_source.yaml', formatSourceMemory(taken.memory));
  if (files.size > 0 && !options.dryRun) await writeTogether(folder, files);
  return taken;
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

function readFile(path: string, shown: string): Uint8Array {
  const bytes = readBytes(path);
  if (bytes === undefined)
    fail({
      code: CODE.fileMissing,
      message: `there is no file ${shown}`,
      hint: 'check the name and the folder',
      at: { file: shown },
    });
  return bytes;
}

/**
 * The language of a file: what it says, unless `--lang` says which of ours that is (Crowdin has es-ES for our es).
 * @throws KyrError KYR823
 */
function languageOf(
  world: DiskWorld,
  { language }: InFile,
  asked: string | undefined,
  file: string,
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
  if (said === 'en' || !known.includes(said)) {
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
    id: idOfUnit(change),
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
        `  ${idOfUnit(change)}  (${formatPlace(change.at)})`,
        ...(change.before ? [`    - ${change.before}`] : []),
        `    + ${change.text}`,
      ])
    : [];
  return [`${tag}: ${counts.join(', ')}`, ...shown];
}
