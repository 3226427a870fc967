/**
 * `kyr languages`: what there is, in its own name and in English, what is offered in it, and how far that has been
 * checked: the state of a language is that of its lowest sentence in the edition asked for.
 */
import { EXIT } from '../../core/diagnostic.js';
import { readOnce } from '../../load/disk-world.js';
import { listLocales } from '../../load/locales.js';
import { editionId, offers, openEditions } from '../editions.js';
import { counted, inColumns, type Outcome } from '../output.js';
import { openPressRoom } from '../press-room.js';
import { stateOf } from '../texts.js';
import { openWorld } from '../world.js';

export function languages(options: {
  readonly publication: string;
  readonly edition?: string;
  readonly layer: string;
}): Outcome {
  const world = readOnce(openWorld());
  const room = openPressRoom(world, options);
  const editions = openEditions(world, {}).filter(({ last }) => last);
  const data = listLocales(world).map((tag) => {
    const { meta } = room.locale(tag);
    const { name, english, script, direction } = meta;
    const offered = editions
      .map((edition) => edition.room.content)
      .filter((content) => offers(meta, content))
      .map(editionId);
    return { tag, name, english, script, direction, state: stateOf(room, tag), offers: offered };
  });
  const text = inColumns(
    data.map((l) => [l.tag, l.english, l.script, l.state, counted(l.offers.length, 'edition'), l.name]),
  ).join('\n');
  return { exitCode: EXIT.done, data, text, diagnostics: [] };
}
