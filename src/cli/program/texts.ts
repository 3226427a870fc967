/** For lawyers and translators: what is said, and how far it has been checked. Declared here, loaded when they are called. */
import type { Command } from 'commander';
import { type Act, edition, json, layer, publication } from './options.js';

export function declareTexts(program: Command, act: Act): void {
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
      act(options.json, async () => (await import('../commands/content-show.js')).contentShow(id, options)),
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
      act(options.json, async () => (await import('../commands/check.js')).check(tags, options)),
    );

  program
    .command('languages')
    .description('list the languages and how far each has been checked')
    .addOption(publication())
    .addOption(edition())
    .addOption(layer())
    .addOption(json())
    .action(async (options) =>
      act(options.json, async () => (await import('../commands/languages.js')).languages(options)),
    );
}
