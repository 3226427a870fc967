/** For a congregation and a translator: flyers, one at a time. Declared here, loaded when they are called. */
import { type Command, Option } from 'commander';
import { type Act, asCount, asLength, edition, json, layer, publication } from './options.js';

export function declareFlyers(program: Command, act: Act): void {
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
    .option('--logo <file>', 'SVG, PNG or JPEG')
    .option(
      '--accent <colour>',
      "in place of the flyer's petrol, such as '#0a5c7a' or teal; dark enough for white letters",
    )
    .addOption(new Option('--paper <name>', 'what is in the office printer').choices(['letter', 'a4']))
    .addOption(
      new Option(
        '--for <uses...>',
        'home: PDF for the office printer; phone: pictures for chat and status; screen: PDF for screens; text: the words; png: a picture of each side; press: PDF for a print shop (default: home phone)',
      ).choices(['home', 'phone', 'screen', 'text', 'png', 'press']),
    )
    .option('--yes', 'ask nothing: leave out what no flag says', false)
    .addOption(json())
    .action(async (folder, options) =>
      act(options.json, async () => (await import('../commands/init.js')).init(folder, options)),
    );

  program
    .command('flyer')
    .description('make a flyer, in one language or several, for one use or several')
    .requiredOption('--lang <tags...>', 'languages of the readers, such as es or zh-Hans')
    .addOption(publication())
    .addOption(edition())
    .addOption(layer())
    .option('--organisation <file>', 'YAML of the congregation that hands it out')
    .option(
      '--size <name>',
      "finished size (default: the edition's first; for home the one that is folded, where there is one)",
    )
    .addOption(
      new Option(
        '--for <uses...>',
        'press: PDF/X-4; home: for the office printer, in black; phone: a folder of pictures for chat and status, with their words; screen: a PDF for screens and screen readers; text: the words, for SMS and chat; png: a picture of each side; dump: its Frames',
      )
        .choices(['press', 'home', 'phone', 'screen', 'text', 'png', 'dump'])
        .default(['press'], 'press'),
    )
    .addOption(
      new Option('--purpose <purpose>', 'draft says so on every side; press wants every sentence checked')
        .choices(['draft', 'press'])
        .default('draft'),
    )
    .option(
      '--address <url>',
      "where the newest version is, in words and as a QR code; {lang} becomes the language tag (default: the organisation's link, else the publication's address)",
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
    .addOption(
      new Option('--zip <file>', 'all of it as one file to hand on, a folder for each language').conflicts(
        'out',
      ),
    )
    .optionsGroup('For the office printer (--for home):')
    .addOption(new Option('--paper <name>', 'what is in it (default: letter)').choices(['letter', 'a4']))
    .option('--up <copies>', 'copies on a sheet (default: as many as can be read well)', asCount)
    .option(
      '--duplex',
      'backs behind the fronts; without it, each on sheets of their own, or both on one side of a sheet to be folded',
    )
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
    .action(async ({ json, ...options }) =>
      act(json, async () => (await import('../commands/flyer.js')).flyers(options)),
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
        await act(options.json, async () => (await import('../commands/preview.js')).preview(tag, options));
        return;
      }
      await act(false, async () => (await import('../commands/preview.js')).preview(tag, options));
    });
}
