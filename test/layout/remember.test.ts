/** Parts that come again are those that laying them again would give, with all that was found in them. */
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/core/diagnostic.js';
import { openWatch } from '../../src/layout/parts/columns.js';
import { layRight } from '../../src/layout/parts/front.js';
import { rememberPart } from '../../src/layout/remember.js';
import type { TextContext } from '../../src/layout/set-text.js';
import { onRung } from '../../src/layout/style.js';
import { blocksOf, composed, room0, roomWith, sentence } from '../compose/room.js';

/** Each right of a flyer on each rung, remembered and laid, with what the watch and the context heard. */
function everyRight(lang: string, room = room0) {
  const { flyer, style } = composed(lang, {}, room);
  return blocksOf(flyer, 'right').flatMap((block) =>
    style.ladder.map((rung) => {
      const contextOf = (diagnostics: Diagnostic[]): TextContext => ({
        book: room.book(),
        style: onRung(style, rung),
        lang,
        script: flyer.script,
        dir: flyer.dir,
        design: lang,
        diagnostics,
      });
      const remembered = () => {
        const [watch, diagnostics] = [openWatch(), [] as Diagnostic[]];
        const context = contextOf(diagnostics);
        const part = rememberPart('right', [block], [context], watch, (w, own) => layRight(own, block, w));
        return { part, overfull: watch.overfull, diagnostics };
      };
      const [watch, diagnostics] = [openWatch(), [] as Diagnostic[]];
      const part = layRight(contextOf(diagnostics), block, watch);
      return {
        first: remembered(),
        again: remembered(),
        laid: { part, overfull: watch.overfull, diagnostics },
      };
    }),
  );
}

describe.each(['es', 'ar', 'ko'])('the rights of the %s flyer', (lang) => {
  test('are the same on every rung, and handed out again', () => {
    for (const { first, again, laid } of everyRight(lang)) {
      expect(first).toEqual(laid);
      expect(again).toEqual(laid);
      expect(again.part).toBe(first.part);
    }
  });
});

test('a word that is too wide and a letter that no font has are told every time', () => {
  const wide = roomWith(
    sentence('es', 'us-federal', 'remain-silent.title', () => `${'W'.repeat(80)} \u{13000}`),
  );
  const all = everyRight('es', wide);
  expect(all.some(({ laid }) => laid.overfull.length > 0 && laid.diagnostics.length > 0)).toBe(true);
  for (const { first, again, laid } of all) {
    expect(first).toEqual(laid);
    expect(again).toEqual(laid);
  }
});
