/** For a print shop: runs, from the plan to the recall. Declared here, loaded when they are called. */
import { type Command, Option } from 'commander';
import { type Act, asRole, holdUnready, json, traceable } from './options.js';

export function declareRuns(program: Command, act: Act): void {
  program
    .command('plan')
    .description('show what a build would make, and write nothing')
    .argument('<job>', 'a file in jobs/')
    .addOption(holdUnready())
    .addOption(traceable())
    .addOption(json())
    .action(async (job, options) =>
      act(options.json, async () => (await import('../commands/plan.js')).plan(job, options)),
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
        const { isReprint, reprint } = await import('../commands/reprint.js');
        if (isReprint(options)) return reprint(job, options);
        return (await import('../commands/build.js')).build(job, options);
      }),
    );

  program
    .command('verify')
    .description('check that a finished run is as it was made and approved, and that it adds up')
    .argument('<folder>', 'the run, such as out/nyc-30000')
    .addOption(json())
    .action(async (folder, options) =>
      act(options.json, async () => (await import('../commands/verify.js')).verify(folder)),
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
      act(options.json, async () => (await import('../commands/approve.js')).approve(folder, options)),
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
      act(options.json, async () => (await import('../commands/preflight.js')).preflight(files, options)),
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
      act(options.json, async () => (await import('../commands/withdraw.js')).withdraw(version, options)),
    );
}
