/**
 * `kyr content show`: the English of a publication with the origin, basis and confidence of every line, for a lawyer
 * who reads it on paper. In the order in which it is printed, then what the layers have beside it. Writes nothing.
 */
import { referencesOf } from '../../compose/references.js';
import { versionName } from '../../compose/trace-law.js';
import { EXIT } from '../../core/diagnostic.js';
import { pageWidth, wrap } from '../../core/wrap.js';
import { findOverdue } from '../../job/overdue.js';
import { isOf, signedBy } from '../../job/withdrawn.js';
import type { Right } from '../../schema/content.js';
import { type ContentLine, type ContentLines, contentLines, formatOrigin } from '../content-lines.js';
import { today } from '../day.js';
import type { Outcome } from '../output.js';
import { openPressRoom, type PressRoom } from '../press-room.js';
import { openWorld } from '../world.js';

/** What the marks in content/ mean. */
const CONFIDENCE: Readonly<Record<Right['confidence'], string>> = {
  H: 'an official text, or several sources that do not depend on each other',
  M: 'one decent source, or only a part of an official text was read',
  L: 'one weak source',
  K: 'known, but checked against no source',
};

export function contentShow(
  id: string,
  options: { readonly layer: string; readonly edition?: string },
): Outcome {
  const world = openWorld();
  const room = openPressRoom(world, { publication: id, ...options });
  const found = contentLines(room);
  const publication = room.content.publication.value;
  return {
    exitCode: EXIT.done,
    data: {
      publication: id,
      name: publication.name,
      place: room.law.jurisdiction,
      layers: layersOf(room),
      edition: room.content.edition.name,
      prints: referencesOf(room.content.edition),
      ...found,
    },
    text: formatContent(room, found, pageWidth(process.stdout.columns)),
    diagnostics: findOverdue(room.content.layers, today(world)),
  };
}

const layersOf = (room: PressRoom) =>
  room.content.layers.map(({ value, file }) => {
    const withdrawn = room.withdrawn.find((w) => isOf(w, value));
    return {
      layer: value.layer,
      version: value.version,
      name: value.name,
      file,
      written: value.written,
      checkAfter: value['check-after'],
      expires: value.expires,
      withdrawn: withdrawn ?? null,
    };
  });

function formatContent(room: PressRoom, found: ContentLines, width: number): string {
  const { name, publication } = room.content.publication.value;
  const { lines, words, withdrawnIds, unknown, unused } = found;
  const para = (text: string, indent = '', first = indent): string[] => wrap(text, width, indent, first);
  const approved = [...lines, ...words].filter((line) => line.approved !== null).length;
  const numberOf = new Map<string, number>();

  return [
    ...para(`${name} (${publication}, ${room.content.edition.name}), for ${room.law.jurisdiction}`),
    ...para(
      'The English as it is printed, line by line: where it comes from, what it rests on, and how sure it is. General information, not legal advice.',
    ),
    '',
    'LAYERS, the widest first; a later one adds, replaces by id, or withdraws',
    ...layersOf(room).flatMap((l) => [
      ...para(`${versionName(l)}: ${l.name}. ${l.file}`, '      ', '  '),
      ...para(`written ${l.written}, check after ${l.checkAfter}, expires ${l.expires}`, '      '),
      ...(l.withdrawn
        ? para(
            `WITHDRAWN (${signedBy(l.withdrawn)}), nothing is printed from it: ${l.withdrawn.why}`,
            '      ',
          )
        : []),
    ]),
    '',
    ...para(
      `${lines.filter((l) => l.needsLawyer).length} of ${lines.length} lines are marked as needing a lawyer. A lawyer has approved ${approved} of ${lines.length + words.length} lines and words, each exactly as it stands.`,
    ),
    ...para(
      `Confidence: ${Object.entries(CONFIDENCE)
        .map(([mark, meaning]) => `${mark} ${meaning}`)
        .join('; ')}.`,
    ),
    '',
    'IN THE ORDER OF THE PUBLICATION',
    ...lines.flatMap((line, i) => ['', ...formatLine(line, i + 1, numberOf, para)]),
    ...(unknown.length + withdrawnIds.filter((l) => l.wanted).length > 0
      ? [
          '',
          'NAMED BY THE PUBLICATION, BUT NOT THERE: it cannot be printed',
          ...unknown.flatMap((ref) => para(`${ref}: in none of the layers`, '      ', '  ')),
          ...withdrawnIds
            .filter((l) => l.wanted)
            .flatMap((l) => para(`${l.id}: withdrawn by ${formatOrigin(l)}`, '      ', '  ')),
        ]
      : []),
    ...(withdrawnIds.length > 0
      ? [
          '',
          'WITHDRAWN BY A NARROWER LAYER',
          ...withdrawnIds.flatMap((l) =>
            para(
              `${l.id}: withdrawn by ${formatOrigin(l)}; was ${formatOrigin(l.saidBy)}: “${l.text}”`,
              '      ',
              '  ',
            ),
          ),
        ]
      : []),
    '',
    'WORDS AROUND IT, which state no law of their own',
    ...words.flatMap((w) =>
      para(
        `${w.text}  [${w.key}, ${w.at.file}:${w.at.line}${w.approved ? '; approved' : ''}]`,
        '      ',
        '  ',
      ),
    ),
    ...(unused.length > 0
      ? [
          '',
          'IN THE LAYERS, NOT IN THIS PUBLICATION',
          ...unused.flatMap((l) =>
            para(
              `${l.text}  [${l.ref}, ${formatOrigin(l.origin)}${l.confidence ? `, ${l.confidence}` : ''}${l.needsLawyer ? ', needs a lawyer' : ''}]`,
              '      ',
              '  ',
            ),
          ),
        ]
      : []),
  ].join('\n');
}

/** A line, its grounds below it; grounds that its right has shown already are pointed to. */
function formatLine(
  line: ContentLine,
  number: number,
  numberOf: Map<string, number>,
  para: (text: string, indent?: string, first?: string) => string[],
): string[] {
  const indent = '     ';
  const grounds = JSON.stringify([line.basis, line.whyLawyer, line.sources]);
  const shown = numberOf.get(grounds);
  if (shown === undefined) numberOf.set(grounds, number);
  const basis = line.basis.length === 0 ? 'no law of its own' : line.basis.join('; ');
  const see = shown === undefined ? '' : ` (see ${shown})`;
  return [
    ...para(line.text, indent, `${String(number).padStart(3)}  `),
    ...para(`${line.ref}, from ${formatOrigin(line.origin)}`, indent),
    ...para(
      line.confidence === undefined ? `Basis: ${basis}` : `Basis: ${basis}. Confidence: ${line.confidence}`,
      indent,
    ),
    ...(line.needsLawyer
      ? para(
          `NEEDS A LAWYER${shown === undefined ? `: ${line.whyLawyer ?? 'no reason is given'}` : see}`,
          indent,
        )
      : []),
    ...(line.sources.length === 0
      ? []
      : shown === undefined
        ? ['Sources:', ...line.sources.map((s) => `  ${s}`)].flatMap((s) => [`${indent}${s}`])
        : para(`Sources: as for ${shown}`, indent)),
    ...line.replaced.flatMap((earlier) =>
      para(
        earlier.does === 'withdraws'
          ? `Had been withdrawn by ${formatOrigin(earlier)}`
          : `Stands for ${formatOrigin(earlier)}${earlier.text === undefined ? ', which had no such line' : `: “${earlier.text}”`}`,
        indent,
      ),
    ),
    `${indent}${line.approved ? `Approved by ${line.approved.by} on ${line.approved.on}` : 'Not approved by a lawyer'}`,
  ];
}
