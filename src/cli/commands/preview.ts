/**
 * `kyr preview`: the real flyer beside the editor. Writes a PNG of each side and a PDF, and again on every save, until
 * Ctrl-C; what is wrong is told in the terminal, and the last good pictures stay.
 */
import { join, relative, resolve, sep } from 'node:path';
import { type Diagnostic, EXIT, formatDiagnostic, KyrError } from '../../core/diagnostic.js';
import type { DiskWorld } from '../../load/disk-world.js';
import { loadLocale } from '../../load/locales.js';
import type { Outcome } from '../output.js';
import { openPreviewPress, type Preview } from '../preview-press.js';
import { watchSaves } from '../watch.js';
import { openWorld } from '../world.js';

export interface PreviewOptions {
  readonly publication: string;
  readonly edition?: string;
  readonly layer: string;
  readonly organisation?: string;
  readonly size?: string;
  readonly out?: string;
  readonly once?: boolean;
  readonly json: boolean;
}

export async function preview(tag: string, options: PreviewOptions): Promise<Outcome> {
  const world = openWorld();
  const press = openPreviewPress({ ...options, tag, out: options.out ?? join('out', 'preview') });
  const first = await press.render(world);
  if (options.once || isHopeless(first)) return outcomeOf(first, world);

  tell(first, world, options.json);
  const root = world.project ?? world.shipped;
  const files = options.organisation === undefined ? [] : [resolve(options.organisation)];
  let last = saidOf(first);
  // A variant lies over another language.
  const tags = [tag, ...tagsBelow(world, tag)].map((one) => one.toLowerCase());
  const watching = await watchSaves(
    [root, ...files],
    (path) => files.includes(path) || isOurs(root, path, tags),
    async () => {
      const started = performance.now();
      const made = await press.render(openWorld());
      const ms = Math.round(performance.now() - started);
      const show = (): void => {
        // The same faults are not told again for a save that changes nothing about them.
        const said = saidOf(made);
        if (made.made.length > 0 || said !== last) tell(made, world, options.json, ms);
        last = said;
      };
      if (made.failed) return show;
      show();
      return undefined;
    },
  );
  const stop = (): void => watching.stop();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  process.stderr.write('Watching. Save a file to see it; Ctrl-C ends.\n');
  await watching.stopped;
  process.off('SIGINT', stop).off('SIGTERM', stop);
  return { exitCode: EXIT.done, data: null, text: '', diagnostics: [] };
}

const saidOf = ({ findings, failed }: Preview): string => JSON.stringify([findings, failed]);

/** A wrong name will not come right by waiting: there is no such language, publication, size. */
const isHopeless = (made: Preview): boolean =>
  made.failed && made.findings.every((d) => d.level !== 'error' || d.at === undefined);

function outcomeOf({ made, files, findings, failed }: Preview, world: DiskWorld): Outcome {
  const shown = files.map((file) => world.shown(file));
  return {
    exitCode: failed || findings.some((d) => d.level === 'error') ? EXIT.invalid : EXIT.done,
    data: { files: shown, made: made.map((file) => world.shown(file)) },
    text: shown.join('\n'),
    diagnostics: findings,
  };
}

function tell(found: Preview, world: DiskWorld, json: boolean, ms?: number): void {
  const { made, files, findings, failed } = found;
  if (json) {
    const line = {
      made: made.map((file) => world.shown(file)),
      files: files.map((file) => world.shown(file)),
      failed,
      diagnostics: findings,
      ...(ms === undefined ? {} : { ms }),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
    return;
  }
  for (const diagnostic of findings) process.stderr.write(`${formatDiagnostic(diagnostic)}\n`);
  if (failed)
    process.stderr.write(
      files.length === 0
        ? 'There is no picture yet: mend what is listed, and save.\n'
        : 'The pictures are as before: mend what is listed, and save.\n',
    );
  if (made.length > 0)
    process.stdout.write(
      `${made.map((file) => world.shown(file)).join('  ')}${ms === undefined ? '' : `  (${ms} ms)`}${wrong(findings)}\n`,
    );
  else if (!failed) process.stdout.write(`nothing looks different${wrong(findings)}\n`);
}

function wrong(findings: readonly Diagnostic[]): string {
  const errors = findings.filter((d) => d.level === 'error').length;
  return errors === 0 ? '' : `  ${errors} ${errors === 1 ? 'error' : 'errors'}, see above`;
}

function tagsBelow(world: DiskWorld, tag: string): string[] {
  try {
    const { over } = loadLocale(world, tag).meta;
    return over === undefined ? [] : [over];
  } catch (error) {
    // What is wrong with it has been told with the first picture.
    if (error instanceof KyrError) return [];
    throw error;
  }
}

/** What a flyer in this language is made from; everything else in the folder is left alone. */
function isOurs(root: string, path: string, tags: readonly string[]): boolean {
  const [folder, second] = relative(root, path).split(sep);
  if (folder === undefined || folder === '' || folder === 'kyr.yaml') return true;
  if (folder === 'locales') return second === undefined || tags.includes(second.toLowerCase());
  return folder === 'content' || folder === 'templates' || folder === 'fonts';
}
