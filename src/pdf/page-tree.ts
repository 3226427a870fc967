/** A balanced tree of pages (ISO 32000-1, 7.7.3): a viewer finds page 20,000 as soon as page 1. */
import { type Objects, reference } from './objects.js';
import { formatDict, name, type PdfDict, ref } from './value.js';

/** Pages under one node, and nodes under one node. */
const FAN = 64;

export interface PageTree {
  /** The number of the node that the next page hangs on. */
  parentOfNext(): number;
  add(page: number): void;
  /** Writes the open nodes; the root's number. */
  end(): number;
}

interface Node {
  readonly number: number;
  readonly kids: number[];
  pages: number;
}

/** A balanced tree of FAN-wide nodes (ISO 32000-1, 7.7.3), written from the leaves up as they fill. */
export function openPageTree(out: Objects): PageTree {
  const levels: Node[] = [];
  const open = (level: number): Node => {
    const full = levels[level];
    if (full && full.kids.length < FAN) return full;
    if (full) close(level, full);
    const node: Node = { number: out.reserve(), kids: [], pages: 0 };
    levels[level] = node;
    return node;
  };
  const writeNode = (node: Node, parent: PdfDict): void => {
    const entries = { Type: name('Pages'), ...parent, Count: node.pages, Kids: node.kids.map(ref) };
    out.writeText(formatDict(entries, reference), node.number);
  };
  const close = (level: number, node: Node): void => {
    const above = open(level + 1);
    above.kids.push(node.number);
    above.pages += node.pages;
    writeNode(node, { Parent: ref(above.number) });
  };
  return {
    parentOfNext: () => open(0).number,
    add(page) {
      const leaf = open(0);
      leaf.kids.push(page);
      leaf.pages++;
    },
    end() {
      // `levels` may grow while it is closed: closing a full node above opens one more level.
      for (let level = 0; ; level++) {
        const node = levels[level]!;
        if (level === levels.length - 1) {
          writeNode(node, {});
          return node.number;
        }
        close(level, node);
      }
    },
  };
}
