/**
 * Parts of a side that come again. From one congregation's flyer to the next of the same language only the imprint and
 * the code differ, and every side is tried on several rungs: a part that was laid from the same blocks in the same style
 * is handed out again, with what was found in it. It is the same value, mostly the same object, so that those who draw
 * and check it can see that it is as it was (text/ink.ts, pdf/).
 *
 * Measured in a run for 300 congregations in five languages: setting a design took 17 ms, and 5 with it and ladder.ts.
 */
import { keepRecent, type Recent } from '../core/recent.js';
import type { FontBook } from '../text/types.js';
import type { Watch } from './parts/columns.js';
import { addDiagnostics, type TextContext } from './set-text.js';
import type { Style } from './style.js';

/** Of one book: thirteen languages on six rungs. */
const MOST = 2048;

interface Laid {
  readonly part: unknown;
  readonly overfull: Watch['overfull'];
  readonly diagnostics: TextContext['diagnostics'];
}

const known = new WeakMap<FontBook, Recent<Laid>>();

/**
 * What `lay` gives, or gave before. It must depend on nothing but its name, the contexts, which are handed on to it, and
 * `from`: blocks, or other plain data.
 */
export function rememberPart<T>(
  name: string,
  from: readonly unknown[],
  contexts: readonly [TextContext, ...TextContext[]],
  watch: Watch,
  lay: (watch: Watch, ...contexts: TextContext[]) => T,
): T {
  const { book } = contexts[0];
  const key = [name, ...contexts.map(nameOfContext), ...from.map(textOf)].join('\n');
  const parts = known.get(book) ?? keepRecent<Laid>(MOST);
  known.set(book, parts);
  let laid = parts.get(key);
  if (!laid) {
    const inner = watch.another();
    const diagnostics: TextContext['diagnostics'] = [];
    const part = lay(inner, ...contexts.map((context) => ({ ...context, diagnostics })));
    laid = { part, overfull: inner.overfull, diagnostics };
    parts.set(key, laid);
  }
  watch.overfull.push(...laid.overfull);
  addDiagnostics(contexts[0].diagnostics, laid.diagnostics);
  return laid.part as T;
}

const nameOfContext = ({ style, lang, script, dir, design }: TextContext): string =>
  `${numberOf(style)} ${lang} ${script} ${dir} ${design}`;

const numbers = new WeakMap<Style, number>();
const numbered = keepRecent<number>(1024);
let next = 1;

/** The same for styles that are the same; never that of another. */
function numberOf(style: Style): number {
  let number = numbers.get(style);
  if (number === undefined) {
    const text = JSON.stringify(style);
    number = numbered.get(text) ?? next++;
    numbered.set(text, number);
    numbers.set(style, number);
  }
  return number;
}

const texts = new WeakMap<object, string>();

/** Blocks are asked for on every rung. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const text = texts.get(value) ?? JSON.stringify(value);
  texts.set(value, text);
  return text;
}
