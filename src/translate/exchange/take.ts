/**
 * What becomes of sentences that came back: which are taken into the locale, which are left out and why, and whose
 * approval goes on record. Pure: nothing is read or written here. A bad unit is named and left out, the others are
 * kept; what nobody changed changes nothing.
 */
import { placeholdersOf } from '../../compose/wording.js';
import type { Diagnostic, FilePlace } from '../../core/diagnostic.js';
import { nearest } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { World } from '../../core/world.js';
import { rank, type Sentence, standingOf, textDigest } from '../../lint/standing.js';
import type { Review, SourceMemory } from '../../schema/locale.js';
import { type Signature, sign } from '../sign.js';
import { remember } from '../source-memory.js';
import { isSamePerson } from '../two-people.js';
import { type InUnit, idOfUnit } from './unit.js';

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

interface Found {
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
  const fresh: { readonly change: Change; readonly unit: InUnit }[] = [];
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

  // 4. What was it translated from? From the English that it went out with, not from today's.
  const confirmed = same.filter((entry) => isConfirmed(entry, request));
  const sources = [
    ...fresh
      .filter(({ unit }) => unit.english !== undefined)
      .map(({ change: { namespace, key, english } }) => ({ namespace, key, source: english })),
    ...confirmed.map(({ wanted: { namespace, key, english } }) => ({ namespace, key, source: english })),
  ];

  // 5. Who answers for it?
  const signing = signAll(request, fresh, same, new Set(confirmed));
  diagnostics.push(...signing.diagnostics);
  const reread = signing.reviewed.map(({ namespace, key, source }) => ({ namespace, key, source }));
  const known = [...sources, ...reread];
  return {
    changes,
    review: signing.review,
    memory: known.length === 0 ? request.memory : remember(request.memory, known),
    signed: signing.signed,
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

/**
 * A stale sentence went out as unfinished. Where it comes back in the same words and is called translated, somebody has
 * held it against the new English. Only in a file of ours: what another tool calls translated it may have called so
 * before the English changed.
 */
function isConfirmed({ unit, wanted, current }: Found, { memory, review, digest }: TakeRequest): boolean {
  if (unit.base === undefined || unit.mark === 'unsaid' || unit.mark === 'unfinished') return false;
  const before = memory.source[wanted.namespace]?.[wanted.key];
  const sentence = { ...wanted, source: wanted.english, text: current ?? '' };
  const stale =
    (before !== undefined && before !== wanted.english) ||
    standingOf(sentence, review, digest, false).stale === 'source';
  return stale && unit.english !== undefined && !isOlder(unit, wanted);
}

const spaced = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** White space alone is no other English: tools trim. */
const isOlder = ({ english }: InUnit, wanted: Wanted): boolean =>
  english !== undefined && english.trim() !== '' && spaced(english) !== spaced(wanted.english);

interface Index {
  readonly ids: readonly string[];
  find(unit: InUnit): Wanted | undefined;
}

/**
 * By our name for it; else by its key within its file; else by a key that only one sentence has, or only one with this
 * English; a unit without any name by its English, if that stands once.
 */
function indexOf(wanted: readonly Wanted[]): Index {
  const byId = new Map(wanted.map((one) => [idOfUnit(one), one]));
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

/**
 * Signs what was translated, if it is said by whom; then what was approved, if it is said by whom, and that was not
 * the translator.
 */
function signAll(
  { translator, reviewer, on, digest, review, wanted }: TakeRequest,
  fresh: readonly { readonly change: Change; readonly unit: InUnit }[],
  same: readonly Found[],
  confirmed: ReadonlySet<Found>,
): Pick<Taken, 'review' | 'signed' | 'diagnostics'> & { readonly reviewed: readonly Sentence[] } {
  const diagnostics: Diagnostic[] = [];
  const refuse = (unit: InUnit, message: string, hint: string): void => {
    diagnostics.push({ code: CODE.exchangeSigned, level: 'error', message, hint, at: unit.at });
  };
  const translated: Sentence[] = [];
  const reviewed: Sentence[] = [];
  const english = new Map(wanted.map((one) => [idOfUnit(one), one.english]));
  const waiting: InUnit[] = [];

  for (const { change, unit } of fresh) {
    const sentence = {
      namespace: change.namespace,
      key: change.key,
      source: change.english,
      text: change.text,
    };
    const before =
      change.before === undefined
        ? undefined
        : standingOf(
            { ...sentence, source: english.get(idOfUnit(change)) ?? '', text: change.before },
            review,
            digest,
            false,
          );
    if (translator !== undefined && unit.mark !== 'unfinished') translated.push(sentence);
    if (unit.mark !== 'approved' || change.older) continue;
    // It went out approved: the tool may have left that standing when the sentence was changed.
    if (before !== undefined && rank(before.state) >= rank('reviewed')) {
      refuse(
        unit,
        `“${change.key}” was changed after it had been approved; the new sentence is taken, not the approval`,
        'have it read again, and approve it in the tool or with `kyr locale sign`',
      );
      continue;
    }
    if (reviewer === undefined) waiting.push(unit);
    else if (translator === undefined)
      refuse(
        unit,
        `“${change.key}” is approved, but nobody is on record as its translator`,
        'say who translated it with --translator; the sentence is taken, not the approval',
      );
    else if (isSamePerson(translator, reviewer)) continue;
    else reviewed.push(sentence);
  }

  for (const entry of same) {
    const { unit, wanted: one, current } = entry;
    const sentence = { namespace: one.namespace, key: one.key, source: one.english, text: current as string };
    if (translator !== undefined && confirmed.has(entry)) translated.push(sentence);
    if (unit.mark !== 'approved') continue;
    const standing = standingOf(sentence, review, digest, false);
    if (standing.stale === undefined && rank(standing.state) >= rank('reviewed')) continue;
    const record = review.review[one.namespace]?.[one.key];
    const by = standing.state === 'translated' && standing.stale === undefined ? record?.by : translator;
    if (reviewer === undefined) waiting.push(unit);
    else if (isOlder(unit, one))
      refuse(
        unit,
        `“${one.key}” was approved against older English`,
        `then: ${unit.english} — now: ${one.english}. Export it again, and have it read again`,
      );
    else if (by === undefined)
      refuse(
        unit,
        `“${one.key}” is approved, but nobody is on record as its translator`,
        'say who translated it with --translator',
      );
    else if (isSamePerson(by, reviewer))
      refuse(
        unit,
        `“${one.key}” was translated and approved by the same person, “${by}”`,
        'a second person who reads the language has to approve it',
      );
    else {
      // Not on record yet: first who translated it, then who read it.
      if (standing.state !== 'translated' && !confirmed.has(entry)) translated.push(sentence);
      reviewed.push(sentence);
    }
  }
  if (waiting.length > 0)
    diagnostics.push({
      code: CODE.exchangeSigned,
      level: 'warning',
      message: `${waiting.length} ${waiting.length === 1 ? 'sentence is' : 'sentences are'} approved in the file, and it is not said by whom`,
      hint: 'import it again with --reviewer "second reader", a role or a pseudonym, to put that on record',
      at: (waiting[0] as InUnit).at,
    });

  const by = (who: string | undefined, state: Signature['state']): Signature => ({
    state,
    by: who ?? '',
    on,
  });
  const once = sign(review, translated, by(translator, 'translated'), digest);
  return {
    review: sign(once, reviewed, by(reviewer, 'reviewed'), digest),
    signed: {
      translated: translated.length - translated.filter((s) => reviewed.includes(s)).length,
      reviewed: reviewed.length,
    },
    diagnostics,
    reviewed,
  };
}
