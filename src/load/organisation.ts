/** Organisation files: who hands the flyer out, with its logo turned into press form. */
import { dirname, isAbsolute, join, relative } from 'node:path';
import { type FilePlace, fail } from '../core/diagnostic.js';
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
    const beside = (file: string): string => join(dirname(file), value.logo as string);
    if (
      value.logo.includes('..') ||
      value.logo.startsWith('/') ||
      value.logo.includes('\\') ||
      leadsOut(world, beside(path), dirname(path))
    )
      refuseOutside(value.logo, shown, place('logo'));
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

/** Whether the file is a link to somewhere outside the folder: a file from a stranger must not choose what is printed. */
function leadsOut(world: World, file: string, folder: string): boolean {
  const [from, to] = [world.look(folder)?.real, world.look(file)?.real];
  if (from === undefined || to === undefined) return false;
  const way = relative(from, to);
  return way.startsWith('..') || isAbsolute(way);
}

const refuseOutside = (logo: string, shown: string, at: FilePlace): never =>
  fail({
    code: CODE.logo,
    message: `the logo ${logo} lies outside the folder of ${shown}`,
    hint: 'put the picture itself beside the file and write its name alone',
    at,
  });
