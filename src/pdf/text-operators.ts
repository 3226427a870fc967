/**
 * A run of glyphs → text operators (ISO 32000-1, 9.4), each glyph where shaping put it, with ActualText for words that
 * no reader could spell from their glyphs.
 */
import type { GlyphRun, GlyphsItem } from '../frame/frame.js';
import { formatName, formatNumber as n, utf16Hex } from './value.js';

/** How one run's glyphs are coded in a font of the file. */
export interface RunCode {
  /** The font's resource name. */
  readonly font: string;
  /** One code a glyph, in the run's order. */
  readonly codes: readonly number[];
  /** The width that the font declares for each code, in thousandths of an em. */
  readonly widths: readonly number[];
  /** Glyphs that say nothing by themselves although ToUnicode has a character for them; none unless said. */
  readonly silent?: readonly boolean[];
}

/**
 * Scripts whose clusters break up into glyphs that no per-glyph ToUnicode can spell in order for every reader:
 * Indic, Khmer, Burmese, Tibetan, and the split am vowels of Thai and Lao.
 */
const SPLIT_CLUSTERS =
  /[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\u0E33\u0EB3]/u;

/** Of items that come again (layout/remember.ts) and are coded as they were: of a flyer in a run, nearly all. */
const written = new WeakMap<
  GlyphsItem,
  { readonly font: string; readonly codes: readonly number[]; readonly operators: string }
>();

export const hexCode = (code: number): string => code.toString(16).toUpperCase().padStart(4, '0');

/**
 * `BT … ET` for a run. A glyph raised by dy gets a text matrix of its own; shifts along the baseline are numbers
 * in TJ. Words that ToUnicode cannot spell carry ActualText; right-to-left runs never do, since poppler reverses it.
 */
export function textOperators(item: GlyphsItem, code: RunCode): string {
  // Silent ones are for screens, which draw a flyer once.
  if (code.silent) return writeOperators(item, code);
  const { font, codes } = code;
  const before = written.get(item);
  if (before?.font === font && codes.every((cid, i) => cid === before.codes[i])) return before.operators;
  const operators = writeOperators(item, code);
  written.set(item, { font, codes, operators });
  return operators;
}

function writeOperators(item: GlyphsItem, code: RunCode): string {
  const { run, at } = item;
  const perMille = 1000 / run.upem;
  const lines = ['BT', `${formatName(code.font)} ${n(run.size)} Tf`];
  let array = '';
  let pending = '';
  /** Where the reader's pen is and where the run's is, in thousandths of an em from the run's left end. */
  let reader = 0;
  let pen = 0;
  let raised: number | undefined;
  const flushCodes = (): void => {
    if (pending) array += `<${pending}>`;
    pending = '';
  };
  const flush = (): void => {
    flushCodes();
    if (array) lines.push(`[${array}] TJ`);
    array = '';
  };
  const words = run.rtl ? [] : actualWords(run);
  let word = 0;
  let hushed = false;
  for (const [i, glyph] of run.glyphs.entries()) {
    const silent = code.silent?.[i] ?? false;
    if (silent !== hushed) {
      flush();
      // Readers pass over it: the character that stands for it would take the word apart.
      lines.push(silent ? '/Span <</ActualText<FEFF>>> BDC' : 'EMC');
      hushed = silent;
    }
    const spelled = words[word];
    if (spelled?.from === i) {
      flush();
      lines.push(`/Span <</ActualText<FEFF${utf16Hex(spelled.text)}>>> BDC`);
    }
    const wanted = pen + glyph.dx * perMille;
    if (glyph.dy !== raised) {
      flush();
      raised = glyph.dy;
      reader = wanted;
      const x = at.x + (wanted * run.size) / 1000;
      const y = at.y - (glyph.dy * run.size) / run.upem;
      lines.push(`1 0 0 -1 ${n(x)} ${n(y)} Tm`);
    } else if (Math.abs(reader - wanted) > 0.05) {
      flushCodes();
      const shift = Math.round((reader - wanted) * 10) / 10;
      array += n(shift);
      reader -= shift;
    }
    pending += hexCode(code.codes[i]!);
    reader += code.widths[i]!;
    pen += glyph.advance * perMille;
    if (spelled?.to === i + 1) {
      flush();
      lines.push('EMC');
      word++;
    }
  }
  flush();
  if (hushed) lines.push('EMC');
  lines.push('ET');
  return lines.join('\n');
}

/**
 * Words that need ActualText, as ranges of glyphs: those where a cluster has more glyphs than characters or a
 * moved mark, and in split-cluster scripts those that are not one glyph a character. The run is left to right: clusters never fall.
 */
function actualWords(run: GlyphRun): { from: number; to: number; text: string }[] {
  const words: { from: number; to: number; text: string }[] = [];
  const { glyphs } = run;
  let from = 0;
  for (const match of run.text.matchAll(/\S+/gu)) {
    const [word, start] = [match[0], match.index];
    while (from < glyphs.length && glyphs[from]!.cluster < start) from++;
    let to = from;
    const clusters = new Map<number, number>();
    for (; to < glyphs.length && glyphs[to]!.cluster < start + word.length; to++)
      clusters.set(glyphs[to]!.cluster, (clusters.get(glyphs[to]!.cluster) ?? 0) + 1);
    const starts = [...clusters.keys(), start + word.length];
    const crowded = [...clusters.values()].some(
      (count, i) => count > [...run.text.slice(starts[i], starts[i + 1])].length,
    );
    const split =
      SPLIT_CLUSTERS.test(word) && (clusters.size < to - from || clusters.size < [...word].length);
    // poppler takes a word apart at a mark that is moved.
    const moved = glyphs
      .slice(from, to)
      .some((g) => (g.dx !== 0 || g.dy !== 0) && (g.advance === 0 || (clusters.get(g.cluster) ?? 0) > 1));
    // A cluster that began before the word (a space and its mark) belongs to no word.
    if (starts[0] === start && (crowded || split || moved)) words.push({ from, to, text: word });
    from = to;
  }
  return words;
}
