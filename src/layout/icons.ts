/**
 * The signs: plain line drawings on a 48-unit square, drawn in black ink with paper where shapes overlap.
 * They need no culture to read, and hold after three photocopies (concept, tests).
 */

import type { IconName } from '../compose/flyer.js';
import { BLACK, PAPER } from '../core/color.js';
import { IDENTITY, type Matrix, translate } from '../core/geometry.js';
import { pt } from '../core/units.js';
import type { Item, Segment } from '../frame/frame.js';
import { circlePath } from '../frame/path.js';
import { parsePath } from '../frame/svg-path.js';
import type { FontBook } from '../text/types.js';

interface Shape {
  readonly path: readonly Segment[];
  /** Solid dot, line, or line around paper. */
  readonly ink: 'solid' | 'line' | 'knockout';
}

interface Icon {
  readonly stroke: number;
  readonly shapes: readonly Shape[];
  /** Only the voice points somewhere. */
  readonly mirrors: boolean;
}

const line = (data: string): Shape => ({ path: parsePath(data), ink: 'line' });
const knockout = (data: string): Shape => ({ path: parsePath(data), ink: 'knockout' });
const dot = (x: number, y: number, r: number): Shape => ({ path: circlePath(x, y, r), ink: 'solid' });

const ICONS: Readonly<Record<IconName, Icon>> = {
  silence: {
    stroke: 2.6,
    mirrors: false,
    shapes: [
      { path: circlePath(24, 21.5, 19), ink: 'line' },
      dot(17, 16.5, 2.3),
      dot(31, 16.5, 2.3),
      line('M15 27h18'),
      knockout(
        'M20.7 37V24.8a3.3 3.3 0 0 1 6.6 0V34h3.2a3.8 3.8 0 0 1 3.8 3.8V45.5H16.5V40.5a3.5 3.5 0 0 1 3.5 -3.5Z',
      ),
    ],
  },
  lawyer: {
    stroke: 2.6,
    mirrors: false,
    shapes: [
      line('M24 3.5v40M13.5 43.5h21M9.5 9.5h29'),
      line('M10.5 10L3 28.5h15L10.5 10ZM37.5 10L30 28.5h15L37.5 10Z'),
      line('M3 28.5a7.5 7.5 0 0 0 15 0M30 28.5a7.5 7.5 0 0 0 15 0'),
    ],
  },
  interpreter: {
    stroke: 2.6,
    mirrors: false,
    shapes: [line('M3 3h27v21H16l-6.5 6.5V24H3Z'), knockout('M17 17h28v22h-5.5v6.5L33 39H17Z')],
  },
  door: {
    stroke: 2.6,
    mirrors: false,
    shapes: [
      line('M3 36.5h9.5V2.5h23v34H45'),
      dot(30, 20, 2.2),
      knockout('M17.5 32.5h11.5l5.5 13h-12.5Z'),
      line('M22.5 37h4.5M24.5 41.3h5'),
    ],
  },
  voice: {
    stroke: 3.6,
    mirrors: true,
    shapes: [dot(8, 24, 5.5), line('M20 12a16.5 16.5 0 0 1 0 24M31 4.5a29 29 0 0 1 0 39')],
  },
};

/** The letters in the interpreter's two bubbles: outlined, so that no font size rule is bent for a picture. */
export interface BubbleLetters {
  readonly book: FontBook;
  readonly englishFamily: string;
  readonly family: string;
  readonly letter: string;
}

/** An icon of `side` points with its top left corner at x, y. */
export function iconItem(
  name: IconName,
  x: number,
  y: number,
  side: number,
  rtl: boolean,
  letters?: BubbleLetters,
): Item {
  const icon = ICONS[name];
  const unit = side / 48;
  const mirror: Matrix = rtl && icon.mirrors ? [-unit, 0, 0, unit, x + side, y] : [unit, 0, 0, unit, x, y];
  const items: Item[] = icon.shapes.map((shape): Item => {
    const stroke = { color: BLACK, width: pt(icon.stroke), cap: 'round', join: 'round' } as const;
    if (shape.ink === 'solid') return { kind: 'path', path: shape.path, fill: BLACK };
    return { kind: 'path', path: shape.path, stroke, ...(shape.ink === 'knockout' ? { fill: PAPER } : {}) };
  });
  if (name === 'interpreter' && letters) {
    // Left bubble is 27 wide from x=3, but the right one covers it from x=17 at y=17.
    items.push(letterItem(letters.book, letters.englishFamily, 'A', 10.2, 17.5));
    items.push(letterItem(letters.book, letters.family, letters.letter, 31, 33.5));
  }
  return { kind: 'mark', role: 'Artifact', items: [{ kind: 'group', matrix: mirror, items }] };
}

/** One letter, 15 units bold, centred on x with its baseline at y. */
function letterItem(book: FontBook, family: string, letter: string, x: number, y: number): Item {
  const font = book.find(family, 700) ?? book.find(family, 400);
  const id = font?.glyphId(letter.codePointAt(0) as number) ?? 0;
  if (!font || id === 0) return { kind: 'group', matrix: IDENTITY, items: [] };
  const unit = 15 / font.metrics.upem;
  const extents = font.extents(id);
  const centre = extents ? (extents.xMin + extents.xMax) / 2 : font.advance(id) / 2;
  return {
    kind: 'group',
    matrix: translate(x, y),
    items: [
      {
        kind: 'group',
        matrix: [unit, 0, 0, -unit, -centre * unit, 0],
        items: [{ kind: 'path', path: font.outline(id), fill: BLACK }],
      },
    ],
  };
}
