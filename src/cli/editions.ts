/** Every edition of every publication, in every place it is written for: what `check` and `languages` look at. */
import { idOf, spokenBy } from '../compose/references.js';
import { collectAll, type Sentences, type SourceText } from '../compose/source-text.js';
import type { World } from '../core/world.js';
import { type Content, listPublications, loadContent, loadPublication } from '../load/content.js';
import type { LocaleMeta } from '../schema/locale.js';
import { openPressRoom, type PressRoom } from './press-room.js';

export interface EditionRoom {
  readonly room: PressRoom;
  /** In the last of the places that the publication names, the narrowest. */
  readonly last: boolean;
}

/** @throws KyrError with all that is wrong in the content asked for, and for a name that there is not */
export function openEditions(
  world: World,
  only: { readonly publication?: string; readonly edition?: string; readonly layer?: string },
): EditionRoom[] {
  const publications = only.publication === undefined ? listPublications(world) : [only.publication];
  let fonts: PressRoom | undefined;
  return publications.flatMap((id) => {
    const { layers, editions } = loadPublication(world, id).value;
    const places = only.layer === undefined ? layers : [only.layer];
    const names = only.edition === undefined ? Object.keys(editions) : [only.edition];
    return names.flatMap((edition) =>
      places.map((layer, i) => {
        const room = openPressRoom(world, { publication: id, layer, edition }, undefined, fonts);
        fonts ??= room;
        return { room, last: i === places.length - 1 };
      }),
    );
  });
}

/** Every English sentence there is, of every publication in every place. */
export function allSentences(world: World): Sentences {
  return new Map(
    allSources(world)
      .map(({ text }) => text)
      .flatMap((text) => [...text]),
  );
}

/**
 * Every sentence that a locale may hold, with its English: after a sentence to say stands the one that spells it, whose
 * English is the same. `asked` leaves out spellings that no edition prints: they may be there, but nobody is asked.
 */
export function allToTranslate(world: World, which: 'held' | 'asked' = 'held'): Sentences {
  const sources = allSources(world);
  const sounds = new Set(
    sources.flatMap((source) => [...(which === 'asked' ? source.spoken : source.sounds)]),
  );
  const withSounds = (namespace: string, keys: ReadonlyMap<string, string>): Map<string, string> =>
    new Map(
      [...keys].flatMap(([key, english]): [string, string][] =>
        sounds.has(`${namespace}:${key}-sound`)
          ? [
              [key, english],
              [`${key}-sound`, english],
            ]
          : [[key, english]],
      ),
    );
  return new Map(
    [...allSentences(world)].map(([namespace, keys]) => [namespace, withSounds(namespace, keys)]),
  );
}

interface Source extends Pick<SourceText, 'text' | 'sounds'> {
  /** Of the sounds, those that an edition prints. */
  readonly spoken: ReadonlySet<string>;
}

function allSources(world: World): Source[] {
  return listPublications(world).flatMap((id) =>
    loadPublication(world, id).value.layers.map((layer) => {
      const content = loadContent(world, { publication: id, layer });
      const files = content.layers.map((file) => file.value);
      const { value } = content.publication;
      const { text, sounds } = collectAll(files, value, content.common.value);
      const spoken = new Set(Object.values(value.editions).flatMap(spokenBy));
      const isSpoken = (id: string): boolean => spoken.has(idOf(id.slice(id.indexOf(':') + 1)));
      return { text, sounds, spoken: new Set([...sounds].filter(isSpoken)) };
    }),
  );
}

/** `ice-encounter/core` */
export const editionId = ({ publication, edition }: Content): string =>
  `${publication.value.publication}/${edition.name}`;

/** Whether a language is offered this edition. English is the source of all. */
export function offers(meta: LocaleMeta, { publication, edition }: Content): boolean {
  const id = publication.value.publication;
  return (
    meta.offers === undefined || meta.offers.some((name) => name === id || name === `${id}/${edition.name}`)
  );
}
