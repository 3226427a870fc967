/**
 * `kyr init`: from an empty folder to a congregation's first flyers. Asks what no flag says, writes the organisation
 * and makes the flyers by the same command that makes them later.
 *
 * Promises: overwrites nothing. What is refused is refused before the first file is written, but for a flyer that
 * cannot be made: the organisation is kept, the other languages are made, and the message says which is missing.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { Document } from 'yaml';
import { type Diagnostic, EXIT, eachOnce, fail, KyrError } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { FOUR_COLOURS } from '../../core/ink.js';
import { makeFolder, removeFile } from '../../job/disk.js';
import { judgeAccents, loadAccents } from '../../load/accent.js';
import { listLocales } from '../../load/locales.js';
import { MAX_FILE } from '../../load/logo/logo.js';
import { loadOrganisation } from '../../load/organisation.js';
import { refuseLarge } from '../../load/text-file.js';
import { offers } from '../editions.js';
import { type Answers, type InitOptions, idFrom, readFlags } from '../init/answers.js';
import { askForRest, given, type OfferedLanguage } from '../init/ask.js';
import { openLasting } from '../memory.js';
import type { Outcome } from '../output.js';
import { openPressRoom } from '../press-room.js';
import { openCondition, separationFor } from '../profiles.js';
import { stateOf } from '../texts.js';
import { openWorld } from '../world.js';
import { writeOne } from '../write.js';
import { flyer } from './flyer.js';

/** What a congregation hands out first. */
const FIRST = { publication: 'ice-encounter', layer: 'us/ny/nyc' } as const;

export async function init(folder: string, options: InitOptions): Promise<Outcome> {
  const world = openWorld();
  const room = openPressRoom(world, FIRST);
  const offered = listLocales(world)
    .filter((tag) => offers(room.locale(tag).meta, room.content))
    .map((tag): OfferedLanguage => {
      const { name, english } = room.locale(tag).meta;
      return { tag, name, english, state: stateOf(room, tag) };
    });
  const known = readFlags(
    options,
    offered.map(({ tag }) => tag),
  );

  const separation = separationFor(FOUR_COLOURS, await openCondition(world));
  // Nobody is asked twelve questions before a flag is refused.
  if (known.accent !== undefined)
    await loadAccents([{ text: known.accent }], separation).catch((error: unknown) => {
      throw error instanceof KyrError ? new KyrError(error.diagnostics, EXIT.usage) : error;
    });

  const mayAsk = process.stdin.isTTY === true && process.stdout.isTTY === true && !options.yes;
  if (!mayAsk && known.languages === undefined)
    fail(
      {
        code: CODE.missingKey,
        message: 'in which languages? There is no terminal here to ask on',
        hint: 'write them after --lang, such as --lang es ur ht; kyr languages lists them',
      },
      EXIT.usage,
    );
  const answers = mayAsk
    ? await askForRest(
        known,
        offered,
        { input: process.stdin, output: process.stdout },
        async (text) => (await judgeAccents([text], separation))[0]!,
      )
    : withDefaults(known as Partial<Answers> & Pick<Answers, 'languages'>);
  if (answers === undefined)
    return { exitCode: EXIT.interrupted, data: null, text: 'nothing was written', diagnostics: [] };
  return write(resolve(folder), answers);
}

const withDefaults = (known: Partial<Answers> & Pick<Answers, 'languages'>): Answers => {
  const {
    languages,
    names = {},
    paper = 'letter',
    uses = ['home', 'phone'],
    address,
    phone,
    web,
    logo,
    accent,
  } = known;
  return { languages, names, paper, uses, ...given({ address, phone, web, logo, accent }) };
};

async function write(folder: string, answers: Answers): Promise<Outcome> {
  const world = openWorld();
  const id = idFrom(answers.names);
  const file = join(folder, `${id}.yaml`);
  const logo = answers.logo === undefined ? undefined : `${id}-logo${endingOf(answers.logo)}`;
  const project = join(folder, 'kyr.yaml');
  const taken = [file, ...(logo === undefined ? [] : [join(folder, logo)])].find((path) => existsSync(path));
  if (taken !== undefined)
    fail({
      code: CODE.badValue,
      message: `${world.shown(taken)} is there already, and init overwrites nothing`,
      hint: `change it in an editor and use it with --organisation ${world.shown(file)}, or name another folder`,
    });
  if (answers.logo !== undefined) {
    if (!statSync(answers.logo, { throwIfNoEntry: false })?.isFile())
      fail({
        code: CODE.logo,
        message: `there is no picture ${answers.logo}`,
        hint: 'write where the file lies, such as Desktop/logo.png',
      });
    refuseLarge(world, resolve(answers.logo), answers.logo, MAX_FILE);
  }

  const written: string[] = [];
  const takeAway = makeFolder(folder);
  try {
    if (logo !== undefined) {
      written.push(join(folder, logo));
      await writeOne(join(folder, logo), readFileSync(answers.logo as string));
    }
    written.push(file);
    await writeOne(file, new TextEncoder().encode(organisationYaml(id, answers, logo)));
    // A logo or a name that cannot be printed is found here, before the first flyer is begun.
    await loadOrganisation(world, file, world.shown(file));
    if (world.project === undefined && !existsSync(project))
      await writeOne(project, new TextEncoder().encode('# This folder is a project of kyr.\n'));
  } catch (error) {
    for (const path of written) removeFile(path);
    if (!(error instanceof KyrError)) throw error;
    // The files that messages name are gone again: what is wrong with the logo is told of the one it came from.
    throw new KyrError(
      error.diagnostics.map(({ at, ...d }) =>
        answers.logo !== undefined && OF_LOGOS.has(d.code) ? { ...d, at: { file: answers.logo } } : d,
      ),
      error.exitCode,
    );
  } finally {
    takeAway();
  }

  const flyers = join(folder, 'flyers');
  // Opened now that the folder has the files that were asked for.
  const lasting = openLasting();
  const made: string[] = [];
  const told: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const failed: string[] = [];
  for (const lang of answers.languages)
    for (const use of answers.uses)
      try {
        const outcome = await flyer(lasting, {
          ...FIRST,
          lang,
          organisation: file,
          for: use,
          purpose: 'draft',
          ...(use === 'home' ? { paper: answers.paper } : {}),
          // As --help says.
          profile: 'GRACoL2006',
          out: use === 'text' ? join(flyers, `${lang}.txt`) : `${flyers}/`,
        });
        made.push(...(outcome.data as { readonly files: readonly string[] }).files);
        told.push(...outcome.text.split('\n'));
        diagnostics.push(...outcome.diagnostics);
      } catch (error) {
        if (!(error instanceof KyrError)) throw error;
        if (!failed.includes(lang)) failed.push(lang);
        diagnostics.push(...error.diagnostics);
      }
  const shown = world.shown(file);
  const again = `kyr flyer --lang ${answers.languages[0]} --organisation ${shown}`;
  return {
    exitCode: failed.length > 0 ? EXIT.invalid : EXIT.done,
    data: { organisation: shown, files: made, failed },
    text: [
      `${shown} says who you are; change it in any editor.`,
      ...told.map((line) => `  ${line}`),
      ...(failed.length > 0 ? [`Not made: ${failed.join(', ')}; the messages say why.`] : []),
      `Once more, or for something else: ${again} --for home`,
    ].join('\n'),
    diagnostics: eachOnce(diagnostics),
  };
}

/** `.png`; none for what is no ending of a picture. */
const endingOf = (file: string): string => /^\.[a-z]{3,4}$/.exec(extname(file).toLowerCase())?.[0] ?? '';

const OF_LOGOS: ReadonlySet<string> = new Set([
  CODE.logo,
  CODE.fileMissing,
  CODE.svgRefused,
  CODE.svgSyntax,
  CODE.svgLimit,
]);

function organisationYaml(id: string, answers: Answers, logo: string | undefined): string {
  const { names, address, phone, web, accent } = answers;
  const name = Object.keys(names).length === 1 && names.en !== undefined ? names.en : names;
  const document = new Document({
    organisation: id,
    ...(Object.keys(names).length === 0 ? {} : { name }),
    ...given({ address, phone, web, logo, accent }),
  });
  document.commentBefore =
    ' Who hands the flyer out. Every line but the first may be taken out; `withhold: true` prints none of them.';
  return document.toString({ lineWidth: 0 });
}
