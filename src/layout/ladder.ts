/**
 * The fitting ladder: a side is tried on its rungs, from large type to small, and takes the first on which all of it
 * fits.
 *
 * The trick: a congregation's name, address and words only ever take room, and so does the design code. So a rung on
 * which the side has no room without them is passed over; which that is, is found once for all congregations, and a flyer
 * is mostly set on one rung instead of six. A test holds it: no rung that was passed over would have done.
 */
import type { Block, Flyer, Side } from '../compose/flyer.js';
import { plain } from '../compose/rich-text.js';
import type { Diagnostic } from '../core/diagnostic.js';
import type { FontBook } from '../text/types.js';
import { openWatch } from './parts/columns.js';
import { rememberPart } from './remember.js';
import type { TextContext } from './set-text.js';
import { type LaidSide, layOutSide, runningRole } from './side.js';
import { onRung, type Rung, type Style } from './style.js';

export interface LadderRequest {
  readonly flyer: Flyer;
  /** Of the reader's script and language. */
  readonly style: Style;
  /** Of English, for a side that is English from tab to foot. */
  readonly englishStyle: Style;
  readonly book: FontBook;
}

export interface Fitted {
  readonly side: LaidSide;
  readonly rung: Rung;
  readonly index: number;
  /** Size of the running text, in points. */
  readonly body: number;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Running text stops at the smallest size of its script (onRung); a few rungs further titles and leading may
 * still give way. Beyond that a page would have small titles over large text.
 */
const BELOW = 0.9;

/** The side on the first rung on which it fits, or on the last. */
export function fitOnLadder(request: LadderRequest, side: Side): Fitted {
  const { style, role } = runningOf(request, side);
  const running = style.roles[role].size;
  const rungs = style.ladder
    .map((rung, index) => ({ rung, index }))
    .filter(({ rung }) => running * rung.size >= style.minBody * BELOW);
  const first = firstRung(
    request,
    side,
    rungs.map(({ rung }) => rung),
  );
  let last: Fitted | undefined;
  for (const { rung, index } of rungs.slice(first)) {
    last = { ...layOnRung(request, side, rung), index };
    if (fits(last.side)) break;
  }
  if (!last) throw new Error('layout: the ladder has no rung above the smallest body size');
  return last;
}

export const fits = (side: LaidSide): boolean => side.excess <= 0.01 && side.overfull.length === 0;

/** The style and the role of most of a side. */
function runningOf({ flyer, style, englishStyle }: LadderRequest, side: Side) {
  return { style: side.type === 'english' ? englishStyle : style, role: runningRole(flyer.layout, side) };
}

/** The reader's type and English. What is found goes to `diagnostics`. */
function contextsOf(
  { flyer, style, englishStyle, book }: LadderRequest,
  diagnostics: Diagnostic[],
): [reader: TextContext, english: TextContext] {
  const { lang, script, dir } = flyer;
  const reader = { book, style, lang, script, dir, design: lang, diagnostics };
  return [reader, { ...reader, style: englishStyle, lang: 'en', script: 'Latn', dir: 'ltr' }];
}

function layOnRung(request: LadderRequest, side: Side, rung: Rung): Omit<Fitted, 'index'> {
  const onIt = {
    ...request,
    style: onRung(request.style, rung),
    englishStyle: onRung(request.englishStyle, rung),
  };
  const diagnostics: Diagnostic[] = [];
  const laid = layOutSide(...contextsOf(onIt, diagnostics), request.flyer.layout, side);
  const { style, role } = runningOf(onIt, side);
  return { side: laid, rung, body: style.roles[role].size, diagnostics };
}

/** The index of the first rung that is worth a try; the last where none is. */
function firstRung(request: LadderRequest, side: Side, rungs: readonly Rung[]): number {
  // What is nobody's is set once, and where a name stands in the text there is little in common.
  if (request.flyer.organisation === undefined || side.blocks.some(saysOwnName)) return 0;
  const bare = { ...side, blocks: side.blocks.map(withoutOwn) };
  return rememberPart(
    'first rung',
    [request.flyer.layout, bare],
    contextsOf(request, []),
    openWatch(),
    () => {
      const found = rungs.findIndex((rung) => fits(layOnRung(request, bare, rung).side));
      return found < 0 ? rungs.length - 1 : found;
    },
  );
}

const saysOwnName = ({ kind }: Block): boolean => kind === 'giver' || kind === 'proclamation';

/** Without what is the congregation's own, and without the code, which is made of it. */
function withoutOwn(block: Block): Block {
  switch (block.kind) {
    case 'imprint': {
      const { kind, newest, address, name } = block;
      // Whoever is named takes a line at least: one without ink.
      return { kind, newest, address, from: [], name: name.length > 0 ? plain('') : [], details: [] };
    }
    case 'foot': {
      const { unionLabel: label, ...foot } = block;
      const room = label && { unionLabel: { width: label.width, height: label.height } };
      return { ...foot, code: '', ...room };
    }
    default:
      return block;
  }
}
