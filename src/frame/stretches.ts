/**
 * The glyphs of one text, cut into stretches of one language that lead to one place: what a screen reader is told
 * apart. Says after which runs a line was broken at a space, which is not drawn but belongs to the text.
 */
import { pt } from '../core/units.js';
import type { Glyph, GlyphRun, GlyphsItem } from './frame.js';
import type { Element, Leaf } from './structure.js';
import { isLeaf } from './structure.js';

/** A leaf that is a run of glyphs. */
export interface Words extends Leaf {
  readonly item: GlyphsItem;
  /** A space follows in the text that is not among the glyphs: the line ends here. */
  readonly spaceAfter: boolean;
}

export interface Stretch {
  readonly lang: string;
  readonly href?: string;
  readonly words: readonly Words[];
  /** What it says. */
  readonly text: string;
}

/** The stretches of an element's own glyphs, in reading order. */
export function stretchesOf(element: Element): Stretch[] {
  const leaves = element.kids.filter(isLeaf).filter(isWords);
  const cut = cutAtLinks(withSpaces(leaves, element.text), element.links ?? []);
  const stretches: { lang: string; href?: string; words: Words[] }[] = [];
  for (const { words, href } of cut) {
    const last = stretches.at(-1);
    const { lang } = words.item.run;
    if (last && last.lang === lang && last.href === href) last.words.push(words);
    else stretches.push({ lang, ...(href === undefined ? {} : { href }), words: [words] });
  }
  return stretches.map((stretch) => ({
    ...stretch,
    text: stretch.words
      .map(({ item, spaceAfter }) => item.run.text + (spaceAfter ? ' ' : ''))
      .join('')
      .trimEnd(),
  }));
}

const isWords = (leaf: Leaf): leaf is Leaf & { item: GlyphsItem } => leaf.item.kind === 'glyphs';

const SPACE = /\s/u;

/** Follows the runs through the text: where it has a space between two of them, a line was broken there. */
function withSpaces(leaves: readonly (Leaf & { item: GlyphsItem })[], text = ''): Words[] {
  let at = 0;
  return leaves.map((leaf, i) => {
    const said = leaf.item.run.text;
    for (const char of said) {
      if (SPACE.test(char)) continue;
      while (SPACE.test(text[at] ?? '')) at++;
      // A hyphen at a line's end is not in the text.
      if (text.startsWith(char, at)) at += char.length;
    }
    const between = SPACE.test(text[at] ?? '') && text.slice(at).trim() !== '';
    const next = leaves[i + 1];
    const shown = SPACE.test(said.at(-1) ?? '') || SPACE.test(next?.item.run.text[0] ?? '');
    return { ...leaf, spaceAfter: between && next !== undefined && !shown };
  });
}

interface Led {
  readonly words: Words;
  readonly href?: string;
}

/** Cuts the runs where a link begins and ends. A link is found by its letters: a line may break inside it. */
function cutAtLinks(all: readonly Words[], links: NonNullable<Element['links']>): Led[] {
  const letters: { readonly of: number; readonly at: number; readonly length: number }[] = [];
  let text = '';
  for (const [of, { item }] of all.entries()) {
    for (let at = 0; at < item.run.text.length; at++) {
      const char = item.run.text[at] as string;
      if (SPACE.test(char)) continue;
      letters.push({ of, at, length: 1 });
      text += char;
    }
  }
  /** For each run, from where to where it leads where. */
  const ranges = all.map((): { from: number; to: number; href: string }[] => []);
  let from = 0;
  for (const { text: words, href } of links) {
    const bare = words.replace(/\s/gu, '');
    const found = bare === '' ? -1 : text.indexOf(bare, from);
    if (found < 0) continue;
    from = found + bare.length;
    for (const letter of letters.slice(found, from)) {
      const list = ranges[letter.of] as { from: number; to: number; href: string }[];
      const last = list.at(-1);
      if (last && last.href === href) last.to = letter.at + 1;
      else list.push({ from: letter.at, to: letter.at + 1, href });
    }
  }
  return all.flatMap((words, i) => cutRun(words, ranges[i] ?? []));
}

function cutRun(words: Words, ranges: readonly { from: number; to: number; href: string }[]): Led[] {
  const { run } = words.item;
  const out: Led[] = [];
  let at = 0;
  const take = (to: number, href?: string): void => {
    if (to <= at) return;
    const item = sliceRun(words.item, at, to);
    const last = to >= run.text.length;
    const piece = { ...words, item, spaceAfter: last && words.spaceAfter };
    out.push({ words: piece, ...(href === undefined ? {} : { href }) });
    at = to;
  };
  for (const { from, to, href } of ranges) {
    take(clusterAt(run, from));
    take(clusterEnd(run, to), href);
  }
  take(run.text.length);
  return out;
}

/** Where the cluster of a character begins, and where the one before it ends: glyphs are never cut. */
const clusterAt = (run: GlyphRun, at: number): number =>
  Math.max(0, ...run.glyphs.map((g) => g.cluster).filter((cluster) => cluster <= at));
const clusterEnd = (run: GlyphRun, at: number): number =>
  Math.min(run.text.length, ...run.glyphs.map((g) => g.cluster).filter((cluster) => cluster >= at));

/** The part of a run that says its text from one cluster to another, where it stands. */
function sliceRun(item: GlyphsItem, from: number, to: number): GlyphsItem {
  const { run, at } = item;
  if (from === 0 && to === run.text.length) return item;
  const inside = (glyph: Glyph): boolean => glyph.cluster >= from && glyph.cluster < to;
  const first = run.glyphs.findIndex(inside);
  const before = run.glyphs.slice(0, Math.max(0, first)).reduce((sum, glyph) => sum + glyph.advance, 0);
  return {
    kind: 'glyphs',
    at: { x: pt(at.x + (before * run.size) / run.upem), y: at.y },
    run: {
      ...run,
      text: run.text.slice(from, to),
      glyphs: run.glyphs.filter(inside).map((glyph) => ({ ...glyph, cluster: glyph.cluster - from })),
    },
  };
}
