/**
 * XLIFF 1.1, 1.2, 2.0, 2.1 or 2.2 → sentences that came back: ours, and what Weblate, Crowdin and CAT tools make of
 * ours. A unit that cannot be understood is a fault of its own; only a file that is no XLIFF is refused whole.
 *
 * What they write (their documentation and issues, 2026): Weblate `approved="yes"` and `state="final"` for Approved,
 * `state="translated"` for what waits for review, `needs-translation` for Needs editing; Crowdin `state="final"` for
 * approved, its own number as `id` and our key as `resname`. So the key is looked for under every name.
 *
 * Read here and not with the `xliff` package (6.4.0): it drops every state, the second of two units with one id, all
 * segments but the last, line feeds at the end of a sentence, and the line on which a fault is.
 */
import { type Diagnostic, fail } from '../../core/diagnostic.js';
import { CODE } from '../../core/diagnostic-codes.js';
import { nameOf, nameOfId } from './inline.js';
import { baseIn, type InFile, type InUnit, type Mark } from './unit.js';
import { elementsOf, parseXml, textOf, type XmlElement } from './xml.js';

/** @throws KyrError KYR820–KYR821 */
export function readXliff(text: string, shown: string): InFile {
  const root = parseXml(text, shown);
  const version = root.attributes.version ?? '';
  if (root.name !== 'xliff' || !/^(1\.[12]|2\.[0-2])$/.test(version))
    fail({
      code: CODE.exchangeBroken,
      message:
        root.name === 'xliff'
          ? `XLIFF ${version || 'without a version'} is not read here`
          : `the file is XML, but no XLIFF: it begins with <${root.name}>`,
      hint: 'export it as XLIFF 1.2 or 2.1',
      at: root.at,
    });
  const files = elementsOf(root, 'file');
  const faults: Diagnostic[] = [];
  const units: InUnit[] = [];
  const two = version.startsWith('2');
  for (const file of files) {
    const namespace = namespaceOf(file.attributes.original ?? (two ? file.attributes.id : undefined));
    for (const unit of unitsIn(file)) {
      try {
        units.push(two ? readTwo(unit, namespace) : readOne(unit, namespace));
      } catch (error) {
        if (!(error instanceof BadInline)) throw error;
        faults.push({
          code: CODE.exchangeInline,
          level: 'error',
          message: `“${nameOfUnit(unit)}” ${error.message}`,
          hint: 'translate it again in the tool, from the English; it was left out, the others were kept',
          at: error.element.at,
        });
      }
    }
  }
  const language = two
    ? root.attributes.trgLang
    : files.map((file) => file.attributes['target-language']).find((lang) => lang !== undefined);
  return { language, units, faults };
}

/** `us-federal` of `locales/en/us-federal.json`, of Crowdin's `/us-federal.json`, of Weblate's `kyr/us-federal`. */
function namespaceOf(original: string | undefined): string | undefined {
  return original
    ?.split(/[\\/]/)
    .at(-1)
    ?.replace(/\.\w+$/, '');
}

/** Units stand in the body, or in groups within it. */
function unitsIn(element: XmlElement): XmlElement[] {
  return elementsOf(element).flatMap((child) =>
    child.name === 'unit' || child.name === 'trans-unit'
      ? [child]
      : child.name === 'body' || child.name === 'group'
        ? unitsIn(child)
        : [],
  );
}

const nameOfUnit = ({ attributes }: XmlElement): string =>
  attributes.resname ?? attributes.name ?? attributes.id ?? 'a unit without an id';

/** XLIFF 1.2, 2.3: what a target's state says, folded. */
const MARKS: Readonly<Record<string, Mark>> = {
  new: 'unfinished',
  'needs-translation': 'unfinished',
  'needs-adaptation': 'unfinished',
  'needs-l10n': 'unfinished',
  'needs-review-translation': 'translated',
  'needs-review-adaptation': 'translated',
  'needs-review-l10n': 'translated',
  translated: 'translated',
  'signed-off': 'approved',
  final: 'approved',
};

/** XLIFF 2, 4.3.1.29 (state). */
const SEGMENT_MARKS: Readonly<Record<string, Mark>> = {
  '': 'unsaid',
  initial: 'unfinished',
  translated: 'translated',
  reviewed: 'approved',
  final: 'approved',
};

function readOne(unit: XmlElement, namespace: string | undefined): InUnit {
  const [source] = elementsOf(unit, 'source');
  const [target] = elementsOf(unit, 'target');
  const contexts = elementsOf(unit, 'context-group')
    .flatMap((group) => elementsOf(group, 'context'))
    .map(textOf);
  const said = target?.attributes.state;
  const state = said === undefined ? 'unsaid' : (MARKS[said] ?? 'unfinished');
  return {
    names: names(unit.attributes.resname, unit.attributes.id, ...contexts),
    ...(namespace === undefined ? {} : { namespace }),
    ...(source ? { english: sentenceOf(source) } : {}),
    text: target && sentenceOf(target),
    // What says it needs work is not approved, whatever a tool left in the attribute.
    mark: unit.attributes.approved === 'yes' && state !== 'unfinished' ? 'approved' : state,
    ...baseIn(unit.attributes.extradata),
    at: unit.at,
  };
}

function readTwo(unit: XmlElement, namespace: string | undefined): InUnit {
  const data = new Map(
    elementsOf(unit, 'originalData')
      .flatMap((list) => elementsOf(list, 'data'))
      .map((element) => [element.attributes.id ?? '', textOf(element)]),
  );
  const pieces = elementsOf(unit).filter(({ name }) => name === 'segment' || name === 'ignorable');
  const segments = pieces.filter(({ name }) => name === 'segment');
  const targets = pieces.map((piece) => elementsOf(piece, 'target')[0]);
  // A tool may cut a unit into segments: each is translated, or the unit is not.
  const whole = segments.length > 0 && pieces.every((piece, i) => piece.name !== 'segment' || targets[i]);
  const sources = pieces.flatMap((piece) => elementsOf(piece, 'source'));
  const marks = segments.map(({ attributes: { state } }) => SEGMENT_MARKS[state ?? ''] ?? 'unfinished');
  // A unit is as far as its segment that is least far.
  const least = (['unfinished', 'unsaid', 'translated'] as const).find((mark) => marks.includes(mark));
  return {
    names: names(unit.attributes.name, unit.attributes.id),
    ...(namespace === undefined ? {} : { namespace }),
    english: sources.map((source) => sentenceOf(source, data)).join(''),
    text: whole
      ? pieces
          .map((piece, i) => targets[i] ?? elementsOf(piece, 'source')[0])
          .map((element) => (element ? sentenceOf(element, data) : ''))
          .join('')
      : undefined,
    mark: least ?? 'approved',
    ...baseIn(`kyr-base-${unit.attributes['kyr:base'] ?? ''}`),
    at: unit.at,
  };
}

const names = (...found: readonly (string | undefined)[]): string[] => [
  ...new Set(found.filter((name) => name !== undefined && name !== '') as string[]),
];

/** An element inside a sentence that stands for nothing a sentence has. */
class BadInline extends Error {
  readonly element: XmlElement;
  constructor(element: XmlElement, message: string) {
    super(message);
    this.element = element;
  }
}

/** Annotations, which say something about the text between them and are none of it. */
const TRANSPARENT = new Set(['mrk', 'sm', 'em']);

function sentenceOf(element: XmlElement, data: ReadonlyMap<string, string> = new Map()): string {
  return element.children
    .map((child): string => {
      if (typeof child === 'string') return child;
      if (TRANSPARENT.has(child.name)) return sentenceOf(child, data);
      if (child.name === 'cp') return characterOf(child, child.attributes.hex);
      if (child.name === 'x' || child.name === 'ph') return inlineOf(child, data);
      throw new BadInline(child, `has the markup <${child.name}>; our sentences are plain text`);
    })
    .join('');
}

function inlineOf(element: XmlElement, data: ReadonlyMap<string, string>): string {
  const { attributes } = element;
  const id = attributes.id ?? '';
  const code = /^U\+([0-9A-F]{4,6})$/.exec(attributes['equiv-text'] ?? '')?.[1];
  if (attributes.ctype === 'x-character') return characterOf(element, code);
  const said = [
    attributes['equiv-text'],
    data.get(attributes.dataRef ?? ''),
    attributes.equiv,
    attributes.disp,
    textOf(element),
  ].filter((literal) => literal !== undefined && nameOf(literal) !== undefined) as string[];
  const own = nameOfId(id);
  const literal = said[0];
  // A tool that keeps only the id keeps enough: it is the name.
  if (literal === undefined) {
    if (!/^[a-z][\w-]*$/.test(own))
      throw new BadInline(element, `has an element <${element.name} id="${id}"> that is no placeholder`);
    return `{{${own}}}`;
  }
  const other = said.find((one) => nameOf(one) !== nameOf(literal));
  // Ids of ours are names; other tools number theirs, or write INTERPOLATION.
  if (other !== undefined || (/^[a-z][a-z-]*$/.test(own) && own !== nameOf(literal)))
    throw new BadInline(
      element,
      `has swapped placeholders: one element is both ${other ?? `{{${own}}}`} and ${literal}`,
    );
  return literal;
}

function characterOf(element: XmlElement, hex: string | undefined): string {
  const code = hex === undefined ? Number.NaN : Number.parseInt(hex, 16);
  if (!(code >= 0 && code <= 0x10ffff))
    throw new BadInline(element, 'has an element for a character that there is not');
  return String.fromCodePoint(code);
}
