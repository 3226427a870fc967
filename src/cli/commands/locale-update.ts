/**
 * `kyr locale update`: brings a locale up to the English as it is now. New sentences get an empty line to write in,
 * the worksheet is made anew, and what nobody has translated yet is remembered with its new English. Translations are
 * never touched: one whose English changed stays stale until somebody says, with --settled, that it was held against
 * the new English. Sentences that the English has no more stay in their files, where `kyr locale check` names them.
 */

import { sentenceId } from '../../compose/source-text.js';
import { EXIT, fail, nearest } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { spokenKey } from '../../lint/notes.js';
import { staleSentences, unknownSources } from '../../lint/stale.js';
import type { Sentence } from '../../lint/standing.js';
import type { DiskWorld } from '../../load/disk-world.js';
import { flatten, type Locale, loadLocale } from '../../load/locales.js';
import type { SourceMemory } from '../../schema/locale.js';
import { changeSentences } from '../../translate/locale-json.js';
import { forget, formatSourceMemory, remember } from '../../translate/source-memory.js';
import { type Bench, openBench, sentencesIn, worksheetOf } from '../bench.js';
import { removeLocaleFile, writeLocaleFile } from '../locale-files.js';
import { counted, type Outcome } from '../output.js';
import { openWorld } from '../world.js';

export interface UpdateOptions {
  /** `true` for all; else `us-federal:door.title`. */
  readonly settled?: true | readonly string[];
  readonly like?: string;
}

export async function localeUpdate(typed: string, options: UpdateOptions): Promise<Outcome> {
  const world = openWorld();
  const locale = loadLocale(world, typed);
  const { tag, over } = locale.meta;
  if (tag === 'en')
    fail({
      code: CODE.badTag,
      message: 'English is the language that is translated from',
      hint: 'its sentences stand in content/',
    });
  const bench = openBench(world);
  const all = sentencesIn(locale, bench.sentences);
  const settled = chooseSettled(all, locale.memory.value, options.settled);

  const added = over === undefined ? newKeys(locale, bench) : new Map<string, string[]>();
  for (const [namespace, keys] of added) {
    const bytes = world.read(`locales/${tag}/${namespace}.json`);
    const text = changeSentences(
      bytes && new TextDecoder().decode(bytes),
      new Map(keys.map((key) => [key, ''])),
      [...(bench.sentences.get(namespace)?.keys() ?? [])],
    );
    await writeLocaleFile(world, tag, `${namespace}.json`, text);
  }

  const untranslated = over === undefined ? all.filter(({ text }) => text.trim() === '') : [];
  const known = forget(locale.memory.value, (ns, key) =>
    // How a sentence sounds may be written down before anybody prints it.
    [key, spokenKey(key)].some((known) => bench.sentences.get(ns)?.has(known)),
  );
  const memory = remember(known, [...untranslated, ...settled]);
  await writeLocaleFile(world, tag, '_source.yaml', formatSourceMemory(forget(memory, locale.writes)));
  await renewWorksheet(world, tag, bench, options.like);

  const stale = staleSentences(all, memory);
  const unknown = unknownSources(all, memory);
  const count = [...added.values()].flat().length;
  const lines = [
    `${tag}: ${counted(count, 'new line')} to write in, ${counted(settled.length, 'sentence')} settled, ${stale.length} stale, ${untranslated.length} still to translate`,
    ...(stale.length > 0
      ? [`\`kyr locale status ${tag}\` shows the English of each stale one, before and after`]
      : []),
    ...(unknown.length > 0
      ? [
          `of ${counted(unknown.length, 'translation')} nobody knows from which English; when you have held them against it: kyr locale update ${tag} --settled`,
        ]
      : []),
  ];
  return {
    exitCode: EXIT.done,
    data: {
      tag,
      added: [...added].flatMap(([namespace, keys]) => keys.map((key) => `${namespace}:${key}`)),
      settled: settled.map(sentenceId),
      stale: stale.map(sentenceId),
      unknown: unknown.map(sentenceId),
      untranslated: untranslated.length,
    },
    text: lines.join('\n'),
    diagnostics: [],
  };
}

/** @throws KyrError (exit 2) for a key that there is not, or that has no translation */
function chooseSettled(
  all: readonly Sentence[],
  memory: SourceMemory,
  settled: UpdateOptions['settled'],
): Sentence[] {
  if (settled === undefined) return [];
  const open = new Set([...staleSentences(all, memory), ...unknownSources(all, memory)].map(sentenceId));
  if (settled === true) return all.filter((s) => open.has(sentenceId(s)));
  for (const id of settled) {
    const sentence = all.find((s) => sentenceId(s) === id);
    const near = nearest(id, all.map(sentenceId));
    if (sentence === undefined)
      fail(
        {
          code: CODE.unknownName,
          message: `there is no sentence ${id}`,
          hint: near ? `did you mean ${near}?` : 'name it as namespace:key, such as us-federal:door.title',
        },
        EXIT.usage,
      );
    if (sentence.text.trim() === '')
      fail(
        { code: CODE.unknownName, message: `${id} has no translation to settle`, hint: 'translate it first' },
        EXIT.usage,
      );
  }
  return all.filter((s) => settled.includes(sentenceId(s)));
}

/** Namespace → keys that its file lacks. */
function newKeys(locale: Locale, { sentences }: Bench): Map<string, string[]> {
  const found = [...sentences].map(([namespace, keys]) => {
    const file = locale.namespaces.get(namespace);
    const own = file ? flatten(file) : new Map<string, string>();
    return [namespace, [...keys.keys()].filter((key) => !own.has(key))] as const;
  });
  return new Map(found.filter(([, keys]) => keys.length > 0).map(([namespace, keys]) => [namespace, keys]));
}

/** Where nothing is left to write, there is no worksheet. */
async function renewWorksheet(world: DiskWorld, tag: string, bench: Bench, like?: string): Promise<void> {
  const text = worksheetOf(world, tag, bench, like);
  if (text !== undefined) await writeLocaleFile(world, tag, '_worksheet.txt', text);
  else removeLocaleFile(world, tag, '_worksheet.txt');
}
