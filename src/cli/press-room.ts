/**
 * The room: from names (publication, layer) to everything that flyers of it are made from: law, sentences, word lists,
 * fonts. What is refused here is refused before anything is set. set-flyer.ts sets them.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isBrief } from '../compose/help.js';
import { type Law, resolveLaw } from '../compose/law.js';
import { idOf, referencesOf } from '../compose/references.js';
import { collectSource, type SourceText } from '../compose/source-text.js';
import type { LayerVersion } from '../compose/trace-law.js';
import { openSentences, type Wording } from '../compose/wording.js';
import { EXIT, fail, failOnErrors, KyrError, nearest } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { LanguageTag } from '../core/language.js';
import type { World } from '../core/world.js';
import { findWithdrawn } from '../job/withdrawn.js';
import { lintContent } from '../lint/content.js';
import { type Content, type ContentPlaces, type ContentRequest, loadContent } from '../load/content.js';
import { loadFontEntries, readFont } from '../load/fonts.js';
import { flatten, type Locale, loadLocale } from '../load/locales.js';
import type { LoadedOrganisation } from '../load/organisation.js';
import { loadWithdrawn, type PlacedWithdrawal } from '../load/withdrawn.js';
import { loadWordLists, type WordLists } from '../load/word-lists.js';
import { openFontBook } from '../text/font-book.js';
import type { FontBook, FontEntry } from '../text/types.js';

/** What a flyer is made from, loaded once and kept. */
export interface PressRoom {
  readonly world: World;
  readonly content: Content;
  readonly law: Law;
  /** Every layer that was read, widest first, and what is on record as withdrawn, of them or of others. */
  readonly layers: readonly LayerVersion[];
  readonly withdrawn: readonly PlacedWithdrawal[];
  readonly source: SourceText;
  readonly fonts: readonly FontEntry[];
  /** Opens the fonts on first use: a run whose designs are all in the cache needs none. */
  book(): FontBook;
  locale(tag: LanguageTag): Locale;
  /** What sentences are held against, read on first use. */
  wordLists(): WordLists;
  /** A new one each time, which knows what it has said. */
  wording(tag: LanguageTag): Wording;
}

/**
 * @param places where a job names what is asked for
 * @param beside a room of the same world whose fonts are shared
 * @throws KyrError with all that is wrong in content and common words
 */
export function openPressRoom(
  world: World,
  request: ContentRequest,
  places?: ContentPlaces,
  beside?: Pick<PressRoom, 'fonts' | 'book'>,
): PressRoom {
  const content = loadContent(world, request, places);
  const layers = content.layers.map((l) => l.value);
  const law = resolveLaw(layers);
  const source = collectSource(layers, content.publication.value, content.edition, content.common.value);
  const fonts = beside?.fonts ?? loadFontEntries(world);
  const locales = new Map<string, Locale>();
  const wordings = new Map<string, () => Wording>();
  let book: FontBook | undefined;
  let lists: WordLists | undefined;

  const room: PressRoom = {
    world,
    content,
    law,
    layers: layers.map(({ layer, version }) => ({ layer, version })),
    withdrawn: loadWithdrawn(world),
    source,
    fonts,
    book() {
      if (beside) return beside.book();
      book ??= openFontBook({ entries: fonts, read: (file) => readFont(world, fonts, file), subsetWasm });
      return book;
    },
    locale(tag) {
      const known = locales.get(tag) ?? loadLocale(world, tag);
      locales.set(tag, known);
      return known;
    },
    wordLists() {
      lists ??= loadWordLists(world);
      return lists;
    },
    wording(tag) {
      const known =
        wordings.get(tag) ??
        openSentences(tag, sentencesOf(room, tag), (ns) =>
          tag === 'en' ? sourceFile(content, ns) : `locales/${tag}/${ns}.json`,
        );
      wordings.set(tag, known);
      return known();
    },
  };
  return room;
}

/** @throws KyrError KYR607 (exit 6), for drafts too, where a version that the room prints from is withdrawn */
export const refuseWithdrawn = (room: PressRoom): void => {
  failOnErrors(findWithdrawn(room.layers, room.withdrawn), EXIT.notCleared);
};

/** @throws KyrError KYR110 where the edition names what no layer has, or what a narrower layer withdraws */
export function refuseLostLines({ content, law, source }: PressRoom): void {
  const { publication, edition } = content;
  const lost = referencesOf(edition).map(idOf);
  if (lost.every((id) => law.rights.has(id) || law.hotlines.has(id))) return;
  const found = lintContent(publication.value, edition, publication.file, law, source);
  throw new KyrError(found.filter((d) => d.code === CODE.unknownName));
}

/** The numbers that are printed as hotlines: somebody dials them before they go to press. */
export function hotlineNumbers({ content, law }: PressRoom): string[] {
  return (
    referencesOf(content.edition)
      .flatMap((ref) => law.hotlines.get(ref)?.value ?? [])
      // A card or a tent has no room for the short number.
      .flatMap(({ number, short }) => [number, ...(short && !isBrief(content.edition) ? [short] : [])])
  );
}

/** The numbers of congregations' own that are printed; a card or a tent has room for none. */
export const ownNumbers = (
  { content }: Pick<PressRoom, 'content'>,
  organisations: Iterable<LoadedOrganisation | undefined>,
): string[] =>
  isBrief(content.edition)
    ? []
    : [...organisations].flatMap((o) => (o && !o.withhold ? (o.hotlines ?? []).map((h) => h.number) : []));

/**
 * The size asked for, or the edition's first.
 * @throws KyrError KYR110 for a size that the edition is not made in
 */
export function chooseSize({ content }: PressRoom, size?: string): string {
  const { edition } = content;
  const first = edition.sizes[0] as string;
  if (size === undefined || edition.sizes.includes(size)) return size ?? first;
  const near = nearest(size, edition.sizes);
  fail({
    code: CODE.unknownName,
    message: `${editionName(content)} is not made in the size “${size}”`,
    hint: near ? `did you mean “${near}”?` : `known: ${edition.sizes.join(', ')}`,
  });
}

/** For messages: “ice-encounter”, or “ice-encounter” (full) where there are several editions. */
export function editionName({ publication, edition }: Content): string {
  const { publication: id, editions } = publication.value;
  return Object.keys(editions).length > 1 ? `“${id}” (${edition.name})` : `“${id}”`;
}

/** English comes from content/, with what only English prints laid over; every other language from its locale. */
export function sentencesOf(room: PressRoom, tag: LanguageTag): Map<string, Map<string, string>> {
  if (tag === 'en') {
    const merged = new Map<string, Map<string, string>>();
    for (const texts of [room.source.text, room.source.english])
      for (const [ns, keys] of texts) merged.set(ns, new Map([...(merged.get(ns) ?? []), ...keys]));
    return merged;
  }
  return new Map([...room.locale(tag).namespaces].map(([ns, file]) => [ns, flatten(file)]));
}

function sourceFile(content: Content, namespace: string): string {
  if (namespace === 'common') return content.common.file;
  return (
    content.layers.find((l) => l.value.layer.replaceAll('/', '-') === namespace)?.file ??
    content.publication.file
  );
}

const require = createRequire(import.meta.url);

/** The subsetter is a second wasm file in harfbuzzjs, read when the first font is cut. */
const subsetWasm = (): Uint8Array => readFileSync(require.resolve('harfbuzzjs/dist/harfbuzz-subset.wasm'));
