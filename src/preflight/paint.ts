/**
 * What is asked of everything that paints: no screen colour, white that knocks out, lines that are wide enough; and
 * the coat that it lays on the ink map.
 */
import { trimNumber } from '../core/units.js';
import type { Findings } from './findings.js';
import { type Bounds, boundsOf, type InkMap, intersect, type Polygon } from './ink-map.js';
import type { Lay } from './ink-tile.js';
import { coatOf, type Inks, isPaper, isSolidBlack, totalOf, UNTOUCHED } from './inks.js';
import { strokePolygons } from './path.js';
import type { PdfFile } from './read/file.js';
import type { Measures } from './report.js';
import { lesser } from './report.js';
import { lengthScale, type Paint, type State } from './state.js';

/** press.md section 2, in points. */
const HAIRLINE = 0.25;
/** What rounding in a file may leave. */
export const SLACK = 0.01;
/** A black line up to this wide shows paper beside it where it knocks out of a colour. */
const THIN = 1;
/** A filled box this much longer than it is thick is a line. */
const LINE_SHAPE = 8;

/** Where the walk stands. */
export interface Scene {
  readonly file: PdfFile;
  readonly measures: Measures;
  readonly findings: Findings;
  readonly page: number;
  /** The stream that is walked. */
  readonly object: number | undefined;
  /** Absent where what is drawn is not on the page itself: patterns, glyphs, masks. */
  readonly map: InkMap | undefined;
  /** The most that a single operator laid down in a pattern. */
  readonly heaviest: { inks: Inks | undefined };
}

export const placeOf = ({ page, object }: Scene): { page: number; object?: number } => ({
  page,
  ...(object === undefined ? {} : { object }),
});

/** Checks the colour of `what`: "text", "a line", "a picture". */
export function checkPaint(scene: Scene, paint: Paint, what: string): void {
  const { space } = paint;
  scene.measures.space(space.name);
  if (space.rgb)
    scene.findings.add(
      space.rgb === 'device' ? 'rgb-device' : 'rgb-profiled',
      `${what} is in ${space.name}`,
      placeOf(scene),
    );
  else if (space.byDefault)
    scene.findings.add(
      'default-space',
      `${what} is in a Default colour space, ${space.name}`,
      placeOf(scene),
    );
}

/** White that overprints everything prints nothing. */
export function checkWhite(scene: Scene, inks: Inks, overprint: boolean, mode: number, what: string): void {
  if (overprint && isPaper(inks) && coatOf(inks, true, mode).every((n) => n === UNTOUCHED))
    scene.findings.add('white-overprint', `white ${what} overprints`, placeOf(scene));
}

function noteHeaviest(scene: Scene, inks: Inks): void {
  const { heaviest } = scene;
  if (!heaviest.inks || totalOf(inks) > totalOf(heaviest.inks)) heaviest.inks = inks;
}

/** Lays ink over the inside of polygons. `at` says how text differs from shapes. */
export function layInk(
  scene: Scene,
  state: State,
  inks: Inks,
  use: 'fill' | 'stroke',
  polygons: readonly Polygon[],
  { evenOdd = false, text = false }: { readonly evenOdd?: boolean; readonly text?: boolean } = {},
): void {
  noteHeaviest(scene, inks);
  if (!scene.map) return;
  const overprint = use === 'fill' ? state.overprintFill : state.overprintStroke;
  const alpha = use === 'fill' ? state.alphaFill : state.alphaStroke;
  const transparent = alpha < 1 || state.blended;
  const lay: Lay = transparent ? 'add' : text && !overprint ? 'most' : 'over';
  scene.map.fill(polygons, evenOdd, state.clip, coatOf(inks, overprint, state.overprintMode, alpha), lay);
}

export function fillShape(
  scene: Scene,
  state: State,
  inks: Inks,
  polygons: readonly Polygon[],
  evenOdd: boolean,
): void {
  checkPaint(scene, state.fill, 'a shape');
  checkWhite(scene, inks, state.overprintFill, state.overprintMode, 'shape');
  if (polygons.length === 1) checkThinBox(scene, polygons[0]!, state.clip);
  layInk(scene, state, inks, 'fill', polygons, { evenOdd });
}

export function strokeShape(
  scene: Scene,
  state: State,
  inks: Inks,
  polygons: readonly Polygon[],
  closed: boolean,
): void {
  checkPaint(scene, state.stroke, 'a line');
  checkWhite(scene, inks, state.overprintStroke, state.overprintMode, 'line');
  const width = state.lineWidth * lengthScale(state.ctm);
  checkLine(scene, width, `a line is ${trimNumber(width, 3)} pt wide`);
  if (isSolidBlack(inks) && width <= THIN && !state.overprintStroke)
    scene.findings.add('line-overprint', 'thin black lines knock out what is under them', placeOf(scene));
  if (width > 1) layInk(scene, state, inks, 'stroke', strokePolygons(polygons, width, closed));
}

/** A box that is filled and no thicker than a line is a line. */
function checkThinBox(scene: Scene, p: Polygon, clip: Bounds): void {
  if (p.length !== 8) return;
  const [w, h] = [Math.hypot(p[2]! - p[0]!, p[3]! - p[1]!), Math.hypot(p[4]! - p[2]!, p[5]! - p[3]!)];
  const [thick, long] = [Math.min(w, h), Math.max(w, h)];
  const seen = intersect(boundsOf([p]), clip);
  const inside = seen.left < seen.right && seen.bottom < seen.top;
  if (thick > 0 && thick <= THIN && long > Math.max(2, thick * LINE_SHAPE) && inside)
    checkLine(scene, thick, `a filled line is ${trimNumber(thick, 3)} pt thick`);
}

function checkLine(scene: Scene, width: number, message: string): void {
  const { measures } = scene;
  const where = { page: scene.page, ...(scene.object === undefined ? {} : { object: scene.object }) };
  measures.thinnestLine = lesser(measures.thinnestLine, { value: width, what: 'line', ...where });
  if (width < HAIRLINE - SLACK) scene.findings.add('hairline', message, placeOf(scene), width);
}
