import { type Diagnostic, EXIT, fail, KyrError } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LanguageTag } from '../core/language.js';
import type { Frame } from '../frame/frame.js';
import { walk } from '../frame/walk.js';
import { type Passage, passagesOf } from '../lint/passage.js';
import type { Sentence } from '../lint/standing.js';
import { loadReadBack } from '../load/readback.js';
import type { PressRoom } from './press-room.js';
import { composeDraft, setPages } from './set-flyer.js';
import { sentencesToSign } from './texts.js';

/** Front, back; a poster has the first alone. */
export const SIDES = ['front', 'back'] as const;
export type SideName = (typeof SIDES)[number];

export interface SetFlyer {
  /** None where it cannot be set. */
  readonly sides: readonly Frame[];
  /** Of the layout; and why there are no sides. */
  readonly warnings: readonly Diagnostic[];
}

export interface ReadingRoom {
  readonly lang: LanguageTag;
  readonly passages: readonly Passage[];
  /** What is to be translated and is not. */
  readonly missing: readonly { readonly id: string; readonly source: string }[];
  /** The draft in its first size, set when it is first asked for. */
  flyer(): SetFlyer;
  sideOf(sentence: Sentence): SideName | undefined;
}

/** @throws KyrError (exit 2) for English, which has no second reader of a translation */
export function openReadingRoom(room: PressRoom, lang: LanguageTag): ReadingRoom {
  if (lang === 'en')
    fail(
      {
        code: CODE.usage,
        message: 'English is translated by nobody, so there is nothing to read against it',
        hint: 'a lawyer reads `kyr content show PUBLICATION` and signs with `kyr locale sign en --state final`',
      },
      EXIT.usage,
    );
  const { meta, review } = room.locale(lang);
  const { digest } = room.world;
  const passages = passagesOf({
    meta,
    sentences: sentencesToSign(room, lang),
    lists: room.wordLists(),
    review: review.value,
    readBack: loadReadBack(room.world, lang),
    digest,
  });
  let set: SetFlyer | undefined;
  let letters: readonly string[] | undefined;
  const flyer = (): SetFlyer => {
    set ??= setFlyer(room, lang);
    return set;
  };
  return {
    lang,
    passages,
    missing: missingFrom(room, passages),
    flyer,
    sideOf({ text }) {
      letters ??= flyer().sides.map(lettersOf);
      const wanted = longestPiece(text);
      return SIDES[letters.findIndex((side) => wanted !== '' && side.includes(wanted))];
    },
  };
}

/** What cannot be set yet has no picture, and is read all the same. */
function setFlyer(room: PressRoom, lang: LanguageTag): SetFlyer {
  try {
    const { pages: sides, warnings } = setPages(room, composeDraft(room, lang));
    return { sides, warnings };
  } catch (error) {
    if (!(error instanceof KyrError)) throw error;
    return {
      sides: [],
      warnings: error.diagnostics.map((d) => ({
        ...d,
        level: 'warning',
        message: `no picture of the flyer: ${d.message}`,
      })),
    };
  }
}

function missingFrom({ source }: PressRoom, passages: readonly Passage[]): ReadingRoom['missing'] {
  const there = new Set(passages.map((p) => p.id));
  const wanted = [...source.text].flatMap(([namespace, keys]) =>
    [...keys].flatMap(([key, english]) => {
      const id = `${namespace}:${key}`;
      const sound = `${id}-sound`;
      return source.sounds.has(sound)
        ? [
            { id, source: english },
            { id: sound, source: english },
          ]
        : [{ id, source: english }];
    }),
  );
  return wanted.filter(({ id }) => !there.has(id));
}

/** Everything a side says, without spaces and pins: lines break where they like. */
function lettersOf(side: Frame): string {
  const runs: string[] = [];
  for (const { item } of walk(side)) if (item.kind === 'glyphs') runs.push(item.run.text);
  return bare(runs.join(''));
}

/** What is filled in stands there in other words: the longest stretch between. */
const longestPiece = (text: string): string =>
  text
    .split(/\{\{[^}]*\}\}/)
    .map(bare)
    .reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');

const bare = (text: string): string => text.normalize('NFC').replace(/[\s\u200B\u2060]/g, '');
