/**
 * `kyr locale check`: everything a translator can mend in a language. Beside what `kyr check` finds in the editions
 * that the language offers, it looks at the core whether it is offered or not, at every sentence that is written
 * though nobody prints it yet, at what has become stale, at typography, and at how many characters are too many.
 * With --fix it mends what can be mended without reading, and nothing else. `kyr check` stays the one that also looks
 * at content, and asks only about what is printed.
 */
import { type Diagnostic, EXIT, eachOnce, type FilePlace, fail } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { LanguageTag } from '../../core/language.js';
import { lintPlurals } from '../../lint/plurals.js';
import { lintRepairs, repaired } from '../../lint/repairs.js';
import { staleSentences, unknownSources } from '../../lint/stale.js';
import type { Sentence } from '../../lint/standing.js';
import { type DiskWorld, readOnce } from '../../load/disk-world.js';
import { flatten, type Locale, listLocales, loadLocale, placeInLocale } from '../../load/locales.js';
import { changeSentences } from '../../translate/locale-json.js';
import { type Bench, openBench, sentencesIn } from '../bench.js';
import { checkLanguage, type LanguageFindings, sizesOf } from '../check-language.js';
import { lintCoverage } from '../coverage.js';
import { type EditionRoom, editionId, offers, openEditions } from '../editions.js';
import { charactersToLose } from '../length.js';
import { writeLocaleFile } from '../locale-files.js';
import { counted, type Outcome } from '../output.js';
import { collect, lint } from '../texts.js';
import { openWorld } from '../world.js';

export interface LocaleCheckOptions {
  readonly publication?: string;
  readonly edition?: string;
  readonly layer?: string;
  readonly fix?: boolean;
}

interface CheckedLocale {
  readonly tag: LanguageTag;
  readonly toWrite: number;
  readonly stale: number;
  readonly errors: number;
  readonly warnings: number;
  readonly fixed: number;
  readonly fits: LanguageFindings['fits'];
}

export async function localeCheck(tags: readonly string[], options: LocaleCheckOptions): Promise<Outcome> {
  const disk = openWorld();
  const wanted = (tags.length > 0 ? tags : listLocales(disk).filter((tag) => tag !== 'en')).map(
    (tag) => loadLocale(disk, tag).meta.tag,
  );
  if (wanted.includes('en'))
    fail({
      code: CODE.badTag,
      message: 'English is what is translated from',
      hint: '`kyr check en` looks at it',
    });
  const bench = openBench(disk);
  const fixed = new Map<LanguageTag, number>();
  if (options.fix) for (const tag of wanted) fixed.set(tag, await fix(disk, tag));

  const world = readOnce(disk);
  const rooms = openEditions(world, options);
  const diagnostics: Diagnostic[] = [];
  const data: CheckedLocale[] = [];
  for (const tag of wanted) {
    const { findings, found } = await checkOne(world, tag, rooms, bench, options);
    const sorted = inOrder(found);
    diagnostics.push(...sorted);
    const count = (test: (d: Diagnostic) => boolean): number => sorted.filter(test).length;
    data.push({
      tag,
      toWrite: count(isToWrite),
      stale: count((d) => d.code === CODE.staleText),
      errors: count((d) => d.level === 'error'),
      warnings: count((d) => d.level === 'warning'),
      fixed: fixed.get(tag) ?? 0,
      fits: findings.fits,
    });
  }
  const failed = diagnostics.some((d) => d.level === 'error');
  return {
    exitCode: failed ? EXIT.invalid : EXIT.done,
    data,
    text: data.map(lineOf).join('\n'),
    diagnostics,
  };
}

async function checkOne(
  world: DiskWorld,
  tag: LanguageTag,
  rooms: readonly EditionRoom[],
  bench: Bench,
  { publication }: LocaleCheckOptions,
): Promise<{ findings: LanguageFindings; found: readonly Diagnostic[] }> {
  const locale = loadLocale(world, tag);
  const isAsked = ({ room }: EditionRoom): boolean =>
    publication !== undefined ||
    offers(locale.meta, room.content) ||
    bench.coreEditions.includes(editionId(room.content));
  const asked = rooms.filter(isAsked);
  const findings = await checkLanguage(asked, tag);

  // What is not printed yet may be missing; what is written of it may not be wrong.
  const early: Diagnostic[] = [];
  for (const { room } of rooms.filter((r) => !isAsked(r)))
    early.push(...(await collect(() => void early.push(...lint(room, tag)))));
  const written = early.filter((d) => !isToWrite(d) && !/^denials: /.test(d.message));

  const all = sentencesIn(locale, bench.sentences);
  const place = ({ namespace, key }: Pick<Sentence, 'namespace' | 'key'>): FilePlace =>
    placeInLocale(locale, namespace, key);
  const long = asked
    .filter(({ last }) => last)
    .flatMap(({ room }) =>
      findings.fits
        .filter((fit) => fit.fit === 'too-long' && fit.edition === editionId(room.content))
        .flatMap(({ size }) => charactersToLose(room, tag, size)),
    );
  const { found: lacking, missing } = lintCoverage(rooms, locale, all, place);
  return {
    findings,
    found: [
      // What layout says of a whole flyer is told at the sentences instead, as far as that was found out.
      ...findings.found.filter(
        (d) => !(missing && d.code === CODE.missingGlyph) && !(long.length > 0 && d.code === CODE.overfull),
      ),
      ...written,
      ...long,
      ...lacking,
      ...lintPlurals(locale),
      ...all
        .filter(({ text }) => text.trim() !== '')
        .flatMap((s) =>
          lintRepairs({ key: s.key, text: s.text, english: s.source, at: place(s) }, locale.meta),
        ),
      ...staleFindings(all, locale, place),
    ],
  };
}

function staleFindings(
  all: readonly Sentence[],
  { meta: { tag }, memory }: Locale,
  place: (s: Pick<Sentence, 'namespace' | 'key'>) => FilePlace,
): Diagnostic[] {
  const settle = (namespace: string, key: string): string =>
    `kyr locale update ${tag} --settled ${namespace}:${key}`;
  return [
    ...staleSentences(all, memory.value).map(
      (s): Diagnostic => ({
        code: CODE.staleText,
        level: 'warning',
        message: `“${s.key}” is stale: the English was “${s.before}” and is now “${s.after}”`,
        hint: `mend the translation if it has to be, then: ${settle(s.namespace, s.key)}`,
        at: place(s),
      }),
    ),
    ...unknownSources(all, memory.value).map(
      (s): Diagnostic => ({
        code: CODE.unknownSource,
        level: 'warning',
        message: `nobody knows from which English “${s.key}” was translated`,
        hint: `hold it against “${s.source}”, then: ${settle(s.namespace, s.key)}`,
        at: place(s),
      }),
    ),
  ];
}

/** Mends what the variant or the language itself has written. @returns how many sentences */
async function fix(world: DiskWorld, tag: LanguageTag): Promise<number> {
  const { meta } = loadLocale(world, tag);
  let count = 0;
  for (const name of world.list(`locales/${tag}`).filter((file) => file.endsWith('.json'))) {
    const file = loadLocale(world, tag).namespaces.get(name.slice(0, -'.json'.length));
    if (!file) continue;
    const bytes = world.read(`locales/${tag}/${name}`);
    const json = new TextDecoder().decode(bytes);
    const own = new Set(flatten({ value: JSON.parse(json) }).keys());
    const changes = new Map(
      [...flatten(file)].flatMap(([key, text]): [string, string][] => {
        const right = repaired(text, meta);
        return right === text || !own.has(key) ? [] : [[key, right]];
      }),
    );
    if (changes.size === 0) continue;
    await writeLocaleFile(world, tag, name, changeSentences(json, changes, [...own]));
    count += changes.size;
  }
  return count;
}

const isToWrite = ({ code }: Diagnostic): boolean => code === CODE.missingText || code === CODE.emptyText;

/** Each once, by file and line; what is not written yet comes last, since it would hide the rest. */
function inOrder(found: readonly Diagnostic[]): Diagnostic[] {
  const unique = eachOnce(found);
  const line = ({ at }: Diagnostic): number => (at && 'file' in at ? (at.line ?? 0) : 0);
  const file = ({ at }: Diagnostic): string => (at && 'file' in at ? at.file : '\uFFFF');
  return unique.sort(
    (a, b) =>
      Number(isToWrite(a)) - Number(isToWrite(b)) ||
      (file(a) < file(b) ? -1 : file(a) > file(b) ? 1 : line(a) - line(b)),
  );
}

function lineOf({ tag, toWrite, stale, errors, warnings, fixed, fits }: CheckedLocale): string {
  const wrong = errors - toWrite;
  const parts = [
    ...(fixed > 0 ? [`${counted(fixed, 'sentence')} mended`] : []),
    ...(toWrite > 0 ? [`${toWrite} still to write`] : []),
    ...(wrong > 0 ? [counted(wrong, 'error')] : []),
    ...(stale > 0 ? [`${stale} stale`] : []),
    ...(warnings - stale > 0 ? [counted(warnings - stale, 'warning')] : []),
    ...fits
      .filter(({ fit }) => fit === 'too-long')
      .map(({ edition, size }) => `${edition} is too long for ${size}`),
  ];
  const { good } = sizesOf(fits);
  return `${tag}  ${parts.length === 0 ? 'good' : parts.join(', ')}${good.length > 0 ? `; fits ${good.join(', ')}` : ''}`;
}
