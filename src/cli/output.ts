/**
 * What a command prints: results on stdout, messages and progress on stderr; with --json one envelope on stdout
 * and nothing else there. NO_COLOR and each stream's own TTY are respected.
 */
import { type Diagnostic, EXIT, type ExitCode, formatDiagnostic, KyrError } from '../core/diagnostic.js';

/** The version of the envelope; it changes only where a reader of the old one would be misled. */
export const ENVELOPE = 'kyr-result-1';

export interface Outcome {
  readonly exitCode: ExitCode;
  /** For --json. */
  readonly data: unknown;
  /** For people. Ends without a line end. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Streams {
  readonly out: NodeJS.WriteStream;
  readonly err: NodeJS.WriteStream;
}

/** `1 error`, `3 errors` */
export const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

/** Rows in columns; the last column as it is: own names of languages in other scripts would shift what follows them. */
export function inColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map((row) => [...(row[c] ?? '')].length)));
  return rows.map((row) =>
    row
      .map((cell, c) =>
        c === row.length - 1 ? cell : `${cell}${' '.repeat((widths[c] ?? 0) - [...cell].length)}`,
      )
      .join('  '),
  );
}

/** Prints an outcome and gives its exit code. */
export function show(outcome: Outcome, json: boolean, streams: Streams): ExitCode {
  if (json) {
    const { data, diagnostics, exitCode } = outcome;
    streams.out.write(
      `${JSON.stringify({ schema: ENVELOPE, ok: exitCode === EXIT.done, data, diagnostics }, null, 2)}\n`,
    );
    return outcome.exitCode;
  }
  for (const diagnostic of outcome.diagnostics)
    streams.err.write(`${colored(formatDiagnostic(diagnostic), diagnostic.level, streams.err)}\n`);
  if (outcome.text !== '') streams.out.write(`${outcome.text}\n`);
  return outcome.exitCode;
}

/** What was thrown → an outcome. Anything but a KyrError is a bug, and says so. */
export function outcomeOf(thrown: unknown): Outcome {
  if (thrown instanceof KyrError)
    return { exitCode: thrown.exitCode, data: null, text: '', diagnostics: thrown.diagnostics };
  const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return {
    exitCode: EXIT.failed,
    data: null,
    text: '',
    diagnostics: [
      {
        code: 'KYR000',
        level: 'error',
        message: `this is a bug in kyr: ${message}`,
        hint: 'please report it with the command you typed',
      },
    ],
  };
}

const wantsColor = (stream: NodeJS.WriteStream): boolean =>
  stream.isTTY === true && (process.env.NO_COLOR ?? '') === '';

function colored(text: string, level: Diagnostic['level'], stream: NodeJS.WriteStream): string {
  if (!wantsColor(stream)) return text;
  const ink = { error: 31, warning: 33, info: 36 }[level];
  return text.replace(/(error|warning|info) KYR\d+/, `\u001b[${ink}m$&\u001b[0m`);
}
