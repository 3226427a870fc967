/**
 * An SVG file → a tree of elements, read by saxes, a strict XML parser that opens no file and no address and knows
 * the five entities of XML alone. What would have to be resolved is refused: a document type with a subset of its
 * own, which can hold entities, and any entity but those five.
 *
 * Promises: bounded work. Size, depth and number of elements have limits, and are asked for before memory is taken.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { FilePlace } from '../../core/diagnostic.js';

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/** Far above what a logo has: an emblem with a thousand leaves keeps within them. */
export const SVG_LIMITS = { bytes: 512 * 1024, depth: 64, elements: 5000, segments: 20_000 } as const;

export interface Element {
  readonly name: string;
  /** Attributes without a namespace, as they are written. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  readonly text: string;
  readonly at: FilePlace;
}

/** Why there is no tree. `limit`: too large; otherwise it is not XML, or not harmless XML. */
export interface TreeFault {
  readonly kind: 'syntax' | 'limit';
  readonly message: string;
  readonly at: FilePlace;
}

class Refused extends Error {
  constructor(readonly fault: TreeFault) {
    super(fault.message);
  }
}

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Element[];
  text: string;
  readonly at: FilePlace;
  /** Of another namespace, or inside such an element: programs keep notes there, and nothing of it is painted. */
  readonly foreign: boolean;
}

/** @param shown the file's name in messages */
export function readSvgTree(bytes: Uint8Array, shown: string): Element | TreeFault {
  if (bytes.length > SVG_LIMITS.bytes)
    return {
      kind: 'limit',
      message: `has ${Math.ceil(bytes.length / 1024)} KB, more than ${SVG_LIMITS.bytes / 1024}`,
      at: { file: shown },
    };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { kind: 'syntax', message: 'is not UTF-8 text', at: { file: shown } };
  }
  try {
    return parse(text, shown);
  } catch (error) {
    if (error instanceof Refused) return error.fault;
    throw error;
  }
}

export const isFault = (read: Element | TreeFault): read is TreeFault => 'kind' in read;

function parse(text: string, shown: string): Element {
  const parser = new SaxesParser({ xmlns: true });
  const stack: Open[] = [];
  let root: Element | undefined;
  let count = 0;
  // Tags come in order, so lines are counted once over the whole file.
  let [line, lineStart] = [1, 0];
  const placeAt = (index: number): FilePlace => {
    for (
      let end = text.indexOf('\n', lineStart);
      end !== -1 && end < index;
      end = text.indexOf('\n', lineStart)
    ) {
      line++;
      lineStart = end + 1;
    }
    return { file: shown, line, column: Math.max(0, index - lineStart) + 1 };
  };
  /** Of the tag that was just read. */
  const tagPlace = (): FilePlace => placeAt(text.lastIndexOf('<', parser.position - 1));
  const refuse = (kind: TreeFault['kind'], message: string, at = tagPlace()): never => {
    throw new Refused({ kind, message, at });
  };

  parser.on('error', (error) => {
    refuse('syntax', `is not well-formed XML (${error.message.replace(/^\S*?\d+:\d+: /, '')})`);
  });
  parser.on('doctype', (declaration) => {
    if (declaration.includes('['))
      refuse(
        'syntax',
        'has a document type with declarations of its own, which could hold entities',
        placeAt(text.indexOf('<!DOCTYPE')),
      );
  });
  parser.on('opentag', (tag) => {
    if (++count > SVG_LIMITS.elements) refuse('limit', `has more than ${SVG_LIMITS.elements} elements`);
    if (stack.length >= SVG_LIMITS.depth)
      refuse('limit', `nests elements more than ${SVG_LIMITS.depth} deep`);
    const outer = stack.at(-1);
    stack.push({
      name: tag.local,
      attributes: ownAttributes(tag),
      children: [],
      text: '',
      at: tagPlace(),
      foreign: (outer?.foreign ?? false) || (tag.uri !== SVG_NAMESPACE && tag.uri !== ''),
    });
  });
  const addText = (more: string): void => {
    const open = stack.at(-1);
    if (open) open.text += more;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const { foreign, ...element } = stack.pop()!;
    const outer = stack.at(-1);
    if (outer && !foreign) outer.children.push(element);
    if (!outer) root = element;
  });
  parser.write(text).close();
  if (root?.name !== 'svg') refuse('syntax', 'does not begin with an <svg> element', placeAt(0));
  return root as Element;
}

/** Those of SVG itself: `xlink:href`, `inkscape:label` and `xmlns` have a namespace. */
const ownAttributes = (tag: SaxesTagNS): Map<string, string> =>
  new Map(
    Object.values(tag.attributes)
      .filter(({ uri }) => uri === '')
      .map(({ local, value }) => [local, value]),
  );
