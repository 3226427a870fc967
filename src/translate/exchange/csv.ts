/**
 * Sentences ↔ CSV for a spreadsheet: RFC 4180, in UTF-8 with a byte order mark, without which Excel reads another
 * encoding. The columns are `key, en, TAG, state, note, where, base`; what came back may have them in any order, with
 * semicolons or tabs, and columns of its own.
 *
 * A cell that a spreadsheet would take for a formula is written with an apostrophe before it (OWASP, CSV injection),
 * which is taken away again when it comes back.
 */

import { parse } from 'csv-parse/sync';
import { sentenceId } from '../../compose/source-text.js';
import { type Diagnostic, fail, formatPlace } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { canonicalTag } from '../../core/language.js';
import { delimiterOf } from '../../load/delimiter.js';
import { STATES } from '../../schema/locale.js';
import { baseIn, type InFile, type InUnit, type Mark, type OutFile } from './unit.js';

const BOM = '\uFEFF';
/** What a cell must not begin with, after as many apostrophes as it likes; the wide ones are those of East Asia. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

const guard = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);
const unguard = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);

export function writeCsv({ tag, units }: OutFile): string {
  const rows = units.map((unit) => [
    sentenceId(unit),
    unit.english,
    unit.text ?? '',
    unit.stale ? 'stale' : unit.text === undefined ? '' : unit.state,
    [...unit.notes, ...(unit.limit === undefined ? [] : [`At most ${unit.limit} characters fit.`])].join(' '),
    formatPlace(unit.at),
    `kyr-base-${unit.base}`,
  ]);
  const line = (cells: readonly string[]): string =>
    cells.map((cell) => `"${guard(cell).replaceAll('"', '""')}"`).join(',');
  return `${BOM}${[['key', 'en', tag, 'state', 'note', 'where', 'base'], ...rows].map(line).join('\r\n')}\r\n`;
}

interface Columns {
  readonly key: number;
  readonly english: number;
  readonly text: number;
  readonly state: number;
  readonly base: number;
  readonly language: string | undefined;
}

/** @throws KyrError KYR820 where it is no table, or lacks a column that nothing works without */
export function readCsv(text: string, shown: string): InFile {
  let rows: { record: string[]; info: { lines: number } }[];
  try {
    rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
    }) as unknown as typeof rows;
  } catch (cause) {
    const line = (cause as { lines?: number }).lines;
    fail({
      code: CODE.exchangeBroken,
      message: 'the table cannot be read: a quote is opened and not closed, or stands inside a cell',
      hint: 'save it again from the spreadsheet as CSV UTF-8. Nothing was taken from it',
      at: line === undefined ? { file: shown } : { file: shown, line },
    });
  }
  const [head, ...body] = rows;
  const columns = readHead(head?.record ?? [], shown);
  const faults: Diagnostic[] = [];
  const units = body.flatMap(({ record, info }): InUnit[] => {
    // csv-parse counts the line on which a row ends.
    const at = { file: shown, line: info.lines - record.join('').split('\n').length + 1 };
    const cell = (column: number): string | undefined => {
      const value = record[column];
      return value === undefined ? undefined : unguard(value);
    };
    const key = cell(columns.key)?.trim() ?? '';
    if (record.every((value) => value.trim() === '')) return [];
    if (record.length !== head?.record.length && record.length <= Math.max(columns.key, columns.text)) {
      faults.push({
        code: CODE.exchangeBroken,
        level: 'error',
        message: `the row ${key === '' ? '' : `“${key}” `}has ${record.length} cells, the first row has ${head?.record.length}`,
        hint: 'a missing separator shifts every cell after it; the row was left out, the others were kept',
        at,
      });
      return [];
    }
    const english = cell(columns.english);
    return [
      {
        names: key === '' ? [] : [key],
        ...(english === undefined ? {} : { english }),
        text: cell(columns.text),
        mark: markOf(cell(columns.state)),
        ...baseIn(cell(columns.base)),
        at,
      },
    ];
  });
  return { language: columns.language, units, faults };
}

const FIXED = ['key', 'state', 'note', 'where', 'base'];

function readHead(head: readonly string[], shown: string): Columns {
  const names = head.map((name) => name.trim());
  const find = (...wanted: readonly string[]): number =>
    names.findIndex((name) => wanted.includes(name.toLowerCase()));
  const key = find('key', 'context');
  const english = find('en', 'english', 'source');
  const named = find('translation', 'target');
  const tagged = names.findIndex(
    (name, i) => i !== english && !FIXED.includes(name.toLowerCase()) && /^[a-z]{2,3}([-_]\w+)*$/i.test(name),
  );
  // Weblate has `target`, and an `id` that is no Indonesian.
  const text = named === -1 ? tagged : named;
  if (key === -1 || text === -1)
    fail({
      code: CODE.exchangeBroken,
      message:
        key === -1
          ? 'the first row names no column “key”'
          : 'the first row names no column for the translation, such as “es”',
      hint: 'leave the first row as `kyr locale export --csv` wrote it: key, en, the language, state, note, where, base',
      at: { file: shown, line: 1 },
    });
  const language = named === -1 ? names[tagged] : undefined;
  return {
    key,
    english,
    text,
    state: find('state', 'fuzzy'),
    base: find('base'),
    language:
      language === undefined || canonicalTag(language.replaceAll('_', '-')) === undefined
        ? undefined
        : language,
  };
}

/** A reviewer writes `reviewed` into the column, or `approved`. */
function markOf(state: string | undefined): Mark {
  const word = state?.trim().toLowerCase() ?? '';
  if (word === 'approved' || word === STATES[2] || word === STATES[3]) return 'approved';
  if (['stale', 'fuzzy', 'true', STATES[0]].includes(word)) return 'unfinished';
  return word === STATES[1] ? 'translated' : 'unsaid';
}
