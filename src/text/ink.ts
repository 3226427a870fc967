/**
 * Step 8, after placing: where the ink of a line lies, in upright strips: fine enough that a kaf of Nastaliq may pass over the letters of
 * the line below where they leave room, and never touches them.
 */
import type { Segment } from '../frame/frame.js';
import type { Font, FontBook, Line } from './types.js';

/** A strip of ink. In font units with y up, or in points with y down, as said where it is used. */
interface Strip {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** White between the ink of two lines, in points: less reads as touching on an office copier. */
const INK_GAP = 0.6;
/** Of two lines of Nastaliq: closer, the stroke of a gaf reads as the vowel below the letter above it (a kasra). */
const NASTALIQ_GAP = 1.2;
/** Strips to the em. */
const STRIPS = 20;
/** Straight pieces that stand for a curve. */
const PIECES = 6;

/**
 * How much lower a line must stand for its ink to clear that of the line above, in points; 0 if it does.
 * @param dx of the paragraph of the lower line, against that of the upper, where they are two; likewise `dy`
 */
export function overlap(book: FontBook, above: Line, below: Line, dx = 0, dy = 0): number {
  const under = measured.get(above) ?? new WeakMap<Line, Map<string, number>>();
  measured.set(above, under);
  const places = under.get(below) ?? new Map<string, number>();
  under.set(below, places);
  const place = `${dx} ${dy}`;
  const before = places.get(place);
  if (before !== undefined) return before;
  const most = measureOverlap(book, above, below, dx, dy);
  places.set(place, most);
  return most;
}

/**
 * Lines of paragraphs that come again (remember.ts) lie below each other as they did: in a run for many congregations
 * this was an eighth of the compile. The strips themselves are not kept: they are larger than the paragraphs.
 */
const measured = new WeakMap<Line, WeakMap<Line, Map<string, number>>>();

function measureOverlap(book: FontBook, above: Line, below: Line, dx: number, dy: number): number {
  const gap = isNastaliq(book, above) && isNastaliq(book, below) ? NASTALIQ_GAP : INK_GAP;
  const ceiling = above.baseline + above.inkDescent + gap;
  if (ceiling <= dy + below.baseline - below.inkAscent) return 0;
  const upper = strips(book, above);
  const lower = strips(book, below)
    .map((s) => ({ left: s.left + dx, right: s.right + dx, top: s.top + dy, bottom: s.bottom + dy }))
    .filter((s) => s.top < ceiling);
  const highest = Math.min(...lower.map((s) => s.top));
  const widest = Math.max(...lower.map((s) => s.right - s.left));
  let most = 0;
  let from = 0;
  for (const a of upper) {
    if (a.bottom + gap <= highest) continue;
    // Both stand from left to right, so that what lies wholly to the left of this strip does so of the next.
    while (from < lower.length && (lower[from] as Strip).left + widest + gap <= a.left) from++;
    for (let at = from; at < lower.length; at++) {
      const b = lower[at] as Strip;
      if (b.left >= a.right + gap) break;
      if (a.left < b.right + gap) most = Math.max(most, a.bottom + gap - b.top);
    }
  }
  return most;
}

const isNastaliq = (book: FontBook, line: Line): boolean =>
  line.items.some(({ run }) => book.font(run.font).entry.scripts.includes('Aran'));

/** The ink of a line in points, y down from the top of its paragraph, from left to right. */
function strips(book: FontBook, line: Line): Strip[] {
  const ink = line.items.flatMap(({ run, at }) => {
    const font = book.font(run.font);
    const scale = run.size / run.upem;
    let pen = 0;
    return run.glyphs.flatMap((glyph) => {
      const x = at.x + (pen + glyph.dx) * scale;
      const y = at.y - glyph.dy * scale;
      pen += glyph.advance;
      return glyphStrips(font, glyph.id).map((s) => ({
        left: x + s.left * scale,
        right: x + s.right * scale,
        top: y - s.top * scale,
        bottom: y - s.bottom * scale,
      }));
    });
  });
  return ink.sort((a, b) => a.left - b.left);
}

const known = new WeakMap<Font, Map<number, readonly Strip[]>>();

/** The ink of a glyph in font units, y up. */
function glyphStrips(font: Font, id: number): readonly Strip[] {
  const glyphs = known.get(font) ?? new Map<number, readonly Strip[]>();
  known.set(font, glyphs);
  let found = glyphs.get(id);
  if (!found) {
    found = cutIntoStrips(font.outline(id), font.metrics.upem / STRIPS);
    glyphs.set(id, found);
  }
  return found;
}

function cutIntoStrips(outline: readonly Segment[], width: number): Strip[] {
  const columns = new Map<number, { top: number; bottom: number }>();
  const mark = (column: number, y: number): void => {
    const seen = columns.get(column);
    if (!seen) columns.set(column, { top: y, bottom: y });
    else {
      seen.top = Math.max(seen.top, y);
      seen.bottom = Math.min(seen.bottom, y);
    }
  };
  /** Marks both ends, and where the piece crosses from one column into the next. */
  const draw = (x0: number, y0: number, x1: number, y1: number): void => {
    const [from, to] = [Math.floor(Math.min(x0, x1) / width), Math.floor(Math.max(x0, x1) / width)];
    mark(Math.floor(x0 / width), y0);
    mark(Math.floor(x1 / width), y1);
    for (let column = from + 1; column <= to; column++) {
      const y = y0 + ((column * width - x0) / (x1 - x0)) * (y1 - y0);
      mark(column - 1, y);
      mark(column, y);
    }
  };
  let [x, y, startX, startY] = [0, 0, 0, 0];
  for (const segment of outline) {
    switch (segment[0]) {
      case 'M':
        [, x, y] = segment;
        [startX, startY] = [x, y];
        break;
      case 'L':
        draw(x, y, segment[1], segment[2]);
        [, x, y] = segment;
        break;
      case 'C': {
        const [, x1, y1, x2, y2, x3, y3] = segment;
        let [px, py] = [x, y];
        for (let piece = 1; piece <= PIECES; piece++) {
          const t = piece / PIECES;
          const u = 1 - t;
          const at = (a: number, b: number, c: number, d: number): number =>
            u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
          const [nx, ny] = [at(x, x1, x2, x3), at(y, y1, y2, y3)];
          draw(px, py, nx, ny);
          [px, py] = [nx, ny];
        }
        [x, y] = [x3, y3];
        break;
      }
      case 'Z':
        draw(x, y, startX, startY);
        [x, y] = [startX, startY];
        break;
    }
  }
  return [...columns].map(([column, { top, bottom }]) => ({
    left: column * width,
    right: (column + 1) * width,
    top,
    bottom,
  }));
}
