/**
 * What stands on a press sheet around the pieces: crop marks, registration marks, a colour bar.
 *
 * Promises: crop and registration marks are in every ink on press (Separation /All, or one ink on the other), lines of 0.25 pt, outside the grid
 * only, so that none lies in anybody's trim or bleed, interior gutters included. `findMarkFaults` checks it on
 * the finished Frame. Fronts and backs carry the same marks, since the grid stands in the middle.
 * Does not: draw fold marks or measure colour; the bar is for eyes and a densitometer.
 */
import { type Color, REGISTRATION } from '../core/color.js';
import { apply, applyToBox, type Box, box, contains, NO_INSETS, overlaps, point } from '../core/geometry.js';
import { pt } from '../core/units.js';
import { type Frame, type Item, runWidth, type Segment, type Stroke } from '../frame/frame.js';
import { circlePath, linePath, rectPath } from '../frame/path.js';
import { walk } from '../frame/walk.js';
import { planCuts } from './cuts.js';
import { bleedBox, MARK_GAP, type SheetPlan } from './sheet.js';

const REGISTRATION_REACH = 6;
const PATCH = 12;

/**
 * The marks of one sheet plan, as one Frame that every sheet uses.
 * @param inks drawn one above the other (core/ink.ts, markColors)
 */
export function marksFrame(plan: SheetPlan, inks: readonly Color[] = [REGISTRATION]): Frame {
  const strokes = inks.map((color): Stroke => ({ color, width: pt(0.25) }));
  return {
    id: 'sheet-marks',
    size: plan.sheet,
    bleed: NO_INSETS,
    items: [
      {
        kind: 'mark',
        role: 'Artifact',
        items: [
          ...strokes.flatMap((stroke) => [...cropMarks(plan, stroke), ...registrationMarks(plan, stroke)]),
          ...colourBar(plan, inks),
        ],
      },
    ],
  };
}

function cropMarks(plan: SheetPlan, stroke: Stroke): Item[] {
  const { grid, markLength } = plan;
  const right = grid.x + grid.width;
  const bottom = grid.y + grid.height;
  const near = MARK_GAP;
  const far = MARK_GAP + markLength;
  const line = (x1: number, y1: number, x2: number, y2: number): Item => ({
    kind: 'path',
    path: linePath(x1, y1, x2, y2),
    stroke,
  });
  const { upright: xs, level: ys } = planCuts(plan);
  return [
    ...xs.flatMap((x) => [line(x, grid.y - far, x, grid.y - near), line(x, bottom + near, x, bottom + far)]),
    ...ys.flatMap((y) => [line(grid.x - far, y, grid.x - near, y), line(right + near, y, right + far, y)]),
  ];
}

/** Two on the left and two on the right, each beside the middle of a row, where no crop mark stands. */
function registrationMarks(plan: SheetPlan, stroke: Stroke): Item[] {
  const { grid, cells, sheet } = plan;
  if (grid.x - plan.edge < MARK_GAP + 2 * REGISTRATION_REACH) return [];
  const first = cells[0]!.front;
  const last = cells.at(-1)!.front;
  if (first.height < 4 * REGISTRATION_REACH) return [];
  const out = MARK_GAP + REGISTRATION_REACH;
  const ys = new Set([first.y + first.height / 2, last.y + last.height / 2]);
  return [...ys].flatMap((y) =>
    [grid.x - out, sheet.width - grid.x + out].flatMap((x): Item[] => [
      { kind: 'path', path: circlePath(x, y, REGISTRATION_REACH * 0.6), stroke },
      { kind: 'path', path: linePath(x - REGISTRATION_REACH, y, x + REGISTRATION_REACH, y), stroke },
      { kind: 'path', path: linePath(x, y - REGISTRATION_REACH, x, y + REGISTRATION_REACH), stroke },
    ]),
  );
}

const ink = (c: number, m: number, y: number, k: number): Color => ({ kind: 'cmyk', c, m, y, k });
/** The four inks, their overprints in twos, a grey in three inks and one in black, to compare. */
const PROCESS_PATCHES: readonly Color[] = [
  ink(100, 0, 0, 0),
  ink(0, 100, 0, 0),
  ink(0, 0, 100, 0),
  { kind: 'k', k: 100 },
  ink(0, 100, 100, 0),
  ink(100, 0, 100, 0),
  ink(100, 100, 0, 0),
  ink(50, 40, 40, 0),
  { kind: 'k', k: 50 },
];

/** The process inks where registration is in all of them; else each ink that is on press, solid and at half. */
function patchesOf(inks: readonly Color[]): readonly Color[] {
  if (inks.some(({ kind }) => kind === 'all')) return PROCESS_PATCHES;
  return inks.flatMap((ink) => [ink, halved(ink)]);
}

function halved(ink: Color): Color {
  switch (ink.kind) {
    case 'k':
      return { kind: 'k', k: ink.k / 2 };
    case 'cmyk':
      return { kind: 'cmyk', c: ink.c / 2, m: ink.m / 2, y: ink.y / 2, k: ink.k / 2 };
    case 'spot':
    case 'all':
      return { ...ink, tint: ink.tint / 2 };
  }
}

/** Between the first column's crop marks, below the grid and above the gripper; left out if there is no room. */
function colourBar(plan: SheetPlan, inks: readonly Color[]): Item[] {
  const patches = patchesOf(inks);
  const { grid, cells, sheet } = plan;
  const first = cells[0]!.front;
  const top = grid.y + grid.height + MARK_GAP;
  const patch = Math.min(PATCH, sheet.height - plan.gripper - top);
  const left = first.x + 9;
  if (patch < 6 || patches.length * patch > first.width - 18) return [];
  return patches.map((color, i) => ({
    kind: 'path',
    path: rectPath(box(left + i * patch, top, patch, patch)),
    fill: color,
  }));
}

/**
 * What is wrong with a Frame of marks or slug: ink in a trim or a bleed of either side, in the gripper, or off
 * the sheet. One sentence a fault; empty if all is well.
 */
export function findMarkFaults(plan: SheetPlan, frame: Frame): string[] {
  const faults: string[] = [];
  const printable = box(0, 0, plan.sheet.width, plan.sheet.height - plan.gripper);
  for (const { item, matrix } of walk(frame)) {
    const inked = inkBox(item);
    if (!inked) continue;
    const on = applyToBox(matrix, inked);
    const what = `${item.kind} at ${on.x.toFixed(2)},${on.y.toFixed(2)}`;
    if (!contains(printable, on)) faults.push(`${what} reaches into the gripper or off the sheet`);
    for (const cell of plan.cells)
      for (const side of ['front', 'back'] as const)
        if (overlaps(on, bleedBox(plan, cell[side])))
          faults.push(`${what} inks the bleed of position ${cell.position} on the ${side}`);
  }
  return faults;
}

/** The box of an item's ink in its own coordinates; undefined for what only holds other items. */
function inkBox(item: Item): Box | undefined {
  if (item.kind === 'path') {
    const reach = item.stroke ? item.stroke.width / 2 : 0;
    const points = item.path.flatMap((s) => segmentPoints(s));
    const xs = points.map((p) => p[0]);
    const ys = points.map((p) => p[1]);
    const left = Math.min(...xs) - reach;
    const top = Math.min(...ys) - reach;
    return box(left, top, Math.max(...xs) + reach - left, Math.max(...ys) + reach - top);
  }
  if (item.kind === 'glyphs')
    return box(item.at.x, item.at.y - item.run.size, runWidth(item.run), item.run.size * 1.3);
  if (item.kind === 'image') {
    const corner = apply(item.matrix, point(0, 0));
    const opposite = apply(item.matrix, point(1, 1));
    return box(
      Math.min(corner.x, opposite.x),
      Math.min(corner.y, opposite.y),
      Math.abs(opposite.x - corner.x),
      Math.abs(opposite.y - corner.y),
    );
  }
  return undefined;
}

/** End and control points: a curve lies inside their hull. */
function segmentPoints(s: Segment): [number, number][] {
  switch (s[0]) {
    case 'M':
    case 'L':
      return [[s[1], s[2]]];
    case 'C':
      return [
        [s[1], s[2]],
        [s[3], s[4]],
        [s[5], s[6]],
      ];
    case 'Z':
      return [];
  }
}
