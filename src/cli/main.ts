/**
 * The command line. Commands are declared in program/ and loaded when they are called, so that --help opens no font.
 * Exit codes: 0 done · 1 a bug · 2 usage · 3 input not valid · 4 preflight or verify failed · 5 stopped, resumable
 * · 6 not cleared for press · 130 interrupted.
 */
import { Command, CommanderError } from 'commander';
import { EXIT, type ExitCode } from '../core/diagnostic.js';
import { type Outcome, outcomeOf, show } from './output.js';
import { declareFlyers } from './program/flyers.js';
import { declareLocale } from './program/locale.js';
import type { Act } from './program/options.js';
import { declareRuns } from './program/runs.js';
import { declareTexts } from './program/texts.js';
import { VERSION } from './tool.js';

/** Runs a command line (without `node` and the script) and gives its exit code. Never throws. */
export async function run(argv: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const streams = { out: process.stdout, err: process.stderr };

  const act: Act = async (json, work) => {
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

  declareFlyers(program, act);
  declareRuns(program, act);
  declareTexts(program, act);
  declareLocale(program, act);

  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version are what was asked for; anything else is a slip in the command line.
    return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
  return exitCode;
}
