/** `kyr locale sign`: puts on record who answers for a language's sentences, as they stand now. */
import { EXIT, fail, KyrError } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { State } from '../../schema/locale.js';
import { formatReview, sign } from '../../translate/sign.js';
import { formatSourceMemory, remember } from '../../translate/source-memory.js';
import { writeLocaleFile } from '../locale-files.js';
import type { Outcome } from '../output.js';
import { openPressRoom } from '../press-room.js';
import { lint, sentencesToSign } from '../texts.js';
import { checkDay, openWorld, today } from '../world.js';

export interface SignOptions {
  readonly publication: string;
  readonly edition?: string;
  readonly layer: string;
  readonly state: State;
  readonly role: string;
  readonly on?: string;
  /** `us-federal:door.title`; all keys if empty. */
  readonly keys: readonly string[];
}

export async function localeSign(tag: string, options: SignOptions): Promise<Outcome> {
  const world = openWorld();
  const room = openPressRoom(world, options);
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

  const all = sentencesToSign(room, lang);
  const unknown = options.keys.filter((key) => !all.some((s) => `${s.namespace}:${s.key}` === key));
  if (unknown.length > 0)
    fail(
      {
        code: CODE.unknownName,
        message: `there is no sentence ${unknown.join(', ')}`,
        hint: 'name it as namespace:key, such as us-federal:door.title',
      },
      EXIT.usage,
    );
  const chosen =
    options.keys.length === 0 ? all : all.filter((s) => options.keys.includes(`${s.namespace}:${s.key}`));
  const review = sign(
    locale.review.value,
    chosen,
    { state: options.state, by: options.role, on },
    world.digest,
  );

  const path = await writeLocaleFile(world, lang, '_review.yaml', formatReview(review));
  // Second: whoever signs has held the translation against the English of today. Cut short here, a sentence is signed
  // and still told as stale, never the other way round.
  if (lang !== 'en')
    await writeLocaleFile(
      world,
      lang,
      '_source.yaml',
      formatSourceMemory(remember(locale.memory.value, chosen)),
    );
  return {
    exitCode: EXIT.done,
    data: { tag: lang, state: options.state, signed: chosen.length, file: world.shown(path) },
    text: `${chosen.length} ${chosen.length === 1 ? 'sentence' : 'sentences'} of ${locale.meta.english} ${chosen.length === 1 ? 'is' : 'are'} on record as ${options.state} (${options.role}, ${on})`,
    diagnostics: [],
  };
}
