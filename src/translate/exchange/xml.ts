/**
 * XML → elements that know their place, and strings → XML. Well-formedness is judged by saxes; a document type is
 * refused, since entities can be made to grow without end or to name files. Does not know XLIFF.
 */
import { SaxesParser } from 'saxes';
import { type FilePlace, fail } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** Names with their prefix: `xml:space`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
  readonly at: FilePlace;
}

/** Deeper than this no translation tool nests. */
const DEEPEST = 64;

/** @throws KyrError KYR820 for what is not well-formed, KYR821 for a document type */
export function parseXml(text: string, shown: string): XmlElement {
  const parser = new SaxesParser({ position: true });
  const here = (): FilePlace => ({ file: shown, line: parser.line, column: parser.column + 1 });
  const open: { element: XmlElement; children: (XmlElement | string)[] }[] = [];
  let root: XmlElement | undefined;

  parser.on('error', (error) => {
    // saxes puts the place before the words: `12:4: unclosed tag: target`.
    const what = error.message.replace(/^(?:[^:]*:)?\d+:\d+: /, '').replace(/\.$/, '');
    fail({
      code: CODE.exchangeBroken,
      message: `the file is not whole XML: ${what}`,
      hint: 'it was cut off or changed by hand; save or download it again. Nothing was taken from it',
      at: here(),
    });
  });
  parser.on('doctype', () =>
    fail({
      code: CODE.exchangeUnsafe,
      message: 'the file has a <!DOCTYPE>, which XLIFF has not',
      hint: 'it could name other files or grow without end; ask for the file without it',
      at: here(),
    }),
  );
  let opening: FilePlace = { file: shown };
  parser.on('opentagstart', () => {
    opening = here();
  });
  parser.on('opentag', (tag) => {
    if (open.length >= DEEPEST)
      fail({
        code: CODE.exchangeUnsafe,
        message: `elements stand ${DEEPEST} deep in one another`,
        hint: 'no translation tool writes this; ask for the file again',
        at: opening,
      });
    const children: (XmlElement | string)[] = [];
    const name = tag.name.slice(tag.name.indexOf(':') + 1);
    const element: XmlElement = {
      name,
      attributes: { ...(tag.attributes as Record<string, string>) },
      children,
      at: opening,
    };
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
    open.push({ element, children });
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const keep = (piece: string): void => {
    open.at(-1)?.children.push(piece);
  };
  parser.on('text', keep);
  parser.on('cdata', keep);
  parser.write(text).close();
  // saxes has complained already where there is none.
  return root as XmlElement;
}

export const elementsOf = (element: XmlElement, name?: string): XmlElement[] =>
  element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );

/** All the text in an element, whatever stands around it. */
export const textOf = (element: XmlElement): string =>
  element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');

/** A carriage return is written out, or the next reader would make a line feed of it (XML 1.0, 2.11). */
export const escapeText = (text: string): string =>
  text.replace(/[&<>\r]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? '&#13;');

/** ` name="value"`; white space is written out, or the next reader would make spaces of it (XML 1.0, 3.3.3). */
export function attribute(name: string, value: string): string {
  const escaped = escapeText(value)
    .replaceAll('"', '&quot;')
    .replace(/[\t\n]/g, (c) => `&#${c.charCodeAt(0)};`);
  return ` ${name}="${escaped}"`;
}

/** A tag with its attributes; those that are undefined are left out. */
export const tag = (
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  end: '' | '/' = '',
): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : attribute(key, value)))
    .join('')}${end}>`;

/** What XML cannot hold is taken out: for notes, never for sentences. */
export const plainXml = (note: string): string =>
  [...note].filter((c) => /[\t\n\r\P{Cc}]/u.test(c) && !/[\uFFFE\uFFFF]|\p{Cs}/u.test(c)).join('');
