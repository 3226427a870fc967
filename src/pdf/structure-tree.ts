/**
 * Tags → the objects of the structure tree (ISO 32000-1, 14.7), with the way back from each piece of content and each
 * annotation to its tag.
 */
import type { LanguageTag } from '../core/language.js';
import type { LinkAnnotation, MarkedContent, Tag } from './tagged-page.js';
import { dict, name, type PdfDict, type PdfObject, ref, text } from './value.js';

/** An object whose number is known before it is written: trees point both ways. */
export interface Reserved {
  readonly number: number;
  /** @param numberOf which number a reference has (default: it is one already) */
  write(object: PdfObject, numberOf?: (index: number) => number): void;
}

export interface TaggedSide {
  /** Of the page's object. */
  readonly number: number;
  readonly height: number;
  readonly lang: LanguageTag;
  readonly tags: readonly Tag[];
}

type Kid = Tag['kids'][number];
const isTag = (kid: Kid): kid is Tag => 'role' in kid;
const isContent = (kid: Kid): kid is MarkedContent => 'mcid' in kid;

/** The links of a tag and of those in it. */
export const linksOf = (tag: Tag): LinkAnnotation[] =>
  tag.kids.flatMap((kid) => (isTag(kid) ? linksOf(kid) : isContent(kid) ? [] : [kid]));

/**
 * The structure tree: the document, in it a part for each side, in it the side's tags. The parent tree leads back
 * from each piece of content and each annotation (14.7.4.4).
 */
export function writeStructure(
  pages: readonly TaggedSide[],
  language: LanguageTag,
  reserve: () => Reserved,
  noteOf: (link: LinkAnnotation) => { annotation: Reserved; parent: number },
): number {
  const root = reserve();
  const whole = reserve();
  /** By key: of pages a list of tags by their content's number, of annotations a tag. */
  const parents = new Map<number, number | number[]>();

  const writeTag = (tag: Tag, parent: number, page: TaggedSide, pageIndex: number): number => {
    const made = reserve();
    const kids = tag.kids.map((kid) => {
      if (isTag(kid)) return ref(writeTag(kid, made.number, page, pageIndex));
      if (isContent(kid)) {
        (parents.get(pageIndex) as number[])[kid.mcid] = made.number;
        return kid.mcid;
      }
      const note = noteOf(kid);
      parents.set(note.parent, made.number);
      return dict({ Type: name('OBJR'), Obj: ref(note.annotation.number), Pg: ref(page.number) });
    });
    made.write({
      value: dict({
        Type: name('StructElem'),
        S: name(tag.role),
        P: ref(parent),
        Pg: ref(page.number),
        ...tag.entries,
        K: kids,
      }),
    });
    return made.number;
  };

  const sides = pages.map((page, i) => {
    parents.set(i, []);
    const lang: PdfDict = page.lang === language ? {} : { Lang: text(page.lang) };
    return ref(writeTag({ role: 'Part', entries: lang, kids: page.tags }, whole.number, page, i));
  });
  whole.write({
    value: dict({ Type: name('StructElem'), S: name('Document'), P: ref(root.number), K: sides }),
  });
  const tree = reserve();
  const numbers = [...parents].sort(([a], [b]) => a - b);
  tree.write({
    value: dict({
      Nums: numbers.flatMap(([key, tags]) => [key, Array.isArray(tags) ? tags.map(ref) : ref(tags)]),
    }),
  });
  root.write({
    value: dict({
      Type: name('StructTreeRoot'),
      K: [ref(whole.number)],
      ParentTree: ref(tree.number),
      ParentTreeNextKey: numbers.length,
    }),
  });
  return root.number;
}
