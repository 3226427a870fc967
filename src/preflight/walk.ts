/**
 * Walks what a page draws: its content, forms, patterns, Type 3 glyphs, soft masks and inline images, with the graphics
 * state (ISO 32000-1, 8 and 9). A form that is drawn again in the same way is not walked again: its findings are told
 * for the next page and its ink is laid as it is, so a run costs what its pages have of their own.
 *
 * Loops end at the form that uses itself, depth at MAX_DEPTH, and work at a limit that an honest file does not reach;
 * each is a finding. Annotations are not walked. Never throws.
 */
import { IDENTITY, type Matrix } from '../core/geometry.js';
import { ContentReader, type Drawer, type Steps } from './content.js';
import type { Finding } from './findings.js';
import { type PdfFont, readFont } from './font.js';
import { type Bounds, type Effort, InkMap, intersect } from './ink-map.js';
import type { Inks } from './inks.js';
import { placeOf, type Scene } from './paint.js';
import type { PdfFile } from './read/file.js';
import {
  isDict,
  isRef,
  isStream,
  numberOf,
  type PdfDict,
  type PdfStream,
  type PdfValue,
  Unreadable,
} from './read/value.js';
import type { FontReport, Measures } from './report.js';
import { firstState, onto, type State, stateKey } from './state.js';

const MAX_DEPTH = 24;
/** Operators that drawing a form counts as, beside those in it: forms that draw forms can multiply without end. */
const DRAW_COST = 200;
/** Forms remembered, and bytes of ink they may hold. */
const MAX_FORMS = 20_000;
const MAX_INK = 96 << 20;
/** States remembered in which glyphs were sound. */
const MAX_SOUND = 1000;
/** Begins the key of a font that is no object of its own. */
const DIRECT = 'direct:';

/** What a form left behind, walked under one state. */
interface Drawn {
  readonly findings: ReadonlySet<Finding>;
  /** Absent where it was drawn without a map, or with transparency, which depends on what lies beneath. */
  readonly layer?: InkMap;
  readonly heaviest: Inks | undefined;
}

type BBox = readonly [x0: number, y0: number, x1: number, y1: number];

/** All that is done for one file. */
export type Work = Effort & Steps;

/** A page's content, or what stands for it. */
export interface Drawing {
  readonly content: PdfValue | undefined;
  readonly resources: PdfDict;
  readonly bounds: Bounds;
  readonly map: InkMap;
  readonly page: number;
  readonly object: number | undefined;
}

export class Walker implements Drawer {
  readonly #file: PdfFile;
  readonly #measures: Measures;
  readonly #work: Work;
  readonly #fonts = new Map<string, PdfFont | undefined>();
  readonly fontReports = new Map<string, FontReport>();
  readonly #drawn = new Map<string, Drawn>();
  readonly #boxes = new Map<number, BBox>();
  readonly #sound = new Map<string, Map<number, { readonly inks: Inks | undefined }>>();
  #ink = 0;
  /** Streams that are being walked. */
  readonly #open = new Set<number>();

  constructor(file: PdfFile, measures: Measures, work: Work) {
    this.#file = file;
    this.#measures = measures;
    this.#work = work;
  }

  walkPage({ content, resources, bounds, map, page, object }: Drawing): void {
    const scene = this.#scene(page, object, map);
    const parts = this.#file.list(content);
    if (parts.length > 1) {
      // Parts may break anywhere between two words (7.8.2): one stream, with a space at each seam.
      const all = parts.map((part) => this.#decode(part, undefined));
      const joined = new Uint8Array(all.reduce((sum, bytes) => sum + bytes.length + 1, 0)).fill(32);
      let at = 0;
      for (const bytes of all) {
        joined.set(bytes, at);
        at += bytes.length + 1;
      }
      this.#walk(joined, resources, firstState(IDENTITY, bounds), scene, 0);
      return;
    }
    const number = isRef(content) ? content.number : isRef(parts[0]) ? parts[0].number : undefined;
    const bytes = this.#decode(parts[0] ?? null, number);
    const here = this.#scene(page, number ?? object, map);
    this.#walk(bytes, resources, firstState(IDENTITY, bounds), here, 0);
  }

  #scene(page: number, object: number | undefined, map: InkMap | undefined): Scene {
    const { findings } = this.#measures;
    return {
      file: this.#file,
      measures: this.#measures,
      findings,
      page,
      object,
      map,
      heaviest: { inks: undefined },
    };
  }

  #decode(value: PdfValue, object: number | undefined): Uint8Array {
    const stream = this.#file.get(value);
    return isStream(stream) ? this.#file.decode(stream, object).bytes : new Uint8Array(0);
  }

  /** Carries out operators. `state` is changed by them. */
  #walk(bytes: Uint8Array, resources: PdfDict, state: State, scene: Scene, depth: number): void {
    try {
      new ContentReader(this, scene, resources, state, depth).read(bytes, this.#work);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      scene.findings.add('content', error.message, placeOf(scene));
    }
  }

  /** Draws a form, glyph or pattern, or what is remembered of it. What it laid down at most is handed back. */
  draw(
    scene: Scene,
    value: PdfValue | undefined,
    matrix: Matrix,
    state: State,
    resources: PdfDict,
    depth: number,
    mapped: boolean,
  ): Inks | undefined {
    const stream = this.#file.get(value);
    if (!isStream(stream)) return undefined;
    const number = isRef(value) ? value.number : undefined;
    const { findings } = scene;
    if (depth > MAX_DEPTH) {
      findings.add('limit', `forms use forms more than ${MAX_DEPTH} deep`, placeOf(scene));
      return undefined;
    }
    if (number !== undefined && this.#open.has(number)) {
      findings.add('form-loop', 'a form uses itself', { page: scene.page, object: number });
      return undefined;
    }
    const inner: State = { ...state, ctm: onto(matrix, state.ctm) };
    const box = this.#boxOf(stream, number);
    if (box) inner.clip = intersect(inner.clip, boxThrough(inner.ctm, box));
    const map = mapped ? scene.map : undefined;
    const key =
      number === undefined
        ? undefined
        : `${number} ${map?.geometry.key ?? ''} ${stateKey(inner, map !== undefined)}`;
    const before = key === undefined ? undefined : this.#drawn.get(key);
    if (before && (before.layer || !map)) {
      findings.repeat(before.findings, scene.page);
      if (before.layer) map?.lay(before.layer);
      if (before.heaviest) scene.heaviest.inks ??= before.heaviest;
      return before.heaviest;
    }

    this.#work.operators += DRAW_COST;
    const own = this.#file.get(stream.dict.entries.get('Resources'));
    const named = isDict(own) ? own : resources;
    const walkOn = (to: InkMap | undefined): Inks | undefined => {
      const inside = this.#scene(scene.page, number ?? scene.object, to);
      if (number !== undefined) this.#open.add(number);
      this.#walk(this.#decode(stream, number), named, { ...inner }, inside, depth + 1);
      if (number !== undefined) this.#open.delete(number);
      return inside.heaviest.inks;
    };
    if (key === undefined) return walkOn(map);

    let layer = map && new InkMap(map.geometry, this.#work);
    let heaviest: Inks | undefined;
    const found = findings.record(() => {
      heaviest = walkOn(layer);
    });
    if (map && layer) {
      if (layer.added) {
        walkOn(map);
        layer = undefined;
      } else map.lay(layer);
    }
    this.#remember(key, { findings: found, heaviest, ...(layer ? { layer } : {}) });
    return heaviest;
  }

  #boxOf(stream: PdfStream, number: number | undefined): BBox | undefined {
    const known = number === undefined ? undefined : this.#boxes.get(number);
    if (known) return known;
    const [x0, y0, x1, y1] = this.#file
      .list(stream.dict.entries.get('BBox'))
      .map((n) => numberOf(this.#file.get(n)));
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return undefined;
    if (number !== undefined && this.#boxes.size < MAX_FORMS) this.#boxes.set(number, [x0, y0, x1, y1]);
    return [x0, y0, x1, y1];
  }

  #remember(key: string, drawn: Drawn): void {
    this.#drawn.set(key, drawn);
    this.#ink += drawn.layer?.size ?? 0;
    while (this.#drawn.size > MAX_FORMS || (this.#ink > MAX_INK && this.#drawn.size > 1)) {
      const [oldest, { layer }] = this.#drawn.entries().next().value!;
      this.#ink -= layer?.size ?? 0;
      this.#drawn.delete(oldest);
    }
  }

  /** A font by its name in the resources; its embedding is checked when it is first shown. */
  font(resources: PdfDict, name: string): { font: PdfFont | undefined; key: string } {
    const value = this.#file.dict(resources.entries.get('Font')).entries.get(name);
    if (!isRef(value)) return { font: readFont(this.#file, value), key: `${DIRECT}${name}` };
    const key = `${value.number}`;
    if (!this.#fonts.has(key)) this.#fonts.set(key, readFont(this.#file, value));
    return { font: this.#fonts.get(key), key };
  }

  sound(key: string): Map<number, { readonly inks: Inks | undefined }> {
    const known = this.#sound.get(key);
    if (known) return known;
    const made = new Map<number, { readonly inks: Inks | undefined }>();
    // A font named directly in the resources has no number, and its key might mean another one on the next page.
    if (this.#sound.size < MAX_SOUND && !key.includes(DIRECT)) this.#sound.set(key, made);
    return made;
  }

  /** Called for every font that shows something. */
  useFont(scene: Scene, font: PdfFont, key: string): void {
    if (this.fontReports.has(key)) return;
    const { name, kind, embedded, subset, toUnicode } = font;
    this.fontReports.set(key, { name, kind, embedded, subset, toUnicode });
    const object = /^\d+$/.test(key) ? Number(key) : scene.object;
    const place = { page: scene.page, ...(object === undefined ? {} : { object }) };
    if (!embedded) scene.findings.add('font-embedded', `the font ${name} is not embedded`, place);
    if (!toUnicode)
      scene.findings.add('font-unicode', `the font ${name} does not say what its codes mean`, place);
  }
}

/** The box around a form's BBox, on the page. */
function boxThrough([a, b, c, d, e, f]: Matrix, [x0, y0, x1, y1]: BBox): Bounds {
  return {
    left: e + Math.min(a * x0, a * x1) + Math.min(c * y0, c * y1),
    right: e + Math.max(a * x0, a * x1) + Math.max(c * y0, c * y1),
    bottom: f + Math.min(b * x0, b * x1) + Math.min(d * y0, d * y1),
    top: f + Math.max(b * x0, b * x1) + Math.max(d * y0, d * y1),
  };
}
