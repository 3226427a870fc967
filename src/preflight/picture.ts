/**
 * Pictures where they are placed (ISO 32000-1, 8.9): colour, pixels an inch at the size printed, and ink as far as the
 * pixels can be read here. JPEG, JPEG 2000, CCITT and JBIG2 are not decoded: their ink is not counted.
 */
import type { Matrix } from '../core/geometry.js';
import { type ColorSpace, readColorSpace } from './color-space.js';
import { type Coat, coatOf } from './inks.js';
import { checkPaint, layInk, placeOf, type Scene } from './paint.js';
import { isStream, numberOf, type PdfDict, type PdfStream, type PdfValue } from './read/value.js';
import { lesser } from './report.js';
import type { State } from './state.js';

/** press.md section 2: pixels an inch. */
const COARSE = 150;
const LOW = 225;
const BITMAP = 550;
/** Fewer pixels than this are a flat colour. */
const FEW = 16;
/** What rounding of a place may cost. */
const PPI_SLACK = 0.5;

const LONG: Readonly<Record<string, string>> = {
  W: 'Width',
  H: 'Height',
  BPC: 'BitsPerComponent',
  CS: 'ColorSpace',
  D: 'Decode',
  IM: 'ImageMask',
};

/** An inline image's dictionary with its keys written out (8.9.7). */
export const spellOut = (dict: PdfDict): PdfDict => ({
  kind: 'dict',
  entries: new Map([...dict.entries].map(([key, value]) => [LONG[key] ?? key, value])),
});

/** The unit square where a picture lies. */
export const quadOf = ([a, b, c, d, e, f]: Matrix): number[] => [
  e,
  f,
  e + a,
  f + b,
  e + a + c,
  f + b + d,
  e + c,
  f + d,
];

export function checkPicture(
  scene: Scene,
  state: State,
  stream: PdfStream,
  resources: PdfDict,
  inline: boolean,
): void {
  const { file, findings, measures } = scene;
  const dict = inline ? spellOut(stream.dict) : stream.dict;
  const of = (key: string): PdfValue => file.entry(dict, key);
  measures.pictures++;
  const [width, height] = [numberOf(of('Width')) ?? 0, numberOf(of('Height')) ?? 0];
  const mask = of('ImageMask') === true;
  const bits = mask ? 1 : (numberOf(of('BitsPerComponent')) ?? 8);
  checkResolution(scene, state.ctm, width, height, bits);
  if (dict.entries.has('OPI')) findings.add('opi', 'a picture has OPI comments', placeOf(scene));
  if (mask) {
    checkPaint(scene, state.fill, 'a bitmap');
    layInk(scene, state, state.fill.inks, 'fill', [quadOf(state.ctm)], { text: true });
    return;
  }
  const decoded = readPixels(scene, stream);
  const space = readColorSpace(file, measures.plates, dict.entries.get('ColorSpace'), resources);
  if (space) checkPaint(scene, { space, inks: state.fill.inks, key: '' }, 'a picture');
  else if (decoded?.left !== 'JPXDecode')
    findings.add('color-space', 'a picture is in a colour space that cannot be read', placeOf(scene));
  const soft = of('SMask');
  if (isStream(soft)) {
    const shade = readColorSpace(file, measures.plates, soft.dict.entries.get('ColorSpace'), resources);
    if (shade?.rgb) findings.add('rgb-device', `a soft mask is in ${shade.name}`, placeOf(scene));
  }
  if (!scene.map || !space || space.rgb) return;
  if (!decoded || decoded.left || bits !== 8) {
    measures.unreadPictures++;
    return;
  }
  const decode = file.list(dict.entries.get('Decode')).map((v) => numberOf(file.get(v)) ?? 0);
  sample(scene, state, space, { bytes: decoded.bytes, width, height, decode });
}

/** The pixels as far as filters lead; undefined where nobody will look at them. */
function readPixels(
  { file, map }: Scene,
  stream: PdfStream,
): { bytes: Uint8Array; left?: string } | undefined {
  const last = file.filters(stream).at(-1)?.name;
  if (last && /^(DCT|JPX|CCITTFax|JBIG2)Decode$/.test(last)) return { bytes: stream.raw, left: last };
  return map ? file.decode(stream) : undefined;
}

function checkResolution(scene: Scene, ctm: Matrix, width: number, height: number, bits: number): void {
  const [a, b, c, d] = ctm;
  const [across, down] = [Math.hypot(a, b), Math.hypot(c, d)];
  if (width * height < FEW || across === 0 || down === 0) return;
  const ppi = Math.min((width / across) * 72, (height / down) * 72);
  const what = bits === 1 ? 'bitmap' : 'picture';
  const { measures, findings } = scene;
  measures.lowestPicture = lesser(measures.lowestPicture, {
    value: ppi,
    what,
    page: scene.page,
    ...(scene.object === undefined ? {} : { object: scene.object }),
  });
  const message = `a ${what} of ${width} × ${height} pixels has ${Math.round(ppi)} ppi at its size`;
  if (bits === 1) {
    if (ppi < BITMAP - PPI_SLACK) findings.add('bitmap-coarse', message, placeOf(scene), ppi);
  } else if (ppi < COARSE - PPI_SLACK) findings.add('picture-coarse', message, placeOf(scene), ppi);
  else if (ppi < LOW - PPI_SLACK) findings.add('picture-low', message, placeOf(scene), ppi);
}

interface Pixels {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly decode: readonly number[];
}

/** Lays the pixel in the middle of each cell. Eight bits a channel. */
function sample(scene: Scene, state: State, space: ColorSpace, pixels: Pixels): void {
  const { bytes, width, height, decode } = pixels;
  const { channels } = space;
  const whole = space.name.startsWith('Indexed') ? 1 : 255;
  const [a, b, c, d, e, f] = state.ctm;
  const det = a * d - b * c;
  if (det === 0) return;
  const coats = new Map<string, Coat>();
  scene.map?.sample(quadOf(state.ctm), state.clip, (x, y) => {
    const u = (d * (x - e) - c * (y - f)) / det;
    const v = (a * (y - f) - b * (x - e)) / det;
    if (u < 0 || u >= 1 || v < 0 || v >= 1) return undefined;
    const at = (Math.floor((1 - v) * height) * width + Math.floor(u * width)) * channels;
    const raw = bytes.subarray(at, at + channels);
    if (raw.length < channels) return undefined;
    const key = raw.join();
    const known = coats.get(key);
    if (known) return known;
    const values = [...raw].map((byte, i) => {
      const [low = 0, high = 1] = [decode[2 * i], decode[2 * i + 1]];
      return whole === 1 ? byte : low + (byte / 255) * (high - low);
    });
    const coat = coatOf(space.inks(values), state.overprintFill, 0, state.alphaFill);
    if (coats.size < 65_536) coats.set(key, coat);
    return coat;
  });
}
