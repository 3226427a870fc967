/**
 * How long each sentence may become, found by setting the real flyer: each by itself is lengthened, the others as they
 * stand, until something no longer fits. Tools show it as the longest that is allowed. It says nothing of two that grow
 * at once, and stops looking at twice the length.
 */
import type { LanguageTag } from '../core/language.js';
import type { World } from '../core/world.js';
import { partsOf } from '../translate/exchange/inline.js';
import { editionId, offers, openEditions } from './editions.js';
import type { Choice } from './exchange.js';
import type { PressRoom } from './press-room.js';
import { saidAs, tryDraft } from './trial.js';

/** Halvings of the span from the length it has to twice that: to about a thirtieth. */
const STEPS = 5;

export interface Limits {
  /** `namespace:key` → characters. */
  readonly of: ReadonlyMap<string, number>;
  /** Editions that cannot be set as they are: nothing is known of what only they print. */
  readonly left: readonly string[];
}

export function limitsOf(world: World, lang: LanguageTag, only: Choice): Limits {
  const limits = new Map<string, number>();
  const left: string[] = [];
  for (const { room, last } of openEditions(world, only)) {
    const { edition } = room.content;
    // The narrowest place has the most to say.
    if (!last || (only.publication === undefined && !offers(room.locale(lang).meta, room.content))) continue;
    for (const size of edition.sizes) {
      const printed = printedIn(room, lang, size);
      if (printed === undefined) {
        left.push(`${editionId(room.content)} in ${size}`);
        continue;
      }
      for (const id of printed) {
        const limit = limitOf(room, lang, size, id);
        limits.set(id, Math.min(limit, limits.get(id) ?? Number.POSITIVE_INFINITY));
      }
    }
  }
  return { of: limits, left };
}

/** The sentences of the reader's language; undefined where the flyer does not fit as it is, or lacks some. */
const printedIn = (room: PressRoom, lang: LanguageTag, size: string): readonly string[] | undefined =>
  tryDraft(room, lang, size, new Map()).printed?.filter((id) => saidAs(room, lang, id) !== undefined);

function limitOf(room: PressRoom, lang: LanguageTag, size: string, id: string): number {
  const text = saidAs(room, lang, id) ?? '';
  const fits = (characters: number): boolean =>
    tryDraft(room, lang, size, new Map([[id, lengthened(text, characters)]])).printed !== undefined;
  const length = [...text].length;
  let [low, high] = [length, 2 * length];
  if (fits(high)) return high;
  for (let step = 0; step < STEPS && high - low > 1; step++) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/** The same words again, until it has so many characters; its placeholders only once. */
function lengthened(text: string, length: number): string {
  const bare = partsOf(text)
    .map((part) => (part.kind === 'text' ? part.text : ''))
    .join('')
    .trim();
  const more = ` ${bare || 'x'}`;
  return [...text, ...more.repeat(Math.ceil(length / more.length))].slice(0, length).join('');
}
