/**
 * What a side is, in the order in which it is read: the marks of its Frame as a tree of elements, each with what is
 * drawn for it, and beside the tree what is drawn and not read (rules, boxes, bars, signs that say a heading again).
 * Pieces of one part come together. Nothing is lost: every glyph, path and picture of the Frame is in one of the two.
 */
import { concat, IDENTITY, type Matrix } from '../core/geometry.js';
import type { LanguageTag } from '../core/language.js';
import type { Frame, GroupItem, Item, Link, MarkItem, Role } from './frame.js';

/** Something drawn, and the groups it stands in, outermost first. */
export interface Leaf {
  readonly item: Item;
  readonly groups: readonly Pick<GroupItem, 'matrix' | 'clip'>[];
}

export interface Element {
  readonly role: Role;
  lang?: LanguageTag;
  alt?: string;
  text?: string;
  links?: readonly Link[];
  readonly kids: (Element | Leaf)[];
}

export interface Structure {
  readonly artifacts: readonly Leaf[];
  readonly elements: readonly Element[];
}

export const isLeaf = (kid: Element | Leaf): kid is Leaf => 'groups' in kid;

/** The structure of a Frame; the Frames that it uses are part of it. Elements with nothing drawn are left out. */
export function readStructure(frame: Frame): Structure {
  const artifacts: Leaf[] = [];
  const elements: Element[] = [];
  const parts = new Map<string, Element>();

  const elementFor = (mark: MarkItem, parent: Element | undefined): Element => {
    const known = mark.part === undefined ? undefined : parts.get(mark.part);
    const element: Element = known ?? { role: mark.role, kids: [] };
    if (!known) {
      (parent?.kids ?? elements).push(element);
      if (mark.part !== undefined) parts.set(mark.part, element);
    }
    const { lang, alt, text, links } = mark;
    // The first piece that says it has the word.
    if (lang !== undefined) element.lang ??= lang;
    if (alt !== undefined) element.alt ??= alt;
    if (text !== undefined) element.text ??= text;
    if (links !== undefined) element.links ??= links;
    return element;
  };

  /** Drawn and not read, whatever it holds. */
  const passOver = (items: readonly Item[], groups: Leaf['groups']): void => {
    for (const item of items)
      if (item.kind === 'mark') passOver(item.items, groups);
      else if (item.kind === 'group') passOver(item.items, [...groups, item]);
      else if (item.kind === 'use') passOver(item.frame.items, [...groups, { matrix: item.matrix }]);
      else artifacts.push({ item, groups });
  };

  const visit = (items: readonly Item[], groups: Leaf['groups'], parent: Element | undefined): void => {
    for (const item of items) {
      switch (item.kind) {
        case 'mark':
          if (item.role === 'Artifact') passOver(item.items, groups);
          // A picture of pictures is one picture: what is inside is not read.
          else visit(item.items, groups, parent?.role === 'Figure' ? parent : elementFor(item, parent));
          break;
        case 'group':
          visit(item.items, [...groups, item], parent);
          break;
        case 'use':
          visit(item.frame.items, [...groups, { matrix: item.matrix }], parent);
          break;
        case 'glyphs':
          if (parent) parent.kids.push({ item, groups });
          else elements.push({ role: 'P', kids: [{ item, groups }] });
          break;
        case 'path':
        case 'image':
          if (parent?.role === 'Figure') parent.kids.push({ item, groups });
          else artifacts.push({ item, groups });
      }
    }
  };
  visit(frame.items, [], undefined);
  return { artifacts, elements: elements.filter(prune) };
}

/** Takes out what has nothing drawn. Whether anything is left. */
function prune(element: Element): boolean {
  const kept = element.kids.filter((kid) => isLeaf(kid) || prune(kid));
  element.kids.splice(0, element.kids.length, ...kept);
  return kept.length > 0;
}

/** What takes a leaf's coordinates to the Frame's. */
export const matrixOf = ({ groups }: Leaf): Matrix =>
  groups.reduceRight<Matrix>((matrix, group) => concat(matrix, group.matrix), IDENTITY);

/** Leaves as items of the Frame again, neighbours of one group together. */
export function asItems(leaves: readonly Leaf[]): Item[] {
  const items: Item[] = [];
  for (let i = 0; i < leaves.length; ) {
    const { groups } = leaves[i] as Leaf;
    const inside: Item[] = [];
    for (; leaves[i]?.groups === groups; i++) inside.push((leaves[i] as Leaf).item);
    items.push(
      ...groups.reduceRight<Item[]>((inner, group) => [{ ...group, kind: 'group', items: inner }], inside),
    );
  }
  return items;
}
