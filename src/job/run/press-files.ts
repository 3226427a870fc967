/** The files that a press takes: 1-up, and batches of imposed sheets. */

import { addressFor } from '../../compose/address.js';
import type { CodeSeries } from '../../compose/code-series.js';
import type { PlacedCode } from '../../compose/strip-code.js';
import type { Matrix } from '../../core/geometry.js';
import type { LanguageTag } from '../../core/language.js';
import type { Frame } from '../../frame/frame.js';
import { cutAndStack, stretchIndex } from '../../impose/cut-and-stack.js';
import { type BoxedPage, type OwnUses, oneUpPage, sheetPages } from '../../impose/one-up.js';
import type { SheetPlan } from '../../impose/sheet.js';
import { codesOnSheet, sheetFrames } from '../../impose/sheet-frames.js';
import { batchSlug, numberOn, type SheetCount, type Slug, type SlugText } from '../../impose/slug.js';
import { stepAndRepeat } from '../../impose/step-and-repeat.js';
import type { Slot } from '../../layout/design.js';
import type { CompiledSet } from '../../pdf/compiled-set.js';
import { ofDesigns } from '../causes.js';
import {
  lastNumbers,
  type PieceCodes,
  type Plan,
  type PlannedBatch,
  type PlannedDesign,
  pressFilePages,
} from '../plan/plan.js';
import type { CompiledDesign, Shop } from '../shop.js';
import type { Unit } from './bench.js';
import { boxesOf, named } from './units.js';

/** The press files and batches of a plan, in this order. */
export const pressUnits = (shop: Shop, plan: Plan, designs: ReadonlyMap<string, CompiledDesign>): Unit[] => [
  ...plan.designs
    .filter((design) => design.pressFile !== undefined)
    .map((design) => pressFileUnit(shop, plan, design, designs.get(design.id)!)),
  ...plan.batches.map((batch) => batchUnit(shop, plan, plan.sheet!, batch, designs)),
];

function pressFileUnit(shop: Shop, plan: Plan, design: PlannedDesign, compiled: CompiledDesign): Unit {
  const pages = (plan.codes ? compiled.bare : compiled.pages).map(oneUpPage);
  const title = titleOf(plan, compiled.code);
  const { codes } = plan;
  const { press: profile, date } = shop;
  return {
    file: design.pressFile!,
    // How many are printed changes no byte: what was approved stays that file when more of it are ordered.
    name: design.id,
    kind: 'press',
    from: [
      profile,
      date,
      title,
      compiled.key,
      boxesOf(pages),
      ...(plan.codes ? [plan.codes, design.numbers.pieces] : []),
    ],
    causes: {
      profile,
      date,
      ...(plan.codes ? { codes: plan.codes, quantity: design.numbers.pieces } : {}),
      title: [plan.title, plan.purpose],
      boxes: boxesOf(pages),
      ...ofDesigns([{ ...design, causes: compiled.causes }]),
    },
    about: { pages: pressFilePages(plan, design), printed: design.printed },
    ...(plan.batches.length === 0 ? { pieces: design.printed } : {}),
    make: async (sink, id) =>
      shop.writePdf(
        {
          title,
          id,
          kind: 'press',
          sets: [await compiled.set()],
          pages: codes ? coded(pages, compiled, design, await openCodes(shop, codes, [design.lang])) : pages,
          ...(plan.codes ? { codes: plan.codes.draw } : {}),
        },
        sink,
      ),
  };
}

/** Every piece of a design with its own code, one after the other. */
function* coded(
  pages: readonly BoxedPage[],
  compiled: CompiledDesign,
  design: PlannedDesign,
  codes: PieceCodesOf,
): Generator<BoxedPage> {
  for (const { first, last } of design.numbers.pieces) {
    for (let piece = first; piece <= last; piece++) {
      const placed = codes(design.lang, compiled.slots, piece);
      for (const [side, page] of pages.entries())
        yield placed[side] ? withOwn(page, undefined, placed[side]) : page;
    }
  }
}

function batchUnit(
  shop: Shop,
  plan: Plan,
  sheet: SheetPlan,
  batch: PlannedBatch,
  designs: ReadonlyMap<string, CompiledDesign>,
): Unit {
  const ids = batch.designs;
  const text = slugText(plan, batch, ids, designs, shop.date);
  const title = titleOf(plan, `batch ${batch.number} of ${text.batches}`);
  const { languages, numbered, content, date } = text;
  const setSlug = () => shop.setOnce(['slug', sheet, text], (style) => batchSlug(sheet, text, style));
  return {
    file: batch.file,
    kind: 'sheets',
    from: [
      shop.press,
      shop.tool.fonts,
      title,
      sheet,
      text,
      shop.families,
      batch.pieces.map((p) => [designs.get(p.of)?.key, p.count]),
      [batch.firstSheet, batch.numbers.sheets, batch.printed],
      ...(plan.codes ? [plan.codes, batch.numbers.pieces] : []),
    ],
    causes: {
      ...(plan.codes ? { codes: plan.codes } : {}),
      profile: shop.press,
      ink: plan.ink,
      fonts: shop.tool.fonts,
      title: [plan.job, plan.title, plan.purpose],
      sheet,
      batches: [batch.number, text.batches],
      quantity: [batch.sheets, batch.pieces.map((p) => p.count), batch.firstSheet, text.count],
      // Of a static batch the content is its design code, which follows from its text.
      deliveries: [batch.pieces.map((p) => p.of), numbered ? content : ''],
      languages: [shop.families, languages],
      date,
      ...ofDesigns(named(plan, designs, ids)),
    },
    about: {
      pages: batch.pages,
      copies: batch.copies,
      sheets: batch.sheets,
      printed: batch.printed,
      ...(batch.numbers.sheets[0] ? { firstSheet: batch.numbers.sheets[0].first } : {}),
    },
    pieces: batch.printed,
    prepare: setSlug,
    async make(sink, id) {
      const slug = await setSlug();
      const sets = setsOf(
        slug.set,
        ids.map((key) => designs.get(key)!),
      );
      const tags = languages.map(({ tag }) => tag);
      const codes = plan.codes && (await openCodes(shop, plan.codes, tags));
      const pages = sheetsOf(sheet, plan, batch, designs, slug.value, codes);
      const style = plan.codes ? { codes: plan.codes.draw } : {};
      await shop.writePdf({ title, id, kind: 'sheets', sets, pages, ...style }, sink);
    },
  };
}

/** One after the other, so that only the one that is being written is in memory. */
async function* setsOf(own: CompiledSet, designs: readonly CompiledDesign[]): AsyncGenerator<CompiledSet> {
  yield own;
  for (const design of designs) yield await design.set();
}

/** Every page of every sheet of a batch, made as the writer asks for them. */
function* sheetsOf(
  sheet: SheetPlan,
  plan: Plan,
  batch: PlannedBatch,
  designs: ReadonlyMap<string, CompiledDesign>,
  slug: Slug,
  codes: PieceCodesOf | undefined,
): Generator<BoxedPage> {
  const { sides } = plan;
  const toPage = sheetPages(sheet.sheet);
  const nth = stretchIndex(batch.pieces);
  const pagesOf = (id: string): readonly Frame[] => designs.get(id)![codes ? 'bare' : 'pages'];
  const languages = languagesOf(plan);
  const firstPiece = batch.numbers.pieces[0]?.first ?? 1;
  if (batch.kind === 'static') {
    const places = batch.printed / batch.copies;
    yield* stepAndRepeat(sheet, pagesOf(nth(0)), slug, sides, places).map(toPage);
    return;
  }
  const wanted = batch.numbers.sheets;
  let next = batch.firstSheet;
  let before:
    | { readonly ids: readonly (string | undefined)[]; readonly pages: readonly BoxedPage[] }
    | undefined;
  for (const places of cutAndStack(countPieces(batch), sheet.up)) {
    const number = next++;
    // A reprint of whole sheets lays its batch out as it was, and prints some of it.
    if (!wanted.some(({ first, last }) => first <= number && number <= last)) continue;
    const ids = places.map((n) => (n === undefined ? undefined : nth(n)));
    if (!before || ids.some((id, place) => id !== before!.ids[place])) {
      // Of sheets with the same designs in the same places all but the number and codes is the same Frame.
      const pieces = ids.map((id) => (id === undefined ? undefined : pagesOf(id)));
      before = { ids, pages: sheetFrames(sheet, `sheet-${number}`, pieces, slug, sides).map(toPage) };
    }
    const shown = numberOn(slug, number);
    const placed =
      codes &&
      ids.map((id, place) =>
        id === undefined
          ? []
          : codes(languages.get(id)!, designs.get(id)!.slots, firstPiece + places[place]!),
      );
    for (const [side, page] of before.pages.entries())
      yield withOwn(page, shown, placed && codesOnSheet(sheet, placed, side === 0 ? 'front' : 'back'));
  }
}

/** Name by name: a spread of many thousand pages takes several times as long. */
const withOwn = (
  { frame, media, bleed, trim }: BoxedPage,
  own: OwnUses | undefined,
  codes: readonly PlacedCode[] | undefined,
): BoxedPage => ({ frame, media, bleed, trim, own, codes });

/** The codes of a piece by side, in its own coordinates. */
type PieceCodesOf = (
  lang: LanguageTag,
  slots: readonly Slot[],
  piece: number,
) => readonly (readonly PlacedCode[] | undefined)[];

/** Codes of single pieces in some languages, each with the number of its piece in the run. */
async function openCodes(
  shop: Shop,
  { address }: PieceCodes,
  langs: readonly LanguageTag[],
): Promise<PieceCodesOf> {
  const series = new Map<LanguageTag, CodeSeries>();
  for (const lang of langs) series.set(lang, await shop.codes(addressFor(address, lang)));
  const places = new WeakMap<Slot, Matrix>();
  return (lang, slots, piece) => {
    const code = series.get(lang)!.code(piece);
    const sides: PlacedCode[][] = [];
    for (const slot of slots) {
      const matrix = places.get(slot) ?? placeOf(slot);
      places.set(slot, matrix);
      sides[slot.side] ??= [];
      sides[slot.side]!.push({ code, matrix });
    }
    return sides;
  };
}

const languagesOf = (plan: Plan): ReadonlyMap<string, LanguageTag> =>
  new Map(plan.designs.map((d) => [d.id, d.lang]));

/** Takes the unit square to a slot. */
const placeOf = ({ box }: Slot): Matrix => [box.width, 0, 0, box.height, box.x, box.y];

const countPieces = (batch: PlannedBatch): number => batch.pieces.reduce((n, p) => n + p.count, 0);

function slugText(
  plan: Plan,
  batch: PlannedBatch,
  ids: readonly string[],
  designs: ReadonlyMap<string, CompiledDesign>,
  date: string,
): SlugText {
  const tags = new Set(plan.designs.filter((d) => ids.includes(d.id)).map((d) => d.lang));
  const compiled = ids.map((id) => designs.get(id)!);
  const deliveries = plan.congregations
    .filter((c) => c.lines.some((l) => ids.includes(l.design)))
    .map((c) => c.delivery);
  const first = deliveries[0];
  const last = deliveries.at(-1);
  return {
    job: plan.job,
    purpose: plan.purpose,
    batch: batch.number,
    batches: plan.reprint?.whole ? plan.reprint.run.batches : lastNumbers(plan).batch,
    copies: batch.copies,
    numbered: batch.kind === 'cut-and-stack',
    count: countSheets(plan, batch),
    ...(plan.reprint ? { reprint: plan.reprint.words } : {}),
    languages: plan.languages.filter((l) => tags.has(l.tag)),
    content:
      batch.kind === 'static'
        ? compiled[0]!.code
        : `${deliveryWords(first, last)}${ids.length} ${ids.length === 1 ? 'design' : 'designs'}`,
    version: [...new Set(compiled.map((c) => c.version))].join(', '),
    date,
    marks: plan.marks,
  };
}

/** `deliveries 3 to 9, `; nothing for pieces that differ in their codes alone. */
const deliveryWords = (first: number | undefined, last: number | undefined): string =>
  first === undefined ? '' : first === last ? `delivery ${first}, ` : `deliveries ${first} to ${last}, `;

/** Numbers of the run, but on the sheets that a reprint of pieces has to itself. */
function countSheets(plan: Plan, batch: PlannedBatch): SheetCount {
  const { reprint } = plan;
  const own = reprint !== undefined && !reprint.whole;
  const sheets = reprint?.whole ? Math.ceil(countPieces(batch) / plan.up) : batch.sheets;
  return {
    word: own ? 'reprint sheet' : 'sheet',
    first: batch.firstSheet,
    last: batch.firstSheet + sheets - 1,
    of: reprint?.whole ? reprint.run.sheets : lastNumbers(plan).sheet,
  };
}

/** What a press file calls itself in the queue of a RIP. */
const titleOf = (plan: Plan, what: string): string =>
  `${plan.purpose === 'draft' ? 'DRAFT ' : ''}${plan.reprint ? 'REPRINT ' : ''}${plan.title}, ${what}`;
