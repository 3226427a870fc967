/**
 * `kyr locale review`: walks a second reader through the sentences, each with its English, how it was read back and
 * where it stands on the flyer. Approve, comment or skip; what was decided is on disk at once, so that one may leave at
 * any sentence and go on another evening. Everything that is asked can be said by flags instead.
 */
import { join, resolve } from 'node:path';
import { EXIT, fail, failOnErrors } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { pageWidth, wrap } from '../../core/wrap.js';
import type { Passage } from '../../lint/passage.js';
import { rank } from '../../lint/standing.js';
import type { DiskWorld } from '../../load/disk-world.js';
import { loadLocale, placeInLocale } from '../../load/locales.js';
import { loadComments } from '../../load/second-reading.js';
import { comment, formatComments, openComments, settle } from '../../translate/comments.js';
import { formatReview, sign } from '../../translate/sign.js';
import { forget, formatSourceMemory, remember } from '../../translate/source-memory.js';
import { lintSecondReader } from '../../translate/two-people.js';
import { today } from '../day.js';
import { writeLocaleFile } from '../locale-files.js';
import type { Outcome } from '../output.js';
import { openPressRoom, type PressRoom } from '../press-room.js';
import { namesOf, refuseLegalName } from '../private-names.js';
import { openReadingRoom, type ReadingRoom, SIDES } from '../reading-room.js';
import { collect, lint } from '../texts.js';
import { picture } from '../workshop.js';
import { checkDay, openWorld } from '../world.js';
import { writeOne } from '../write.js';

export interface ReviewOptions {
  readonly publication: string;
  readonly edition?: string;
  readonly layer: string;
  readonly role?: string;
  readonly on?: string;
  readonly approve?: readonly string[];
  /** `namespace:key=what is asked` */
  readonly comment?: readonly string[];
  readonly settle?: readonly string[];
  readonly list?: boolean;
  readonly out?: string;
  readonly json: boolean;
}

/** What was decided about one sentence. */
type Decision =
  | { readonly kind: 'approve'; readonly passage: Passage }
  | { readonly kind: 'comment'; readonly passage: Passage; readonly words: string }
  | { readonly kind: 'settle'; readonly passage: Passage };

interface Reader {
  readonly world: DiskWorld;
  readonly room: PressRoom;
  readonly reading: ReadingRoom;
  readonly role: string;
  readonly on: string;
}

export async function localeReview(tag: string, options: ReviewOptions): Promise<Outcome> {
  const world = openWorld();
  const room = openPressRoom(world, options);
  const { meta } = room.locale(tag);
  const reading = openReadingRoom(room, meta.tag);
  const on = options.on ?? today(world);
  checkDay(on);
  if (options.role !== undefined) refuseLegalName(world, options.role);

  const decided = decisionsOf(reading, options);
  if (decided.length > 0) {
    const role = options.role ?? needsRole();
    await decide({ world, room, reading, role, on }, decided);
  } else if (!options.list) {
    if (options.json || !process.stdin.isTTY || !process.stdout.isTTY)
      fail(
        {
          code: CODE.needsTerminal,
          message: 'there is no terminal here to ask in',
          hint: 'look with --list, and answer with --role, --approve KEY…, --comment KEY="what is wrong", --settle KEY…',
        },
        EXIT.usage,
      );
    const pictures = await paintSides(room, reading, options.out);
    await walk({ world, room, reading, on, role: options.role, pictures });
  }
  return summary(world, room, reading, options.list === true);
}

const needsRole = (): never =>
  fail(
    {
      code: CODE.usage,
      message: 'it is not said who read it',
      hint: 'add --role "second reader": a role or a pseudonym, never a legal name',
    },
    EXIT.usage,
  );

/** @throws KyrError (exit 2) with every key that no sentence has, and every comment without words */
function decisionsOf({ passages }: ReadingRoom, options: ReviewOptions): Decision[] {
  const known = new Map(passages.map((p) => [p.id, p]));
  const wrong: string[] = [];
  const find = (id: string): Passage[] => {
    const passage = known.get(id);
    if (!passage) wrong.push(id);
    return passage ? [passage] : [];
  };
  const decided: Decision[] = [
    ...(options.approve ?? []).flatMap(find).map((passage) => ({ kind: 'approve' as const, passage })),
    ...(options.comment ?? []).flatMap((one): Decision[] => {
      const equals = one.indexOf('=');
      const words = equals === -1 ? '' : one.slice(equals + 1).trim();
      if (words === '')
        fail(
          {
            code: CODE.usage,
            message: `“${one}” is no comment on a sentence`,
            hint: 'write --comment us-federal:door.title="this sounds like an order"',
          },
          EXIT.usage,
        );
      return find(one.slice(0, equals)).map((passage) => ({ kind: 'comment', passage, words }));
    }),
    ...(options.settle ?? []).flatMap(find).map((passage) => ({ kind: 'settle' as const, passage })),
  ];
  if (wrong.length > 0)
    fail(
      {
        code: CODE.unknownName,
        message: `there is no sentence ${wrong.join(', ')}`,
        hint: 'name it as namespace:key, such as us-federal:door.title; --list shows all',
      },
      EXIT.usage,
    );
  return decided;
}

/** Puts decisions on record, all or none. @throws KyrError for what a second reader may not approve */
async function decide(reader: Reader, decisions: readonly Decision[]): Promise<void> {
  const { world, room, reading, role, on } = reader;
  const { lang } = reading;
  const { digest } = world;
  // What was decided a moment ago is on disk.
  const locale = loadLocale(world, lang);
  const approved = decisions.flatMap((d) => (d.kind === 'approve' ? [d.passage] : []));
  const place = ({ namespace, key }: Pick<Passage, 'namespace' | 'key'>) =>
    placeInLocale(room.locale(lang), namespace, key);
  if (approved.length > 0) {
    const faults = lint(room, lang).filter((d) => {
      const at = d.at;
      if (d.level !== 'error' || !at || !('file' in at)) return false;
      return approved.some((p) => {
        const own = place(p);
        return own.file === at.file && own.line === at.line;
      });
    });
    failOnErrors([
      ...faults,
      ...lintSecondReader({
        review: locale.review.value,
        sentences: approved,
        by: role,
        names: namesOf(world, lang),
        digest,
        place,
      }),
    ]);
  }
  const before = loadComments(world, lang);
  const answered = decisions.flatMap((d) => (d.kind === 'comment' ? [] : [d.passage]));
  const comments = decisions.reduce(
    (all, d) =>
      d.kind === 'comment' ? comment(all, d.passage, { comment: d.words, by: role, on }, digest) : all,
    settle(before, answered),
  );
  if (approved.length > 0) {
    const review = sign(locale.review.value, approved, { state: 'reviewed', by: role, on }, digest);
    await writeLocaleFile(world, lang, '_review.yaml', formatReview(review));
    await writeLocaleFile(
      world,
      lang,
      '_source.yaml',
      formatSourceMemory(forget(remember(locale.memory.value, approved), locale.writes)),
    );
  }
  if (formatComments(comments) !== formatComments(before))
    await writeLocaleFile(world, lang, '_comments.yaml', formatComments(comments));
}

interface Walker extends Omit<Reader, 'role'> {
  readonly role: string | undefined;
  readonly pictures: readonly string[];
}

/** Asks about one sentence after another that nobody has answered for. Leaving at any question keeps what was decided. */
async function walk(walker: Walker): Promise<void> {
  const { isCancel, intro, log, note, outro, select, text } = await import('@clack/prompts');
  const { world, reading, pictures, on } = walker;
  intro(`Second reading: ${reading.lang}`);
  for (const [index, path] of pictures.entries()) log.info(`${SIDES[index]}: ${world.shown(path)}`);
  let role = walker.role;
  if (role === undefined) {
    const said = await text({
      message: 'Who reads? A role or a pseudonym, never a legal name.',
      placeholder: 'second reader',
      validate: (value) => (value?.trim() ? undefined : 'write a role such as “second reader”'),
    });
    if (isCancel(said)) return outro('Nothing was changed.');
    role = said.trim();
    refuseLegalName(world, role);
  }
  const reader = { ...walker, role };
  const waiting = toRead(world, reading);
  for (const [index, passage] of waiting.entries()) {
    note(describe(world, reading, passage).join('\n'), `${index + 1} of ${waiting.length} · ${passage.id}`);
    const answer = await select({
      message: 'Does it say the same?',
      options: [
        { value: 'approve', label: 'Yes, approve it' },
        { value: 'comment', label: 'No, or not sure: leave a comment for the translator' },
        { value: 'skip', label: 'Skip it for now' },
        { value: 'quit', label: 'Stop here, and go on later' },
      ],
    });
    if (isCancel(answer) || answer === 'quit') break;
    if (answer === 'approve') await decideOrTell(reader, { kind: 'approve', passage }, log.error);
    if (answer === 'comment') {
      const words = await text({ message: 'What is wrong, and what should it say?' });
      if (isCancel(words)) break;
      if (words?.trim())
        await decideOrTell(reader, { kind: 'comment', passage, words: words.trim() }, log.error);
    }
  }
  outro(`What was decided is kept, as of ${on}. Start again to go on.`);
}

/** A sentence that may not be approved does not end the walk. */
async function decideOrTell(
  reader: Reader,
  decision: Decision,
  tell: (message: string) => void,
): Promise<void> {
  for (const d of await collect(() => decide(reader, [decision])))
    tell(d.hint === undefined ? d.message : `${d.message} (${d.hint})`);
}

/** Nobody has answered for it as it stands, and no comment waits for the translator. */
const toRead = (world: DiskWorld, { lang, passages }: ReadingRoom): Passage[] => {
  const comments = loadComments(world, lang);
  return passages.filter(
    (p) => rank(p.standing.state) < rank('reviewed') && openComments(comments, p, world.digest).length === 0,
  );
};

function describe(world: DiskWorld, reading: ReadingRoom, passage: Passage): string[] {
  const width = Math.min(pageWidth(process.stdout.columns) - 8, 88);
  const say = (label: string, words: string): string[] => wrap(words, width, '           ', label.padEnd(11));
  const { source, text, back, notes, terms, standing } = passage;
  const side = reading.sideOf(passage);
  return [
    ...say('English', source),
    ...say(reading.lang, text),
    ...say(
      'read back',
      back ? `${back.text}${back.outdated ? ' (of an earlier English)' : ''}` : 'by nobody yet',
    ),
    ...(notes.length === 0 ? [] : say('note', notes.join(' '))),
    ...(terms.length === 0
      ? []
      : say('words', terms.map(({ term, words }) => `${term}: ${words.join(', ')}`).join('; '))),
    ...(side === undefined ? [] : say('stands on', `the ${side}`)),
    ...say(
      'state',
      `${standing.state}${standing.stale === undefined ? '' : `; ${standing.stale === 'source' ? 'the English' : 'the translation'} has changed since it was signed`}`,
    ),
    ...openComments(loadComments(world, reading.lang), passage, world.digest).flatMap((c) =>
      say('asked', `${c.comment} (${c.by}, ${c.on})`),
    ),
  ];
}

async function paintSides(room: PressRoom, { lang, flyer }: ReadingRoom, out?: string): Promise<string[]> {
  const folder = resolve(out ?? join('out', 'review'));
  const painted: string[] = [];
  for (const [index, side] of flyer().sides.entries()) {
    const path = join(folder, `${lang}-${SIDES[index]}.png`);
    await writeOne(path, await picture(room, side));
    painted.push(path);
  }
  return painted;
}

/** How far the reading is, from what lies on disk now. */
function summary(world: DiskWorld, room: PressRoom, before: ReadingRoom, list: boolean): Outcome {
  const { lang } = before;
  const fresh = openReadingRoom({ ...room, locale: (tag) => loadLocale(world, tag) }, lang);
  const comments = loadComments(world, lang);
  const asked = fresh.passages.flatMap((p) =>
    openComments(comments, p, world.digest).map((c) => ({
      key: p.id,
      comment: c.comment,
      by: c.by,
      on: c.on,
    })),
  );
  const reviewed = fresh.passages.filter((p) => rank(p.standing.state) >= rank('reviewed')).length;
  const waiting = toRead(world, fresh);
  const english = room.locale(lang).meta.english;
  return {
    exitCode: EXIT.done,
    data: {
      tag: lang,
      sentences: fresh.passages.length,
      reviewed,
      comments: asked,
      waiting: waiting.map((p) => p.id),
      missing: fresh.missing.map((m) => m.id),
      ...(list ? { passages: fresh.passages.map((p) => dataOf(p, fresh)) } : {}),
    },
    text: [
      ...(list
        ? fresh.passages.flatMap((p) => [p.id, ...describe(world, fresh, p).map((l) => `  ${l}`), ''])
        : []),
      ...(list ? [] : asked.map((c) => `${c.key}: ${c.comment} (${c.by}, ${c.on})`)),
      `${english}: ${reviewed} of ${fresh.passages.length} sentences reviewed, ${asked.length} open ${asked.length === 1 ? 'comment' : 'comments'}, ${waiting.length} to read${fresh.missing.length === 0 ? '' : `, ${fresh.missing.length} not translated yet`}`,
    ].join('\n'),
    diagnostics: list ? fresh.flyer().warnings : [],
  };
}

const dataOf = (p: Passage, reading: ReadingRoom) => ({
  key: p.id,
  source: p.source,
  text: p.text,
  back: p.back?.text ?? null,
  notes: p.notes,
  terms: p.terms,
  side: reading.sideOf(p) ?? null,
  state: p.standing.state,
});
