/**
 * From a room and a request (language, organisation, size, ink) to a flyer, its design and its pages, through compose and
 * layout. The key of a design is computed here, from everything it depends on.
 */

import { addressFor, checkAddress } from '../compose/address.js';
import { composeFlyer } from '../compose/compose-flyer.js';
import { type BlockOf, type Flyer, findBlock, type UnionLabel } from '../compose/flyer.js';
import { qrFrame } from '../compose/qr.js';
import { serialAddress } from '../compose/serial.js';
import { type Diagnostic, failOnErrors } from '../core/diagnostic.js';
import { type Cmyk, FOUR_COLOURS, type InkMode, takesOwnAccent } from '../core/ink.js';
import type { LanguageTag } from '../core/language.js';
import { keepRecent, type Recent } from '../core/recent.js';
import type { Pt } from '../core/units.js';
import type { World } from '../core/world.js';
import type { Frame } from '../frame/frame.js';
import type { DesignCauses } from '../job/shop.js';
import { type Design, fillSlots } from '../layout/design.js';
import { layOut } from '../layout/lay-out.js';
import { resolveStyle, type Style } from '../layout/style.js';
import type { LoadedOrganisation } from '../load/organisation.js';
import { loadTemplate } from '../load/templates.js';
import type { LocaleMeta } from '../schema/locale.js';
import { scriptOf, shapingScript } from '../text/scripts.js';
import type { FontEntry } from '../text/types.js';
import { chooseSize, type PressRoom, refuseLostLines } from './press-room.js';
import { TOOL } from './tool.js';

export interface DesignRequest {
  readonly lang: LanguageTag;
  readonly size: string;
  /** Sides of paper, unless it is to be pictures for a phone, which have a template of their own. */
  readonly medium?: 'phone';
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
      ...(request.medium ? { medium: request.medium } : {}),
      ...(request.organisation ? { organisation: request.organisation } : {}),
      ...(request.approvedOn !== undefined ? { approvedOn: request.approvedOn } : {}),
      ...(request.released ? { released: true } : {}),
      ...(request.unionLabel ? { unionLabel: request.unionLabel } : {}),
    },
    room.world.digest,
  );
  failOnErrors([...checkAddress(request.address), ...diagnostics]);
  const imprint = findBlock(flyer, 'imprint');
  const letters = [imprint, findBlock(flyer, 'giver')]
    .flatMap((block) =>
      block
        ? [...block.name, ...block.details.flat(), ...(block.message ?? []), ...(block.hotlines ?? []).flat()]
        : [],
    )
    .map(({ text }) => text)
    .join('');
  const accent = request.organisation?.accent;
  const styleOf = (meta: LocaleMeta): Style =>
    withLettersOf(letters, room, styleFor(room, meta, { ...request, ...(accent ? { accent } : {}) }));
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
      accent,
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

/**
 * Styles of a room by what they are resolved from: a run of 1,500 designs asks 3,000 times, for a few. The same style is
 * the same object, so that layout sees it (layout/remember.ts).
 */
const styles = new WeakMap<PressRoom, Recent<Style>>();

/** Of a few sizes in every language, and of congregations with an accent of their own. */
const MOST_STYLES = 256;

function rememberStyle(room: PressRoom, from: readonly unknown[], resolve: () => Style): Style {
  const known = styles.get(room) ?? keepRecent<Style>(MOST_STYLES);
  styles.set(room, known);
  const name = JSON.stringify(from);
  const style = known.get(name) ?? resolve();
  known.set(name, style);
  return style;
}

/**
 * @param request `accent`: in place of the template's, where the inks leave room for one
 * @throws KyrError where a template is missing, or a part of it
 */
export function styleFor(
  room: PressRoom,
  locale: Pick<LocaleMeta, 'script' | 'tag'>,
  request: Pick<DesignRequest, 'medium' | 'size' | 'bleed' | 'safe' | 'ink'> & { readonly accent?: Cmyk },
): Style {
  const layout = request.medium ?? room.content.edition.layout;
  const size = request.medium ?? request.size;
  const { accent, ink = FOUR_COLOURS, bleed, safe } = request;
  const want = { layout, size, script: locale.script, lang: locale.tag };
  return rememberStyle(room, [want, accent, ink, bleed, safe], () => {
    const template = loadTemplate(room.world, want);
    return resolveStyle(
      accent && takesOwnAccent(ink) ? { ...template, accent } : template,
      `${layout} in ${size} for ${locale.script}`,
      { ...(bleed === undefined ? {} : { bleed }), ...(safe === undefined ? {} : { safe }) },
      ink,
    );
  });
}

/**
 * A congregation may have its name in one script alone, and give its flyers out in any language: families for those
 * of its letters that the template has no font for come last.
 */
function withLettersOf(text: string, room: PressRoom, style: Style): Style {
  const letters = [...new Set([...text].map(scriptOf))];
  const writes = (font: FontEntry, letter: string): boolean =>
    font.scripts.some((script) => scriptsOfFont(script).includes(letter));
  const extended = (families: readonly string[]): string[] => {
    const own = room.fonts.filter((font) => families.includes(font.family));
    const lacking = letters.filter((letter) => !own.some((font) => writes(font, letter)));
    const more = room.fonts.filter((font) => lacking.some((letter) => writes(font, letter)));
    return [...new Set([...families, ...more.map((font) => font.family)])];
  };
  return rememberStyle(room, [style, [...letters].sort()], () => ({
    ...style,
    families: extended(style.families),
    englishFamilies: extended(style.englishFamilies),
  }));
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
    accent,
  }: {
    readonly template: unknown;
    readonly fonts: readonly string[];
    readonly ink: unknown;
    readonly accent: Cmyk | undefined;
  },
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
    accent: of(accent),
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
  const result = layOut({
    flyer,
    style,
    englishStyle,
    book: room.book(),
    key,
    sizeName: request.medium ?? request.size,
  });
  return { design: result.design, warnings: failOnErrors(result.diagnostics) };
}

/**
 * The pages of a flyer with every slot filled, front first. Of a flyer whose pieces have codes of their own it is the code
 * of piece 0, drawn as theirs are.
 * @throws KyrError as `design`
 */
export function setPages(
  room: PressRoom,
  composed: Composed,
): { design: Design; pages: readonly Frame[]; warnings: readonly Diagnostic[] } {
  const made = design(room, composed);
  const { address, code } = composed;
  const pages = fillSlots(made.design, { qr: code ?? address }, (slot, value) =>
    qrFrame(value, slot.box.width, code === undefined ? 'mixed' : 'bytes'),
  );
  return { ...made, pages };
}

/** A flyer as a draft, which has the most on it, with no congregation: what checks, previews and proofs look at. */
export const composeDraft = (room: PressRoom, lang: LanguageTag, size = chooseSize(room)): Composed =>
  compose(room, { lang, size, draft: true, address: room.content.publication.value.address });
