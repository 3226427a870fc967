/**
 * Flyer + template → Design. Each side is tried on the rungs of the fitting ladder, from large type to small,
 * and takes the first on which all of it fits. If none does, that is an error which names the longest texts:
 * nothing overflows, nothing is cut.
 */

import type { Block, Flyer } from '../compose/flyer.js';
import { richToString } from '../compose/rich-text.js';
import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { allSides } from '../core/geometry.js';
import type { Frame } from '../frame/frame.js';
import type { FontBook } from '../text/types.js';
import type { Design, Slot } from './design.js';
import { type LaidSide, layOutSide } from './encounter/side.js';
import type { TextContext } from './set-text.js';
import { onRung, type Rung, type Style } from './style.js';

export interface LayoutRequest {
  readonly flyer: Flyer;
  readonly style: Style;
  readonly book: FontBook;
  /** Digest of all that the design depends on. */
  readonly key: string;
  readonly sizeName: string;
}

interface Fitted {
  readonly side: LaidSide;
  readonly rung: Rung;
  readonly index: number;
}

/** @returns the design and its diagnostics; an error among them means the design must not be printed */
export function layOut(request: LayoutRequest): { design: Design; diagnostics: readonly Diagnostic[] } {
  const { flyer, style, key } = request;
  const diagnostics: Diagnostic[] = [];
  const front = fitSide(request, 0, diagnostics);
  const back = fitSide(request, 1, diagnostics);
  const frame = (side: 0 | 1, laid: LaidSide): Frame => ({
    id: `${key.slice(0, 16)}-${side === 0 ? 'front' : 'back'}`,
    size: style.trim,
    bleed: allSides(style.bleed),
    items: laid.items,
    lang: side === 0 ? flyer.lang : 'en',
  });
  const slots: Slot[] = back.side.qr ? [{ name: 'qr', side: 1, box: back.side.qr }] : [];
  const smallest = Math.min(
    onRung(style, front.rung).roles.body.size,
    onRung(style, back.rung).roles.gloss.size,
  );
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
    sides: [frame(0, front.side), frame(1, back.side)],
    slots,
    fit: {
      rung: Math.max(front.index, back.index),
      size: front.rung.size,
      leading: front.rung.leading,
      body: smallest,
    },
  };
  return { design, diagnostics };
}

/**
 * Running text stops at the smallest size of its script (onRung); a few rungs further titles and leading may
 * still give way. Beyond that a page would have small titles over large text.
 */
const BELOW = 0.9;

function fitSide(request: LayoutRequest, side: 0 | 1, diagnostics: Diagnostic[]): Fitted {
  const { flyer, style, book } = request;
  const running = side === 0 ? style.roles.body.size : style.roles.gloss.size;
  const rungs = style.ladder
    .map((rung, index) => ({ rung, index }))
    .filter(({ rung }) => running * rung.size >= style.minBody * BELOW);
  let last: Fitted | undefined;
  let found: Diagnostic[] = [];
  for (const { rung, index } of rungs) {
    found = [];
    const context: TextContext = {
      book,
      style: onRung(style, rung),
      lang: flyer.lang,
      script: flyer.script,
      dir: flyer.dir,
      design: flyer.lang,
      diagnostics: found,
    };
    const laid = layOutSide(context, flyer, side);
    last = { side: laid, rung, index };
    if (laid.excess <= 0.01 && laid.overfull.length === 0) break;
  }
  if (!last) throw new Error('layout: the ladder has no rung above the smallest body size');
  diagnostics.push(...found);
  if (last.side.excess > 0.01 || last.side.overfull.length > 0)
    diagnostics.push(overfullDiagnostic(request, side, last));
  return last;
}

function overfullDiagnostic(request: LayoutRequest, side: 0 | 1, fitted: Fitted): Diagnostic {
  const { flyer, style, sizeName } = request;
  const where = side === 0 ? 'front' : 'back';
  const wide = [...new Set(fitted.side.overfull)];
  const longest = flyer.sides[side]
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
        ? `on the ${where} of the ${flyer.langEnglish} flyer, ${wide.map((w) => `“${w}”`).join(' and ')} does not fit, even at the smallest size allowed`
        : `the ${where} of the ${flyer.langEnglish} flyer is ${Math.ceil(fitted.side.excess)} pt too tall for ${sizeName}, even at the smallest size allowed`,
    hint:
      wide.length > 0
        ? 'shorten it; a single long word or number cannot be broken'
        : `shorten its texts by about ${tooMany} characters in all; the longest are ${longest.map((l) => `“${l.id}” (${l.length})`).join(' and ')}`,
    at: { design: flyer.lang, block: wide[0] ?? longest[0]?.id ?? where },
  };
}

const blockName = (block: Block): string => ('id' in block ? block.id : block.kind);

function blockLength(block: Block): number {
  if (block.kind === 'right' || block.kind === 'advice')
    return richToString([...block.title, ...block.body]).length;
  if (block.kind === 'statement') return richToString([...block.claim, ...block.gloss]).length;
  if (block.kind === 'hotline') return richToString(block.lines).length;
  return 0;
}
