/**
 * Counts the pages of a PDF that kyr wrote, from its end: trailer, cross-reference table, catalog, page tree. Leaves
 * are counted one by one, and the tree's own /Count must say the same. No PDF library, so that `kyr verify`
 * starts fast.
 *
 * Does not: read cross-reference streams, object streams or updated files; neither of our writers makes them.
 */

/** The number of pages. Throws an Error where the file is not such a PDF. */
export function countPages(bytes: Uint8Array): number {
  const text = new TextDecoder('latin1').decode(bytes);
  const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-64));
  if (!start) throw new Error('no startxref at the end');
  const table = Number(start[1]);
  const offsets = readOffsets(text, table);
  const objectAt = (number: number): string => {
    const offset = offsets.get(number);
    if (offset === undefined) throw new Error(`no object ${number}`);
    const end = text.indexOf('endobj', offset);
    return text.slice(offset, end === -1 ? undefined : end);
  };
  const trailer = text.slice(text.indexOf('trailer', table));
  const pages = reference(objectAt(reference(trailer, 'Root')), 'Pages');
  return countLeaves(objectAt, pages, new Set());
}

function readOffsets(text: string, table: number): Map<number, number> {
  const offsets = new Map<number, number>();
  const head = /xref\s+/y;
  head.lastIndex = table;
  if (!head.test(text)) throw new Error('no cross-reference table');
  let at = head.lastIndex;
  for (;;) {
    const section = /(\d+) (\d+)\s*\n/y;
    section.lastIndex = at;
    const match = section.exec(text);
    if (!match) return offsets;
    at = section.lastIndex;
    for (let i = 0; i < Number(match[2]); i++) {
      const entry = text.slice(at, at + 20);
      if (entry[17] === 'n') offsets.set(Number(match[1]) + i, Number(entry.slice(0, 10)));
      at += 20;
    }
  }
}

function countLeaves(objectAt: (n: number) => string, node: number, seen: Set<number>): number {
  if (seen.has(node)) throw new Error('the page tree bites its tail');
  seen.add(node);
  const object = objectAt(node);
  const kids = /\/Kids\s*\[([^\]]*)\]/.exec(object);
  if (!kids) return 1;
  const numbers = [...kids[1]!.matchAll(/(\d+) \d+ R/g)].map((m) => Number(m[1]));
  const leaves = numbers.reduce((n, kid) => n + countLeaves(objectAt, kid, seen), 0);
  const said = Number(/\/Count (\d+)/.exec(object)?.[1]);
  if (said !== leaves) throw new Error(`a page tree node says ${said} pages and has ${leaves}`);
  return leaves;
}

function reference(object: string, key: string): number {
  const match = new RegExp(`/${key} (\\d+) \\d+ R`).exec(object);
  if (!match) throw new Error(`no /${key}`);
  return Number(match[1]);
}
