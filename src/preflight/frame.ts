/**
 * Checks a Frame before it is written: what a print shop would send back (press.md section 2). It sees ink as it
 * will lie on paper: through matrices, clips and used Frames. Everything found is returned together (KYR701).
 *
 * Check a design's sides with their safety; check a press sheet with `safety: 0`, since the text of its flyers
 * has been measured against their own trim. Ink of pictures is what was measured when they were separated, and black
 * that overprints one adds to it. Not seen here: black that overprints shapes; the file on disk is asked for that.
 */
import { isPaper, isSolidBlack, totalInk } from '../core/color.js';
import type { Diagnostic, Level } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import {
  apply,
  applyToBox,
  type Box,
  box,
  concat,
  contains,
  IDENTITY,
  type Matrix,
  outset,
  overlaps,
  point,
} from '../core/geometry.js';
import { formatInches, type Pt, pt, trimNumber } from '../core/units.js';
import type { Frame, GlyphsItem, ImageItem, Item, PathItem, Segment } from '../frame/frame.js';
import { runInk } from '../text/run-ink.js';
import type { FontBook } from '../text/types.js';

export interface FrameRules {
  /** Text in anything but solid black or paper must be at least this large. */
  readonly colouredText: Pt;
  /** Paper-white text on ink: below the first an error, below the second a warning. */
  readonly reversedText: Pt;
  readonly reversedTextWarning: Pt;
  readonly blackText: Pt;
  readonly stroke: Pt;
  /** Total ink in percent. */
  readonly ink: number;
  /** How far text stays inside the trim. */
  readonly safety: Pt;
  /** Pixels an inch at the size printed: below the first an error, below the second a warning. */
  readonly ppi: number;
  readonly ppiWarning: number;
}

/** press.md section 2. */
export const FRAME_RULES: FrameRules = {
  colouredText: pt(14),
  reversedText: pt(8),
  reversedTextWarning: pt(12),
  blackText: pt(6),
  stroke: pt(0.25),
  ink: 300,
  safety: pt(9),
  ppi: 150,
  ppiWarning: 225,
};

export interface FrameCheck {
  /** For the real ink of glyphs. */
  readonly book: Pick<FontBook, 'font'>;
  /** Where the shop differs from FRAME_RULES. */
  readonly rules?: Partial<FrameRules>;
}

/** Points: what rounding in a layout may leave. */
const SLACK = 0.01;

/** All findings, in painting order; the same finding in a Frame that is used many times is told once. */
export function checkFrame(frame: Frame, { book, rules: own }: FrameCheck): Diagnostic[] {
  const rules = { ...FRAME_RULES, ...own };
  const trim = box(0, 0, frame.size.width, frame.size.height);
  const bleed = outset(trim, frame.bleed);
  const safe = outset(trim, {
    top: pt(-rules.safety),
    right: pt(-rules.safety),
    bottom: pt(-rules.safety),
    left: pt(-rules.safety),
  });
  const found = new Map<string, Diagnostic>();
  const report = (level: Level, message: string, hint: string): void => {
    if (!found.has(message))
      found.set(message, { code: CODE.preflight, level, message, hint, at: { design: frame.id } });
  };

  const checkInk = (color: PathItem['fill'], what: string): void => {
    // Registration marks are meant to carry every ink.
    if (!color || color.kind === 'all' || totalInk(color) <= rules.ink) return;
    report(
      'error',
      `${what} carries ${trimNumber(totalInk(color), 1)} % ink, more than ${rules.ink} %`,
      'choose a lighter build of the colour',
    );
  };

  const pictures: { readonly place: Box; readonly ink: number }[] = [];
  /** Solid black overprints: over a picture its ink is added to what the picture has. */
  const checkOver = (place: Box, what: string): void => {
    for (const picture of pictures)
      if (picture.ink + 100 > rules.ink && overlaps(place, picture.place))
        report(
          'error',
          `${what} overprints a picture of ${trimNumber(picture.ink, 1)} % ink: together more than ${rules.ink} %`,
          'move it off the picture, or make the picture lighter',
        );
  };

  const checkInside = (ink: Box, what: string): void => {
    if (contains(bleed, ink)) return;
    report(
      'error',
      `${what} reaches past the bleed (${sides(outside(ink, bleed))})`,
      'clip it to the bleed box, or move it in',
    );
  };

  /** Ink that crosses the edge of the trim, or ends on it, shows white when the knife is off by a hair. */
  const checkReach = (ink: Box, what: string): void => {
    if (!overlaps(ink, trim)) return;
    const [at, cut, end] = [edges(ink), edges(trim), edges(bleed)];
    for (const side of SIDES) {
      const over = at[side] - cut[side];
      const needed = end[side] - cut[side];
      if (needed <= SLACK && over > -SLACK)
        report(
          'error',
          `${what} reaches the trim (${side}), and there is no bleed`,
          `keep it inside the safety of ${formatInches(rules.safety)}, or give the design a bleed`,
        );
      if (needed > SLACK && over > -SLACK && over < needed - SLACK)
        report(
          'error',
          `${what} ends ${trimNumber(needed - over, 2)} pt short of the bleed (${side})`,
          `let it reach the bleed edge, ${formatInches(needed)} past the trim, or keep it inside the trim`,
        );
    }
  };

  const checkText = ({ run, at }: GlyphsItem, matrix: Matrix, clip: Box): void => {
    const ink = runInk(run, book);
    if (!ink) return;
    const what = `text "${excerpt(run.text)}"`;
    const size = run.size * lengthScale(matrix);
    const printed = `${what} is ${trimNumber(size, 2)} pt`;
    const below = (least: number): boolean => size < least - SLACK;
    if (isPaper(run.color)) {
      const level = below(rules.reversedText) ? 'error' : 'warning';
      if (below(rules.reversedText) || below(rules.reversedTextWarning))
        report(
          level,
          `${printed} and reversed out of ink`,
          `reversed text holds from ${trimNumber(rules.reversedText, 2)} pt, well from ${trimNumber(rules.reversedTextWarning, 2)} pt`,
        );
    } else if (isSolidBlack(run.color)) {
      if (below(rules.blackText))
        report('error', printed, `no text below ${trimNumber(rules.blackText, 2)} pt`);
    } else if (below(rules.colouredText)) {
      report(
        'error',
        `${printed} and not solid black`,
        `below ${trimNumber(rules.colouredText, 2)} pt text is printed in 100 % black alone`,
      );
    }
    checkInk(run.color, what);
    const placed = intersect(
      applyToBox(matrix, box(at.x + ink.x, at.y + ink.y, ink.width, ink.height)),
      clip,
    );
    if (!placed) return;
    checkInside(placed, what);
    if (isSolidBlack(run.color)) checkOver(placed, what);
    if (!contains(safe, placed))
      report(
        'error',
        `${what} comes nearer to the trim than ${formatInches(rules.safety)} (${sides(outside(placed, safe))})`,
        'move it in, or shorten it',
      );
  };

  const checkPath = (item: PathItem, matrix: Matrix, clip: Box): void => {
    const { fill, stroke } = item;
    const shape = pathBox(item.path, matrix);
    if (!shape) return;
    const reach = stroke ? (stroke.width * lengthScale(matrix)) / 2 : 0;
    const ink = intersect(grow(shape, reach), clip);
    if (!ink) return;
    const where = `at ${trimNumber(shape.x, 1)},${trimNumber(shape.y, 1)}`;
    const what = `a shape ${where} (${trimNumber(ink.width, 1)} × ${trimNumber(ink.height, 1)} pt)`;
    if (stroke) {
      const width = stroke.width * lengthScale(matrix);
      if (width < rules.stroke - 1e-6)
        report(
          'error',
          `a line ${where} is ${trimNumber(width, 3)} pt thin`,
          `no line below ${trimNumber(rules.stroke, 2)} pt`,
        );
      checkInk(stroke.color, `a line ${where}`);
    }
    checkInk(fill, what);
    checkInside(ink, what);
    if ([fill, stroke?.color].some((color) => color && isSolidBlack(color))) checkOver(ink, what);
    if (fill && !isPaper(fill)) checkReach(ink, what);
  };

  const checkImage = ({ image, matrix: place }: ImageItem, matrix: Matrix, clip: Box): void => {
    const [a, b, c, d] = concat(place, matrix);
    const ppi = Math.min(
      (image.pixelWidth * 72) / Math.hypot(a, b),
      (image.pixelHeight * 72) / Math.hypot(c, d),
    );
    const what = `picture ${image.digest.slice(0, 12)}`;
    if (ppi < rules.ppiWarning - 0.5)
      report(
        ppi < rules.ppi - 0.5 ? 'error' : 'warning',
        `${what} has ${Math.round(ppi)} pixels an inch`,
        `use ${rules.ppiWarning} or more at the size printed; below ${rules.ppi} it is refused`,
      );
    const ink = intersect(applyToBox(concat(place, matrix), box(0, 0, 1, 1)), clip);
    if (!ink) return;
    checkInside(ink, what);
    checkReach(ink, what);
    if (image.ink === undefined) return;
    if (image.ink > rules.ink)
      report(
        'error',
        `${what} carries ${trimNumber(image.ink, 1)} % ink, more than ${rules.ink} %`,
        'separate it with the profile of this press, or make its darkest parts lighter',
      );
    pictures.push({ place: ink, ink: image.ink });
  };

  const check = (items: readonly Item[], matrix: Matrix, clip: Box): void => {
    for (const item of items) {
      switch (item.kind) {
        case 'glyphs':
          checkText(item, matrix, clip);
          break;
        case 'path':
          checkPath(item, matrix, clip);
          break;
        case 'image':
          checkImage(item, matrix, clip);
          break;
        case 'mark':
          check(item.items, matrix, clip);
          break;
        case 'group': {
          const inside = concat(item.matrix, matrix);
          const cut = item.clip && pathBox(item.clip, inside);
          const visible = cut ? intersect(cut, clip) : clip;
          if (visible) check(item.items, inside, visible);
          break;
        }
        case 'use': {
          const inside = concat(item.matrix, matrix);
          const { size, bleed: past } = item.frame;
          const cut = applyToBox(inside, outset(box(0, 0, size.width, size.height), past));
          const visible = item.clip === 'none' ? clip : intersect(cut, clip);
          if (visible) check(item.frame.items, inside, visible);
        }
      }
    }
  };
  check(frame.items, IDENTITY, EVERYWHERE);
  return [...found.values()];
}

const EVERYWHERE = box(-1e7, -1e7, 2e7, 2e7);
const SIDES = ['left', 'top', 'right', 'bottom'] as const;
type Side = (typeof SIDES)[number];

/** How far each edge of a box lies outwards; comparable between boxes. */
const edges = (b: Box): Record<Side, number> => ({
  left: -b.x,
  top: -b.y,
  right: b.x + b.width,
  bottom: b.y + b.height,
});

function outside(inner: Box, outer: Box): Side[] {
  const [i, o] = [edges(inner), edges(outer)];
  return SIDES.filter((side) => i[side] > o[side] + SLACK);
}

const sides = (which: readonly Side[]): string => which.join(', ');
const excerpt = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);
/** What a length becomes: exact for turned and evenly scaled matrices, the mean otherwise. */
const lengthScale = ([a, b, c, d]: Matrix): number => Math.sqrt(Math.abs(a * d - b * c));
const grow = (b: Box, by: number): Box =>
  outset(b, { top: pt(by), right: pt(by), bottom: pt(by), left: pt(by) });

/** What two boxes share; undefined if nothing. A line has a box without area, and is kept. */
function intersect(a: Box, b: Box): Box | undefined {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const right = Math.min(a.x + a.width, b.x + b.width);
  const bottom = Math.min(a.y + a.height, b.y + b.height);
  return right < x || bottom < y ? undefined : box(x, y, right - x, bottom - y);
}

/** Of signs and codes, which come again with every flyer where they were. */
const measured = new WeakMap<
  readonly Segment[],
  { readonly matrix: Matrix; readonly found: Box | undefined }
>();

/** The exact box of a path after a matrix: curves by their extremes, not by their control points. */
export function pathBox(path: readonly Segment[], matrix: Matrix): Box | undefined {
  const before = measured.get(path);
  if (before && matrix.every((n, i) => n === before.matrix[i])) return before.found;
  const found = measurePath(path, matrix);
  measured.set(path, { matrix, found });
  return found;
}

function measurePath(path: readonly Segment[], matrix: Matrix): Box | undefined {
  const xs: number[] = [];
  const ys: number[] = [];
  let last: readonly [number, number] = [0, 0];
  const place = (x: number, y: number): readonly [number, number] => {
    const p = apply(matrix, point(x, y));
    return [p.x, p.y];
  };
  for (const s of path) {
    if (s[0] === 'Z') continue;
    if (s[0] === 'C') {
      const [b, c, d] = [place(s[1], s[2]), place(s[3], s[4]), place(s[5], s[6])];
      xs.push(...extremes(last[0], b[0], c[0], d[0]));
      ys.push(...extremes(last[1], b[1], c[1], d[1]));
      last = d;
    } else {
      last = place(s[1], s[2]);
    }
    xs.push(last[0]);
    ys.push(last[1]);
  }
  if (xs.length === 0) return undefined;
  const [left, top] = [least(xs), least(ys)];
  return box(left, top, -least(xs.map((x) => -x)) - left, -least(ys.map((y) => -y)) - top);
}

/** A QR code has thousands of points, too many to spread into Math.min. */
const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);

/** Where a cubic turns in one coordinate: its values at the roots of its derivative between 0 and 1. */
function extremes(p0: number, p1: number, p2: number, p3: number): number[] {
  const a = p3 - 3 * p2 + 3 * p1 - p0;
  const b = 2 * (p2 - 2 * p1 + p0);
  const c = p1 - p0;
  const roots =
    Math.abs(a) < 1e-9
      ? [-c / b]
      : [1, -1].map((sign) => (-b + sign * Math.sqrt(b * b - 4 * a * c)) / (2 * a));
  return roots
    .filter((t) => t > 0 && t < 1)
    .map((t) => {
      const u = 1 - t;
      return u ** 3 * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t ** 3 * p3;
    });
}
