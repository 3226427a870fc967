/**
 * sharp, loaded when the first picture is read or made: it takes longer to load than all else together (90 ms and
 * 20 MB), and most builds whose designs lie in the cache touch no picture.
 */
import type sharpFunction from 'sharp';

let loaded: Promise<typeof sharpFunction> | undefined;

export function loadSharp(): Promise<typeof sharpFunction> {
  loaded ??= import('sharp').then((module) => module.default);
  return loaded;
}
