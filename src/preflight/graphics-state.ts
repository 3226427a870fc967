/** An ExtGState dictionary (ISO 32000-1, 8.4.5): what it sets, and what it may not hold on a press. */

import { readFont } from './font.js';
import { placeOf, type Scene } from './paint.js';
import { isDict, isRef, isStream, nameOf, numberOf, type PdfDict, type PdfValue } from './read/value.js';
import type { State } from './state.js';

/** Sets the state; hands back the form of a soft mask, to be walked. */
export function applyGraphicsState(scene: Scene, state: State, dict: PdfDict): PdfValue | undefined {
  const { file, findings } = scene;
  const of = (key: string): PdfValue => file.entry(dict, key);
  const stroke = of('OP');
  const fill = of('op');
  if (typeof stroke === 'boolean') {
    state.overprintStroke = stroke;
    // OP alone sets both (8.6.7, table 58).
    if (fill === null) state.overprintFill = stroke;
  }
  if (typeof fill === 'boolean') state.overprintFill = fill;
  state.overprintMode = numberOf(of('OPM')) ?? state.overprintMode;
  state.lineWidth = numberOf(of('LW')) ?? state.lineWidth;
  state.alphaStroke = numberOf(of('CA')) ?? state.alphaStroke;
  state.alphaFill = numberOf(of('ca')) ?? state.alphaFill;
  const font = file.list(dict.entries.get('Font'));
  if (font.length === 2) {
    state.font = readFont(file, font[0]);
    state.fontKey = isRef(font[0]) ? `${font[0].number}` : 'gs';
    state.fontSize = numberOf(file.get(font[1])) ?? state.fontSize;
  }

  for (const key of ['TR', 'TR2']) {
    const curve = of(key);
    if (curve !== null && nameOf(curve) !== 'Identity' && nameOf(curve) !== 'Default')
      findings.add('transfer-curve', `a graphics state has a transfer curve (${key})`, placeOf(scene));
  }
  if (dict.entries.has('HTP'))
    findings.add('halftone', 'a graphics state moves the halftone (HTP)', placeOf(scene));
  const halftone = of('HT');
  const type = numberOf(file.entry(halftone, 'HalftoneType'));
  if ((isDict(halftone) || isStream(halftone)) && type !== 1 && type !== 5)
    findings.add('halftone', `a graphics state has a halftone of type ${type ?? 'unknown'}`, placeOf(scene));

  const blend = of('BM');
  const mode = nameOf(Array.isArray(blend) ? file.get(blend[0]) : blend);
  const soft = of('SMask');
  const masked = isDict(soft);
  if (mode !== undefined || soft !== null)
    state.blended = (mode !== undefined && mode !== 'Normal' && mode !== 'Compatible') || masked;
  return masked ? soft.entries.get('G') : undefined;
}
