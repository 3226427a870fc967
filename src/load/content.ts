/** content/ → layers, publication and common words, checked. Merging the layers is compose/law's work. */

import { type FilePlace, fail, nearest } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { World } from '../core/world.js';
import { Common, type Edition, Layer, Publication } from '../schema/content.js';
import { type Checked, readChecked } from './checked-file.js';

export interface Content {
  readonly publication: Checked<Publication>;
  readonly edition: { readonly name: string } & Edition;
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

/** What to print: which law, and which edition of a publication. */
export interface ContentRequest {
  readonly publication: string;
  readonly layer: string;
  /** The publication's first, unless said. */
  readonly edition?: string | undefined;
}

/** Where the names of a request were written, if in a file. */
export type ContentPlaces = Readonly<Record<keyof ContentRequest, FilePlace>>;

/** @throws KyrError KYR110 if there is no such publication, and with all that is wrong in it */
export function loadPublication(world: World, id: string, place?: FilePlace): Checked<Publication> {
  const file = `content/publications/${id}.yaml`;
  if (world.read(file) === undefined) failUnknown(`publication “${id}”`, id, listPublications(world), place);
  return readChecked(world, file, Publication);
}

/** @throws KyrError with all that is wrong in the files named */
export function loadContent(world: World, request: ContentRequest, places?: ContentPlaces): Content {
  const { publication: publicationId, layer: layerId } = request;
  const publication = loadPublication(world, publicationId, places?.publication);
  if (!publication.value.layers.includes(layerId)) {
    fail({
      code: CODE.unknownName,
      message: `“${publicationId}” is not written for the layer “${layerId}”`,
      // No guess: us/nj is one letter from us/ny and another law.
      hint: `it is written for: ${publication.value.layers.join(', ')}`,
      ...(places ? { at: places.layer } : {}),
    });
  }
  const { editions } = publication.value;
  const names = Object.keys(editions);
  const name = request.edition ?? (names[0] as string);
  const edition = editions[name];
  if (!edition) {
    const near = nearest(name, names);
    fail({
      code: CODE.unknownName,
      message: `“${publicationId}” has no edition “${name}”`,
      hint: near ? `did you mean “${near}”?` : `known: ${names.join(', ')}`,
      ...(places ? { at: places.edition } : {}),
    });
  }
  const layers = layerChain(layerId).map((id) => readChecked(world, layerFile(id), Layer));
  const common = readChecked(world, 'content/common.yaml', Common);
  return { publication, edition: { name, ...edition }, layers, common };
}

/** One layer by itself. @throws KyrError KYR110 for one that is not there, and what is wrong in its file */
export function loadLayer(world: World, id: string): Checked<Layer> {
  const known = listLayers(world);
  if (!known.includes(id)) failUnknown(`layer “${id}”`, id, known);
  return readChecked(world, layerFile(id), Layer);
}

function failUnknown(what: string, id: string, known: readonly string[], at?: FilePlace): never {
  const near = nearest(id, known);
  return fail({
    code: CODE.unknownName,
    message: `there is no ${what}`,
    hint: near ? `did you mean “${near}”?` : `known: ${known.join(', ')}`,
    ...(at ? { at } : {}),
  });
}

/** Every layer there is: `us/federal`, `us/ny`, `us/ny/nyc`. Publications and files at the top are none. */
export function listLayers(world: World): string[] {
  const inside = (folder: string): string[] =>
    world.list(`content/${folder}`).flatMap((name) => {
      const path = `${folder}/${name}`;
      return name.endsWith('.yaml') ? [path.slice(0, -'.yaml'.length)] : inside(path);
    });
  return world
    .list('content')
    .filter((name) => !name.includes('.') && name !== 'publications')
    .flatMap(inside)
    .sort();
}

export const listPublications = (world: World): string[] =>
  world
    .list('content/publications')
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length));
