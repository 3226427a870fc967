/**
 * Step 1, before the rest: the spaces of French. Whatever space was typed before ; : ! ? » and after « becomes the
 * narrow no-break space (U+202F), in every stretch that is French and in no other. It promises to touch no other
 * character and to add none: whether a space is missing, `kyr check` says (lint/punctuation.ts).
 *
 * The Lexique of the Imprimerie nationale gives : and « » a whole word space, others the fine one to all of them; in
 * lines as short and type as small as ours a whole one tears a hole, so all are narrow.
 */
import { hasFrenchSpaces, type LanguageTag } from '../core/language.js';
import type { Span } from './types.js';

const NARROW = '\u202f';
/** A space, as it may be typed there: plain, no-break, thin or narrow. */
const BEFORE_MARK = /[ \u00a0\u2009\u202f]+(?=[;:!?»])/gu;
const AFTER_OPENING = /«[ \u00a0\u2009\u202f]+/gu;

/** The spans with their French spaces set; the others as they are. */
export const setFrenchSpaces = (spans: readonly Span[], lang: LanguageTag): readonly Span[] =>
  spans.map((span) => {
    if (!hasFrenchSpaces(span.lang ?? lang)) return span;
    return { ...span, text: span.text.replace(BEFORE_MARK, NARROW).replace(AFTER_OPENING, `«${NARROW}`) };
  });
