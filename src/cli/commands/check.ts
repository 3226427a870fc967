/**
 * `kyr check`: everything that is wrong in content and locales, and whether every flyer fits. Nothing is written.
 * Looks at every edition that a language offers, in every place it is written for; what is asked for by name is
 * looked at whether it is offered or not.
 */

import type { Diagnostic } from '../../core/diagnostic.js';
import { EXIT, eachOnce } from '../../core/diagnostic.js';
import type { LanguageTag } from '../../core/language.js';
import { findOverdue } from '../../job/overdue.js';
import { findWithdrawn } from '../../job/withdrawn.js';
import { lintReading } from '../../lint/reading-level.js';
import { readOnce } from '../../load/disk-world.js';
import { listLocales } from '../../load/locales.js';
import type { State } from '../../schema/locale.js';
import { checkLanguage } from '../check-language.js';
import { today } from '../day.js';
import { offers, openEditions } from '../editions.js';
import { counted, type Outcome } from '../output.js';
import type { PressRoom } from '../press-room.js';
import { collect, readingOf } from '../texts.js';
import { openWorld } from '../world.js';

export interface CheckOptions {
  readonly publication?: string;
  readonly edition?: string;
  readonly layer?: string;
}

interface CheckedLanguage {
  readonly tag: LanguageTag;
  readonly state: State;
  readonly editions: number;
  readonly errors: number;
  readonly warnings: number;
  /** Of the English. */
  readonly reading?: readonly EditionReading[];
}

/** U.S. school grade of an edition's English; none where there are too few words to tell. */
interface EditionReading {
  readonly edition: string;
  readonly grade?: number;
  readonly sentences: number;
  readonly words: number;
}

export async function check(tags: readonly string[], options: CheckOptions): Promise<Outcome> {
  const world = readOnce(openWorld());
  const rooms = openEditions(world, options);
  const wanted = tags.length > 0 ? tags : listLocales(world);
  const named = options.publication !== undefined;

  const diagnostics = new Map<string, Diagnostic>();
  const note = (found: readonly Diagnostic[]): void => {
    for (const diagnostic of found) diagnostics.set(JSON.stringify(diagnostic), diagnostic);
  };
  for (const { room } of rooms) {
    note(findWithdrawn(room.layers, room.withdrawn));
    note(findOverdue(room.content.layers, today(world)));
  }
  const data: CheckedLanguage[] = [];
  for (const tag of wanted) {
    const found: Diagnostic[] = [];
    const reading: EditionReading[] = [];
    let state: State = 'initial';
    let editions = 0;
    const unknown = await collect(async () => {
      const offered = rooms.filter(({ room }) => named || offers(room.locale(tag).meta, room.content));
      const [first] = offered;
      if (first === undefined) return;
      const lang = first.room.locale(tag).meta.tag;
      const checked = await checkLanguage(offered, lang);
      ({ state, editions } = checked);
      found.push(...checked.found);
      for (const { room, last } of offered)
        if (last && lang === 'en') reading.push(await measure(room, found));
    });
    found.push(...unknown);
    note(found);
    const own = eachOnce(found);
    const count = (level: Diagnostic['level']): number => own.filter((d) => d.level === level).length;
    data.push({
      tag,
      state,
      editions,
      errors: count('error'),
      warnings: count('warning'),
      ...(reading.length > 0 ? { reading } : {}),
    });
  }
  const text = data
    .map(
      ({ tag, state, editions, errors, warnings, reading }) =>
        `${tag}  ${errors === 0 ? 'good' : counted(errors, 'error')}${warnings > 0 ? `, ${counted(warnings, 'warning')}` : ''}  (${state}, ${counted(editions, 'edition')}${reading ? `, ${gradesOf(reading)}` : ''})`,
    )
    .join('\n');
  const failed = [...diagnostics.values()].some((d) => d.level === 'error');
  return {
    exitCode: failed ? EXIT.invalid : EXIT.done,
    data,
    text,
    diagnostics: [...diagnostics.values()],
  };
}

/** Reads the English of an edition; what is too hard is added to `found`. */
async function measure(room: PressRoom, found: Diagnostic[]): Promise<EditionReading> {
  const { publication, edition } = room.content;
  const { publication: id, name } = publication.value;
  const printed = [...room.source.text, ...room.source.english].flatMap(([namespace, keys]) =>
    [...keys.keys()].map((key) => `${namespace}:${key}`),
  );
  const level = await readingOf(room, new Set(printed));
  found.push(...lintReading(level, `${name} (${edition.name})`, { file: publication.file }));
  const { grade, sentences, words } = level;
  return {
    edition: `${id}/${edition.name}`,
    sentences,
    words,
    ...(grade === undefined ? {} : { grade: Number(grade.toFixed(1)) }),
  };
}

/** `reading grade 2.1 to 4.9` */
function gradesOf(reading: readonly EditionReading[]): string {
  const grades = reading.flatMap(({ grade }) => grade ?? []);
  const [low, high] = [Math.min(...grades), Math.max(...grades)].map((grade) => grade.toFixed(1));
  return low === high ? `reading grade ${low}` : `reading grade ${low} to ${high}`;
}
