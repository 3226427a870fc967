/**
 * Stacks touch nothing: every line is drawn alone, its ink is read from the picture, and no ink of a line may lie on
 * or beside that of the line above, in the scripts that reach far up and down, at a leading that is too small.
 */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { NO_INSETS, size } from '../../src/core/geometry.js';
import { frameToSvg } from '../../src/preview/svg.js';
import { setParagraph } from '../../src/text/paragraph.js';
import type { Line } from '../../src/text/types.js';
import { book } from './book.js';
import { SAMPLES, sampleParagraph } from './samples.js';

/** Pixels a point. */
const FINE = 3;
const WIDTH = 180;
const MARGIN = 20;
/** How far above the upper and below the lower baseline of a pair is looked, in points. */
const REACH = 26;

interface Ink {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** The ink of a line as a bitmap of the page between two heights. */
async function inkOf(line: Line, top: number, bottom: number): Promise<Ink> {
  const frame = {
    id: 'line',
    size: size(WIDTH + 2 * MARGIN, bottom - top),
    bleed: NO_INSETS,
    items: [{ kind: 'group' as const, matrix: [1, 0, 0, 1, MARGIN, -top] as const, items: line.items }],
  };
  // Librsvg takes the points of the file for 1/72 in.
  const { data, info } = await sharp(Buffer.from(frameToSvg(frame, { book })), { density: 72 * FINE })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Whether any inked pixel of one lies within `reach` pixels above or below one of the other, in the same column. */
function touches(a: Ink, b: Ink, reach: number): boolean {
  for (let x = 0; x < a.width; x++) {
    let last: { y: number; of: number } | undefined;
    for (let y = 0; y < a.height; y++) {
      const at = y * a.width + x;
      const inA = a.data[at]! < 128;
      const inB = b.data[at]! < 128;
      if (inA && inB) return true;
      if (!inA && !inB) continue;
      const of = inA ? 0 : 1;
      if (last && last.of !== of && y - last.y <= reach) return true;
      last = { y, of };
    }
  }
  return false;
}

const TALL = ['ur', 'bo', 'km', 'my', 'ksw', 'bn', 'ne', 'th', 'lo', 'ps', 'yi', 'vi', 'yo', 'ta', 'ff-Adlm'];
const CASES = [
  ...TALL.map((tag) => ({ tag, weight: 400 })),
  ...['ur', 'bo', 'km', 'my'].map((tag) => ({ tag, weight: 700 })),
];

describe('ink', () => {
  it.each(CASES)('of $tag at $weight touches no line above', async ({ tag, weight }) => {
    const sample = SAMPLES.find((s) => s.tag === tag)!;
    const { lines } = setParagraph(
      book,
      sampleParagraph(sample, { weight, width: WIDTH, size: 13, leading: 0.95 }),
    );
    expect(lines.length).toBeGreaterThan(2);
    for (const i of [1, 2]) {
      const [above, below] = [lines[i - 1]!, lines[i]!];
      const [top, bottom] = [above.baseline - REACH, below.baseline + REACH];
      const [upper, lower] = [await inkOf(above, top, bottom), await inkOf(below, top, bottom)];
      for (const { data } of [upper, lower]) expect(data.some((level) => level < 128)).toBe(true);
      expect(touches(upper, lower, 1), `line ${i + 1}`).toBe(false);
    }
  });

  it('lowers only the lines that need it', () => {
    const urdu = SAMPLES.find((s) => s.tag === 'ur')!;
    const loose = setParagraph(book, sampleParagraph(urdu, { width: WIDTH, size: 13, leading: 3 }));
    loose.lines.forEach((line, i) => {
      expect(line.baseline - loose.lines[0]!.baseline).toBeCloseTo(i * 39, 6);
    });
    const tight = setParagraph(book, sampleParagraph(urdu, { width: WIDTH, size: 13, leading: 1 }));
    expect(tight.height).toBeGreaterThan(tight.lines.length * 13);
  });
});
