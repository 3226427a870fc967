/**
 * The delivery list: a CSV of congregations, one row each, in the order in which the boxes go out. Columns:
 * `id, name, name:TAG…, address, phone, web, accent, withhold`, and one column a language tag, holding a quantity.
 * It comes out of a spreadsheet, so a byte order mark, semicolons or tabs, and blank lines are all accepted;
 * a short row or a quantity that is no number is not: a shifted column would send the wrong language.
 */
import { parse } from 'csv-parse/sync';
import { type Diagnostic, type FilePlace, fail, KyrError, nearest } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { canonicalTag, type LanguageTag } from '../core/language.js';
import type { World } from '../core/world.js';
import { isWebPage, OWN_LIMITS, WRITE_A_PAGE } from '../schema/organisation.js';
import { FileId, strayIn } from '../schema/parts.js';
import { type AskedAccent, loadAccents } from './accent.js';
import { delimiterOf } from './delimiter.js';
import type { LoadedOrganisation } from './organisation.js';
import { BLACK_ALONE, type Separation } from './separation.js';
import { readTextFile } from './text-file.js';

export interface CongregationRow {
  readonly organisation: LoadedOrganisation;
  /** In the order of the columns; languages with no pieces are left out. */
  readonly orders: readonly { readonly lang: LanguageTag; readonly quantity: number }[];
  readonly at: FilePlace;
}

/** Columns that are printed as they are typed. */
const PRINTED = ['name', 'address', 'phone', 'web'] as const;
/** Rows that are wrong: more help nobody. */
const MOST_TOLD = 100;

const FIXED = ['id', 'name', 'address', 'phone', 'web', 'accent', 'withhold'] as const;

/**
 * @param separation what becomes of the colours of accents
 * @throws KyrError with every fault of every row
 */
export async function loadCongregations(
  world: World,
  path: string,
  shown = path,
  separation: Separation = BLACK_ALONE,
): Promise<CongregationRow[]> {
  const text = readTextFile(world, path, shown);

  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      delimiter: delimiterOf(text),
      bom: true,
      info: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
      trim: true,
    }) as unknown as typeof records;
  } catch (cause) {
    const line = (cause as { lines?: number }).lines;
    fail({
      code: CODE.csvShape,
      message: 'the table cannot be read: a quote is opened and not closed, or stands inside a word',
      hint: 'save it again from the spreadsheet as CSV UTF-8',
      at: line === undefined ? { file: shown } : { file: shown, line },
    });
  }

  const found: Diagnostic[] = [];
  const error = (code: Diagnostic['code'], message: string, hint: string, line: number): void => {
    found.push({ code, level: 'error', message, hint, at: { file: shown, line } });
  };

  const [head, ...body] = records;
  if (head === undefined || body.length === 0)
    fail({
      code: CODE.csvShape,
      message: 'the table has no rows',
      hint: 'the first line names the columns: id, name, …, es, ar',
      at: { file: shown, line: 1 },
    });
  const columns = head.record.map((name) => readColumn(name));
  columns.forEach((column, i) => {
    if (column.kind === 'unknown') {
      const near = nearest(column.name, FIXED);
      error(
        CODE.unknownKey,
        `unknown column “${column.name}”`,
        near
          ? `did you mean “${near}”?`
          : `known: ${FIXED.join(', ')}, name:TAG, and language tags such as es`,
        1,
      );
    } else if (columns.findIndex((other) => sameColumn(other, column)) !== i)
      error(CODE.duplicateId, `the column “${head.record[i]}” stands here twice`, 'keep one of the two', 1);
  });
  if (!columns.some((c) => c.kind === 'fixed' && c.name === 'id'))
    error(
      CODE.missingKey,
      'the column “id” is missing',
      'give every row a short name such as sample-st-brigid',
      1,
    );
  if (!columns.some((c) => c.kind === 'quantity'))
    error(CODE.missingKey, 'no column is a language', 'add a column such as es with the quantities', 1);
  if (found.length > 0) throw new KyrError(found.slice(0, MOST_TOLD));

  const seen = new Map<string, number>();
  const accents = new Map<string, AskedAccent>();
  const rows = body.flatMap(({ record, info }): CongregationRow[] => {
    const line = info.lines;
    if (record.length !== columns.length) {
      error(
        CODE.csvShape,
        `this row has ${record.length} fields, the header has ${columns.length}`,
        'a missing comma shifts every column after it; compare with the row above',
        line,
      );
      return [];
    }
    const fixed: Partial<Record<string, string>> = {};
    const names: Record<LanguageTag, string> = {};
    const orders: { lang: LanguageTag; quantity: number }[] = [];
    columns.forEach((column, i) => {
      const value = record[i] as string;
      if (value === '') return;
      if (column.kind === 'fixed') fixed[column.name] = value;
      else if (column.kind === 'name') names[column.tag] = value;
      else if (column.kind === 'quantity') {
        if (!/^\d{1,7}$/.test(value))
          error(
            CODE.quantity,
            `“${value}” in the column ${column.tag} is not a number of pieces`,
            'write a whole number, or leave it empty',
            line,
          );
        else if (Number(value) > 0) orders.push({ lang: column.tag, quantity: Number(value) });
      }
    });

    const { id, name, address, phone, web, accent, withhold = 'no' } = fixed;
    if (id === undefined || !FileId.safeParse(id).success) {
      error(
        CODE.badValue,
        `“${(id ?? '').slice(0, 80)}” cannot be an id`,
        'write a short kebab-case name such as sample-st-brigid, of at most 60 characters',
        line,
      );
      return [];
    }
    for (const [key, text] of [
      ...Object.entries(names).map(([tag, text]) => [`name:${tag}`, text] as const),
      ...PRINTED.flatMap((key) => (fixed[key] === undefined ? [] : [[key, fixed[key]] as const])),
    ]) {
      const most = OWN_LIMITS[key.startsWith('name') ? 'name' : (key as keyof typeof OWN_LIMITS)];
      const fault =
        text.length > most
          ? `it has more than ${most} characters`
          : (strayIn(text) ?? (key === 'web' && !isWebPage(text) ? WRITE_A_PAGE : undefined));
      if (fault !== undefined)
        error(
          CODE.strayCharacter,
          `the column ${key} cannot be printed: ${fault}`,
          'type it anew in the spreadsheet',
          line,
        );
    }
    const first = seen.get(id);
    if (first !== undefined)
      error(
        CODE.duplicateId,
        `the id “${id}” stands in line ${first} already`,
        'every congregation has one row; add a language as a column',
        line,
      );
    seen.set(id, line);
    if (!/^(yes|no)$/i.test(withhold))
      error(
        CODE.badValue,
        `“${withhold}” in the column withhold is neither yes nor no`,
        'write yes to print no name, or leave it empty',
        line,
      );
    if (orders.length === 0)
      error(
        CODE.quantity,
        `“${id}” orders nothing`,
        'write a quantity under at least one language, or take the row out',
        line,
      );

    if (accent !== undefined) accents.set(id, { text: accent, at: { file: shown, line } });
    const allNames = name === undefined ? names : { en: name, ...names };
    const organisation: LoadedOrganisation = {
      id,
      withhold: /^yes$/i.test(withhold),
      ...(Object.keys(allNames).length === 0 ? {} : { name: allNames }),
      ...(address === undefined ? {} : { address }),
      ...(phone === undefined ? {} : { phone }),
      ...(web === undefined ? {} : { web }),
    };
    return [{ organisation, orders, at: { file: shown, line } }];
  });
  if (found.length > 0) throw new KyrError(found.slice(0, MOST_TOLD));
  // All together: the profile is opened once for a list, not once a row.
  const inks = await loadAccents([...accents.values()], separation);
  const inkOf = new Map([...accents.keys()].map((id, i) => [id, inks[i]]));
  return rows.map(({ organisation, ...row }) => {
    const accent = organisation.withhold ? undefined : inkOf.get(organisation.id);
    return { organisation: { ...organisation, ...(accent ? { accent } : {}) }, ...row };
  });
}

type Column =
  | { kind: 'fixed'; name: (typeof FIXED)[number] }
  | { kind: 'name'; tag: LanguageTag }
  | { kind: 'quantity'; tag: LanguageTag }
  | { kind: 'unknown'; name: string };

const sameColumn = (a: Column, b: Column): boolean => JSON.stringify(a) === JSON.stringify(b);

function readColumn(header: string): Column {
  const name = header.trim();
  const fixed = FIXED.find((f) => f === name.toLowerCase());
  if (fixed) return { kind: 'fixed', name: fixed };
  const perLanguage = /^name:(.+)$/.exec(name);
  const tag = canonicalTag(perLanguage ? (perLanguage[1] as string) : name);
  // Only tags of known languages: `Intl` takes any two or three letters, so `qty` would pass for a language.
  if (
    tag !== undefined &&
    new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(tag) !== undefined
  )
    return perLanguage ? { kind: 'name', tag } : { kind: 'quantity', tag };
  return { kind: 'unknown', name };
}
