/**
 * `kyr locale status`: how far every language is: the core and all of it, what is stale, what it may be printed as, which
 * sizes fit, what is wrong. As a table, as Markdown for a page that volunteers read, or as JSON. For one language also
 * its sentences to write, file by file, what second readers ask, and the English of every stale one before and after.
 * Writes nothing.
 */
import { sentenceId } from '../../compose/source-text.js';
import { EXIT, eachOnce } from '../../core/diagnostic.js';
import type { LanguageTag } from '../../core/language.js';
import { type StaleSentence, staleSentences, unknownSources } from '../../lint/stale.js';
import { lowest, type Sentence, standingOf } from '../../lint/standing.js';
import { type DiskWorld, readOnce } from '../../load/disk-world.js';
import { type Locale, listLocales, loadLocale } from '../../load/locales.js';
import { loadComments } from '../../load/second-reading.js';
import { STATES, type State } from '../../schema/locale.js';
import { openComments } from '../../translate/comments.js';
import { type Bench, openBench, sentencesIn } from '../bench.js';
import { checkLanguage, type SizeFit, sizesOf } from '../check-language.js';
import { type EditionRoom, editionId, offers, openEditions } from '../editions.js';
import { counted, inColumns, type Outcome } from '../output.js';
import { openWorld } from '../world.js';

export interface StatusOptions {
  readonly markdown?: boolean;
  /** Whether each size is set, which takes most of the time. */
  readonly fit: boolean;
}

interface Share {
  readonly sentences: number;
  readonly translated: number;
  readonly stale: number;
  /** Translated, and nobody knows from which English. */
  readonly unknown: number;
  /** Of the lowest sentence; `initial` where one is missing. */
  readonly state: State;
  /** How many sentences stand in which state. */
  readonly states: Readonly<Record<State, number>>;
}

interface LanguageStatus {
  readonly tag: LanguageTag;
  readonly name: string;
  readonly english: string;
  readonly script: string;
  readonly over?: string;
  readonly core: Share;
  readonly all: Share;
  readonly fits: readonly SizeFit[];
  /** In the core and in what the language offers. */
  readonly problems: { readonly errors: number; readonly warnings: number };
  readonly stale: readonly StaleSentence[];
  /** What second readers asked and nobody has answered. */
  readonly comments: readonly { readonly key: string; readonly comment: string; readonly by: string }[];
  readonly missing: Readonly<Record<string, number>>;
}

export async function localeStatus(tags: readonly string[], options: StatusOptions): Promise<Outcome> {
  const world = readOnce(openWorld());
  const wanted = tags.length > 0 ? tags : listLocales(world).filter((tag) => tag !== 'en');
  const bench = openBench(world);
  const rooms = openEditions(world, {});
  const data: LanguageStatus[] = [];
  for (const tag of wanted)
    data.push(await statusOf(world, loadLocale(world, tag), bench, rooms, options.fit));
  const text = options.markdown
    ? markdownOf(data)
    : [tableOf(data), ...(tags.length > 0 ? data.flatMap(detailsOf) : [])].join('\n');
  return { exitCode: EXIT.done, data, text, diagnostics: [] };
}

async function statusOf(
  world: DiskWorld,
  locale: Locale,
  bench: Bench,
  rooms: readonly EditionRoom[],
  fit: boolean,
): Promise<LanguageStatus> {
  const { tag, name, english, script, over } = locale.meta;
  const all = sentencesIn(locale, bench.sentences);
  const core = all.filter((s) => bench.core.has(sentenceId(s)));
  const asked = rooms.filter(
    ({ room }) => offers(locale.meta, room.content) || bench.coreEditions.includes(editionId(room.content)),
  );
  const { found, fits } = await checkLanguage(asked, tag, fit);
  const unique = eachOnce(found);
  const count = (level: string): number => unique.filter((d) => d.level === level).length;
  const missing: Record<string, number> = {};
  for (const { namespace, text } of all)
    if (text.trim() === '') missing[namespace] = (missing[namespace] ?? 0) + 1;
  const comments = loadComments(world, tag);
  return {
    tag,
    name,
    english,
    script,
    ...(over === undefined ? {} : { over }),
    core: shareOf(core, locale, world),
    all: shareOf(all, locale, world),
    fits,
    problems: { errors: count('error'), warnings: count('warning') },
    stale: staleSentences(all, locale.memory.value),
    comments: all.flatMap((s) =>
      openComments(comments, s, world.digest).map(({ comment, by }) => ({ key: sentenceId(s), comment, by })),
    ),
    missing,
  };
}

function shareOf(sentences: readonly Sentence[], { meta, review, memory }: Locale, world: DiskWorld): Share {
  const stale = staleSentences(sentences, memory.value);
  const isStale = new Set(stale.map((s) => sentenceId(s)));
  const states = sentences.map((s): State => {
    if (s.text.trim() === '' || isStale.has(sentenceId(s))) return 'initial';
    return standingOf(s, review.value, world.digest, meta.tag === 'en').state;
  });
  return {
    sentences: sentences.length,
    translated: sentences.filter(({ text }) => text.trim() !== '').length,
    stale: stale.length,
    unknown: unknownSources(sentences, memory.value).length,
    state: lowest(states),
    states: Object.fromEntries(
      STATES.map((state) => [state, states.filter((s) => s === state).length]),
    ) as Record<State, number>,
  };
}

const percent = ({ sentences, translated }: Share): string =>
  `${sentences === 0 ? 0 : Math.floor((100 * translated) / sentences)} %`;

/** `half-letter, a5; not letter` */
function fitsIn(fits: readonly SizeFit[]): string {
  const { good, bad } = sizesOf(fits);
  if (good.length + bad.length === 0) return '–';
  return [
    ...(good.length > 0 ? [good.join(', ')] : []),
    ...(bad.length > 0 ? [`not ${bad.join(', ')}`] : []),
  ].join('; ');
}

/** The columns of both tables, each with its head; the own name stands last, as scripts of other widths shift what follows. */
const COLUMNS: readonly (readonly [head: string, cell: (l: LanguageStatus) => string])[] = [
  ['tag', (l) => l.tag],
  ['language', (l) => l.english],
  ['script', (l) => l.script],
  ['core', (l) => percent(l.core)],
  ['core is', (l) => l.core.state],
  ['all', (l) => percent(l.all)],
  ['stale', (l) => String(l.all.stale)],
  ['errors', (l) => String(l.problems.errors)],
  ['warnings', (l) => String(l.problems.warnings)],
  ['fits', (l) => fitsIn(l.fits)],
  ['own name', (l) => l.name],
];

const tableOf = (languages: readonly LanguageStatus[]): string =>
  inColumns([
    COLUMNS.map(([head]) => head),
    ...languages.map((l) => COLUMNS.map(([, cell]) => cell(l))),
  ]).join('\n');

function markdownOf(languages: readonly LanguageStatus[]): string {
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((c) => c.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    row(COLUMNS.map(([head]) => head)),
    row(COLUMNS.map(() => '---')),
    ...languages.map((l) => row(COLUMNS.map(([, cell]) => cell(l)))),
  ].join('\n');
}

/** What one language is still missing, and its stale sentences. */
function detailsOf({ tag, core, all, stale, comments, missing, fits }: LanguageStatus): string[] {
  const states = (share: Share): string =>
    STATES.filter((state) => share.states[state] > 0)
      .map((state) => `${share.states[state]} ${state}`)
      .join(', ');
  const lines = [
    '',
    `${tag}: core ${core.translated} of ${core.sentences} (${states(core)}); all ${all.translated} of ${all.sentences} (${states(all)})`,
  ];
  for (const [namespace, count] of Object.entries(missing))
    lines.push(`  ${namespace}.json  ${count} to write`);
  for (const { edition, size, fit, body } of fits)
    lines.push(
      `  ${edition} in ${size}: ${FIT_WORDS[fit]}${body === undefined ? '' : `, running text ${body} pt`}`,
    );
  if (all.unknown > 0)
    lines.push(
      `  of ${counted(all.unknown, 'sentence')} nobody knows from which English; \`kyr locale check ${tag}\` names them`,
    );
  if (comments.length > 0) lines.push('', `asked by second readers, and open:`);
  for (const { key, comment, by } of comments) lines.push(`  ${key}: ${comment} (${by})`);
  if (stale.length > 0)
    lines.push('', `stale: the English of ${counted(stale.length, 'sentence')} has changed`);
  for (const { namespace, key, before, after, text } of stale)
    lines.push(
      `  ${namespace}:${key}`,
      `    before  ${before}`,
      `    now     ${after}`,
      `    ${tag.padEnd(6)}  ${text}`,
    );
  if (stale.length > 0)
    lines.push('', `When one is right again: kyr locale update ${tag} --settled NAMESPACE:KEY`);
  return lines;
}

const FIT_WORDS: Readonly<Record<SizeFit['fit'], string>> = {
  fits: 'fits',
  'too-long': 'too long',
  faulty: 'has faults',
  unknown: 'not set, since sentences are missing or wrong',
};
