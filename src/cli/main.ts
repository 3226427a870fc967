/**
 * The command line. Commands are declared here and loaded when they are called, so that --help opens no font.
 * Exit codes: 0 done · 1 a bug · 2 usage · 3 input not valid · 4 preflight or verify failed · 5 stopped, resumable
 * · 6 not cleared for press · 130 interrupted.
 */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EXIT, type ExitCode } from '../core/diagnostic.js';
import { type Pt, parseLength } from '../core/units.js';
import { type Outcome, outcomeOf, show } from './output.js';
import { VERSION } from './tool.js';

/** Runs a command line (without `node` and the script) and gives its exit code. Never throws. */
export async function run(argv: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const streams = { out: process.stdout, err: process.stderr };

  /** Carries a command out and shows what came of it. */
  const act = async (json: boolean, work: () => Outcome | Promise<Outcome>): Promise<void> => {
    let outcome: Outcome;
    try {
      outcome = await work();
    } catch (error) {
      outcome = outcomeOf(error);
    }
    exitCode = show(outcome, json, streams);
  };

  const program = new Command('kyr')
    .description('Prints know-your-rights flyers: from the law and its translations to print-ready PDF runs.')
    .version(VERSION)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 bug, 2 usage, 3 input not valid, 4 preflight or verify failed,\n5 stopped and resumable, 6 not cleared for press, 130 interrupted.',
    );

  const json = (): Option => new Option('--json', 'print one JSON object instead of text').default(false);
  const publication = (): Option =>
    new Option('--publication <id>', 'what to print').default('ice-encounter');
  const edition = (): Option =>
    new Option('--edition <name>', 'of the publication, such as core or full (default: its first)');
  const layer = (): Option => new Option('--layer <id>', 'the place whose law holds').default('us/ny/nyc');

  const holdUnready = (): Option =>
    new Option('--hold-unready', 'press: print the languages that are ready, and hold the others');

  const traceable = (): Option =>
    new Option(
      '--traceable',
      'for benchmarks: take a job that has a code of its own on every piece, which gives readers away',
    );

  program
    .command('init')
    .description('a flyer of your own: asks who you are and what you need, and makes the first ones')
    .argument('[folder]', 'where it goes', '.')
    .option('--lang <tags...>', 'languages, such as es ur ht')
    .option('--name <name>', 'the congregation in English; every name, address and number may be left out')
    .option(
      '--name-in <tag=name...>',
      'the same in another language, such as es="Parroquia de Santa Brígida"',
    )
    .option('--address <address>', 'printed on every flyer')
    .option('--phone <number>', 'printed on every flyer')
    .option('--web <page>', 'printed on every flyer')
    .option('--logo <file>', 'PNG or JPEG')
    .addOption(new Option('--paper <name>', 'what is in the office printer').choices(['letter', 'a4']))
    .addOption(
      new Option(
        '--for <uses...>',
        'home: PDF for the office printer; png: pictures; screen: PDF for screens; text: the words; press: PDF for a print shop (default: home png)',
      ).choices(['home', 'png', 'screen', 'text', 'press']),
    )
    .option('--yes', 'ask nothing: leave out what no flag says', false)
    .addOption(json())
    .action(async (folder, options) =>
      act(options.json, async () => (await import('./commands/init.js')).init(folder, options)),
    );

  program
    .command('flyer')
    .description('make one flyer')
    .requiredOption('--lang <tags...>', 'languages of the readers, such as es or zh-Hans')
    .addOption(publication())
    .addOption(edition())
    .addOption(layer())
    .option('--organisation <file>', 'YAML of the congregation that hands it out')
    .option('--size <name>', "finished size (default: the edition's first)")
    .addOption(
      new Option(
        '--for <what>',
        'press: PDF/X-4; home: for the office printer, in black; screen: a PDF for screens and screen readers; png: a picture of each side; text: plain text; dump: its Frames',
      )
        .choices(['press', 'home', 'screen', 'text', 'dump', 'png'])
        .default('press'),
    )
    .addOption(
      new Option('--purpose <purpose>', 'draft says so on every side; press wants every sentence checked')
        .choices(['draft', 'press'])
        .default('draft'),
    )
    .option(
      '--address <url>',
      'where the newest version is, in words and as a QR code; {lang} becomes the language tag',
    )
    .option(
      '--bleed <length>',
      'such as 0.1 in or 3 mm; 0 in for none (default: as the templates say)',
      asLength,
    )
    .option(
      '--safety <length>',
      'how far text keeps inside the trim (default: as the templates say)',
      asLength,
    )
    .option('--dialled-on <date>', 'press: the day on which somebody dialled every number on it, YYYY-MM-DD')
    .option('--out <path>', 'file or folder to write to (text and dump: stdout)')
    .optionsGroup('For the office printer (--for home):')
    .addOption(new Option('--paper <name>', 'what is in it (default: letter)').choices(['letter', 'a4']))
    .option('--up <copies>', 'copies on a sheet (default: as many as can be read well)', asCount)
    .option('--duplex', 'backs behind the fronts; without it, each on sheets of their own')
    .optionsGroup('For the press:')
    .option(
      '--ink <inks>',
      '4c (default); k: black alone (default for home); "spot:PANTONE 321 C": black and that ink; shell: colour that is the same in all languages',
    )
    .option('--spot-alternate <c,m,y,k>', "what stands in for the spot ink (default: the design's colour)")
    .addOption(
      new Option('--profile <name>', 'printing condition')
        .choices(['GRACoL2006', 'FOGRA39'])
        .default('GRACoL2006')
        .conflicts('icc'),
    )
    .option('--icc <file>', "the shop's own CMYK output profile in place of these")
    .option(
      '--condition <name>',
      'registered name of what that profile describes, such as "CGATS 21" (default: Custom)',
    )
    .optionsGroup('Options:')
    .addOption(json())
    .action(async (options) =>
      act(options.json, async () => (await import('./commands/flyer.js')).flyers(options)),
    );

  program
    .command('plan')
    .description('show what a build would make, and write nothing')
    .argument('<job>', 'a file in jobs/')
    .addOption(holdUnready())
    .addOption(traceable())
    .addOption(json())
    .action(async (job, options) =>
      act(options.json, async () => (await import('./commands/plan.js')).plan(job, options)),
    );

  program
    .command('build')
    .description('make a print run, or go on with one that was interrupted; or print a part of it again')
    .argument('<job>', 'a file in jobs/')
    .option('--out <folder>', 'where the run goes (default: out/JOB)')
    .addOption(holdUnready())
    .option('--discard-approval', 'make what changed since it was approved, and give up its approval')
    .addOption(traceable())
    .addOption(
      new Option(
        '--qr <how>',
        'with --traceable: codes as glyphs of a small font, or each as one path',
      ).choices(['font', 'path']),
    )
    .optionsGroup('To print a part of the run again, into RUN/reprints/; several narrow each other down:')
    .addOption(
      new Option(
        '--sheets <numbers>',
        'whole sheets as they were, by the numbers in their slugs: 412-431,440',
      ).conflicts('pieces'),
    )
    .option('--pieces <numbers>', 'pieces by their numbers in run.csv: 1201-1450')
    .option('--lang <tag>', 'the pieces in one language')
    .option('--organisation <id>', 'the pieces of one congregation; delivery-04 for a withheld one')
    .option('--overs', 'overs as in the job on top of the pieces; without it, none')
    .option('--changed', 'print it as it is now, even where job or texts were changed since the run')
    .optionsGroup('Options:')
    .addOption(
      new Option('--progress <style>', 'json: one object a line on stderr')
        .choices(['auto', 'json', 'none'])
        .default('auto'),
    )
    .addOption(json())
    .action(async (job, options) =>
      act(options.json, async () => {
        const { isReprint, reprint } = await import('./commands/reprint.js');
        if (isReprint(options)) return reprint(job, options);
        return (await import('./commands/build.js')).build(job, options);
      }),
    );

  program
    .command('verify')
    .description('check digests and counts of a finished run')
    .argument('<folder>', 'the run, such as out/nyc-30000')
    .addOption(json())
    .action(async (folder, options) =>
      act(options.json, async () => (await import('./commands/verify.js')).verify(folder)),
    );

  program
    .command('approve')
    .description('put on record that somebody approved the proofs of a run, as they lie in its folder')
    .argument('<folder>', 'a finished run for the press, such as out/spring-run')
    .requiredOption(
      '--role <role>',
      'who approves it: a role or a pseudonym, never a legal name; the name stands on the proof',
      asRole,
    )
    .option('--code <code...>', 'the approval codes on the signed proofs (default: what lies there now)')
    .option('--design <id...>', 'only these designs, or those in these languages, such as es')
    .option('--on <date>', 'the day on which it was signed, YYYY-MM-DD (default: today)')
    .option('--dry-run', 'show what would be approved, and write nothing')
    .addOption(new Option('--undo', 'take the approvals of this role back').conflicts('on'))
    .addOption(json())
    .addHelpText(
      'after',
      '\nFrom then on `kyr build` does not make these designs otherwise, and `kyr verify` fails where they are:\nnot before they are approved again, or given up with `kyr build JOB --discard-approval`.',
    )
    .action(async (folder, options) =>
      act(options.json, async () => (await import('./commands/approve.js')).approve(folder, options)),
    );

  program
    .command('preflight')
    .description('read PDFs from disk, ours or not, and say what a print shop would send back')
    .argument('<file...>', 'PDF files')
    .option('--office', 'tickets and proofs: do not ask how small text, lines and pictures are', false)
    .addOption(json())
    .addHelpText(
      'after',
      '\nEach finding names its clause in src/pdf/PDFX4.md, the page and the object.\nExit code 4 if any file has an error; warnings alone pass.',
    )
    .action(async (files, options) =>
      act(options.json, async () => (await import('./commands/preflight.js')).preflight(files, options)),
    );

  program
    .command('check')
    .description('find what is wrong in content and translations, and whether each flyer fits')
    .argument('[tags...]', 'languages (default: all)')
    .option('--publication <id>', 'only this one (default: all that each language offers)')
    .addOption(edition())
    .option('--layer <id>', 'only in this place (default: all that the publication is written for)')
    .addOption(json())
    .action(async (tags, options) =>
      act(options.json, async () => (await import('./commands/check.js')).check(tags, options)),
    );

  program
    .command('withdraw')
    .description('block a version of a layer, find the runs that printed it, and write recall notices')
    .argument('<layer@version>', 'such as us/ny/nyc@2026.11')
    .option('--why <sentence>', 'the reason, for everybody who printed it or handed it out')
    .option('--role <role>', 'who decided it: a role or a pseudonym, never a legal name', asRole)
    .option('--on <date>', 'YYYY-MM-DD (default: today)')
    .option('--runs <folder...>', 'look for runs here too, beside out/')
    .option('--out <folder>', 'where the notices go (default: out/recall/LAYER-VERSION)')
    .option('--dry-run', 'show what would be done, and write nothing')
    .addOption(new Option('--undo', 'take a withdrawal back').conflicts(['why', 'role', 'on', 'runs', 'out']))
    .addOption(json())
    .action(async (version, options) =>
      act(options.json, async () => (await import('./commands/withdraw.js')).withdraw(version, options)),
    );

  program
    .command('preview')
    .description('show the real flyer while you write: pictures and a PDF, made again on every save')
    .argument('<tag>', 'the language')
    .addOption(publication())
    .addOption(edition())
    .addOption(layer())
    .option('--organisation <file>', 'YAML of the congregation that hands it out')
    .option('--size <name>', "finished size (default: the edition's first)")
    .option('--out <folder>', 'where TAG-front.png, TAG-back.png and TAG.pdf go (default: out/preview)')
    .option('--once', 'make them once and end, for scripts', false)
    .addOption(
      new Option('--json', 'one JSON object: with --once the result, else one a line for each save').default(
        false,
      ),
    )
    .addHelpText(
      'after',
      '\nOpen the pictures in a viewer that follows changes, beside your editor. Where a file cannot be read the last good\npictures stay, and the terminal says file, line and column. Ctrl-C ends it.',
    )
    .action(async (tag, options) => {
      if (options.once) {
        await act(options.json, async () => (await import('./commands/preview.js')).preview(tag, options));
        return;
      }
      await act(false, async () => (await import('./commands/preview.js')).preview(tag, options));
    });

  program
    .command('languages')
    .description('list the languages and how far each has been checked')
    .addOption(publication())
    .addOption(edition())
    .addOption(layer())
    .addOption(json())
    .action(async (options) =>
      act(options.json, async () => (await import('./commands/languages.js')).languages(options)),
    );

  const locale = program.command('locale').description('work on a translation');

  locale
    .command('export')
    .description('write its sentences into one file for a CAT tool, Poedit or a spreadsheet')
    .argument('<tag>', 'the language')
    .optionsGroup('The format, one of them:')
    .addOption(
      new Option('--xliff [version]', 'for CAT tools, Weblate and Crowdin: 1.2 unless said')
        .choices(['1.2', '2.1'])
        .preset('1.2'),
    )
    .option('--po', 'for Poedit')
    .option('--csv', 'for a spreadsheet')
    .optionsGroup('Options:')
    .option('--publication <id>', 'only the sentences of this one (default: of all that the language offers)')
    .option('--edition <name>', 'only of this edition, such as core or full (default: of all of them)')
    .option('--layer <id>', 'only of this place (default: of all that the publication is written for)')
    .option('--limits', 'measure how long each sentence may become on the real flyer; takes a minute')
    .option('--out <file>', 'where it goes (default: TAG.xlf, TAG.po or TAG.csv in this folder)')
    .addOption(json())
    .addHelpText(
      'after',
      '\nHand it back with `kyr locale import FILE`. What nobody touches comes back as it is.',
    )
    .action(async (tag, options) =>
      act(options.json, async () => (await import('./commands/locale-export.js')).localeExport(tag, options)),
    );

  locale
    .command('pack')
    .description('make one file to mail: its sentences to work on, the English, and pictures of the flyer')
    .argument('<tag>', 'the language')
    .option('--no-pictures', 'leave the pictures out')
    .option('--out <file>', 'where it goes (default: kyr-TAG.zip in this folder)')
    .addOption(json())
    .addHelpText('after', '\nWhoever gets it back takes it with `kyr locale import FILE`.')
    .action(async (tag, options) =>
      act(options.json, async () => (await import('./commands/locale-pack.js')).localePack(tag, options)),
    );

  locale
    .command('import')
    .description('take back what became of an export: XLIFF, PO, CSV, or a file from `kyr locale pack`')
    .argument('<file...>', 'files from a translator, a reviewer, Weblate or Crowdin')
    .option('--lang <tag>', 'which of our languages it is, where the file does not say or says it otherwise')
    .option(
      '--translator <role>',
      'puts changed sentences on record as translated by this role or pseudonym',
      asRole,
    )
    .option('--reviewer <role>', 'puts approved sentences on record as reviewed; not the translator', asRole)
    .option('--on <date>', 'of these records, YYYY-MM-DD (default: today)')
    .option('--meta', "take a pack's _meta.yaml and readback.md too, in place of those here")
    .option('--dry-run', 'show what would change, and write nothing')
    .addOption(json())
    .addHelpText(
      'after',
      '\nA bad unit is named and left out, the others are kept; exit code 3 says that there was one.\nAll files of a language are written together, or none.',
    )
    .action(async (files, options) =>
      act(options.json, async () =>
        (await import('./commands/locale-import.js')).localeImport(files, options),
      ),
    );

  locale
    .command('proof')
    .description(
      'make a PDF and an HTML page of every sentence beside its English, to read on paper and sign',
    )
    .argument('<tag>', 'the language')
    .addOption(publication())
    .addOption(edition())
    .addOption(layer())
    .option('--out <folder>', 'where the two files go (default: out/proof)')
    .addOption(json())
    .addHelpText(
      'after',
      '\nThe code on it stands for exactly these sentences: `kyr locale sign TAG --code CODE` puts the signature on\nrecord, and refuses where a sentence has been changed since.',
    )
    .action(async (tag, options) =>
      act(options.json, async () => (await import('./commands/locale-proof.js')).localeProof(tag, options)),
    );

  locale
    .command('new')
    .description('begin a language: its folder, what is known of it, and every sentence to write')
    .argument('<tag>', 'language, and where needed script or country: uz, uz-Cyrl, pt-BR')
    .option('--like <tag>', 'a language whose sentences stand beside the English in the worksheet')
    .option('--name <name>', 'what its readers call it (default: as in content/languages.yaml or CLDR)')
    .option('--english <name>', 'its English name (default: likewise)')
    .option('--script <code>', 'ISO 15924, such as Latn, or Aran for Nastaliq (default: likewise)', asScript)
    .option('--whole', 'a language of its own, not a variant over the one that is here (pt-BR over pt)')
    .addOption(json())
    .action(async (tag, options) =>
      act(options.json, async () => (await import('./commands/locale-new.js')).localeNew(tag, options)),
    );

  locale
    .command('update')
    .description('bring a language up to the English: new lines to write in, and a new worksheet')
    .argument('<tag>', 'the language')
    .option(
      '--settled [namespace:key...]',
      'these translations (all, unless named) were held against the English of today and are right',
    )
    .option('--like <tag>', 'a language whose sentences stand beside the English in the worksheet')
    .addOption(json())
    .action(async (tag, options) =>
      act(options.json, async () => (await import('./commands/locale-update.js')).localeUpdate(tag, options)),
    );

  locale
    .command('review')
    .description('read a translation sentence by sentence beside its English: approve, comment, or skip')
    .argument('<tag>', 'the language')
    .option('--role <role>', 'who reads: a role or a pseudonym, never a legal name', asRole)
    .option('--on <date>', 'YYYY-MM-DD (default: today)')
    .optionsGroup('Without questions:')
    .option('--list', 'print every sentence with all there is to know about it, and ask nothing', false)
    .option('--approve <namespace:key...>', 'these say the same as their English')
    .option('--comment <namespace:key=words...>', 'these do not, or are not clear: for the translator')
    .option(
      '--settle <namespace:key...>',
      'the comments on these are answered, and the sentences stay as they are',
    )
    .optionsGroup('Options:')
    .addOption(publication())
    .addOption(edition())
    .addOption(layer())
    .option('--out <folder>', 'where the pictures of the flyer go (default: out/review)')
    .addOption(json())
    .addHelpText(
      'after',
      '\nWithout --approve, --comment, --settle or --list it asks in the terminal. What was decided is kept at once: leave at\nany sentence, and start again to go on. Comments are in locales/TAG/_comments.yaml until their sentence changes.',
    )
    .action(async (tag, options) =>
      act(options.json, async () => (await import('./commands/locale-review.js')).localeReview(tag, options)),
    );

  locale
    .command('status')
    .description('how far each language is: core and all, stale, states, sizes that fit, problems')
    .argument('[tags...]', 'languages, with what each is missing (default: a table of all)')
    .option('--markdown', 'print a Markdown table')
    .option('--no-fit', 'do not set the flyers, which takes most of the time')
    .addOption(json())
    .action(async (tags, options) =>
      act(options.json, async () =>
        (await import('./commands/locale-status.js')).localeStatus(tags, options),
      ),
    );

  locale
    .command('check')
    .description('find all that a translator can mend, whether it is printed yet or not')
    .argument('[tags...]', 'languages (default: all but English)')
    .option('--fix', 'mend what needs no reading: wrong code points, straight quotes, blanks')
    .option('--publication <id>', 'only this one (default: the core, and all that each language offers)')
    .addOption(edition())
    .option('--layer <id>', 'only in this place (default: all that the publication is written for)')
    .addOption(json())
    .action(async (tags, options) =>
      act(options.json, async () => (await import('./commands/locale-check.js')).localeCheck(tags, options)),
    );

  locale
    .command('sign')
    .description('put on record who answers for sentences as they stand now')
    .argument('<tag>', 'the language')
    .addOption(
      new Option('--state <state>', 'translated; reviewed: a second reader; final: English only, by a lawyer')
        .choices(['initial', 'translated', 'reviewed', 'final'])
        .makeOptionMandatory(),
    )
    .requiredOption('--role <role>', 'a role or a pseudonym, never a legal name', asRole)
    .option('--on <date>', 'YYYY-MM-DD (default: today)')
    .option('--key <namespace:key...>', 'only these sentences', [])
    .option('--code <code>', 'of a printed proof that came back signed: what stands on it, and nothing else')
    .option('--except <number...>', 'with --code: the numbers on the proof that are not right')
    .option(
      '--name <legal name>',
      'who stands behind the role; kept in locales/_private/ alone, which git ignores',
    )
    .addOption(publication())
    .addOption(edition())
    .addOption(layer())
    .addOption(json())
    .addHelpText(
      'after',
      '\nA sentence that is changed later is no longer signed. Translator and second reader must be two people.',
    )
    .action(async (tag, options) =>
      act(options.json, async () =>
        (await import('./commands/locale-sign.js')).localeSign(tag, { ...options, keys: options.key }),
      ),
    );

  program
    .command('content')
    .description('look at the law that is printed')
    .command('show')
    .description('print the English of a publication with the origin, basis and confidence of every line')
    .argument('<publication>', 'what would be printed, such as ice-encounter')
    .addOption(edition())
    .addOption(layer())
    .addOption(json())
    .action(async (id, options) =>
      act(options.json, async () => (await import('./commands/content-show.js')).contentShow(id, options)),
    );

  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version are what was asked for; anything else is a slip in the command line.
    return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
  return exitCode;
}

function asLength(value: string): Pt {
  const length = parseLength(value);
  if (length === undefined || length < 0)
    throw new InvalidArgumentError('write a length such as 0.125 in or 3 mm.');
  return length;
}

function asCount(value: string): number {
  if (!/^[1-9]\d?$/.test(value)) throw new InvalidArgumentError('write a number such as 2.');
  return Number(value);
}

function asRole(value: string): string {
  if (value.trim() === '' || value.length > 60)
    throw new InvalidArgumentError('write a role such as “second reader” or “lawyer”.');
  return value.trim();
}

function asScript(value: string): string {
  if (!/^[A-Z][a-z]{3}$/.test(value))
    throw new InvalidArgumentError('write an ISO 15924 code such as Latn, Arab or Hans.');
  return value;
}
