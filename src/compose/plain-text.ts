/** A Flyer as plain text in reading order: for checking, for screen readers, for a chat message. */
import { shownAddress } from './address.js';
import type { Block, Flyer, SectionLine } from './flyer.js';
import { type RichText, richToString } from './rich-text.js';

export function plainText(flyer: Flyer): string {
  return `${flyer.sides
    .map((side) =>
      side.blocks
        .map(blockText)
        .filter((t) => t !== '')
        .join('\n\n'),
    )
    .join('\n\n———\n\n')}\n`;
}

const lines = (...texts: readonly (RichText | string)[]): string =>
  texts
    .map((text) => (typeof text === 'string' ? text : richToString(text)))
    .filter((text) => text !== '')
    .join('\n');

const lineText = ({ kind, text }: SectionLine): string =>
  `- ${richToString(text)}${kind === 'write-in' ? ' ____________' : ''}`;

function blockText(block: Block): string {
  switch (block.kind) {
    case 'tab':
      return block.english === undefined ? block.own : `${block.own} (${block.english})`;
    case 'notice':
      return lines(block.title, ...block.why);
    case 'headline':
      return lines(
        block.title,
        block.under,
        ...(block.english ? [block.english.title, block.english.under] : []),
      );
    case 'right':
      return lines(`${block.numeral}. ${richToString(block.title)}`, block.body);
    case 'advice':
      return lines(block.title, block.body);
    case 'section':
      return [block, block.english]
        .filter((said) => said !== undefined)
        .map(({ title, lines: list }) => lines(title, ...list.map(lineText)))
        .join('\n\n');
    case 'meaning':
      return lines(block.label, ...block.lines);
    case 'proclamation':
      return [block.own, block.english]
        .filter((said) => said !== undefined)
        .map(({ title, lead, more }) => lines(title, lead, more))
        .join('\n\n');
    case 'say':
      return lines(
        block.label,
        block.english,
        ...block.rows.map((row) => `${richToString(row.label)}: ${richToString(row.text)}`),
        block.notes,
      );
    case 'statement':
      return lines(`${richToString(block.claim)}${block.writeIn ? ' ____________' : ''}`, block.gloss);
    case 'hotline':
      return lines(block.label, block.number, block.lines, block.english);
    case 'imprint':
      return lines(
        block.message ?? [],
        ...(block.hotlines ?? []),
        block.newest,
        shownAddress(block.address),
        block.from,
        block.name,
        ...block.details,
      );
    case 'slips':
      return lines(block.draft, block.label, block.number, shownAddress(block.address));
    case 'foot':
      return lines(...block.lines.map(({ text }) => text), block.code);
  }
}
