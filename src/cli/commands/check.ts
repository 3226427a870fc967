/**
 * `kyr check`: everything that is wrong in content and locales, and whether every flyer fits. Nothing is written.
 * Looks at every edition that a language offers, in every place it is written for; what is asked for by name is
 * looked at whether it is offered or not.
 */

import { qrFrame } from '../../compose/qr.js';
import type { Diagnostic } from '../../core/diagnostic.js';
import { EXIT } from '../../core/diagnostic.js';
import type { LanguageTag } from '../../core/language.js';
import { findOverdue } from '../../job/overdue.js';
import { findWithdrawn } from '../../job/withdrawn.js';
import { fillSlots } from '../../layout/design.js';
import { lowest } from '../../lint/standing.js';
import { readOnce } from '../../load/disk-world.js';
import { listLocales } from '../../load/locales.js';
import type { State } from '../../schema/locale.js';
import { offers, openEditions } from '../editions.js';
import type { Outcome } from '../output.js';
import { compose, design, type PressRoom } from '../press-room.js';
import { checkPages } from '../shop.js';
import { collect, lint, stateOf } from '../texts.js';
import { openWorld, today } from '../world.js';

export interface CheckOptions {
  readonly publication?: string;
  readonly edition?: string;
  readonly layer?: string;
}

export async function check(tags: readonly string[], options: CheckOptions): Promise<Outcome> {
  const world = readOnce(openWorld());
  const rooms = openEditions(world, options);
  const wanted = tags.length > 0 ? tags : listLocales(world);
  const named = options.publication !== undefined;

  const diagnostics = new Map<string, Diagnostic>();
  const note = (found: readonly Diagnostic[]): void => {
    for (const diagnostic of found) diagnostics.set(JSON.stringify(diagnostic), diagnostic);
  };
  for (const { room } of rooms) {
    note(findWithdrawn(room.layers, room.withdrawn));
    note(findOverdue(room.content.layers, today(world)));
  }
  const data: { tag: string; state: State; editions: number; errors: number; warnings: number }[] = [];
  for (const tag of wanted) {
    const found: Diagnostic[] = [];
    const states: State[] = [];
    let editions = 0;
    for (const { room, last } of rooms) {
      const unknown = await collect(async () => {
        const { meta } = room.locale(tag);
        if (!named && !offers(meta, room.content)) return;
        if (last) editions++;
        const wrong = lint(room, meta.tag);
        found.push(...wrong);
        states.push(stateOf(room, meta.tag));
        // The narrowest place has the most to say; where that fits, the others do.
        if (last && !wrong.some((d) => d.level === 'error')) found.push(...(await checkFit(room, meta.tag)));
      });
      found.push(...unknown);
    }
    note(found);
    const own = new Map(found.map((d) => [JSON.stringify(d), d]));
    const count = (level: Diagnostic['level']): number =>
      [...own.values()].filter((d) => d.level === level).length;
    data.push({
      tag,
      state: states.length === 0 ? 'initial' : lowest(states),
      editions,
      errors: count('error'),
      warnings: count('warning'),
    });
  }
  const text = data
    .map(
      ({ tag, state, editions, errors, warnings }) =>
        `${tag}  ${errors === 0 ? 'good' : counted(errors, 'error')}${warnings > 0 ? `, ${counted(warnings, 'warning')}` : ''}  (${state}, ${counted(editions, 'edition')})`,
    )
    .join('\n');
  const failed = [...diagnostics.values()].some((d) => d.level === 'error');
  return {
    exitCode: failed ? EXIT.invalid : EXIT.done,
    data,
    text,
    diagnostics: [...diagnostics.values()],
  };
}

/** Sets the edition in every size as a draft, which has the most on it, and preflights its pages. */
async function checkFit(room: PressRoom, lang: LanguageTag): Promise<Diagnostic[]> {
  const { edition, publication } = room.content;
  const found: Diagnostic[] = [];
  for (const size of edition.sizes)
    found.push(
      ...(await collect(() => {
        const composed = compose(room, { lang, size, draft: true, address: publication.value.address });
        const made = design(room, composed);
        const pages = fillSlots(made.design, { qr: composed.address }, (slot, value) =>
          qrFrame(value, slot.box.width),
        );
        found.push(...made.warnings, ...checkPages(room, pages, composed.style.safe));
      })),
    );
  return found;
}

const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
