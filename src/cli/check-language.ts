import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LanguageTag } from '../core/language.js';
import { lowest } from '../lint/standing.js';
import type { State } from '../schema/locale.js';
import type { EditionRoom } from './editions.js';
import { editionId } from './editions.js';
import type { PressRoom } from './press-room.js';
import { composeDraft, setPages } from './set-flyer.js';
import { collect, lint, stateOf } from './texts.js';
import { checkPages } from './workshop.js';

export interface SizeFit {
  /** `ice-encounter/core` */
  readonly edition: string;
  readonly size: string;
  /** `unknown` where the sentences have errors: such a flyer is not set. */
  readonly fit: 'fits' | 'too-long' | 'faulty' | 'unknown';
  /** Of the running text, in points, where it fits. */
  readonly body?: number;
}

export interface LanguageFindings {
  readonly found: readonly Diagnostic[];
  readonly state: State;
  /** Editions looked at, each once, whatever places it is written for. */
  readonly editions: number;
  readonly fits: readonly SizeFit[];
}

/** The sizes in which all fits, and those in which something does not; what could not be set speaks for neither. */
export function sizesOf(fits: readonly SizeFit[]): { readonly good: string[]; readonly bad: string[] } {
  const sizes = [...new Set(fits.map(({ size }) => size))];
  const fitsIn = (size: string): SizeFit['fit'][] =>
    fits.filter((f) => f.size === size).map(({ fit }) => fit);
  return {
    good: sizes.filter((size) => fitsIn(size).every((fit) => fit === 'fits')),
    bad: sizes.filter((size) => fitsIn(size).some((fit) => fit === 'too-long' || fit === 'faulty')),
  };
}

/** @param setting whether to set each size too, which takes most of the time */
export async function checkLanguage(
  rooms: readonly EditionRoom[],
  tag: LanguageTag,
  setting = true,
): Promise<LanguageFindings> {
  const found: Diagnostic[] = [];
  const states: State[] = [];
  const fits: SizeFit[] = [];
  for (const { room, last } of rooms)
    found.push(
      ...(await collect(async () => {
        const wrong = lint(room, tag);
        found.push(...wrong);
        states.push(stateOf(room, tag));
        // The narrowest place has the most to say; where that fits, the others do.
        if (!last || !setting) return;
        const isFaulty = wrong.some((d) => d.level === 'error');
        for (const size of room.content.edition.sizes) {
          const set = isFaulty ? UNSET : await setSize(room, tag, size);
          found.push(...set.found);
          fits.push({ edition: editionId(room.content), size, fit: set.fit, ...bodyOf(set.body) });
        }
      })),
    );
  return {
    found,
    state: states.length === 0 ? 'initial' : lowest(states),
    editions: rooms.filter(({ last }) => last).length,
    fits,
  };
}

interface SetSize {
  readonly fit: SizeFit['fit'];
  readonly body: number | undefined;
  readonly found: readonly Diagnostic[];
}
const UNSET: SetSize = { fit: 'unknown', body: undefined, found: [] };

/** Sets an edition in one size as a draft, which has the most on it, and preflights its pages. */
async function setSize(room: PressRoom, lang: LanguageTag, size: string): Promise<SetSize> {
  const found: Diagnostic[] = [];
  let body: number | undefined;
  found.push(
    ...(await collect(() => {
      const composed = composeDraft(room, lang, size);
      const made = setPages(room, composed);
      body = made.design.fit.body;
      found.push(...made.warnings, ...checkPages(room, made.pages, composed.style.safe));
    })),
  );
  const isTooLong = found.some((d) => d.code === CODE.overfull);
  const isFaulty = found.some((d) => d.level === 'error');
  return { fit: isTooLong ? 'too-long' : isFaulty ? 'faulty' : 'fits', body, found };
}

const bodyOf = (body: number | undefined): { readonly body?: number } =>
  body === undefined ? {} : { body: Number(body.toFixed(1)) };
