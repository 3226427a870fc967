/**
 * The ink of a run of glyphs as a box. Preflight asks for it, and whoever writes the page, of every run of every flyer;
 * the runs of paragraphs that come again (remember.ts) are measured once.
 */
import { type Box, box } from '../core/geometry.js';
import type { GlyphRun } from '../frame/frame.js';
import type { Font, FontBook } from './types.js';

const measured = new WeakMap<GlyphRun, { readonly font: Font; readonly ink: Box | undefined }>();

/** Relative to the left end of the baseline, in points, y down; undefined for spaces. */
export function runInk(run: GlyphRun, book: Pick<FontBook, 'font'>): Box | undefined {
  const font = book.font(run.font);
  const before = measured.get(run);
  if (before?.font === font) return before.ink;
  const ink = measure(run, font);
  measured.set(run, { font, ink });
  return ink;
}

function measure(run: GlyphRun, font: Font): Box | undefined {
  const em = run.size / run.upem;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  let pen = 0;
  for (const glyph of run.glyphs) {
    const ink = font.extents(glyph.id);
    if (ink) {
      left = Math.min(left, (pen + glyph.dx + ink.xMin) * em);
      right = Math.max(right, (pen + glyph.dx + ink.xMax) * em);
      top = Math.min(top, -(glyph.dy + ink.yMax) * em);
      bottom = Math.max(bottom, -(glyph.dy + ink.yMin) * em);
    }
    pen += glyph.advance;
  }
  return left < right ? box(left, top, right - left, bottom - top) : undefined;
}
