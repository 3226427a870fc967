/** Where the ink of text lies on a Frame: what the tests of layout/ measure. */
import { apply, type Box, box, point } from '../../src/core/geometry.js';
import type { Frame, GlyphsItem, MarkItem, Segment } from '../../src/frame/frame.js';
import { walk } from '../../src/frame/walk.js';
import type { FontBook } from '../../src/text/types.js';

/** One line of one structure element, with the box around its ink. */
export interface InkLine {
  readonly text: string;
  readonly ink: Box;
  /** The ink of each glyph: lines of Arabic may reach into one another where no letter meets a letter. */
  readonly glyphs: readonly GlyphInk[];
  /** The innermost element that holds it. */
  readonly mark: MarkItem;
  /** Whether it stands on the tab. */
  readonly onTab: boolean;
  readonly runs: readonly GlyphsItem[];
  readonly size: number;
  readonly baseline: number;
}

/** The box around a glyph's ink, and its contours in the same coordinates, drawn when somebody looks. */
export interface GlyphInk extends Box {
  readonly contours: () => readonly (readonly (readonly [x: number, y: number])[])[];
}

/** Closed contours of straight pieces. */
function contoursOf(
  outline: readonly Segment[],
  place: (x: number, y: number) => [number, number],
): [number, number][][] {
  const contours: [number, number][][] = [];
  let [x, y] = [0, 0];
  for (const s of outline) {
    if (s[0] === 'M') contours.push([place(s[1], s[2])]);
    else if (s[0] === 'L') contours.at(-1)!.push(place(s[1], s[2]));
    else if (s[0] === 'C')
      for (let i = 1; i <= 8; i++) {
        const [t, u] = [i / 8, 1 - i / 8];
        const mix = (a: number, b: number, c: number, d: number): number =>
          u ** 3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t ** 3 * d;
        contours.at(-1)!.push(place(mix(x, s[1], s[3], s[5]), mix(y, s[2], s[4], s[6])));
      }
    if (s[0] !== 'Z') [x, y] = s.slice(-2) as [number, number];
  }
  return contours;
}

/** Whether a point is inked: the contours wind around it. */
function isInked(contours: ReturnType<GlyphInk['contours']>, x: number, y: number): boolean {
  let winding = 0;
  for (const contour of contours)
    contour.forEach(([x0, y0], i) => {
      const [x1, y1] = contour[(i + 1) % contour.length]!;
      if (y0 <= y === y1 <= y) return;
      if (x0 + ((y - y0) / (y1 - y0)) * (x1 - x0) > x) winding += y1 > y0 ? 1 : -1;
    });
  return winding !== 0;
}

/** Whether two glyphs ink the same spot, looked for every tenth of a point where their boxes overlap. */
function meet(a: GlyphInk, b: GlyphInk): boolean {
  const [left, right] = [Math.max(a.x, b.x), Math.min(a.x + a.width, b.x + b.width)];
  const [top, bottom] = [Math.max(a.y, b.y), Math.min(a.y + a.height, b.y + b.height)];
  const [ofA, ofB] = [a.contours(), b.contours()];
  for (let y = top + 0.05; y < bottom; y += 0.1)
    for (let x = left + 0.05; x < right; x += 0.1) if (isInked(ofA, x, y) && isInked(ofB, x, y)) return true;
  return false;
}

/** The ink of each glyph of a run, in the coordinates of its own group. */
function glyphInks(book: FontBook, { run, at }: GlyphsItem): GlyphInk[] {
  const font = book.font(run.font);
  const em = run.size / run.upem;
  const boxes: GlyphInk[] = [];
  let pen = at.x as number;
  for (const glyph of run.glyphs) {
    const e = font.extents(glyph.id);
    if (e) {
      const x0 = pen + glyph.dx * em;
      const y0 = at.y - glyph.dy * em;
      boxes.push({
        ...box(x0 + e.xMin * em, y0 - e.yMax * em, (e.xMax - e.xMin) * em, (e.yMax - e.yMin) * em),
        contours: () => contoursOf(font.outline(glyph.id), (x, y) => [x0 + x * em, y0 - y * em]),
      });
    }
    pen += glyph.advance * em;
  }
  return boxes;
}

const around = (a: Box, b: Box): Box => {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return box(x, y, Math.max(a.x + a.width, b.x + b.width) - x, Math.max(a.y + a.height, b.y + b.height) - y);
};

/** All lines of a side in painting order. Groups that hold text only move it. */
export function inkLines(frame: Frame, book: FontBook): InkLine[] {
  const lines: InkLine[] = [];
  for (const { item, matrix, marks } of walk(frame)) {
    if (item.kind !== 'glyphs') continue;
    const [a, b, c, d] = matrix;
    if (a !== 1 || b !== 0 || c !== 0 || d !== 1) throw new Error('text in a group that scales or turns');
    const mark = marks.at(-1);
    if (!mark) throw new Error(`“${item.run.text}” stands in no structure element`);
    const moved: GlyphsItem = { ...item, at: apply(matrix, point(item.at.x, item.at.y)) };
    const glyphs = glyphInks(book, moved);
    if (glyphs.length === 0) continue;
    const ink = glyphs.reduce<Box>(around, glyphs[0]!);
    const last = lines.at(-1);
    if (last?.mark === mark && Math.abs(last.baseline - moved.at.y) < 0.01)
      lines[lines.length - 1] = {
        ...last,
        text: `${last.text}${item.run.text}`,
        ink: around(last.ink, ink),
        glyphs: [...last.glyphs, ...glyphs],
        runs: [...last.runs, moved],
        size: Math.max(last.size, item.run.size),
      };
    else
      lines.push({
        text: item.run.text,
        ink,
        glyphs,
        mark,
        onTab: marks[0]?.role === 'Sect',
        runs: [moved],
        size: item.run.size,
        baseline: moved.at.y,
      });
  }
  return lines;
}

/** How deep two boxes lie in one another: the smaller of the two overlaps, 0 or less if they are apart. */
export const depth = (a: Box, b: Box): number =>
  Math.min(
    Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
  );

/** Pairs of lines of which two letters meet by more than `tolerance`, as sentences. */
export function collisions(lines: readonly InkLine[], tolerance = 0.3): string[] {
  const found: string[] = [];
  lines.forEach((a, i) => {
    for (const b of lines.slice(i + 1)) {
      if (depth(a.ink, b.ink) <= tolerance) continue;
      const by = Math.max(
        0,
        ...a.glyphs.flatMap((g) =>
          b.glyphs.filter((h) => depth(g, h) > tolerance && meet(g, h)).map((h) => depth(g, h)),
        ),
      );
      if (by > tolerance) found.push(`“${a.text}” and “${b.text}” by ${by.toFixed(2)} pt`);
    }
  });
  return found;
}
