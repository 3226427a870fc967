/** `kyr locale export`: a language's sentences as one file for a CAT tool, Poedit or a spreadsheet. */

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sentenceId } from '../../compose/source-text.js';
import { type Diagnostic, EXIT, fail, KyrError } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import type { World } from '../../core/world.js';
import { loadLocale, placeInLocale } from '../../load/locales.js';
import { writeCsv } from '../../translate/exchange/csv.js';
import { writePo } from '../../translate/exchange/po.js';
import type { OutUnit, XliffVersion } from '../../translate/exchange/unit.js';
import { writeXliff } from '../../translate/exchange/xliff-write.js';
import { type Choice, unitsOf } from '../exchange.js';
import { limitsOf } from '../limits.js';
import type { Outcome } from '../output.js';
import { TOOL } from '../tool.js';
import { openWorld } from '../world.js';
import { writeOne } from '../write.js';

export interface ExportOptions extends Choice {
  readonly xliff?: XliffVersion;
  readonly po?: boolean;
  readonly csv?: boolean;
  readonly out?: string;
  /** Measures how long each sentence may become. */
  readonly limits?: boolean;
}

export async function localeExport(tag: string, options: ExportOptions): Promise<Outcome> {
  const format = formatOf(options);
  const world = openWorld();
  const { meta } = loadLocale(world, tag);
  refuseEnglish(meta.tag);
  const limits = options.limits ? limitsOf(world, meta.tag, options) : { of: new Map(), left: [] };
  const units = unitsOf(world, meta.tag, options).map((unit): OutUnit => {
    const limit = limits.of.get(sentenceId(unit));
    return limit === undefined ? unit : { ...unit, limit };
  });
  if (format.ending !== 'xlf') refuseHalves(world, meta.tag, units);
  const file = { tag: meta.tag, units, tool: TOOL };
  const bytes = new TextEncoder().encode(
    format.xliff ? writeXliff(file, format.xliff) : format.ending === 'po' ? writePo(file) : writeCsv(file),
  );
  const name = [meta.tag, options.publication, options.edition]
    .filter((part) => part !== undefined)
    .join('-');
  const path = resolve(options.out ?? `${name}.${format.ending}`);
  refuseOther(path, world.shown(path), bytes);
  await writeOne(path, bytes);

  const left = units.filter(({ text }) => text === undefined).length;
  const stale = units.filter((unit) => unit.stale).length;
  const still = [
    left > 0 ? `${left} to translate` : 'all translated',
    ...(stale > 0 ? [`${stale} stale`] : []),
  ].join(', ');
  return {
    exitCode: EXIT.done,
    data: { tag: meta.tag, file: world.shown(path), sentences: units.length, missing: left, stale },
    text: `${world.shown(path)}: ${units.length} sentences of ${meta.english}, ${still}. Hand it back with \`kyr locale import ${world.shown(path)}\`.`,
    diagnostics: limits.left.map((what) => ({
      code: CODE.overfull,
      level: 'warning',
      message: `no limits from ${what}: it cannot be set as it is`,
      hint: `\`kyr check ${meta.tag}\` says why`,
    })),
  };
}

interface Chosen {
  readonly ending: 'xlf' | 'po' | 'csv';
  readonly xliff?: XliffVersion;
}

function formatOf({ xliff, po, csv }: ExportOptions): Chosen {
  const chosen: Chosen[] = [
    ...(xliff === undefined ? [] : [{ ending: 'xlf', xliff } as const]),
    ...(po ? [{ ending: 'po' } as const] : []),
    ...(csv ? [{ ending: 'csv' } as const] : []),
  ];
  const [format, ...more] = chosen;
  if (format === undefined || more.length > 0)
    fail(
      {
        code: CODE.usage,
        message: format ? 'one file has one format' : 'the format is missing',
        hint: 'choose one: --xliff for a CAT tool, --po for Poedit, --csv for a spreadsheet',
      },
      EXIT.usage,
    );
  return format;
}

/** @throws KyrError (exit 2) */
export function refuseEnglish(tag: string): void {
  if (tag === 'en')
    fail(
      {
        code: CODE.usage,
        message: 'English is what is translated, not a translation',
        hint: 'name another language; `kyr languages` lists them',
      },
      EXIT.usage,
    );
}

/** A half of a surrogate pair is no character, and only XLIFF has a way to write it. */
function refuseHalves(world: World, tag: string, units: readonly OutUnit[]): void {
  const locale = loadLocale(world, tag);
  const halves = units.filter(({ text }) => text?.isWellFormed() === false);
  if (halves.length > 0)
    throw new KyrError(
      halves.map((unit): Diagnostic => {
        const at = placeInLocale(locale, unit.namespace, unit.key);
        return {
          code: CODE.strayCharacter,
          level: 'error',
          message: `“${sentenceId(unit)}” has half a character, which this format cannot hold`,
          hint: 'write the sentence again; or export it as XLIFF',
          at,
        };
      }),
    );
}

/** It may hold an evening's work that nobody has imported yet. @throws KyrError KYR801 */
export function refuseOther(path: string, shown: string, bytes: Uint8Array): void {
  if (existsSync(path) && !readFileSync(path).equals(bytes))
    fail({
      code: CODE.cannotWrite,
      message: `${shown} is there already, and may hold work that is not imported yet`,
      hint: `import it with \`kyr locale import ${shown}\`, or write to another file with --out`,
    });
}
