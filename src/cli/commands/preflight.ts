/** `kyr preflight FILE…`: reads PDFs from disk, ours or anybody's, and says what a print shop would send back. */
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Diagnostic, EXIT, fail } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { trimNumber } from '../../core/units.js';
import { MOST_BYTES, preflightFile } from '../../job/preflight.js';
import type { FileReport, Measured } from '../../preflight/report.js';
import type { Outcome } from '../output.js';
import { openWorld } from '../world.js';

export interface PreflightOptions {
  /** Tickets and proofs: see `Purpose` in preflight/clauses.ts. */
  readonly office: boolean;
}

export function preflight(paths: readonly string[], options: PreflightOptions): Outcome {
  const world = openWorld();
  const diagnostics: Diagnostic[] = [];
  const data: (FileReport & { ok: boolean })[] = [];
  const texts: string[] = [];
  // All of them are looked for first: a slip in the last name is told before the first is read.
  for (const path of paths) checkThere(resolve(path), path);
  for (const path of paths) {
    const shown = world.shown(resolve(path));
    const result = preflightFile(resolve(path), shown, options.office ? 'office' : 'press');
    diagnostics.push(...result.diagnostics);
    data.push({ ok: result.ok, ...result.report });
    texts.push(formatReport(result.report, result.diagnostics));
  }
  const ok = data.every((file) => file.ok);
  return {
    exitCode: ok ? EXIT.done : EXIT.preflight,
    data: { files: data },
    text: texts.join('\n\n'),
    diagnostics,
  };
}

function checkThere(path: string, shown: string): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  const wrong = !stat
    ? { message: `${shown} does not exist`, hint: 'look whether the path is right' }
    : stat.isDirectory()
      ? { message: `${shown} is a folder`, hint: `name the files in it: ${shown.replace(/\/$/, '')}/*.pdf` }
      : stat.size > MOST_BYTES
        ? { message: `${shown} is larger than 1 GB`, hint: 'split it into batches' }
        : undefined;
  if (wrong) fail({ code: CODE.fileMissing, ...wrong });
}

/** A file in a few lines: what a prepress operator looks at first. */
export function formatReport(report: FileReport, diagnostics: readonly Diagnostic[]): string {
  const count = (level: Diagnostic['level']): number => diagnostics.filter((d) => d.level === level).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const verdict = errors > 0 ? `FAILED, ${plural(errors, 'error')}` : 'passed';
  const head = `${report.file}: ${verdict}${warnings > 0 ? `, ${plural(warnings, 'warning')}` : ''}`;
  const { boxes, fonts, text } = report;
  const line = (label: string, value: string | undefined): string[] =>
    value === undefined || value === '' ? [] : [`  ${label.padEnd(9)} ${value}`];
  const notEmbedded = fonts.filter((f) => !f.embedded).length;
  return [
    head,
    ...line(
      'pages',
      report.pages === 0 ? undefined : `${report.pages}${report.version ? `, PDF ${report.version}` : ''}`,
    ),
    ...boxes
      .slice(0, 4)
      .flatMap((b) =>
        line(
          'boxes',
          `trim ${b.trim}, bleed ${b.bleed}, media ${b.media} pt${boxes.length > 1 ? ` (${plural(b.pages, 'page')})` : ''}`,
        ),
      ),
    ...line('boxes', boxes.length > 4 ? `and ${boxes.length - 4} more sizes` : undefined),
    ...line('intent', report.intent),
    ...line(
      'fonts',
      fonts.length === 0
        ? undefined
        : `${fonts.length}, ${notEmbedded === 0 ? 'all embedded' : `${notEmbedded} not embedded`}: ${few(fonts.map((f) => f.name))}`,
    ),
    ...line('spots', few(report.spots)),
    ...line(
      'text',
      few(
        text.map(
          (t) => `${t.inks}${t.overprint ? ' overprinting' : ''} from ${trimNumber(t.smallest, 1)} pt`,
        ),
      ),
    ),
    ...line(
      'smallest',
      measured(report.smallestText, (v) => `text ${trimNumber(v, 2)} pt`),
    ),
    ...line(
      'thinnest',
      measured(report.thinnestLine, (v) => `line ${trimNumber(v, 3)} pt`),
    ),
    ...line(
      'pictures',
      report.pictures === 0
        ? undefined
        : `${report.pictures}, ${measured(report.lowestPicture, (v) => `lowest ${Math.round(v)} ppi`) ?? 'none with pixels to count'}`,
    ),
    ...line(
      'ink',
      measured(report.mostInk, (v) => `${v} % at most`),
    ),
    ...line(
      '',
      report.unreadPictures > 0
        ? `the ink of ${plural(report.unreadPictures, 'picture')} was not measured`
        : undefined,
    ),
  ].join('\n');
}

const measured = (m: Measured | undefined, say: (value: number) => string): string | undefined =>
  m && `${say(m.value)} (page ${m.page})`;

const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** At most eight of a list. */
const few = (list: readonly string[]): string =>
  list.length <= 8 ? list.join(', ') : `${list.slice(0, 8).join(', ')} and ${list.length - 8} more`;
