/**
 * Puts the parts together: from names (publication, layer, language, organisation, size) to a Design, through
 * load → compose → layout. The one place that knows all floors below.
 */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { addressFor, checkAddress } from '../compose/address.js';
import { composeFlyer } from '../compose/compose-flyer.js';
import { type BlockOf, type Flyer, findBlock, type UnionLabel } from '../compose/flyer.js';
import { type Law, resolveLaw } from '../compose/law.js';
import { idOf, referencesOf } from '../compose/references.js';
import { serialAddress } from '../compose/serial.js';
import { collectSource, type SourceText } from '../compose/source-text.js';
import type { LayerVersion } from '../compose/trace-law.js';
import { openWording, type Wording } from '../compose/wording.js';
import { type Diagnostic, EXIT, fail, failOnErrors, KyrError, nearest } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import { FOUR_COLOURS, type InkMode } from '../core/ink.js';
import type { LanguageTag } from '../core/language.js';
import type { Pt } from '../core/units.js';
import type { World } from '../core/world.js';
import type { DesignCauses } from '../job/shop.js';
import { findWithdrawn } from '../job/withdrawn.js';
import type { Design } from '../layout/design.js';
import { layOut } from '../layout/lay-out.js';
import { resolveStyle, type Style } from '../layout/style.js';
import { lintContent } from '../lint/content.js';
import { type Content, type ContentPlaces, type ContentRequest, loadContent } from '../load/content.js';
import { loadFontEntries, readFont } from '../load/fonts.js';
import { flatten, type Locale, loadLocale } from '../load/locales.js';
import type { LoadedOrganisation } from '../load/organisation.js';
import { loadTemplate } from '../load/templates.js';
import { loadWithdrawn, type PlacedWithdrawal } from '../load/withdrawn.js';
import { loadWordLists, type WordLists } from '../load/word-lists.js';
import type { LocaleMeta } from '../schema/locale.js';
import { openFontBook } from '../text/font-book.js';
import { scriptOf, shapingScript } from '../text/scripts.js';
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
  wording(tag: LanguageTag): Wording;
}

export interface DesignRequest {
  readonly lang: LanguageTag;
  readonly size: string;
  readonly draft: boolean;
  /** Of the QR code, with {lang}. */
  readonly address: string;
  /** Of single pieces, with {lang} and {serial}: then the code shown is that of piece 0. */
  readonly codes?: string;
  readonly organisation?: LoadedOrganisation;
  /** Where the shop asks for other ones than the templates have. */
  readonly bleed?: Pt;
  readonly safe?: Pt;
  /** Of the shop, at the foot of the last side. */
  readonly unionLabel?: UnionLabel;
  /** Process inks unless said. */
  readonly ink?: InkMode;
  /** Most ink of the printing condition, in percent; as FRAME_RULES has it unless said. */
  readonly inkLimit?: number;
  /** The day on which a lawyer approved exactly this English. */
  readonly approvedOn?: string;
  /** Goes out although no second reader has checked it. */
  readonly released?: boolean;
}

/** A composed flyer, and how to lay it out. Its key is known before any font is opened. */
export interface Composed {
  readonly flyer: Flyer;
  readonly style: Style;
  /** Of a side that is English from tab to foot. */
  readonly englishStyle: Style;
  readonly key: string;
  /** What the key is made from, by name. */
  readonly causes: DesignCauses;
  /** The address in the QR code, for this language. */
  readonly address: string;
  /** What the code holds that stands for those of single pieces, where each has its own. */
  readonly code?: string;
  readonly request: DesignRequest;
  /** `namespace:key` of every sentence printed. */
  readonly printed: { readonly reader: readonly string[]; readonly english: readonly string[] };
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
    wording: (tag) =>
      openWording(tag, sentencesOf(room, tag), (ns) =>
        tag === 'en' ? sourceFile(content, ns) : `locales/${tag}/${ns}.json`,
      ),
  };
  return room;
}

/** @throws KyrError KYR607 (exit 6), for drafts too, where a version that the room prints from is withdrawn */
export const refuseWithdrawn = (room: PressRoom): void => {
  failOnErrors(findWithdrawn(room.layers, room.withdrawn), EXIT.notCleared);
};

/** @throws KyrError KYR110 where the edition names what no layer has, or what a narrower layer withdraws */
function refuseLostLines({ content, law, source }: PressRoom): void {
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
      // A card has no room for the short number.
      .flatMap(({ number, short }) => [
        number,
        ...(short && content.edition.layout !== 'card' ? [short] : []),
      ])
  );
}

/** The numbers of congregations' own that are printed; a card has room for none. */
export const ownNumbers = (
  { content }: Pick<PressRoom, 'content'>,
  organisations: Iterable<LoadedOrganisation | undefined>,
): string[] =>
  content.edition.layout === 'card'
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

/**
 * Composes a flyer and computes its key from everything it depends on.
 * @throws KyrError where a sentence, a placeholder, a template or a plain address is missing
 */
export function compose(room: PressRoom, request: DesignRequest): Composed {
  const locale = room.locale(request.lang).meta;
  refuseLostLines(room);
  const { flyer, diagnostics, printed } = composeFlyer(
    {
      law: room.law,
      publication: room.content.publication.value,
      edition: room.content.edition,
      locale,
      englishLocale: room.locale('en').meta,
      wording: room.wording(request.lang),
      englishWording: room.wording('en'),
      address: request.address,
      draft: request.draft,
      ...(request.organisation ? { organisation: request.organisation } : {}),
      ...(request.approvedOn !== undefined ? { approvedOn: request.approvedOn } : {}),
      ...(request.released ? { released: true } : {}),
      ...(request.unionLabel ? { unionLabel: request.unionLabel } : {}),
    },
    room.world.digest,
  );
  failOnErrors([...checkAddress(request.address), ...diagnostics]);
  const imprint = findBlock(flyer, 'imprint');
  const letters = imprint
    ? [
        ...imprint.name,
        ...imprint.details.flat(),
        ...(imprint.message ?? []),
        ...(imprint.hotlines ?? []).flat(),
      ]
        .map(({ text }) => text)
        .join('')
    : '';
  const styleOf = (meta: LocaleMeta): Style =>
    withLettersOf(letters, room.fonts, styleFor(room, meta, request));
  const style = styleOf(locale);
  const englishStyle = styleOf(room.locale('en').meta);
  const families = new Set([...style.families, ...style.englishFamilies]);
  const fonts = room.fonts.filter((f) => families.has(f.family)).map((f) => f.sha256);
  const styles = flyer.sides.some((side) => side.type === 'english') ? [style, englishStyle] : [style];
  const ink = [request.ink ?? FOUR_COLOURS, request.inkLimit];
  const code =
    request.codes === undefined ? undefined : serialAddress(addressFor(request.codes, request.lang), 0);
  const key = room.world.digest(
    JSON.stringify([TOOL, flyer.key, flyer.code, styles, request.size, fonts, ink, ...(code ? [code] : [])]),
  );
  const causes = causesOf(
    flyer,
    imprint,
    {
      template: [
        styles.map(withoutInk),
        request.size,
        ...(request.unionLabel ? [labelCause(request.unionLabel)] : []),
      ],
      fonts,
      ink,
    },
    room.world.digest,
  );
  const address = imprint?.address ?? request.address;
  return {
    flyer,
    style,
    englishStyle,
    key,
    causes,
    address,
    ...(code === undefined ? {} : { code }),
    request,
    printed,
  };
}

/** @throws KyrError where a template is missing, or a part of it */
export function styleFor(
  room: PressRoom,
  locale: Pick<LocaleMeta, 'script' | 'tag'>,
  request: Pick<DesignRequest, 'size' | 'bleed' | 'safe' | 'ink'>,
): Style {
  const { layout } = room.content.edition;
  return resolveStyle(
    loadTemplate(room.world, { layout, size: request.size, script: locale.script, lang: locale.tag }),
    `${layout} in ${request.size} for ${locale.script}`,
    {
      ...(request.bleed === undefined ? {} : { bleed: request.bleed }),
      ...(request.safe === undefined ? {} : { safe: request.safe }),
    },
    request.ink,
  );
}

/**
 * A congregation may have its name in one script alone, and give its flyers out in any language: families for those
 * of its letters that the template has no font for come last.
 */
function withLettersOf(text: string, fonts: readonly FontEntry[], style: Style): Style {
  const letters = [...new Set([...text].map(scriptOf))];
  const writes = (font: FontEntry, letter: string): boolean =>
    font.scripts.some((script) => scriptsOfFont(script).includes(letter));
  const extended = (families: readonly string[]): string[] => {
    const own = fonts.filter((font) => families.includes(font.family));
    const lacking = letters.filter((letter) => !own.some((font) => writes(font, letter)));
    const more = fonts.filter((font) => lacking.some((letter) => writes(font, letter)));
    return [...new Set([...families, ...more.map((font) => font.family)])];
  };
  return { ...style, families: extended(style.families), englishFamilies: extended(style.englishFamilies) };
}

/** Scripts of the letters that a font for a locale's script is used for in names: Japanese is written in three. */
export const scriptsOfFont = (script: string): string[] =>
  script === 'Jpan' ? ['Hira', 'Kana'] : script === 'Aran' ? [] : [shapingScript(script)];

/** The colours of a style follow from its template and the inks: the template has not changed where they alone have. */
const withoutInk = (style: Style): Partial<Style> => ({
  ...style,
  accent: undefined,
  numeral: undefined,
  fixed: undefined,
  band: undefined,
});

/** Left out wherever it stands: the code follows from all the rest, links are not printed, the label is a cause of its own. */
const ASIDE: ReadonlySet<string> = new Set(['code', 'href', 'unionLabel']);

/** A picture by its digest. */
const labelCause = ({ picture, ...place }: UnionLabel): unknown => [place, picture?.digest];

function causesOf(
  flyer: Flyer,
  imprint: BlockOf<'imprint'> | undefined,
  {
    template,
    fonts,
    ink,
  }: { readonly template: unknown; readonly fonts: readonly string[]; readonly ink: unknown },
  digest: World['digest'],
): DesignCauses {
  const of = (...values: unknown[]): string =>
    digest(JSON.stringify(values, (name, value) => (ASIDE.has(name) ? undefined : value)));
  const wording = flyer.sides.map(({ blocks }) => blocks.filter((block) => block !== imprint));
  return {
    text: of(wording, imprint?.newest, imprint?.from, flyer.publication, flyer.edition, flyer.layer),
    address: of(imprint?.address),
    imprint: of(
      imprint?.name,
      imprint?.details,
      ...(imprint?.message ? [imprint.message] : []),
      ...(imprint?.hotlines ?? []),
    ),
    logo: of(imprint?.logo?.digest),
    template: of(template),
    fonts: of(fonts),
    ink: of(ink),
  };
}

/** @throws KyrError for text that does not fit or has no glyph */
export function design(
  room: PressRoom,
  composed: Composed,
): { design: Design; warnings: readonly Diagnostic[] } {
  const { flyer, style, englishStyle, key, request } = composed;
  const result = layOut({ flyer, style, englishStyle, book: room.book(), key, sizeName: request.size });
  return { design: result.design, warnings: failOnErrors(result.diagnostics) };
}

const require = createRequire(import.meta.url);
export const VERSION: string = (require('../../package.json') as { version: string }).version;
/** Name and version of the tool, as they go into keys and PDFs. */
export const TOOL = `kyr ${VERSION}`;

/** The subsetter is a second wasm file in harfbuzzjs, read when the first font is cut. */
const subsetWasm = (): Uint8Array => readFileSync(require.resolve('harfbuzzjs/dist/harfbuzz-subset.wasm'));
