/**
 * `kyr languages`: what there is, in its own name and in English, what is offered in it, and how far that has been
 * checked: the state of a language is that of its lowest sentence in the edition asked for.
 */
import { EXIT } from '../../core/diagnostic.js';
import { readOnce } from '../../load/disk-world.js';
import { listLocales } from '../../load/locales.js';
import { editionId, offers, openEditions } from '../editions.js';
import type { Outcome } from '../output.js';
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
  // The own name stands last: scripts of other widths and directions cannot shift a column there.
  const width = (pick: (l: (typeof data)[number]) => string): number =>
    Math.max(...data.map((l) => pick(l).length));
  const count = (l: (typeof data)[number]): string =>
    `${l.offers.length} ${l.offers.length === 1 ? 'edition' : 'editions'}`;
  const [tags, english, states] = [width((l) => l.tag), width((l) => l.english), width((l) => l.state)];
  const counts = width(count);
  const text = data
    .map(
      (l) =>
        `${l.tag.padEnd(tags)}  ${l.english.padEnd(english)}  ${l.script}  ${l.state.padEnd(states)}  ${count(l).padEnd(counts)}  ${l.name}`,
    )
    .join('\n');
  return { exitCode: EXIT.done, data, text, diagnostics: [] };
}
