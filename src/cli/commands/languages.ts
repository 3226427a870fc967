/** `kyr languages`: what there is, in its own name and in English, and how far it has been checked. */
import { EXIT } from '../../core/diagnostic.js';
import { listLocales } from '../../load/locales.js';
import type { Outcome } from '../output.js';
import { openPressRoom } from '../press-room.js';
import { stateOf } from '../texts.js';
import { openWorld } from '../world.js';

export function languages(options: { readonly publication: string; readonly layer: string }): Outcome {
  const world = openWorld();
  const room = openPressRoom(world, options.publication, options.layer);
  const data = listLocales(world).map((tag) => {
    const { name, english, script, direction } = room.locale(tag).meta;
    return { tag, name, english, script, direction, state: stateOf(room, tag) };
  });
  // The own name stands last: scripts of other widths and directions cannot shift a column there.
  const width = (pick: (l: (typeof data)[number]) => string): number =>
    Math.max(...data.map((l) => pick(l).length));
  const [tags, english, states] = [width((l) => l.tag), width((l) => l.english), width((l) => l.state)];
  const text = data
    .map(
      (l) =>
        `${l.tag.padEnd(tags)}  ${l.english.padEnd(english)}  ${l.script}  ${l.state.padEnd(states)}  ${l.name}`,
    )
    .join('\n');
  return { exitCode: EXIT.done, data, text, diagnostics: [] };
}
