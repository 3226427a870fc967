/**
 * Text as it is shown (ISO 32000-1, 9.4): how large, in which inks, in which font, and the box it inks. Glyphs are
 * not opened: a run is as long as its widths say.
 */
import type { Matrix } from '../core/geometry.js';
import { trimNumber } from '../core/units.js';
import type { PdfFont } from './font.js';
import { BLACK_PLATE, describeInks, type Inks, isPaper, isSolidBlack, plateCount } from './inks.js';
import { checkPaint, checkWhite, layInk, placeOf, type Scene, SLACK } from './paint.js';
import { isString, type PdfValue } from './read/value.js';
import { lesser } from './report.js';
import type { State } from './state.js';
import { shifted } from './text-pen.js';

/** press.md section 2, in points. */
const LEAST = 6;
const LEAST_MULTI = 8;
const LEAST_REVERSED = 8;
/** Percent of black from which black with another ink in it is rich black. */
const RICH = 85;
/** Of the size: what text inks, upwards from the baseline. */
const INKED_HEIGHT = 0.5;

const NO_CODES: ReadonlySet<number> = new Set();

/** Moves along a string: its codes, and how far the pen moves in unscaled text space. */
export function measureRun(
  state: State,
  font: PdfFont,
  items: readonly PdfValue[],
): { advance: number; codes: ReadonlySet<number>; blank: boolean } {
  const codes = font.type3 && new Set<number>();
  const perUnit = font.type3 ? Math.abs(font.type3.matrix[0] ?? 0.001) : 0.001;
  let advance = 0;
  let blank = true;
  for (const item of items) {
    if (typeof item === 'number') advance -= (item / 1000) * state.fontSize * state.stretch;
    if (!isString(item)) continue;
    const { bytes } = item;
    for (let i = 0; i < bytes.length; i += font.codeLength) {
      const code = font.codeLength === 2 ? bytes[i]! * 256 + (bytes[i + 1] ?? 0) : bytes[i]!;
      const space = font.codeLength === 1 && code === 32;
      blank &&= space;
      codes?.add(code);
      advance +=
        (font.width(code) * perUnit * state.fontSize + state.characterSpace + (space ? state.wordSpace : 0)) *
        state.stretch;
    }
  }
  return { advance, codes: codes ?? NO_CODES, blank };
}

/** Checks a run that prints, and lays its box on the ink map. `matrix`: text space to the page. */
export function checkRun(
  scene: Scene,
  state: State,
  font: PdfFont,
  inks: Inks,
  matrix: Matrix,
  advance: number,
): void {
  const { measures } = scene;
  const stroked = state.renderMode % 4 === 1;
  const paint = stroked ? state.stroke : state.fill;
  const overprint = stroked ? state.overprintStroke : state.overprintFill;
  const unit = font.type3 ? Math.abs(font.type3.matrix[3] ?? 0.001) * 1000 : 1;
  const size = Math.abs(state.fontSize) * Math.hypot(matrix[2], matrix[3]) * unit;
  checkPaint(scene, paint, 'text');
  checkSize(scene, inks, size);
  checkWhite(scene, inks, overprint, state.overprintMode, 'text');
  if (inks.percent[BLACK_PLATE]! >= RICH && plateCount(inks) > 1)
    scene.findings.add('rich-black', `text is in ${describeInks(inks, measures.plates)}`, placeOf(scene));
  if (isSolidBlack(inks) && !overprint)
    scene.findings.add('black-overprint', 'black text knocks out what is under it', placeOf(scene));
  measures.textRun(inks, overprint, Math.round(size * 100) / 100);
  measures.smallestText = lesser(measures.smallestText, {
    value: size,
    what: font.name,
    page: scene.page,
    ...(scene.object === undefined ? {} : { object: scene.object }),
  });
  const [a, b, c, d, e, f] = state.rise === 0 ? matrix : shifted(matrix, 0, state.rise);
  const h = state.fontSize * INKED_HEIGHT;
  const box = [
    e,
    f,
    e + a * advance,
    f + b * advance,
    e + a * advance + c * h,
    f + b * advance + d * h,
    e + c * h,
    f + d * h,
  ];
  layInk(scene, state, inks, stroked ? 'stroke' : 'fill', [box], { text: true });
}

function checkSize(scene: Scene, inks: Inks, size: number): void {
  const plates = plateCount(inks);
  const [clause, least, what] = isPaper(inks)
    ? (['reversed-size', LEAST_REVERSED, 'white text'] as const)
    : plates > 1
      ? (['colored-size', LEAST_MULTI, `text in ${plates} inks`] as const)
      : (['black-size', LEAST, 'text'] as const);
  if (size < least - SLACK)
    scene.findings.add(
      clause,
      `${what} is ${trimNumber(size, 1)} pt, smaller than ${least} pt`,
      placeOf(scene),
      size,
    );
}
