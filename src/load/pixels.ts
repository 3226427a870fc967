/**
 * sharp, loaded when the first picture is read or made: of all packages it takes longest to load, and 20 MB; most builds
 * whose designs lie in the cache touch no picture.
 */
import type sharpFunction from 'sharp';

let loaded: Promise<typeof sharpFunction> | undefined;

export function loadSharp(): Promise<typeof sharpFunction> {
  loaded ??= import('sharp').then((module) => module.default);
  return loaded;
}
