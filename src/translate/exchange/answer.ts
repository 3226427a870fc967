/**
 * Who answers for sentences that came back, and for which English: what goes into `_review.yaml` and `_source.yaml`. A
 * translation is signed if it is said by whom; an approval, if it is said by whom and that is another person than the
 * translator (two-people.ts). What is finished by halves is signed by nobody.
 */
import { sentenceId } from '../../compose/source-text.js';
import type { Diagnostic } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { rank, type Sentence, standingOf } from '../../lint/standing.js';
import { sign, translatorOf } from '../sign.js';
import { remember } from '../source-memory.js';
import { lintSecondReader } from '../two-people.js';
import { isOlder } from './older.js';
import type { Found, Fresh, Taken, TakeRequest } from './take.js';
import type { InUnit } from './unit.js';

/** A sentence that a file calls approved. */
interface Approved extends Sentence {
  readonly unit: InUnit;
}

/** @param fresh what is taken  @param same what came back as it is here */
export function answerFor(
  request: TakeRequest,
  fresh: readonly Fresh[],
  same: readonly Found[],
): Pick<Taken, 'review' | 'memory' | 'signed' | 'diagnostics'> {
  const { translator, reviewer, on, digest, review } = request;
  const diagnostics: Diagnostic[] = [];
  const refuse = (unit: InUnit, message: string, hint: string): void => {
    diagnostics.push({ code: CODE.exchangeSigned, level: 'error', message, hint, at: unit.at });
  };
  /** By name: a sentence may be confirmed and approved. */
  const translated = new Map<string, Sentence>();
  const translate = (sentence: Sentence): void => {
    translated.set(sentenceId(sentence), sentence);
  };
  const approved: Approved[] = [];

  // 1. What was changed.
  const today = new Map(request.wanted.map((one) => [sentenceId(one), one.english]));
  for (const { change, unit } of fresh) {
    const { namespace, key, english, text, before } = change;
    const sentence = { namespace, key, source: english, text };
    if (translator !== undefined && unit.mark !== 'unfinished') translate(sentence);
    if (unit.mark !== 'approved' || change.older) continue;
    const stood = { ...sentence, source: today.get(sentenceId(change)) ?? '', text: before ?? '' };
    // It went out approved: the tool may have left that standing when the sentence was changed.
    if (rank(standingOf(stood, review, digest, false).state) >= rank('reviewed'))
      refuse(
        unit,
        `“${key}” was changed after it had been approved; the new sentence is taken, not the approval`,
        'have it read again, and approve it in the tool or with `kyr locale sign`',
      );
    else approved.push({ ...sentence, unit });
  }

  // 2. What came back in the same words.
  const confirmed = same.filter((entry) => isConfirmed(entry, request));
  for (const { unit, wanted, current } of same) {
    const { namespace, key, english } = wanted;
    const sentence = { namespace, key, source: english, text: current as string };
    if (unit.mark !== 'approved') continue;
    const standing = standingOf(sentence, review, digest, false);
    if (standing.stale === undefined && rank(standing.state) >= rank('reviewed')) continue;
    if (isOlder(unit, wanted)) {
      if (reviewer !== undefined)
        refuse(
          unit,
          `“${key}” was approved against older English`,
          `then: ${unit.english} — now: ${english}. Export it again, and have it read again`,
        );
      continue;
    }
    const onRecord = translatorOf(review.review[namespace]?.[key], sentence.text, digest);
    if (onRecord === undefined && translator !== undefined) translate(sentence);
    approved.push({ ...sentence, unit });
  }
  if (translator !== undefined)
    for (const { wanted, current } of confirmed)
      translate({ ...wanted, source: wanted.english, text: current as string });

  // 3. First who translated it, then who read it.
  const once = sign(
    review,
    [...translated.values()],
    { state: 'translated', by: translator ?? '', on },
    digest,
  );
  const refused = reviewer === undefined ? [] : lintApprovals(request, once, reviewer, approved);
  diagnostics.push(...refused);
  const reviewed =
    reviewer === undefined ? [] : approved.filter(({ unit }) => !refused.some((d) => d.at === unit.at));
  const [first] = approved;
  if (reviewer === undefined && first)
    diagnostics.push({
      code: CODE.exchangeSigned,
      level: 'warning',
      message: `${approved.length} ${approved.length === 1 ? 'sentence is' : 'sentences are'} approved in the file, and it is not said by whom`,
      hint: 'import it again with --reviewer "second reader", a role or a pseudonym, to put that on record',
      at: first.unit.at,
    });

  // 4. Translated from the English that it went out with, not from today's.
  const sources = [
    ...fresh
      .filter(({ unit }) => unit.english !== undefined)
      .map(({ change: { namespace, key, english } }) => ({ namespace, key, source: english })),
    ...confirmed.map(({ wanted: { namespace, key, english } }) => ({ namespace, key, source: english })),
    ...reviewed.map(({ namespace, key, source }) => ({ namespace, key, source })),
  ];
  const twice = new Set(reviewed.map(sentenceId));
  return {
    review: sign(once, reviewed, { state: 'reviewed', by: reviewer ?? '', on }, digest),
    memory: sources.length === 0 ? request.memory : remember(request.memory, sources),
    signed: {
      translated: [...translated.keys()].filter((id) => !twice.has(id)).length,
      reviewed: reviewed.length,
    },
    diagnostics,
  };
}

/** What keeps approvals from going on record, each at its unit. */
function lintApprovals(
  { names, digest }: TakeRequest,
  review: TakeRequest['review'],
  by: string,
  approved: readonly Approved[],
): Diagnostic[] {
  const units = new Map(approved.map((one) => [sentenceId(one), one.unit]));
  return lintSecondReader({
    review,
    sentences: approved,
    by,
    ...(names === undefined ? {} : { names }),
    digest,
    place: (sentence) => units.get(sentenceId(sentence))?.at,
  }).map((d) =>
    d.code === CODE.noTranslator
      ? { ...d, hint: 'say who translated it with --translator; the sentence is taken, not the approval' }
      : d,
  );
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
