/**
 * `kyr locale sign`: puts on record who answers for a language's sentences: as they stand now, or, with the code of a
 * printed proof, as they stood on a paper that came back signed.
 */

import { sentenceId } from '../../compose/source-text.js';
import { EXIT, fail, failOnErrors, KyrError } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { LanguageTag } from '../../core/language.js';
import { readSpokenCode } from '../../core/spoken-code.js';
import { rank, type Sentence, standingOf } from '../../lint/standing.js';
import { placeInLocale } from '../../load/locales.js';
import { loadComments, loadProofs } from '../../load/second-reading.js';
import type { State } from '../../schema/locale.js';
import type { PrintedProof } from '../../schema/second-reading.js';
import { formatComments, settle } from '../../translate/comments.js';
import { sentencesSigned } from '../../translate/printed-proof.js';
import { formatReview, sign } from '../../translate/sign.js';
import { forget, formatSourceMemory, remember } from '../../translate/source-memory.js';
import { lintSecondReader } from '../../translate/two-people.js';
import { today } from '../day.js';
import { writeLocaleFile } from '../locale-files.js';
import type { Outcome } from '../output.js';
import { openPressRoom, type PressRoom } from '../press-room.js';
import { keepName, namesOf, refuseLegalName } from '../private-names.js';
import { lint, sentencesToSign } from '../texts.js';
import { checkDay, openWorld } from '../world.js';

export interface SignOptions {
  readonly publication: string;
  readonly edition?: string;
  readonly layer: string;
  readonly state: State;
  readonly role: string;
  readonly on?: string;
  /** `us-federal:door.title`; all keys if empty. */
  readonly keys: readonly string[];
  /** Of a printed proof; what is on it is signed, and edition and place are those of the proof. */
  readonly code?: string;
  /** Numbers or keys on that proof that are not signed. */
  readonly except?: readonly string[];
  /** The legal name behind the role, for the private file alone. */
  readonly name?: string;
}

export async function localeSign(tag: string, options: SignOptions): Promise<Outcome> {
  const world = openWorld();
  refuseLegalName(world, options.role);
  const printed = options.code === undefined ? undefined : findProof(world, tag, options.code);
  const room = openPressRoom(world, printed?.proof ?? options);
  const locale = room.locale(tag);
  const lang = locale.meta.tag;
  if (lang === 'en' && options.state !== 'initial' && options.state !== 'final')
    fail(
      {
        code: CODE.usage,
        message: `English has a legal state only, not “${options.state}”`,
        hint: 'sign it as final when a lawyer has approved it, or as initial to take that back',
      },
      EXIT.usage,
    );
  const on = options.on ?? today(world);
  checkDay(on);
  const errors = lint(room, lang).filter((d) => d.level === 'error');
  if (errors.length > 0) throw new KyrError(errors);

  if (options.except !== undefined && !printed)
    fail(
      {
        code: CODE.usage,
        message: '--except leaves out numbers of a printed proof, and no proof is named',
        hint: 'add --code with the code on the proof, or name single sentences with --key',
      },
      EXIT.usage,
    );
  const asked = printed
    ? signedOnPaper(room, lang, printed, options)
    : namedSentences(room, lang, options.keys);
  const chosen = options.keys.length > 0 ? asked : withoutHigher(room, lang, asked, options.state);
  const kept = asked.length - chosen.length;
  const by = options.role;
  if (lang !== 'en' && rank(options.state) > rank('translated'))
    failOnErrors(
      lintSecondReader({
        review: locale.review.value,
        sentences: chosen,
        by,
        names: { ...namesOf(world, lang), ...(options.name === undefined ? {} : { [by]: options.name }) },
        digest: world.digest,
        place: (s) => placeInLocale(room.locale(lang), s.namespace, s.key),
      }),
    );
  const review = sign(
    locale.review.value,
    chosen,
    { state: options.state, by, on, ...(printed ? { proof: printed.code } : {}) },
    world.digest,
  );

  if (options.name !== undefined) await keepName(world, lang, by, options.name);
  const path = await writeLocaleFile(world, lang, '_review.yaml', formatReview(review));
  // Second: whoever signs has held the translation against the English of today. Cut short here, a sentence is signed
  // and still told as stale, never the other way round.
  if (lang !== 'en') {
    await writeLocaleFile(
      world,
      lang,
      '_source.yaml',
      formatSourceMemory(forget(remember(locale.memory.value, chosen), locale.writes)),
    );
    await settleReviewed(world, lang, chosen, options.state);
  }
  const rest = kept === 0 ? '' : `; ${kept} that stand higher were left as they are`;
  return {
    exitCode: EXIT.done,
    data: { tag: lang, state: options.state, signed: chosen.length, kept, file: world.shown(path) },
    text: `${chosen.length} ${chosen.length === 1 ? 'sentence' : 'sentences'} of ${locale.meta.english} ${chosen.length === 1 ? 'is' : 'are'} on record as ${options.state} (${by}, ${on}${printed ? `, on paper ${printed.code}` : ''})${rest}`,
    diagnostics: [],
  };
}

interface FoundProof {
  readonly code: string;
  readonly proof: PrintedProof;
}

/** @throws KyrError KYR840 for a code that was misread (exit 2), or that no proof of the language has */
function findProof(world: Parameters<typeof loadProofs>[0], tag: LanguageTag, typed: string): FoundProof {
  const read = readSpokenCode(typed);
  if ('fault' in read)
    fail(
      {
        code: CODE.proofCode,
        message: read.fault,
        hint: 'it stands in the box on the first page of the proof, and at the head of every other',
      },
      EXIT.usage,
    );
  const { code } = read;
  const { proofs } = loadProofs(world, tag);
  const proof = proofs[code];
  if (proof) return { code, proof };
  const known = Object.entries(proofs).map(([c, p]) => `${c} (${p.edition}, ${p.on})`);
  return fail({
    code: CODE.proofCode,
    message: `no proof of ${tag} with the code ${code} was printed here`,
    hint:
      known.length === 0
        ? `locales/${tag}/_proofs.yaml keeps them: it must come from whoever printed the proof`
        : `locales/${tag}/_proofs.yaml knows ${known.join(', ')}; it must come from whoever printed the proof`,
  });
}

/** @throws KyrError KYR841 naming everything on the paper that is another by now */
function signedOnPaper(
  room: PressRoom,
  lang: LanguageTag,
  { code, proof }: FoundProof,
  { keys, except }: SignOptions,
): readonly Sentence[] {
  const { sentences, faults } = sentencesSigned({
    code,
    proof,
    now: sentencesToSign(room, lang),
    only: keys,
    except: except ?? [],
    digest: room.world.digest,
    place: (s) => placeInLocale(room.locale(lang), s.namespace, s.key),
  });
  failOnErrors(faults);
  return sentences;
}

/** @throws KyrError KYR110 (exit 2) for a name that no sentence has */
function namedSentences(room: PressRoom, lang: LanguageTag, keys: readonly string[]): readonly Sentence[] {
  const all = sentencesToSign(room, lang);
  const unknown = keys.filter((key) => !all.some((s) => sentenceId(s) === key));
  if (unknown.length > 0)
    fail(
      {
        code: CODE.unknownName,
        message: `there is no sentence ${unknown.join(', ')}`,
        hint: 'name it as namespace:key, such as us-federal:door.title',
      },
      EXIT.usage,
    );
  return keys.length === 0 ? all : all.filter((s) => keys.includes(sentenceId(s)));
}

/** Whoever mends three sentences and signs all of them does not take back what a second reader has answered for. */
function withoutHigher(
  room: PressRoom,
  lang: LanguageTag,
  sentences: readonly Sentence[],
  state: State,
): readonly Sentence[] {
  if (lang === 'en' || state === 'initial') return sentences;
  const review = room.locale(lang).review.value;
  return sentences.filter((sentence) => {
    const standing = standingOf(sentence, review, room.world.digest, false);
    return standing.stale !== undefined || rank(standing.state) <= rank(state);
  });
}

/** What a second reader signs has no open question of theirs any more. */
async function settleReviewed(
  world: ReturnType<typeof openWorld>,
  lang: LanguageTag,
  sentences: readonly Sentence[],
  state: State,
): Promise<void> {
  if (rank(state) <= rank('translated')) return;
  const before = loadComments(world, lang);
  const after = settle(before, sentences);
  if (formatComments(after) !== formatComments(before))
    await writeLocaleFile(world, lang, '_comments.yaml', formatComments(after));
}
