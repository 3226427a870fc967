/** Step 9: what only shows after shaping: a missing glyph nobody reported, and a dotted circle that nobody wrote. */
import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { GlyphRun } from '../frame/frame.js';
import { codePointName, excerpt } from './itemise.js';
import type { ShapedLine } from './shape-line.js';

/** Diagnostics of finished lines (KYR301, KYR207); `known` are those of the text itself, which say more. */
export function checkGlyphs(lines: readonly ShapedLine[], known: readonly Diagnostic[]): Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  const missingKnown = known.some((d) => d.code === CODE.missingGlyph);
  for (const { runs, text } of lines) {
    for (const { run, font } of runs) {
      const circle = font.glyphId(0x25cc);
      for (const glyph of run.glyphs) {
        if (glyph.id !== 0 && (glyph.id !== circle || circle === 0)) continue;
        const cluster = clusterText(run, glyph.cluster);
        const names = [...cluster].map(codePointName).join(' ');
        if (glyph.id === 0 && !missingKnown) {
          found.set(`0 ${cluster}`, {
            code: CODE.missingGlyph,
            level: 'error',
            message: `${font.key} has no glyph for "${cluster}" (${names}), in "${excerpt(text, cluster)}"`,
            hint: 'write it differently, or add a family that has it to the template',
          });
        } else if (glyph.id === circle && circle !== 0 && !cluster.includes('\u25cc')) {
          found.set(`circle ${cluster}`, {
            code: CODE.strayCharacter,
            level: 'error',
            message: `"${cluster}" (${names}) in "${excerpt(text, cluster)}" has a mark with no letter to stand on; it would print a dotted circle`,
            hint: 'the marks are in a wrong order, or a letter is missing: type the word again',
          });
        }
      }
    }
  }
  return [...found.values()];
}

/** The characters of one cluster: up to where the next cluster begins. */
function clusterText(run: GlyphRun, cluster: number): string {
  const next = Math.min(...run.glyphs.map((g) => g.cluster).filter((c) => c > cluster), run.text.length);
  return run.text.slice(cluster, next);
}
