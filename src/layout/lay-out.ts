/**
 * Flyer + template → Design. Each side is tried on the rungs of the fitting ladder (ladder.ts) and takes the first on
 * which all of it fits. If none does, that is an error which names the longest texts: nothing overflows, nothing is cut.
 */

import { type Block, findBlock, type Side } from '../compose/flyer.js';
import { richToString } from '../compose/rich-text.js';
import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { allSides, applyToBox, type Box } from '../core/geometry.js';
import { pt } from '../core/units.js';
import type { Frame } from '../frame/frame.js';
import type { Design, Slot } from './design.js';
import { faceBleed, facePlace, foldTogether, partOf } from './fold.js';
import { type Fitted, fitOnLadder, fits, type LadderRequest } from './ladder.js';
import type { Style } from './style.js';

export interface LayoutRequest extends LadderRequest {
  /** Digest of all that the design depends on. */
  readonly key: string;
  readonly sizeName: string;
}

/** @returns the design and its diagnostics; an error among them means the design must not be printed */
export function layOut(request: LayoutRequest): { design: Design; diagnostics: readonly Diagnostic[] } {
  const { flyer, style, key } = request;
  const { fold } = style;
  const diagnostics: Diagnostic[] = [];
  const ofSide = { ...request, style: sideStyle(style), englishStyle: sideStyle(request.englishStyle) };
  const fitted = flyer.sides.map((side, index) => fitSide(ofSide, side, index, diagnostics));
  const laid = fitted.map(
    ({ side }, index): Frame => ({
      id: `${key.slice(0, 16)}-${nameOf(flyer.sides, index)}`,
      size: ofSide.style.trim,
      bleed: fold ? faceBleed(fold, index, style.bleed) : allSides(style.bleed),
      items: side.items,
      lang: flyer.sides[index]?.lang ?? flyer.lang,
    }),
  );
  const sides = fold
    ? [
        foldTogether(laid, fold, {
          id: `${key.slice(0, 16)}-flat`,
          size: style.trim,
          bleed: style.bleed,
          lang: flyer.lang,
        }),
      ]
    : laid;
  const onSheet = (box: Box, index: number): Box => (fold ? applyToBox(facePlace(fold, index), box) : box);
  const slots = fitted.flatMap(({ side: { qr } }, index): Slot[] => {
    if (!qr) return [];
    const place = { name: 'qr', box: onSheet(qr, index) } as const;
    return [fold ? { ...place, side: 0, part: partOf('qr', index) } : { ...place, side: index }];
  });
  const labelled = fitted.findIndex(({ side }) => side.label !== undefined);
  const label = fitted[labelled]?.side.label;
  const tightest = fitted.reduce((low, side) => (side.index > low.index ? side : low));
  const design: Design = {
    key,
    code: flyer.code,
    publication: flyer.publication,
    layer: flyer.layer,
    version: flyer.version,
    lang: flyer.lang,
    langName: flyer.langName,
    langEnglish: flyer.langEnglish,
    ...(flyer.organisation !== undefined ? { organisation: flyer.organisation } : {}),
    trim: style.trim,
    sizeName: request.sizeName,
    bleed: style.bleed,
    ...(fold ? { fold } : {}),
    sides,
    slots,
    ...(label ? { label: { side: fold ? 0 : labelled, box: onSheet(label, labelled) } } : {}),
    fit: {
      rung: tightest.index,
      size: tightest.rung.size,
      leading: tightest.rung.leading,
      body: Math.min(...fitted.map(({ body }) => body)),
    },
  };
  return { design, diagnostics };
}

/** Of one side: of a sheet that is folded, of one of its faces. */
function sideStyle(style: Style): Style {
  const { fold } = style;
  if (!fold) return style;
  const bleed = pt(faceBleed(fold, 0, style.bleed).top);
  return { ...style, trim: fold.face, bleed };
}

const nameOf = (sides: readonly Side[], index: number): string =>
  sides[index]?.name ?? (index === 0 ? 'front' : 'back');

function fitSide(request: LayoutRequest, side: Side, sideIndex: number, diagnostics: Diagnostic[]): Fitted {
  const fitted = fitOnLadder(request, side);
  diagnostics.push(...fitted.diagnostics);
  if (!fits(fitted.side))
    diagnostics.push(
      tooMuchOfItsOwn(request, side, sideIndex, fitted) ??
        overfullDiagnostic(request, side, sideIndex, fitted),
    );
  return fitted;
}

/** Where a side would fit without the congregation's own words, it is these that are too long. */
function tooMuchOfItsOwn(
  request: LayoutRequest,
  side: Side,
  sideIndex: number,
  { side: { excess }, rung }: Fitted,
): Diagnostic | undefined {
  const giver = findBlock({ sides: [side] }, 'imprint') ?? findBlock({ sides: [side] }, 'giver');
  if (!giver?.message && !giver?.hotlines) return undefined;
  const { message, hotlines, ...bare } = giver;
  const blocks = side.blocks.map((block) => (block === giver ? bare : block));
  if (!fits(fitOnLadder(request, { ...side, blocks }).side)) return undefined;
  const { flyer, style, sizeName } = request;
  const { size, leading } = style.roles['hotline-body'];
  const lines = Math.max(1, Math.ceil(excess / (leading * rung.leading)));
  // A letter is about half as wide as it is tall; a Han character as wide as tall.
  const perLine =
    (style.trim.width - 2 * style.grid.margin) / (size * (/^(Han|Jpan|Kore)/.test(flyer.script) ? 1 : 0.5));
  const tooMany = Math.ceil(lines * perLine);
  const length = richToString(message ?? []).length;
  return {
    code: CODE.overfull,
    level: 'error',
    message: `the ${nameOf(flyer.sides, sideIndex)} of the ${flyer.langEnglish} flyer has no room in ${sizeName} for all that ${flyer.organisation ?? 'the congregation'} adds to it: ${lines} ${lines === 1 ? 'line' : 'lines'} too many`,
    hint:
      length > tooMany
        ? `shorten its message in ${flyer.langEnglish} by about ${tooMany} characters; it has ${length}`
        : `leave out ${[...(message ? ['its message'] : []), ...(hotlines ? ['some of its hotlines'] : [])].join(' or ')}, or print a larger size`,
    at: { design: flyer.lang, block: 'message' },
  };
}

function overfullDiagnostic(
  request: LayoutRequest,
  side: Side,
  sideIndex: number,
  fitted: Fitted,
): Diagnostic {
  const { flyer, style, sizeName } = request;
  const where = nameOf(flyer.sides, sideIndex);
  const wide = [...new Set(fitted.side.overfull.map(({ block }) => block))];
  const surplus = (block: string): string => {
    const most = Math.max(
      ...fitted.side.overfull.map((found) => (found.block === block ? found.characters : 0)),
    );
    return most > 0 ? `“${block}” by about ${most} character${most === 1 ? '' : 's'}` : `“${block}”`;
  };
  const longest = side.blocks
    .map((block): { id: string; length: number } => ({ id: blockName(block), length: blockLength(block) }))
    .sort((a, b) => b.length - a.length)
    .slice(0, 2);
  const body = style.roles.body;
  const perLine = (longest[0]?.length ?? 0) / Math.max(1, Math.ceil((longest[0]?.length ?? 0) / 48));
  const tooMany = Math.ceil(
    (Math.max(0, fitted.side.excess) / (body.leading * fitted.rung.leading)) * perLine,
  );
  return {
    code: CODE.overfull,
    level: 'error',
    message:
      wide.length > 0
        ? `on the ${where} of the ${flyer.langEnglish} flyer, ${wide.map((w) => `“${w}”`).join(' and ')} ${wide.length > 1 ? 'do' : 'does'} not fit, even at the smallest size allowed`
        : `the ${where} of the ${flyer.langEnglish} flyer is ${Math.ceil(fitted.side.excess)} pt too tall for ${sizeName}, even at the smallest size allowed: its texts are about ${tooMany} characters too long`,
    hint:
      wide.length > 0
        ? `shorten ${wide.map(surplus).join(' and ')}; a single long word or number cannot be broken`
        : `shorten them by about ${tooMany} characters in all; the longest are ${longest.map((l) => `“${l.id}” (${l.length})`).join(' and ')}`,
    at: { design: flyer.lang, block: wide[0] ?? longest[0]?.id ?? where },
  };
}

const blockName = (block: Block): string => ('id' in block ? block.id : block.kind);

function blockLength(block: Block): number {
  switch (block.kind) {
    case 'right':
    case 'advice':
      return richToString([...block.title, ...block.body]).length;
    case 'section':
      return richToString([...block.title, ...block.lines.flatMap((line) => line.text)]).length;
    case 'meaning':
      return richToString([...block.label, ...block.lines.flat()]).length;
    case 'proclamation':
      return richToString([...block.own.lead, ...block.own.more]).length;
    case 'statement':
      return richToString([...block.claim, ...block.gloss]).length;
    case 'hotline':
      return richToString(block.lines).length;
    default:
      return 0;
  }
}
