/** Organisation files: who hands the flyer out, with its logo turned into press form (black ink alone). */
import { dirname, join } from 'node:path';
import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { World } from '../core/world.js';
import type { ImageItem } from '../frame/frame.js';
import { Organisation } from '../schema/organisation.js';
import { readChecked } from './checked-file.js';
import { loadLogo } from './logo.js';

export type PressImage = ImageItem['image'];

/** An organisation ready to be set: its logo, if any, is already an image in black ink. */
export interface LoadedOrganisation {
  readonly id: string;
  readonly name?: Organisation['name'];
  readonly address?: string;
  readonly phone?: string;
  readonly web?: string;
  readonly logo?: PressImage;
  readonly withhold: boolean;
}

/** @param path absolute, or within the project  @throws KyrError */
export async function loadOrganisation(
  world: World,
  path: string,
  shown = path,
): Promise<LoadedOrganisation> {
  const { value, place } = readChecked(world, path, Organisation, shown);
  let logo: PressImage | undefined;
  if (value.logo !== undefined) {
    if (value.logo.includes('..') || value.logo.startsWith('/') || value.logo.includes('\\'))
      fail({
        code: CODE.logo,
        message: `the logo ${value.logo} lies outside the folder of ${shown}`,
        hint: 'put the picture beside the file and write its name alone',
        at: place('logo'),
      });
    logo = await loadLogo(world, join(dirname(path), value.logo), place('logo'));
  }
  const { organisation: id, withhold = false, name, address, phone, web } = value;
  return {
    id,
    withhold,
    ...(name === undefined ? {} : { name }),
    ...(address === undefined ? {} : { address }),
    ...(phone === undefined ? {} : { phone }),
    ...(web === undefined ? {} : { web }),
    ...(logo === undefined ? {} : { logo }),
  };
}
