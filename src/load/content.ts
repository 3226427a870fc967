/** content/ → layers, publication and common words, checked. Merging the layers is compose/law's work. */

import { type FilePlace, fail, nearest } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { World } from '../core/world.js';
import { Common, Layer, Publication } from '../schema/content.js';
import { type Checked, readChecked } from './checked-file.js';

export interface Content {
  readonly publication: Checked<Publication>;
  /** From the widest place to the narrowest. */
  readonly layers: readonly Checked<Layer>[];
  readonly common: Checked<Common>;
}

const layerFile = (layer: string): string => `content/${layer}.yaml`;

/** `us/ny/nyc` → `us/federal`, `us/ny`, `us/ny/nyc`: the layers of law that hold in a place, widest first. */
export function layerChain(layer: string): string[] {
  const parts = layer.split('/');
  const country = `${parts[0]}/federal`;
  const chain = [country];
  for (let n = 2; n <= parts.length; n++) {
    const id = parts.slice(0, n).join('/');
    if (id !== country) chain.push(id);
  }
  return chain;
}

/** Where the names of publication and layer were written, if in a file. */
export interface ContentPlaces {
  readonly publication: FilePlace;
  readonly layer: FilePlace;
}

/** @throws KyrError with all that is wrong in the files named */
export function loadContent(
  world: World,
  publicationId: string,
  layerId: string,
  places?: ContentPlaces,
): Content {
  const publicationFile = `content/publications/${publicationId}.yaml`;
  if (world.read(publicationFile) === undefined) {
    const known = listPublications(world);
    const near = nearest(publicationId, known);
    fail({
      code: CODE.unknownName,
      message: `there is no publication “${publicationId}”`,
      hint: near ? `did you mean “${near}”?` : `known: ${known.join(', ')}`,
      ...(places ? { at: places.publication } : {}),
    });
  }
  const publication = readChecked(world, publicationFile, Publication);
  if (!publication.value.layers.includes(layerId)) {
    const near = nearest(layerId, publication.value.layers);
    fail({
      code: CODE.unknownName,
      message: `“${publicationId}” is not written for the layer “${layerId}”`,
      hint: near ? `did you mean “${near}”?` : `known: ${publication.value.layers.join(', ')}`,
      ...(places ? { at: places.layer } : {}),
    });
  }
  const layers = layerChain(layerId).map((id) => readChecked(world, layerFile(id), Layer));
  const common = readChecked(world, 'content/common.yaml', Common);
  return { publication, layers, common };
}

export const listPublications = (world: World): string[] =>
  world
    .list('content/publications')
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length));
