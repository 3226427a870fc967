/** A Flyer as plain text in reading order: for checking, for screen readers, for a chat message. */
import type { Direction } from '../core/language.js';
import { shownAddress } from './address.js';
import { type Block, type Flyer, findBlock, type SectionLine, type Side } from './flyer.js';
import { type RichText, richToString } from './rich-text.js';

/** All of it, as it is printed. */
export const plainText = (flyer: Flyer): string => sidesText(flyer.sides, ON_PAPER);

/** All of it for SMS and chat: what stands at the head of both sides of the paper is said once. */
export function chatText({ sides, dir }: Flyer): string {
  const [first, ...more] = sides;
  const heads = new Set(first?.blocks.filter(({ kind }) => kind === 'tab' || kind === 'notice'));
  const once = more.map((side) => ({ blocks: side.blocks.filter((block) => !heads.has(block)) }));
  return sidesText(first ? [first, ...once] : [], inChat(dir));
}

/** The words of one side or one picture, for who cannot see it. */
export const sideText = (side: Side, { dir }: Flyer): string => sidesText([side], inChat(dir));

/** A few lines to send along with pictures: what it is, whom to call, where the newest version is, who sends it. */
export function messageText(flyer: Flyer): string {
  const headline = findBlock(flyer, 'headline');
  const proclaimed = findBlock(flyer, 'proclamation')?.own;
  const hotline = findBlock(flyer, 'hotline');
  const imprint = findBlock(flyer, 'imprint');
  const blocks: (Block | false | undefined)[] = [
    ...(flyer.sides[0]?.blocks ?? []).filter(({ kind }) => kind === 'notice'),
    headline && { kind: 'headline', side: headline.side, title: headline.title, under: headline.under },
    proclaimed && { kind: 'proclamation', own: { ...proclaimed, more: [] } },
    hotline && { ...hotline, lines: [], english: [] },
    imprint && { ...imprint, message: [], hotlines: [], details: [] },
  ];
  return sidesText([{ blocks: blocks.filter((block) => !!block) }], inChat(flyer.dir));
}

/** How the same words are written down for paper, and to be sent. */
interface Writing {
  readonly address: (address: string) => string;
  readonly rich: (text: RichText) => string;
}

const ON_PAPER: Writing = { address: shownAddress, rich: richToString };

/** LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE. */
const [LRI, PDI] = ['\u2066', '\u2069'];

/**
 * An address is whole, so that a phone makes a link of it. Old phones show a box for a control of direction: there is
 * one only around a number that would be turned round without it, such as (212) 555-0100 in Arabic. Digits and hyphens
 * keep their order by themselves (UAX #9, W4).
 */
const inChat = (dir: Direction): Writing => ({
  address: (address) => address,
  rich: (text) =>
    richToString(
      dir === 'ltr'
        ? text
        : text.map((span) =>
            span.href?.startsWith('tel:') && /[^\d-]/.test(span.text)
              ? { ...span, text: `${LRI}${span.text}${PDI}` }
              : span,
          ),
    ),
});

const sidesText = (sides: readonly Pick<Side, 'blocks'>[], write: Writing): string =>
  `${sides
    .map(({ blocks }) =>
      blocks
        .map((block) => blockText(block, write))
        .filter((text) => text !== '')
        .join('\n\n'),
    )
    .join('\n\n———\n\n')}\n`;

function blockText(block: Block, { address, rich }: Writing): string {
  const lines = (...texts: readonly (RichText | string)[]): string =>
    texts
      .map((text) => (typeof text === 'string' ? text : rich(text)))
      .filter((text) => text !== '')
      .join('\n');
  const lineText = ({ kind, text }: SectionLine): string =>
    `- ${rich(text)}${kind === 'write-in' ? ' ____________' : ''}`;

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
      return lines(`${block.numeral}. ${rich(block.title)}`, block.body);
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
        ...block.rows.map((row) => `${rich(row.label)}: ${rich(row.text)}`),
        block.notes,
      );
    case 'statement':
      return lines(`${rich(block.claim)}${block.writeIn ? ' ____________' : ''}`, block.gloss);
    case 'hotline':
      return lines(block.label, block.number, block.lines, block.english);
    case 'imprint':
      return lines(
        block.message ?? [],
        ...(block.hotlines ?? []),
        block.newest,
        address(block.address),
        block.from,
        block.name,
        ...block.details,
      );
    case 'slips':
      return lines(block.draft, block.label, block.number, shownAddress(block.address));
    case 'giver':
      return lines(block.from, block.name, block.message ?? [], ...(block.hotlines ?? []), ...block.details);
    case 'foot':
      return lines(...block.lines.map(({ text }) => text), block.code);
  }
}
