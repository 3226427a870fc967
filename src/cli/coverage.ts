/** Whether the fonts of a language's template have every character of its sentences, told at the sentence. */
import type { Diagnostic, FilePlace } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Sentence } from '../lint/standing.js';
import type { Locale } from '../load/locales.js';
import type { EditionRoom } from './editions.js';
import { styleFor } from './set-flyer.js';

/** What prints nothing of its own needs no glyph: blanks, joiners, marks of direction. */
const INVISIBLE = /[\p{Z}\p{Cc}\p{Cf}]/u;

/** @returns the findings, and whether there are any @throws KyrError KYR305 where there is no template for the script */
export function lintCoverage(
  rooms: readonly EditionRoom[],
  { meta }: Locale,
  sentences: readonly Sentence[],
  place: (s: Sentence) => FilePlace,
): { found: Diagnostic[]; missing: boolean } {
  const [first] = rooms;
  const size = first?.room.content.edition.sizes[0];
  if (!first || size === undefined) return { found: [], missing: false };
  const { families } = styleFor(first.room, meta, { size });
  const book = first.room.book();
  const fonts = families.flatMap((family) => book.find(family, 400) ?? []);
  const found = sentences.flatMap((sentence): Diagnostic[] => {
    const letters = new Set(sentence.text.normalize('NFC').replace(/\{\{[^}]*\}\}/g, ''));
    const lacking = [...letters].filter(
      (c) => !INVISIBLE.test(c) && !fonts.some((font) => font.has(c.codePointAt(0) as number)),
    );
    if (lacking.length === 0) return [];
    const named = lacking.map(
      (c) => `${c} (U+${(c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')})`,
    );
    return [
      {
        code: CODE.missingGlyph,
        level: 'error',
        message: `“${sentence.key}” has ${named.join(', ')}, which no font of this language can print`,
        hint: `write it differently; the fonts are ${families.join(', ')}`,
        at: place(sentence),
      },
    ];
  });
  return { found, missing: found.length > 0 };
}
