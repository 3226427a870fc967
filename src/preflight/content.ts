/**
 * The operators of a content stream (ISO 32000-1, annex A), carried out on the graphics state. What paints is checked
 * by paint.ts, text-run.ts and picture.ts; forms, glyphs and patterns are drawn by whoever walks (walk.ts).
 *
 * Forgiving where viewers are: an operator with too few numbers takes zeros. What no viewer knows is a finding.
 */
import { concat, IDENTITY, type Matrix } from '../core/geometry.js';
import { type ColorSpace, readColorSpace } from './color-space.js';
import type { PdfFont } from './font.js';
import { applyGraphicsState } from './graphics-state.js';
import { intersect } from './ink-map.js';
import { type Inks, NO_INKS } from './inks.js';
import { readInlineImage } from './inline-image.js';
import { checkPaint, fillShape, placeOf, type Scene, strokeShape } from './paint.js';
import { Path } from './path.js';
import { checkPicture } from './picture.js';
import { isWord, Lexer } from './read/lexer.js';
import {
  isDict,
  isStream,
  nameOf,
  numberOf,
  type PdfDict,
  type PdfStream,
  type PdfValue,
} from './read/value.js';
import { drawsAlike, matrixOf, onto, type Paint, type State, stateKey } from './state.js';
import { TextPen } from './text-pen.js';
import { checkRun, measureRun } from './text-run.js';

/** What a reader of operators needs from the one that walks. */
export interface Drawer {
  /** Draws a form, glyph or pattern in a matrix; the heaviest inks that it lays down. `mapped`: onto the page. */
  draw(
    scene: Scene,
    value: PdfValue | undefined,
    matrix: Matrix,
    state: State,
    resources: PdfDict,
    depth: number,
    mapped: boolean,
  ): Inks | undefined;
  /** Glyphs drawn under a state of that key, in which nothing was wrong, with the heaviest inks they lay down. */
  sound(key: string): Map<number, { readonly inks: Inks | undefined }>;
  font(resources: PdfDict, name: string): { font: PdfFont | undefined; key: string };
  useFont(scene: Scene, font: PdfFont, key: string): void;
}

/** Operators carried out, and how many may be. */
export interface Steps {
  operators: number;
  readonly operatorLimit: number;
}

const MAX_OPERANDS = 4096;
const MAX_STATES = 512;
/** Marked content, compatibility, pen shapes: nothing that preflight asks for. */
const IGNORED = new Set('BMC BDC EMC MP DP BX EX i j J M d ri d0 d1'.split(' '));

export class ContentReader {
  readonly #drawer: Drawer;
  readonly #scene: Scene;
  readonly #resources: PdfDict;
  readonly #depth: number;
  readonly #path = new Path();
  readonly #stack: State[] = [];
  readonly #base: Matrix;
  #state: State;
  #operands: PdfValue[] = [];
  #clipping = false;
  readonly #pen = new TextPen();
  /** The last state in which glyphs were drawn: most come one after the other in the same. */
  #drawn: { readonly state: State; readonly sound: ReturnType<Drawer['sound']> } | undefined;

  constructor(drawer: Drawer, scene: Scene, resources: PdfDict, state: State, depth: number) {
    this.#drawer = drawer;
    this.#scene = scene;
    this.#resources = resources;
    this.#state = state;
    this.#base = state.ctm;
    this.#depth = depth;
  }

  /** Throws Unreadable for values nested too deeply. */
  read(bytes: Uint8Array, steps: Steps): void {
    const lexer = new Lexer(bytes, 0, false);
    for (;;) {
      const next = lexer.next();
      if (next === undefined) return;
      if (!isWord(next)) {
        if (this.#operands.length < MAX_OPERANDS) this.#operands.push(next);
        continue;
      }
      if (++steps.operators > steps.operatorLimit) {
        this.#blame('limit', 'there is more to draw than preflight looks at');
        return;
      }
      if (next.word === 'BI') this.#inlineImage(lexer);
      else this.#execute(next.word);
      this.#operands = [];
    }
  }

  #execute(word: string): void {
    const s = this.#state;
    const { ctm } = s;
    switch (word) {
      case 'q':
        if (this.#stack.length < MAX_STATES) this.#stack.push({ ...s });
        else this.#blame('content', `more than ${MAX_STATES} graphics states are saved`);
        return;
      case 'Q': {
        const before = this.#stack.pop();
        if (before) this.#state = before;
        else this.#blame('content', 'a graphics state is restored that was not saved');
        return;
      }
      case 'cm':
        s.ctm = onto(matrixOf(this.#operands.map(numberOf)), ctm);
        return;
      case 'w':
        s.lineWidth = this.#number(0);
        return;
      case 'gs':
        this.#graphicsState();
        return;

      case 'W':
      case 'W*':
        this.#clipping = true;
        return;
      case 'n':
        this.#endPath();
        return;
      case 'S':
      case 's':
        this.#paintPath(false, true, false, word === 's');
        return;
      case 'f':
      case 'F':
      case 'f*':
        this.#paintPath(true, false, word === 'f*', false);
        return;
      case 'B':
      case 'B*':
      case 'b':
      case 'b*':
        this.#paintPath(true, true, word.endsWith('*'), word.startsWith('b'));
        return;

      case 'g':
      case 'G':
        this.#deviceColor('DeviceGray', word === 'g');
        return;
      case 'rg':
      case 'RG':
        this.#deviceColor('DeviceRGB', word === 'rg');
        return;
      case 'k':
      case 'K':
        this.#deviceColor('DeviceCMYK', word === 'k');
        return;
      case 'cs':
      case 'CS':
        this.#setSpace(word === 'cs');
        return;
      case 'sc':
      case 'scn':
        s.fill = this.#colorIn(s.fill.space);
        return;
      case 'SC':
      case 'SCN':
        s.stroke = this.#colorIn(s.stroke.space);
        return;
      case 'sh':
        this.#shade();
        return;
      case 'Do':
        this.#drawObject();
        return;

      case 'Tf': {
        const name = nameOf(this.#operands[0]) ?? '';
        const { font, key } = this.#drawer.font(this.#resources, name);
        if (!font) this.#blame('resources', `the font ${name} is not in the resources`);
        s.font = font;
        s.fontKey = key;
        s.fontSize = this.#number(1);
        return;
      }
      default:
        if (this.#path.build(word, ctm, this.#number)) return;
        if (this.#pen.execute(word, this.#operands, s, this.#show)) return;
        if (!IGNORED.has(word))
          this.#blame('content', `“${word.replace(/[^\x21-\x7e]/g, '?')}” is no operator of PDF`);
    }
  }

  // Functions once made: an operator that makes one takes twice as long.
  readonly #number = (i: number): number => numberOf(this.#operands[i]) ?? 0;
  readonly #show = (items: readonly PdfValue[]): void => this.#showRun(items);

  #blame(
    clause: 'content' | 'limit' | 'resources' | 'color-space' | 'postscript' | 'opi' | 'external',
    message: string,
  ): void {
    this.#scene.findings.add(clause, message, placeOf(this.#scene));
  }

  #resource(kind: string, name: string): PdfValue | undefined {
    return this.#scene.file.dict(this.#resources.entries.get(kind)).entries.get(name);
  }

  #graphicsState(): void {
    const name = nameOf(this.#operands[0]) ?? '';
    const value = this.#scene.file.get(this.#resource('ExtGState', name));
    if (!isDict(value)) {
      this.#blame('resources', `the graphics state ${name} is not in the resources`);
      return;
    }
    const mask = applyGraphicsState(this.#scene, this.#state, value);
    if (mask !== undefined) this.#drawForm(mask, false);
  }

  #endPath(): void {
    if (this.#clipping) this.#state.clip = intersect(this.#state.clip, this.#path.bounds);
    this.#clipping = false;
    this.#path.clear();
  }

  #paintPath(fill: boolean, stroke: boolean, evenOdd: boolean, closed: boolean): void {
    const { polygons } = this.#path;
    const state = this.#state;
    if (polygons.length > 0) {
      if (fill) fillShape(this.#scene, state, this.#inksOf(state.fill), polygons, evenOdd);
      if (stroke) strokeShape(this.#scene, state, this.#inksOf(state.stroke), polygons, closed);
    }
    this.#endPath();
  }

  /** Of a pattern: the heaviest that it lays down. */
  #inksOf(paint: Paint): Inks {
    if (paint.pattern === undefined) return paint.inks;
    const { file } = this.#scene;
    const value = file.get(paint.pattern);
    if (isStream(value)) {
      const matrix = matrixOf(file.list(value.dict.entries.get('Matrix')).map((v) => numberOf(file.get(v))));
      const under = paint.space.under ? { ...paint, space: paint.space.under } : paint;
      const { pattern: _, ...plain } = under;
      const state = { ...this.#state, ctm: this.#base, fill: plain, stroke: plain };
      const scene = { ...this.#scene, map: undefined };
      return (
        this.#drawer.draw(
          scene,
          paint.pattern,
          matrix ?? IDENTITY,
          state,
          this.#resources,
          this.#depth + 1,
          false,
        ) ?? NO_INKS
      );
    }
    this.#checkShading(file.dict(value).entries.get('Shading'));
    return NO_INKS;
  }

  #checkShading(value: PdfValue | undefined): void {
    const { file, measures } = this.#scene;
    const space = readColorSpace(
      file,
      measures.plates,
      file.dict(value).entries.get('ColorSpace'),
      this.#resources,
    );
    if (space) checkPaint(this.#scene, { space, inks: NO_INKS, key: '' }, 'a shading');
    else this.#blame('color-space', 'a shading is in a colour space that cannot be read');
  }

  #shade(): void {
    const name = nameOf(this.#operands[0]) ?? '';
    const shading = this.#resource('Shading', name);
    if (shading === undefined) this.#blame('resources', `the shading ${name} is not in the resources`);
    else this.#checkShading(shading);
  }

  #deviceColor(name: string, fill: boolean): void {
    const { file, measures } = this.#scene;
    const space = readColorSpace(file, measures.plates, { kind: 'name', name }, this.#resources);
    if (space) this.#setPaint(this.#colorIn(space), fill);
  }

  #setSpace(fill: boolean): void {
    const { file, measures } = this.#scene;
    const named = this.#operands[0];
    const space = readColorSpace(file, measures.plates, named, this.#resources);
    if (!space) {
      this.#blame('color-space', `the colour space ${nameOf(named) ?? ''} cannot be read`);
      return;
    }
    this.#setPaint({ space, inks: space.inks(space.initial), key: space.name }, fill);
  }

  #setPaint(paint: Paint, fill: boolean): void {
    if (fill) this.#state.fill = paint;
    else this.#state.stroke = paint;
  }

  #colorIn(space: ColorSpace): Paint {
    const values = this.#operands.map((v) => numberOf(v) ?? 0);
    if (!space.pattern) return { space, inks: space.inks(values), key: `${space.name} ${values.join(' ')}` };
    const name = nameOf(this.#operands.at(-1)) ?? '';
    const pattern = this.#resource('Pattern', name);
    if (pattern === undefined) this.#blame('resources', `the pattern ${name} is not in the resources`);
    const inks = space.under?.inks(values) ?? NO_INKS;
    // The name may stand for something else in another stream: such a form is not taken for the same.
    const key = `pattern ${name} ${this.#scene.object ?? ''} ${values.join(' ')}`;
    return { space, inks, key, ...(pattern === undefined ? {} : { pattern }) };
  }

  #drawObject(): void {
    const name = nameOf(this.#operands[0]) ?? '';
    const value = this.#resource('XObject', name);
    const { file } = this.#scene;
    const stream = file.get(value);
    if (!isStream(stream)) {
      this.#blame('resources', `${name} is drawn and is not in the resources`);
      return;
    }
    const { entries } = stream.dict;
    if (entries.has('F')) this.#blame('external', `${name} lies in another file`);
    const subtype = nameOf(file.get(entries.get('Subtype')));
    if (subtype === 'Image') this.#picture(stream, value, false);
    else if (subtype === 'PS' || nameOf(file.get(entries.get('Subtype2'))) === 'PS' || entries.has('PS'))
      this.#blame('postscript', `${name} is PostScript`);
    else if (subtype === 'Form') this.#drawForm(value, true);
    else this.#blame('resources', `${name} is neither a form nor a picture`);
  }

  #drawForm(value: PdfValue | undefined, mapped: boolean): void {
    const { file, findings } = this.#scene;
    const { entries } = file.dict(value);
    const object =
      typeof value === 'object' && value !== null && 'number' in value ? value.number : undefined;
    const place = { page: this.#scene.page, ...(object === undefined ? {} : { object }) };
    if (entries.has('Ref')) findings.add('external', 'a form stands for a page of another file', place);
    if (entries.has('OPI')) findings.add('opi', 'a form has OPI comments', place);
    const group = file.dict(entries.get('Group'));
    const space = readColorSpace(file, this.#scene.measures.plates, group.entries.get('CS'), this.#resources);
    if (space?.rgb) findings.add('group-space', `a transparency group blends in ${space.name}`, place);
    const matrix = matrixOf(file.list(entries.get('Matrix')).map((v) => numberOf(file.get(v))));
    this.#drawer.draw(
      this.#scene,
      value,
      matrix ?? IDENTITY,
      this.#state,
      this.#resources,
      this.#depth + 1,
      mapped,
    );
  }

  #picture(stream: PdfStream, value: PdfValue | undefined, inline: boolean): void {
    const object =
      typeof value === 'object' && value !== null && 'number' in value ? value.number : undefined;
    const scene = object === undefined ? this.#scene : { ...this.#scene, object };
    checkPicture(scene, this.#state, stream, this.#resources, inline);
  }

  #inlineImage(lexer: Lexer): void {
    const stream = readInlineImage(this.#scene.file, lexer);
    if (stream) this.#picture(stream, undefined, true);
    else {
      lexer.at = lexer.end;
      this.#blame('content', 'an inline image has no end');
    }
  }

  #showRun(items: readonly PdfValue[]): void {
    const state = this.#state;
    const { font } = state;
    if (!font) return;
    const { advance, codes, blank } = measureRun(state, font, items);
    const matrix = concat(this.#pen.matrix, state.ctm);
    this.#pen.advance(advance);
    // Modes 3 and 7 print nothing.
    if (blank || state.renderMode % 4 === 3) return;
    this.#drawer.useFont(this.#scene, font, state.fontKey);
    const inks = this.#inksOf(state.renderMode % 4 === 1 ? state.stroke : state.fill);
    checkRun(this.#scene, state, font, inks, matrix, advance);
    if (codes.size > 0) this.#glyphs(font, codes, matrix);
  }

  /**
   * Glyphs of a Type 3 font, each a content stream of its own. One that was drawn in a like state, and had nothing
   * wrong with it, is passed over: 30,000 codes of 29 rows draw 64 glyphs four million times.
   */
  #glyphs(font: PdfFont, codes: ReadonlySet<number>, matrix: Matrix): void {
    const { findings, heaviest } = this.#scene;
    if (!this.#drawn || !drawsAlike(this.#drawn.state, this.#state, matrix)) {
      const state = { ...this.#state, ctm: matrix };
      this.#drawn = { state, sound: this.#drawer.sound(stateKey(state, false)) };
    }
    const known = this.#drawn.sound;
    for (const code of codes) {
      const before = known.get(code);
      if (before) {
        if (before.inks) heaviest.inks ??= before.inks;
        continue;
      }
      const state = { ...this.#state, ctm: matrix };
      let inks: Inks | undefined;
      const found = findings.record(() => {
        inks = this.#glyph(font, code, state);
      });
      // A glyph without resources of its own draws with those of the page that shows it.
      if (found.size === 0 && font.type3?.resources !== undefined) known.set(code, { inks });
    }
  }

  #glyph(font: PdfFont, code: number, state: State): Inks | undefined {
    const { type3 } = font;
    const glyph = type3?.glyph(code);
    if (!type3 || glyph === undefined) return undefined;
    const { fontSize, stretch } = state;
    const own = concat(matrixOf(type3.matrix) ?? IDENTITY, [fontSize * stretch, 0, 0, fontSize, 0, 0]);
    const named = this.#scene.file.get(type3.resources);
    const resources = isDict(named) ? named : this.#resources;
    return this.#drawer.draw(this.#scene, glyph, own, state, resources, this.#depth + 1, false);
  }
}
