/** Organisation files: who hands the flyer out, with its logo turned into press form. */
import { dirname, join } from 'node:path';
import { fail } from '../core/diagnostic.js';
import { CODE } from '../core/diagnostic-codes.js';
import type { Cmyk } from '../core/ink.js';
import type { World } from '../core/world.js';
import type { Drawing, PressImage } from '../frame/frame.js';
import { Organisation } from '../schema/organisation.js';
import { loadAccents } from './accent.js';
import { readChecked } from './checked-file.js';
import { loadLogo } from './logo/logo.js';
import { BLACK_ALONE, type Separation } from './separation.js';

/** An organisation ready to be set: its logo and its accent, if any, are already in the inks of the run. */
export interface LoadedOrganisation {
  readonly id: string;
  readonly name?: Organisation['name'];
  readonly address?: string;
  readonly phone?: string;
  readonly web?: string;
  readonly link?: string;
  readonly message?: Organisation['message'];
  readonly hotlines?: Organisation['hotlines'];
  readonly logo?: PressImage | Drawing;
  /** Absent where the organisation is withheld: a colour may tell who it is. */
  readonly accent?: Cmyk;
  readonly withhold: boolean;
}

/**
 * @param path absolute, or within the project
 * @param separation what becomes of the colours of logo and accent
 * @throws KyrError
 */
export async function loadOrganisation(
  world: World,
  path: string,
  shown = path,
  separation: Separation = BLACK_ALONE,
): Promise<LoadedOrganisation> {
  const { value, place } = readChecked(world, path, Organisation, shown);
  let logo: PressImage | Drawing | undefined;
  if (value.logo !== undefined) {
    if (value.logo.includes('..') || value.logo.startsWith('/') || value.logo.includes('\\'))
      fail({
        code: CODE.logo,
        message: `the logo ${value.logo} lies outside the folder of ${shown}`,
        hint: 'put the picture beside the file and write its name alone',
        at: place('logo'),
      });
    const beside = (file: string): string => join(dirname(file), value.logo as string);
    logo = await loadLogo(world, beside(path), beside(shown), place('logo'), separation);
  }
  const [accent] =
    value.accent === undefined
      ? []
      : await loadAccents([{ text: value.accent, at: place('accent') }], separation);
  const { organisation: id, withhold = false, name, address, phone, web, link, message, hotlines } = value;
  return {
    id,
    withhold,
    ...(name === undefined ? {} : { name }),
    ...(address === undefined ? {} : { address }),
    ...(phone === undefined ? {} : { phone }),
    ...(web === undefined ? {} : { web }),
    ...(link === undefined ? {} : { link }),
    ...(message === undefined ? {} : { message }),
    ...(hotlines === undefined ? {} : { hotlines }),
    ...(logo === undefined ? {} : { logo }),
    ...(accent === undefined || withhold ? {} : { accent }),
  };
}
