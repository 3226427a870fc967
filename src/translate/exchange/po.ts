/**
 * Sentences ↔ gettext PO, as Poedit edits it. `msgctxt` is the name of the sentence, `#.` are notes, `#:` is where the
 * English stands, fuzzy is what is not settled, and `#|` the English that a stale sentence was translated from. PO has
 * no word for approved (WeblateOrg/weblate#4852): nothing in it makes a sentence `reviewed`.
 *
 * Each entry is parsed by itself, since gettext-parser refuses a whole file for one bad entry, keeps the last of two
 * with the same name, and does not say on which line an entry stands.
 */

import { po } from 'gettext-parser';
import { sentenceId } from '../../compose/source-text.js';
import { type Diagnostic, type FilePlace, fail, formatPlace } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { baseIn, type InFile, type InUnit, type OutFile, type OutUnit } from './unit.js';

export function writePo({ tag, units, tool }: OutFile): string {
  const headers = {
    'Project-Id-Version': tool,
    'POT-Creation-Date': '',
    'PO-Revision-Date': '',
    'Last-Translator': '',
    'Language-Team': '',
    // gettext joins its parts with an underscore.
    Language: tag.replaceAll('-', '_'),
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=UTF-8',
    'Content-Transfer-Encoding': '8bit',
  };
  const entries = units.map((unit) => [
    sentenceId(unit),
    {
      [unit.english]: {
        msgctxt: sentenceId(unit),
        msgid: unit.english,
        msgstr: [unit.text ?? ''],
        comments: {
          reference: formatPlace({ file: unit.at.file, line: unit.at.line ?? 1 }),
          extracted: [...notesOf(unit).map(oneLine), `kyr-base-${unit.base}`].join('\n'),
          flag: isFuzzy(unit) ? 'fuzzy' : '',
          previous: unit.before === undefined ? '' : `msgid ${quote(unit.before)}`,
        },
      },
    },
  ]);
  const compiled = po.compile(
    { charset: 'utf-8', headers, translations: Object.fromEntries(entries) },
    { foldLength: 0 },
  );
  return compiled.toString('utf-8');
}

const isFuzzy = ({ text, state, stale }: OutUnit): boolean =>
  text !== undefined && (stale || state === 'initial');

const notesOf = ({ notes, limit }: OutUnit): string[] =>
  limit === undefined ? [...notes] : [...notes, `At most ${limit} characters fit.`];

/** A comment ends with its line. */
const oneLine = (note: string): string => note.replace(/\s+/g, ' ');

const quote = (text: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')}"`;

/** @throws KyrError KYR820 where there is no entry at all */
export function readPo(text: string, shown: string): InFile {
  const faults: Diagnostic[] = [];
  const units: InUnit[] = [];
  let language: string | undefined;
  let entries = 0;
  for (const { lines, line } of blocksOf(text)) {
    const at = { file: shown, line };
    let parsed: ReturnType<typeof po.parse>;
    try {
      parsed = po.parse(lines.join('\n'), { validation: true });
    } catch (error) {
      faults.push(broken(error, lines, at));
      continue;
    }
    // Only the first entry has headers, whatever the types say.
    language ??= (parsed as Partial<typeof parsed>).headers?.Language || undefined;
    for (const [context, messages] of Object.entries(parsed.translations))
      for (const message of Object.values(messages)) {
        if (message.msgid === '' && context === '') continue;
        entries++;
        units.push({
          names: context === '' ? [] : [context],
          english: message.msgid,
          text: message.msgstr[0] ?? '',
          mark: /\bfuzzy\b/.test(message.comments?.flag ?? '') ? 'unfinished' : 'translated',
          ...baseIn(message.comments?.extracted),
          at,
        });
      }
  }
  if (entries === 0 && faults.length === 0)
    fail({
      code: CODE.exchangeBroken,
      message: 'the file has no PO entries',
      hint: 'an entry has the lines msgctxt, msgid and msgstr; export it again from the tool',
      at: { file: shown },
    });
  return { language, units, faults };
}

function broken(error: unknown, lines: readonly string[], at: FilePlace): Diagnostic {
  const message = error instanceof Error ? error.message : String(error);
  const within = (error as { lineNumber?: number }).lineNumber;
  const name = /^msgctxt\s+"(.*)"/m.exec(lines.join('\n'))?.[1];
  return {
    code: CODE.exchangeBroken,
    level: 'error',
    message: `${name === undefined ? 'this entry' : `“${name}”`} cannot be read: ${message.replace(/^Error parsing PO data: /, '').replace(/ at line \d+/, '')}`,
    hint: 'write a quote inside a sentence as \\" and a new line as \\n; the entry was left out, the others were kept',
    at: within === undefined ? at : { ...at, line: (at.line ?? 1) + within - 1 },
  };
}

/** The lines of each entry. One begins with its comments, or where a msgstr is behind us. Obsolete ones are left out. */
function blocksOf(text: string): { lines: string[]; line: number }[] {
  const blocks: { lines: string[]; line: number }[] = [];
  let lines: string[] = [];
  let start = 1;
  let said = false;
  const end = (next: number): void => {
    if (lines.some((line) => /^\s*msg/.test(line))) blocks.push({ lines, line: start });
    lines = [];
    start = next;
    said = false;
  };
  text.split(/\r\n|\n|\r/).forEach((line, i) => {
    if (said && /^\s*(#|msgctxt\b|msgid\b(?!_))/.test(line)) end(i + 1);
    if (/^\s*msgstr\b/.test(line)) said = true;
    if (lines.length === 0) start = i + 1;
    if (!/^\s*#~/.test(line) && (lines.length > 0 || line.trim() !== '')) lines.push(line);
  });
  end(0);
  return blocks;
}
