/**
 * `_worksheet.txt` of a locale: what is still to write, with the English above it, file and line beside it, and what
 * must not be lost. For somebody with a plain text editor, who has it open beside the JSON files. Made anew from the
 * locale each time; nobody writes in it, and kyr does not read it.
 */
import { isSound } from '../lint/notes.js';

export interface ToWrite {
  readonly namespace: string;
  readonly key: string;
  readonly line: number | undefined;
  /** What it is today. */
  readonly english: string;
  /** What it was when it was translated, of a stale sentence. */
  readonly before?: string;
  /** The same sentence in a language that helps, as `Spanish`, and the text. */
  readonly beside?: { readonly name: string; readonly text: string };
  /** Words of the glossary; what must be kept; may be empty. */
  readonly notes: readonly string[];
}

export interface Part {
  readonly title: string;
  readonly sentences: readonly ToWrite[];
}

/** @param name the language's English name */
export function formatWorksheet(tag: string, name: string, parts: readonly Part[]): string {
  const lines = [
    `${name} (${tag}): what is still to write`,
    '',
    'Open the files of this folder that end in .json in a text editor, and this page beside them. Find the line, and',
    'write between its empty quotation marks: "title": "". Then save, and type:',
    '',
    `    kyr locale check ${tag}`,
    '',
    'This page is made by kyr; nothing that is written here is read. To make it anew, with what is done left out:',
    '',
    `    kyr locale update ${tag}`,
  ];
  for (const { title, sentences } of parts) {
    if (sentences.length === 0) continue;
    lines.push('', '', `${title}: ${sentences.length} to write`, '='.repeat(72));
    let file = '';
    for (const sentence of sentences) {
      if (sentence.namespace !== file) lines.push('', `${sentence.namespace}.json`, '-'.repeat(72));
      file = sentence.namespace;
      lines.push('', ...entryOf(sentence));
    }
  }
  return `${lines.join('\n')}\n`;
}

function entryOf({ key, line, english, before, beside, notes }: ToWrite): string[] {
  return [
    `${line === undefined ? 'new     ' : `line ${line}`.padEnd(8)}  ${key}`,
    ...(before === undefined ? [] : [`  was       ${before}`]),
    `  ${isSound(key) ? 'spell    ' : 'English  '} ${english}`,
    ...(beside ? [`  ${beside.name.padEnd(8)}  ${beside.text}`] : []),
    ...notes.map((note) => `            ${note}`),
  ];
}
