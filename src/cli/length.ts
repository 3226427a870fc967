/**
 * How many characters a flyer is too long by, found by setting it: sentence by sentence is shortened from its end until
 * all of it fits in the real template. Tells which sentence alone could be shortened by how much; where none could, by
 * how much all of them. It does not say what to leave out.
 */

import { type Diagnostic, KyrError } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LanguageTag } from '../core/language.js';
import { placeInLocale } from '../load/locales.js';
import { editionId } from './editions.js';
import { counted } from './output.js';
import type { PressRoom } from './press-room.js';
import { composeDraft } from './set-flyer.js';
import { saidAs, splitId, tryDraft } from './trial.js';

/** Setting a flyer takes a while; whoever has to shorten begins with the longest. */
const TRIED = 4;
/** A sentence that has lost more than this says something else. */
const MOST = 0.5;

interface Printed {
  readonly namespace: string;
  readonly key: string;
  readonly text: string;
}

/** For a flyer that is too long: one finding a sentence that would do, or one for all of them together. */
export function charactersToLose(room: PressRoom, lang: LanguageTag, size: string): readonly Diagnostic[] {
  const printed = printedSentences(room, lang, size).sort((a, b) => b.text.length - a.text.length);
  const set: Setting = { room, lang, size, where: `${editionId(room.content)} in ${size}` };
  const { found, shorter } = shortenLines(set, printed);
  if (overfullBlock(set, shorter) === undefined) return found;
  const single = oneOfMany(set, printed, shorter);
  return [...found, ...(single.length > 0 ? single : allOfThem(set, printed, shorter))];
}

interface Setting {
  readonly room: PressRoom;
  readonly lang: LanguageTag;
  readonly size: string;
  /** `ice-encounter/core in half-letter` */
  readonly where: string;
}
type Changes = readonly (readonly [Printed, string])[];

/** Blocks that are lines of their own, under another name than their sentences. */
const LINES_OF: Readonly<Record<string, readonly string[]>> = {
  say: ['say-label', 'hold-up', 'sounds', 'means'],
};

/** Headlines and labels stand on a line of their own: each that is too wide, by how much. */
function shortenLines(
  set: Setting,
  printed: readonly Printed[],
): { found: readonly Diagnostic[]; shorter: Changes } {
  const found: Diagnostic[] = [];
  let shorter: Changes = [];
  for (;;) {
    const block = overfullBlock(set, shorter);
    if (block === undefined) return { found, shorter };
    const most = ({ text }: Printed): number => Math.floor(text.length * MOST);
    const cut = (line: Printed, less: number): Changes => [...shorter, [line, shortened(line.text, less)]];
    const fits = (line: Printed, less: number): boolean => overfullBlock(set, cut(line, less)) !== block;
    const line = (LINES_OF[block] ?? [block])
      .flatMap((key) => printed.find((s) => s.key === key) ?? [])
      .find((s) => !shorter.some(([known]) => known === s) && fits(s, most(s)));
    if (!line) return { found, shorter };
    const least = leastThat(most(line), (less) => fits(line, less));
    shorter = cut(line, least);
    found.push({
      code: CODE.tooLong,
      level: 'error',
      message: `“${line.key}” is ${counted(least, 'character')} too long for its line of ${set.where}`,
      hint: `write about ${line.text.length - least} characters instead of ${line.text.length}`,
      at: placeInLocale(set.room.locale(set.lang), line.namespace, line.key),
    });
  }
}

function oneOfMany(set: Setting, printed: readonly Printed[], shorter: Changes): Diagnostic[] {
  return printed.slice(0, TRIED).flatMap((sentence): Diagnostic[] => {
    const { key, namespace, text } = sentence;
    const most = Math.floor(text.length * MOST);
    const fits = (less: number): boolean =>
      overfullBlock(set, [...shorter, [sentence, shortened(text, less)]]) === undefined;
    if (!fits(most)) return [];
    const least = leastThat(most, fits);
    return [
      {
        code: CODE.tooLong,
        level: 'error',
        message: `“${key}” is ${counted(least, 'character')} too long for ${set.where}, if it alone is shortened`,
        hint: `write about ${text.length - least} characters instead of ${text.length}; or shorten another that is named here`,
        at: placeInLocale(set.room.locale(set.lang), namespace, key),
      },
    ];
  });
}

function allOfThem(set: Setting, printed: readonly Printed[], shorter: Changes): Diagnostic[] {
  const rest = printed.filter((s) => !shorter.some(([known]) => known === s));
  const less = ({ text }: Printed, percent: number): number => Math.ceil((text.length * percent) / 100);
  const percents = leastThat(Math.round(MOST * 100), (percent) => {
    const all = rest.map((s) => [s, shortened(s.text, less(s, percent))] as const);
    return overfullBlock(set, [...shorter, ...all]) === undefined;
  });
  return rest.slice(0, TRIED).map((sentence): Diagnostic => {
    const { key, namespace, text } = sentence;
    return {
      code: CODE.tooLong,
      level: 'error',
      message: `“${key}” is one of ${rest.length} sentences that are ${percents} % too long together for ${set.where}`,
      hint: `it has ${text.length} characters and should lose about ${less(sentence, percents)}, as should the others in their measure`,
      at: placeInLocale(set.room.locale(set.lang), namespace, key),
    };
  });
}

const printedSentences = (room: PressRoom, lang: LanguageTag, size: string): Printed[] =>
  [...new Set(composeDraft(room, lang, size).printed.reader)].flatMap((id) => {
    const [namespace, key] = splitId(id);
    const text = saidAs(room, lang, id);
    return text === undefined ? [] : [{ namespace, key, text }];
  });

/** The least number, from 1 to `most`, that is enough; `most` where that is not known to be. */
function leastThat(most: number, isEnough: (n: number) => boolean): number {
  let [low, high] = [0, most];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Without so many characters of its longest stretch: placeholders stay, since the flyer fills them in. */
function shortened(text: string, less: number): string {
  const parts = text.split(/(\{\{[^}]*\}\})/);
  const longest = parts.reduce(
    (best, part, n) => (n % 2 === 0 && part.length > (parts[best] ?? '').length ? n : best),
    0,
  );
  const letters = [...(parts[longest] ?? '')];
  return parts.with(longest, letters.slice(0, Math.max(1, letters.length - less)).join('')).join('');
}

/** @returns the block that does not fit with some sentences changed; undefined where all fits */
function overfullBlock({ room, lang, size }: Setting, changes: Changes): string | undefined {
  const said = new Map(changes.map(([{ namespace, key }, text]) => [`${namespace}:${key}`, text]));
  const { printed, faults } = tryDraft(room, lang, size, said);
  if (printed) return undefined;
  const found = faults.find((d) => d.code === CODE.overfull);
  if (!found) throw new KyrError(faults);
  return found.at && 'design' in found.at ? found.at.block : '';
}
