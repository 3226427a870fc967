/** `kyr check`: everything that is wrong in content and locales, and whether every flyer fits. Nothing is written. */

import { qrFrame } from '../../compose/qr.js';
import type { Diagnostic } from '../../core/diagnostic.js';
import { EXIT } from '../../core/diagnostic.js';
import { fillSlots } from '../../layout/design.js';
import { listLocales } from '../../load/locales.js';
import type { Outcome } from '../output.js';
import { compose, design, openPressRoom } from '../press-room.js';
import { checkPages } from '../shop.js';
import { collect, lint, stateOf } from '../texts.js';
import { openWorld } from '../world.js';

export async function check(
  tags: readonly string[],
  options: { readonly publication: string; readonly layer: string },
): Promise<Outcome> {
  const world = openWorld();
  const room = openPressRoom(world, options.publication, options.layer);
  const publication = room.content.publication.value;
  const wanted = tags.length > 0 ? tags : listLocales(world);

  const diagnostics: Diagnostic[] = [];
  const data: { tag: string; state: string; errors: number; warnings: number }[] = [];
  for (const tag of wanted) {
    const found: Diagnostic[] = [];
    const known = await collect(() => {
      found.push(...lint(room, room.locale(tag).meta.tag));
    });
    found.push(...known);
    if (!found.some((d) => d.level === 'error'))
      for (const size of publication.sizes)
        found.push(
          ...(await collect(() => {
            const composed = compose(room, { lang: tag, size, draft: true, address: publication.address });
            const made = design(room, composed);
            const pages = fillSlots(made.design, { qr: composed.address }, (slot, value) =>
              qrFrame(value, slot.box.width),
            );
            found.push(...made.warnings, ...checkPages(room, pages, composed.style.safe));
          })),
        );
    diagnostics.push(...found);
    data.push({
      tag,
      state: known.length > 0 ? 'initial' : stateOf(room, tag),
      errors: found.filter((d) => d.level === 'error').length,
      warnings: found.filter((d) => d.level === 'warning').length,
    });
  }
  const failed = diagnostics.some((d) => d.level === 'error');
  const text = data
    .map(
      (l) =>
        `${l.tag}  ${l.errors === 0 ? 'good' : `${l.errors} errors`}${l.warnings > 0 ? `, ${l.warnings} warnings` : ''}  (${l.state})`,
    )
    .join('\n');
  return { exitCode: failed ? EXIT.invalid : EXIT.done, data, text, diagnostics };
}
