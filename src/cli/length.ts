/**
 * How many characters a flyer is too long by, found by setting it: sentence by sentence is shortened from its end until
 * all of it fits in the real template. Tells which sentence alone could be shortened by how much; where none could, by
 * how much all of them. It does not say what to leave out.
 */

import { openWording } from '../compose/wording.js';
import { type Diagnostic, KyrError } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LanguageTag } from '../core/language.js';
import { nameOf } from './check-language.js';
import { compose, design, type PressRoom, sentencesOf } from './press-room.js';
import { placeOf } from './texts.js';

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
export function charactersToLose(room: PressRoom, lang: LanguageTag, size: string): Diagnostic[] {
  const printed = printedSentences(room, lang, size).sort((a, b) => b.text.length - a.text.length);
  const where = `${nameOf(room)} in ${size}`;
  const single = printed.slice(0, TRIED).flatMap((sentence): Diagnostic[] => {
    const { key, namespace, text } = sentence;
    const most = Math.floor(text.length * MOST);
    const fits = (less: number): boolean => isFitting(room, lang, size, [[sentence, shortened(text, less)]]);
    if (!fits(most)) return [];
    const least = leastThat(most, fits);
    return [
      {
        code: CODE.tooLong,
        level: 'error',
        message: `“${key}” is ${least} characters too long for ${where}, if it alone is shortened`,
        hint: `write about ${text.length - least} characters instead of ${text.length}; or shorten another that is named here`,
        at: placeOf(room, lang, namespace, key),
      },
    ];
  });
  if (single.length > 0) return single;
  const percents = leastThat(Math.round(MOST * 100), (percent) =>
    isFitting(
      room,
      lang,
      size,
      printed.map((s) => [s, shortened(s.text, Math.ceil((s.text.length * percent) / 100))]),
    ),
  );
  return printed.slice(0, TRIED).map(
    ({ key, namespace, text }): Diagnostic => ({
      code: CODE.tooLong,
      level: 'error',
      message: `“${key}” is one of ${printed.length} sentences that are ${percents} % too long together for ${where}`,
      hint: `it has ${text.length} characters and should lose about ${Math.ceil((text.length * percents) / 100)}, as should the others in their measure`,
      at: placeOf(room, lang, namespace, key),
    }),
  );
}

function printedSentences(room: PressRoom, lang: LanguageTag, size: string): Printed[] {
  const own = sentencesOf(room, lang);
  const { address } = room.content.publication.value;
  const { printed } = compose(room, { lang, size, draft: true, address });
  return [...new Set(printed.reader)].flatMap((id) => {
    const [namespace = '', key = ''] = id.split(':');
    const text = own.get(namespace)?.get(key);
    return text === undefined ? [] : [{ namespace, key, text }];
  });
}

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

function isFitting(
  room: PressRoom,
  lang: LanguageTag,
  size: string,
  changes: readonly (readonly [Printed, string])[],
): boolean {
  const sentences = sentencesOf(room, lang);
  for (const [{ namespace, key }, text] of changes) sentences.get(namespace)?.set(key, text);
  const changed: PressRoom = {
    ...room,
    wording: (tag) =>
      tag === lang ? openWording(lang, sentences, (ns) => `locales/${lang}/${ns}.json`) : room.wording(tag),
  };
  const { address } = room.content.publication.value;
  try {
    design(changed, compose(changed, { lang, size, draft: true, address }));
    return true;
  } catch (error) {
    if (error instanceof KyrError && error.diagnostics.some((d) => d.code === CODE.overfull)) return false;
    throw error;
  }
}
