/** For translators: `kyr locale`, in the order in which a language comes to be. Declared here, loaded when they are called. */
import { type Command, Option } from 'commander';
import { type Act, asRole, asScript, edition, json, layer, publication } from './options.js';

export function declareLocale(program: Command, act: Act): void {
  const locale = program.command('locale').description('work on a translation');

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
      act(options.json, async () => (await import('../commands/locale-new.js')).localeNew(tag, options)),
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
      act(options.json, async () =>
        (await import('../commands/locale-update.js')).localeUpdate(tag, options),
      ),
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
        (await import('../commands/locale-status.js')).localeStatus(tags, options),
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
      act(options.json, async () => (await import('../commands/locale-check.js')).localeCheck(tags, options)),
    );

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
      act(options.json, async () =>
        (await import('../commands/locale-export.js')).localeExport(tag, options),
      ),
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
        (await import('../commands/locale-import.js')).localeImport(files, options),
      ),
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
      act(options.json, async () => (await import('../commands/locale-pack.js')).localePack(tag, options)),
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
      act(options.json, async () => (await import('../commands/locale-proof.js')).localeProof(tag, options)),
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
      act(options.json, async () =>
        (await import('../commands/locale-review.js')).localeReview(tag, options),
      ),
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
        (await import('../commands/locale-sign.js')).localeSign(tag, { ...options, keys: options.key }),
      ),
    );
}
