/** Text for a terminal or a page: lines no wider than asked, broken between words alone. */

/**
 * @param width in characters, of the whole line
 * @param indent stands before every line; `first` before the first one instead, where it is given
 */
export function wrap(text: string, width: number, indent = '', first = indent): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/\s+/).filter((w) => w !== '')) {
    // A word that is wider than the line, such as an address, has a line of its own and stays whole.
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line.trimEnd()];
}

/** How wide a page of text may be: the terminal's width, within what a person reads with ease; 80 for a file. */
export const pageWidth = (columns: number | undefined): number => Math.min(Math.max(columns ?? 80, 40), 100);
