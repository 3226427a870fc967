/**
 * What went wrong, where, and what to do. Every floor reports with these; cli/ alone prints them.
 * Problems are collected and returned together, so that a translator mends ten in one evening, not one a run.
 * The codes are listed in diagnostic-codes.ts.
 */

export type DiagnosticCode = `KYR${number}`;
export type Level = 'error' | 'warning' | 'info';

/** A place in a file that a person wrote. Lines and columns count from 1. */
export interface FilePlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** A place in something made: a block of a design, an object of a PDF. */
export interface DesignPlace {
  readonly design: string;
  readonly block?: string;
}

/** A place in a PDF on disk: a page, counted from 1, and the number of an object. */
export interface PdfPlace {
  readonly pdf: string;
  readonly page?: number;
  readonly object?: number;
}

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly level: Level;
  readonly message: string;
  readonly hint?: string;
  readonly at?: FilePlace | DesignPlace | PdfPlace;
  /** Of a preflight finding: the clause of src/pdf/PDFX4.md that does not hold. */
  readonly clause?: string;
}

/** Exit codes of the command line (design.md). */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  invalid: 3,
  preflight: 4,
  resumable: 5,
  notCleared: 6,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Thrown where work cannot go on: carries every diagnostic found so far and the exit code they deserve. */
export class KyrError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: ExitCode;
  constructor(diagnostics: readonly Diagnostic[], exitCode: ExitCode = EXIT.invalid) {
    super(diagnostics.map((d) => `${d.code} ${d.message}`).join('\n'));
    this.name = 'KyrError';
    this.diagnostics = diagnostics;
    this.exitCode = exitCode;
  }
}

/** Throws a KyrError of one diagnostic. */
export function fail(diagnostic: Omit<Diagnostic, 'level'>, exitCode: ExitCode = EXIT.invalid): never {
  throw new KyrError([{ level: 'error', ...diagnostic }], exitCode);
}

/** Throws if any of the diagnostics is an error; otherwise hands them back (warnings and notes). */
export function failOnErrors(
  diagnostics: readonly Diagnostic[],
  exitCode: ExitCode = EXIT.invalid,
): readonly Diagnostic[] {
  if (diagnostics.some((d) => d.level === 'error')) throw new KyrError(diagnostics, exitCode);
  return diagnostics;
}

/** Each diagnostic once, in the order in which they were first told. */
export const eachOnce = (diagnostics: readonly Diagnostic[]): Diagnostic[] => [
  ...new Map(diagnostics.map((d) => [JSON.stringify(d), d])).values(),
];

/**
 * Does the work; what it throws without a place gets this one. For names that a file holds and a floor below,
 * which does not know the file, cannot find.
 */
export function placed<T>(at: FilePlace | undefined, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof KyrError) || at === undefined) throw error;
    throw new KyrError(
      error.diagnostics.map((d) => (d.at ? d : { ...d, at })),
      error.exitCode,
    );
  }
}

/** `locales/my/us-federal.json:14:5`, `design es, block door`, or `es.pdf, page 2, object 17`. */
export function formatPlace(at: FilePlace | DesignPlace | PdfPlace): string {
  if ('design' in at)
    return at.block === undefined ? `design ${at.design}` : `design ${at.design}, block ${at.block}`;
  if ('pdf' in at) {
    const page = at.page === undefined ? '' : `, page ${at.page}`;
    const object = at.object === undefined ? '' : `, object ${at.object}`;
    return `${at.pdf}${page}${object}`;
  }
  const line = at.line === undefined ? '' : `:${at.line}`;
  const column = at.line === undefined || at.column === undefined ? '' : `:${at.column}`;
  return `${at.file}${line}${column}`;
}

/** One diagnostic as a person reads it; the hint on a second line. */
export function formatDiagnostic(d: Diagnostic): string {
  const place = d.at ? `${harmless(formatPlace(d.at))}  ` : '';
  const clause = d.clause ? ` [${d.clause}]` : '';
  const hint = d.hint ? `\n  hint: ${harmless(d.hint)}` : '';
  return `${place}${d.level} ${d.code}  ${harmless(d.message)}${clause}${hint}`;
}

/** Characters; more of what was quoted helps nobody. */
const LONGEST_TOLD = 2000;
/** Controls but for tab and line ends, and what turns the order of a line. */
const STEERS = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u206f\u{e0000}-\u{e007f}]/gu;

/** Messages quote what strangers wrote: it must not steer the terminal, turn the line around or fill the screen. */
function harmless(text: string): string {
  const shorter = text.length > LONGEST_TOLD ? `${text.slice(0, LONGEST_TOLD)} …` : text;
  return shorter.replace(
    STEERS,
    (char) => `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

/**
 * The known name nearest to what was typed, or undefined if none is near (more than a third of it differs).
 * Optimal string alignment distance: insert, delete, replace, swap neighbours.
 */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(typed.length / 3)) + 0.5;
  for (const candidate of known) {
    const distance = editDistance(typed.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let d = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d = Math.min(d, beforeLast[j - 2]! + 1);
      row.push(d);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
