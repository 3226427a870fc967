/**
 * YAML and JSON files → values that fit their schema, with file, line and column of everything that does not.
 * JSON is read by the YAML parser too, since it alone keeps positions.
 */
import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import {
  type Diagnostic,
  type DiagnosticCode,
  type FilePlace,
  fail,
  KyrError,
  nearest,
} from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { World } from '../core/world.js';
import { WRITE_A_LENGTH } from '../schema/parts.js';
import { MOST_TREE, readTextFile } from './text-file.js';

type Path = readonly PropertyKey[];

/** A checked value that still knows where each of its parts stands in the file. */
export interface Checked<T> {
  readonly value: T;
  readonly file: string;
  /** The place of the value at a path, or of its nearest parent that exists. */
  place(...path: Path): FilePlace;
}

/**
 * Reads a file and checks it.
 * @throws KyrError with every problem found (KYR101–KYR112)
 */
export function readChecked<S extends z.ZodType>(
  world: World,
  path: string,
  schema: S,
  shown = path,
): Checked<z.infer<S>> {
  return checkText(readTextFile(world, path, shown, MOST_TREE), schema, shown);
}

/** Checks text that is already in memory. @throws KyrError */
export function checkText<S extends z.ZodType>(text: string, schema: S, shown: string): Checked<z.infer<S>> {
  const plain = shown.endsWith('.json') ? readPlainJson(text) : undefined;
  if (plain !== undefined) {
    const result = schema.safeParse(plain);
    if (result.success) {
      let lines: readonly string[] | undefined;
      const place = (...path: Path): FilePlace => {
        // A list has no keys to look for.
        if (path.some((key) => typeof key === 'number'))
          return readPlaces(text, schema, shown).place(...path);
        lines ??= text.split('\n');
        return { file: shown, ...placeInPlainJson(lines, path) };
      };
      return { value: result.data as z.infer<S>, file: shown, place };
    }
  }
  return readPlaces(text, schema, shown);
}

/**
 * JSON as a tool writes it: read by JSON.parse, ten times as fast as by the YAML parser. Undefined for any other text,
 * such as one with a key twice, which JSON.parse would pass over: what is written back must be the same.
 */
function readPlainJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return `${JSON.stringify(value, undefined, 2)}\n` === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The key at a path, or the nearest of its parents that is there: each key has a line of its own. */
function placeInPlainJson(lines: readonly string[], path: Path): { line: number; column: number } {
  let at = 0;
  for (const [depth, key] of path.entries()) {
    const indent = ' '.repeat(2 * (depth + 1));
    const start = `${indent}${JSON.stringify(String(key))}:`;
    let line = at + 1;
    while (lines[line]?.startsWith(indent) && !lines[line]!.startsWith(start)) line++;
    if (!lines[line]?.startsWith(start)) return { line: at + 1, column: 2 * depth + 1 };
    at = line;
  }
  return { line: at + 1, column: 2 * path.length + 1 };
}

/** Checks text and keeps where each of its parts stands. @throws KyrError */
function readPlaces<S extends z.ZodType>(text: string, schema: S, shown: string): Checked<z.infer<S>> {
  const lines = new LineCounter();
  // `core` keeps dates as strings; a Date would drag a time zone in.
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    prettyErrors: false,
    // Told below: the parser compares every key with every other.
    uniqueKeys: false,
  });

  if (document.errors.length > 0) {
    throw new KyrError(
      document.errors.slice(0, MOST_TOLD).map((error): Diagnostic => {
        const at = lines.linePos(error.pos[0]);
        if (error.message.startsWith('Maximum call stack'))
          return {
            code: CODE.fileSyntax,
            level: 'error',
            message: 'this is nested too deeply to be read',
            hint: 'brackets and indentations within each other go a few levels deep, never hundreds',
            at: { file: shown, line: at.line, column: at.col },
          };
        return {
          code: CODE.fileSyntax,
          level: 'error',
          message: `not valid ${shown.endsWith('.json') ? 'JSON' : 'YAML'}: ${error.message}`,
          hint: 'compare the indentation, colons and quotes with the lines around it',
          at: { file: shown, line: at.line, column: at.col },
        };
      }),
    );
  }

  refuseTwice(document, shown, lines);
  if (shown.endsWith('.json')) refuseLooseJson(text, shown, lines);
  const place = (...path: Path): FilePlace => placeOf(document, lines, shown, path);
  const result = schema.safeParse(unfold(document, lines, shown));
  if (!result.success)
    throw new KyrError(
      result.error.issues
        .slice(0, MOST_TOLD)
        .flatMap((issue) => toDiagnostics(issue, place, schema))
        .slice(0, MOST_TOLD),
    );
  return { value: result.data as z.infer<S>, file: shown, place };
}

/** Faults of one file: more help nobody, and each costs a search for its place. */
const MOST_TOLD = 100;

/** The plain value; YAML's aliases are unfolded, and refused where they lead nowhere or have no end. */
function unfold(document: Document, lines: LineCounter, file: string): unknown {
  // One pass: to resolve each alias by itself would search the whole file for each.
  const anchors = new Set<string>();
  const keep = (_: unknown, { anchor }: { readonly anchor?: string | undefined }): void => {
    if (anchor !== undefined) anchors.add(anchor);
  };
  visit(document, {
    Map: keep,
    Seq: keep,
    Scalar: keep,
    Alias(_, alias) {
      if (anchors.has(alias.source)) return;
      const at = lines.linePos(alias.range?.[0] ?? 0);
      fail({
        code: CODE.fileSyntax,
        message: `not valid YAML: nothing above is named &${alias.source}`,
        hint: 'a word that begins with * stands for another; put it in quotes if it is text',
        at: { file, line: at.line, column: at.col },
      });
    },
  });
  try {
    return document.toJS();
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return fail({
      code: CODE.fileSyntax,
      message: `the YAML aliases unfold without end: ${error.message}`,
      hint: 'write the values out instead of *naming them',
      at: { file },
    });
  }
}

/** A key that stands twice in one map would lose what the first of them says. */
function refuseTwice(document: Document, file: string, lines: LineCounter): void {
  const found: Diagnostic[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          const at = lines.linePos(key.range?.[0] ?? 0);
          found.push({
            code: CODE.duplicateId,
            level: 'error',
            message: 'the same key stands here twice',
            hint: 'keep one of the two',
            at: { file, line: at.line, column: at.col },
          });
        }
        seen.add(key.value);
      }
    },
  });
  if (found.length > 0) throw new KyrError(found.slice(0, MOST_TOLD));
}

/** YAML forgives what JSON does not; Weblate, Crowdin and every other reader of the file would not. */
function refuseLooseJson(text: string, file: string, lines: LineCounter): void {
  try {
    JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message)?.[1];
    const at = position === undefined ? undefined : lines.linePos(Number(position));
    fail({
      code: CODE.fileSyntax,
      message: `not valid JSON: ${message.split(' (')[0]}`,
      hint: 'JSON wants double quotes around every key and sentence, no comma after the last one, and no comments',
      at: at ? { file, line: at.line, column: at.col } : { file },
    });
  }
}

function placeOf(document: Document, lines: LineCounter, file: string, path: Path): FilePlace {
  for (let length = path.length; length >= 0; length--) {
    const node = nodeAt(document, path.slice(0, length));
    if (node?.range) {
      const { line, col } = lines.linePos(node.range[0]);
      return { file, line, column: col };
    }
  }
  return { file, line: 1, column: 1 };
}

/** The *key* of a map entry where there is one (that is what a person looks for), else the value. */
function nodeAt(document: Document, path: Path): Node | undefined {
  if (path.length === 0) return (document.contents as Node | null) ?? undefined;
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path[path.length - 1];
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(last));
    return (pair?.key as Node | undefined) ?? undefined;
  }
  return (document.getIn(path, true) as Node | undefined) ?? undefined;
}

function toDiagnostics(
  issue: z.core.$ZodIssue,
  place: (...path: Path) => FilePlace,
  schema: z.ZodType,
): Diagnostic[] {
  const where = issue.path.map(String).join('.');
  const named = where === '' ? 'the file' : `“${where}”`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, MOST_TOLD).map((key) => {
        const near = nearest(key, keysAt(schema, issue.path));
        return {
          code: CODE.unknownKey,
          level: 'error',
          message: `unknown key “${key}”${where === '' ? '' : ` in “${where}”`}`,
          hint: near
            ? `did you mean “${near}”?`
            : `known here: ${keysAt(schema, issue.path).join(', ') || 'nothing'}`,
          at: place(...issue.path, key),
        };
      });
    case 'invalid_type':
      if (issue.message.includes('received undefined'))
        return [
          {
            code: CODE.missingKey,
            level: 'error',
            message: `${named} is missing`,
            hint: `add it; it wants ${inWords(issue.expected)}`,
            at: place(...issue.path),
          },
        ];
      // The schema's own words say better what to write than the type would.
      if (issue.message.startsWith('write '))
        return [
          {
            code: issue.message === WRITE_A_LENGTH ? CODE.badLength : CODE.wrongType,
            level: 'error',
            message: `${named}: ${issue.message}`,
            at: place(...issue.path),
          },
        ];
      return [
        {
          code: CODE.wrongType,
          level: 'error',
          message: `${named} wants ${inWords(issue.expected)}`,
          hint: issue.expected === 'string' ? 'put the value in quotes' : `write ${inWords(issue.expected)}`,
          at: place(...issue.path),
        },
      ];
    case 'too_small':
      // A minimum that the schema explains in words of its own says better what to write.
      if (issue.minimum === 1 && issue.message.startsWith('Too small'))
        return [
          {
            code: CODE.badValue,
            level: 'error',
            message: `${named} is empty`,
            hint: 'write what belongs there, or take the line out',
            at: place(...issue.path),
          },
        ];
      return [
        {
          code: CODE.badValue,
          level: 'error',
          message: `${named}: ${issue.message}`,
          at: place(...issue.path),
        },
      ];
    case 'invalid_value':
      return [
        {
          code: CODE.badValue,
          level: 'error',
          message: `${named} is none of the values that are known`,
          hint: `write one of: ${issue.values.map(String).join(', ')}`,
          at: place(...issue.path),
        },
      ];
    case 'invalid_key':
      // A bad key of a record, such as a language tag: told as the key's own fault, at the key.
      return issue.issues.flatMap((i) =>
        toDiagnostics({ ...i, path: issue.path } as z.core.$ZodIssue, place, schema),
      );
    case 'invalid_union': {
      // The branch that got furthest says best what is wrong: most of a run's keys fit one kind of run.
      const depth = (issues: readonly z.core.$ZodIssue[]): number =>
        Math.max(0, ...issues.map((i) => i.path.length));
      const branch = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0] ?? [];
      const inner = branch.flatMap((i) =>
        toDiagnostics({ ...i, path: [...issue.path, ...i.path] } as z.core.$ZodIssue, place, schema),
      );
      return inner.length > 0
        ? inner
        : [
            {
              code: CODE.badValue,
              level: 'error',
              message: `${named} has none of the shapes it may have`,
              at: place(...issue.path),
            },
          ];
    }
    default: {
      const kyr =
        issue.code === 'custom' ? (issue.params as { kyr?: keyof typeof CODE } | undefined)?.kyr : undefined;
      const code: DiagnosticCode = kyr ? CODE[kyr] : CODE.badValue;
      return [{ code, level: 'error', message: `${named}: ${issue.message}`, at: place(...issue.path) }];
    }
  }
}

/** A type as a person would say it. */
function inWords(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    object: 'lines of the form “key: value”',
    record: 'lines of the form “key: value”',
    null: 'nothing',
    array: 'a list',
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
  };
  return words[expected] ?? expected;
}

/** The keys a schema knows at a path: for "did you mean". Follows objects, arrays, records and unions. */
function keysAt(schema: unknown, path: Path): string[] {
  const def = (schema as { def?: Record<string, unknown> }).def ?? {};
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
      return keysAt(def.innerType, path);
    case 'object': {
      const shape = def.shape as Record<string, unknown>;
      if (path.length === 0) return Object.keys(shape);
      return keysAt(shape[String(path[0])], path.slice(1));
    }
    case 'array':
      return keysAt(def.element, path.slice(1));
    case 'record':
      return path.length === 0 ? [] : keysAt(def.valueType, path.slice(1));
    case 'union':
      return [...new Set((def.options as unknown[]).flatMap((option) => keysAt(option, path)))];
    default:
      return [];
  }
}
