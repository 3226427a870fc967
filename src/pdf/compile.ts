/**
 * Frames → a compiled set: the PDF objects of those Frames and of all Frames that they use, each Frame as one
 * form XObject, their fonts shared. A set knows no file: references are indices into it and always point
 * backwards. Each object carries a digest of all that it is and refers to, so that a writer can see that two
 * sets hold the same object. A set for the cache is written and read by compiled-set.ts.
 */
import { applyToBox, type Box, box, concat, contains, IDENTITY, type Matrix } from '../core/geometry.js';
import type { Frame, Item, Segment } from '../frame/frame.js';
import { usedFrames } from '../frame/walk.js';
import { runInk } from '../text/run-ink.js';
import type { FontBook } from '../text/types.js';
import { type CompiledForm, type CompiledObject, type CompiledSet, withDigest } from './compiled-set.js';
import { bleedBox, type Content, drawItems, resourceDict, type UsableForm } from './content.js';
import { collectFonts } from './fonts.js';
import { imageObject } from './images.js';
import { dict, name, type PdfObject, ref } from './value.js';

export interface CompileTools {
  readonly book: FontBook;
  /** zlib (RFC 1950); the same bytes for the same bytes. */
  readonly deflate: (bytes: Uint8Array) => Uint8Array;
  /** SHA-256 in hex. */
  readonly digest: (bytes: Uint8Array | string) => string;
}

/**
 * Compiles Frames and what they use. Frame ids must be unique among them. The same Frames in the same order give
 * the same set. Throws KYR701 for a picture that is not in press form, and what the font book throws.
 */
export function compileFrames(frames: readonly Frame[], tools: CompileTools): CompiledSet {
  const all = inOrderOfUse(frames);
  const fonts = collectFonts(tools.book);
  const images = new Map<string, { name: string; object: PdfObject }>();
  const usable = new Map<string, UsableForm>();
  const drawn: { frame: Frame; content: Content; bounds: Box; overhang: boolean }[] = [];

  for (const frame of all) {
    const content = drawItems(frame.items, {
      code: (run) => fonts.code(run),
      image(image) {
        const known = images.get(image.digest);
        if (known) return known.name;
        const made = { name: `I${images.size}`, object: imageObject(image) };
        images.set(image.digest, made);
        return made.name;
      },
      form(used) {
        const form = usable.get(used.id);
        if (!form) throw new Error(`frame ${frame.id} uses frame ${used.id}, which comes later`);
        return form;
      },
    });
    const bleed = bleedBox(frame);
    const bounds = union(bleed, itemBounds(frame.items, tools.book));
    const overhang = !contains(bleed, bounds);
    usable.set(frame.id, { name: `X${usable.size}`, size: frame.size, bleed: frame.bleed, overhang });
    drawn.push({ frame, content, bounds: overhang ? bounds : bleed, overhang });
  }

  const objects: CompiledObject[] = [];
  const add = (object: PdfObject): number => objects.push(withDigest(object, objects, tools.digest)) - 1;

  const indexOf = new Map<string, number>();
  for (const font of fonts.fonts()) {
    const first = objects.length;
    for (const object of font.objects(tools.deflate, tools.digest))
      objects.push(shiftReferences(object, first));
    indexOf.set(font.name, objects.length - 1);
  }
  for (const image of images.values()) indexOf.set(image.name, add(image.object));

  const forms = new Map<string, CompiledForm>();
  for (const { frame, content, bounds, overhang } of drawn) {
    const object = add({
      value: dict({
        Type: name('XObject'),
        Subtype: name('Form'),
        BBox: [bounds.x, bounds.y, bounds.x + bounds.width, bounds.y + bounds.height],
        Resources: resourceDict(content, (key) => indexOf.get(key)!),
        Filter: name('FlateDecode'),
      }),
      stream: tools.deflate(new TextEncoder().encode(content.operators)),
    });
    indexOf.set(usable.get(frame.id)!.name, object);
    forms.set(frame.id, { object, size: frame.size, bleed: frame.bleed, overhang });
  }
  return { objects, forms };
}

/** Every Frame once, what is used before what uses it. Two different Frames of one id are an error. */
function inOrderOfUse(frames: readonly Frame[]): Frame[] {
  const found = new Map<string, Frame>();
  for (const frame of frames) {
    for (const each of [...usedFrames(frame), frame]) {
      const known = found.get(each.id);
      if (known && known !== each && JSON.stringify(known) !== JSON.stringify(each))
        throw new Error(`two different frames are called ${each.id}`);
      if (!known) found.set(each.id, each);
    }
  }
  return [...found.values()];
}

function shiftReferences(object: CompiledObject, by: number): CompiledObject {
  const shift = (value: PdfObject['value']): PdfObject['value'] => {
    if (typeof value !== 'object') return value;
    if (isList(value)) return value.map(shift);
    if ('ref' in value) return ref(value.ref + by);
    if ('dict' in value)
      return dict(Object.fromEntries(Object.entries(value.dict).map(([k, v]) => [k, shift(v)])));
    return value;
  };
  return { ...object, value: shift(object.value) };
}

const isList = (value: PdfObject['value']): value is readonly PdfObject['value'][] => Array.isArray(value);

/**
 * A box that holds everything the items can ink; undefined if they ink nothing. Curves by their control points,
 * strokes with the miter limit's reach, glyphs by their extents: never too small, sometimes too large.
 */
export function itemBounds(
  items: readonly Item[],
  book: FontBook,
  matrix: Matrix = IDENTITY,
): Box | undefined {
  let bounds: Box | undefined;
  const grow = (b: Box | undefined): void => {
    if (b) bounds = bounds ? union(bounds, b) : b;
  };
  for (const item of items) {
    switch (item.kind) {
      case 'glyphs': {
        const { run, at } = item;
        const ink = runInk(run, book);
        if (ink) grow(applyToBox(matrix, box(at.x + ink.x, at.y + ink.y, ink.width, ink.height)));
        break;
      }
      case 'path': {
        const reach = item.stroke ? item.stroke.width / 2 : 0;
        const path = pathBounds(item.path);
        if (path)
          grow(
            applyToBox(
              matrix,
              box(path.x - reach, path.y - reach, path.width + 2 * reach, path.height + 2 * reach),
            ),
          );
        break;
      }
      case 'image':
        grow(applyToBox(concat(item.matrix, matrix), box(0, 0, 1, 1)));
        break;
      case 'mark':
        grow(itemBounds(item.items, book, matrix));
        break;
      case 'group': {
        const inside = concat(item.matrix, matrix);
        const clip = item.clip && pathBounds(item.clip);
        grow(clip ? applyToBox(inside, clip) : itemBounds(item.items, book, inside));
        break;
      }
      case 'use': {
        const inside = concat(item.matrix, matrix);
        grow(applyToBox(inside, bleedBox(item.frame)));
        if (item.clip === 'none') grow(itemBounds(item.frame.items, book, inside));
      }
    }
  }
  return bounds;
}

function pathBounds(path: readonly Segment[]): Box | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const segment of path)
    for (let i = 1; i + 1 < segment.length; i += 2) {
      const [x, y] = [segment[i] as number, segment[i + 1] as number];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  return left <= right ? box(left, top, right - left, bottom - top) : undefined;
}

function union(a: Box, b: Box | undefined): Box {
  if (!b) return a;
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return box(x, y, Math.max(a.x + a.width, b.x + b.width) - x, Math.max(a.y + a.height, b.y + b.height) - y);
}
