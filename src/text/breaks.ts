/**
 * Step 5: where a line may end: UAX #14 (break-rules.ts) and then our tailorings of it (tailorings.ts), one after
 * the other. It promises every line end of the text as a required break, and no break inside a grapheme cluster.
 * The words of some scripts depend on the ICU version, which is why the manifest records it.
 */
import { standardBreaks } from './break-rules.js';
import { type Found, TAILORINGS, type TailoringInput } from './tailorings.js';

export interface Break {
  /** UTF-16 index into the clean text: the first character of the next line. */
  readonly at: number;
  /** A line end in the text: the line must break. */
  readonly required: boolean;
  /** 0 good, up to 1: only if it saves something. */
  readonly cost: number;
  /** A hyphen is shown if the line breaks here (U+00AD). */
  readonly hyphen: boolean;
}

/** All places where a line may or must end, in order; never 0, never the end of the text. Never throws. */
export function findBreaks(input: TailoringInput): Break[] {
  const found: Found = new Map();
  for (const [at, required] of standardBreaks(input.clean.text))
    found.set(at, { required, cost: 0, hyphen: false });
  for (const { tailor } of TAILORINGS) tailor(input, found);
  return [...found].map(([at, b]) => ({ at, ...b })).sort((a, b) => a.at - b.at);
}
