/**
 * Step 4: the text cut into items, each of one span, one embedding level, one script and one font, so that each
 * can be shaped in one go. Scripts by UAX #24 5.1: common characters join what stands before them, a closing
 * bracket follows its opening one. Fonts per grapheme cluster, along the style's families.
 * It promises that the items cover the text in order, line ends aside, and that no cluster is split.
 * A character that no font has is reported (KYR301) and kept: it will be glyph 0, never nothing.
 */
import type { Diagnostic } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LanguageTag } from '../core/language.js';
import { keepRecent, type Recent } from '../core/recent.js';
import type { Isolate } from './isolate.js';
import { type CleanText, wellFormed } from './normalise.js';
import { scriptOf, shapingScript } from './scripts.js';
import { graphemeEdges } from './segmenter.js';
import type { Token } from './tokens.js';
import type { Font, FontBook, Span, TextStyle } from './types.js';

export interface Item {
  /** UTF-16 indices into the clean text; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly level: number;
  /** ISO 15924, for the shaper. */
  readonly script: string;
  readonly lang: LanguageTag;
  readonly font: Font;
  readonly style: TextStyle;
  readonly span: number;
}

export interface ItemiseInput {
  readonly clean: CleanText;
  readonly spans: readonly Span[];
  readonly levels: readonly number[];
  /** From findIsolates: common characters inside look for company inside. */
  readonly isolates: readonly Isolate[];
  readonly tokens: readonly Token[];
  readonly lang: LanguageTag;
  readonly script: string;
}

/** One grapheme cluster on its way to an item. */
interface Cluster {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly span: number;
  readonly style: TextStyle;
  /** `Zyyy` until resolved. */
  script: string;
  readonly common: boolean;
  font: Font | undefined;
}

/** Never throws for the text's sake; a font that is broken throws KYR303. */
export function itemise(book: FontBook, input: ItemiseInput): { items: Item[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const clusters = findClusters(input);
  const chooser = new FontChooser(book, diagnostics);
  for (const { members, script } of findCompanies(clusters, input)) {
    const partners = findPartners(members);
    resolveScripts(members, partners, script);
    resolveFonts(members, partners, chooser);
  }
  widenSpaces(clusters);
  return { items: joinClusters(clusters, input), diagnostics };
}

function findClusters({ clean, spans }: ItemiseInput): Cluster[] {
  const clusters: Cluster[] = [];
  const edges = graphemeEdges(clean.text);
  for (let i = 0; i + 1 < edges.length; i++) {
    const start = edges[i]!;
    const end = edges[i + 1]!;
    const text = clean.text.slice(start, end);
    const span = clean.spanOf[start]!;
    const script = clusterScript(text);
    const common = script === 'Zyyy';
    if (text === '\n') continue;
    clusters.push({ start, end, text, span, style: spans[span]!.style, script, common, font: undefined });
  }
  return clusters;
}

/** The first real script in the cluster: a Bengali letter behind a joiner is Bengali. */
function clusterScript(cluster: string): string {
  for (const char of cluster) {
    const script = scriptOf(char);
    if (script !== 'Zyyy') return script;
  }
  return 'Zyyy';
}

/** Clusters that may take script and font from each other, and the script of those that find none. */
interface Company {
  readonly members: Cluster[];
  readonly script: string;
}

/** Letters, digits and marks that a Latin font has; not Arabic-Indic digits. */
const WESTERN = /^[ -~\u00a0\u00a7\u2010-\u2013\u202f]+$/;

/** Scripts whose letters stand in the same fonts as Latin: a number there needs no run of its own. */
const SHARES_LATIN_DIGITS = new Set(['Latn', 'Cyrl', 'Grek']);
/** A number in Western digits. */
const NUMBER = /[0-9]+(?:[.,:/\u2013-][0-9]+)*%?/g;

/**
 * The text outside all isolates is one company, each isolate's another. Western digits are Latin wherever they
 * stand, so that a number looks the same in a sentence as in a phone number, and a phone number like the hotline in
 * large type; and the space of Nastaliq is so narrow that the groups of one would run together.
 */
function findCompanies(
  clusters: readonly Cluster[],
  { clean, isolates, tokens, script }: ItemiseInput,
): Company[] {
  const fallback = shapingScript(script);
  const outside: Company = { members: [], script: fallback };
  const inner: (Company & { start: number; end: number })[] = [];
  // Tokens lie inside the spans' isolates, if in any: the innermost comes first.
  for (const { start, end } of tokens)
    if (WESTERN.test(clean.text.slice(start, end))) inner.push({ start, end, members: [], script: 'Latn' });
  if (!SHARES_LATIN_DIGITS.has(fallback)) {
    for (const { index, 0: number } of clean.text.matchAll(NUMBER)) {
      const end = index + number.length;
      if (!tokens.some((t) => index < t.end && t.start < end))
        inner.push({ start: index, end, members: [], script: 'Latn' });
    }
  }
  for (const { start, end, token } of isolates)
    if (!token) inner.push({ start, end, members: [], script: fallback });
  for (const cluster of clusters) {
    const home = inner.find((i) => cluster.start >= i.start && cluster.start < i.end) ?? outside;
    home.members.push(cluster);
  }
  return [outside, ...inner].filter(({ members }) => members.length > 0);
}

const PAIRS = new Map(
  ['()', '[]', '{}', '«»', '‹›', '“”', '‘’', '「」', '『』', '《》', '〈〉', '（）', '【】', '〔〕'].map(
    (p) => [p[1]!, p[0]!],
  ),
);
const OPENERS = new Set(PAIRS.values());

/** For each closing bracket or quote, the index of the one that opened it. */
function findPartners(company: readonly Cluster[]): Map<number, number> {
  const partners = new Map<number, number>();
  const open: number[] = [];
  company.forEach(({ text }, index) => {
    const opener = PAIRS.get(text);
    if (OPENERS.has(text)) open.push(index);
    else if (opener) {
      const found = open.findLastIndex((i) => company[i]!.text === opener);
      if (found < 0) return;
      partners.set(index, open[found]!);
      open.length = found;
    }
  });
  return partners;
}

function resolveScripts(company: Cluster[], partners: ReadonlyMap<number, number>, fallback: string): void {
  let last = company.find((c) => !c.common)?.script ?? fallback;
  company.forEach((cluster, index) => {
    if (cluster.common) cluster.script = company[partners.get(index) ?? -1]?.script ?? last;
    last = cluster.script;
  });
}

/** Common characters take the family of the text before them (after them, at the start) where it has them. */
function resolveFonts(company: Cluster[], partners: ReadonlyMap<number, number>, chooser: FontChooser): void {
  const first = company.find((c) => !c.common);
  let last = first && chooser.choose(first)?.entry.family;
  company.forEach((cluster, index) => {
    const partner = company[partners.get(index) ?? -1]?.font?.entry.family;
    cluster.font = chooser.choose(cluster, cluster.common ? (partner ?? last) : undefined);
    if (cluster.font) last = cluster.font.entry.family;
    else cluster.font = chooser.report(cluster, company.map((c) => c.text).join(''));
  });
}

/**
 * A space between two fonts is the wider of their spaces: that of Nastaliq, made for words whose tails overlap,
 * is too narrow to part an Urdu word from a phone number.
 */
function widenSpaces(clusters: readonly Cluster[]): void {
  clusters.forEach((cluster, index) => {
    if (cluster.text !== ' ' && cluster.text !== '\u00a0') return;
    const neighbours = [clusters[index - 1], clusters[index + 1]].filter(
      (c) => c?.style.size === cluster.style.size && c.style.weight === cluster.style.weight,
    );
    for (const neighbour of neighbours) {
      if (neighbour?.font && spaceOf(neighbour.font) > spaceOf(cluster.font)) cluster.font = neighbour.font;
    }
  });
}

const spaceOf = (font: Font | undefined): number =>
  font ? font.advance(font.glyphId(0x20)) / font.metrics.upem : 0;

/** HarfBuzz leaves these out, or makes them of others, where a font lacks them. */
const NEEDS_NO_GLYPH = /^\p{Default_Ignorable_Code_Point}$/u;
const SPACE = /^[\u00a0\u2000-\u200a\u202f\u205f\u3000]$/;
/** The wanted weight first, then those that every family has. */
const weightsOf = ({ weight }: TextStyle): number[] => [...new Set([weight, 400, 700])];

/** Of one book: the letters of its languages in their families. */
const MOST_CHOSEN = 8192;
const chosenOf = new WeakMap<FontBook, Recent<Font>>();

class FontChooser {
  readonly #chosen: Recent<Font>;
  readonly #families = new Map<TextStyle, string>();
  readonly #reported = new Set<string>();
  constructor(
    readonly book: FontBook,
    readonly diagnostics: Diagnostic[],
  ) {
    this.#chosen = chosenOf.get(book) ?? keepRecent(MOST_CHOSEN);
    chosenOf.set(book, this.#chosen);
  }

  /**
   * The font for a cluster: the preferred family, then families whose entry names the cluster's script, then
   * any, each in the style's order. So Latin in a Chinese paragraph is set in Noto Sans where that is in the
   * list, although Noto Sans SC has letters too. Another weight only after every family had its turn: the
   * Chinese Bold is cut to the national set, and a rare character of a name comes from Regular.
   */
  choose({ text, style, script }: Cluster, preferred?: string): Font | undefined {
    const families = this.#families.get(style) ?? `${style.families.join('|')} ${style.weight}`;
    this.#families.set(style, families);
    const key = `${families}\n${preferred ?? ''}\n${script}\n${text}`;
    const font = this.#chosen.get(key) ?? this.#search(text, style, script, preferred);
    if (font) this.#chosen.set(key, font);
    return font;
  }

  #search(text: string, style: TextStyle, script: string, preferred: string | undefined): Font | undefined {
    for (const weight of weightsOf(style)) {
      const fonts = style.families.flatMap((family) => this.book.find(family, weight) ?? []);
      const font =
        fonts.find((f) => f.entry.family === preferred && covers(f, text)) ??
        fonts.find((f) => f.entry.scripts.some((s) => shapingScript(s) === script) && covers(f, text)) ??
        fonts.find((f) => covers(f, text));
      if (font) return font;
    }
    return undefined;
  }

  /** Reports the characters that no font has, once each, and gives the font whose glyph 0 will stand there. */
  report({ text: cluster, style }: Cluster, text: string): Font | undefined {
    const tried = style.families.flatMap((family) =>
      weightsOf(style).flatMap((weight) => this.book.find(family, weight) ?? []),
    );
    if (tried.length === 0) {
      const names = style.families.map((f) => `"${f}"`).join(', ');
      this.#say(CODE.fontMissing, `none of the families ${names} is in the font book`, {
        hint: 'name a family of fonts.yaml in the template, or add the font file to the fonts folder',
      });
      return undefined;
    }
    const nowhere = [...cluster].filter((char) => !tried.some((font) => covers(font, char)));
    const what = nowhere.length > 0 ? nowhere : [...cluster];
    const together = nowhere.length > 0 ? '' : ` together with the rest of "${cluster}"`;
    for (const char of what) {
      this.#say(
        CODE.missingGlyph,
        `no font has ${codePointName(char)} "${char}"${together}, in "${excerpt(text, cluster)}"`,
        {
          hint: `tried ${tried.map((f) => f.key).join(', ')}; write it differently, or add a family that has it to the template`,
        },
      );
    }
    return tried.find((font) => covers(font, [...cluster][0] ?? '')) ?? tried[0];
  }

  #say(code: Diagnostic['code'], message: string, more: { hint: string }): void {
    const key = message.replace(/, in ".*$/s, '');
    if (this.#reported.has(key)) return;
    this.#reported.add(key);
    this.diagnostics.push({ code, level: 'error', message, ...more });
  }
}

/** `U+0915`. */
export const codePointName = (char: string): string =>
  `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

/** Some twenty characters on either side of the first occurrence. */
export function excerpt(text: string, found: string): string {
  const at = Math.max(0, text.indexOf(found));
  const start = Math.max(0, at - 20);
  const end = Math.min(text.length, at + found.length + 20);
  return wellFormed(`${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`);
}

/** Whether the font can show the cluster, composed or decomposed (HarfBuzz tries both). */
function covers(font: Font, cluster: string): boolean {
  const hasAll = (text: string): boolean =>
    [...text].every((char) => {
      const cp = char.codePointAt(0)!;
      if (font.has(cp) || NEEDS_NO_GLYPH.test(char)) return true;
      if (SPACE.test(char)) return font.has(0x20);
      return cp === 0x2011 && font.has(0x2010);
    });
  return hasAll(cluster) || hasAll(cluster.normalize('NFD'));
}

function joinClusters(clusters: readonly Cluster[], { levels, spans, lang }: ItemiseInput): Item[] {
  const items: Item[] = [];
  let open: (Item & { end: number }) | undefined;
  for (const { start, end, font, span, style, script } of clusters) {
    if (!font) continue;
    const level = levels[start]!;
    if (
      open &&
      open.end === start &&
      open.level === level &&
      open.script === script &&
      open.font === font &&
      looksAlike(spans[open.span]!, spans[span]!)
    )
      open.end = end;
    else {
      open = { start, end, level, script, font, span, style, lang: spans[span]!.lang ?? lang };
      items.push(open);
    }
  }
  return items;
}

/** Whether two spans can be one run: kerning and the slopes of Nastaliq should not stop at a placeholder. */
const looksAlike = (a: Span, b: Span): boolean =>
  a === b ||
  (a.lang === b.lang &&
    a.style.size === b.style.size &&
    (a.style.color === b.style.color || JSON.stringify(a.style.color) === JSON.stringify(b.style.color)));
