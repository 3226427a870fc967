/**
 * What becomes of sentences that came back: which are taken into the locale, which are left out and why, and whose
 * approval goes on record. Pure: nothing is read or written here. A bad unit is named and left out, the others are
 * kept; what nobody changed changes nothing.
 */
import { sentenceId } from '../../compose/source-text.js';
import { placeholdersOf } from '../../compose/wording.js';
import type { Diagnostic, FilePlace } from '../../core/diagnostic.js';
import { nearest } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { World } from '../../core/world.js';
import { standingOf, textDigest } from '../../lint/standing.js';
import type { Review, SourceMemory } from '../../schema/locale.js';
import { answerFor } from './answer.js';
import { isOlder, spaced } from './older.js';
import type { InUnit } from './unit.js';

/** A sentence that may be translated. A `sound` spells the English aloud, and its English is what is spelt. */
export interface Wanted {
  readonly namespace: string;
  readonly key: string;
  readonly english: string;
  readonly sound: boolean;
}

export interface TakeRequest {
  readonly wanted: readonly Wanted[];
  /** Namespace → dotted key → sentence, as the locale stands. */
  readonly current: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly review: Review;
  /** What each sentence was translated from, where that is known. */
  readonly memory: SourceMemory;
  readonly units: readonly InUnit[];
  /** Who translated, and who approved: roles or pseudonyms, never legal names. */
  readonly translator?: string;
  readonly reviewer?: string;
  /** Role → legal name, where the private file has it. */
  readonly names?: Readonly<Record<string, string>>;
  /** `2026-11-23` */
  readonly on: string;
  /** What is wrong with changed sentences; each finding has the place that its pair had. */
  readonly lint: (pairs: readonly Pairing[]) => readonly Diagnostic[];
  readonly digest: World['digest'];
}

export interface Pairing extends Wanted {
  readonly text: string;
  readonly at: FilePlace;
}

export interface Change extends Pairing {
  /** What stood there. */
  readonly before: string | undefined;
  /** It was translated from an English that has changed since. */
  readonly older: boolean;
}

/** A change that is taken, and the unit it came in. */
export interface Fresh {
  readonly change: Change;
  readonly unit: InUnit;
}

export interface Taken {
  readonly changes: readonly Change[];
  readonly review: Review;
  readonly memory: SourceMemory;
  /** Sentences put on record, by state. */
  readonly signed: { readonly translated: number; readonly reviewed: number };
  /** Came back as they are here. */
  readonly unchanged: number;
  /** Nothing was translated there. */
  readonly empty: number;
  readonly leftOut: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** A sentence that came back once, and what stands here. */
export interface Found {
  readonly unit: InUnit;
  readonly wanted: Wanted;
  readonly current: string | undefined;
  readonly text: string;
}

export function take(request: TakeRequest): Taken {
  const { digest, review } = request;
  const diagnostics: Diagnostic[] = [];
  const leftOut = new Set<InUnit>();
  const leave = (unit: InUnit, code: Diagnostic['code'], message: string, hint: string): void => {
    leftOut.add(unit);
    diagnostics.push({ code, level: 'error', message, hint, at: unit.at });
  };

  // 1. Which sentence is it, and does it stand here once?
  const index = indexOf(request.wanted);
  const once = new Map<Wanted, InUnit>();
  let empty = 0;
  for (const unit of request.units) {
    const wanted = index.find(unit);
    if (!wanted) {
      const name = unit.names[0];
      const near = name === undefined ? undefined : nearest(name, index.ids);
      leave(
        unit,
        CODE.exchangeUnknown,
        name === undefined
          ? 'this unit says of no sentence that it is its translation'
          : `there is no sentence “${name}”`,
        near
          ? `did you mean “${near}”? It was left out`
          : 'it was renamed, or belongs to something else; it was left out',
      );
      continue;
    }
    if (unit.text === undefined || unit.text === '') {
      empty++;
      continue;
    }
    const first = once.get(wanted);
    if (first === undefined) once.set(wanted, unit);
    else if (first.text !== unit.text) {
      leave(
        unit,
        CODE.exchangeTwice,
        `“${wanted.key}” is translated twice, and differently (also in line ${first.at.line ?? '?'})`,
        'keep one of the two; neither was taken',
      );
      leftOut.add(first);
    }
  }

  // 2. What is new, and on what English and what translation does it rest?
  const found: Found[] = [];
  let unchanged = 0;
  const same: Found[] = [];
  for (const [wanted, unit] of once) {
    if (leftOut.has(unit)) continue;
    const text = unit.text as string;
    const current = request.current.get(wanted.namespace)?.get(wanted.key);
    const entry = { unit, wanted, current, text };
    const untouched = unit.base !== undefined && unit.base === textDigest(text, digest);
    if (current !== undefined && text.normalize('NFC') === current.normalize('NFC')) {
      unchanged++;
      same.push(entry);
    } else if (untouched) {
      unchanged++;
      if (unit.mark === 'approved' && request.reviewer !== undefined)
        leave(
          unit,
          CODE.exchangeSigned,
          `“${wanted.key}” was approved there, but has been changed here since`,
          'have the new sentence read: export it again',
        );
    } else if (unit.base !== undefined && unit.base !== textDigest(current ?? '', digest))
      leave(
        unit,
        CODE.exchangeOlder,
        `“${wanted.key}” was changed there and here since it went out`,
        `here: ${current ?? '(nothing)'} — there: ${text}. Settle which is right and write it into the file here; it was left out`,
      );
    else found.push(entry);
  }

  // 3. Is it sound? A translation of older English is held against that.
  const pairs = found.map(({ unit, wanted, text, current }): Change => {
    const older = isOlder(unit, wanted);
    return {
      ...wanted,
      english: older ? (unit.english as string) : wanted.english,
      text,
      at: unit.at,
      before: current,
      older,
    };
  });
  const findings = [...request.lint(pairs), ...pairs.flatMap(otherOrder)];
  diagnostics.push(...findings);
  const faulty = new Set(findings.filter((d) => d.level === 'error').map((d) => d.at));
  const changes: Change[] = [];
  const fresh: Fresh[] = [];
  pairs.forEach((change, i) => {
    const { unit, wanted, current } = found[i] as Found;
    if (faulty.has(change.at)) {
      leftOut.add(unit);
      return;
    }
    if (change.older) {
      const settled =
        current !== undefined &&
        current.trim() !== '' &&
        (request.memory.source[wanted.namespace]?.[wanted.key] === wanted.english ||
          standingOf({ ...wanted, source: wanted.english, text: current }, review, digest, false).state !==
            'initial');
      if (settled) {
        leave(
          unit,
          CODE.exchangeOlder,
          `“${wanted.key}” was translated from older English; here stands a translation of the new`,
          `then: ${change.english} — now: ${wanted.english}. It was left out`,
        );
        return;
      }
      diagnostics.push({
        code: CODE.exchangeOlder,
        level: 'warning',
        message: `“${wanted.key}” was translated from older English; it is taken, and stays stale`,
        hint: `then: ${change.english} — now: ${wanted.english}`,
        at: unit.at,
      });
    }
    changes.push(change);
    fresh.push({ change, unit });
  });

  // 4. What was it translated from, and who answers for it?
  const answer = answerFor(request, fresh, same);
  diagnostics.push(...answer.diagnostics);
  return {
    changes,
    review: answer.review,
    memory: answer.memory,
    signed: answer.signed,
    unchanged,
    empty,
    leftOut: leftOut.size,
    diagnostics,
  };
}

/**
 * Languages put placeholders in an order of their own; but nothing else would show that two were exchanged, a version
 * for a date. Said once: a translation that had the new order already is settled.
 */
function otherOrder({ key, english, text, before, at }: Change): Diagnostic[] {
  const [given, wanted, had] = [text, english, before ?? ''].map((sentence) =>
    placeholdersOf(sentence).join(' '),
  );
  const sorted = (names: string | undefined): string => (names ?? '').split(' ').sort().join(' ');
  if (given === wanted || given === had || sorted(given) !== sorted(wanted)) return [];
  return [
    {
      code: CODE.placeholder,
      level: 'warning',
      message: `“${key}” has its placeholders in another order than the English`,
      hint: `see that each stands where its meaning is; English: ${english}`,
      at,
    },
  ];
}

interface Index {
  readonly ids: readonly string[];
  find(unit: InUnit): Wanted | undefined;
}

/**
 * By our name for it; else by its key within its file; else by a key that only one sentence has, or only one with this
 * English; a unit without any name by its English, if that stands once.
 */
function indexOf(wanted: readonly Wanted[]): Index {
  const byId = new Map(wanted.map((one) => [sentenceId(one), one]));
  const only = (found: readonly Wanted[]): Wanted | undefined => (found.length === 1 ? found[0] : undefined);
  return {
    ids: [...byId.keys()],
    find({ names, namespace, english }) {
      for (const name of names) {
        const exact =
          byId.get(name) ?? (namespace === undefined ? undefined : byId.get(`${namespace}:${name}`));
        if (exact) return exact;
      }
      const sameEnglish = (one: Wanted): boolean =>
        english !== undefined && spaced(one.english) === spaced(english);
      if (names.length === 0) return only(wanted.filter((one) => !one.sound && sameEnglish(one)));
      const keyed = wanted.filter(({ key }) => names.includes(key));
      return only(keyed) ?? only(keyed.filter(sameEnglish));
    },
  };
}
