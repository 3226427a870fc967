/** Every edition in its narrowest place and every language that offers it: what the tests of editions run over. */
import { offers, openEditions } from '../../src/cli/editions.js';
import type { PressRoom } from '../../src/cli/press-room.js';
import { type Composed, compose, type DesignRequest } from '../../src/cli/set-flyer.js';
import type { Edition } from '../../src/schema/content.js';
import { ADDRESS, LOCALES, shipped } from './room.js';

export interface OfferedEdition {
  /** `ice-encounter/full` */
  readonly name: string;
  readonly room: PressRoom;
  readonly edition: Edition;
  readonly langs: readonly string[];
}

export const EDITIONS: readonly OfferedEdition[] = openEditions(shipped, {})
  .filter(({ last }) => last)
  .map(({ room }) => {
    const { publication, edition } = room.content;
    return {
      name: `${publication.value.publication}/${edition.name}`,
      room,
      edition,
      langs: LOCALES.filter((tag) => offers(room.locale(tag).meta, room.content)),
    };
  });

export function editionNamed(name: string): OfferedEdition {
  const found = EDITIONS.find((edition) => edition.name === name);
  if (!found) throw new Error(`there is no edition ${name}`);
  return found;
}

/** Each edition with each of its languages, named for test.each. */
export const OFFERED: readonly (readonly [name: string, lang: string, of: OfferedEdition])[] =
  EDITIONS.flatMap((of) => of.langs.map((lang) => [of.name, lang, of] as const));

/** The same in every size that the edition is made in. */
export const IN_EVERY_SIZE: readonly (readonly [
  name: string,
  lang: string,
  size: string,
  of: OfferedEdition,
])[] = OFFERED.flatMap(([name, lang, of]) => of.edition.sizes.map((size) => [name, lang, size, of] as const));

export const composeEdition = (
  { room, edition }: OfferedEdition,
  lang: string,
  more: Partial<DesignRequest> = {},
): Composed =>
  compose(room, { lang, size: edition.sizes[0] as string, draft: true, address: ADDRESS, ...more });
