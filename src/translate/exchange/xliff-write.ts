/**
 * Sentences → XLIFF 1.2 (OASIS, 1 February 2008) or 2.1 (13 February 2018, with the size and length restriction
 * module). One `<file>` a namespace, so that a tool shows where a sentence belongs. Placeholders are elements.
 *
 * Written here and not with the `xliff` package (6.4.0): it has no place for a target's `state`, a segment's `state`
 * or a note's category, without which nobody's approval could travel. The tests read what is written here with it.
 */
import { sentenceId } from '../../compose/source-text.js';
import { formatPlace } from '../../core/diagnostic.js';
import { type Part, partsOf } from './inline.js';
import type { OutFile, OutUnit, XliffVersion } from './unit.js';
import { escapeText, plainXml, tag } from './xml.js';

/** Of our own attribute and subState; an XLIFF 2 tool must keep what it does not know. */
const KYR = 'urn:kyr:exchange:1';

export function writeXliff(file: OutFile, version: XliffVersion): string {
  const namespaces = new Map<string, OutUnit[]>();
  for (const unit of file.units)
    namespaces.set(unit.namespace, [...(namespaces.get(unit.namespace) ?? []), unit]);
  return version === '1.2' ? writeOne(file, namespaces) : writeTwo(file, namespaces);
}

/** XLIFF 1.2, strict. */
function writeOne({ tag: target, tool }: OutFile, namespaces: Map<string, OutUnit[]>): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">',
  ];
  for (const [namespace, units] of namespaces) {
    lines.push(
      `  ${tag('file', {
        original: `locales/en/${namespace}.json`,
        'source-language': 'en',
        'target-language': target,
        datatype: 'plaintext',
        'tool-id': 'kyr',
      })}`,
      `    <header>${tag('tool', { 'tool-id': 'kyr', 'tool-name': tool }, '/')}</header>`,
      '    <body>',
    );
    for (const unit of units) {
      const limit = unit.limit === undefined ? {} : { maxwidth: String(unit.limit), 'size-unit': 'char' };
      lines.push(
        `      ${tag('trans-unit', {
          id: sentenceId(unit),
          resname: sentenceId(unit),
          approved: isApproved(unit) ? 'yes' : 'no',
          extradata: `kyr-base-${unit.base}`,
          ...limit,
          'xml:space': 'preserve',
        })}`,
        `        <source>${partsOf(unit.english).map(inlineOne).join('')}</source>`,
        `        ${tag('target', { state: stateOne(unit) })}${partsOf(unit.text ?? '')
          .map(inlineOne)
          .join('')}</target>`,
        `        <context-group purpose="location"><context context-type="sourcefile">${escapeText(unit.at.file)}</context><context context-type="linenumber">${unit.at.line ?? 1}</context></context-group>`,
        ...unit.notes.map((note) => `        <note from="developer">${escapeText(plainXml(note))}</note>`),
        '      </trans-unit>',
      );
    }
    lines.push('    </body>', '  </file>');
  }
  return `${[...lines, '</xliff>'].join('\n')}\n`;
}

const isApproved = ({ state }: OutUnit): boolean => state === 'reviewed' || state === 'final';

/** XLIFF 1.2, 2.3 (state): its nearest word for where a sentence stands. */
function stateOne({ text, stale, state }: OutUnit): string {
  if (text === undefined) return 'needs-translation';
  if (stale) return 'needs-adaptation';
  return {
    initial: 'needs-review-translation',
    translated: 'translated',
    reviewed: 'signed-off',
    final: 'final',
  }[state];
}

function inlineOne(part: Part): string {
  if (part.kind === 'text') return escapeText(part.text);
  if (part.kind === 'placeholder')
    return tag('x', { id: part.id, ctype: 'x-placeholder', 'equiv-text': part.literal }, '/');
  return tag('x', { id: hexId(part.code), ctype: 'x-character', 'equiv-text': `U+${hex(part.code)}` }, '/');
}

/** XLIFF 2.1. Its namespace is that of 2.0. */
function writeTwo({ tag: target }: OutFile, namespaces: Map<string, OutUnit[]>): string {
  const measured = [...namespaces.values()].flat().some((unit) => unit.limit !== undefined);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    tag('xliff', {
      xmlns: 'urn:oasis:names:tc:xliff:document:2.0',
      'xmlns:kyr': KYR,
      'xmlns:slr': measured ? 'urn:oasis:names:tc:xliff:sizerestriction:2.0' : undefined,
      version: '2.1',
      srcLang: 'en',
      trgLang: target,
    }),
  ];
  for (const [namespace, units] of namespaces) {
    lines.push(`  ${tag('file', { id: namespace, original: `locales/en/${namespace}.json` })}`);
    if (measured) lines.push('    <slr:profiles generalProfile="xliff:codepoints"/>');
    for (const unit of units) {
      const parts = {
        source: partsOf(unit.english),
        target: unit.text === undefined ? undefined : partsOf(unit.text),
      };
      const data = originalData([...parts.source, ...(parts.target ?? [])]);
      lines.push(
        `    ${tag('unit', {
          id: unit.key,
          name: sentenceId(unit),
          'kyr:base': unit.base,
          'slr:sizeRestriction': unit.limit === undefined ? undefined : String(unit.limit),
          'xml:space': 'preserve',
        })}`,
        '      <notes>',
        ...unit.notes.map(
          (note) => `        <note category="instruction">${escapeText(plainXml(note))}</note>`,
        ),
        `        <note category="location">${escapeText(formatPlace(unit.at))}</note>`,
        '      </notes>',
        ...(data.size === 0
          ? []
          : [
              '      <originalData>',
              ...[...data].map(
                ([literal, id]) => `        ${tag('data', { id })}${escapeText(literal)}</data>`,
              ),
              '      </originalData>',
            ]),
        `      ${tag('segment', { state: unit.stale ? 'initial' : unit.state, subState: unit.stale ? 'kyr:stale' : undefined })}`,
        `        <source>${parts.source.map((part) => inlineTwo(part, data)).join('')}</source>`,
        ...(parts.target === undefined
          ? []
          : [`        <target>${parts.target.map((part) => inlineTwo(part, data)).join('')}</target>`]),
        '      </segment>',
        '    </unit>',
      );
    }
    lines.push('  </file>');
  }
  return `${[...lines, '</xliff>'].join('\n')}\n`;
}

/** Each placeholder as it is written, once, with the id of its `<data>`. */
function originalData(parts: readonly Part[]): Map<string, string> {
  const data = new Map<string, string>();
  for (const part of parts)
    if (part.kind === 'placeholder' && !data.has(part.literal)) data.set(part.literal, `d${data.size + 1}`);
  return data;
}

function inlineTwo(part: Part, data: ReadonlyMap<string, string>): string {
  if (part.kind === 'text') return escapeText(part.text);
  if (part.kind === 'placeholder')
    return tag(
      'ph',
      {
        id: part.id,
        dataRef: data.get(part.literal),
        disp: part.literal,
        equiv: part.literal,
        canDelete: 'no',
        canCopy: 'no',
      },
      '/',
    );
  return tag('cp', { hex: hex(part.code) }, '/');
}

const hex = (code: number): string => code.toString(16).toUpperCase().padStart(4, '0');
const hexId = (code: number): string => `u${hex(code)}`;
