/**
 * Draft or press: a wrong sentence can hurt its reader, so text goes to press only when people have answered for
 * it. The gate lists all that is missing; a draft prints the list, a press run is refused with it (exit 6).
 */

import { isExampleAddress } from '../compose/address.js';
import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { World } from '../core/world.js';
import { lowest, rank, type Sentence, standingOf } from '../lint/standing.js';
import type { Job } from '../schema/job.js';
import type { Review, State } from '../schema/locale.js';

/** The printed sentences of one language and what is on record about them. */
export interface PrintedText {
  readonly lang: string;
  readonly english: string;
  readonly sentences: readonly Sentence[];
  readonly review: Review;
  /** What `kyr check` finds wrong with the language: a lost "not", a changed number, markup. */
  readonly faults: readonly Diagnostic[];
}

export interface GateInput {
  readonly job: Pick<Job, 'dialled' | 'dialled-within' | 'sample' | 'release'>;
  /** English first; every other language of the job once. */
  readonly texts: readonly PrintedText[];
  readonly law: { readonly layer: string; readonly expires: string };
  /** Numbers that are printed as hotlines. */
  readonly numbers: readonly string[];
  /** Where the newest version is: printed in words, and in the QR code where there is one. */
  readonly address: string;
  /** `2026-11-23` */
  readonly today: string;
  readonly digest: World['digest'];
}

export interface Clearance {
  readonly cleared: boolean;
  /** Everything that stands between this job and the press. */
  readonly missing: readonly Diagnostic[];
  /**
   * Of that, what keeps single translations back: a run may hold those languages and go on with the others. What
   * is in `missing` and not here keeps everything back.
   */
  readonly unready: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly states: ReadonlyMap<string, State>;
  /** The day of the latest approval of English, once all of it is final. */
  readonly approvedOn?: string;
}

const DIALLED_WITHIN = 14;

export function clearForPress(input: GateInput): Clearance {
  const { job, law, digest } = input;
  const missing: Diagnostic[] = [];
  const unready = new Map<string, readonly Diagnostic[]>();
  const released = new Set((job.release ?? []).map((r) => r.lang));
  const states = new Map<string, State>();
  let approvedOn: string | undefined;
  const miss = (code: Diagnostic['code'], message: string, hint: string, at?: Diagnostic['at']): void => {
    missing.push({ code, level: 'error', message, hint, ...(at ? { at } : {}) });
  };

  for (const text of input.texts) {
    const inEnglish = text.lang === 'en';
    const standings = text.sentences.map((sentence) => ({
      sentence,
      ...standingOf(sentence, text.review, digest, inEnglish),
    }));
    states.set(text.lang, lowest(standings.map((s) => s.state)));
    const before = missing.length;
    missing.push(...text.faults);
    const isReleased = !inEnglish && released.has(text.lang);
    const wanted: State = inEnglish ? 'final' : isReleased ? 'translated' : 'reviewed';
    // Whoever releases a language answers for its sentences as they were signed, not for a later change.
    const below = standings.filter((s) => rank(s.state) < rank(wanted) || (isReleased && s.stale));
    const file = { file: `locales/${text.lang}/_review.yaml` };
    const [first] = below;
    const rest = below.length > 1 ? ` and ${below.length - 1} more` : '';
    const named = first ? `${first.sentence.namespace}:${first.sentence.key}${rest}` : '';
    if (inEnglish && below.length > 0)
      miss(
        CODE.englishNotFinal,
        `no lawyer has approved ${below.length} of ${standings.length} English sentences (${named})`,
        'a lawyer reads them; then `kyr locale sign en --state final --role lawyer`',
        file,
      );
    else if (below.length > 0 && isReleased)
      miss(
        CODE.notReviewed,
        `${text.english} is released as translated, but ${below.length} of ${standings.length} sentences have changed or were never signed (${named})`,
        `look at them; then \`kyr locale sign ${text.lang} --state translated\``,
        file,
      );
    else if (below.length > 0)
      miss(
        CODE.notReviewed,
        `${text.english}: ${below.length} of ${standings.length} sentences have had no second reader (${named})`,
        `a second person who reads ${text.english} checks them; then \`kyr locale sign ${text.lang} --state reviewed\``,
        file,
      );
    if (!inEnglish && missing.length > before) unready.set(text.lang, missing.slice(before));
    if (inEnglish && below.length === 0)
      approvedOn = standings
        .map((s) => s.on as string)
        .sort()
        .at(-1);
  }
  if (input.today > law.expires)
    miss(
      CODE.expired,
      `the text for ${law.layer} expired on ${law.expires}`,
      'write and approve a newer version of the layer',
    );

  const within = job['dialled-within'] ?? DIALLED_WITHIN;
  for (const number of input.numbers) {
    const calls = (job.dialled ?? [])
      .filter((call) => call.number === number)
      .map((call) => call.on)
      .sort();
    const last = calls.at(-1);
    if (last !== undefined && last <= input.today && daysBetween(last, input.today) <= within) continue;
    miss(
      CODE.notDialled,
      last === undefined
        ? `nobody has said that they dialled ${number}`
        : `${number} was last dialled on ${last}, which is not within ${within} days before ${input.today}`,
      'dial it, ask who answers and when, and add it under `dialled:` in the job; for a single flyer, --dialled-on',
    );
  }
  if (job.sample) miss(CODE.sampleData, 'the job is marked as a sample', 'a real job has no `sample: true`');
  if (isExampleAddress(input.address))
    miss(
      CODE.sampleData,
      `the newest version is said to be at an example address (${input.address})`,
      'name the real one with `address:` in the job',
    );
  return {
    cleared: missing.length === 0,
    missing,
    unready,
    states,
    ...(approvedOn !== undefined ? { approvedOn } : {}),
  };
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
