/**
 * The plates that a press would burn, by ghostscript: text on black alone, colour where the design has its accent
 * and nowhere else; on sheets, marks in all four inks outside every bleed and each piece exactly in its place.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Color } from '../../src/core/color.js';
import type { Frame, Item } from '../../src/frame/frame.js';
import {
  beyond,
  cut,
  INKS,
  type Ink,
  inked,
  mostInkOver,
  near,
  type Plate,
  type Plates,
  separate,
  widen,
} from './plates.js';
import { each, hear, inScratch } from './programs.js';
import { inRun, layPages, plainDesigns, theRun, writeFrames } from './the-run.js';

const run = await theRun();
const { plan } = run.order;
const COLOURS = ['Cyan', 'Magenta', 'Yellow'] as const;
const PPI = 150;

type Keep = (color: Color | undefined) => boolean;

/** The Frame with only those items that are painted in an ink that `keep` wants. */
const only = (frame: Frame, keep: Keep): Frame => ({
  ...frame,
  items: frame.items.flatMap((item) => pick(item, keep)),
});

function pick(item: Item, keep: Keep): Item[] {
  switch (item.kind) {
    case 'glyphs':
      return keep(item.run.color) ? [item] : [];
    case 'path': {
      const { fill, stroke, ...rest } = item;
      const kept: Item = {
        ...rest,
        ...(fill && keep(fill) ? { fill } : {}),
        ...(stroke && keep(stroke.color) ? { stroke } : {}),
      };
      return keep(fill) || keep(stroke?.color) ? [kept] : [];
    }
    case 'mark':
    case 'group':
      return [{ ...item, items: item.items.flatMap((inner) => pick(inner, keep)) }];
    case 'use':
      return [{ ...item, frame: { ...only(item.frame, keep), id: `${item.frame.id}-only` } }];
    case 'image':
      throw new Error('no flyer without an organisation has a picture');
  }
}

const isAccent: Keep = (color) => color !== undefined && color.kind !== 'k';
/** Paper too: the signs are black with white cut into them. */
const isBlack: Keep = (color) => color?.kind === 'k';

interface Compared {
  readonly file: string;
  readonly press: readonly Plates[];
  readonly accent: readonly Plates[];
  readonly black: readonly Plates[];
  /** Ghostscript's inkcov: share of the page with ink, CMYK, per page. */
  readonly coverage: readonly number[][];
  readonly accentCoverage: readonly number[][];
}

let compared: Promise<readonly Compared[]> | undefined;

/** The press file of each language beside two drawings of the same Frames: only the accent, only the black. */
function compare(): Promise<readonly Compared[]> {
  compared ??= each(plainDesigns(run), (ordered) =>
    inScratch(async (folder) => {
      const pages = layPages(run, ordered);
      const draw = async (name: string, keep: Keep): Promise<string> => {
        const path = join(folder, `${name}.pdf`);
        writeFileSync(
          path,
          await writeFrames(
            run,
            pages.map((page) => only(page, keep)),
          ),
        );
        return path;
      };
      const accentFile = await draw('accent', isAccent);
      const blackFile = await draw('black', isBlack);
      const file = inRun(ordered.file);
      return {
        file: ordered.file,
        press: await separate(file, PPI),
        accent: await separate(accentFile, PPI),
        black: await separate(blackFile, PPI),
        coverage: await coverage(file),
        accentCoverage: await coverage(accentFile),
      };
    }),
  );
  return compared;
}

async function coverage(path: string): Promise<number[][]> {
  const { out } = await hear('gs', ['-q', '-dNOPAUSE', '-dBATCH', '-sDEVICE=inkcov', '-o', '-', path]);
  return [...out.matchAll(/^ *([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) +CMYK OK$/gm)].map((line) =>
    line.slice(1).map(Number),
  );
}

test('cyan, magenta and yellow are inked only where the accent is', async () => {
  for (const { file, press, accent } of await compare())
    for (const [page, plates] of press.entries())
      for (const ink of COLOURS) {
        const allowed = accent[page]![ink];
        expect(beyond(plates[ink], widen(allowed)), `${file} page ${page + 1} ${ink}`).toEqual([]);
        // And the accent is there: what is missing are the white letters of the tab and the mouth of the box.
        expect(inked(plates[ink]) / inked(allowed), `${file} page ${page + 1} ${ink}`).toBeGreaterThan(0.8);
      }
});

test('all that is black is whole on the black plate, and nothing else but the accent is there', async () => {
  for (const { file, press, accent, black } of await compare())
    for (const [page, plates] of press.entries()) {
      const where = `${file} page ${page + 1}`;
      const wanted = black[page]!.Black;
      expect(inked(wanted), where).toBeGreaterThan(20_000);
      expect(beyond(wanted, plates.Black), where).toEqual([]);
      const both = { ...wanted, ink: wanted.ink.map((ink, i) => Math.max(ink, accent[page]!.Black.ink[i]!)) };
      expect(beyond(plates.Black, widen(both)), where).toEqual([]);
      for (const ink of COLOURS) expect(inked(black[page]![ink]), where).toBe(0);
    }
});

test('no pixel of black text has another ink beneath it', async () => {
  for (const { file, press, black } of await compare())
    for (const [page, plates] of press.entries()) {
      const text = black[page]!.Black.ink;
      for (const ink of COLOURS) {
        const both = plates[ink].ink.reduce((n, value, i) => n + (value > 0 && text[i]! > 0 ? 1 : 0), 0);
        // Half pixels where a letter's edge meets the rule or the box.
        expect(both, `${file} page ${page + 1} ${ink}`).toBeLessThan(20);
      }
    }
});

test('no area of a page has more than the 300 % of its profile, after all that lies on what', async () => {
  for (const { file, press } of await compare())
    for (const [page, plates] of press.entries()) {
      // Four pixels at 150 ppi are 0.7 mm.
      const most = mostInkOver(Object.values(plates), 4);
      expect(most, `${file} page ${page + 1}`).toBeLessThanOrEqual(300);
      expect(most, `${file} page ${page + 1}`).toBeGreaterThan(190);
    }
});

test('inkcov agrees: colour covers no more than the accent, and less than black', async () => {
  for (const { file, coverage: found, accentCoverage } of await compare()) {
    expect(found, file).toHaveLength(2);
    for (const [page, [c, m, y, k]] of found.entries()) {
      const [ac, am, ay] = accentCoverage[page]!;
      for (const [ink, limit] of [
        [c, ac],
        [m, am],
        [y, ay],
      ] as const) {
        expect(ink, file).toBeGreaterThan(0);
        expect(ink!, file).toBeLessThanOrEqual(limit! + 0.0002);
      }
      expect(k!, file).toBeGreaterThan(c!);
      expect(k!, file).toBeLessThan(0.3);
    }
  }
});

// ---- sheets: two pixels a point, so that every cell starts on a whole pixel ----

const SHEET_PPI = 144;
const SCALE = SHEET_PPI / 72;

/** Sheets to look at: of every static batch the one, of every mixed batch the first, one in the middle, the last. */
const sampled = plan.batches.flatMap((batch) =>
  (batch.kind === 'static' ? [0] : [0, Math.floor(batch.sheets / 2), batch.sheets - 1]).map((sheet) => ({
    batch,
    sheet,
  })),
);

/** The design at a position, counted out: position p of sheet s holds piece p × sheets + s of the batch. */
function designAt({ batch, sheet }: (typeof sampled)[number], position: number): string | undefined {
  if (batch.kind === 'static') return batch.pieces[0]!.of;
  let left = position * batch.sheets + sheet;
  for (const { of, count } of batch.pieces) {
    if (left < count) return of;
    left -= count;
  }
  return undefined;
}

/** Cells by hand: two columns and two rows of half letter with 9 pt of bleed, in the middle of 13 × 19 in. */
const CELLS = [0, 1].flatMap((row) =>
  [0, 1].map((column) => ({ column, x: 54 + column * 414, y: 54 + row * 630 })),
);

test('cells of the plan are those counted by hand', () => {
  expect(plan.sheet!.cells.map(({ front }) => [front.x, front.y, front.width, front.height])).toEqual(
    CELLS.map(({ x, y }) => [x + 9, y + 9, 396, 612]),
  );
  expect(plan.sheet!.cells.map(({ back }) => [back.x, back.y])).toEqual(
    CELLS.map(({ column, y }) => [54 + (1 - column) * 414 + 9, y + 9]),
  );
});

/** Of what is left when edges have fallen to the other side in another corner of the sheet. A mark has far more. */
const HAIR = 9;

const pieces = new Map<string, Promise<Plates[]>>();
function pieceOf(id: string): Promise<Plates[]> {
  const known = pieces.get(id) ?? separate(inRun(run.designs.find((d) => d.plan.id === id)!.file), SHEET_PPI);
  pieces.set(id, known);
  return known;
}

test('in every cell lies its piece with its bleed, on all four plates: no mark inks it', async () => {
  let compared = 0;
  await each(sampled, async (sample) => {
    const sheet = await separate(inRun(sample.batch.file), SHEET_PPI, sample.sheet * 2 + 1);
    for (const side of [0, 1] as const)
      for (const [position, { column, x, y }] of CELLS.entries()) {
        const id = designAt(sample, position);
        const left = side === 0 ? x : 54 + (1 - column) * 414;
        const piece = id === undefined ? undefined : (await pieceOf(id))[side]!;
        for (const ink of INKS) {
          const found = cut(sheet[side]![ink], left * SCALE, y * SCALE, 414 * SCALE, 630 * SCALE);
          const where = `${sample.batch.file} sheet ${sample.sheet + 1} side ${side + 1} position ${position} ${ink}`;
          if (piece) expect(differing(found, piece[ink]), `${where}: ${id}`).toBeLessThan(HAIR);
          else expect(inked(found), where).toBe(0);
          compared++;
        }
      }
  });
  expect(compared).toBe(sampled.length * 2 * 4 * 4);
});

/** Pixels whose ink is found nowhere next to them on the other plate: edges may fall to the other side, marks not. */
function differing(a: Plate, b: Plate): number {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  const near = (plate: Plate, x: number, y: number, ink: number): boolean => {
    for (let v = Math.max(0, y - 1); v <= Math.min(plate.height - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(plate.width - 1, x + 1); u++)
        if (plate.ink[v * plate.width + u] === ink) return true;
    return false;
  };
  let count = 0;
  a.ink.forEach((ink, i) => {
    const other = b.ink[i]!;
    if (ink === other) return;
    const [x, y] = [i % a.width, Math.floor(i / a.width)];
    if (!near(b, x, y, ink) || !near(a, x, y, other)) count++;
  });
  return count;
}

test('crop and registration marks are solid on all four plates, and the gripper is white', async () => {
  const { markLength } = plan.sheet!;
  const firstOfKind = sampled.filter(
    ({ batch }) =>
      batch.kind !== 'static' || plan.batches.find((b) => b.pieces[0]!.of === batch.pieces[0]!.of) === batch,
  );
  const mixed = plan.batches.filter((batch) => batch.kind !== 'static').length;
  expect(mixed).toBeGreaterThan(1);
  expect(firstOfKind.length).toBe(plan.languages.length + 3 * mixed);
  await each(firstOfKind, async (sample) => {
    const sheet = await separate(inRun(sample.batch.file), SHEET_PPI, sample.sheet * 2 + 1);
    for (const [side, plates] of sheet.entries()) {
      const where = `${sample.batch.file} sheet ${sample.sheet + 1} side ${side + 1}`;
      const marks = [
        ...[63, 459, 477, 873].flatMap((x) => [54, 1314].map((y) => [x, y, 0, y === 54 ? -1 : 1] as const)),
        ...[63, 675, 693, 1305].flatMap((y) => [54, 882].map((x) => [x, y, x === 54 ? -1 : 1, 0] as const)),
      ];
      // A third and two thirds along each mark, which starts 3 pt outside the bleed.
      for (const [x, y, dx, dy] of marks)
        for (const share of [1 / 3, 2 / 3])
          for (const ink of INKS) {
            const out = 3 + markLength * share;
            expect(
              near(plates[ink], (x + dx * out) * SCALE, (y + dy * out) * SCALE),
              `${where} ${x},${y} ${ink}`,
            ).toBe(255);
          }
      // Registration marks stand beside the middle of each row.
      for (const y of [54 + 315, 54 + 945])
        for (const x of [54 - 9, 882 + 9])
          for (const ink of INKS)
            expect(near(plates[ink], x * SCALE, y * SCALE), `${where} ${ink}`).toBe(255);
      for (const ink of INKS) {
        const { width, height } = plates[ink];
        const gripper = 27 * SCALE;
        expect(inked(cut(plates[ink], 0, height - gripper, width, gripper)), `${where} gripper`).toBe(0);
      }
      // The slug is text: on black alone.
      const top = (ink: Ink): number =>
        inked(cut(plates[ink], 110, 9 * SCALE, 936 * SCALE - 220, 16 * SCALE));
      expect(top('Black'), where).toBeGreaterThan(500);
      for (const ink of COLOURS) expect(top(ink), `${where} slug ${ink}`).toBe(0);
    }
  });
});
